//! Furniture by its carriers: they share this paragraph and hardly anything else.

use crate::error::Result;
use crate::shingle::{distinct, intersection_len};
use crate::text::Role;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Fewest carriers, exact copies collapsed, by which a paragraph can be judged.
pub const CARRIERS_MIN: usize = 3;

/// Pairs of carriers that are compared. The median of 15 lies on the wrong side of a share that is 0.75 by fair draws once in 200.
pub const PAIRS_SAMPLED: usize = 15;

/// Median overlap of the rest from which the carriers have more in common than their page.
pub const OVERLAP_MAX: f64 = 0.05;

/// Share of the shorter carrier's tokens in shared fragments from which the carriers are one text: a form letter, a wire story.
const SHARED_TEXT: f64 = 0.5;

/// A fragment with this share of the carriers is counted as part of the same page, and left out of the rest.
const SAME_PAGE: f64 = 0.5;

/// Share of the carriers with known outlets that one of them must have for the line to be its own.
const OF_ONE_OUTLET: f64 = 0.6;

/// Share of carriers in which a paragraph without known outlets must stand among the first or last paragraphs.
const AT_ENDS: f64 = 0.6;

/// Paragraphs that count as an end of the text.
const END_PARAGRAPHS: usize = 4;

/// A fragment as its carriers see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carried<'all> {
    /// Its number in the order of all fragments.
    pub fragment: u32,
    /// What most of its paragraphs are by layout.
    pub role: Role,
    /// Carriers, ascending, each with the number of a paragraph.
    pub carriers: &'all [(u32, u32)],
}

/// One carrier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Outlet by number, where it is known.
    pub outlet: Option<u32>,
    /// Day of publication, where it is known.
    pub day: Option<i64>,
    /// Its paragraphs in order.
    pub paragraphs: Vec<PageParagraph>,
}

/// One paragraph of a carrier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageParagraph {
    /// The fragment that it belongs to.
    pub fragment: Option<u32>,
    /// Its tokens.
    pub tokens: u32,
    /// Its seeds.
    pub seeds: Vec<u64>,
}

/// Tells for each fragment whether it is furniture.
///
/// `carriers_of` gives the number of carriers of any fragment, `page` the view of a carrier. The second look leaves out what the first one
/// found, so that a page of many small lines does not hide them from each other.
///
/// # Errors
/// The first that `page` meets.
pub fn detect(
    fragments: &[Carried<'_>],
    carriers_of: impl Fn(u32) -> usize + Sync,
    page: impl Fn(u32) -> Result<Page> + Sync,
) -> Result<Vec<bool>> {
    let mut furniture: BTreeMap<u32, ()> = BTreeMap::new();
    for _look in 0..2 {
        let found: Vec<u32> = fragments
            .par_iter()
            .filter(|carried| !furniture.contains_key(&carried.fragment))
            .filter_map(|carried| {
                let known = |other| furniture.contains_key(&other);
                let found = is_furniture(carried, &carriers_of, &page, &known);
                found.map(|is_furniture| is_furniture.then_some(carried.fragment)).transpose()
            })
            .collect::<Result<_>>()?;
        furniture.extend(found.into_iter().map(|fragment| (fragment, ())));
    }
    Ok(fragments.iter().map(|carried| furniture.contains_key(&carried.fragment)).collect())
}

fn is_furniture(
    carried: &Carried<'_>,
    carriers_of: &impl Fn(u32) -> usize,
    page: &impl Fn(u32) -> Result<Page>,
    known: &impl Fn(u32) -> bool,
) -> Result<bool> {
    if carried.carriers.len() < CARRIERS_MIN
        || matches!(carried.role, Role::Caption | Role::Byline | Role::Dateline)
    {
        return Ok(false);
    }
    let pairs = sampled_pairs(carried.carriers.len());
    let mut units: Vec<usize> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    units.sort_unstable();
    units.dedup();
    let pages: BTreeMap<usize, Page> =
        units.iter().map(|at| Ok((*at, page(carried.carriers[*at].0)?))).collect::<Result<_>>()?;
    if !place_speaks_for_it(carried, &pages) {
        return Ok(false);
    }
    let same_page = |other: u32| {
        other == carried.fragment
            || known(other)
            || carriers_of(other) as f64 >= SAME_PAGE * carried.carriers.len() as f64
    };
    let mut overlaps: Vec<f64> = pairs
        .iter()
        .filter_map(|(a, b)| overlap_of_rest(&pages[a], &pages[b], carried.fragment, &same_page))
        .collect();
    overlaps.sort_unstable_by(f64::total_cmp);
    Ok(overlaps.get(overlaps.len() / 2).is_some_and(|median| *median < OVERLAP_MAX))
}

/// Where outlets are known, one of them must carry it three times and be most of its carriers; else it must stand at the ends of the
/// texts: several outlets repeat a paragraph of background in the midst of their stories, and the same page line only there. A quotation needs one outlet on several days, because the same words of a speaker are news everywhere.
fn place_speaks_for_it(carried: &Carried<'_>, pages: &BTreeMap<usize, Page>) -> bool {
    let mut by_outlet: BTreeMap<u32, Vec<Option<i64>>> = BTreeMap::new();
    for page in pages.values() {
        if let Some(outlet) = page.outlet {
            by_outlet.entry(outlet).or_default().push(page.day);
        }
    }
    let known: usize = by_outlet.values().map(Vec::len).sum();
    let largest = by_outlet.values().max_by_key(|days| days.len());
    if carried.role == Role::Quote {
        return by_outlet.len() == 1
            && largest.is_some_and(|days| {
                let mut days: Vec<i64> = days.iter().flatten().copied().collect();
                days.sort_unstable();
                days.dedup();
                days.len() > 1
            });
    }
    if known * 2 >= pages.len() {
        let Some(largest) = largest.filter(|days| days.len() >= CARRIERS_MIN) else { return false };
        if largest.len() as f64 >= OF_ONE_OUTLET * known as f64 {
            return true;
        }
    }
    let at_ends = pages.iter().filter(|(at, page)| {
        let paragraph = carried.carriers[**at].1 as usize;
        paragraph < END_PARAGRAPHS || paragraph + END_PARAGRAPHS >= page.paragraphs.len()
    });
    at_ends.count() as f64 >= AT_ENDS * pages.len() as f64
}

/// Overlap of two carriers outside their page; `None` where one of them has nothing else.
fn overlap_of_rest(a: &Page, b: &Page, judged: u32, same_page: &impl Fn(u32) -> bool) -> Option<f64> {
    if share_of_shared_text(a, b) >= SHARED_TEXT && others_share_text(a, b, judged) {
        return Some(1.0);
    }
    let (a, b) = (rest(a, same_page), rest(b, same_page));
    let smaller = a.len().min(b.len());
    (smaller > 0).then(|| intersection_len(&a, &b) as f64 / smaller as f64)
}

/// A page may consist of little more than the paragraph that is judged; then that paragraph is no evidence against itself.
fn others_share_text(a: &Page, b: &Page, judged: u32) -> bool {
    shared_fragments(a, b).into_iter().any(|fragment| fragment != judged)
}

fn share_of_shared_text(a: &Page, b: &Page) -> f64 {
    let shared = shared_fragments(a, b);
    let share = |page: &Page| {
        let all: u32 = page.paragraphs.iter().map(|paragraph| paragraph.tokens).sum();
        let common: u32 = page
            .paragraphs
            .iter()
            .filter(|paragraph| {
                paragraph.fragment.is_some_and(|fragment| shared.binary_search(&fragment).is_ok())
            })
            .map(|paragraph| paragraph.tokens)
            .sum();
        f64::from(common) / f64::from(all.max(1))
    };
    share(a).max(share(b))
}

fn shared_fragments(a: &Page, b: &Page) -> Vec<u32> {
    let of = |page: &Page| {
        let mut fragments: Vec<u32> =
            page.paragraphs.iter().filter_map(|paragraph| paragraph.fragment).collect();
        fragments.sort_unstable();
        fragments.dedup();
        fragments
    };
    let b = of(b);
    of(a).into_iter().filter(|fragment| b.binary_search(fragment).is_ok()).collect()
}

fn rest(page: &Page, same_page: &impl Fn(u32) -> bool) -> Vec<u64> {
    let mut seeds: Vec<u64> = page
        .paragraphs
        .iter()
        .filter(|paragraph| !paragraph.fragment.is_some_and(same_page))
        .flat_map(|paragraph| paragraph.seeds.iter().copied())
        .collect();
    distinct(&mut seeds);
    seeds
}

/// Pairs of carriers by number: all of them where there are few, else a ring over evenly spaced carriers.
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
    use super::*;

    fn paragraph(fragment: Option<u32>, tokens: u32, seeds: &[u64]) -> PageParagraph {
        PageParagraph { fragment, tokens, seeds: seeds.to_vec() }
    }

    fn carried(role: Role, carriers: &[(u32, u32)]) -> Carried<'_> {
        Carried { fragment: 0, role, carriers }
    }

    /// A story of its own above a line that all pages carry.
    fn page(unit: u32, outlet: Option<u32>) -> Page {
        let own: Vec<u64> = (0..40).map(|seed| u64::from(unit) * 100 + seed).collect();
        Page {
            outlet,
            day: Some(i64::from(unit)),
            paragraphs: vec![paragraph(None, 200, &own), paragraph(Some(0), 9, &[7])],
        }
    }

    #[test]
    fn a_line_whose_carriers_share_nothing_else_is_furniture() {
        let found =
            detect(&[carried(Role::Body, &[(0, 1), (1, 1), (2, 1)])], |_| 3, |unit| Ok(page(unit, Some(1))))
                .unwrap();
        assert_eq!(found, [true]);
    }

    #[test]
    fn it_is_found_where_no_outlet_is_known_when_it_stands_at_the_ends() {
        let line = carried(Role::Body, &[(0, 1), (1, 1), (2, 1)]);
        assert_eq!(detect(std::slice::from_ref(&line), |_| 3, |unit| Ok(page(unit, None))).unwrap(), [true]);
        let in_the_middle = |unit| {
            let mut page = page(unit, None);
            for _ in 0..5 {
                page.paragraphs.insert(0, paragraph(None, 10, &[]));
                page.paragraphs.push(paragraph(None, 10, &[]));
            }
            Ok(page)
        };
        assert_eq!(
            detect(&[carried(Role::Body, &[(0, 6), (1, 6), (2, 6)])], |_| 3, in_the_middle).unwrap(),
            [false]
        );
    }

    #[test]
    fn a_viral_quote_of_many_outlets_is_not() {
        let found = detect(
            &[carried(Role::Quote, &[(0, 1), (1, 1), (2, 1), (3, 1)])],
            |_| 4,
            |unit| Ok(page(unit, Some(unit))),
        )
        .unwrap();
        assert_eq!(found, [false]);
        let found = detect(
            &[carried(Role::Body, &[(0, 1), (1, 1), (2, 1), (3, 1)])],
            |_| 4,
            |unit| Ok(page(unit, Some(unit))),
        )
        .unwrap();
        assert_eq!(found, [false]);
    }

    #[test]
    fn a_form_letter_is_not_although_each_sender_adds_a_word() {
        let letter = |unit: u32| {
            let mut page = page(unit, None);
            page.paragraphs[0].tokens = 20;
            page.paragraphs.push(paragraph(Some(1), 80, &[8]));
            Ok(page)
        };
        assert_eq!(
            detect(&[carried(Role::Body, &[(0, 1), (1, 1), (2, 1)])], |_| 3, letter).unwrap(),
            [false]
        );
    }

    #[test]
    fn two_carriers_are_too_few_to_judge() {
        assert_eq!(
            detect(&[carried(Role::Body, &[(0, 1), (1, 1)])], |_| 2, |unit| Ok(page(unit, Some(1)))).unwrap(),
            [false]
        );
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
