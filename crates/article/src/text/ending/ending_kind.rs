//! Endings of paragraphs.

use super::words::WORDS;
use crate::text::layout::is_left_open;
use crate::text::paragraphs::ends_sentence;
use crate::text::{Analysis, Paragraph};
use serde::{Deserialize, Serialize};

/// A letter ends with a greeting and a comma.
const SALUTATION_TOKENS_MAX: u32 = 4;
/// The words before a colon that say what it announces.
const ANNOUNCING_TOKENS: u32 = 16;
/// A sentence that breaks off has at least this many tokens; shorter lines are labels.
const SENTENCE_TOKENS_MIN: u32 = 6;
/// A row of figures has at most this many tokens.
const ROW_TOKENS_MAX: u32 = 12;
/// A quotation of fewer tokens is a label or an arrow.
const QUOTATION_TOKENS_MIN: u32 = 5;
/// Fewest tokens of a paragraph without a single stop that has lost its punctuation.
const UNPUNCTUATED_TOKENS_MIN: u32 = 40;

/// The ending of a paragraph.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    bincode::Encode,
    bincode::Decode,
)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Ending {
    /// With a stop or a bracket, in figures, or as an embedded post ends.
    #[default]
    Closed,
    /// With a colon, which announces more.
    Announcement,
    /// Without any of these.
    Open,
    /// Without any of these, as the whole of a long paragraph is: its punctuation was lost.
    Unpunctuated,
    /// With a word or a comma after which no line ends, or inside a bracket.
    Dangling,
    /// Within a quotation, without a stop.
    OpenQuotation,
    /// With dots in place of missing text.
    Ellipsis,
    /// With dots after a word that ends no sentence, or with a count of missing characters.
    CutMark,
}

impl Ending {
    /// Returns whether more text may have followed.
    pub fn is_open(self) -> bool {
        self != Ending::Closed
    }
}

/// Returns the ending of a paragraph. Linear in its quotation marks and, if it has no stop, in
/// its bytes.
pub fn ending(text: &str, analysis: &Analysis, paragraph: &Paragraph) -> Ending {
    let content = &text[paragraph.start as usize..paragraph.end as usize];
    let n_tokens = paragraph.tokens.len() as u32;
    if n_tokens == 0 {
        return Ending::Closed;
    }
    let last = analysis.token(paragraph.tokens.end as usize - 1);
    if let Some(ending) = dots(content, last) {
        return ending;
    }
    if content.ends_with([':', '：']) {
        let announces_media = announced(analysis, paragraph).any(|word| WORDS.lost_media.contains(word));
        return if announces_media { Ending::Closed } else { Ending::Announcement };
    }
    let is_closed = ends_sentence(content) || content.ends_with([')', '）', ']', '】', '։', '።', ';']);
    if is_closed || ends_as_post_or_row(content, last, n_tokens) {
        return Ending::Closed;
    }
    if n_tokens >= UNPUNCTUATED_TOKENS_MIN && !has_stop(content) {
        return Ending::Unpunctuated;
    }
    let ends_with_mark = content.ends_with(['“', '”', '„', '«', '»', '‟']);
    if n_tokens >= QUOTATION_TOKENS_MIN
        && !ends_with_mark
        && is_left_open(content, analysis.quotation_marks(paragraph))
    {
        return Ending::OpenQuotation;
    }
    if content.chars().next_back().is_some_and(is_of_script_without_stops) {
        Ending::Closed
    } else if (content.ends_with([',', '，', '、', '،']) && n_tokens > SALUTATION_TOKENS_MAX)
        || (n_tokens >= SENTENCE_TOKENS_MIN && (breaks_off(content, last) || has_open_bracket(content)))
    {
        Ending::Dangling
    } else {
        Ending::Open
    }
}

/// The last words of a paragraph.
fn announced<'a>(analysis: &'a Analysis, paragraph: &Paragraph) -> impl Iterator<Item = &'a str> {
    let first = paragraph.tokens.start.max(paragraph.tokens.end.saturating_sub(ANNOUNCING_TOKENS));
    (first..paragraph.tokens.end).map(|token| analysis.token(token as usize))
}

/// The ending of content that ends with dots that no quotation mark closes; in brackets and before
/// a count of missing characters (`… [+2114 chars]`), too.
fn dots(content: &str, last: &str) -> Option<Ending> {
    let counted = content
        .strip_suffix(" chars]")
        .map(|rest| rest.trim_end_matches(|sign: char| sign.is_ascii_digit()))
        .and_then(|rest| rest.strip_suffix("[+"));
    if counted.is_some() {
        return Some(Ending::CutMark);
    }
    let inside = content.trim_end_matches([']', ')']);
    let before = inside.trim_end_matches(['.', '…', ' ']);
    let has_dots = inside.ends_with('…') || inside.ends_with("...");
    // An address cut short by its page is not text that is missing.
    let is_address = || before.rsplit(char::is_whitespace).next().is_some_and(|word| word.contains("://"));
    if !has_dots || is_address() {
        return None;
    }
    let is_cut = breaks_off(before, last) && before.ends_with(char::is_alphabetic);
    Some(if is_cut { Ending::CutMark } else { Ending::Ellipsis })
}

/// Returns whether the last word of content is one after which no sentence ends, and no name.
fn breaks_off(content: &str, last: &str) -> bool {
    let word = content.rsplit(|character: char| !character.is_alphanumeric()).next().unwrap_or(content);
    WORDS.dangling.contains(last) && !word.starts_with(char::is_uppercase)
}

/// Returns whether content ends as an embedded post does (its writer in brackets, a date, the
/// address of a picture), or as a row of figures.
fn ends_as_post_or_row(content: &str, last: &str, n_tokens: u32) -> bool {
    let word = content.rsplit(char::is_whitespace).next().unwrap_or(content);
    let is_figure = n_tokens <= ROW_TOKENS_MAX && last.ends_with(|last: char| last.is_ascii_digit());
    is_figure || word.contains("://") || word.starts_with("pic.") || content.contains("(@")
}

/// Returns whether a stop, with white space after it, is anywhere in a paragraph.
fn has_stop(content: &str) -> bool {
    let is_stop = |pair: &[u8]| matches!(pair[0], b'.' | b'!' | b'?') && pair[1].is_ascii_whitespace();
    content.as_bytes().windows(2).any(is_stop) || content.contains(['。', '！', '？', '।', '؟', '۔', '”'])
}

fn has_open_bracket(content: &str) -> bool {
    let open = content.rfind('(');
    open.is_some_and(|open| !content[open..].contains(')'))
}

/// Returns whether a character is Thai, Lao, Khmer or Burmese, which end sentences with a space or
/// with separate signs.
fn is_of_script_without_stops(character: char) -> bool {
    matches!(character, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}
