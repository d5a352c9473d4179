//! `rejects.jsonl`: one row a record that could not be used, ordered by (file, line).

use serde::{Deserialize, Serialize};

/// A record that was read, counted and left out.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, bincode::Encode, bincode::Decode,
)]
pub struct Reject {
    /// The file as it was named, `-` for standard input.
    pub file: String,
    /// Line of the record's first byte, from 1.
    pub line: u64,
    /// The record's id, `null` where none could be read.
    pub id: Option<String>,
    /// Why, in a few words.
    pub reason: String,
}
