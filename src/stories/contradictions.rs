//! Pairs that other texts contradict: each may be a copy of one of both texts, and fills in a form
//! with other things than the other one.

use crate::numbers::TextId;
use wirecopy_news::relation::Relation;

/// Fewest texts that contradict a pair ...
const CONTRADICTIONS_MIN: usize = 3;

/// ... and how many more they are than those that may be copies of both.
const CONTRADICTIONS_PER_COPY: usize = 2;

/// The pairs of every text, those that may be copies and those that are templates.
pub(super) struct LabelledPairs {
    /// Text, other text, and whether they are a template; ascending.
    pairs: Vec<(TextId, TextId, bool)>,
}

impl LabelledPairs {
    /// Takes all pairs, with their labels. O(n log n).
    pub(super) fn of(pairs: &[(TextId, TextId)], relations: &[Relation]) -> LabelledPairs {
        let counts = |relation: Relation| relation == Relation::Template || relation.may_be_copy();
        let counted = pairs.iter().zip(relations).filter(|(_, relation)| counts(**relation));
        let mut both: Vec<(TextId, TextId, bool)> = counted
            .flat_map(|((a, b), relation)| {
                let is_template = *relation == Relation::Template;
                [(*a, *b, is_template), (*b, *a, is_template)]
            })
            .collect();
        both.sort_unstable();
        LabelledPairs { pairs: both }
    }

    /// Returns two texts that contradict a pair, if enough of them do. Each text that has a pair
    /// with both is looked up from the one with fewer pairs: O(n √n log n) for all n pairs.
    pub(super) fn contradicting(&self, a: TextId, b: TextId) -> Option<[TextId; 2]> {
        let (of_a, of_b) = (self.of_text(a), self.of_text(b));
        let (fewer, more) = if of_a.len() <= of_b.len() { (of_a, of_b) } else { (of_b, of_a) };
        let (mut contradicting, mut n_copies) = (Vec::new(), 0);
        for (_, third, is_template) in fewer {
            let Ok(at) = more.binary_search_by_key(third, |(_, third, _)| *third) else { continue };
            match (*is_template, more[at].2) {
                (false, false) => n_copies += 1,
                (true, true) => {}
                _ => contradicting.push(*third),
            }
        }
        let least = CONTRADICTIONS_MIN.max(CONTRADICTIONS_PER_COPY * n_copies + 1);
        let ends = contradicting.first().copied().zip(contradicting.last().copied());
        ends.filter(|_| contradicting.len() >= least).map(|(first, last)| [first, last])
    }

    fn of_text(&self, text_id: TextId) -> &[(TextId, TextId, bool)] {
        let start = self.pairs.partition_point(|(text, ..)| *text < text_id);
        let of_text = &self.pairs[start..];
        &of_text[..of_text.partition_point(|(text, ..)| *text == text_id)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contradicting(pairs: &[(u32, u32, Relation)], (a, b): (u32, u32)) -> Option<[TextId; 2]> {
        let ids: Vec<_> = pairs.iter().map(|(a, b, _)| (TextId::from(*a), TextId::from(*b))).collect();
        let relations: Vec<Relation> = pairs.iter().map(|(_, _, relation)| *relation).collect();
        LabelledPairs::of(&ids, &relations).contradicting(a.into(), b.into())
    }

    #[test]
    fn a_hub_of_notices_that_are_forms_of_each_other_copies_none_of_them() {
        // 0 looks like a copy of each, and they fill in one form with other things.
        let mut pairs: Vec<_> = (1..5).map(|notice| (0, notice, Relation::Near)).collect();
        for notice in 1..5 {
            pairs.extend((notice + 1..5).map(|other| (notice, other, Relation::Template)));
        }
        assert_eq!(contradicting(&pairs, (0, 1)), Some([2u32, 4].map(TextId::from)));
        assert_eq!(contradicting(&pairs, (1, 0)), Some([2u32, 4].map(TextId::from)));
        assert_eq!(contradicting(&pairs[..5], (0, 1)), None, "one text is not enough");
    }

    #[test]
    fn copies_of_one_notice_agree_about_the_form_of_others() {
        let template = |a, b| (a, b, Relation::Template);
        let mut pairs = vec![(0, 1, Relation::Near), (0, 2, Relation::Excerpt), (1, 2, Relation::Update)];
        pairs.extend((3..7).flat_map(|other| [template(0, other), template(1, other)]));
        assert_eq!(contradicting(&pairs, (0, 1)), None);
        // Quotations say neither.
        pairs.extend((3..7).map(|other| (2, other, Relation::SharedQuote)));
        assert_eq!(contradicting(&pairs, (0, 2)), None);
    }
}
