//! Reported pairs against true ones.
//!
//! *Takes* the rows of a scan, a truth file, and the groups of copies of the scan. *Gives*
//! precision, recall and bins by similarity. *Costs* O(rows + true pairs). *Never* lists the pairs
//! of a story. *Source*: our own; intervals by Wilson 1927.

mod bins;
mod stories;

use super::grouping::Grouping;
use super::share::{Share, f1};
use super::{PairScores, Reported, ReportedPair, TruePair, Truth, Unknown};
use bins::{Degree, PairBins};
use std::collections::{HashMap, HashSet};
use stories::StoryMembers;
use wirecopy_news::relation::is_reported_with;
use wirecopy_reuse::overlap::Overlap;

/// Scores reported rows, and true pairs with exact groups expanded.
///
/// Precision is that of the program's promise: the share of rows whose score, recomputed from the
/// sizes that the row implies, meets the rule for reporting. Rows that the truth file does not list
/// are counted separately (`unlisted`, `refuted`). O(rows + true pairs).
pub(super) fn score(
    reported: &Reported,
    truth: &Truth,
    grouping: &Grouping<'_>,
) -> Result<PairScores, Unknown> {
    let rows = reported.pairs.as_ref().ok_or("the scan wrote no pairs")?;
    if reported.pairs_are_given {
        return Err("the pairs were given and not found");
    }
    let stories = StoryMembers::of(truth, grouping);
    if truth.pairs.is_empty() && truth.not_pairs.is_empty() && stories.is_empty() {
        return Err("the truth file names no pairs");
    }
    let mut bins = PairBins::default();
    let (recall, listed_joined, true_pairs_absent) = count_true_pairs(truth, grouping, &mut bins);
    let precision = precision(rows);
    let known = Known::of(truth, &stories);
    let (mut unlisted, mut refuted, mut score_difference_max) = (0, 0, None::<f64>);
    for row in rows {
        let listed = known.pairs.get(&in_order(&row.a, &row.b));
        if let Some(listed) = listed.and_then(|pair| pair.jaccard) {
            let difference = (listed - row.jaccard).abs();
            score_difference_max = Some(score_difference_max.map_or(difference, |max| max.max(difference)));
        }
        let is_confirmed = known.confirms(row, listed.is_some());
        unlisted += u64::from(is_confirmed == Some(false));
        refuted += u64::from(known.not_pairs.contains(&in_order(&row.a, &row.b)));
        bins.count_reported(degree_of_row(row, listed.copied()), is_confirmed);
    }
    let joined = if stories.is_empty() { listed_joined } else { stories.joined(grouping) };
    Ok(PairScores {
        precision: precision.value(),
        precision_interval: precision.interval(),
        reported: precision.of,
        recall: recall.value(),
        recall_interval: recall.interval(),
        true_pairs: recall.of,
        joined: joined.value(),
        joined_interval: joined.interval(),
        joined_pairs: joined.of,
        f1: precision.value().zip(recall.value()).map(|(precision, recall)| f1(precision, recall)),
        true_pairs_absent,
        unlisted: known.is_complete.then_some(unlisted),
        refuted,
        score_difference_max,
        bins: bins.into_bins(),
    })
}

fn precision(rows: &[ReportedPair]) -> Share {
    let hits = rows.iter().filter(|row| meets_the_rule(row)).count() as u64;
    Share { hits, of: rows.len() as u64 }
}

/// Recall of the true pairs that should be reported, the joined share of them, and the number of
/// those with an article that is not in the scan.
fn count_true_pairs(truth: &Truth, grouping: &Grouping<'_>, bins: &mut PairBins) -> (Share, Share, u64) {
    let (mut recall, mut joined, mut absent) = (Share::default(), Share::default(), 0);
    for pair in truth.pairs.iter().filter(|pair| pair.expected) {
        let Some((a, b)) = grouping.number(&pair.a).zip(grouping.number(&pair.b)) else {
            absent += 1;
            continue;
        };
        let is_found = grouping.between(a, b).is_found();
        // Every row joins its two articles, also one that joins no cluster.
        let is_joined = is_found || grouping.component(a) == grouping.component(b);
        recall.count(is_found);
        joined.count(is_joined);
        bins.count_true(degree_of_truth(pair), is_found, is_joined);
    }
    (recall, joined, absent)
}

fn degree_of_truth(pair: &TruePair) -> Degree {
    match &pair.kind {
        Some(kind) => Degree::Kind(kind.clone()),
        None => Degree::of_scores(pair.jaccard, pair.containment, pair.shared),
    }
}

fn degree_of_row(row: &ReportedPair, listed: Option<&TruePair>) -> Degree {
    match listed.and_then(|pair| pair.kind.as_ref()) {
        Some(kind) => Degree::Kind(kind.clone()),
        None => {
            Degree::of_scores(Some(row.jaccard), Some(row.a_in_b.max(row.b_in_a)), Some(row.shared_shingles))
        }
    }
}

/// Returns whether a row meets the rule for reporting with the sizes that its counts imply.
/// Containments have six decimals, so that sizes below a million shingles are found exactly.
fn meets_the_rule(row: &ReportedPair) -> bool {
    let size = |share: f64| (row.shared_shingles as f64 / share).round();
    let (a_len, b_len) = (size(row.a_in_b), size(row.b_in_a));
    let limit = f64::from(u32::MAX);
    if row.shared_shingles == 0 || !(a_len <= limit && b_len <= limit) {
        return false;
    }
    let overlap = Overlap { shared: row.shared_shingles as u32, a_len: a_len as u32, b_len: b_len as u32 };
    let score_is_right = (overlap.jaccard() - row.jaccard).abs() < JACCARD_ROUNDED;
    let longest = row.longest_match_words.map_or(0, |words| u32::try_from(words).unwrap_or(u32::MAX));
    // A row does not give the sizes outside boilerplate, of which one shared shingle may be half.
    let shares_outside = row.shared_outside.is_some_and(|shared| shared > 0);
    score_is_right && (shares_outside || is_reported_with(overlap, overlap, longest))
}

/// Largest difference of a Jaccard of six decimals from one of sizes that were derived from six
/// decimals.
const JACCARD_ROUNDED: f64 = 1e-5;

/// Statements of a truth file about pairs.
struct Known<'truth> {
    pairs: HashMap<(&'truth str, &'truth str), &'truth TruePair>,
    not_pairs: HashSet<(&'truth str, &'truth str)>,
    stories: &'truth StoryMembers<'truth>,
    lists_all: bool,
    is_complete: bool,
}

impl<'truth> Known<'truth> {
    fn of(truth: &'truth Truth, stories: &'truth StoryMembers<'truth>) -> Self {
        Known {
            pairs: truth.pairs.iter().map(|pair| (in_order(&pair.a, &pair.b), pair)).collect(),
            not_pairs: truth.not_pairs.iter().map(|(a, b)| in_order(a, b)).collect(),
            stories,
            lists_all: truth.pairs_are_complete,
            is_complete: truth.pairs_are_complete || !stories.is_empty(),
        }
    }

    /// Returns whether the truth file supports a row; `None` if it cannot decide.
    fn confirms(&self, row: &ReportedPair, is_listed: bool) -> Option<bool> {
        if is_listed {
            return Some(true);
        }
        if self.lists_all {
            let containment = row.a_in_b.max(row.b_in_a);
            return TruePair::is_listed_by_rule(row.jaccard, containment, row.shared_shingles)
                .then_some(false);
        }
        self.stories.share_text(&row.a, &row.b)
    }
}

fn in_order<'id>(a: &'id str, b: &'id str) -> (&'id str, &'id str) {
    if a <= b { (a, b) } else { (b, a) }
}
