//! Labels and their confusion table.

use super::share::{Share, f1};
use super::{LabelCell, LabelScore, LabelScores};
use std::collections::{BTreeMap, BTreeSet};

/// Label of a side that has none.
pub(super) const NO_LABEL: &str = "none";

/// Counts items by the label that is true and the label that was reported.
#[derive(Debug, Default)]
pub(super) struct LabelTable {
    cells: BTreeMap<(String, String), u64>,
}

impl LabelTable {
    /// Counts one item with one label on each side.
    pub(super) fn count(&mut self, truth: &str, reported: &str) {
        *self.cells.entry((truth.to_owned(), reported.to_owned())).or_default() += 1;
    }

    /// Counts one item with any number of labels on each side: common labels are right, every other
    /// label is paired with `none`. An item without any label counts once as a right `none`.
    pub(super) fn count_sets(&mut self, truth: &BTreeSet<&str>, reported: &BTreeSet<&str>) {
        if truth.is_empty() && reported.is_empty() {
            self.count(NO_LABEL, NO_LABEL);
        }
        for label in truth.union(reported) {
            let in_truth = if truth.contains(label) { label } else { NO_LABEL };
            let in_reported = if reported.contains(label) { label } else { NO_LABEL };
            self.count(in_truth, in_reported);
        }
    }

    /// The scores, if any item was counted.
    pub(super) fn into_scores_of_any(self) -> Option<LabelScores> {
        (!self.cells.is_empty()).then(|| self.scores())
    }

    /// Precision, recall and F1 of each class (van Rijsbergen 1979), accuracy over all items, and
    /// the mean F1 over the classes that are true.
    pub(super) fn scores(self) -> LabelScores {
        let mut classes: BTreeMap<&str, (u64, u64, u64)> = BTreeMap::new();
        let mut right = Share::default();
        for ((truth, reported), items) in &self.cells {
            classes.entry(truth).or_default().0 += items;
            classes.entry(reported).or_default().1 += items;
            right.of += items;
            if truth == reported {
                right.hits += items;
                classes.entry(truth).or_default().2 += items;
            }
        }
        let classes: Vec<LabelScore> = classes
            .into_iter()
            .map(|(label, (truth, reported, right))| {
                let precision = Share { hits: right, of: reported }.value();
                let recall = Share { hits: right, of: truth }.value();
                LabelScore {
                    label: label.to_owned(),
                    truth,
                    reported,
                    right,
                    precision,
                    recall,
                    f1: recall.map(|recall| f1(precision.unwrap_or(0.0), recall)),
                }
            })
            .collect();
        let of_truth: Vec<f64> = classes.iter().filter_map(|class| class.f1).collect();
        LabelScores {
            accuracy: right.value(),
            accuracy_interval: right.interval(),
            macro_f1: (!of_truth.is_empty()).then(|| of_truth.iter().sum::<f64>() / of_truth.len() as f64),
            classes,
            confusion: self
                .cells
                .into_iter()
                .map(|((truth, reported), items)| LabelCell { truth, reported, items })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_six_items_gives_the_scores_of_paper_and_pencil() {
        let mut table = LabelTable::default();
        for (truth, reported) in [
            ("near", "near"),
            ("near", "near"),
            ("near", "excerpt"),
            ("excerpt", "excerpt"),
            ("excerpt", NO_LABEL),
            ("update", "near"),
        ] {
            table.count(truth, reported);
        }
        let scores = table.scores();
        assert_eq!(scores.accuracy, Some(0.5));
        let class = |name: &str| scores.classes.iter().find(|class| class.label == name).unwrap();
        let near = class("near");
        assert_eq!((near.truth, near.reported, near.right), (3, 3, 2));
        assert!((near.f1.unwrap() - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(class("excerpt").f1, Some(0.5));
        assert_eq!((class("update").precision, class("update").f1), (None, Some(0.0)));
        assert_eq!(class(NO_LABEL).recall, None);
        assert!((scores.macro_f1.unwrap() - (2.0 / 3.0 + 0.5 + 0.0) / 3.0).abs() < 1e-12);
        assert_eq!(scores.confusion.iter().map(|cell| cell.items).sum::<u64>(), 6);
    }

    #[test]
    fn several_labels_of_one_item_are_judged_one_by_one() {
        let mut table = LabelTable::default();
        table.count_sets(&BTreeSet::from(["byline", "dateline"]), &BTreeSet::from(["dateline", "sign_off"]));
        table.count_sets(&BTreeSet::new(), &BTreeSet::new());
        let scores = table.scores();
        let cells: Vec<(&str, &str)> =
            scores.confusion.iter().map(|cell| (cell.truth.as_str(), cell.reported.as_str())).collect();
        assert_eq!(
            cells,
            [("byline", "none"), ("dateline", "dateline"), ("none", "none"), ("none", "sign_off")]
        );
        assert_eq!(scores.accuracy, Some(0.5));
    }
}
