//! Zipf-distributed sizes of stories, computed without a table of stories.

use std::ops::Range;

/// Shift of the rank of a story, so that the most copied story is one of several large ones instead
/// of an eighth of the dump.
const RANK_SHIFT: u64 = 12;

/// Articles in order of their stories: first the copied stories by decreasing size, then those
/// without copies.
///
/// The story of rank k has ⌊C / (k + 12)⌋ articles, k from 1, as long as that is two or more.
/// Stories of equal size are one block, so that there are at most 2√C blocks: 400 for a million
/// articles.
#[derive(Debug, Clone)]
pub(crate) struct StorySizes {
    blocks: Vec<EqualSizes>,
    /// Articles of copied stories.
    copied: u64,
    /// Copied stories.
    stories: u64,
    articles: u64,
}

#[derive(Debug, Clone, Copy)]
struct EqualSizes {
    first_article: u64,
    first_story: u64,
    size: u64,
}

impl StorySizes {
    /// Distributes `articles` so that close to `copied_share` of them belong to stories of two
    /// articles or more.
    pub(crate) fn new(articles: u64, copied_share: f64) -> StorySizes {
        let budget = (articles as f64 * copied_share) as u64;
        let (mut low, mut high) = (0, articles.max(1) * (RANK_SHIFT + 1));
        while low < high {
            let middle = low + (high - low).div_ceil(2);
            if blocks_of(middle).map(|(ranks, size)| (ranks.end - ranks.start) * size).sum::<u64>() <= budget
            {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        let (mut copied, mut stories) = (0, 0);
        let mut blocks = Vec::new();
        for (ranks, size) in blocks_of(low) {
            blocks.push(EqualSizes { first_article: copied, first_story: stories, size });
            stories += ranks.end - ranks.start;
            copied += (ranks.end - ranks.start) * size;
        }
        StorySizes { blocks, copied, stories, articles }
    }

    /// Sizes of a dump of one story.
    pub(crate) fn one_story(articles: u64) -> StorySizes {
        let blocks = vec![EqualSizes { first_article: 0, first_story: 0, size: articles }];
        StorySizes { blocks, copied: articles, stories: 1, articles }
    }

    /// The story at a position, and the number of the article within it; 0 is the original. O(log
    /// blocks).
    pub(crate) fn story_at(&self, position: u64) -> (u64, u64) {
        if position >= self.copied {
            return (self.stories + position - self.copied, 0);
        }
        let block = self.blocks[self.blocks.partition_point(|block| block.first_article <= position) - 1];
        let within = position - block.first_article;
        (block.first_story + within / block.size, within % block.size)
    }

    /// Position of the original of a story.
    pub(crate) fn original_of(&self, story: u64) -> u64 {
        if story >= self.stories {
            return self.copied + story - self.stories;
        }
        let block = self.blocks[self.blocks.partition_point(|block| block.first_story <= story) - 1];
        block.first_article + (story - block.first_story) * block.size
    }

    /// Returns whether a story has copies.
    pub(crate) fn is_copied(&self, story: u64) -> bool {
        story < self.stories
    }

    /// Number of stories that have copies; they are numbered first, by decreasing size.
    pub(crate) fn copied_stories(&self) -> u64 {
        self.stories
    }

    /// Number of stories.
    pub(crate) fn stories(&self) -> u64 {
        self.stories + self.articles - self.copied
    }
}

/// Runs of shifted ranks with equal sizes of two or more, largest first.
fn blocks_of(largest: u64) -> impl Iterator<Item = (Range<u64>, u64)> {
    let mut rank = RANK_SHIFT + 1;
    std::iter::from_fn(move || {
        let size = largest / rank;
        if size < 2 {
            return None;
        }
        let first = rank;
        rank = largest / size + 1;
        Some((first..rank, size))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn positions_are_distributed_completely_and_originals_are_found(articles in 0u64..3000, share in 0.0f64..=1.0) {
            let sizes = StorySizes::new(articles, share);
            let mut next = (0, 0);
            for position in 0..articles {
                let (story, copy) = sizes.story_at(position);
                if copy == 0 {
                    prop_assert_eq!(story, next.0);
                    prop_assert_eq!(sizes.original_of(story), position);
                    next.0 += 1;
                } else {
                    prop_assert_eq!((story + 1, copy), next);
                }
                next.1 = copy + 1;
            }
            prop_assert_eq!(sizes.stories(), next.0);
            prop_assert!(sizes.copied as f64 <= articles as f64 * share);
        }
    }

    #[test]
    fn most_stories_have_no_copy_and_a_few_have_thousands() {
        let sizes = StorySizes::new(1_000_000, 0.5);
        assert!((490_000..=500_000).contains(&sizes.copied), "{}", sizes.copied);
        assert!(sizes.stories * 10 < sizes.stories(), "{} of {}", sizes.stories, sizes.stories());
        assert!(sizes.blocks.iter().filter(|block| block.size >= 1000).count() >= 5);
        assert!(sizes.blocks[0].size < 20_000);
        assert!(sizes.blocks.len() < 1000);
    }
}
