//! Labels of true pairs.

use super::grouping::{Between, Grouping};
use super::labels::LabelTable;
use super::{LabelScores, Reported, Truth, Unknown};

/// Labels that follow from scores alone. A scan with no others is judged by the basic labels of the
/// truth file.
const BASIC: [&str; 4] = ["exact", "near", "contained", "boilerplate_only"];

/// Label of a true pair that the scan does not report.
const UNREPORTED: &str = "unreported";

/// Scores the label of each labelled true pair; a pair of copies has the label of the row of their
/// first copies.
pub(super) fn score(
    reported: &Reported,
    truth: &Truth,
    grouping: &Grouping<'_>,
) -> Result<LabelScores, Unknown> {
    let rows = reported.pairs.as_ref().ok_or("the scan wrote no pairs")?;
    let by_score_alone = rows.iter().all(|row| BASIC.contains(&row.relation.as_str()))
        && truth.pairs.iter().any(|pair| pair.basic.is_some());
    let mut table = LabelTable::default();
    let mut labelled = false;
    for pair in &truth.pairs {
        let label = if by_score_alone { &pair.basic } else { &pair.relation };
        let (Some(label), Some(a), Some(b)) = (label, grouping.number(&pair.a), grouping.number(&pair.b))
        else {
            continue;
        };
        let given = match grouping.between(a, b) {
            Between::SameTokens => "exact",
            Between::Row { pair, .. } => pair.relation.as_str(),
            // The absence of a pair below the rule for reporting says nothing about labels.
            Between::Nothing if !pair.expected => continue,
            Between::Nothing => UNREPORTED,
        };
        labelled = true;
        let is_right_too = !by_score_alone && pair.also.iter().any(|other| other == given);
        table.count(if is_right_too { given } else { label }, given);
    }
    if labelled {
        Ok(table.scores())
    } else {
        Err("the truth file labels no pair that the scan could report")
    }
}
