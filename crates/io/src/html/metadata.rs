//! Statements of a page about its article: in JSON-LD, in its head, and in its markup.

use super::json_ld::{LinkedData, linked_data};
use super::markup::{has_markup, text_of_markup};
use dom_query::Document;
use std::sync::LazyLock;
use wirecopy_article::word_table::rows;

/// Elements that may contain a statement: selectors, each with an attribute.
type StatementSources = Vec<(&'static str, &'static str)>;

/// Elements that may contain each statement of a page about its article.
struct PageStatements {
    published: StatementSources,
    url: StatementSources,
    publisher: StatementSources,
    byline: StatementSources,
}

static STATEMENTS: LazyLock<PageStatements> = LazyLock::new(|| PageStatements {
    published: sources_of("published"),
    url: sources_of("url"),
    publisher: sources_of("publisher"),
    byline: sources_of("byline"),
});

fn sources_of(statement: &str) -> StatementSources {
    let table = rows(include_str!("../../data/page_metadata.tsv"));
    table.filter(|row| row[0] == statement).map(|row| (row[1], row[2])).collect()
}

/// The statements of a page. They are read before the page is cut down to its article.
pub(super) fn metadata(page: &Document) -> LinkedData {
    let scripts = page.select("script[type=\"application/ld+json\"]");
    let mut said = scripts.iter().find_map(|script| linked_data(&script.text())).unwrap_or_default();
    let first = |sources: &[(&str, &str)]| {
        sources.iter().find_map(|(selector, attribute)| {
            let value = page.select_single(selector).attr(attribute)?;
            let value = value.trim();
            (!value.is_empty()).then(|| value.to_owned())
        })
    };
    said.published = said.published.or_else(|| first(&STATEMENTS.published));
    said.byline =
        said.byline.or_else(|| first(&STATEMENTS.byline).filter(|byline| !byline.starts_with("http")));
    said.publisher = first(&STATEMENTS.publisher).or(said.publisher);
    let canonical = first(&STATEMENTS.url).filter(|address| address.starts_with("http"));
    said.url = canonical.or(said.url);
    for words in [&mut said.title, &mut said.byline, &mut said.publisher].into_iter().flatten() {
        // Programs that write JSON often leave the entities of their pages in it.
        if has_markup(words)
            && let Ok(text) = text_of_markup(words)
        {
            *words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_found_in_a_page() {
        for row in rows(include_str!("../../data/page_metadata.tsv")) {
            let [statement, selector, attribute] = row[..] else { panic!("three columns: {row:?}") };
            let (element, condition) = selector.split_once('[').expect("a selector has an attribute");
            let element = if element.is_empty() { "span" } else { element };
            let value = "https://tolm.example/a";
            let page = format!("<{element} {} {attribute}='{value}'>", condition.trim_end_matches(']'));
            let stated = metadata(&Document::from(page.as_str()));
            let found = match statement {
                "published" => stated.published,
                "url" => stated.url,
                "publisher" => stated.publisher,
                "byline" => {
                    let page = page.replace(value, "Ida Moor");
                    let byline = metadata(&Document::from(page.as_str())).byline;
                    assert_eq!(byline.as_deref(), Some("Ida Moor"), "{page}");
                    continue;
                }
                other => panic!("no statement is {other}"),
            };
            assert_eq!(found.as_deref(), Some(value), "{page}");
        }
    }
}
