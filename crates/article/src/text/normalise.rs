//! Case folding and compatibility normalisation of one run of characters, with the place of each kept.
//!
//! The order is that of compatibility caseless matching: canonical decomposition, full case folding, compatibility
//! decomposition, both once more, canonical composition. It is done on characters that carry their place in the
//! original, so that a piece of the result can say which characters gave it.

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, decompose_canonical, decompose_compatible};

use super::characters::{Class, class, is_unspaced};
use super::folded::Folded;

/// A character and the bytes of the original that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) character: char,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// Buffers of [`fold_run`], kept between runs.
#[derive(Debug, Default, Clone)]
pub(super) struct RunBuffers {
    pub(super) run: Vec<Placed>,
    decomposed: Vec<Placed>,
    spare: Vec<Placed>,
    piece: String,
}

/// Writes the tokens of the run in `buffers.run`, from which vanishing characters are already gone.
///
/// Linear in the run but for sorting the marks on one letter.
pub(super) fn fold_run(buffers: &mut RunBuffers, folded: &mut Folded) {
    let RunBuffers { run, decomposed, spare, piece } = buffers;
    decompose(run, decomposed, spare);
    let mut rest = decomposed.as_slice();
    let mut last_end = 0;
    while let Some(len) = next_piece(&mut rest) {
        let (characters, after) = rest.split_at(len);
        let kept = || characters.iter().filter(|placed| class(placed.character) != Class::Vanishing);
        piece.clear();
        piece.extend(kept().map(|placed| placed.character).nfc());
        let start = kept().map(|placed| placed.start).min().unwrap_or(0);
        // A mark can move before a token that came out of an earlier mark (U+0345): its span then reaches further.
        last_end = kept().map(|placed| placed.end).fold(last_end, u32::max);
        folded.push_token(piece.as_bytes(), start as usize, last_end as usize);
        rest = after;
    }
}

/// Fully decomposed and folded characters of a run, marks in canonical order.
fn decompose(run: &[Placed], decomposed: &mut Vec<Placed>, spare: &mut Vec<Placed>) {
    expand(run, decomposed, |character, emit| decompose_canonical(character, emit));
    order_marks(decomposed);
    // U+0345 folds to a letter, and folding after a compatibility decomposition can still change a letter: twice is
    // enough for every character, which a test shows.
    for _ in 0..2 {
        std::mem::swap(spare, decomposed);
        expand(spare, decomposed, |character, emit| {
            for folded in std::iter::once(character).default_case_fold() {
                decompose_compatible(folded, &mut *emit);
            }
        });
    }
    order_marks(decomposed);
}

/// Replaces each character by what `rule` emits for it, at the same place.
fn expand(from: &[Placed], to: &mut Vec<Placed>, rule: impl Fn(char, &mut dyn FnMut(char))) {
    to.clear();
    for &placed in from {
        rule(placed.character, &mut |character| to.push(Placed { character, ..placed }));
    }
}

/// Sorts each stretch of characters with a combining class by that class, keeping equals in order.
fn order_marks(characters: &mut [Placed]) {
    let combines = |placed: &Placed| canonical_combining_class(placed.character) != 0;
    for marks in characters.chunk_by_mut(|a, b| combines(a) && combines(b)) {
        if marks.len() > 1 {
            marks.sort_by_key(|placed| canonical_combining_class(placed.character));
        }
    }
}

/// Drops what belongs to no token from the front of `rest`; gives the length of the token that then opens it.
fn next_piece(rest: &mut &[Placed]) -> Option<usize> {
    let first = rest.iter().position(|placed| class(placed.character) == Class::Letter)?;
    *rest = &rest[first..];
    let unspaced = is_unspaced(rest[0].character);
    let ends = |placed: &Placed| match class(placed.character) {
        Class::Separator => true,
        Class::Vanishing | Class::Mark => false,
        Class::Letter => unspaced || is_unspaced(placed.character),
    };
    Some(rest[1..].iter().position(ends).map_or(rest.len(), |len| len + 1))
}

/// The whole normalisation of one character that stands alone.
pub(super) fn fold_alone(character: char) -> String {
    let mut decomposed = Vec::new();
    decompose(&[Placed { character, start: 0, end: 0 }], &mut decomposed, &mut Vec::new());
    decomposed.iter().map(|placed| placed.character).nfc().collect()
}
