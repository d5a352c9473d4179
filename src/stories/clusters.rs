//! Clusters of the reported pairs.

use crate::corpus::budget::Budget;
use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::numbers::TextId;
use crate::pairs::findings::{ArticleFindings, VerifiedPair};
use crate::pairs::verify::overlaps;
use crate::paragraphs::repeated::Paragraphs;
use std::collections::BTreeMap;
use wirecopy_news::relation::{Edge, edge};
use wirecopy_news::story::{TextSize, article_clusters};

/// Clusters the texts of stories, and verifies members that have no reported pair with their
/// representative.
pub(crate) fn with_clusters(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    mut found: ArticleFindings,
    budget: &Budget,
) -> Result<ArticleFindings> {
    let edges: Vec<(TextId, TextId, Edge)> = found
        .edges()
        .map(|(pair, edge)| (pair.a, pair.b, edge))
        .filter(|(a, b, edge)| *edge != Edge::None && corpus.has_story(*a) && corpus.has_story(*b))
        .collect();
    let mut further = BTreeMap::new();
    let clusters = article_clusters(
        corpus.n_texts(),
        &edges,
        |text_id: TextId| TextSize {
            shingles: corpus.row(corpus.article_of(text_id)).shingles,
            copies: corpus.copies(text_id).len() as u32,
        },
        |pairs| {
            let verified = overlaps(corpus, paragraphs, budget, pairs, |_, _| true)?;
            further.extend(verified.iter().map(|pair| ((pair.a, pair.b), pair.whole)));
            let is_joined = |pair: &VerifiedPair| {
                edge(pair.whole, pair.outside) != Edge::None && !is_apart(&found, pair.a, pair.b)
            };
            Result::Ok(verified.iter().map(is_joined).collect())
        },
    )?;
    found.clusters = Some(clusters);
    found.further = further;
    Ok(found)
}

/// Returns whether the label of two texts says that neither may be a copy of the other, whatever
/// their scores.
fn is_apart(found: &ArticleFindings, a: TextId, b: TextId) -> bool {
    let index = found.pairs.binary_search_by_key(&(a, b), |pair| (pair.a, pair.b)).ok();
    let labelled = found.labels.as_ref().zip(index);
    labelled.is_some_and(|(labels, index)| !labels.relation(index).may_be_copy())
}
