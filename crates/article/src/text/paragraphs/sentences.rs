//! Ends of sentences, as far as punctuation shows.

use crate::text::tokens::position;
use crate::word_table;
use std::ops::Range;
use std::sync::LazyLock;

/// A sentence of fewer bytes is joined with the next one. A cut after a sentence depends on that
/// sentence alone, so the same sentences give the same pieces anywhere.
const SENTENCE_BYTES_MIN: usize = 60;

/// Words, without their full stop, after which a full stop ends no sentence.
static ABBREVIATIONS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| word_table::words(include_str!("../../../data/abbreviations.tsv")).collect());
/// Bytes of the longest abbreviation.
const ABBREVIATION_BYTES_MAX: usize = 6;

/// Signs that may be between a stop and the first letter after it. Text with more is not prose, and
/// a search without an end for every stop would be quadratic.
const OPENING_SIGNS_MAX: usize = 32;

/// Full stops of scripts that put no space after them.
pub(crate) const WIDE_STOPS: [char; 4] = ['。', '！', '？', '｡'];

/// Returns whether `text` ends where a sentence does: a stop, and any closing quotation marks or
/// brackets.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(is_closing).ends_with(is_stop)
}

/// The pieces of a long paragraph, without the white space around them.
///
/// A cut follows every sentence of at least [`SENTENCE_BYTES_MIN`] bytes. Text without stops is one
/// piece. Linear.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start == text.len() {
            return None;
        }
        let mut sentence_start = start;
        let end = loop {
            let end = sentence_end(text, sentence_start);
            if end == text.len() || end - sentence_start >= SENTENCE_BYTES_MIN {
                break end;
            }
            sentence_start = skip_white_space(text, end);
        };
        let piece = start..end;
        start = skip_white_space(text, end);
        Some(piece)
    })
}

fn skip_white_space(text: &str, from: usize) -> usize {
    text.len() - text[from..].trim_start().len()
}

/// The end of the sentence that starts at `start`, or of the text.
fn sentence_end(text: &str, start: usize) -> usize {
    let mut from = start;
    while let Some(stop) = next_stop(text, from) {
        let after_stops = text[stop..].trim_start_matches(is_stop);
        let after = after_stops.trim_start_matches(is_closing);
        let end = text.len() - after.len();
        let is_wide = text[stop..].starts_with(WIDE_STOPS);
        if is_wide || (opens_sentence(after) && !abbreviates(text, start, stop)) {
            return end;
        }
        from = end;
    }
    text.len()
}

/// The offset of the next stop at or after `from`.
fn next_stop(text: &str, from: usize) -> Option<usize> {
    let may_be_stop = |byte: u8| (byte == b'.') | (byte == b'!') | (byte == b'?') | (byte >= 0x80);
    let mut at = from;
    loop {
        at += position(&text.as_bytes()[at..], may_be_stop)?;
        let character = text[at..].chars().next()?;
        if is_stop(character) {
            return Some(at);
        }
        at += character.len_utf8();
    }
}

/// Returns whether a character is a mark that ends a sentence, in any script.
pub fn is_stop(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '।' | '؟' | '۔') || WIDE_STOPS.contains(&character)
}

/// Quotation marks and brackets that close; “ closes a German quotation.
fn is_closing(character: char) -> bool {
    matches!(character, '"' | '\'' | '”' | '’' | '“' | '»' | ')' | ']' | '」' | '』' | '）' | '》')
}

/// Returns whether `after`, the text after a stop and closing marks, opens a sentence: white space,
/// then no lower-case letter, signs such as an opening quotation mark aside.
fn opens_sentence(after: &str) -> bool {
    let rest = after.trim_start();
    let opening = || rest.chars().take(OPENING_SIGNS_MAX).find(|character| character.is_alphanumeric());
    rest.len() < after.len() && !opening().is_some_and(char::is_lowercase)
}

/// Returns whether the full stop at `stop` belongs to an abbreviation or an initial.
fn abbreviates(text: &str, start: usize, stop: usize) -> bool {
    if !text[stop..].starts_with('.') || text[stop..].starts_with("..") {
        return false;
    }
    let before = &text[start..stop];
    let word = before.rsplit(|character: char| !character.is_alphabetic()).next().unwrap_or(before);
    let mut letters = word.chars();
    let is_single_letter = letters.next().is_some() && letters.next().is_none();
    let is_known = || ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(word));
    is_single_letter || (word.len() <= ABBREVIATION_BYTES_MAX && is_known())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        pieces(text).map(|piece| &text[piece]).collect()
    }

    const LONG: &str = "The harbour board of Ostvik met on Monday to look at the plans for a new quay.";
    const OTHER: &str =
        "“We have waited for this day since the old one sank,” said Mayor J. T. Aalto of St. Olav.”";

    #[test]
    fn a_cut_follows_each_long_sentence_and_no_abbreviation() {
        assert_eq!(cut(&format!("{LONG} {OTHER}  {LONG}")), [LONG, OTHER, LONG]);
    }

    #[test]
    fn no_cut_follows_an_abbreviation_of_the_table() {
        for word in ABBREVIATIONS.iter() {
            assert!(word.chars().all(char::is_alphabetic) && word.to_lowercase() == **word, "{word}");
            let text = format!("The harbour board of Ostvik met last Monday to hear what {word}. {LONG}");
            assert_eq!(cut(&text), [text.as_str()], "{word}");
        }
    }

    #[test]
    fn a_short_sentence_is_joined_with_the_next() {
        let both = format!("It rained. {LONG}");
        assert_eq!(cut(&format!("{both} {OTHER} It rained.")), [both.as_str(), OTHER, "It rained."]);
    }

    #[test]
    fn lower_case_after_a_stop_continues_the_sentence() {
        let text = format!(
            "{} asked the board of the harbour. {LONG}",
            "Where shall the ships go in the meantime? "
        );
        assert_eq!(cut(&text).len(), 2);
    }

    #[test]
    fn wide_stops_need_no_space() {
        let sentence = "港湾委員会は月曜日に新しい埠頭の計画について話し合った。";
        assert_eq!(cut(&sentence.repeat(3)), [sentence; 3]);
    }

    #[test]
    fn stops_without_a_sentence_between_them_cost_no_search_to_the_end() {
        for text in ["<!".repeat(500_000), "! <".repeat(300_000) + "a", "?- ".repeat(300_000) + "a"] {
            assert!(cut(&text).iter().map(|piece| piece.len()).sum::<usize>() <= text.len());
        }
    }

    #[test]
    fn text_without_stops_is_one_piece() {
        let text = "word ".repeat(50_000);
        assert_eq!(cut(text.trim()), [text.trim()]);
    }

    #[test]
    fn the_longest_abbreviation_has_the_stated_length() {
        assert_eq!(ABBREVIATIONS.iter().map(|word| word.len()).max(), Some(ABBREVIATION_BYTES_MAX));
    }
}
