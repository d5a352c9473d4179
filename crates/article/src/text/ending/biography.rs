//! Notes about the writer below a text.

use super::units::TailUnit;
use super::words::WORDS;
use crate::text::Analysis;

/// A note has at most this many tokens.
const NOTE_TOKENS_MAX: usize = 70;
/// Notes are looked for in this many tokens at the end of a text.
const TAIL_TOKENS: u32 = 260;
/// A paragraph of at least this many tokens is running text, in which a person of the story is
/// named.
const STORY_TOKENS_MIN: usize = 15;

/// Returns whether a paragraph says of somebody whom the text above does not name that he or she is
/// an editor, a professor and the like.
pub(super) fn is_biography(whole: &TailUnit<'_>, analysis: &Analysis) -> bool {
    let all = analysis.tokens.len() as u32;
    if whole.n_tokens() > NOTE_TOKENS_MAX || whole.first_token + TAIL_TOKENS < all || whole.is_quoted() {
        return false;
    }
    let is_named = |word: &str| word.starts_with(char::is_uppercase);
    let mut words = whole.words();
    if !(words.next().is_some_and(is_named) && words.next().is_some_and(is_named)) {
        return false;
    }
    let folded: Vec<&str> = whole.folded.split(' ').collect();
    let Some(is) = folded.iter().position(|word| WORDS.biography_verbs.contains(word)) else {
        return false;
    };
    folded.iter().any(|word| WORDS.biographies.contains(word))
        && !folded.iter().any(|word| WORDS.speech_verbs.contains(word))
        && !is_named_above(folded[1.min(is)], whole.first_token, analysis)
}

/// Returns whether a longer paragraph above has the word.
fn is_named_above(word: &str, first_token: u32, analysis: &Analysis) -> bool {
    analysis
        .paragraphs
        .iter()
        .take_while(|paragraph| paragraph.tokens.end <= first_token)
        .filter(|paragraph| paragraph.tokens.len() >= STORY_TOKENS_MIN)
        .any(|paragraph| paragraph.tokens.clone().any(|token| analysis.token(token as usize) == word))
}
