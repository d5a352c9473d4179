//! Outlets that lose more than they may.

/// Outlets of fewer articles may lose any share: of three articles, two copies are no sign of damage.
pub const OUTLET_ARTICLES_MIN: u64 = 20;

/// What one outlet loses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The outlet.
    pub outlet: String,
    /// Its articles.
    pub articles: u64,
    /// Those that go.
    pub removed: u64,
}

impl Loss {
    /// The lost share.
    pub fn share(&self) -> f64 {
        self.removed as f64 / self.articles.max(1) as f64
    }
}

/// Outlets of [`OUTLET_ARTICLES_MIN`] articles or more that lose more than `share_max` of them, the greatest loss first.
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
    fn small_outlets_and_the_border_pass() {
        let loss = |outlet: &str, articles, removed| Loss { outlet: outlet.into(), articles, removed };
        let losses = [loss("a", 19, 19), loss("b", 20, 10), loss("c", 20, 11), loss("d", 100, 90)];
        let names = |share| -> Vec<String> {
            losses_above(losses.clone(), share).into_iter().map(|loss| loss.outlet).collect()
        };
        assert_eq!(names(0.5), ["d", "c"]);
        assert!(names(1.0).is_empty());
    }
}
