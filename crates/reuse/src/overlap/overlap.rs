//! What two sets have in common, and the scores that follow from it.

use crate::shingle::intersection_len;

/// Sizes of two sets and of their intersection. Every reported score is a quotient of these.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Overlap {
    /// |A∩B|
    pub shared: u32,
    /// |A|
    pub a_len: u32,
    /// |B|
    pub b_len: u32,
}

impl Overlap {
    /// Compares two sorted sets without repeats. O(|A| + |B|).
    pub fn between(a: &[u64], b: &[u64]) -> Overlap {
        Overlap { shared: intersection_len(a, b) as u32, a_len: a.len() as u32, b_len: b.len() as u32 }
    }

    /// |A∩B| / |A∪B|; 0 for two empty sets.
    pub fn jaccard(self) -> f64 {
        quotient(self.shared, u64::from(self.a_len) + u64::from(self.b_len) - u64::from(self.shared))
    }

    /// |A∩B| / |A|
    pub fn a_in_b(self) -> f64 {
        quotient(self.shared, self.a_len.into())
    }

    /// |A∩B| / |B|
    pub fn b_in_a(self) -> f64 {
        quotient(self.shared, self.b_len.into())
    }

    /// The larger of both containments.
    pub fn containment(self) -> f64 {
        quotient(self.shared, self.a_len.min(self.b_len).into())
    }
}

fn quotient(part: u32, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / whole as f64 }
}

/// Rounds a score to the six decimals that files carry; the exact value is never rounded before a comparison.
pub fn six_decimals(score: f64) -> f64 {
    (score * 1e6).round() / 1e6
}
