//! Sets of shingles: sorted, without repeats.

use super::intersection_kernel::shared_by_merge;

/// Sorts the shingles and drops repeats. O(n log n).
pub fn distinct(shingles: &mut Vec<u64>) {
    shingles.sort_unstable();
    shingles.dedup();
}

/// Number of values that two sorted sets have in common. O(|a| + |b|), or O(|a| log |b|) where one is far smaller.
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
