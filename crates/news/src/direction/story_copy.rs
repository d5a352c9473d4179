//! One copy of a story: an article with its outlet, date and credits.

use super::appearance::Appearance;

/// One article of a story. Stories, texts, outlets and agencies are numbered by the caller.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StoryCopy {
    /// Its cluster; an article in no cluster has a story of its own.
    pub story: u32,
    /// Its distinct text; no two stories share one.
    pub text: u32,
    /// Its outlet; without one it has no edge.
    pub outlet: Option<u32>,
    /// When it appeared.
    pub appeared: Option<Appearance>,
    /// Number of its words.
    pub words: u64,
    /// Share of its words that is new, from 0 to 1; `None` if unknown.
    pub originality: Option<f64>,
    /// What it credits; `None` if its credits are not known.
    pub credits: Option<CopyCredits>,
}

/// What an article credits for its words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CopyCredits {
    /// The outlet from which it says that it was republished.
    pub republished_from: Option<u32>,
    /// The agency.
    pub agency: Option<u32>,
}

/// Sort key: the second by which an article had certainly appeared; articles without a date come
/// last.
pub(crate) fn order_of_appearance(appeared: Option<Appearance>) -> (bool, i64, i64) {
    appeared.map_or((true, 0, 0), |Appearance { earliest, latest }| (false, latest, earliest))
}
