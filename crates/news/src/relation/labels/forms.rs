//! Rules for texts that are not copies of each other: forms with other facts, quotations, and text
//! that is reused on purpose.

use super::rule::{Test, Tests};
use crate::relation::exchanges::Lead;
use crate::relation::facts::PairFacts;

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

pub(super) fn template(facts: &PairFacts) -> Tests {
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

pub(super) fn shared_quote(facts: &PairFacts) -> Tests {
    Tests::of([
        Test::at_least("share inside quotation marks", facts.quoted, QUOTED),
        Test::at_most("larger share copied", facts.a.copied.max(facts.b.copied), QUOTED_OF_STORY_MAX),
    ])
}

/// Returns the smaller and the larger share of the first third of either text that the other has.
fn leads(facts: &PairFacts) -> (f64, f64) {
    let (a, b) = (facts.a.thirds[0], facts.b.thirds[0]);
    (a.min(b), a.max(b))
}

fn larger_copied(facts: &PairFacts) -> f64 {
    facts.a.copied.max(facts.b.copied)
}

fn smaller_copied(facts: &PairFacts) -> f64 {
    facts.a.copied.min(facts.b.copied)
}

fn smaller_spanned(facts: &PairFacts) -> f64 {
    facts.a.spanned.min(facts.b.spanned)
}

pub(super) fn own_in_leads(facts: &PairFacts) -> f64 {
    f64::from(facts.exchanges.a.own + facts.exchanges.b.own)
}

fn is_of_one_outlet(facts: &PairFacts) -> bool {
    facts.context.is_same_outlet == Some(true)
}

/// Fewest names and numbers of both leads that the other text has nowhere, in one form for two
/// subjects: a place, a receiver, a sum. Two offices with one statement name each other.
const OWN_IN_LEADS: f64 = 5.0;

/// Least share of both leads, and of one of them, that is the form.
const FORM_IN_LEADS: (f64, f64) = (0.25, 0.5);

/// Tests for a form of which the names are exchanged.
pub(super) fn form_of_names(facts: &PairFacts) -> Tests {
    let (smaller, larger) = leads(facts);
    let exchanged = facts.exchanges.names + facts.exchanges.numbers;
    Tests::of([
        Test::at_least("names exchanged", facts.exchanges.names.into(), 1.0),
        Test::at_least("names and numbers exchanged", exchanged.into(), 2.0),
        Test::at_least("smaller share of a lead copied", smaller, FORM_IN_LEADS.0),
        Test::at_least("larger share of a lead copied", larger, FORM_IN_LEADS.1),
        Test::at_least("names and numbers of one lead alone", own_in_leads(facts), OWN_IN_LEADS),
    ])
}

/// Fewest times that one name is in the place of another, in one form about two subjects. What
/// another outlet does to a name is its own spelling.
const SUBJECT_EXCHANGED: u32 = 3;

/// Fewest other names and numbers that are exchanged with it; a name alone was corrected.
const BESIDE_SUBJECT: u32 = 2;

/// Tests for a form of which the subject is named again and again.
pub(super) fn form_of_subjects(facts: &PairFacts) -> Tests {
    let exchanged = facts.exchanges.names + facts.exchanges.numbers;
    let others = exchanged.saturating_sub(facts.exchanges.subject);
    Tests::of([
        Test::is("of one outlet", is_of_one_outlet(facts)),
        Test::at_least("times one name replaced", facts.exchanges.subject.into(), SUBJECT_EXCHANGED.into()),
        Test::at_least("other names and numbers exchanged", others.into(), BESIDE_SUBJECT.into()),
    ])
}

/// Most words of a notice: a dividend, a price.
const NOTICE_WORDS_MAX: u32 = 40;

/// Tests for two notices that name their subjects in their titles alone.
pub(super) fn notice(facts: &PairFacts) -> Tests {
    let words = facts.a.words.max(facts.b.words);
    Tests::of([
        Test::is("of one outlet", is_of_one_outlet(facts)),
        Test::is("titles with other subjects", facts.exchanges.titles),
        Test::at_most("words of the longer", words.into(), NOTICE_WORDS_MAX.into()),
    ])
}

/// Least share of both leads that is a form if little is exchanged.
const FORM_OF_LEADS: f64 = 0.6;

/// Fewest names and numbers of one lead alone in two forms of one day; in forms of different days
/// [`OWN_IN_LEADS`] are enough.
pub(super) const OWN_IN_LEADS_OF_ONE_DAY: f64 = 8.0;

/// Fewest days between two forms with hardly any exchange.
pub(super) const FORM_DAYS_MIN: u32 = 2;

/// Tests for two leads that are one form about two subjects.
pub(super) fn form_of_leads(facts: &PairFacts) -> Tests {
    // Two outlets that report one story with other numbers have two versions of it.
    let are_of_days = facts.context.days_apart.is_none_or(|days| days >= FORM_DAYS_MIN);
    let (exchanged, own_min) = match are_of_days && is_of_one_outlet(facts) {
        true => (facts.exchanges.names + facts.exchanges.numbers, OWN_IN_LEADS),
        false => (facts.exchanges.names, OWN_IN_LEADS_OF_ONE_DAY),
    };
    Tests::of([
        Test::at_least("names exchanged, in one outlet on different days numbers too", exchanged.into(), 1.0),
        Test::at_least("smaller share of a lead copied", leads(facts).0, FORM_OF_LEADS),
        Test::at_least("names and numbers of one lead alone", own_in_leads(facts), own_min),
    ])
}

/// Fewest days after which one outlet does not report a story again from its lead on: the later
/// text is the form of the earlier one.
pub(super) const LAST_VERSION_DAYS: u32 = 14;

/// Largest share of both texts that may be equal in such a form; more is the text itself again.
const FORM_COPIED_MAX: f64 = 0.9;

/// Tests for a form that one outlet uses again after weeks.
pub(super) fn form_of_days(facts: &PairFacts) -> Tests {
    let days = facts.context.days_apart.unwrap_or(0);
    Tests::of([
        Test::is("of one outlet", is_of_one_outlet(facts)),
        Test::at_least("days between them", days.into(), LAST_VERSION_DAYS.into()),
        Test::at_least("smaller share of a lead copied", leads(facts).0, FORM_OF_LEADS),
        Test::at_most("smaller share copied", smaller_copied(facts), FORM_COPIED_MAX),
    ])
}

/// Most equal words in a row in a form of which every sentence has a slot ...
const MOSAIC_LONGEST_MAX: f64 = 20.0;

/// ... that covers this share of both texts ...
const MOSAIC_SPANNED: f64 = 0.8;

/// ... and fewest equal words in it.
const MOSAIC_WORDS_MIN: f64 = 50.0;

/// Tests for a form that consists of short pieces.
pub(super) fn mosaic(facts: &PairFacts) -> Tests {
    Tests::of([
        Test::at_most("longest run of equal words", facts.longest.into(), MOSAIC_LONGEST_MAX),
        Test::at_least("share of each in passages", smaller_spanned(facts), MOSAIC_SPANNED),
        Test::at_least("equal words outside boilerplate", facts.words_outside.into(), MOSAIC_WORDS_MIN),
    ])
}

/// Least share of the equal words inside quotation marks in one text, if the other shows the
/// quotation without marks: a post, a block of a statement.
const QUOTED_IN_ONE: f64 = 0.9;

/// Largest share of the longer story that such a quotation is; the shorter may be little else.
const QUOTED_OF_LONGER_MAX: f64 = 0.6;

/// Tests for a quotation that only one text has in quotation marks.
pub(super) fn quote_without_marks(facts: &PairFacts) -> Tests {
    Tests::of([
        Test::at_least("share inside quotation marks in one text", facts.quoted_in_one, QUOTED_IN_ONE),
        Test::at_most("smaller share copied", smaller_copied(facts), QUOTED_OF_LONGER_MAX),
    ])
}

/// Largest share of either text that is a paragraph of background; a larger one is the story.
const STANDING_COPIED_MAX: f64 = 0.6;

/// Largest share of either lead that a paragraph of background covers.
const STANDING_IN_LEADS_MAX: f64 = 0.5;

/// Fewest days between two texts of one outlet, and of two, that share background: the news of one
/// day is not that of the other.
const STANDING_DAYS_MIN: (u32, u32) = (3, LAST_VERSION_DAYS);

/// Tests for background in stories of different days.
pub(super) fn text_of_another_day(facts: &PairFacts) -> Tests {
    let days = facts.context.days_apart.unwrap_or(0);
    let least = if is_of_one_outlet(facts) { STANDING_DAYS_MIN.0 } else { STANDING_DAYS_MIN.1 };
    let in_leads_max = if days >= LAST_VERSION_DAYS { 1.0 } else { STANDING_IN_LEADS_MAX };
    Tests::of([
        Test::at_least("days between them", days.into(), least.into()),
        // A title alone shares no passage, and has no background.
        Test::at_least("equal words outside boilerplate", facts.words_outside.into(), 1.0),
        Test::at_most("larger share copied", larger_copied(facts), STANDING_COPIED_MAX),
        Test::at_most("larger share of a lead copied", leads(facts).1, in_leads_max),
    ])
}

/// Fewest equal words of background: a sentence of 20 words. Texts with fewer have no passage to
/// measure.
const BACKGROUND_WORDS_MIN: f64 = 20.0;

/// Largest share of the lead of a later text that its news leaves to what an earlier one had.
const OTHER_NEWS_IN_LEADS_MAX: f64 = 0.3;

/// Tests for text that an outlet uses again after weeks below other news, however much it is.
pub(super) fn text_below_later_news(facts: &PairFacts) -> Tests {
    let days = facts.context.days_apart.unwrap_or(0);
    Tests::of([
        Test::is("of one outlet", is_of_one_outlet(facts)),
        Test::at_least("days between them", days.into(), LAST_VERSION_DAYS.into()),
        Test::at_most("smaller share of a lead copied", leads(facts).0, OTHER_NEWS_IN_LEADS_MAX),
        Test::at_least("equal words outside boilerplate", facts.words_outside.into(), BACKGROUND_WORDS_MIN),
    ])
}

/// Largest share of either text that is speech reported without quotation marks.
const SPEECH_COPIED_MAX: f64 = 0.2;

/// Largest share of either lead in it.
const SPEECH_IN_LEADS_MAX: f64 = 0.4;

/// Least share of the equal words that are beside a word of speech in both texts.
const SPOKEN: f64 = 0.6;

/// Tests for speech that two outlets report without quotation marks, each in a different story.
pub(super) fn reported_speech(facts: &PairFacts) -> Tests {
    Tests::of([
        Test::is("not of one outlet", !is_of_one_outlet(facts)),
        Test::at_least("share beside words of speech", facts.spoken, SPOKEN),
        Test::at_most("larger share copied", larger_copied(facts), SPEECH_COPIED_MAX),
        Test::at_most("larger share of a lead copied", leads(facts).1, SPEECH_IN_LEADS_MAX),
    ])
}

/// Least share of the equal words inside quotation marks in one text that makes the rest, beside
/// words of speech, part of the quotation.
const QUOTED_HALF: f64 = 0.5;

/// Largest share of either text that such a quotation is.
const QUOTED_HALF_COPIED_MAX: f64 = 0.4;

/// Tests for quotations that two texts have with the words of the writer between them.
pub(super) fn quotations_and_words_between(facts: &PairFacts) -> Tests {
    Tests::of([
        Test::at_least("share inside quotation marks in one text", facts.quoted_in_one, QUOTED_HALF),
        Test::at_least("share beside words of speech", facts.spoken, SPOKEN),
        Test::at_most("larger share copied", larger_copied(facts), QUOTED_HALF_COPIED_MAX),
    ])
}

/// Tests for two tables, such as the prices of two hours, whose first lines name different things.
pub(super) fn tables(facts: &PairFacts) -> Tests {
    Tests::of([
        Test::is("both are tables", facts.a.is_table && facts.b.is_table),
        Test::is("first lines with other words", facts.exchanges.headings),
    ])
}

/// Largest share of either text, and of its lead, that is shared by texts about different things
/// ...
const BESIDE_COPIED_MAX: f64 = 0.45;

/// ... fewest names and numbers of each lead that the other text has nowhere ...
const BESIDE_OWN_MIN: u32 = 5;

/// ... and their least share of all names and numbers of the lead.
const BESIDE_OWN_SHARE: f64 = 0.35;

/// Tests for background in stories of which the leads name different things.
pub(super) fn text_beside_other_leads(facts: &PairFacts) -> Tests {
    let (a, b) = (facts.exchanges.a, facts.exchanges.b);
    let share = |lead: Lead| f64::from(lead.own) / f64::from(lead.all.max(1));
    Tests::of([
        Test::at_most("larger share copied", larger_copied(facts), BESIDE_COPIED_MAX),
        Test::at_most("larger share of a lead copied", leads(facts).1, BESIDE_COPIED_MAX),
        Test::at_least(
            "names and numbers of each lead alone",
            a.own.min(b.own).into(),
            BESIDE_OWN_MIN.into(),
        ),
        Test::at_least("their share of each lead", share(a).min(share(b)), BESIDE_OWN_SHARE),
    ])
}

/// Largest share of either lead that is background in stories of one outlet: what an outlet writes
/// anew around it is another story, although both are of one affair.
const OWN_BACKGROUND_IN_LEADS_MAX: f64 = 0.4;

/// Tests for background that one outlet has in two stories.
pub(super) fn background_of_one_outlet(facts: &PairFacts) -> Tests {
    Tests::of([
        Test::is("of one outlet", is_of_one_outlet(facts)),
        Test::at_most("larger share copied", larger_copied(facts), BESIDE_COPIED_MAX),
        Test::at_most("larger share of a lead copied", leads(facts).1, OWN_BACKGROUND_IN_LEADS_MAX),
        Test::at_least("equal words outside boilerplate", facts.words_outside.into(), BACKGROUND_WORDS_MIN),
    ])
}

/// Largest share of either text that follows two stories of different subjects; if it is more, the
/// few words before it are a line of the page.
const AFTER_COPIED_MAX: f64 = 0.8;

/// Fewest words of each story before it ...
const REST_WORDS_MIN: f64 = 20.0;

/// ... and largest share of the shorter one's words, those of the shared text aside, that both
/// have: the common words of any two texts.
const REST_ALIKE_MAX: f64 = 0.15;

/// Tests for background below stories that have nothing else in common: no name and hardly a word.
pub(super) fn text_after_other_stories(facts: &PairFacts) -> Tests {
    Tests::of([
        Test::at_most("larger share copied", larger_copied(facts), AFTER_COPIED_MAX),
        Test::at_least("words of each beside it", facts.rests.words.into(), REST_WORDS_MIN),
        Test::at_most("names that both have beside it", facts.rests.names.into(), 0.0),
        Test::at_most("share of their words that both have", facts.rests.alike, REST_ALIKE_MAX),
    ])
}
