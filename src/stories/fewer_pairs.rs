//! Fewer pairs if all of them would be too many rows: those of members with the representatives of
//! their clusters, and one bridge between two clusters.

use crate::corpus::budget::Budget;
use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::numbers::TextId;
use crate::pairs::findings::{ArticleFindings, VerifiedPair};
use crate::paragraphs::repeated::Paragraphs;
use crate::stories::clusters::with_clusters;
use std::cmp::Reverse;
use typed_index_collections::TiVec;

/// Leaves out pairs if there are more than `pairs_max` per article on average. Pairs that are
/// cut are counted; the clusters that follow from the others are the same except for ties.
///
/// Below the limit nothing changes. O(pairs × log pairs).
pub(crate) fn within_limit(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    mut found: ArticleFindings,
    pairs_max: u32,
    budget: &Budget,
) -> Result<ArticleFindings> {
    let rows_max = pairs_max as usize * corpus.n_articles() as usize;
    if found.weak.len() > rows_max {
        // They are not rows; the strongest show where a text comes from.
        found.weak.sort_by_key(|pair| (Reverse(pair.outside.shared), pair.a, pair.b));
        found.weak_left_out = (found.weak.len() - rows_max) as u64;
        found.weak.truncate(rows_max);
        found.weak.sort_unstable_by_key(|pair| (pair.a, pair.b));
    }
    if found.pairs.len() <= rows_max {
        return Ok(found);
    }
    found = with_clusters(corpus, paragraphs, found, budget)?;
    let mut representatives: TiVec<TextId, TextId> = (0..corpus.n_texts()).map(TextId::from).collect();
    for star in found.clusters.take().iter().flat_map(|clusters| clusters.stars.iter()) {
        for member in star.members {
            representatives[*member] = star.representative;
        }
    }
    found.further.clear();
    let before = found.pairs.len();
    found.pairs = kept(std::mem::take(&mut found.pairs), &representatives, rows_max);
    found.pairs_left_out = (before - found.pairs.len()) as u64;
    Ok(found)
}

/// Pairs of a member with its representative, and the closest pair between two clusters as long as
/// there is room, sorted.
fn kept(
    pairs: Vec<VerifiedPair>,
    representatives: &TiVec<TextId, TextId>,
    rows_max: usize,
) -> Vec<VerifiedPair> {
    let clusters = |pair: &VerifiedPair| {
        let (one, other) = (representatives[pair.a], representatives[pair.b]);
        (one.min(other), one.max(other))
    };
    let (within, mut bridges): (Vec<VerifiedPair>, Vec<VerifiedPair>) =
        pairs.into_iter().partition(|pair| clusters(pair).0 == clusters(pair).1);
    let is_of_representative = |pair: &VerifiedPair| [pair.a, pair.b].contains(&clusters(pair).0);
    let mut kept: Vec<VerifiedPair> = within.into_iter().filter(is_of_representative).collect();
    // Shares of equal sets are equal numbers, so that the order does not depend on rounding.
    let closeness = |pair: &VerifiedPair| Reverse((pair.whole.jaccard().to_bits(), pair.whole.shared));
    bridges.sort_by_key(|pair| (clusters(pair), closeness(pair), pair.a, pair.b));
    bridges.dedup_by_key(|pair| clusters(pair));
    bridges.sort_by_key(|pair| (closeness(pair), pair.a, pair.b));
    bridges.truncate(rows_max.saturating_sub(kept.len()));
    kept.append(&mut bridges);
    kept.sort_unstable_by_key(|pair| (pair.a, pair.b));
    kept
}
