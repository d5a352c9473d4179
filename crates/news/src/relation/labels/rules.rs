//! Rules of labels in their order, with their thresholds.

use super::label::Relation;
use super::rule::{Rule, Test, Tests};
use crate::relation::facts::{Order, PairFacts};
use crate::relation::reporting::JACCARD_NEAR;
use crate::relation::side_facts::SideFacts;

/// All rules, the most specific first: pairs that share hardly any story, then kinds of text, then
/// parts of texts.
pub const RULES: [Rule; 13] = [
    Rule { relation: Relation::BoilerplateOnly, tests: boilerplate_only },
    Rule { relation: Relation::HeadlineOnly, tests: headline_only },
    Rule { relation: Relation::CaptionOnly, tests: caption_only },
    Rule { relation: Relation::LiveBlog, tests: live_blog },
    Rule { relation: Relation::Correction, tests: correction },
    Rule { relation: Relation::Template, tests: template },
    Rule { relation: Relation::SharedQuote, tests: shared_quote },
    Rule { relation: Relation::Correction, tests: silent_correction },
    Rule { relation: Relation::Update, tests: update },
    Rule { relation: Relation::Teaser, tests: teaser },
    Rule { relation: Relation::CopyTruncated, tests: copy_truncated },
    Rule { relation: Relation::Near, tests: near },
    Rule { relation: Relation::Excerpt, tests: excerpt },
];

/// Most words outside boilerplate that two pages share by chance, or because a line of boilerplate
/// was not recognised: less than a sentence of 20 words.
const WORDS_OUTSIDE_MAX: u32 = 19;

/// Least share of the equal words that must be in captions, or in headlines, for two texts to share
/// nothing else; the rest is a name or a phrase.
const ALMOST_ALL: f64 = 0.8;

fn boilerplate_only(facts: &PairFacts) -> Tests {
    Tests::of([
        Test::at_most(
            "equal words outside boilerplate",
            facts.words_outside.into(),
            WORDS_OUTSIDE_MAX.into(),
        ),
        Test::at_least("share of boilerplate", facts.boilerplate, 0.5),
    ])
}

fn headline_only(facts: &PairFacts) -> Tests {
    Tests::of([Test::at_least("share in headlines", facts.headlines, ALMOST_ALL)])
}

fn caption_only(facts: &PairFacts) -> Tests {
    Tests::of([Test::at_least("share in captions", facts.captions, ALMOST_ALL)])
}

fn live_blog(facts: &PairFacts) -> Tests {
    Tests::of([Test::is("one is a running report", facts.a.is_live_blog || facts.b.is_live_blog)])
}

/// Least share of both stories that passages, edits included, cover in versions. Versions that are
/// rewritten further are excerpts of each other.
const VERSION_SPANNED: f64 = 0.7;

/// Least share of both stories that is equal word for word in versions of one outlet ...
const VERSION_COPIED: f64 = 0.5;

/// ... and in versions of two outlets, because in a rewritten text, two numbers in the same
/// position need not be about the same thing.
const VERSION_COPIED_ELSEWHERE: f64 = 0.8;

fn are_versions(facts: &PairFacts) -> [Test; 2] {
    let is_same_outlet = facts.context.is_same_outlet == Some(true);
    let copied = if is_same_outlet { VERSION_COPIED } else { VERSION_COPIED_ELSEWHERE };
    [
        Test::at_least("share of each in passages", facts.a.spanned.min(facts.b.spanned), VERSION_SPANNED),
        Test::at_least("share of each copied word for word", facts.a.copied.min(facts.b.copied), copied),
    ]
}

fn correction(facts: &PairFacts) -> Tests {
    Tests::of([
        Test::is("one alone has a note of correction", facts.a.corrects != facts.b.corrects),
        Test::at_least("edits", facts.edits.into(), 1.0),
    ])
    .and(are_versions(facts))
}

/// Fewest changed numbers and names per hundred equal words of a template. An update of a story
/// changes one or two, a weather report eight.
const CHANGES_IN_SKELETON: f64 = 4.0;

/// Least share of the numbers that differ in a template: scores and temperatures are seldom equal.
/// An update keeps more than half.
const NUMBERS_IN_SKELETON: f64 = 0.5;

/// Fewest edits in a template: a single changed slot is a misprint.
const EDITS_IN_SKELETON: u32 = 3;

/// Least share of both texts that passages, edits included, cover in a template, which is the whole
/// of a text.
const SKELETON_SPANNED: f64 = 0.5;

fn template(facts: &PairFacts) -> Tests {
    let changed = facts.numbers.changed + facts.names.changed;
    let per_hundred = 100.0 * f64::from(changed) / f64::from(facts.words_outside.max(1));
    Tests::of([
        Test::at_least("numbers and names changed per 100 equal words", per_hundred, CHANGES_IN_SKELETON),
        Test::at_least("share of numbers changed", facts.numbers.share(), NUMBERS_IN_SKELETON),
        Test::at_least("names changed", facts.names.changed.into(), 1.0),
        Test::at_least("edits", facts.edits.into(), EDITS_IN_SKELETON.into()),
        Test::at_least("share of each in passages", facts.a.spanned.min(facts.b.spanned), SKELETON_SPANNED),
    ])
}

/// Least share of the equal words inside quotation marks if only quotations are shared. "He said"
/// and the name of the speaker are outside: up to one word in four with a quotation of a sentence.
/// If more is outside, the writer's words are shared too.
const QUOTED: f64 = 0.75;

/// Largest share of a story that shared quotations are; beyond it, one story is the source of the
/// other.
const QUOTED_OF_STORY_MAX: f64 = 0.7;

fn shared_quote(facts: &PairFacts) -> Tests {
    Tests::of([
        Test::at_least("share inside quotation marks", facts.quoted, QUOTED),
        Test::at_most("larger share copied", facts.a.copied.max(facts.b.copied), QUOTED_OF_STORY_MAX),
    ])
}

/// Fewest words, numbers not counted, that a new version changes: a sentence. Fewer are small
/// edits.
const VERSION_WORDS_MIN: f64 = 8.0;

/// Returns the larger of two counts: the words of running text, changed numbers not counted, that
/// only the one or only the other text contains.
fn other_words_changed(facts: &PairFacts) -> f64 {
    let changed = |side: &SideFacts| f64::from(side.story_words) * (1.0 - side.copied);
    (changed(&facts.a).max(changed(&facts.b)) - f64::from(facts.numbers.changed)).max(0.0)
}

/// Tests for texts of two outlets that differ only in numbers, because one outlet corrected them.
fn silent_correction(facts: &PairFacts) -> Tests {
    Tests::of([
        Test::at_least("numbers changed", facts.numbers.changed.into(), 1.0),
        Test::at_most("other words changed", other_words_changed(facts), VERSION_WORDS_MIN),
        Test::is("of two outlets", facts.context.is_same_outlet == Some(false)),
    ])
    .and(are_versions(facts))
}

fn update(facts: &PairFacts) -> Tests {
    let is_later_of_same = facts.context.is_same_outlet == Some(true) && facts.context.order.is_some();
    let numbers = f64::from(facts.numbers.changed);
    let changed = match is_later_of_same {
        false => Tests::of([Test::at_least("numbers changed", numbers, 1.0)]),
        true if facts.numbers.changed + facts.caption_numbers > 0 => Tests::of([Test::at_least(
            "numbers that the same outlet changed later, captions too",
            numbers + f64::from(facts.caption_numbers),
            1.0,
        )]),
        true => Tests::of([Test::at_least(
            "words that the same outlet changed later",
            other_words_changed(facts),
            VERSION_WORDS_MIN,
        )]),
    };
    changed.and(are_versions(facts))
}

/// Least share that passages cover of the start of a whole text, if the other is a cut copy of it.
const PREFIX: f64 = 0.9;

/// Least share of a cut text that the whole one contains word for word, if either may have come
/// first ...
const CUT_COPIED: f64 = 0.95;

/// ... and if the cut one certainly came later: one word in six may be edited or misread, and some
/// lines may be boilerplate.
const CUT_COPIED_LATER: f64 = 0.75;

/// Largest share of the numbers that may differ in a cut text: a slip. If more differ, it is the
/// start of another version.
const CUT_NUMBERS_MAX: f64 = 0.1;

/// Most words of the whole text before the first copied one: a headline or a line of boilerplate
/// that was not recognised.
const BEFORE_MAX: f64 = 25.0;

/// Least share of the whole text that is missing if the cut one ends in the middle ...
const MISSING_OPEN: f64 = 0.05;

/// ... and if it ends with a sentence; less may be a last paragraph that an editor removed.
const MISSING_CLOSED: f64 = 0.25;

/// Most bytes of running text of a teaser, which is as long as the lead of its source: 60 words, or
/// 120 characters of Chinese.
pub const TEASER_BYTES_MAX: f64 = 360.0;

/// Largest share of its source that a teaser may contain, from 0 to 1: more is the message itself.
pub const TEASER_SHARE_MAX: f64 = 0.5;

fn is_beginning(facts: &PairFacts) -> Tests {
    let (cut, whole) = facts.by_len();
    let missing = if cut.ending.is_open() {
        Test::at_least("share missing, with an open end", 1.0 - whole.reach, MISSING_OPEN)
    } else {
        Test::at_least("share missing, without an open end", 1.0 - whole.reach, MISSING_CLOSED)
    };
    let copied = if facts.shorter_came(Order::After) { CUT_COPIED_LATER } else { CUT_COPIED };
    Tests::of([
        Test::at_least("share of the shorter copied", cut.copied, copied),
        Test::at_least("share of the other's beginning", whole.dense, PREFIX),
        Test::at_most("words before the first passage", whole.before.into(), BEFORE_MAX),
        missing,
        Test::at_most("share of numbers changed", facts.numbers.share(), CUT_NUMBERS_MAX),
        // A text that came first and ends with a sentence was not cut; the other one continues it.
        Test::is(
            "cut openly, or not the first of both",
            cut.ending.is_open() || !facts.shorter_came(Order::Before),
        ),
    ])
}

fn teaser(facts: &PairFacts) -> Tests {
    let (cut, whole) = facts.by_len();
    let of_whole = f64::from(cut.story_words) / f64::from(whole.story_words.max(1));
    Tests::of([
        Test::at_most("bytes of running text", cut.story_bytes.into(), TEASER_BYTES_MAX),
        Test::at_most("length for that of the other", of_whole, TEASER_SHARE_MAX),
    ])
    .and(is_beginning(facts))
}

fn copy_truncated(facts: &PairFacts) -> Tests {
    is_beginning(facts)
}

fn near(facts: &PairFacts) -> Tests {
    Tests::of([Test::at_least("Jaccard", facts.whole.jaccard(), JACCARD_NEAR)])
}

/// Fewest equal words in a row in an excerpt: a sentence. Texts that share less only overlap.
const EXCERPT_LONGEST: f64 = 12.0;

fn excerpt(facts: &PairFacts) -> Tests {
    Tests::of([Test::at_least("longest run of equal words", facts.longest.into(), EXCERPT_LONGEST)])
}
