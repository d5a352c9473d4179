//! Distinct shingles of a text, inside and outside boilerplate.

use std::ops::Range;
use wirecopy_reuse::overlap::Overlap;
use wirecopy_reuse::shingle::{distinct, intersection_len};

/// The distinct shingles of one text.
///
/// A shingle is *outside boilerplate* if any token of any of its occurrences is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShingleSets {
    /// All distinct shingles, sorted.
    pub whole: Vec<u64>,
    /// The shingles that are not outside boilerplate, sorted. There are few, because most of an
    /// article is its story.
    inside: Vec<u64>,
}

impl ShingleSets {
    /// Builds the sets from the word shingles of a text in order, the number of its tokens, and
    /// those that are boilerplate, as ascending ranges. O(n log n) in the shingles.
    pub fn of(mut shingles: Vec<u64>, n_tokens: usize, boilerplate: &[Range<u32>]) -> ShingleSets {
        let inside = match boilerplate.is_empty() || shingles.is_empty() {
            true => Vec::new(),
            false => inside_boilerplate(&shingles, n_tokens, boilerplate),
        };
        distinct(&mut shingles);
        ShingleSets { whole: shingles, inside }
    }

    /// Returns the exact overlap of the whole texts. O(n).
    pub fn overlap(&self, other: &Self) -> Overlap {
        Overlap::between(&self.whole, &other.whole)
    }

    /// Returns the sizes outside boilerplate with the most shingles that can be shared there, given
    /// the overlap of the whole texts. O(1).
    pub fn overlap_outside_at_most(&self, other: &Self, whole: Overlap) -> Overlap {
        let a_len = whole.a_len - self.inside.len() as u32;
        let b_len = whole.b_len - other.inside.len() as u32;
        Overlap { shared: whole.shared.min(a_len).min(b_len), a_len, b_len }
    }

    /// Returns the exact overlap of the shingles outside boilerplate, given that of the whole
    /// texts.
    ///
    /// By inclusion and exclusion over the small sets: shared shingles that are only inside
    /// boilerplate in either text are subtracted. O(n).
    pub fn overlap_outside(&self, other: &Self, whole: Overlap) -> Overlap {
        let shared = |a: &[u64], b: &[u64]| intersection_len(a, b) as u32;
        let in_one = shared(&self.inside, &other.whole) + shared(&self.whole, &other.inside);
        Overlap {
            shared: whole.shared + shared(&self.inside, &other.inside) - in_one,
            ..self.overlap_outside_at_most(other, whole)
        }
    }

    /// Returns the most shingles in a row of a run that both texts can have outside boilerplate.
    /// `in_order` are the shingles of this text in order, repeats included. O(n log n).
    ///
    /// An upper bound: those in a row in this text may be apart in the other.
    pub fn longest_row_at_most(&self, in_order: &[u64], other: &Self) -> u32 {
        let has = |set: &[u64], shingle: &u64| set.binary_search(shingle).is_ok();
        let may_be_of_run = |shingle: &u64| {
            has(&other.whole, shingle) && !has(&self.inside, shingle) && !has(&other.inside, shingle)
        };
        let rows = in_order.iter().scan(0, |row, shingle| {
            *row = if may_be_of_run(shingle) { *row + 1 } else { 0 };
            Some(*row)
        });
        rows.max().unwrap_or(0)
    }
}

/// Returns the distinct shingles of which no occurrence has a token outside boilerplate.
fn inside_boilerplate(shingles: &[u64], n_tokens: usize, boilerplate: &[Range<u32>]) -> Vec<u64> {
    // For each token, the number of tokens outside boilerplate before it.
    let mut is_outside = vec![true; n_tokens];
    for tokens in boilerplate {
        is_outside[tokens.start as usize..tokens.end as usize].fill(false);
    }
    let mut outside_before = Vec::with_capacity(n_tokens + 1);
    outside_before.push(0u32);
    let mut outside = 0;
    outside_before.extend(is_outside.into_iter().map(|is_outside| {
        outside += u32::from(is_outside);
        outside
    }));
    let shingle_len = n_tokens - (shingles.len() - 1);
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    for (start, shingle) in shingles.iter().enumerate() {
        let is_inside = outside_before[start + shingle_len] == outside_before[start];
        if is_inside { &mut inside } else { &mut outside }.push(*shingle);
    }
    distinct(&mut inside);
    // Few shingles are in both lists. Searching for them avoids sorting the long list.
    outside.retain(|shingle| inside.binary_search(shingle).is_ok());
    distinct(&mut outside);
    inside.retain(|shingle| outside.binary_search(shingle).is_err());
    inside
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;
    use wirecopy_reuse::shingle::{WORDS, word_shingles};

    /// The definition: all shingles with a token outside boilerplate.
    fn outside_boilerplate(shingles: &[u64], of_tokens: &[bool]) -> BTreeSet<u64> {
        let len = of_tokens.len() - (shingles.len() - 1);
        let is_outside = |(start, _): &(usize, &u64)| of_tokens[*start..start + len].contains(&false);
        shingles.iter().enumerate().filter(is_outside).map(|(_, shingle)| *shingle).collect()
    }

    fn text() -> impl Strategy<Value = (Vec<u64>, Vec<(u32, bool)>)> {
        let paragraphs = prop::collection::vec((0u32..9, any::<bool>()), 1..8);
        (prop::collection::vec(0u64..40, 72), paragraphs)
    }

    /// Shingle sets of a text of these paragraphs, and the shingles with a token outside
    /// boilerplate.
    fn sets_of((shingles, paragraphs): &(Vec<u64>, Vec<(u32, bool)>)) -> (ShingleSets, Vec<u64>) {
        let (mut of_tokens, mut boilerplate) = (Vec::new(), Vec::new());
        for (tokens, is_boilerplate) in paragraphs {
            let start = of_tokens.len() as u32;
            of_tokens.extend((0..*tokens).map(|_| *is_boilerplate));
            boilerplate.extend(is_boilerplate.then_some(start..start + tokens));
        }
        let n_shingles = (of_tokens.len().max(5) - 4).min(of_tokens.len());
        let shingles = &shingles[..n_shingles];
        let sets = ShingleSets::of(shingles.to_vec(), of_tokens.len(), &boilerplate);
        if shingles.is_empty() {
            return (sets, Vec::new());
        }
        (sets, outside_boilerplate(shingles, &of_tokens).into_iter().collect())
    }

    proptest! {
        #[test]
        fn the_overlap_outside_boilerplate_is_that_of_the_sets_outside_boilerplate(a in text(), b in text()) {
            let ((a, outside_a), (b, outside_b)) = (sets_of(&a), sets_of(&b));
            let outside = a.overlap_outside(&b, a.overlap(&b));
            prop_assert_eq!(outside, Overlap::between(&outside_a, &outside_b));
            let at_most = a.overlap_outside_at_most(&b, a.overlap(&b));
            prop_assert!(at_most.shared >= outside.shared);
            prop_assert_eq!(Overlap { shared: outside.shared, ..at_most }, outside);
        }

        #[test]
        fn no_run_outside_boilerplate_has_more_shingles_than_the_longest_row(
            a in prop::collection::vec((0u64..4, prop::bool::weighted(0.05)), 5..60),
            b in prop::collection::vec((0u64..4, prop::bool::weighted(0.05)), 5..60),
            common in prop::collection::vec((0u64..60, prop::bool::weighted(0.02)), 0..40),
        ) {
            let (a, b) = ([&a[..], &common].concat(), [&common[..], &b].concat());
            let text = |text: &[(u64, bool)]| {
                let tokens: Vec<u64> = text.iter().map(|(token, _)| *token).collect();
                let mut in_order = Vec::new();
                word_shingles(&tokens, &mut in_order);
                let boilerplate = (0..).zip(text).filter(|(_, (_, is_page))| *is_page).map(|(at, _)| at..at + 1);
                let sets = ShingleSets::of(in_order.clone(), text.len(), &boilerplate.collect::<Vec<_>>());
                (in_order, sets)
            };
            let ((in_a, of_a), (in_b, of_b)) = (text(&a), text(&b));
            let starts = (0..a.len()).flat_map(|at_a| (0..b.len()).map(move |at_b| (at_a, at_b)));
            let run = |(at_a, at_b): (usize, usize)| {
                let both = a[at_a..].iter().zip(&b[at_b..]);
                both.take_while(|(left, right)| left.0 == right.0 && !left.1 && !right.1).count()
            };
            let shingles = (starts.map(run).max().unwrap_or(0) as u32).saturating_sub(WORDS as u32 - 1);
            prop_assert!(of_a.longest_row_at_most(&in_a, &of_b) >= shingles);
            prop_assert!(of_b.longest_row_at_most(&in_b, &of_a) >= shingles);
        }
    }
}
