//! Directions of copying against the sources of the truth file.

use super::grouping::Grouping;
use super::share::Share;
use super::{DirectionScores, Reported, ReportedPair, Truth, Unknown};
use serde_json::Value;

/// Scores the direction of every row of a source and its copy. A missing direction is neither a hit
/// nor an error.
pub(super) fn score(
    reported: &Reported,
    truth: &Truth,
    grouping: &Grouping<'_>,
) -> Result<DirectionScores, Unknown> {
    let rows = reported.pairs.as_ref().ok_or("the scan wrote no pairs")?;
    if rows.iter().all(|row| row.direction.is_none()) {
        return Err("the scan looked for no directions");
    }
    let (mut right, mut wrong, mut unknown) = (0, 0, 0);
    for article in &truth.articles {
        let Some(source) = &article.source else { continue };
        let numbers = grouping.number(source).zip(grouping.number(&article.id));
        let Some(row) = numbers.and_then(|(source, copy)| grouping.own_row(source, copy)) else { continue };
        match named_source(row) {
            Some(named) if named == source => right += 1,
            Some(_) => wrong += 1,
            None => unknown += 1,
        }
    }
    let pairs = right + wrong + unknown;
    if pairs == 0 {
        return Err("the truth file names no source of a reported pair");
    }
    let (precision, recall) = (Share { hits: right, of: right + wrong }, Share { hits: right, of: pairs });
    Ok(DirectionScores {
        pairs,
        right,
        wrong,
        unknown,
        precision: precision.value(),
        precision_interval: precision.interval(),
        recall: recall.value(),
        recall_interval: recall.interval(),
    })
}

/// The article that is the source according to the row: `a_to_b` and `b_to_a`, or an object whose
/// `from` is the id, `a` or `b`.
fn named_source(row: &ReportedPair) -> Option<&str> {
    let named = match row.direction.as_ref()? {
        Value::Object(direction) => direction.get("from").or_else(|| direction.get("direction"))?.as_str()?,
        other => other.as_str()?,
    };
    if named == row.a || named == row.b {
        return Some(named);
    }
    match named {
        "a_to_b" | "a" => Some(&row.a),
        "b_to_a" | "b" => Some(&row.b),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_direction_is_read_in_each_of_its_forms() {
        let row = |direction: Value| ReportedPair {
            a: "p".to_owned(),
            b: "q".to_owned(),
            direction: Some(direction),
            ..ReportedPair::default()
        };
        assert_eq!(named_source(&row(json!("a_to_b"))), Some("p"));
        assert_eq!(named_source(&row(json!("b_to_a"))), Some("q"));
        assert_eq!(named_source(&row(json!({"from": "q", "rule": "earliest date"}))), Some("q"));
        assert_eq!(named_source(&row(json!({"from": null, "rule": "no date"}))), None);
        assert_eq!(named_source(&row(json!("unknown"))), None);
    }
}
