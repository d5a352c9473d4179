//! Which side of a pair may go.

use super::label::Label;
use super::policy::{Policy, Versions};
use crate::verify::Overlap;
use std::cmp::Ordering;

/// Why one article may go against another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// What the pair is.
    pub label: Label,
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
    /// What the policy allows for a pair with this label and overlap; `versions` is the order of both dates where one outlet published both and
    /// both dates are known.
    ///
    /// A part goes against the whole and never the other way. Of two versions the older goes. Of all else either may.
    pub fn of(label: Label, overlap: Overlap, versions: Option<Ordering>, policy: &Policy) -> Ruling {
        let is_version = matches!(label, Label::Update | Label::Correction);
        let is_asked = policy.remove.contains(&label) || (is_version && policy.versions == Versions::Newest);
        if !is_asked {
            return Ruling::default();
        }
        let (a_goes, b_goes) = match label {
            Label::Update | Label::Correction => {
                (versions == Some(Ordering::Less), versions == Some(Ordering::Greater))
            }
            Label::CopyTruncated | Label::Teaser | Label::Excerpt => {
                (overlap.a_len <= overlap.b_len, overlap.b_len <= overlap.a_len)
            }
            Label::Exact | Label::Near | Label::Template | Label::BoilerplateOnly => (true, true),
        };
        let turned = Overlap { shared: overlap.shared, a_len: overlap.b_len, b_len: overlap.a_len };
        Ruling {
            a_goes: a_goes.then_some(Verdict { label, overlap }),
            b_goes: b_goes.then_some(Verdict { label, overlap: turned }),
        }
    }

    /// Whether and why the unit, one of the pair `(a, b)`, may go.
    pub(super) fn goes(&self, unit: u32, pair: (u32, u32)) -> Option<Verdict> {
        if unit == pair.0 { self.a_goes } else { self.b_goes }
    }
}
