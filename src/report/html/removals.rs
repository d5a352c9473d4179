//! The removals of a deduplication as rows of a page, one of each kind with both texts.

use super::data::DataBlocks;
use super::losses::losses;
use super::names::ID_CHARACTERS_MAX;
use super::options::{HtmlPage, PageOptions};
use super::scan_rows::shortened;
use super::shell::{DedupTemplate, render};
use super::texts::{FoundTexts, GridRow, PreparedText, TextPart, WantedRecord, grid, read_texts};
use crate::compare::compare;
use crate::error::Result;
use crate::output::{Deduplication, Removed, RemovedLevel, rows};
use crate::report::terminal::{counted, evidence_in_words, grouped};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;
use wirecopy_article::text::Analysis;

/// Removals per block, and in one page.
const REMOVALS_TOGETHER: usize = 1_000;
const REMOVALS_MAX: usize = 200_000;

/// The head of the data.
#[derive(Serialize)]
struct RemovalsHead {
    view: &'static str,
    n: BTreeMap<&'static str, usize>,
    per: BTreeMap<&'static str, usize>,
    /// Numbers of the removals that are shown with both texts, by kind.
    examples: Vec<(String, usize)>,
}

/// A text with its parts.
type RemovalText = (String, Vec<TextPart>);

/// A removal with its text and that of the article that is kept; a paragraph, and a page that is
/// removed for its kind, have no other text.
#[derive(Serialize)]
struct ShownRemoval {
    number: usize,
    evidence: Vec<(&'static str, String)>,
    removed: RemovalText,
    kept: Option<RemovalText>,
    grid: Option<Vec<GridRow>>,
}

/// Shows a list of removals and their report as one page.
///
/// # Errors
/// [`crate::Error::BadRecord`] if a row of the list cannot be read;
/// [`crate::Error::Parameter`] if the page may have less than
/// half a megabyte; when an input cannot be read.
///
/// ```
/// use wirecopy::report::html::{PageOptions, dedup_page};
///
/// let folder = tempfile::tempdir().unwrap();
/// let list = folder.path().join("removed.jsonl");
/// let removals = wirecopy::Dedup::default().run_files(["data/sample"])?;
/// removals.write_list(&list)?;
/// let options = PageOptions {
///     bytes_max: 1 << 20,
///     anonymous: false,
///     hides_files: false,
///     texts: Err("Texts are left out.".to_owned()),
///     advice: String::new(),
/// };
/// let page = dedup_page(&list, removals.report(), &options)?;
/// assert!(page.html.len() as u64 <= 1 << 20);
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn dedup_page(list: &Path, report: &Deduplication, options: &PageOptions) -> Result<HtmlPage> {
    let data_bytes_max = options.data_bytes_max()?;
    let (mut removals, all) = read_list(list)?;
    let chosen = one_of_each(&removals);
    let chosen_n = chosen.len();
    let found = match &options.texts {
        Ok(inputs) => read_texts(inputs, &records(&removals, &chosen))?,
        Err(_) => FoundTexts::default(),
    };
    let examples: Vec<ShownRemoval> =
        chosen.iter().filter_map(|(_, number)| example(*number, &removals[*number], &found)).collect();
    // An id may be megabytes, and would leave no room for the rows behind it.
    for row in &mut removals {
        [&mut row.id, &mut row.kept]
            .into_iter()
            .flatten()
            .for_each(|id| *id = shortened(id, ID_CHARACTERS_MAX));
    }
    let mut blocks = DataBlocks::default();
    let is_in = blocks.push("examples-0".to_owned(), &examples, data_bytes_max)?;
    let n_removals = blocks.push_rows("removals", &removals, REMOVALS_TOGETHER, data_bytes_max / 100 * 99)?;
    let shown = |(_, number): &(String, usize)| is_in && examples.iter().any(|each| each.number == *number);
    let head = RemovalsHead {
        view: "dedup",
        n: BTreeMap::from([("removals", n_removals)]),
        per: BTreeMap::from([("removals", REMOVALS_TOGETHER)]),
        examples: chosen.into_iter().filter(shown).collect(),
    };
    let mut missing = Vec::new();
    if (n_removals as u64) < all {
        let (n, all) = (grouped(n_removals as u64), grouped(all));
        missing.push(format!("{n} of {all} removals are on this page; the list has all."));
    }
    if let Err(reason) = &options.texts {
        missing.push(format!("The texts of articles are not on this page: {reason}."));
    }
    let lacking = chosen_n - head.examples.len();
    if options.texts.is_ok() && lacking > 0 {
        missing.push(format!("{} of a kind have no text on this page.", counted(lacking as u64, "example")));
    }
    let losses = losses(report);
    let (missing_shown, advice) = (missing.as_slice(), options.advice.as_str());
    let template = |shell| DedupTemplate { shell, losses: &losses, missing: missing_shown, advice };
    let html = render(template, &blocks, &head, data_bytes_max)?;
    Ok(HtmlPage { html, missing })
}

/// The first rows of a list, and how many it has.
fn read_list(list: &Path) -> Result<(Vec<Removed>, u64)> {
    let mut removals: Vec<Removed> = Vec::new();
    let mut all = 0;
    for row in rows::<Removed>(list)? {
        let row = row?;
        all += 1;
        if removals.len() < REMOVALS_MAX {
            removals.push(row);
        }
    }
    Ok((removals, all))
}

/// The first removal of each kind, with the kind in words: its relation, its kind of page, or its
/// rule.
fn one_of_each(removals: &[Removed]) -> Vec<(String, usize)> {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for (number, row) in removals.iter().enumerate() {
        let kind = match row.level {
            RemovedLevel::Article if kept_location(row).is_some() => {
                row.relation.clone().unwrap_or_else(|| row.rule.clone())
            }
            RemovedLevel::Article => row.kind.map_or_else(|| row.rule.clone(), |kind| kind.name().to_owned()),
            RemovedLevel::Paragraph => format!("{} paragraph", row.rule),
            RemovedLevel::Record => continue,
        };
        first.entry(kind).or_insert(number);
    }
    first.into_iter().collect()
}

/// The location of the article that is kept, in these inputs or another one.
fn kept_location(row: &Removed) -> Option<&str> {
    row.kept_location.as_deref().or(row.against.as_deref())
}

/// The records of both articles of each example: the removed one has an even number.
fn records<'rows>(removals: &'rows [Removed], chosen: &[(String, usize)]) -> Vec<WantedRecord<'rows>> {
    let record = |location: &'rows str, id: &'rows str, number: usize| {
        let (file, line) = location.rsplit_once(':')?;
        let (line, number) = (line.parse().ok()?, number as u32);
        Some(WantedRecord {
            file,
            line,
            ids: [id, id],
            words: None,
            number,
            lines: Vec::new(),
            wants_text: true,
        })
    };
    let both = chosen.iter().flat_map(|(_, number)| {
        let row = &removals[*number];
        let removed = row.id.as_deref().and_then(|id| record(&row.location, id, 2 * number));
        let kept = row.kept.as_deref().filter(|_| row.level == RemovedLevel::Article).zip(kept_location(row));
        let kept = kept.and_then(|(id, place)| record(place, id, 2 * number + 1));
        [removed, kept]
    });
    both.flatten().collect()
}

fn example(number: usize, row: &Removed, found: &FoundTexts) -> Option<ShownRemoval> {
    let text = |side: usize| found.texts.get(&((2 * number + side) as u32));
    let removed = text(0)?;
    let mut analysis = Analysis::default();
    let mut a = PreparedText::of(removed.clone(), &[], &mut analysis);
    if let (Some(start), Some(end)) = (row.start, row.end) {
        a.parts.push(TextPart(a.unit(start as usize), a.unit(end as usize), 'x'));
    }
    if row.level != RemovedLevel::Article || kept_location(row).is_none() {
        let removed = (removed.clone(), a.parts);
        return Some(ShownRemoval { number, evidence: Vec::new(), removed, kept: None, grid: None });
    }
    let kept = text(1)?;
    let b = PreparedText::of(kept.clone(), &[], &mut analysis);
    let pair = compare(removed, kept).row(row.id.as_deref().unwrap_or_default(), row.kept.as_deref()?);
    let evidence = pair.iter().flat_map(|pair| pair.evidence.iter().flatten()).map(evidence_in_words);
    Some(ShownRemoval {
        number,
        evidence: evidence.collect(),
        grid: pair.as_ref().and_then(|pair| grid(pair, &a, &b)),
        removed: (removed.clone(), a.parts),
        kept: Some((kept.clone(), b.parts)),
    })
}
