//! Passages as the output has them: bytes of both texts, and what was edited.

use crate::corpus::numbering::Corpus;
use crate::numbers::ArticleId;
use crate::output::{PairPassage, PassageEdits, PassageLabel};
use crate::pairs::tokenised::TokenisedText;
use std::ops::Range;
use wirecopy_reuse::align::{Edit, Passage, PassageKind, are_moved};

/// Edits that a pair lists; further ones are counted.
const EDITS_LISTED: usize = 20;

/// Characters of a long edit that are shown.
const EDIT_CHARACTERS_MAX: usize = 120;

/// Returns passages with byte offsets and the words of their edits, in order.
pub(crate) fn passage_rows(passages: &[Passage], a: &TokenisedText, b: &TokenisedText) -> Vec<PairPassage> {
    let mut listed = 0;
    let moved = are_moved(passages);
    passages
        .iter()
        .zip(moved)
        .map(|(passage, is_moved)| {
            let (in_a, in_b) = (a.bytes(&passage.a), b.bytes(&passage.b));
            PairPassage {
                a_start: in_a.start as u64,
                a_end: in_a.end as u64,
                b_start: in_b.start as u64,
                b_end: in_b.end as u64,
                words: passage.words.into(),
                kind: match passage.kind {
                    _ if is_moved => PassageLabel::Moved,
                    PassageKind::Identical => PassageLabel::Identical,
                    PassageKind::Edited => PassageLabel::Edited,
                },
                edits: edit_rows(&passage.edits, a, b, &mut listed),
            }
        })
        .collect()
}

/// `listed` counts the edits that earlier passages of the pair list.
fn edit_rows(edits: &[Edit], a: &TokenisedText, b: &TokenisedText, listed: &mut usize) -> PassageEdits {
    let mut rows = PassageEdits::default();
    for edit in edits {
        if *listed >= EDITS_LISTED {
            rows.more += 1;
            continue;
        }
        *listed += 1;
        match (edit.a.is_empty(), edit.b.is_empty()) {
            (true, _) => rows.inserted.push(shown(b, &edit.b)),
            (false, true) => rows.deleted.push(shown(a, &edit.a)),
            (false, false) => {
                let is_number = has_number(a, &edit.a) || has_number(b, &edit.b);
                let list = if is_number { &mut rows.numbers } else { &mut rows.substituted };
                list.push([shown(a, &edit.a), shown(b, &edit.b)]);
            }
        }
    }
    rows
}

/// Returns the text of some tokens on one line, cut where it is long.
fn shown(text: &TokenisedText, tokens: &Range<u32>) -> String {
    let flat = text.slice(tokens).split_whitespace().collect::<Vec<_>>().join(" ");
    match flat.char_indices().nth(EDIT_CHARACTERS_MAX) {
        Some((end, _)) => format!("{}…", &flat[..end]),
        None => flat,
    }
}

fn has_number(text: &TokenisedText, tokens: &Range<u32>) -> bool {
    text.slice(tokens).contains(char::is_numeric)
}

/// Returns the one passage of two copies of a text, without reading either; `None` if they have
/// no words.
pub(crate) fn exact_passage(corpus: &Corpus, a: ArticleId, b: ArticleId) -> Option<PairPassage> {
    let (in_a, in_b) = (corpus.content(a)?, corpus.content(b)?);
    Some(PairPassage {
        a_start: in_a.start.into(),
        a_end: in_a.end.into(),
        b_start: in_b.start.into(),
        b_end: in_b.end.into(),
        words: corpus.row(a).tokens.into(),
        kind: PassageLabel::Identical,
        edits: PassageEdits::default(),
    })
}
