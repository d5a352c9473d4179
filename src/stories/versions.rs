//! Chains of versions within clusters.

use crate::corpus::numbering::Corpus;
use crate::numbers::{ArticleId, ClusterId, OutletId, TextId};
use crate::pairs::findings::ArticleFindings;
use std::collections::BTreeMap;
use wirecopy_article::DatePrecision;
use wirecopy_news::direction::{Appearance, Zones};
use wirecopy_news::story::version_chains;

/// Returns, by the number of the cluster, the chains of updates and corrections in one outlet,
/// articles in the order of time.
///
/// `cluster_of` takes a text. Linear in the copies of the pairs, and O(n log n) in the
/// versions.
pub(crate) fn versions_by_cluster(
    corpus: &Corpus,
    found: &ArticleFindings,
    cluster_of: impl Fn(TextId) -> Option<ClusterId>,
) -> BTreeMap<ClusterId, Vec<Vec<ArticleId>>> {
    let mut chains: BTreeMap<ClusterId, Vec<Vec<ArticleId>>> = BTreeMap::new();
    let Some(labels) = &found.labels else { return chains };
    let mut edges = Vec::new();
    for (index, pair) in found.pairs.iter().enumerate() {
        let is_within = cluster_of(pair.a).is_some() && cluster_of(pair.a) == cluster_of(pair.b);
        if labels.relation(index).is_of_versions() && is_within {
            edges.extend(of_one_outlet(corpus, pair.a, pair.b));
        }
    }
    for chain in version_chains(corpus.n_articles(), &edges, |article: u32| appeared(corpus, article.into()))
    {
        let chain: Vec<ArticleId> = chain.into_iter().map(ArticleId::from).collect();
        if let Some(cluster) = cluster_of(corpus.text_of(chain[0])) {
            chains.entry(cluster).or_default().push(chain);
        }
    }
    chains
}

/// Returns, for each outlet that has copies of both texts, the first of either.
fn of_one_outlet(corpus: &Corpus, a: TextId, b: TextId) -> Vec<(u32, u32)> {
    let firsts = |text_id: TextId| {
        let mut firsts: BTreeMap<OutletId, ArticleId> = BTreeMap::new();
        for article in corpus.copies(text_id) {
            if let Some(outlet) = corpus.row(article).outlet {
                firsts.entry(outlet).or_insert(article);
            }
        }
        firsts
    };
    let of_b = firsts(b);
    let both = firsts(a).into_iter().filter_map(|(outlet, left)| Some((left, *of_b.get(&outlet)?)));
    both.map(|(left, right)| (left.into(), right.into())).collect()
}

/// All clocks of one outlet are in one zone, whichever it is.
fn appeared(corpus: &Corpus, article: ArticleId) -> Option<Appearance> {
    let published = corpus.published(article)?;
    let zones = if published.precision == DatePrecision::Instant { Zones::Any } else { Zones::Utc };
    Some(Appearance::of(published, zones))
}
