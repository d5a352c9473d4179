//! The plan by which the fields of one file's records are found.

use super::field_names::FieldNames;
use super::names::{KNOWN, N_ROLES, Role, known_ranks};
use super::sample::{Sample, SampledField};
use wirecopy_article::RejectReason;

/// The rank of a field without a role.
pub(crate) const NO_RANK: u8 = u8::MAX;

/// Replaces the rank of a field's name for a value that is not in a field with a name.
pub(crate) const NOT_COUNTED: u8 = u8::MAX;

/// For each role the rank of a field among the candidates, or [`NO_RANK`]. The smallest rank wins.
pub(crate) type Ranks = [u8; N_ROLES];

/// The fields that are searched for in every record of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldPlan {
    /// Ranks of keys whose spelling is known, by the length of the key.
    keys: Vec<Vec<(String, Ranks)>>,
    /// For each role its candidates, the best first.
    candidates: [Vec<Candidate>; N_ROLES],
    /// For each role the rank of the first guess by a known name; [`NO_RANK`] where none is made.
    first_guess: Ranks,
    /// The user's name of the text.
    wanted_text: Option<String>,
}

/// A field that may have a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Its name, dotted if it is inside an object.
    pub(super) name: String,
    /// The key of the outermost object, and the path below it.
    pub(super) path: Option<(String, String)>,
}

impl Candidate {
    pub(super) fn key(name: &str) -> Candidate {
        Candidate { name: name.to_owned(), path: None }
    }

    /// A field below `outermost_len` bytes of a dotted name.
    pub(super) fn path(name: &str, outermost_len: usize) -> Candidate {
        let path = (name[..outermost_len].to_owned(), name[outermost_len + 1..].to_owned());
        Candidate { name: name.to_owned(), path: Some(path) }
    }

    /// The key of a record in which it is found.
    fn outermost(&self) -> &str {
        self.path.as_ref().map_or(&self.name, |(outermost, _)| outermost)
    }
}

/// The user's name of each role; that of a canonical page is always guessed.
pub(super) fn named(names: &FieldNames) -> [Option<&str>; N_ROLES] {
    let FieldNames { text, id, outlet, published, url, title, author } = names;
    [text, id, outlet, published, url, title, author, &None].map(Option::as_deref)
}

/// Guesses that a role is left with after its named candidates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guesses {
    Known,
    None,
}

impl Default for FieldPlan {
    fn default() -> Self {
        FieldPlan::new(&FieldNames::default())
    }
}

impl FieldPlan {
    /// The plan by names alone.
    pub(crate) fn new(names: &FieldNames) -> Self {
        let candidates = named(names).map(|name| match name {
            None => (Vec::new(), Guesses::Known),
            Some(name) => {
                let mut candidates = vec![Candidate::key(name)];
                candidates.extend(name.find('.').map(|at| Candidate::path(name, at)));
                (candidates, Guesses::None)
            }
        });
        FieldPlan::of_candidates(candidates, &[], names.text.clone())
    }

    /// The plan of these candidates; `silent` are keys that have no role although their names are
    /// known.
    pub(super) fn of_candidates(
        by_role: [(Vec<Candidate>, Guesses); N_ROLES],
        silent: &[(Role, String)],
        wanted_text: Option<String>,
    ) -> FieldPlan {
        let mut plan = FieldPlan {
            keys: Vec::new(),
            candidates: Default::default(),
            first_guess: [NO_RANK; N_ROLES],
            wanted_text,
        };
        for (role, (candidates, guesses)) in by_role.iter().enumerate() {
            plan.candidates[role].clone_from(candidates);
            if *guesses == Guesses::Known {
                plan.first_guess[role] = candidates.len() as u8;
                plan.candidates[role].extend(KNOWN[role].iter().map(|name| Candidate::key(name)));
            }
        }
        for (role, (candidates, _)) in by_role.iter().enumerate() {
            for (rank, candidate) in (0..).zip(candidates) {
                let ranks = plan.key_mut(candidate.outermost());
                ranks[role] = ranks[role].min(rank);
            }
        }
        for (role, name) in silent {
            let ranked = by_role[*role as usize].0.iter().any(|candidate| candidate.outermost() == name);
            if !ranked {
                plan.key_mut(name)[*role as usize] = NO_RANK;
            }
        }
        plan
    }

    /// The ranks of a key, which become known with it.
    fn key_mut(&mut self, key: &str) -> &mut Ranks {
        if self.keys.len() <= key.len() {
            self.keys.resize(key.len() + 1, Vec::new());
        }
        let guessed = self.guessed(key);
        let of_len = &mut self.keys[key.len()];
        let at = match of_len.iter().position(|(known, _)| known == key) {
            Some(at) => at,
            None => {
                of_len.push((key.to_owned(), guessed));
                of_len.len() - 1
            }
        };
        &mut of_len[at].1
    }

    /// Makes the spelling of a key known, which is faster than a guess.
    pub(super) fn learn(&mut self, key: &str) {
        self.key_mut(key);
    }

    /// The ranks of a field of this name. Linear in the known keys of the same length.
    #[inline]
    pub(crate) fn ranks(&self, name: &str) -> Ranks {
        let of_len = self.keys.get(name.len()).into_iter().flatten();
        for (key, ranks) in of_len {
            if key == name {
                return *ranks;
            }
        }
        self.guessed(name)
    }

    fn guessed(&self, name: &str) -> Ranks {
        let mut ranks = [NO_RANK; N_ROLES];
        for ((rank, known), first) in ranks.iter_mut().zip(known_ranks(name)).zip(self.first_guess) {
            if let Some(known) = known.filter(|_| first != NO_RANK) {
                *rank = first + known;
            }
        }
        ranks
    }

    /// The path below the outermost object of a dotted name, where a field was found by that
    /// object.
    pub(crate) fn path_below(&self, role: Role, rank: u8) -> Option<&str> {
        let candidate = self.candidates[role as usize].get(usize::from(rank))?;
        candidate.path.as_ref().map(|(_, path)| path.as_str())
    }

    /// The reason of a record whose fields have these names and none of which is the text.
    pub(crate) fn missing_text(&self, present: &[impl AsRef<str>]) -> RejectReason {
        self.missing_text_among(present, FIELDS_LISTED_MAX)
    }

    /// The reason to refuse a whole file of such records.
    pub(crate) fn missing_text_of_file(&self, present: &[impl AsRef<str>]) -> String {
        self.missing_text_among(present, FIELDS_OF_FILE_LISTED_MAX).to_string()
    }

    fn missing_text_among(&self, present: &[impl AsRef<str>], n_listed: usize) -> RejectReason {
        RejectReason::NoText {
            wanted: self.wanted_text.clone(),
            fields: present.iter().take(n_listed).map(|name| printable(name.as_ref())).collect(),
            has_more: present.len() > n_listed,
        }
    }

    /// The field of a sample that is the text of most records.
    pub(crate) fn text_in<'s>(&self, sample: &'s Sample) -> Option<&'s SampledField> {
        let candidates = self.candidates[Role::Text as usize].iter();
        candidates.filter_map(|candidate| sample.field(&candidate.name)).find(|field| field.records > 0)
    }

    /// The field of a sample that is the date of publication: the most certain one that has a
    /// value.
    pub(crate) fn date_in<'s>(&self, sample: &'s Sample) -> Option<&'s SampledField> {
        let candidates = self.candidates[Role::Published as usize].iter();
        candidates.filter_map(|candidate| sample.field(&candidate.name)).find(|field| field.records > 0)
    }

    /// The name of the candidate with this rank.
    pub(super) fn name(&self, role: usize, rank: usize) -> &str {
        self.candidates[role].get(rank).map_or("", |candidate| &candidate.name)
    }
}

/// A name that fits in a message: shortened, and without control characters.
pub(crate) fn printable(name: &str) -> String {
    let plain = |letter: char| if letter.is_control() { char::REPLACEMENT_CHARACTER } else { letter };
    let mut printable: String = name.chars().take(NAME_CHARS_MAX).map(plain).collect();
    if name.chars().nth(NAME_CHARS_MAX).is_some() {
        printable.push('…');
    }
    printable
}

/// Longer than the field names of any dump; what is longer is not a header.
const NAME_CHARS_MAX: usize = 40;

/// More names than these make the reason of one record hard to read.
const FIELDS_LISTED_MAX: usize = 8;

/// Most names that are listed when a file is refused.
const FIELDS_OF_FILE_LISTED_MAX: usize = 256;

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
    fn a_dotted_name_is_a_key_first_and_a_path_second() {
        let names = FieldNames { text: Some("a.b.c".into()), ..FieldNames::default() };
        let plan = FieldPlan::new(&names);
        assert_eq!(plan.ranks("a.b.c")[Role::Text as usize], 0);
        assert_eq!(plan.ranks("a")[Role::Text as usize], 1);
        assert_eq!(plan.path_below(Role::Text, 1), Some("b.c"));
        assert_eq!(plan.path_below(Role::Text, 0), None);
    }

    #[test]
    fn an_address_is_also_an_id_of_last_resort() {
        let ranks = FieldPlan::default().ranks("url");
        assert_eq!(ranks[Role::Url as usize], 0);
        assert!(ranks[Role::Id as usize] > FieldPlan::default().ranks("_id")[Role::Id as usize]);
    }
}
