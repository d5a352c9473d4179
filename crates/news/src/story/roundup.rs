//! Roundups: articles with parts of several stories, and the stories that they contain.

use std::collections::BTreeMap;
use std::ops::Range;
use wirecopy_reuse::graph::Components;

/// A story of which the article contains a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundupPart {
    /// Number of the story: of a cluster, or of an article in no cluster.
    pub story: u32,
    /// Tokens of the article that this story also contains.
    pub tokens: Vec<Range<u32>>,
}

/// Maximum number of words of the article that two of its stories may share; stories that share
/// more are versions of one. A passage may extend beyond its story by fewer words.
const OVERLAP_WORDS_MAX: u32 = 20;

/// Returns the sources of a roundup, each a list of stories, in the order of their first words;
/// empty if there are fewer than two, because the article is then no roundup.
///
/// [`article_clusters`](super::article_clusters) finds possible roundups by their verified edges;
/// this function checks them by passages. Stories that cover the same words are one source.
/// O(n log n) in the stretches.
pub fn sources_of(parts: &[RoundupPart]) -> Vec<Vec<u32>> {
    let mut stories: Vec<u32> = parts.iter().map(|part| part.story).collect();
    stories.sort_unstable();
    stories.dedup();
    let number = |story: u32| stories.partition_point(|known| *known < story) as u32;
    let mut stretches: Vec<(u32, u32, u32)> = parts
        .iter()
        .flat_map(|part| part.tokens.iter().map(|tokens| (tokens.start, tokens.end, number(part.story))))
        .collect();
    stretches.sort_unstable();
    let mut sources = Components::new(stories.len() as u32);
    // If a stretch overlaps any earlier one by enough, it overlaps the one with the last end by at
    // least as much.
    let mut furthest: Option<(u32, u32)> = None;
    for (start, end, story) in &stretches {
        if let Some((reach, reached_by)) = furthest
            && reach.min(*end).saturating_sub(*start) > OVERLAP_WORDS_MAX
        {
            sources.join(reached_by, *story);
        }
        if furthest.is_none_or(|(reach, _)| reach < *end) {
            furthest = Some((*end, *story));
        }
    }
    let mut found: Vec<Vec<u32>> = Vec::new();
    let mut index_of_root: BTreeMap<u32, usize> = BTreeMap::new();
    for (_, _, story) in stretches {
        let index = *index_of_root.entry(sources.root(story)).or_insert(found.len());
        if index == found.len() {
            found.push(Vec::new());
        }
        found[index].push(stories[story as usize]);
    }
    if found.len() < 2 {
        return Vec::new();
    }
    for source in &mut found {
        source.sort_unstable();
        source.dedup();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn part(story: u32, tokens: &[(u32, u32)]) -> RoundupPart {
        RoundupPart { story, tokens: tokens.iter().map(|(start, end)| *start..*end).collect() }
    }

    #[test]
    fn stories_side_by_side_are_sources_in_the_order_of_the_text() {
        let parts = [part(7, &[(200, 290)]), part(3, &[(10, 100), (120, 180)])];
        assert_eq!(sources_of(&parts), [[3], [7]]);
    }

    #[test]
    fn two_versions_of_one_story_are_one_source_and_no_roundup() {
        assert!(sources_of(&[part(3, &[(10, 100)]), part(7, &[(60, 150)])]).is_empty());
        let with_a_third = [part(3, &[(10, 100)]), part(7, &[(60, 150)]), part(9, &[(150, 220)])];
        assert_eq!(sources_of(&with_a_third), [vec![3, 7], vec![9]]);
    }

    #[test]
    fn passages_that_overhang_by_a_few_words_are_apart() {
        assert_eq!(sources_of(&[part(3, &[(10, 100)]), part(7, &[(80, 150)])]).len(), 2);
        assert!(sources_of(&[part(3, &[(10, 100)]), part(7, &[(79, 150)])]).is_empty());
        assert!(sources_of(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn sources_are_the_components_of_overlaps(
            parts in prop::collection::vec((0u32..6, prop::collection::vec((0u32..300, 1u32..120), 1..3)), 0..9),
        ) {
            let parts: Vec<RoundupPart> = parts
                .into_iter()
                .map(|(story, stretches)| RoundupPart {
                    story,
                    tokens: stretches.into_iter().map(|(start, len)| start..start + len).collect(),
                })
                .collect();
            let overlap = |left: &RoundupPart, right: &RoundupPart| {
                left.tokens.iter().any(|ours| right.tokens.iter().any(|theirs| {
                    ours.end.min(theirs.end).saturating_sub(ours.start.max(theirs.start)) > OVERLAP_WORDS_MAX
                }))
            };
            let mut sources: Vec<BTreeSet<u32>> =
                parts.iter().map(|part| BTreeSet::from([part.story])).collect::<BTreeSet<_>>().into_iter().collect();
            for left in &parts {
                for right in &parts {
                    let of = |story: u32| sources.iter().position(|source| source.contains(&story)).unwrap();
                    let (ours, theirs) = (of(left.story), of(right.story));
                    if ours != theirs && overlap(left, right) {
                        let joined = sources.remove(ours.max(theirs));
                        sources[ours.min(theirs)].extend(joined);
                    }
                }
            }
            if sources.len() < 2 {
                sources.clear();
            }
            let found: BTreeSet<BTreeSet<u32>> =
                sources_of(&parts).into_iter().map(|source| source.into_iter().collect()).collect();
            prop_assert_eq!(found, sources.into_iter().collect());
        }
    }
}
