//! The first rule that fires, and by how much the others were missed.

use super::rules::RULES;
use super::{PairFacts, Relation};
use serde::Serialize;

/// One rule: the label that it gives where all of its tests hold.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The label.
    pub relation: Relation,
    /// What it looks at.
    pub tests: fn(&PairFacts) -> Tests,
}

/// One number against one threshold.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Test {
    /// What was measured.
    pub what: &'static str,
    /// What it is.
    pub value: f64,
    /// What it has to be.
    #[serde(flatten)]
    pub bound: Bound,
}

/// A threshold, which itself is inside.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// This or more.
    AtLeast(f64),
    /// This or less.
    AtMost(f64),
}

impl Test {
    pub(super) fn at_least(what: &'static str, value: f64, least: f64) -> Test {
        Test { what, value, bound: Bound::AtLeast(least) }
    }

    pub(super) fn at_most(what: &'static str, value: f64, most: f64) -> Test {
        Test { what, value, bound: Bound::AtMost(most) }
    }

    /// Something that is so or is not.
    pub(super) fn is(what: &'static str, holds: bool) -> Test {
        Test::at_least(what, f64::from(u8::from(holds)), 1.0)
    }

    /// Whether it holds.
    pub fn holds(&self) -> bool {
        self.missed_by() <= 0.0
    }

    /// How far the value lies on the wrong side; 0 or less where the test holds.
    pub fn missed_by(&self) -> f64 {
        match self.bound {
            Bound::AtLeast(least) => least - self.value,
            Bound::AtMost(most) => self.value - most,
        }
    }
}

/// Tests of one rule at most.
const TESTS_MAX: usize = 8;

/// The tests of one rule, in a place of their own: nearly all rules are tried on every pair.
#[derive(Debug, Clone, Copy)]
pub struct Tests {
    tests: [Test; TESTS_MAX],
    len: usize,
}

impl Tests {
    pub(super) fn of<const N: usize>(tests: [Test; N]) -> Tests {
        Tests { tests: [Test::is("", true); TESTS_MAX], len: 0 }.and(tests)
    }

    /// These and others.
    pub(super) fn and(mut self, others: impl AsRef<[Test]>) -> Tests {
        let others = others.as_ref();
        self.tests[self.len..self.len + others.len()].copy_from_slice(others);
        self.len += others.len();
        self
    }
}

impl AsRef<[Test]> for Tests {
    fn as_ref(&self) -> &[Test] {
        &self.tests[..self.len]
    }
}

/// A rule that was tried on a pair.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tried {
    /// The label that it gives.
    pub relation: Relation,
    /// Its tests.
    pub tests: Vec<Test>,
}

impl Tried {
    /// Tests that do not hold.
    pub fn missed(&self) -> impl Iterator<Item = &Test> {
        self.tests.iter().filter(|test| !test.holds())
    }
}

/// What a pair is and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Judgement {
    /// The rule that fired.
    pub fired: Tried,
    /// The rules before it, which did not, and those after it, which were not asked; in their order.
    pub others: Vec<Tried>,
}

/// A test is nearly held where it is missed by less than this share of its threshold.
const NEARLY: f64 = 0.5;

impl Judgement {
    /// Rules that missed one test alone, and that nearly or beside others that hold; the nearest first.
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

/// The label of a pair whose token sequences differ.
pub fn label(facts: &PairFacts) -> Relation {
    let holds = |rule: &&Rule| (rule.tests)(facts).as_ref().iter().all(Test::holds);
    RULES.iter().find(holds).map_or(Relation::Contained, |rule| rule.relation)
}

/// The same with all that was tried.
pub fn judge(facts: &PairFacts) -> Judgement {
    let mut tried: Vec<Tried> = RULES
        .iter()
        .map(|rule| Tried { relation: rule.relation, tests: (rule.tests)(facts).as_ref().to_vec() })
        .collect();
    let fired = match tried.iter().position(|tried| tried.missed().next().is_none()) {
        Some(at) => tried.remove(at),
        None => Tried { relation: Relation::Contained, tests: Vec::new() },
    };
    Judgement { fired, others: tried }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threshold_itself_is_inside() {
        assert!(Test::at_least("share", 0.9, 0.9).holds());
        assert!(!Test::at_least("share", 0.899, 0.9).holds());
        assert!(Test::at_most("share", 0.9, 0.9).holds());
        assert!(!Test::at_most("share", 0.901, 0.9).holds());
        assert!(Test::is("same outlet", true).holds() && !Test::is("same outlet", false).holds());
    }

    #[test]
    fn the_label_is_that_of_the_rule_that_fired() {
        let facts = PairFacts::default();
        let judgement = judge(&facts);
        assert_eq!(judgement.fired.relation, label(&facts));
        assert!(judgement.others.len() + 1 >= RULES.len());
    }
}
