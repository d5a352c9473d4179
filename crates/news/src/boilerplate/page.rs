//! Carriers as sequences of units, and the neighbours of a unit in them.

use super::evidence::{TAIL_TOKENS, UnitPlace};
use super::page_form::PageForm;

/// The text of a carrier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Its units in order.
    pub units: Vec<PageUnit>,
    /// Its seeds, unit by unit.
    pub seeds: Vec<u64>,
}

/// One unit of a carrier.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PageUnit {
    /// The number of its group, if there are other units equal or nearly equal to it.
    pub group: Option<u32>,
    /// Number of its tokens.
    pub tokens: u32,
    /// Index after its last seed in [`Page::seeds`].
    pub seeds_end: u32,
    /// Its form.
    pub form: PageForm,
    /// True if it is boilerplate by its form and place alone.
    pub is_boilerplate_alone: bool,
}

impl Page {
    /// Returns the groups of its units, ascending, each once.
    pub(super) fn groups(&self) -> Vec<u32> {
        let mut groups: Vec<u32> = self.units.iter().filter_map(|unit| unit.group).collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// Returns the place of a unit; `is_boilerplate` says which groups are boilerplate.
    pub(super) fn place(&self, index: usize, is_boilerplate: impl Fn(u32) -> bool) -> UnitPlace {
        let is_boilerplate = |unit: &PageUnit| unit.group.map_or(unit.is_boilerplate_alone, &is_boilerplate);
        let before = index.checked_sub(1).is_some_and(|before| is_boilerplate(&self.units[before]));
        let behind = self.units.get(index + 1).is_some_and(is_boilerplate);
        // Each unit has at least one word: no unit before these is at the tail.
        let tail = self.units[index + 1..].iter().take(TAIL_TOKENS as usize + 1);
        let tokens_behind = tail.map(|unit| unit.tokens).sum();
        UnitPlace::of((index, self.units.len()), tokens_behind, (before, behind))
    }

    /// Returns the share of boilerplate, from 0 to 1, among the tokens of the units on both sides
    /// of one that are in its run: those up to the first whose group is not `is_of_run`. 0 if there
    /// are none.
    pub(super) fn share_beside(
        &self,
        index: usize,
        is_of_run: impl Fn(u32) -> bool,
        is_boilerplate: impl Fn(u32) -> bool,
    ) -> f64 {
        let before = self.units[..index].iter().rev().take(RUN_UNITS_MAX);
        let behind = self.units[index + 1..].iter().take(RUN_UNITS_MAX);
        let is_in_run = |unit: &&PageUnit| unit.group.is_some_and(&is_of_run);
        let run = before.take_while(is_in_run).chain(behind.take_while(is_in_run));
        let (mut of_page, mut all) = (0, 0);
        for unit in run {
            all += unit.tokens;
            of_page += if unit.group.is_some_and(&is_boilerplate) { unit.tokens } else { 0 };
        }
        f64::from(of_page) / f64::from(all.max(1))
    }
}

/// Units on either side of one that are examined for its run.
const RUN_UNITS_MAX: usize = 16;
