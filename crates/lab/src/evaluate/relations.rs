//! What each true pair was called.

use super::grouping::{Between, Grouping};
use super::labels::LabelTable;
use super::{LabelScores, Reported, Truth, Unknown};

/// Labels that follow from scores alone. A scan that knows no others is judged by the truth file's basic labels.
const BASIC: [&str; 4] = ["exact", "near", "contained", "boilerplate_only"];

/// What a true pair is called that the scan does not report.
const UNREPORTED: &str = "unreported";

/// Scores the label of each true pair that carries one; the label of a pair of copies is that of their first copies' row.
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
            // That a pair below the rule for reporting is not there says nothing about labels.
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
