//! Phrases of boilerplate, found by the hashes of their tokens.

use std::sync::LazyLock;
use wirecopy_article::word_table::rows;
use wirecopy_reuse::shingle::token_hash;

bitflags::bitflags! {
    /// The lists of `page_phrases.tsv` that have a phrase.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub(super) struct PhraseLists: u16 {
        const WHOLE = 1;
        const OPENING = 1 << 1;
        const STRONG = 1 << 2;
        const WEAK = 1 << 3;
        const BIO = 1 << 4;
        const LABEL = 1 << 5;
        const LINK_END = 1 << 6;
        const STORY = 1 << 7;
        const IMPERATIVE = 1 << 8;
        const READER = 1 << 9;
        const MAKERS = 1 << 10;
    }
}

const TABLE: &str = include_str!("../../data/page_phrases.tsv");

static PHRASES: LazyLock<PhraseTable> = LazyLock::new(|| PhraseTable::parse(TABLE));

/// Buckets of the table: a few times the number of phrases, so that most words of a text meet an
/// empty one.
const BUCKET_BITS: u32 = 13;

/// A phrase, with the lists that have it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct PagePhrase {
    bucket: u32,
    tokens: Vec<u64>,
    lists: u16,
}

/// All phrases, by the hashes of their first two tokens.
struct PhraseTable {
    phrases: Vec<PagePhrase>,
    /// Bucket → its first phrase; one more at the end.
    starts: Vec<u32>,
    /// Bucket of a first word alone → the lists of all phrases that start with such a word; most
    /// words of a text start none.
    lists_of_first: Vec<u16>,
}

/// A phrase that starts at some token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PhraseMatch {
    pub(super) tokens: usize,
    pub(super) lists: PhraseLists,
}

/// The bucket of phrases that start with these tokens.
#[inline]
fn bucket(first: u64, second: u64) -> u32 {
    let mixed = (first ^ second.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> (64 - BUCKET_BITS)) as u32
}

/// Placeholder for the second token in the bucket of a phrase of one token.
const NO_SECOND: u64 = 0;

impl PhraseTable {
    fn parse(table: &str) -> PhraseTable {
        let mut phrases: Vec<PagePhrase> = rows(table)
            .map(|columns| {
                let tokens: Vec<u64> =
                    columns[1].split(' ').map(|word| token_hash(word.as_bytes())).collect();
                let second = tokens.get(1).copied().unwrap_or(NO_SECOND);
                PagePhrase { bucket: bucket(tokens[0], second), lists: list_named(columns[0]).bits(), tokens }
            })
            .collect();
        phrases.sort();
        phrases.dedup_by(|later, first| {
            let is_same = later.tokens == first.tokens;
            first.lists |= if is_same { later.lists } else { 0 };
            is_same
        });
        let starts = (0..=1 << BUCKET_BITS)
            .map(|number| phrases.partition_point(|phrase| phrase.bucket < number) as u32)
            .collect();
        let mut lists_of_first = vec![0; 1 << BUCKET_BITS];
        for phrase in &phrases {
            lists_of_first[bucket(phrase.tokens[0], NO_SECOND) as usize] |= phrase.lists;
        }
        PhraseTable { phrases, starts, lists_of_first }
    }

    fn in_bucket(&self, first: u64, second: u64) -> &[PagePhrase] {
        let bucket = bucket(first, second) as usize;
        &self.phrases[self.starts[bucket] as usize..self.starts[bucket + 1] as usize]
    }
}

/// Returns the list of a name.
///
/// # Panics
/// If there is no such list.
fn list_named(name: &str) -> PhraseLists {
    PhraseLists::from_name(&name.to_uppercase()).expect("tests read every list of the table")
}

/// Calls `each` with every phrase of some lists, and perhaps of others, that starts with the first
/// of `tokens`, hashes of a text's tokens. O(1) but for the phrases that start with the same two
/// words.
#[inline]
pub(super) fn phrases_at(tokens: &[u64], lists: PhraseLists, each: impl FnMut(PhraseMatch)) {
    let Some(first) = tokens.first() else { return };
    let table = &*PHRASES;
    if table.lists_of_first[bucket(*first, NO_SECOND) as usize] & lists.bits() != 0 {
        all_at(table, tokens, each);
    }
}

fn all_at(table: &PhraseTable, tokens: &[u64], mut each: impl FnMut(PhraseMatch)) {
    let Some(first) = tokens.first() else { return };
    let second = tokens.get(1).copied().unwrap_or(NO_SECOND);
    let mut found = |phrase: &PagePhrase| {
        let lists = PhraseLists::from_bits_truncate(phrase.lists);
        each(PhraseMatch { tokens: phrase.tokens.len(), lists });
    };
    let of_one = table.in_bucket(*first, NO_SECOND).iter();
    of_one.filter(|phrase| phrase.tokens == [*first]).for_each(&mut found);
    // Phrases are short: a comparison of bytes would be a call.
    let are_here = |phrase: &[u64]| phrase.iter().zip(tokens).all(|(one, other)| one == other);
    let of_two = table.in_bucket(*first, second).iter();
    let is_here =
        |phrase: &&PagePhrase| (2..=tokens.len()).contains(&phrase.tokens.len()) && are_here(&phrase.tokens);
    of_two.filter(is_here).for_each(&mut found);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_phrase_is_folded_listed_once_and_found() {
        let mut seen = BTreeSet::new();
        for columns in rows(TABLE) {
            assert_eq!(columns.len(), 2, "a list and a phrase are expected: {columns:?}");
            let (list, phrase) = (columns[0], columns[1]);
            assert!(seen.insert((list, phrase)), "listed twice: {list} {phrase}");
            let is_word = |word: &str| {
                !word.is_empty()
                    && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            };
            assert!(phrase.split(' ').all(is_word), "not folded: {phrase}");
            let text = format!("{phrase} and the council of tolm");
            let tokens: Vec<u64> = text.split(' ').map(|word| token_hash(word.as_bytes())).collect();
            let mut is_found = false;
            phrases_at(&tokens, list_named(list), |found| {
                is_found |=
                    found.lists.contains(list_named(list)) && found.tokens == phrase.split(' ').count();
            });
            assert!(is_found, "not found: {list} {phrase}");
        }
    }
}
