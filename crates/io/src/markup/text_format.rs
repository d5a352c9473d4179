//! What texts are made of.

/// What texts are made of.
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
