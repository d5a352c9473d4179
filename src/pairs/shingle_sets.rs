//! The second reading: shingle sets of the articles and paragraphs that candidates name.

use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::paragraphs::ParagraphShingles;
use rayon::prelude::*;
use wirecopy_article::text::{Analysis, analyse_without_roles};
use wirecopy_reuse::overlap::Overlap;
use wirecopy_reuse::shingle::{distinct, intersection_len, token_hashes, word_shingles};

/// Shingle sets of one article.
pub(crate) struct ArticleShingles {
    whole: Vec<u64>,
    /// Those of them that stand inside boilerplate alone: few, where most of an article is its story.
    boilerplate: Vec<u64>,
}

impl ArticleShingles {
    /// Exact overlap over the whole texts.
    pub(crate) fn whole(&self, other: &Self) -> Overlap {
        Overlap::between(&self.whole, &other.whole)
    }

    /// Exact overlap over what stands outside boilerplate in both, `whole` being the one over the whole texts: what one of the two has inside boilerplate is
    /// taken from what both have.
    pub(crate) fn outside(&self, other: &Self, whole: Overlap) -> Overlap {
        let shared = |a: &[u64], b: &[u64]| intersection_len(a, b) as u32;
        let in_one = shared(&self.boilerplate, &other.whole) + shared(&self.whole, &other.boilerplate);
        Overlap {
            shared: whole.shared + shared(&self.boilerplate, &other.boilerplate) - in_one,
            a_len: whole.a_len - self.boilerplate.len() as u32,
            b_len: whole.b_len - other.boilerplate.len() as u32,
        }
    }
}

/// Shingle sets of texts, in their order. `is_boilerplate` is asked with the corpus-wide number of a paragraph.
pub(crate) fn article_shingles(
    corpus: &Corpus,
    text_ids: &[u32],
    is_boilerplate: impl Fn(u32) -> bool + Sync,
) -> Result<Vec<ArticleShingles>> {
    text_ids
        .par_iter()
        .map_init(
            || (Analysis::default(), Vec::new()),
            |(analysis, tokens), text_id| {
                let mut whole = shingles_in_order(corpus, *text_id, analysis, tokens)?;
                let first = corpus.paragraph_numbers(*text_id).start;
                let of_page: Vec<bool> = (0..analysis.paragraphs.len() as u32)
                    .map(|number| is_boilerplate(first + number))
                    .collect();
                let boilerplate =
                    of_page.contains(&true).then(|| inside_boilerplate(&whole, analysis, &of_page));
                distinct(&mut whole);
                Ok(ArticleShingles { whole, boilerplate: boilerplate.unwrap_or_default() })
            },
        )
        .collect()
}

/// Numbers of distinct shingles of texts, in their order.
pub(crate) fn distinct_shingles(corpus: &Corpus, text_ids: &[u32]) -> Result<Vec<u32>> {
    text_ids
        .par_iter()
        .map_init(
            || (Analysis::default(), Vec::new()),
            |(analysis, tokens), text_id| {
                let mut whole = shingles_in_order(corpus, *text_id, analysis, tokens)?;
                distinct(&mut whole);
                Ok(whole.len() as u32)
            },
        )
        .collect()
}

pub(crate) fn shingles_in_order(
    corpus: &Corpus,
    text_id: u32,
    analysis: &mut Analysis,
    tokens: &mut Vec<u64>,
) -> Result<Vec<u64>> {
    let text = corpus.text_source.text(&corpus.row(corpus.article_of(text_id)).place)?;
    analyse_without_roles(&text, analysis);
    tokens.clear();
    tokens.extend(token_hashes(analysis, analysis.all_tokens()));
    let mut shingles = Vec::new();
    word_shingles(tokens, &mut shingles);
    Ok(shingles)
}

/// Those of the shingles, given in order, that nowhere have a token in a paragraph that is no boilerplate; `of_page` tells for each paragraph whether it is.
fn inside_boilerplate(shingles: &[u64], analysis: &Analysis, of_page: &[bool]) -> Vec<u64> {
    // For each token the number of tokens outside boilerplate before it.
    let mut outside_before = Vec::with_capacity(analysis.tokens.len() + 1);
    let mut outside = 0u32;
    for (paragraph, of_page) in analysis.paragraphs.iter().zip(of_page) {
        for _ in paragraph.tokens.clone() {
            outside_before.push(outside);
            outside += u32::from(!of_page);
        }
    }
    outside_before.push(outside);
    let len = analysis.tokens.len() - (shingles.len() - 1);
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    for (at, shingle) in shingles.iter().enumerate() {
        let is_inside = outside_before[at + len] == outside_before[at];
        if is_inside { &mut inside } else { &mut outside }.push(*shingle);
    }
    distinct(&mut inside);
    // Hardly a shingle stands in both: those are looked for one by one, and nothing else is sorted.
    outside.retain(|shingle| inside.binary_search(shingle).is_ok());
    distinct(&mut outside);
    inside.retain(|shingle| outside.binary_search(shingle).is_err());
    inside
}

/// Shingle sets of paragraphs, given by ascending corpus-wide number, in their order. An article is read once for all of its paragraphs.
pub(crate) fn paragraph_shingles(corpus: &Corpus, paragraphs: &[u32]) -> Result<Vec<ParagraphShingles>> {
    let placed: Vec<(u32, u32)> =
        paragraphs.iter().map(|paragraph| corpus.text_of_paragraph(*paragraph)).collect();
    let of_texts: Vec<&[(u32, u32)]> = placed.chunk_by(|a, b| a.0 == b.0).collect();
    let nested: Vec<Vec<ParagraphShingles>> = of_texts
        .par_iter()
        .map_init(Analysis::default, |analysis, of_text| {
            let article = corpus.article_of(of_text[0].0);
            analyse_without_roles(&corpus.text_source.text(&corpus.row(article).place)?, analysis);
            Ok(of_text
                .iter()
                .map(|(_, number)| {
                    ParagraphShingles::of(analysis.folded_of(&analysis.paragraphs[*number as usize].tokens))
                })
                .collect())
        })
        .collect::<Result<_>>()?;
    Ok(nested.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;
    use wirecopy_article::text::{Paragraph, Role};

    /// The definition: all shingles with a token outside boilerplate.
    fn outside_boilerplate(shingles: &[u64], of_tokens: &[bool]) -> BTreeSet<u64> {
        let len = of_tokens.len() - (shingles.len() - 1);
        let is_outside = |(at, _): &(usize, &u64)| of_tokens[*at..at + len].contains(&false);
        shingles.iter().enumerate().filter(is_outside).map(|(_, shingle)| *shingle).collect()
    }

    fn text() -> impl Strategy<Value = (Vec<u64>, Vec<(u32, bool)>)> {
        let paragraphs = prop::collection::vec((0u32..9, any::<bool>()), 1..8);
        (prop::collection::vec(0u64..40, 72), paragraphs)
    }

    /// Shingle sets of a text of these paragraphs, and those with a token outside boilerplate.
    fn sets_of((shingles, paragraphs): &(Vec<u64>, Vec<(u32, bool)>)) -> (ArticleShingles, Vec<u64>) {
        let mut analysis = Analysis::default();
        let mut of_tokens = Vec::new();
        for (tokens, of_page) in paragraphs {
            let start = of_tokens.len() as u32;
            of_tokens.extend((0..*tokens).map(|_| *of_page));
            let tokens = start..start + tokens;
            analysis.paragraphs.push(Paragraph { start, end: tokens.end, tokens, role: Role::Body });
        }
        let token = wirecopy_article::text::Token { start: 0, end: 0, folded_start: 0, folded_end: 0 };
        analysis.tokens = vec![token; of_tokens.len()];
        let n_shingles = (of_tokens.len().max(5) - 4).min(of_tokens.len());
        let shingles = &shingles[..n_shingles];
        if shingles.is_empty() {
            return (ArticleShingles { whole: Vec::new(), boilerplate: Vec::new() }, Vec::new());
        }
        let of_page: Vec<bool> = paragraphs.iter().map(|(_, of_page)| *of_page).collect();
        let boilerplate = inside_boilerplate(shingles, &analysis, &of_page);
        let mut whole = shingles.to_vec();
        distinct(&mut whole);
        let outside = outside_boilerplate(shingles, &of_tokens).into_iter().collect();
        (ArticleShingles { whole, boilerplate }, outside)
    }

    proptest! {
        #[test]
        fn the_overlap_outside_boilerplate_is_that_of_the_sets_outside_boilerplate(a in text(), b in text()) {
            let ((a, outside_a), (b, outside_b)) = (sets_of(&a), sets_of(&b));
            prop_assert_eq!(a.outside(&b, a.whole(&b)), Overlap::between(&outside_a, &outside_b));
        }
    }
}
