//! Changed values: numbers, days and similar words for which the other text has different ones.

use super::text::AnnotatedText;
use super::text::value_words::{DENIAL, STRENGTH, TURN, value_of_meaning};
use std::ops::Range;
use wirecopy_reuse::align::{Edit, Passage};

/// Most words of an edit in which units and directions count; a longer edit makes another sentence.
const SHORT_WORDS_MAX: usize = 8;

/// Most words of an edit between shared text that may be one sentence in other words ...
const ENCLOSED_WORDS_MAX: usize = 60;

/// ... and of an edit at the start or end of the texts, where unrelated lines may be.
const OPEN_WORDS_MAX: usize = 24;

/// Counts the numbers and days for which the other text has different ones, including those in
/// captions and at both ends of the texts; in short edits also units, directions and denials.
///
/// A value on one side alone is an addition, unless it is a denial. Different values on both sides
/// are changes, whatever their order inside an edit. A longer edit is another sentence, not another
/// number. `in_order` are the passages that are in the same order in both texts. Linear.
pub(super) fn values_changed(
    a: &AnnotatedText,
    b: &AnnotatedText,
    passages: &[Passage],
    in_order: &[&Passage],
) -> u32 {
    let (Some(first), Some(last)) = (in_order.first(), in_order.last()) else { return 0 };
    let open = [
        Edit { a: 0..first.a.start, b: 0..first.b.start },
        Edit { a: last.a.end..a.len(), b: last.b.end..b.len() },
    ];
    let between = in_order
        .windows(2)
        .map(|pair| Edit { a: pair[0].a.end..pair[1].a.start, b: pair[0].b.end..pair[1].b.start });
    let enclosed = passages.iter().flat_map(|passage| passage.edits.iter().cloned()).chain(between);
    let changed = |edit: Edit, words_max| match edit.a.len().max(edit.b.len()) <= words_max {
        true => changed_in(&edit, a, b),
        false => 0,
    };
    enclosed.map(|edit| changed(edit, ENCLOSED_WORDS_MAX)).sum::<u32>()
        + open.into_iter().map(|edit| changed(edit, OPEN_WORDS_MAX)).sum::<u32>()
}

fn changed_in(edit: &Edit, a: &AnnotatedText, b: &AnnotatedText) -> u32 {
    let (of_a, of_b) = (values_of(a, &edit.a), values_of(b, &edit.b));
    // Most edits have none.
    if of_a.is_empty() && of_b.is_empty() {
        return 0;
    }
    let is_short = edit.a.len().max(edit.b.len()) <= SHORT_WORDS_MAX;
    let inside = |values: &[(u32, u64)], is_counted: fn(u64) -> bool| -> Vec<u64> {
        let values = values.iter().map(|(_, value)| *value);
        let mut counted: Vec<u64> =
            values.filter(|value| is_counted(*value)).map(|value| value & !STRENGTH).collect();
        counted.sort_unstable();
        counted
    };
    let both = |is_counted: fn(u64) -> bool| (inside(of_a, is_counted), inside(of_b, is_counted));
    let changed = |a: &[u64], b: &[u64]| left_over(a, b).min(left_over(b, a));
    if !is_short {
        let (a, b) = both(|value| value & STRENGTH == 0);
        return changed(&a, &b);
    }
    let (a, b) = both(|value| value & TURN == 0);
    let (a_turns, b_turns) = both(|value| value & TURN != 0);
    let denial = value_of_meaning(DENIAL);
    let denials = |turns: &[u64]| turns.iter().filter(|turn| **turn == denial).count();
    let turned = changed(&a_turns, &b_turns).max(u32::from(denials(&a_turns) != denials(&b_turns)));
    changed(&a, &b) + turned
}

/// The values among some tokens.
fn values_of<'text>(text: &'text AnnotatedText, tokens: &Range<u32>) -> &'text [(u32, u64)] {
    let from = &text.values[text.values.partition_point(|(at, _)| *at < tokens.start)..];
    &from[..from.partition_point(|(at, _)| *at < tokens.end)]
}

/// Returns the number of members of the first multiset that the second does not contain; both are
/// sorted.
fn left_over(a: &[u64], b: &[u64]) -> u32 {
    let mut rest = b.iter().peekable();
    let is_left = |value: &&u64| {
        while rest.next_if(|other| other < value).is_some() {}
        rest.next_if_eq(value).is_none()
    };
    a.iter().filter(is_left).count() as u32
}

#[cfg(test)]
mod tests {
    use super::super::testing::Page;
    use wirecopy_reuse::align::align;

    fn changed(a: &str, b: &str) -> u32 {
        let (a, b) = (Page::new(a), Page::new(b));
        let passages = align(&a.text.tokens, &b.text.tokens);
        a.facts(&b, &passages).values_changed
    }

    const FERRY: &str = "A ferry sank off Tolm and at least 5 people were killed when it went down in the storm off the cape, \
                         and the boats of the village looked for the rest until the night fell over the bay";

    #[test]
    fn five_and_fifty_killed_are_never_equal() {
        for (other, expected) in [
            (FERRY.replace("5 people", "50 people"), 1),
            (FERRY.replace("5 people", "fifty people"), 1),
            (FERRY.replace("5 people", "five people"), 0),
            (FERRY.replace("5 people", "5 other people"), 0),
            (FERRY.replace("the cape", "the cape on 5 March 2031"), 0),
            (FERRY.replace("storm off", "storm on Monday off"), 0),
        ] {
            assert_eq!(changed(FERRY, &other), expected, "{other}");
            assert_eq!(changed(&other, FERRY), expected, "{other}");
        }
    }

    #[test]
    fn units_directions_and_denials_count_where_little_else_changes() {
        let with = |words: &str| FERRY.replace("looked for the rest", words);
        for (one, other, expected) in [
            ("looked 48 minutes for them", "looked 48 hours for them", 1),
            ("saw the water rise", "saw the water fall", 1),
            ("saw the water rise", "saw the water climb", 0),
            ("did find the rest", "did not find the rest", 1),
            ("lost one of them", "lost two of them", 1),
            ("lost one of them", "lost 1 of them", 0),
            ("looked for days", "looked on and on", 0),
            ("looked for days", "looked on Monday", 0),
        ] {
            assert_eq!(changed(&with(one), &with(other)), expected, "{one} {other}");
            assert_eq!(changed(&with(other), &with(one)), expected, "{other} {one}");
        }
    }

    #[test]
    fn the_first_and_the_last_words_count() {
        let with = |first: &str, last: &str| format!("{first} of {FERRY} said {last}");
        assert_eq!(changed(&with("5", "Monday"), &with("50", "Monday")), 1);
        assert_eq!(changed(&with("5", "Monday"), &with("5", "Friday")), 1);
        assert_eq!(changed(&with("5", "Monday"), &with("five", "Mon")), 0);
    }
}
