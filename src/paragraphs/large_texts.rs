//! Paragraphs of large texts, kept one by one, so that no large text is read again for each.

use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::numbers::{ParagraphId, TextId};
use std::path::Path;
use wirecopy_article::text::analyse_without_roles;
use wirecopy_scratch::blob::{BlobFile, FrameSpan};

/// Bytes of the smallest large text: to read and analyse less again takes less than a millisecond.
const LARGE_TEXT_BYTES: u32 = 1 << 16;

/// The form in which paragraphs are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParagraphForm {
    /// As they are written.
    Written,
    /// Folded: tokens joined by one space.
    Folded,
}

/// Some paragraphs of large texts, in a temporary file: 24 bytes of memory for each.
#[derive(Default)]
pub(crate) struct LargeTextParagraphs {
    /// By corpus-wide number.
    spans: Vec<(ParagraphId, FrameSpan)>,
    blob_file: Option<BlobFile>,
}

/// Returns whether a text is so large that its paragraphs are kept one by one.
pub(crate) fn is_large(corpus: &Corpus, text_id: TextId) -> bool {
    corpus.paragraph_sketches(text_id).last().is_some_and(|last| last.end >= LARGE_TEXT_BYTES)
}

impl LargeTextParagraphs {
    /// Reads each large text once and keeps those of its paragraphs that are named, by corpus-wide
    /// numbers in any order. Linear in the large texts and in the names.
    pub(crate) fn of(
        corpus: &Corpus,
        mut paragraphs: Vec<ParagraphId>,
        form: ParagraphForm,
        folder: &Path,
    ) -> Result<LargeTextParagraphs> {
        let text_of = |paragraph: ParagraphId| corpus.text_of_paragraph(paragraph).0;
        paragraphs.retain(|paragraph| is_large(corpus, text_of(*paragraph)));
        if paragraphs.is_empty() {
            return Ok(LargeTextParagraphs::default());
        }
        paragraphs.sort_unstable();
        paragraphs.dedup();
        let mut blob_file = BlobFile::create(folder)?;
        let mut spans = Vec::with_capacity(paragraphs.len());
        let mut analysis = corpus.analysis();
        for of_text in paragraphs.chunk_by(|one, other| text_of(*one) == text_of(*other)) {
            let article = corpus.article_of(text_of(of_text[0]));
            let text = corpus.text_source.text(&corpus.row(article).location)?;
            if form == ParagraphForm::Folded {
                analyse_without_roles(&text, &mut analysis);
            }
            for paragraph in of_text {
                let part = match form {
                    ParagraphForm::Written => corpus.paragraph(*paragraph).slice(&text),
                    ParagraphForm::Folded => {
                        let (_, number) = corpus.text_of_paragraph(*paragraph);
                        analysis.folded_of(&analysis.paragraphs[number as usize].tokens)
                    }
                };
                spans.push((*paragraph, blob_file.append(&BlobFile::row_frame(&part))?));
            }
        }
        Ok(LargeTextParagraphs { spans, blob_file: Some(blob_file) })
    }

    /// Returns a paragraph that was kept.
    pub(crate) fn get(&self, paragraph: ParagraphId) -> Result<Option<String>> {
        let at = self.spans.binary_search_by_key(&paragraph, |(number, _)| *number);
        match (at, &self.blob_file) {
            (Ok(at), Some(blob_file)) => Ok(Some(blob_file.row(self.spans[at].1)?)),
            _ => Ok(None),
        }
    }
}
