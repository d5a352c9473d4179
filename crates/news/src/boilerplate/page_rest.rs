//! Carriers without the block that most of them have, and what these rests share.

use super::evidence::CarrierEvidence;
use super::page::Page;
use std::collections::BTreeMap;
use wirecopy_reuse::shingle::{distinct, intersection_len};

/// Least share of the carriers of a group that must contain another one for both to be in one
/// block.
const SAME_BLOCK: f64 = 0.6;

/// Least overlaps of rests that share next to nothing, a part, and much.
const FAR: f64 = 0.02;
const NEAR: f64 = 0.08;
const SAME: f64 = 0.3;

/// Words of a large and of a small rest.
const REST_LARGE: f64 = 200.0;
const REST_SMALL: f64 = 40.0;

/// Least shares of the texts of a block that is half of them, or most.
const BLOCK_HALF: f64 = 0.5;
const BLOCK_MOST: f64 = 0.8;

/// Returns what carriers share outside the block that most of them have, and outside the
/// boilerplate found so far.
pub(super) fn of_rest(pages: &[Page], is_found: impl Fn(u32) -> bool) -> CarrierEvidence {
    let least = (SAME_BLOCK * pages.len() as f64).ceil() as usize;
    let block = common_groups(pages, least.max(2));
    let in_block = |group: u32| block.binary_search(&group).is_ok() || is_found(group);
    let rests: Vec<PageRest> = pages.iter().map(|page| PageRest::of(page, in_block)).collect();
    let neighbours = (0..rests.len()).map(|at| (at, (at + 1) % rests.len()));
    let mut overlaps: Vec<f64> = neighbours.filter_map(|(a, b)| rests[a].overlap(&rests[b])).collect();
    let mut evidence = match median(&mut overlaps) {
        None => CarrierEvidence::NO_REST,
        Some(overlap) if overlap < FAR => CarrierEvidence::REST_APART,
        Some(overlap) if overlap < NEAR => CarrierEvidence::REST_FAR,
        Some(overlap) if overlap < SAME => CarrierEvidence::REST_NEAR,
        Some(_) => CarrierEvidence::REST_SAME,
    };
    let mut tokens: Vec<f64> = rests.iter().map(|rest| f64::from(rest.rest_tokens)).collect();
    let mut shares: Vec<f64> = rests.iter().map(PageRest::block_share).collect();
    let (tokens, share) = (median(&mut tokens).unwrap_or(0.0), median(&mut shares).unwrap_or(0.0));
    evidence.set(CarrierEvidence::REST_LARGE, tokens >= REST_LARGE);
    evidence.set(CarrierEvidence::REST_SMALL, tokens < REST_SMALL);
    evidence.set(CarrierEvidence::BLOCK_HALF, share >= BLOCK_HALF);
    evidence.set(CarrierEvidence::BLOCK_MOST, share >= BLOCK_MOST);
    evidence
}

fn median(numbers: &mut [f64]) -> Option<f64> {
    numbers.sort_unstable_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied()
}

/// A carrier without the block that all carriers share.
struct PageRest {
    /// Number of tokens of all units.
    tokens: u32,
    /// Number of tokens outside the block.
    rest_tokens: u32,
    /// Distinct seeds outside the block, sorted.
    seeds: Vec<u64>,
}

impl PageRest {
    /// The units of a carrier whose groups are not `in_block`.
    fn of(page: &Page, in_block: impl Fn(u32) -> bool) -> PageRest {
        let mut rest = PageRest { tokens: 0, rest_tokens: 0, seeds: Vec::with_capacity(page.seeds.len()) };
        let mut start = 0;
        for unit in &page.units {
            let end = unit.seeds_end as usize;
            rest.tokens += unit.tokens;
            if !unit.group.is_some_and(&in_block) {
                rest.rest_tokens += unit.tokens;
                rest.seeds.extend_from_slice(&page.seeds[start..end]);
            }
            start = end;
        }
        distinct(&mut rest.seeds);
        rest
    }

    /// The share of the text that is in the block, from 0 to 1.
    fn block_share(&self) -> f64 {
        1.0 - f64::from(self.rest_tokens) / f64::from(self.tokens.max(1))
    }

    /// The share of the smaller rest that the other one contains, from 0 to 1; `None` if one of
    /// them has no rest.
    fn overlap(&self, other: &PageRest) -> Option<f64> {
        let smaller = self.seeds.len().min(other.seeds.len());
        (smaller > 0).then(|| intersection_len(&self.seeds, &other.seeds) as f64 / smaller as f64)
    }
}

/// Returns the groups that at least `least` of the pages have, ascending.
fn common_groups(pages: &[Page], least: usize) -> Vec<u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for group in pages.iter().flat_map(Page::groups) {
        *counts.entry(group).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| *count >= least).map(|(group, _)| group).collect()
}
