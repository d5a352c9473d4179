//! Removal options: which article of a pair may be removed for the other.

use super::policy::{Policy, Versions};
use crate::relation::{Relation, UniqueContent};
use std::cmp::Ordering;
use wirecopy_reuse::overlap::Overlap;

/// Most unique words in a row in a copy that is removed: small edits. More are a sentence that
/// would be lost.
const UNIQUE_WORDS_MAX: u32 = 7;

/// The facts that aligning a pair showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlignOutcome {
    /// The label of the pair.
    pub relation: Relation,
    /// Number of numbers, days and months that differ.
    pub values_changed: u32,
    /// The unique content of each article.
    pub unique: (UniqueContent, UniqueContent),
    /// For each article, true if it contains a note of correction that the other does not contain.
    pub corrects: (bool, bool),
}

/// The reason to remove one article for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RemovalReason {
    /// The label of the pair.
    pub relation: Relation,
    /// The overlap, with `a` the removed article and `b` the kept one.
    pub overlap: Overlap,
}

/// The articles of a pair `a < b` that may be removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RemovalOptions {
    /// The reason to remove `a` for `b`, if it may be removed.
    pub remove_a: Option<RemovalReason>,
    /// The reason to remove `b` for `a`, if it may be removed.
    pub remove_b: Option<RemovalReason>,
    /// True if one of them would be removed, were they not too short for a removal.
    pub is_too_short: bool,
}

impl RemovalOptions {
    /// Returns the removals that the policy allows for a pair with this overlap. `versions` is the
    /// order of both dates if one outlet published both articles and both dates are known.
    ///
    /// A part may be removed for the whole, never the whole for a part. Of two versions, the older
    /// one may be removed. Of other pairs, either may be, or only the shorter one if the longer
    /// contains it. A label is for reading, but a removal is final, so further checks apply: a text
    /// with another number or day is not a copy, nor is a flash that is not equal, and neither a
    /// correction nor an article with unique content is removed as a copy. O(1).
    pub fn of(
        outcome: AlignOutcome,
        overlap: Overlap,
        versions: Option<Ordering>,
        policy: &Policy,
    ) -> RemovalOptions {
        let options = RemovalOptions::of_any_length(outcome, overlap, versions, policy);
        let is_short = overlap.a_len.min(overlap.b_len) < policy.copy_shingles_min;
        if claims_copy(outcome.relation) && is_short {
            let is_too_short = options.remove_a.is_some() || options.remove_b.is_some();
            return RemovalOptions { is_too_short, ..RemovalOptions::default() };
        }
        options
    }

    fn of_any_length(
        outcome: AlignOutcome,
        overlap: Overlap,
        versions: Option<Ordering>,
        policy: &Policy,
    ) -> RemovalOptions {
        let relation = outcome.relation;
        let is_asked = policy.remove.contains(&relation)
            || (relation.is_of_versions() && policy.versions == Versions::Newest);
        if !is_asked || (claims_copy(relation) && outcome.values_changed > 0) {
            return RemovalOptions::default();
        }
        let is_whole = overlap.jaccard() >= policy.jaccard_min;
        let may_be_part = overlap.containment() >= policy.containment_min;
        let of_part = (
            overlap.a_len <= overlap.b_len && (is_whole || may_be_part),
            overlap.b_len <= overlap.a_len && (is_whole || may_be_part),
        );
        let (remove_a, remove_b) = match relation {
            Relation::Update | Relation::Correction => (
                is_whole && versions == Some(Ordering::Less),
                is_whole && versions == Some(Ordering::Greater),
            ),
            Relation::Exact
            | Relation::Near
            | Relation::Template
            | Relation::BoilerplateOnly
            | Relation::SharedQuote
            | Relation::CaptionOnly
            | Relation::HeadlineOnly
                if is_whole =>
            {
                (true, true)
            }
            // Two near copies of different dates in one outlet are versions.
            Relation::Near if versions.is_some_and(Ordering::is_ne) => (false, false),
            _ => of_part,
        };
        let loses =
            |unique: UniqueContent, corrects| claims_copy(relation) && (corrects || is_substantial(unique));
        let remove_a = remove_a && !loses(outcome.unique.0, outcome.corrects.0);
        let remove_b = remove_b && !loses(outcome.unique.1, outcome.corrects.1);
        let swapped = Overlap { shared: overlap.shared, a_len: overlap.b_len, b_len: overlap.a_len };
        RemovalOptions {
            remove_a: remove_a.then_some(RemovalReason { relation, overlap }),
            remove_b: remove_b.then_some(RemovalReason { relation, overlap: swapped }),
            is_too_short: false,
        }
    }

    /// Returns the reason to remove the item, which is one of `pair`, if it may be removed.
    pub(super) fn reason_to_remove<Item: Eq>(&self, item: Item, pair: (Item, Item)) -> Option<RemovalReason> {
        if item == pair.0 { self.remove_a } else { self.remove_b }
    }
}

fn claims_copy(relation: Relation) -> bool {
    matches!(relation, Relation::Near | Relation::CopyTruncated | Relation::Teaser)
}

/// Returns whether a sentence, a number or a name would be lost.
fn is_substantial(unique: UniqueContent) -> bool {
    unique.words > UNIQUE_WORDS_MAX || unique.numbers > 0 || unique.names > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn removable(pair: (Relation, u32), overlap: (u32, u32, u32), policy: &Policy) -> (bool, bool) {
        removable_of(pair, overlap, Some(Ordering::Less), policy)
    }

    fn removable_of(
        pair: (Relation, u32),
        overlap: (u32, u32, u32),
        versions: Option<Ordering>,
        policy: &Policy,
    ) -> (bool, bool) {
        let outcome = AlignOutcome {
            relation: pair.0,
            values_changed: pair.1,
            unique: (UniqueContent::default(), UniqueContent::default()),
            corrects: (false, false),
        };
        let overlap = Overlap { shared: overlap.0, a_len: overlap.1, b_len: overlap.2 };
        let options = RemovalOptions::of(outcome, overlap, versions, policy);
        (options.remove_a.is_some(), options.remove_b.is_some())
    }

    #[test]
    fn a_copy_may_be_removed_unless_its_values_differ() {
        let policy = Policy::default();
        assert_eq!(removable((Relation::Near, 0), (90, 100, 100), &policy), (true, true));
        assert_eq!(removable((Relation::Near, 0), (85, 100, 100), &policy), (false, false));
        assert_eq!(removable((Relation::Near, 0), (95, 100, 150), &policy), (false, false));
        assert_eq!(removable_of((Relation::Near, 0), (95, 100, 150), None, &policy), (true, false));
        assert_eq!(removable((Relation::Near, 1), (90, 100, 100), &policy), (false, false));
        assert_eq!(removable((Relation::Near, 0), (23, 24, 24), &policy), (false, false));
        let short = Policy { copy_shingles_min: 0, ..Policy::default() };
        assert_eq!(removable((Relation::Near, 0), (23, 24, 24), &short), (true, true));
        assert_eq!(removable((Relation::CopyTruncated, 0), (50, 50, 100), &policy), (true, false));
        assert_eq!(removable((Relation::CopyTruncated, 0), (44, 100, 50), &policy), (false, false));
        assert_eq!(removable((Relation::Update, 1), (95, 100, 100), &policy), (false, false));
        assert_eq!(removable((Relation::Excerpt, 0), (50, 50, 100), &policy), (false, false));
    }

    #[test]
    fn neither_a_correction_nor_unique_content_is_removed_as_a_copy() {
        let policy = Policy::default();
        let unique = |words, numbers, names| UniqueContent { words, numbers, names };
        let removable = |unique: UniqueContent, corrects: bool| {
            let outcome = AlignOutcome {
                relation: Relation::Near,
                values_changed: 0,
                unique: (unique, UniqueContent::default()),
                corrects: (corrects, false),
            };
            let options =
                RemovalOptions::of(outcome, Overlap { shared: 95, a_len: 100, b_len: 100 }, None, &policy);
            (options.remove_a.is_some(), options.remove_b.is_some())
        };
        assert_eq!(removable(unique(UNIQUE_WORDS_MAX, 0, 0), false), (true, true));
        for lost in [unique(UNIQUE_WORDS_MAX + 1, 0, 0), unique(0, 1, 0), unique(0, 0, 1)] {
            assert_eq!(removable(lost, false), (false, true), "{lost:?}");
        }
        assert_eq!(removable(UniqueContent::default(), true), (false, true));
    }

    #[test]
    fn a_relation_of_the_policy_is_removed_in_its_direction() {
        let policy = Policy { remove: Relation::ALL.iter().copied().collect(), ..Policy::default() };
        assert_eq!(removable((Relation::Update, 1), (95, 100, 100), &policy), (true, false));
        assert_eq!(removable((Relation::Excerpt, 3), (50, 100, 50), &policy), (false, true));
        assert_eq!(removable((Relation::Template, 9), (95, 100, 100), &policy), (true, true));
        assert_eq!(removable((Relation::SharedQuote, 0), (50, 50, 100), &policy), (true, false));
        assert_eq!(removable((Relation::Contained, 0), (10, 50, 100), &policy), (false, false));
    }
}
