//! The sign that a text breaks off, inside rows of `articles.jsonl`.

use serde::{Deserialize, Serialize};
use wirecopy_article::text::TruncationCue;

/// The sign that a text breaks off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BrokenOff {
    /// The kind of sign: `open_quotation`, `ellipsis`, `no_final_stop`, `announced`, `read_more`,
    /// `longer_copy` or `series_length`.
    pub cue: TruncationCue,
    /// First byte of the paragraph with the sign.
    pub start: u64,
    /// Byte after its last.
    pub end: u64,
}
