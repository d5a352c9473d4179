//! The tables of words at the end of a text, read from `data/endings.tsv`.

use crate::text::word_filter::WordFilter;
use crate::word_table;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Words at the end of a text; the file describes each list.
pub(super) struct EndingWords {
    pub(super) continuations: Openings,
    pub(super) invitations: Openings,
    pub(super) invitation_words: WordSet,
    pub(super) rest_of_text: Openings,
    pub(super) end_marks: WordSet,
    pub(super) sign_offs: Openings,
    pub(super) sign_offs_anywhere: Openings,
    pub(super) page: Openings,
    pub(super) page_verbs: WordSet,
    pub(super) page_blocks: Openings,
    pub(super) page_anywhere: Openings,
    pub(super) biographies: WordSet,
    pub(super) biography_verbs: WordSet,
    pub(super) speech_verbs: WordSet,
    pub(super) dangling: WordSet,
    pub(super) lost_media: WordSet,
}

/// Words, or phrases that are looked up as a whole.
pub(super) struct WordSet {
    words: HashSet<&'static str>,
    filter: WordFilter,
}

impl WordSet {
    fn new(words: impl Iterator<Item = &'static str>) -> WordSet {
        let words: HashSet<&str> = words.collect();
        WordSet { filter: WordFilter::of(words.iter().copied()), words }
    }

    pub(super) fn contains(&self, word: &str) -> bool {
        self.filter.may_have(word) && self.words.contains(word)
    }
}

/// Openings of lines by their first word.
pub(super) struct Openings {
    by_word: HashMap<&'static str, Vec<&'static str>>,
    first_words: WordFilter,
}

impl Openings {
    fn new(openings: impl Iterator<Item = &'static str>) -> Openings {
        let mut by_word: HashMap<&str, Vec<&str>> = HashMap::new();
        for opening in openings {
            by_word.entry(first_word(opening)).or_default().push(opening);
        }
        Openings { first_words: WordFilter::of(by_word.keys().copied()), by_word }
    }

    /// Iterates over the openings with which `folded` begins, at the border of a word.
    pub(super) fn of<'f>(&self, folded: &'f str) -> impl Iterator<Item = &'static str> + use<'_, 'f> {
        let opens = move |opening: &&str| {
            folded.strip_prefix(*opening).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        let first = Some(first_word(folded)).filter(|first| self.first_words.may_have(first));
        first.and_then(|first| self.by_word.get(first)).into_iter().flatten().copied().filter(opens)
    }

    pub(super) fn open(&self, folded: &str) -> bool {
        self.of(folded).next().is_some()
    }

    /// Returns whether `folded` has one of the openings anywhere, as whole words; `words` are the
    /// bytes of its words. Linear.
    pub(super) fn occur_in(&self, folded: &str, mut words: impl Iterator<Item = Range<usize>>) -> bool {
        words.any(|word| self.first_words.may_have(&folded[word.clone()]) && self.open(&folded[word.start..]))
    }
}

pub(super) fn first_word(folded: &str) -> &str {
    folded.split(' ').next().unwrap_or(folded)
}

const TABLE: &str = include_str!("../../../data/endings.tsv");

fn of_kind(kind: &str) -> impl Iterator<Item = &'static str> {
    word_table::rows(TABLE).filter(move |columns| columns[0] == kind).map(|columns| columns[1])
}

pub(super) static WORDS: LazyLock<EndingWords> = LazyLock::new(|| {
    let openings = |kind: &str| Openings::new(of_kind(kind));
    let words = |kind: &str| WordSet::new(of_kind(kind));
    EndingWords {
        continuations: openings("continuation"),
        invitations: openings("invitation"),
        invitation_words: words("invitation_word"),
        rest_of_text: openings("rest_of_text"),
        end_marks: words("end_mark"),
        sign_offs: openings("sign_off"),
        sign_offs_anywhere: openings("sign_off_anywhere"),
        page: openings("page"),
        page_verbs: words("page_verb"),
        page_blocks: openings("page_block"),
        page_anywhere: openings("page_anywhere"),
        biographies: words("biography"),
        biography_verbs: words("biography_verb"),
        speech_verbs: words("speech_verb"),
        dangling: words("dangling"),
        lost_media: words("lost_media"),
    }
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Analysis, Token, analyse};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn openings_occur_where_a_plain_search_finds_them(
            words in prop::collection::vec(prop::sample::select(vec!["contact", "for", "more", "information", "the", "quay", "é"]), 0..12),
        ) {
            let phrases = ["for more information", "contact", "the quay"];
            let folded = words.join(" ");
            let plain = phrases.iter().any(|phrase| format!(" {folded} ").contains(&format!(" {phrase} ")));
            let mut analysis = Analysis::default();
            analyse(&folded, &mut analysis);
            let of_token = |token: &Token| token.folded_start as usize..token.folded_end as usize;
            let found = Openings::new(phrases.into_iter()).occur_in(&folded, analysis.tokens.iter().map(of_token));
            prop_assert_eq!(found, plain);
        }
    }

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
