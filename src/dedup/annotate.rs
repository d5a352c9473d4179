//! Fields that are added to survivors: how many copies each had, of which outlets, and their
//! cluster.

use crate::corpus::numbering::Corpus;
use crate::dedup::ArticleRemovals;
use crate::numbers::ArticleId;
use crate::output::DedupAnnotation;
use crate::output::scan::cluster_id_of;
use std::collections::{BTreeMap, BTreeSet};
use wirecopy_io::Notes;

/// Survivors with the articles that were removed for them: 16 bytes per removed article.
pub(super) struct Replaced<'a> {
    corpus: &'a Corpus,
    by_survivor: BTreeMap<ArticleId, Vec<ArticleId>>,
}

impl<'a> Replaced<'a> {
    pub(super) fn of(corpus: &'a Corpus, removals: &ArticleRemovals) -> Replaced<'a> {
        let mut by_survivor: BTreeMap<ArticleId, Vec<ArticleId>> = BTreeMap::new();
        for (article, removal) in removals.iter_enumerated() {
            if let Some(copy) = removal.as_ref().and_then(|removal| removal.copy()) {
                by_survivor.entry(copy.kept).or_default().push(article);
            }
        }
        Replaced { corpus, by_survivor }
    }

    /// The values of one survivor. Its cluster has the id that a scan gives to a cluster of the
    /// same articles, and is `null` if it is alone.
    pub(super) fn notes(&self, survivor: ArticleId) -> Notes {
        let copies = self.by_survivor.get(&survivor).map_or(&[][..], Vec::as_slice);
        let members = || copies.iter().copied().chain([survivor]);
        let outlets: BTreeSet<&str> = members().filter_map(|article| self.corpus.outlet(article)).collect();
        let cluster = (!copies.is_empty()).then(|| {
            let mut members: Vec<ArticleId> = members().collect();
            members.sort_unstable_by_key(|article| self.corpus.id_rank[*article]);
            cluster_id_of(self.corpus, &members)
        });
        let outlets = outlets.into_iter().map(str::to_owned).collect();
        DedupAnnotation { copies: copies.len() as u64, cluster, outlets }.notes()
    }
}
