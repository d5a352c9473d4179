//! What a scan is asked; each room owns its own parameters, this file composes them.

use crate::error::{Error, Result};
use crate::output::Parameters;
use serde_json::json;

/// Everything that a scan's answer depends on, and nothing that it does not.
#[derive(Debug, Clone, PartialEq)]
pub struct ScanParams {
    /// Which levels are looked at.
    pub only: Only,
    /// Which engine proposes article pairs.
    pub candidates: CandidateEngine,
    /// Which pairs are written.
    pub filter: PairFilter,
    /// Whether pairs are aligned.
    pub passages: Passages,
    /// Groups of up to this many articles, and of paragraphs of up to a quarter as many, give all their pairs; in larger ones each text is paired with the
    /// first and with its predecessor.
    pub group_len_max: u32,
}

/// Pairs of paragraphs serve to draw fragments around one of them and are not written, so that fewer of a group's are enough. At a quarter press releases
/// have as many occurrences of as many fragments as at the whole; a Chinese corpus has one of 55,096 fewer, and its paragraphs take two thirds of the time.
const PARAGRAPH_GROUP_PART: u32 = 4;

impl Default for ScanParams {
    fn default() -> Self {
        ScanParams {
            only: Only::Everything,
            candidates: CandidateEngine::Seeds,
            filter: PairFilter::default(),
            passages: Passages::All,
            group_len_max: 512,
        }
    }
}

impl ScanParams {
    /// The same limit for groups of paragraphs.
    pub fn paragraph_group_len_max(&self) -> u32 {
        (self.group_len_max / PARAGRAPH_GROUP_PART).max(2)
    }

    /// Refuses values out of their ranges.
    ///
    /// # Errors
    /// [`Error::Parameter`], naming the parameter as the command line does.
    pub fn check(&self) -> Result<()> {
        let share = |name, value: Option<f64>| match value {
            Some(value) if !(0.0..=1.0).contains(&value) => Err(Error::Parameter {
                name,
                value: value.to_string(),
                expected: "a share from 0 to 1 is expected",
            }),
            _ => Ok(()),
        };
        share("jaccard_min", self.filter.jaccard_min)?;
        share("containment_min", self.filter.containment_min)?;
        if self.filter.passage_words_min.is_some() && self.passages == Passages::None {
            return Err(Error::Parameter {
                name: "passage_words_min",
                value: self.filter.passage_words_min.unwrap_or_default().to_string(),
                expected: "it needs aligned passages, and none are computed",
            });
        }
        if self.group_len_max < 2 {
            return Err(Error::Parameter {
                name: "group_len_max",
                value: self.group_len_max.to_string(),
                expected: "a group has 2 members or more",
            });
        }
        Ok(())
    }

    /// All parameters by the names that the command line gives them.
    pub fn by_name(&self) -> Parameters {
        let filter = &self.filter;
        [
            ("only", json!(self.only.name())),
            ("candidates", json!(self.candidates.name())),
            ("passages", json!(self.passages.name())),
            ("passage_words_min", json!(filter.passage_words_min)),
            ("group_len_max", json!(self.group_len_max)),
            ("jaccard", json!(filter.jaccard_min)),
            ("containment", json!(filter.containment_min)),
            ("shared_min", json!(filter.shared_min)),
            ("across", json!(filter.across_outlets.then_some("outlets"))),
            ("within_seconds", json!(filter.within_seconds)),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
    }
}

/// Which levels are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// Articles and paragraphs.
    Everything,
    /// Articles alone: no `fragments.jsonl`, boilerplate from equal paragraphs only.
    Articles,
    /// Paragraphs alone: no `pairs.jsonl`, no clusters.
    Paragraphs,
}

impl Only {
    /// As the command line spells it; `everything` where nothing is left out.
    pub fn name(self) -> &'static str {
        match self {
            Only::Everything => "everything",
            Only::Articles => "articles",
            Only::Paragraphs => "paragraphs",
        }
    }
}

/// Whether pairs are aligned, and so what is known of them beside their scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passages {
    /// All that are reported are: passages, relations and their evidence, verdicts, originality. A long passage is worth a report by itself.
    All,
    /// None is: scores alone decide what is reported, what it is called ([`relation_by_scores`](wirecopy_news::relation::relation_by_scores)) and
    /// what is clustered.
    None,
}

impl Passages {
    /// As the command line spells it.
    pub fn name(self) -> &'static str {
        match self {
            Passages::All => "all",
            Passages::None => "none",
        }
    }
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

impl CandidateEngine {
    /// As the command line spells it.
    pub fn name(self) -> &'static str {
        match self {
            CandidateEngine::Seeds => "seeds",
            CandidateEngine::Bands => "bands",
            CandidateEngine::Both => "both",
        }
    }
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
    /// Fewest words of the longest passage; without alignment none passes.
    pub passage_words_min: Option<u64>,
    /// Both outlets known and different.
    pub across_outlets: bool,
    /// Both dates known and at most this many seconds apart.
    pub within_seconds: Option<i64>,
}
