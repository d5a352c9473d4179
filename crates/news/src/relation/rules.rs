//! The rules in their order.

use super::facts::{Order, PairFacts};
use super::judgement::{Rule, Test, Tests};
use super::{JACCARD_NEAR, Relation, SideFacts};

/// All rules, the most particular first: what joins two texts beside their stories, then what kind of text they are, then how much of one stands in the other.
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

/// Words outside boilerplate that two pages share by chance, or because a line of the page was not told as such: less than a sentence of 20 words.
const WORDS_BESIDE_PAGE_MAX: u32 = 19;

/// Share of the equal words from which a kind of line, such as captions, is all that joins two texts; the rest is a name or a form of words.
const ALMOST_ALL: f64 = 0.8;

fn boilerplate_only(facts: &PairFacts) -> Tests {
    Tests::of([
        Test::at_most(
            "equal words outside boilerplate",
            facts.words_outside.into(),
            WORDS_BESIDE_PAGE_MAX.into(),
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

/// Share of both stories that versions have in common, edits included. Versions that were rewritten further are parts of each other.
const VERSION_SPANNED: f64 = 0.7;

/// Share of the words of both stories that stands in the two versions word for word, where one outlet wrote both ...
const VERSION_HELD: f64 = 0.5;

/// ... and of two outlets: where one was rewritten, two numbers in the place of each other need not be about the same thing.
const VERSION_HELD_ELSEWHERE: f64 = 0.8;

fn are_versions(facts: &PairFacts) -> [Test; 2] {
    let is_same_outlet = facts.context.is_same_outlet == Some(true);
    let held = if is_same_outlet { VERSION_HELD } else { VERSION_HELD_ELSEWHERE };
    [
        Test::at_least("share of each in passages", facts.a.spanned.min(facts.b.spanned), VERSION_SPANNED),
        Test::at_least("share of each held word for word", facts.a.held.min(facts.b.held), held),
    ]
}

fn correction(facts: &PairFacts) -> Tests {
    Tests::of([
        Test::is("one alone has a note of correction", facts.a.corrects != facts.b.corrects),
        Test::at_least("edits", facts.edits.into(), 1.0),
    ])
    .and(are_versions(facts))
}

/// Numbers and names that a skeleton changes for a hundred equal words. The update of a story changes one or two; a weather report eight.
const CHANGES_IN_SKELETON: f64 = 4.0;

/// Share of the numbers that a skeleton changes at least: scores and temperatures are seldom the same again. An update keeps more than half.
const NUMBERS_IN_SKELETON: f64 = 0.5;

/// Edits of a skeleton: one filled slot is a misprint.
const EDITS_IN_SKELETON: u32 = 3;

/// Share of each of the two that lies in passages, edits included: a skeleton is the whole of a text.
const SKELETON_SPANNED: f64 = 0.5;

fn template(facts: &PairFacts) -> Tests {
    let changed = facts.numbers.changed + facts.names.changed;
    let per_hundred = 100.0 * f64::from(changed) / f64::from(facts.words_outside.max(1));
    Tests::of([
        Test::at_least("numbers and names changed for 100 equal words", per_hundred, CHANGES_IN_SKELETON),
        Test::at_least("share of numbers changed", facts.numbers.share(), NUMBERS_IN_SKELETON),
        Test::at_least("names changed", facts.names.changed.into(), 1.0),
        Test::at_least("edits", facts.edits.into(), EDITS_IN_SKELETON.into()),
        Test::at_least("share of each in passages", facts.a.spanned.min(facts.b.spanned), SKELETON_SPANNED),
    ])
}

/// Share of the equal words that stands in quotation marks where only quotations are shared. "He said" stands outside them, and who he is: up to one
/// word in four beside a quotation of a sentence. Where more stands outside, the writer's words were taken, too.
const QUOTED: f64 = 0.75;

/// Share of a story that quotations may be; of more, the story is the source.
const QUOTED_OF_STORY_MAX: f64 = 0.7;

fn shared_quote(facts: &PairFacts) -> Tests {
    Tests::of([
        Test::at_least("share inside quotation marks", facts.quoted, QUOTED),
        Test::at_most("larger share held", facts.a.held.max(facts.b.held), QUOTED_OF_STORY_MAX),
    ])
}

/// Words beside changed numbers that a new version changes at least: a sentence. Fewer are an editor's hand.
const VERSION_WORDS_MIN: f64 = 8.0;

/// Words of running text that one has and the other has not, numbers that changed apart; the larger count of both.
fn other_words_changed(facts: &PairFacts) -> f64 {
    let changed = |side: &SideFacts| f64::from(side.story_words) * (1.0 - side.held);
    (changed(&facts.a).max(changed(&facts.b)) - f64::from(facts.numbers.changed)).max(0.0)
}

/// Two outlets whose texts differ in numbers alone: one of them has what was put right.
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

/// Share of the beginning of a whole text that lies in passages of the cut one.
const PREFIX: f64 = 0.9;

/// Share of a cut text that stands in the whole one word for word, where it is open which came first: of two that an editor changed, either may be ...
const CUT_HELD: f64 = 0.95;

/// ... and where the cut one came later for certain: one word in six may be edited or misread, and some lines are its page's.
const CUT_HELD_LATER: f64 = 0.75;

/// Share of the numbers that a cut text may have otherwise: a slip. More is the beginning of another version.
const CUT_NUMBERS_MAX: f64 = 0.1;

/// Words of the whole text that may stand before the first copied one: a headline or a line that was not told as such.
const BEFORE_MAX: f64 = 25.0;

/// Share of the whole text that is missing where the cut one ends openly ...
const MISSING_OPEN: f64 = 0.05;

/// ... and where it ends as a sentence does: less may be the last paragraph that an editor took away.
const MISSING_CLOSED: f64 = 0.25;

/// A teaser is as long as its source's lead: a paragraph of 60 words, or of 120 characters of Chinese.
pub const TEASER_BYTES_MAX: f64 = 360.0;

/// A teaser is this part of its source at most: more is the message itself.
pub const TEASER_SHARE_MAX: f64 = 0.5;

fn is_beginning(facts: &PairFacts) -> Tests {
    let (cut, whole) = facts.by_len();
    let missing = if cut.ending.is_open() {
        Test::at_least("share missing, with an open end", 1.0 - whole.reach, MISSING_OPEN)
    } else {
        Test::at_least("share missing, without an open end", 1.0 - whole.reach, MISSING_CLOSED)
    };
    let held = if facts.shorter_came(Order::After) { CUT_HELD_LATER } else { CUT_HELD };
    Tests::of([
        Test::at_least("share of the shorter held", cut.held, held),
        Test::at_least("share of the other's beginning", whole.dense, PREFIX),
        Test::at_most("words before the first passage", whole.before.into(), BEFORE_MAX),
        missing,
        Test::at_most("share of numbers changed", facts.numbers.share(), CUT_NUMBERS_MAX),
        // Who came first and ends as a story does was not cut: the other one goes on.
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

/// A part is a sentence in a row at least; what shares less is only known to overlap.
const EXCERPT_LONGEST: f64 = 12.0;

fn excerpt(facts: &PairFacts) -> Tests {
    Tests::of([Test::at_least("longest run of equal words", facts.longest.into(), EXCERPT_LONGEST)])
}
