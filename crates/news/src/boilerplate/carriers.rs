//! Boilerplate by its carriers: they share this paragraph and hardly anything else.

use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use wirecopy_article::text::Role;
use wirecopy_reuse::shingle::{distinct, intersection_len};

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
const END_PARAGRAPHS: u32 = 4;

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

/// One carrier, but for its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Occurrence {
    /// Outlet by number, where it is known.
    pub outlet: Option<u32>,
    /// Day of publication, where it is known.
    pub day: Option<i64>,
    /// How many paragraphs it has.
    pub paragraphs: u32,
}

/// The text of a carrier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Its paragraphs in order.
    pub paragraphs: Vec<PageParagraph>,
    /// Its seeds, paragraph by paragraph.
    pub seeds: Vec<u64>,
}

/// One paragraph of a carrier.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PageParagraph {
    /// The fragment that it belongs to.
    pub fragment: Option<u32>,
    /// Its tokens.
    pub tokens: u32,
    /// Place after its last seed.
    pub seeds_end: u32,
}

/// What a look at a fragment tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BoilerplateDecision {
    Boilerplate,
    /// It is none as long as no more is known of other fragments.
    Open,
    /// It is none: its role or its places speak against it.
    Story,
}

/// Tells for each fragment whether it is boilerplate.
///
/// `carriers_of` gives the number of carriers of any fragment, `carrier` what is known of one, `page` its text, which is asked for only where all else speaks for
/// boilerplate. The second look leaves out what the first one found, so that a page of many small lines does not hide them from each other.
///
/// # Errors
/// The first that `page` meets.
pub fn detect<Error: Send>(
    fragments: &[Carried<'_>],
    carriers_of: impl Fn(u32) -> usize + Sync,
    carrier: impl Fn(u32) -> Occurrence + Sync,
    page: impl Fn(u32) -> Result<Page, Error> + Sync,
) -> Result<Vec<bool>, Error> {
    let mut boilerplate: BTreeSet<u32> = BTreeSet::new();
    let mut told = vec![BoilerplateDecision::Open; fragments.len()];
    for _look in 0..2 {
        let known = |other| boilerplate.contains(&other);
        let look = |(carried, before): (&Carried<'_>, &BoilerplateDecision)| match before {
            BoilerplateDecision::Open => judged(carried, &carriers_of, &carrier, &page, &known),
            settled => Ok(*settled),
        };
        told = fragments.par_iter().zip(&told).map(look).collect::<Result<_, Error>>()?;
        let found =
            fragments.iter().zip(&told).filter(|(_, told)| **told == BoilerplateDecision::Boilerplate);
        boilerplate = found.map(|(carried, _)| carried.fragment).collect();
        if boilerplate.is_empty() {
            break;
        }
    }
    Ok(told.into_iter().map(|told| told == BoilerplateDecision::Boilerplate).collect())
}

fn judged<Error>(
    carried: &Carried<'_>,
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
    if !place_speaks_for_it(carried.role, &placed) {
        return Ok(BoilerplateDecision::Story);
    }
    let same_page = |other: u32| {
        other == carried.fragment
            || carriers_of(other) as f64 >= SAME_PAGE * carried.carriers.len() as f64
            || known(other)
    };
    let texts: Vec<Text> = sample
        .iter()
        .map(|at| Ok(Text::of(&page(carried.carriers[*at].0)?, same_page)))
        .collect::<Result<_, Error>>()?;
    let text = |at: &usize| &texts[sample.partition_point(|sampled| sampled < at)];
    let mut overlaps: Vec<f64> =
        pairs.iter().filter_map(|(a, b)| text(a).overlap_of_rest(text(b), carried.fragment)).collect();
    overlaps.sort_unstable_by(f64::total_cmp);
    let is_boilerplate = overlaps.get(overlaps.len() / 2).is_some_and(|median| *median < OVERLAP_MAX);
    Ok(if is_boilerplate { BoilerplateDecision::Boilerplate } else { BoilerplateDecision::Open })
}

/// Where outlets are known, one of them must carry it three times and be most of its carriers; else it must stand at the ends of the
/// texts: several outlets repeat a paragraph of background in the midst of their stories, and the same page line only there. A quotation needs one outlet on several days, because the same words of a speaker are news everywhere.
fn place_speaks_for_it(role: Role, placed: &[(Occurrence, u32)]) -> bool {
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

/// What pairs of carriers ask of one of them.
struct Text {
    /// Tokens of all paragraphs.
    tokens: u32,
    /// Its fragments, ascending, each with the tokens of its paragraphs here.
    fragments: Vec<(u32, u32)>,
    /// Seeds outside the page, as a set.
    rest: Vec<u64>,
}

impl Text {
    fn of(page: &Page, same_page: impl Fn(u32) -> bool) -> Text {
        let mut fragments: Vec<(u32, u32)> = page
            .paragraphs
            .iter()
            .filter_map(|paragraph| Some((paragraph.fragment?, paragraph.tokens)))
            .collect();
        fragments.sort_unstable();
        fragments.dedup_by(|later, first| {
            let is_same = later.0 == first.0;
            first.1 += if is_same { later.1 } else { 0 };
            is_same
        });
        let mut rest = Vec::with_capacity(page.seeds.len());
        let mut start = 0;
        for paragraph in &page.paragraphs {
            let end = paragraph.seeds_end as usize;
            if !paragraph.fragment.is_some_and(&same_page) {
                rest.extend_from_slice(&page.seeds[start..end]);
            }
            start = end;
        }
        distinct(&mut rest);
        Text { tokens: page.paragraphs.iter().map(|paragraph| paragraph.tokens).sum(), fragments, rest }
    }

    /// Overlap of two carriers outside their page; `None` where one of them has nothing else. 1 where their fragments show that they are one text: a page may consist of little more
    /// than the paragraph that is judged, and then that paragraph is no evidence against itself.
    fn overlap_of_rest(&self, other: &Text, judged: u32) -> Option<f64> {
        let (mut common, mut common_in_other, mut others_are_shared) = (0, 0, false);
        for (fragment, tokens) in &self.fragments {
            if let Ok(at) = other.fragments.binary_search_by_key(fragment, |(fragment, _)| *fragment) {
                common += tokens;
                common_in_other += other.fragments[at].1;
                others_are_shared |= *fragment != judged;
            }
        }
        let share = |common: u32, text: &Text| f64::from(common) / f64::from(text.tokens.max(1));
        if others_are_shared && share(common, self).max(share(common_in_other, other)) >= SHARED_TEXT {
            return Some(1.0);
        }
        let smaller = self.rest.len().min(other.rest.len());
        (smaller > 0).then(|| intersection_len(&self.rest, &other.rest) as f64 / smaller as f64)
    }
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

    fn carried(role: Role, carriers: &[(u32, u32)]) -> Carried<'_> {
        Carried { fragment: 0, role, carriers }
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

    /// The same above a line that all pages carry.
    fn page(unit: u32) -> Page {
        let mut page = story(unit, 200);
        push(&mut page, Some(0), 9, &[7]);
        page
    }

    fn carrier(unit: u32, outlet: Option<u32>) -> Occurrence {
        Occurrence { outlet, day: Some(i64::from(unit)), paragraphs: 2 }
    }

    /// Whether the line is boilerplate of pages of these outlets.
    fn is_boilerplate(line: Carried<'_>, outlet: impl Fn(u32) -> Option<u32> + Sync) -> bool {
        let n_carriers = line.carriers.len();
        let told = detect(
            &[line],
            |_| n_carriers,
            |unit| carrier(unit, outlet(unit)),
            |unit| Ok::<_, std::convert::Infallible>(page(unit)),
        );
        told.unwrap() == [true]
    }

    #[test]
    fn a_line_whose_carriers_share_nothing_else_is_boilerplate() {
        assert!(is_boilerplate(carried(Role::Body, &[(0, 1), (1, 1), (2, 1)]), |_| Some(1)));
    }

    #[test]
    fn it_is_found_where_no_outlet_is_known_when_it_stands_at_the_ends() {
        assert!(is_boilerplate(carried(Role::Body, &[(0, 1), (1, 1), (2, 1)]), |_| None));
        let in_the_middle = |unit| Occurrence { paragraphs: 12, ..carrier(unit, None) };
        let told = detect(
            &[carried(Role::Body, &[(0, 6), (1, 6), (2, 6)])],
            |_| 3,
            in_the_middle,
            |unit| Ok::<_, std::convert::Infallible>(page(unit)),
        )
        .unwrap();
        assert_eq!(told, [false]);
    }

    #[test]
    fn a_viral_quote_of_many_outlets_is_not() {
        assert!(!is_boilerplate(carried(Role::Quote, &[(0, 1), (1, 1), (2, 1), (3, 1)]), Some));
        assert!(!is_boilerplate(carried(Role::Body, &[(0, 1), (1, 1), (2, 1), (3, 1)]), Some));
    }

    #[test]
    fn a_form_letter_is_not_although_each_sender_adds_a_word() {
        let letter = |unit: u32| {
            let mut page = story(unit, 20);
            push(&mut page, Some(0), 9, &[7]);
            push(&mut page, Some(1), 80, &[8]);
            Ok::<_, std::convert::Infallible>(page)
        };
        let told = detect(
            &[carried(Role::Body, &[(0, 1), (1, 1), (2, 1)])],
            |_| 3,
            |unit| carrier(unit, None),
            letter,
        );
        assert_eq!(told.unwrap(), [false]);
    }

    #[test]
    fn lines_that_hide_each_other_are_found_at_the_second_look() {
        // A long line, which all have, hides a short one that most of them have: known, it is no part of the rest.
        let carriers: Vec<(u32, u32)> = (0..30).map(|unit| (unit, 1)).collect();
        let line =
            |fragment, n_carriers| Carried { fragment, role: Role::Body, carriers: &carriers[..n_carriers] };
        let page = |unit: u32| {
            let mut page = story(unit, 200);
            push(&mut page, Some(0), 9, &[1_000_001, 1_000_002, 1_000_003]);
            push(&mut page, Some(1), 9, &[1_000_004]);
            Ok::<_, std::convert::Infallible>(page)
        };
        let told = detect(
            &[line(0, 9), line(1, 30)],
            |fragment| if fragment == 0 { 9 } else { 30 },
            |unit| carrier(unit, Some(1)),
            page,
        );
        assert_eq!(told.unwrap(), [true, true]);
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
