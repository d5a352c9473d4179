//! The roles of a record's fields: text, id, outlet, date, address, title, author.

use crate::input::FieldNames;
use std::collections::BTreeMap;
use wirecopy_article::RejectReason;

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
}

pub(crate) const N_ROLES: usize = 7;
pub(crate) const ROLES: [Role; N_ROLES] =
    [Role::Text, Role::Id, Role::Outlet, Role::Published, Role::Url, Role::Title, Role::Author];
const ROLE_NAMES: [&str; N_ROLES] = ["text", "id", "outlet", "published", "url", "title", "author"];

/// Names under which crawlers, feeds and archives store each role, the most certain first. Case is
/// ignored.
const GUESSES: [&[&str]; N_ROLES] = [
    &["text", "body", "content", "maintext", "article", "articlebody", "full_text", "story", "raw_content"],
    &["id", "_id", "uid", "guid", "article_id", "doc_id", "url"],
    &[
        "outlet",
        "source",
        "domain",
        "source_domain",
        "site",
        "site_name",
        "publisher",
        "publication",
        "newspaper",
        "feed",
    ],
    &[
        "published",
        "date",
        "published_at",
        "date_published",
        "datepublished",
        "pubdate",
        "publish_date",
        "publication_date",
        "time",
        "timestamp",
        "datetime",
        "created",
    ],
    &["url", "link", "canonical_url", "permalink", "uri"],
    &["title", "headline", "heading"],
    &[
        "author",
        "authors",
        "byline",
        "creator",
        "dc:creator",
        "writer",
        "writers",
        "journalist",
        "article_author",
    ],
];

/// Replaces the rank of a field's name for a value that is not in a field with a name.
pub(crate) const NOT_COUNTED: u8 = u8::MAX;

/// The rank of a field without a role.
pub(crate) const NO_RANK: u8 = u8::MAX;

/// For each role the rank of a field among the candidates, or [`NO_RANK`]. The smallest rank wins.
pub(crate) type Ranks = [u8; N_ROLES];

/// The fields that are searched for in every record.
#[derive(Debug, Clone)]
pub(crate) struct FieldPlan {
    /// Candidates by the length of their names.
    by_len: Vec<Vec<Candidate>>,
    /// The user's name of each role.
    named: [Option<String>; N_ROLES],
}

#[derive(Debug, Clone)]
struct Candidate {
    name: String,
    role: usize,
    rank: u8,
    is_exact: bool,
}

/// Rank of a field with exactly the name that the user gave, and of the first guess.
const FIRST_RANK: u8 = 0;
/// Rank of the outermost object of the path that a dotted name gives.
pub(crate) const PATH_RANK: u8 = 1;

impl FieldPlan {
    pub(crate) fn new(names: &FieldNames) -> Self {
        let FieldNames { text, id, outlet, published, url, title, author } = names.clone();
        let mut plan =
            FieldPlan { by_len: Vec::new(), named: [text, id, outlet, published, url, title, author] };
        for (role, guesses) in GUESSES.iter().enumerate() {
            if let Some(name) = plan.named[role].clone() {
                let outermost = name.split_once('.').map(|(outermost, _)| outermost.to_owned());
                plan.add(Candidate { name, role, rank: FIRST_RANK, is_exact: true });
                if let Some(name) = outermost {
                    plan.add(Candidate { name, role, rank: PATH_RANK, is_exact: true });
                }
                continue;
            }
            for (rank, name) in (FIRST_RANK..).zip(*guesses) {
                plan.add(Candidate { name: (*name).to_owned(), role, rank, is_exact: false });
            }
        }
        plan
    }

    fn add(&mut self, candidate: Candidate) {
        let len = candidate.name.len();
        if self.by_len.len() <= len {
            self.by_len.resize(len + 1, Vec::new());
        }
        self.by_len[len].push(candidate);
    }

    /// The ranks of a field of this name. Linear in the candidates of the same length.
    #[inline]
    pub(crate) fn ranks(&self, name: &str) -> Ranks {
        let mut ranks = [NO_RANK; N_ROLES];
        for candidate in self.by_len.get(name.len()).into_iter().flatten() {
            if name.eq_ignore_ascii_case(&candidate.name) && (!candidate.is_exact || name == candidate.name) {
                ranks[candidate.role] = candidate.rank;
            }
        }
        ranks
    }

    /// The path below the outermost object of a dotted name, where a field was found by that
    /// object.
    pub(crate) fn path_below(&self, role: Role, rank: u8) -> Option<&str> {
        let name = self.named[role as usize].as_deref().filter(|_| rank == PATH_RANK)?;
        name.split_once('.').map(|(_, path)| path)
    }

    /// The reason of a record whose fields have these names and none of which is the text.
    pub(crate) fn missing_text(&self, present: &[impl AsRef<str>]) -> RejectReason {
        RejectReason::NoText {
            wanted: self.named[Role::Text as usize].clone(),
            fields: present.iter().take(FIELDS_LISTED_MAX).map(|name| printable(name.as_ref())).collect(),
            has_more: present.len() > FIELDS_LISTED_MAX,
        }
    }

    fn name(&self, role: usize, rank: u8) -> &str {
        self.named[role].as_deref().unwrap_or_else(|| GUESSES[role][rank as usize])
    }
}

/// A name that fits in a message: shortened, and without control characters.
fn printable(name: &str) -> String {
    let plain = |letter: char| if letter.is_control() { char::REPLACEMENT_CHARACTER } else { letter };
    let mut printable: String = name.chars().take(NAME_CHARS_MAX).map(plain).collect();
    if name.chars().nth(NAME_CHARS_MAX).is_some() {
        printable.push('…');
    }
    printable
}

/// Longer than the field names of any dump; what is longer is not a header.
const NAME_CHARS_MAX: usize = 40;

/// More names than these make a reason hard to read.
const FIELDS_LISTED_MAX: usize = 8;

/// Numbers of records that used each field, by role.
#[derive(Debug, Clone, Default, PartialEq, Eq, bincode::Encode, bincode::Decode)]
pub struct FieldCounts {
    counts: BTreeMap<String, BTreeMap<String, u64>>,
}

impl FieldCounts {
    /// Adds the counts of another block.
    pub fn merge(&mut self, other: FieldCounts) {
        for (role, fields) in other.counts {
            let own = self.counts.entry(role).or_default();
            for (field, count) in fields {
                *own.entry(field).or_default() += count;
            }
        }
    }

    /// Number of records by role and field. An outlet taken from the address is counted under the
    /// address's field.
    pub fn by_name(&self) -> BTreeMap<String, BTreeMap<String, u64>> {
        self.counts.clone()
    }
}

/// Counts of one block by rank, before ranks are replaced by names.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    used: [[u64; RANKS_MAX]; N_ROLES],
    outlet_by_url: [u64; RANKS_MAX],
}

/// More than the longest list of candidates.
const RANKS_MAX: usize = 16;

impl Tally {
    pub(crate) fn count(&mut self, role: Role, rank: u8) {
        if rank != NOT_COUNTED {
            self.used[role as usize][rank as usize] += 1;
        }
    }

    pub(crate) fn count_outlet_by_url(&mut self, rank_of_url: u8) {
        if rank_of_url != NOT_COUNTED {
            self.outlet_by_url[rank_of_url as usize] += 1;
        }
    }

    pub(crate) fn into_counts(self, plan: &FieldPlan) -> FieldCounts {
        let mut counts = FieldCounts::default();
        let mut add = |role: usize, name: &str, count: u64| {
            if count > 0 {
                let fields = counts.counts.entry(ROLE_NAMES[role].to_owned()).or_default();
                *fields.entry(name.to_owned()).or_default() += count;
            }
        };
        for (role, ranks) in self.used.iter().enumerate() {
            for (rank, count) in (FIRST_RANK..).zip(ranks).filter(|(_, count)| **count > 0) {
                add(role, plan.name(role, rank), *count);
            }
        }
        for (rank, count) in (FIRST_RANK..).zip(self.outlet_by_url).filter(|(_, count)| *count > 0) {
            add(Role::Outlet as usize, plan.name(Role::Url as usize, rank), count);
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guess_ignores_case_and_a_named_field_does_not() {
        let guessed = FieldPlan::new(&FieldNames::default());
        assert_eq!(guessed.ranks("Body")[Role::Text as usize], 1);
        let named = FieldPlan::new(&FieldNames { text: Some("Body".into()), ..FieldNames::default() });
        assert_eq!(named.ranks("Body")[Role::Text as usize], 0);
        assert_eq!(named.ranks("body")[Role::Text as usize], NO_RANK);
        assert_eq!(named.ranks("text")[Role::Text as usize], NO_RANK);
    }

    #[test]
    fn an_address_is_also_an_id_of_last_resort() {
        let ranks = FieldPlan::new(&FieldNames::default()).ranks("url");
        assert_eq!((ranks[Role::Id as usize], ranks[Role::Url as usize]), (6, 0));
    }

    #[test]
    fn every_list_of_guesses_fits_the_tally() {
        assert!(GUESSES.iter().all(|guesses| guesses.len() <= RANKS_MAX));
    }

    #[test]
    fn merged_counts_are_sums() {
        let plan = FieldPlan::new(&FieldNames::default());
        let mut tally = Tally::default();
        tally.count(Role::Text, 1);
        tally.count_outlet_by_url(0);
        let counts = tally.into_counts(&plan);
        let mut sum = counts.clone();
        sum.merge(counts);
        assert_eq!(sum.by_name()["text"]["body"], 2);
        assert_eq!(sum.by_name()["outlet"]["url"], 2);
    }
}
