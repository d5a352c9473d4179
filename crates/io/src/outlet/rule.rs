//! The outlet of an article, by the name or the address that its record gives.

use super::host::host_of;
use super::site::{behind, site_of};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The rule by which outlets are named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutletRule {
    /// True if each host is an outlet; otherwise each registrable domain is one.
    pub by_host: bool,
    /// Outlets of names, hosts and sites, in lower case, that replace what was found.
    pub names: BTreeMap<String, String>,
}

impl OutletRule {
    /// The outlet that a field names: the site of an address, else the trimmed name; `None` if
    /// it is empty.
    pub(crate) fn of_name<'a>(&self, given: Cow<'a, str>) -> Option<Cow<'a, str>> {
        let name = given.trim();
        if name.is_empty() {
            return None;
        }
        if let Some(known) = self.known(name) {
            return Some(Cow::Owned(known));
        }
        let is_address = name.contains("://")
            || name.starts_with("//")
            || name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
        if is_address && let Some(site) = self.of_address(name) {
            return Some(Cow::Owned(site));
        }
        if name.len() == given.len() { Some(given) } else { Some(Cow::Owned(name.to_owned())) }
    }

    /// The outlet of an address: that of the page behind it.
    pub(crate) fn of_address(&self, address: &str) -> Option<String> {
        let page = behind(address)?;
        let host = host_of(&page)?;
        let site = site_of(&host).unwrap_or(&host);
        let known = self.known(&host).or_else(|| self.known(site));
        known.or_else(|| Some(if self.by_host { host.clone() } else { site.to_owned() }))
    }

    fn known(&self, name: &str) -> Option<String> {
        if self.names.is_empty() { None } else { self.names.get(&name.to_lowercase()).cloned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_keeps_its_name_unless_it_is_an_address() {
        let rule = OutletRule::default();
        for (given, outlet) in [
            (" The Tolm Courier ", Some("The Tolm Courier")),
            ("https://www.tolm.example/", Some("tolm.example")),
            ("WWW.tolm.example", Some("tolm.example")),
            ("AP", Some("AP")),
            ("  ", None),
        ] {
            assert_eq!(rule.of_name(Cow::Borrowed(given)).as_deref(), outlet, "{given}");
        }
    }

    #[test]
    fn an_outlet_is_a_site_a_host_or_what_the_user_calls_it() {
        let address = "https://sport.tolm-courier.co.uk/herons";
        let mut rule = OutletRule::default();
        assert_eq!(rule.of_address(address).as_deref(), Some("tolm-courier.co.uk"));
        rule.by_host = true;
        assert_eq!(rule.of_address(address).as_deref(), Some("sport.tolm-courier.co.uk"));
        rule.names.insert("tolm-courier.co.uk".into(), "Tolm Courier".into());
        assert_eq!(rule.of_address(address).as_deref(), Some("Tolm Courier"));
        rule.names.insert("tc".into(), "Tolm Courier".into());
        assert_eq!(rule.of_name(Cow::Borrowed("TC")).as_deref(), Some("Tolm Courier"));
    }
}
