//! A table of characters for the tokeniser, in 32 bits each, computed once per page of 256.

use std::sync::OnceLock;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, is_nfkc_quick};

use super::characters::{CharacterClass, class, is_unspaced};
use super::normalise::fold_alone;

/// The behaviour of a character in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Behaviour {
    /// Ends the run.
    Separator,
    /// Is skipped.
    Vanishing,
    /// A letter or number that folds to one character, and never combines with the one before it.
    Plain,
    /// A plain letter of a script without spaces.
    PlainUnspaced,
    /// A mark that folds to itself and never composes with the character before it.
    PlainMark,
    /// A letter whose folding depends on its neighbours, or is longer than one character.
    Involved,
    /// A mark of that kind.
    InvolvedMark,
}

/// A character's behaviour, its folded form if that is plain, and its combining class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CharacterEntry {
    pub(crate) behaviour: Behaviour,
    /// Canonical combining class of the original character.
    pub(crate) combining: u8,
    /// The folded character, or the character itself if it is not plain.
    pub(crate) folded: char,
}

const PAGE_CHARACTERS: usize = 256;
const PAGES: usize = (char::MAX as usize + 1) / PAGE_CHARACTERS;

static TABLE: [OnceLock<Box<[CharacterEntry; PAGE_CHARACTERS]>>; PAGES] = [const { OnceLock::new() }; PAGES];

/// The entry of a character. The first look-up in a page of 256 characters computes all of them.
#[inline]
pub(crate) fn entry(character: char) -> CharacterEntry {
    let code = character as usize;
    TABLE[code / PAGE_CHARACTERS].get_or_init(|| page(code / PAGE_CHARACTERS))[code % PAGE_CHARACTERS]
}

#[cold]
fn page(number: usize) -> Box<[CharacterEntry; PAGE_CHARACTERS]> {
    Box::new(std::array::from_fn(|i| {
        let code = (number * PAGE_CHARACTERS + i) as u32;
        // Surrogates are not characters and are never looked up.
        computed(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }))
}

fn computed(character: char) -> CharacterEntry {
    let combining = canonical_combining_class(character);
    let class = class(character);
    let plain = if matches!(class, CharacterClass::Mark | CharacterClass::Letter) {
        plain_form(character, class)
    } else {
        None
    };
    let behaviour = match (class, plain) {
        (CharacterClass::Separator, _) => Behaviour::Separator,
        (CharacterClass::Vanishing, _) => Behaviour::Vanishing,
        (CharacterClass::Mark, Some(_)) => Behaviour::PlainMark,
        (CharacterClass::Mark, None) => Behaviour::InvolvedMark,
        (CharacterClass::Letter, Some(folded)) if is_unspaced(folded) => Behaviour::PlainUnspaced,
        (CharacterClass::Letter, Some(_)) => Behaviour::Plain,
        (CharacterClass::Letter, None) => Behaviour::Involved,
    };
    CharacterEntry { behaviour, combining, folded: plain.unwrap_or(character) }
}

/// The one character that `character` folds to in any context; `None` if there is none.
fn plain_form(character: char, class_before: CharacterClass) -> Option<char> {
    let folded = fold_alone(character);
    let mut characters = folded.chars();
    let (Some(single), None) = (characters.next(), characters.next()) else { return None };
    let stays = class(single) == class_before
        && canonical_combining_class(single) == canonical_combining_class(character)
        && (class_before == CharacterClass::Mark || canonical_combining_class(single) == 0)
        && is_nfkc_quick(std::iter::once(single)) == IsNormalized::Yes;
    stays.then_some(single)
}
