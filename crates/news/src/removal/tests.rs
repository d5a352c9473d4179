//! Rounds, compared with the plain definition, and their invariants on any pairs.

use super::{Removal, RemovalOptions, RemovalReason, survivors};
use crate::relation::Relation;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use wirecopy_reuse::overlap::Overlap;

type Pair = (u32, u32);

const REASON: RemovalReason =
    RemovalReason { relation: Relation::Near, overlap: Overlap { shared: 1, a_len: 1, b_len: 1 } };

/// The articles of a pair that may be removed.
#[derive(Debug, Clone, Copy, PartialEq)]
enum May {
    Either,
    Smaller,
}

fn options(may: Option<&May>) -> RemovalOptions {
    // The smaller number is the larger text, so that parts form no cycle.
    RemovalOptions {
        remove_a: may.filter(|may| **may == May::Either).map(|_| REASON),
        remove_b: may.map(|_| REASON),
        is_too_short: false,
    }
}

fn decided(
    ranks: &[u32],
    paths: &BTreeSet<Pair>,
    may: &BTreeMap<Pair, May>,
    further: &BTreeSet<Pair>,
) -> (Vec<Option<Removal>>, usize) {
    let one_way: Vec<Pair> =
        paths.iter().filter(|pair| may.get(pair) == Some(&May::Smaller)).copied().collect();
    let mut judged = 0;
    let found = survivors(
        ranks,
        paths.iter().copied().collect(),
        one_way,
        |pairs| {
            assert!(pairs.is_sorted() && pairs.iter().all(|(a, b)| a < b));
            judged += pairs.len();
            Ok::<_, std::convert::Infallible>(pairs.iter().map(|pair| options(may.get(pair))).collect())
        },
        |_| Ok(further.iter().copied().collect()),
    )
    .unwrap();
    (found, judged)
}

/// Returns the survivors by the definition: in order, an item stays unless it may be removed for
/// one that stays.
fn plain(ranks: &[u32], may: &BTreeMap<Pair, May>) -> BTreeSet<u32> {
    let may_be_removed = |removed: u32, kept: u32| {
        let pair = (removed.min(kept), removed.max(kept));
        options(may.get(&pair)).reason_to_remove(removed, pair).is_some()
    };
    let waits_for = |item: u32, other: u32| other < item && may.get(&(other, item)) == Some(&May::Smaller);
    let mut rest: BTreeSet<u32> = (0..ranks.len() as u32).collect();
    let mut stay = BTreeSet::new();
    let mut order = Vec::new();
    while let Some(next) = rest
        .iter()
        .copied()
        .filter(|item| !rest.iter().any(|other| waits_for(*item, *other)))
        .min_by_key(|item| ranks[*item as usize])
    {
        rest.remove(&next);
        order.push(next);
    }
    for item in order {
        if !stay.iter().any(|kept| may_be_removed(item, *kept)) {
            stay.insert(item);
        }
    }
    stay
}

fn pairs(n_items: u32) -> impl Strategy<Value = BTreeSet<Pair>> {
    prop::collection::btree_set((0..n_items, 0..n_items), 0..40)
        .prop_map(|pairs| pairs.into_iter().filter(|(a, b)| a < b).collect())
}

fn labelled(n_items: u32) -> impl Strategy<Value = BTreeMap<Pair, May>> {
    let may = prop::sample::select(vec![May::Either, May::Smaller]);
    prop::collection::btree_map((0..n_items, 0..n_items), may, 0..40)
        .prop_map(|pairs| pairs.into_iter().filter(|((a, b), _)| a < b).collect())
}

const N: u32 = 14;

proptest! {
    #[test]
    fn with_all_pairs_known_the_survivors_are_those_of_the_plain_definition(
        may in labelled(N),
        ranks in Just((0..N).collect::<Vec<u32>>()).prop_shuffle(),
    ) {
        let all: BTreeSet<Pair> = (0..N).flat_map(|a| (a + 1..N).map(move |b| (a, b))).collect();
        let (found, _) = decided(&ranks, &all, &may, &BTreeSet::new());
        let stay: BTreeSet<u32> = (0..N).filter(|item| found[*item as usize].is_none()).collect();
        prop_assert_eq!(stay, plain(&ranks, &may));
    }

    #[test]
    fn on_any_paths_an_item_is_removed_only_for_a_survivor_that_it_was_judged_against(
        paths in pairs(N),
        further in pairs(N),
        may in labelled(N),
        ranks in Just((0..N).collect::<Vec<u32>>()).prop_shuffle(),
    ) {
        let (found, _) = decided(&ranks, &paths, &may, &further);
        for (item, removal) in (0..N).zip(&found) {
            if let Some(Removal { kept, .. }) = removal {
                prop_assert!(found[*kept as usize].is_none());
                let pair = (item.min(*kept), item.max(*kept));
                prop_assert!(options(may.get(&pair)).reason_to_remove(item, pair).is_some());
            }
        }
        // No pair remains of which either may be removed, unless others were removed for one of the
        // two.
        for pair in paths.union(&further).filter(|pair| may.get(pair) == Some(&May::Either)) {
            let both_stay = found[pair.0 as usize].is_none() && found[pair.1 as usize].is_none();
            let carries = |item: u32| found.iter().flatten().any(|removal| removal.kept == item);
            prop_assert!(!both_stay || (carries(pair.0) || carries(pair.1)), "{:?}", pair);
        }
    }
}

#[test]
fn of_ten_thousand_near_copies_linked_to_the_first_and_the_neighbour_one_stays() {
    let n_items = 10_000;
    let paths: Vec<Pair> = (1..n_items).flat_map(|item| [(0, item), (item - 1, item)]).collect();
    // The item that stays is neither the first nor a neighbour of many.
    let ranks: Vec<u32> = (0..n_items).map(|item| (item + 4_000) % n_items).collect();
    let mut judged = 0;
    let found = survivors(
        &ranks,
        paths,
        Vec::new(),
        |pairs| {
            judged += pairs.len();
            Ok::<_, std::convert::Infallible>(vec![
                RemovalOptions {
                    remove_a: Some(REASON),
                    remove_b: Some(REASON),
                    is_too_short: false,
                };
                pairs.len()
            ])
        },
        |_| Ok(Vec::new()),
    )
    .unwrap();
    let stay: Vec<usize> = (0..found.len()).filter(|item| found[*item].is_none()).collect();
    assert_eq!(stay, [6_000]);
    assert!(judged < 10_000, "{judged}");
}

#[test]
fn a_chain_of_look_alikes_keeps_every_second() {
    let paths: Vec<Pair> = (0..9).map(|item| (item, item + 1)).collect();
    let links = paths.clone();
    let ranks: Vec<u32> = (0..10).collect();
    let found = survivors(
        &ranks,
        paths,
        Vec::new(),
        |pairs| {
            Ok::<_, std::convert::Infallible>(
                pairs.iter().map(|pair| options(links.contains(pair).then_some(&May::Either))).collect(),
            )
        },
        |_| Ok(Vec::new()),
    )
    .unwrap();
    let kept: Vec<Option<u32>> = found.iter().map(|removal| removal.map(|removal| removal.kept)).collect();
    assert_eq!(kept, [None, Some(0), None, Some(2), None, Some(4), None, Some(6), None, Some(8)]);
}
