//! What the rules ask of a pair, counted once.

use super::annotated_text::AnnotatedText;
use super::side_facts::{SideFacts, Spans, Which};
use super::token_flags::TokenFlags;
use super::values::values_changed;
use std::cmp::Ordering;
use std::ops::Range;
use wirecopy_reuse::align::{Edit, Passage, are_moved, longest};
use wirecopy_reuse::overlap::Overlap;

/// Words that both texts may have between two passages in the same order for this to be one more edit: two sentences rewritten.
const GAP_WORDS_MAX: u32 = 30;

/// Longer edits are other sentences, and two numbers in them need not be about the same thing.
const CONFLICT_WORDS_MAX: usize = 8;

/// Conflicts that are kept to be shown.
pub const CONFLICTS_SHOWN: usize = 12;

/// What is known of two articles beside their texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Context {
    /// Whether both come from one known outlet; `None` where an outlet is unknown.
    pub is_same_outlet: Option<bool>,
    /// Which appeared first, where that is certain.
    pub order: Option<Ordering>,
    /// Seconds from the first to the second, where both are known to the second.
    pub lag_seconds: Option<i64>,
}

/// All that the rules ask of a pair.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PairFacts {
    /// Exact overlap of the whole texts.
    pub whole: Overlap,
    /// Exact overlap outside boilerplate.
    pub outside: Overlap,
    /// What is known beside the texts.
    pub context: Context,
    /// The first article.
    pub a: SideFacts,
    /// The second one.
    pub b: SideFacts,
    /// Passages.
    pub passages: u32,
    /// Passages out of order.
    pub moved: u32,
    /// Equal words of all passages.
    pub words: u32,
    /// The longest run of equal words.
    pub longest: u32,
    /// Share of the equal words that belong to the page in either text.
    pub boilerplate: f64,
    /// Equal words outside boilerplate, of which the following are shares.
    pub words_outside: u32,
    /// Share inside quotation marks in both texts.
    pub quoted: f64,
    /// Share in captions.
    pub captions: f64,
    /// Share in headlines.
    pub headlines: f64,
    /// Edits in running text.
    pub edits: u32,
    /// Edits in running text that put a number in the place of another.
    pub numbers: Conflicts,
    /// Edits in captions that put a number in the place of another.
    pub caption_numbers: u32,
    /// Edits in running text that put a name in the place of another.
    pub names: Conflicts,
    /// Numbers, days and months in the place of others, in longer edits and at the ends of the texts too: no label rests on them, but who removes one
    /// of the two may not pass over them.
    pub values_changed: u32,
}

/// Numbers or names that differ where the text around them is equal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conflicts {
    /// Edits that put one in the place of another.
    pub changed: u32,
    /// Numbers or names in passages of running text that are equal.
    pub equal: u32,
    /// The first of those that changed, as both texts have them.
    pub shown: Vec<(String, String)>,
}

impl Conflicts {
    fn extend(&mut self, conflict: Option<(String, String)>) {
        let Some(conflict) = conflict else { return };
        self.changed += 1;
        if self.shown.len() < CONFLICTS_SHOWN {
            self.shown.push(conflict);
        }
    }

    /// Share of those that changed.
    pub fn share(&self) -> f64 {
        share(self.changed, self.changed + self.equal)
    }
}

/// Part of a whole; 0 of nothing.
pub(super) fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

impl PairFacts {
    /// Counts the facts of two texts. Linear in both.
    pub fn of(
        a: &AnnotatedText,
        b: &AnnotatedText,
        passages: &[Passage],
        (whole, outside): (Overlap, Overlap),
        context: Context,
    ) -> PairFacts {
        let moved = are_moved(passages);
        let mut facts = PairFacts {
            whole,
            outside,
            context,
            passages: passages.len() as u32,
            moved: moved.iter().filter(|moved| **moved).count() as u32,
            words: passages.iter().map(|passage| passage.words).sum(),
            longest: longest(passages),
            ..PairFacts::default()
        };
        let equal: Vec<(u32, u32, u32)> = equal_runs(passages).collect();
        facts.count_equal(a, b, &equal);
        let in_order: Vec<&Passage> =
            passages.iter().zip(&moved).filter(|(_, moved)| !**moved).map(|(passage, _)| passage).collect();
        let gaps = gaps(&in_order);
        for edit in passages.iter().flat_map(|passage| &passage.edits).chain(&gaps) {
            facts.count_edit(a, b, edit);
        }
        facts.values_changed = values_changed(a, b, passages, &in_order);
        let of_a = Spans { which: Which::First, passages, bridged: &gaps, equal: &equal };
        let of_b = Spans { which: Which::Second, ..of_a };
        (facts.a, facts.b) = (SideFacts::of(a, of_a), SideFacts::of(b, of_b));
        facts
    }

    fn count_equal(&mut self, a: &AnnotatedText, b: &AnnotatedText, runs: &[(u32, u32, u32)]) {
        let (mut of_page, mut quoted, mut captions, mut headlines) = (0, 0, 0, 0);
        let mut equal = 0;
        let is_outside = |left: TokenFlags, right: TokenFlags| !left.and(right).has(TokenFlags::BOILERPLATE);
        let is_story = |left: TokenFlags, right: TokenFlags| left.and(right).is_story();
        for (at_a, at_b, len) in runs {
            let (left, right) = (&a.marks[*at_a as usize..], &b.marks[*at_b as usize..]);
            let run = (&left[..*len as usize], &right[..*len as usize]);
            equal += len;
            of_page += count(run, |left, right| !is_outside(left, right));
            quoted += count(run, |left, right| {
                is_outside(left, right) & left.in_both(right).has(TokenFlags::QUOTED)
            });
            captions +=
                count(run, |left, right| is_outside(left, right) & left.and(right).has(TokenFlags::CAPTION));
            headlines +=
                count(run, |left, right| is_outside(left, right) & left.and(right).has(TokenFlags::HEADLINE));
            self.numbers.equal +=
                count(run, |left, right| is_story(left, right) & left.has(TokenFlags::NUMBER));
            self.names.equal +=
                count(run, |left, right| is_story(left, right) & left.in_both(right).has(TokenFlags::NAME));
        }
        self.words_outside = equal - of_page;
        self.boilerplate = share(of_page, equal);
        self.quoted = share(quoted, self.words_outside);
        self.captions = share(captions, self.words_outside);
        self.headlines = share(headlines, self.words_outside);
    }

    fn count_edit(&mut self, a: &AnnotatedText, b: &AnnotatedText, edit: &Edit) {
        let are_all = |is: fn(&TokenFlags) -> bool| {
            let marks = |reading: &'_ AnnotatedText, tokens: &Range<u32>| {
                reading.marks[tokens.start as usize..tokens.end as usize].iter().all(is)
            };
            marks(a, &edit.a) && marks(b, &edit.b)
        };
        let is_short = edit.a.len() <= CONFLICT_WORDS_MAX && edit.b.len() <= CONFLICT_WORDS_MAX;
        if are_all(|marks| marks.is_story()) {
            self.edits += 1;
            if is_short {
                self.numbers.extend(conflict(a, b, edit, TokenFlags::NUMBER));
                self.names.extend(conflict(a, b, edit, TokenFlags::NAME));
            }
        } else if is_short && are_all(|marks| marks.has(TokenFlags::CAPTION)) {
            self.caption_numbers += u32::from(conflict(a, b, edit, TokenFlags::NUMBER).is_some());
        }
    }

    /// The side with fewer words of running text, then the other; the first where both have as many.
    pub fn by_len(&self) -> (&SideFacts, &SideFacts) {
        if self.a.story_words <= self.b.story_words { (&self.a, &self.b) } else { (&self.b, &self.a) }
    }

    /// Whether the shorter one appeared before (or after) the longer one for certain.
    pub fn shorter_came(&self, order: Order) -> bool {
        let first_is_shorter = self.a.story_words <= self.b.story_words;
        let expected =
            if first_is_shorter == (order == Order::Before) { Ordering::Less } else { Ordering::Greater };
        self.context.order == Some(expected)
    }
}

/// So many tokens are counted in single bytes, of which a processor adds sixteen and more at once.
const COUNTED_IN_BYTES: usize = u8::MAX as usize;

/// How many of the equal tokens of two texts are something. One pass for each question is several times faster than one for all.
#[inline]
fn count((left, right): (&[TokenFlags], &[TokenFlags]), is: impl Fn(TokenFlags, TokenFlags) -> bool) -> u32 {
    let parts = left.chunks(COUNTED_IN_BYTES).zip(right.chunks(COUNTED_IN_BYTES));
    let in_part = |(left, right): (&[TokenFlags], &[TokenFlags])| {
        let told = left.iter().zip(right).map(|(left, right)| u8::from(is(*left, *right)));
        u32::from(told.sum::<u8>())
    };
    parts.map(in_part).sum()
}

/// On which side of another article one appeared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Before it.
    Before,
    /// After it.
    After,
}

/// Numbers (or names) that an edit puts in the place of others. What both sides have is no conflict, wherever in the edit it stands.
pub(super) fn conflict(
    a: &AnnotatedText,
    b: &AnnotatedText,
    edit: &Edit,
    kind: TokenFlags,
) -> Option<(String, String)> {
    let (mut left, mut right) = (a.told(&edit.a, kind), b.told(&edit.b, kind));
    left.retain(|told| match right.iter().position(|other| other == told) {
        Some(at) => {
            right.remove(at);
            false
        }
        None => true,
    });
    (!left.is_empty() && !right.is_empty()).then(|| (left.join(" "), right.join(" ")))
}

/// All edits in which two names are about the same thing: those of passages and those between them.
pub(super) fn short_edits(passages: &[Passage]) -> Vec<Edit> {
    let moved = are_moved(passages);
    let in_order: Vec<&Passage> =
        passages.iter().zip(&moved).filter(|(_, moved)| !**moved).map(|(passage, _)| passage).collect();
    let edits = passages.iter().flat_map(|passage| passage.edits.iter().cloned()).chain(gaps(&in_order));
    edits.filter(|edit| edit.a.len().max(edit.b.len()) <= CONFLICT_WORDS_MAX).collect()
}

/// What stands between passages that follow each other in both texts, where it is short.
fn gaps(in_order: &[&Passage]) -> Vec<Edit> {
    in_order
        .windows(2)
        .map(|pair| Edit { a: pair[0].a.end..pair[1].a.start, b: pair[0].b.end..pair[1].b.start })
        .filter(|gap| gap.a.start <= gap.a.end && gap.b.start <= gap.b.end)
        .filter(|gap| gap.a.len() as u32 <= GAP_WORDS_MAX && gap.b.len() as u32 <= GAP_WORDS_MAX)
        .filter(|gap| !gap.a.is_empty() || !gap.b.is_empty())
        .collect()
}

/// Runs of equal tokens: their places in both texts, and how many.
pub(super) fn equal_runs(passages: &[Passage]) -> impl Iterator<Item = (u32, u32, u32)> + '_ {
    passages.iter().flat_map(|passage| {
        let ends = std::iter::once((passage.a.end, passage.b.end));
        let edits = passage.edits.iter().map(|edit| (edit.a.start, edit.b.start)).chain(ends);
        let starts = std::iter::once((passage.a.start, passage.b.start))
            .chain(passage.edits.iter().map(|edit| (edit.a.end, edit.b.end)));
        starts
            .zip(edits)
            .map(|((a, b), (a_end, b_end))| (a, b, (a_end - a).min(b_end - b)))
            .filter(|run| run.2 > 0)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Page, passage};
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn tokens_are_counted_as_one_by_one(marks in prop::collection::vec((0u8..=255, 0u8..=255), 0..600)) {
            let of_bits = |(left, right): &(u8, u8)| (TokenFlags::of_bits(*left), TokenFlags::of_bits(*right));
            let (left, right): (Vec<TokenFlags>, Vec<TokenFlags>) = marks.iter().map(of_bits).unzip();
            let is = |left: TokenFlags, right: TokenFlags| left.and(right).is_story() & left.has(TokenFlags::NUMBER);
            let mut plain = 0;
            for (left, right) in left.iter().zip(&right) {
                plain += u32::from(is(*left, *right));
            }
            prop_assert_eq!(count((&left, &right), is), plain);
        }
    }

    #[test]
    fn equal_runs_lie_between_the_edits() {
        let edits = [(3..4, 3..3), (6..7, 5..7)];
        let runs: Vec<_> = equal_runs(&[passage(0..10, 0..10, &edits)]).collect();
        assert_eq!(runs, [(0, 0, 3), (4, 3, 2), (7, 7, 3)]);
        assert!(equal_runs(&[]).next().is_none());
    }

    #[test]
    fn changed_numbers_and_names_are_counted_and_shown() {
        let a = Page::read("The storm of Monday killed 5 people in Ostvik and left 3 ships on the rocks.");
        let b = Page::read("The storm of Monday killed 50 people in Tolm and left 3 ships on the rocks.");
        let edits = [(5..6, 5..6), (8..9, 8..9)];
        let facts = a.facts(&b, &[passage(0..16, 0..16, &edits)]);
        assert_eq!((facts.numbers.changed, facts.numbers.equal), (1, 1));
        assert_eq!(facts.numbers.shown, [("5".to_owned(), "50".to_owned())]);
        assert_eq!(facts.names.shown, [("Ostvik".to_owned(), "Tolm".to_owned())]);
        assert_eq!((facts.names.changed, facts.names.equal), (1, 1));
        assert_eq!((facts.words, facts.words_outside, facts.edits), (14, 14, 2));
    }

    #[test]
    fn a_long_edit_is_another_sentence_and_no_conflict() {
        let a = Page::read("One two three 5 four five six seven eight nine ten end of it.");
        let b = Page::read("One two three 60 alpha beta gamma delta epsilon zeta eta end of it.");
        let facts = a.facts(&b, &[passage(0..14, 0..14, &[(3..11, 3..11)])]);
        assert_eq!(facts.numbers.changed, 1);
        let facts = a.facts(&b, &[passage(0..14, 0..14, &[(2..11, 2..11)])]);
        assert_eq!((facts.numbers.changed, facts.edits), (0, 1));
    }

    #[test]
    fn a_short_gap_between_two_passages_is_an_edit() {
        let a = Page::read("One two three 5 four five six.");
        let b = Page::read("One two three 6 four five six.");
        let facts = a.facts(&b, &[passage(0..3, 0..3, &[]), passage(4..7, 4..7, &[])]);
        assert_eq!(facts.numbers.changed, 1);
        assert_eq!((facts.a.held, facts.a.spanned), (6.0 / 7.0, 1.0));
    }

    #[test]
    fn what_belongs_to_the_page_is_counted_apart() {
        let text = "The quay of Ostvik was closed on Monday.\n\nSubscribe to our letter now";
        let (a, b) = (Page::read_with_boilerplate(text, &[1]), Page::read(text));
        let facts = a.facts(&b, &[passage(0..13, 0..13, &[])]);
        assert_eq!((facts.words, facts.words_outside), (13, 8));
        assert!((facts.boilerplate - 5.0 / 13.0).abs() < 1e-12);
    }
}
