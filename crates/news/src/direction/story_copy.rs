//! Copies of stories: articles with their outlets, dates and credits.

use super::appearance::Appearance;

/// One article of a story. Stories, texts, outlets and agencies are numbered by the caller.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StoryCopy {
    /// Number of its story: of its cluster, or of the article itself if it is in no cluster.
    pub story: u32,
    /// Number of its distinct text; no two stories share one.
    pub text: u32,
    /// Number of its outlet; without one it has no edge.
    pub outlet: Option<u32>,
    /// Its appearance, if it has a date.
    pub appeared: Option<Appearance>,
    /// Number of its words.
    pub words: u64,
    /// Share of its words that is new, from 0 to 1; `None` if unknown.
    pub originality: Option<f64>,
    /// Its credits; `None` if they are unknown.
    pub credits: Option<CopyCredits>,
}

/// The credits of an article for its words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CopyCredits {
    /// The outlet from which it says that it was republished.
    pub republished_from: Option<u32>,
    /// The agency.
    pub agency: Option<u32>,
}

/// Returns a sort key: by the second by which an article had certainly appeared; articles without a
/// date come last.
pub(crate) fn order_of_appearance(appeared: Option<Appearance>) -> (bool, i64, i64) {
    appeared.map_or((true, 0, 0), |Appearance { earliest, latest }| (false, latest, earliest))
}
