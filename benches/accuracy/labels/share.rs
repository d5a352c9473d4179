//! A share of labelled rows, with its interval.

use std::fmt;

/// Normal quantile of the 95 % interval.
const Z: f64 = 1.96;

/// Rows that are right, of those that could be.
#[derive(Debug, Clone, Copy, Default)]
pub struct Share {
    pub right: usize,
    pub of: usize,
}

/// One row of a table: what is counted, and its share.
pub type Line = (String, Share);

impl Share {
    /// Counts the rows for which the answer is yes.
    pub fn of(answers: impl IntoIterator<Item = bool>) -> Self {
        let mut share = Self::default();
        for is_right in answers {
            share.right += usize::from(is_right);
            share.of += 1;
        }
        share
    }

    /// Wilson's interval (1927).
    fn interval(self) -> (f64, f64) {
        let of = self.of as f64;
        let share = self.right as f64 / of;
        let middle = share + Z * Z / (2.0 * of);
        let half = Z * ((share * (1.0 - share) + Z * Z / (4.0 * of)) / of).sqrt();
        let scale = 1.0 + Z * Z / of;
        (((middle - half) / scale).max(0.0), ((middle + half) / scale).min(1.0))
    }
}

impl fmt::Display for Share {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.of == 0 {
            return out.write_str("–");
        }
        let (low, high) = self.interval();
        let share = self.right as f64 / self.of as f64;
        write!(out, "{} of {} = {share:.2} ({low:.2}–{high:.2})", self.right, self.of)
    }
}
