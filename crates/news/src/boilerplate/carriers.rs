//! Boilerplate by its carriers: texts that share a paragraph and hardly anything else.

use super::page::{ComparedPage, Page};
use rayon::prelude::*;
use std::collections::BTreeMap;
use wirecopy_article::text::Role;

/// Fewest carriers of a paragraph that can be boilerplate; equal texts count as one carrier.
pub const CARRIERS_MIN: usize = 3;

/// Pairs of carriers that are compared. If 0.75 of all pairs are on one side of a threshold, the
/// median of 15 is on the other side once in 200 times.
pub const PAIRS_SAMPLED: usize = 15;

/// Median overlap of the rest of the carriers, from 0 to 1, at which they share more than
/// boilerplate.
pub const OVERLAP_MAX: f64 = 0.05;

/// Least number of carriers of another fragment, as a share of those of the judged one, at which it
/// counts as part of the same page and is left out of the rest.
const SAME_PAGE: f64 = 0.5;

/// Least share of the carriers with known outlets that one outlet must have for a line to be its
/// own.
const OF_ONE_OUTLET: f64 = 0.6;

/// Least share of the carriers that have a paragraph among their first or last ones, for it to be
/// boilerplate of no single outlet.
const AT_ENDS: f64 = 0.6;

/// Number of paragraphs at either end of a text.
const END_PARAGRAPHS: u32 = 4;

/// A fragment with the texts that contain it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RepeatedFragment<'all> {
    /// The layout role of most of its paragraphs.
    pub role: Role,
    /// Its carriers, ascending, each with the index of one paragraph that belongs to the fragment.
    pub carriers: &'all [(u32, u32)],
}

/// The outlet, date and length of a carrier.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CarrierFacts {
    /// Number of its outlet, if known.
    pub outlet: Option<u32>,
    /// Day of publication since 1970, if known.
    pub day: Option<i64>,
    /// Number of its paragraphs.
    pub paragraphs: u32,
}

/// The decision on a fragment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BoilerplateDecision {
    Boilerplate,
    /// Not boilerplate unless more is found out about other fragments.
    Open,
    /// Not boilerplate: its role or its positions exclude it.
    Story,
}

/// Returns for each fragment whether it is boilerplate.
///
/// The index of a fragment is its number in [`PageParagraph::fragment`](super::PageParagraph).
/// `facts` and `page` are given the number of a carrier; `page` returns its text and is called only
/// if everything else allows boilerplate. A second pass leaves out what the first one found, so
/// that many small lines of a page do not hide each other. At most [`PAIRS_SAMPLED`] comparisons
/// per fragment and pass.
///
/// # Errors
/// The first error of `page`.
pub fn detect<Error: Send>(
    fragments: &[RepeatedFragment<'_>],
    facts: impl Fn(u32) -> CarrierFacts + Sync,
    page: impl Fn(u32) -> Result<Page, Error> + Sync,
) -> Result<Vec<bool>, Error> {
    let mut boilerplate = vec![false; fragments.len()];
    let mut decisions = vec![BoilerplateDecision::Open; fragments.len()];
    for _pass in 0..2 {
        let decide = |(fragment, before): (usize, &BoilerplateDecision)| match before {
            BoilerplateDecision::Open => decision(fragment, fragments, &boilerplate, &facts, &page),
            settled => Ok(*settled),
        };
        decisions = decisions.par_iter().enumerate().map(decide).collect::<Result<_, Error>>()?;
        boilerplate =
            decisions.iter().map(|decision| *decision == BoilerplateDecision::Boilerplate).collect();
        if !boilerplate.contains(&true) {
            break;
        }
    }
    Ok(boilerplate)
}

/// Decides on one fragment, given which are known to be boilerplate.
fn decision<Error>(
    fragment: usize,
    fragments: &[RepeatedFragment<'_>],
    boilerplate: &[bool],
    facts: &impl Fn(u32) -> CarrierFacts,
    page: &impl Fn(u32) -> Result<Page, Error>,
) -> Result<BoilerplateDecision, Error> {
    let RepeatedFragment { role, carriers } = fragments[fragment];
    if carriers.len() < CARRIERS_MIN || matches!(role, Role::Caption | Role::Byline | Role::Dateline) {
        return Ok(BoilerplateDecision::Story);
    }
    let pairs = sampled_pairs(carriers.len());
    let mut sample: Vec<usize> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    sample.sort_unstable();
    sample.dedup();
    let located: Vec<(CarrierFacts, u32)> = sample
        .iter()
        .map(|index| {
            let (carrier, paragraph) = carriers[*index];
            (facts(carrier), paragraph)
        })
        .collect();
    if !is_in_page_position(role, &located) {
        return Ok(BoilerplateDecision::Story);
    }
    let is_of_same_page = |other: u32| {
        let other = other as usize;
        other == fragment
            || fragments[other].carriers.len() as f64 >= SAME_PAGE * carriers.len() as f64
            || boilerplate[other]
    };
    let texts: Vec<ComparedPage> = sample
        .iter()
        .map(|index| Ok(ComparedPage::of(&page(carriers[*index].0)?, is_of_same_page)))
        .collect::<Result<_, Error>>()?;
    let text = |index: &usize| &texts[sample.partition_point(|sampled| sampled < index)];
    let mut overlaps: Vec<f64> =
        pairs.iter().filter_map(|(a, b)| text(a).overlap_of_rest(text(b), fragment as u32)).collect();
    overlaps.sort_unstable_by(f64::total_cmp);
    let is_boilerplate = overlaps.get(overlaps.len() / 2).is_some_and(|median| *median < OVERLAP_MAX);
    Ok(if is_boilerplate { BoilerplateDecision::Boilerplate } else { BoilerplateDecision::Open })
}

/// Whether the outlets and positions of a paragraph allow boilerplate.
///
/// If most outlets are known, one of them must have published the paragraph three times. If it also
/// has most of the carriers, that is enough; otherwise the paragraph must be at the ends of the
/// texts, because several outlets repeat a paragraph of background in the middle of their stories,
/// but a line of a page only at the ends. A quotation needs one outlet on several days, because the
/// words of a speaker are news everywhere.
fn is_in_page_position(role: Role, located: &[(CarrierFacts, u32)]) -> bool {
    let mut by_outlet: BTreeMap<u32, Vec<Option<i64>>> = BTreeMap::new();
    for (carrier, _) in located {
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
    if known * 2 >= located.len() {
        let Some(largest) = largest.filter(|days| days.len() >= CARRIERS_MIN) else { return false };
        if largest.len() as f64 >= OF_ONE_OUTLET * known as f64 {
            return true;
        }
    }
    let at_ends = located.iter().filter(|(carrier, paragraph)| {
        *paragraph < END_PARAGRAPHS || paragraph + END_PARAGRAPHS >= carrier.paragraphs
    });
    at_ends.count() as f64 >= AT_ENDS * located.len() as f64
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
    use std::convert::Infallible;

    fn push(page: &mut Page, fragment: Option<u32>, tokens: u32, seeds: &[u64]) {
        page.seeds.extend_from_slice(seeds);
        page.paragraphs.push(PageParagraph { fragment, tokens, seeds_end: page.seeds.len() as u32 });
    }

    /// A text that shares nothing with others, of this many tokens.
    fn story(carrier: u32, tokens: u32) -> Page {
        let own: Vec<u64> = (0..40).map(|seed| u64::from(carrier) * 100 + seed).collect();
        let mut page = Page::default();
        push(&mut page, None, tokens, &own);
        page
    }

    /// A story above a line that all pages have.
    fn page(carrier: u32) -> Page {
        let mut page = story(carrier, 200);
        push(&mut page, Some(0), 9, &[7]);
        page
    }

    fn facts(carrier: u32, outlet: Option<u32>) -> CarrierFacts {
        CarrierFacts { outlet, day: Some(i64::from(carrier)), paragraphs: 2 }
    }

    fn is_boilerplate(
        role: Role,
        carriers: &[(u32, u32)],
        facts: impl Fn(u32) -> CarrierFacts + Sync,
    ) -> bool {
        let found = detect(&[RepeatedFragment { role, carriers }], facts, |carrier| {
            Ok::<_, Infallible>(page(carrier))
        });
        found.unwrap() == [true]
    }

    #[test]
    fn a_line_of_pages_that_share_nothing_else_is_boilerplate() {
        let of_one_outlet = |carrier| facts(carrier, Some(1));
        assert!(is_boilerplate(Role::Body, &[(0, 1), (1, 1), (2, 1)], of_one_outlet));
    }

    #[test]
    fn without_outlets_a_line_is_boilerplate_only_at_the_ends() {
        let at_the_end = |carrier| facts(carrier, None);
        assert!(is_boilerplate(Role::Body, &[(0, 1), (1, 1), (2, 1)], at_the_end));
        let in_the_middle = |carrier| CarrierFacts { paragraphs: 12, ..facts(carrier, None) };
        assert!(!is_boilerplate(Role::Body, &[(0, 6), (1, 6), (2, 6)], in_the_middle));
    }

    #[test]
    fn a_viral_quotation_of_many_outlets_is_not_boilerplate() {
        let of_many_outlets = |carrier| facts(carrier, Some(carrier));
        for role in [Role::Quote, Role::Body] {
            assert!(!is_boilerplate(role, &[(0, 1), (1, 1), (2, 1), (3, 1)], of_many_outlets));
        }
    }

    #[test]
    fn a_form_letter_is_not_boilerplate_although_each_sender_adds_a_word() {
        let letter = |carrier: u32| {
            let mut page = story(carrier, 20);
            push(&mut page, Some(0), 9, &[7]);
            push(&mut page, Some(1), 80, &[8]);
            Ok::<_, Infallible>(page)
        };
        let lines = [[(0, 1), (1, 1), (2, 1)], [(0, 2), (1, 2), (2, 2)]];
        let fragments = lines.each_ref().map(|carriers| RepeatedFragment { role: Role::Body, carriers });
        let found = detect(&fragments, |carrier| facts(carrier, None), letter);
        assert_eq!(found.unwrap(), [false, false]);
    }

    #[test]
    fn lines_that_hide_each_other_are_found_in_the_second_pass() {
        // Line 1, on all pages, is found in the first pass. Only then is it left out of the rest of
        // the nine pages with line 0, whose overlap it would raise.
        let carriers: Vec<(u32, u32)> = (0..30).map(|carrier| (carrier, 1)).collect();
        let line = |n_carriers| RepeatedFragment { role: Role::Body, carriers: &carriers[..n_carriers] };
        let page = |carrier: u32| {
            let mut page = story(carrier, 200);
            push(&mut page, Some(0), 9, &[1_000_001, 1_000_002, 1_000_003]);
            push(&mut page, Some(1), 9, &[1_000_004]);
            Ok::<_, Infallible>(page)
        };
        let found = detect(&[line(9), line(30)], |carrier| facts(carrier, Some(1)), page);
        assert_eq!(found.unwrap(), [true, true]);
    }

    #[test]
    fn two_carriers_are_too_few_to_judge() {
        assert!(!is_boilerplate(Role::Body, &[(0, 1), (1, 1)], |carrier| facts(carrier, Some(1))));
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
