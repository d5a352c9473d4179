//! Bitmaps of sets: an upper bound of what two sets share, without a comparison of their values.

use super::exact::Overlap;

const BITS: usize = 1024;

/// Odd, from the fractional bits of the golden ratio.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// The values of a set, each mapped to one of 1024 bits.
///
/// A bit that one bitmap has and the other lacks belongs to at least one value that the other set
/// lacks. This distinguishes unrelated sets of up to some hundred values. *Source*: Sandes,
/// Teodoro, Melo 2020, "Bitmap filter: Speeding up exact set similarity joins with bitwise
/// operations", section 4.
///
/// ```
/// use wirecopy_reuse::overlap::{Bitmap, Overlap};
///
/// let (a, b): (Vec<u64>, Vec<u64>) = ((0..300).collect(), (250..550).collect());
/// let at_most = Bitmap::of(&a).at_most(a.len(), &Bitmap::of(&b), b.len());
/// assert!(at_most.jaccard() >= Overlap::between(&a, &b).jaccard());
/// assert!(at_most.jaccard() < 0.6);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bitmap([u64; BITS / 64]);

impl Bitmap {
    /// Maps the values of a set. O(n).
    pub fn of(values: &[u64]) -> Bitmap {
        let mut bits = [0; BITS / 64];
        for value in values {
            let bit = (value.wrapping_mul(MIX) >> (u64::BITS - BITS.ilog2())) as usize;
            bits[bit / 64] |= 1 << (bit % 64);
        }
        Bitmap(bits)
    }

    /// Returns an overlap with the largest intersection that two sets of these sizes and bitmaps
    /// can have: no score of theirs is above its. O(1).
    pub fn at_most(&self, len: usize, other: &Bitmap, other_len: usize) -> Overlap {
        let (mut only_here, mut only_there) = (0, 0);
        for (here, there) in self.0.iter().zip(&other.0) {
            only_here += (here & !there).count_ones();
            only_there += (there & !here).count_ones();
        }
        let (a_len, b_len) = (len as u32, other_len as u32);
        Overlap { shared: (a_len - only_here).min(b_len - only_there), a_len, b_len }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn set() -> impl Strategy<Value = Vec<u64>> {
        let value = prop_oneof![0u64..900, any::<u64>()];
        prop::collection::btree_set(value, 0..700).prop_map(|set| set.into_iter().collect())
    }

    proptest! {
        #[test]
        fn no_overlap_is_above_what_the_bitmaps_allow(a in set(), b in set()) {
            let exact = Overlap::between(&a, &b);
            let at_most = Bitmap::of(&a).at_most(a.len(), &Bitmap::of(&b), b.len());
            prop_assert!(exact.shared <= at_most.shared);
            prop_assert!(exact.jaccard() <= at_most.jaccard());
            prop_assert_eq!((exact.a_len, exact.b_len), (at_most.a_len, at_most.b_len));
        }
    }
}
