//! The alignment of two texts, from matches to passages.

use super::exact_match::{ExactMatch, flipped};
use super::matches::{MatchSet, matches};
use super::ngrams::NgramIndex;
use super::passage::{Passage, identical};
use super::shared_runs::SharedRuns;
use super::{clusters, edits};

/// Returns the passages of two texts, given as token hashes ([`crate::shingle::token_hash`]),
/// ordered by their range in the first. No token of either text is in two passages.
///
/// A passage is *moved* if it is out of the order of the others; see
/// [`are_moved`](super::are_moved). Linear in practice.
///
/// # Panics
/// If a text has more than 2²⁹ tokens.
///
/// ```
/// use wirecopy_reuse::align::align;
/// use wirecopy_reuse::shingle::token_hash;
///
/// let tokens = |text: &str| -> Vec<u64> {
///     text.split(' ').map(|word| token_hash(word.as_bytes())).collect()
/// };
/// let a = tokens("the board of tolm will close the quay for eleven days in march to mend it");
/// let b = tokens("today the board of tolm will close the quay for ten days in march to mend it");
/// let passages = align(&a, &b);
/// assert_eq!((passages.len(), passages[0].words), (1, 15));
/// assert_eq!((passages[0].a.clone(), passages[0].b.clone()), (0..16, 1..17));
/// assert_eq!((passages[0].edits[0].a.clone(), passages[0].edits[0].b.clone()), (9..10, 10..11));
/// ```
pub fn align(a: &[u64], b: &[u64]) -> Vec<Passage> {
    align_indexed(&NgramIndex::new(a.to_vec()), &NgramIndex::new(b.to_vec()))
}

/// Returns what [`align`] returns, for texts that were indexed before: a text that is in many pairs
/// is indexed once.
pub fn align_indexed(a: &NgramIndex, b: &NgramIndex) -> Vec<Passage> {
    align_shared(a, b, &SharedRuns::between(a, b))
}

/// Returns what [`align`] returns, and the tokens of the longest run that both texts have, which
/// may be longer than the longest in a passage if a text repeats itself.
pub fn align_with_longest(a: &NgramIndex, b: &NgramIndex) -> (Vec<Passage>, u32) {
    let shared = SharedRuns::between(a, b);
    (align_shared(a, b, &shared), shared.longest_run(a, b))
}

/// Returns what [`align`] returns, given the shared runs of both texts.
pub fn align_shared(a: &NgramIndex, b: &NgramIndex, shared: &SharedRuns) -> Vec<Passage> {
    if are_equal(a, b) {
        return vec![identical(a.len() as u32)];
    }
    passages(a, b, &matches(a, b, shared).matches).0
}

/// Returns the passages of the first text in the second, and of the second in the first.
///
/// They differ where words could belong to more than one passage or edit: the order of the first
/// text decides. Shared runs, which cost the most, are found once.
pub fn align_both_ways(a: &NgramIndex, b: &NgramIndex, shared: &SharedRuns) -> (Vec<Passage>, Vec<Passage>) {
    if are_equal(a, b) {
        let whole = vec![identical(a.len() as u32)];
        return (whole.clone(), whole);
    }
    let MatchSet { matches, is_symmetric } = matches(a, b, shared);
    let are_in_order = matches.windows(2).all(|two| two[0].a_end() <= two[1].a && two[0].b_end() <= two[1].b);
    let (found, is_ambiguous) = passages(a, b, &matches);
    let reverse = match is_symmetric {
        true if are_in_order && !is_ambiguous => found.iter().map(Passage::flipped).collect(),
        true => passages(b, a, &flipped(&matches)).0,
        false => align_indexed(b, a),
    };
    (found, reverse)
}

fn are_equal(a: &NgramIndex, b: &NgramIndex) -> bool {
    !a.is_empty() && a.tokens == b.tokens
}

/// The passages that matches make, and whether words of a gap could belong to more than one edit.
fn passages(a: &NgramIndex, b: &NgramIndex, matches: &[ExactMatch]) -> (Vec<Passage>, bool) {
    let mut is_ambiguous = false;
    let mut found = Vec::new();
    for cluster in clusters::clusters(matches) {
        let (passage, has_ambiguous_gap) = edits::passage(&a.tokens, &b.tokens, &cluster);
        is_ambiguous |= has_ambiguous_gap;
        found.extend(Some(passage).filter(|passage| passage.words >= clusters::WORDS_MIN));
    }
    (found, is_ambiguous)
}
