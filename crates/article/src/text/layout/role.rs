//! Roles of paragraphs.

use serde::{Deserialize, Serialize};

/// The role of a paragraph on the page. It selects thresholds and display, never whether a
/// paragraph is compared.
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Role {
    /// A headline, sub-headline or crosshead.
    Headline,
    /// The names of its writers.
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
    /// Part of the page and not of the story.
    #[serde(alias = "furniture")]
    Boilerplate,
}
