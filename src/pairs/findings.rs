//! Findings among articles, stage by stage.

use crate::numbers::TextId;
use crate::pairs::alignments::Alignments;
use crate::pairs::labels::{Labels, WeakLabel};
use crate::pairs::shared_words::SharedWords;
use std::collections::BTreeMap;
use wirecopy_news::relation::{Edge, edge, edge_of, is_reported_outside, may_share_passage};
use wirecopy_news::story::ArticleClusters;
use wirecopy_reuse::overlap::Overlap;

/// Two distinct texts with their exact overlaps.
#[derive(Debug, Clone, Copy)]
pub(crate) struct VerifiedPair {
    pub(crate) a: TextId,
    pub(crate) b: TextId,
    /// Over the whole texts.
    pub(crate) whole: Overlap,
    /// Over the shingles outside boilerplate.
    pub(crate) outside: Overlap,
    /// False if no run of both texts can be long enough to report a pair that its scores do not
    /// report.
    pub(crate) may_share_passage: bool,
}

impl VerifiedPair {
    /// Returns whether the pair is reported for its scores, or may be for a long passage.
    pub(crate) fn may_be_reported(&self) -> bool {
        may_be_reported(self.whole, self.outside)
    }

    /// Returns whether it has to be aligned to know whether it is reported.
    pub(crate) fn is_undecided(&self) -> bool {
        self.may_share_passage || is_reported_outside(self.whole, self.outside)
    }
}

/// Returns whether two texts with these overlaps, whole and outside boilerplate, are reported for
/// their scores, or may be for a long passage.
pub(crate) fn may_be_reported(whole: Overlap, outside: Overlap) -> bool {
    is_reported_outside(whole, outside) || may_share_passage(outside)
}

/// Everything that is found among articles.
#[derive(Default)]
pub(crate) struct ArticleFindings {
    /// Reported pairs, sorted by (a, b).
    pub(crate) pairs: Vec<VerifiedPair>,
    /// Pairs that are not reported but share enough to show where a text comes from, sorted by (a,
    /// b).
    pub(crate) weak: Vec<VerifiedPair>,
    /// Labels of the weak pairs, in their order; none if nothing was aligned.
    pub(crate) weak_labels: Vec<WeakLabel>,
    /// Relations of the reported pairs, in their order; `None` if nothing was aligned.
    pub(crate) labels: Option<Labels>,
    /// The words of each text that the reported pairs share with others.
    pub(crate) shared: Option<SharedWords>,
    /// Passages of the reported pairs, in their order.
    pub(crate) alignments: Option<Alignments>,
    pub(crate) clusters: Option<ArticleClusters<TextId>>,
    /// Overlaps of cluster members with their representative that are not reported pairs.
    pub(crate) further: BTreeMap<(TextId, TextId), Overlap>,
    /// Distinct shingles of each text that has copies, by text.
    pub(crate) copied: Vec<(TextId, u32)>,
    /// Number of verified candidates that share nothing but boilerplate.
    pub(crate) boilerplate_only: u64,
    /// Number of verified candidates.
    pub(crate) candidates: u64,
    pub(crate) groups_over_limit: u64,
    /// Pairs that were left out because there are too many.
    pub(crate) pairs_left_out: u64,
    /// Weak pairs that were left out because there are too many.
    pub(crate) weak_left_out: u64,
    /// All candidates, sorted, where a group over the limit may give others among fewer texts.
    pub(crate) proposed: Vec<(TextId, TextId)>,
}

impl ArticleFindings {
    /// Returns each reported pair with the edge that it is between two members of a cluster.
    pub(crate) fn edges(&self) -> impl Iterator<Item = (&VerifiedPair, Edge)> {
        self.pairs.iter().enumerate().map(|(index, pair)| {
            let edge = match &self.labels {
                Some(labels) => edge_of(labels.relation(index), pair.whole, pair.outside),
                None => edge(pair.whole, pair.outside),
            };
            (pair, edge)
        })
    }

    /// Returns the overlap of a cluster's member with its representative.
    pub(crate) fn overlap(&self, a: TextId, b: TextId) -> Overlap {
        let pair = (a.min(b), a.max(b));
        match self.pairs.binary_search_by_key(&pair, |pair| (pair.a, pair.b)) {
            Ok(index) => self.pairs[index].whole,
            Err(_) => self.further[&pair],
        }
    }
}
