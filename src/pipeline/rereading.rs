//! The second reading: shingle sets of the articles and paragraphs that candidates name.

use super::collapse::Corpus;
use crate::error::Result;
use crate::fragment::ParagraphShingles;
use crate::shingle::{distinct, token_hashes, word_shingles};
use crate::text::{Analysis, split};
use crate::verify::Overlap;
use rayon::prelude::*;

/// Shingle sets of one article.
pub(super) struct ArticleShingles {
    whole: Vec<u64>,
    /// Those with a token outside furniture; `None` where the article has no furniture.
    outside: Option<Vec<u64>>,
}

impl ArticleShingles {
    /// Exact overlap over the whole texts.
    pub(super) fn whole(&self, other: &Self) -> Overlap {
        Overlap::of(&self.whole, &other.whole)
    }

    /// Exact overlap over what stands outside furniture in both, `whole` being the one over the whole texts.
    pub(super) fn outside(&self, other: &Self, whole: Overlap) -> Overlap {
        if self.outside.is_none() && other.outside.is_none() {
            return whole;
        }
        let a = self.outside.as_deref().unwrap_or(&self.whole);
        let b = other.outside.as_deref().unwrap_or(&other.whole);
        Overlap::of(a, b)
    }
}

/// Shingle sets of units, in their order. `is_furniture` is asked with the corpus-wide number of a paragraph.
pub(super) fn article_shingles(
    corpus: &Corpus,
    units: &[u32],
    is_furniture: impl Fn(u32) -> bool + Sync,
) -> Result<Vec<ArticleShingles>> {
    units
        .par_iter()
        .map_init(
            || (Analysis::default(), Vec::new()),
            |(analysis, tokens), unit| {
                let mut whole = shingles_in_order(corpus, *unit, analysis, tokens)?;
                let outside = outside_furniture(&whole, analysis, |number| {
                    is_furniture(corpus.paragraph_numbers(*unit).start + number)
                });
                distinct(&mut whole);
                Ok(ArticleShingles { whole, outside })
            },
        )
        .collect()
}

/// Numbers of distinct shingles of units, in their order.
pub(super) fn distinct_shingles(corpus: &Corpus, units: &[u32]) -> Result<Vec<u32>> {
    units
        .par_iter()
        .map_init(
            || (Analysis::default(), Vec::new()),
            |(analysis, tokens), unit| {
                let mut whole = shingles_in_order(corpus, *unit, analysis, tokens)?;
                distinct(&mut whole);
                Ok(whole.len() as u32)
            },
        )
        .collect()
}

pub(super) fn shingles_in_order(
    corpus: &Corpus,
    unit: u32,
    analysis: &mut Analysis,
    tokens: &mut Vec<u64>,
) -> Result<Vec<u64>> {
    let text = corpus.originals.text(&corpus.row(corpus.article_of(unit)).place)?;
    split(&text, analysis);
    tokens.clear();
    tokens.extend(token_hashes(analysis, analysis.all_tokens()));
    let mut shingles = Vec::new();
    word_shingles(tokens, &mut shingles);
    Ok(shingles)
}

/// Shingles, given in order, that have at least one token in a paragraph that is no furniture.
fn outside_furniture(
    shingles: &[u64],
    analysis: &Analysis,
    is_furniture: impl Fn(u32) -> bool,
) -> Option<Vec<u64>> {
    let furniture: Vec<bool> = (0..analysis.paragraphs.len() as u32).map(is_furniture).collect();
    if !furniture.contains(&true) {
        return None;
    }
    // For each token the number of tokens outside furniture before it.
    let mut outside_before = Vec::with_capacity(analysis.tokens.len() + 1);
    let mut outside = 0u32;
    for (paragraph, furniture) in analysis.paragraphs.iter().zip(&furniture) {
        for _ in paragraph.tokens.clone() {
            outside_before.push(outside);
            outside += u32::from(!furniture);
        }
    }
    outside_before.push(outside);
    let len = analysis.tokens.len() - (shingles.len() - 1);
    let mut kept: Vec<u64> = shingles
        .iter()
        .enumerate()
        .filter(|(at, _)| outside_before[at + len] > outside_before[*at])
        .map(|(_, shingle)| *shingle)
        .collect();
    distinct(&mut kept);
    Some(kept)
}

/// Shingle sets of paragraphs, given by ascending corpus-wide number, in their order. An article is read once for all of its paragraphs.
pub(super) fn paragraph_shingles(corpus: &Corpus, paragraphs: &[u32]) -> Result<Vec<ParagraphShingles>> {
    let placed: Vec<(u32, u32)> =
        paragraphs.iter().map(|paragraph| corpus.unit_of_paragraph(*paragraph)).collect();
    let of_units: Vec<&[(u32, u32)]> = placed.chunk_by(|a, b| a.0 == b.0).collect();
    let nested: Vec<Vec<ParagraphShingles>> = of_units
        .par_iter()
        .map_init(Analysis::default, |analysis, of_unit| {
            let article = corpus.article_of(of_unit[0].0);
            split(&corpus.originals.text(&corpus.row(article).place)?, analysis);
            Ok(of_unit
                .iter()
                .map(|(_, number)| {
                    ParagraphShingles::of(analysis.folded_of(&analysis.paragraphs[*number as usize].tokens))
                })
                .collect())
        })
        .collect::<Result<_>>()?;
    Ok(nested.into_iter().flatten().collect())
}
