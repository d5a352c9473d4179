//! Sites: the registrable domain of a host, and the page behind a consent, a redirection or a copy.

use super::host::host_of;
use std::net::IpAddr;

/// Addresses inside addresses that are looked through.
const LAYERS_MAX: usize = 3;

/// First labels of hosts that lead to a page of another site or of none.
const GATES: [&str; 5] = ["consent", "redirect", "redir", "click", "track"];

/// The registrable domain of a host, by the public suffix list with its private section; `None` for
/// an address by number and for a suffix alone.
pub(super) fn site_of(host: &str) -> Option<&str> {
    let is_number = host.starts_with('[') || host.parse::<IpAddr>().is_ok();
    if is_number || !host.contains('.') { None } else { psl::domain_str(host) }
}

/// The page behind an address: behind a consent, a redirection, a cached or an archived copy;
/// `None` if a consent page names no other.
pub(super) fn behind(address: &str) -> Option<String> {
    let mut page = address.trim().to_owned();
    for _ in 0..LAYERS_MAX {
        match inside(&page) {
            Some(inner) => page = inner,
            None => break,
        }
    }
    let host = host_of(&page)?;
    let is_gate = host.split('.').next().is_some_and(|first| first == GATES[0]);
    (!is_gate).then_some(page)
}

/// The address inside another one: in a parameter that has nothing else, in the path, or as the
/// host after `/amp/s/` and `/c/s/`.
fn inside(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let at = rest.find(['/', '?'])?;
    let (host, path) = rest.split_at(at);
    for mark in ["/https://", "/http://"] {
        if let Some(at) = path.find(mark) {
            return Some(path[at + 1..].to_owned());
        }
    }
    for mark in ["/amp/s/", "/c/s/", "/v/s/"] {
        if let Some((_, page)) = path.split_once(mark)
            && page.split('/').next().is_some_and(|host| host.contains('.'))
        {
            return Some(format!("https://{page}"));
        }
    }
    let (path, query) = path.split_once('?')?;
    let is_gate = GATES.iter().any(|gate| host.split(['.', '-']).next() == Some(gate));
    let ends_as_gate = path.rsplit('/').find(|part| !part.is_empty()).is_none_or(|last| {
        ["url", "l.php", "redirect", "redir", "out", "go", "link", "click", "collect", "r", "away"]
            .contains(&last)
    });
    let values = query.split('&').filter_map(|part| part.split_once('=')).map(|(_, value)| decoded(value));
    let is_address = |value: &String| value.starts_with("https://") || value.starts_with("http://");
    if is_gate || ends_as_gate { values.into_iter().find(is_address) } else { None }
}

/// A value of a query without its percent signs.
fn decoded(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, after @ ..] = rest {
        let escaped = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_are_registrable_domains() {
        for (host, site) in [
            ("news.tolm.example", Some("tolm.example")),
            ("m.tolm-courier.co.uk", Some("tolm-courier.co.uk")),
            ("herons.blogspot.com", Some("herons.blogspot.com")),
            ("co.uk", None),
            ("192.0.2.7", None),
            ("[2001:db8::1]", None),
            ("intranet", None),
        ] {
            assert_eq!(site_of(host), site, "{host}");
        }
    }

    #[test]
    fn the_page_behind_another_is_found() {
        for (address, page) in [
            ("https://tolm.example/a", Some("https://tolm.example/a")),
            ("https://consent.portal.example/collect?id=0", None),
            (
                "https://consent.portal.example/collect?url=https%3A%2F%2Ftolm.example%2Fa",
                Some("https://tolm.example/a"),
            ),
            ("https://search.example/url?sa=t&url=https://tolm.example/a", Some("https://tolm.example/a")),
            ("https://search.example/amp/s/tolm.example/a", Some("https://tolm.example/a")),
            ("https://cache.example/c/s/www.tolm.example/a", Some("https://www.tolm.example/a")),
            ("https://archive.example/web/20310520/https://tolm.example/a", Some("https://tolm.example/a")),
            (
                "https://tolm.example/story?from=https://else.example/",
                Some("https://tolm.example/story?from=https://else.example/"),
            ),
            ("tolm.example/a", Some("tolm.example/a")),
            ("story-17", None),
        ] {
            assert_eq!(behind(address).as_deref(), page, "{address}");
        }
    }
}
