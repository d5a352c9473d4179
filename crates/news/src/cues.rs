//! Lists of cues from data files, each list matched by one Aho-Corasick automaton.
//!
//! *Source*: Aho and Corasick 1975, "Efficient string matching: an aid to bibliographic search".

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};
use std::collections::BTreeMap;
use wirecopy_article::word_table::rows;

/// The lists of a data file with two columns: the name of a list and one of its cues.
///
/// Columns are trimmed, so an underscore is used for a space at either end of a cue.
pub(crate) struct CueLists(BTreeMap<&'static str, Vec<String>>);

impl CueLists {
    pub(crate) fn parse(table: &'static str) -> CueLists {
        let mut lists: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for columns in rows(table) {
            lists.entry(columns[0]).or_default().push(columns[1].replace('_', " "));
        }
        CueLists(lists)
    }

    /// Removes a list and returns its cues.
    ///
    /// # Panics
    /// If there is no such list.
    pub(crate) fn take(&mut self, list: &str) -> Vec<String> {
        self.0.remove(list).expect("tests read every list of every file")
    }

    /// Returns every cue with the name of its list.
    #[cfg(test)]
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|(list, cues)| cues.iter().map(move |cue| (*list, cue.as_str())))
    }
}

fn automaton(cues: &[impl AsRef<[u8]>], start: StartKind) -> AhoCorasick {
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .match_kind(MatchKind::Standard)
        .start_kind(start)
        .build(cues)
        .expect("a few hundred short cues fit an automaton")
}

/// Cues that may occur anywhere in a text.
pub(crate) struct Infixes(AhoCorasick);

impl Infixes {
    pub(crate) fn new(cues: &[String]) -> Infixes {
        Infixes(automaton(cues, StartKind::Unanchored))
    }

    pub(crate) fn occur_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// Returns the byte offset of the first cue.
    pub(crate) fn first_in(&self, text: &str) -> Option<usize> {
        self.0.find_overlapping_iter(text).map(|cue| cue.start()).min()
    }

    /// Returns the byte offset and length of the cue that starts last, the longest of several.
    pub(crate) fn last_in(&self, text: &str) -> Option<(usize, usize)> {
        self.0.find_overlapping_iter(text).map(|cue| (cue.start(), cue.len())).max()
    }
}

/// Cues with which a text may start.
pub(crate) struct Prefixes {
    cues: Vec<String>,
    automaton: AhoCorasick,
}

impl Prefixes {
    pub(crate) fn new(cues: Vec<String>) -> Prefixes {
        Prefixes { automaton: automaton(&cues, StartKind::Anchored), cues }
    }

    /// Returns whether `text` starts with a cue.
    pub(crate) fn start(&self, text: &str) -> bool {
        self.automaton.is_match(Input::new(text).anchored(Anchored::Yes))
    }

    /// Returns the cues with which `text` starts, the shortest first.
    pub(crate) fn of(&self, text: &str) -> impl Iterator<Item = &str> {
        anchored(&self.automaton, text.as_bytes()).map(|cue| self.cues[cue].as_str())
    }
}

/// Cues with which a text may end, matched as prefixes of the reversed text.
pub(crate) struct Suffixes {
    cues: Vec<String>,
    reversed: AhoCorasick,
    len_max: usize,
}

impl Suffixes {
    pub(crate) fn new(cues: Vec<String>) -> Suffixes {
        let reversed: Vec<Vec<u8>> = cues.iter().map(|cue| cue.bytes().rev().collect()).collect();
        let len_max = cues.iter().map(String::len).max().unwrap_or(0);
        Suffixes { reversed: automaton(&reversed, StartKind::Anchored), cues, len_max }
    }

    /// Returns whether `text` ends with a cue.
    pub(crate) fn end(&self, text: &str) -> bool {
        self.of(text).next().is_some()
    }

    /// Returns the cues with which `text` ends, the shortest first.
    pub(crate) fn of(&self, text: &str) -> impl Iterator<Item = &str> {
        let reversed: Vec<u8> = text.bytes().rev().take(self.len_max).collect();
        anchored(&self.reversed, reversed).map(|cue| self.cues[cue].as_str())
    }

    /// Returns the longest cue with which `text` ends.
    pub(crate) fn longest(&self, text: &str) -> Option<&str> {
        self.of(text).last()
    }
}

/// Returns the indices of the cues at the start of a text, the shortest first.
fn anchored(automaton: &AhoCorasick, text: impl AsRef<[u8]>) -> impl Iterator<Item = usize> {
    let mut state = OverlappingState::start();
    let matches = std::iter::from_fn(move || {
        automaton.find_overlapping(Input::new(&text).anchored(Anchored::Yes), &mut state);
        state.get_match()
    });
    // The automaton also reports cues that are suffixes of a match, which start later.
    matches.filter(|found| found.start() == 0).map(|found| found.pattern().as_usize())
}

/// Checks that each row has a list and a cue, both well formed, that no cue is listed twice, and
/// that `read` takes every list.
#[cfg(test)]
pub(crate) fn assert_cues_are_well_formed<T>(table: &'static str, read: fn(&mut CueLists) -> T) {
    let mut lists = CueLists::parse(table);
    read(&mut lists);
    assert_eq!(lists.0.keys().copied().collect::<Vec<_>>(), Vec::<&str>::new());
    let mut seen = std::collections::BTreeSet::new();
    for columns in rows(table) {
        assert_eq!(columns.len(), 2, "a list and a cue are expected: {columns:?}");
        let (list, cue) = (columns[0], columns[1]);
        let is_plain = list.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        assert!(is_plain && !cue.is_empty() && !cue.contains("  "), "{columns:?}");
        assert!(cue.to_lowercase() == cue || list == "sentence_opening", "not in lower case: {cue}");
        assert!(seen.insert((list, cue)), "listed twice: {list} {cue}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cues() -> impl Strategy<Value = Vec<String>> {
        prop::collection::btree_set("[ab é]{1,4}", 1..12).prop_map(|cues| cues.into_iter().collect())
    }

    proptest! {
        #[test]
        fn automata_find_what_the_cues_find_one_by_one(cues in cues(), text in "[ab é]{0,12}") {
            let text = text.as_str();
            let plain = |fits: &dyn Fn(&str) -> bool| -> Vec<&str> {
                let mut found: Vec<&str> = cues.iter().map(String::as_str).filter(|cue| fits(cue)).collect();
                found.sort_by_key(|cue| cue.len());
                found
            };
            let (prefixes, suffixes) = (Prefixes::new(cues.clone()), Suffixes::new(cues.clone()));
            let (starts, ends) = (plain(&|cue| text.starts_with(cue)), plain(&|cue| text.ends_with(cue)));
            prop_assert_eq!(prefixes.start(text), !starts.is_empty());
            prop_assert_eq!(prefixes.of(text).collect::<Vec<_>>(), starts);
            prop_assert_eq!(suffixes.end(text), !ends.is_empty());
            prop_assert_eq!(suffixes.longest(text), ends.last().copied());
            prop_assert_eq!(suffixes.of(text).collect::<Vec<_>>(), ends);
            let infixes = Infixes::new(&cues);
            prop_assert_eq!(infixes.occur_in(text), cues.iter().any(|cue| text.contains(cue)));
            prop_assert_eq!(infixes.first_in(text), cues.iter().filter_map(|cue| text.find(cue)).min());
            let last = cues.iter().filter_map(|cue| Some((text.rfind(cue)?, cue.len()))).max();
            prop_assert_eq!(infixes.last_in(text), last);
        }
    }

    #[test]
    fn an_underscore_is_a_space_that_counts() {
        let mut lists = CueLists::parse("# list\tcue\nbefore\tby_\nafter\t_said\nbefore\tvon_\n");
        assert_eq!(lists.take("before"), ["by ", "von "]);
        assert_eq!(lists.take("after"), [" said"]);
        assert_eq!(lists.all().next(), None);
    }
}
