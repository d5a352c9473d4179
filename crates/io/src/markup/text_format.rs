//! Formats of texts.

/// The format of texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TextFormat {
    /// HTML where the first records of a file have tags or entities, plain otherwise.
    #[default]
    Auto,
    /// HTML.
    Html,
    /// Characters.
    Plain,
}
