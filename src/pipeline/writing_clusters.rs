//! `clusters.jsonl` and `members.jsonl`.

use super::articles::ArticleFindings;
use super::chaining::versions_by_cluster;
use super::collapse::Corpus;
use super::judging::wire_carrier;
use crate::attribution::{StoryAgency, carries_wire_text, story_agency};
use crate::cluster::Star;
use crate::credit::agency_name;
use crate::error::Result;
use crate::formats::to_iso8601;
use crate::records::{Cluster, Counts, Member, OutputDir, six_decimals};
use crate::relation::Bond;
use std::collections::BTreeSet;
use xxhash_rust::xxh3::Xxh3;

/// Members that a row of `clusters.jsonl` lists.
const MEMBERS_LISTED: usize = 100;

/// Which cluster each unit belongs to.
pub(super) struct Grouped {
    ids: Vec<String>,
    /// Unit → number of its cluster, `u32::MAX` where it stands alone.
    of_unit: Vec<u32>,
    /// Article → whether it carries the words of its cluster's agency.
    carries_wire_text: Vec<bool>,
}

impl Grouped {
    /// Id of a unit's cluster.
    pub(super) fn of_unit(&self, unit: u32) -> Option<&str> {
        self.ids.get(self.of_unit[unit as usize] as usize).map(String::as_str)
    }

    /// Whether its cluster shows that an article carries an agency's words.
    pub(super) fn carries_wire_text(&self, article: u32) -> bool {
        self.carries_wire_text[article as usize]
    }
}

/// A cluster before it is written.
struct Draft {
    id: String,
    star: Star,
    bridges: u64,
    /// Articles in the order of their ids.
    articles: Vec<u32>,
}

/// Writes both files and tells which cluster each unit belongs to.
pub(super) fn write_clusters(
    corpus: &Corpus,
    found: &ArticleFindings,
    output: &OutputDir,
    counts: &mut Counts,
) -> Result<Grouped> {
    let mut drafts = drafts(corpus, found);
    drafts.sort_by(|a, b| (b.articles.len(), &a.id).cmp(&(a.articles.len(), &b.id)));
    let mut grouped = Grouped {
        ids: Vec::new(),
        of_unit: vec![u32::MAX; corpus.n_units() as usize],
        carries_wire_text: vec![false; corpus.n_articles() as usize],
    };
    for (number, draft) in (0..).zip(&drafts) {
        for unit in &draft.star.members {
            grouped.of_unit[*unit as usize] = number;
        }
    }
    let number_of = |unit: u32| Some(grouped.of_unit[unit as usize] as usize).filter(|at| *at < drafts.len());
    let mut versions = versions_by_cluster(corpus, found, number_of);
    let (mut clusters, mut members) = (output.clusters()?, output.members()?);
    for (number, draft) in drafts.into_iter().enumerate() {
        let rows = member_rows(corpus, found, &draft);
        let carriers: Vec<_> = draft.articles.iter().map(|article| wire_carrier(corpus, *article)).collect();
        let agency = story_agency(&carriers);
        for (article, carries) in draft.articles.iter().zip(carries_wire_text(&carriers, agency)) {
            grouped.carries_wire_text[*article as usize] = carries;
        }
        let chains = versions.remove(&number);
        clusters.write(&cluster_row(corpus, &draft, &rows, agency, chains))?;
        counts.clustered += rows.len() as u64;
        for row in &rows {
            members.write(row)?;
        }
        grouped.ids.push(draft.id);
    }
    counts.clusters = clusters.finish()?;
    members.finish()?;
    Ok(grouped)
}

/// Stars of several units, and exact groups that stand alone.
fn drafts(corpus: &Corpus, found: &ArticleFindings) -> Vec<Draft> {
    let mut alone = vec![true; corpus.n_units() as usize];
    let mut drafts = Vec::new();
    if let Some(clusters) = &found.clusters {
        for (star, bridges) in clusters.stars.iter().zip(&clusters.bridges) {
            for unit in &star.members {
                alone[*unit as usize] = false;
            }
            drafts.push(draft(corpus, star.clone(), *bridges));
        }
    }
    let mut bonds = vec![0u64; corpus.n_units() as usize];
    for (pair, _) in found.bonds().filter(|(_, bond)| *bond != Bond::None) {
        bonds[pair.a as usize] += 1;
        bonds[pair.b as usize] += 1;
    }
    drafts.extend(
        found.copied.iter().map(|(unit, _)| *unit).filter(|unit| alone[*unit as usize]).map(|unit| {
            draft(corpus, Star { representative: unit, members: vec![unit] }, bonds[unit as usize])
        }),
    );
    drafts
}

fn draft(corpus: &Corpus, star: Star, bridges: u64) -> Draft {
    let mut articles: Vec<u32> = star.members.iter().flat_map(|unit| corpus.copies(*unit)).collect();
    articles.sort_unstable_by_key(|article| corpus.id_rank[*article as usize]);
    let mut hasher = Xxh3::new();
    for article in &articles {
        hasher.update(corpus.id(*article).as_bytes());
        hasher.update(&[0]);
        hasher.update(&corpus.row(*article).text_hash.to_le_bytes());
    }
    Draft { id: format!("c{:016x}", hasher.digest()), star, bridges, articles }
}

fn member_rows(corpus: &Corpus, found: &ArticleFindings, draft: &Draft) -> Vec<Member> {
    let representative = draft.star.representative;
    let first = corpus.article_of(representative);
    let row = |article: &u32| {
        let unit = corpus.unit_of(*article);
        let (jaccard, containment) = if unit == representative {
            (1.0, 1.0)
        } else {
            let overlap = found.overlap(unit, representative);
            (overlap.jaccard(), overlap.containment())
        };
        let role = match unit == representative {
            true if *article == first => "representative",
            true => "exact",
            false => "member",
        };
        Member {
            cluster: draft.id.clone(),
            id: corpus.id(*article).to_owned(),
            jaccard: six_decimals(jaccard),
            containment: six_decimals(containment),
            role: role.to_owned(),
        }
    };
    draft.articles.iter().map(row).collect()
}

fn cluster_row(
    corpus: &Corpus,
    draft: &Draft,
    rows: &[Member],
    agency: Option<StoryAgency>,
    versions: Option<Vec<Vec<u32>>>,
) -> Cluster {
    let in_files = |chain: Vec<u32>| chain.into_iter().map(|article| corpus.id(article).to_owned()).collect();
    let similarities =
        || rows.iter().filter(|row| row.role != "representative").map(|row| row.jaccard.max(row.containment));
    let outlets: BTreeSet<&str> =
        draft.articles.iter().filter_map(|article| corpus.outlet(*article)).collect();
    let dates = || draft.articles.iter().filter_map(|article| corpus.published(*article));
    Cluster {
        cluster: draft.id.clone(),
        size: rows.len() as u64,
        representative: corpus.id(corpus.article_of(draft.star.representative)).to_owned(),
        rule: if draft.star.members.len() == 1 { "exact" } else { "star" }.to_owned(),
        min_similarity: six_decimals(similarities().fold(1.0, f64::min)),
        mean_similarity: six_decimals(similarities().sum::<f64>() / (rows.len() as f64 - 1.0)),
        bridges: draft.bridges,
        outlets: outlets.into_iter().map(str::to_owned).collect(),
        first_seen: dates().min().map(|published| to_iso8601(&published)),
        last_seen: dates().max().map(|published| to_iso8601(&published)),
        agency: Some(agency.map(|story| agency_name(story.agency as u16).to_owned())),
        versions: versions.map(|chains| chains.into_iter().map(in_files).collect()),
        members: rows.iter().take(MEMBERS_LISTED).map(|row| row.id.clone()).collect(),
    }
}
