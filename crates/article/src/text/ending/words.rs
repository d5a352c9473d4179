//! The tables of words at the end of a text, read from `data/endings.tsv`.

use crate::word_table;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Words at the end of a text; the file describes each list.
pub(super) struct EndingWords {
    pub(super) continuations: Openings,
    pub(super) invitations: Openings,
    pub(super) invitation_words: HashSet<&'static str>,
    pub(super) rest_of_text: Vec<&'static str>,
    pub(super) end_marks: HashSet<&'static str>,
    pub(super) sign_offs: Openings,
    pub(super) sign_offs_anywhere: Vec<&'static str>,
    pub(super) page: Openings,
    pub(super) page_verbs: HashSet<&'static str>,
    pub(super) page_blocks: Openings,
    pub(super) page_anywhere: Vec<&'static str>,
    pub(super) biographies: HashSet<&'static str>,
    pub(super) biography_verbs: HashSet<&'static str>,
    pub(super) speech_verbs: HashSet<&'static str>,
    pub(super) dangling: HashSet<&'static str>,
    pub(super) lost_media: HashSet<&'static str>,
}

/// Openings of lines by their first word.
pub(super) struct Openings(HashMap<&'static str, Vec<&'static str>>);

impl Openings {
    fn new(openings: impl Iterator<Item = &'static str>) -> Openings {
        let mut by_word: HashMap<&str, Vec<&str>> = HashMap::new();
        for opening in openings {
            by_word.entry(first_word(opening)).or_default().push(opening);
        }
        Openings(by_word)
    }

    /// Iterates over the openings with which `folded` begins, at the border of a word.
    pub(super) fn of<'f>(&self, folded: &'f str) -> impl Iterator<Item = &'static str> + use<'_, 'f> {
        let opens = move |opening: &&str| {
            folded.strip_prefix(*opening).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        self.0.get(first_word(folded)).into_iter().flatten().copied().filter(opens)
    }

    pub(super) fn open(&self, folded: &str) -> bool {
        self.of(folded).next().is_some()
    }
}

pub(super) fn first_word(folded: &str) -> &str {
    folded.split(' ').next().unwrap_or(folded)
}

/// Returns whether `folded` has one of the phrases, as whole words.
pub(super) fn has_any(folded: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        folded.match_indices(phrase).any(|(at, _)| {
            let after = &folded[at + phrase.len()..];
            (at == 0 || folded[..at].ends_with(' ')) && (after.is_empty() || after.starts_with(' '))
        })
    })
}

const TABLE: &str = include_str!("../../../data/endings.tsv");

fn of_kind(kind: &str) -> impl Iterator<Item = &'static str> {
    word_table::rows(TABLE).filter(move |columns| columns[0] == kind).map(|columns| columns[1])
}

pub(super) static WORDS: LazyLock<EndingWords> = LazyLock::new(|| {
    let openings = |kind: &str| Openings::new(of_kind(kind));
    EndingWords {
        continuations: openings("continuation"),
        invitations: openings("invitation"),
        invitation_words: of_kind("invitation_word").collect(),
        rest_of_text: of_kind("rest_of_text").collect(),
        end_marks: of_kind("end_mark").collect(),
        sign_offs: openings("sign_off"),
        sign_offs_anywhere: of_kind("sign_off_anywhere").collect(),
        page: openings("page"),
        page_verbs: of_kind("page_verb").collect(),
        page_blocks: openings("page_block"),
        page_anywhere: of_kind("page_anywhere").collect(),
        biographies: of_kind("biography").collect(),
        biography_verbs: of_kind("biography_verb").collect(),
        speech_verbs: of_kind("speech_verb").collect(),
        dangling: of_kind("dangling").collect(),
        lost_media: of_kind("lost_media").collect(),
    }
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Analysis, analyse};
    use std::collections::BTreeSet;

    #[test]
    fn every_row_is_folded_listed_once_and_of_a_known_kind() {
        let kinds = [
            "continuation",
            "invitation",
            "invitation_word",
            "rest_of_text",
            "end_mark",
            "sign_off",
            "sign_off_anywhere",
            "page",
            "page_verb",
            "page_block",
            "page_anywhere",
            "biography",
            "biography_verb",
            "speech_verb",
            "lost_media",
            "dangling",
        ];
        let mut seen = BTreeSet::new();
        for columns in word_table::rows(TABLE) {
            let [kind, words] = columns[..] else { panic!("{columns:?} is no kind and words") };
            assert!(kinds.contains(&kind), "{kind}");
            assert!(seen.insert((kind, words)), "listed twice: {kind} {words}");
            let mut analysis = Analysis::default();
            analyse(words, &mut analysis);
            assert_eq!(analysis.folded, words);
        }
        assert_eq!(seen.iter().map(|(kind, _)| *kind).collect::<BTreeSet<_>>().len(), kinds.len());
    }
}
