//! Pieces of paragraphs: boilerplate that was glued into a line, and the text around it.
//!
//! A text that lost its layout still shows where blocks of the page met: by a wide gap, by a label
//! such as "Share on Facebook", or by a link whose first word sticks to the word before it. Most
//! paragraphs are one piece.

use super::phrase_table::{PhraseLists, phrases_at};
use std::ops::Range;
use wirecopy_article::text::{Analysis, Paragraph, is_stop};

/// Spaces in a row that are layout and not typing.
const WIDE_GAP: usize = 4;

/// Tokens of the longest paragraph whose sentences are not pieces; a longer one has lost its line
/// breaks.
const UNCUT_TOKENS_MAX: usize = 80;

/// Tokens of the shortest sentence that is a piece; a shorter one is joined with the next.
const SENTENCE_TOKENS_MIN: usize = 6;

/// Tokens within which a glued link must end: three headlines.
const LINK_TOKENS_MAX: usize = 120;

/// Fewest letters on either side of the point where two words were glued; fewer are a name such as
/// McCoy.
const GLUED_LETTERS_MIN: usize = 3;

/// Words before a glued link among which the name that it sticks to is looked for.
const NAME_BEFORE_MAX: usize = 6;

/// Calls `piece` with the tokens of each piece of a paragraph, in order; together they are all of
/// its tokens. `hashes` are those of the whole text. Linear.
pub(super) fn for_each_piece(
    text: &str,
    analysis: &Analysis,
    hashes: &[u64],
    paragraph: &Paragraph,
    mut piece: impl FnMut(Range<u32>),
) {
    let tokens = paragraph.tokens.start as usize..paragraph.tokens.end as usize;
    let cutter = Cutter { text, analysis, hashes, tokens: tokens.clone() };
    let mut start = tokens.start;
    let (mut at, mut label_end) = (tokens.start, tokens.start);
    let has_sentences = tokens.len() > UNCUT_TOKENS_MAX;
    while at < tokens.end {
        let is_free = at >= label_end;
        let label = if is_free { cutter.label_at(at) } else { None };
        let link = if is_free && label.is_none() { cutter.link_at(at) } else { None };
        let is_cut = at == label_end && label_end > tokens.start
            || label.is_some()
            || link.is_some()
            || (is_free && cutter.is_wide_gap(at))
            || (is_free
                && has_sentences
                && at >= start + SENTENCE_TOKENS_MIN
                && cutter.is_sentence_start(at));
        if is_cut && at > start {
            piece(start as u32..at as u32);
            start = at;
        }
        label_end = label.or(link).unwrap_or(label_end);
        at += 1;
    }
    piece(start as u32..tokens.end as u32);
}

/// Returns whether a piece is a link or a label that was glued into a line. `piece` and `paragraph`
/// are ranges of tokens.
pub(super) fn is_cut_out(
    text: &str,
    analysis: &Analysis,
    hashes: &[u64],
    (piece, paragraph): (&Range<u32>, &Range<u32>),
) -> bool {
    let cutter = Cutter { text, analysis, hashes, tokens: paragraph.start as usize..paragraph.end as usize };
    let start = piece.start as usize;
    cutter.label_at(start).or_else(|| cutter.link_at(start)) == Some(piece.end as usize)
}

/// A paragraph that is being cut.
struct Cutter<'text> {
    text: &'text str,
    analysis: &'text Analysis,
    hashes: &'text [u64],
    tokens: Range<usize>,
}

impl Cutter<'_> {
    fn word(&self, at: usize) -> &str {
        let token = self.analysis.tokens[at];
        &self.text[token.start as usize..token.end as usize]
    }

    fn bytes(&self, at: usize) -> &[u8] {
        let token = self.analysis.tokens[at];
        &self.text.as_bytes()[token.start as usize..token.end as usize]
    }

    /// The text between a token and the one before it; empty at the start of the paragraph.
    fn gap_before(&self, at: usize) -> &str {
        if at == self.tokens.start {
            return "";
        }
        let (before, token) = (self.analysis.tokens[at - 1], self.analysis.tokens[at]);
        self.text.get(before.end as usize..token.start as usize).unwrap_or("")
    }

    /// The end of the longest label that starts at a token, with the numbers that follow it.
    fn label_at(&self, at: usize) -> Option<usize> {
        let mut longest = None;
        phrases_at(&self.hashes[at..self.tokens.end], PhraseLists::LABEL, |phrase| {
            if phrase.lists.contains(PhraseLists::LABEL) {
                longest = longest.max(Some(at + phrase.tokens));
            }
        });
        let mut end = longest?;
        let is_number = |at: usize| {
            at < self.tokens.end && self.analysis.token(at).bytes().all(|byte| byte.is_ascii_digit())
        };
        let of = |at: usize| at < self.tokens.end && self.analysis.token(at) == "of";
        while is_number(end) || (of(end) && is_number(end + 1)) {
            end += 1;
        }
        Some(end)
    }

    /// The end of a list of links that is glued into a sentence at a token: the word before it
    /// sticks to it, or the name before it is repeated, and a word in capitals ends it.
    fn link_at(&self, at: usize) -> Option<usize> {
        let bytes = self.bytes(at);
        // Most words have small letters alone behind their first ones, and neither form.
        let may_be_two = has_other_than_small(bytes);
        if !(may_be_two && (is_glued(bytes) || self.sticks_to_name(at))) && !self.is_repeated_name(at) {
            return None;
        }
        let last = self.tokens.end.min(at + LINK_TOKENS_MAX);
        (at + 1..last).find(|at| self.ends_link(*at)).map(|at| at + 1)
    }

    fn ends_link(&self, at: usize) -> bool {
        let word = self.word(at);
        let mut is_end = false;
        if word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase()) {
            let only = &self.hashes[at..at + 1];
            let ends = PhraseLists::LINK_END;
            phrases_at(only, ends, |phrase| is_end |= phrase.lists.contains(ends));
        }
        is_end
    }

    /// Returns whether two words repeat the two before them, the second perhaps with a glued link.
    fn is_repeated_name(&self, at: usize) -> bool {
        at >= self.tokens.start + 2
            && at + 1 < self.tokens.end
            && self.hashes[at - 2] == self.hashes[at]
            && (self.hashes[at - 1] == self.hashes[at + 1] || self.sticks_to(at - 1, at + 1))
            && self.word(at).starts_with(char::is_uppercase)
    }

    /// Returns whether a word starts with one of the last words, a name, and continues with
    /// another word.
    fn sticks_to_name(&self, at: usize) -> bool {
        has_other_than_small(self.bytes(at))
            && self.word(at).starts_with(char::is_uppercase)
            && (self.tokens.start.max(at.saturating_sub(NAME_BEFORE_MAX))..at)
                .any(|name| self.sticks_to(name, at))
    }

    /// Returns whether a word consists of another one, a name, and the first word of a link.
    fn sticks_to(&self, name: usize, at: usize) -> bool {
        let (name, word) = (self.word(name), self.word(at));
        name.len() >= GLUED_LETTERS_MIN
            && name.starts_with(char::is_uppercase)
            && word.strip_prefix(name).is_some_and(|link| {
                link.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
            })
    }

    fn is_wide_gap(&self, at: usize) -> bool {
        let tokens = &self.analysis.tokens;
        if at == self.tokens.start || tokens[at].start < tokens[at - 1].end + WIDE_GAP as u32 {
            return false;
        }
        let gap = self.gap_before(at);
        let is_blank = |byte: u8| byte == b' ' || byte == b'\t';
        gap.len() >= WIDE_GAP
            && !gap.contains('\n')
            && gap.as_bytes().windows(WIDE_GAP).any(|run| run.iter().all(|byte| is_blank(*byte)))
    }

    fn is_sentence_start(&self, at: usize) -> bool {
        let gap = self.gap_before(at);
        let before_space = gap.split(char::is_whitespace).next().unwrap_or("");
        before_space.len() < gap.len()
            && before_space.contains(is_stop)
            && self.analysis.token(at - 1).len() > 1
            && !self.word(at).starts_with(char::is_lowercase)
    }
}

/// Returns whether a byte behind the first letters of a word is no small ASCII letter.
fn has_other_than_small(bytes: &[u8]) -> bool {
    bytes.iter().skip(GLUED_LETTERS_MIN).any(|byte| !byte.is_ascii_lowercase())
}

/// Returns whether a word consists of two that were glued: small letters, then a capital and more
/// small letters, or a year.
fn is_glued(bytes: &[u8]) -> bool {
    // Only the nearest letters are looked at: a word may be a megabyte.
    let are_small = |range: Range<usize>| {
        bytes.get(range).is_some_and(|letters| letters.iter().all(u8::is_ascii_lowercase))
    };
    (GLUED_LETTERS_MIN..bytes.len()).any(|at| {
        let is_capital = bytes[at].is_ascii_uppercase() && are_small(at + 1..at + GLUED_LETTERS_MIN);
        let is_year = bytes.len() - at == 4 && bytes[at..].iter().all(u8::is_ascii_digit);
        (is_capital || is_year) && are_small(at - GLUED_LETTERS_MIN..at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_article::text::analyse;
    use wirecopy_reuse::shingle::token_hashes;

    fn pieces(text: &str) -> Vec<String> {
        let mut analysis = Analysis::default();
        analyse(text, &mut analysis);
        let hashes: Vec<u64> = token_hashes(&analysis, analysis.all_tokens()).collect();
        let mut pieces = Vec::new();
        for paragraph in &analysis.paragraphs {
            for_each_piece(text, &analysis, &hashes, paragraph, |tokens| {
                pieces.push(analysis.folded_of(&tokens).to_owned());
            });
        }
        pieces
    }

    #[test]
    fn a_word_without_end_is_read_once() {
        assert!(!is_glued("word".repeat(1 << 20).as_bytes()));
        assert!(is_glued(b"sharePost") && is_glued(b"march2031") && !is_glued(b"McDonald"));
    }

    #[test]
    fn a_line_is_one_piece() {
        let line = "The council of Tolm voted on Monday for the tram line, said Mayor Ilse McKinnon.";
        assert_eq!(pieces(line).len(), 1);
    }

    #[test]
    fn links_that_are_glued_into_a_sentence_are_pieces_up_to_the_word_that_ends_them() {
        let text =
            "The plan of Mayor Ilse Aalto Ilse AaltoCouncil votes on the tram Ferry sinks MORE (Tolm) won.";
        let expected = [
            "the plan of mayor ilse aalto",
            "ilse aaltocouncil votes on the tram ferry sinks more",
            "tolm won",
        ];
        assert_eq!(pieces(text), expected);
        assert_eq!(pieces("The harbour of McCoy and DeWitt wants MORE.").len(), 1);
        for (link, at) in
            [("Ilse Aalto Ilse AaltoNGO sues MORE", 2), ("Ilse Aalto Ilse (Ida) Maria AaltoOn trams MORE", 5)]
        {
            let pieces = pieces(&format!("The plan of {link} (Tolm) won."));
            assert_eq!(pieces.len(), 3, "{pieces:?}");
            assert_eq!(pieces[0].split(' ').count(), at + 3, "{pieces:?}");
        }
        assert_eq!(pieces("The harbour of StOlavTown and BuzzFinder wants more.").len(), 1);
    }

    #[test]
    fn a_link_that_repeats_the_name_before_it_is_cut_out() {
        let text = "The plan of Ilse Aalto Ilse AaltoCouncil votes on the tram MORE (Tolm) won.";
        let mut analysis = Analysis::default();
        analyse(text, &mut analysis);
        let hashes: Vec<u64> = token_hashes(&analysis, analysis.all_tokens()).collect();
        let paragraph = &analysis.paragraphs[0];
        let mut are_cut_out = Vec::new();
        for_each_piece(text, &analysis, &hashes, paragraph, |piece| {
            are_cut_out.push(is_cut_out(text, &analysis, &hashes, (&piece, &paragraph.tokens)));
        });
        assert_eq!(are_cut_out, [false, true, false]);
    }

    #[test]
    fn labels_and_wide_gaps_cut_a_line() {
        let text = "Senator Ilse Aalto          Press Office     The ferry sinks Facebook Twitter Pinterest The ferry at sea";
        let expected = [
            "senator ilse aalto",
            "press office",
            "the ferry sinks",
            "facebook twitter pinterest",
            "the ferry at sea",
        ];
        assert_eq!(pieces(text), expected);
        assert_eq!(
            pieces("The ferry. Hide Caption 2 of 6 The quay."),
            ["the ferry", "hide caption 2 of 6", "the quay"]
        );
    }

    #[test]
    fn sentences_are_pieces_of_a_text_without_line_breaks() {
        let sentence = "The harbour board of Ostvik met on Monday to look at the plans for a new quay.";
        assert_eq!(pieces(&[sentence; 3].join(" ")).len(), 1);
        assert_eq!(pieces(&[sentence; 12].join(" ")).len(), 12);
    }
}
