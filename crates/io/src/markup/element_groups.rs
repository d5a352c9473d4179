//! Groups of elements that are read differently.

use super::elements::{Effect, TABLE, effect};
use std::sync::LazyLock;
use wirecopy_article::word_table::rows;

/// Elements that need no end tag, so that their number says nothing about depth.
static OPEN: LazyLock<Vec<&str>> = LazyLock::new(|| with_end("open"));

/// Elements whose content is not markup.
static RAW: LazyLock<Vec<&str>> = LazyLock::new(|| with_end("raw"));

fn with_end(end: &str) -> Vec<&'static str> {
    rows(TABLE).filter(|row| row.get(2) == Some(&end)).map(|row| row[0]).collect()
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

    #[test]
    fn elements_are_in_the_groups_of_the_table() {
        assert!(is_paragraph("td") && is_paragraph("p") && !is_paragraph("br") && !is_paragraph("em"));
        assert!(is_hidden("svg") && !is_hidden("p"));
        assert!(needs_no_end("BR") && needs_no_end("wbr") && !needs_no_end("div"));
        assert!(has_raw_content("Script") && !has_raw_content("head"));
    }
}
