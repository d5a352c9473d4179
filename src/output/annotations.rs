//! Fields that are added to the records of an input.

use serde::{Deserialize, Serialize};
use wirecopy_io::{ColumnKind, Notes, RowColumn};

/// Fields that a scan adds to each article.
///
/// ```
/// use wirecopy::output::ScanAnnotation;
///
/// let record = r#"{"id":"herald-4","text":"The boat stays in port.","cluster":null,"kept":true}"#;
/// let added: ScanAnnotation = serde_json::from_str(record)?;
/// assert_eq!(added, ScanAnnotation { cluster: None, kept: true });
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScanAnnotation {
    /// Id of its cluster, as in `articles.jsonl`; `null` if it is in none.
    pub cluster: Option<String>,
    /// True for one article per cluster, the representative or its first copy, and for every
    /// article outside the clusters.
    pub kept: bool,
}

impl ScanAnnotation {
    /// The fields as columns.
    pub(crate) const COLUMNS: &'static [RowColumn] =
        &[("cluster", ColumnKind::Text), ("kept", ColumnKind::Flag)];

    /// The values in the order of the columns.
    pub(crate) fn notes(self) -> Notes {
        vec![self.cluster.into(), self.kept.into()]
    }
}

/// Fields that a deduplication adds to each survivor.
///
/// ```
/// use wirecopy::output::DedupAnnotation;
///
/// let record = r#"{"id":"wire-1","copies":1,"cluster":"c1","outlets":["AP","Tolm Times"]}"#;
/// let added: DedupAnnotation = serde_json::from_str(record)?;
/// assert_eq!((added.copies, added.outlets.len()), (1, 2));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DedupAnnotation {
    /// Number of articles that were removed for it.
    pub copies: u64,
    /// Id that a scan gives to a cluster of the survivor and those articles; `null` if there are
    /// none.
    pub cluster: Option<String>,
    /// Known outlets of the survivor and those articles, ordered bytewise.
    pub outlets: Vec<String>,
}

impl DedupAnnotation {
    /// The fields as columns.
    pub(crate) const COLUMNS: &'static [RowColumn] =
        &[("copies", ColumnKind::Integer), ("cluster", ColumnKind::Text), ("outlets", ColumnKind::List)];

    /// The values in the order of the columns.
    pub(crate) fn notes(self) -> Notes {
        vec![self.copies.into(), self.cluster.into(), self.outlets.into()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Map, Value};

    /// The notes under the names of their columns.
    fn named(columns: &[RowColumn], notes: Notes) -> Value {
        let names = columns.iter().map(|(name, _)| (*name).to_owned());
        Value::Object(names.zip(notes).collect::<Map<_, _>>())
    }

    #[test]
    fn columns_and_notes_are_the_fields() {
        let of_scan = ScanAnnotation { cluster: Some("c1".to_owned()), kept: false };
        let expected = serde_json::to_value(&of_scan).unwrap();
        assert_eq!(named(ScanAnnotation::COLUMNS, of_scan.notes()), expected);
        let of_dedup = DedupAnnotation { copies: 2, cluster: None, outlets: vec!["AP".to_owned()] };
        let expected = serde_json::to_value(&of_dedup).unwrap();
        assert_eq!(named(DedupAnnotation::COLUMNS, of_dedup.notes()), expected);
    }
}
