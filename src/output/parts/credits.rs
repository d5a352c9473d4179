//! Credits inside rows of `articles.jsonl` and of a trace.

use serde::{Deserialize, Serialize};

/// One credit in a text, or in another field of its record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CreditRow {
    /// First byte in the text, or in `field`.
    pub start: u64,
    /// Byte after the last.
    pub end: u64,
    /// The words of the credit.
    pub text: String,
    /// The field of the record in which it is, `author`, `url` or `canonical_url`; absent if it is
    /// in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// `dateline`, `byline`, `sign_off`, `copyright`, `distributor`, `republication`, `mixed`,
    /// `attribution`, `photo`, `data` or `press_release`.
    pub class: String,
    /// The credited source: an agency by its usual name, or an outlet as the text names it; `null`
    /// where a wire is credited and none is named.
    pub agency: Option<String>,
    /// The party through whom the text came: Getty Images in *AFP via Getty Images*; absent if none
    /// is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// `head`, `lead`, `body` or `tail` of the text, or `field`.
    pub position: String,
    /// `mention`, `weak`, `strong` or `very_strong`.
    pub strength: String,
    /// `text`, `photo` or `data`.
    pub scope: String,
    /// An id that the other copies of the story also have; absent if the text has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub join_key: Option<String>,
}
