//! Echoes: a headline or crosshead that stands again inside a paragraph near it.

use super::CHARACTERS_MIN;
use crate::shingle::{character_shingles, distinct, intersection_len, token_hashes};
use crate::text::{Analysis, Paragraph, Role};
use std::ops::Range;

/// Tokens of the longest paragraph that is looked for inside others.
const TOKENS_MAX: usize = 25;

/// Paragraphs after it that are looked at: a headline is echoed by the lead, or by what stands beneath a picture.
const PARAGRAPHS_AFTER: usize = 8;

/// Share of the headline's character shingles that the other paragraph must hold. In the seed article the echoed sub-headline
/// has 0.89, a caption and the sentence above it about the same man 0.44.
const CONTAINMENT: f64 = 0.8;

/// Share of the headline's tokens that must stand in the other paragraph before characters are compared: one or two of five
/// may be inflected otherwise.
const TOKENS_SHARED: f64 = 0.6;

/// A short paragraph that stands inside a longer one of the same article.
#[derive(Debug, Clone, Copy, PartialEq, bincode::Encode, bincode::Decode)]
pub struct Echo {
    /// Number of the short paragraph.
    pub headline: u32,
    /// Number of the paragraph that holds it.
    pub within: u32,
    /// Containment of the short one in the other, by character shingles.
    pub containment: f64,
}

/// Finds the first echo of each headline of one article. O(tokens × 8).
pub fn echoes(analysis: &Analysis) -> Vec<Echo> {
    let paragraphs = &analysis.paragraphs;
    (0..paragraphs.len())
        .filter(|at| may_be_echoed(analysis, &paragraphs[*at]))
        .filter_map(|at| {
            let after = at + 1..paragraphs.len().min(at + 1 + PARAGRAPHS_AFTER);
            first_echo(analysis, at, after)
        })
        .collect()
}

fn may_be_echoed(analysis: &Analysis, paragraph: &Paragraph) -> bool {
    paragraph.role == Role::Headline
        && paragraph.tokens.len() <= TOKENS_MAX
        && analysis.folded_of(&paragraph.tokens).chars().count() >= CHARACTERS_MIN
}

fn first_echo(analysis: &Analysis, headline: usize, after: Range<usize>) -> Option<Echo> {
    let own = &analysis.paragraphs[headline];
    let mut tokens: Vec<u64> = token_hashes(analysis, own.tokens.clone()).collect();
    tokens.sort_unstable();
    tokens.dedup();
    let characters = characters_of(analysis.folded_of(&own.tokens));
    after
        .filter(|at| analysis.paragraphs[*at].tokens.len() > own.tokens.len())
        .filter(|at| shares_tokens(analysis, &tokens, &analysis.paragraphs[*at]))
        .find_map(|at| {
            let other = characters_of(analysis.folded_of(&analysis.paragraphs[at].tokens));
            let containment = intersection_len(&characters, &other) as f64 / characters.len() as f64;
            (containment >= CONTAINMENT).then_some(Echo {
                headline: headline as u32,
                within: at as u32,
                containment,
            })
        })
}

fn shares_tokens(analysis: &Analysis, tokens: &[u64], other: &Paragraph) -> bool {
    let mut seen = vec![false; tokens.len()];
    for token in token_hashes(analysis, other.tokens.clone()) {
        if let Ok(at) = tokens.binary_search(&token) {
            seen[at] = true;
        }
    }
    let shared = seen.iter().filter(|seen| **seen).count();
    shared as f64 >= TOKENS_SHARED * tokens.len() as f64
}

fn characters_of(folded: &str) -> Vec<u64> {
    let (mut hashes, mut shingles) = (Vec::new(), Vec::new());
    character_shingles(folded, &mut hashes, &mut shingles);
    distinct(&mut shingles);
    shingles
}
