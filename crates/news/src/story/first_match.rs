//! For each carrier of a story the earlier one whose text it matches best.

use super::appearance::Appearance;
use super::network::{StoryCopy, order_of_appearance};

/// Gathers verified pairs, in any order, and keeps one match a text.
///
/// Carriers of one text match each other wholly. A text is matched with another through its first carrier; its later ones have an earlier
/// copy, and where the order among copies is open they follow the first. 24 bytes an article.
pub struct FirstMatches<'carriers> {
    carriers: &'carriers [StoryCopy],
    /// For each text the first dated carrier of each of its outlets, by appearance.
    by_text: Vec<u32>,
    /// Text → its first place above; one more at the end.
    starts: Vec<u32>,
    /// Text → the match of its first carrier.
    best: Vec<Option<Match>>,
}

#[derive(Clone, Copy, PartialEq)]
struct Match {
    jaccard: f64,
    source: u32,
}

impl<'carriers> FirstMatches<'carriers> {
    /// Sorts the carriers by text. O(n log n).
    pub fn new(carriers: &'carriers [StoryCopy]) -> Self {
        let n_texts = carriers.iter().map(|carrier| carrier.text + 1).max().unwrap_or(0);
        let appearance = |at: &u32| order_of_appearance(carriers[*at as usize].appeared);
        let text = |at: &u32| carriers[*at as usize].text;
        let outlet = |at: &u32| carriers[*at as usize].outlet;
        let mut by_text: Vec<u32> = (0..carriers.len() as u32)
            .filter(|at| outlet(at).is_some() && carriers[*at as usize].appeared.is_some())
            .collect();
        by_text.sort_unstable_by_key(|at| (text(at), outlet(at), appearance(at), *at));
        by_text.dedup_by(|next, first| text(next) == text(first) && outlet(next) == outlet(first));
        by_text.sort_unstable_by_key(|at| (text(at), appearance(at), *at));
        let starts =
            (0..=n_texts).map(|number| by_text.partition_point(|at| text(at) < number) as u32).collect();
        FirstMatches { carriers, by_text, starts, best: vec![None; n_texts as usize] }
    }

    /// Hears of a pair of carriers, by their places. O(log n).
    pub fn hear(&mut self, a: u32, b: u32, jaccard: f64) {
        let (one, other) = (self.carriers[a as usize], self.carriers[b as usize]);
        if one.story != other.story || one.text == other.text {
            return;
        }
        for (text, matched) in [(one.text, other.text), (other.text, one.text)] {
            let Some(first) = self.of_text(text).first().copied() else { continue };
            let Some(source) = self.nearest_before(first, matched) else { continue };
            let heard = Match { jaccard, source };
            if self.best[text as usize].is_none_or(|best| self.is_better(heard, best)) {
                self.best[text as usize] = Some(heard);
            }
        }
    }

    /// The match of a carrier that is its outlet's first in the story.
    pub(super) fn source_of(&self, carrier: u32) -> Option<u32> {
        let text = self.carriers[carrier as usize].text;
        self.nearest_before(carrier, text).or_else(|| {
            let source = self.best[text as usize]?.source;
            self.is_source(source, carrier).then_some(source)
        })
    }

    fn of_text(&self, text: u32) -> &[u32] {
        &self.by_text[self.starts[text as usize] as usize..self.starts[text as usize + 1] as usize]
    }

    /// The last carrier of the text that came before `carrier` for certain, in another outlet.
    fn nearest_before(&self, carrier: u32, text: u32) -> Option<u32> {
        let earliest = self.carriers[carrier as usize].appeared?.earliest;
        let of_text = self.of_text(text);
        let n_before = of_text.partition_point(|at| {
            self.carriers[*at as usize].appeared.is_some_and(|appeared| appeared.latest < earliest)
        });
        // Each outlet stands once, so that at most one step is wasted.
        of_text[..n_before].iter().rev().copied().find(|source| self.is_source(*source, carrier))
    }

    fn is_source(&self, source: u32, carrier: u32) -> bool {
        let (source, carrier) = (self.carriers[source as usize], self.carriers[carrier as usize]);
        let is_before = |(first, second): (Appearance, Appearance)| first.is_before(second);
        source.outlet != carrier.outlet && source.appeared.zip(carrier.appeared).is_some_and(is_before)
    }

    /// A higher Jaccard, then a later appearance, then the smaller number.
    fn is_better(&self, heard: Match, best: Match) -> bool {
        let appearance = |at: u32| order_of_appearance(self.carriers[at as usize].appeared);
        heard
            .jaccard
            .total_cmp(&best.jaccard)
            .then_with(|| appearance(heard.source).cmp(&appearance(best.source)))
            .then_with(|| best.source.cmp(&heard.source))
            .is_gt()
    }
}
