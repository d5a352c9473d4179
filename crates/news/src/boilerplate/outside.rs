//! Distinct shingles of a text, inside and outside boilerplate.

use wirecopy_article::text::Paragraph;
use wirecopy_reuse::overlap::Overlap;
use wirecopy_reuse::shingle::{distinct, intersection_len};

/// The distinct shingles of one text.
///
/// A shingle is *outside boilerplate* if any token of any of its occurrences is in a paragraph that
/// is not boilerplate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShingleSets {
    /// All distinct shingles, sorted.
    pub whole: Vec<u64>,
    /// The shingles that are not outside boilerplate, sorted. There are few, because most of an
    /// article is its story.
    inside: Vec<u64>,
}

impl ShingleSets {
    /// Builds the sets from the word shingles of a text in order, its paragraphs, and for each
    /// paragraph whether it is boilerplate. O(n log n) in the shingles.
    pub fn of(mut shingles: Vec<u64>, paragraphs: &[Paragraph], is_boilerplate: &[bool]) -> ShingleSets {
        let inside = match is_boilerplate.contains(&true) && !shingles.is_empty() {
            true => inside_boilerplate(&shingles, paragraphs, is_boilerplate),
            false => Vec::new(),
        };
        distinct(&mut shingles);
        ShingleSets { whole: shingles, inside }
    }

    /// Returns the exact overlap of the whole texts. O(n).
    pub fn overlap(&self, other: &Self) -> Overlap {
        Overlap::between(&self.whole, &other.whole)
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
            a_len: whole.a_len - self.inside.len() as u32,
            b_len: whole.b_len - other.inside.len() as u32,
        }
    }
}

/// Returns the distinct shingles of which no occurrence has a token outside boilerplate.
fn inside_boilerplate(shingles: &[u64], paragraphs: &[Paragraph], is_boilerplate: &[bool]) -> Vec<u64> {
    // For each token, the number of tokens outside boilerplate before it.
    let n_tokens = paragraphs.iter().map(|paragraph| paragraph.tokens.len()).sum::<usize>();
    let mut outside_before = Vec::with_capacity(n_tokens + 1);
    let mut outside = 0u32;
    for (paragraph, is_boilerplate) in paragraphs.iter().zip(is_boilerplate) {
        for _ in paragraph.tokens.clone() {
            outside_before.push(outside);
            outside += u32::from(!is_boilerplate);
        }
    }
    outside_before.push(outside);
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
    use wirecopy_article::text::Role;

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
        let (mut of_tokens, mut made) = (Vec::new(), Vec::new());
        for (tokens, is_boilerplate) in paragraphs {
            let start = of_tokens.len() as u32;
            of_tokens.extend((0..*tokens).map(|_| *is_boilerplate));
            let tokens = start..start + tokens;
            made.push(Paragraph { start, end: tokens.end, tokens, role: Role::Body });
        }
        let n_shingles = (of_tokens.len().max(5) - 4).min(of_tokens.len());
        let shingles = &shingles[..n_shingles];
        let is_boilerplate: Vec<bool> =
            paragraphs.iter().map(|(_, is_boilerplate)| *is_boilerplate).collect();
        let sets = ShingleSets::of(shingles.to_vec(), &made, &is_boilerplate);
        if shingles.is_empty() {
            return (sets, Vec::new());
        }
        (sets, outside_boilerplate(shingles, &of_tokens).into_iter().collect())
    }

    proptest! {
        #[test]
        fn the_overlap_outside_boilerplate_is_that_of_the_sets_outside_boilerplate(a in text(), b in text()) {
            let ((a, outside_a), (b, outside_b)) = (sets_of(&a), sets_of(&b));
            prop_assert_eq!(a.overlap_outside(&b, a.overlap(&b)), Overlap::between(&outside_a, &outside_b));
        }
    }
}
