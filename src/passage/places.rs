//! A table from the runs of one length in a text to their places.

use crate::shingle::WORDS;

/// Tokens of the longest runs that are looked up; longer common runs are grown from them.
pub(super) const LONG: usize = WORDS;

/// Odd, from the fractional bits of the golden ratio: brings what differs into the upper bits of a hash.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// Which runs are looked up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Run {
    /// Of one token.
    #[default]
    Single,
    /// Of two.
    Double,
    /// Of [`LONG`].
    Long,
}

impl Run {
    /// Tokens of a run.
    pub(super) fn len(self) -> usize {
        match self {
            Run::Single => 1,
            Run::Double => 2,
            Run::Long => LONG,
        }
    }

    /// A hash of the run that `tokens` begin with, in its upper bits.
    fn hash(self, tokens: &[u64]) -> u64 {
        let turned = |hash: u64, token: &u64| hash.rotate_left(13) ^ token;
        let folded = match self {
            Run::Single => tokens[0],
            Run::Double => tokens[..2].iter().fold(0, turned),
            Run::Long => tokens[..LONG].iter().fold(0, turned),
        };
        folded.wrapping_mul(MIX)
    }

    /// Whether both begin with the same run.
    fn is_same(self, one: &[u64], other: &[u64]) -> bool {
        match self {
            Run::Single => one[0] == other[0],
            Run::Double => one[..2] == other[..2],
            Run::Long => one[..LONG] == other[..LONG],
        }
    }
}

/// Marks a slot whose run stands more than once.
const REPEATED: u32 = 1 << 31;

/// Of so many slots at most three are taken.
const LOAD_PARTS: usize = 4;

/// For each run of one length its places. Runs that share a hash are told apart by their tokens, which are asked for with every call.
///
/// Open addressing (Knuth, The Art of Computer Programming, volume 3, section 6.4, algorithm L) over first places alone; most runs of a text stand once. 5 to 11 bytes a token.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    run: Run,
    /// The place of a run's first token, counted from 1, with [`REPEATED`]; 0 where nothing is. Their number is a power of two.
    slots: Vec<u32>,
    /// Bits of a hash behind those that number a slot.
    shift: u32,
    /// First places of repeated runs, ascending, ...
    firsts: Vec<u32>,
    /// ... where the places of each begin, and one more, ...
    starts: Vec<u32>,
    /// ... and all their places, ascending inside a run.
    places: Vec<u32>,
    /// The same places, ascending.
    repeats: Vec<u32>,
    /// Places of the run that stands most often.
    often_max: u32,
}

/// Where a run stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stand {
    /// Its first place.
    pub(super) first: u32,
    /// Whether it has others.
    pub(super) is_repeated: bool,
}

impl Places {
    /// Places of all runs of this length; of a text that is shorter, none.
    pub(super) fn of(tokens: &[u64], run: Run) -> Places {
        let n_runs = (tokens.len() + 1).saturating_sub(run.len());
        assert!(n_runs < REPEATED as usize, "a text has fewer than 2³¹ tokens");
        let n_slots = (n_runs * LOAD_PARTS).div_ceil(LOAD_PARTS - 1).max(2).next_power_of_two();
        let mut slots = vec![0u32; n_slots];
        let shift = u64::BITS - n_slots.trailing_zeros();
        let mut again: Vec<(u32, u32)> = Vec::new();
        for place in 0..n_runs {
            let slot = slot_of(&slots, shift, run, tokens, &tokens[place..]);
            let found = &mut slots[slot];
            if *found == 0 {
                *found = place as u32 + 1;
                continue;
            }
            let first = (*found & !REPEATED) - 1;
            if *found & REPEATED == 0 {
                *found |= REPEATED;
                again.push((first, first));
            }
            again.push((first, place as u32));
        }
        let often = |of_run: &[(u32, u32)]| of_run.len() as u32;
        again.sort_unstable();
        let by_run = || again.chunk_by(|one, other| one.0 == other.0);
        let mut starts = vec![0];
        starts.extend(by_run().scan(0, |end, of_run| {
            *end += often(of_run);
            Some(*end)
        }));
        let places: Vec<u32> = again.iter().map(|(_, place)| *place).collect();
        let mut repeats = places.clone();
        repeats.sort_unstable();
        Places {
            run,
            shift,
            firsts: by_run().map(|of_run| of_run[0].0).collect(),
            often_max: by_run().map(often).max().unwrap_or(n_runs.min(1) as u32),
            starts,
            places,
            repeats,
            slots,
        }
    }

    /// How the run at a place of `text` stands among these, which are places in `own`; `None` too where the text ends within it.
    pub(super) fn find(&self, own: &[u64], text: &[u64], place: u32) -> Option<Stand> {
        let tokens = text.get(place as usize..).filter(|tokens| tokens.len() >= self.run.len())?;
        let found = *self.slots.get(slot_of(&self.slots, self.shift, self.run, own, tokens))?;
        (found != 0).then(|| Stand { first: (found & !REPEATED) - 1, is_repeated: found & REPEATED != 0 })
    }

    /// All places of a run that was found here.
    pub(super) fn all<'a>(&'a self, stand: &'a Stand) -> &'a [u32] {
        if !stand.is_repeated {
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
        let n_runs = (own.len() + 1).saturating_sub(self.run.len()) as u32;
        let mut repeats = self.repeats.iter().peekable();
        (0..n_runs).filter(move |place| match repeats.next_if_eq(&place) {
            Some(_) => self.firsts.binary_search(place).is_ok(),
            None => true,
        })
    }
}

/// The slot of the run that `tokens` begin with, or the empty one where it would be.
fn slot_of(slots: &[u32], shift: u32, run: Run, own: &[u64], tokens: &[u64]) -> usize {
    let mask = slots.len().wrapping_sub(1);
    let mut slot = (run.hash(tokens) >> shift) as usize;
    while let Some(found) = slots.get(slot) {
        if *found == 0 || run.is_same(&own[((found & !REPEATED) - 1) as usize..], tokens) {
            break;
        }
        slot = (slot + 1) & mask;
    }
    slot
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

    proptest! {
        #[test]
        fn places_are_those_of_the_runs_themselves(
            text in prop::collection::vec(0u64..5, 0..60),
            other in prop::collection::vec(0u64..6, 0..20),
        ) {
            for run in [Run::Single, Run::Double, Run::Long] {
                let (places, plain) = (Places::of(&text, run), plain(&text, run.len()));
                for place in 0..other.len() {
                    let expected = other[place..].get(..run.len()).and_then(|tokens| plain.get(tokens));
                    let stand = places.find(&text, &other, place as u32);
                    prop_assert_eq!(stand.as_ref().map(|stand| places.all(stand)), expected.map(Vec::as_slice));
                    prop_assert_eq!(
                        stand.map(|stand| stand.is_repeated),
                        expected.map(|places| places.len() > 1)
                    );
                }
                let mut firsts: Vec<u32> = plain.values().map(|places| places[0]).collect();
                firsts.sort_unstable();
                prop_assert_eq!(places.firsts(&text).collect::<Vec<u32>>(), firsts);
                let mut repeats: Vec<u32> =
                    plain.values().filter(|places| places.len() > 1).flatten().copied().collect();
                repeats.sort_unstable();
                prop_assert_eq!(places.repeats_in(0, u32::MAX), &repeats);
                repeats.retain(|place| (7..11).contains(place));
                prop_assert_eq!(places.repeats_in(7, 11), repeats);
                prop_assert_eq!(places.often_max() as usize, plain.values().map(Vec::len).max().unwrap_or(0));
            }
        }
    }
}
