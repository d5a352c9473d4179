//! A text as the page shows it: its tokens for alignment, its parts, and its offsets as a browser
//! counts them.

use crate::pairs::tokenised::TokenisedText;
use serde::Serialize;
use std::ops::Range;
use wirecopy_article::text::{Analysis, Role, analyse, quotations};
use wirecopy_reuse::shingle::token_hashes;

/// A stretch of text in UTF-16 units, and the letter of what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct TextPart(pub(crate) u32, pub(crate) u32, pub(crate) char);

/// A text that is ready to be aligned and shown.
pub(crate) struct PreparedText {
    pub(crate) tokens: TokenisedText,
    /// Byte → UTF-16 units before it.
    units: Vec<u32>,
    /// First token of each paragraph.
    pub(crate) paragraphs: Vec<u32>,
    /// Quotations `q`, captions `c`, headlines `h`, credits `m` and boilerplate `b`.
    pub(crate) parts: Vec<TextPart>,
    /// Bytes of the bylines.
    pub(crate) bylines: Vec<Range<usize>>,
}

impl PreparedText {
    /// Analyses a text; `boilerplate` are byte ranges of its boilerplate.
    pub(crate) fn of(text: String, boilerplate: &[Range<usize>], analysis: &mut Analysis) -> PreparedText {
        analyse(&text, analysis);
        let units = units(&text);
        let at = |byte: usize| units[byte.min(units.len() - 1)];
        let mut parts = Vec::new();
        let mut push = |range: Range<usize>, letter: char| {
            if !range.is_empty() {
                parts.push(TextPart(at(range.start), at(range.end), letter));
            }
        };
        for paragraph in &analysis.paragraphs {
            let (start, end) = (paragraph.start as usize, paragraph.end as usize);
            match paragraph.role {
                Role::Caption => push(start..end, 'c'),
                Role::Headline => push(start..end, 'h'),
                Role::Byline | Role::Credit => push(start..end, 'm'),
                _ => quotations(&text[start..end])
                    .into_iter()
                    .for_each(|quoted| push(start + quoted.start..start + quoted.end, 'q')),
            }
        }
        boilerplate.iter().for_each(|range| push(range.clone(), 'b'));
        let paragraphs = analysis.paragraphs.iter().map(|paragraph| paragraph.tokens.start).collect();
        let bylines = analysis.paragraphs.iter().filter(|paragraph| paragraph.role == Role::Byline);
        let bylines = bylines.map(|paragraph| paragraph.start as usize..paragraph.end as usize).collect();
        let hashes = token_hashes(analysis, analysis.all_tokens()).collect();
        let tokens = TokenisedText::of_hashed(text, analysis, hashes);
        PreparedText { tokens, units, paragraphs, parts, bylines }
    }

    /// UTF-16 units before a byte.
    pub(crate) fn unit(&self, byte: usize) -> u32 {
        self.units[byte.min(self.units.len() - 1)]
    }

    /// The byte at which the stretch of text begins that a token is in: after the white space
    /// before it, or where the token before it ends.
    pub(crate) fn border(&self, token: u32) -> usize {
        let text = &self.tokens.text;
        if token == 0 {
            return 0;
        }
        let Some(start) = self.tokens.spans.get(token as usize).map(|span| span.0 as usize) else {
            return text.len();
        };
        let end_before = self.tokens.spans[token as usize - 1].1 as usize;
        let between = text.get(end_before..start).unwrap_or_default();
        let space = between.char_indices().rfind(|(_, character)| character.is_whitespace());
        space.map_or(start.max(end_before), |(at, character)| end_before + at + character.len_utf8())
    }

    /// The stretch of some tokens in UTF-16 units, with the marks around them.
    pub(crate) fn stretch(&self, tokens: &Range<u32>) -> [u32; 2] {
        [self.unit(self.border(tokens.start)), self.unit(self.border(tokens.end))]
    }

    /// Some tokens in UTF-16 units, from the first to the end of the last.
    pub(crate) fn words(&self, tokens: &Range<u32>) -> [u32; 2] {
        let bytes = self.tokens.bytes(tokens);
        [self.unit(bytes.start), self.unit(bytes.end)]
    }
}

/// For each byte, and the end, the number of UTF-16 units before it.
fn units(text: &str) -> Vec<u32> {
    let mut units = vec![0; text.len() + 1];
    let mut before = 0;
    for (at, character) in text.char_indices() {
        units[at..at + character.len_utf8()].fill(before);
        before += character.len_utf16() as u32;
    }
    units[text.len()] = before;
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_counted_as_a_browser_counts_them() {
        let text = "The ferry 🛳 of 渡轮 is late, and “so it stays for today”, the mayor of Tolm said.";
        let shown = PreparedText::of(text.to_owned(), &[], &mut Analysis::default());
        let utf16: Vec<u16> = text.encode_utf16().collect();
        for token in 0..shown.tokens.words() {
            let [start, end] = shown.words(&(token..token + 1));
            let units = &utf16[start as usize..end as usize];
            assert_eq!(String::from_utf16(units).unwrap(), shown.tokens.slice(&(token..token + 1)));
        }
        assert_eq!(shown.parts.len(), 1);
        let TextPart(start, end, letter) = shown.parts[0];
        assert_eq!(
            String::from_utf16(&utf16[start as usize..end as usize]).unwrap(),
            "“so it stays for today”"
        );
        assert_eq!(letter, 'q');
    }

    #[test]
    fn stretches_of_neighbouring_tokens_meet_and_cover_the_text() {
        let text = "  “One, two.” “Three”\n\nfour… ";
        let shown = PreparedText::of(text.to_owned(), &[], &mut Analysis::default());
        let n = shown.tokens.words();
        assert_eq!((shown.border(0), shown.border(n)), (0, text.len()));
        let pieces: Vec<&str> =
            (0..n).map(|token| &text[shown.border(token)..shown.border(token + 1)]).collect();
        assert_eq!(pieces, ["  “One, ", "two.” ", "“Three”\n\n", "four… "]);
    }
}
