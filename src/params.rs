//! What a scan is asked; each room owns its own parameters, this file composes them.

/// Everything that a scan's answer depends on, and nothing that it does not.
#[derive(Debug, Clone, PartialEq)]
pub struct ScanParams {
    /// Which levels are looked at.
    pub only: Only,
    /// Which engine proposes article pairs.
    pub candidates: CandidateEngine,
    /// Which pairs are written.
    pub filter: PairFilter,
    /// Groups of up to this many units give all their pairs; in larger ones each unit is paired with the first and with its predecessor.
    pub group_len_max: u32,
}

impl Default for ScanParams {
    fn default() -> Self {
        ScanParams {
            only: Only::Everything,
            candidates: CandidateEngine::Seeds,
            filter: PairFilter::default(),
            group_len_max: 256,
        }
    }
}

/// Which levels are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// Articles and paragraphs.
    Everything,
    /// Articles alone: no `fragments.jsonl`, furniture from equal paragraphs only.
    Articles,
    /// Paragraphs alone: no `pairs.jsonl`, no clusters.
    Paragraphs,
}

/// Which engine proposes article pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CandidateEngine {
    /// Winnowed seeds: finds parts of articles.
    Seeds,
    /// Bands of article signatures: finds whole copies.
    Bands,
    /// Whatever either proposes.
    Both,
}

/// Which verified pairs are written; every condition that is given must hold. Clusters do not depend on it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PairFilter {
    /// Smallest Jaccard.
    pub jaccard_min: Option<f64>,
    /// Smallest value of the larger containment.
    pub containment_min: Option<f64>,
    /// Fewest shared shingles.
    pub shared_min: Option<u64>,
    /// Both outlets known and different.
    pub across_outlets: bool,
    /// Both dates known and at most this many seconds apart.
    pub within_seconds: Option<i64>,
}
