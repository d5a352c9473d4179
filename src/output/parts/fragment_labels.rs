//! Labels inside rows of `fragments.jsonl`.

use serde::{Deserialize, Serialize};

/// The kind of match between the occurrences of a fragment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum FragmentKind {
    /// All have the same tokens.
    Exact,
    /// Each reaches the threshold against the representative paragraph.
    Near,
    /// A short paragraph that a longer one of the same article contains.
    Echo,
}

impl FragmentKind {
    /// The label in files.
    pub(crate) fn name(self) -> &'static str {
        match self {
            FragmentKind::Exact => "exact",
            FragmentKind::Near => "near",
            FragmentKind::Echo => "echo",
        }
    }
}

/// The measure of a fragment's score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Measure {
    /// Equal tokens: 1.
    Tokens,
    /// Jaccard of the word-5-shingle sets.
    WordJaccard,
    /// Jaccard of the character-5-shingle sets, over tokens joined by one space.
    CharacterJaccard,
    /// Containment of the shorter paragraph in the longer one, by character-5-shingles.
    CharacterContainment,
}
