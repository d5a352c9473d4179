//! The first view: what was read, how much repeats, and what repeats most.
//!
//! *Takes* the rows of a scan and its network of outlets. *Gives* everything that the page shows
//! without a script ([`Overview`]). *Costs* one pass over articles, pairs, fragments and rejects.
//! *Never* shows a number that no file has, but for counts and sums of rows. *Source*: Tufte 1983,
//! "The Visual Display of Quantitative Information", chapter 4: ink for data.

mod charts;
mod days;
mod lists;

pub(crate) use charts::Chart;
pub(crate) use days::{DayCount, by_day};
pub(crate) use lists::{BarList, OutletShare, TopFragment, list};

use crate::error::Result;
use crate::output::Network;
use crate::report::html::names::PageNames;
use crate::report::html::scan_rows::{NONE, ScanRows, StoryEntry, shortened};
use crate::report::terminal::{counted, grouped, visible};
use charts::histogram;
use lists::{OUTLETS_SHOWN, ROWS_SHOWN, fragments, outlets, rejects};
use std::collections::BTreeMap;
use std::path::Path;
use wirecopy_news::relation::{CONTAINMENT_REPORTED, CONTAINMENT_REPORTED_SHORT, JACCARD_NEAR};

/// Characters of the fields of one role: a header is an input's, too.
const FIELDS_CHARACTERS_MAX: usize = 1_000;

/// A number and what it counts.
pub(crate) struct Figure {
    pub(crate) value: String,
    pub(crate) what: String,
    pub(crate) more: String,
}

/// A story in the list of the largest ones.
pub(crate) struct TopStory {
    pub(crate) cluster: String,
    pub(crate) title: String,
    pub(crate) size: String,
    /// The number of outlets that carry it, if one is known.
    pub(crate) outlets: Option<String>,
    /// The first day and the last one.
    pub(crate) days: Vec<String>,
    pub(crate) agency: String,
}

/// Everything that the first view shows.
pub(crate) struct Overview {
    /// Articles and outlets in words, and the first and the last day.
    pub(crate) about: String,
    pub(crate) days: Vec<String>,
    pub(crate) figures: Vec<Figure>,
    pub(crate) charts: Vec<Chart>,
    pub(crate) stories: Vec<TopStory>,
    pub(crate) captions: Vec<TopFragment>,
    pub(crate) quotes: Vec<TopFragment>,
    pub(crate) outlets: Vec<OutletShare>,
    pub(crate) outlets_more: u64,
    pub(crate) relations: BarList,
    pub(crate) lists: Vec<BarList>,
    pub(crate) rejects: Vec<(String, u64)>,
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) parameters: Vec<(String, String)>,
}

/// Computes the first view from the rows of a scan.
///
/// # Errors
/// When a row cannot be read back.
pub(crate) fn overview(
    folder: &Path,
    scan: &ScanRows,
    network: &Network,
    names: &PageNames,
) -> Result<Overview> {
    let counts = &scan.summary.counts;
    let (captions, quotes) = fragments(&folder.join("fragments.jsonl"), names)?;
    let fields = scan.summary.fields.iter().map(|(role, fields)| {
        let fields: Vec<String> =
            fields.iter().map(|(name, records)| format!("{name} ({records})")).collect();
        (role.clone(), visible(&names.text(&shortened(&fields.join(", "), FIELDS_CHARACTERS_MAX))))
    });
    let parameters = scan.summary.parameters.iter().filter(|(_, value)| !value.is_null());
    let as_text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Ok(Overview {
        about: about(scan),
        days: first_and_last_day(scan),
        figures: figures(scan),
        charts: charts(scan),
        stories: scan.stories.iter().take(ROWS_SHOWN).map(|story| top_story(scan, story, names)).collect(),
        captions,
        quotes,
        outlets: outlets(network, scan, names),
        outlets_more: network.outlets.len().saturating_sub(OUTLETS_SHOWN) as u64,
        relations: list(
            "Pairs by relation",
            "of all pairs of articles that share text",
            &counts.pairs_by_relation,
        ),
        lists: vec![
            list(
                "Origin of the text",
                "by its credits and by its neighbours; no judgement: licensed use may be uncredited",
                &counts.verdicts,
            ),
            list("Credited agencies", "by text, author or address", &counts.agencies),
            list("Kinds of page", "of all articles", &counts.kinds),
        ],
        rejects: rejects(&folder.join("rejects.jsonl"), names)?,
        fields: fields.collect(),
        parameters: parameters.map(|(name, value)| (name.replace('_', " "), as_text(value))).collect(),
    })
}

/// Articles and outlets in words: `90 articles from 15 outlets`.
fn about(scan: &ScanRows) -> String {
    let mut about = counted(scan.articles.len() as u64, "article");
    let outlets = scan.outlets.all().count() as u64;
    if outlets > 0 {
        about.push_str(&format!(" from {}", counted(outlets, "outlet")));
    }
    about
}

fn first_and_last_day(scan: &ScanRows) -> Vec<String> {
    let days = || scan.articles.iter().filter_map(|article| article.published.as_deref()?.get(..10));
    let mut days: Vec<String> =
        [days().min(), days().max()].into_iter().flatten().map(str::to_owned).collect();
    days.dedup();
    days
}

fn figures(scan: &ScanRows) -> Vec<Figure> {
    let counts = &scan.summary.counts;
    let figure = |value: String, what: &str, more: String| Figure { value, what: what.to_owned(), more };
    let mut figures = vec![
        figure(
            grouped(counts.articles),
            if counts.articles == 1 { "article" } else { "articles" },
            format!("of {}; {} rejected", counted(counts.read, "record"), grouped(counts.rejected)),
        ),
        repeated(scan),
        figure(
            grouped(counts.clusters),
            if counts.clusters == 1 { "story in several copies" } else { "stories in several copies" },
            format!("with {}", counted(counts.clustered, "article")),
        ),
        figure(
            grouped(counts.pairs),
            if counts.pairs == 1 { "pair that shares text" } else { "pairs that share text" },
            format!("{} compared", counted(counts.candidates, "candidate")),
        ),
        figure(
            grouped(counts.exact_copies),
            if counts.exact_copies == 1 { "exact copy" } else { "exact copies" },
            format!("{} distinct texts", grouped(counts.distinct)),
        ),
        figure(
            grouped(counts.boilerplate),
            "paragraphs of boilerplate",
            format!("of {}", counted(counts.paragraphs, "paragraph")),
        ),
    ];
    if counts.pairs_left_out > 0 {
        let more = "found and not written: their number is limited per article".to_owned();
        figures.push(figure(grouped(counts.pairs_left_out), "further pairs", more));
    }
    figures
}

/// The share of words that appeared elsewhere before, over the articles of which that is known.
fn repeated(scan: &ScanRows) -> Figure {
    let known = scan.articles.iter().filter_map(|article| Some((article.words, article.originality?)));
    let (mut words, mut repeated, mut articles) = (0_u64, 0.0, 0);
    for (of_article, originality) in known {
        words = words.saturating_add(of_article);
        repeated += of_article as f64 * (1.0 - originality);
        articles += 1;
    }
    let more =
        format!("known of {} of {}", grouped(articles), counted(scan.articles.len() as u64, "article"));
    match words {
        0 => Figure {
            value: "–".to_owned(),
            what: "of words appeared elsewhere before: unknown".to_owned(),
            more: "no dates, or pairs were not aligned".to_owned(),
        },
        words => Figure {
            value: format!("{:.1} %", 100.0 * repeated / words as f64),
            what: "of words appeared elsewhere before".to_owned(),
            more,
        },
    }
}

fn charts(scan: &ScanRows) -> Vec<Chart> {
    let near = (JACCARD_NEAR, "enough to be a pair");
    let of_part = (CONTAINMENT_REPORTED, "enough with 50 common runs of five words");
    let of_short = (CONTAINMENT_REPORTED_SHORT, "enough with 15");
    let all = scan.summary.counts.pairs;
    let mut charts = Vec::new();
    if !scan.scores.is_empty() {
        charts.push(histogram(
            "How alike pairs are",
            format!("Jaccard similarity of {}", counted(all, "pair")),
            scan.scores.iter().map(|scores| scores.0),
            &[near],
        ));
        charts.push(histogram(
            "How much of one is in the other",
            format!("larger containment of {}", counted(all, "pair")),
            scan.scores.iter().map(|scores| scores.1),
            &[of_part, of_short],
        ));
    }
    let (days, undated) = days(scan);
    if !days.is_empty() {
        let undated =
            if undated > 0 { format!("; {} without a date", grouped(undated)) } else { String::new() };
        let dated = scan.articles.len() as u64
            - scan.articles.iter().filter(|article| article.published.is_none()).count() as u64;
        let names = ["in no story", "first of a story", "later in a story"];
        let about = format!("{} by the day of their date{undated}", counted(dated, "article"));
        charts.push(by_day(&days, names, about));
    }
    charts
}

/// Articles by day, and how many have no date.
fn days(scan: &ScanRows) -> (BTreeMap<String, DayCount>, u64) {
    // The first of a story is its member with the earliest date, the smallest id among equals.
    let mut first: Vec<Option<(&str, &str)>> = vec![None; scan.stories.len()];
    for article in scan.articles.iter().filter(|article| article.story != NONE) {
        if let Some(published) = &article.published {
            let key = (published.as_str(), article.id.as_str());
            let earliest = &mut first[article.story as usize];
            *earliest = Some(earliest.map_or(key, |earliest| earliest.min(key)));
        }
    }
    let (mut days, mut undated) = (BTreeMap::<String, DayCount>::new(), 0);
    for article in &scan.articles {
        let Some(published) = &article.published else {
            undated += 1;
            continue;
        };
        let day = days.entry(published.chars().take(10).collect()).or_default();
        match article.story {
            NONE => day.alone += 1,
            story if first[story as usize] == Some((published, &article.id)) => day.first += 1,
            _ => day.later += 1,
        }
    }
    (days, undated)
}

/// The title of a story: that of its representative, or of the first member that has one, or else
/// the beginning of its representative's text.
pub(crate) fn title_of(scan: &ScanRows, story: &StoryEntry, names: &PageNames) -> String {
    let representative = scan.numbers.get(&story.row.representative).copied();
    let members = story.members.iter().map(|(article, _)| *article);
    let titles =
        representative.into_iter().chain(members).map(|number| &scan.articles[number as usize].title);
    let opening = representative.and_then(|number| scan.articles[number as usize].opening.as_ref());
    match titles.flatten().next().or(opening) {
        Some(title) => names.text(title).into_owned(),
        None => names.id_of(scan, &story.row.representative),
    }
}

fn top_story(scan: &ScanRows, story: &StoryEntry, names: &PageNames) -> TopStory {
    let row = &story.row;
    let day = |date: &String| date.chars().take(10).collect::<String>();
    let mut days: Vec<String> = [&row.first_seen, &row.last_seen].into_iter().flatten().map(day).collect();
    days.dedup();
    TopStory {
        cluster: row.cluster.clone(),
        title: visible(&title_of(scan, story, names)),
        size: counted(row.size, "article"),
        outlets: (!row.outlets.is_empty()).then(|| counted(row.outlets.len() as u64, "outlet")),
        days,
        agency: row.agency.clone().flatten().unwrap_or_default(),
    }
}
