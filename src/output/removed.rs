//! `removed.jsonl`: one row per removed paragraph, then one per removed article, then one per
//! rejected record, each in reading order.

use serde::{Deserialize, Serialize};
use wirecopy_news::kind::PageKind;

/// A removal and its reason. Together with the survivors, the rows account for
/// every record read.
///
/// ```
/// use wirecopy::output::{ListedInput, Removed, RemovedLevel};
///
/// let removals = wirecopy::Dedup::default().run_files(["data/sample"])?;
/// let removed: Vec<Removed> = removals.removed().collect::<wirecopy::Result<_>>()?;
/// let is_article = |row: &&Removed| row.level == RemovedLevel::Article;
/// let articles: Vec<&Removed> = removed.iter().filter(is_article).collect();
/// assert_eq!(articles.len() as u64, removals.report().removed);
/// assert!(articles.iter().all(|row| row.kept.is_some()));
/// let inputs: Vec<&ListedInput> = removed.iter().filter_map(|row| row.input.as_ref()).collect();
/// assert!(inputs.iter().all(|input| input.records == inputs[0].records));
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Removed {
    /// `paragraph`, `article`, or `record` for one that is not an article.
    pub level: RemovedLevel,
    /// Id of the article, or of the article whose paragraph was removed; `null` for a rejected
    /// record without an id.
    pub id: Option<String>,
    /// Location of the record, `file:line`.
    #[serde(alias = "place")]
    pub location: String,
    /// Id of the article that is kept instead; for a repeated paragraph, of the article itself;
    /// `null` for other paragraphs and for a rejected record.
    pub kept: Option<String>,
    /// Location of the article that is kept, `null` if `kept` is, and where that article is one
    /// of another input.
    #[serde(alias = "kept_place")]
    pub kept_location: Option<String>,
    /// Exact Jaccard of both articles, six decimals; `null` if only one is involved.
    pub jaccard: Option<f64>,
    /// Share of the removed article that the kept one contains, six decimals; `null` if only one
    /// is involved.
    pub containment: Option<f64>,
    /// Relation of the two; `null` if only one article is involved.
    pub relation: Option<String>,
    /// The rule by which the other article was kept; `against` if it is one of another input;
    /// `address` for a page without a story whose address the kept article has; `kind` for an
    /// article that was removed for its kind. For a paragraph `boilerplate`, `caption` or `repeat`;
    /// for a rejected record `rejected`.
    pub rule: String,
    /// Kind of page of the article, if it is one without a story or was removed for its kind;
    /// absent otherwise.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub kind: Option<PageKind>,
    /// Reason why a record was rejected, or rule by which boilerplate was found; absent otherwise.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
    /// First byte of the paragraph in the original text; absent for articles and records.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub start: Option<u64>,
    /// Byte after its last; absent for articles and records.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub end: Option<u64>,
    /// Beginning of the paragraph; absent for articles and records.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub opening: Option<String>,
    /// Hash of the record's bytes, 16 hex digits; shows whether a list fits an input.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hash: Option<String>,
    /// Location, `file:line`, of the article of another input for which it was removed; absent
    /// if there is none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub against: Option<String>,
    /// Hash of the record that is kept; absent if `kept` is `null`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub kept_hash: Option<String>,
    /// The input that the row was made from; absent if it is not to be checked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub input: Option<ListedInput>,
}

impl Removed {
    /// A row without anything but its subject.
    pub(crate) fn new(level: RemovedLevel) -> Removed {
        Removed {
            level,
            id: None,
            location: String::new(),
            kept: None,
            kept_location: None,
            jaccard: None,
            containment: None,
            relation: None,
            rule: String::new(),
            kind: None,
            reason: None,
            start: None,
            end: None,
            opening: None,
            hash: None,
            against: None,
            kept_hash: None,
            input: None,
        }
    }
}

/// The input that a list was made from. Every row has it, so that it survives the deletion of other
/// rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ListedInput {
    /// Number of records, rejected ones included.
    pub records: u64,
    /// Hash of all readable records in order, 16 hex digits.
    pub hash: String,
    /// Hash of the records before the one that the row is about; absent for a rejected record.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub before: Option<String>,
}

/// The subject of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum RemovedLevel {
    /// A whole article.
    Article,
    /// A paragraph of an article that is kept.
    Paragraph,
    /// A record that could not be used.
    Record,
}
