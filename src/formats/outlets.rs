//! Outlets as records name them, and hosts of addresses.

use std::borrow::Cow;

/// The name of an outlet: as given, or the host where an address was given. `None` for a name that says nothing.
pub(super) fn understand(named: Cow<'_, str>) -> Option<Cow<'_, str>> {
    let trimmed = named.trim();
    let says_nothing = trimmed.is_empty()
        || ["unknown", "none", "null", "n/a", "nan", "-"]
            .iter()
            .any(|nothing| trimmed.eq_ignore_ascii_case(nothing));
    if says_nothing {
        return None;
    }
    if trimmed.contains("://") {
        return host(trimmed).map(Cow::Owned);
    }
    if trimmed.len() == named.len() { Some(named) } else { Some(Cow::Owned(trimmed.to_owned())) }
}

/// The host of an address in lower case without `www.`, its user and its port; `None` where it has none.
pub(super) fn host(url: &str) -> Option<String> {
    let (_, behind) = url.trim().split_once("://")?;
    let authority = behind.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = host.split(':').next()?.trim_end_matches('.').to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && !host.contains(char::is_whitespace)).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_lose_what_names_no_outlet() {
        for (url, expected) in [
            ("https://www.Tolm-Daily.example/a?b", Some("tolm-daily.example")),
            ("http://user:word@news.tolm.example:8080/", Some("news.tolm.example")),
            ("https://tolm.example.", Some("tolm.example")),
            ("https://tolm.example?x=a.b/c", Some("tolm.example")),
            ("tolm.example/a", None),
            ("https:///a", None),
            ("https://localhost/a", None),
            ("", None),
        ] {
            assert_eq!(host(url).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn a_name_is_kept_and_an_address_becomes_its_host() {
        for (named, expected) in [
            ("The Tolm Daily", Some("The Tolm Daily")),
            (" tolm.example ", Some("tolm.example")),
            ("https://www.tolm.example/", Some("tolm.example")),
            ("unknown", None),
            ("N/A", None),
            ("  ", None),
        ] {
            assert_eq!(understand(named.into()).as_deref(), expected, "{named}");
        }
    }
}
