//! All positions of each n-gram of a text.

use super::table::{COUNT_MAX, NgramTable, Occurrences};

/// For each n-gram of `LEN` tokens all its positions: a table, and lists for the n-grams that occur
/// more than once.
#[derive(Debug, Clone)]
pub(crate) struct NgramPositions<const LEN: usize> {
    table: NgramTable<LEN>,
    /// First positions of repeated n-grams, ascending, ...
    firsts: Vec<u32>,
    /// ... where the positions of each start, and one more, ...
    starts: Vec<u32>,
    /// ... and all their positions, ascending for each n-gram.
    positions: Vec<u32>,
    /// Positions of all repeated n-grams, ascending.
    repeated: Vec<u32>,
    /// For each position how often its n-gram occurs, up to [`COUNT_MAX`].
    counts: Vec<u8>,
    /// Occurrences of the most frequent n-gram.
    count_max: u32,
}

impl<const LEN: usize> NgramPositions<LEN> {
    /// Indexes all n-grams of a text; there are none in a shorter one.
    pub(super) fn new(tokens: &[u64]) -> NgramPositions<LEN> {
        let mut repeated: Vec<(u32, u32)> = Vec::new();
        let table = NgramTable::new(tokens, |first, position, is_second| {
            repeated.extend(is_second.then_some((first, first)));
            repeated.push((first, position));
        });
        repeated.sort_unstable();
        let count = |of_ngram: &[(u32, u32)]| of_ngram.len() as u32;
        let by_ngram = || repeated.chunk_by(|one, other| one.0 == other.0);
        let mut starts = vec![0];
        starts.extend(by_ngram().scan(0, |end, of_ngram| {
            *end += count(of_ngram);
            Some(*end)
        }));
        let mut counts = vec![1; tokens.windows(LEN).len()];
        for of_ngram in by_ngram() {
            let count = count(of_ngram).min(COUNT_MAX) as u8;
            of_ngram.iter().for_each(|(_, position)| counts[*position as usize] = count);
        }
        let positions: Vec<u32> = repeated.iter().map(|(_, position)| *position).collect();
        let mut ascending = positions.clone();
        ascending.sort_unstable();
        NgramPositions {
            table,
            firsts: by_ngram().map(|of_ngram| of_ngram[0].0).collect(),
            count_max: by_ngram().map(count).max().unwrap_or(tokens.windows(LEN).len().min(1) as u32),
            starts,
            positions,
            repeated: ascending,
            counts,
        }
    }

    /// Looks an n-gram up. `own` are the tokens that were indexed.
    pub(crate) fn find(&self, own: &[u64], ngram: &[u64; LEN]) -> Option<Occurrences> {
        self.table.find(own, ngram)
    }

    /// Number of occurrences, in this text, of the n-gram at a position, up to [`COUNT_MAX`].
    pub(crate) fn count_at(&self, position: u32) -> u32 {
        self.counts[position as usize].into()
    }

    /// All positions of an n-gram that was found here.
    pub(crate) fn all<'a>(&'a self, occurrences: &'a Occurrences) -> &'a [u32] {
        if occurrences.count == 1 {
            return std::slice::from_ref(&occurrences.first);
        }
        let at = self.firsts.binary_search(&occurrences.first).expect("a repeated n-gram has its positions");
        &self.positions[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Positions in `start..end` of n-grams that occur more than once; ascending.
    pub(crate) fn repeated_in(&self, start: u32, end: u32) -> &[u32] {
        let from = &self.repeated[self.repeated.partition_point(|position| *position < start)..];
        &from[..from.partition_point(|position| *position < end)]
    }

    /// Occurrences of the most frequent n-gram; 0 if there is none.
    pub(crate) fn count_max(&self) -> u32 {
        self.count_max
    }

    /// Positions at which an n-gram occurs for the first time, ascending. `own` are the tokens that
    /// were indexed.
    pub(crate) fn firsts<'a>(&'a self, own: &'a [u64]) -> impl Iterator<Item = u32> + 'a {
        let n_ngrams = own.windows(LEN).len() as u32;
        let mut repeated = self.repeated.iter().peekable();
        (0..n_ngrams).filter(move |position| match repeated.next_if_eq(&position) {
            Some(_) => self.firsts.binary_search(position).is_ok(),
            None => true,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::LONG;
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn plain(text: &[u64], len: usize) -> BTreeMap<&[u64], Vec<u32>> {
        let mut positions: BTreeMap<&[u64], Vec<u32>> = BTreeMap::new();
        for (position, tokens) in (0..).zip(text.windows(len)) {
            positions.entry(tokens).or_default().push(position);
        }
        positions
    }

    fn assert_positions<const LEN: usize>(text: &[u64], other: &[u64]) {
        let table = NgramTable::<LEN>::new(text, |_, _, _| ());
        let (positions, plain) = (NgramPositions::<LEN>::new(text), plain(text, LEN));
        for ngram in other.windows(LEN) {
            let expected = plain.get(ngram);
            let found = positions.find(text, ngram.first_chunk().unwrap());
            assert_eq!(found, table.find(text, ngram.first_chunk().unwrap()));
            assert_eq!(found.as_ref().map(|found| positions.all(found)), expected.map(Vec::as_slice));
            let count = |positions: &Vec<u32>| COUNT_MAX.min(positions.len() as u32);
            assert_eq!(found.map(|found| found.count), expected.map(count));
        }
        let mut firsts: Vec<u32> = plain.values().map(|positions| positions[0]).collect();
        firsts.sort_unstable();
        assert_eq!(positions.firsts(text).collect::<Vec<u32>>(), firsts);
        let mut repeated: Vec<u32> =
            plain.values().filter(|positions| positions.len() > 1).flatten().copied().collect();
        repeated.sort_unstable();
        assert_eq!(positions.repeated_in(0, u32::MAX), &repeated);
        repeated.retain(|position| (7..11).contains(position));
        assert_eq!(positions.repeated_in(7, 11), repeated);
        for (position, ngram) in (0..).zip(text.windows(LEN)) {
            assert_eq!(positions.count_at(position), COUNT_MAX.min(plain[ngram].len() as u32));
        }
        assert_eq!(positions.count_max() as usize, plain.values().map(Vec::len).max().unwrap_or(0));
    }

    proptest! {
        #[test]
        fn positions_are_those_of_a_plain_map(
            text in prop::collection::vec(0u64..5, 0..60),
            other in prop::collection::vec(0u64..6, 0..20),
        ) {
            assert_positions::<1>(&text, &other);
            assert_positions::<2>(&text, &other);
            assert_positions::<LONG>(&text, &other);
        }
    }
}
