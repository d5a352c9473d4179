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

pub(super) const TABLE: &str = include_str!("../../data/html_tags.tsv");

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

/// The effect of an element by its lower-case name; `None` if HTML has no such element.
pub(super) fn effect(name: &[u8]) -> Option<Effect> {
    EFFECTS.get(name).copied()
}

/// Returns whether HTML has an element of this lower-case name.
pub(crate) fn is_element(name: &[u8]) -> bool {
    effect(name).is_some()
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
    }
}
