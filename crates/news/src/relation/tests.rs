//! Rules at their thresholds, and hard cases with invented texts.

use super::testing::relation;
use super::*;
use std::cmp::Ordering;
use wirecopy_article::text::Ending;
use wirecopy_reuse::overlap::Overlap;

/// Facts of two texts of 300 words with nothing in common.
fn strangers() -> PairFacts {
    let side =
        SideFacts { words: 300, story_words: 300, story_bytes: 1800, before: 300, ..SideFacts::default() };
    PairFacts {
        whole: Overlap { shared: 0, a_len: 296, b_len: 296 },
        a: side.clone(),
        b: side,
        words_outside: 100,
        words: 100,
        ..PairFacts::default()
    }
}

fn with(change: impl Fn(&mut PairFacts)) -> PairFacts {
    let mut facts = strangers();
    change(&mut facts);
    facts
}

fn copied(facts: &mut PairFacts, share: f64) {
    for side in [&mut facts.a, &mut facts.b] {
        (side.copied, side.spanned) = (share, share);
    }
}

fn outlets(facts: &mut PairFacts, is_same: bool) {
    facts.context = Context {
        is_same_outlet: Some(is_same),
        order: Some(Ordering::Less),
        lag_seconds: Some(3600),
        days_apart: Some(0),
    };
}

/// Makes the second article the start of the first, cut off.
fn cut(facts: &mut PairFacts) {
    facts.a = SideFacts { reach: 0.5, dense: 1.0, before: 0, copied: 0.5, spanned: 0.5, ..facts.a.clone() };
    facts.b = SideFacts {
        story_words: 150,
        story_bytes: 900,
        copied: 1.0,
        spanned: 1.0,
        reach: 1.0,
        dense: 1.0,
        before: 0,
        ending: Ending::Open,
        ..facts.b.clone()
    };
}

type Change = fn(&mut PairFacts);

/// A rule with facts at its threshold and facts beyond it.
type Border = (Relation, Change, Change);

#[test]
fn each_rule_holds_at_its_threshold_and_not_beyond() {
    for (number, (relation, inside, outside)) in KINDS_OF_TEXT.into_iter().chain(PARTS_OF_STORIES).enumerate()
    {
        assert_eq!(label(&with(inside)), relation, "case {number}");
        assert_ne!(label(&with(outside)), relation, "case {number}");
    }
    assert_eq!(label(&strangers()), Relation::Excerpt);
}

/// Rules for pairs that share hardly any story, and for kinds of text.
const KINDS_OF_TEXT: [Border; 11] = [
    (
        Relation::BoilerplateOnly,
        |facts| (facts.words_outside, facts.boilerplate) = (19, 0.5),
        |facts| (facts.words_outside, facts.boilerplate) = (20, 0.5),
    ),
    (
        Relation::BoilerplateOnly,
        |facts| (facts.words_outside, facts.boilerplate) = (0, 0.5),
        |facts| (facts.words_outside, facts.boilerplate) = (0, 0.49),
    ),
    (Relation::HeadlineOnly, |facts| facts.headlines = 0.8, |facts| facts.headlines = 0.79),
    (Relation::CaptionOnly, |facts| facts.captions = 0.6, |facts| facts.captions = 0.59),
    (
        Relation::LiveBlog,
        |facts| (facts.a.is_live_blog, facts.b.is_live_blog) = (true, true),
        |facts| facts.b.is_live_blog = true,
    ),
    (Relation::Correction, corrected, |facts| {
        corrected(facts);
        facts.a.corrects = true;
    }),
    (Relation::Correction, corrected, |facts| {
        corrected(facts);
        facts.edits = 0;
    }),
    (Relation::Template, skeleton, |facts| {
        skeleton(facts);
        facts.numbers.changed = 1;
    }),
    (Relation::Template, skeleton, |facts| {
        skeleton(facts);
        facts.numbers.equal = 4;
    }),
    (Relation::Template, skeleton, |facts| {
        skeleton(facts);
        facts.edits = 2;
    }),
    (Relation::Template, skeleton, |facts| {
        skeleton(facts);
        facts.b.spanned = 0.49;
    }),
];

/// Rules for parts of texts.
const PARTS_OF_STORIES: [Border; 11] = [
    (Relation::SharedQuote, |facts| facts.quoted = 0.75, |facts| facts.quoted = 0.74),
    (
        Relation::SharedQuote,
        |facts| (facts.quoted, facts.a.copied) = (0.9, 0.7),
        |facts| (facts.quoted, facts.a.copied) = (0.9, 0.71),
    ),
    (Relation::Update, updated, |facts| {
        updated(facts);
        facts.b.spanned = 0.69;
    }),
    (Relation::Update, updated, |facts| {
        updated(facts);
        (facts.numbers.changed, facts.b.copied, facts.a.copied) = (0, 0.98, 0.98);
    }),
    (Relation::Update, updated, |facts| {
        updated(facts);
        facts.a.copied = 0.49;
    }),
    (Relation::Teaser, teased, |facts| {
        teased(facts);
        facts.b.story_bytes = 361;
    }),
    (Relation::CopyTruncated, cut, |facts| {
        cut(facts);
        facts.b.copied = 0.94;
    }),
    (Relation::CopyTruncated, cut, |facts| {
        cut(facts);
        facts.a.dense = 0.89;
    }),
    (
        Relation::CopyTruncated,
        |facts| {
            cut(facts);
            (facts.b.ending, facts.a.reach) = (Ending::Closed, 0.75);
        },
        |facts| {
            cut(facts);
            (facts.b.ending, facts.a.reach) = (Ending::Closed, 0.76);
        },
    ),
    (
        Relation::Near,
        |facts| facts.whole = Overlap { shared: 200, a_len: 300, b_len: 300 },
        |facts| facts.whole = Overlap { shared: 199, a_len: 300, b_len: 300 },
    ),
    (Relation::Contained, |facts| facts.a.copied = 0.85, |facts| facts.a.copied = 0.84),
];

fn corrected(facts: &mut PairFacts) {
    copied(facts, 0.8);
    (facts.b.corrects, facts.edits) = (true, 1);
}

/// Makes two of four numbers and two of eight names differ in a hundred words.
fn skeleton(facts: &mut PairFacts) {
    copied(facts, 0.5);
    (facts.edits, facts.words_outside) = (3, 100);
    facts.numbers = Conflicts { changed: 2, equal: 2, shown: Vec::new() };
    facts.names = Conflicts { changed: 2, equal: 6, shown: Vec::new() };
}

fn updated(facts: &mut PairFacts) {
    copied(facts, 0.7);
    outlets(facts, true);
    facts.numbers.changed = 1;
}

fn teased(facts: &mut PairFacts) {
    cut(facts);
    (facts.b.story_bytes, facts.b.story_words) = (360, 60);
}

#[test]
fn a_text_that_came_first_and_ends_with_a_sentence_was_not_cut() {
    let whole = |order| {
        with(|facts| {
            cut(facts);
            facts.b.ending = Ending::Closed;
            facts.context.order = order;
        })
    };
    assert_eq!(label(&whole(Some(Ordering::Less))), Relation::CopyTruncated);
    assert_eq!(label(&whole(None)), Relation::CopyTruncated);
    assert_ne!(label(&whole(Some(Ordering::Greater))), Relation::CopyTruncated);
}

const FIRE: &str = "Fire swept through a rope works on the east quay of Ostvik late on Sunday and at least 5 people were killed, \
the harbour police said.\n\nThe alarm was raised by a night watchman who saw flames behind the tar store shortly before midnight. \
Boats were towed into the roads while firemen pumped water from the dock.\n\n“We could hear the barrels go one after another,” \
said Ada Holm, who keeps the inn across the water. Neighbours carried bread and blankets to the school.\n\nThe owner of the works \
said that it was too early to speak of a cause, and that all wages would be paid until the end of the year.";

#[test]
fn five_killed_and_fifty_killed_are_never_equal() {
    let later = FIRE.replace("at least 5 people", "at least 50 people");
    for is_same_outlet in [Some(true), Some(false), None] {
        let context = Context { is_same_outlet, ..Context::default() };
        let (relation, facts) = relation(FIRE, &later, context);
        assert!(!matches!(relation, Relation::Near | Relation::Exact | Relation::Excerpt), "{relation:?}");
        assert_eq!(facts.numbers.shown, [("5".to_owned(), "50".to_owned())]);
    }
    let short =
        |dead: &str| format!("Fire in Ostvik: {dead} people were killed on the east quay late on Sunday.");
    let (found, _) = relation(&short("5"), &short("50"), Context::default());
    assert!(!matches!(found, Relation::Near | Relation::Exact), "{found:?}");
}

#[test]
fn a_skeleton_with_other_numbers_and_names_is_a_template() {
    let report = |day: &str, warm: &str, wind: &str, place: &str, tide: &str| {
        format!(
            "The weather of {day} in the bay of {place} begins grey and ends clear, with a top temperature of {warm} degrees. \
             Winds from the west of up to {wind} miles an hour are expected off {place}, and small boats should stay in port. \
             High water on {day} stands at {tide} above the mark on the quay wall, says the office of tides in {place}."
        )
    };
    let (found, facts) = relation(
        &report("Monday", "9", "38", "Ostvik", "41"),
        &report("Friday", "14", "22", "Tolm", "37"),
        Context { is_same_outlet: Some(true), order: Some(Ordering::Less), ..Context::default() },
    );
    assert_eq!(found, Relation::Template);
    assert_eq!(facts.numbers.changed, 3);
    assert!(facts.names.changed >= 3);
}

#[test]
fn one_speech_in_two_reports_is_a_shared_quotation() {
    let speech = "“We did not dig this canal to please the map,” the warden said. “We dug it because the old road drowned every \
                  spring, and because nobody in the hill towns should have to choose between the doctor and the flood. Keep your \
                  ditches clear, and keep asking us what the money was for.”";
    let a = format!(
        "Traders along the lower quays welcomed the new canal on Tuesday with flags and a brass band.\n\n{speech}\n\nTolls will be \
         set in the autumn by a board that has yet to meet, and carters fear for their trade."
    );
    let b = format!(
        "Farmers in the hills wonder who is going to pay for what was opened this week with so much noise.\n\n{speech}\n\nNobody from \
         the water office answered letters, though the minutes of its last meeting speak of a levy on land."
    );
    assert_eq!(relation(&a, &b, Context::default()).0, Relation::SharedQuote);
}

#[test]
fn a_caption_with_another_date_is_a_caption_and_no_story() {
    let caption = |day: &str| {
        format!(
            "Warden Ilse Tamm (left) shakes hands with Mayor Oke Brandt (right) before a meeting at the Old Weigh House in Ostvik on \
             {day}, 2031. Credit: LENA MARK/POOL/AFP via Getty Images"
        )
    };
    let a = format!(
        "Talks on the toll of the canal ended without a word to those who waited outside.\n\n{}",
        caption("March 3")
    );
    let b = format!(
        "A year of quarrels about herring began with a handshake that nobody believed in.\n\n{}",
        caption("March 9")
    );
    assert_eq!(relation(&a, &b, Context::default()).0, Relation::CaptionOnly);
}

#[test]
fn entries_of_a_live_blog_are_no_copy() {
    let entries = "10:05 The gates of the lock are open and the first barge has passed.\n\n09:40 Crowds wait on both banks in the rain.\n\n\
                   09:10 Good morning from the lock house, where the tea is strong.";
    let later = format!(
        "10:30 The second barge has stuck fast under the bridge and the band has gone home.\n\n{entries}"
    );
    assert_eq!(relation(entries, &later, Context::default()).0, Relation::LiveBlog);
}

#[test]
fn a_note_of_correction_makes_a_correction() {
    let later = format!(
        "(Corrects the name of the quay in the first paragraph)\n\n{}",
        FIRE.replace("east quay of Ostvik", "north quay of Ostvik")
    );
    assert_eq!(relation(FIRE, &later, Context::default()).0, Relation::Correction);
    // The note alone changes nothing.
    let same = format!("(Corrects the name of the quay in the first paragraph)\n\n{FIRE}");
    assert_eq!(relation(FIRE, &same, Context::default()).0, Relation::Near);
}

#[test]
fn a_later_version_of_one_outlet_with_another_sentence_is_an_update() {
    let later = FIRE.replace(
        "Neighbours carried bread",
        "By morning the roof had fallen in and the street was closed to carts. Neighbours carried bread",
    );
    let of = |is_same_outlet| Context { is_same_outlet, order: Some(Ordering::Less), ..Context::default() };
    assert_eq!(relation(FIRE, &later, of(Some(true))).0, Relation::Update);
    assert_eq!(relation(FIRE, &later, of(Some(false))).0, Relation::Near);
    assert_eq!(relation(FIRE, FIRE, of(Some(true))).0, Relation::Near);
}

#[test]
fn the_cut_start_of_a_story_differs_from_a_part_of_its_middle() {
    let words: Vec<&str> = FIRE.split(' ').collect();
    let later = Context { order: Some(Ordering::Less), ..Context::default() };
    let beginning = words[..80].join(" ");
    assert_eq!(relation(FIRE, &beginning, later).0, Relation::CopyTruncated);
    assert_eq!(relation(FIRE, &words[..30].join(" "), later).0, Relation::Teaser);
    let middle = words[40..100].join(" ");
    let around = format!(
        "The council of Tolm spoke for an hour about what its neighbours had lost. {middle} It then voted for a new pump."
    );
    assert_eq!(relation(FIRE, &around, later).0, Relation::Excerpt);
}
