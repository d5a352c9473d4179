//! Survivors: rounds of star clusters until nothing changes.

use super::removal_options::{RemovalOptions, RemovalReason};
use super::removed_against::RemovedAgainst;
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap};
use std::hash::Hash;
use wirecopy_reuse::ItemNumber;
use wirecopy_reuse::graph::{Edges, Stars, star_clusters};

/// The removal of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Removal<Item = u32> {
    /// The survivor that it was judged against.
    pub kept: Item,
    /// The reason to remove it.
    pub reason: RemovalReason,
}

/// Decides for each item whether it is removed, and for which survivor.
///
/// `ranks` has the rank of each item in the order of precedence, all different. `paths` are pairs
/// `a < b` along which copies are found. `one_way` are pairs `(first, second)` of which only the
/// second may be removed for the first, so that the first is settled first. `judge` is given sorted
/// pairs `a < b` and returns the options of each. `further` is given the removals so far and
/// returns more paths among the remaining items.
///
/// In each round, the first item of each component stays; all items on paths from it that may be
/// removed for it are removed, and so on with the remaining items. An item for which others were
/// removed is removed in a later round only if all of those may be removed for its own survivor. No
/// pair is judged twice, so the rounds end.
///
/// # Errors
/// Those of `judge` and `further`.
pub fn survivors<Item: ItemNumber + Hash, Error>(
    ranks: &[u32],
    mut paths: Vec<(Item, Item)>,
    mut one_way: Vec<(Item, Item)>,
    judge: impl FnMut(&[(Item, Item)]) -> Result<Vec<RemovalOptions>, Error>,
    mut further: impl FnMut(&[Option<Removal<Item>>]) -> Result<Vec<(Item, Item)>, Error>,
) -> Result<Vec<Option<Removal<Item>>>, Error> {
    let mut cache = DecisionCache { judge, decided: HashMap::new(), new: Vec::new() };
    let mut removals =
        Removals { removed: vec![None; ranks.len()], against: RemovedAgainst::new(ranks.len()) };
    let mut tried_again: BTreeSet<(Item, Item)> = BTreeSet::new();
    loop {
        paths.sort_unstable();
        paths.dedup();
        removals.round(ranks, &paths, &one_way, &mut cache)?;
        paths.clear();
        one_way.clear();
        // An item that stays may still be removed for one that was settled after it.
        for pair in std::mem::take(&mut cache.new) {
            let options = cache.decided[&pair];
            let may_remove = options.remove_a.is_some() || options.remove_b.is_some();
            if may_remove && removals.both_remain(pair) && tried_again.insert(pair) {
                one_way.push(if options.remove_a.is_some() { (pair.1, pair.0) } else { pair });
                paths.push(pair);
            }
        }
        let is_new = |pair: &(Item, Item)| !cache.decided.contains_key(pair) && removals.both_remain(*pair);
        paths.extend(further(&removals.removed)?.into_iter().filter(is_new));
        if paths.is_empty() {
            return Ok(removals.removed);
        }
    }
}

/// Decisions on pairs, each made once.
struct DecisionCache<Item, Judge> {
    judge: Judge,
    decided: HashMap<(Item, Item), RemovalOptions>,
    /// Pairs that were decided in this round.
    new: Vec<(Item, Item)>,
}

impl<Item: ItemNumber + Hash, Judge> DecisionCache<Item, Judge> {
    fn decide<Error>(&mut self, pairs: &[(Item, Item)]) -> Result<(), Error>
    where
        Judge: FnMut(&[(Item, Item)]) -> Result<Vec<RemovalOptions>, Error>,
    {
        let new: Vec<(Item, Item)> =
            pairs.iter().copied().filter(|pair| !self.decided.contains_key(pair)).collect();
        if !new.is_empty() {
            let options = (self.judge)(&new)?;
            assert_eq!(options.len(), new.len(), "each pair is judged");
            self.decided.extend(new.iter().copied().zip(options));
            self.new.extend(new);
        }
        Ok(())
    }

    /// Returns the reason to remove one item for another, if it may be removed. The pair must be
    /// decided.
    fn reason(&self, removed: Item, kept: Item) -> Option<RemovalReason> {
        let pair = ordered(removed, kept);
        self.decided[&pair].reason_to_remove(removed, pair)
    }
}

struct Removals<Item> {
    removed: Vec<Option<Removal<Item>>>,
    against: RemovedAgainst<Item>,
}

impl<Item: ItemNumber + Hash> Removals<Item> {
    fn both_remain(&self, (a, b): (Item, Item)) -> bool {
        self.removed[a.index()].is_none() && self.removed[b.index()].is_none()
    }

    fn round<Error>(
        &mut self,
        ranks: &[u32],
        paths: &[(Item, Item)],
        one_way: &[(Item, Item)],
        cache: &mut DecisionCache<Item, impl FnMut(&[(Item, Item)]) -> Result<Vec<RemovalOptions>, Error>>,
    ) -> Result<(), Error> {
        let order = settling_order(ranks, paths, one_way);
        let stars = star_clusters(
            ranks.len() as u32,
            Edges::Paths(paths),
            |item: Item| Reverse(order[&item]),
            |pairs: &[(Item, Item)]| {
                cache.decide(pairs)?;
                let may_be_removed = |(a, b): &(Item, Item)| {
                    let (kept, removed) = if order[a] < order[b] { (*a, *b) } else { (*b, *a) };
                    cache.reason(removed, kept).is_some()
                };
                Ok(pairs.iter().map(may_be_removed).collect())
            },
        )?;
        let mut inherited: Vec<(Item, Item)> = members(&stars)
            .flat_map(|(item, kept)| self.against.of(item).map(move |dependent| ordered(dependent, kept)))
            .collect();
        inherited.sort_unstable();
        cache.decide(&inherited)?;
        for (item, kept) in members(&stars) {
            let mut with_dependents: Vec<Item> = self.against.of(item).collect();
            if with_dependents.iter().any(|dependent| cache.reason(*dependent, kept).is_none()) {
                continue;
            }
            self.against.clear(item);
            with_dependents.push(item);
            for item in with_dependents {
                let reason = cache.reason(item, kept).expect("all of them may be removed for the survivor");
                self.removed[item.index()] = Some(Removal { kept, reason });
                self.against.add(kept, item);
            }
        }
        Ok(())
    }
}

/// Returns the members of stars, except for the representatives, each with its representative.
fn members<Number: ItemNumber>(stars: &Stars<Number>) -> impl Iterator<Item = (Number, Number)> {
    stars.iter().flat_map(|star| {
        let kept = star.representative;
        star.members.iter().filter(move |item| **item != kept).map(move |item| (*item, kept))
    })
}

/// Returns the order in which the items of some paths are settled: by rank, but after the items
/// that are first in their one-way pairs. A cycle of such pairs is broken at its first item by
/// rank. O(n log n).
fn settling_order<Item: ItemNumber + Hash>(
    ranks: &[u32],
    paths: &[(Item, Item)],
    one_way: &[(Item, Item)],
) -> HashMap<Item, u32> {
    let mut by_rank: Vec<Item> = paths.iter().flat_map(|(a, b)| [*a, *b]).collect();
    by_rank.sort_unstable_by_key(|item| ranks[item.index()]);
    by_rank.dedup();
    let mut waits_for: HashMap<Item, u32> = by_rank.iter().map(|item| (*item, 0)).collect();
    let mut followers: HashMap<Item, Vec<Item>> = HashMap::new();
    for (first, second) in one_way {
        *waits_for.get_mut(second).expect("one-way pairs are paths") += 1;
        followers.entry(*first).or_default().push(*second);
    }
    let entry = |item: Item| Reverse((ranks[item.index()], item));
    let mut free: BinaryHeap<Reverse<(u32, Item)>> =
        by_rank.iter().filter(|item| waits_for[item] == 0).map(|item| entry(*item)).collect();
    let mut order: HashMap<Item, u32> = HashMap::with_capacity(by_rank.len());
    let mut rest = by_rank.iter();
    loop {
        let next = free
            .pop()
            .map(|Reverse((_, item))| item)
            .or_else(|| rest.find(|item| !order.contains_key(item)).copied());
        let Some(item) = next else { return order };
        let index = order.len() as u32;
        if order.contains_key(&item) {
            continue;
        }
        order.insert(item, index);
        for follower in followers.get(&item).into_iter().flatten() {
            let waits = waits_for.get_mut(follower).expect("one-way pairs are paths");
            *waits -= 1;
            if *waits == 0 {
                free.push(entry(*follower));
            }
        }
    }
}

fn ordered<Item: Ord + Copy>(a: Item, b: Item) -> (Item, Item) {
    (a.min(b), a.max(b))
}
