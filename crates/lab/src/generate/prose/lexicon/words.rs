//! Word lists that the lexicon is made from.

use wirecopy_article::word_table;

/// Words of a list, in the order of the table. O(size of the table).
pub(crate) fn list(name: &'static str) -> Vec<&'static str> {
    word_table::rows(include_str!("../../../../data/words.tsv"))
        .filter(|columns| columns[0] == name)
        .flat_map(|columns| columns[1].split_whitespace())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_may_have_several_rows_and_ends_with_the_next_list() {
        let nouns = list("nouns");
        assert_eq!((nouns[0], nouns.len()), ("account", 1020));
        assert_eq!(list("verb_prefixes").len(), 12);
        for (name, n_words) in [
            ("photo_credits", 6),
            ("organisations", 24),
            ("months", 12),
            ("weekdays", 7),
            ("doubling", 9),
            ("chinese_particles", 14),
            ("chinese_family_names", 1),
        ] {
            assert_eq!(list(name).len(), n_words, "{name}");
        }
        assert!(list("no such list").is_empty());
    }
}
