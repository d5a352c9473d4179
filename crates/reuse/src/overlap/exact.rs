//! The overlap of two sets, and the scores that follow from it.

use crate::shingle::intersection_len;

/// Sizes of two sets and of their intersection. Every reported score is a quotient of these.
///
/// ```
/// use wirecopy_reuse::overlap::Overlap;
///
/// let overlap = Overlap::between(&[1, 2, 3, 4], &[3, 4, 5]);
/// assert_eq!((overlap.shared, overlap.jaccard(), overlap.a_in_b()), (2, 0.4, 0.5));
/// assert_eq!(overlap.containment(), overlap.b_in_a());
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Overlap {
    /// |A∩B|, in shingles.
    pub shared: u32,
    /// |A|, in shingles.
    pub a_len: u32,
    /// |B|, in shingles.
    pub b_len: u32,
}

impl Overlap {
    /// Compares two sets, sorted and without repeats, as [`crate::shingle::distinct`] makes them.
    /// O(|A| + |B|).
    pub fn between(a: &[u64], b: &[u64]) -> Overlap {
        Overlap { shared: intersection_len(a, b) as u32, a_len: a.len() as u32, b_len: b.len() as u32 }
    }

    /// Returns |A∩B| / |A∪B|, from 0 to 1; 0 for two empty sets.
    pub fn jaccard(self) -> f64 {
        quotient(self.shared, u64::from(self.a_len) + u64::from(self.b_len) - u64::from(self.shared))
    }

    /// Returns |A∩B| / |A|, the share of A that is in B; 0 if A is empty.
    pub fn a_in_b(self) -> f64 {
        quotient(self.shared, self.a_len.into())
    }

    /// Returns |A∩B| / |B|, the share of B that is in A; 0 if B is empty.
    pub fn b_in_a(self) -> f64 {
        quotient(self.shared, self.b_len.into())
    }

    /// Returns the larger of both containments.
    pub fn containment(self) -> f64 {
        quotient(self.shared, self.a_len.min(self.b_len).into())
    }
}

fn quotient(part: u32, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / whole as f64 }
}

/// Rounds a score to the six decimals that files have; the exact value is never rounded before a
/// comparison.
pub fn six_decimals(score: f64) -> f64 {
    (score * 1e6).round() / 1e6
}
