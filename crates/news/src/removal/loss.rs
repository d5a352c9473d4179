//! Outlets that lose too large a share of their articles.

/// Minimum number of articles of an outlet with a limited loss: of three articles, two copies are
/// no sign of damage.
pub const OUTLET_ARTICLES_MIN: u64 = 20;

/// The loss of one outlet.
///
/// ```
/// use wirecopy_news::removal::{Loss, losses_above};
///
/// let loss = Loss { outlet: "Tolm Times".into(), articles: 20, removed: 5 };
/// assert!(losses_above([loss.clone()], 0.25).is_empty());
/// assert_eq!(losses_above([loss], 0.2).len(), 1);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Name of the outlet.
    pub outlet: String,
    /// Number of its articles.
    pub articles: u64,
    /// Number of its removed articles.
    pub removed: u64,
}

impl Loss {
    /// Returns the share of its articles that it loses, from 0 to 1.
    fn share(&self) -> f64 {
        self.removed as f64 / self.articles.max(1) as f64
    }
}

/// Returns the outlets of at least [`OUTLET_ARTICLES_MIN`] articles that lose more than the share
/// `share_max` of them, from 0 to 1, the greatest loss first. O(n log n).
pub fn losses_above(losses: impl IntoIterator<Item = Loss>, share_max: f64) -> Vec<Loss> {
    let mut above: Vec<Loss> = losses
        .into_iter()
        .filter(|loss| loss.articles >= OUTLET_ARTICLES_MIN && loss.share() > share_max)
        .collect();
    above.sort_by(|a, b| b.share().total_cmp(&a.share()).then_with(|| a.outlet.cmp(&b.outlet)));
    above
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_outlets_and_a_loss_at_the_limit_pass() {
        let loss = |outlet: &str, articles, removed| Loss { outlet: outlet.into(), articles, removed };
        let losses = [loss("a", 19, 19), loss("b", 20, 10), loss("c", 20, 11), loss("d", 100, 90)];
        let names = |share| -> Vec<String> {
            losses_above(losses.clone(), share).into_iter().map(|loss| loss.outlet).collect()
        };
        assert_eq!(names(0.5), ["d", "c"]);
        assert!(names(1.0).is_empty());
    }
}
