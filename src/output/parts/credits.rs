//! Credits inside rows of `articles.jsonl` and of a trace.

use serde::{Deserialize, Serialize};

/// One credit in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CreditRow {
    /// First byte in the text.
    pub start: u64,
    /// Byte after the last.
    pub end: u64,
    /// The words of the text.
    pub text: String,
    /// `dateline`, `byline`, `sign_off`, `copyright`, `distributor`, `republication`, `mixed`,
    /// `attribution`, `photo`, `data` or `press_release`.
    pub class: String,
    /// The credited source: an agency by its usual name, or an outlet as the text names it; `null`
    /// where a wire is credited and none is named.
    pub agency: Option<String>,
    /// Through whom the text came: Getty Images in *AFP via Getty Images*. Absent where nobody is
    /// named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// `head`, `lead`, `body` or `tail`.
    pub position: String,
    /// `mention`, `weak`, `strong` or `very_strong`.
    pub strength: String,
    /// `text`, `photo` or `data`.
    pub scope: String,
    /// An id that the other copies of the item have too. Absent where the text has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub join_key: Option<String>,
}
