//! Decisions about a copy before its text.

use crate::generate::copy::passages::WordRates;
use crate::generate::copy::style::{STYLES, Style};
use crate::generate::dump::{Dump, StoryPlan};
use crate::generate::random::{Purpose, Random};

/// A copy appears a minute to four days after its original, as often in any tenfold span of it.
const LAG_SECONDS_MIN: f64 = 60.0;
const LAG_SECONDS_FACTOR: f64 = 6_000.0;

/// An update follows within hours.
const UPDATE_SECONDS_MIN: u64 = 3_600;
const UPDATE_SECONDS_MAX: u64 = 12 * 3_600;

/// Share of the numbers that an update changes.
const RENUMBERED: f64 = 0.4;

/// A roundup has up to this many stories besides the first.
const OTHERS_MAX: u64 = 3;

/// Main form of a copy; the shapes exclude each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Whole,
    Truncated,
    Embedded,
    Roundup,
    QuotesShared,
    NumbersChanged,
    TemplateFilled,
}

/// Decisions about a copy.
#[derive(Debug, Clone)]
pub(crate) struct CopyPlan {
    pub(crate) article: u64,
    pub(crate) shape: Shape,
    pub(crate) outlet: u64,
    /// In seconds since 1970, after all of its sources.
    pub(crate) published: u64,
    pub(crate) reheadlined: bool,
    pub(crate) reordered: bool,
    pub(crate) dropped: bool,
    pub(crate) captions_swapped: bool,
    pub(crate) credit_stripped: bool,
    pub(crate) rates: WordRates,
    /// The other stories of a roundup; not empty.
    pub(crate) others: Vec<StoryPlan>,
}

/// Plans article `article` of the dump, a copy of the story of `plan`. All draws are made whatever
/// their outcome, so that one rate does not change the effect of another.
pub(crate) fn plan_copy(dump: &Dump, plan: &StoryPlan, article: u64) -> CopyPlan {
    let mut random = Random::of(dump.params.seed, Purpose::CopyPlan, article);
    let rates = &dump.params.rates;
    let (shape, others) = draw_shape(dump, plan, &mut random);
    let is_own = matches!(shape, Shape::NumbersChanged | Shape::TemplateFilled);
    let is_passage = matches!(shape, Shape::Whole | Shape::Truncated | Shape::Embedded | Shape::Roundup);
    let drawn = dump.outlets.draw(plan.language, plan.outlet, &mut random);
    let mut chance = |rate: f64, applies: bool| random.chance(rate) && applies;
    let is_version = matches!(shape, Shape::Whole | Shape::Truncated | Shape::NumbersChanged);
    let reheadlined = chance(rates.reheadlined, is_version);
    let reordered = chance(rates.reordered, shape == Shape::Whole);
    let dropped = chance(rates.dropped, shape == Shape::Whole);
    let captions_swapped = chance(rates.captions_swapped, matches!(shape, Shape::Whole | Shape::Truncated));
    let credit_stripped = chance(rates.credit_stripped, is_passage);
    let has_edits = chance(rates.word_edits, is_passage);
    let is_scanned = chance(rates.ocr_noise, !is_own);
    let is_restyled = chance(rates.restyled, !is_own);
    let mojibake = chance(rates.mojibake, !is_own);
    let edited = rates.words_edited_max * (0.2 + 0.8 * random.share());
    let misread = 0.01 + 0.05 * random.share();
    let style = *random.pick(&STYLES);
    let lag = LAG_SECONDS_MIN * LAG_SECONDS_FACTOR.powf(random.share());
    let lag = match shape {
        Shape::NumbersChanged => random.between(UPDATE_SECONDS_MIN, UPDATE_SECONDS_MAX),
        _ => lag as u64,
    };
    let last = others.iter().map(|other| other.published).fold(plan.published, u64::max);
    CopyPlan {
        article,
        shape,
        outlet: if is_own { plan.outlet } else { drawn },
        published: last + lag,
        reheadlined,
        reordered,
        dropped,
        captions_swapped,
        credit_stripped,
        rates: WordRates {
            edited: if has_edits { edited } else { 0.0 },
            renumbered: if shape == Shape::NumbersChanged { RENUMBERED } else { 0.0 },
            misread: if is_scanned { misread } else { 0.0 },
            mojibake,
            style: if is_restyled { style } else { Style::Same },
        },
        others,
    }
}

/// The shape, and the other stories if it is a roundup.
fn draw_shape(dump: &Dump, plan: &StoryPlan, random: &mut Random) -> (Shape, Vec<StoryPlan>) {
    let rates = &dump.params.rates;
    let drawn = random.share();
    let others = draw_others(dump, plan, random);
    let shares = [
        (Shape::Truncated, rates.truncated),
        (Shape::Embedded, rates.embedded),
        (Shape::Roundup, rates.roundup),
        (Shape::QuotesShared, rates.quotes_shared),
        (Shape::NumbersChanged, rates.numbers_changed),
    ];
    let mut end = 0.0;
    let found = shares.into_iter().find(|(_, share)| {
        end += share;
        drawn < end
    });
    match found {
        _ if plan.is_table => (Shape::TemplateFilled, Vec::new()),
        None => (Shape::Whole, Vec::new()),
        // A dump of few stories may have none to combine with this one.
        Some((Shape::Roundup, _)) if others.is_empty() => (Shape::Embedded, Vec::new()),
        Some((Shape::Roundup, _)) => (Shape::Roundup, others),
        Some((shape, _)) => (shape, Vec::new()),
    }
}

/// Stories of the same language, each once.
fn draw_others(dump: &Dump, plan: &StoryPlan, random: &mut Random) -> Vec<StoryPlan> {
    let mut others: Vec<StoryPlan> = Vec::new();
    let wanted = random.between(1, OTHERS_MAX) as usize;
    let mut random = Random::of(dump.params.seed, Purpose::CopyPlan, random.next());
    // Twice as many tries as stories at most, so that the work has a bound.
    for _ in 0..2 * OTHERS_MAX {
        if others.len() == wanted {
            break;
        }
        let other = dump.plan_of(random.below(dump.stories()));
        let is_new = other.story != plan.story && others.iter().all(|known| known.story != other.story);
        if is_new && other.language == plan.language && !other.is_table {
            others.push(other);
        }
    }
    others
}
