//! Parameters of a scan, and sizes of memory.

use crate::error::{Error, Result};
use crate::output::Parameters;
use serde::{Serialize, Serializer};
use std::sync::Arc;
use strum::IntoStaticStr;
use wirecopy_article::text::HanFolding;
use wirecopy_news::boilerplate::KnownText;

/// Everything that a scan's answer depends on, and nothing that it does not.
///
/// ```
/// use wirecopy::{PairFilter, ScanParams};
///
/// let filter = PairFilter { across_outlets: true, ..PairFilter::default() };
/// let params = ScanParams { filter, ..ScanParams::default() };
/// assert!(params.check().is_ok());
/// assert!(ScanParams { group_len_max: 1, ..params }.check().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScanParams {
    /// The levels that are compared.
    pub only: Only,
    /// The engine that proposes pairs of articles.
    pub candidates: CandidateEngine,
    /// The pairs that are reported.
    #[serde(flatten)]
    pub filter: PairFilter,
    /// Alignment of pairs.
    pub passages: Passages,
    /// True if traditional and simplified Chinese characters match.
    pub fold_han: bool,
    /// Articles of the largest group with a common key in which all pairs are compared, and four
    /// times the paragraphs of one. In a larger group each text is compared with the first one and
    /// with its predecessor.
    pub group_len_max: u32,
    /// Pairs per article, on average, above which only pairs with the representatives of clusters
    /// are kept, and one between two clusters.
    pub pairs_max: u32,
    /// Known boilerplate.
    #[serde(serialize_with = "digest_or_null")]
    pub boilerplate: Arc<KnownText>,
}

/// Divides the limit for articles into that for paragraphs. Pairs of paragraphs only serve to draw
/// fragments around one of them and are not reported, so fewer pairs of a group suffice. At a
/// quarter, press releases have as many occurrences of as many fragments as without it; a Chinese
/// corpus has 1 occurrence of 55,096 fewer, and its paragraphs take two thirds of the time.
const PARAGRAPH_GROUP_PART: u32 = 4;

impl Default for ScanParams {
    fn default() -> Self {
        ScanParams {
            only: Only::Everything,
            candidates: CandidateEngine::Seeds,
            filter: PairFilter::default(),
            passages: Passages::All,
            fold_han: false,
            group_len_max: 512,
            pairs_max: 50,
            boilerplate: Arc::default(),
        }
    }
}

impl ScanParams {
    /// Returns the size of the largest group of paragraphs in which all pairs are compared.
    pub(crate) fn paragraph_group_len_max(&self) -> u32 {
        (self.group_len_max / PARAGRAPH_GROUP_PART).max(2)
    }

    /// Returns how Chinese characters are matched.
    pub(crate) fn han(&self) -> HanFolding {
        if self.fold_han { HanFolding::Simplify } else { HanFolding::Keep }
    }

    /// Refuses values out of their ranges.
    ///
    /// # Errors
    /// [`Error::Parameter`], with the name of the field.
    pub fn check(&self) -> Result<()> {
        let refuse = |name, value: String, expected| Err(Error::Parameter { name, value, expected });
        let shares =
            [("jaccard_min", self.filter.jaccard_min), ("containment_min", self.filter.containment_min)];
        for (name, share) in shares {
            if let Some(share) = share.filter(|share| !(0.0..=1.0).contains(share)) {
                return refuse(name, share.to_string(), "a share from 0 to 1 is expected");
            }
        }
        if let (Some(words), Passages::None) = (self.filter.passage_words_min, self.passages) {
            let expected = "it needs aligned passages, and none are computed";
            return refuse("passage_words_min", words.to_string(), expected);
        }
        if self.pairs_max < 1 {
            return refuse("pairs_max", self.pairs_max.to_string(), "an article has 1 pair or more");
        }
        if self.group_len_max < 2 {
            return refuse("group_len_max", self.group_len_max.to_string(), "a group has 2 members or more");
        }
        Ok(())
    }

    /// Returns all parameters as `summary.json` has them.
    pub(crate) fn by_name(&self) -> Parameters {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::Object(fields)) => fields.into_iter().collect(),
            _ => unreachable!("parameters serialise as an object"),
        }
    }
}

/// The levels that are compared.
///
/// ```
/// let scan = wirecopy::Scan::default().only(wirecopy::Only::Paragraphs);
/// let found = scan.run_files(["data/sample"])?;
/// assert!(found.pairs().next().is_none() && found.fragments().next().is_some());
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Only {
    /// Articles and paragraphs.
    Everything,
    /// Articles alone: no fragments, and boilerplate from equal paragraphs only.
    Articles,
    /// Paragraphs alone: no pairs and no clusters.
    Paragraphs,
}

/// Alignment of pairs, which gives everything that is known about them besides their scores.
///
/// ```
/// let scan = wirecopy::Scan::default().passages(wirecopy::Passages::None);
/// let found = scan.run_files(["data/sample"])?;
/// assert!(found.pairs().all(|pair| pair.is_ok_and(|pair| pair.passages.is_none())));
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Passages {
    /// All reported pairs: passages, relations with evidence, credit verdicts and originality. A
    /// long passage alone makes a pair reported.
    All,
    /// No pair: scores alone decide which pairs are reported, their relations
    /// ([`relation_by_scores`](wirecopy_news::relation::relation_by_scores)) and the clusters.
    None,
}

/// The engine that proposes pairs of articles.
///
/// ```
/// use wirecopy::{CandidateEngine, Scan};
///
/// let scan = Scan::default().candidates(CandidateEngine::Both);
/// assert_eq!(scan.params.candidates.name(), "both");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CandidateEngine {
    /// Winnowed seeds: finds parts of articles.
    Seeds,
    /// Bands of article signatures: finds whole copies.
    Bands,
    /// Whatever either proposes.
    Both,
}

impl Only {
    /// Returns its lower-case name.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

impl Passages {
    /// Returns its lower-case name.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

impl CandidateEngine {
    /// Returns its lower-case name.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// The pairs that are reported: those that meet every condition that is given. Clusters do not
/// depend on it.
///
/// ```
/// use wirecopy::{PairFilter, Scan};
///
/// let filter = PairFilter { jaccard_min: Some(0.8), ..PairFilter::default() };
/// let found = Scan::default().filter(filter).run_files(["data/sample"])?;
/// assert!(found.pairs().all(|pair| pair.is_ok_and(|pair| pair.jaccard >= 0.8)));
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct PairFilter {
    /// Smallest Jaccard similarity.
    #[serde(rename = "jaccard")]
    pub jaccard_min: Option<f64>,
    /// Smallest value of the larger containment.
    #[serde(rename = "containment")]
    pub containment_min: Option<f64>,
    /// Minimum number of shared shingles.
    pub shared_min: Option<u64>,
    /// Minimum number of words of the longest passage; a pair that is not aligned fails.
    pub passage_words_min: Option<u64>,
    /// Both outlets known and different.
    #[serde(rename = "across", serialize_with = "outlets_or_null")]
    pub across_outlets: bool,
    /// Both dates known and at most this many seconds apart.
    pub within_seconds: Option<i64>,
}

/// The digest of known text, 16 hex digits; `null` if there is none.
fn digest_or_null<S: Serializer>(
    known: &Arc<KnownText>,
    serializer: S,
) -> std::result::Result<S::Ok, S::Error> {
    (!known.is_empty()).then(|| format!("{:016x}", known.digest())).serialize(serializer)
}

fn outlets_or_null<S: Serializer>(
    across_outlets: &bool,
    serializer: S,
) -> std::result::Result<S::Ok, S::Error> {
    across_outlets.then_some("outlets").serialize(serializer)
}

/// A size of memory.
///
/// ```
/// assert_eq!(wirecopy::Bytes::gib(4), wirecopy::Bytes::mib(4096));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bytes(pub u64);

impl Bytes {
    /// Returns a size in units of 2²⁰ bytes.
    pub const fn mib(mebibytes: u64) -> Bytes {
        Bytes(mebibytes << 20)
    }

    /// Returns a size in units of 2³⁰ bytes.
    pub const fn gib(gibibytes: u64) -> Bytes {
        Bytes(gibibytes << 30)
    }
}
