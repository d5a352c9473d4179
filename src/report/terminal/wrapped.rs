//! Text with marked pieces, wrapped to the width of a terminal.

use super::{Palette, visible};
use textwrap::core::{Fragment, Word};
use textwrap::wrap_algorithms::wrap_first_fit;

/// Columns before each line.
const INDENT: &str = "  ";

/// A piece of text and how it is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'text> {
    /// In both texts.
    Common(&'text str),
    /// Only in the first: `[-so-]` if there is no colour.
    Deleted(&'text str),
    /// Only in the second: `{+so+}` if there is no colour.
    Inserted(&'text str),
    /// A remark about the text that is not part of it.
    Aside(String),
}

impl Piece<'_> {
    /// The text on one line, between its marks if there is no colour.
    fn flat(&self, palette: Palette) -> String {
        match (self, palette) {
            (Piece::Deleted(text), Palette::Plain) => format!("[-{}-]", visible(text)),
            (Piece::Inserted(text), Palette::Plain) => format!("{{+{}+}}", visible(text)),
            (Piece::Common(text) | Piece::Deleted(text) | Piece::Inserted(text), _) => visible(text),
            (Piece::Aside(text), _) => text.clone(),
        }
    }

    fn coloured(&self, word: &str, palette: Palette) -> String {
        match self {
            Piece::Common(_) => word.to_owned(),
            Piece::Deleted(_) => palette.deleted(word),
            Piece::Inserted(_) => palette.inserted(word),
            Piece::Aside(_) => palette.aside(word),
        }
    }
}

/// A word of a piece, or the part of it that fits into a line.
#[derive(Debug)]
struct MarkedWord<'text> {
    word: Word<'text>,
    piece: &'text Piece<'text>,
}

impl Fragment for MarkedWord<'_> {
    fn width(&self) -> f64 {
        self.word.width()
    }

    fn whitespace_width(&self) -> f64 {
        1.0
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Wraps text to lines of at most `columns` columns, each indented and ended by a line break; a
/// word that is longer than a line is broken.
pub(super) fn wrapped(pieces: &[Piece<'_>], palette: Palette, columns: usize) -> String {
    let width = columns.saturating_sub(INDENT.len()).max(1);
    let flat: Vec<String> = pieces.iter().map(|piece| piece.flat(palette)).collect();
    let words: Vec<MarkedWord<'_>> = pieces
        .iter()
        .zip(&flat)
        .flat_map(|(piece, text)| text.split_whitespace().map(move |word| (piece, Word::from(word))))
        .flat_map(|(piece, word)| {
            let parts: Vec<Word<'_>> = word.break_apart(width).collect();
            parts.into_iter().map(move |word| MarkedWord { word, piece })
        })
        .collect();
    let mut lines = String::new();
    for line in wrap_first_fit(&words, &[width as f64]).into_iter().filter(|line| !line.is_empty()) {
        let line: Vec<String> =
            line.iter().map(|part| part.piece.coloured(part.word.word, palette)).collect();
        lines.push_str(&format!("{INDENT}{}\n", line.join(" ")));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_enclose_words_and_lines_keep_their_width() {
        let pieces = [
            Piece::Common("The quay\nof Tolm is"),
            Piece::Deleted("closed for good"),
            Piece::Inserted("open"),
            Piece::Aside("[… 9 words …]".to_owned()),
        ];
        let plain = wrapped(&pieces, Palette::Plain, 22);
        assert_eq!(plain, "  The quay of Tolm is\n  [-closed for good-]\n  {+open+} [… 9 words\n  …]\n");
        let coloured = wrapped(&pieces[2..3], Palette::Ansi, 22);
        assert_eq!(coloured, "  \u{1b}[32mopen\u{1b}[0m\n");
    }

    #[test]
    fn a_text_without_spaces_is_broken_by_its_width() {
        assert_eq!(wrapped(&[Piece::Common("渡轮停运三天")], Palette::Plain, 8), "  渡轮停\n  运三天\n");
        assert_eq!(wrapped(&[], Palette::Plain, 8), "");
    }
}
