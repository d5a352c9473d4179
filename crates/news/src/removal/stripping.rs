//! Removal of whole paragraphs from a text.

use std::ops::Range;

/// Returns whether these bytes of a text are a whole paragraph: on either side, only white space
/// separates them from a line break or from the end of the text. The pieces of a long paragraph
/// that was split at its sentences are not whole.
pub fn is_whole_paragraph(text: &str, bytes: &Range<usize>) -> bool {
    let (before, after) = blanks_around(text, bytes);
    let is_end = |blanks: &str, at_end: bool| at_end || blanks.contains(is_break);
    is_end(&text[before..bytes.start], before == 0) && is_end(&text[bytes.end..after], after == text.len())
}

/// Returns the ranges of bytes to cut, ascending, so that whole paragraphs are removed and the rest
/// looks as a reader expects. `paragraphs` are ascending.
///
/// Between two paragraphs that become neighbours, the wider of both gaps remains, with the indent
/// of the second paragraph; at the end of the text, its last white space remains. Linear.
pub fn cuts(text: &str, paragraphs: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut cuts: Vec<Range<usize>> = Vec::new();
    let mut rest = paragraphs.iter().cloned().peekable();
    while let Some(mut run) = rest.next() {
        while let Some(next) = rest.next_if(|next| text[run.end..next.start].trim().is_empty()) {
            run.end = next.end;
        }
        cuts.push(cut_of(text, &run));
    }
    cuts
}

fn cut_of(text: &str, run: &Range<usize>) -> Range<usize> {
    let (before, after) = blanks_around(text, run);
    let (above, below) = (&text[before..run.start], &text[run.end..after]);
    let line_start = before + after_last_break(above);
    let next_line_start = run.end + after_last_break(below);
    match () {
        () if after == text.len() && before > 0 => before..run.end,
        () if before == 0 || breaks(above) >= breaks(below) => line_start..next_line_start,
        () => before..run.end,
    }
}

/// Returns the start and end of the white space around some bytes.
fn blanks_around(text: &str, bytes: &Range<usize>) -> (usize, usize) {
    let below = &text[bytes.end..];
    (text[..bytes.start].trim_end().len(), bytes.end + below.len() - below.trim_start().len())
}

fn after_last_break(blanks: &str) -> usize {
    blanks.char_indices().rev().find(|(_, sign)| is_break(*sign)).map_or(0, |(at, sign)| at + sign.len_utf8())
}

/// Returns the number of line breaks; `\r\n` is one.
fn breaks(blanks: &str) -> usize {
    blanks.chars().filter(|sign| is_break(*sign)).count() - blanks.matches("\r\n").count()
}

fn is_break(sign: char) -> bool {
    matches!(sign, '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Returns the text without the paragraphs that consist of Qs.
    fn stripped(text: &str) -> String {
        let mut at = 0;
        let mut paragraphs = Vec::new();
        for line in text.split_inclusive(['\n', '\r']) {
            let bare = line.trim();
            if !bare.is_empty() && bare.chars().all(|sign| sign == 'Q') {
                let start = at + line.find('Q').unwrap();
                paragraphs.push(start..start + bare.len());
            }
            at += line.len();
        }
        assert!(paragraphs.iter().all(|bytes| is_whole_paragraph(text, bytes)));
        let mut left = text.to_owned();
        for cut in cuts(text, &paragraphs).into_iter().rev() {
            left.replace_range(cut, "");
        }
        left
    }

    #[test]
    fn the_rest_looks_as_a_reader_expects() {
        for (text, left) in [
            ("one\n\nQQ\n\ntwo", "one\n\ntwo"),
            ("one\nQQ\ntwo\n", "one\ntwo\n"),
            ("one\n\nQQ\ntwo", "one\n\ntwo"),
            ("one\nQQ\n\ntwo", "one\n\ntwo"),
            ("QQ\n\none", "one"),
            ("  QQ\n\n  one", "  one"),
            ("one\n\nQQ\n", "one\n"),
            ("one\n\nQQ", "one"),
            ("one\n\n  QQ  \n\n  two", "one\n\n  two"),
            ("one\n\nQQ\n\nQQQ\n\ntwo\n\nQ\n", "one\n\ntwo\n"),
            ("one\r\n\r\nQQ\r\n\r\ntwo\r\n", "one\r\n\r\ntwo\r\n"),
            ("one\n* * *\nQQ\n* * *\ntwo", "one\n* * *\n* * *\ntwo"),
        ] {
            assert_eq!(stripped(text), left, "{text:?}");
        }
    }

    #[test]
    fn a_piece_of_a_paragraph_is_not_whole() {
        let text = "one. QQ. two\n\nthree";
        assert!(!is_whole_paragraph(text, &(5..7)));
        assert!(!is_whole_paragraph(text, &(0..4)));
        assert!(is_whole_paragraph(text, &(0..12)) && is_whole_paragraph(text, &(14..19)));
    }

    proptest! {
        #[test]
        fn the_rest_keeps_its_lines_in_order(parts in prop::collection::vec("(one|two|QQ|  Q)(\n|\n\n|\r\n| \n)", 0..9)) {
            let text = parts.concat();
            let lines = |text: &str| -> Vec<String> {
                text.lines().map(|line| line.trim_end().to_owned()).filter(|line| !line.trim().is_empty()).collect()
            };
            let kept: Vec<String> = lines(&text).into_iter().filter(|line| !line.contains('Q')).collect();
            prop_assert_eq!(lines(&stripped(&text)), kept);
        }
    }
}
