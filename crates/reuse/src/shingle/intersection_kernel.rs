//! The number of values that two sorted sets share, by blocks as wide as a register, chosen at run
//! time.
//!
//! A block of one set is compared with every value of a block of the other; then the block with the
//! smaller last value is done, or both if these are equal. A merge of single values waits for each
//! comparison before it knows what to load next; this one waits once per block.

/// Returns the number of values that two sorted sets share. O(|a| + |b|).
pub(super) fn shared_by_merge(a: &[u64], b: &[u64]) -> usize {
    #[cfg(target_arch = "x86_64")]
    {
        if std::arch::is_x86_feature_detected!("avx512f") {
            // SAFETY: AVX-512F was just seen.
            return unsafe { avx512(a, b) };
        }
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: AVX2 was just seen.
            return unsafe { avx2(a, b) };
        }
    }
    plain(a, b)
}

/// The merge that runs everywhere: the others are tested against it, and end with it.
fn plain(a: &[u64], b: &[u64]) -> usize {
    let (mut at_a, mut at_b, mut shared) = (0, 0, 0);
    while at_a < a.len() && at_b < b.len() {
        let (left, right) = (a[at_a], b[at_b]);
        shared += usize::from(left == right);
        at_a += usize::from(left <= right);
        at_b += usize::from(right <= left);
    }
    shared
}

/// Merges both sets block by block; `count` compares two blocks. Inlined into each variant, so that
/// it is compiled for its registers.
#[inline(always)]
fn by_blocks<const LEN: usize>(
    a: &[u64],
    b: &[u64],
    count: impl Fn(&[u64; LEN], &[u64; LEN]) -> u32,
) -> usize {
    let (blocks_a, blocks_b) = (a.as_chunks::<LEN>().0, b.as_chunks::<LEN>().0);
    let (mut at_a, mut at_b, mut shared) = (0, 0, 0);
    while let (Some(block_a), Some(block_b)) = (blocks_a.get(at_a), blocks_b.get(at_b)) {
        shared += count(block_a, block_b);
        let (last_a, last_b) = (block_a[LEN - 1], block_b[LEN - 1]);
        // Without branches, because chance decides which one moves on. And without `last_b <=
        // last_a`, the twin of the line below: compilers put twins into one register of pairs, and
        // getting them back from there takes longer than all else.
        let moves_a = usize::from(last_a <= last_b);
        at_a += moves_a;
        at_b += (1 - moves_a) | usize::from(last_a == last_b);
    }
    shared as usize + plain(&a[LEN * at_a..], &b[LEN * at_b..])
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,popcnt")]
fn avx512(a: &[u64], b: &[u64]) -> usize {
    use std::arch::x86_64::{_mm512_cmpeq_epi64_mask, _mm512_loadu_si512, _mm512_set1_epi64};
    by_blocks::<8>(a, b, |block_a, block_b| {
        // SAFETY: the block has the 64 bytes that are read, at any alignment.
        let left = unsafe { _mm512_loadu_si512(block_a.as_ptr().cast()) };
        let equal = block_b
            .iter()
            .fold(0, |equal, value| equal | _mm512_cmpeq_epi64_mask(left, _mm512_set1_epi64(*value as i64)));
        equal.count_ones()
    })
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,popcnt")]
fn avx2(a: &[u64], b: &[u64]) -> usize {
    use std::arch::x86_64::{
        _mm256_castsi256_pd, _mm256_cmpeq_epi64, _mm256_loadu_si256, _mm256_movemask_pd, _mm256_or_si256,
        _mm256_set1_epi64x, _mm256_setzero_si256,
    };
    by_blocks::<4>(a, b, |block_a, block_b| {
        // SAFETY: the block has the 32 bytes that are read, at any alignment.
        let left = unsafe { _mm256_loadu_si256(block_a.as_ptr().cast()) };
        let equal = block_b.iter().fold(_mm256_setzero_si256(), |equal, value| {
            _mm256_or_si256(equal, _mm256_cmpeq_epi64(left, _mm256_set1_epi64x(*value as i64)))
        });
        _mm256_movemask_pd(_mm256_castsi256_pd(equal)).count_ones()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn set() -> impl Strategy<Value = Vec<u64>> {
        // Small values are often equal; large ones use every bit.
        let value = prop_oneof![0u64..400, any::<u64>().prop_map(|value| value | 1 << 63)];
        prop::collection::btree_set(value, 0..120).prop_map(|set| set.into_iter().collect())
    }

    proptest! {
        #[test]
        fn every_variant_that_runs_here_counts_what_a_plain_set_counts(a in set(), b in set()) {
            let both = a.iter().collect::<BTreeSet<_>>().intersection(&b.iter().collect()).count();
            prop_assert_eq!(plain(&a, &b), both);
            prop_assert_eq!(shared_by_merge(&a, &b), both);
            #[cfg(target_arch = "x86_64")]
            if std::arch::is_x86_feature_detected!("avx2") {
                // SAFETY: AVX2 was just seen.
                prop_assert_eq!(unsafe { avx2(&a, &b) }, both);
            }
        }
    }
}
