//! Unions and intersections of spans.

use crate::span::Span;

/// An offset range of one text and the range of another that corresponds to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AlignedSpans {
    /// In the first text.
    pub a: Span,
    /// In the second text.
    pub b: Span,
}

impl AlignedSpans {
    /// Length in both texts together.
    pub(super) fn len(self) -> u64 {
        self.a.len() + self.b.len()
    }

    /// Returns whether two aligned spans overlap in both texts: then one detects the other.
    pub(super) fn overlaps(self, other: AlignedSpans) -> bool {
        !self.a.intersection(other.a).is_empty() && !self.b.intersection(other.b).is_empty()
    }
}

/// Sorts spans, joins those that touch and drops empty ones. O(n log n).
pub(super) fn united(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| !span.is_empty());
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

/// Length of the union.
pub(super) fn covered_len(spans: Vec<Span>) -> u64 {
    united(spans).iter().map(|span| span.len()).sum()
}

/// Length of the intersection of two united lists. O(n + m).
pub(super) fn common_len(left: &[Span], right: &[Span]) -> u64 {
    let (mut at_left, mut at_right, mut common) = (0, 0, 0);
    while at_left < left.len() && at_right < right.len() {
        common += left[at_left].intersection(right[at_right]).len();
        if left[at_left].end <= right[at_right].end { at_left += 1 } else { at_right += 1 }
    }
    common
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn offsets(spans: &[Span]) -> BTreeSet<u64> {
        spans.iter().flat_map(|span| span.start..span.end).collect()
    }

    fn some_spans() -> impl Strategy<Value = Vec<Span>> {
        prop::collection::vec((0u64..40, 0u64..10), 0..8).prop_map(|spans| {
            spans.into_iter().map(|(start, len)| Span { start, end: start + len }).collect()
        })
    }

    proptest! {
        #[test]
        fn lengths_are_those_of_sets_of_places(left in some_spans(), right in some_spans()) {
            prop_assert_eq!(covered_len(left.clone()), offsets(&left).len() as u64);
            let both = offsets(&left).intersection(&offsets(&right)).count() as u64;
            prop_assert_eq!(common_len(&united(left), &united(right)), both);
        }
    }
}
