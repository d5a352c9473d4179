//! In which outlet a story stood first.

use super::appearance::Appearance;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The first appearance of a story in one outlet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoryCarrier {
    /// Number of the outlet.
    pub outlet: u32,
    /// When it appeared there.
    pub appeared: Option<Appearance>,
    /// The outlet that its text names as the place of an earlier appearance.
    pub appeared_before_in: Option<u32>,
    /// Whether the outlet is the own site of the story's agency.
    pub is_agency_site: bool,
}

/// What showed the origin of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OriginRule {
    /// Other carriers say that it appeared there before.
    Republication,
    /// It is the own site of the story's agency.
    AgencySite,
    /// No other carrier of the story had appeared by then for certain.
    Date,
}

/// The carrier that had a story first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoryOrigin {
    /// Its place among the carriers.
    pub carrier: usize,
    /// What showed it.
    pub rule: OriginRule,
}

/// The origin of a story with one carrier an outlet; the rules stand in the order of [`direction`](super::direction).
///
/// By date it is the one that had appeared, for certain, by the earliest second. Others may have an order to it that is open: only
/// those that came later for certain took it from there. `None` where two are equal. O(n log n).
pub fn story_origin(carriers: &[StoryCarrier]) -> Option<StoryOrigin> {
    let found = |carrier, rule| StoryOrigin { carrier, rule };
    by_republication(carriers)
        .map(|carrier| found(carrier, OriginRule::Republication))
        .or_else(|| {
            let sites = (0..).zip(carriers).filter(|(_, carrier)| carrier.is_agency_site);
            only(sites.map(|(at, _)| at)).map(|carrier| found(carrier, OriginRule::AgencySite))
        })
        .or_else(|| {
            let dated =
                || (0..).zip(carriers).filter_map(|(at, carrier)| Some((carrier.appeared?.latest, at)));
            let first = dated().map(|(latest, _)| latest).min()?;
            only(dated().filter(|(latest, _)| *latest == first).map(|(_, at)| at))
                .map(|carrier| found(carrier, OriginRule::Date))
        })
}

/// The carrier that the most others name; itself it names nobody else among them.
fn by_republication(carriers: &[StoryCarrier]) -> Option<usize> {
    let places: BTreeMap<u32, usize> = carriers.iter().map(|carrier| carrier.outlet).zip(0..).collect();
    let mut named: BTreeMap<usize, u32> = BTreeMap::new();
    for carrier in carriers {
        let source = carrier.appeared_before_in.filter(|source| *source != carrier.outlet);
        if let Some(place) = source.and_then(|source| places.get(&source)) {
            *named.entry(*place).or_default() += 1;
        }
    }
    named.retain(|place, _| {
        let StoryCarrier { outlet, appeared_before_in, .. } = carriers[*place];
        appeared_before_in.is_none_or(|source| source == outlet || !places.contains_key(&source))
    });
    let most = named.values().max().copied()?;
    only(named.into_iter().filter(|(_, times)| *times == most).map(|(place, _)| place))
}

fn only(mut places: impl Iterator<Item = usize>) -> Option<usize> {
    let first = places.next()?;
    places.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carrier(outlet: u32, second: i64) -> StoryCarrier {
        StoryCarrier {
            outlet,
            appeared: Some(Appearance { earliest: second, latest: second }),
            appeared_before_in: None,
            is_agency_site: false,
        }
    }

    fn found(carriers: &[StoryCarrier]) -> Option<(usize, OriginRule)> {
        story_origin(carriers).map(|origin| (origin.carrier, origin.rule))
    }

    #[test]
    fn what_carriers_say_beats_the_agencys_site_and_that_beats_the_date() {
        let site = StoryCarrier { is_agency_site: true, ..carrier(1, 20) };
        let copy = StoryCarrier { appeared_before_in: Some(2), ..carrier(3, 30) };
        let carriers = [carrier(0, 10), site, carrier(2, 25), copy];
        assert_eq!(found(&carriers), Some((2, OriginRule::Republication)));
        assert_eq!(found(&carriers[..3]), Some((1, OriginRule::AgencySite)));
        assert_eq!(found(&carriers[2..3]), Some((0, OriginRule::Date)));
    }

    #[test]
    fn a_chain_of_republication_leads_to_its_beginning() {
        let carriers = [
            carrier(0, 30),
            StoryCarrier { appeared_before_in: Some(0), ..carrier(1, 20) },
            StoryCarrier { appeared_before_in: Some(1), ..carrier(2, 10) },
            StoryCarrier { appeared_before_in: Some(1), ..carrier(3, 10) },
        ];
        assert_eq!(found(&carriers), Some((0, OriginRule::Republication)));
    }

    #[test]
    fn two_that_could_each_be_the_first_leave_the_origin_open() {
        assert_eq!(found(&[carrier(0, 10), carrier(1, 10), carrier(2, 20)]), None);
        let dateless = StoryCarrier { appeared: None, ..carrier(0, 0) };
        assert_eq!(found(&[dateless, dateless]), None);
        assert_eq!(found(&[dateless, carrier(1, 10)]), Some((1, OriginRule::Date)));
        let names = |outlet, source| StoryCarrier { appeared_before_in: Some(source), ..carrier(outlet, 5) };
        assert_eq!(found(&[names(0, 1), names(1, 0)]), None);
    }
}
