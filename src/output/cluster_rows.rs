//! `clusters.jsonl` and `members.jsonl`.

use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::output::{Cluster, Counts, Member, OutputDir, six_decimals};
use crate::pairs::findings::ArticleFindings;
use crate::stories::versions::versions_by_cluster;
use crate::stories::wire_text::wire_carrier;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use wirecopy_io::to_iso8601;
use wirecopy_news::credit::agency_name;
use wirecopy_news::relation::Edge;
use wirecopy_news::story::{StoryAgency, carries_wire_text, story_agency};
use wirecopy_reuse::graph::{Star, Stars};
use xxhash_rust::xxh3::Xxh3;

/// Members that a row of `clusters.jsonl` lists.
const MEMBERS_LISTED: usize = 100;

/// Which cluster each text belongs to.
pub(crate) struct Grouped {
    /// Number → what its id is made of.
    hashes: Vec<u64>,
    /// Unit → number of its cluster, `u32::MAX` where it stands alone.
    of_text: Vec<u32>,
    /// Article → whether it carries the words of its cluster's agency.
    carries_wire_text: Vec<bool>,
}

impl Grouped {
    /// Id of a text's cluster.
    pub(crate) fn of_text(&self, text_id: u32) -> Option<String> {
        self.hashes.get(self.of_text[text_id as usize] as usize).map(|hash| id_of(*hash))
    }

    /// Whether its cluster shows that an article carries an agency's words.
    pub(crate) fn carries_wire_text(&self, article: u32) -> bool {
        self.carries_wire_text[article as usize]
    }
}

fn id_of(hash: u64) -> String {
    format!("c{hash:016x}")
}

/// A cluster before it is written.
#[derive(Clone, Copy)]
struct Draft {
    hash: u64,
    size: u32,
    representative: u32,
    /// `None` for the copies of one text, which stand alone.
    star: Option<u32>,
    bridges: u64,
}

impl Draft {
    fn star<'a>(&'a self, stars: &'a Stars) -> Star<'a> {
        let members = match self.star {
            Some(number) => stars.get(number as usize).members,
            None => std::slice::from_ref(&self.representative),
        };
        Star { representative: self.representative, members }
    }
}

/// Writes both files and tells which cluster each text belongs to.
pub(crate) fn write_clusters(
    corpus: &Corpus,
    found: &ArticleFindings,
    output: &OutputDir,
    counts: &mut Counts,
) -> Result<Grouped> {
    let mut drafts = drafts(corpus, found);
    drafts.sort_by_key(|draft| (Reverse(draft.size), draft.hash));
    let none = Stars::default();
    let stars = found.clusters.as_ref().map_or(&none, |clusters| &clusters.stars);
    let mut grouped = Grouped {
        hashes: drafts.iter().map(|draft| draft.hash).collect(),
        of_text: vec![u32::MAX; corpus.n_texts() as usize],
        carries_wire_text: vec![false; corpus.n_articles() as usize],
    };
    for (number, draft) in (0..).zip(&drafts) {
        for text_id in draft.star(stars).members {
            grouped.of_text[*text_id as usize] = number;
        }
    }
    let number_of =
        |text_id: u32| Some(grouped.of_text[text_id as usize] as usize).filter(|at| *at < drafts.len());
    let mut versions = versions_by_cluster(corpus, found, number_of);
    let (mut clusters, mut members) = (output.clusters()?, output.members()?);
    for (number, draft) in drafts.iter().enumerate() {
        let star = draft.star(stars);
        let articles = articles_of(corpus, star);
        let rows = member_rows(corpus, found, draft, &articles);
        let carriers: Vec<_> = articles.iter().map(|article| wire_carrier(corpus, *article)).collect();
        let agency = story_agency(&carriers);
        for (article, carries) in articles.iter().zip(carries_wire_text(&carriers, agency)) {
            grouped.carries_wire_text[*article as usize] = carries;
        }
        let chains = versions.remove(&number);
        clusters.write(&cluster_row(corpus, draft, &articles, &rows, agency, chains))?;
        counts.clustered += rows.len() as u64;
        for row in &rows {
            members.write(row)?;
        }
    }
    counts.clusters = clusters.finish()?;
    members.finish()?;
    Ok(grouped)
}

/// Stars of several texts, and exact groups that stand alone.
fn drafts(corpus: &Corpus, found: &ArticleFindings) -> Vec<Draft> {
    let mut alone = vec![true; corpus.n_texts() as usize];
    let mut drafts = Vec::new();
    if let Some(clusters) = &found.clusters {
        for ((number, star), bridges) in (0..).zip(clusters.stars.iter()).zip(&clusters.bridges) {
            for text_id in star.members {
                alone[*text_id as usize] = false;
            }
            drafts.push(draft(corpus, star, Some(number), *bridges));
        }
    }
    let mut bonds = vec![0u64; corpus.n_texts() as usize];
    for (pair, _) in found.edges().filter(|(_, bond)| *bond != Edge::None) {
        bonds[pair.a as usize] += 1;
        bonds[pair.b as usize] += 1;
    }
    for text_id in found.copied.iter().map(|(text_id, _)| *text_id).filter(|text_id| alone[*text_id as usize])
    {
        let star = Star { representative: text_id, members: &[text_id] };
        drafts.push(draft(corpus, star, None, bonds[text_id as usize]));
    }
    drafts
}

fn draft(corpus: &Corpus, star: Star<'_>, number: Option<u32>, bridges: u64) -> Draft {
    let articles = articles_of(corpus, star);
    let mut hasher = Xxh3::new();
    for article in &articles {
        hasher.update(corpus.id(*article).as_bytes());
        hasher.update(&[0]);
        hasher.update(&corpus.row(*article).text_hash.to_le_bytes());
    }
    Draft {
        hash: hasher.digest(),
        size: articles.len() as u32,
        representative: star.representative,
        star: number,
        bridges,
    }
}

/// Articles of a star in the order of their ids.
fn articles_of(corpus: &Corpus, star: Star<'_>) -> Vec<u32> {
    let mut articles: Vec<u32> = star.members.iter().flat_map(|text_id| corpus.copies(*text_id)).collect();
    articles.sort_unstable_by_key(|article| corpus.id_rank[*article as usize]);
    articles
}

fn member_rows(corpus: &Corpus, found: &ArticleFindings, draft: &Draft, articles: &[u32]) -> Vec<Member> {
    let representative = draft.representative;
    let first = corpus.article_of(representative);
    let row = |article: &u32| {
        let text_id = corpus.text_of(*article);
        let (jaccard, containment) = if text_id == representative {
            (1.0, 1.0)
        } else {
            let overlap = found.overlap(text_id, representative);
            (overlap.jaccard(), overlap.containment())
        };
        let role = match text_id == representative {
            true if *article == first => "representative",
            true => "exact",
            false => "member",
        };
        Member {
            cluster: id_of(draft.hash),
            id: corpus.id(*article).to_owned(),
            jaccard: six_decimals(jaccard),
            containment: six_decimals(containment),
            role: role.to_owned(),
        }
    };
    articles.iter().map(row).collect()
}

fn cluster_row(
    corpus: &Corpus,
    draft: &Draft,
    articles: &[u32],
    rows: &[Member],
    agency: Option<StoryAgency>,
    versions: Option<Vec<Vec<u32>>>,
) -> Cluster {
    let in_files = |chain: Vec<u32>| chain.into_iter().map(|article| corpus.id(article).to_owned()).collect();
    let similarities =
        || rows.iter().filter(|row| row.role != "representative").map(|row| row.jaccard.max(row.containment));
    let outlets: BTreeSet<&str> = articles.iter().filter_map(|article| corpus.outlet(*article)).collect();
    let dates = || articles.iter().filter_map(|article| corpus.published(*article));
    Cluster {
        cluster: id_of(draft.hash),
        size: rows.len() as u64,
        representative: corpus.id(corpus.article_of(draft.representative)).to_owned(),
        rule: if draft.star.is_none() { "exact" } else { "star" }.to_owned(),
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
