//! Bad records of a command that writes no list of rejects.

use crate::error::{Error, REJECTS_NAMED, Result};
use wirecopy_article::event::{Event, Observer, Warning};
use wirecopy_article::{Reject, RejectReason};
use wirecopy_io::ReadOptions;

/// Bad records that are named; more are counted.
const REJECTS_NAMED_MAX: u64 = 20;

/// Names the first bad records of a reading; with `strict` the first one is an error.
pub(crate) struct RejectReporter<'all> {
    is_strict: bool,
    rejects_share_max: f64,
    observer: &'all Observer<'all>,
    rejected: u64,
    unreadable: u64,
    not_articles: u64,
    /// The first of all.
    first: Vec<Reject>,
    first_unreadable: Vec<Reject>,
}

impl<'all> RejectReporter<'all> {
    pub(crate) fn new(reading: &ReadOptions, observer: &'all Observer<'all>) -> Self {
        RejectReporter {
            is_strict: reading.strict,
            rejects_share_max: reading.rejects_share_max,
            observer,
            rejected: 0,
            unreadable: 0,
            not_articles: 0,
            first: Vec::new(),
            first_unreadable: Vec::new(),
        }
    }

    pub(crate) fn report(&mut self, rejects: &[Reject]) -> Result<()> {
        for reject in rejects {
            self.count(reject);
            let (file, line, reason) = (reject.file.clone(), reject.line, reject.reason.to_string());
            if self.is_strict {
                return Err(Error::Strict { file, line, reason });
            }
            self.rejected += 1;
            if self.rejected <= REJECTS_NAMED_MAX {
                (self.observer)(Event::Warning(Warning::RejectedRecord { file, line, reason }));
            }
        }
        Ok(())
    }

    fn count(&mut self, reject: &Reject) {
        self.not_articles += u64::from(matches!(reject.reason, RejectReason::NotAnArticle { .. }));
        if self.first.len() < REJECTS_NAMED {
            self.first.push(reject.clone());
        }
        if reject.reason.is_unreadable() {
            self.unreadable += 1;
            if self.first_unreadable.len() < REJECTS_NAMED {
                self.first_unreadable.push(reject.clone());
            }
        }
    }

    /// Refuses a reading that gave no article, or of whose records more than the accepted share
    /// could not be read.
    ///
    /// # Errors
    /// [`Error::NothingRead`], [`Error::TooManyRejects`].
    pub(crate) fn assert_usable(&self, articles: u64) -> Result<()> {
        if articles == 0 {
            return Err(Error::NothingRead { rejected: self.rejected, rejects: self.first.clone() });
        }
        let records = articles + self.rejected - self.not_articles;
        if self.unreadable as f64 > self.rejects_share_max * records as f64 {
            return Err(Error::TooManyRejects {
                unreadable: self.unreadable,
                records,
                share_max: self.rejects_share_max,
                rejects: self.first_unreadable.clone(),
            });
        }
        Ok(())
    }

    /// Says how many records were rejected, where not all were named.
    pub(crate) fn finish(&self, rejected: u64) {
        if self.rejected > REJECTS_NAMED_MAX {
            (self.observer)(Event::Warning(Warning::RejectedInAll { records: rejected }));
        }
    }
}
