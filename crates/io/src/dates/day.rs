//! Days and times of day that exist.

use jiff::civil::{Date, Time};

/// No newspaper is older, and databases write smaller years for "none".
const YEAR_MIN: i64 = 1600;

/// A day that exists, in a year that had newspapers.
pub(super) fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| i64::from(*year) >= YEAR_MIN)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `YYYYMMDD` as a number.
pub(super) fn compact_date(number: i64) -> Option<Date> {
    date(number / 10_000, number / 100 % 100, number % 100)
}

/// A time of day.
pub(super) fn time(hour: i64, minute: i64, second: i64) -> Option<Time> {
    // A leap second is read as the second before it.
    let second = if second == 60 { 59 } else { second };
    Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?, 0).ok()
}

/// `hhmmss` as a number.
pub(super) fn compact_time(number: i64) -> Option<Time> {
    time(number / 10_000, number / 100 % 100, number % 100)
}
