//! Texts as rows of a page's data.

use super::pack::DataBlocks;
use crate::error::Result;
use crate::report::html::names::PageNames;
use crate::report::html::scan_rows::ScanRows;
use crate::report::html::texts::{FoundTexts, PreparedText, TextPart};
use rayon::prelude::*;
use wirecopy_article::text::{Analysis, HanFolding};

/// Bytes of text per block.
const TEXT_BYTES_TOGETHER: usize = 300_000;

/// The texts of a page, with names as it shows them.
pub(super) struct ShownTexts<'all> {
    pub(super) scan: &'all ScanRows,
    pub(super) names: &'all PageNames,
    pub(super) found: &'all FoundTexts,
}

impl ShownTexts<'_> {
    /// Working space that reads texts as the scan did.
    pub(super) fn analysis(&self) -> Analysis {
        let folds = self.scan.summary.parameters.get("fold_han").and_then(serde_json::Value::as_bool);
        Analysis::with_han(if folds == Some(true) { HanFolding::Simplify } else { HanFolding::Keep })
    }

    /// A text ready to be aligned and shown; an empty one if it was not found.
    pub(super) fn prepared(&self, article: u32, analysis: &mut Analysis) -> PreparedText {
        let text = self.found.texts.get(&article).cloned().unwrap_or_default();
        let spans = &self.scan.articles[article as usize].boilerplate;
        let ranges: Vec<_> = spans.iter().map(|span| span.start as usize..span.end as usize).collect();
        PreparedText::of(text, &ranges, analysis)
    }

    fn shown(&self, article: u32, analysis: &mut Analysis) -> (u32, String, Vec<TextPart>) {
        let prepared = self.prepared(article, analysis);
        let text = self.names.text_with_bylines(&prepared.tokens.text, &prepared.bylines).into_owned();
        (article, text, prepared.parts)
    }

    /// Adds the texts as far as they fit, and returns the articles of each block.
    pub(super) fn push(
        &self,
        blocks: &mut DataBlocks,
        wanted: &[u32],
        bytes_max: usize,
    ) -> Result<Vec<Vec<u32>>> {
        let found: Vec<(u32, usize)> = wanted
            .iter()
            .filter_map(|article| Some((*article, self.found.texts.get(article)?.len())))
            .collect();
        let mut articles = Vec::new();
        let mut bytes = 0;
        let is_together = |_: &(u32, usize), (_, next): &(u32, usize)| {
            bytes += next;
            let is_together = bytes <= TEXT_BYTES_TOGETHER;
            bytes = if is_together { bytes } else { 0 };
            is_together
        };
        for chunk in found.chunk_by(is_together) {
            let shown: Vec<(u32, String, Vec<TextPart>)> = chunk
                .par_iter()
                .map_init(|| self.analysis(), |analysis, (article, _)| self.shown(*article, analysis))
                .collect();
            if !blocks.push(format!("texts-{}", articles.len()), &shown, bytes_max)? {
                break;
            }
            articles.push(chunk.iter().map(|(article, _)| *article).collect());
        }
        Ok(articles)
    }
}
