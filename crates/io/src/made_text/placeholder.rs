//! Values written where a value is missing.

use std::collections::HashSet;
use std::sync::LazyLock;
use wirecopy_article::word_table::words;

static PLACEHOLDERS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../data/placeholders.tsv")).collect());

/// Bytes of the longest placeholder.
static BYTES_MAX: LazyLock<usize> =
    LazyLock::new(|| PLACEHOLDERS.iter().map(|placeholder| placeholder.len()).max().unwrap_or(0));

/// Returns whether a value is written in place of a missing one, whatever its case and the white
/// space around it.
pub(crate) fn is_placeholder(value: &str) -> bool {
    let bare = value.trim();
    bare.len() <= *BYTES_MAX && PLACEHOLDERS.contains(bare.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_placeholder_of_the_table_is_folded_and_found() {
        for placeholder in words(include_str!("../../data/placeholders.tsv")) {
            assert_eq!(placeholder.trim().to_lowercase(), placeholder);
            assert!(is_placeholder(&placeholder.to_uppercase()), "{placeholder}");
        }
    }

    #[test]
    fn placeholders_are_no_values() {
        for value in ["nan", "NaN", " None\n", "N/A", "[Removed]", "Content not available", "NULL", "#N/A"] {
            assert!(is_placeholder(value), "{value}");
        }
        for value in ["", "Nan came back to Tolm", "0", "Nullarbor"] {
            assert!(!is_placeholder(value), "{value}");
        }
    }
}
