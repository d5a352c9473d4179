//! A random order of the numbers below n that needs no memory and can be read both ways.

use crate::generate::random::mixed;

/// Rounds of the network. Four give a permutation that no cheap test tells from a random one (Luby and Rackoff 1988).
const ROUNDS: u64 = 4;

/// A bijection of `0..len`: a Feistel network over the next even number of bits, walked along its cycle until it is inside again.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Permutation {
    len: u64,
    half_bits: u32,
    key: u64,
}

impl Permutation {
    pub(crate) fn new(len: u64, key: u64) -> Permutation {
        let bits = 64 - len.saturating_sub(1).leading_zeros();
        Permutation { len, half_bits: bits.div_ceil(2).max(1), key }
    }

    /// Where `number`, which is below the length, goes. At most four steps of the network on average.
    pub(crate) fn forward(&self, number: u64) -> u64 {
        let mut value = number;
        loop {
            value = self.network(value, 0..ROUNDS);
            if value < self.len {
                return value;
            }
        }
    }

    /// Which number goes to `place`.
    pub(crate) fn backward(&self, place: u64) -> u64 {
        let mut value = place;
        loop {
            value = self.swapped(self.network(self.swapped(value), (0..ROUNDS).rev()));
            if value < self.len {
                return value;
            }
        }
    }

    fn network(&self, value: u64, rounds: impl Iterator<Item = u64>) -> u64 {
        let mask = (1 << self.half_bits) - 1;
        let (mut left, mut right) = (value >> self.half_bits, value & mask);
        for round in rounds {
            let turned = mixed(right ^ mixed(self.key ^ round)) & mask;
            (left, right) = (right, left ^ turned);
        }
        left << self.half_bits | right
    }

    /// A network run with its rounds turned around undoes itself when both halves change places before and after.
    fn swapped(&self, value: u64) -> u64 {
        let mask = (1 << self.half_bits) - 1;
        (value & mask) << self.half_bits | value >> self.half_bits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_number_goes_to_one_place_and_comes_back(len in 1u64..3000, key in any::<u64>()) {
            let permutation = Permutation::new(len, key);
            let mut places: Vec<u64> = (0..len).map(|number| permutation.forward(number)).collect();
            for (number, place) in (0..).zip(&places) {
                prop_assert_eq!(permutation.backward(*place), number);
            }
            places.sort_unstable();
            prop_assert!(places.into_iter().eq(0..len));
        }
    }

    #[test]
    fn neighbours_are_spread() {
        let permutation = Permutation::new(100_000, 5);
        let near = (0..99_999u64)
            .filter(|number| permutation.forward(*number).abs_diff(permutation.forward(number + 1)) < 1000)
            .count();
        // Of random pairs 2 % lie so close.
        assert!((1_700..2_300).contains(&near), "{near}");
    }
}
