//! What a paragraph is on the page.

use serde::{Deserialize, Serialize};

/// What a paragraph is on the page. It picks thresholds and display, never whether a paragraph is looked at.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    bincode::Encode,
    bincode::Decode,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A headline, sub-headline or crosshead.
    Headline,
    /// Who wrote it.
    Byline,
    /// The first paragraph, opened by a place and an agency.
    Dateline,
    /// Running text.
    Body,
    /// Mostly inside quotation marks.
    Quote,
    /// Text under a picture.
    Caption,
    /// Sign-off, copyright or source line.
    Credit,
    /// Belongs to the page and not to the story.
    #[serde(alias = "furniture")]
    Boilerplate,
}
