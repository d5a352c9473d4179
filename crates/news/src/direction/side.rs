//! Facts about one article that show its source: directions, origins and survivors follow from
//! them.

use super::outlet_name::is_same_outlet;
use wirecopy_article::Published;

/// Facts about one article of a pair.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Side<'a> {
    /// Its outlet.
    pub outlet: Option<&'a str>,
    /// The host of its address.
    pub host: Option<&'a str>,
    /// Its date of publication.
    pub published: Option<Published>,
    /// The outlet from which its text says that it was republished: a name or a host.
    pub republished_from: Option<&'a str>,
    /// The host of the page that it names as canonical.
    pub canonical_host: Option<&'a str>,
    /// The agency that its text credits.
    pub agency: Option<&'a str>,
    /// The agency that owns its outlet or has its name.
    pub own_agency: Option<&'a str>,
    /// Number of its words.
    pub words: u32,
    /// True if its text is cut off.
    pub is_truncated: bool,
}

/// The source of a text by what its own article shows, the best survivor first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceClaim {
    /// It is an agency's text on the agency's own site.
    AgencySite,
    /// Nothing shows another source.
    #[default]
    Own,
    /// It says that it was republished, or names a page of another host as canonical.
    Elsewhere,
}

impl Side<'_> {
    /// Returns what the article itself shows of the source of its text. Linear in the names.
    pub fn claim(&self) -> SourceClaim {
        let named = [self.republished_from, self.canonical_host].into_iter().flatten();
        if named.into_iter().any(|name| !self.has_name(name)) {
            return SourceClaim::Elsewhere;
        }
        if self.is_on_agency_site() { SourceClaim::AgencySite } else { SourceClaim::Own }
    }

    /// Returns whether it says that it was republished from the other's outlet.
    pub(super) fn is_republished_from(&self, source: &Side<'_>) -> bool {
        self.republished_from.is_some_and(|name| source.has_name(name) && !self.has_name(name))
    }

    /// Returns whether it names a page of the other's host as canonical.
    pub(super) fn points_to(&self, source: &Side<'_>) -> bool {
        self.canonical_host.is_some_and(|host| source.has_name(host) && !self.has_name(host))
    }

    /// Returns whether it is on the site of an agency and its text is not that of another agency.
    pub(super) fn is_on_agency_site(&self) -> bool {
        self.own_agency.is_some_and(|own| self.agency.is_none_or(|named| named == own))
    }

    fn has_name(&self, name: &str) -> bool {
        self.own_agency == Some(name)
            || [self.outlet, self.host].into_iter().flatten().any(|outlet| is_same_outlet(outlet, name))
    }
}

/// Returns an article's own host and that of its canonical page, given the hosts of its address and
/// of the page on another site that it names as canonical, if it does: an outlet that is a host and
/// has an address on another host gives the canonical location as its address. Linear in the names.
pub fn own_and_canonical_host<'a>(
    outlet: Option<&str>,
    address: Option<&'a str>,
    canonical: Option<&'a str>,
) -> (Option<&'a str>, Option<&'a str>) {
    if canonical.is_some() {
        return (address, canonical);
    }
    let is_elsewhere = outlet.zip(address).is_some_and(|(outlet, host)| {
        let is_host = outlet.contains('.') && !outlet.contains(char::is_whitespace);
        is_host && !is_same_outlet(outlet, host) && !outlet.ends_with(host) && !host.ends_with(outlet)
    });
    if is_elsewhere { (None, address) } else { (address, None) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_article_shows_of_its_source_orders_survivors() {
        let own = Side { outlet: Some("Tolm Times"), ..Side::default() };
        assert_eq!(own.claim(), SourceClaim::Own);
        let copy = Side { republished_from: Some("Karsholm Beacon"), ..own };
        assert_eq!(copy.claim(), SourceClaim::Elsewhere);
        assert_eq!(Side { republished_from: Some("The Tolm Times"), ..own }.claim(), SourceClaim::Own);
        assert_eq!(Side { canonical_host: Some("beacon.example"), ..own }.claim(), SourceClaim::Elsewhere);
        let site = Side { own_agency: Some("AP"), ..own };
        assert_eq!(site.claim(), SourceClaim::AgencySite);
        assert_eq!(Side { agency: Some("Reuters"), ..site }.claim(), SourceClaim::Own);
        assert!(SourceClaim::AgencySite < SourceClaim::Own && SourceClaim::Own < SourceClaim::Elsewhere);
    }

    #[test]
    fn an_address_on_another_host_is_the_canonical_one() {
        let split = |outlet| own_and_canonical_host(Some(outlet), Some("tolm.example"), None);
        assert_eq!(split("beacon.example"), (None, Some("tolm.example")));
        assert_eq!(split("news.tolm.example"), (Some("tolm.example"), None));
        assert_eq!(split("Karsholm Beacon"), (Some("tolm.example"), None));
        let named = own_and_canonical_host(Some("Tolm"), Some("tolm.example"), Some("beacon.example"));
        assert_eq!(named, (Some("tolm.example"), Some("beacon.example")));
    }
}
