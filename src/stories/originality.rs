//! For each article, the share of its words that no other outlet had earlier.
//!
//! A word was seen earlier if it is in a shingle that an earlier article of another outlet has,
//! among the articles with which it makes a reported pair. That is exact for those pairs; what is
//! below the rule for pairs (a sentence, an idiom) counts as original.

use crate::corpus::numbering::Corpus;
use crate::numbers::{ArticleId, TextId};
use crate::pairs::shared_words::SharedWords;
use crate::paragraphs::repeated::Paragraphs;
use rayon::prelude::*;
use std::ops::Range;
use typed_index_collections::TiVec;
use wirecopy_news::story::{Precedence, originality};

/// Returns, for each article, its originality; `None` if dates leave it open or all of the
/// article is boilerplate.
pub(crate) fn originalities(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    shared: &SharedWords,
) -> TiVec<ArticleId, Option<f64>> {
    let of_earliest = |text_id: TextId| {
        let body = body_of(corpus, paragraphs, text_id);
        let tokens = corpus.row(corpus.article_of(text_id)).tokens;
        (!body.is_empty()).then(|| originality(&body, &shared.parts(text_id, tokens)))
    };
    let of_texts: Vec<Option<Option<f64>>> =
        (0..corpus.n_texts()).into_par_iter().map(TextId::from).map(of_earliest).collect();
    let mut all: TiVec<ArticleId, _> = vec![None; corpus.n_articles() as usize].into();
    for (text_id, of_earliest) in corpus.text_ids().zip(of_texts) {
        let Some(of_earliest) = of_earliest else { continue };
        for article in corpus.copies(text_id) {
            all[article] = match shared.precedence_of_copies(article) {
                Precedence::Earlier => Some(0.0),
                Precedence::Unknown => None,
                Precedence::Later => of_earliest,
            };
        }
    }
    all
}

/// Returns the stretches of tokens outside boilerplate.
fn body_of(corpus: &Corpus, paragraphs: &Paragraphs, text_id: TextId) -> Vec<Range<u32>> {
    let mut body: Vec<Range<u32>> = Vec::new();
    let mut end = 0;
    for (paragraph, sketch) in corpus.paragraph_ids(text_id).zip(corpus.paragraph_sketches(text_id)) {
        let stretch = end..end + sketch.tokens;
        end = stretch.end;
        if paragraphs.boilerplate(paragraph).is_some() || stretch.is_empty() {
            continue;
        }
        match body.last_mut() {
            Some(last) if last.end == stretch.start => last.end = stretch.end,
            _ => body.push(stretch),
        }
    }
    body
}
