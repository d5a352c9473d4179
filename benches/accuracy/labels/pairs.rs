//! Relations of pairs, and which articles are one story.

use super::label::{Label, rows};
use super::share::{Line, Share};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// Relations that say that both articles are one story.
const SAME_STORY: [&str; 10] = [
    "exact",
    "near",
    "copy_truncated",
    "teaser",
    "excerpt",
    "contained",
    "update",
    "correction",
    "roundup",
    "live_blog",
];

/// Labels of copies and versions, which belong into one cluster.
const ONE_CLUSTER: [&str; 4] = ["exact", "near", "copy_truncated", "update"];

/// Labels of pairs that a scan need not report.
const MAY_BE_ABSENT: [&str; 3] = ["different", "boilerplate_only", "error_page"];

/// Labels that say the contrary. All have a row of their own.
const OTHER: [&str; 8] = [
    "shared_quote",
    "template",
    "standing_text",
    "boilerplate_only",
    "caption_only",
    "headline_only",
    "error_page",
    "different",
];

/// A pair that was read.
#[derive(Deserialize)]
pub struct PairLabel {
    set: String,
    a: String,
    b: String,
    label: String,
    also: Vec<String>,
    same_story: bool,
    story_words_shared: String,
}

/// The scan's answer on a pair.
pub struct PairAnswer {
    relation: Option<String>,
    is_one_cluster: bool,
}

#[derive(Deserialize)]
struct PairRow {
    a: String,
    b: String,
    relation: String,
}

#[derive(Deserialize)]
struct MemberRow {
    cluster: String,
    id: String,
}

/// Exact groups: a member by the one that it equals, and so on to the first.
#[derive(Default)]
struct ExactGroups(HashMap<String, String>);

impl ExactGroups {
    fn read(pairs: &Path) -> Self {
        let mut groups = Self::default();
        for row in rows::<PairRow>(pairs).filter(|row| row.relation == "exact") {
            let (a, b) = (groups.first(&row.a).to_owned(), groups.first(&row.b).to_owned());
            if a != b {
                groups.0.insert(a.clone().max(b.clone()), a.min(b));
            }
        }
        groups
    }

    fn first<'a>(&'a self, mut member: &'a str) -> &'a str {
        while let Some(equal) = self.0.get(member) {
            member = equal;
        }
        member
    }

    /// Returns the groups of a pair in a fixed order.
    fn key(&self, a: &str, b: &str) -> (String, String) {
        let (a, b) = (self.first(a), self.first(b));
        (a.min(b).to_owned(), a.max(b).to_owned())
    }
}

impl Label for PairLabel {
    const FILE: &'static str = "pairs.jsonl";
    const HEAD: &'static str = "pairs";
    type Answer = PairAnswer;

    fn set(&self) -> &str {
        &self.set
    }

    fn answers(labels: &[&Self], scan: &Path) -> Vec<Option<PairAnswer>> {
        let path = scan.join("pairs.jsonl");
        let groups = ExactGroups::read(&path);
        let wanted: HashSet<_> = labels.iter().map(|label| groups.key(&label.a, &label.b)).collect();
        let mut relations = HashMap::new();
        for row in rows::<PairRow>(&path) {
            let key = groups.key(&row.a, &row.b);
            if wanted.contains(&key) {
                relations.entry(key).or_insert(row.relation);
            }
        }
        let members = rows::<MemberRow>(&scan.join("members.jsonl")).map(|row| (row.id, row.cluster));
        let clusters: HashMap<String, String> = members.collect();
        let answers = labels.iter().map(|label| {
            let (a, b) = groups.key(&label.a, &label.b);
            let is_exact = a == b;
            let relation = relations.get(&(a, b)).cloned();
            let cluster = clusters.get(&label.a);
            Some(PairAnswer {
                relation: if is_exact { Some("exact".to_owned()) } else { relation },
                is_one_cluster: cluster.is_some() && cluster == clusters.get(&label.b),
            })
        });
        answers.collect()
    }

    fn lines(rows: &[(&Self, &PairAnswer)]) -> Vec<Line> {
        let share = |of: &dyn Fn(&PairLabel, &PairAnswer) -> bool,
                     is_right: &dyn Fn(&PairLabel, &PairAnswer) -> bool| {
            let of = rows.iter().filter(|(label, answer)| of(label, answer));
            Share::of(of.map(|(label, answer)| is_right(label, answer)))
        };
        let is_story = |label: &PairLabel, _: &PairAnswer| label.same_story;
        let is_called_story = |_: &PairLabel, answer: &PairAnswer| answer.calls_one_story();
        let is_joined = |_: &PairLabel, answer: &PairAnswer| answer.is_one_cluster;
        let shares_words = |label: &PairLabel, _: &PairAnswer| {
            label.same_story && !["0", "<40"].contains(&label.story_words_shared.as_str())
        };
        let mut lines = vec![
            ("label: right".to_owned(), share(&|_, _| true, &is_right)),
            (
                "label, reported pairs: right".to_owned(),
                share(&|_, answer| answer.relation.is_some(), &is_right),
            ),
            ("called one story: are".to_owned(), share(&is_called_story, &is_story)),
            ("one story: called so".to_owned(), share(&is_story, &is_called_story)),
            ("one story, 40 words shared: called so".to_owned(), share(&shares_words, &is_called_story)),
            ("in one cluster: one story".to_owned(), share(&is_joined, &is_story)),
            ("copies and versions: in one cluster".to_owned(), share(&belongs_together, &is_joined)),
        ];
        lines.extend(SAME_STORY.into_iter().chain(OTHER).map(|name| {
            (format!("`{name}`: right"), share(&|label: &PairLabel, _| label.label == name, &is_right))
        }));
        lines
    }
}

impl PairAnswer {
    fn calls_one_story(&self) -> bool {
        self.relation.as_deref().is_some_and(|relation| SAME_STORY.contains(&relation))
    }
}

/// Returns whether the relation, or the absence of a row, is one of those that the reader accepts.
fn is_right(label: &PairLabel, answer: &PairAnswer) -> bool {
    let mut accepted = std::iter::once(&label.label).chain(&label.also);
    match &answer.relation {
        Some(relation) => accepted.any(|name| name == relation),
        None => accepted.any(|name| MAY_BE_ABSENT.contains(&name.as_str())),
    }
}

fn belongs_together(label: &PairLabel, _: &PairAnswer) -> bool {
    label.same_story && ONE_CLUSTER.contains(&label.label.as_str())
}
