//! The host of an address.
//!
//! The `url` crate does not serve: it writes an international host in Punycode, and refuses
//! addresses that crawlers store and browsers open.

/// The host of an address in lower case, without `www.` and port; `None` if there is none. The
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
}
