//! Dates as pages print them, from seconds since 1970.

use crate::generate::prose::lexicon::list;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use std::sync::LazyLock;

/// Names of the months; newspapers abbreviate them to three letters.
pub(crate) static MONTHS: LazyLock<Vec<&str>> = LazyLock::new(|| list("months"));

/// Names of the days of the week.
pub(crate) static WEEKDAYS: LazyLock<Vec<&str>> = LazyLock::new(|| list("weekdays"));

/// The day of a time.
pub(crate) fn day_of(unix_seconds: u64) -> Date {
    local(unix_seconds, 0).date()
}

/// The English name of the month of a day.
pub(crate) fn month_name(day: Date) -> &'static str {
    MONTHS[day.month() as usize - 1]
}

/// A time as articles give it, in the zone of the outlet: `2031-03-14T09:26:53+02:00`.
pub(crate) fn iso_in_zone(unix_seconds: u64, zone_hours: i64) -> String {
    let sign = if zone_hours < 0 { '-' } else { '+' };
    format!("{}{sign}{:02}:00", local(unix_seconds, zone_hours), zone_hours.abs())
}

/// The time that clocks show so many hours east of Greenwich; at the latest the last of the year
/// 9999.
fn local(unix_seconds: u64, zone_hours: i64) -> DateTime {
    let seconds = i64::try_from(unix_seconds).unwrap_or(i64::MAX).saturating_add(zone_hours * 3600);
    let seconds = seconds.clamp(Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
    let timestamp = Timestamp::from_second(seconds).expect("the seconds are clamped to a timestamp's range");
    Offset::UTC.to_datetime(timestamp)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_given_in_its_zone() {
        assert_eq!(iso_in_zone(86_400 * 365, -5), "1970-12-31T19:00:00-05:00");
        assert_eq!(iso_in_zone(1_700_000_000, 8), "2023-11-15T06:13:20+08:00");
        assert!(iso_in_zone(u64::MAX, 0).starts_with("9999-12-3"));
    }

    #[test]
    fn every_month_has_its_name() {
        assert_eq!(month_name(day_of(0)), "January");
        assert_eq!(month_name(day_of(1_700_000_000)), "November");
    }
}
