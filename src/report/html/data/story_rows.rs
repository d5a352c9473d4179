//! Stories as rows of a page's data.

use crate::report::html::names::PageNames;
use crate::report::html::overview::title_of;
use crate::report::html::scan_rows::{ScanRows, StoryEntry, known};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// A story with its members.
#[derive(Serialize)]
pub(super) struct PackedStory {
    id: String,
    size: u64,
    rep: u32,
    rule: String,
    min: f64,
    mean: f64,
    bridges: u64,
    outlets: usize,
    /// Its outlets, by number.
    carriers: Vec<u32>,
    first: Option<String>,
    last: Option<String>,
    agency: Option<String>,
    title: String,
    /// Relations of the pairs among its members, the most frequent first.
    relations: Vec<(String, u64)>,
    credited: u64,
    members: Vec<(u32, f64, f64, String)>,
    versions: Vec<Vec<u32>>,
}

/// The stories of which all members are among the first articles.
pub(super) fn packed_stories(scan: &ScanRows, names: &PageNames, n_articles: usize) -> Vec<PackedStory> {
    let mut relations: HashMap<u32, BTreeMap<&str, u64>> = HashMap::new();
    let story_of = |article: u32| scan.articles[article as usize].story;
    for pair in scan.pairs.iter().filter(|pair| story_of(pair.a) == story_of(pair.b)) {
        *relations.entry(story_of(pair.a)).or_default().entry(pair.row.relation.name()).or_default() += 1;
    }
    let is_in = |story: &&StoryEntry| story.members.iter().all(|(article, _)| *article < n_articles as u32);
    let stories = scan.stories.iter().take_while(is_in).zip(0..);
    let packed = |(story, number): (&StoryEntry, u32)| PackedStory {
        relations: by_frequency(relations.remove(&number).unwrap_or_default()),
        ..packed_story(scan, story, names)
    };
    stories.map(packed).collect()
}

fn by_frequency(relations: BTreeMap<&str, u64>) -> Vec<(String, u64)> {
    let mut relations: Vec<(String, u64)> =
        relations.into_iter().map(|(name, pairs)| (name.to_owned(), pairs)).collect();
    relations.sort_by_key(|(_, pairs)| std::cmp::Reverse(*pairs));
    relations
}

/// A story without the relations of its pairs.
fn packed_story(scan: &ScanRows, story: &StoryEntry, names: &PageNames) -> PackedStory {
    let row = &story.row;
    let is_credited = |article: &u32| {
        let verdict = known(scan.articles[*article as usize].verdict);
        let name = verdict.map(|verdict| scan.labels.label(verdict));
        name.is_some_and(|name| name == "wire_credited" || name == "rehosted")
    };
    let members = story.members.iter();
    PackedStory {
        id: row.cluster.clone(),
        size: row.size,
        rep: scan.numbers.get(&row.representative).copied().unwrap_or(0),
        rule: row.rule.clone(),
        min: row.min_similarity,
        mean: row.mean_similarity,
        bridges: row.bridges,
        outlets: row.outlets.len(),
        carriers: row.outlets.iter().filter_map(|outlet| scan.outlets.find(outlet)).collect(),
        first: row.first_seen.clone(),
        last: row.last_seen.clone(),
        agency: row.agency.clone().flatten(),
        title: title_of(scan, story, names),
        relations: Vec::new(),
        credited: members.clone().filter(|(article, _)| is_credited(article)).count() as u64,
        members: members
            .map(|(article, member)| (*article, member.jaccard, member.containment, member.role.clone()))
            .collect(),
        versions: PageNames::versions(scan, row),
    }
}
