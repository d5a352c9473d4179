//! The outlet of an article: a name as it was given, or the host of an address.
//!
//! Not the `url` crate: it writes an international host in Punycode, and refuses addresses that
//! crawlers store and browsers open.

use std::borrow::Cow;

/// The host of an address in lower case, without `www.` and port; `None` where there is none. The
/// scheme may be missing.
///
/// ```
/// let host = wirecopy_io::host_of("https://www.Tolm-Courier.example:8080/news?id=1");
/// assert_eq!(host.as_deref(), Some("tolm-courier.example"));
/// assert_eq!(wirecopy_io::host_of("tolm.example/story").as_deref(), Some("tolm.example"));
/// assert_eq!(wirecopy_io::host_of("story-17"), None);
/// ```
pub fn host_of(url: &str) -> Option<String> {
    let url = url.trim();
    let is_scheme =
        |scheme: &str| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let after_scheme = url.strip_prefix("//").or_else(|| {
        let (scheme, rest) = url.split_once("://")?;
        is_scheme(scheme).then_some(rest)
    });
    let has_scheme = after_scheme.is_some();
    let rest = after_scheme.unwrap_or(url);
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or(rest);
    let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = match host_and_port.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => host_and_port,
    };
    let lower = host.trim_end_matches('.').to_lowercase();
    let bare = lower.strip_prefix("www.").unwrap_or(&lower);
    let is_host = !bare.is_empty() && !bare.contains(char::is_whitespace);
    // Without a scheme, only a dot distinguishes a host from a word.
    (is_host && (has_scheme || bare.contains('.'))).then(|| bare.to_owned())
}

/// The outlet that a field names: the host of an address, else the trimmed name; `None` where it is
/// empty.
pub(crate) fn outlet_of(given: Cow<'_, str>) -> Option<Cow<'_, str>> {
    let name = given.trim();
    if name.is_empty() {
        return None;
    }
    let is_address = name.contains("://")
        || name.starts_with("//")
        || name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    if is_address && let Some(host) = host_of(name) {
        return Some(Cow::Owned(host));
    }
    if name.len() == given.len() { Some(given) } else { Some(Cow::Owned(name.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_found_in_addresses() {
        for (url, host) in [
            ("https://www.Tolm-Courier.example/a/b?c=d", Some("tolm-courier.example")),
            ("http://user:word@news.tolm.example:8080/x", Some("news.tolm.example")),
            ("//cdn.tolm.example/x", Some("cdn.tolm.example")),
            ("www.tolm.example", Some("tolm.example")),
            ("tolm.example/story?from=https://else.example/", Some("tolm.example")),
            ("https://tolm.example.", Some("tolm.example")),
            ("https://[2001:db8::1]:443/x", Some("[2001:db8::1]")),
            ("http://intranet/x", Some("intranet")),
            ("story-17", None),
            ("https:///x", None),
            ("", None),
        ] {
            assert_eq!(host_of(url).as_deref(), host, "{url}");
        }
    }

    #[test]
    fn an_outlet_keeps_its_name_unless_it_is_an_address() {
        for (given, outlet) in [
            (" The Tolm Courier ", Some("The Tolm Courier")),
            ("https://www.tolm.example/", Some("tolm.example")),
            ("WWW.tolm.example", Some("tolm.example")),
            ("AP", Some("AP")),
            ("  ", None),
        ] {
            assert_eq!(outlet_of(Cow::Borrowed(given)).as_deref(), outlet, "{given}");
        }
    }
}
