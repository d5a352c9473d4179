//! Echoes: a headline or crosshead that is repeated inside a paragraph near it.

use crate::paragraphs::CHARACTERS_MIN;
use std::ops::Range;
use wirecopy_article::text::{Analysis, Paragraph, Role};
use wirecopy_reuse::shingle::{character_shingles, distinct, intersection_len};

/// Tokens of the longest paragraph that is looked for inside others.
const TOKENS_MAX: usize = 25;

/// Paragraphs after it that are looked at: a headline is echoed by the lead, or by what is
/// beneath a picture.
const PARAGRAPHS_AFTER: usize = 8;

/// Share of the headline's character shingles that the other paragraph must have. In the seed
/// article the echoed sub-headline has 0.89, a caption and the sentence above it about the same man
/// 0.44.
const CONTAINMENT: f64 = 0.8;

/// Share of the headline's tokens that must be in the other paragraph before characters are
/// compared: one or two of five may be inflected otherwise.
const TOKENS_SHARED: f64 = 0.6;

/// A short paragraph that is repeated inside a longer one of its article.
#[derive(Debug, Clone, Copy, PartialEq, bincode::Encode, bincode::Decode)]
pub struct Echo {
    /// Number of the short paragraph.
    pub headline: u32,
    /// Number of the paragraph that contains it.
    pub within: u32,
    /// Containment of the short one in the other, by character shingles.
    pub containment: f64,
}

/// Returns the first echo of each headline of one article; `hashes` are those of all of its tokens.
/// O(tokens × 8).
pub fn echoes(analysis: &Analysis, hashes: &[u64]) -> Vec<Echo> {
    let paragraphs = &analysis.paragraphs;
    (0..paragraphs.len())
        .filter(|number| may_be_echoed(analysis, &paragraphs[*number]))
        .filter_map(|number| {
            let after = number + 1..paragraphs.len().min(number + 1 + PARAGRAPHS_AFTER);
            first_echo(analysis, hashes, number, after)
        })
        .collect()
}

fn may_be_echoed(analysis: &Analysis, paragraph: &Paragraph) -> bool {
    paragraph.role == Role::Headline
        && paragraph.tokens.len() <= TOKENS_MAX
        && analysis.folded_of(&paragraph.tokens).chars().count() >= CHARACTERS_MIN
}

fn first_echo(analysis: &Analysis, hashes: &[u64], headline: usize, after: Range<usize>) -> Option<Echo> {
    let paragraph = &analysis.paragraphs[headline];
    let tokens_of =
        |paragraph: &Paragraph| &hashes[paragraph.tokens.start as usize..paragraph.tokens.end as usize];
    let tokens = HeadlineTokens::of(tokens_of(paragraph));
    // Hardly a headline gets so far that its characters are needed.
    let mut characters: Option<Vec<u64>> = None;
    after
        .filter(|number| analysis.paragraphs[*number].tokens.len() > paragraph.tokens.len())
        .filter(|number| tokens.are_in(tokens_of(&analysis.paragraphs[*number])))
        .find_map(|number| {
            let characters =
                characters.get_or_insert_with(|| characters_of(analysis.folded_of(&paragraph.tokens)));
            let other = characters_of(analysis.folded_of(&analysis.paragraphs[number].tokens));
            let containment = intersection_len(characters, &other) as f64 / characters.len() as f64;
            (containment >= CONTAINMENT).then_some(Echo {
                headline: headline as u32,
                within: number as u32,
                containment,
            })
        })
}

/// The distinct tokens of a headline, [`TOKENS_MAX`] at most, by their hashes.
struct HeadlineTokens {
    sorted: Vec<u64>,
    /// The bits that the upper ends of the hashes choose; one in forty other tokens has one of
    /// them.
    chosen: [u64; CHOICE_BITS / 64],
}

/// Bits to choose from: few enough to be cleared for each headline, many enough that most words of
/// a text are distinguished from 25.
const CHOICE_BITS: usize = 1_024;

impl HeadlineTokens {
    fn of(hashes: &[u64]) -> Self {
        let mut sorted = hashes.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        let mut chosen = [0; CHOICE_BITS / 64];
        for hash in &sorted {
            let bit = choice(*hash);
            chosen[bit / 64] |= 1 << (bit % 64);
        }
        HeadlineTokens { sorted, chosen }
    }

    /// Returns whether enough of them are among `others`.
    fn are_in(&self, others: &[u64]) -> bool {
        let mut seen = 0u32;
        for other in others {
            let bit = choice(*other);
            if self.chosen[bit / 64] >> (bit % 64) & 1 != 0
                && let Ok(index) = self.sorted.binary_search(other)
            {
                seen |= 1 << index;
            }
        }
        f64::from(seen.count_ones()) >= TOKENS_SHARED * self.sorted.len() as f64
    }
}

fn choice(hash: u64) -> usize {
    (hash >> (64 - CHOICE_BITS.ilog2())) as usize
}

fn characters_of(folded: &str) -> Vec<u64> {
    let (mut hashes, mut shingles) = (Vec::new(), Vec::new());
    character_shingles(folded, &mut hashes, &mut shingles);
    distinct(&mut shingles);
    shingles
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition.
    fn plain(headline: &[u64], others: &[u64]) -> bool {
        let mut distinct: Vec<u64> = headline.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        let shared = distinct.iter().filter(|hash| others.contains(hash)).count();
        shared as f64 >= TOKENS_SHARED * distinct.len() as f64
    }

    proptest! {
        #[test]
        fn tokens_are_found_as_the_plain_definition_finds_them(
            headline in prop::collection::vec(0u64..40, 1..=TOKENS_MAX),
            others in prop::collection::vec(0u64..60, 0..80),
            spread in prop::sample::select(vec![1, 1 << 54, 0x9e37_79b9_7f4a_7c15u64]),
        ) {
            let of = |numbers: &[u64]| numbers.iter().map(|at| at.wrapping_mul(spread)).collect::<Vec<_>>();
            let (headline, others) = (of(&headline), of(&others));
            prop_assert_eq!(HeadlineTokens::of(&headline).are_in(&others), plain(&headline, &others));
        }
    }
}
