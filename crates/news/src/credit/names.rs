//! Names and phrases that credits consist of, found by an automaton wherever one may start.

use super::agencies::{AGENCIES, AgencyNumber};
use super::forms::{Phrase, phrases};
use super::prefixes::PatternStarts;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};
use std::ops::Range;
use std::sync::LazyLock;
use wirecopy_article::word_table::words;

/// The kind of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pattern {
    /// The name of an agency.
    Agency {
        agency: AgencyNumber,
        is_short: bool,
        /// True if it has several long words, so that it is found even where a line break before or
        /// after it was lost.
        is_unmistakable: bool,
    },
    Phrase(Phrase),
    /// The last word of the names of outlets.
    OutletWord,
}

impl Pattern {
    pub(super) fn is_unmistakable(self) -> bool {
        matches!(self, Pattern::Agency { is_unmistakable: true, .. })
    }
}

/// All patterns with their kinds.
struct Patterns {
    automaton: AhoCorasick,
    kinds: Vec<Pattern>,
    starts: PatternStarts,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let (written, kinds): (Vec<String>, Vec<Pattern>) = patterns().into_iter().unzip();
    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .match_kind(MatchKind::LeftmostLongest)
        .start_kind(StartKind::Anchored)
        .build(&written)
        .expect("a few hundred names fit an automaton");
    let may_be_within = kinds.iter().map(|kind| kind.is_unmistakable());
    let starts = PatternStarts::of(written.iter().map(String::as_bytes).zip(may_be_within));
    Patterns { starts, automaton, kinds }
});

/// Returns every pattern as it is written, with its kind. Case matters.
fn patterns() -> Vec<(String, Pattern)> {
    let mut patterns = Vec::new();
    for (agency, entry) in (0..).zip(AGENCIES.iter()) {
        for (names, is_short) in [(&entry.names, false), (&entry.short_names, true)] {
            patterns.extend(names.iter().map(|name| {
                let is_unmistakable = !is_short && name.contains(' ') && name.len() >= UNMISTAKABLE_BYTES_MIN;
                ((*name).to_owned(), Pattern::Agency { agency, is_short, is_unmistakable })
            }));
        }
    }
    for (kind, phrase) in phrases() {
        patterns.extend(cases(phrase).into_iter().map(|phrase| (phrase, Pattern::Phrase(kind))));
    }
    let outlet_words = words(include_str!("../../data/outlet_words.tsv"));
    patterns.extend(outlet_words.map(|word| (word.to_owned(), Pattern::OutletWord)));
    patterns
}

/// Minimum number of bytes of a name of several words that is nothing else: `Press Association`.
const UNMISTAKABLE_BYTES_MIN: usize = 12;

/// Returns a phrase as it is, with a capital at its start, and in capitals.
fn cases(phrase: &str) -> Vec<String> {
    let mut rest = phrase.chars();
    let mut capitalised: String = rest.next().into_iter().flat_map(char::to_uppercase).collect();
    capitalised.push_str(rest.as_str());
    let mut cases = vec![phrase.to_owned(), capitalised, phrase.to_uppercase()];
    cases.sort();
    cases.dedup();
    cases
}

/// Returns the patterns in a text with their bytes, in order. Each is the longest at its start, and
/// none overlaps another. Linear.
pub(super) fn patterns_in(text: &str) -> impl Iterator<Item = (Pattern, Range<usize>)> {
    let patterns = &*PATTERNS;
    let bytes = text.as_bytes();
    let mut start = 0;
    std::iter::from_fn(move || {
        while let Some((at, is_within)) = patterns.starts.next_from(bytes, start) {
            if let Some((pattern, end)) = patterns.at(text, at)
                && (!is_within || pattern.is_unmistakable())
            {
                start = end;
                return Some((pattern, at..end));
            }
            start = at + 1;
        }
        start = bytes.len();
        None
    })
}

impl Patterns {
    /// The longest pattern that starts at a byte, with its end.
    fn at(&self, text: &str, start: usize) -> Option<(Pattern, usize)> {
        let input = Input::new(text).span(start..text.len()).anchored(Anchored::Yes);
        let found = self.automaton.find(input)?;
        Some((self.kinds[found.pattern().as_usize()], found.end()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Returns whether `start` is not between two ASCII letters or digits.
    fn starts_word(text: &[u8], start: usize) -> bool {
        !(text[start].is_ascii_alphanumeric() && start > 0 && text[start - 1].is_ascii_alphanumeric())
    }

    static WRITTEN: LazyLock<Vec<(String, Pattern)>> = LazyLock::new(patterns);

    /// The definition, tried at each start with each pattern.
    fn plain(text: &str) -> Vec<(Pattern, Range<usize>)> {
        let mut found = Vec::new();
        let mut resume = 0;
        for (start, _) in text.char_indices() {
            if start < resume {
                continue;
            }
            // Of equal patterns, the first one counts.
            let fitting = WRITTEN.iter().rev().filter(|(written, _)| text[start..].starts_with(written));
            let longest = fitting.max_by_key(|(written, _)| written.len());
            let is_found =
                |pattern: &Pattern| pattern.is_unmistakable() || starts_word(text.as_bytes(), start);
            if let Some((written, pattern)) = longest.filter(|(_, pattern)| is_found(pattern)) {
                resume = start + written.len();
                found.push((*pattern, start..resume));
            }
        }
        found
    }

    fn pieces() -> impl Strategy<Value = String> {
        let names: Vec<String> = WRITTEN.iter().map(|(written, _)| written.clone()).collect();
        let cut = (prop::sample::select(names.clone()), 0usize..12)
            .prop_map(|(name, len)| name.chars().take(len).collect::<String>());
        prop_oneof![
            6 => prop::sample::select(names),
            3 => cut,
            4 => prop::sample::select(vec![" ", "/", "-", ". ", "\n", "’s ", "(", "é", "据", "\u{301}", "_"]).prop_map(str::to_owned),
            2 => "[A-Za-z0-9 ]{0,6}",
            1 => any::<char>().prop_map(String::from),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn patterns_are_found_as_the_plain_definition_finds_them(pieces in prop::collection::vec(pieces(), 0..30)) {
            let text = pieces.concat();
            prop_assert_eq!(patterns_in(&text).collect::<Vec<_>>(), plain(&text), "{}", text);
        }
    }

    #[test]
    fn every_pattern_is_unique_and_found_in_a_sentence() {
        let mut seen = std::collections::BTreeSet::new();
        for (written, pattern) in WRITTEN.iter() {
            assert!(seen.insert(written), "listed twice: {written}");
            let sentence = format!("“{written}” is quoted.");
            assert_eq!(patterns_in(&sentence).next(), Some((*pattern, 3..3 + written.len())), "{written}");
        }
    }
}
