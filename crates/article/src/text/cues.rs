//! How the words of `cue_words` are looked up in a text.

use std::ops::Range;

use super::{Analysis, Token};

/// A table of cues that is asked about every token of every short paragraph.
pub(super) struct Cues {
    cues: &'static [&'static str],
    /// The bits of the first words; most tokens of a text have none of them.
    first_words: [u64; FILTER_WORDS],
}

/// Tables that are asked together about every token.
pub(super) struct CueTables<const TABLES: usize> {
    tables: [&'static Cues; TABLES],
    /// The bits of the first words of all of them.
    first_words: [u64; FILTER_WORDS],
}

/// 64-bit words of a table's filter: at 60 cues one word of text in 60 or so passes it by chance.
const FILTER_WORDS: usize = 64;

/// The place in the filter of the word that `bytes[start..end]` spell, which is not empty.
const fn filter_bit(bytes: &[u8], start: usize, end: usize) -> usize {
    let (first, middle, last) = (bytes[start], bytes[start + (end - start) / 2], bytes[end - 1]);
    (first as usize + middle as usize * 37 + last as usize * 331 + (end - start) * 1_511)
        % (64 * FILTER_WORDS)
}

impl Cues {
    pub(super) const fn new(cues: &'static [&'static str]) -> Self {
        let mut first_words = [0; FILTER_WORDS];
        let mut i = 0;
        while i < cues.len() {
            let cue = cues[i].as_bytes();
            let start = if cue[0] == b'/' { 1 } else { 0 };
            let mut end = start;
            while end < cue.len() && !matches!(cue[end], b' ' | b':' | b')') {
                end += 1;
            }
            let bit = filter_bit(cue, start, end);
            first_words[bit / 64] |= 1 << (bit % 64);
            i += 1;
        }
        Cues { cues, first_words }
    }

    /// Whether `tokens` open with a cue.
    #[inline]
    pub(super) fn opens(&self, text: &str, analysis: &Analysis, tokens: &Range<u32>) -> bool {
        self.may_open(analysis, tokens) && self.ends(text, analysis, tokens).next().is_some()
    }

    /// Whether `tokens` end with a cue.
    pub(super) fn closes(&self, text: &str, analysis: &Analysis, tokens: &Range<u32>) -> bool {
        tokens.clone().any(|first| self.is_whole(text, analysis, &(first..tokens.end)))
    }

    /// Whether `tokens` are a cue and nothing more.
    #[inline]
    pub(super) fn is_whole(&self, text: &str, analysis: &Analysis, tokens: &Range<u32>) -> bool {
        self.may_open(analysis, tokens) && self.ends(text, analysis, tokens).any(|end| end == tokens.end)
    }

    /// Whether a cue may begin with the first of `tokens`: for most it does not, and that is all that is asked.
    #[inline]
    fn may_open(&self, analysis: &Analysis, tokens: &Range<u32>) -> bool {
        let first = analysis.tokens[tokens.start as usize..tokens.end as usize].first();
        first.is_some_and(|token| self.holds(bit_of(analysis, token)))
    }

    /// After the last token of each cue with which `tokens` open.
    fn ends(&self, text: &str, analysis: &Analysis, tokens: &Range<u32>) -> impl Iterator<Item = u32> {
        let folded = analysis.folded_of(tokens).as_bytes();
        let fitting = self.cues.iter().filter(|cue| ends_fit(cue, folded));
        fitting.filter_map(|cue| end_of(cue, text, analysis, tokens))
    }

    /// Whether a cue may begin with a word of this bit; wrong now and then, but never with a no.
    #[inline]
    fn holds(&self, bit: usize) -> bool {
        self.first_words[bit / 64] >> (bit % 64) & 1 != 0
    }
}

/// Whether the first and the last byte of a cue's words stand where they must: of those that share a first word nearly all are told apart.
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
    filter_bit(analysis.folded.as_bytes(), token.folded_start as usize, token.folded_end as usize)
}

impl<const TABLES: usize> CueTables<TABLES> {
    pub(super) const fn new(tables: [&'static Cues; TABLES]) -> Self {
        let mut first_words = [0; FILTER_WORDS];
        let mut i = 0;
        while i < TABLES * FILTER_WORDS {
            first_words[i % FILTER_WORDS] |= tables[i / FILTER_WORDS].first_words[i % FILTER_WORDS];
            i += 1;
        }
        CueTables { tables, first_words }
    }

    /// For each table whether one of its cues stands anywhere in `tokens`. For most tokens this looks at one bit.
    pub(super) fn stand_in(&self, text: &str, analysis: &Analysis, tokens: &Range<u32>) -> [bool; TABLES] {
        let mut found = [false; TABLES];
        let folded = analysis.folded.as_bytes();
        let places = &analysis.tokens[tokens.start as usize..tokens.end as usize];
        for (token, first) in places.iter().zip(tokens.start..) {
            let bit = filter_bit(folded, token.folded_start as usize, token.folded_end as usize);
            if self.first_words[bit / 64] >> (bit % 64) & 1 == 0 {
                continue;
            }
            for (table, found) in self.tables.iter().zip(&mut found) {
                *found |= table.holds(bit) && table.opens(text, analysis, &(first..tokens.end));
            }
        }
        found
    }
}

/// After the last token of `cue`, if `tokens`, of which there is at least one, open with it.
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
    let slash_holds = !after_slash || text[..start_byte].trim_end().ends_with('/');
    let sign_holds = sign_after.is_none_or(|signs| text[end_byte..].trim_start().starts_with(signs));
    (slash_holds && sign_holds).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::super::analyse;
    use super::super::cue_words::{
        AGENCY, BYLINE_ENDING, BYLINE_LABEL, BYLINE_OPENING, CAPTION, CAPTION_OPENING, CAPTION_PLACE, CREDIT,
        CREDIT_OPENING,
    };
    use super::*;

    fn analysis_of(text: &str) -> Analysis {
        let mut analysis = Analysis::default();
        analyse(text, &mut analysis);
        analysis
    }

    #[test]
    fn every_cue_is_written_as_its_folded_tokens() {
        let tables = [
            &CAPTION,
            &CAPTION_OPENING,
            &CAPTION_PLACE,
            &CREDIT_OPENING,
            &CREDIT,
            &BYLINE_OPENING,
            &BYLINE_LABEL,
            &BYLINE_ENDING,
            &AGENCY,
        ];
        for cue in tables.iter().flat_map(|table| table.cues) {
            let text = cue.replace('#', "2031");
            let words = text.trim_start_matches('/').trim_end_matches([':', ')']);
            let analysis = analysis_of(&text);
            assert_eq!(analysis.folded, words);
            let all = 0..analysis.tokens.len() as u32;
            assert!(tables.iter().any(|table| table.is_whole(&text, &analysis, &all)), "{cue}");
        }
    }

    #[test]
    fn a_colon_or_slash_of_a_cue_must_stand_in_the_text() {
        for (text, found) in [
            ("A quay (Credit : Mira)", true),
            ("A credit to the town", false),
            ("POOL / AFP", true),
            ("told AFP", false),
        ] {
            let analysis = analysis_of(text);
            let all = 0..analysis.tokens.len() as u32;
            assert_eq!(CueTables::new([&CAPTION]).stand_in(text, &analysis, &all), [found], "{text}");
        }
    }
}
