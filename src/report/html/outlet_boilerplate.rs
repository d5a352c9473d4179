//! Boilerplate by outlet, the judgement that everything else depends on.

use super::names::PageNames;
use super::scan_rows::{NONE, ScanRows, shortened};
use super::texts::FoundTexts;
use crate::error::Result;
use crate::output::rows;
use crate::report::digests::FragmentDigest;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// Lines per outlet in one page.
const LINES_PER_OUTLET: usize = 200;

/// Characters of the longest line.
const LINE_CHARACTERS_MAX: usize = 300;

/// The boilerplate of one outlet.
#[derive(Debug, Serialize)]
pub(crate) struct OutletBoilerplate {
    outlet: Option<String>,
    /// Distinct texts of the outlet; copies are judged with the first one.
    pages: u64,
    /// Paragraphs and pieces that are boilerplate.
    spans: u64,
    /// The lines on the most pages.
    lines: Vec<PageLine>,
    /// Lines that are left out.
    more: u64,
}

/// A line of boilerplate.
#[derive(Debug, Serialize)]
struct PageLine {
    /// Its words; `null` if neither the files nor the texts have them.
    text: Option<String>,
    rule: String,
    /// Pages of this outlet with it.
    pages: u64,
    /// Articles with it in all, and their outlets; `null` if its form alone shows it.
    articles: Option<u64>,
    outlets: Option<u64>,
    /// A page with it.
    example: u32,
}

/// A fragment as this view needs it.
#[derive(Deserialize)]
struct FragmentKey {
    fragment: String,
    #[serde(flatten)]
    digest: FragmentDigest,
}

/// Words, if they are known, and rule of a line.
type LineKey = (Option<String>, u32);

/// Pages with a line, the first of them, and its fragment or opening.
type LineTally = (u64, u32, u32);

/// Fragments by the number of their id, and texts with names as the page shows them.
struct LinesOfPages<'all> {
    scan: &'all ScanRows,
    names: &'all PageNames,
    fragments: HashMap<u32, FragmentDigest>,
}

/// The lines of each outlet, the outlets with the most boilerplate first.
///
/// # Errors
/// When a fragment cannot be read back.
pub(crate) fn by_outlet(
    folder: &Path,
    scan: &ScanRows,
    found: &FoundTexts,
    names: &PageNames,
) -> Result<Vec<OutletBoilerplate>> {
    let mut fragments: HashMap<u32, FragmentDigest> = HashMap::new();
    for row in rows::<FragmentKey>(&folder.join("fragments.jsonl"))? {
        let FragmentKey { fragment, digest } = row?;
        if let Some(number) = scan.page_lines.find(&fragment) {
            fragments.insert(number, digest);
        }
    }
    let page_lines = LinesOfPages { scan, names, fragments };
    let mut tallies: BTreeMap<u32, (u64, BTreeMap<LineKey, LineTally>)> = BTreeMap::new();
    for (article, number) in scan.articles.iter().zip(0..).filter(|(article, _)| !article.is_copy) {
        let (pages, lines) = tallies.entry(article.outlet).or_default();
        *pages += 1;
        for (span, index) in article.boilerplate.iter().zip(0..) {
            let words = page_lines.words(span.words).or_else(|| found.lines.get(&(number, index)).cloned());
            lines.entry((words, span.rule)).or_insert((0, number, span.words)).0 += 1;
        }
    }
    let outlets =
        tallies.into_iter().map(|(outlet, (pages, lines))| page_lines.of_outlet(outlet, pages, lines));
    let mut outlets: Vec<OutletBoilerplate> = outlets.collect();
    outlets.sort_by_key(|outlet| Reverse(outlet.spans));
    Ok(outlets)
}

impl LinesOfPages<'_> {
    /// The words of a fragment or opening.
    fn words(&self, words: u32) -> Option<String> {
        match self.fragments.get(&words) {
            Some(fragment) => Some(fragment.text.clone()),
            None => (words != NONE).then(|| self.scan.page_lines.label(words).to_owned()),
        }
    }

    fn of_outlet(&self, outlet: u32, pages: u64, lines: BTreeMap<LineKey, LineTally>) -> OutletBoilerplate {
        let spans = lines.values().map(|line| line.0).sum();
        let mut lines: Vec<_> = lines.into_iter().collect();
        lines.sort_by_key(|(_, line)| Reverse(line.0));
        let more = lines.len().saturating_sub(LINES_PER_OUTLET) as u64;
        lines.truncate(LINES_PER_OUTLET);
        OutletBoilerplate {
            outlet: (outlet != NONE).then(|| self.names.outlet(self.scan, outlet)),
            pages,
            spans,
            lines: lines.into_iter().map(|(key, tally)| self.line(key, tally)).collect(),
            more,
        }
    }

    fn line(&self, (text, rule): LineKey, (pages, example, words): LineTally) -> PageLine {
        let fragment = self.fragments.get(&words);
        let shown = |text: String| self.names.text(&shortened(&text, LINE_CHARACTERS_MAX)).into_owned();
        PageLine {
            text: text.map(shown),
            rule: self.scan.labels.label(rule).to_owned(),
            pages,
            articles: fragment.map(|fragment| fragment.articles),
            outlets: fragment.map(|fragment| fragment.outlets.len() as u64),
            example,
        }
    }
}

/// Pages with boilerplate whose texts are worth showing: one of each outlet and rule.
pub(crate) fn examples(scan: &ScanRows) -> Vec<u32> {
    let mut first: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for (article, number) in scan.articles.iter().zip(0..) {
        for span in &article.boilerplate {
            first.entry((article.outlet, span.rule)).or_insert(number);
        }
    }
    first.into_values().collect()
}
