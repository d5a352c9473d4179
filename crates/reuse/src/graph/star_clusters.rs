//! Cuts a graph of pairs into stars.

use super::{Components, Stars};
use super::{ItemId, neighbours};
use crate::ItemNumber;
use std::cmp::Reverse;
use wirecopy_scratch::JaggedVec;

/// Pairs of items, `a < b`, sorted, without repeats.
#[derive(Debug, Clone, Copy)]
pub enum Edges<'pairs, Item = u32> {
    /// Pairs that were verified: a neighbour of the representative is a member.
    Verified(&'pairs [(Item, Item)]),
    /// Pairs that only say where to look: every member has yet to be verified against its
    /// representative.
    Paths(&'pairs [(Item, Item)]),
}

impl<Item: ItemNumber> Edges<'_, Item> {
    fn pairs(&self) -> impl Iterator<Item = (ItemId, ItemId)> {
        let (Edges::Verified(pairs) | Edges::Paths(pairs)) = self;
        pairs.iter().map(|(a, b)| (ItemId::from(a.index()), ItemId::from(b.index())))
    }
}

/// Components that are verified together. Those that wait for an answer are in memory: some 200
/// bytes each, and their items.
const COMPONENTS_AT_ONCE: usize = 1 << 16;

/// Cuts the graph of `edges` over the items `0..n_items` into stars, ordered by representative.
///
/// In each component the item of the highest `priority` becomes a representative (the smaller
/// number on a tie), and every item that can be reached over its members joins if it is verified
/// against it; the rest of the component is then treated alike. Items that end up alone are in no
/// star.
///
/// `verify` says of each of some sorted pairs, `a < b`, whether it would be an edge. It is called,
/// for each 65,536 components, about as often as their longest path is long; in all it is asked
/// about each edge at most once. O(edges × log edges) besides.
///
/// # Errors
/// The first that `verify` returns.
///
/// ```
/// use wirecopy_reuse::graph::{Edges, star_clusters};
///
/// // 0 is near 1, and 1 is near 2, but 0 is not near 2: no chain is one cluster.
/// let never = |pairs: &[(u32, u32)]| Ok::<_, std::io::Error>(vec![false; pairs.len()]);
/// let stars = star_clusters(4, Edges::Verified(&[(0, 1), (1, 2)]), |item| 9 - item, never)?;
/// let members: Vec<&[u32]> = stars.iter().map(|star| star.members).collect();
/// assert_eq!(members, [[0, 1]]);
/// # Ok::<_, std::io::Error>(())
/// ```
pub fn star_clusters<Item: ItemNumber, Priority: Ord, Error>(
    n_items: u32,
    edges: Edges<'_, Item>,
    priority: impl Fn(Item) -> Priority,
    mut verify: impl FnMut(&[(Item, Item)]) -> Result<Vec<bool>, Error>,
) -> Result<Stars<Item>, Error> {
    let graph = Graph {
        neighbours: neighbours(n_items as usize, || edges.pairs()),
        is_verified: matches!(edges, Edges::Verified(_)),
    };
    let mut assignment = Assignment::new(n_items);
    let mut finished = Stars::default();
    let by_component = by_component(n_items, &edges);
    let mut components = by_component.chunk_by(|left, right| left.0 == right.0);
    loop {
        let mut growing = Vec::new();
        while growing.len() < COMPONENTS_AT_ONCE
            && let Some(items) = components.next()
        {
            let mut component = Component::new(items, |item| priority(Item::from(u32::from(item))));
            component.grow(&graph, &mut assignment, &mut finished);
            if component.is_waiting() {
                growing.push(component);
            }
        }
        if growing.is_empty() {
            return Ok(finished.sorted_by_representative());
        }
        while !growing.is_empty() {
            let typed = |(a, b): (ItemId, ItemId)| (Item::from(u32::from(a)), Item::from(u32::from(b)));
            let mut questions: Vec<(Item, Item)> =
                growing.iter().flat_map(Component::questions).map(typed).collect();
            questions.sort_unstable();
            let answers = verify(&questions)?;
            let is_near = |pair| questions.binary_search(&typed(pair)).is_ok_and(|at| answers[at]);
            growing.retain_mut(|component| {
                component.answer(is_near, &mut assignment);
                component.grow(&graph, &mut assignment, &mut finished);
                component.is_waiting()
            });
        }
    }
}

fn ordered<Item: Ord + Copy>(a: Item, b: Item) -> (Item, Item) {
    (a.min(b), a.max(b))
}

/// The edges, seen from each item.
struct Graph {
    neighbours: JaggedVec<ItemId, ItemId>,
    is_verified: bool,
}

impl Graph {
    /// Neighbours of an item, ascending.
    fn neighbours_of(&self, item: ItemId) -> &[ItemId] {
        self.neighbours.of(item)
    }

    /// Returns whether two items are known to be near each other.
    fn has_verified(&self, a: ItemId, b: ItemId) -> bool {
        self.is_verified && self.neighbours_of(a).binary_search(&b).is_ok()
    }
}

/// For each item the representative of its star, and the last representative it was compared with.
struct Assignment {
    representative: Vec<Option<ItemId>>,
    compared_with: Vec<Option<ItemId>>,
}

impl Assignment {
    fn new(n_items: u32) -> Self {
        let none = vec![None; n_items as usize];
        Assignment { representative: none.clone(), compared_with: none }
    }
}

/// A component whose stars are cut one after another.
struct Component {
    /// Items by falling priority; those before `next` are settled.
    items: Vec<ItemId>,
    next: usize,
    /// The representative of the star that grows, if one does.
    representative: Option<ItemId>,
    members: Vec<ItemId>,
    /// Members whose neighbours have not been visited.
    fresh: Vec<ItemId>,
    /// Neighbours of members that have yet to be verified against the representative.
    candidates: Vec<ItemId>,
}

impl Component {
    /// Takes the items of a component, each after its root.
    fn new<Priority: Ord>(rooted: &[(ItemId, ItemId)], priority: impl Fn(ItemId) -> Priority) -> Self {
        let mut items: Vec<ItemId> = rooted.iter().map(|(_, item)| *item).collect();
        items.sort_by_cached_key(|item| (Reverse(priority(*item)), *item));
        Component {
            items,
            next: 0,
            representative: None,
            members: Vec::new(),
            fresh: Vec::new(),
            candidates: Vec::new(),
        }
    }

    /// The representative with each candidate.
    fn questions(&self) -> impl Iterator<Item = (ItemId, ItemId)> {
        let of_star = |representative| self.candidates.iter().map(move |item| ordered(representative, *item));
        self.representative.into_iter().flat_map(of_star)
    }

    fn is_waiting(&self) -> bool {
        !self.candidates.is_empty()
    }

    /// Continues until an answer is needed or every item is settled.
    fn grow(&mut self, graph: &Graph, assignment: &mut Assignment, finished: &mut Stars<impl ItemNumber>) {
        loop {
            let Some(representative) = self.representative.or_else(|| self.begin_star(assignment)) else {
                return;
            };
            while let Some(member) = self.fresh.pop() {
                for item in graph.neighbours_of(member) {
                    self.visit(*item, representative, graph, assignment);
                }
            }
            if self.is_waiting() {
                return;
            }
            if self.members.len() > 1 {
                self.members.sort_unstable();
                finished.push(representative, &self.members);
            }
            self.members.clear();
            self.representative = None;
        }
    }

    /// Takes the first item that is in no star as the representative of the next one.
    fn begin_star(&mut self, assignment: &mut Assignment) -> Option<ItemId> {
        while let Some(item) = self.items.get(self.next).copied() {
            self.next += 1;
            if assignment.representative[usize::from(item)].is_none() {
                self.representative = Some(item);
                self.add_member(item, assignment);
                return self.representative;
            }
        }
        None
    }

    fn visit(&mut self, item: ItemId, representative: ItemId, graph: &Graph, assignment: &mut Assignment) {
        let at = usize::from(item);
        if assignment.representative[at].is_some() || assignment.compared_with[at] == Some(representative) {
            return;
        }
        assignment.compared_with[at] = Some(representative);
        if graph.has_verified(representative, item) {
            self.add_member(item, assignment);
        } else {
            self.candidates.push(item);
        }
    }

    fn add_member(&mut self, item: ItemId, assignment: &mut Assignment) {
        assignment.representative[usize::from(item)] = self.representative;
        self.members.push(item);
        self.fresh.push(item);
    }

    fn answer(&mut self, is_near: impl Fn((ItemId, ItemId)) -> bool, assignment: &mut Assignment) {
        let Some(representative) = self.representative else { return };
        for item in std::mem::take(&mut self.candidates) {
            if is_near(ordered(representative, item)) {
                self.add_member(item, assignment);
            }
        }
    }
}

/// Items with edges, each after the root of its component, sorted.
fn by_component<Item: ItemNumber>(n_items: u32, edges: &Edges<'_, Item>) -> Vec<(ItemId, ItemId)> {
    let mut sets = Components::new(n_items);
    edges.pairs().for_each(|(a, b)| sets.join(a.into(), b.into()));
    let mut items: Vec<ItemId> = edges.pairs().flat_map(|(a, b)| [a, b]).collect();
    items.sort_unstable();
    items.dedup();
    let mut rooted: Vec<(ItemId, ItemId)> =
        items.into_iter().map(|item| (sets.root(item.into()).into(), item)).collect();
    rooted.sort_unstable();
    rooted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Star;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// The definition: one star after another, every pair verified at once.
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
            let found = star_clusters(24, Edges::Verified(&list), |item| degrees[&item], |pairs| {
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
        let found = star_clusters(
            10,
            Edges::Verified(&chain),
            |_| 0,
            |pairs| Ok::<_, std::convert::Infallible>(vec![false; pairs.len()]),
        )
        .unwrap();
        assert!(found.iter().all(|star| star.members.len() == 2), "{found:?}");
    }

    #[test]
    fn a_group_linked_by_predecessors_is_one_cluster_if_all_are_near_the_representative() {
        let chain: Vec<(u32, u32)> = (0..9).map(|item| (item, item + 1)).collect();
        let found = star_clusters(
            10,
            Edges::Verified(&chain),
            |_| 0,
            |pairs| Ok::<_, std::convert::Infallible>(vec![true; pairs.len()]),
        )
        .unwrap();
        let members: Vec<u32> = (0..10).collect();
        assert_eq!(found.iter().collect::<Vec<_>>(), [Star { representative: 0, members: &members }]);
    }
}
