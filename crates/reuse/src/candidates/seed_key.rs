//! Keys of seeds: which bits of a seed are compared, and in which partition.

use wirecopy_scratch::partition::{PARTITION_BITS, PARTITIONS};

/// Seeds are partitioned a quarter of all keys at a time, so that the entries of a quarter are in
/// memory beside the seeds. The lowest bits of a seed choose its pass and its partition, and the 32
/// above them are compared, so that seeds agree by chance once in 2⁴⁴ pairs. Upper bits say less: a
/// seed is the smallest of a window.
pub(super) const PASSES: usize = 1 << PASS_BITS;
const PASS_BITS: u32 = 2;

/// Bits of a seed, from the lowest, that candidates look at.
pub const SEED_BITS: u32 = PASS_BITS + PARTITION_BITS + 32;

/// Partitions of all passes.
pub(super) const SEED_PARTITIONS: usize = PASSES * PARTITIONS;

/// Returns the pass to which a seed belongs.
#[inline]
pub(super) fn pass_of(seed: u64) -> usize {
    seed as usize % PASSES
}

/// Returns the partition of a seed within its pass, and its key there.
#[inline]
pub(super) fn key_of(seed: u64) -> (usize, u32) {
    ((seed >> PASS_BITS) as usize % PARTITIONS, (seed >> (PASS_BITS + PARTITION_BITS)) as u32)
}

/// Returns the partition of a seed among those of all passes, and its key there.
pub(super) fn key_in_all(seed: u64) -> (usize, u32) {
    let (partition, key) = key_of(seed);
    (pass_of(seed) * PARTITIONS + partition, key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn two_seeds_have_one_key_if_their_lowest_bits_agree(seed in any::<u64>(), flipped in 0u32..64) {
            let (partition, key) = key_in_all(seed);
            prop_assert!(partition < SEED_PARTITIONS);
            let other = key_in_all(seed ^ 1 << flipped);
            prop_assert_eq!(other == (partition, key), flipped >= SEED_BITS);
        }
    }
}
