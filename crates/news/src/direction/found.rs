//! The direction of a pair: the article that had the text first, the rule that shows it, and how
//! certain it is.

use serde::{Deserialize, Serialize};

/// The article that had the text first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Origin {
    /// The first article.
    A,
    /// The second article.
    B,
    /// Unknown.
    Unknown,
}

/// The rule that decided, or the reason that none did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum DirectionRule {
    /// One says that it was republished from the other.
    Republication,
    /// One names a page of the other's host as canonical.
    Canonical,
    /// One is on the site of an agency, and neither credits another agency.
    AgencySite,
    /// One certainly appeared before the other.
    Date,
    /// One is cut off and the other is not.
    Completeness,
    /// Nothing decides: neither can be the source of what they share, such as a quotation, a form
    /// or a caption.
    NoSource,
    /// Nothing decides: both credit one agency, which is the source of both.
    CommonAgency,
    /// Nothing decides: a date is missing.
    DateMissing,
    /// Nothing decides: the dates leave the order open.
    DatesTooClose,
}

/// The confidence in a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Confidence {
    /// The rule proves nothing, or hardly anything.
    Low,
    /// The rule proves the direction, unless a date, a zone or a site misleads.
    Medium,
    /// The rule proves the direction: an article states it, or two clocks do.
    High,
}

/// The article that had the text first, the rule that decided, and the confidence in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Direction {
    /// The article that had the text first.
    pub from: Origin,
    /// The rule that decided, or the reason that none did.
    pub rule: DirectionRule,
    /// The confidence in the rule.
    pub confidence: Confidence,
}
