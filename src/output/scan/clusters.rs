//! `clusters.jsonl`: one row per cluster, the largest first, then by id. `members.jsonl` is written
//! with it.

use super::findings::Findings;
use super::members::{Member, member_rows, scores};
use super::summary::Counts;
use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::numbers::{ArticleId, ClusterId, TextId};
use crate::output::OutputDir;
use crate::pairs::findings::ArticleFindings;
use crate::stories::versions::versions_by_cluster;
use crate::stories::wire_text::wire_carrier;
use serde::{Deserialize, Serialize};
use serde_with::rust::double_option;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use typed_index_collections::{TiSlice, TiVec};
use wirecopy_io::to_iso8601;
use wirecopy_news::credit::agency_name;
use wirecopy_news::relation::Edge;
use wirecopy_news::story::{headline, story_agency};
use wirecopy_reuse::graph::{Star, StarNumber, Stars};
use wirecopy_reuse::overlap::six_decimals;
use xxhash_rust::xxh3::Xxh3;

/// Members that a row lists.
const MEMBERS_LISTED: usize = 100;

/// Articles that were all verified against their representative.
///
/// ```
/// use wirecopy::output::Cluster;
///
/// let story = "Divers found a net in a propeller, the office said, and the boat stays in port.";
/// let found = wirecopy::Scan::default().run([("wire-1", story), ("herald-4", story)])?;
/// let clusters: Vec<Cluster> = found.clusters().collect::<wirecopy::Result<_>>()?;
/// assert_eq!((clusters.len(), clusters[0].size), (1, 2));
/// assert_eq!(clusters[0].members, ["herald-4", "wire-1"]);
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cluster {
    /// Id derived from the ids and texts of its members.
    pub cluster: String,
    /// Members, exact copies included.
    pub size: u64,
    /// Id of the member that every other one was verified against.
    pub representative: String,
    /// First line of the representative outside boilerplate, if no member has a title; otherwise
    /// absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// `exact` if all members are copies of one text, otherwise `star`: each member reaches the
    /// threshold against the representative.
    pub rule: String,
    /// Smallest similarity of a member to the representative, where similarity is the largest of
    /// Jaccard and both containments; six decimals.
    pub min_similarity: f64,
    /// Mean similarity of the members other than the representative, six decimals.
    pub mean_similarity: f64,
    /// Verified pairs between a member and an article of another cluster or of none.
    pub bridges: u64,
    /// Known outlets, ordered bytewise.
    pub outlets: Vec<String>,
    /// Earliest known date, ISO 8601; `null` if no member has one.
    pub first_seen: Option<String>,
    /// Latest known date, ISO 8601; `null` if no member has one.
    pub last_seen: Option<String>,
    /// The agency that most members credit, `null` if there is none or a tie.
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "double_option::deserialize"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub agency: Option<Option<String>>,
    /// Updates and corrections in one outlet: chains of ids in the order of time; absent if
    /// there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub versions: Option<Vec<Vec<String>>>,
    /// The first 100 members by id; all are in `members.jsonl`.
    pub members: Vec<String>,
}

/// The clusters that texts and articles belong to.
pub(crate) struct ClusterIds {
    /// Cluster → the hash that is its id.
    hashes: TiVec<ClusterId, u64>,
    representatives: TiVec<ClusterId, TextId>,
    /// Text → its cluster.
    of_text: TiVec<TextId, Option<ClusterId>>,
}

impl ClusterIds {
    /// Id of the cluster of a text.
    pub(crate) fn of_text(&self, text_id: TextId) -> Option<String> {
        self.of_text[text_id].map(|cluster| cluster_id(self.hashes[cluster]))
    }

    /// Returns whether an article represents its cluster: one per cluster does, and each that is in
    /// none.
    pub(crate) fn is_kept(&self, corpus: &Corpus, article: ArticleId) -> bool {
        self.of_text[corpus.text_of(article)]
            .is_none_or(|cluster| corpus.article_of(self.representatives[cluster]) == article)
    }
}

/// The id of a cluster of these articles, in the order of their ids.
pub(crate) fn cluster_id_of(corpus: &Corpus, articles: &[ArticleId]) -> String {
    cluster_id(hash_of(corpus, articles))
}

fn cluster_id(hash: u64) -> String {
    format!("c{hash:016x}")
}

/// A cluster before it is written.
#[derive(Clone, Copy)]
struct ClusterDraft {
    hash: u64,
    size: u32,
    representative: TextId,
    /// `None` for the copies of one text that is similar to no other.
    star: Option<StarNumber>,
    bridges: u64,
}

impl ClusterDraft {
    fn star<'a>(&'a self, stars: &'a Stars<TextId>) -> Star<'a, TextId> {
        let members = match self.star {
            Some(number) => stars.get(number).members,
            None => std::slice::from_ref(&self.representative),
        };
        Star { representative: self.representative, members }
    }
}

/// Writes `clusters.jsonl` and `members.jsonl`, and returns the ids of the clusters.
pub(super) fn write_clusters(
    findings: &Findings<'_>,
    output: &OutputDir,
    counts: &mut Counts,
) -> Result<ClusterIds> {
    let Findings { corpus, articles: found, .. } = *findings;
    let drafts = drafts(corpus, found);
    let none = Stars::default();
    let stars = found.clusters.as_ref().map_or(&none, |clusters| &clusters.stars);
    let ids = ids_of(corpus, &drafts, stars);
    let mut versions = versions_by_cluster(corpus, found, |text_id| ids.of_text[text_id]);
    let (mut clusters, mut members) = (output.rows("clusters.jsonl")?, output.rows("members.jsonl")?);
    for (number, draft) in drafts.iter_enumerated() {
        let articles = articles_of(corpus, draft.star(stars));
        let rows = member_rows(corpus, found, &cluster_id(draft.hash), draft.representative, &articles);
        let carriers: Vec<_> = articles.iter().map(|article| wire_carrier(corpus, *article)).collect();
        let agency = story_agency(&carriers);
        let in_ids =
            |chain: Vec<ArticleId>| chain.into_iter().map(|article| corpus.id(article).to_owned()).collect();
        clusters.write(&Cluster {
            agency: Some(agency.map(|story| agency_name(story.agency as u16).to_owned())),
            versions: versions.remove(&number).map(|chains| chains.into_iter().map(in_ids).collect()),
            headline: first_line(findings, draft.representative, &articles)?,
            ..cluster_row(findings, draft, &articles, &rows)
        })?;
        counts.clustered += rows.len() as u64;
        for row in &rows {
            members.write(row)?;
        }
    }
    counts.clusters = clusters.finish()?;
    members.finish()?;
    Ok(ids)
}

fn ids_of(corpus: &Corpus, drafts: &TiSlice<ClusterId, ClusterDraft>, stars: &Stars<TextId>) -> ClusterIds {
    let mut of_text: TiVec<TextId, _> = vec![None; corpus.n_texts() as usize].into();
    for (number, draft) in drafts.iter_enumerated() {
        for text_id in draft.star(stars).members {
            of_text[*text_id] = Some(number);
        }
    }
    let hashes = drafts.iter().map(|draft| draft.hash).collect();
    let representatives = drafts.iter().map(|draft| draft.representative).collect();
    ClusterIds { hashes, representatives, of_text }
}

/// Stars of several texts, and texts with copies that are in no star, the largest first.
fn drafts(corpus: &Corpus, found: &ArticleFindings) -> TiVec<ClusterId, ClusterDraft> {
    let mut is_single: TiVec<TextId, bool> = vec![true; corpus.n_texts() as usize].into();
    let mut drafts = TiVec::new();
    if let Some(clusters) = &found.clusters {
        for ((number, star), bridges) in clusters.stars.iter_enumerated().zip(&clusters.bridges) {
            for text_id in star.members {
                is_single[*text_id] = false;
            }
            drafts.push(draft(corpus, star, Some(number), *bridges));
        }
    }
    let mut edges: TiVec<TextId, u64> = vec![0; corpus.n_texts() as usize].into();
    for (pair, _) in found.edges().filter(|(_, edge)| *edge != Edge::None) {
        edges[pair.a] += 1;
        edges[pair.b] += 1;
    }
    let single = found.copied.iter().map(|(text_id, _)| *text_id);
    let is_cluster = |text_id: &TextId| is_single[*text_id] && corpus.has_story(*text_id);
    for text_id in single.filter(is_cluster) {
        let star = Star { representative: text_id, members: &[text_id] };
        drafts.push(draft(corpus, star, None, edges[text_id]));
    }
    drafts.sort_by_key(|draft| (Reverse(draft.size), draft.hash));
    drafts
}

fn draft(corpus: &Corpus, star: Star<'_, TextId>, number: Option<StarNumber>, bridges: u64) -> ClusterDraft {
    let articles = articles_of(corpus, star);
    ClusterDraft {
        hash: hash_of(corpus, &articles),
        size: articles.len() as u32,
        representative: star.representative,
        star: number,
        bridges,
    }
}

fn hash_of(corpus: &Corpus, articles: &[ArticleId]) -> u64 {
    let mut hasher = Xxh3::new();
    for article in articles {
        hasher.update(corpus.id(*article).as_bytes());
        hasher.update(&[0]);
        hasher.update(&corpus.row(*article).text_hash.to_le_bytes());
    }
    hasher.digest()
}

/// Articles of a star in the order of their ids.
fn articles_of(corpus: &Corpus, star: Star<'_, TextId>) -> Vec<ArticleId> {
    let mut articles: Vec<ArticleId> =
        star.members.iter().flat_map(|text_id| corpus.copies(*text_id)).collect();
    articles.sort_unstable_by_key(|article| corpus.id_rank[*article]);
    articles
}

/// The first line of a text outside boilerplate, by which a cluster without titles is named; `None`
/// if one of its articles has a title.
fn first_line(findings: &Findings<'_>, text_id: TextId, articles: &[ArticleId]) -> Result<Option<String>> {
    let Findings { corpus, paragraphs, .. } = *findings;
    for article in articles {
        if corpus.metadata(*article)?.title.is_some() {
            return Ok(None);
        }
    }
    let article = corpus.article_of(text_id);
    let text = corpus.text_source.text(&corpus.row(article).location)?;
    let mut start = corpus.content(article).map_or(0, |content| content.start);
    for stretch in paragraphs.boilerplate.stretches(corpus, text_id) {
        if text[start as usize..stretch.bytes.start as usize].contains(char::is_alphanumeric) {
            break;
        }
        start = stretch.bytes.end;
    }
    Ok(headline(None, &text[start as usize..]))
}

/// The row without agency, versions and headline.
fn cluster_row(
    findings: &Findings<'_>,
    draft: &ClusterDraft,
    articles: &[ArticleId],
    rows: &[Member],
) -> Cluster {
    let Findings { corpus, articles: found, .. } = *findings;
    let first_copy = corpus.article_of(draft.representative);
    let similarity = |article: &ArticleId| {
        let (jaccard, containment) = scores(found, corpus.text_of(*article), draft.representative);
        jaccard.max(containment)
    };
    // Exact scores: a mean of rounded ones would be rounded twice.
    let similarities = || articles.iter().filter(|article| **article != first_copy).map(similarity);
    let outlets: BTreeSet<&str> = articles.iter().filter_map(|article| corpus.outlet(*article)).collect();
    let dates = || articles.iter().filter_map(|article| corpus.published(*article));
    Cluster {
        cluster: cluster_id(draft.hash),
        size: rows.len() as u64,
        representative: corpus.id(corpus.article_of(draft.representative)).to_owned(),
        rule: if draft.star.is_none() { "exact" } else { "star" }.to_owned(),
        min_similarity: six_decimals(similarities().fold(1.0, f64::min)),
        mean_similarity: six_decimals(similarities().sum::<f64>() / (rows.len() as f64 - 1.0)),
        bridges: draft.bridges,
        outlets: outlets.into_iter().map(str::to_owned).collect(),
        first_seen: dates().min().map(|published| to_iso8601(&published)),
        last_seen: dates().max().map(|published| to_iso8601(&published)),
        agency: None,
        versions: None,
        headline: None,
        members: rows.iter().take(MEMBERS_LISTED).map(|row| row.id.clone()).collect(),
    }
}
