//! Rules of labels: tests that compare a number with a threshold.

use super::label::Relation;
use crate::relation::facts::PairFacts;
use serde::Serialize;

/// A label with the tests that must all hold for a pair to have it.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The label.
    pub relation: Relation,
    /// Applies its tests to a pair.
    pub tests: fn(&PairFacts) -> Tests,
}

/// The comparison of one number with one threshold.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Test {
    /// Name of the number.
    pub what: &'static str,
    /// The number.
    pub value: f64,
    /// The threshold.
    #[serde(flatten)]
    pub bound: Bound,
}

/// A threshold. It allows a number that equals it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// This number or more.
    AtLeast(f64),
    /// This number or less.
    AtMost(f64),
}

impl Test {
    pub(crate) fn at_least(what: &'static str, value: f64, least: f64) -> Test {
        Test { what, value, bound: Bound::AtLeast(least) }
    }

    pub(crate) fn at_most(what: &'static str, value: f64, most: f64) -> Test {
        Test { what, value, bound: Bound::AtMost(most) }
    }

    /// Creates a test of a condition.
    pub(crate) fn is(what: &'static str, holds: bool) -> Test {
        Test::at_least(what, f64::from(u8::from(holds)), 1.0)
    }

    /// Returns whether the test holds.
    pub fn holds(&self) -> bool {
        self.missed_by() <= 0.0
    }

    /// Returns by how much the number misses the threshold; 0 or less if the test holds.
    pub fn missed_by(&self) -> f64 {
        match self.bound {
            Bound::AtLeast(least) => least - self.value,
            Bound::AtMost(most) => self.value - most,
        }
    }
}

/// Most tests of one rule.
const TESTS_MAX: usize = 8;

/// The tests of one rule, stored without an allocation because nearly all rules are tried on every
/// pair.
#[derive(Debug, Clone, Copy)]
pub struct Tests {
    tests: [Test; TESTS_MAX],
    len: usize,
}

impl Tests {
    pub(crate) fn of<const N: usize>(tests: [Test; N]) -> Tests {
        Tests { tests: [Test::is("", true); TESTS_MAX], len: 0 }.and(tests)
    }

    /// Appends other tests.
    pub(crate) fn and(mut self, others: impl AsRef<[Test]>) -> Tests {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_equals_its_threshold_holds() {
        assert!(Test::at_least("share", 0.9, 0.9).holds());
        assert!(!Test::at_least("share", 0.899, 0.9).holds());
        assert!(Test::at_most("share", 0.9, 0.9).holds());
        assert!(!Test::at_most("share", 0.901, 0.9).holds());
        assert!(Test::is("same outlet", true).holds() && !Test::is("same outlet", false).holds());
    }
}
