//! One extracted article.

use crate::dates::to_iso8601;
use serde::Serialize;
use std::borrow::Cow;
use wirecopy_article::Document;

/// One article as it was read. Its field names are those that are guessed first, so that a scan of
/// extracted articles finds what a scan of their sources does.
#[derive(Debug, Serialize)]
pub(super) struct ExtractedRow<'a> {
    pub(super) id: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) outlet: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) published: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) author: Option<Cow<'a, str>>,
    pub(super) text: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text_made_by: Option<Cow<'a, str>>,
    pub(super) file: Cow<'a, str>,
    pub(super) line: u64,
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
            title: part(&document.title),
            author: part(&document.author),
            text: Cow::Borrowed(&document.text),
            text_made_by: document.text_made_by.map(|maker| Cow::Borrowed(maker.name())),
            file: Cow::Borrowed(&document.file),
            line: document.line,
        }
    }
}
