//! Edits between two aligned texts, and the numbers or names that they replace.

use super::text::{AnnotatedText, TokenFlags};
use wirecopy_reuse::align::{Edit, Passage, are_moved};

/// Most words of either text between two passages for the gap to count as an edit, such as two
/// rewritten sentences.
const GAP_WORDS_MAX: u32 = 30;

/// Most words of an edit in which the numbers or names of both texts are about the same thing; a
/// longer edit replaces sentences.
const SHORT_WORDS_MAX: usize = 8;

/// Returns a part as a share of a whole, from 0 to 1; 0 if the whole is empty.
pub(super) fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

/// Whether an edit is short enough for the numbers and names in it to be about the same thing.
pub(super) fn is_short(edit: &Edit) -> bool {
    edit.a.len().max(edit.b.len()) <= SHORT_WORDS_MAX
}

/// Returns the numbers or names that an edit replaces by others, if there are any. Those that both
/// sides contain are no conflict, wherever in the edit they are.
pub(super) fn conflict(
    a: &AnnotatedText,
    b: &AnnotatedText,
    edit: &Edit,
    kind: TokenFlags,
) -> Option<(String, String)> {
    let (mut left, mut right) = (a.surface_forms(&edit.a, kind), b.surface_forms(&edit.b, kind));
    left.retain(|form| match right.iter().position(|other| other == form) {
        Some(index) => {
            right.remove(index);
            false
        }
        None => true,
    });
    (!left.is_empty() && !right.is_empty()).then(|| (left.join(" "), right.join(" ")))
}

/// Returns all short edits, inside passages and between them.
pub(super) fn short_edits(passages: &[Passage]) -> Vec<Edit> {
    let gaps = gaps(&without_moved(passages, &are_moved(passages)));
    passages.iter().flat_map(|passage| passage.edits.iter().cloned()).chain(gaps).filter(is_short).collect()
}

/// Returns the passages that are in the same order in both texts.
pub(super) fn without_moved<'a>(passages: &'a [Passage], moved: &[bool]) -> Vec<&'a Passage> {
    passages.iter().zip(moved).filter(|(_, moved)| !**moved).map(|(passage, _)| passage).collect()
}

/// Returns the short gaps between passages that are in the same order in both texts.
pub(super) fn gaps(in_order: &[&Passage]) -> Vec<Edit> {
    in_order
        .windows(2)
        .map(|pair| Edit { a: pair[0].a.end..pair[1].a.start, b: pair[0].b.end..pair[1].b.start })
        .filter(|gap| gap.a.start <= gap.a.end && gap.b.start <= gap.b.end)
        .filter(|gap| gap.a.len() as u32 <= GAP_WORDS_MAX && gap.b.len() as u32 <= GAP_WORDS_MAX)
        .filter(|gap| !gap.a.is_empty() || !gap.b.is_empty())
        .collect()
}

/// Returns the runs of equal tokens: their starts in both texts and their lengths.
pub(crate) fn equal_runs(passages: &[Passage]) -> impl Iterator<Item = (u32, u32, u32)> + '_ {
    passages.iter().flat_map(|passage| {
        let ends = std::iter::once((passage.a.end, passage.b.end));
        let edits = passage.edits.iter().map(|edit| (edit.a.start, edit.b.start)).chain(ends);
        let starts = std::iter::once((passage.a.start, passage.b.start))
            .chain(passage.edits.iter().map(|edit| (edit.a.end, edit.b.end)));
        starts
            .zip(edits)
            .map(|((a, b), (a_end, b_end))| (a, b, (a_end - a).min(b_end - b)))
            .filter(|run| run.2 > 0)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::passage;
    use super::*;

    #[test]
    fn equal_runs_are_between_the_edits() {
        let edits = [(3..4, 3..3), (6..7, 5..7)];
        let runs: Vec<_> = equal_runs(&[passage(0..10, 0..10, &edits)]).collect();
        assert_eq!(runs, [(0, 0, 3), (4, 3, 2), (7, 7, 3)]);
        assert!(equal_runs(&[]).next().is_none());
    }
}
