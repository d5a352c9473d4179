//! Sets of shingles: sorted lists without repeats.

use super::intersection_kernel::shared_by_merge;

/// Fewer values are sorted sooner than they are partitioned.
const SPREAD_MIN: usize = 64;

/// Parts that values are partitioned into by their upper bits; a part then has two or three hashes
/// of a text.
const PARTS: usize = 256;

/// Sorts shingles and drops repeats. O(n log n), and linear for the hashes of one text.
///
/// ```
/// let mut shingles = vec![9, 2, 9, 5];
/// wirecopy_reuse::shingle::distinct(&mut shingles);
/// assert_eq!(shingles, [2, 5, 9]);
/// ```
pub fn distinct(shingles: &mut Vec<u64>) {
    if shingles.len() < SPREAD_MIN {
        shingles.sort_unstable();
    } else {
        sort_by_parts(shingles);
    }
    shingles.dedup();
}

/// Partitions values by their upper bits, as one step of a radix sort from the top (Knuth, "The Art
/// of Computer Programming", volume 3, section 5.2.5), and sorts each part.
fn sort_by_parts(values: &mut Vec<u64>) {
    // Values may have been cut to fewer bits: the uppermost that any of them has are used.
    let bits = u64::BITS - values.iter().fold(0, |all, value| all | value).leading_zeros();
    let shift = bits.saturating_sub(PARTS.ilog2());
    let part = |value: u64| (value >> shift) as usize % PARTS;
    let mut ends = [0u32; PARTS];
    values.iter().for_each(|value| ends[part(*value)] += 1);
    let mut sum = 0;
    for end in &mut ends {
        sum += std::mem::replace(end, sum);
    }
    let mut spread = vec![0; values.len()];
    for value in &*values {
        let at = &mut ends[part(*value)];
        spread[*at as usize] = *value;
        *at += 1;
    }
    let mut start = 0;
    for end in ends {
        spread[start..end as usize].sort_unstable();
        start = end as usize;
    }
    *values = spread;
}

/// Returns the number of values that two sorted sets without repeats share. O(|a| + |b|), or O(|a|
/// log |b|) if one is far smaller.
pub fn intersection_len(a: &[u64], b: &[u64]) -> usize {
    let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    // A binary search costs about as much as a merge step times the logarithm of the larger set.
    if small.len() * 32 < large.len() { by_search(small, large) } else { shared_by_merge(small, large) }
}

fn by_search(small: &[u64], mut large: &[u64]) -> usize {
    let mut shared = 0;
    for value in small {
        let at = large.partition_point(|other| other < value);
        large = &large[at..];
        shared += usize::from(large.first() == Some(value));
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn distinct_values_are_those_of_a_plain_set(
            values in prop::collection::vec(any::<u64>(), 0..600),
            bits in 1u32..=64,
            repeated in 0usize..60,
        ) {
            let mut values: Vec<u64> = values.into_iter().map(|value| value >> (64 - bits)).collect();
            values.extend_from_within(..repeated.min(values.len()));
            let plain: Vec<u64> = values.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
            distinct(&mut values);
            prop_assert_eq!(values, plain);
        }

        #[test]
        fn counts_what_a_plain_set_counts(
            a in prop::collection::vec(0u64..300, 0..200),
            b in prop::collection::vec(0u64..9000, 0..4000),
        ) {
            let plain = a.iter().collect::<BTreeSet<_>>().intersection(&b.iter().collect()).count();
            let (mut a, mut b) = (a, b);
            distinct(&mut a);
            distinct(&mut b);
            prop_assert_eq!(intersection_len(&a, &b), plain);
            prop_assert_eq!(intersection_len(&b, &a), plain);
            prop_assert_eq!(shared_by_merge(&a, &b), by_search(&a, &b));
        }
    }
}
