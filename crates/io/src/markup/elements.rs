//! What an element does to the text around it.

use std::collections::HashMap;
use std::sync::LazyLock;
use wirecopy_article::word_table::rows;

/// The effect of an element on text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// Begins and ends a paragraph.
    Block,
    /// Ends a line.
    Break,
    /// Separates words.
    Cell,
    /// Shows nothing.
    Hidden,
    /// Changes nothing.
    Inline,
}

static EFFECTS: LazyLock<HashMap<&'static [u8], Effect>> = LazyLock::new(|| {
    let effect = |kind: &str| match kind {
        "block" => Effect::Block,
        "break" => Effect::Break,
        "cell" => Effect::Cell,
        "hidden" => Effect::Hidden,
        _ => Effect::Inline,
    };
    let table = rows(include_str!("../../data/html_tags.tsv"));
    table.map(|row| (row[0].as_bytes(), effect(row[1]))).collect()
});

/// The effect of an element by its lower-case name; `None` where HTML has no such element.
pub(super) fn effect(name: &[u8]) -> Option<Effect> {
    EFFECTS.get(name).copied()
}
