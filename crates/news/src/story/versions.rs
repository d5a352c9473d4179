//! Chains of versions of one story in one outlet, in the order of their appearance.

use crate::direction::Appearance;
use wirecopy_reuse::graph::Components;

/// Returns chains of at least two versions in the order of time, sorted by their first version.
///
/// `edges` are pairs of articles `0..n_articles`, one of which updates or corrects the other. Each
/// component has at most one chain: the largest set of its articles in a certain order. It excludes
/// articles without a date and articles of which the order is open. O(n log n).
pub fn version_chains(
    n_articles: u32,
    edges: &[(u32, u32)],
    appeared: impl Fn(u32) -> Option<Appearance>,
) -> Vec<Vec<u32>> {
    let mut together = Components::new(n_articles);
    for (a, b) in edges {
        together.join(*a, *b);
    }
    let mut versions: Vec<(u32, i64, i64, u32)> = edges
        .iter()
        .flat_map(|(a, b)| [*a, *b])
        .filter_map(|article| {
            let Appearance { earliest, latest } = appeared(article)?;
            Some((together.root(article), latest, earliest, article))
        })
        .collect();
    versions.sort_unstable();
    versions.dedup();
    let mut chains: Vec<Vec<u32>> = versions
        .chunk_by(|left, right| left.0 == right.0)
        .map(|component| {
            // Choosing the interval that ends first, then the next one that starts after it, and so
            // on gives the most intervals (interval scheduling).
            let mut chain = Vec::new();
            let mut reached = i64::MIN;
            for (_, latest, earliest, article) in component {
                if chain.is_empty() || *earliest > reached {
                    chain.push(*article);
                    reached = *latest;
                }
            }
            chain
        })
        .filter(|chain| chain.len() > 1)
        .collect();
    chains.sort_unstable();
    chains
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::direction::testing::any_appearance;
    use proptest::prelude::*;

    fn at(second: i64) -> Option<Appearance> {
        Some(Appearance { earliest: second, latest: second })
    }

    #[test]
    fn versions_are_in_the_order_of_time() {
        let dates = [at(30), at(10), at(20), at(40), at(50)];
        let edges = [(0, 1), (1, 2), (3, 4)];
        assert_eq!(version_chains(5, &edges, |article| dates[article as usize]), [vec![1, 2, 0], vec![3, 4]]);
    }

    #[test]
    fn a_version_without_a_date_and_one_of_open_order_are_in_no_chain() {
        let dates = [at(10), None, Some(Appearance { earliest: 5, latest: 25 }), at(20)];
        let edges = [(0, 1), (0, 2), (0, 3)];
        assert_eq!(version_chains(4, &edges, |article| dates[article as usize]), [[0, 3]]);
        assert!(version_chains(4, &edges[..1], |article| dates[article as usize]).is_empty());
    }

    proptest! {
        #[test]
        fn a_chain_is_in_certain_order_and_as_long_as_can_be(
            dates in prop::collection::vec(any_appearance(), 2..9),
        ) {
            let n = dates.len() as u32;
            let edges: Vec<(u32, u32)> = (1..n).map(|other| (0, other)).collect();
            let chains = version_chains(n, &edges, |article| dates[article as usize]);
            let is_ordered = |left: u32, right: u32| {
                let (left, right) = (dates[left as usize], dates[right as usize]);
                left.zip(right).is_some_and(|(left, right)| left.is_before(right))
            };
            let chain = chains.first().cloned().unwrap_or_default();
            prop_assert!(chains.len() < 2);
            prop_assert!(chain.windows(2).all(|pair| is_ordered(pair[0], pair[1])));
            let longest = (0u32..1 << n)
                .filter(|chosen| {
                    let chosen: Vec<u32> = (0..n).filter(|article| chosen >> article & 1 == 1).collect();
                    chosen.iter().all(|left| {
                        chosen.iter().all(|right| left == right || is_ordered(*left, *right) || is_ordered(*right, *left))
                    })
                })
                .map(u32::count_ones)
                .max()
                .unwrap_or(0) as usize;
            prop_assert_eq!(chain.len(), if longest > 1 { longest } else { 0 });
        }
    }
}
