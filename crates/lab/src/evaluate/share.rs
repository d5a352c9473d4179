//! A share of a count, with the interval that the count allows.

/// `hits` of `of`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Number with the property.
    pub hits: u64,
    /// Number of all.
    pub of: u64,
}

/// The 97.5 % point of the normal distribution: two-sided intervals of 95 %.
const Z: f64 = 1.959_963_984_540_054;

impl Share {
    /// Counts one more.
    pub fn count(&mut self, hit: bool) {
        self.hits += u64::from(hit);
        self.of += 1;
    }

    /// `hits / of`; `None` of nothing.
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| self.hits as f64 / self.of as f64)
    }

    /// The score interval of 95 % (Wilson 1927); `None` of nothing. It is within 0 to 1 and is not
    /// empty at either end.
    pub fn interval(self) -> Option<[f64; 2]> {
        (self.of > 0).then(|| wilson(self.hits as f64 / self.of as f64, self.of as f64))
    }
}

/// Score interval of 95 % of a share in `n` independent draws; `n` may be a fraction if the draws
/// are not quite independent.
pub(crate) fn wilson(share: f64, n: f64) -> [f64; 2] {
    let z2 = Z * Z;
    let centre = share + z2 / (2.0 * n);
    let half = Z * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    [((centre - half) / scale).clamp(0.0, share), ((centre + half) / scale).clamp(share, 1.0)]
}

/// Harmonic mean of precision and recall; 0 if both are 0.
pub(super) fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_interval_is_wilsons() {
        // By hand for 8 of 10: z² = 3.8415, centre (0.8 + 0.19207) / 1.38415 = 0.71674,
        // half 1.95996 × √(0.016 + 0.0096036) / 1.38415 = 0.22658.
        let [low, high] = Share { hits: 8, of: 10 }.interval().unwrap();
        assert!((low - 0.49016).abs() < 1e-5, "{low}");
        assert!((high - 0.94332).abs() < 1e-5, "{high}");
        assert_eq!(Share::default().interval(), None);
        assert_eq!(Share { hits: 5, of: 5 }.interval().unwrap()[1], 1.0);
        assert!((Share { hits: 5, of: 5 }.interval().unwrap()[0] - 0.56552).abs() < 1e-5);
    }

    proptest! {
        #[test]
        fn both_ends_solve_the_equation_of_the_score_test(hits in 0u64..200, more in 1u64..200) {
            let share = Share { hits, of: hits + more };
            let (value, n) = (share.value().unwrap(), share.of as f64);
            for end in share.interval().unwrap() {
                let score = (value - end).powi(2) - Z * Z * end * (1.0 - end) / n;
                prop_assert!(score.abs() < 1e-9, "{}", score);
            }
        }
    }
}
