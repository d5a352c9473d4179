//! Classes of characters: those of tokens, those that vanish inside them, and scripts without
//! spaces.

use unicode_normalization::char::is_combining_mark;

/// The class of a character for the tokeniser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CharacterClass {
    /// Ends a token.
    Separator,
    /// Is skipped as if it were not there.
    Vanishing,
    /// General category Mark: belongs to the letter or number before it, or to nothing if there is
    /// none.
    Mark,
    /// Alphabetic or Number: belongs to a token.
    Letter,
}

/// The one mark that case folding turns into a letter.
const IOTA_SUBSCRIPT: char = '\u{345}';

/// The class of `character`.
///
/// A mark after a separator starts no token: U+2260 and its decomposition `=` U+0338 must give the
/// same tokens.
pub(crate) fn class(character: char) -> CharacterClass {
    if character.is_ascii() {
        return if character.is_ascii_alphanumeric() {
            CharacterClass::Letter
        } else {
            CharacterClass::Separator
        };
    }
    if vanishes(character) {
        CharacterClass::Vanishing
    } else if is_combining_mark(character) && character != IOTA_SUBSCRIPT {
        CharacterClass::Mark
    } else if character.is_alphanumeric() {
        CharacterClass::Letter
    } else {
        CharacterClass::Separator
    }
}

/// Returns whether a character neither shows nor separates, or is a vowel mark that Arabic and
/// Hebrew writers set or leave: two copies of a text may differ in it without differing in a word.
///
/// The word joiner and the byte order mark (once the zero-width no-break space) forbid a break, so
/// they vanish; the zero-width space allows one, so it separates.
pub(crate) fn vanishes(character: char) -> bool {
    matches!(character,
        '\u{AD}'                                        // soft hyphen
        | '\u{200C}' | '\u{200D}'                       // zero-width non-joiner and joiner
        | '\u{61C}' | '\u{200E}' | '\u{200F}'           // bidirectional marks
        | '\u{202A}'..='\u{202E}'                       // bidirectional embeddings
        | '\u{2066}'..='\u{2069}'                       // bidirectional isolates
        | '\u{640}'                                     // Arabic tatweel
        | '\u{64B}'..='\u{65F}' | '\u{670}'             // Arabic vowel marks, and hamza and madda on a letter
        | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}' // Quranic marks
        | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}' // Hebrew points
        | '\u{180B}'..='\u{180D}' | '\u{180F}'          // Mongolian variation selectors
        | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' // variation selectors
        | '\u{2060}' | '\u{FEFF}'                       // word joiner, byte order mark
    )
}

/// The form by which all spellings of a letter or digit are matched: keyboards of one language
/// write other code points for ya, kaf and alef than those of the next, and digits of three kinds.
pub(crate) fn unified(character: char) -> char {
    let digit = |zero: char| char::from(b'0' + (character as u32 - zero as u32) as u8);
    match character {
        '\u{671}' => '\u{627}',                    // alef wasla
        '\u{649}' | '\u{6CC}' => '\u{64A}',        // alef maksura and Persian ya
        '\u{6A9}' | '\u{6AA}' => '\u{643}',        // Persian and swash kaf
        '\u{660}'..='\u{669}' => digit('\u{660}'), // Arabic digits
        '\u{6F0}'..='\u{6F9}' => digit('\u{6F0}'), // Persian digits
        _ => character,
    }
}

/// Returns whether a character belongs to a script written without spaces, where each character is
/// a token: Han, kana with their iteration and prolonged sound marks, Thai, Lao, Khmer, Myanmar.
///
/// Only for normalised characters, so that half-width kana and circled ideographs need no mention.
pub(crate) fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{E00}'..='\u{EFF}'           // Thai, Lao
        | '\u{1000}'..='\u{109F}' | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AA7F}' | '\u{116D0}'..='\u{116FF}' // Myanmar
        | '\u{1780}'..='\u{17FF}'       // Khmer
        | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3031}'..='\u{3035}' | '\u{3038}'..='\u{303C}'
        | '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{1AFF0}'..='\u{1AFFF}' | '\u{1B000}'..='\u{1B16F}' // kana
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{16FE0}'..='\u{16FFF}' | '\u{20000}'..='\u{3FFFD}' // Han
    )
}
