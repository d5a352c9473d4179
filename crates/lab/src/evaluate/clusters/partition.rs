//! Measures of agreement of two partitions of a set of items.

use crate::evaluate::BCubed;
use crate::evaluate::share::f1;
use std::collections::BTreeMap;

/// Sizes of the parts of two partitions and of their intersections.
struct Contingency {
    cells: BTreeMap<(u32, u32), u64>,
    left: BTreeMap<u32, u64>,
    right: BTreeMap<u32, u64>,
    items: u64,
}

impl Contingency {
    fn of(left: &[u32], right: &[u32]) -> Contingency {
        assert_eq!(left.len(), right.len(), "both partitions are of the same items");
        let mut table = Contingency {
            cells: BTreeMap::new(),
            left: BTreeMap::new(),
            right: BTreeMap::new(),
            items: left.len() as u64,
        };
        for (left, right) in left.iter().zip(right) {
            *table.cells.entry((*left, *right)).or_default() += 1;
            *table.left.entry(*left).or_default() += 1;
            *table.right.entry(*right).or_default() += 1;
        }
        table
    }

    fn is_same_partition(&self) -> bool {
        self.cells.len() == self.left.len() && self.cells.len() == self.right.len()
    }
}

/// Adjusted Rand index (Hubert, Arabie 1985, equation 5): pairs of items that are in one part in
/// both partitions, less the number expected by chance, over the mean of both numbers of pairs,
/// less the same number. 1 for equal partitions, 0 expected by chance, negative below.
///
/// `left[i]` and `right[i]` name the parts of item `i`. O(n log n). Panics if the lengths
/// differ.
pub fn adjusted_rand(left: &[u32], right: &[u32]) -> f64 {
    let table = Contingency::of(left, right);
    if table.is_same_partition() {
        return 1.0;
    }
    let pairs = |len: &u64| *len as f64 * (*len as f64 - 1.0) / 2.0;
    let both: f64 = table.cells.values().map(pairs).sum();
    let in_left: f64 = table.left.values().map(pairs).sum();
    let in_right: f64 = table.right.values().map(pairs).sum();
    let expected = in_left * in_right / pairs(&table.items);
    (both - expected) / ((in_left + in_right) / 2.0 - expected)
}

/// B³ (Bagga, Baldwin 1998, section 3, each item weighted alike): `left` is the truth. 1 if both
/// are equal; of no items, 1.
///
/// O(n log n). Panics if the lengths differ.
pub fn b_cubed(left: &[u32], right: &[u32]) -> BCubed {
    let table = Contingency::of(left, right);
    if table.items == 0 {
        return BCubed { precision: 1.0, recall: 1.0, f1: 1.0 };
    }
    let (mut precision, mut recall) = (0.0, 0.0);
    for ((left, right), shared) in &table.cells {
        let squared = (*shared as f64).powi(2);
        precision += squared / table.right[right] as f64;
        recall += squared / table.left[left] as f64;
    }
    let (precision, recall) = (precision / table.items as f64, recall / table.items as f64);
    BCubed { precision, recall, f1: f1(precision, recall) }
}

/// Adjusted mutual information (Vinh, Epps, Bailey 2010, table 2, AMI with the arithmetic mean of
/// both entropies), the expected mutual information exact (their equation 24a). 1 for equal
/// partitions, 0 expected of chance.
///
/// Equal sizes are counted together, so that the exact expectation costs O(d² × s) for d different
/// sizes and s items in a part. Panics if the lengths differ.
pub fn adjusted_mutual_information(left: &[u32], right: &[u32]) -> f64 {
    let table = Contingency::of(left, right);
    if table.is_same_partition() {
        return 1.0;
    }
    let n = table.items as f64;
    let information: f64 = table
        .cells
        .iter()
        .map(|((left, right), shared)| {
            let (shared, left, right) = (*shared as f64, table.left[left] as f64, table.right[right] as f64);
            shared / n * (n * shared / (left * right)).ln()
        })
        .sum();
    let expected = expected_information(&table);
    let mean_entropy = (entropy(&table.left, n) + entropy(&table.right, n)) / 2.0;
    let gain_max = mean_entropy - expected;
    // One part against single items: there is no information to share.
    if gain_max.abs() < 1e-12 { 0.0 } else { (information - expected) / gain_max }
}

fn entropy(parts: &BTreeMap<u32, u64>, n: f64) -> f64 {
    -parts.values().map(|len| *len as f64 / n).map(|share| share * share.ln()).sum::<f64>()
}

/// Expected mutual information of random partitions with these sizes.
fn expected_information(table: &Contingency) -> f64 {
    let n = table.items;
    let ln_factorial = ln_factorials(n as usize);
    let ln = |value: u64| ln_factorial[value as usize];
    let (left, right) = (parts_by_len(&table.left), parts_by_len(&table.right));
    let mut expected = 0.0;
    for (a, parts_of_a) in &left {
        for (b, parts_of_b) in &right {
            let (a, b) = (*a, *b);
            let fixed = ln(a) + ln(b) + ln(n - a) + ln(n - b) - ln(n);
            let of_two_parts: f64 = ((a + b).saturating_sub(n).max(1)..=a.min(b))
                .map(|shared| {
                    // n + shared first: a + b may exceed n.
                    let rest = n + shared - a - b;
                    let ways = fixed - ln(shared) - ln(a - shared) - ln(b - shared) - ln(rest);
                    let (n, shared) = (n as f64, shared as f64);
                    shared / n * (n * shared / (a as f64 * b as f64)).ln() * ways.exp()
                })
                .sum();
            expected += of_two_parts * (parts_of_a * parts_of_b) as f64;
        }
    }
    expected
}

fn parts_by_len(parts: &BTreeMap<u32, u64>) -> BTreeMap<u64, u64> {
    let mut by_len = BTreeMap::new();
    for len in parts.values() {
        *by_len.entry(*len).or_default() += 1;
    }
    by_len
}

/// ln k! for k up to n. The sum is compensated (Kahan), because a million small additions would
/// lose the digits that differences need.
fn ln_factorials(n: usize) -> Vec<f64> {
    let (mut sum, mut lost) = (0.0f64, 0.0f64);
    let mut all = Vec::with_capacity(n + 1);
    all.push(0.0);
    for k in 1..=n {
        let term = (k as f64).ln() - lost;
        let next = sum + term;
        lost = (next - sum) - term;
        sum = next;
        all.push(sum);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// (truth, clusters, ARI, AMI) as scikit-learn 1.9.1 computes them.
    fn stored() -> Vec<(Vec<u32>, Vec<u32>, f64, f64)> {
        let by = |of: &dyn Fn(u32) -> u32| (0..1000).map(of).collect::<Vec<u32>>();
        vec![
            (vec![0, 0, 0, 1, 1, 1], vec![0, 0, 1, 1, 2, 2], 0.24242424242424243, 0.2987924581708901),
            (
                vec![0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2],
                vec![0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 0, 1],
                0.08333333333333333,
                0.11575305380508151,
            ),
            (vec![0; 5], vec![0, 1, 2, 3, 4], 0.0, 0.0),
            (vec![0, 0, 1, 1], vec![0, 1, 0, 1], -0.5, -0.5),
            (
                vec![0, 0, 0, 0, 0, 1, 1, 1, 1, 1],
                vec![0, 0, 0, 0, 1, 1, 1, 1, 1, 1],
                0.5970149253731343,
                0.5814589670932404,
            ),
            (
                by(&|i| i * i % 37),
                by(&|i| if i % 5 == 0 { i * 7 % 41 } else { i * i % 37 }),
                0.7079289637207079,
                0.7318673190440166,
            ),
            (by(&|i| i / 3), by(&|i| i / 4), 0.5326915363016446, 0.627246562973862),
        ]
    }

    #[test]
    fn indices_equal_the_stored_values_of_scikit_learn() {
        for (left, right, ari, ami) in stored() {
            assert!((adjusted_rand(&left, &right) - ari).abs() < 1e-9, "{left:?} {right:?}");
            let found = adjusted_mutual_information(&left, &right);
            assert!((found - ami).abs() < 1e-9, "{found} for {left:?} {right:?}");
        }
    }

    #[test]
    fn b_cubed_is_that_of_paper_and_pencil() {
        // Stories {0 1 2} {3 4 5}, clusters {0 1} {2 3} {4 5}: precision (2 + 2/2 + 2) / 6, recall
        // (4/3 + 1/3 + 1/3 + 4/3) / 6.
        let scores = b_cubed(&[0, 0, 0, 1, 1, 1], &[0, 0, 1, 1, 2, 2]);
        assert!((scores.precision - 5.0 / 6.0).abs() < 1e-12);
        assert!((scores.recall - 10.0 / 18.0).abs() < 1e-12);
        assert!((scores.f1 - 2.0 / 3.0).abs() < 1e-12);
    }

    /// From the definition: item by item, pair by pair.
    fn plain_b_cubed(left: &[u32], right: &[u32]) -> (f64, f64) {
        let n = left.len();
        let mean = |of: &[u32], against: &[u32]| {
            (0..n)
                .map(|item| {
                    let part: Vec<usize> = (0..n).filter(|other| of[*other] == of[item]).collect();
                    let alike = part.iter().filter(|other| against[**other] == against[item]).count();
                    alike as f64 / part.len() as f64
                })
                .sum::<f64>()
                / n as f64
        };
        (mean(right, left), mean(left, right))
    }

    fn plain_rand(left: &[u32], right: &[u32]) -> f64 {
        let n = left.len();
        let pairs: Vec<(bool, bool)> = (0..n)
            .flat_map(|a| (a + 1..n).map(move |b| (a, b)))
            .map(|(a, b)| (left[a] == left[b], right[a] == right[b]))
            .collect();
        let count =
            |wanted: fn(&(bool, bool)) -> bool| pairs.iter().filter(|pair| wanted(pair)).count() as f64;
        let (both, in_left, in_right) =
            (count(|pair| pair.0 && pair.1), count(|pair| pair.0), count(|pair| pair.1));
        let expected = in_left * in_right / pairs.len() as f64;
        (both - expected) / ((in_left + in_right) / 2.0 - expected)
    }

    proptest! {
        #[test]
        fn new_names_and_another_order_change_nothing(
            items in prop::collection::vec((0u32..5, 0u32..5), 2..40),
            turn in 0usize..40,
        ) {
            let (left, right): (Vec<u32>, Vec<u32>) = items.iter().copied().unzip();
            let mut turned = items.clone();
            turned.rotate_left(turn % items.len());
            let (other_left, other_right): (Vec<u32>, Vec<u32>) =
                turned.iter().map(|(left, right)| (left * 7 % 5, 900 - right)).unzip();
            for score in [adjusted_rand, adjusted_mutual_information, |a: &[u32], b: &[u32]| b_cubed(a, b).f1] {
                prop_assert!((score(&left, &right) - score(&other_left, &other_right)).abs() < 1e-9);
            }
        }

        #[test]
        fn scores_are_those_of_the_definitions(items in prop::collection::vec((0u32..4, 0u32..4), 2..30)) {
            let (left, right): (Vec<u32>, Vec<u32>) = items.into_iter().unzip();
            let scores = b_cubed(&left, &right);
            let (precision, recall) = plain_b_cubed(&left, &right);
            prop_assert!((scores.precision - precision).abs() < 1e-9 && (scores.recall - recall).abs() < 1e-9);
            let plain = plain_rand(&left, &right);
            if plain.is_finite() {
                prop_assert!((adjusted_rand(&left, &right) - plain).abs() < 1e-9);
            }
        }

        #[test]
        fn equal_partitions_score_one(left in prop::collection::vec(0u32..9, 1..40)) {
            let right: Vec<u32> = left.iter().map(|part| 100 - part).collect();
            prop_assert_eq!(adjusted_rand(&left, &right), 1.0);
            prop_assert_eq!(adjusted_mutual_information(&left, &right), 1.0);
            prop_assert!((b_cubed(&left, &right).f1 - 1.0).abs() < 1e-12);
        }
    }
}
