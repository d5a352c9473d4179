//! Clusters in the form of stars: a representative, and members verified against it.

use crate::graph::components::Components;
use std::cmp::Reverse;
use wirecopy_scratch::memory::{JaggedVec, ranks, reordered};

/// A representative and all that was verified against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Star<'stars> {
    /// The item that every member was verified against.
    pub representative: u32,
    /// All members, the representative included, ascending; at least two.
    pub members: &'stars [u32],
}

/// Stars by number, in the order of their representatives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stars {
    representatives: Vec<u32>,
    members: JaggedVec<u32>,
}

impl Stars {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.representatives.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.representatives.is_empty()
    }

    /// The star of a number.
    pub fn of(&self, number: usize) -> Star<'_> {
        Star { representative: self.representatives[number], members: self.members.of(number) }
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Star<'_>> {
        (0..self.len()).map(|number| self.of(number))
    }

    fn push(&mut self, representative: u32, members: &[u32]) {
        self.representatives.push(representative);
        self.members.push(members.iter().copied());
    }

    fn in_order(self) -> Stars {
        let places = ranks(self.representatives.iter().copied());
        Stars {
            representatives: reordered(self.representatives, &places),
            members: self.members.reordered(&places),
        }
    }
}

/// What an edge between a representative and an item means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edges {
    /// The item was verified against the representative and joins.
    Verified,
    /// It is a way on which an item is met; whether it joins is asked for each.
    Ways,
}

const NONE: u32 = u32::MAX;

/// Components that ask together: those that wait for an answer stand in memory, some 200 bytes each and their items.
const COMPONENTS_AT_ONCE: usize = 1 << 16;

/// Cuts the graph of verified edges into stars, ordered by representative.
///
/// In each component the item of the highest `priority` becomes a representative (the smaller number on a tie), and every item that
/// can be reached over its members joins when it is verified against it; then the rest of the component is treated alike. `edges` are
/// sorted, `a < b`. `reaches` answers whether pairs that are no edges would be; it is asked in sorted batches, for each 65,536 components about as often as their
/// longest path.
///
/// # Errors
/// Those of `reaches`.
pub fn stars<Priority: Ord, Error>(
    n_items: u32,
    edges: &[(u32, u32)],
    priority: impl Fn(u32) -> Priority,
    reaches: impl FnMut(&[(u32, u32)]) -> Result<Vec<bool>, Error>,
) -> Result<Stars, Error> {
    stars_along(n_items, edges, Edges::Verified, priority, reaches)
}

/// The same with edges of either meaning.
///
/// # Errors
/// Those of `reaches`.
pub fn stars_along<Priority: Ord, Error>(
    n_items: u32,
    edges: &[(u32, u32)],
    meaning: Edges,
    priority: impl Fn(u32) -> Priority,
    mut reaches: impl FnMut(&[(u32, u32)]) -> Result<Vec<bool>, Error>,
) -> Result<Stars, Error> {
    let neighbours = Neighbours::of(n_items, edges);
    let mut fate = Fate { owner: vec![NONE; n_items as usize], asked_by: vec![NONE; n_items as usize] };
    let mut finished = Stars::default();
    let by_component = by_component(n_items, edges);
    let mut components = by_component.chunk_by(|left, right| left.0 == right.0);
    loop {
        let mut growing = Vec::new();
        while growing.len() < COMPONENTS_AT_ONCE
            && let Some(items) = components.next()
        {
            let mut component = Growing::of(items, &priority);
            component.grow(&neighbours, meaning, &mut fate, &mut finished);
            if component.is_asking() {
                growing.push(component);
            }
        }
        if growing.is_empty() {
            return Ok(finished.in_order());
        }
        while !growing.is_empty() {
            let mut questions: Vec<(u32, u32)> = growing.iter().flat_map(Growing::pairs_asked).collect();
            questions.sort_unstable();
            let answers = reaches(&questions)?;
            growing.retain_mut(|component| {
                component.hear(|pair| questions.binary_search(&pair).is_ok_and(|at| answers[at]), &mut fate);
                component.grow(&neighbours, meaning, &mut fate, &mut finished);
                component.is_asking()
            });
        }
    }
}

fn ordered(a: u32, b: u32) -> (u32, u32) {
    (a.min(b), a.max(b))
}

/// Whom each item belongs to, and which representative it was last compared with.
struct Fate {
    owner: Vec<u32>,
    asked_by: Vec<u32>,
}

/// A component whose stars are being cut one after another.
struct Growing {
    /// Items by falling priority; those up to `next` are settled.
    items: Vec<u32>,
    next: usize,
    representative: u32,
    members: Vec<u32>,
    /// Members whose neighbours were not looked at.
    fresh: Vec<u32>,
    /// Neighbours of members without an edge to the representative.
    questions: Vec<u32>,
}

impl Growing {
    /// Of the items of a component, each with its root.
    fn of<Priority: Ord>(component: &[(u32, u32)], priority: impl Fn(u32) -> Priority) -> Growing {
        let mut items: Vec<u32> = component.iter().map(|(_, item)| *item).collect();
        items.sort_by_cached_key(|item| (Reverse(priority(*item)), *item));
        Growing {
            items,
            next: 0,
            representative: NONE,
            members: Vec::new(),
            fresh: Vec::new(),
            questions: Vec::new(),
        }
    }

    /// Its representative with each item that it asks about.
    fn pairs_asked(&self) -> impl Iterator<Item = (u32, u32)> {
        self.questions.iter().map(|item| ordered(self.representative, *item))
    }

    fn is_asking(&self) -> bool {
        !self.questions.is_empty()
    }

    /// Goes on until an answer is needed or nothing is left.
    fn grow(&mut self, neighbours: &Neighbours, meaning: Edges, fate: &mut Fate, finished: &mut Stars) {
        loop {
            if self.representative == NONE && !self.begin(fate) {
                return;
            }
            while let Some(member) = self.fresh.pop() {
                for item in neighbours.of_item(member) {
                    self.meet(*item, neighbours, meaning, fate);
                }
            }
            if !self.questions.is_empty() {
                return;
            }
            if self.members.len() > 1 {
                self.members.sort_unstable();
                finished.push(self.representative, &self.members);
            }
            self.members.clear();
            self.representative = NONE;
        }
    }

    fn begin(&mut self, fate: &mut Fate) -> bool {
        while let Some(item) = self.items.get(self.next).copied() {
            self.next += 1;
            if fate.owner[item as usize] == NONE {
                self.representative = item;
                self.join(item, fate);
                return true;
            }
        }
        false
    }

    fn meet(&mut self, item: u32, neighbours: &Neighbours, meaning: Edges, fate: &mut Fate) {
        let at = item as usize;
        if fate.owner[at] != NONE || fate.asked_by[at] == self.representative {
            return;
        }
        fate.asked_by[at] = self.representative;
        let is_edge = || neighbours.of_item(self.representative).binary_search(&item).is_ok();
        if meaning == Edges::Verified && is_edge() {
            self.join(item, fate);
        } else {
            self.questions.push(item);
        }
    }

    fn join(&mut self, item: u32, fate: &mut Fate) {
        fate.owner[item as usize] = self.representative;
        self.members.push(item);
        self.fresh.push(item);
    }

    fn hear(&mut self, reaches: impl Fn((u32, u32)) -> bool, fate: &mut Fate) {
        for item in std::mem::take(&mut self.questions) {
            if reaches(ordered(self.representative, item)) {
                self.join(item, fate);
            }
        }
    }
}

/// Items with edges, each with the root of its component, sorted.
fn by_component(n_items: u32, edges: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut sets = Components::new(n_items);
    for (a, b) in edges {
        sets.join(*a, *b);
    }
    let mut items: Vec<u32> = edges.iter().flat_map(|(a, b)| [*a, *b]).collect();
    items.sort_unstable();
    items.dedup();
    let mut rooted: Vec<(u32, u32)> = items.into_iter().map(|item| (sets.root(item), item)).collect();
    rooted.sort_unstable();
    rooted
}

/// The graph from each item's side.
struct Neighbours {
    ends: Vec<usize>,
    items: Vec<u32>,
}

impl Neighbours {
    fn of(n_items: u32, edges: &[(u32, u32)]) -> Self {
        let mut starts = vec![0usize; n_items as usize + 1];
        for (a, b) in edges {
            starts[*a as usize + 1] += 1;
            starts[*b as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut items = vec![0; 2 * edges.len()];
        let mut place = |from: u32, to: u32| {
            items[starts[from as usize]] = to;
            starts[from as usize] += 1;
        };
        // Edges are sorted: first what is smaller, then what is larger keeps each item's list ascending.
        for (a, b) in edges {
            place(*b, *a);
        }
        for (a, b) in edges {
            place(*a, *b);
        }
        Neighbours { ends: starts, items }
    }

    /// Neighbours of an item, ascending.
    fn of_item(&self, item: u32) -> &[u32] {
        let at = item as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.items[start..self.ends[at]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// One item after another, everything asked for at once.
    fn plain(
        n_items: u32,
        edges: &BTreeSet<(u32, u32)>,
        near: impl Fn(u32, u32) -> bool,
    ) -> BTreeMap<u32, Vec<u32>> {
        let degree = |item: u32| edges.iter().filter(|(a, b)| *a == item || *b == item).count();
        let linked = |a: u32, b: u32| edges.contains(&ordered(a, b));
        let mut free: BTreeSet<u32> = (0..n_items).filter(|item| degree(*item) > 0).collect();
        let mut found = BTreeMap::new();
        while let Some(first) =
            free.iter().copied().min_by_key(|item| (std::cmp::Reverse(degree(*item)), *item))
        {
            let mut members = BTreeSet::from([first]);
            loop {
                let more: Vec<u32> = free
                    .iter()
                    .copied()
                    .filter(|item| !members.contains(item))
                    .filter(|item| members.iter().any(|member| linked(*member, *item)))
                    .filter(|item| linked(first, *item) || near(first, *item))
                    .collect();
                if more.is_empty() {
                    break;
                }
                members.extend(more);
            }
            free.retain(|item| !members.contains(item));
            if members.len() > 1 {
                found.insert(first, members.into_iter().collect());
            }
        }
        found
    }

    proptest! {
        #[test]
        fn stars_are_those_of_the_plain_definition(
            edges in prop::collection::btree_set((0u32..24, 0u32..24), 0..60),
            salt in any::<u32>(),
        ) {
            let edges: BTreeSet<(u32, u32)> = edges.into_iter().filter(|(a, b)| a < b).collect();
            let near = |a: u32, b: u32| (a * 31 + b * 17 + a * b).wrapping_mul(salt | 1) >> 8 & 1 == 1;
            let near = |a: u32, b: u32| near(a.min(b), a.max(b));
            let mut degrees: BTreeMap<u32, usize> = BTreeMap::new();
            for (a, b) in &edges {
                *degrees.entry(*a).or_default() += 1;
                *degrees.entry(*b).or_default() += 1;
            }
            let list: Vec<(u32, u32)> = edges.iter().copied().collect();
            let found = stars(24, &list, |item| degrees[&item], |pairs| {
                Ok::<_, std::convert::Infallible>(pairs.iter().map(|(a, b)| near(*a, *b)).collect())
            })?;
            let expected = plain(24, &edges, near);
            let expected: Vec<Star<'_>> = expected
                .iter()
                .map(|(representative, members)| Star { representative: *representative, members })
                .collect();
            prop_assert_eq!(found.iter().collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn a_chain_of_look_alikes_is_not_one_cluster() {
        let chain: Vec<(u32, u32)> = (0..9).map(|item| (item, item + 1)).collect();
        let found =
            stars(10, &chain, |_| 0, |pairs| Ok::<_, std::convert::Infallible>(vec![false; pairs.len()]))
                .unwrap();
        assert!(found.iter().all(|star| star.members.len() == 2), "{found:?}");
    }

    #[test]
    fn a_group_linked_by_predecessors_is_one_cluster_when_all_reach_the_representative() {
        let chain: Vec<(u32, u32)> = (0..9).map(|item| (item, item + 1)).collect();
        let found =
            stars(10, &chain, |_| 0, |pairs| Ok::<_, std::convert::Infallible>(vec![true; pairs.len()]))
                .unwrap();
        let members: Vec<u32> = (0..10).collect();
        assert_eq!(found.iter().collect::<Vec<_>>(), [Star { representative: 0, members: &members }]);
    }
}
