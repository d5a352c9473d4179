//! What one pair is, from its scores and its texts.

use super::gaps::{Gap, gaps};
use super::label::Label;
use super::numbers::check_numbers;
use super::policy::Policy;
use crate::relation::is_mostly_page;
use crate::shingle::WORDS;
use crate::verify::Overlap;
use std::cmp::Ordering;
use std::ops::Range;

/// What is known of one text where it is compared with another.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// All shingles in the order of the text.
    pub shingles: Vec<u64>,
    /// Places of tokens that are numbers, days or months, with what they count as; those in page lines and bylines left out.
    pub numbers: Vec<(u32, u64)>,
    /// Places of tokens that say that something is corrected.
    pub corrections: Vec<u32>,
}

/// Whether a folded token says that something is corrected.
pub fn is_correction(token: &str) -> bool {
    matches!(token, "corrects" | "corrected" | "correcting" | "correction" | "corrections" | "clarification")
}

/// What is known of two articles that one outlet published at known times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OneOutlet {
    /// The order of both times.
    pub order: Ordering,
    /// Whether they are of different days.
    pub on_other_days: bool,
}

/// From this share of its numbers on, a pair is a form that was filled in twice.
const TEMPLATE_NUMBERS: f64 = 0.5;

/// Shingles of the shortest text that is taken for a cut copy: a flash of a dozen words is the beginning of many a story.
const CUT_SHINGLES_MIN: u32 = 25;

/// A beginning of this share of the whole or less is a teaser.
const TEASER_SHARE: f64 = 0.25;

/// Words of a difference inside of shared text that are more than a slip of the pen.
const EDITED_TOKENS: u32 = 3;

/// The beginning of the whole text in which a cut copy is looked for: its own length and a quarter for what an editor put in ...
const OPENING_QUARTERS: usize = 5;

/// ... and so many shingles for another headline, byline and caption above it.
const OPENING_BESIDE: usize = 60;

/// The label of a pair, and `None` where its scores lie below both thresholds: such a pair takes nothing away.
///
/// Overlaps are from `a` to `b`; `one_outlet` where one published both. Linear in the texts but for one sort of their shingles.
pub fn judge(
    a: &Compared,
    b: &Compared,
    whole: Overlap,
    outside_furniture: Overlap,
    one_outlet: Option<OneOutlet>,
    policy: &Policy,
) -> Option<Label> {
    let is_whole = whole.jaccard() >= policy.jaccard_min;
    if !is_whole && whole.containment() < policy.containment_min {
        return None;
    }
    if is_mostly_page(outside_furniture) {
        return Some(Label::BoilerplateOnly);
    }
    let gaps = gaps(&a.shingles, &b.shingles, WORDS as u32);
    let numbers = check_numbers(&gaps, &a.numbers, &b.numbers);
    if gaps.iter().any(|gap| corrects(gap, a, b)) {
        return Some(Label::Correction);
    }
    let is_later = one_outlet.is_some_and(|outlet| outlet.on_other_days);
    let grew = match one_outlet.map(|outlet| outlet.order) {
        Some(Ordering::Less) => whole.a_len < whole.b_len,
        Some(Ordering::Greater) => whole.a_len > whole.b_len,
        Some(Ordering::Equal) | None => false,
    };
    Some(match numbers.changed {
        // A flash in which one word differs is the same form about another company.
        0 if is_whole && whole.a_len.min(whole.b_len) < CUT_SHINGLES_MIN && !gaps.is_empty() => {
            Label::Template
        }
        0 if is_whole && is_later && gaps.iter().any(is_edit) => Label::Update,
        0 if is_whole => Label::Near,
        0 if grew => Label::Update,
        0 if whole.a_len.min(whole.b_len) < CUT_SHINGLES_MIN => Label::Excerpt,
        0 if !is_opening(a, b, whole, policy.containment_min) => Label::Excerpt,
        0 if is_teaser(whole) => Label::Teaser,
        0 => Label::CopyTruncated,
        changed if f64::from(changed) >= TEMPLATE_NUMBERS * f64::from(numbers.numbers) => Label::Template,
        _ => Label::Update,
    })
}

/// Whether one side of a gap alone speaks of a correction.
fn corrects(gap: &Gap, a: &Compared, b: &Compared) -> bool {
    let speaks = |corrections: &[u32], range: &Range<u32>| corrections.iter().any(|at| range.contains(at));
    speaks(&a.corrections, &gap.a) != speaks(&b.corrections, &gap.b)
}

fn is_edit(gap: &Gap) -> bool {
    gap.is_enclosed && gap.a.len().max(gap.b.len()) >= EDITED_TOKENS as usize
}

fn is_teaser(whole: Overlap) -> bool {
    f64::from(whole.a_len.min(whole.b_len)) <= TEASER_SHARE * f64::from(whole.a_len.max(whole.b_len))
}

/// Whether the smaller text stands at the beginning of the larger one.
fn is_opening(a: &Compared, b: &Compared, whole: Overlap, share_min: f64) -> bool {
    let (part, text) = if whole.a_len <= whole.b_len { (a, b) } else { (b, a) };
    let opening_len = part.shingles.len() * OPENING_QUARTERS / 4 + OPENING_BESIDE;
    let distinct = |shingles: &[u64]| {
        let mut shingles = shingles.to_vec();
        crate::shingle::distinct(&mut shingles);
        shingles
    };
    let opening = distinct(&text.shingles[..opening_len.min(text.shingles.len())]);
    Overlap::of(&distinct(&part.shingles), &opening).a_in_b() >= share_min
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shingle::{distinct, token_hash, word_shingles};
    use crate::survival::number_value;

    fn compared(text: &str) -> Compared {
        let tokens: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        let hashes: Vec<u64> = tokens.iter().map(|token| token_hash(token.as_bytes())).collect();
        let mut found = Compared::default();
        word_shingles(&hashes, &mut found.shingles);
        found.corrections =
            (0..).zip(&tokens).filter(|(_, token)| is_correction(token)).map(|(at, _)| at).collect();
        found.numbers =
            (0..).zip(&tokens).filter_map(|(at, token)| Some((at, number_value(token)?))).collect();
        found
    }

    fn label(a: &str, b: &str) -> Option<Label> {
        label_of_one_outlet(a, b, None)
    }

    fn label_of_one_outlet(a: &str, b: &str, one_outlet: Option<OneOutlet>) -> Option<Label> {
        let (a, b) = (compared(a), compared(b));
        let set = |compared: &Compared| {
            let mut shingles = compared.shingles.clone();
            distinct(&mut shingles);
            shingles
        };
        let overlap = Overlap::of(&set(&a), &set(&b));
        judge(&a, &b, overlap, overlap, one_outlet, &Policy::default())
    }

    /// Words without digits, each another one.
    fn story(from: u32, to: u32) -> String {
        let letter = |digit: u32| char::from(b'a' + digit as u8);
        let word = |number: u32| {
            format!("w{}{}{}x", letter(number / 400), letter(number / 20 % 20), letter(number % 20))
        };
        (from..to).map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn labels_follow_scores_place_and_numbers() {
        let text = story(0, 300);
        assert_eq!(label(&text, &format!("{text} and more of it")), Some(Label::Near));
        assert_eq!(label(&text, &format!("{text} corrects the name")), Some(Label::Correction));
        assert_eq!(label(&text, &story(0, 100)), Some(Label::CopyTruncated));
        assert_eq!(label(&text, &story(0, 12)), Some(Label::Excerpt));
        assert_eq!(label(&text, &story(0, 60)), Some(Label::Teaser));
        assert_eq!(label(&story(0, 20), &format!("{} end", story(0, 20))), Some(Label::Template));
        let edited = format!("{} and more of that {}", story(0, 150), story(150, 300));
        let later = |on_other_days| Some(OneOutlet { order: Ordering::Less, on_other_days });
        assert_eq!(label_of_one_outlet(&text, &edited, later(false)), Some(Label::Near));
        assert_eq!(label_of_one_outlet(&text, &edited, later(true)), Some(Label::Update));
        assert_eq!(label_of_one_outlet(&story(0, 100), &text, later(false)), Some(Label::Update));
        assert_eq!(label_of_one_outlet(&text, &story(0, 100), later(false)), Some(Label::CopyTruncated));
        assert_eq!(
            label_of_one_outlet(&text, &format!("{text} and more of it"), later(true)),
            Some(Label::Near)
        );
        assert_eq!(label(&story(0, 100), &text), Some(Label::CopyTruncated));
        assert_eq!(label(&text, &story(200, 290)), Some(Label::Excerpt));
        assert_eq!(label(&text, &story(100, 400)), None);
        let with = |count: &str| {
            format!("{} in 2031 with 7 of 9 boats {count} people {}", story(0, 70), story(70, 140))
        };
        assert_eq!(label(&with("5"), &with("50")), Some(Label::Update));
        let form =
            |numbers: [u8; 2]| format!("{} {} {} {}", story(0, 70), numbers[0], story(70, 140), numbers[1]);
        assert_eq!(label(&form([1, 2]), &form([3, 4])), Some(Label::Template));
    }
}
