//! The longest runs of words that two texts have in common.

use super::annotated_text::AnnotatedText;
use super::token_flags::TokenFlags;
use std::ops::Range;
use wirecopy_reuse::align::{NgramIndex, SharedRuns};

/// Words of the longest runs that two texts have in common, exactly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LongestRuns {
    /// Of the whole texts, wherever the run is in either.
    pub anywhere: u32,
    /// Of the words outside boilerplate: the run has no word of boilerplate where it is in the
    /// first text, and none where it is in the second. By it a pair is reported.
    pub outside: u32,
}

impl LongestRuns {
    /// Returns the longest runs of two texts, given their indexes and the runs between these.
    /// Linear in both texts in practice; see [`SharedRuns::longest_run_within`].
    pub fn of(texts: [&AnnotatedText; 2], [a, b]: [&NgramIndex; 2], shared: &SharedRuns) -> LongestRuns {
        let anywhere = shared.longest_run(a, b);
        let [in_a, in_b] = texts.map(outside_boilerplate);
        let is_all = |parts: &[Range<u32>], text: &NgramIndex| matches!(parts, [whole] if *whole == (0..text.len() as u32));
        let outside = match is_all(&in_a, a) && is_all(&in_b, b) {
            true => anywhere,
            false => shared.longest_run_within((a, &in_a), (b, &in_b)),
        };
        LongestRuns { anywhere, outside }
    }
}

/// The tokens of a text outside boilerplate, as ascending ranges that do not touch.
fn outside_boilerplate(text: &AnnotatedText) -> Vec<Range<u32>> {
    let is_boilerplate = |flags: &TokenFlags| flags.contains(TokenFlags::BOILERPLATE);
    let stretches = text.flags.chunk_by(|one, next| is_boilerplate(one) == is_boilerplate(next));
    let located = stretches.scan(0, |start, stretch| {
        let range = *start..*start + stretch.len() as u32;
        *start = range.end;
        Some((range, is_boilerplate(&stretch[0])))
    });
    located.filter(|(_, is_boilerplate)| !is_boilerplate).map(|(range, _)| range).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition of the longest run outside boilerplate: runs that begin anywhere in both
    /// texts, as long as words are equal and of no boilerplate.
    fn plain_outside(a: &[(u64, bool)], b: &[(u64, bool)]) -> u32 {
        let starts = (0..a.len()).flat_map(|at_a| (0..b.len()).map(move |at_b| (at_a, at_b)));
        let run = |(at_a, at_b): (usize, usize)| {
            let both = a[at_a..].iter().zip(&b[at_b..]);
            both.take_while(|(left, right)| left.0 == right.0 && !left.1 && !right.1).count() as u32
        };
        starts.map(run).max().unwrap_or(0)
    }

    /// Texts of few words that share a stretch, of which some words are boilerplate.
    /// Tokens, each with whether it is boilerplate.
    type Tokens = Vec<(u64, bool)>;

    fn text(common: Tokens) -> impl Strategy<Value = Tokens> {
        let words = || prop::collection::vec((0u64..4, prop::bool::weighted(0.1)), 0..30);
        (words(), words(), any::<bool>()).prop_map(move |(before, after, is_page)| {
            let common = common.iter().map(|(word, of_page)| (*word, *of_page && is_page));
            before.into_iter().chain(common).chain(after).collect()
        })
    }

    fn texts() -> impl Strategy<Value = (Tokens, Tokens)> {
        let common = prop::collection::vec((0u64..60, prop::bool::weighted(0.1)), 0..40);
        common.prop_flat_map(|common| (text(common.clone()), text(common)))
    }

    proptest! {
        #[test]
        fn the_longest_runs_are_those_of_the_plain_definition((a, b) in texts()) {
            let annotated = |text: &[(u64, bool)]| {
                let of_page = |of_page| if of_page { TokenFlags::BOILERPLATE } else { TokenFlags::empty() };
                let mut annotated = AnnotatedText::default();
                annotated.tokens = text.iter().map(|(word, _)| *word).collect();
                annotated.flags = text.iter().map(|(_, is_page)| of_page(*is_page)).collect();
                annotated
            };
            let (left, right) = (annotated(&a), annotated(&b));
            let indexes = [&left, &right].map(|text| NgramIndex::new(text.tokens.clone()));
            let shared = SharedRuns::between(&indexes[0], &indexes[1]);
            let found = LongestRuns::of([&left, &right], indexes.each_ref(), &shared);
            prop_assert_eq!(found.outside, plain_outside(&a, &b));
            let words = |text: &[(u64, bool)]| text.iter().map(|(word, _)| (*word, false)).collect::<Vec<_>>();
            prop_assert_eq!(found.anywhere, plain_outside(&words(&a), &words(&b)));
        }
    }
}
