//! Bad records of a command that writes no list of rejects.

use crate::error::{Error, Result};
use wirecopy_article::Reject;
use wirecopy_article::event::{Event, Observer, Warning};
use wirecopy_io::ReadOptions;

/// Bad records that are named; more are counted.
const REJECTS_NAMED_MAX: u64 = 20;

/// Names the first bad records of a reading; with `strict` the first one is an error.
pub(crate) struct RejectReporter<'all> {
    is_strict: bool,
    observer: &'all Observer<'all>,
    named: u64,
}

impl<'all> RejectReporter<'all> {
    pub(crate) fn new(reading: &ReadOptions, observer: &'all Observer<'all>) -> Self {
        RejectReporter { is_strict: reading.strict, observer, named: 0 }
    }

    pub(crate) fn report(&mut self, rejects: &[Reject]) -> Result<()> {
        for Reject { file, line, reason, .. } in rejects {
            let (file, line, reason) = (file.clone(), *line, reason.to_string());
            if self.is_strict {
                return Err(Error::Strict { file, line, reason });
            }
            self.named += 1;
            if self.named <= REJECTS_NAMED_MAX {
                (self.observer)(Event::Warning(Warning::RejectedRecord { file, line, reason }));
            }
        }
        Ok(())
    }

    /// Says how many records were rejected, where not all were named.
    pub(crate) fn finish(self, rejected: u64) {
        if self.named > REJECTS_NAMED_MAX {
            (self.observer)(Event::Warning(Warning::RejectedInAll { records: rejected }));
        }
    }
}
