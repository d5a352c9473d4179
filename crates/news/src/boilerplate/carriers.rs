//! Boilerplate by its carriers: articles that share a paragraph and hardly anything else.

use super::page::{ComparedPage, Page};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use wirecopy_article::text::Role;

/// Fewest carriers, copies of a text counted once, by which a paragraph can be judged.
pub const CARRIERS_MIN: usize = 3;

/// Pairs of carriers that are compared. If 0.75 of all pairs are on one side of a threshold, the
/// median of 15 is on the other once in 200.
pub const PAIRS_SAMPLED: usize = 15;

/// Median overlap of the rest of the carriers from which they share more than their page, from 0 to
/// 1.
pub const OVERLAP_MAX: f64 = 0.05;

/// Least share of the carriers of a fragment that has it belong to the same page, so that it is
/// left out of the rest.
const SAME_PAGE: f64 = 0.5;

/// Least share of the carriers with known outlets that come from one outlet, if the line is its
/// own.
const OF_ONE_OUTLET: f64 = 0.6;

/// Least share of the carriers in which boilerplate of no single outlet is among the first or last
/// paragraphs.
const AT_ENDS: f64 = 0.6;

/// Number of paragraphs at either end of a text.
const END_PARAGRAPHS: u32 = 4;

/// A fragment with the articles that carry it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RepeatedFragment<'all> {
    /// Its index among all fragments.
    pub fragment: u32,
    /// The layout role of most of its paragraphs.
    pub role: Role,
    /// Its carriers, ascending, each with the index of a paragraph.
    pub carriers: &'all [(u32, u32)],
}

/// What is known of a carrier apart from its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Occurrence {
    /// Number of its outlet, if known.
    pub outlet: Option<u32>,
    /// Day of publication, if known.
    pub day: Option<i64>,
    /// Number of its paragraphs.
    pub paragraphs: u32,
}

/// What is decided of a fragment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BoilerplateDecision {
    Boilerplate,
    /// Not boilerplate as long as no more is known of other fragments.
    Open,
    /// Not boilerplate: its role or its positions exclude it.
    Story,
}

/// Returns for each fragment whether it is boilerplate.
///
/// `carriers_of` gives the number of carriers of any fragment, `carrier` what is known of one,
/// `page` its text, which is read only if all else allows boilerplate. A second pass leaves out
/// what the first one found, so that many small lines of a page do not hide each other. At most
/// [`PAIRS_SAMPLED`] comparisons per fragment and pass.
///
/// # Errors
/// The first error of `page`.
pub fn detect<Error: Send>(
    fragments: &[RepeatedFragment<'_>],
    carriers_of: impl Fn(u32) -> usize + Sync,
    carrier: impl Fn(u32) -> Occurrence + Sync,
    page: impl Fn(u32) -> Result<Page, Error> + Sync,
) -> Result<Vec<bool>, Error> {
    let mut boilerplate: BTreeSet<u32> = BTreeSet::new();
    let mut decisions = vec![BoilerplateDecision::Open; fragments.len()];
    for _pass in 0..2 {
        let known = |other| boilerplate.contains(&other);
        let decide = |(carried, before): (&RepeatedFragment<'_>, &BoilerplateDecision)| match before {
            BoilerplateDecision::Open => decision(carried, &carriers_of, &carrier, &page, &known),
            settled => Ok(*settled),
        };
        decisions = fragments.par_iter().zip(&decisions).map(decide).collect::<Result<_, Error>>()?;
        let found = fragments
            .iter()
            .zip(&decisions)
            .filter(|(_, decision)| **decision == BoilerplateDecision::Boilerplate);
        boilerplate = found.map(|(carried, _)| carried.fragment).collect();
        if boilerplate.is_empty() {
            break;
        }
    }
    Ok(decisions.into_iter().map(|decision| decision == BoilerplateDecision::Boilerplate).collect())
}

fn decision<Error>(
    carried: &RepeatedFragment<'_>,
    carriers_of: &impl Fn(u32) -> usize,
    carrier: &impl Fn(u32) -> Occurrence,
    page: &impl Fn(u32) -> Result<Page, Error>,
    known: &impl Fn(u32) -> bool,
) -> Result<BoilerplateDecision, Error> {
    if carried.carriers.len() < CARRIERS_MIN
        || matches!(carried.role, Role::Caption | Role::Byline | Role::Dateline)
    {
        return Ok(BoilerplateDecision::Story);
    }
    let pairs = sampled_pairs(carried.carriers.len());
    let mut sample: Vec<usize> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    sample.sort_unstable();
    sample.dedup();
    let placed: Vec<(Occurrence, u32)> = sample
        .iter()
        .map(|at| {
            let (unit, paragraph) = carried.carriers[*at];
            (carrier(unit), paragraph)
        })
        .collect();
    if !is_in_page_position(carried.role, &placed) {
        return Ok(BoilerplateDecision::Story);
    }
    let same_page = |other: u32| {
        other == carried.fragment
            || carriers_of(other) as f64 >= SAME_PAGE * carried.carriers.len() as f64
            || known(other)
    };
    let texts: Vec<ComparedPage> = sample
        .iter()
        .map(|at| Ok(ComparedPage::of(&page(carried.carriers[*at].0)?, same_page)))
        .collect::<Result<_, Error>>()?;
    let text = |at: &usize| &texts[sample.partition_point(|sampled| sampled < at)];
    let mut overlaps: Vec<f64> =
        pairs.iter().filter_map(|(a, b)| text(a).overlap_of_rest(text(b), carried.fragment)).collect();
    overlaps.sort_unstable_by(f64::total_cmp);
    let is_boilerplate = overlaps.get(overlaps.len() / 2).is_some_and(|median| *median < OVERLAP_MAX);
    Ok(if is_boilerplate { BoilerplateDecision::Boilerplate } else { BoilerplateDecision::Open })
}

/// Whether the outlets and positions of a paragraph allow boilerplate.
///
/// If outlets are known, one of them must have it three times and most of its carriers; else it
/// must be at the ends of the texts, since several outlets repeat a paragraph of background in the
/// middle of their stories, but a line of a page only at the ends. A quotation needs one outlet on
/// several days, because the words of a speaker are news everywhere.
fn is_in_page_position(role: Role, placed: &[(Occurrence, u32)]) -> bool {
    let mut by_outlet: BTreeMap<u32, Vec<Option<i64>>> = BTreeMap::new();
    for (carrier, _) in placed {
        if let Some(outlet) = carrier.outlet {
            by_outlet.entry(outlet).or_default().push(carrier.day);
        }
    }
    let known: usize = by_outlet.values().map(Vec::len).sum();
    let largest = by_outlet.values().max_by_key(|days| days.len());
    if role == Role::Quote {
        return by_outlet.len() == 1
            && largest.is_some_and(|days| {
                let mut days: Vec<i64> = days.iter().flatten().copied().collect();
                days.sort_unstable();
                days.dedup();
                days.len() > 1
            });
    }
    if known * 2 >= placed.len() {
        let Some(largest) = largest.filter(|days| days.len() >= CARRIERS_MIN) else { return false };
        if largest.len() as f64 >= OF_ONE_OUTLET * known as f64 {
            return true;
        }
    }
    let at_ends = placed.iter().filter(|(carrier, paragraph)| {
        *paragraph < END_PARAGRAPHS || paragraph + END_PARAGRAPHS >= carrier.paragraphs
    });
    at_ends.count() as f64 >= AT_ENDS * placed.len() as f64
}

/// Pairs of carriers by index: all of them if there are few, else a ring over evenly spaced
/// carriers.
fn sampled_pairs(n_carriers: usize) -> Vec<(usize, usize)> {
    let all = n_carriers * (n_carriers - 1) / 2;
    if all <= PAIRS_SAMPLED {
        return (0..n_carriers).flat_map(|a| (a + 1..n_carriers).map(move |b| (a, b))).collect();
    }
    let at = |number: usize| number % PAIRS_SAMPLED * n_carriers / PAIRS_SAMPLED.min(n_carriers) % n_carriers;
    let mut pairs: Vec<(usize, usize)> = (0..PAIRS_SAMPLED)
        .map(|number| (at(number).min(at(number + 1)), at(number).max(at(number + 1))))
        .filter(|(a, b)| a != b)
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

#[cfg(test)]
mod tests {
    use super::super::page::PageParagraph;
    use super::*;

    fn carried(role: Role, carriers: &[(u32, u32)]) -> RepeatedFragment<'_> {
        RepeatedFragment { fragment: 0, role, carriers }
    }

    fn push(page: &mut Page, fragment: Option<u32>, tokens: u32, seeds: &[u64]) {
        page.seeds.extend_from_slice(seeds);
        page.paragraphs.push(PageParagraph { fragment, tokens, seeds_end: page.seeds.len() as u32 });
    }

    /// A story of its own, of so many tokens.
    fn story(unit: u32, tokens: u32) -> Page {
        let own: Vec<u64> = (0..40).map(|seed| u64::from(unit) * 100 + seed).collect();
        let mut page = Page::default();
        push(&mut page, None, tokens, &own);
        page
    }

    /// A story above a line that all pages have.
    fn page(unit: u32) -> Page {
        let mut page = story(unit, 200);
        push(&mut page, Some(0), 9, &[7]);
        page
    }

    fn carrier(unit: u32, outlet: Option<u32>) -> Occurrence {
        Occurrence { outlet, day: Some(i64::from(unit)), paragraphs: 2 }
    }

    /// Whether the line is boilerplate of pages of these outlets.
    fn is_boilerplate(line: RepeatedFragment<'_>, outlet: impl Fn(u32) -> Option<u32> + Sync) -> bool {
        let n_carriers = line.carriers.len();
        let found = detect(
            &[line],
            |_| n_carriers,
            |unit| carrier(unit, outlet(unit)),
            |unit| Ok::<_, std::convert::Infallible>(page(unit)),
        );
        found.unwrap() == [true]
    }

    #[test]
    fn a_line_whose_carriers_share_nothing_else_is_boilerplate() {
        assert!(is_boilerplate(carried(Role::Body, &[(0, 1), (1, 1), (2, 1)]), |_| Some(1)));
    }

    #[test]
    fn without_outlets_a_line_is_boilerplate_only_at_the_ends() {
        assert!(is_boilerplate(carried(Role::Body, &[(0, 1), (1, 1), (2, 1)]), |_| None));
        let in_the_middle = |unit| Occurrence { paragraphs: 12, ..carrier(unit, None) };
        let found = detect(
            &[carried(Role::Body, &[(0, 6), (1, 6), (2, 6)])],
            |_| 3,
            in_the_middle,
            |unit| Ok::<_, std::convert::Infallible>(page(unit)),
        )
        .unwrap();
        assert_eq!(found, [false]);
    }

    #[test]
    fn a_viral_quotation_of_many_outlets_is_not_boilerplate() {
        assert!(!is_boilerplate(carried(Role::Quote, &[(0, 1), (1, 1), (2, 1), (3, 1)]), Some));
        assert!(!is_boilerplate(carried(Role::Body, &[(0, 1), (1, 1), (2, 1), (3, 1)]), Some));
    }

    #[test]
    fn a_form_letter_is_not_boilerplate_although_each_sender_adds_a_word() {
        let letter = |unit: u32| {
            let mut page = story(unit, 20);
            push(&mut page, Some(0), 9, &[7]);
            push(&mut page, Some(1), 80, &[8]);
            Ok::<_, std::convert::Infallible>(page)
        };
        let found = detect(
            &[carried(Role::Body, &[(0, 1), (1, 1), (2, 1)])],
            |_| 3,
            |unit| carrier(unit, None),
            letter,
        );
        assert_eq!(found.unwrap(), [false]);
    }

    #[test]
    fn lines_that_hide_each_other_are_found_in_the_second_pass() {
        // A long line, which all have, hides a short one that most of them have: known, it is no
        // part of the rest.
        let carriers: Vec<(u32, u32)> = (0..30).map(|unit| (unit, 1)).collect();
        let line = |fragment, n_carriers| RepeatedFragment {
            fragment,
            role: Role::Body,
            carriers: &carriers[..n_carriers],
        };
        let page = |unit: u32| {
            let mut page = story(unit, 200);
            push(&mut page, Some(0), 9, &[1_000_001, 1_000_002, 1_000_003]);
            push(&mut page, Some(1), 9, &[1_000_004]);
            Ok::<_, std::convert::Infallible>(page)
        };
        let found = detect(
            &[line(0, 9), line(1, 30)],
            |fragment| if fragment == 0 { 9 } else { 30 },
            |unit| carrier(unit, Some(1)),
            page,
        );
        assert_eq!(found.unwrap(), [true, true]);
    }

    #[test]
    fn two_carriers_are_too_few_to_judge() {
        assert!(!is_boilerplate(carried(Role::Body, &[(0, 1), (1, 1)]), |_| Some(1)));
    }

    #[test]
    fn sampled_pairs_are_few_different_and_in_range() {
        for n_carriers in [3, 5, 6, 7, 14, 15, 16, 100, 100_000] {
            let pairs = sampled_pairs(n_carriers);
            assert!(pairs.len() >= 3 && pairs.len() <= PAIRS_SAMPLED, "{n_carriers}: {pairs:?}");
            assert!(pairs.iter().all(|(a, b)| a < b && *b < n_carriers), "{n_carriers}: {pairs:?}");
        }
    }
}
