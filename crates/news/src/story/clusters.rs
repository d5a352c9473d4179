//! Clusters of articles, in which roundups join nothing.

use crate::relation::Edge;
use std::collections::BTreeMap;
use wirecopy_reuse::ItemNumber;
use wirecopy_reuse::graph::{Components, Edges, StarNumber, Stars, star_clusters};

/// Clusters of distinct texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleClusters<Item = u32> {
    /// Stars of at least two texts, by representative.
    pub stars: Stars<Item>,
    /// Number of edges from each star to other texts, in the order of `stars`.
    pub bridges: Vec<u64>,
    /// Edges between a roundup and one of its parts, which join nothing, sorted; the roundup is the
    /// first of each pair.
    pub of_roundups: Vec<(Item, Item)>,
}

/// The size of a distinct text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextSize {
    /// Number of its shingles.
    pub shingles: u32,
    /// Number of its copies, itself included.
    pub copies: u32,
}

/// A verified edge between two texts.
pub type LabelledEdge<Item = u32> = (Item, Item, Edge);

/// Clusters distinct texts.
///
/// `edges` are sorted, with `a < b` and without [`Edge::None`]. `size` returns the size of a text,
/// `reaches` whether pairs that were not verified would have an edge. A text with parts of several
/// stories that share nothing is a roundup: the edges to its parts join nothing. The representative
/// of a cluster is the text with the most copies among its neighbours, then the longest, then the
/// first. O(n log n) apart from the calls of `reaches`.
///
/// # Errors
/// Those of `reaches`.
pub fn article_clusters<Item: ItemNumber, Error>(
    n_items: u32,
    edges: &[LabelledEdge<Item>],
    size: impl Fn(Item) -> TextSize,
    reaches: impl FnMut(&[(Item, Item)]) -> Result<Vec<bool>, Error>,
) -> Result<ArticleClusters<Item>, Error> {
    let (len, copies) = (|item: Item| size(item).shingles, |item: Item| size(item).copies);
    let cut = edges_of_roundups(n_items, edges, len);
    let kept: Vec<&LabelledEdge<Item>> =
        edges.iter().zip(&cut).filter(|(_, cut)| !**cut).map(|(edge, _)| edge).collect();
    let mut weights: Vec<u64> = (0..n_items).map(|item| u64::from(copies(item.into())) << 20).collect();
    for (a, b, edge) in &kept {
        // A whole copy counts more than all parts that a component can contain.
        let worth = |item: Item| u64::from(copies(item)) * if *edge == Edge::Full { 1 << 20 } else { 1 };
        weights[a.index()] += worth(*b);
        weights[b.index()] += worth(*a);
    }
    let priority = |item: Item| (weights[item.index()], len(item));
    let plain: Vec<(Item, Item)> = kept.iter().map(|(a, b, _)| (*a, *b)).collect();
    let stars = star_clusters(n_items, Edges::Verified(&plain), priority, reaches)?;
    let bridges = bridges(n_items, edges, &stars);
    let roundup_first = |edge: &LabelledEdge<Item>| {
        if len(edge.0) > len(edge.1) { (edge.0, edge.1) } else { (edge.1, edge.0) }
    };
    let mut of_roundups: Vec<(Item, Item)> =
        edges.iter().zip(&cut).filter(|(_, cut)| **cut).map(|(edge, _)| roundup_first(edge)).collect();
    of_roundups.sort_unstable();
    Ok(ArticleClusters { stars, bridges, of_roundups })
}

/// Returns for each edge whether it connects a roundup and one of its parts.
fn edges_of_roundups<Item: ItemNumber>(
    n_items: u32,
    edges: &[LabelledEdge<Item>],
    len: impl Fn(Item) -> u32,
) -> Vec<bool> {
    let whole_of = |edge: &LabelledEdge<Item>| {
        (edge.2 == Edge::Partial).then(|| if len(edge.0) > len(edge.1) { edge.0 } else { edge.1 })
    };
    let mut parts = vec![0u32; n_items as usize];
    for whole in edges.iter().filter_map(whole_of) {
        parts[whole.index()] += 1;
    }
    let suspect = |item: Item| parts[item.index()] > 1;
    let mut without_suspects = Components::new(n_items);
    for (a, b, _) in edges {
        if !suspect(*a) && !suspect(*b) {
            without_suspects.join((*a).into(), (*b).into());
        }
    }
    // By text, the story of its first part; a part of another story makes the text a roundup.
    let mut story: BTreeMap<Item, u32> = BTreeMap::new();
    let mut roundup = vec![false; n_items as usize];
    for edge in edges {
        let Some(whole) = whole_of(edge) else { continue };
        let part = if whole == edge.0 { edge.1 } else { edge.0 };
        if suspect(whole) && !suspect(part) {
            let root = without_suspects.root(part.into());
            roundup[whole.index()] |= *story.entry(whole).or_insert(root) != root;
        }
    }
    edges.iter().map(|edge| whole_of(edge).is_some_and(|whole| roundup[whole.index()])).collect()
}

fn bridges<Item: ItemNumber>(n_items: u32, edges: &[LabelledEdge<Item>], stars: &Stars<Item>) -> Vec<u64> {
    let mut star_of: Vec<Option<StarNumber>> = vec![None; n_items as usize];
    for (number, star) in stars.iter_enumerated() {
        for member in star.members {
            star_of[member.index()] = Some(number);
        }
    }
    let mut bridges = vec![0; stars.len()];
    for (a, b, _) in edges {
        let (a, b) = (star_of[a.index()], star_of[b.index()]);
        if a != b {
            for star in [a, b].into_iter().flatten() {
                bridges[usize::from(star)] += 1;
            }
        }
    }
    bridges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clusters(edges: &[LabelledEdge], lens: &[u32]) -> ArticleClusters {
        let never = |pairs: &[(u32, u32)]| Ok::<_, std::convert::Infallible>(vec![false; pairs.len()]);
        let size = |item: u32| TextSize { shingles: lens[item as usize], copies: 1 };
        article_clusters(lens.len() as u32, edges, size, never).unwrap()
    }

    #[test]
    fn a_roundup_joins_neither_of_its_stories() {
        let edges = [
            (0, 1, Edge::Full),
            (0, 4, Edge::Partial),
            (1, 4, Edge::Partial),
            (2, 3, Edge::Full),
            (2, 4, Edge::Partial),
            (3, 4, Edge::Partial),
        ];
        let found = clusters(&edges, &[100, 100, 100, 100, 300]);
        let members: Vec<&[u32]> = found.stars.iter().map(|star| star.members).collect();
        assert_eq!(members, [[0, 1], [2, 3]]);
        assert_eq!(found.bridges, [2, 2]);
        assert_eq!(found.of_roundups, [(4, 0), (4, 1), (4, 2), (4, 3)]);
    }

    #[test]
    fn a_cut_copy_joins_the_story_that_contains_it() {
        let edges = [(0, 1, Edge::Full), (0, 2, Edge::Partial), (1, 2, Edge::Partial)];
        let found = clusters(&edges, &[300, 310, 120]);
        let stars: Vec<(u32, &[u32])> =
            found.stars.iter().map(|star| (star.representative, star.members)).collect();
        assert_eq!(stars, [(1, [0, 1, 2].as_slice())]);
    }

    #[test]
    fn two_cuts_of_one_story_do_not_make_it_a_roundup() {
        let edges = [(0, 1, Edge::Full), (0, 2, Edge::Partial), (1, 2, Edge::Partial)];
        let found = clusters(&edges, &[120, 130, 400]);
        assert_eq!(found.stars.get(0usize.into()).members, [0, 1, 2]);
    }
}
