//! Scores, as they are printed and written.

use serde::Serialize;
use std::collections::BTreeMap;

/// Scores of one scan against one truth file. The reason for a part that is `null` is in `reasons`,
/// under the name of the part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evaluation {
    /// Articles of both.
    pub articles: Present,
    /// Pairs of articles.
    pub pairs: Option<PairScores>,
    /// Clusters against stories.
    pub clusters: Option<ClusterScores>,
    /// Repeated paragraphs.
    pub fragments: Option<FragmentScores>,
    /// Aligned passages.
    pub passages: Option<PassageScores>,
    /// Labels of pairs.
    pub relations: Option<LabelScores>,
    /// Directions of copying.
    pub directions: Option<DirectionScores>,
    /// Credits found in articles.
    pub credits: Option<CreditScores>,
    /// Reasons for parts that are `null`.
    pub reasons: BTreeMap<&'static str, &'static str>,
}

/// Numbers of articles in the scan and in the truth file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Present {
    /// Articles of the scan.
    pub in_scan: u64,
    /// Articles that the truth file names.
    pub in_truth: u64,
    /// Articles that both have.
    pub in_both: u64,
}

/// Pairs: shares with Wilson's interval of 95 %.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairScores {
    /// Share of reported rows whose score, recomputed from their counts, meets the rule for
    /// reporting.
    pub precision: Option<f64>,
    /// Its interval.
    pub precision_interval: Option<[f64; 2]>,
    /// Reported rows.
    pub reported: u64,
    /// Share of true pairs that are reported, exact groups expanded.
    pub recall: Option<f64>,
    /// Its interval.
    pub recall_interval: Option<[f64; 2]>,
    /// True pairs that meet the rule for reporting; if stories are known, pairs of a source and its
    /// copy.
    pub true_pairs: u64,
    /// Share of true pairs whose articles are in one component of reported pairs; if stories are
    /// known, of all pairs of a story.
    pub joined: Option<f64>,
    /// Its interval.
    pub joined_interval: Option<[f64; 2]>,
    /// Number of pairs of which `joined` is a share.
    pub joined_pairs: u64,
    /// Harmonic mean of precision and recall.
    pub f1: Option<f64>,
    /// True pairs left out because an article is not in the scan.
    pub true_pairs_absent: u64,
    /// Reported rows that the truth file does not support: not listed although its own rule would
    /// list them, or between two stories. `null` if the truth file is not complete.
    pub unlisted: Option<u64>,
    /// Reported rows of pairs that the truth file lists as no pairs.
    pub refuted: u64,
    /// Largest difference between a reported Jaccard and the listed one, `null` if none is listed.
    pub score_difference_max: Option<f64>,
    /// True pairs by similarity.
    pub bins: Vec<Bin>,
}

/// True pairs of one degree or kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bin {
    /// `jaccard`, `containment` (of pairs below Jaccard 0.5), `kind` or `unknown`.
    pub measure: &'static str,
    /// The kind, if the measure is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Lower border, inside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<f64>,
    /// Upper border, outside unless it is 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<f64>,
    /// True pairs in the bin.
    pub true_pairs: u64,
    /// Share of them that is reported.
    pub recall: Option<f64>,
    /// Its interval.
    pub recall_interval: Option<[f64; 2]>,
    /// Share of them that is in one component.
    pub joined: Option<f64>,
    /// Its interval.
    pub joined_interval: Option<[f64; 2]>,
    /// Reported rows that fall into the bin by their own scores.
    pub reported: u64,
    /// Share of those rows that the truth file lists, `null` if that is not complete.
    pub precision: Option<f64>,
    /// Its interval.
    pub precision_interval: Option<[f64; 2]>,
    /// Harmonic mean of this precision and recall.
    pub f1: Option<f64>,
}

/// Clusters against stories, over the articles of both; an article without a cluster is a cluster
/// by itself.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ClusterScores {
    /// Adjusted Rand index.
    pub ari: f64,
    /// Adjusted mutual information, arithmetic mean.
    pub ami: f64,
    /// B³ by article.
    pub b3: BCubed,
    /// Articles scored.
    pub articles: u64,
    /// Stories among them, roundups and quote-only articles each one by itself.
    pub stories: u64,
    /// Clusters among them, articles without a cluster each one by itself.
    pub clusters: u64,
}

/// B³.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BCubed {
    /// Mean over articles of the share of its cluster that is of its story.
    pub precision: f64,
    /// Mean over articles of the share of its story that is in its cluster.
    pub recall: f64,
    /// Harmonic mean.
    pub f1: f64,
}

/// Precision, recall and their harmonic mean.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PrecisionRecall {
    /// `null` if nothing was reported.
    pub precision: Option<f64>,
    /// `null` if nothing is true.
    pub recall: Option<f64>,
    /// `null` if either is.
    pub f1: Option<f64>,
}

/// Fragments: by occurrence, each true fragment against the reported one with most of its
/// occurrences.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FragmentScores {
    /// Share of the occurrences of matched reported fragments that belong to the true one.
    pub precision: Option<f64>,
    /// Share of true occurrences that are in the matched reported fragment.
    pub recall: Option<f64>,
    /// Harmonic mean.
    pub f1: Option<f64>,
    /// True fragments with two occurrences or more in the scan.
    pub true_fragments: u64,
    /// Those of them of which some reported fragment has two occurrences or more.
    pub found: u64,
    /// Interval of `found / true_fragments`.
    pub found_interval: Option<[f64; 2]>,
    /// Both numbers by the kinds of the truth file.
    pub by_kind: Vec<KindScore>,
    /// Boilerplate by bytes of the texts, `null` if the truth file marks none.
    pub boilerplate: Option<PrecisionRecall>,
}

/// True fragments of one kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KindScore {
    /// The kind as the truth file names it.
    pub kind: String,
    /// True fragments.
    pub true_fragments: u64,
    /// Those found.
    pub found: u64,
}

/// Passages as PAN 2013 scores them: macro-averaged over cases and detections.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PassageScores {
    /// F1 over log₂(1 + granularity).
    pub plagdet: f64,
    /// Mean share of a detection that is in cases it detects.
    pub precision: f64,
    /// Mean share of a case that detections cover.
    pub recall: f64,
    /// Mean number of detections of a detected case; 1 if none is detected.
    pub granularity: f64,
    /// True passages.
    pub cases: u64,
    /// Reported passages in the pairs that the truth file names.
    pub detections: u64,
}

/// Labels: scores by class, and the confusion table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LabelScores {
    /// Share of items whose label is right.
    pub accuracy: Option<f64>,
    /// Its interval.
    pub accuracy_interval: Option<[f64; 2]>,
    /// Mean F1 over the classes of the truth file.
    pub macro_f1: Option<f64>,
    /// One row per class, by name.
    pub classes: Vec<LabelScore>,
    /// Cells of the table that are not 0, by name. `none` is the label of a side without one.
    pub confusion: Vec<LabelCell>,
}

/// One class.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LabelScore {
    /// Its name.
    pub label: String,
    /// Items of the truth file in it.
    pub truth: u64,
    /// Items reported in it.
    pub reported: u64,
    /// Items in both.
    pub right: u64,
    /// `right / reported`.
    pub precision: Option<f64>,
    /// `right / truth`.
    pub recall: Option<f64>,
    /// Harmonic mean.
    pub f1: Option<f64>,
}

/// Number of items with one label in truth and one in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LabelCell {
    /// Label of the truth file.
    pub truth: String,
    /// Label that was reported.
    pub reported: String,
    /// Items.
    pub items: u64,
}

/// Direction of pairs of a source and its copy that are reported as such.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct DirectionScores {
    /// Such pairs.
    pub pairs: u64,
    /// Reported directions that are right.
    pub right: u64,
    /// Reported directions that are wrong.
    pub wrong: u64,
    /// Pairs without a reported direction.
    pub unknown: u64,
    /// `right / (right + wrong)`.
    pub precision: Option<f64>,
    /// Its interval.
    pub precision_interval: Option<[f64; 2]>,
    /// `right / pairs`.
    pub recall: Option<f64>,
    /// Its interval.
    pub recall_interval: Option<[f64; 2]>,
}

/// Credits of articles.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CreditScores {
    /// Verdict on the origin of each text, one label per article. `null` if either side has no such
    /// labels.
    pub verdicts: Option<LabelScores>,
    /// Classes of text credits; an article may have several. `null` if either side has none.
    pub classes: Option<LabelScores>,
    /// The credited agencies; an article may have several. `null` if either side has none.
    pub agencies: Option<LabelScores>,
}
