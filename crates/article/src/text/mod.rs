//! A text becomes tokens and paragraphs, each with its place in the original.
//!
//! *Takes* the text of one article. *Gives* its folded text, its tokens, its paragraphs and what each paragraph is on
//! the page. *Costs* linear time, and no allocation once an [`Analysis`] is warm. *Never* changes the text, cuts a
//! character, guesses a language, or names boilerplate, which only many articles together can show. *Source*: The
//! Unicode Standard, section 3.13 (default caseless matching, D145 and D146) and UAX #15 (normalisation forms); the
//! order there is kept, and a run is folded together with the place of each character. Sets of positions in blocks of
//! 64 bytes follow Langdale and Lemire, "Parsing Gigabytes of JSON per Second" (2019), section 3.1.
//!
//! # What is a token?
//! A maximal run of letters, numbers and the marks on them; see [`analyse`] for the whole and `characters.rs` for the
//! classes. Symbols separate, even those that stand for letters: `5㎏` is the token `5`, `Acme™` the token `acme`.
//!
//! # The two ways through
//! Blocks find runs of word bytes. A run of ASCII is copied; any other is read character by character against a
//! table, and only where neighbours influence each other (marks out of order, `ß`, `½`) is it normalised in full.
//! Both give what the plain twin in the tests gives.

mod analysis;
mod blocks;
mod byte_search;
mod character_table;
mod characters;
mod classify_kernel;
mod cue_words;
mod cues;
mod dateline;
mod folded;
mod hard_wrap;
mod joins;
mod layout;
mod lines;
mod normalise;
mod offsets;
mod paragraphs;
mod quotation;
mod role;
mod sentences;
mod tokens;
mod truncation;
mod unicode_run;

#[cfg(test)]
mod plain_twin;
#[cfg(test)]
mod tests;

pub use analysis::{Analysis, Paragraph, TEXT_BYTES_MAX, Token, analyse, analyse_without_roles};
pub use offsets::{OffsetUnit, character_offsets};
pub use quotation::quotations;
pub use role::Role;
pub use truncation::{
    Ending, ParagraphEnd, Truncation, TruncationCue, ending, last_of_story, truncation, truncation_of,
};

/// Name of the rules that turn a text into tokens; any change to a token of any text changes it.
pub const TOKEN_SCHEME_VERSION: &str = "text-1";

/// The Unicode versions that tokens depend on: character classes (the standard library), case folding, and
/// normalisation, in this order. They differ, and a change in any can change a token.
pub fn unicode_version() -> String {
    let (class, fold, normal) =
        (char::UNICODE_VERSION, caseless::UNICODE_VERSION, unicode_normalization::UNICODE_VERSION);
    format!(
        "classes {}.{}.{}, folding {}.{}.{}, normalisation {}.{}.{}",
        class.0, class.1, class.2, fold.0, fold.1, fold.2, normal.0, normal.1, normal.2
    )
}
