//! Which side of a pair may go.

use super::policy::{Policy, Versions};
use crate::relation::Relation;
use crate::verify::Overlap;
use std::cmp::Ordering;

/// Shingles of the shortest text that goes for another one that is not equal: in a flash of a dozen words one other word is another company,
/// and its words begin many a story.
const COPY_SHINGLES_MIN: u32 = 25;

/// What the relation room says of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Its label.
    pub relation: Relation,
    /// Numbers, days and months that stand in the place of others.
    pub values_changed: u32,
}

/// Why one article may go against another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// What the pair is.
    pub relation: Relation,
    /// The overlap, `a` being the one that goes and `b` the one that stays.
    pub overlap: Overlap,
}

/// What may happen to a pair `a < b`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ruling {
    /// `a` may go against `b`.
    pub a_goes: Option<Verdict>,
    /// `b` may go against `a`.
    pub b_goes: Option<Verdict>,
}

impl Ruling {
    /// What the policy allows for a pair with this overlap; `versions` is the order of both dates where one outlet published both and
    /// both dates are known.
    ///
    /// A part goes against the whole and never the other way. Of two versions the older goes. Of all else either may, and where only the shorter one
    /// stands in the other, that one. A label is for reading; what is deleted is gone, and so two checks stand beside it: a copy with another number
    /// or day is none, and a flash is never a copy unless it is equal.
    pub fn of(told: Told, overlap: Overlap, versions: Option<Ordering>, policy: &Policy) -> Ruling {
        let relation = told.relation;
        let is_asked = policy.remove.contains(&relation)
            || (relation.is_of_versions() && policy.versions == Versions::Newest);
        if !is_asked || (claims_copy(relation) && !is_surely_copy(told, overlap)) {
            return Ruling::default();
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
        let turned = Overlap { shared: overlap.shared, a_len: overlap.b_len, b_len: overlap.a_len };
        Ruling {
            a_goes: a_goes.then_some(Verdict { relation, overlap }),
            b_goes: b_goes.then_some(Verdict { relation, overlap: turned }),
        }
    }

    /// Whether and why the unit, one of the pair `(a, b)`, may go.
    pub(super) fn goes(&self, unit: u32, pair: (u32, u32)) -> Option<Verdict> {
        if unit == pair.0 { self.a_goes } else { self.b_goes }
    }
}

fn claims_copy(relation: Relation) -> bool {
    matches!(relation, Relation::Near | Relation::CopyTruncated | Relation::Teaser)
}

fn is_surely_copy(told: Told, overlap: Overlap) -> bool {
    told.values_changed == 0 && overlap.a_len.min(overlap.b_len) >= COPY_SHINGLES_MIN
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
        let told = Told { relation: told.0, values_changed: told.1 };
        let overlap = Overlap { shared: overlap.0, a_len: overlap.1, b_len: overlap.2 };
        let ruling = Ruling::of(told, overlap, versions, policy);
        (ruling.a_goes.is_some(), ruling.b_goes.is_some())
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
    fn what_was_asked_for_by_name_goes_in_its_direction() {
        let policy = Policy { remove: Relation::ALL.into_iter().collect(), ..Policy::default() };
        assert_eq!(goes((Relation::Update, 1), (95, 100, 100), &policy), (true, false));
        assert_eq!(goes((Relation::Excerpt, 3), (50, 100, 50), &policy), (false, true));
        assert_eq!(goes((Relation::Template, 9), (95, 100, 100), &policy), (true, true));
        assert_eq!(goes((Relation::SharedQuote, 0), (50, 50, 100), &policy), (true, false));
        assert_eq!(goes((Relation::Contained, 0), (10, 50, 100), &policy), (false, false));
    }
}
