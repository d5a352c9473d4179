//! Pairs in an order in which few items need to be in memory at once.

use rayon::prelude::*;
use std::ops::Range;

/// Pairs that are scored between two looks at what came of them.
const PAIRS_AT_ONCE: usize = 1 << 16;

/// Scores each pair, by its place, and keeps what `score` gives, in the order of `pairs`.
///
/// `pairs` are sorted; `weight` is what an item takes in memory; `load` gives the data of some items, ascending, in their order. At most
/// `weight_max` is loaded at once (or two items, where these are heavier). Items that pairs join stand together, so that nearly all
/// are loaded once; those of a component that is larger than half of `weight_max` once for every chunk that they are compared with, and then
/// only those that are.
///
/// # Errors
/// The first that `load` meets.
pub fn in_tiles<Data: Send + Sync, Row: Send, Error>(
    pairs: &[(u32, u32)],
    weight: impl Fn(u32) -> u64,
    weight_max: u64,
    load: impl Fn(&[u32]) -> Result<Vec<Data>, Error>,
    score: impl Fn(usize, &Data, &Data) -> Option<Row> + Sync,
) -> Result<Vec<Row>, Error> {
    let mut items: Vec<u32> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    items.par_sort_unstable();
    items.dedup();
    items.shrink_to_fit();
    let chunks = chunks(&items, pairs, weight, weight_max / 2);
    let mut rows: Vec<(u32, Row)> = Vec::new();
    for of_left in tiles(&items, pairs, &chunks).chunk_by(|one, other| one.left == other.left) {
        let left_items = &chunks.items[of_left[0].left as usize];
        let left_data = load(left_items)?;
        for tile in of_left.chunk_by(|one, other| one.right == other.right) {
            let (right_needed, loaded);
            let (right_items, right_data) = if tile[0].right == tile[0].left {
                (left_items, &left_data)
            } else {
                right_needed = needed(tile, pairs, left_items);
                loaded = load(&right_needed)?;
                (&right_needed, &loaded)
            };
            let data = |item: u32| match left_items.binary_search(&item) {
                Ok(at) => &left_data[at],
                Err(_) => {
                    let at = right_items.binary_search(&item);
                    &right_data[at.expect("a tile holds the items of its two chunks")]
                }
            };
            // A thread's rows stand twice while they are gathered: some pairs at a time.
            for some in tile.chunks(PAIRS_AT_ONCE) {
                rows.par_extend(some.par_iter().filter_map(|placed| {
                    let (a, b) = pairs[placed.place as usize];
                    Some((placed.place, score(placed.place as usize, data(a), data(b))?))
                }));
            }
        }
    }
    rows.par_sort_unstable_by_key(|(place, _)| *place);
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

/// Items of a tile that are not in its left chunk, ascending.
fn needed(tile: &[Placed], pairs: &[(u32, u32)], left: &[u32]) -> Vec<u32> {
    let mut needed: Vec<u32> = tile
        .iter()
        .map(|placed| pairs[placed.place as usize])
        .flat_map(|(a, b)| [a, b])
        .filter(|item| left.binary_search(item).is_err())
        .collect();
    needed.sort_unstable();
    needed.dedup();
    needed
}

/// Items in chunks, ascending inside each, and by an item's place among all its chunk and the first item of its component.
struct Chunks {
    items: Vec<Vec<u32>>,
    of: Vec<u32>,
    component: Vec<u32>,
}

/// Cuts the items, component by component, into chunks of up to `weight_max`.
fn chunks(items: &[u32], pairs: &[(u32, u32)], weight: impl Fn(u32) -> u64, weight_max: u64) -> Chunks {
    let (order, component) = walked(items, pairs);
    let weights: Vec<u64> = order.iter().map(|place| weight(items[*place as usize])).collect();
    let mut of = vec![0; items.len()];
    let mut cut_items = Vec::new();
    for chunk in cut(&weights, weight_max) {
        let mut places = order[chunk].to_vec();
        places.sort_unstable();
        for place in &places {
            of[*place as usize] = cut_items.len() as u32;
        }
        cut_items.push(places.into_iter().map(|place| items[place as usize]).collect());
    }
    Chunks { items: cut_items, of, component }
}

/// Places of items in the order of a walk in breadth along pairs, component by component, so that most pairs of a component that no chunk holds whole lie in one
/// chunk or in two neighbours; and for each the first item of its component. O(items + pairs).
fn walked(items: &[u32], pairs: &[(u32, u32)]) -> (Vec<u32>, Vec<u32>) {
    let beside = Beside::of(items, pairs);
    let mut component = vec![u32::MAX; items.len()];
    let mut order: Vec<u32> = Vec::with_capacity(items.len());
    for first in 0..items.len() as u32 {
        if component[first as usize] != u32::MAX {
            continue;
        }
        component[first as usize] = first;
        let mut next = order.len();
        order.push(first);
        while next < order.len() {
            for other in beside.of_place(order[next]) {
                if component[*other as usize] == u32::MAX {
                    component[*other as usize] = first;
                    order.push(*other);
                }
            }
            next += 1;
        }
    }
    (order, component)
}

/// For each item, by its place, those that a pair joins it with.
struct Beside {
    /// Place → where its neighbours start; one more at the end.
    starts: Vec<usize>,
    places: Vec<u32>,
}

impl Beside {
    fn of(items: &[u32], pairs: &[(u32, u32)]) -> Beside {
        let placed =
            || pairs.iter().map(|(a, b)| (place_in(items, *a) as usize, place_in(items, *b) as usize));
        let mut starts = vec![0usize; items.len() + 1];
        for (a, b) in placed() {
            starts[a + 1] += 1;
            starts[b + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut free = starts.clone();
        let mut places = vec![0; 2 * pairs.len()];
        for (a, b) in placed() {
            for (one, other) in [(a, b), (b, a)] {
                places[free[one]] = other as u32;
                free[one] += 1;
            }
        }
        Beside { starts, places }
    }

    fn of_place(&self, at: u32) -> &[u32] {
        &self.places[self.starts[at as usize]..self.starts[at as usize + 1]]
    }
}

/// A pair by its place, in the tile of two chunks; inside a tile component by component, so that the sets of one stay in the cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Placed {
    left: u32,
    right: u32,
    component: u32,
    place: u32,
}

/// All pairs, tile by tile.
fn tiles(items: &[u32], pairs: &[(u32, u32)], chunks: &Chunks) -> Vec<Placed> {
    let mut placed: Vec<Placed> = pairs
        .par_iter()
        .enumerate()
        .map(|(at, (a, b))| {
            let place = u32::try_from(at).expect("a tile counts fewer than 2³² pairs");
            let (a, b) = (place_in(items, *a) as usize, place_in(items, *b) as usize);
            let (left, right) = (chunks.of[a].min(chunks.of[b]), chunks.of[a].max(chunks.of[b]));
            Placed { left, right, component: chunks.component[a], place }
        })
        .collect();
    placed.par_sort_unstable();
    placed
}

fn place_in(items: &[u32], item: u32) -> u32 {
    items.binary_search(&item).expect("a pair's item was collected") as u32
}

fn cut(weights: &[u64], weight_max: u64) -> Vec<Range<usize>> {
    let mut chunks = Vec::new();
    let (mut start, mut sum) = (0, 0);
    for (at, weight) in weights.iter().enumerate() {
        if at > start && sum + weight > weight_max {
            chunks.push(start..at);
            (start, sum) = (at, 0);
        }
        sum += weight;
    }
    if start < weights.len() {
        chunks.push(start..weights.len());
    }
    chunks
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
            let held = Cell::new(0u64);
            let rows = in_tiles(
                &pairs,
                |item| u64::from(item % 7 + 1),
                weight_max,
                |items| {
                    held.set(held.get().max(items.iter().map(|item| u64::from(item % 7 + 1)).sum()));
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
            prop_assert!(held.get() <= (weight_max / 2).max(7));
        }
    }
}
