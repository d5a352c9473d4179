//! Aligned passages of two texts.
//!
//! *Takes* the tokens of two texts. *Gives* their common passages, in order, as ranges of tokens, with the edits inside. *Costs* linear
//! time in practice: 170,000 tokens a side take 20 to 130 ms, edited, moved, periodic or of one word. *Never* cuts a token, and never gives one to two passages. *Source*: seed and extend after Altschul et al. 1990; the merging of neighbouring seeds
//! follows Potthast et al. 2013, "Overview of the 5th International Competition on Plagiarism Detection", section 4.
//!
//! # How does it work?
//! Runs of five tokens are looked up wherever they stand, single and double ones only where they are rare and no long run stands; all grow to maximal matches
//! (`matches`). Matches that lie together in both texts are linked, the smallest gaps first, as far as both sides of a gap have words enough
//! for it (`clusters`): so a lightly edited sentence holds together by its rare words, and a chance word beside a passage does not lengthen it.
//! Inside a passage the heaviest chain of matches in one order is kept, small gaps are filled by their longest common subsequence, and what is left are its
//! edits (`inside`).
//!
//! # Does it find every common run?
//! Every one of twelve words, but where a text repeats itself: a run that stands at more than sixteen pairs of places is tried at as many as it has
//! places, and a token that two passages could have goes to the heavier.

mod clusters;
mod shared_runs;
mod ngram_index;
mod inside;
mod matches;
mod moved;
mod places;

#[cfg(test)]
mod tests;

pub use moved::are_moved;
pub use ngram_index::NgramIndex;
pub use shared_runs::SharedRuns;

use matches::{Match, Matches};
use std::ops::Range;

/// A stretch of one text and the stretch of another that it corresponds to, as places in their tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// In the first text.
    pub a: Range<u32>,
    /// In the second text.
    pub b: Range<u32>,
    /// Tokens that both have in common and in the same order.
    pub words: u32,
    /// The longest run of equal tokens in it.
    pub longest: u32,
    /// How the two stretches differ.
    pub kind: PassageKind,
    /// Where they differ, in order; empty for an identical passage.
    pub edits: Vec<Edit>,
}

/// How the two stretches of a passage differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// Not at all.
    Identical,
    /// In some words.
    Edited,
}

/// One difference inside a passage. One of both ranges is empty for words inserted or deleted, none for words substituted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Tokens that only the first text has here.
    pub a: Range<u32>,
    /// Tokens that only the second text has here.
    pub b: Range<u32>,
}

impl Passage {
    /// The same with the texts the other way round.
    fn turned(&self) -> Passage {
        let edits = self.edits.iter().map(|edit| Edit { a: edit.b.clone(), b: edit.a.clone() });
        Passage { a: self.b.clone(), b: self.a.clone(), edits: edits.collect(), ..*self }
    }
}

/// Words of the longest run of equal tokens in some passages.
pub fn longest(passages: &[Passage]) -> u32 {
    passages.iter().map(|passage| passage.longest).max().unwrap_or(0)
}

/// The passages of two texts, ordered by their place in the first, with no token of the first or of the second in two passages. A passage is *moved* where it
/// stands before, in the second text, what comes before it in the first; see [`are_moved`].
///
/// Takes hashes of the tokens (`shingle::token_hash`), equal for equal folded tokens.
pub fn align(a: &[u64], b: &[u64]) -> Vec<Passage> {
    align_indexed(&NgramIndex::new(a.to_vec()), &NgramIndex::new(b.to_vec()))
}

/// The same for texts that were made ready before, each for all of its pairs.
pub fn align_indexed(a: &NgramIndex, b: &NgramIndex) -> Vec<Passage> {
    align_shared(a, b, &SharedRuns::between(a, b))
}

/// The same for texts of which it was found before what they have in common.
pub fn align_shared(a: &NgramIndex, b: &NgramIndex, shared: &SharedRuns) -> Vec<Passage> {
    if are_equal(a, b) {
        return vec![identical(a.len() as u32)];
    }
    passages(a, b, &matches::matches(a, b, shared).runs).0
}

/// The passages of the first text in the second and of the second in the first. They differ where words could be given to more than one passage or edit: the order of
/// the first text decides. Runs, which cost the most, are looked for once.
pub fn align_both_ways(a: &NgramIndex, b: &NgramIndex, shared: &SharedRuns) -> (Vec<Passage>, Vec<Passage>) {
    if are_equal(a, b) {
        let whole = vec![identical(a.len() as u32)];
        return (whole.clone(), whole);
    }
    let Matches { runs, is_symmetric } = matches::matches(a, b, shared);
    let are_in_order = runs.windows(2).all(|two| two[0].a_end() <= two[1].a && two[0].b_end() <= two[1].b);
    let (found, has_choice) = passages(a, b, &runs);
    let turned = match is_symmetric {
        true if are_in_order && !has_choice => found.iter().map(Passage::turned).collect(),
        true => passages(b, a, &matches::turned(&runs)).0,
        false => align_indexed(b, a),
    };
    (found, turned)
}

fn are_equal(a: &NgramIndex, b: &NgramIndex) -> bool {
    !a.is_empty() && a.tokens == b.tokens
}

/// The passages that runs make, and whether words of a gap could be given to more than one edit.
fn passages(a: &NgramIndex, b: &NgramIndex, runs: &[Match]) -> (Vec<Passage>, bool) {
    let mut has_choice = false;
    let mut found = Vec::new();
    for cluster in clusters::clusters(runs) {
        let (passage, has_own_choice) = inside::passage(&a.tokens, &b.tokens, &cluster);
        has_choice |= has_own_choice;
        found.extend(Some(passage).filter(|passage| passage.words >= clusters::WORDS_MIN));
    }
    (found, has_choice)
}

/// The one passage of two texts of the same tokens.
pub fn identical(words: u32) -> Passage {
    let whole = 0..words;
    Passage {
        a: whole.clone(),
        b: whole,
        words,
        longest: words,
        kind: PassageKind::Identical,
        edits: Vec::new(),
    }
}
