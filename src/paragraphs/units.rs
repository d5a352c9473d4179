//! Units of the corpus: paragraphs, or the pieces of those that boilerplate was glued into.

use crate::corpus::numbering::Corpus;
use crate::numbers::{ParagraphId, PieceId, TextId};
use wirecopy_news::boilerplate::PageForm;

/// The corpus-wide number of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UnitId {
    Paragraph(ParagraphId),
    Piece(PieceId),
}

/// A unit of a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CorpusUnit {
    pub(crate) id: UnitId,
    /// Index of its paragraph in the text.
    pub(crate) paragraph: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) tokens: u32,
    pub(crate) form: PageForm,
    pub(crate) is_boilerplate_alone: bool,
    /// True if it is known boilerplate.
    pub(crate) is_known: bool,
}

/// Returns the units of a text in order.
pub(crate) fn units(corpus: &Corpus, text_id: TextId) -> impl Iterator<Item = CorpusUnit> + '_ {
    let mut pieces = corpus.piece_ids(text_id).zip(corpus.piece_sketches(text_id));
    let mut paragraphs = (0u32..).zip(corpus.paragraph_ids(text_id).zip(corpus.paragraph_sketches(text_id)));
    let (mut paragraph, mut n_pieces) = (0, 0);
    std::iter::from_fn(move || {
        if n_pieces == 0 {
            let (index, (id, sketch)) = paragraphs.next()?;
            (paragraph, n_pieces) = (index, sketch.pieces);
            if n_pieces == 0 {
                return Some(CorpusUnit {
                    id: UnitId::Paragraph(id),
                    paragraph,
                    start: sketch.start,
                    end: sketch.end,
                    tokens: sketch.tokens,
                    form: PageForm::from_bits_truncate(sketch.form),
                    is_boilerplate_alone: sketch.is_boilerplate_alone,
                    is_known: sketch.is_known,
                });
            }
        }
        n_pieces -= 1;
        let (id, piece) = pieces.next()?;
        Some(CorpusUnit {
            id: UnitId::Piece(id),
            paragraph,
            start: piece.start,
            end: piece.end,
            tokens: piece.tokens,
            form: PageForm::from_bits_truncate(piece.form),
            is_boilerplate_alone: piece.is_boilerplate_alone,
            is_known: piece.is_known,
        })
    })
}
