//! Pairs in tiles, so that few items need to be in memory at once.

use crate::ItemNumber;
use crate::graph::{ItemId, neighbours};
use rayon::prelude::*;
use std::ops::Range;

/// Pairs scored in one parallel step: each thread's rows exist twice while they are collected.
const PAIRS_AT_ONCE: usize = 1 << 16;

/// An order in which pairs are scored with a bounded weight of items in memory.
///
/// Items are cut into chunks of half the bound, component by component; a tile is the pairs between
/// two chunks. Connected items are neighbours in this order, so that nearly all of them are loaded
/// once. A component heavier than a chunk is loaded once per chunk that it is compared with, and
/// then only the items that have a pair there.
///
/// ```
/// use wirecopy_reuse::overlap::{Overlap, TilePlan};
///
/// let sets = [vec![1, 2, 3], vec![2, 3, 4], vec![3, 4, 5, 6]];
/// let pairs = [(0u32, 1), (1, 2)];
/// let weight = |item| sets[item as usize].len() as u64;
/// let shared = TilePlan::new(&pairs, weight, 1000).score(
///     |items| Ok::<_, std::io::Error>(items.iter().map(|item| &sets[*item as usize]).collect()),
///     |_, a, b| Some(Overlap::between(a, b).shared),
/// )?;
/// assert_eq!(shared, [2, 2]);
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct TilePlan<'pairs, Item = u32> {
    pairs: &'pairs [(Item, Item)],
    /// Items of each chunk, ascending.
    chunks: Vec<Vec<Item>>,
    tiles: Vec<TilePair>,
}

/// A pair, by its index, in the tile of two chunks; inside a tile component by component, so that
/// the data of one stay in the cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct TilePair {
    left: u32,
    right: u32,
    component: u32,
    pair: u32,
}

impl<'pairs, Item: ItemNumber> TilePlan<'pairs, Item> {
    /// Plans sorted pairs of items, `a < b`. `weight` is the memory an item takes, in any unit; at
    /// most `weight_max` is loaded at once (or two items, where these are heavier). O(pairs × log
    /// pairs).
    ///
    /// # Panics
    /// If there are 2³² pairs or more.
    pub fn new(pairs: &'pairs [(Item, Item)], weight: impl Fn(Item) -> u64, weight_max: u64) -> Self {
        let mut items: Vec<Item> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
        items.par_sort_unstable();
        items.dedup();
        items.shrink_to_fit();
        let chunks = Chunks::new(&items, pairs, weight, weight_max / 2);
        let tiles = tiles(&items, pairs, &chunks);
        TilePlan { pairs, chunks: chunks.items, tiles }
    }

    /// Scores each pair and returns what `score` gives, in the order of the pairs. `load` returns
    /// the data of some items, which ascend, in their order; `score` takes the index of a pair and
    /// the data of both items.
    ///
    /// # Errors
    /// The first that `load` returns.
    pub fn score<Data: Send + Sync, Row: Send, Error>(
        self,
        load: impl Fn(&[Item]) -> Result<Vec<Data>, Error>,
        score: impl Fn(usize, &Data, &Data) -> Option<Row> + Sync,
    ) -> Result<Vec<Row>, Error> {
        let mut rows: Vec<(u32, Row)> = Vec::new();
        for of_left in self.tiles.chunk_by(|one, other| one.left == other.left) {
            let left_items = &self.chunks[of_left[0].left as usize];
            let left_data = load(left_items)?;
            for tile in of_left.chunk_by(|one, other| one.right == other.right) {
                let (others, other_data);
                let (right_items, right_data) = if tile[0].right == tile[0].left {
                    (left_items, &left_data)
                } else {
                    others = self.items_outside(left_items, tile);
                    other_data = load(&others)?;
                    (&others, &other_data)
                };
                let data = |item: Item| match left_items.binary_search(&item) {
                    Ok(at) => &left_data[at],
                    Err(_) => {
                        let at = right_items.binary_search(&item);
                        &right_data[at.expect("a tile has the items of its two chunks")]
                    }
                };
                for some in tile.chunks(PAIRS_AT_ONCE) {
                    rows.par_extend(some.par_iter().filter_map(|TilePair { pair, .. }| {
                        let (a, b) = self.pairs[*pair as usize];
                        Some((*pair, score(*pair as usize, data(a), data(b))?))
                    }));
                }
            }
        }
        drop(self);
        rows.par_sort_unstable_by_key(|(pair, _)| *pair);
        Ok(rows.into_iter().map(|(_, row)| row).collect())
    }

    /// Items of a tile outside its left chunk, ascending.
    fn items_outside(&self, left: &[Item], tile: &[TilePair]) -> Vec<Item> {
        let mut items: Vec<Item> = tile
            .iter()
            .map(|tile_pair| self.pairs[tile_pair.pair as usize])
            .flat_map(|(a, b)| [a, b])
            .filter(|item| left.binary_search(item).is_err())
            .collect();
        items.sort_unstable();
        items.dedup();
        items
    }
}

/// Items in chunks; and for each item, by its rank among all, its chunk and the rank of the first
/// item of its component.
struct Chunks<Item> {
    items: Vec<Vec<Item>>,
    chunk_of: Vec<u32>,
    component_of: Vec<u32>,
}

impl<Item: ItemNumber> Chunks<Item> {
    /// Cuts the items, component by component, into chunks of up to `weight_max`.
    fn new(
        items: &[Item],
        pairs: &[(Item, Item)],
        weight: impl Fn(Item) -> u64,
        weight_max: u64,
    ) -> Chunks<Item> {
        let (order, component_of) = breadth_first(items, pairs);
        let weights: Vec<u64> = order.iter().map(|rank| weight(items[*rank as usize])).collect();
        let mut chunk_of = vec![0; items.len()];
        let mut chunks = Vec::new();
        for range in cut(&weights, weight_max) {
            let mut ranks = order[range].to_vec();
            ranks.sort_unstable();
            for rank in &ranks {
                chunk_of[*rank as usize] = chunks.len() as u32;
            }
            chunks.push(ranks.into_iter().map(|rank| items[rank as usize]).collect());
        }
        Chunks { items: chunks, chunk_of, component_of }
    }
}

/// Ranks of the items in breadth-first order, component by component, so that most pairs of a
/// component heavier than a chunk are in one chunk or in two neighbouring ones; and for each item
/// the rank of the first item of its component. O(items + pairs × log items).
fn breadth_first<Item: ItemNumber>(items: &[Item], pairs: &[(Item, Item)]) -> (Vec<u32>, Vec<u32>) {
    let ranked = || pairs.iter().map(|(a, b)| (rank(items, *a).into(), rank(items, *b).into()));
    let neighbours = neighbours(items.len(), ranked);
    let mut is_seen = vec![false; items.len()];
    let mut component_of = vec![0; items.len()];
    let mut order: Vec<u32> = Vec::with_capacity(items.len());
    for first in 0..items.len() as u32 {
        if std::mem::replace(&mut is_seen[first as usize], true) {
            continue;
        }
        component_of[first as usize] = first;
        let mut next = order.len();
        order.push(first);
        while next < order.len() {
            for other in neighbours.of(ItemId::from(order[next])) {
                let index = usize::from(*other);
                if !std::mem::replace(&mut is_seen[index], true) {
                    component_of[index] = first;
                    order.push((*other).into());
                }
            }
            next += 1;
        }
    }
    (order, component_of)
}

/// All pairs, tile by tile.
fn tiles<Item: ItemNumber>(items: &[Item], pairs: &[(Item, Item)], chunks: &Chunks<Item>) -> Vec<TilePair> {
    let mut tiles: Vec<TilePair> = pairs
        .par_iter()
        .enumerate()
        .map(|(at, (a, b))| {
            let pair = u32::try_from(at).expect("a plan has fewer than 2³² pairs");
            let (a, b) = (rank(items, *a) as usize, rank(items, *b) as usize);
            let (of_a, of_b) = (chunks.chunk_of[a], chunks.chunk_of[b]);
            TilePair { left: of_a.min(of_b), right: of_a.max(of_b), component: chunks.component_of[a], pair }
        })
        .collect();
    tiles.par_sort_unstable();
    tiles
}

fn rank<Item: ItemNumber>(items: &[Item], item: Item) -> u32 {
    items.binary_search(&item).expect("the items are those of all pairs") as u32
}

/// Consecutive ranges of up to `weight_max`, or of one item.
fn cut(weights: &[u64], weight_max: u64) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut sum) = (0, 0);
    for (at, weight) in weights.iter().enumerate() {
        if at > start && sum + weight > weight_max {
            ranges.push(start..at);
            (start, sum) = (at, 0);
        }
        sum += weight;
    }
    if start < weights.len() {
        ranges.push(start..weights.len());
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cell::Cell;

    proptest! {
        #[test]
        fn any_budget_gives_the_same_rows(
            pairs in prop::collection::btree_set((0u32..40, 0u32..40), 0..80),
            weight_max in 1u64..200,
        ) {
            let pairs: Vec<(u32, u32)> = pairs.into_iter().filter(|(a, b)| a < b).collect();
            let loaded_max = Cell::new(0u64);
            let rows = TilePlan::new(&pairs, |item| u64::from(item % 7 + 1), weight_max).score(
                |items| {
                    loaded_max.set(loaded_max.get().max(items.iter().map(|item| u64::from(item % 7 + 1)).sum()));
                    Ok::<_, std::convert::Infallible>(items.iter().map(|item| u64::from(*item) * 1000).collect())
                },
                |at, left, right| (!pairs[at].1.is_multiple_of(3)).then_some((pairs[at], *left, *right)),
            )?;
            let plain: Vec<_> = pairs
                .iter()
                .filter(|(_, b)| b % 3 > 0)
                .map(|(a, b)| ((*a, *b), u64::from(*a) * 1000, u64::from(*b) * 1000))
                .collect();
            prop_assert_eq!(rows, plain);
            prop_assert!(loaded_max.get() <= (weight_max / 2).max(7));
        }
    }
}
