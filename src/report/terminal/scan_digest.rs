//! The rows of a scan that its summary shows, read from its folder.

use crate::error::Result;
use crate::output::{Cluster, Fragment, Pair, rows};
use crate::report::digests::ArticleDigest;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use wirecopy_article::Reject;
use wirecopy_article::text::Role;
use wirecopy_news::kind::PageKind;

/// Characters from which a longer paragraph says no more than another.
const PARAGRAPH_CHARACTERS: usize = 120;

/// Fragments that are kept per row shown: those of one article, often neighbours, have one row.
const FRAGMENTS_PER_ROW: usize = 20;

/// The largest clusters, the fragments in the most articles, and boilerplate.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ScanDigest {
    /// The largest clusters.
    pub(super) clusters: Vec<ClusterShown>,
    /// The closest pairs; only if there is no cluster to show.
    pub(super) pairs: Vec<Pair>,
    /// The fragments other than boilerplate and credits that the most outlets have, one per
    /// article.
    pub(super) fragments: Vec<Fragment>,
    /// Lines of boilerplate, those in the most articles first.
    pub(super) boilerplate: Vec<BoilerplateShown>,
    /// Number of different lines of boilerplate.
    pub(super) boilerplate_total: u64,
    /// Reasons of rejects, the most frequent first.
    pub(super) reasons: Vec<ReasonShown>,
}

/// A cluster with a title, which its row lacks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ClusterShown {
    /// Its row.
    pub(super) row: Cluster,
    /// Title of its representative, or of the first listed member that has one, or else its first
    /// line.
    pub(super) title: Option<String>,
}

/// A reason for which records were rejected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ReasonShown {
    /// The reason.
    pub(super) reason: String,
    /// Number of records rejected for it.
    pub(super) records: u64,
    /// File and line of the first of them.
    pub(super) first: String,
}

/// A line of boilerplate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BoilerplateShown {
    /// The line, or its first characters.
    pub(super) opening: String,
    /// Articles that contain it.
    pub(super) articles: u64,
    /// Known outlets of these articles.
    pub(super) outlets: u64,
}

impl ScanDigest {
    /// Reads up to `top` rows of each kind. O(bytes of the folder): one pass per file.
    pub(super) fn read(folder: &Path, top: usize) -> Result<Self> {
        let clusters: Vec<Cluster> =
            rows(&folder.join("clusters.jsonl"))?.take(top).collect::<Result<_>>()?;
        let (fragments, carried) = fragments(folder, top)?;
        let mut digest = ScanDigest { fragments, reasons: reasons(folder, top)?, ..ScanDigest::default() };
        let members: BTreeSet<&str> =
            clusters.iter().flat_map(|cluster| cluster.members.iter()).map(String::as_str).collect();
        let (titles, page_lines) = articles(folder, &members)?;
        digest.boilerplate_total = (carried.len() + page_lines.len()) as u64;
        digest.boilerplate = most_carried(carried, page_lines, top);
        digest.clusters = clusters.into_iter().map(|row| shown(row, &titles)).collect();
        if digest.clusters.is_empty() {
            digest.pairs = closest(folder, top)?;
        }
        Ok(digest)
    }
}

fn shown(row: Cluster, titles: &BTreeMap<String, String>) -> ClusterShown {
    let title =
        std::iter::once(&row.representative).chain(&row.members).find_map(|id| titles.get(id)).cloned();
    ClusterShown { title: title.or_else(|| row.headline.clone()), row }
}

/// The fragments of stories that are worth showing, and all that are boilerplate.
fn fragments(folder: &Path, top: usize) -> Result<(Vec<Fragment>, Vec<BoilerplateShown>)> {
    let (mut best, mut boilerplate_lines) = (Vec::new(), Vec::new());
    let shorten = |best: &mut Vec<Fragment>| {
        // Stable: fragments of equal weight stay in the order of the file.
        best.sort_by_key(|fragment| Reverse(weight(fragment)));
        best.truncate(FRAGMENTS_PER_ROW * top.max(1));
    };
    for row in rows::<Fragment>(&folder.join("fragments.jsonl"))? {
        let row = row?;
        match row.role {
            Role::Boilerplate => boilerplate_lines.push(BoilerplateShown {
                opening: row.text,
                articles: row.articles,
                outlets: row.outlets.len() as u64,
            }),
            // Whom texts credit is counted by agency.
            Role::Byline | Role::Credit => {}
            _ => best.push(row),
        }
        if best.len() >= 2 * FRAGMENTS_PER_ROW * top.max(1) {
            shorten(&mut best);
        }
    }
    shorten(&mut best);
    let mut seen = BTreeSet::new();
    best.retain(|fragment| {
        let first = fragment.occurrences.first().map(|occurrence| occurrence.article.clone());
        fragment.articles < 2 || seen.insert(first)
    });
    best.truncate(top);
    Ok((best, boilerplate_lines))
}

/// The words of a fragment that further outlets have, then those that further articles have: a
/// promotion is in many articles of one outlet.
fn weight(fragment: &Fragment) -> (u64, u64) {
    let says = fragment.text.chars().take(PARAGRAPH_CHARACTERS).count() as u64;
    let outlets = (fragment.outlets.len() as u64).saturating_sub(1);
    let articles = fragment.articles.max(fragment.occurrences_total).saturating_sub(1);
    (outlets * says, articles * says)
}

/// Reasons by kind, the most frequent first. Reasons that differ only in their numbers are one
/// kind.
fn reasons(folder: &Path, top: usize) -> Result<Vec<ReasonShown>> {
    let mut by_kind: BTreeMap<String, ReasonShown> = BTreeMap::new();
    for row in rows::<Reject>(&folder.join("rejects.jsonl"))? {
        let Reject { file, line, reason, .. } = row?;
        let reason = reason.to_string();
        let kind = reason.replace(|character: char| character.is_ascii_digit(), "");
        let first = || ReasonShown { reason, records: 0, first: format!("{file}:{line}") };
        by_kind.entry(kind).or_insert_with(first).records += 1;
    }
    let mut reasons: Vec<ReasonShown> = by_kind.into_values().collect();
    reasons.sort_by_key(|shown| Reverse(shown.records));
    reasons.truncate(top);
    Ok(reasons)
}

/// Articles and outlets by opening.
type PageLines = BTreeMap<String, (u64, BTreeSet<String>)>;

/// Titles of some articles, and in all articles the lines that a phrase marks as boilerplate.
fn articles(folder: &Path, wanted: &BTreeSet<&str>) -> Result<(BTreeMap<String, String>, PageLines)> {
    let mut titles = BTreeMap::new();
    let mut page_lines = PageLines::new();
    for row in rows::<ArticleDigest>(&folder.join("articles.jsonl"))? {
        let ArticleDigest { id, outlet, title, boilerplate, .. } = row?;
        for opening in boilerplate.unwrap_or_default().into_iter().filter_map(|span| span.opening) {
            let (articles, outlets) = page_lines.entry(opening).or_default();
            *articles += 1;
            outlets.extend(outlet.clone());
        }
        if let Some(title) = title.filter(|_| wanted.contains(&*id)) {
            titles.insert(id, title);
        }
    }
    Ok((titles, page_lines))
}

fn most_carried(
    mut carried: Vec<BoilerplateShown>,
    page_lines: PageLines,
    top: usize,
) -> Vec<BoilerplateShown> {
    carried.extend(page_lines.into_iter().map(|(opening, (articles, outlets))| BoilerplateShown {
        opening,
        articles,
        outlets: outlets.len() as u64,
    }));
    // Stable: lines with equal counts stay in the order of the files.
    carried.sort_by_key(|line| Reverse(line.articles));
    carried.truncate(top);
    carried
}

/// Ids of pages that have no story: their copies are no news.
fn pages_without_story(folder: &Path) -> Result<BTreeSet<String>> {
    let has_none = |kind: Option<PageKind>| kind.is_some_and(|kind| !kind.has_story());
    let mut ids = BTreeSet::new();
    for row in rows::<ArticleDigest>(&folder.join("articles.jsonl"))? {
        let ArticleDigest { id, kind, .. } = row?;
        ids.extend(Some(id).filter(|_| has_none(kind)));
    }
    Ok(ids)
}

/// The pairs with the highest Jaccard, on a tie by (`a`, `b`), less those of two pages without a
/// story. Keeps at most `2 × top` rows and the ids of such pages in memory.
fn closest(folder: &Path, top: usize) -> Result<Vec<Pair>> {
    let without_story = pages_without_story(folder)?;
    let mut best: Vec<Pair> = Vec::new();
    let shorten = |best: &mut Vec<Pair>| {
        best.sort_by(|left, right| right.jaccard.total_cmp(&left.jaccard));
        best.truncate(top);
    };
    for row in rows::<Pair>(&folder.join("pairs.jsonl"))? {
        let row = row?;
        if without_story.contains(&row.a) && without_story.contains(&row.b) {
            continue;
        }
        best.push(row);
        if best.len() >= 2 * top.max(1) {
            shorten(&mut best);
        }
    }
    shorten(&mut best);
    Ok(best)
}
