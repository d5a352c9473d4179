//! `occurrences.jsonl`: one row per occurrence, fragments in the order of `fragments.jsonl`, then
//! by (article, paragraph).

use crate::corpus::numbering::Corpus;
use crate::numbers::{IdRank, ParagraphId, TextId};
use serde::{Deserialize, Serialize};
use wirecopy_reuse::overlap::six_decimals;

/// One occurrence of a fragment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Occurrence {
    /// Id of the fragment; absent inside `fragments.jsonl`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fragment: Option<String>,
    /// Id of the article.
    pub article: String,
    /// Index of the paragraph, from 0.
    pub paragraph: u64,
    /// First byte in the article's text.
    pub start: u64,
    /// Byte after the last.
    pub end: u64,
    /// Exact similarity to the representative paragraph by the fragment's measure, six decimals.
    pub score: f64,
}

/// A paragraph that is an occurrence of a fragment.
#[derive(Clone, Copy)]
pub(super) struct LocatedParagraph {
    /// Rank of its article's id: occurrences are ordered by (`rank`, `index`).
    pub(super) rank: IdRank,
    pub(super) text_id: TextId,
    /// Index of the paragraph in its text.
    pub(super) index: u32,
    pub(super) score: f64,
}

impl LocatedParagraph {
    pub(super) fn of(corpus: &Corpus, (paragraph, score): (ParagraphId, f64)) -> LocatedParagraph {
        let (text_id, index) = corpus.text_of_paragraph(paragraph);
        let rank = corpus.id_rank[corpus.article_of(text_id)];
        LocatedParagraph { rank, text_id, index, score }
    }

    /// The row, without the id of the fragment.
    pub(super) fn row(&self, corpus: &Corpus) -> Occurrence {
        let sketch = &corpus.paragraph_sketches(self.text_id)[self.index as usize];
        Occurrence {
            fragment: None,
            article: corpus.id(corpus.article_of(self.text_id)).to_owned(),
            paragraph: self.index.into(),
            start: sketch.start.into(),
            end: sketch.end.into(),
            score: six_decimals(self.score),
        }
    }
}
