//! Units of the tail of a paragraph: lines, sentences, and parts between gaps.

use crate::text::paragraphs::ends_sentence;
use crate::text::{Analysis, Token};
use std::ops::Range;

/// A longer unit is running text, in bytes.
const UNIT_BYTES_MAX: usize = 700;
/// So many white-space characters in a row separate parts of a text that lost its line breaks.
const GAP_CHARACTERS_MIN: usize = 3;
/// Digits of a telephone number without and with its area.
const PHONE_DIGITS: [&[usize]; 3] = [&[3, 3, 4], &[3, 4], &[1, 3, 3, 4]];
/// A database number has at least this many characters.
const CODE_CHARACTERS_MIN: usize = 10;

/// A unit with its words.
pub(super) struct TailUnit<'a> {
    /// Its bytes in the text.
    pub(super) bytes: Range<usize>,
    pub(super) content: &'a str,
    pub(super) folded: &'a str,
    /// True if it is the whole of a line, or all between two gaps.
    pub(super) is_line: bool,
    text: &'a str,
    tokens: &'a [Token],
    /// Index of the first token.
    pub(super) first_token: u32,
}

impl<'a> TailUnit<'a> {
    /// A unit of some bytes, whose tokens are among `tokens`.
    pub(super) fn new(
        text: &'a str,
        analysis: &'a Analysis,
        bytes: Range<usize>,
        tokens: &Range<u32>,
    ) -> TailUnit<'a> {
        let all = &analysis.tokens[tokens.start as usize..tokens.end as usize];
        let from = tokens.start + all.partition_point(|token| (token.start as usize) < bytes.start) as u32;
        let to = tokens.start + all.partition_point(|token| (token.start as usize) < bytes.end) as u32;
        TailUnit {
            content: &text[bytes.clone()],
            bytes,
            folded: analysis.folded_of(&(from..to)),
            is_line: true,
            text,
            tokens: &analysis.tokens[from as usize..to as usize],
            first_token: from,
        }
    }

    pub(super) fn n_tokens(&self) -> usize {
        self.tokens.len()
    }

    /// The bytes of its words in `folded`.
    pub(super) fn folded_words(&self) -> impl Iterator<Item = Range<usize>> + use<'_, 'a> {
        let first = self.tokens.first().map_or(0, |first| first.folded_start);
        let of_token =
            move |token: &Token| (token.folded_start - first) as usize..(token.folded_end - first) as usize;
        self.tokens.iter().map(of_token)
    }

    /// Number of words between white space: an address is one.
    pub(super) fn n_words(&self) -> usize {
        self.content.split_whitespace().count()
    }

    /// Returns whether square brackets enclose it.
    pub(super) fn is_bracketed(&self) -> bool {
        self.content.starts_with('[') && self.content.ends_with(']')
    }

    /// The original words of the tokens.
    pub(super) fn words(&self) -> impl DoubleEndedIterator<Item = &'a str> + use<'_, 'a> {
        self.tokens.iter().map(|token| &self.text[token.start as usize..token.end as usize])
    }

    /// Returns whether the words of an opening are set off from the rest: several words are, a
    /// single one if it is all or a colon, a dash or a word glued to it follows.
    pub(super) fn is_set_off(&self, opening: &str) -> bool {
        let n_words = opening.split(' ').count();
        if n_words > 1 || n_words >= self.n_tokens() {
            return true;
        }
        let rest = self.text[self.tokens[n_words - 1].end as usize..self.bytes.end].trim_start();
        rest.starts_with([':', '：', '|', '>', '/'])
    }

    /// Returns whether it begins or ends with a quotation mark: somebody says it.
    pub(super) fn is_quoted(&self) -> bool {
        self.content.starts_with(['"', '“', '‘', '\'', '„', '«'])
            || self.content.ends_with(['"', '”', '“', '»', '’'])
    }

    /// Returns whether it has letters, all of them capitals.
    pub(super) fn is_in_capitals(&self) -> bool {
        self.content.contains(char::is_uppercase) && !self.content.contains(char::is_lowercase)
    }

    /// Returns whether its first letter is in lower case.
    pub(super) fn is_lower(&self) -> bool {
        self.content.chars().find(|first| first.is_alphabetic()).is_some_and(char::is_lowercase)
    }

    pub(super) fn ends_with_stop(&self) -> bool {
        ends_sentence(self.content)
    }

    /// Returns whether every word but short ones (of, the, and) begins with a capital or is a
    /// figure.
    pub(super) fn is_capitalised(&self) -> bool {
        self.words().all(|word| !word.starts_with(char::is_lowercase) || word.len() <= 3)
            && self.words().any(|word| word.starts_with(char::is_uppercase))
    }

    /// Returns whether it ends with a telephone number.
    pub(super) fn has_phone(&self) -> bool {
        let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
        let lens: Vec<usize> = self.words().rev().take_while(is_number).take(5).map(str::len).collect();
        PHONE_DIGITS.iter().any(|digits| lens.iter().rev().copied().eq(digits.iter().copied()))
    }

    /// Returns whether it is digits of a telephone number alone.
    pub(super) fn is_phone(&self) -> bool {
        let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        self.n_tokens() <= 4 && self.words().all(is_number) && self.has_phone()
    }

    /// Returns whether it is an address of a page or a mailbox with at most a few words before it.
    pub(super) fn is_address(&self) -> bool {
        let is_address = |word: &str| {
            word.contains("://") || word.starts_with("www.") || (word.contains('@') && word.len() > 3)
        };
        if !["://", "www.", "@"].iter().any(|sign| self.content.contains(sign)) {
            return false;
        }
        let mut words = self.content.split_whitespace();
        let n_addresses = words.clone().filter(|word| is_address(word)).count();
        let is_post = self.content.contains("(@") || self.content.contains("pic.twitter");
        n_addresses > 0
            && !is_post
            && words.clone().count() - n_addresses <= ADDRESS_WORDS_MAX
            && words.next_back().is_some_and(is_address)
    }

    /// Returns whether it has a number of letters and digits, as databases give their records.
    pub(super) fn has_code_number(&self) -> bool {
        self.words().any(|word| {
            word.len() >= CODE_CHARACTERS_MIN
                && word.is_ascii()
                && word.bytes().filter(u8::is_ascii_digit).count() * 2 >= word.len()
        })
    }
}

/// A line with an address and at most this many words is a link.
const ADDRESS_WORDS_MAX: usize = 12;

/// The last unit of some bytes of a paragraph whose tokens are `tokens`; `None` if it is long, or
/// if there is nothing.
pub(super) fn last_unit<'a>(
    text: &'a str,
    analysis: &'a Analysis,
    bytes: Range<usize>,
    tokens: &Range<u32>,
) -> Option<TailUnit<'a>> {
    let content = text[bytes.clone()].trim_end();
    if content.is_empty() {
        return None;
    }
    let (len, is_line) = last_unit_len(content)?;
    let end = bytes.start + content.len();
    let mut unit = TailUnit::new(text, analysis, end - len..end, tokens);
    unit.is_line = is_line;
    Some(unit)
}

/// The bytes of the last unit of content without white space at its end, and whether a line break,
/// a gap or the start of the content precedes it.
fn last_unit_len(content: &str) -> Option<(usize, bool)> {
    let bytes = content.as_bytes();
    // Never more than one byte too many is looked at.
    let least = content.len().saturating_sub(UNIT_BYTES_MAX + 1);
    let mut gap = 0;
    let (mut unit_start, mut at) = (content.len(), content.len());
    while at > 0 {
        if gap == 0 {
            at = before_small_words(bytes, at, least);
            unit_start = at;
        }
        if content.len() - at > UNIT_BYTES_MAX {
            return None;
        }
        let Some(character) = content[..at].chars().next_back() else { break };
        let end = at;
        at -= character.len_utf8();
        if content.len() - at > UNIT_BYTES_MAX {
            return None;
        }
        if character.is_whitespace() {
            gap += 1;
            if matches!(character, '\n' | '\r' | '\u{2028}' | '\u{2029}') || gap >= GAP_CHARACTERS_MIN {
                return Some((content.len() - unit_start, true));
            }
            continue;
        }
        let (before, after) = (&content[..end], &content[unit_start..]);
        if gap > 0 && !starts_lower(after) && ends_sentence(before) && !is_abbreviated(before) {
            return Some((content.len() - unit_start, false));
        }
        gap = 0;
        unit_start = at;
    }
    Some((content.len(), true))
}

/// Returns where the words before an offset start, as far back as no unit can: within a word none
/// does, nor at a word in small letters after one space. About as far back as `least` at most.
fn before_small_words(bytes: &[u8], mut at: usize, least: usize) -> usize {
    loop {
        while at > least && bytes[at - 1].is_ascii_graphic() {
            at -= 1;
        }
        let is_small = bytes.get(at).is_some_and(u8::is_ascii_lowercase);
        let is_after_word = at > least + 1 && bytes[at - 1] == b' ' && bytes[at - 2].is_ascii_graphic();
        if !(is_small && is_after_word) {
            return at;
        }
        at -= 2;
    }
}

fn starts_lower(text: &str) -> bool {
    text.chars().find(|first| first.is_alphanumeric()).is_some_and(char::is_lowercase)
}

/// Returns whether a full stop follows an initial.
fn is_abbreviated(before: &str) -> bool {
    let Some(word) = before.strip_suffix('.') else { return false };
    let word = word.rsplit(|character: char| !character.is_alphabetic()).next().unwrap_or(word);
    word.chars().count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition, character by character.
    fn plain(content: &str) -> Option<(usize, bool)> {
        let (mut gap, mut unit_start) = (0, content.len());
        for (at, character) in content.char_indices().rev() {
            if content.len() - at > UNIT_BYTES_MAX {
                return None;
            }
            if character.is_whitespace() {
                gap += 1;
                if matches!(character, '\n' | '\r' | '\u{2028}' | '\u{2029}') || gap >= GAP_CHARACTERS_MIN {
                    return Some((content.len() - unit_start, true));
                }
                continue;
            }
            let (before, after) = (&content[..at + character.len_utf8()], &content[unit_start..]);
            if gap > 0 && !starts_lower(after) && ends_sentence(before) && !is_abbreviated(before) {
                return Some((content.len() - unit_start, false));
            }
            gap = 0;
            unit_start = at;
        }
        Some((content.len(), true))
    }

    proptest! {
        #[test]
        fn the_last_unit_is_that_of_the_plain_definition(
            pieces in prop::collection::vec(prop_oneof![
                4 => prop::sample::select(vec![" ", "  ", "\n", "\u{a0}", ". ", ".” ", "! ", "A. ", "The ", "quay ", "7 ", "é", "港。", "\u{2028}", "\t"]).prop_map(str::to_owned),
                2 => "[A-Za-z0-9,]{1,9}",
                1 => (690usize..710).prop_map(|len| "x".repeat(len)),
                1 => any::<char>().prop_map(String::from),
            ], 0..30),
        ) {
            let content = pieces.concat();
            let content = content.trim_end();
            prop_assert_eq!(last_unit_len(content), plain(content), "{}", content);
        }
    }
}
