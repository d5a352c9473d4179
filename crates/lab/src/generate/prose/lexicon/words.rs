//! Word lists that the lexicon is made from.

use wirecopy_article::word_table;

/// Words of a list, in the order of the table. O(size of the table).
pub(super) fn list(name: &'static str) -> Vec<&'static str> {
    word_table::rows(include_str!("../../../../data/words.tsv"))
        .filter(|columns| columns[0] == name)
        .flat_map(|columns| columns[1].split_whitespace())
        .collect()
}
