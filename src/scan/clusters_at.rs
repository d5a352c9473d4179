//! Clusters at other thresholds, from the rows of a scan.

use crate::error::{Error, Result};
use crate::output::rows;
use crate::scan::ScanOutput;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use wirecopy_news::kind::PageKind;
use wirecopy_news::relation::{CONTAINMENT_CLUSTERED, Edge, JACCARD_NEAR, Relation, SHARED_CLUSTERED};
use wirecopy_news::story::{TextSize, article_clusters};

/// Scores from which a pair joins its articles, each from 0 to 1. One that is `None` joins nothing.
///
/// ```
/// use wirecopy::{ClusterThresholds, Scan};
///
/// let wire = "The ferry to Karsholm stays in port until Friday, the harbour office said. \
///             Its engine lost power twice last week, and divers found a net in a propeller.";
/// let site = format!("{wire} Islanders had complained about the old boat for years.");
/// let found = Scan::default().run([("wire-1", wire.to_owned()), ("herald-4", site)])?;
/// assert_eq!(found.clusters_at(&ClusterThresholds::default())?.len(), 1);
/// let strict = ClusterThresholds { jaccard_min: Some(0.9), containment_min: None };
/// assert!(found.clusters_at(&strict)?.is_empty());
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClusterThresholds {
    /// Least Jaccard of two texts of which most is the same.
    pub jaccard_min: Option<f64>,
    /// Least share of one text that the other one contains, if they also share 50 shingles outside
    /// boilerplate.
    pub containment_min: Option<f64>,
}

impl Default for ClusterThresholds {
    fn default() -> Self {
        ClusterThresholds { jaccard_min: Some(JACCARD_NEAR), containment_min: Some(CONTAINMENT_CLUSTERED) }
    }
}

/// A cluster that was drawn from rows.
///
/// ```
/// use wirecopy::{ClusterThresholds, RedrawnCluster, Scan};
///
/// let story = "Divers found a net in a propeller, the office said, and the boat stays in port.";
/// let found = Scan::default().run([("wire-1", story), ("herald-4", story)])?;
/// let clusters: Vec<RedrawnCluster> = found.clusters_at(&ClusterThresholds::default())?;
/// assert_eq!((clusters[0].size, clusters[0].min_similarity), (2, 1.0));
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RedrawnCluster {
    /// Id of the member that every other one reaches the thresholds with.
    pub representative: String,
    /// Members, exact copies included.
    pub size: u64,
    /// Smallest similarity of a member to the representative, where similarity is the largest of
    /// Jaccard and both containments; six decimals.
    pub min_similarity: f64,
    /// All members by id.
    pub members: Vec<String>,
}

#[derive(Deserialize)]
struct ArticleFacts {
    id: String,
    words: u32,
    exact_copy_of: Option<String>,
    kind: Option<PageKind>,
}

#[derive(Deserialize)]
struct ScoredPair {
    a: String,
    b: String,
    jaccard: f64,
    a_in_b: f64,
    b_in_a: f64,
    shared_outside: Option<u64>,
    relation: Relation,
}

#[derive(Deserialize)]
struct MemberScores {
    cluster: String,
    id: String,
    jaccard: f64,
    containment: f64,
    role: String,
}

/// Scores of two different texts.
#[derive(Clone, Copy)]
struct Scores {
    jaccard: f64,
    containment: f64,
    /// True if they share enough outside boilerplate to be joined by containment.
    shares_enough: bool,
    may_be_copies: bool,
}

impl Scores {
    fn similarity(self) -> f64 {
        self.jaccard.max(self.containment)
    }

    fn edge(self, thresholds: &ClusterThresholds) -> Edge {
        let reaches = |score: f64, least: Option<f64>| least.is_some_and(|least| score >= least);
        if !self.may_be_copies {
            Edge::None
        } else if reaches(self.jaccard, thresholds.jaccard_min) {
            Edge::Full
        } else if self.shares_enough && reaches(self.containment, thresholds.containment_min) {
            Edge::Partial
        } else {
            Edge::None
        }
    }
}

impl ScanOutput {
    /// Clusters the articles again at other thresholds, as a scan does, the largest first. Reads
    /// the rows of articles, pairs and members and nothing else: a pair that has no row joins
    /// nothing, and at the thresholds of a scan the clusters are those of its rows.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a threshold outside 0 to 1; when a row cannot be read back.
    pub fn clusters_at(&self, thresholds: &ClusterThresholds) -> Result<Vec<RedrawnCluster>> {
        check(thresholds)?;
        let ScoredTexts { texts, pairs, further } = &self.scored_texts()?;
        let scores = |pair: &(u32, u32)| pairs.get(pair).or_else(|| further.get(pair)).copied();
        let edges: Vec<(u32, u32, Edge)> = pairs
            .iter()
            .filter(|((a, b), _)| texts[*a as usize].has_story && texts[*b as usize].has_story)
            .map(|((a, b), found)| (*a, *b, found.edge(thresholds)))
            .filter(|(_, _, edge)| *edge != Edge::None)
            .collect();
        let size = |item: u32| {
            let text = &texts[item as usize];
            TextSize { shingles: text.words, copies: text.copies.len() as u32 }
        };
        let is_edge =
            |pair: &(u32, u32)| scores(pair).is_some_and(|found| found.edge(thresholds) != Edge::None);
        let reaches = |pairs: &[(u32, u32)]| Result::Ok(pairs.iter().map(is_edge).collect());
        let found = article_clusters(texts.len() as u32, &edges, size, reaches)?;
        let mut is_single = vec![true; texts.len()];
        let mut clusters = Vec::new();
        for star in found.stars.iter() {
            star.members.iter().for_each(|member| is_single[*member as usize] = false);
            let similarity = |member: &u32| {
                let pair = (star.representative.min(*member), star.representative.max(*member));
                scores(&pair).map_or(1.0, Scores::similarity)
            };
            clusters.push(redrawn(texts, star.representative, star.members, similarity));
        }
        for (number, text) in (0..).zip(texts) {
            if is_single[number as usize] && text.has_story && text.copies.len() > 1 {
                clusters.push(redrawn(texts, number, &[number], |_| 1.0));
            }
        }
        clusters
            .sort_by(|a, b| (Reverse(a.size), &a.representative).cmp(&(Reverse(b.size), &b.representative)));
        Ok(clusters)
    }

    fn scored_texts(&self) -> Result<ScoredTexts> {
        let members: Vec<MemberScores> =
            rows(&self.folder().join("members.jsonl"))?.collect::<Result<_>>()?;
        let representatives: HashMap<&str, &str> = members
            .iter()
            .filter(|member| member.role == "representative")
            .map(|member| (member.cluster.as_str(), member.id.as_str()))
            .collect();
        let (texts, numbers) = self.distinct_texts(&representatives.values().copied().collect())?;
        let number_of = |id: &str| numbers.get(id).copied();
        let (mut pairs, mut further) = (BTreeMap::new(), BTreeMap::new());
        for member in members.iter().filter(|member| member.role == "member") {
            let representative = representatives.get(member.cluster.as_str()).copied();
            let pair = number_of(&member.id).zip(representative.and_then(number_of));
            let Some((a, b)) = pair.filter(|(a, b)| a != b) else { continue };
            let MemberScores { jaccard, containment, .. } = *member;
            let found = Scores { jaccard, containment, shares_enough: true, may_be_copies: true };
            further.insert((a.min(b), a.max(b)), found);
        }
        for pair in rows::<ScoredPair>(&self.folder().join("pairs.jsonl"))? {
            let pair = pair?;
            let Some((a, b)) = number_of(&pair.a).zip(number_of(&pair.b)) else { continue };
            if a != b {
                let found = Scores {
                    jaccard: pair.jaccard,
                    containment: pair.a_in_b.max(pair.b_in_a),
                    shares_enough: pair.shared_outside >= Some(SHARED_CLUSTERED.into()),
                    may_be_copies: pair.relation.may_be_copy(),
                };
                pairs.insert((a.min(b), a.max(b)), found);
            }
        }
        Ok(ScoredTexts { texts, pairs, further })
    }

    /// The distinct texts, representatives of the scan first, since of equal texts the first one
    /// represents a cluster; and the number of each article's text.
    fn distinct_texts(
        &self,
        representatives: &HashSet<&str>,
    ) -> Result<(Vec<DistinctText>, HashMap<String, u32>)> {
        let mut texts: Vec<DistinctText> = Vec::new();
        let mut copies: Vec<(String, String)> = Vec::new();
        for article in rows::<ArticleFacts>(&self.folder().join("articles.jsonl"))? {
            let ArticleFacts { id, words, exact_copy_of, kind } = article?;
            match exact_copy_of {
                Some(first) => copies.push((first, id)),
                None => texts.push(DistinctText {
                    words,
                    has_story: kind.is_none_or(PageKind::has_story),
                    copies: vec![id],
                }),
            }
        }
        texts.sort_by_key(|text| !representatives.contains(text.copies[0].as_str()));
        let mut numbers: HashMap<String, u32> =
            (0..).zip(&texts).map(|(number, text)| (text.copies[0].clone(), number)).collect();
        for (first, id) in copies {
            if let Some(number) = numbers.get(&first).copied() {
                texts[number as usize].copies.push(id.clone());
                numbers.insert(id, number);
            }
        }
        Ok((texts, numbers))
    }
}

/// Distinct texts, and the scores of pairs of them by their numbers.
struct ScoredTexts {
    texts: Vec<DistinctText>,
    pairs: BTreeMap<(u32, u32), Scores>,
    /// Members with representatives that they may have no pair with.
    further: BTreeMap<(u32, u32), Scores>,
}

/// A text, with the articles that have it.
struct DistinctText {
    words: u32,
    has_story: bool,
    /// Ids of its articles; rows of pairs have the first one.
    copies: Vec<String>,
}

fn check(thresholds: &ClusterThresholds) -> Result<()> {
    let named = [("jaccard", thresholds.jaccard_min), ("containment", thresholds.containment_min)];
    for (name, value) in named {
        if let Some(value) = value.filter(|value| !(0.0..=1.0).contains(value)) {
            let expected = "a share from 0 to 1 is expected";
            return Err(Error::Parameter { name, value: value.to_string(), expected });
        }
    }
    Ok(())
}

fn redrawn(
    texts: &[DistinctText],
    representative: u32,
    members: &[u32],
    similarity: impl Fn(&u32) -> f64,
) -> RedrawnCluster {
    let text = |number: &u32| &texts[*number as usize];
    let mut ids: Vec<String> = members.iter().flat_map(|member| text(member).copies.clone()).collect();
    ids.sort_unstable();
    let others = members.iter().filter(|member| **member != representative);
    RedrawnCluster {
        representative: text(&representative).copies[0].clone(),
        size: ids.len() as u64,
        min_similarity: others.map(similarity).fold(1.0, f64::min),
        members: ids,
    }
}
