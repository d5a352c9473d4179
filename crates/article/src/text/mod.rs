//! Tokens, paragraphs, layout roles and endings of one text, each with its offsets in the original.
//!
//! *Takes* the text of one article. *Gives* its folded text, its tokens, its paragraphs and the
//! role of each on the page. *Costs* linear time, and no allocation once an [`Analysis`] is warm.
//! *Never* changes the text, cuts a character, guesses a language, or looks for boilerplate, which
//! only many articles together show. *Source*: The Unicode Standard, section 3.13 (default caseless
//! matching, D145 and D146) and UAX #15 (normalisation forms).
//!
//! # What is a token?
//! A maximal run of letters, numbers and the marks on them, case-folded and normalised (NFKC). In
//! scripts without spaces (Han, kana, Thai, Lao, Khmer, Burmese) each character with its marks is a
//! token. Soft hyphens, joiners, bidirectional controls, variation selectors, tatweel and the vowel
//! marks of Arabic and Hebrew vanish; alef, ya, kaf and the digits of Arabic and Persian have one
//! form each; everything else separates, symbols that resemble letters included: `5㎏` is the
//! token `5`, `Acme™` the token `acme`.
//!
//! # What is a paragraph?
//! A line, unless the text is wrapped to a width: then a blank line, an indent or a short last line
//! ends a paragraph. A paragraph of more than 2,000 bytes is cut at sentence ends.

mod word_filter;
mod tokens;
mod lines;
mod joins;
mod paragraphs;
mod layout;
mod analysis;
mod analyse;
mod ending;
mod offsets;

#[cfg(test)]
mod tests;

pub use analyse::{analyse, analyse_without_roles};
pub use analysis::{Analysis, TEXT_BYTES_MAX};
pub use ending::{
    Close, Ending, ParagraphEnd, RunningText, StoryEnd, Truncation, TruncationCue, ending, story_end,
    story_part, truncation_of,
};
pub use layout::{Role, quotations};
pub use offsets::{OffsetUnit, character_offsets};
pub use paragraphs::{Paragraph, is_stop};
pub use tokens::{HanFolding, Token};

/// Name of the rules that turn a text into tokens. Any change to a token of any text changes it.
pub const TOKEN_SCHEME_VERSION: &str = "text-2";

/// Returns the Unicode versions that tokens depend on: of character classes (the standard library),
/// of case folding, and of normalisation, in this order. They differ, and a change in any can
/// change a token.
pub fn unicode_version() -> String {
    let (class, fold, normal) =
        (char::UNICODE_VERSION, caseless::UNICODE_VERSION, unicode_normalization::UNICODE_VERSION);
    format!(
        "classes {}.{}.{}, folding {}.{}.{}, normalisation {}.{}.{}",
        class.0, class.1, class.2, fold.0, fold.1, fold.2, normal.0, normal.1, normal.2
    )
}
