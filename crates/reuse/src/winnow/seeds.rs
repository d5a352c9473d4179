//! Winnowing: the smallest shingle of every window is a seed.

/// Shingles per window. Any common run of this many shingles shares a seed.
pub const WINDOW: usize = 8;

/// An item of fewer distinct shingles keeps all of them as seeds, so that two items of few shingles
/// are compared by all of them, however often they repeat them.
pub const SHINGLES_ALL_EMITTED: usize = 64;

/// Words of the shortest common run that always shares two seeds: two neighbouring windows, and the
/// length of a shingle.
pub const RUN_WORDS_GUARANTEED: usize = 2 * WINDOW + crate::shingle::WORDS - 1;

/// Returns the number of shingles by which candidates know an item: that of its distinct ones where
/// there are fewer than [`SHINGLES_ALL_EMITTED`], of all if there are more. O(shingles × 6)
/// if there are few, and the first hundred or so are looked at if there are many.
pub fn n_shingles(shingles: &[u64]) -> u32 {
    // Most items are decided by their first shingles, which sorting counts faster than insertion.
    let (first, rest) = shingles.split_at(shingles.len().min(SHINGLES_ALL_EMITTED));
    let mut distinct = first.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    let mut rest = rest.iter();
    while distinct.len() < SHINGLES_ALL_EMITTED {
        let Some(shingle) = rest.next() else { return distinct.len() as u32 };
        if let Err(at) = distinct.binary_search(shingle) {
            distinct.insert(at, *shingle);
        }
    }
    shingles.len() as u32
}

/// Calls `keep(position, shingle)` for each seed of an item, in order of position; a shingle may
/// recur at another position.
///
/// About 2/9 of all shingles of a long item are seeds; one with few distinct shingles keeps each of
/// them about every 64 positions. O(shingles), amortised.
///
/// ```
/// let shingles: Vec<u64> = (0..100u64).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
/// let mut seeds = Vec::new();
/// wirecopy_reuse::winnow::seeds(&shingles, |position, _| seeds.push(position));
/// assert!(seeds.len() < 40 && seeds.windows(2).all(|two| two[1] - two[0] <= 8));
/// ```
pub fn seeds(shingles: &[u64], mut keep: impl FnMut(usize, u64)) {
    if shingles.len() < SHINGLES_ALL_EMITTED {
        for (position, shingle) in shingles.iter().enumerate() {
            keep(position, *shingle);
        }
        return;
    }
    if n_shingles(shingles) < SHINGLES_ALL_EMITTED as u32 {
        each_of_few(shingles, keep);
        return;
    }
    let mut smallest = rightmost_minimum(shingles, WINDOW - 1);
    keep(smallest, shingles[smallest]);
    for (position, shingle) in shingles.iter().enumerate().skip(WINDOW) {
        let has_left = smallest + WINDOW <= position;
        if !has_left && *shingle > shingles[smallest] {
            continue;
        }
        // A minimum that left the window costs a search of the whole window, about once in half a
        // window.
        smallest = if has_left { rightmost_minimum(shingles, position) } else { position };
        keep(smallest, shingles[smallest]);
    }
}

/// All shingles of an item that has few distinct ones, each again where it was last kept 64
/// positions before.
fn each_of_few(shingles: &[u64], mut keep: impl FnMut(usize, u64)) {
    let mut kept: Vec<(u64, usize)> = Vec::with_capacity(SHINGLES_ALL_EMITTED);
    for (position, shingle) in shingles.iter().enumerate() {
        match kept.binary_search_by_key(shingle, |(shingle, _)| *shingle) {
            Ok(at) if position - kept[at].1 < SHINGLES_ALL_EMITTED => continue,
            Ok(at) => kept[at].1 = position,
            Err(at) => kept.insert(at, (*shingle, position)),
        }
        keep(position, *shingle);
    }
}

/// The right-most smallest shingle of the window that ends with `last`.
fn rightmost_minimum(shingles: &[u64], last: usize) -> usize {
    (last + 1 - WINDOW..last).fold(last, |smallest, position| {
        let is_smaller = shingles[position] < shingles[smallest]
            || (shingles[position] == shingles[smallest] && position > smallest);
        if is_smaller { position } else { smallest }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(shingles: &[u64]) -> Vec<(usize, u64)> {
        if shingles.len() < SHINGLES_ALL_EMITTED {
            return shingles.iter().copied().enumerate().collect();
        }
        let distinct: std::collections::BTreeSet<u64> = shingles.iter().copied().collect();
        if distinct.len() < SHINGLES_ALL_EMITTED {
            let mut kept: Vec<(usize, u64)> = Vec::new();
            for (at, shingle) in shingles.iter().enumerate() {
                let is_near = |(before, other): &(usize, u64)| other == shingle && before + 64 > at;
                if !kept.iter().any(is_near) {
                    kept.push((at, *shingle));
                }
            }
            return kept;
        }
        let mut kept: Vec<(usize, u64)> = (0..=shingles.len() - WINDOW)
            .map(|start| {
                (start..start + WINDOW)
                    .rev()
                    .min_by_key(|position| shingles[*position])
                    .map(|position| (position, shingles[position]))
                    .expect("a window is not empty")
            })
            .collect();
        kept.dedup();
        kept
    }

    fn collected(shingles: &[u64]) -> Vec<(usize, u64)> {
        let mut kept = Vec::new();
        seeds(shingles, |position, shingle| kept.push((position, shingle)));
        kept
    }

    proptest! {
        #[test]
        fn seeds_equal_the_plain_definition(shingles in prop::collection::vec(0u64..150, 0..300), few in 2u64..150) {
            prop_assert_eq!(collected(&shingles), plain(&shingles));
            let few: Vec<u64> = shingles.iter().map(|shingle| shingle % few).collect();
            prop_assert_eq!(collected(&few), plain(&few));
        }

        #[test]
        fn a_common_run_of_two_windows_shares_two_seeds(
            run in prop::collection::hash_set(any::<u64>(), 2 * WINDOW),
            before in prop::collection::vec(any::<u64>(), 100),
            after in prop::collection::vec(any::<u64>(), 100),
        ) {
            let run: Vec<u64> = run.into_iter().collect();
            let one: Vec<u64> = before.iter().chain(&run).copied().collect();
            let two: Vec<u64> = run.iter().chain(&after).copied().collect();
            let of = |item: &[u64]| collected(item).into_iter().map(|(_, seed)| seed).collect::<Vec<_>>();
            let (one, two) = (of(&one), of(&two));
            let shared = one.iter().filter(|seed| two.contains(seed)).count();
            prop_assert!(shared >= 2);
        }
    }

    #[test]
    fn about_two_ninths_of_a_long_item_are_seeds() {
        let tokens: Vec<u64> =
            (0..9004u32).map(|number| crate::shingle::token_hash(number.to_string().as_bytes())).collect();
        let mut shingles = Vec::new();
        crate::shingle::word_shingles(&tokens, &mut shingles);
        let kept = collected(&shingles).len();
        assert!((1900..=2100).contains(&kept), "{kept}");
    }
}
