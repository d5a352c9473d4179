//! Originality: the share of an article that no earlier article contains.

use crate::direction::{Appearance, GroupAppearance};
use std::ops::Range;

/// The precedence of another article that shares text with this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precedence {
    /// The other article certainly appeared earlier.
    Earlier,
    /// The other article certainly appeared later.
    Later,
    /// The dates leave the order open.
    Unknown,
}

impl Precedence {
    /// Returns the precedence of a group of copies over an article outside it: `Earlier` if at
    /// least one copy certainly came earlier, `Later` if all certainly came later. O(1).
    pub fn of_group(own: Option<Appearance>, group: GroupAppearance) -> Precedence {
        let Some(own) = own else { return Precedence::Unknown };
        if group.one_by.is_some_and(|by| by < own.earliest) {
            Precedence::Earlier
        } else if group.has_dateless || group.none_before.is_some_and(|before| before <= own.latest) {
            Precedence::Unknown
        } else {
            Precedence::Later
        }
    }
}

/// A stretch of the article that another one also contains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedPart {
    /// Its tokens.
    pub tokens: Range<u32>,
    /// The precedence of the other article.
    pub other: Precedence,
}

/// Returns the share of the words of `body` that no earlier article contains, from 0 to 1.
///
/// `body` has the stretches of tokens outside boilerplate, ascending and disjoint. `None` if the
/// body is empty, or if the share is unknown because an article of unknown order contains a word
/// that no earlier one contains. O(n log n) in the parts.
pub fn originality(body: &[Range<u32>], shared: &[SharedPart]) -> Option<f64> {
    let words: u64 = body.iter().map(|stretch| u64::from(stretch.end - stretch.start)).sum();
    if words == 0 {
        return None;
    }
    let covered = |counts: &dyn Fn(Precedence) -> bool| {
        let parts = shared.iter().filter(|part| counts(part.other)).map(|part| part.tokens.clone());
        words_inside(body, &united(parts.collect()))
    };
    let earlier = covered(&|other| other == Precedence::Earlier);
    let not_later = covered(&|other| other != Precedence::Later);
    (earlier == not_later).then(|| (words - earlier) as f64 / words as f64)
}

/// Returns for each copy of a text the precedence of the other copies: `Earlier` if one certainly
/// came before it, `Later` if all certainly came after it, otherwise `Unknown`. For a single copy
/// it is `Later`. O(n).
pub fn precedence_in_group(members: &[Option<Appearance>]) -> Vec<Precedence> {
    let two_least = |of: &dyn Fn(&Appearance) -> i64| {
        members.iter().flatten().map(of).fold([i64::MAX; 2], |[least, second], value| {
            if value < least { [value, least] } else { [least, second.min(value)] }
        })
    };
    // If the member's own second is the least of all, the least of the others is the second least.
    let of_others = |least: [i64; 2], own: i64| if own == least[0] { least[1] } else { least[0] };
    let latest = two_least(&|member| member.latest);
    let earliest = two_least(&|member| member.earliest);
    let has_dateless = members.contains(&None);
    members
        .iter()
        .map(|member| match member {
            None if members.len() > 1 => Precedence::Unknown,
            None => Precedence::Later,
            Some(own) if of_others(latest, own.latest) < own.earliest => Precedence::Earlier,
            Some(own) if has_dateless || of_others(earliest, own.earliest) <= own.latest => {
                Precedence::Unknown
            }
            Some(_) => Precedence::Later,
        })
        .collect()
}

/// Merges stretches into disjoint, ascending ones that cover the same tokens.
pub(super) fn united(mut parts: Vec<Range<u32>>) -> Vec<Range<u32>> {
    parts.retain(|part| part.start < part.end);
    parts.sort_unstable_by_key(|part| (part.start, part.end));
    let mut united: Vec<Range<u32>> = Vec::with_capacity(parts.len());
    for part in parts {
        match united.last_mut() {
            Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
            _ => united.push(part),
        }
    }
    united
}

/// Returns the number of tokens that are in both lists of stretches, each ascending and disjoint.
pub(super) fn words_inside(left: &[Range<u32>], right: &[Range<u32>]) -> u64 {
    let (mut at, mut beside, mut words) = (0, 0, 0);
    while let (Some(ours), Some(theirs)) = (left.get(at), right.get(beside)) {
        let common = ours.end.min(theirs.end).saturating_sub(ours.start.max(theirs.start));
        words += u64::from(common);
        if ours.end < theirs.end {
            at += 1;
        } else {
            beside += 1;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::direction::testing::any_appearance;
    use proptest::prelude::*;

    fn part(tokens: Range<u32>, other: Precedence) -> SharedPart {
        SharedPart { tokens, other }
    }

    fn share(body: &[Range<u32>], shared: &[SharedPart]) -> Option<f64> {
        originality(body, shared)
    }

    #[test]
    fn words_of_an_earlier_article_are_not_original() {
        let body = [0..50, 60..110];
        assert_eq!(share(&body, &[]), Some(1.0));
        assert_eq!(share(&body, &[part(40..70, Precedence::Earlier)]), Some(0.8));
        assert_eq!(share(&body, &[part(0..110, Precedence::Later)]), Some(1.0));
        assert_eq!(share(&body, &[part(0..110, Precedence::Earlier)]), Some(0.0));
    }

    #[test]
    fn an_open_order_makes_the_share_unknown_unless_an_earlier_article_has_the_words_too() {
        let body = [0..60, 60..100];
        let open = part(10..30, Precedence::Unknown);
        assert_eq!(share(&body, std::slice::from_ref(&open)), None);
        assert_eq!(share(&body, &[open, part(10..30, Precedence::Earlier)]), Some(0.8));
    }

    #[test]
    fn an_article_of_nothing_but_boilerplate_has_no_share() {
        assert_eq!(share(&[], &[part(0..10, Precedence::Earlier)]), None);
    }

    #[test]
    fn copied_boilerplate_does_not_count() {
        let boilerplate_apart = [10..60, 60..110];
        assert_eq!(share(&boilerplate_apart, &[part(0..10, Precedence::Unknown)]), Some(1.0));
    }

    #[test]
    fn only_the_first_copy_of_a_text_is_before_the_others() {
        let at = |second| Some(Appearance { earliest: second, latest: second });
        use Precedence::{Earlier, Later, Unknown};
        assert_eq!(precedence_in_group(&[at(5), at(3), at(9)]), [Earlier, Later, Earlier]);
        assert_eq!(precedence_in_group(&[at(3), at(3), at(9)]), [Unknown, Unknown, Earlier]);
        assert_eq!(precedence_in_group(&[at(3), None, at(9)]), [Unknown, Unknown, Earlier]);
        assert_eq!(precedence_in_group(&[None]), [Later]);
    }

    fn any_precedence() -> impl Strategy<Value = Precedence> {
        prop::sample::select(vec![Precedence::Earlier, Precedence::Later, Precedence::Unknown])
    }

    proptest! {
        #[test]
        fn stretches_count_as_a_plain_bitmap_does(
            body in prop::collection::vec((0u32..60, 0u32..20), 0..6),
            shared in prop::collection::vec((0u32..60, 0u32..20, any_precedence()), 0..12),
        ) {
            let body = united(body.into_iter().map(|(start, len)| start..start + len).collect());
            let shared: Vec<SharedPart> =
                shared.into_iter().map(|(start, len, other)| part(start..start + len, other)).collect();
            let has = |token: u32, other: Precedence| {
                shared.iter().any(|part| part.other == other && part.tokens.contains(&token))
            };
            let tokens: Vec<u32> = (0..80).filter(|token| body.iter().any(|part| part.contains(token))).collect();
            let earlier = tokens.iter().filter(|token| has(**token, Precedence::Earlier)).count();
            let is_open = tokens
                .iter()
                .any(|token| has(*token, Precedence::Unknown) && !has(*token, Precedence::Earlier));
            let expected = (!tokens.is_empty() && !is_open)
                .then(|| (tokens.len() - earlier) as f64 / tokens.len() as f64);
            prop_assert_eq!(originality(&body, &shared), expected);
        }

        #[test]
        fn a_group_gives_what_each_member_gives_against_all_others(
            members in prop::collection::vec(any_appearance(), 1..9),
        ) {
            let expected: Vec<Precedence> = (0..members.len())
                .map(|own| {
                    let others = || (0..members.len()).filter(|other| *other != own).map(|other| members[other]);
                    let is_before = |first: Option<Appearance>, second: Option<Appearance>| {
                        first.zip(second).is_some_and(|(first, second)| first.is_before(second))
                    };
                    if others().any(|other| is_before(other, members[own])) {
                        Precedence::Earlier
                    } else if others().all(|other| is_before(members[own], other)) {
                        Precedence::Later
                    } else {
                        Precedence::Unknown
                    }
                })
                .collect();
            prop_assert_eq!(precedence_in_group(&members), expected.clone());
            if members.len() > 1 {
                let others = GroupAppearance::of(members[1..].iter().copied());
                prop_assert_eq!(Precedence::of_group(members[0], others), expected[0]);
            }
        }
    }
}
