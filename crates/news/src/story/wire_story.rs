//! Agency behind a story, by all of its copies.

use crate::direction::Appearance;
use std::collections::BTreeMap;

/// The agencies of one copy of a story. Agencies are numbered by the caller.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WireCopy {
    /// The agency that its text credits strongly.
    pub credits: Option<u32>,
    /// The agency that owns its outlet or has its name.
    pub own_agency: Option<u32>,
    /// Its appearance, if it has a date.
    pub appeared: Option<Appearance>,
}

/// The agency behind a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoryAgency {
    /// Its number.
    pub agency: u32,
    /// Number of copies that credit it or are on its site.
    pub named_by: u32,
}

/// Returns the agency that most copies credit; an agency with a copy on its own site is preferred
/// to all others.
///
/// `None` if no copy credits an agency, or if two are credited equally often. If an agency credits
/// another one on its own site, the text is that of the other. O(n log n).
pub fn story_agency(copies: &[WireCopy]) -> Option<StoryAgency> {
    let mut named: BTreeMap<u32, (bool, u32)> = BTreeMap::new();
    for copy in copies {
        let on_own_site = copy.own_agency.is_some()
            && copy.credits.is_none_or(|credited| copy.own_agency == Some(credited));
        if let Some(agency) = copy.credits.or(copy.own_agency) {
            let (is_on_own_site, times) = named.entry(agency).or_default();
            *is_on_own_site |= on_own_site;
            *times += 1;
        }
    }
    let most = named.values().max().copied()?;
    let mut of_most = named.iter().filter(|(_, counted)| **counted == most);
    let (agency, (_, named_by)) = of_most.next()?;
    of_most.next().is_none().then_some(StoryAgency { agency: *agency, named_by: *named_by })
}

#[cfg(test)]
mod tests {
    use super::*;

    const REUTERS: Option<u32> = Some(1);
    const AFP: Option<u32> = Some(2);

    fn copy(credits: Option<u32>, second: i64) -> WireCopy {
        WireCopy {
            credits,
            own_agency: None,
            appeared: Some(Appearance { earliest: second, latest: second }),
        }
    }

    fn agency(copies: &[WireCopy]) -> Option<u32> {
        story_agency(copies).map(|story| story.agency)
    }

    #[test]
    fn the_agency_that_most_copies_credit_is_that_of_the_story() {
        let copies = [copy(REUTERS, 0), copy(None, 5), copy(REUTERS, 9), copy(AFP, 3)];
        assert_eq!(story_agency(&copies), Some(StoryAgency { agency: 1, named_by: 2 }));
        assert_eq!(agency(&copies[2..]), None);
        assert_eq!(agency(&copies[1..2]), None);
    }

    #[test]
    fn an_agencys_own_site_outweighs_any_number_of_credits() {
        let site = WireCopy { own_agency: AFP, ..copy(None, 0) };
        assert_eq!(agency(&[copy(REUTERS, 1), copy(REUTERS, 2), site]), AFP);
        let guest = WireCopy { credits: REUTERS, ..site };
        assert_eq!(agency(&[guest]), REUTERS);
    }
}
