//! Colour, where the reader is a terminal.

/// Whether text carries the escape codes of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// No codes.
    Plain,
    /// Codes of ANSI X3.64 that every terminal of the last decades knows.
    Ansi,
}

impl Palette {
    /// A heading.
    pub(super) fn heading(self, text: &str) -> String {
        self.wrap("1", text)
    }

    /// What the eye should find first in a row: a count, a score.
    pub(super) fn figure(self, text: &str) -> String {
        self.wrap("36", text)
    }

    /// What stands beside the matter: ids, places.
    pub(super) fn aside(self, text: &str) -> String {
        self.wrap("2", text)
    }

    /// What only the first of two texts has.
    pub(super) fn deleted(self, text: &str) -> String {
        self.wrap("31;9", text)
    }

    /// What only the second of two texts has.
    pub(super) fn inserted(self, text: &str) -> String {
        self.wrap("32", text)
    }

    fn wrap(self, code: &str, text: &str) -> String {
        match self {
            Palette::Plain => text.to_owned(),
            Palette::Ansi => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }
}
