//! Best earlier match of each copy of a story.

use super::appearance::Appearance;
use super::story_copy::{StoryCopy, order_of_appearance};

/// The best match of each text, collected from verified pairs in any order.
///
/// Copies of one text match each other completely, so only the first copy of a text is matched with
/// other texts; copies of which the order is open get its match. 24 bytes per article.
pub struct FirstMatches<'copies> {
    copies: &'copies [StoryCopy],
    /// The first dated copy of each text in each outlet, sorted by text, then by appearance.
    by_text: Vec<u32>,
    /// By text, its first index in `by_text`, with the length of `by_text` at the end.
    starts: Vec<u32>,
    /// By text, the match of its first copy.
    best: Vec<Option<Match>>,
}

#[derive(Clone, Copy, PartialEq)]
struct Match {
    jaccard: f64,
    source: u32,
}

impl<'copies> FirstMatches<'copies> {
    /// Sorts the copies of all stories by text. O(n log n).
    pub fn new(copies: &'copies [StoryCopy]) -> Self {
        let n_texts = copies.iter().map(|copy| copy.text + 1).max().unwrap_or(0);
        let appearance = |at: &u32| order_of_appearance(copies[*at as usize].appeared);
        let text = |at: &u32| copies[*at as usize].text;
        let outlet = |at: &u32| copies[*at as usize].outlet;
        let mut by_text: Vec<u32> = (0..copies.len() as u32)
            .filter(|at| outlet(at).is_some() && copies[*at as usize].appeared.is_some())
            .collect();
        by_text.sort_unstable_by_key(|at| (text(at), outlet(at), appearance(at), *at));
        by_text.dedup_by(|next, first| text(next) == text(first) && outlet(next) == outlet(first));
        by_text.sort_unstable_by_key(|at| (text(at), appearance(at), *at));
        let starts =
            (0..=n_texts).map(|number| by_text.partition_point(|at| text(at) < number) as u32).collect();
        FirstMatches { copies, by_text, starts, best: vec![None; n_texts as usize] }
    }

    /// Adds a verified pair of copies, given by their indices. O(log n).
    pub fn add_pair(&mut self, a: u32, b: u32, jaccard: f64) {
        let (one, other) = (self.copies[a as usize], self.copies[b as usize]);
        if one.story != other.story || one.text == other.text {
            return;
        }
        for (text, matched) in [(one.text, other.text), (other.text, one.text)] {
            let Some(first) = self.of_text(text).first().copied() else { continue };
            let Some(source) = self.nearest_before(first, matched) else { continue };
            let found = Match { jaccard, source };
            if self.best[text as usize].is_none_or(|best| self.is_better(found, best)) {
                self.best[text as usize] = Some(found);
            }
        }
    }

    /// Returns the match of a copy that is the first of its story in its outlet.
    pub(crate) fn source_of(&self, copy: u32) -> Option<u32> {
        let text = self.copies[copy as usize].text;
        self.nearest_before(copy, text).or_else(|| {
            let source = self.best[text as usize]?.source;
            self.is_source(source, copy).then_some(source)
        })
    }

    fn of_text(&self, text: u32) -> &[u32] {
        &self.by_text[self.starts[text as usize] as usize..self.starts[text as usize + 1] as usize]
    }

    /// Returns the last copy of the text in another outlet that certainly came before `copy`.
    fn nearest_before(&self, copy: u32, text: u32) -> Option<u32> {
        let earliest = self.copies[copy as usize].appeared?.earliest;
        let of_text = self.of_text(text);
        let n_before = of_text.partition_point(|at| {
            self.copies[*at as usize].appeared.is_some_and(|appeared| appeared.latest < earliest)
        });
        // Each outlet has one copy in the list, so at most one is skipped.
        of_text[..n_before].iter().rev().copied().find(|source| self.is_source(*source, copy))
    }

    fn is_source(&self, source: u32, copy: u32) -> bool {
        let (source, copy) = (self.copies[source as usize], self.copies[copy as usize]);
        let is_before = |(first, second): (Appearance, Appearance)| first.is_before(second);
        source.outlet != copy.outlet && source.appeared.zip(copy.appeared).is_some_and(is_before)
    }

    /// Returns whether a match has a higher Jaccard, then a later appearance, then a smaller index.
    fn is_better(&self, found: Match, best: Match) -> bool {
        let appearance = |at: u32| order_of_appearance(self.copies[at as usize].appeared);
        found
            .jaccard
            .total_cmp(&best.jaccard)
            .then_with(|| appearance(found.source).cmp(&appearance(best.source)))
            .then_with(|| best.source.cmp(&found.source))
            .is_gt()
    }
}
