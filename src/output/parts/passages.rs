//! Passages inside rows of `pairs.jsonl` and of a trace.

use serde::{Deserialize, Serialize};

/// A stretch of one article and the stretch of the other that it corresponds to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, bincode::Encode, bincode::Decode)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PairPassage {
    /// Offset of its first byte in the text of `a` (of its first character if characters are
    /// counted).
    pub a_start: u64,
    /// Offset after its last.
    pub a_end: u64,
    /// Offset of its first byte, or character, in the text of `b`.
    pub b_start: u64,
    /// Offset after its last.
    pub b_end: u64,
    /// Words that both stretches have in the same order.
    pub words: u64,
    /// Kind of difference between the two stretches: `identical`, `edited` or `moved`.
    pub kind: PassageLabel,
    /// Their differences; absent if there are none.
    #[serde(skip_serializing_if = "PassageEdits::is_empty", default)]
    pub edits: PassageEdits,
}

/// The kind of difference between the two stretches of a passage.
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
pub enum PassageLabel {
    /// Not at all.
    Identical,
    /// In some words.
    Edited,
    /// In its position among the other passages, and perhaps in some words.
    Moved,
}

/// The differences inside a passage, in order and in the words of the texts; a long one is cut with
/// `…`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, bincode::Encode, bincode::Decode)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PassageEdits {
    /// Words of `a`, and the words that `b` has instead; absent if there are none, like every
    /// list here.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub substituted: Vec<[String; 2]>,
    /// Substitutions that involve a number.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub numbers: Vec<[String; 2]>,
    /// Words that only `b` has.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub inserted: Vec<String>,
    /// Words that only `a` has.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deleted: Vec<String>,
    /// Number of further differences, which are not listed; absent if it is 0.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub more: u64,
}

impl PassageEdits {
    /// Returns whether there is no difference.
    pub(crate) fn is_empty(&self) -> bool {
        *self == PassageEdits::default()
    }
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}
