//! Boilerplate by its carriers: texts that share a block and hardly anything else.

use super::evidence::{CarrierEvidence, UnitPlace};
use super::page::Page;
use super::page_form::PageForm;
use super::page_rest::of_rest;
use super::weights::{UnitEvidence, is_boilerplate};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Carriers of a group whose texts are compared. If three quarters of all pairs of neighbours are
/// on one side of a threshold, the median of twelve is on the other side once in a hundred times.
pub const CARRIERS_SAMPLED: usize = 12;

/// Number of units from which a text is long, and number of carriers that are compared if one is
/// long: the first ones, so that samples of long texts are few, however many blocks they have.
const LONG_UNITS: u32 = 500;
const LONG_CARRIERS_SAMPLED: usize = 4;

/// Passes over all groups; each one sees what the one before it found.
const PASSES: usize = 3;

/// Facts about a carrier that is not read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CarrierFacts {
    /// Number of its outlet, if known.
    pub outlet: Option<u32>,
    /// Day of publication since 1970, if known.
    pub day: Option<i64>,
    /// Number of articles that have this text.
    pub copies: u32,
    /// Number of its units.
    pub units: u32,
}

/// Returns for each group of equal or nearly equal units whether it is boilerplate; a group with a
/// single carrier is not.
///
/// The index of a group is its number in [`PageUnit::group`](super::PageUnit). A group is a list of
/// the texts that contain it, ascending, each with the index of one of its units in the group;
/// `facts` and `page` take the number of such a text. There are three passes, because boilerplate
/// that is known is evidence for its neighbours, and no longer makes unrelated texts look similar.
/// At most [`CARRIERS_SAMPLED`] texts are read per group and pass, and only once for all groups
/// with the same ones.
///
/// # Errors
/// The first error of `page`.
pub fn detect<Error: Send>(
    groups: &[&[(u32, u32)]],
    facts: impl Fn(u32) -> CarrierFacts + Sync,
    page: impl Fn(u32) -> Result<Page, Error> + Sync,
) -> Result<Vec<bool>, Error> {
    let is_long = |group: &&[(u32, u32)]| {
        sampled(group, SampledCarriers::Spread).any(|(text, _)| facts(text).units > LONG_UNITS)
    };
    let which = |group| if is_long(group) { SampledCarriers::First } else { SampledCarriers::Spread };
    let which: Vec<SampledCarriers> = groups.par_iter().map(which).collect();
    let sample_of = |number: u32| sampled(groups[number as usize], which[number as usize]);
    let texts = |number: &u32| sample_of(*number).map(|(text, _)| text);
    let is_repeated = |number: &u32| groups[*number as usize].len() >= 2;
    let mut by_texts: Vec<u32> = (0..groups.len() as u32).filter(is_repeated).collect();
    by_texts.par_sort_unstable_by(|a, b| texts(a).cmp(texts(b)).then(a.cmp(b)));
    let mut found = vec![false; groups.len()];
    for _pass in 0..PASSES {
        by_texts.retain(|number| !found[*number as usize]);
        let of_same_texts: Vec<&[u32]> = by_texts.chunk_by(|a, b| texts(a).eq(texts(b))).collect();
        let decide = |numbers: &&[u32]| -> Result<Vec<u32>, Error> {
            let sample = CarrierSample::read(texts(&numbers[0]).collect(), &found, &facts, &page)?;
            let is_decided = |number: &u32| {
                let evidence = sample.evidence_of((*number, sample_of(*number)), groups, &found);
                is_boilerplate(&evidence) && !is_story_of_texts(&evidence)
            };
            Ok(numbers.iter().copied().filter(is_decided).collect())
        };
        let new: Vec<Vec<u32>> = of_same_texts.par_iter().map(decide).collect::<Result<_, Error>>()?;
        if new.iter().all(Vec::is_empty) {
            break;
        }
        new.concat().into_iter().for_each(|number| found[number as usize] = true);
    }
    Ok(found)
}

/// Forms, one of which a block that is nearly all of its texts needs in order to be boilerplate.
const OF_PAGES_ALONE: PageForm = PageForm::OPENING
    .union(PageForm::WHOLE)
    .union(PageForm::CUT_OUT)
    .union(PageForm::PHRASE)
    .union(PageForm::PAGE_WORDS)
    .union(PageForm::BIOGRAPHY)
    .union(PageForm::IMPERATIVE)
    .union(PageForm::ADDRESS)
    .union(PageForm::CODE)
    .union(PageForm::LIST);

/// Returns whether the block is nearly all of its texts and has no form of boilerplate: near copies
/// of one story, whose carriers show nothing. Many carriers of one outlet are stubs.
fn is_story_of_texts(evidence: &UnitEvidence) -> bool {
    let is_of_stubs = CarrierEvidence::TWENTY.union(CarrierEvidence::ONE_OUTLET);
    let is_most = evidence.carriers.is_some_and(|carriers| {
        carriers.contains(CarrierEvidence::BLOCK_MOST)
            && (carriers.contains(CarrierEvidence::NO_REST) || !carriers.contains(is_of_stubs))
    });
    is_most && !evidence.form.intersects(OF_PAGES_ALONE)
}

/// Texts that are read once for all groups that they contain.
struct CarrierSample {
    pages: Vec<Page>,
    located: Vec<CarrierFacts>,
    /// Evidence from what they share outside the block.
    of_rest: CarrierEvidence,
}

impl CarrierSample {
    /// Reads the texts, given which groups are known to be boilerplate.
    fn read<Error>(
        texts: Vec<u32>,
        found: &[bool],
        facts: &impl Fn(u32) -> CarrierFacts,
        page: &impl Fn(u32) -> Result<Page, Error>,
    ) -> Result<CarrierSample, Error> {
        let pages: Vec<Page> = texts.iter().map(|text| page(*text)).collect::<Result<_, Error>>()?;
        let of_rest = of_rest(&pages, |group| found[group as usize]);
        Ok(CarrierSample { pages, located: texts.into_iter().map(facts).collect(), of_rest })
    }

    /// Returns the evidence on a group that these texts contain.
    fn evidence_of(
        &self,
        (number, sample): (u32, impl Iterator<Item = (u32, u32)>),
        groups: &[&[(u32, u32)]],
        found: &[bool],
    ) -> UnitEvidence {
        let carriers = groups[number as usize];
        let is_found = |other: u32| other != number && found[other as usize];
        let is_of_run = |other: u32| {
            let (own, other) = (carriers.len(), groups[other as usize].len());
            own.min(other) as f64 >= SAME_CARRIERS * own.max(other) as f64
        };
        let (mut forms, mut places, mut n_in_runs) = (Vec::new(), Vec::new(), 0);
        for (page, (_, unit)) in self.pages.iter().zip(sample) {
            let unit = unit as usize;
            forms.push(page.units[unit].form.bits());
            places.push(u32::from(page.place(unit, is_found).bits()));
            n_in_runs += usize::from(page.share_beside(unit, is_of_run, is_found) >= RUN_OF_PAGE);
        }
        let copies: u32 = self.located.iter().map(|facts| facts.copies - 1).sum();
        let form = PageForm::from_bits_truncate(bits_of_most(&forms));
        let mut of_rest = self.of_rest;
        let is_apart = of_rest.intersects(CarrierEvidence::REST_APART | CarrierEvidence::REST_FAR);
        let is_part = !of_rest.contains(CarrierEvidence::BLOCK_HALF);
        // A line that says who wrote the story is often among lines of boilerplate.
        let may_be_of_run = is_apart && is_part && !form.contains(PageForm::CREDIT);
        of_rest.set(CarrierEvidence::PAGE_RUN, 2 * n_in_runs >= self.pages.len() && may_be_of_run);
        UnitEvidence {
            form,
            place: UnitPlace::from_bits_truncate(bits_of_most(&places) as u8).seen_by(form),
            carriers: Some(
                CarrierEvidence::of_count(carriers.len() + copies as usize)
                    | of_outlets(&self.located)
                    | of_rest,
            ),
        }
    }
}

/// Least share of boilerplate in the rest of a run for a unit to be in a run of boilerplate.
const RUN_OF_PAGE: f64 = 0.2;

/// Least ratio of the numbers of carriers of two units that have nearly the same ones.
const SAME_CARRIERS: f64 = 0.8;

/// The carriers of a group that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SampledCarriers {
    /// Carriers at even distances.
    Spread,
    /// The first ones, if one is long.
    First,
}

fn sampled(carriers: &[(u32, u32)], which: SampledCarriers) -> impl Iterator<Item = (u32, u32)> {
    let end = match which {
        SampledCarriers::Spread => carriers.len(),
        SampledCarriers::First => carriers.len().min(LONG_CARRIERS_SAMPLED),
    };
    let n = end.min(CARRIERS_SAMPLED);
    (0..n).map(move |number| carriers[number * end / n])
}

/// The bits that at least half of the numbers have.
fn bits_of_most(numbers: &[u32]) -> u32 {
    let is_of_most =
        |bit: &u32| 2 * numbers.iter().filter(|number| *number >> bit & 1 == 1).count() >= numbers.len();
    (0..u32::BITS).filter(is_of_most).fold(0, |bits, bit| bits | 1 << bit)
}

/// Least share of the carriers with known outlets that are of one outlet if a unit belongs to it.
const OF_ONE_OUTLET: f64 = 0.6;

/// Days after which an outlet publishes no more versions of one story, and no more stories of one
/// affair.
const DAYS: [(i64, CarrierEvidence); 2] = [(7, CarrierEvidence::WEEK), (60, CarrierEvidence::SEASON)];

fn of_outlets(located: &[CarrierFacts]) -> CarrierEvidence {
    let mut by_outlet: BTreeMap<u32, Vec<Option<i64>>> = BTreeMap::new();
    for facts in located {
        if let Some(outlet) = facts.outlet {
            by_outlet.entry(outlet).or_default().push(facts.day);
        }
    }
    let known: usize = by_outlet.values().map(Vec::len).sum();
    let Some(largest) = by_outlet.values().max_by_key(|days| days.len()) else {
        return CarrierEvidence::NO_OUTLET;
    };
    let is_of_one = largest.len() > 1 && largest.len() as f64 >= OF_ONE_OUTLET * known as f64;
    let mut evidence = CarrierEvidence::empty();
    evidence.set(CarrierEvidence::ONE_OUTLET, is_of_one);
    evidence.set(CarrierEvidence::MANY_OUTLETS, by_outlet.len() > 2 && !is_of_one);
    let days: Vec<i64> = largest.iter().flatten().copied().collect();
    if let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) {
        for (least, of_days) in DAYS {
            evidence.set(of_days, last - first >= least);
        }
    }
    evidence
}

#[cfg(test)]
mod tests {
    use super::super::page::PageUnit;
    use super::*;
    use std::convert::Infallible;

    fn push(page: &mut Page, group: Option<u32>, tokens: u32, form: PageForm) {
        // Units of one group share their seeds, others have their own.
        let base = group.map_or(page.seeds.len() as u64 + 1000 * page.units.len() as u64, |group| {
            1 << 40 | u64::from(group) << 20
        });
        page.seeds.extend((0..u64::from(tokens.div_ceil(4))).map(|seed| base + seed));
        let seeds_end = page.seeds.len() as u32;
        page.units.push(PageUnit { group, tokens, seeds_end, form, is_boilerplate_alone: false });
    }

    /// A story that shares nothing with others.
    fn story(carrier: u32, tokens: u32) -> Page {
        let mut page = Page::default();
        push(&mut page, None, tokens, PageForm::STOP | PageForm::STORY_WORDS | PageForm::LONG);
        page.seeds.iter_mut().for_each(|seed| *seed += u64::from(carrier) << 24);
        page
    }

    fn facts(carrier: u32) -> CarrierFacts {
        CarrierFacts { outlet: Some(1), day: Some(30 * i64::from(carrier)), copies: 1, units: 9 }
    }

    fn found(carriers: &[&[(u32, u32)]], page: impl Fn(u32) -> Page + Sync) -> Vec<bool> {
        detect(carriers, facts, |carrier| Ok::<_, Infallible>(page(carrier))).unwrap()
    }

    const PHRASE: PageForm = PageForm::PHRASE.union(PageForm::PAGE_WORD);

    #[test]
    fn a_line_of_pages_that_share_nothing_else_is_of_the_page() {
        let carriers: Vec<(u32, u32)> = (0..8).map(|carrier| (carrier, 1)).collect();
        let page = |carrier| {
            let mut page = story(carrier, 300);
            push(&mut page, Some(0), 9, PHRASE);
            page
        };
        assert_eq!(found(&[&carriers], page), [true]);
    }

    #[test]
    fn paragraphs_that_are_always_together_do_not_shield_each_other() {
        let all: Vec<Vec<(u32, u32)>> =
            (1..4).map(|unit| (0..30).map(|carrier| (carrier, unit)).collect()).collect();
        let carriers: Vec<&[(u32, u32)]> = all.iter().map(Vec::as_slice).collect();
        let page = |carrier| {
            let mut page = story(carrier, 120);
            (0..3).for_each(|group| push(&mut page, Some(group), 60, PHRASE));
            page
        };
        assert_eq!(found(&carriers, page), [true; 3]);
    }

    #[test]
    fn a_sentence_amid_lines_of_the_page_that_the_same_texts_have_is_of_the_page() {
        let of = |others: u32, form: PageForm| {
            let carriers_of =
                |unit| (0..if unit == 2 { 8 } else { others }).map(|carrier| (carrier, unit)).collect();
            let all: Vec<Vec<(u32, u32)>> = (1..4).map(carriers_of).collect();
            let page = |carrier| {
                let mut page = story(carrier, 400);
                push(&mut page, Some(0), 12, PHRASE | PageForm::OPENING);
                push(&mut page, Some(1), 24, form);
                push(&mut page, Some(2), 12, PHRASE | PageForm::OPENING);
                page
            };
            found(&all.iter().map(Vec::as_slice).collect::<Vec<_>>(), page)[1]
        };
        let sentence = PageForm::STOP | PageForm::PAGE_WORD;
        assert!(of(8, sentence) && !of(40, sentence) && !of(8, sentence | PageForm::CREDIT));
    }

    #[test]
    fn a_sentence_of_copies_of_one_story_is_not_of_the_page() {
        let all: Vec<Vec<(u32, u32)>> =
            (1..9).map(|unit| (0..6).map(|carrier| (carrier, unit)).collect()).collect();
        let carriers: Vec<&[(u32, u32)]> = all.iter().map(Vec::as_slice).collect();
        let page = |carrier| {
            let mut page = story(carrier, 20);
            (0..8).for_each(|group| push(&mut page, Some(group), 40, PageForm::STOP | PageForm::STORY_WORD));
            page
        };
        assert_eq!(found(&carriers, page), [false; 8]);
    }

    #[test]
    fn near_copies_of_one_paragraph_are_of_the_page_only_by_their_form() {
        let carriers: Vec<(u32, u32)> = (0..120).map(|carrier| (carrier, 0)).collect();
        let of = |form: PageForm| {
            let page = |_| {
                let mut page = Page::default();
                push(&mut page, Some(0), 200, form);
                page
            };
            found(&[&carriers], page)
        };
        assert_eq!(of(PageForm::LONG | PageForm::SMALL_START), [false]);
        assert_eq!(of(PageForm::LONG | PageForm::SMALL_START | PageForm::PHRASE), [true]);
    }

    #[test]
    fn a_single_carrier_shows_nothing() {
        assert_eq!(found(&[&[(0, 0)]], |carrier| story(carrier, 20)), [false]);
    }

    #[test]
    fn sampled_carriers_are_few_and_spread_over_all() {
        let carriers: Vec<(u32, u32)> = (0..1000).map(|carrier| (carrier, 0)).collect();
        let spread = |carriers| sampled(carriers, SampledCarriers::Spread).collect::<Vec<_>>();
        assert_eq!(spread(&carriers[..5]), carriers[..5]);
        let sample = spread(&carriers);
        assert_eq!(sample.len(), CARRIERS_SAMPLED);
        assert!(sample.windows(2).all(|two| two[1].0 - two[0].0 >= 83));
    }
}
