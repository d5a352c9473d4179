//! Names of elements, by the part of an article that they contain.

use std::sync::LazyLock;
use wirecopy_article::word_table::rows;

/// An element that has a value, and the attribute that has it where it is not the content.
pub(super) type NamedValue = (&'static str, Option<&'static str>);

/// Names of elements in lower case, the surest first.
pub(super) struct ElementNames {
    /// Elements that are one article each. The first of them in a file is the one that counts
    /// there, and none of them contains another of its name.
    pub(super) items: Vec<&'static str>,
    pub(super) texts: Vec<&'static str>,
    pub(super) titles: Vec<&'static str>,
    pub(super) dates: Vec<NamedValue>,
    pub(super) ids: Vec<NamedValue>,
    pub(super) bylines: Vec<&'static str>,
    /// Elements within a paragraph. All others are blocks.
    pub(super) inline: Vec<&'static str>,
    /// Elements below a text that are not part of it.
    pub(super) outside: Vec<&'static str>,
}

/// The names of `data/xml_elements.tsv`.
pub(super) static NAMES: LazyLock<ElementNames> = LazyLock::new(|| ElementNames {
    items: names("item"),
    texts: names("text"),
    titles: names("title"),
    dates: values("published"),
    ids: values("id"),
    bylines: names("byline"),
    inline: names("inline"),
    outside: names("outside"),
});

const TABLE: &str = include_str!("../../data/xml_elements.tsv");

fn values(part: &str) -> Vec<NamedValue> {
    rows(TABLE).filter(|row| row[0] == part).map(|row| (row[1], row.get(2).copied())).collect()
}

fn names(part: &str) -> Vec<&'static str> {
    values(part).into_iter().map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_of_a_known_part_and_its_name_is_in_lower_case() {
        let ElementNames { items, texts, titles, dates, ids, bylines, inline, outside } = &*NAMES;
        let of_names = [items, texts, titles, bylines, inline, outside].map(Vec::len).iter().sum::<usize>();
        assert_eq!(of_names + dates.len() + ids.len(), rows(TABLE).count());
        assert!(rows(TABLE).all(|row| row[1..].iter().all(|name| name.to_lowercase() == *name)));
        assert_eq!((items[0], texts[0], titles[0]), ("item", "encoded", "headline"));
        assert!(dates.contains(&("date.issue", Some("norm"))) && ids.contains(&("guid", None)));
    }
}
