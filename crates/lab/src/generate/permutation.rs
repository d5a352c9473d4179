//! A random order of the numbers below n that needs no memory and can be read both ways.

use crate::generate::random::mixed;

/// Rounds of the network. Four give a permutation that no efficient test distinguishes from a
/// random one (Luby and Rackoff 1988).
const ROUNDS: u64 = 4;

/// A bijection of `0..len`: a Feistel network over the next even number of bits, iterated until the
/// value is in the range again.
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

    /// Image of `number`, which is below the length. At most four steps of the network on average.
    pub(crate) fn forward(&self, number: u64) -> u64 {
        let mut value = number;
        loop {
            value = self.network(value, 0..ROUNDS);
            if value < self.len {
                return value;
            }
        }
    }

    /// Preimage of `position`.
    pub(crate) fn backward(&self, position: u64) -> u64 {
        let mut value = position;
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
            let mixed_half = mixed(right ^ mixed(self.key ^ round)) & mask;
            (left, right) = (right, left ^ mixed_half);
        }
        left << self.half_bits | right
    }

    /// Exchanges both halves: a network with its rounds reversed is its own inverse if the halves
    /// are exchanged before and after.
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
        fn every_number_has_one_image_and_its_preimage(len in 1u64..3000, key in any::<u64>()) {
            let permutation = Permutation::new(len, key);
            let mut images: Vec<u64> = (0..len).map(|number| permutation.forward(number)).collect();
            for (number, image) in (0..).zip(&images) {
                prop_assert_eq!(permutation.backward(*image), number);
            }
            images.sort_unstable();
            prop_assert!(images.into_iter().eq(0..len));
        }
    }

    #[test]
    fn neighbours_are_spread() {
        let permutation = Permutation::new(100_000, 5);
        let near = (0..99_999u64)
            .filter(|number| permutation.forward(*number).abs_diff(permutation.forward(number + 1)) < 1000)
            .count();
        // Of random pairs 2 % are so close.
        assert!((1_700..2_300).contains(&near), "{near}");
    }
}
