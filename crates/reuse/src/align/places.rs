//! A table from the runs of one length in a text to their places.

use crate::shingle::WORDS;

/// Tokens of the longest runs that are looked up; longer common runs are grown from them.
pub(super) const LONG: usize = WORDS;

/// Odd, from the fractional bits of the golden ratio: brings what differs into the upper bits of a hash.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// A slot holds a place in its lower bits, above them how often the run stands.
const PLACE_BITS: u32 = 29;

const PLACE: u32 = (1 << PLACE_BITS) - 1;

/// Who stands so often stands often: more is not counted.
const OFTEN_MAX: u32 = 7;

/// Of so many slots at most three are taken.
const LOAD_PARTS: usize = 4;

/// Bits of a sieve for each slot of a table: of runs that are not there it lets one in ten through.
const SIEVE_BITS: usize = 8;

/// For each run of `LEN` tokens its first place. Runs that share a hash are told apart by their tokens, which are asked for with every call.
///
/// Open addressing (Knuth, The Art of Computer Programming, volume 3, section 6.4, algorithm L); most runs of a text stand once. A sieve of one bit a hash (Bloom
/// 1970, of one hash function) stands before the slots: most runs that are asked for stand in the other text alone, and the sieves
/// of two texts stay in the nearest cache. 6 to 14 bytes a token.
#[derive(Debug, Clone)]
pub(super) struct Table<const LEN: usize> {
    /// The place of a run's first token under how often it stands, up to [`OFTEN_MAX`]; 0 where nothing is. Their number is a power of two.
    slots: Vec<u32>,
    /// Bits of a hash behind those that number a slot.
    shift: u32,
    /// Whether a run may be here, [`SIEVE_BITS`] for each slot.
    sieve: Vec<u64>,
}

/// Where a run stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Occurrences {
    /// Its first place.
    pub(super) first: u32,
    /// At how many places, up to [`OFTEN_MAX`].
    pub(super) often: u32,
}

impl<const LEN: usize> Table<LEN> {
    /// Of all runs of a text; of one that is shorter, none. Tells the first place of every run that was found before, its place, and whether it is the second one.
    pub(super) fn of(tokens: &[u64], mut again: impl FnMut(u32, u32, bool)) -> Table<LEN> {
        let runs = tokens.windows(LEN);
        assert!(runs.len() <= PLACE as usize, "a text has no more than 2²⁹ tokens");
        let n_slots = (runs.len() * LOAD_PARTS).div_ceil(LOAD_PARTS - 1).max(2).next_power_of_two();
        let shift = u64::BITS - n_slots.trailing_zeros();
        let sieve = vec![0; (n_slots * SIEVE_BITS).div_ceil(u64::BITS as usize)];
        let mut table = Table { slots: vec![0; n_slots], shift, sieve };
        for (place, run) in (0u32..).zip(runs) {
            let run = run.first_chunk().expect("a window is as long as a run");
            let hash = hash(run);
            let (word, bit) = table.in_sieve(hash);
            table.sieve[word] |= bit;
            let slot = table.slot_of(tokens, run, hash);
            let found = &mut table.slots[slot];
            let often = *found >> PLACE_BITS;
            if often == 0 {
                *found = 1 << PLACE_BITS | place;
                continue;
            }
            again(*found & PLACE, place, often == 1);
            if often < OFTEN_MAX {
                *found += 1 << PLACE_BITS;
            }
        }
        table
    }

    /// How a run stands among these, which are places in `own`.
    pub(super) fn find(&self, own: &[u64], run: &[u64; LEN]) -> Option<Occurrences> {
        let hash = hash(run);
        let (word, bit) = self.in_sieve(hash);
        if self.sieve.get(word)? & bit == 0 {
            return None;
        }
        let found = self.slots[self.slot_of(own, run, hash)];
        (found != 0).then_some(Occurrences { first: found & PLACE, often: found >> PLACE_BITS })
    }

    /// Where the bit of a hash stands.
    fn in_sieve(&self, hash: u64) -> (usize, u64) {
        let at = hash >> (self.shift - SIEVE_BITS.trailing_zeros());
        ((at / u64::from(u64::BITS)) as usize, 1 << (at % u64::from(u64::BITS)))
    }

    /// The slot of a run, or the empty one where it would be.
    fn slot_of(&self, own: &[u64], run: &[u64; LEN], hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = (hash >> self.shift) as usize;
        while self.slots[slot] != 0 && !stands_at(own, self.slots[slot] & PLACE, run) {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

/// Whether a run stands at this place. All of its tokens are compared at once: a comparison that stops at the first that differs is a call of its own.
fn stands_at<const LEN: usize>(own: &[u64], place: u32, run: &[u64; LEN]) -> bool {
    let there = &own[place as usize..place as usize + LEN];
    there.iter().zip(run).fold(0, |differ, (left, right)| differ | (left ^ right)) == 0
}

/// A hash of a run, in its upper bits.
fn hash<const LEN: usize>(run: &[u64; LEN]) -> u64 {
    run.iter().fold(0u64, |hash, token| hash.rotate_left(13) ^ token).wrapping_mul(MIX)
}

/// For each run of `LEN` tokens all its places: a table, and lists of those of runs that stand more than once.
#[derive(Debug, Clone)]
pub(super) struct Places<const LEN: usize> {
    table: Table<LEN>,
    /// First places of repeated runs, ascending, ...
    firsts: Vec<u32>,
    /// ... where the places of each begin, and one more, ...
    starts: Vec<u32>,
    /// ... and all their places, ascending inside a run.
    places: Vec<u32>,
    /// The same places, ascending.
    repeats: Vec<u32>,
    /// For each place at how many the run stands that begins there, up to [`OFTEN_MAX`].
    often: Vec<u8>,
    /// Places of the run that stands most often.
    often_max: u32,
}

impl<const LEN: usize> Places<LEN> {
    /// Of all runs of a text; of one that is shorter, none.
    pub(super) fn of(tokens: &[u64]) -> Places<LEN> {
        let mut again: Vec<(u32, u32)> = Vec::new();
        let table = Table::of(tokens, |first, place, is_second| {
            again.extend(is_second.then_some((first, first)));
            again.push((first, place));
        });
        again.sort_unstable();
        let often = |of_run: &[(u32, u32)]| of_run.len() as u32;
        let by_run = || again.chunk_by(|one, other| one.0 == other.0);
        let mut starts = vec![0];
        starts.extend(by_run().scan(0, |end, of_run| {
            *end += often(of_run);
            Some(*end)
        }));
        let mut often_at = vec![1; tokens.windows(LEN).len()];
        for of_run in by_run() {
            of_run
                .iter()
                .for_each(|(_, place)| often_at[*place as usize] = often(of_run).min(OFTEN_MAX) as u8);
        }
        let places: Vec<u32> = again.iter().map(|(_, place)| *place).collect();
        let mut repeats = places.clone();
        repeats.sort_unstable();
        Places {
            table,
            firsts: by_run().map(|of_run| of_run[0].0).collect(),
            often_max: by_run().map(often).max().unwrap_or(tokens.windows(LEN).len().min(1) as u32),
            starts,
            places,
            repeats,
            often: often_at,
        }
    }

    /// How a run stands among these, which are places in `own`.
    pub(super) fn find(&self, own: &[u64], run: &[u64; LEN]) -> Option<Occurrences> {
        self.table.find(own, run)
    }

    /// At how many places of this text the run stands that begins at one of them, up to [`OFTEN_MAX`].
    pub(super) fn often_at(&self, place: u32) -> u32 {
        self.often[place as usize].into()
    }

    /// All places of a run that was found here.
    pub(super) fn all<'a>(&'a self, stand: &'a Occurrences) -> &'a [u32] {
        if stand.often == 1 {
            return std::slice::from_ref(&stand.first);
        }
        let at = self.firsts.binary_search(&stand.first).expect("a repeated run has its places");
        &self.places[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Places of runs that stand more than once, from one place up to another, which is left out; ascending.
    pub(super) fn repeats_in(&self, start: u32, end: u32) -> &[u32] {
        let from = &self.repeats[self.repeats.partition_point(|place| *place < start)..];
        &from[..from.partition_point(|place| *place < end)]
    }

    /// Places of the run that stands most often; 0 where there is no run.
    pub(super) fn often_max(&self) -> u32 {
        self.often_max
    }

    /// Places at which a run stands for the first time, ascending; these are places in `own`.
    pub(super) fn firsts<'a>(&'a self, own: &'a [u64]) -> impl Iterator<Item = u32> + 'a {
        let n_runs = own.windows(LEN).len() as u32;
        let mut repeats = self.repeats.iter().peekable();
        (0..n_runs).filter(move |place| match repeats.next_if_eq(&place) {
            Some(_) => self.firsts.binary_search(place).is_ok(),
            None => true,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn plain(text: &[u64], len: usize) -> BTreeMap<&[u64], Vec<u32>> {
        let mut places: BTreeMap<&[u64], Vec<u32>> = BTreeMap::new();
        for (place, tokens) in (0..).zip(text.windows(len)) {
            places.entry(tokens).or_default().push(place);
        }
        places
    }

    fn assert_places<const LEN: usize>(text: &[u64], other: &[u64]) {
        let (table, places, plain) =
            (Table::<LEN>::of(text, |_, _, _| ()), Places::<LEN>::of(text), plain(text, LEN));
        for run in other.windows(LEN) {
            let expected = plain.get(run);
            let stand = places.find(text, run.first_chunk().unwrap());
            assert_eq!(stand, table.find(text, run.first_chunk().unwrap()));
            assert_eq!(stand.as_ref().map(|stand| places.all(stand)), expected.map(Vec::as_slice));
            let often = |places: &Vec<u32>| OFTEN_MAX.min(places.len() as u32);
            assert_eq!(stand.map(|stand| stand.often), expected.map(often));
        }
        let mut firsts: Vec<u32> = plain.values().map(|places| places[0]).collect();
        firsts.sort_unstable();
        assert_eq!(places.firsts(text).collect::<Vec<u32>>(), firsts);
        let mut repeats: Vec<u32> =
            plain.values().filter(|places| places.len() > 1).flatten().copied().collect();
        repeats.sort_unstable();
        assert_eq!(places.repeats_in(0, u32::MAX), &repeats);
        repeats.retain(|place| (7..11).contains(place));
        assert_eq!(places.repeats_in(7, 11), repeats);
        for (place, run) in (0..).zip(text.windows(LEN)) {
            assert_eq!(places.often_at(place), OFTEN_MAX.min(plain[run].len() as u32));
        }
        assert_eq!(places.often_max() as usize, plain.values().map(Vec::len).max().unwrap_or(0));
    }

    proptest! {
        #[test]
        fn places_are_those_of_the_runs_themselves(
            text in prop::collection::vec(0u64..5, 0..60),
            other in prop::collection::vec(0u64..6, 0..20),
        ) {
            assert_places::<1>(&text, &other);
            assert_places::<2>(&text, &other);
            assert_places::<LONG>(&text, &other);
        }
    }
}
