//! Dates of a reading that could not be understood.

use wirecopy_article::event::Warning;
use wirecopy_io::Decoded;

/// Dates that are shown as examples.
const EXAMPLES_MAX: usize = 3;

/// A number of dates, and the first of them.
#[derive(Debug, Default)]
pub(crate) struct DateFaults {
    records: u64,
    examples: Vec<String>,
}

impl DateFaults {
    /// Those of one block.
    pub(crate) fn of(decoded: &Decoded<'_>) -> DateFaults {
        DateFaults { records: decoded.dates_not_understood, examples: decoded.date_examples.clone() }
    }

    /// Adds those of the next block.
    pub(crate) fn add(&mut self, next: DateFaults) {
        self.records += next.records;
        for example in next.examples {
            if self.examples.len() < EXAMPLES_MAX && !self.examples.contains(&example) {
                self.examples.push(example);
            }
        }
    }

    /// The warning, if there are any.
    pub(crate) fn warning(self) -> Option<Warning> {
        let DateFaults { records, examples } = self;
        (records > 0).then_some(Warning::DatesNotUnderstood { records, examples })
    }
}
