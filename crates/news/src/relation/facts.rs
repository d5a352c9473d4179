//! Facts of a pair, counted once for all rules.

use super::edits::{conflict, equal_runs, gaps, is_short, share, without_moved};
use super::exchanges::{Exchanges, Rests};
use super::side_facts::{SharedTokens, SideFacts, Which};
use super::text::{AnnotatedText, LongestRuns, TokenFlags};
use super::value_changes::values_changed;
use std::cmp::Ordering;
use std::ops::Range;
use wirecopy_reuse::align::{Edit, Passage, are_moved, longest};
use wirecopy_reuse::overlap::Overlap;

/// Most conflicts of one kind that are quoted.
pub const CONFLICTS_SHOWN: usize = 12;

/// Largest share of a lead in passages with which the rests are still compared; with more of it,
/// the passages are the story.
pub const REST_IN_LEADS_MAX: f64 = 0.2;

/// Facts about two articles apart from their texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Context {
    /// True if both come from one outlet; `None` if an outlet is unknown.
    pub is_same_outlet: Option<bool>,
    /// The order of their appearance, if it is certain.
    pub order: Option<Ordering>,
    /// Seconds from the first to the second, if both are known to the second.
    pub lag_seconds: Option<i64>,
    /// Whole days between the dates of both, whichever is earlier, if both have one.
    pub days_apart: Option<u32>,
}

/// All facts of a pair that rules test. Shares are from 0 to 1.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PairFacts {
    /// Exact overlap of the whole texts.
    pub whole: Overlap,
    /// Exact overlap outside boilerplate.
    pub outside: Overlap,
    /// Facts apart from the texts.
    pub context: Context,
    /// The first article.
    pub a: SideFacts,
    /// The second article.
    pub b: SideFacts,
    /// Number of passages.
    pub passages: u32,
    /// Number of passages out of order.
    pub moved: u32,
    /// Number of equal words in all passages.
    pub words: u32,
    /// Number of words of the longest run of equal words: of the passages, unless
    /// [`with_longest`](Self::with_longest) knows it exactly.
    pub longest: u32,
    /// [`LongestRuns::outside`], if it is known.
    pub longest_outside: u32,
    /// Share of the equal words that are boilerplate in either text.
    pub boilerplate: f64,
    /// Number of equal words outside boilerplate; the following shares are of these.
    pub words_outside: u32,
    /// Share inside quotation marks in both texts.
    pub quoted: f64,
    /// Share in captions.
    pub captions: f64,
    /// Share in headlines.
    pub headlines: f64,
    /// Number of edits in running text.
    pub edits: u32,
    /// Edits in running text that replace one number by another.
    pub numbers: Conflicts,
    /// Number of edits in captions that replace one number by another.
    pub caption_numbers: u32,
    /// Edits in running text that replace one name by another.
    pub names: Conflicts,
    /// Names and numbers in the same positions of which the other text has neither.
    pub exchanges: Exchanges,
    /// Comparison of what is outside the passages, if those are not part of a lead.
    pub rests: Rests,
    /// Share of the equal words inside quotation marks in either text.
    pub quoted_in_one: f64,
    /// Share of the equal words in passages beside a word of speech in both texts.
    pub spoken: f64,
    /// Number of numbers, days and months that differ, including those in longer edits and at the
    /// ends of the texts. On it depend the decision to remove one of the two, and whether both fill
    /// in a form.
    pub values_changed: u32,
}

/// Numbers or names that differ in otherwise equal text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conflicts {
    /// Number of edits that replace one by another.
    pub changed: u32,
    /// Number of equal ones in passages of running text.
    pub equal: u32,
    /// The first changes, in the words of both texts; at most [`CONFLICTS_SHOWN`].
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

    /// Returns the share that changed, from 0 to 1.
    pub fn share(&self) -> f64 {
        share(self.changed, self.changed + self.equal)
    }
}

impl PairFacts {
    /// The facts with the longest runs that both texts have, which passages may not show where a
    /// text repeats itself.
    #[must_use]
    pub fn with_longest(self, runs: LongestRuns) -> PairFacts {
        PairFacts { longest: runs.anywhere, longest_outside: runs.outside, ..self }
    }

    /// Counts the facts of two aligned texts, given their overlaps as whole texts and outside
    /// boilerplate. Linear in both texts.
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
        let in_order = without_moved(passages, &moved);
        let gaps = gaps(&in_order);
        let edits = || passages.iter().flat_map(|passage| &passage.edits).chain(&gaps);
        for edit in edits() {
            facts.count_edit(a, b, edit);
        }
        facts.exchanges = Exchanges::of(a, b, edits());
        facts.spoken = spoken(a, b, passages);
        facts.values_changed = values_changed(a, b, passages, &in_order);
        let of_a = SharedTokens { which: Which::First, passages, gaps: &gaps, equal: &equal };
        let of_b = SharedTokens { which: Which::Second, ..of_a };
        (facts.a, facts.b) = (SideFacts::of(a, of_a), SideFacts::of(b, of_b));
        if facts.a.thirds[0].max(facts.b.thirds[0]) <= REST_IN_LEADS_MAX {
            facts.rests = Rests::of(a, b, &equal);
        }
        facts
    }

    fn count_equal(&mut self, a: &AnnotatedText, b: &AnnotatedText, runs: &[(u32, u32, u32)]) {
        let (mut boilerplate, mut quoted, mut captions, mut headlines) = (0, 0, 0, 0);
        let mut quoted_in_one = 0;
        let mut equal = 0;
        let is_outside =
            |left: TokenFlags, right: TokenFlags| !(left | right).intersects(TokenFlags::BOILERPLATE);
        let is_story = |left: TokenFlags, right: TokenFlags| (left | right).is_story();
        for (start_a, start_b, len) in runs {
            let (left, right) = (&a.flags[*start_a as usize..], &b.flags[*start_b as usize..]);
            let run = (&left[..*len as usize], &right[..*len as usize]);
            equal += len;
            boilerplate += count(run, |left, right| !is_outside(left, right));
            quoted += count(run, |left, right| {
                is_outside(left, right) & (left & right).intersects(TokenFlags::QUOTED)
            });
            quoted_in_one += count(run, |left, right| {
                is_outside(left, right) & (left | right).intersects(TokenFlags::QUOTED)
            });
            captions += count(run, |left, right| {
                is_outside(left, right) & (left | right).intersects(TokenFlags::CAPTION)
            });
            headlines += count(run, |left, right| {
                is_outside(left, right) & (left | right).intersects(TokenFlags::HEADLINE)
            });
            self.numbers.equal +=
                count(run, |left, right| is_story(left, right) & left.intersects(TokenFlags::NUMBER));
            self.names.equal +=
                count(run, |left, right| is_story(left, right) & (left & right).intersects(TokenFlags::NAME));
        }
        self.words_outside = equal - boilerplate;
        self.boilerplate = share(boilerplate, equal);
        self.quoted = share(quoted, self.words_outside);
        self.quoted_in_one = share(quoted_in_one, self.words_outside);
        self.captions = share(captions, self.words_outside);
        self.headlines = share(headlines, self.words_outside);
    }

    fn count_edit(&mut self, a: &AnnotatedText, b: &AnnotatedText, edit: &Edit) {
        let are_all = |is: fn(&TokenFlags) -> bool| {
            let flags = |text: &AnnotatedText, tokens: &Range<u32>| {
                text.flags[tokens.start as usize..tokens.end as usize].iter().all(is)
            };
            flags(a, &edit.a) && flags(b, &edit.b)
        };
        if are_all(|flags| flags.is_story()) {
            self.edits += 1;
            if is_short(edit) {
                self.numbers.extend(conflict(a, b, edit, TokenFlags::NUMBER));
                self.names.extend(conflict(a, b, edit, TokenFlags::NAME));
            }
        } else if is_short(edit) && are_all(|flags| flags.intersects(TokenFlags::CAPTION)) {
            self.caption_numbers += u32::from(conflict(a, b, edit, TokenFlags::NUMBER).is_some());
        }
    }

    /// Returns the article with fewer words of running text, then the other; if they are equally
    /// long, the first comes first.
    pub fn by_len(&self) -> (&SideFacts, &SideFacts) {
        if self.a.story_words <= self.b.story_words { (&self.a, &self.b) } else { (&self.b, &self.a) }
    }

    /// Returns whether the shorter article certainly appeared before, or after, the longer one.
    pub fn shorter_came(&self, order: Order) -> bool {
        let first_is_shorter = self.a.story_words <= self.b.story_words;
        let expected =
            if first_is_shorter == (order == Order::Before) { Ordering::Less } else { Ordering::Greater };
        self.context.order == Some(expected)
    }
}

/// Words before and after a passage among which a word of speech introduces it.
const SPEECH_AROUND: u32 = 15;

/// Returns the share of the equal words in passages beside a word of speech in both texts.
fn spoken(a: &AnnotatedText, b: &AnnotatedText, passages: &[Passage]) -> f64 {
    let is_beside_speech = |text: &AnnotatedText, tokens: &Range<u32>| {
        let start = tokens.start.saturating_sub(SPEECH_AROUND) as usize;
        let end = (tokens.end + SPEECH_AROUND).min(text.len()) as usize;
        text.flags[start..end].iter().any(|flags| flags.intersects(TokenFlags::SPEECH))
    };
    let words = |passages: &mut dyn Iterator<Item = &Passage>| passages.map(|passage| passage.words).sum();
    let mut of_speech =
        passages.iter().filter(|passage| is_beside_speech(a, &passage.a) && is_beside_speech(b, &passage.b));
    share(words(&mut of_speech), words(&mut passages.iter()))
}

/// Tokens that are counted in one byte per lane; a processor adds sixteen or more bytes at once.
const COUNTED_IN_BYTES: usize = u8::MAX as usize;

/// Counts the equal tokens of two texts that have a property. One pass per property is several
/// times faster than one pass for all.
#[inline]
fn count((left, right): (&[TokenFlags], &[TokenFlags]), is: impl Fn(TokenFlags, TokenFlags) -> bool) -> u32 {
    let parts = left.chunks(COUNTED_IN_BYTES).zip(right.chunks(COUNTED_IN_BYTES));
    let in_part = |(left, right): (&[TokenFlags], &[TokenFlags])| {
        let are = left.iter().zip(right).map(|(left, right)| u8::from(is(*left, *right)));
        u32::from(are.sum::<u8>())
    };
    parts.map(in_part).sum()
}

/// The order of one article relative to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Before it.
    Before,
    /// After it.
    After,
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Page, passage};
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn tokens_are_counted_as_one_by_one(flags in prop::collection::vec((0u16..1024, 0u16..1024), 0..600)) {
            let of_bits = |(left, right): &(u16, u16)| {
                (TokenFlags::from_bits_retain(*left), TokenFlags::from_bits_retain(*right))
            };
            let (left, right): (Vec<TokenFlags>, Vec<TokenFlags>) = flags.iter().map(of_bits).unzip();
            let is = |left: TokenFlags, right: TokenFlags| (left | right).is_story() & left.intersects(TokenFlags::NUMBER);
            let mut plain = 0;
            for (left, right) in left.iter().zip(&right) {
                plain += u32::from(is(*left, *right));
            }
            prop_assert_eq!(count((&left, &right), is), plain);
        }
    }

    #[test]
    fn changed_numbers_and_names_are_counted_and_shown() {
        let a = Page::new("The storm of Monday killed 5 people in Ostvik and left 3 ships on the rocks.");
        let b = Page::new("The storm of Monday killed 50 people in Tolm and left 3 ships on the rocks.");
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
        let a = Page::new("One two three 5 four five six seven eight nine ten end of it.");
        let b = Page::new("One two three 60 alpha beta gamma delta epsilon zeta eta end of it.");
        let facts = a.facts(&b, &[passage(0..14, 0..14, &[(3..11, 3..11)])]);
        assert_eq!(facts.numbers.changed, 1);
        let facts = a.facts(&b, &[passage(0..14, 0..14, &[(2..11, 2..11)])]);
        assert_eq!((facts.numbers.changed, facts.edits), (0, 1));
    }

    #[test]
    fn a_short_gap_between_two_passages_is_an_edit() {
        let a = Page::new("One two three 5 four five six.");
        let b = Page::new("One two three 6 four five six.");
        let facts = a.facts(&b, &[passage(0..3, 0..3, &[]), passage(4..7, 4..7, &[])]);
        assert_eq!(facts.numbers.changed, 1);
        assert_eq!((facts.a.copied, facts.a.spanned), (6.0 / 7.0, 1.0));
    }

    #[test]
    fn boilerplate_is_counted_apart() {
        let text = "The quay of Ostvik was closed on Monday.\n\nSubscribe to our letter now";
        let (a, b) = (Page::with_boilerplate(text, &[1]), Page::new(text));
        let facts = a.facts(&b, &[passage(0..13, 0..13, &[])]);
        assert_eq!((facts.words, facts.words_outside), (13, 8));
        assert!((facts.boilerplate - 5.0 / 13.0).abs() < 1e-12);
    }
}
