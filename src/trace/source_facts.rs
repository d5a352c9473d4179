//! Facts that show the source of a story of the wire, or of an article that carries it.

use crate::output::PairDirection;
use crate::pairs::direction::{context_of_dates, with_order};
use wirecopy_article::{Document, Published};
use wirecopy_io::host_of;
use wirecopy_news::credit::{
    AgencyNumber, Credit, agency_name, agency_of_site, republished_from, text_agency,
};
use wirecopy_news::direction::{Side, Zones, direction, own_and_canonical_host};

/// The facts by which the direction between a story and an article is decided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SourceFacts {
    outlet: Option<Box<str>>,
    /// Host of its address.
    address: Option<Box<str>>,
    /// Host of the page on another site that it names as canonical.
    canonical_host: Option<Box<str>>,
    published: Option<Published>,
    republished_from: Option<Box<str>>,
    /// The agency that its text credits.
    agency: Option<AgencyNumber>,
    /// The agency whose site it is on.
    own_agency: Option<AgencyNumber>,
    words: u32,
}

impl SourceFacts {
    pub(crate) fn of(document: &Document<'_>, credits: &[Credit], words: usize) -> SourceFacts {
        let (outlet, address) = (document.outlet.as_deref(), document.url.as_deref().and_then(host_of));
        let canonical_host = document.canonical_url.as_deref().and_then(host_of);
        SourceFacts {
            outlet: outlet.map(Into::into),
            published: document.published,
            republished_from: republished_from(credits).map(Into::into),
            agency: text_agency(credits),
            own_agency: agency_of_site(outlet, address.as_deref()),
            address: address.map(Into::into),
            canonical_host: canonical_host.map(Into::into),
            words: u32::try_from(words).unwrap_or(u32::MAX),
        }
    }

    /// Returns the facts of a record of the wire: without an outlet it is of the agency that it
    /// credits, whose feed it came in.
    pub(crate) fn of_wire(document: &Document<'_>, credits: &[Credit], words: usize) -> SourceFacts {
        let facts = SourceFacts::of(document, credits, words);
        let is_of_a_feed = facts.outlet.is_none() && facts.address.is_none();
        let own_agency = facts.own_agency.or(facts.agency.filter(|_| is_of_a_feed));
        SourceFacts { own_agency, ..facts }
    }

    fn side(&self) -> Side<'_> {
        let (host, canonical_host) = own_and_canonical_host(
            self.outlet.as_deref(),
            self.address.as_deref(),
            self.canonical_host.as_deref(),
        );
        Side {
            outlet: self.outlet.as_deref(),
            host,
            published: self.published,
            republished_from: self.republished_from.as_deref(),
            canonical_host,
            agency: self.agency.map(agency_name),
            own_agency: self.own_agency.map(agency_name),
            words: self.words,
            is_truncated: false,
        }
    }

    /// Returns which of the two had the text first: `a` is this story, `b` an article with it.
    pub(crate) fn direction_to(&self, carrier: &SourceFacts) -> PairDirection {
        let found = direction(&self.side(), &carrier.side(), Zones::Any);
        let is_one_outlet = self.outlet.as_deref().zip(carrier.outlet.as_deref()).map(|(a, b)| a == b);
        let dates = self.published.zip(carrier.published);
        with_order(found.into(), context_of_dates(is_one_outlet, dates).order)
    }

    /// Returns the agency that both credit, where neither is its own: both have the text from it.
    pub(crate) fn common_agency(&self, carrier: &SourceFacts) -> Option<&'static str> {
        let is_own = self.own_agency.is_some() || carrier.own_agency.is_some();
        self.agency.filter(|_| !is_own && self.agency == carrier.agency).map(agency_name)
    }
}
