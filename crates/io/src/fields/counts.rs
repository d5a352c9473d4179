//! Numbers of records that used each field.

use super::names::{N_ROLES, ROLE_NAMES, Role};
use super::plan::{FieldPlan, NOT_COUNTED};
use std::collections::BTreeMap;

/// Numbers of records that used each field, by role.
#[derive(Debug, Clone, Default, PartialEq, Eq, bincode::Encode, bincode::Decode)]
pub struct FieldCounts {
    counts: BTreeMap<String, BTreeMap<String, u64>>,
}

impl FieldCounts {
    /// Adds the counts of another block.
    pub fn merge(&mut self, other: FieldCounts) {
        for (role, fields) in other.counts {
            let own = self.counts.entry(role).or_default();
            for (field, count) in fields {
                *own.entry(field).or_default() += count;
            }
        }
    }

    /// Number of records by role and field. An outlet taken from the address is counted under the
    /// address's field.
    pub fn by_name(&self) -> BTreeMap<String, BTreeMap<String, u64>> {
        self.counts.clone()
    }

    /// Returns whether a record used this field in this role.
    pub fn has(&self, role: &str, field: &str) -> bool {
        self.counts.get(role).is_some_and(|fields| fields.contains_key(field))
    }
}

/// Counts of one block by rank, before ranks are replaced by names.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    used: [BTreeMap<u8, u64>; N_ROLES],
    outlet_by_url: BTreeMap<u8, u64>,
}

impl Tally {
    pub(crate) fn count(&mut self, role: Role, rank: u8) {
        if rank != NOT_COUNTED {
            *self.used[role as usize].entry(rank).or_default() += 1;
        }
    }

    pub(crate) fn count_outlet_by_url(&mut self, rank_of_url: u8) {
        if rank_of_url != NOT_COUNTED {
            *self.outlet_by_url.entry(rank_of_url).or_default() += 1;
        }
    }

    pub(crate) fn into_counts(self, plan: &FieldPlan) -> FieldCounts {
        let mut counts = FieldCounts::default();
        let mut add = |role: usize, name: &str, count: u64| {
            let fields = counts.counts.entry(ROLE_NAMES[role].to_owned()).or_default();
            *fields.entry(name.to_owned()).or_default() += count;
        };
        for (role, ranks) in self.used.iter().enumerate() {
            for (rank, count) in ranks {
                add(role, plan.name(role, usize::from(*rank)), *count);
            }
        }
        for (rank, count) in &self.outlet_by_url {
            add(Role::Outlet as usize, plan.name(Role::Url as usize, usize::from(*rank)), *count);
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_counts_are_sums() {
        let plan = FieldPlan::default();
        let mut tally = Tally::default();
        tally.count(Role::Text, 1);
        tally.count_outlet_by_url(0);
        let counts = tally.into_counts(&plan);
        let mut sum = counts.clone();
        sum.merge(counts);
        assert_eq!(sum.by_name()["text"]["body"], 2);
        assert_eq!(sum.by_name()["outlet"]["url"], 2);
        assert!(sum.has("text", "body") && !sum.has("text", "text"));
    }
}
