//! Formats of texts.

/// The format of texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TextFormat {
    /// HTML if the first records of a file have tags or entities, Markdown if they have its
    /// links or marks, plain otherwise.
    #[default]
    Auto,
    /// HTML.
    Html,
    /// Markdown.
    Markdown,
    /// Characters.
    Plain,
}

/// The markup of the texts of one file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Markup {
    #[default]
    None,
    Html,
    Markdown,
}

impl TextFormat {
    /// The markup that is stated; `None` if it is seen.
    pub(crate) fn stated(self) -> Option<Markup> {
        match self {
            TextFormat::Auto => None,
            TextFormat::Html => Some(Markup::Html),
            TextFormat::Markdown => Some(Markup::Markdown),
            TextFormat::Plain => Some(Markup::None),
        }
    }
}
