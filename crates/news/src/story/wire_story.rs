//! Whose a story is when its carriers are heard together, and which of them carry an agency's text.
//!
//! What one article's own words say of it is settled in the `credit` room, and so is the verdict: this is what that asks of the neighbourhood.

use super::appearance::Appearance;
use std::collections::BTreeMap;

/// One carrier of a story, as far as agencies are concerned. Agencies are numbers of the caller's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WireCarrier {
    /// The agency that its text credits strongly.
    pub credits: Option<u32>,
    /// The agency whose own site or name its outlet is.
    pub own_agency: Option<u32>,
    /// When it appeared.
    pub appeared: Option<Appearance>,
}

/// The agency behind a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoryAgency {
    /// Its number.
    pub agency: u32,
    /// Carriers that credit it or are its own site.
    pub named_by: u32,
}

/// The agency that most carriers credit; the one on whose own site the story stands counts as credited once more than any other.
///
/// `None` where nobody credits one, and where two are credited equally often: a story that two agencies are named for is nobody's for sure. A site of an agency
/// that credits another one carries that one's text. O(n log n).
pub fn story_agency(carriers: &[WireCarrier]) -> Option<StoryAgency> {
    let mut named: BTreeMap<u32, (bool, u32)> = BTreeMap::new();
    for carrier in carriers {
        let on_own_site = carrier.own_agency.is_some()
            && carrier.credits.is_none_or(|credited| carrier.own_agency == Some(credited));
        if let Some(agency) = carrier.credits.or(carrier.own_agency) {
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

/// For each carrier whether it carries text of the story's agency.
///
/// All do but one that came before every carrier that credits the agency, for certain: the agency may have taken it from there. Where the order is
/// open it does, because the text is the agency's either way.
pub fn carries_wire_text(carriers: &[WireCarrier], story: Option<StoryAgency>) -> Vec<bool> {
    let Some(StoryAgency { agency, .. }) = story else { return vec![false; carriers.len()] };
    let credits = |carrier: &WireCarrier| carrier.credits.or(carrier.own_agency) == Some(agency);
    // Where a credited carrier has no date, nobody came before all of them for certain.
    let mut first_credited = Some(i64::MAX);
    for carrier in carriers.iter().filter(|carrier| credits(carrier)) {
        first_credited =
            first_credited.zip(carrier.appeared).map(|(first, appeared)| first.min(appeared.earliest));
    }
    carriers
        .iter()
        .map(|carrier| {
            let was_first =
                first_credited.zip(carrier.appeared).is_some_and(|(first, appeared)| appeared.latest < first);
            credits(carrier) || !was_first
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const REUTERS: Option<u32> = Some(1);
    const AFP: Option<u32> = Some(2);

    fn carrier(credits: Option<u32>, second: i64) -> WireCarrier {
        WireCarrier {
            credits,
            own_agency: None,
            appeared: Some(Appearance { earliest: second, latest: second }),
        }
    }

    fn agency(carriers: &[WireCarrier]) -> Option<u32> {
        story_agency(carriers).map(|story| story.agency)
    }

    #[test]
    fn the_agency_that_most_carriers_credit_is_the_storys() {
        let carriers = [carrier(REUTERS, 0), carrier(None, 5), carrier(REUTERS, 9), carrier(AFP, 3)];
        assert_eq!(story_agency(&carriers), Some(StoryAgency { agency: 1, named_by: 2 }));
        assert_eq!(agency(&carriers[2..]), None);
        assert_eq!(agency(&carriers[1..2]), None);
    }

    #[test]
    fn an_agencys_own_site_outweighs_any_number_of_credits() {
        let site = WireCarrier { own_agency: AFP, ..carrier(None, 0) };
        assert_eq!(agency(&[carrier(REUTERS, 1), carrier(REUTERS, 2), site]), AFP);
        let guest = WireCarrier { credits: REUTERS, ..site };
        assert_eq!(agency(&[guest]), REUTERS);
    }

    #[test]
    fn whoever_was_first_does_not_carry_what_the_agency_took_from_it() {
        let carriers = [carrier(None, 0), carrier(REUTERS, 5), carrier(None, 9)];
        let story = story_agency(&carriers);
        assert_eq!(carries_wire_text(&carriers, story), [false, true, true]);
        let dateless = WireCarrier { appeared: None, ..carriers[0] };
        assert_eq!(carries_wire_text(&[dateless, carriers[1]], story), [true, true]);
        let dateless = WireCarrier { appeared: None, ..carriers[1] };
        assert_eq!(carries_wire_text(&[carriers[0], dateless], story), [true, true]);
        assert_eq!(carries_wire_text(&carriers, None), [false; 3]);
    }
}
