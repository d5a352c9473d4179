//! The report of a deduplication: what was removed, counted.

use super::parts::Parameters;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All counts of a deduplication: `read = kept + removed + rejected`.
///
/// ```
/// use wirecopy::Strip;
/// use wirecopy::output::{ClusterLoss, DayLoss, Deduplication, OutletLoss, ParagraphLoss};
///
/// let dedup = wirecopy::Dedup::default().strip([Strip::Boilerplate]);
/// let removals = dedup.run_files(["data/sample"])?;
/// let report: &Deduplication = removals.report();
/// assert_eq!(report.read, report.kept + report.removed + report.rejected);
///
/// let (outlets, days): (&[OutletLoss], &[DayLoss]) = (&report.outlets, &report.days);
/// assert_eq!(outlets.iter().map(|outlet| outlet.removed).sum::<u64>(), report.removed);
/// assert_eq!(days.iter().map(|day| day.removed).sum::<u64>(), report.removed);
/// let clusters: &[ClusterLoss] = &report.clusters;
/// assert!(clusters.iter().all(|cluster| cluster.removed > 0));
/// let paragraphs: &ParagraphLoss = report.paragraphs.as_ref().unwrap();
/// assert!(paragraphs.bytes > 0);
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deduplication {
    /// Everything that the output depends on besides the input, under the names of the command
    /// line.
    pub parameters: Parameters,
    /// Records read.
    pub read: u64,
    /// Articles kept.
    pub kept: u64,
    /// Articles removed.
    pub removed: u64,
    /// Records that are not articles.
    pub rejected: u64,
    /// Removed articles by their relation to the one that is kept.
    pub removed_by_relation: BTreeMap<String, u64>,
    /// Removed articles by the kind for which they were removed.
    #[serde(default)]
    pub removed_by_kind: BTreeMap<String, u64>,
    /// Removed pages without a story whose address another record has with the story.
    #[serde(default)]
    pub removed_by_address: u64,
    /// Pairs of copies of which both are kept because one has fewer than `copy_shingles` shingles.
    #[serde(default)]
    pub pairs_too_short: u64,
    /// Articles of other inputs that were compared with; absent if none were named.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub against: Option<u64>,
    /// Articles read that are pages without a story, by kind.
    #[serde(default)]
    pub without_story: BTreeMap<String, u64>,
    /// Articles among them that are kept although another one has the same words, because their
    /// titles differ: each is what is left of a story that was not captured.
    #[serde(default)]
    pub titles_over_one_text: u64,
    /// Paragraphs removed from articles that are kept; absent if paragraphs were not to be
    /// removed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub paragraphs: Option<ParagraphLoss>,
    /// Losses by outlet, the largest first; articles without an outlet are counted under `null`.
    pub outlets: Vec<OutletLoss>,
    /// Losses by day (UTC), in order; articles without a date are counted under `null`.
    pub days: Vec<DayLoss>,
    /// The ten survivors because of which the most articles were removed, the largest number first.
    pub clusters: Vec<ClusterLoss>,
}

/// Paragraphs removed from articles that are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ParagraphLoss {
    /// Articles that lose paragraphs.
    pub articles: u64,
    /// Paragraphs removed.
    pub removed: u64,
    /// Removed paragraphs by rule: `boilerplate`, `caption`, `repeat`.
    pub by_rule: BTreeMap<String, u64>,
    /// Bytes of the records that are removed with them.
    pub bytes: u64,
    /// Articles that keep their paragraphs because the shortened record could not be read back.
    pub articles_not_cut: u64,
}

/// The loss of one outlet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OutletLoss {
    /// The outlet, `null` for articles without one.
    pub outlet: Option<String>,
    /// Its articles.
    pub articles: u64,
    /// Removed articles among them.
    pub removed: u64,
    /// Removed articles by relation.
    pub by_relation: BTreeMap<String, u64>,
}

/// The loss of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DayLoss {
    /// The day as `2031-03-10`, `null` for articles without a date.
    pub day: Option<String>,
    /// Its articles.
    pub articles: u64,
    /// Removed articles among them.
    pub removed: u64,
}

/// One survivor and the articles removed because of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClusterLoss {
    /// Id of the survivor.
    pub kept: String,
    /// Its title, `null` if unknown.
    pub title: Option<String>,
    /// Articles removed because of it.
    pub removed: u64,
    /// Removed articles by relation.
    pub by_relation: BTreeMap<String, u64>,
}
