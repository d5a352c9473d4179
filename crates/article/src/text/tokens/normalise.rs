//! Case folding and compatibility normalisation of one run of characters, which keeps the span of
//! each.
//!
//! The order is that of compatibility caseless matching: canonical decomposition, full case
//! folding, compatibility decomposition, one form for all spellings of a letter, these once more,
//! canonical composition. It works on
//! characters with their span in the original, so that the span of a token follows from the
//! characters that it came from.

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, decompose_canonical, decompose_compatible};

use super::characters::{CharacterClass, class, is_unspaced, unified};
use super::folded::Folded;

/// A character and the bytes of the original that it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SpannedChar {
    pub(crate) character: char,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// Buffers of [`fold_run`], reused from run to run.
#[derive(Debug, Default, Clone)]
pub(crate) struct RunBuffers {
    pub(crate) run: Vec<SpannedChar>,
    decomposed: Vec<SpannedChar>,
    spare: Vec<SpannedChar>,
    piece: String,
}

/// Writes the tokens of the run in `buffers.run`, which has no vanishing characters.
///
/// Linear in the run except for sorting the marks on one letter.
pub(crate) fn fold_run(buffers: &mut RunBuffers, folded: &mut Folded) {
    let RunBuffers { run, decomposed, spare, piece } = buffers;
    decompose(run, decomposed, spare);
    let mut rest = decomposed.as_slice();
    let mut last_end = 0;
    while let Some(len) = next_piece(&mut rest) {
        let (characters, after) = rest.split_at(len);
        let visible =
            || characters.iter().filter(|spanned| class(spanned.character) != CharacterClass::Vanishing);
        piece.clear();
        piece.extend(visible().map(|spanned| spanned.character).nfc());
        let start = visible().map(|spanned| spanned.start).min().unwrap_or(0);
        // A mark can move before a token that an earlier mark (U+0345) became: its span then
        // reaches further.
        last_end = visible().map(|spanned| spanned.end).fold(last_end, u32::max);
        folded.push_token(piece.as_bytes(), start as usize, last_end as usize);
        rest = after;
    }
}

/// Decomposes and folds the characters of a run in full, with marks in canonical order.
fn decompose(run: &[SpannedChar], decomposed: &mut Vec<SpannedChar>, spare: &mut Vec<SpannedChar>) {
    expand(run, decomposed, |character, emit| decompose_canonical(character, emit));
    order_marks(decomposed);
    // U+0345 folds to a letter, and folding after a compatibility decomposition can still change a
    // letter: twice is enough for every character, which a test shows.
    for _ in 0..2 {
        std::mem::swap(spare, decomposed);
        expand(spare, decomposed, |character, emit| {
            for folded in std::iter::once(character).default_case_fold() {
                decompose_compatible(folded, &mut |character| emit(unified(character)));
            }
        });
    }
    order_marks(decomposed);
}

/// Replaces each character by those that `rule` emits for it, with the same span.
fn expand(from: &[SpannedChar], to: &mut Vec<SpannedChar>, rule: impl Fn(char, &mut dyn FnMut(char))) {
    to.clear();
    for &spanned in from {
        rule(spanned.character, &mut |character| to.push(SpannedChar { character, ..spanned }));
    }
}

/// Sorts each run of characters with a combining class by that class, in a stable order.
fn order_marks(characters: &mut [SpannedChar]) {
    let combines = |spanned: &SpannedChar| canonical_combining_class(spanned.character) != 0;
    for marks in characters.chunk_by_mut(|a, b| combines(a) && combines(b)) {
        if marks.len() > 1 {
            marks.sort_by_key(|spanned| canonical_combining_class(spanned.character));
        }
    }
}

/// Drops what belongs to no token from the front of `rest`, and returns the length of the token
/// that then opens it.
fn next_piece(rest: &mut &[SpannedChar]) -> Option<usize> {
    let first = rest.iter().position(|spanned| class(spanned.character) == CharacterClass::Letter)?;
    *rest = &rest[first..];
    let unspaced = is_unspaced(rest[0].character);
    let ends = |spanned: &SpannedChar| match class(spanned.character) {
        CharacterClass::Separator => true,
        CharacterClass::Vanishing | CharacterClass::Mark => false,
        CharacterClass::Letter => unspaced || is_unspaced(spanned.character),
    };
    Some(rest[1..].iter().position(ends).map_or(rest.len(), |len| len + 1))
}

/// The normalisation of one character by itself.
pub(crate) fn fold_alone(character: char) -> String {
    let mut decomposed = Vec::new();
    decompose(&[SpannedChar { character, start: 0, end: 0 }], &mut decomposed, &mut Vec::new());
    let visible = |character: &char| class(*character) != CharacterClass::Vanishing;
    decomposed.iter().map(|spanned| spanned.character).filter(visible).nfc().collect()
}
