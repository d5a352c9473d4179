//! Dates of publication.

/// A date as precise as the record gave it. The order is by time, a bare day before any time within
/// it.
///
/// ```
/// use wirecopy_article::{DatePrecision, Published};
///
/// let day = Published { unix_seconds: 1_900_022_400, precision: DatePrecision::Day };
/// let noon = Published { unix_seconds: 1_900_065_600, precision: DatePrecision::Instant };
/// assert!(day < noon && day.is_within(86_400, noon) && !day.is_within(3_600, noon));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, bincode::Encode, bincode::Decode)]
pub struct Published {
    /// Seconds since 1970-01-01T00:00:00Z; midnight UTC of the day if only a day was given.
    pub unix_seconds: i64,
    /// Precision of the record's date.
    pub precision: DatePrecision,
}

impl Published {
    /// Returns whether two dates, of any precision, are at most `seconds` apart.
    pub fn is_within(self, seconds: i64, other: Published) -> bool {
        self.unix_seconds.abs_diff(other.unix_seconds) <= seconds.unsigned_abs()
    }
}

/// Precision of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, bincode::Encode, bincode::Decode)]
pub enum DatePrecision {
    /// A calendar day.
    Day,
    /// A time of day without a zone, read as UTC.
    LocalTime,
    /// A time with its zone.
    Instant,
}
