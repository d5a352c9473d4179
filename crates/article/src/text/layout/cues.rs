//! Lists of cues, and how they are looked up in a text.
//!
//! A cue is written as its folded tokens. A `#` at its end matches any token of digits. A slash
//! before it, or a colon or bracket after it, must be there in the original text too: `credit:`
//! labels a caption, `credit` alone may be anything.

use super::super::word_filter::{WordFilter, word_bit};
use crate::text::{Analysis, Token};
use std::ops::Range;

/// A list of cues, looked up at every token of every short paragraph.
pub(crate) struct Cues {
    cues: Vec<&'static str>,
    /// Their first words; most tokens of a text are none of them.
    first_words: WordFilter,
}

/// Lists that are looked up together at every token.
pub(crate) struct CueTables<const TABLES: usize> {
    tables: [Cues; TABLES],
    /// The first words of all of them.
    first_words: WordFilter,
}

impl Cues {
    pub(crate) fn new(cues: impl IntoIterator<Item = &'static str>) -> Self {
        let cues: Vec<&'static str> = cues.into_iter().collect();
        let first_word = |cue: &&'static str| {
            let words = cue.trim_start_matches('/');
            &words[..words.find([' ', ':', ')']).unwrap_or(words.len())]
        };
        Cues { first_words: WordFilter::of(cues.iter().map(first_word)), cues }
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.cues.len()
    }

    /// Returns whether `tokens` open with a cue.
    #[inline]
    pub(crate) fn opens(&self, text: &str, analysis: &Analysis, tokens: &Range<u32>) -> bool {
        self.may_open(analysis, tokens) && self.ends(text, analysis, tokens).next().is_some()
    }

    /// Returns whether `tokens` end with a cue.
    pub(crate) fn closes(&self, text: &str, analysis: &Analysis, tokens: &Range<u32>) -> bool {
        tokens.clone().any(|first| self.is_whole(text, analysis, &(first..tokens.end)))
    }

    /// Returns whether `tokens` are a cue and nothing more.
    #[inline]
    pub(crate) fn is_whole(&self, text: &str, analysis: &Analysis, tokens: &Range<u32>) -> bool {
        self.may_open(analysis, tokens) && self.ends(text, analysis, tokens).any(|end| end == tokens.end)
    }

    /// Returns whether a cue may start with the first of `tokens`. For most it does not, and the
    /// search ends here.
    #[inline]
    fn may_open(&self, analysis: &Analysis, tokens: &Range<u32>) -> bool {
        let first = analysis.tokens[tokens.start as usize..tokens.end as usize].first();
        first.is_some_and(|token| self.first_words.has_bit(bit_of(analysis, token)))
    }

    /// The index after the last token of each cue with which `tokens` open.
    fn ends(&self, text: &str, analysis: &Analysis, tokens: &Range<u32>) -> impl Iterator<Item = u32> {
        let folded = analysis.folded_of(tokens).as_bytes();
        let fitting = self.cues.iter().filter(|cue| ends_fit(cue, folded));
        fitting.filter_map(|cue| end_of(cue, text, analysis, tokens))
    }
}

/// Returns whether the first and the last byte of a cue's words are where they must be. This rules
/// out nearly all cues that share a first word.
#[inline]
fn ends_fit(cue: &str, folded: &[u8]) -> bool {
    let words = cue.as_bytes();
    let words = words.strip_prefix(b"/").unwrap_or(words);
    let words = match words {
        [words @ .., b' ', b'#'] | [words @ .., b':' | b')'] => words,
        words => words,
    };
    folded.first() == words.first() && folded.get(words.len() - 1) == words.last()
}

#[inline]
fn bit_of(analysis: &Analysis, token: &Token) -> usize {
    word_bit(analysis.folded.as_bytes(), token.folded_start as usize, token.folded_end as usize)
}

impl<const TABLES: usize> CueTables<TABLES> {
    pub(crate) fn new(tables: [Cues; TABLES]) -> Self {
        let first_words =
            tables.iter().fold(WordFilter::default(), |all, table| all.joined(&table.first_words));
        CueTables { tables, first_words }
    }

    /// For each list whether one of its cues is anywhere in `tokens`. Most tokens cost a look at
    /// one bit.
    pub(crate) fn found_in(&self, text: &str, analysis: &Analysis, tokens: &Range<u32>) -> [bool; TABLES] {
        let mut found = [false; TABLES];
        let folded = analysis.folded.as_bytes();
        let spans = &analysis.tokens[tokens.start as usize..tokens.end as usize];
        for (token, first) in spans.iter().zip(tokens.start..) {
            let bit = word_bit(folded, token.folded_start as usize, token.folded_end as usize);
            if !self.first_words.has_bit(bit) {
                continue;
            }
            for (table, found) in self.tables.iter().zip(&mut found) {
                *found |= table.first_words.has_bit(bit) && table.opens(text, analysis, &(first..tokens.end));
            }
        }
        found
    }
}

/// The index after the last token of `cue`, if `tokens`, of which there is at least one, open with
/// it.
fn end_of(cue: &str, text: &str, analysis: &Analysis, tokens: &Range<u32>) -> Option<u32> {
    let (after_slash, words) = cue.strip_prefix('/').map_or((false, cue), |words| (true, words));
    let (sign_after, words) = match words.as_bytes() {
        [.., b':'] => (Some([':', '：']), &words[..words.len() - 1]),
        [.., b')'] => (Some([')', '）']), &words[..words.len() - 1]),
        _ => (None, words),
    };
    let (number_after, words) = words.strip_suffix(" #").map_or((false, words), |words| (true, words));
    // Tokens are joined by one space in the folded text, and so are the words of a cue.
    let rest = analysis.folded_of(tokens).as_bytes().strip_prefix(words.as_bytes())?;
    if !matches!(rest, [] | [b' ', ..]) {
        return None;
    }
    let mut end = tokens.start + words.split(' ').count() as u32;
    if number_after {
        let number = (end < tokens.end).then(|| analysis.token(end as usize))?;
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        end += 1;
    }
    let start_byte = analysis.tokens[tokens.start as usize].start as usize;
    let end_byte = analysis.tokens[end as usize - 1].end as usize;
    let has_slash = !after_slash || text[..start_byte].trim_end().ends_with('/');
    let has_sign = sign_after.is_none_or(|signs| text[end_byte..].trim_start().starts_with(signs));
    (has_slash && has_sign).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::analyse;

    #[test]
    fn a_colon_or_slash_of_a_cue_must_be_in_the_text() {
        for (text, found) in [
            ("A quay (Credit : Mira)", true),
            ("A credit to the town", false),
            ("POOL / AFP", true),
            ("told AFP", false),
        ] {
            let mut analysis = Analysis::default();
            analyse(text, &mut analysis);
            let tables = CueTables::new([Cues::new(["credit:", "/afp"])]);
            assert_eq!(tables.found_in(text, &analysis, &analysis.all_tokens()), [found], "{text}");
        }
    }
}
