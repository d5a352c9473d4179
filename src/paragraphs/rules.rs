//! The rules by which units of the corpus are boilerplate.

use crate::corpus::numbering::Corpus;
use crate::numbers::{ParagraphId, PieceId, TextId};
use crate::paragraphs::units::{CorpusUnit, UnitId, units};
use std::ops::Range;
use typed_index_collections::TiVec;

/// The rule by which a paragraph is boilerplate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum BoilerplateRule {
    /// Several articles contain it, and they share no story besides it.
    Carriers,
    /// It is listed as known boilerplate.
    Known,
    /// Its words, its form and its place in the text.
    Phrase,
}

impl BoilerplateRule {
    pub(crate) fn name(self) -> &'static str {
        match self {
            BoilerplateRule::Carriers => "carriers",
            BoilerplateRule::Known => "known",
            BoilerplateRule::Phrase => "phrase",
        }
    }
}

/// The rules by which paragraphs and pieces are boilerplate.
#[derive(Debug, Clone, Default)]
pub(crate) struct BoilerplateRules {
    pub(crate) paragraphs: TiVec<ParagraphId, Option<BoilerplateRule>>,
    pub(crate) pieces: TiVec<PieceId, Option<BoilerplateRule>>,
}

/// A stretch of a text that is boilerplate: a paragraph, or a run of its pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BoilerplateStretch {
    /// Index of the paragraph in its text.
    pub(crate) paragraph: u32,
    pub(crate) bytes: Range<u32>,
    pub(crate) tokens: Range<u32>,
    pub(crate) rule: BoilerplateRule,
}

impl BoilerplateRules {
    /// The rule by which a unit is boilerplate; `None` if it is not.
    pub(crate) fn of(&self, id: UnitId) -> Option<BoilerplateRule> {
        match id {
            UnitId::Paragraph(paragraph) => self.paragraphs[paragraph],
            UnitId::Piece(piece) => self.pieces[piece],
        }
    }

    /// The rule by which a whole paragraph is boilerplate; `None` if it is not.
    pub(crate) fn of_paragraph(&self, paragraph: ParagraphId) -> Option<BoilerplateRule> {
        self.paragraphs[paragraph]
    }

    /// Returns the stretches of a text that are boilerplate, ascending.
    pub(crate) fn stretches(&self, corpus: &Corpus, text_id: TextId) -> Vec<BoilerplateStretch> {
        let mut stretches: Vec<BoilerplateStretch> = Vec::new();
        let mut tokens_before = 0;
        for unit in units(corpus, text_id) {
            let tokens = tokens_before..tokens_before + unit.tokens;
            tokens_before = tokens.end;
            let Some(rule) = self.of(unit.id) else { continue };
            match stretches.last_mut() {
                Some(last) if last.paragraph == unit.paragraph && last.tokens.end == tokens.start => {
                    last.tokens.end = tokens.end;
                    last.bytes.end = unit.end;
                    last.rule = last.rule.min(rule);
                }
                _ => stretches.push(BoilerplateStretch {
                    paragraph: unit.paragraph,
                    bytes: unit.start..unit.end,
                    tokens,
                    rule,
                }),
            }
        }
        stretches
    }

    /// Returns the tokens of a text that are boilerplate, as ascending ranges.
    pub(crate) fn tokens(&self, corpus: &Corpus, text_id: TextId) -> Vec<Range<u32>> {
        self.stretches(corpus, text_id).into_iter().map(|stretch| stretch.tokens).collect()
    }

    /// Appends the rules of a text's units.
    pub(crate) fn push(&mut self, units: &[CorpusUnit], rules: &[Option<BoilerplateRule>]) {
        let mut start = 0;
        for of_paragraph in units.chunk_by(|a, b| a.paragraph == b.paragraph) {
            let of_units = &rules[start..start + of_paragraph.len()];
            start += of_paragraph.len();
            let is_whole = of_units.iter().all(Option::is_some);
            self.paragraphs.push(of_units.iter().copied().min().flatten().filter(|_| is_whole));
            if let UnitId::Piece(_) = of_paragraph[0].id {
                self.pieces.extend(of_units.iter().copied());
            }
        }
    }
}
