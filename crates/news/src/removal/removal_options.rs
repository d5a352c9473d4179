//! Which side of a pair may go.

use super::policy::{Policy, Versions};
use crate::relation::{Relation, UniqueContent};
use std::cmp::Ordering;
use wirecopy_reuse::overlap::Overlap;

/// Shingles of the shortest text that goes for another one that is not equal: in a flash of a dozen words one other word is another company,
/// and its words begin many a story.
const COPY_SHINGLES_MIN: u32 = 25;

/// Running words that a copy may have for itself in a row and go nevertheless: an editor's hand. More are a sentence that would be lost.
const OWN_WORDS_MAX: u32 = 7;

/// What the relation room says of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlignOutcome {
    /// Its label.
    pub relation: Relation,
    /// Numbers, days and months that stand in the place of others.
    pub values_changed: u32,
    /// What each of the two says that the other does not.
    pub own: (UniqueContent, UniqueContent),
    /// Which of the two says that it corrects something, where the other does not.
    pub corrects: (bool, bool),
}

/// Why one article may go against another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RemovalReason {
    /// What the pair is.
    pub relation: Relation,
    /// The overlap, `a` being the one that goes and `b` the one that stays.
    pub overlap: Overlap,
}

/// What may happen to a pair `a < b`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RemovalOptions {
    /// `a` may go against `b`.
    pub a_goes: Option<RemovalReason>,
    /// `b` may go against `a`.
    pub b_goes: Option<RemovalReason>,
}

impl RemovalOptions {
    /// What the policy allows for a pair with this overlap; `versions` is the order of both dates where one outlet published both and
    /// both dates are known.
    ///
    /// A part goes against the whole and never the other way. Of two versions the older goes. Of all else either may, and where only the shorter one
    /// stands in the other, that one. A label is for reading; what is deleted is gone, and so further checks stand beside it: a copy with another number
    /// or day is none, a flash is never a copy unless it is equal, and neither a correction nor what says something for itself goes as a copy.
    pub fn of(
        told: AlignOutcome,
        overlap: Overlap,
        versions: Option<Ordering>,
        policy: &Policy,
    ) -> RemovalOptions {
        let relation = told.relation;
        let is_asked = policy.remove.contains(&relation)
            || (relation.is_of_versions() && policy.versions == Versions::Newest);
        if !is_asked || (claims_copy(relation) && !is_surely_copy(told, overlap)) {
            return RemovalOptions::default();
        }
        let is_whole = overlap.jaccard() >= policy.jaccard_min;
        let may_be_part = overlap.containment() >= policy.containment_min;
        let of_part = (
            overlap.a_len <= overlap.b_len && (is_whole || may_be_part),
            overlap.b_len <= overlap.a_len && (is_whole || may_be_part),
        );
        let (a_goes, b_goes) = match relation {
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
            // One outlet's text that grew is a version of it.
            Relation::Near if versions.is_some_and(Ordering::is_ne) => (false, false),
            _ => of_part,
        };
        let loses = |own: UniqueContent, corrects| claims_copy(relation) && (corrects || says_something(own));
        let a_goes = a_goes && !loses(told.own.0, told.corrects.0);
        let b_goes = b_goes && !loses(told.own.1, told.corrects.1);
        let turned = Overlap { shared: overlap.shared, a_len: overlap.b_len, b_len: overlap.a_len };
        RemovalOptions {
            a_goes: a_goes.then_some(RemovalReason { relation, overlap }),
            b_goes: b_goes.then_some(RemovalReason { relation, overlap: turned }),
        }
    }

    /// Whether and why the item, one of the pair `(a, b)`, may go.
    pub(super) fn goes(&self, item: u32, pair: (u32, u32)) -> Option<RemovalReason> {
        if item == pair.0 { self.a_goes } else { self.b_goes }
    }
}

fn claims_copy(relation: Relation) -> bool {
    matches!(relation, Relation::Near | Relation::CopyTruncated | Relation::Teaser)
}

fn is_surely_copy(told: AlignOutcome, overlap: Overlap) -> bool {
    told.values_changed == 0 && overlap.a_len.min(overlap.b_len) >= COPY_SHINGLES_MIN
}

/// Whether something would be lost with a text: a sentence, a number, a name.
fn says_something(own: UniqueContent) -> bool {
    own.words > OWN_WORDS_MAX || own.numbers > 0 || own.names > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goes(told: (Relation, u32), overlap: (u32, u32, u32), policy: &Policy) -> (bool, bool) {
        goes_of(told, overlap, Some(Ordering::Less), policy)
    }

    fn goes_of(
        told: (Relation, u32),
        overlap: (u32, u32, u32),
        versions: Option<Ordering>,
        policy: &Policy,
    ) -> (bool, bool) {
        let told = AlignOutcome {
            relation: told.0,
            values_changed: told.1,
            own: (UniqueContent::default(), UniqueContent::default()),
            corrects: (false, false),
        };
        let overlap = Overlap { shared: overlap.0, a_len: overlap.1, b_len: overlap.2 };
        let options = RemovalOptions::of(told, overlap, versions, policy);
        (options.a_goes.is_some(), options.b_goes.is_some())
    }

    #[test]
    fn a_copy_goes_unless_it_says_something_else() {
        let policy = Policy::default();
        assert_eq!(goes((Relation::Near, 0), (90, 100, 100), &policy), (true, true));
        assert_eq!(goes((Relation::Near, 0), (85, 100, 100), &policy), (false, false));
        assert_eq!(goes((Relation::Near, 0), (95, 100, 150), &policy), (false, false));
        assert_eq!(goes_of((Relation::Near, 0), (95, 100, 150), None, &policy), (true, false));
        assert_eq!(goes((Relation::Near, 1), (90, 100, 100), &policy), (false, false));
        assert_eq!(goes((Relation::Near, 0), (23, 24, 24), &policy), (false, false));
        assert_eq!(goes((Relation::CopyTruncated, 0), (50, 50, 100), &policy), (true, false));
        assert_eq!(goes((Relation::CopyTruncated, 0), (44, 100, 50), &policy), (false, false));
        assert_eq!(goes((Relation::Update, 1), (95, 100, 100), &policy), (false, false));
        assert_eq!(goes((Relation::Excerpt, 0), (50, 50, 100), &policy), (false, false));
    }

    #[test]
    fn neither_a_correction_nor_what_says_something_for_itself_goes_as_a_copy() {
        let policy = Policy::default();
        let own = |words, numbers, names| UniqueContent { words, numbers, names };
        let goes = |own: UniqueContent, corrects: bool| {
            let told = AlignOutcome {
                relation: Relation::Near,
                values_changed: 0,
                own: (own, UniqueContent::default()),
                corrects: (corrects, false),
            };
            let options =
                RemovalOptions::of(told, Overlap { shared: 95, a_len: 100, b_len: 100 }, None, &policy);
            (options.a_goes.is_some(), options.b_goes.is_some())
        };
        assert_eq!(goes(own(OWN_WORDS_MAX, 0, 0), false), (true, true));
        for lost in [own(OWN_WORDS_MAX + 1, 0, 0), own(0, 1, 0), own(0, 0, 1)] {
            assert_eq!(goes(lost, false), (false, true), "{lost:?}");
        }
        assert_eq!(goes(UniqueContent::default(), true), (false, true));
    }

    #[test]
    fn what_was_asked_for_by_name_goes_in_its_direction() {
        let policy = Policy { remove: Relation::ALL.iter().copied().collect(), ..Policy::default() };
        assert_eq!(goes((Relation::Update, 1), (95, 100, 100), &policy), (true, false));
        assert_eq!(goes((Relation::Excerpt, 3), (50, 100, 50), &policy), (false, true));
        assert_eq!(goes((Relation::Template, 9), (95, 100, 100), &policy), (true, true));
        assert_eq!(goes((Relation::SharedQuote, 0), (50, 50, 100), &policy), (true, false));
        assert_eq!(goes((Relation::Contained, 0), (10, 50, 100), &policy), (false, false));
    }
}
