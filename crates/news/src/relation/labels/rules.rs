//! Rules of labels in their order, with their thresholds.

use super::forms::{
    background_of_one_outlet, form_of_days, form_of_leads, form_of_names, form_of_subjects, mosaic, notice,
    quotations_and_words_between, quote_without_marks, reported_speech, shared_quote, tables, template,
    text_after_other_stories, text_below_later_news, text_beside_other_leads, text_of_another_day,
};
use super::label::Relation;
use super::rule::{Rule, Test, Tests};
use crate::relation::facts::{Order, PairFacts};
use crate::relation::reporting::JACCARD_NEAR;
use crate::relation::side_facts::SideFacts;

/// All rules, the most specific first: pairs that share hardly any story, then kinds of text, then
/// parts of texts. A label may have several rules.
pub const RULES: [Rule; 30] = [
    Rule { relation: Relation::Template, tests: notice },
    Rule { relation: Relation::ErrorPage, tests: error_page },
    Rule { relation: Relation::BoilerplateOnly, tests: boilerplate_only },
    Rule { relation: Relation::HeadlineOnly, tests: headline_only },
    Rule { relation: Relation::CaptionOnly, tests: caption_only },
    Rule { relation: Relation::LiveBlog, tests: live_blog },
    Rule { relation: Relation::Correction, tests: correction },
    Rule { relation: Relation::Template, tests: tables },
    Rule { relation: Relation::Template, tests: template },
    Rule { relation: Relation::Template, tests: form_of_names },
    Rule { relation: Relation::Template, tests: form_of_subjects },
    Rule { relation: Relation::Template, tests: form_of_leads },
    Rule { relation: Relation::Template, tests: form_of_days },
    Rule { relation: Relation::Template, tests: mosaic },
    Rule { relation: Relation::SharedQuote, tests: shared_quote },
    Rule { relation: Relation::SharedQuote, tests: quote_without_marks },
    Rule { relation: Relation::StandingText, tests: text_of_another_day },
    Rule { relation: Relation::StandingText, tests: text_below_later_news },
    Rule { relation: Relation::SharedQuote, tests: reported_speech },
    Rule { relation: Relation::SharedQuote, tests: quotations_and_words_between },
    Rule { relation: Relation::StandingText, tests: text_beside_other_leads },
    Rule { relation: Relation::StandingText, tests: background_of_one_outlet },
    Rule { relation: Relation::StandingText, tests: text_after_other_stories },
    Rule { relation: Relation::Update, tests: longer_take },
    Rule { relation: Relation::Correction, tests: silent_correction },
    Rule { relation: Relation::Update, tests: update },
    Rule { relation: Relation::Teaser, tests: teaser },
    Rule { relation: Relation::CopyTruncated, tests: copy_truncated },
    Rule { relation: Relation::Near, tests: near },
    Rule { relation: Relation::Contained, tests: contained },
];

fn error_page(facts: &PairFacts) -> Tests {
    Tests::of([Test::is("both are pages without a text", facts.a.is_error_page && facts.b.is_error_page)])
}

/// Most words outside boilerplate that two pages share by chance, or because a line of boilerplate
/// was not recognised: less than a sentence of 20 words.
const WORDS_OUTSIDE_MAX: u32 = 19;

/// Least share of the equal words that must be in headlines for two texts to share nothing else;
/// the rest is a name or a phrase.
const ALMOST_ALL: f64 = 0.8;

/// Least share that must be in captions: a gallery has lines between its captions that look like
/// running text.
const MOSTLY_CAPTIONS: f64 = 0.6;

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
    Tests::of([Test::at_least("share in captions", facts.captions, MOSTLY_CAPTIONS)])
}

fn live_blog(facts: &PairFacts) -> Tests {
    Tests::of([Test::is("both are running reports", facts.a.is_live_blog && facts.b.is_live_blog)])
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

/// Fewest words, numbers not counted, that a new version changes: a sentence. Fewer are small
/// edits.
const VERSION_WORDS_MIN: f64 = 8.0;

/// Returns the larger of two counts: the words of running text, changed numbers not counted, that
/// only the one or only the other text contains.
fn other_words_changed(facts: &PairFacts) -> f64 {
    let changed = |side: &SideFacts| f64::from(side.story_words) * (1.0 - side.copied);
    (changed(&facts.a).max(changed(&facts.b)) - f64::from(facts.numbers.changed)).max(0.0)
}

/// Most days between a text and another outlet's that corrects its numbers; what is later is
/// another version.
const SILENT_DAYS_MAX: u32 = 1;

/// Tests for texts of two outlets that differ only in numbers, because one outlet corrected them.
fn silent_correction(facts: &PairFacts) -> Tests {
    Tests::of([
        Test::is("of nearly one day", facts.context.days_apart.is_some_and(|days| days <= SILENT_DAYS_MAX)),
        Test::at_least("numbers changed", facts.numbers.changed.into(), 1.0),
        Test::at_most("other words changed", other_words_changed(facts), VERSION_WORDS_MIN),
        Test::is("of two outlets", facts.context.is_same_outlet == Some(false)),
    ])
    .and(are_versions(facts))
}

/// Least share of a first take that a longer one of the same outlet takes over.
const TAKE_COPIED: f64 = 0.85;

/// Largest length of a first take for that of the longer one.
const TAKE_OF_LONGER_MAX: f64 = 0.9;

/// Tests for a longer version that continues what the same outlet published before.
fn longer_take(facts: &PairFacts) -> Tests {
    let (cut, whole) = facts.by_len();
    let of_whole = f64::from(cut.story_words) / f64::from(whole.story_words.max(1));
    Tests::of([
        Test::is(
            "of one outlet, the longer one later",
            is_of_one_outlet(facts) && facts.shorter_came(Order::Before),
        ),
        Test::at_least("share of the shorter copied", cut.copied, TAKE_COPIED),
        Test::at_most("length for that of the other", of_whole, TAKE_OF_LONGER_MAX),
    ])
}

fn is_of_one_outlet(facts: &PairFacts) -> bool {
    facts.context.is_same_outlet == Some(true)
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
const MISSING_OPEN: f64 = 0.1;

/// ... and if it ends with a sentence; less may be a last paragraph that an editor removed.
const MISSING_CLOSED: f64 = 0.25;

/// Most bytes of running text of a teaser, which is as long as the lead of its source: 60 words, or
/// 120 characters of Chinese.
pub const TEASER_BYTES_MAX: f64 = 360.0;

/// Largest share of its source that a teaser may contain, from 0 to 1: more is the message itself.
pub const TEASER_SHARE_MAX: f64 = 0.45;

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

/// Least share of the shorter text that the longer one contains word for word, if it is wholly
/// inside it but for a few words.
const WHOLE_COPIED: f64 = 0.85;

fn contained(facts: &PairFacts) -> Tests {
    Tests::of([Test::at_least("share of the shorter copied", facts.by_len().0.copied, WHOLE_COPIED)])
}
