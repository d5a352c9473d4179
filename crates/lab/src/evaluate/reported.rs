//! Rows of a scan's output files, with the fields that scoring needs.
//!
//! These rows are read more leniently than the program reads its own, so that scans of older and
//! newer versions can be scored.

use super::Span;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The rows of one scan. `None` if the scan wrote no such file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reported {
    /// `articles.jsonl`
    pub articles: Vec<ReportedArticle>,
    /// `pairs.jsonl`
    pub pairs: Option<Vec<ReportedPair>>,
    /// `occurrences.jsonl`
    pub occurrences: Option<Vec<ReportedOccurrence>>,
    /// True if the pairs were given for alignment instead of found, so that they say nothing about
    /// recall.
    pub pairs_are_given: bool,
    /// True if [`Reported::count_in_characters`] has turned the passages from bytes to characters.
    pub passages_in_characters: bool,
}

/// A row of `articles.jsonl`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct ReportedArticle {
    /// Unique id.
    pub id: String,
    /// Id of its cluster.
    #[serde(default)]
    pub cluster: Option<String>,
    /// The first copy in its exact group.
    #[serde(default)]
    pub exact_copy_of: Option<String>,
    /// Boilerplate, in bytes.
    #[serde(default)]
    #[serde(alias = "furniture")]
    pub boilerplate: Option<Vec<Span>>,
    /// Credits; `None` if the scan did not search for them.
    #[serde(default)]
    pub credits: Option<Vec<ReportedCredit>>,
    /// Verdict on its origin, from credits and pairs; `None` if the scan did not decide it.
    #[serde(default)]
    pub verdict: Option<String>,
}

/// One credit of an article.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct ReportedCredit {
    /// Its form.
    #[serde(default)]
    pub class: Option<String>,
    /// The credited agency or outlet.
    #[serde(default, alias = "source")]
    pub agency: Option<String>,
    /// `text`, `photo` or `data`; `None` counts as text.
    #[serde(default)]
    pub scope: Option<String>,
}

/// A row of `pairs.jsonl`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct ReportedPair {
    /// The id that is smaller bytewise.
    pub a: String,
    /// The other id.
    pub b: String,
    /// Exact Jaccard.
    pub jaccard: f64,
    /// Exact share of `a` in `b`.
    pub a_in_b: f64,
    /// Exact share of `b` in `a`.
    pub b_in_a: f64,
    /// Shingles in common.
    pub shared_shingles: u64,
    /// Shared shingles outside boilerplate.
    #[serde(default)]
    pub shared_outside: Option<u64>,
    /// Label of the pair.
    pub relation: String,
    /// Words of the longest passage.
    #[serde(default)]
    pub longest_match_words: Option<u64>,
    /// The earlier article of the two, in the form of the scan.
    #[serde(default)]
    pub direction: Option<Value>,
    /// Aligned passages; `None` if the scan did not align.
    #[serde(default)]
    pub passages: Option<Vec<ReportedPassage>>,
}

/// One aligned passage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct ReportedPassage {
    /// Offset of its first byte in `a`.
    pub a_start: u64,
    /// Offset after its last byte in `a`.
    pub a_end: u64,
    /// Offset of its first byte in `b`.
    pub b_start: u64,
    /// Offset after its last byte in `b`.
    pub b_end: u64,
}

/// A row of `occurrences.jsonl`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct ReportedOccurrence {
    /// Id of the fragment.
    pub fragment: String,
    /// Id of the article.
    pub article: String,
    /// Paragraph number, from 0.
    pub paragraph: u64,
    /// First byte.
    pub start: u64,
    /// Byte after the last.
    pub end: u64,
}

impl Reported {
    /// Byte offsets of all passages by article, which must be converted to characters before they
    /// can be compared with PAN's spans.
    pub fn passage_offsets(&self) -> BTreeMap<String, Vec<u64>> {
        let mut offsets: BTreeMap<&str, BTreeSet<u64>> = BTreeMap::new();
        for pair in self.pairs.iter().flatten() {
            for passage in pair.passages.iter().flatten() {
                offsets.entry(&pair.a).or_default().extend([passage.a_start, passage.a_end]);
                offsets.entry(&pair.b).or_default().extend([passage.b_start, passage.b_end]);
            }
        }
        offsets.into_iter().map(|(id, offsets)| (id.to_owned(), offsets.into_iter().collect())).collect()
    }

    /// Converts the passages from bytes to characters. `character_of(article, byte)` is `None` if
    /// the text of the article is unknown; then nothing changes, and the id of the article is the
    /// error.
    ///
    /// # Errors
    /// The id of an article whose text is not known.
    pub fn count_in_characters(
        &mut self,
        character_of: impl Fn(&str, u64) -> Option<u64>,
    ) -> std::result::Result<(), String> {
        let turned = |id: &str, byte: u64| character_of(id, byte).ok_or_else(|| id.to_owned());
        let mut pairs = self.pairs.clone();
        for pair in pairs.iter_mut().flatten() {
            for passage in pair.passages.iter_mut().flatten() {
                passage.a_start = turned(&pair.a, passage.a_start)?;
                passage.a_end = turned(&pair.a, passage.a_end)?;
                passage.b_start = turned(&pair.b, passage.b_start)?;
                passage.b_end = turned(&pair.b, passage.b_end)?;
            }
        }
        self.pairs = pairs;
        self.passages_in_characters = true;
        Ok(())
    }
}
