//! Statements of a page about its article: in JSON-LD, in its head, and in its markup.

use super::json_ld::{LinkedData, linked_data};
use super::markup::{has_markup, text_of_markup};
use dom_query::Document;

/// Places of the date of publication, the surest first: a selector and an attribute.
const DATES: [(&str, &str); 9] = [
    ("meta[property=\"article:published_time\"]", "content"),
    ("meta[property=\"og:article:published_time\"]", "content"),
    ("[itemprop=\"datePublished\"]", "content"),
    ("[itemprop=\"datePublished\"]", "datetime"),
    ("meta[name=\"dc.date.issued\"]", "content"),
    ("meta[name=\"DC.date.issued\"]", "content"),
    ("meta[name=\"pubdate\"]", "content"),
    ("meta[name=\"date\"]", "content"),
    ("time[pubdate]", "datetime"),
];

const ADDRESSES: [(&str, &str); 2] =
    [("link[rel=\"canonical\"]", "href"), ("meta[property=\"og:url\"]", "content")];

const OUTLETS: [(&str, &str); 2] =
    [("meta[property=\"og:site_name\"]", "content"), ("meta[name=\"application-name\"]", "content")];

const BYLINES: [(&str, &str); 3] = [
    ("meta[name=\"author\"]", "content"),
    ("meta[name=\"byl\"]", "content"),
    ("meta[name=\"dc.creator\"]", "content"),
];

/// The statements of a page. They are read before the page is cut down to its article.
pub(super) fn metadata(page: &Document) -> LinkedData {
    let scripts = page.select("script[type=\"application/ld+json\"]");
    let mut said = scripts.iter().find_map(|script| linked_data(&script.text())).unwrap_or_default();
    let first = |places: &[(&str, &str)]| {
        places.iter().find_map(|(selector, attribute)| {
            let value = page.select_single(selector).attr(attribute)?;
            let value = value.trim();
            (!value.is_empty()).then(|| value.to_owned())
        })
    };
    said.published = said.published.or_else(|| first(&DATES));
    said.byline = said.byline.or_else(|| first(&BYLINES).filter(|byline| !byline.starts_with("http")));
    said.publisher = first(&OUTLETS).or(said.publisher);
    let canonical = first(&ADDRESSES).filter(|address| address.starts_with("http"));
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
