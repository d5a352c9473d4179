//! Passages inside a row of `pairs.jsonl`.

use serde::{Deserialize, Serialize};

/// A stretch of one article and the stretch of the other that it corresponds to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, bincode::Encode, bincode::Decode)]
pub struct PairPassage {
    /// First place in the text of `a`: bytes, or characters where that was asked for.
    pub a_start: u64,
    /// TextLocation after the last.
    pub a_end: u64,
    /// First place in the text of `b`.
    pub b_start: u64,
    /// TextLocation after the last.
    pub b_end: u64,
    /// Words that both have in the same order.
    pub words: u64,
    /// How the two stretches differ.
    pub kind: PassageLabel,
    /// In what they differ; absent where they do not.
    #[serde(skip_serializing_if = "PassageEdits::is_empty", default)]
    pub edits: PassageEdits,
}

/// How the two stretches of a passage differ.
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
pub enum PassageLabel {
    /// Not at all.
    Identical,
    /// In some words.
    Edited,
    /// In its place among the other passages, and perhaps in some words.
    Moved,
}

/// The differences inside a passage, in order, as they stand in the texts; long ones are cut with `…`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, bincode::Encode, bincode::Decode)]
pub struct PassageEdits {
    /// Words of `a`, and what `b` has instead.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub substituted: Vec<[String; 2]>,
    /// The same where a number is among them.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub numbers: Vec<[String; 2]>,
    /// Words that only `b` has.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub inserted: Vec<String>,
    /// Words that only `a` has.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deleted: Vec<String>,
    /// Further differences that are not listed.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub more: u64,
}

impl PassageEdits {
    /// Whether there is no difference.
    pub fn is_empty(&self) -> bool {
        *self == PassageEdits::default()
    }
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}
