//! How one text of a pair stands in the other.

use super::annotated_text::AnnotatedText;
use super::facts::share;
use std::ops::Range;
use wirecopy_article::text::Ending;
use wirecopy_reuse::align::{Edit, Passage};

/// A passage of fewer words of running text says nothing about how far a text was copied: it may be a phrase, or a line that many pages carry ...
const REACH_WORDS_MIN: u32 = 20;

/// ... unless it is this part of the largest one or more: short texts have short passages.
const REACH_PART: u32 = 2;

/// How one text of a pair stands in the other. Shares are of its running text: no boilerplate, captions, headlines, credits; of a text without any, of all its words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SideFacts {
    /// All its words.
    pub words: u32,
    /// Words of running text.
    pub story_words: u32,
    /// Bytes of running text, which say more than words where each character is one.
    pub story_bytes: u32,
    /// Share that stands in the other word for word.
    pub held: f64,
    /// Share that stands in passages, edits included.
    pub spanned: f64,
    /// The share that stands in the other word for word, of the first, second and last third.
    pub thirds: [f64; 3],
    /// Words of running text before the first passage.
    pub before: u32,
    /// Where the last passage ends.
    pub reach: f64,
    /// Share of what stands from the first passage to there, which stands in passages.
    pub dense: f64,
    /// How the paragraph of the last passage ends.
    pub ending: Ending,
    /// Whether it is a running report.
    pub is_live_blog: bool,
    /// Whether it has a note of correction that the other has not.
    pub corrects: bool,
}

/// Which of two texts is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    First,
    Second,
}

/// Where passages lie in two texts, seen from one of them.
#[derive(Clone, Copy)]
pub(super) struct Spans<'pair> {
    pub(super) which: Which,
    pub(super) passages: &'pair [Passage],
    /// Short gaps between them.
    pub(super) bridged: &'pair [Edit],
    /// Runs that stand in both texts: their places and tokens.
    pub(super) equal: &'pair [(u32, u32, u32)],
}

impl<'pair> Spans<'pair> {
    fn passages(self) -> impl Iterator<Item = &'pair Range<u32>> {
        self.passages.iter().map(move |passage| match self.which {
            Which::First => &passage.a,
            Which::Second => &passage.b,
        })
    }

    fn bridged(self) -> impl Iterator<Item = &'pair Range<u32>> {
        self.bridged.iter().map(move |gap| match self.which {
            Which::First => &gap.a,
            Which::Second => &gap.b,
        })
    }

    fn equal(self) -> impl Iterator<Item = Range<u32>> {
        self.equal.iter().map(move |(in_first, in_second, len)| {
            let at = if self.which == Which::First { in_first } else { in_second };
            *at..at + len
        })
    }
}

impl SideFacts {
    /// Linear in the spans.
    pub(super) fn of(reading: &AnnotatedText, spans: Spans<'_>) -> SideFacts {
        let (rank, story_words) = (&reading.rank, reading.story_words());
        let held = stretches(rank, spans.equal());
        let spanned = stretches(rank, spans.passages().chain(spans.bridged()).cloned());
        let of_story = |passage: &Range<u32>| rank[passage.end as usize] - rank[passage.start as usize];
        let largest = spans.passages().map(of_story).max().unwrap_or(0);
        let least = REACH_WORDS_MIN.min(largest / REACH_PART).max(1);
        let long = || spans.passages().filter(|passage| of_story(passage) >= least);
        let last = long().max_by_key(|passage| passage.end);
        let reach = last.map_or(0, |passage| rank[passage.end as usize]);
        let before = long().map(|passage| rank[passage.start as usize]).min().unwrap_or(story_words);
        SideFacts {
            words: reading.len(),
            story_words,
            story_bytes: reading.story_bytes,
            held: share(covered(&held, 0, story_words), story_words),
            spanned: share(covered(&spanned, 0, story_words), story_words),
            thirds: thirds(&held, story_words),
            before,
            reach: share(reach, story_words),
            dense: share(covered(&spanned, before, reach), reach.saturating_sub(before)),
            ending: last.map_or(Ending::Closed, |passage| ending_at(reading, passage.end)),
            is_live_blog: reading.is_live_blog,
            corrects: reading.correction.as_ref().is_some_and(|note| !is_held(spans, note)),
        }
    }
}

/// Ranges of tokens as sorted ranges of words of running text that do not overlap.
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

/// Words of the stretches from `start` to `end`.
fn covered(stretches: &[(u32, u32)], start: u32, end: u32) -> u32 {
    stretches.iter().map(|(from, to)| (*to).min(end).saturating_sub((*from).max(start))).sum()
}

fn thirds(held: &[(u32, u32)], words: u32) -> [f64; 3] {
    let border = |third: u32| (u64::from(words) * u64::from(third) / 3) as u32;
    [0, 1, 2].map(|third| {
        let (start, end) = (border(third), border(third + 1));
        share(covered(held, start, end), end - start)
    })
}

/// How the paragraph ends in which a passage does; of one that ends before the paragraph's last word, as the words left out end.
fn ending_at(reading: &AnnotatedText, end: u32) -> Ending {
    let paragraph = reading.paragraphs.partition_point(|paragraph| paragraph.tokens_end < end);
    reading.paragraphs.get(paragraph).map_or(Ending::Closed, |paragraph| paragraph.ending)
}

/// Whether most of some tokens stands in the other text.
fn is_held(spans: Spans<'_>, tokens: &Range<u32>) -> bool {
    let held: u32 =
        spans.equal().map(|run| run.end.min(tokens.end).saturating_sub(run.start.max(tokens.start))).sum();
    2 * held > tokens.len() as u32
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Page, passage};
    use super::*;

    #[test]
    fn shares_are_of_the_running_text() {
        let a = Page::read(
            "By Ada Holm, Staff Writer\n\nThe quay of Ostvik was closed on Monday. Nobody knew why it was.",
        );
        let words = a.reading.len();
        assert_eq!(words, 18);
        let b = Page::read("The quay of Ostvik was closed on Monday and");
        let facts = a.facts(&b, &[passage(5..13, 0..8, &[])]).a;
        assert_eq!((facts.words, facts.story_words), (18, 13));
        assert!((facts.held - 8.0 / 13.0).abs() < 1e-12);
        assert_eq!(facts.thirds, [1.0, 1.0, 0.0]);
        assert_eq!((facts.reach, facts.before, facts.dense), (8.0 / 13.0, 0, 1.0));
    }

    #[test]
    fn the_reach_of_a_cut_text_and_how_it_ends() {
        let story = "The quay of Ostvik was closed on Monday and nobody in the town knew why it was. \
                     Ships waited outside for the whole of the night and went home.";
        let cut = "The quay of Ostvik was closed on Monday and nobody in the town knew why";
        let (whole, part) = (Page::read(story), Page::read(cut));
        let facts = whole.facts(&part, &[passage(0..15, 0..15, &[])]);
        assert_eq!((facts.b.held, facts.b.reach, facts.b.dense), (1.0, 1.0, 1.0));
        assert_eq!((facts.a.ending, facts.b.ending), (Ending::Closed, Ending::Open));
        assert!((facts.a.reach - 15.0 / 29.0).abs() < 1e-12);
        assert_eq!((facts.a.dense, facts.a.before), (1.0, 0));
    }

    #[test]
    fn a_line_that_many_pages_carry_reaches_nowhere() {
        let story =
            "The quay of Ostvik was closed on Monday and nobody in the town knew why it was so. ".repeat(3);
        let line = "Republished from the Beacon of Karsholm with the kind permission of its editor.";
        let (whole, cut) =
            (Page::read(&format!("{story}{story}{line}")), Page::read(&format!("{story}{line}")));
        let facts = whole.facts(&cut, &[passage(0..54, 0..54, &[]), passage(108..121, 54..67, &[])]);
        assert!((facts.a.reach - 54.0 / 121.0).abs() < 1e-12);
    }

    #[test]
    fn a_note_that_both_have_corrects_nothing() {
        let text =
            "(Corrects the number of ships in paragraph 2)\n\nThe quay of Ostvik was closed on Monday.";
        let (with, same) = (Page::read(text), Page::read(text));
        assert!(!with.facts(&same, &[passage(0..16, 0..16, &[])]).a.corrects);
        let without = Page::read("The quay of Ostvik was closed on Monday.");
        assert!(with.facts(&without, &[passage(8..16, 0..8, &[])]).a.corrects);
    }
}
