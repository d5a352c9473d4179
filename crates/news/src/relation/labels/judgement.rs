//! The judgement of a pair: the first rule that holds, and by how much the others fail.

use super::label::Relation;
use super::rule::{Bound, Rule, Test};
use super::rules::RULES;
use crate::relation::facts::PairFacts;
use serde::Serialize;

/// A rule with its tests on a pair.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tried {
    /// Its label.
    pub relation: Relation,
    /// Its tests.
    pub tests: Vec<Test>,
}

impl Tried {
    /// Returns the tests that do not hold.
    pub fn missed(&self) -> impl Iterator<Item = &Test> {
        self.tests.iter().filter(|test| !test.holds())
    }
}

/// The label of a pair and the reasons for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Judgement {
    /// The first rule that holds.
    pub fired: Tried,
    /// All other rules in their order: those before it do not hold, those after it may.
    pub others: Vec<Tried>,
}

/// A test nearly holds if it is missed by less than this share of its threshold.
const NEARLY: f64 = 0.5;

impl Judgement {
    /// Returns the rules of which a single test fails, if that test nearly holds or at least two
    /// others hold; the nearest first.
    pub fn nearly_fired(&self) -> Vec<&Tried> {
        let mut nearly: Vec<(f64, &Tried)> = self
            .others
            .iter()
            .filter_map(|tried| {
                let mut missed = tried.missed();
                let (only, None) = (missed.next()?, missed.next()) else { return None };
                let (Bound::AtLeast(bound) | Bound::AtMost(bound)) = only.bound;
                let share = only.missed_by() / if bound == 0.0 { 1.0 } else { bound };
                (share < NEARLY || tried.tests.len() > 2).then_some((share, tried))
            })
            .collect();
        nearly.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        nearly.into_iter().map(|(_, tried)| tried).collect()
    }
}

/// Returns the label of a pair with different token sequences. At most one comparison per test.
pub fn label(facts: &PairFacts) -> Relation {
    let holds = |rule: &&Rule| (rule.tests)(facts).as_ref().iter().all(Test::holds);
    RULES.iter().find(holds).map_or(Relation::Excerpt, |rule| rule.relation)
}

/// Returns the label of a pair with different token sequences, and the tests of all rules.
pub fn judge(facts: &PairFacts) -> Judgement {
    let mut tried: Vec<Tried> = RULES
        .iter()
        .map(|rule| Tried { relation: rule.relation, tests: (rule.tests)(facts).as_ref().to_vec() })
        .collect();
    let fired = match tried.iter().position(|tried| tried.missed().next().is_none()) {
        Some(at) => tried.remove(at),
        None => Tried { relation: Relation::Excerpt, tests: Vec::new() },
    };
    Judgement { fired, others: tried }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_label_is_that_of_the_first_rule_that_holds() {
        let facts = PairFacts::default();
        let judgement = judge(&facts);
        assert_eq!(judgement.fired.relation, label(&facts));
        assert!(judgement.others.len() + 1 >= RULES.len());
    }
}
