//! Sites: the registrable domain of a host, and the address inside that of a consent page, a
//! redirection or a copy.

use super::host::host_of;
use std::net::IpAddr;
use std::sync::LazyLock;
use wirecopy_article::word_table::rows;

/// Addresses inside addresses that are looked through.
const LAYERS_MAX: usize = 3;

/// Names in addresses that lead to another page.
struct Gates {
    /// First labels of hosts that ask for consent.
    consents: Vec<&'static str>,
    /// First labels of hosts, those that ask for consent among them.
    hosts: Vec<&'static str>,
    /// Last parts of paths.
    paths: Vec<&'static str>,
    /// Whole hosts whose addresses are short for pages elsewhere.
    shorteners: Vec<&'static str>,
}

static GATES: LazyLock<Gates> = LazyLock::new(|| {
    let (consents, hosts) = (gates("consent"), gates("host"));
    Gates {
        hosts: [consents.as_slice(), &hosts].concat(),
        consents,
        paths: gates("path"),
        shorteners: gates("shortener"),
    }
});

fn gates(part: &str) -> Vec<&'static str> {
    rows(include_str!("../../data/gates.tsv")).filter(|row| row[0] == part).map(|row| row[1]).collect()
}

/// Domains under which each name is another publisher's, beside those of the public suffix list.
static SHARED_DOMAINS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| rows(include_str!("../../data/shared_domains.tsv")).map(|row| row[0]).collect());

/// The registrable domain of a host, by the public suffix list with its private section, or the
/// name under a shared domain; `None` for an address by number and for a suffix alone.
pub(super) fn site_of(host: &str) -> Option<&str> {
    let is_number = host.starts_with('[') || host.parse::<IpAddr>().is_ok();
    if is_number || !host.contains('.') {
        return None;
    }
    let site = psl::domain_str(host)?;
    let before = host[..host.len() - site.len()].strip_suffix('.');
    match before.and_then(|names| names.rsplit('.').next()) {
        Some(name) if name != "www" && SHARED_DOMAINS.contains(&site) => {
            Some(&host[host.len() - site.len() - 1 - name.len()..])
        }
        _ => Some(site),
    }
}

/// Returns whether two hosts, without `www.`, belong to one site: they have one registrable domain,
/// or are equal.
///
/// ```
/// assert!(wirecopy_io::is_same_site("money.tolm.example", "tolm.example"));
/// assert!(!wirecopy_io::is_same_site("tolm.co.uk", "karsholm.co.uk"));
/// ```
pub fn is_same_site(host: &str, other: &str) -> bool {
    host == other || site_of(host).is_some_and(|site| site_of(other) == Some(site))
}

/// Returns whether an address, or the one inside it, is on another site than the address of a page;
/// not if one of them has no host. Linear in the addresses.
pub(crate) fn are_of_two_sites(address: &str, page: &str) -> bool {
    let own = behind(address).as_deref().and_then(host_of);
    own.zip(host_of(page)).is_some_and(|(own, other)| !is_same_site(&own, &other))
}

/// Returns whether an address has a host, and is that of a gate that does not name the page behind
/// it.
pub(crate) fn hides_its_page(address: &str) -> bool {
    host_of(address).is_some() && behind(address).is_none()
}

/// The page behind an address: behind a consent, a redirection, a cached or an archived copy;
/// `None` if a consent page or a shortener names no other.
pub(super) fn behind(address: &str) -> Option<String> {
    let mut page = address.trim().to_owned();
    for _ in 0..LAYERS_MAX {
        match inside(&page) {
            Some(inner) => page = inner,
            None => break,
        }
    }
    let host = host_of(&page)?;
    let is_gate = host.split('.').next().is_some_and(|first| GATES.consents.contains(&first));
    (!is_gate && !GATES.shorteners.contains(&host.as_str())).then_some(page)
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
    let is_gate = host.split(['.', '-']).next().is_some_and(|first| GATES.hosts.contains(&first));
    let last = path.rsplit('/').find(|part| !part.is_empty());
    let ends_as_gate = last.is_none_or(|last| GATES.paths.contains(&last));
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
            ("m.herons.wordpress.com", Some("herons.wordpress.com")),
            ("wordpress.com", Some("wordpress.com")),
            ("co.uk", None),
            ("192.0.2.7", None),
            ("[2001:db8::1]", None),
            ("intranet", None),
        ] {
            assert_eq!(site_of(host), site, "{host}");
        }
    }

    #[test]
    fn each_name_under_a_shared_domain_is_a_site() {
        for domain in SHARED_DOMAINS.iter() {
            assert_eq!(psl::domain_str(domain), Some(*domain), "the public suffix list lacks it");
            let [herons, gulls] = ["herons", "gulls"].map(|name| format!("{name}.{domain}"));
            assert_eq!(site_of(&herons), Some(herons.as_str()));
            assert!(!is_same_site(&herons, &gulls));
        }
    }

    #[test]
    fn hosts_of_one_registrable_domain_are_one_site() {
        assert!(is_same_site("money.tolm.example", "tolm.example"));
        assert!(is_same_site("a.tolm.co.uk", "b.tolm.co.uk"));
        assert!(is_same_site("localhost", "localhost"));
        assert!(is_same_site("192.0.2.7", "192.0.2.7"));
        assert!(!is_same_site("192.0.2.7", "198.51.2.7"));
        assert!(!is_same_site("tolm.co.uk", "karsholm.co.uk"));
        assert!(!is_same_site("herons.blogspot.com", "gulls.blogspot.com"));
        assert!(!is_same_site("tolm.example", "karsholm.example"));
    }

    #[test]
    fn every_gate_leads_to_the_page_in_its_address() {
        for row in rows(include_str!("../../data/gates.tsv")) {
            let address = match row[..] {
                ["consent" | "host", label] => {
                    format!("https://{label}.portal.example/x?page=https://tolm.example/a")
                }
                ["path", last] => format!("https://portal.example/{last}?page=https://tolm.example/a"),
                ["shortener", host] => {
                    assert!(hides_its_page(&format!("https://www.{host}/a1B2")), "{host}");
                    continue;
                }
                _ => panic!("a part and a name are expected: {row:?}"),
            };
            assert_eq!(behind(&address).as_deref(), Some("https://tolm.example/a"), "{address}");
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
