//! Facts of one text of a pair: how much of it the other contains, and where.

use super::edits::share;
use super::text::AnnotatedText;
use crate::kind::PageKind;
use std::ops::Range;
use wirecopy_article::text::Ending;
use wirecopy_reuse::align::{Edit, Passage};

/// Fewest words of running text in a passage that shows how far a text was copied; a shorter one
/// may be a phrase or a line of many pages ...
const REACH_WORDS_MIN: u32 = 20;

/// ... unless it has at least this fraction (one in this number) of the words of the largest
/// passage, because short texts have short passages.
const REACH_PART: u32 = 2;

/// Facts of one text of a pair.
///
/// Shares are from 0 to 1, of its running text without boilerplate, captions, headlines and
/// credits. If it has no running text, they are shares of all its words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SideFacts {
    /// Number of its words.
    pub words: u32,
    /// Number of words of running text.
    pub story_words: u32,
    /// Bytes of running text, which measure its length better than words in scripts in which each
    /// character is a word.
    pub story_bytes: u32,
    /// Share that the other text contains word for word.
    pub copied: f64,
    /// Share that is in passages, edits included.
    pub spanned: f64,
    /// Shares of the first, second and last third that the other text contains word for word.
    pub thirds: [f64; 3],
    /// Number of words of running text before the first passage.
    pub before: u32,
    /// End of the last passage, as a share of the text.
    pub reach: f64,
    /// Share that is in passages, of the text between the start of the first passage and the end of
    /// the last one.
    pub dense: f64,
    /// The ending of the paragraph in which the last passage ends.
    pub ending: Ending,
    /// True if it is a live blog.
    pub is_live_blog: bool,
    /// True if it is a page that says that it has no text.
    pub is_error_page: bool,
    /// True if it is a table or schedule.
    pub is_table: bool,
    /// True if it contains a note of correction that the other does not contain.
    pub corrects: bool,
}

/// One of two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    First,
    Second,
}

/// Tokens that two texts share, with their positions in one of them.
#[derive(Clone, Copy)]
pub(super) struct SharedTokens<'pair> {
    pub(super) which: Which,
    pub(super) passages: &'pair [Passage],
    /// Short gaps between the passages.
    pub(super) gaps: &'pair [Edit],
    /// Runs of equal tokens: their starts in both texts and their lengths.
    pub(super) equal: &'pair [(u32, u32, u32)],
}

impl<'pair> SharedTokens<'pair> {
    fn passages(self) -> impl Iterator<Item = &'pair Range<u32>> {
        self.passages.iter().map(move |passage| match self.which {
            Which::First => &passage.a,
            Which::Second => &passage.b,
        })
    }

    fn gaps(self) -> impl Iterator<Item = &'pair Range<u32>> {
        self.gaps.iter().map(move |gap| match self.which {
            Which::First => &gap.a,
            Which::Second => &gap.b,
        })
    }

    fn equal(self) -> impl Iterator<Item = Range<u32>> {
        self.equal.iter().map(move |(in_first, in_second, len)| {
            let start = if self.which == Which::First { in_first } else { in_second };
            *start..start + len
        })
    }
}

impl SideFacts {
    /// Counts the facts of `text`. O(n log n) in the passages.
    pub(super) fn of(text: &AnnotatedText, shared: SharedTokens<'_>) -> SideFacts {
        let (rank, story_words) = (&text.rank, text.story_words());
        let copied = stretches(rank, shared.equal());
        let spanned = stretches(rank, shared.passages().chain(shared.gaps()).cloned());
        let of_story = |passage: &Range<u32>| rank[passage.end as usize] - rank[passage.start as usize];
        let largest = shared.passages().map(of_story).max().unwrap_or(0);
        let least = REACH_WORDS_MIN.min(largest / REACH_PART).max(1);
        let long = || shared.passages().filter(|passage| of_story(passage) >= least);
        let last = long().max_by_key(|passage| passage.end);
        let reach = last.map_or(0, |passage| rank[passage.end as usize]);
        let before = long().map(|passage| rank[passage.start as usize]).min().unwrap_or(story_words);
        SideFacts {
            words: text.len(),
            story_words,
            story_bytes: text.story_bytes,
            copied: share(covered(&copied, 0, story_words), story_words),
            spanned: share(covered(&spanned, 0, story_words), story_words),
            thirds: thirds(&copied, story_words),
            before,
            reach: share(reach, story_words),
            dense: share(covered(&spanned, before, reach), reach.saturating_sub(before)),
            ending: last.map_or(Ending::Closed, |passage| ending_at(text, passage.end)),
            is_live_blog: text.is_live_blog,
            is_error_page: text.is_error_page(),
            is_table: text.kind == PageKind::TableOrSchedule,
            corrects: text.correction.as_ref().is_some_and(|note| !is_mostly_equal(shared, note)),
        }
    }
}

/// Converts ranges of tokens to sorted, disjoint ranges of words of running text.
fn stretches(rank: &[u32], ranges: impl Iterator<Item = Range<u32>>) -> Vec<(u32, u32)> {
    let mut ranked: Vec<(u32, u32)> = ranges
        .map(|range| (rank[range.start as usize], rank[range.end as usize]))
        .filter(|(start, end)| start < end)
        .collect();
    ranked.sort_unstable();
    ranked.dedup_by(|next, last| {
        let is_joined = next.0 <= last.1;
        if is_joined {
            last.1 = last.1.max(next.1);
        }
        is_joined
    });
    ranked
}

/// Returns the number of words of the stretches between `start` and `end`.
fn covered(stretches: &[(u32, u32)], start: u32, end: u32) -> u32 {
    stretches.iter().map(|(from, to)| (*to).min(end).saturating_sub((*from).max(start))).sum()
}

fn thirds(copied: &[(u32, u32)], words: u32) -> [f64; 3] {
    let border = |third: u32| (u64::from(words) * u64::from(third) / 3) as u32;
    [0, 1, 2].map(|third| {
        let (start, end) = (border(third), border(third + 1));
        share(covered(copied, start, end), end - start)
    })
}

/// Returns the ending of the paragraph with the last token before `end`.
fn ending_at(text: &AnnotatedText, end: u32) -> Ending {
    let paragraph = text.paragraphs.partition_point(|paragraph| paragraph.tokens_end < end);
    text.paragraphs.get(paragraph).map_or(Ending::Closed, |paragraph| paragraph.ending)
}

/// Returns whether the other text contains most of some tokens.
fn is_mostly_equal(shared: SharedTokens<'_>, tokens: &Range<u32>) -> bool {
    let equal: u32 =
        shared.equal().map(|run| run.end.min(tokens.end).saturating_sub(run.start.max(tokens.start))).sum();
    2 * equal > tokens.len() as u32
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Page, passage};
    use super::*;

    #[test]
    fn shares_are_of_the_running_text() {
        let a = Page::new(
            "By Ada Holm, Staff Writer\n\nThe quay of Ostvik was closed on Monday. Nobody knew why it was.",
        );
        let words = a.text.len();
        assert_eq!(words, 18);
        let b = Page::new("The quay of Ostvik was closed on Monday and");
        let facts = a.facts(&b, &[passage(5..13, 0..8, &[])]).a;
        assert_eq!((facts.words, facts.story_words), (18, 13));
        assert!((facts.copied - 8.0 / 13.0).abs() < 1e-12);
        assert_eq!(facts.thirds, [1.0, 1.0, 0.0]);
        assert_eq!((facts.reach, facts.before, facts.dense), (8.0 / 13.0, 0, 1.0));
    }

    #[test]
    fn the_reach_of_a_cut_text_and_how_it_ends() {
        let story = "The quay of Ostvik was closed on Monday and nobody in the town knew why it was. \
                     Ships waited outside for the whole of the night and went home.";
        let cut = "The quay of Ostvik was closed on Monday and nobody in the town knew why";
        let (whole, part) = (Page::new(story), Page::new(cut));
        let facts = whole.facts(&part, &[passage(0..15, 0..15, &[])]);
        assert_eq!((facts.b.copied, facts.b.reach, facts.b.dense), (1.0, 1.0, 1.0));
        assert_eq!((facts.a.ending, facts.b.ending), (Ending::Closed, Ending::Open));
        assert!((facts.a.reach - 15.0 / 29.0).abs() < 1e-12);
        assert_eq!((facts.a.dense, facts.a.before), (1.0, 0));
    }

    #[test]
    fn a_line_of_many_pages_does_not_extend_the_reach() {
        let story =
            "The quay of Ostvik was closed on Monday and nobody in the town knew why it was so. ".repeat(3);
        let line = "Republished from the Beacon of Karsholm with the kind permission of its editor.";
        let (whole, cut) =
            (Page::new(&format!("{story}{story}{line}")), Page::new(&format!("{story}{line}")));
        let facts = whole.facts(&cut, &[passage(0..54, 0..54, &[]), passage(108..121, 54..67, &[])]);
        assert!((facts.a.reach - 54.0 / 121.0).abs() < 1e-12);
    }

    #[test]
    fn a_note_that_both_texts_have_corrects_nothing() {
        let text =
            "(Corrects the number of ships in paragraph 2)\n\nThe quay of Ostvik was closed on Monday.";
        let (with, same) = (Page::new(text), Page::new(text));
        assert!(!with.facts(&same, &[passage(0..16, 0..16, &[])]).a.corrects);
        let without = Page::new("The quay of Ostvik was closed on Monday.");
        assert!(with.facts(&without, &[passage(8..16, 0..8, &[])]).a.corrects);
    }
}
