//! Text with marks inside, broken into lines of a terminal's width.

use super::Palette;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns before each line.
const INDENT: &str = "  ";

/// A piece of text and how it is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'text> {
    /// In both texts.
    Common(&'text str),
    /// Only in the first: `[-so-]` where there is no colour.
    Deleted(&'text str),
    /// Only in the second: `{+so+}` where there is no colour.
    Inserted(&'text str),
    /// A word about the text and none of it.
    Aside(String),
}

impl Piece<'_> {
    fn words(&self, palette: Palette) -> Vec<String> {
        let (text, open, close) = match (self, palette) {
            (Piece::Common(text), _) => (*text, "", ""),
            (Piece::Aside(text), _) => (text.as_str(), "", ""),
            (Piece::Deleted(text), Palette::Plain) => (*text, "[-", "-]"),
            (Piece::Inserted(text), Palette::Plain) => (*text, "{+", "+}"),
            (Piece::Deleted(text) | Piece::Inserted(text), Palette::Ansi) => (*text, "", ""),
        };
        let mut words: Vec<String> = text
            .split_whitespace()
            .map(|word| word.chars().filter(|character| !character.is_control()).collect())
            .collect();
        if let Some(first) = words.first_mut() {
            first.insert_str(0, open);
        }
        if let Some(last) = words.last_mut() {
            last.push_str(close);
        }
        words
    }

    fn marked(&self, word: &str, palette: Palette) -> String {
        match self {
            Piece::Common(_) => word.to_owned(),
            Piece::Deleted(_) => palette.deleted(word),
            Piece::Inserted(_) => palette.inserted(word),
            Piece::Aside(_) => palette.aside(word),
        }
    }
}

/// Lines of at most `columns`, each indented and ended; a word that fills more than a line is broken.
pub(super) fn wrapped(pieces: &[Piece<'_>], palette: Palette, columns: usize) -> String {
    let room = columns.saturating_sub(INDENT.len()).max(1);
    let (mut lines, mut used) = (String::new(), 0);
    for piece in pieces {
        for word in piece.words(palette) {
            for part in broken(&word, room) {
                let width = part.width();
                if used > 0 && used + 1 + width > room {
                    lines.push('\n');
                    used = 0;
                }
                if used > 0 {
                    lines.push(' ');
                    used += 1;
                } else {
                    lines.push_str(INDENT);
                }
                lines.push_str(&piece.marked(part, palette));
                used += width;
            }
        }
    }
    if used > 0 {
        lines.push('\n');
    }
    lines
}

/// A word in parts of at most `room` columns.
fn broken(word: &str, room: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (at, character) in word.char_indices() {
        let width = character.width().unwrap_or(0);
        if used + width > room && at > start {
            parts.push(&word[start..at]);
            (start, used) = (at, 0);
        }
        used += width;
    }
    parts.push(&word[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_around_words_and_lines_keep_their_width() {
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
