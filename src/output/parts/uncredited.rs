//! Evidence of an uncredited match inside rows of `articles.jsonl`.

use serde::{Deserialize, Serialize};

/// The story that an article contains without naming its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Uncredited {
    /// Id of the article with the story.
    pub source: String,
    /// The agency that the source credits or that owns its site; `null` if the source is another
    /// outlet that certainly published it earlier.
    pub agency: Option<String>,
    /// Words of running story text, outside quotations, posts and captions, that both have.
    pub words: u64,
    /// First byte of the longest run of them in this text.
    pub start: u64,
    /// Byte after the last.
    pub end: u64,
    /// First byte of the run in the source's text.
    pub source_start: u64,
    /// Byte after the last.
    pub source_end: u64,
}
