//! One extracted article.

use crate::dates::to_iso8601;
use serde::Serialize;
use std::borrow::Cow;
use wirecopy_article::Document;

/// The row of one article as it was read. Its field names are those that are guessed first, so that
/// a scan of extracted articles finds what a scan of their sources finds.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExtractedRow<'a> {
    /// The id of the record, or `file:line` if it has none.
    pub id: Cow<'a, str>,
    /// Outlet, absent if unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<Cow<'a, str>>,
    /// Date in ISO 8601, as precise as the record gives it; absent if it is missing or was not
    /// understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Cow<'a, str>>,
    /// Address, absent if unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Cow<'a, str>>,
    /// Address of the page on another site that the record names as canonical; absent otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub canonical_url: Option<Cow<'a, str>>,
    /// Title, absent if the record has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Cow<'a, str>>,
    /// Author, absent if the record has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<Cow<'a, str>>,
    /// The text that every other command compares.
    pub text: Cow<'a, str>,
    /// Maker of the text, if the record does not contain it as it is; absent otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_made_by: Option<Cow<'a, str>>,
    /// The file of the record, as it was named.
    pub file: Cow<'a, str>,
    /// Line of the record's first byte, or number of its row, record or member, from 1.
    pub line: u64,
}

impl<'a> ExtractedRow<'a> {
    pub(super) fn of(document: &'a Document<'_>) -> Self {
        fn part<'a>(value: &'a Option<Cow<'_, str>>) -> Option<Cow<'a, str>> {
            value.as_deref().map(Cow::Borrowed)
        }
        ExtractedRow {
            id: Cow::Borrowed(&document.id),
            outlet: part(&document.outlet),
            published: document.published.as_ref().map(|published| Cow::Owned(to_iso8601(published))),
            url: part(&document.url),
            canonical_url: part(&document.canonical_url),
            title: part(&document.title),
            author: part(&document.author),
            text: Cow::Borrowed(&document.text),
            text_made_by: document.text_made_by.map(|maker| Cow::Borrowed(maker.name())),
            file: Cow::Borrowed(&document.file),
            line: document.line,
        }
    }
}
