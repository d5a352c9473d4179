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

/// Returns whether an edit is short enough for the numbers and names in it to be about the same
/// thing.
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
    let has_none = |text: &AnnotatedText, tokens| text.indexed_surface_forms(tokens, kind).next().is_none();
    if has_none(a, &edit.a) || has_none(b, &edit.b) {
        return None;
    }
    let (mut left, mut right) = (a.surface_forms(&edit.a, kind), b.surface_forms(&edit.b, kind));
    if kind == TokenFlags::NUMBER && is_same_number(&left, &right) {
        return None;
    }
    left.retain(|form| match right.iter().position(|other| plain(other) == plain(form)) {
        Some(index) => {
            right.remove(index);
            false
        }
        None => true,
    });
    (!left.is_empty() && !right.is_empty()).then(|| (left.join(" "), right.join(" ")))
}

/// Returns a number without the zeros before and the letters after it: the 01st is a 1. Other words
/// are returned as they are.
pub(super) fn plain(form: &str) -> &str {
    let number = form.trim_end_matches(char::is_alphabetic).trim_start_matches('0');
    if number.is_empty() { form } else { number }
}

/// Returns whether two lists of numbers are one number in two spellings: `9.34` and `934`, or
/// turned around in a line from right to left.
fn is_same_number(one: &[&str], other: &[&str]) -> bool {
    let digits = |forms: &[&str]| -> Vec<char> {
        forms.iter().flat_map(|form| form.chars()).filter(|sign| sign.is_numeric()).collect()
    };
    let has_inner_letter = |form: &&str| plain(form).contains(|sign: char| !sign.is_numeric());
    let (mut one_digits, mut other_digits) = (digits(one), digits(other));
    if one.iter().chain(other).any(has_inner_letter) {
        one_digits.sort_unstable();
        other_digits.sort_unstable();
    }
    one_digits == other_digits
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
    fn another_spelling_of_a_number_is_the_same_number() {
        for (one, other, expected) in [
            (&["31st"][..], &["31"][..], true),
            (&["01"], &["1"], true),
            (&["934"], &["9", "34"], true),
            (&["2015م"], &["2015"], true),
            (&["9", "1"], &["1ر9"], true),
            (&["5"], &["50"], false),
            (&["12"], &["21"], false),
        ] {
            let is_same = is_same_number(one, other)
                || (one.len() == other.len()
                    && one.iter().zip(other).all(|(one, other)| plain(one) == plain(other)));
            assert_eq!(is_same, expected, "{one:?} {other:?}");
        }
    }

    #[test]
    fn equal_runs_are_between_the_edits() {
        let edits = [(3..4, 3..3), (6..7, 5..7)];
        let runs: Vec<_> = equal_runs(&[passage(0..10, 0..10, &edits)]).collect();
        assert_eq!(runs, [(0, 0, 3), (4, 3, 2), (7, 7, 3)]);
        assert!(equal_runs(&[]).next().is_none());
    }
}
