//! Where two texts differ, by the shingles that stand once in each.

use std::ops::Range;

/// Tokens that stand between two shared runs, or at an end. One of both sides may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Tokens of the first text.
    pub a: Range<u32>,
    /// Tokens of the second one.
    pub b: Range<u32>,
    /// Whether shared text stands on both sides.
    pub is_enclosed: bool,
}

/// The places where two texts differ, in order, given all shingles of each in the order of its text, and the tokens of a shingle.
///
/// Shingles that stand once in either text pair up; the longest chain of them that ascends in both is what the texts share (patience
/// diff). What was moved counts as different. O(n log n).
pub fn gaps(a: &[u64], b: &[u64], shingle_len: u32) -> Vec<Gap> {
    let len =
        |shingles: &[u64]| if shingles.is_empty() { 0 } else { shingles.len() as u32 + shingle_len - 1 };
    let mut found = Vec::new();
    let (mut end_a, mut end_b) = (0, 0);
    let mut met_shared_text = false;
    let chain = longest_ascending(&unique_in_both(a, b));
    for (at_a, at_b) in chain {
        // A shingle that begins inside the last one continues it, or stands beside a repeated or a dropped word.
        let inside = end_a.max(at_a) - at_a;
        let inside = inside.max(end_b.max(at_b) - at_b);
        if inside >= shingle_len {
            continue;
        }
        let (start_a, start_b) = (at_a + inside, at_b + inside);
        if start_a > end_a || start_b > end_b {
            found.push(Gap { a: end_a..start_a, b: end_b..start_b, is_enclosed: met_shared_text });
        }
        (end_a, end_b) = (at_a + shingle_len, at_b + shingle_len);
        met_shared_text = true;
    }
    if end_a < len(a) || end_b < len(b) {
        found.push(Gap { a: end_a..len(a).max(end_a), b: end_b..len(b).max(end_b), is_enclosed: false });
    }
    found
}

/// Places of shingles that stand once in each text, ascending in the first.
fn unique_in_both(a: &[u64], b: &[u64]) -> Vec<(u32, u32)> {
    let (a, b) = (unique(a), unique(b));
    let mut pairs = Vec::new();
    let (mut at_a, mut at_b) = (0, 0);
    while at_a < a.len() && at_b < b.len() {
        match a[at_a].0.cmp(&b[at_b].0) {
            std::cmp::Ordering::Less => at_a += 1,
            std::cmp::Ordering::Greater => at_b += 1,
            std::cmp::Ordering::Equal => {
                pairs.push((a[at_a].1, b[at_b].1));
                (at_a, at_b) = (at_a + 1, at_b + 1);
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Shingles that stand once, with their places, by shingle.
fn unique(shingles: &[u64]) -> Vec<(u64, u32)> {
    let mut placed: Vec<(u64, u32)> = shingles.iter().copied().zip(0..).collect();
    placed.sort_unstable();
    placed
        .chunk_by(|left, right| left.0 == right.0)
        .filter(|equal| equal.len() == 1)
        .map(|equal| equal[0])
        .collect()
}

/// The longest chain that ascends in both, of pairs that ascend in the first.
fn longest_ascending(pairs: &[(u32, u32)]) -> Vec<(u32, u32)> {
    // For each length the pair that ends a chain of it with the smallest second place.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, (_, second)) in pairs.iter().enumerate() {
        let len = ends.partition_point(|end| pairs[*end].1 < *second);
        before.push(len.checked_sub(1).map(|shorter| ends[shorter]));
        if len == ends.len() {
            ends.push(at);
        } else {
            ends[len] = at;
        }
    }
    let mut chain = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        chain.push(pairs[at]);
        next = before[at];
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LEN: u32 = 3;

    fn shingles(tokens: &[u64]) -> Vec<u64> {
        let hash =
            |window: &[u64]| window.iter().fold(7u64, |hash, token| hash.wrapping_mul(1_000_003) ^ token);
        tokens.windows(LEN as usize).map(hash).collect()
    }

    fn gaps_of(a: &str, b: &str) -> Vec<(String, String, bool)> {
        let words = |text: &'static str| text.split(' ').collect::<Vec<_>>();
        let (a, b) = (words(Box::leak(a.into())), words(Box::leak(b.into())));
        let tokens = |words: &[&str]| -> Vec<u64> {
            words.iter().map(|word| xxhash_rust::xxh3::xxh3_64(word.as_bytes())).collect()
        };
        gaps(&shingles(&tokens(&a)), &shingles(&tokens(&b)), LEN)
            .into_iter()
            .map(|gap| {
                let part = |words: &[&str], range: Range<u32>| {
                    words[range.start as usize..range.end as usize].join(" ")
                };
                (part(&a, gap.a), part(&b, gap.b), gap.is_enclosed)
            })
            .collect()
    }

    #[test]
    fn a_changed_word_an_added_one_and_an_end_are_told() {
        let found = gaps_of(
            "the quay at Tolm had 5 boats in spring this year",
            "the quay at Tolm had 50 boats in the spring this year and more",
        );
        assert_eq!(
            found,
            [("5 boats in".into(), "50 boats in the".into(), true), ("".into(), "and more".into(), false)]
        );
        assert!(gaps_of("one two three four", "one two three four").is_empty());
    }

    proptest! {
        #[test]
        fn outside_of_gaps_both_texts_are_equal(
            a in prop::collection::vec(0u64..9, 3..40),
            b in prop::collection::vec(0u64..9, 3..40),
        ) {
            let found = gaps(&shingles(&a), &shingles(&b), LEN);
            let outside = |tokens: &[u64], side: &dyn Fn(&Gap) -> Range<u32>| -> Vec<u64> {
                (0..tokens.len() as u32)
                    .filter(|at| !found.iter().any(|gap| side(gap).contains(at)))
                    .map(|at| tokens[at as usize])
                    .collect()
            };
            prop_assert_eq!(outside(&a, &|gap| gap.a.clone()), outside(&b, &|gap| gap.b.clone()));
            prop_assert!(found.windows(2).all(|two| two[0].a.end <= two[1].a.start && two[0].b.end <= two[1].b.start));
        }
    }
}
