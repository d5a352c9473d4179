//! The rows of a scan in the order of the page: members of stories first, the largest story first.

use super::shared_strings::SharedStrings;
use crate::error::{Error, Result};
use crate::network::credited_agency;
use crate::output::{Article, Cluster, Member, Pair, Summary, articles_of, rows};
use crate::report::terminal::one_line;
use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// Pairs in one page; of further ones, those with the representative of a story come first.
const PAIRS_MAX: usize = 300_000;

/// Characters of the longest title: some records have a whole page there.
const TITLE_CHARACTERS_MAX: usize = 300;

/// Columns of the longest opening in place of a title.
const OPENING_COLUMNS_MAX: usize = 90;

/// The number of no outlet, story, agency, kind or verdict.
pub(crate) const NONE: u32 = u32::MAX;

/// A number, if it is one of something.
pub(crate) fn known(number: u32) -> Option<u32> {
    (number != NONE).then_some(number)
}

/// An article without what only its own view shows.
#[derive(Debug)]
pub(crate) struct ArticleEntry {
    pub(crate) id: String,
    pub(crate) given_id: Option<String>,
    /// File and line of its record.
    pub(crate) file: u32,
    pub(crate) line: u64,
    pub(crate) outlet: u32,
    pub(crate) published: Option<String>,
    pub(crate) title: Option<String>,
    /// The beginning of its text, if it has no title and its text was found.
    pub(crate) opening: Option<String>,
    pub(crate) words: u64,
    pub(crate) story: u32,
    pub(crate) kind: u32,
    pub(crate) verdict: u32,
    pub(crate) agency: u32,
    pub(crate) originality: Option<f64>,
    pub(crate) truncated: bool,
    pub(crate) is_copy: bool,
    pub(crate) boilerplate: Vec<PageSpan>,
}

/// A stretch of boilerplate.
#[derive(Debug, Clone)]
pub(crate) struct PageSpan {
    pub(crate) start: u64,
    pub(crate) end: u64,
    pub(crate) rule: u32,
    /// The fragment or the opening that shows its words; `NONE` if the row has neither.
    pub(crate) words: u32,
}

/// A story with its members.
#[derive(Debug)]
pub(crate) struct StoryEntry {
    pub(crate) row: Cluster,
    /// Its members, by number of article.
    pub(crate) members: Vec<(u32, Member)>,
}

/// A pair of articles by their numbers, sides as the row has them.
#[derive(Debug)]
pub(crate) struct PairEntry {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) row: Pair,
}

/// Everything that the page needs of a scan's folder.
#[derive(Debug)]
pub(crate) struct ScanRows {
    pub(crate) summary: Summary,
    pub(crate) articles: Vec<ArticleEntry>,
    pub(crate) stories: Vec<StoryEntry>,
    pub(crate) pairs: Vec<PairEntry>,
    /// Pairs beyond the largest number in one page.
    pub(crate) pairs_left_out: u64,
    /// Jaccard and larger containment of all pairs.
    pub(crate) scores: Vec<(f64, f64)>,
    pub(crate) outlets: SharedStrings,
    pub(crate) files: SharedStrings,
    pub(crate) labels: SharedStrings,
    /// Ids of fragments and openings of boilerplate.
    pub(crate) page_lines: SharedStrings,
    pub(crate) numbers: HashMap<String, u32>,
    /// True if the files of records are left out of the page.
    pub(crate) hides_files: bool,
}

impl ScanRows {
    /// Reads a folder. O(bytes of the folder).
    ///
    /// # Errors
    /// [`Error::NotAScan`] if no scan wrote the folder; [`Error::BadRecord`] if a row cannot
    /// be read or names an unknown article.
    pub(crate) fn read(folder: &Path) -> Result<ScanRows> {
        let mut read = ScanRows {
            summary: summary(folder)?,
            articles: Vec::new(),
            stories: Vec::new(),
            pairs: Vec::new(),
            pairs_left_out: 0,
            scores: Vec::new(),
            outlets: SharedStrings::default(),
            files: SharedStrings::default(),
            labels: SharedStrings::default(),
            page_lines: SharedStrings::default(),
            numbers: HashMap::new(),
            hides_files: false,
        };
        for row in rows::<Cluster>(&folder.join("clusters.jsonl"))? {
            read.stories.push(StoryEntry { row: row?, members: Vec::new() });
        }
        let stories = read.stories.iter().zip(0..).map(|(story, number)| (story.row.cluster.clone(), number));
        let stories: HashMap<String, u32> = stories.collect();
        for row in rows::<Article>(&articles_of(folder)?)? {
            let entry = read.entry(row?, &stories);
            read.articles.push(entry);
        }
        read.articles.sort_by_key(|article| article.story);
        let numbers = read.articles.iter().zip(0..).map(|(article, number)| (article.id.clone(), number));
        read.numbers = numbers.collect();
        read.read_members(&folder.join("members.jsonl"), &stories)?;
        read.read_pairs(&folder.join("pairs.jsonl"))?;
        Ok(read)
    }

    /// Gives articles without a title the beginning of their text.
    pub(crate) fn set_openings(&mut self, texts: &HashMap<u32, String>) {
        for (article, number) in
            self.articles.iter_mut().zip(0..).filter(|(article, _)| article.title.is_none())
        {
            let first = texts.get(&number).and_then(|text| text.lines().find(|line| !line.trim().is_empty()));
            article.opening = first.map(|line| one_line(line, OPENING_COLUMNS_MAX));
        }
    }

    fn entry(&mut self, row: Article, stories: &HashMap<String, u32>) -> ArticleEntry {
        let labels = &mut self.labels;
        let agency = row.credits.as_deref().and_then(credited_agency);
        let spans = row.boilerplate.iter().flatten().map(|span| PageSpan {
            start: span.start,
            end: span.end,
            rule: labels.number(&span.rule),
            words: match span.fragment.as_ref().or(span.opening.as_ref()) {
                Some(words) => self.page_lines.number(words),
                None => NONE,
            },
        });
        ArticleEntry {
            boilerplate: spans.collect(),
            given_id: row.given_id,
            file: row.file.as_deref().map_or(NONE, |file| self.files.number(file)),
            line: row.line.unwrap_or(0),
            outlet: row.outlet.as_deref().map_or(NONE, |outlet| self.outlets.number(outlet)),
            published: row.published,
            opening: None,
            title: row.title.map(|title| shortened(&title, TITLE_CHARACTERS_MAX)),
            words: row.words,
            story: row.cluster.and_then(|cluster| stories.get(&cluster).copied()).unwrap_or(NONE),
            kind: row.kind.map_or(NONE, |kind| labels.number(kind.name())),
            verdict: row.verdict.as_deref().map_or(NONE, |verdict| labels.number(verdict)),
            agency: agency.map_or(NONE, |agency| labels.number(&agency)),
            originality: row.originality.flatten(),
            truncated: row.truncated.unwrap_or(false),
            is_copy: row.exact_copy_of.is_some(),
            id: row.id,
        }
    }

    fn read_members(&mut self, path: &Path, stories: &HashMap<String, u32>) -> Result<()> {
        for (line, row) in (1..).zip(rows::<Member>(path)?) {
            let row = row?;
            let (Some(article), Some(story)) = (self.numbers.get(&row.id), stories.get(&row.cluster)) else {
                return Err(unknown(path, line, &row.id));
            };
            self.stories[*story as usize].members.push((*article, row));
        }
        Ok(())
    }

    fn read_pairs(&mut self, path: &Path) -> Result<()> {
        let representatives: Vec<u32> = self
            .stories
            .iter()
            .map(|story| self.numbers.get(&story.row.representative).copied().unwrap_or(NONE))
            .collect();
        let story_of = |article: u32| self.articles[article as usize].story;
        let is_with_representative = |a: u32, b: u32| {
            let story = story_of(a);
            story != NONE && story == story_of(b) && [a, b].contains(&representatives[story as usize])
        };
        let mut others = Vec::new();
        for (line, row) in (1..).zip(rows::<Pair>(path)?) {
            let row = row?;
            let number = |id: &str| self.numbers.get(id).copied().ok_or_else(|| unknown(path, line, id));
            let (a, b) = (number(&row.a)?, number(&row.b)?);
            self.scores.push((row.jaccard, row.a_in_b.max(row.b_in_a)));
            let is_first = is_with_representative(a, b);
            let kept = if is_first { &mut self.pairs } else { &mut others };
            if kept.len() < PAIRS_MAX {
                kept.push(PairEntry { a, b, row });
            } else {
                self.pairs_left_out += 1;
            }
        }
        // Pairs of one story are together, in the order of stories.
        self.pairs.sort_by_key(|pair| self.articles[pair.a as usize].story);
        let left = PAIRS_MAX.saturating_sub(self.pairs.len());
        self.pairs_left_out += others.len().saturating_sub(left) as u64;
        others.sort_by_key(|pair| (story_of(pair.a).min(story_of(pair.b)), pair.a, pair.b));
        others.truncate(left);
        self.pairs.append(&mut others);
        Ok(())
    }
}

/// The first characters of a text.
pub(crate) fn shortened(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn unknown(path: &Path, line: u64, id: &str) -> Error {
    let reason = format!("no row of articles.jsonl is about {id}: scan again, the folder was changed");
    Error::BadRecord { path: path.to_path_buf(), line, reason }
}

/// Reads `summary.json`.
fn summary(folder: &Path) -> Result<Summary> {
    articles_of(folder)?;
    let summary = folder.join("summary.json");
    match summary.is_file() {
        true => document(&summary),
        false => Err(Error::NotAScan { path: folder.to_path_buf(), missing: "summary.json" }),
    }
}

/// Reads one JSON document.
pub(crate) fn document<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T> {
    let failed = |source| crate::error::FileError::Read { path: path.to_path_buf(), source };
    let text = fs::read_to_string(path).map_err(failed)?;
    serde_json::from_str(&text).map_err(|error| Error::BadRecord {
        path: path.to_path_buf(),
        line: error.line() as u64,
        reason: error.to_string(),
    })
}
