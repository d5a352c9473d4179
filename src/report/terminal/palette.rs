//! Colours of text on a terminal.

/// Use of the escape codes of a terminal.
///
/// ```
/// use wirecopy::report::terminal::Palette;
///
/// assert_eq!(Palette::Plain.heading("Pairs"), "Pairs");
/// assert_eq!(Palette::Ansi.heading("Pairs"), "\u{1b}[1mPairs\u{1b}[0m");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// No codes.
    Plain,
    /// Codes of ECMA-48, "Select graphic rendition".
    Ansi,
}

impl Palette {
    /// Bold: a heading.
    pub fn heading(self, text: &str) -> String {
        self.wrap("1", text)
    }

    /// Cyan: what the eye should find first in a row, a count or a score.
    pub fn figure(self, text: &str) -> String {
        self.wrap("36", text)
    }

    /// Faint: ids, locations, remarks.
    pub fn aside(self, text: &str) -> String {
        self.wrap("2", text)
    }

    /// Red and struck out: what only the first of two texts has.
    pub(super) fn deleted(self, text: &str) -> String {
        self.wrap("31;9", text)
    }

    /// Green: what only the second of two texts has.
    pub(super) fn inserted(self, text: &str) -> String {
        self.wrap("32", text)
    }

    /// No text has no codes either.
    fn wrap(self, code: &str, text: &str) -> String {
        match self {
            Palette::Ansi if !text.is_empty() => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            _ => text.to_owned(),
        }
    }
}
