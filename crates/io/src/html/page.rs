//! The article of a page.

use super::limits;
use super::markup::text_of_node;
use super::metadata::metadata;
use crate::outlet::are_of_two_sites;
use crate::record::Fields;
use dom_query::Document;
use dom_smoothie::{Config, Readability, ReadabilityError, TextMode};
use std::panic::{AssertUnwindSafe, catch_unwind};
use wirecopy_article::{RejectReason, TextMaker};

/// An article, as a page has it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct PageArticle {
    pub(crate) text: String,
    pub(crate) title: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) publisher: Option<String>,
    /// The canonical address.
    pub(crate) url: Option<String>,
}

/// Bytes of text below which a page has no article: a line, or a list of links.
const TEXT_BYTES_MIN: usize = 80;

/// Extracts the article of a page.
///
/// # Errors
/// With the reason if the page has none, or is too large for the extractor.
pub(crate) fn article_of_page(page: &str) -> Result<PageArticle, RejectReason> {
    limits::check(page)?;
    // The extractor is a large program over bytes of strangers: a panic is a page that it cannot
    // read.
    match catch_unwind(AssertUnwindSafe(|| extracted(page))) {
        Ok(article) => article,
        Err(_) => Err(RejectReason::Unreadable { fault: "the extractor failed on this page".into() }),
    }
}

fn extracted(page: &str) -> Result<PageArticle, RejectReason> {
    let document = Document::from(page);
    let said = metadata(&document);
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let mut readability = Readability::with_document(document, None, Some(config)).map_err(unreadable)?;
    let (text, title, byline) = match readability.parse() {
        Ok(article) => (article.text_content.trim().to_owned(), article.title, article.byline),
        Err(ReadabilityError::GrabFailed) => (String::new(), String::new(), None),
        Err(error) => return Err(unreadable(error)),
    };
    let text = if text.len() < TEXT_BYTES_MIN { said.text.unwrap_or(text) } else { text };
    if text.len() < TEXT_BYTES_MIN {
        return Err(RejectReason::NotAnArticle { what: "a page without an article".into() });
    }
    Ok(PageArticle {
        text,
        title: said.title.or_else(|| own_title(&title, said.publisher.as_deref())),
        byline: said.byline.or(byline),
        published: said.published,
        publisher: said.publisher,
        url: said.url,
    })
}

/// The title of a page without the name of its outlet; `None` if nothing is left.
fn own_title(title: &str, publisher: Option<&str>) -> Option<String> {
    let bare = publisher.and_then(|publisher| {
        let before = title.trim().strip_suffix(publisher)?.trim_end();
        before.strip_suffix(['|', '-', '–', '—', '·', ':', '»', '/'])
    });
    let title = bare.unwrap_or(title).trim();
    (!title.is_empty()).then(|| title.to_owned())
}

fn unreadable(error: ReadabilityError) -> RejectReason {
    RejectReason::Unreadable { fault: error.to_string() }
}

/// All text of a page, for a fragment that is too short for an extractor: a mail.
pub(crate) fn whole_text(page: &str) -> Result<String, RejectReason> {
    limits::check(page)?;
    Ok(text_of_node(&Document::from(page).root()))
}

impl PageArticle {
    /// The fields of the article. `address` is where the page was found: the canonical address is a
    /// better one of the same site, and that of the source on another.
    pub(crate) fn into_fields(self, address: Option<String>) -> Fields<'static> {
        let (url, canonical_url) = match (address, self.url) {
            (Some(address), Some(page)) if are_of_two_sites(&address, &page) => (Some(address), Some(page)),
            (address, page) => (page.or(address), None),
        };
        let made = Fields::made(self.text, TextMaker::Html);
        Fields {
            // The host of the address is the outlet; a name is one only if there is no address.
            outlet: Fields::uncounted(self.publisher.filter(|_| url.is_none())),
            url: Fields::uncounted(url),
            canonical_url: Fields::uncounted(canonical_url),
            title: Fields::uncounted(self.title),
            author: Fields::uncounted(self.byline),
            ..made
        }
        .published_in_words(self.published)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_canonical_page_of_another_site_is_beside_the_address_where_the_page_was_found() {
        let addresses = |canonical: &str, found: &str| {
            let page = PageArticle { url: Some(canonical.to_owned()), ..PageArticle::default() };
            let fields = page.into_fields(Some(found.to_owned()));
            [fields.url, fields.canonical_url].map(|field| field.map(|(_, address)| address.into_owned()))
        };
        let (own, copy) = ("https://beacon.example/herons", "https://tolm.example/a?from=feed");
        assert_eq!(addresses(own, copy), [Some(copy.to_owned()), Some(own.to_owned())]);
        let found = "https://www.beacon.example/herons?from=feed";
        assert_eq!(addresses(own, found), [Some(own.to_owned()), None]);
    }
}
