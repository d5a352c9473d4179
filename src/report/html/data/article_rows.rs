//! Articles as rows of a page's data.

use crate::error::Result;
use crate::output::{Article, rows};
use crate::report::html::names::PageNames;
use crate::report::html::scan_rows::{ArticleEntry, ScanRows, known};
use std::path::Path;

/// Rows of articles of which the page has everything.
const WHOLE_ROWS_MAX: usize = 20_000;

/// An article in lists: id, outlet, date, title, words, story, kind, verdict, agency, originality,
/// whether it breaks off, and its opening in place of a title.
pub(super) type PackedArticle<'all> = (
    String,
    Option<u32>,
    Option<&'all str>,
    Option<String>,
    u64,
    Option<u32>,
    Option<u32>,
    Option<u32>,
    Option<u32>,
    Option<f64>,
    bool,
    Option<String>,
);

/// All articles, by number.
pub(super) fn packed_articles<'all>(scan: &'all ScanRows, names: &PageNames) -> Vec<PackedArticle<'all>> {
    let packed = |(article, number): (&'all ArticleEntry, u32)| {
        (
            names.id(article, number),
            known(article.outlet),
            article.published.as_deref(),
            article.title.as_ref().map(|title| names.text(title).into_owned()),
            article.words,
            known(article.story),
            known(article.kind),
            known(article.verdict),
            known(article.agency),
            article.originality,
            article.truncated,
            article.opening.as_ref().map(|opening| names.text(opening).into_owned()),
        )
    };
    scan.articles.iter().zip(0..).map(packed).collect()
}

/// The whole rows of the first articles, in their order.
pub(super) fn whole_rows(
    folder: &Path,
    scan: &ScanRows,
    names: &PageNames,
    n_articles: usize,
) -> Result<Vec<Article>> {
    let n = n_articles.min(WHOLE_ROWS_MAX) as u32;
    let mut whole = Vec::new();
    for row in rows::<Article>(&folder.join("articles.jsonl"))? {
        let row = row?;
        match scan.numbers.get(&row.id) {
            Some(number) if *number < n => whole.push((*number, names.article(scan, row))),
            _ => {}
        }
    }
    whole.sort_by_key(|(number, _)| *number);
    Ok(whole.into_iter().map(|(_, row)| row).collect())
}
