//! Stars: a representative and the members verified against it.

use wirecopy_scratch::JaggedVec;
use wirecopy_scratch::order::{ranks, reordered};

/// A representative and all items verified against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Star<'stars> {
    /// The item that every member was verified against.
    pub representative: u32,
    /// All members, the representative included, ascending; at least two.
    pub members: &'stars [u32],
}

/// A numbered list of stars, ordered by representative.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stars {
    representatives: Vec<u32>,
    members: JaggedVec<u32>,
}

impl Stars {
    /// Number of stars.
    pub fn len(&self) -> usize {
        self.representatives.len()
    }

    /// Whether there is no star.
    pub fn is_empty(&self) -> bool {
        self.representatives.is_empty()
    }

    /// Returns a star by its number, from 0.
    ///
    /// # Panics
    /// If there is no such star.
    pub fn get(&self, number: usize) -> Star<'_> {
        Star { representative: self.representatives[number], members: self.members.of(number) }
    }

    /// Iterates over all stars, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Star<'_>> {
        (0..self.len()).map(|number| self.get(number))
    }

    pub(super) fn push(&mut self, representative: u32, members: &[u32]) {
        self.representatives.push(representative);
        self.members.push(members.iter().copied());
    }

    pub(super) fn sorted_by_representative(self) -> Stars {
        let ranks = ranks(self.representatives.iter().copied());
        Stars {
            representatives: reordered(self.representatives, &ranks),
            members: self.members.reordered(&ranks),
        }
    }
}
