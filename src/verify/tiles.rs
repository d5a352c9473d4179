//! Pairs in an order in which few units need to be in memory at once.

use crate::error::Result;
use rayon::prelude::*;
use std::ops::Range;

/// Scores each pair and keeps what `score` gives, in the order of `pairs`.
///
/// `pairs` are sorted; `weight` is what a unit takes in memory; `load` gives the data of some units, in their order. At most
/// `weight_max` is loaded at once (or two units, where these are heavier), each unit once for every chunk that it is compared with.
///
/// # Errors
/// The first that `load` meets.
pub fn in_tiles<Data: Send + Sync, Row: Send>(
    pairs: &[(u32, u32)],
    weight: impl Fn(u32) -> u64,
    weight_max: u64,
    load: impl Fn(&[u32]) -> Result<Vec<Data>>,
    score: impl Fn(u32, u32, &Data, &Data) -> Option<Row> + Sync,
) -> Result<Vec<Row>> {
    let mut units: Vec<u32> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    units.par_sort_unstable();
    units.dedup();
    let chunks = cut(&units, weight, weight_max / 2);
    if let [all] = chunks.as_slice() {
        let data = load(&units[all.clone()])?;
        let at = |unit: u32| units.binary_search(&unit).expect("a pair's unit was collected");
        return Ok(pairs
            .par_iter()
            .filter_map(|(a, b)| score(*a, *b, &data[at(*a)], &data[at(*b)]))
            .collect());
    }
    let mut rows: Vec<(usize, Row)> = Vec::new();
    for (number, left) in chunks.iter().enumerate() {
        let left_units = &units[left.clone()];
        let of_left = pairs_with_first_in(pairs, left_units);
        if of_left.is_empty() {
            continue;
        }
        let left_data = load(left_units)?;
        for right in &chunks[number..] {
            let right_units = &units[right.clone()];
            let tile = pairs_with_second_in(pairs, of_left.clone(), right_units);
            if tile.is_empty() {
                continue;
            }
            let loaded;
            let right_data = if right == left {
                &left_data
            } else {
                loaded = load(right_units)?;
                &loaded
            };
            let left_at =
                |unit: u32| left_units.binary_search(&unit).expect("the tile was cut by its first unit");
            let right_at =
                |unit: u32| right_units.binary_search(&unit).expect("the tile was cut by its second unit");
            rows.par_extend(tile.par_iter().filter_map(|place| {
                let (a, b) = pairs[*place];
                Some((*place, score(a, b, &left_data[left_at(a)], &right_data[right_at(b)])?))
            }));
        }
    }
    rows.par_sort_unstable_by_key(|(place, _)| *place);
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

fn cut(units: &[u32], weight: impl Fn(u32) -> u64, weight_max: u64) -> Vec<Range<usize>> {
    let mut chunks = Vec::new();
    let (mut start, mut sum) = (0, 0);
    for (at, unit) in units.iter().enumerate() {
        let weight = weight(*unit);
        if at > start && sum + weight > weight_max {
            chunks.push(start..at);
            (start, sum) = (at, 0);
        }
        sum += weight;
    }
    if start < units.len() {
        chunks.push(start..units.len());
    }
    chunks
}

fn pairs_with_first_in(pairs: &[(u32, u32)], units: &[u32]) -> Range<usize> {
    let (first, last) = (units[0], units[units.len() - 1]);
    pairs.partition_point(|(a, _)| *a < first)..pairs.partition_point(|(a, _)| *a <= last)
}

fn pairs_with_second_in(pairs: &[(u32, u32)], of_left: Range<usize>, units: &[u32]) -> Vec<usize> {
    let wanted = units[0]..=units[units.len() - 1];
    of_left.filter(|place| wanted.contains(&pairs[*place].1)).collect()
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
                |unit| u64::from(unit % 7 + 1),
                weight_max,
                |units| {
                    held.set(held.get().max(units.iter().map(|unit| u64::from(unit % 7 + 1)).sum()));
                    Ok(units.iter().map(|unit| u64::from(*unit) * 1000).collect())
                },
                |a, b, left, right| (b % 3 > 0).then_some((a, b, *left, *right)),
            )?;
            let plain: Vec<_> = pairs
                .iter()
                .filter(|(_, b)| b % 3 > 0)
                .map(|(a, b)| (*a, *b, u64::from(*a) * 1000, u64::from(*b) * 1000))
                .collect();
            prop_assert_eq!(rows, plain);
            prop_assert!(held.get() <= (weight_max / 2).max(7));
        }
    }
}
