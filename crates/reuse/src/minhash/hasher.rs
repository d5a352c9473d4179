//! MinHash signatures by multiply-only permutations.

use super::kernel::{Kernel, LANES};
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// A family of hash functions that computes signatures of a fixed number of slots.
///
/// A slot is the smallest `x × multiplier mod 2³²` over the set, `x` being the upper half of a
/// shingle hash and the multiplier odd. Two sets agree in a slot with a probability equal to their
/// Jaccard; the standard error of the share of equal slots is that of as many fair draws, at every
/// set size from 20 to 2,000.
///
/// ```
/// use wirecopy_reuse::minhash::{Kernel, MinHasher};
/// use wirecopy_reuse::shingle::token_hash;
///
/// let hasher = MinHasher::new(128, 1, Kernel::detect());
/// let set = |from: u32| -> Vec<u64> {
///     (from..from + 100).map(|n| token_hash(&n.to_le_bytes())).collect()
/// };
/// let (mut space, mut a, mut b) = (Vec::new(), Vec::new(), Vec::new());
/// hasher.signature(&set(0), &mut space, &mut a);
/// hasher.signature(&set(20), &mut space, &mut b);
/// let equal = a.iter().zip(&b).filter(|(a, b)| a == b).count();
/// // The Jaccard of the sets is 80 / 120, give or take 0.042.
/// assert!((equal as f64 / 128.0 - 0.667).abs() < 0.13);
/// ```
#[derive(Debug, Clone)]
pub struct MinHasher {
    multipliers: Vec<[u32; LANES]>,
    kernel: Kernel,
}

impl MinHasher {
    /// Prepares `slots` hash functions, rounded up to a multiple of 32, because one pass computes
    /// 32 slots. Signatures are comparable if their `slots` and `seed` are equal; the kernel makes
    /// no difference.
    pub fn new(slots: usize, seed: u64, kernel: Kernel) -> MinHasher {
        let multiplier = |slot: usize| xxh3_64_with_seed(&(slot as u64).to_le_bytes(), seed) as u32 | 1;
        let multipliers = (0..slots.div_ceil(LANES))
            .map(|block| std::array::from_fn(|lane| multiplier(block * LANES + lane)))
            .collect();
        MinHasher { multipliers, kernel }
    }

    /// Fills `slots` with the signature of a set of shingle hashes, in any order; repeats do no
    /// harm. An empty set gives [`u32::MAX`] in every slot. `upper_halves` is working space.
    /// O(slots × shingles).
    pub fn signature(&self, shingles: &[u64], upper_halves: &mut Vec<u32>, slots: &mut Vec<u32>) {
        self.kernel.upper_halves(shingles, upper_halves);
        slots.clear();
        for multipliers in &self.multipliers {
            let mut lowest = [u32::MAX; LANES];
            self.kernel.lower(upper_halves, multipliers, &mut lowest);
            slots.extend_from_slice(&lowest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shingle::token_hash;

    fn share_of_equal_slots(set_len: u32, shared: u32, seed: u64, slots: usize) -> f64 {
        let hasher = MinHasher::new(slots, seed, Kernel::detect());
        let value = |number: u32| token_hash(format!("{seed} {number}").as_bytes());
        let left: Vec<u64> = (0..set_len).map(value).collect();
        let right: Vec<u64> = (set_len - shared..2 * set_len - shared).map(value).collect();
        let (mut working, mut a, mut b) = (Vec::new(), Vec::new(), Vec::new());
        hasher.signature(&left, &mut working, &mut a);
        hasher.signature(&right, &mut working, &mut b);
        a.iter().zip(&b).filter(|(a, b)| a == b).count() as f64 / slots as f64
    }

    #[test]
    fn equal_slots_estimate_jaccard_within_the_error_of_fair_draws() {
        const SEEDS: u64 = 200;
        const SLOTS: usize = 64;
        for set_len in [20u32, 80, 400, 2000] {
            for shared in [set_len / 5, set_len / 2, set_len * 9 / 10] {
                let jaccard = f64::from(shared) / f64::from(2 * set_len - shared);
                let estimates: Vec<f64> =
                    (0..SEEDS).map(|seed| share_of_equal_slots(set_len, shared, seed, SLOTS)).collect();
                let mean = estimates.iter().sum::<f64>() / SEEDS as f64;
                let squares = estimates.iter().map(|estimate| (estimate - jaccard).powi(2)).sum::<f64>();
                let error = (squares / SEEDS as f64).sqrt();
                let theory = (jaccard * (1.0 - jaccard) / SLOTS as f64).sqrt();
                // The mean of 200 estimates is within four of its standard errors, their spread
                // within a quarter.
                assert!(
                    (mean - jaccard).abs() < 4.0 * theory / (SEEDS as f64).sqrt(),
                    "{set_len} {shared}: {mean}"
                );
                assert!(error < 1.25 * theory, "{set_len} {shared}: {error} against {theory}");
            }
        }
    }

    #[test]
    fn a_shingle_with_an_empty_upper_half_does_not_empty_the_signature() {
        let hasher = MinHasher::new(32, 1, Kernel::plain());
        let (mut working, mut slots) = (Vec::new(), Vec::new());
        hasher.signature(&[7, u64::MAX], &mut working, &mut slots);
        assert!(slots.iter().all(|slot| *slot != 0));
    }
}
