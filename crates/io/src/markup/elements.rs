//! Effects of elements on the text around them.

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

const TABLE: &str = include_str!("../../data/html_tags.tsv");

static EFFECTS: LazyLock<HashMap<&'static [u8], Effect>> = LazyLock::new(|| {
    let effect = |kind: &str| match kind {
        "block" => Effect::Block,
        "break" => Effect::Break,
        "cell" => Effect::Cell,
        "hidden" => Effect::Hidden,
        _ => Effect::Inline,
    };
    rows(TABLE).map(|row| (row[0].as_bytes(), effect(row[1]))).collect()
});

/// Elements that need no end tag, so that their number says nothing about depth.
static OPEN: LazyLock<Vec<&str>> = LazyLock::new(|| with_end("open"));

/// Elements whose content is not markup.
static RAW: LazyLock<Vec<&str>> = LazyLock::new(|| with_end("raw"));

fn with_end(end: &str) -> Vec<&'static str> {
    rows(TABLE).filter(|row| row.get(2) == Some(&end)).map(|row| row[0]).collect()
}

/// The effect of an element by its lower-case name; `None` if HTML has no such element.
pub(super) fn effect(name: &[u8]) -> Option<Effect> {
    EFFECTS.get(name).copied()
}

/// Returns whether HTML has an element of this lower-case name.
pub(crate) fn is_element(name: &[u8]) -> bool {
    effect(name).is_some()
}

/// Returns whether an element of this lower-case name begins and ends a paragraph, where each cell
/// of a table is one.
pub(crate) fn is_paragraph(name: &str) -> bool {
    matches!(effect(name.as_bytes()), Some(Effect::Block | Effect::Cell))
}

/// Returns whether the content of an element of this lower-case name is not shown.
pub(crate) fn is_hidden(name: &str) -> bool {
    effect(name.as_bytes()) == Some(Effect::Hidden)
}

/// Returns whether an element of this name, in any case, needs no end tag.
pub(crate) fn needs_no_end(name: &str) -> bool {
    OPEN.iter().any(|listed| name.eq_ignore_ascii_case(listed))
}

/// Returns whether the content of an element of this name, in any case, is not markup.
pub(crate) fn has_raw_content(name: &str) -> bool {
    RAW.iter().any(|listed| name.eq_ignore_ascii_case(listed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_element_is_listed_once_in_lower_case_with_a_known_effect() {
        let mut seen = BTreeSet::new();
        for row in rows(TABLE) {
            let (name, kind, end) = (row[0], row[1], row.get(2));
            assert!(matches!(end, None | Some(&("open" | "raw"))), "{row:?}");
            assert!(seen.insert(name), "listed twice: {name}");
            assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()), "{name}");
            assert!(["block", "break", "cell", "hidden", "inline"].contains(&kind), "{name}: {kind}");
        }
    }

    #[test]
    fn elements_have_the_effect_of_their_kind_and_others_none() {
        for (name, expected) in [
            ("p", Some(Effect::Block)),
            ("br", Some(Effect::Break)),
            ("td", Some(Effect::Cell)),
            ("script", Some(Effect::Hidden)),
            ("em", Some(Effect::Inline)),
            ("ferry", None),
        ] {
            assert_eq!(effect(name.as_bytes()), expected, "{name}");
        }
        assert!(is_paragraph("td") && is_paragraph("p") && !is_paragraph("br") && !is_paragraph("em"));
        assert!(is_hidden("svg") && !is_hidden("p"));
        assert!(needs_no_end("BR") && needs_no_end("wbr") && !needs_no_end("div"));
        assert!(has_raw_content("Script") && !has_raw_content("head"));
    }
}
