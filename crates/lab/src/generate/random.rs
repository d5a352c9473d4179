//! Random numbers as a pure function of seed, purpose and number.

use rand_xoshiro::SplitMix64;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

/// Step of SplitMix64: odd, from the fractional bits of the golden ratio.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// Purpose of a sequence of draws; two purposes never share numbers. The values are part of every
/// dump.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    StoryPlan = 1,
    StoryWords = 2,
    StoryFill = 3,
    CopyPlan = 4,
    CopyEdits = 5,
    OwnWords = 6,
    OutletName = 7,
    Boilerplate = 8,
    PageLines = 9,
    Lexicon = 10,
    Order = 11,
}

/// A sequence of draws: SplitMix64 from a start that was mixed from (seed, purpose, number).
///
/// Sequences of different starts are parts of one cycle of 2⁶⁴ with random offsets.
#[derive(Debug, Clone)]
pub(crate) struct Random {
    generator: SplitMix64,
}

impl Random {
    pub(crate) fn of(seed: u64, purpose: Purpose, number: u64) -> Random {
        let purpose_mixed = mixed(seed ^ (purpose as u64).wrapping_mul(STEP));
        Random::from_state(mixed(purpose_mixed ^ number.wrapping_mul(STEP)))
    }

    fn from_state(state: u64) -> Random {
        Random { generator: SplitMix64::from_seed(state.to_le_bytes()) }
    }

    #[inline]
    pub(crate) fn next(&mut self) -> u64 {
        self.generator.next_u64()
    }

    /// A number below `end`, which is not 0. The bias is below `end` / 2⁶⁴.
    #[inline]
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(end)) >> 64) as u64
    }

    /// A number from `first` to `last`, both included.
    #[inline]
    pub(crate) fn between(&mut self, first: u64, last: u64) -> u64 {
        first + self.below(last - first + 1)
    }

    /// A number in [0, 1).
    #[inline]
    pub(crate) fn share(&mut self) -> f64 {
        // An f64 has 53 bits of precision.
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Returns whether something of this probability happens.
    #[inline]
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// One of `choices`, which are not empty.
    #[inline]
    pub(crate) fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len() as u64) as usize]
    }

    /// Shuffles `values` (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, values: &mut [T]) {
        for last in (1..values.len()).rev() {
            values.swap(last, self.below(last as u64 + 1) as usize);
        }
    }
}

/// The finaliser of SplitMix64: a bijection.
#[inline]
pub(crate) fn mixed(value: u64) -> u64 {
    Random::from_state(value.wrapping_sub(STEP)).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_those_of_the_published_generator() {
        // The first outputs of SplitMix64 from the state 1234567, as its authors' code gives them.
        let mut random = Random::from_state(1_234_567);
        let drawn: [u64; 3] = std::array::from_fn(|_| random.next());
        assert_eq!(drawn, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn other_purposes_and_numbers_give_other_draws() {
        let first = |seed, purpose, number| Random::of(seed, purpose, number).next();
        let mut seen = vec![
            first(1, Purpose::StoryPlan, 1),
            first(2, Purpose::StoryPlan, 1),
            first(1, Purpose::StoryWords, 1),
            first(1, Purpose::StoryPlan, 2),
        ];
        seen.dedup();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 4);
    }

    #[test]
    fn draws_below_a_bound_are_even() {
        let mut random = Random::of(7, Purpose::Order, 0);
        let mut counts = [0u32; 7];
        for _ in 0..70_000 {
            counts[random.below(7) as usize] += 1;
        }
        // 10,000 expected each, with a standard deviation of 93; five of them either way.
        assert!(counts.iter().all(|count| (9_537..=10_463).contains(count)), "{counts:?}");
    }

    #[test]
    fn shuffling_keeps_every_value() {
        let mut values: Vec<u32> = (0..100).collect();
        Random::of(1, Purpose::Order, 3).shuffle(&mut values);
        assert!(!values.is_sorted());
        values.sort_unstable();
        assert!(values.iter().copied().eq(0..100));
    }
}
