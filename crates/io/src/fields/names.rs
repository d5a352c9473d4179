//! Roles of fields, and the names under which they are known.

use std::collections::HashMap;
use std::sync::LazyLock;
use wirecopy_article::word_table::{rows, words};

/// The role of a field, in the order of [`ROLES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Text,
    Id,
    Outlet,
    Published,
    Url,
    Title,
    Author,
    CanonicalUrl,
}

pub(crate) const N_ROLES: usize = 8;
pub(crate) const ROLES: [Role; N_ROLES] = [
    Role::Text,
    Role::Id,
    Role::Outlet,
    Role::Published,
    Role::Url,
    Role::Title,
    Role::Author,
    Role::CanonicalUrl,
];
pub(super) const ROLE_NAMES: [&str; N_ROLES] =
    ["text", "id", "outlet", "published", "url", "title", "author", "canonical_url"];

impl Role {
    /// The role's name in outputs.
    pub(crate) fn name(self) -> &'static str {
        ROLE_NAMES[self as usize]
    }
}

/// The known names of each role, folded, the most certain first.
pub(super) static KNOWN: LazyLock<[Vec<&'static str>; N_ROLES]> = LazyLock::new(|| {
    let mut names: [Vec<&'static str>; N_ROLES] = Default::default();
    for row in rows(include_str!("../../data/field_names.tsv")) {
        let role = ROLE_NAMES.iter().position(|name| *name == row[0]).expect("the first column is a role");
        names[role].push(row[1]);
    }
    names
});

/// Ranks of known names among those of their roles.
static RANKS: LazyLock<HashMap<&'static str, [Option<u8>; N_ROLES]>> = LazyLock::new(|| {
    let mut ranks: HashMap<&'static str, [Option<u8>; N_ROLES]> = HashMap::new();
    for (role, names) in KNOWN.iter().enumerate() {
        for (rank, name) in (0..).zip(names) {
            ranks.entry(name).or_default()[role] = Some(rank);
        }
    }
    ranks
});

/// For each role the rank of a field's name among the known names of that role.
pub(super) fn known_ranks(name: &str) -> [Option<u8>; N_ROLES] {
    RANKS.get(&*folded(name)).copied().unwrap_or_default()
}

/// Returns whether a field of this name may have a role.
pub(crate) fn known_name(name: &str) -> bool {
    known_ranks(name).iter().any(Option::is_some)
}

/// Returns whether a field of this name may be the text.
pub(crate) fn known_as_text(name: &str) -> bool {
    known_ranks(name)[Role::Text as usize].is_some()
}

/// A name in lower case, letters and digits only, so that `article_body` is `articleBody`.
pub(crate) fn folded(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns whether an object of this name is known to surround the fields of an article.
pub(super) fn is_wrapper(name: &str) -> bool {
    words(include_str!("../../data/wrappers.tsv")).any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_whatever_their_spelling() {
        for name in ["articleBody", "article_body", "Article-Body", "ARTICLE BODY"] {
            assert!(known_ranks(name)[Role::Text as usize].is_some(), "{name}");
        }
        assert_eq!(known_ranks("raw_text"), [None; N_ROLES]);
    }

    #[test]
    fn every_wrapper_of_the_table_is_one_in_any_case() {
        for name in words(include_str!("../../data/wrappers.tsv")) {
            assert!(is_wrapper(name) && is_wrapper(&name.to_uppercase()), "{name}");
        }
        assert!(!is_wrapper("source"));
    }

    #[test]
    fn every_known_name_is_folded_and_has_one_rank_per_role() {
        for names in KNOWN.iter() {
            let distinct: std::collections::BTreeSet<_> = names.iter().collect();
            assert_eq!(distinct.len(), names.len());
            assert!(names.iter().all(|name| folded(name) == **name));
        }
    }
}
