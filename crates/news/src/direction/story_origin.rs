//! Origin of a story: the outlet that had it first.

use super::appearance::Appearance;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The first appearance of a story in one outlet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoryAppearance {
    /// Number of the outlet.
    pub outlet: u32,
    /// The appearance of the story in the outlet, if it has a date.
    pub appeared: Option<Appearance>,
    /// The outlet from which its text says that it was republished.
    pub republished_from: Option<u32>,
    /// True if the outlet is the site of the story's agency.
    pub is_agency_site: bool,
}

/// The rule that shows the origin of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OriginRule {
    /// Other outlets say that they republished the story from this one.
    Republication,
    /// The outlet is the story's agency, or its site.
    Agency,
    /// No other outlet had certainly published the story by then.
    Date,
}

/// The outlet that had a story first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoryOrigin {
    /// Its index among the outlets.
    pub index: usize,
    /// The rule that shows it.
    pub rule: OriginRule,
}

/// Returns the origin of a story by its appearances, one per outlet, with the rules in the order of
/// [`direction`](super::direction()).
///
/// By date, it is the outlet in which the story had certainly appeared by the earliest second.
/// Other outlets may still have had it earlier, so only those in which it certainly appeared later
/// can have it from there. `None` if two outlets are equal. O(n log n).
pub fn story_origin(outlets: &[StoryAppearance]) -> Option<StoryOrigin> {
    let found = |index, rule| StoryOrigin { index, rule };
    by_republication(outlets)
        .map(|index| found(index, OriginRule::Republication))
        .or_else(|| {
            let sites = (0..).zip(outlets).filter(|(_, appearance)| appearance.is_agency_site);
            only(sites.map(|(at, _)| at)).map(|index| found(index, OriginRule::Agency))
        })
        .or_else(|| {
            let dated =
                || (0..).zip(outlets).filter_map(|(at, appearance)| Some((appearance.appeared?.latest, at)));
            let first = dated().map(|(latest, _)| latest).min()?;
            only(dated().filter(|(latest, _)| *latest == first).map(|(_, at)| at))
                .map(|index| found(index, OriginRule::Date))
        })
}

/// Returns the index of the outlet that most others name as their source, and which names none of
/// them.
fn by_republication(outlets: &[StoryAppearance]) -> Option<usize> {
    let index_of: BTreeMap<u32, usize> =
        outlets.iter().map(|appearance| appearance.outlet).zip(0..).collect();
    let mut named: BTreeMap<usize, u32> = BTreeMap::new();
    for appearance in outlets {
        let source = appearance.republished_from.filter(|source| *source != appearance.outlet);
        if let Some(index) = source.and_then(|source| index_of.get(&source)) {
            *named.entry(*index).or_default() += 1;
        }
    }
    named.retain(|index, _| {
        let StoryAppearance { outlet, republished_from, .. } = outlets[*index];
        republished_from.is_none_or(|source| source == outlet || !index_of.contains_key(&source))
    });
    let most = named.values().max().copied()?;
    only(named.into_iter().filter(|(_, times)| *times == most).map(|(index, _)| index))
}

fn only(mut indices: impl Iterator<Item = usize>) -> Option<usize> {
    let first = indices.next()?;
    indices.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn appearance(outlet: u32, second: i64) -> StoryAppearance {
        StoryAppearance {
            outlet,
            appeared: Some(Appearance { earliest: second, latest: second }),
            republished_from: None,
            is_agency_site: false,
        }
    }

    fn found(outlets: &[StoryAppearance]) -> Option<(usize, OriginRule)> {
        story_origin(outlets).map(|origin| (origin.index, origin.rule))
    }

    #[test]
    fn what_outlets_say_beats_the_site_of_the_agency_and_that_beats_the_date() {
        let site = StoryAppearance { is_agency_site: true, ..appearance(1, 20) };
        let copy = StoryAppearance { republished_from: Some(2), ..appearance(3, 30) };
        let outlets = [appearance(0, 10), site, appearance(2, 25), copy];
        assert_eq!(found(&outlets), Some((2, OriginRule::Republication)));
        assert_eq!(found(&outlets[..3]), Some((1, OriginRule::Agency)));
        assert_eq!(found(&outlets[2..3]), Some((0, OriginRule::Date)));
    }

    #[test]
    fn a_chain_of_republication_leads_to_its_beginning() {
        let outlets = [
            appearance(0, 30),
            StoryAppearance { republished_from: Some(0), ..appearance(1, 20) },
            StoryAppearance { republished_from: Some(1), ..appearance(2, 10) },
            StoryAppearance { republished_from: Some(1), ..appearance(3, 10) },
        ];
        assert_eq!(found(&outlets), Some((0, OriginRule::Republication)));
    }

    #[test]
    fn two_that_could_each_be_the_first_leave_the_origin_open() {
        assert_eq!(found(&[appearance(0, 10), appearance(1, 10), appearance(2, 20)]), None);
        let dateless = StoryAppearance { appeared: None, ..appearance(0, 0) };
        assert_eq!(found(&[dateless, dateless]), None);
        assert_eq!(found(&[dateless, appearance(1, 10)]), Some((1, OriginRule::Date)));
        let names =
            |outlet, source| StoryAppearance { republished_from: Some(source), ..appearance(outlet, 5) };
        assert_eq!(found(&[names(0, 1), names(1, 0)]), None);
    }
}
