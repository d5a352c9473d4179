//! `members.jsonl`: one row per member, clusters in the order of `clusters.jsonl`, members by id.

use crate::corpus::numbering::Corpus;
use crate::numbers::{ArticleId, TextId};
use crate::pairs::findings::ArticleFindings;
use serde::{Deserialize, Serialize};
use wirecopy_reuse::overlap::six_decimals;

/// One article as a member of its cluster.
///
/// ```
/// use wirecopy::output::Member;
///
/// let story = "Divers found a net in a propeller, the office said, and the boat stays in port.";
/// let found = wirecopy::Scan::default().run([("wire-1", story), ("herald-4", story)])?;
/// let members: Vec<Member> = found.members().collect::<wirecopy::Result<_>>()?;
/// assert!(members.iter().all(|member| member.jaccard == 1.0));
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Member {
    /// Id of the cluster.
    pub cluster: String,
    /// Id of the article.
    pub id: String,
    /// Exact Jaccard with the representative, six decimals.
    pub jaccard: f64,
    /// The larger of both exact containments with the representative, six decimals.
    pub containment: f64,
    /// `representative`, `exact` (a copy of the representative) or `member`.
    pub role: String,
}

/// The rows of one cluster. `articles` are its members; `representative` is a text.
pub(super) fn member_rows(
    corpus: &Corpus,
    found: &ArticleFindings,
    cluster: &str,
    representative: TextId,
    articles: &[ArticleId],
) -> Vec<Member> {
    let first_copy = corpus.article_of(representative);
    let row = |article: &ArticleId| {
        let text_id = corpus.text_of(*article);
        let (jaccard, containment) = scores(found, text_id, representative);
        let role = match text_id == representative {
            true if *article == first_copy => "representative",
            true => "exact",
            false => "member",
        };
        Member {
            cluster: cluster.to_owned(),
            id: corpus.id(*article).to_owned(),
            jaccard: six_decimals(jaccard),
            containment: six_decimals(containment),
            role: role.to_owned(),
        }
    };
    articles.iter().map(row).collect()
}

/// Jaccard and larger containment of a member's text with the representative.
pub(super) fn scores(found: &ArticleFindings, text_id: TextId, representative: TextId) -> (f64, f64) {
    if text_id == representative {
        return (1.0, 1.0);
    }
    let overlap = found.overlap(text_id, representative);
    (overlap.jaccard(), overlap.containment())
}
