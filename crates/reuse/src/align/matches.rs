//! Matches of two texts: long ones wherever they occur, short ones where they are rare.

use super::exact_match::{ExactMatch, grow, ranges};
use super::long_matches::{long_matches, undominated};
use super::ngrams::NgramIndex;
use super::shared_runs::SharedRuns;
use super::short_matches::{FreeTokens, short_seeds};

/// Matches of two texts.
pub(super) struct MatchSet {
    /// Sorted.
    pub(super) matches: Vec<ExactMatch>,
    /// True if the texts have the same matches with their sides exchanged: where long matches
    /// overlap, the order of the first text decides which are kept.
    pub(super) is_symmetric: bool,
}

/// All matches. Long ones may overlap if a text repeats itself; short ones occur only where no
/// long one does.
pub(super) fn matches(a: &NgramIndex, b: &NgramIndex, shared: &SharedRuns) -> MatchSet {
    let mut found = long_matches(a, b, shared);
    let (mut in_a, mut in_b) = (ranges(&found, |run| run.a), ranges(&found, |run| run.b));
    let is_symmetric = !overlap(&in_a) && !overlap(&in_b);
    if !is_symmetric {
        found = undominated(found, a.len(), b.len());
        (in_a, in_b) = (ranges(&found, |run| run.a), ranges(&found, |run| run.b));
    }
    if let Some(free) = FreeTokens::between(a.len(), &in_a, b.len(), &in_b) {
        let is_equal = |at_a: u32, at_b: u32| {
            a.tokens[at_a as usize] == b.tokens[at_b as usize] && free.contains(at_a, at_b, 1)
        };
        grow((a, b), short_seeds(a, b, &free), is_equal, 1, &mut found);
    }
    found.sort_unstable();
    MatchSet { matches: found, is_symmetric }
}

/// Returns whether any two of the sorted ranges have a token in common.
fn overlap(ranges: &[(u32, u32)]) -> bool {
    ranges.windows(2).any(|two| two[1].0 < two[0].1)
}
