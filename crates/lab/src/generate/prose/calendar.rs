//! Dates as pages print them, from seconds since 1970.

use crate::generate::prose::lexicon::list;
use std::sync::LazyLock;

/// Names of the months; newspapers abbreviate them to three letters.
pub(crate) static MONTHS: LazyLock<Vec<&str>> = LazyLock::new(|| list("months"));

/// Names of the days of the week.
pub(crate) static WEEKDAYS: LazyLock<Vec<&str>> = LazyLock::new(|| list("weekdays"));

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day {
    pub(crate) year: u32,
    /// From 1.
    pub(crate) month: u32,
    /// From 1.
    pub(crate) day: u32,
}

impl Day {
    /// The day of a time after 1970 (Hinnant, "chrono-compatible low-level date algorithms",
    /// civil_from_days).
    pub(crate) fn of(unix_seconds: u64) -> Day {
        let days = unix_seconds / 86_400 + 719_468;
        let of_era = days % 146_097;
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        Day {
            year: (days / 146_097 * 400 + year_of_era + u64::from(month <= 2)) as u32,
            month: month as u32,
            day: (of_year - (153 * from_march + 2) / 5 + 1) as u32,
        }
    }

    /// The month's English name.
    pub(crate) fn month_name(self) -> &'static str {
        MONTHS[self.month as usize - 1]
    }
}

/// A time as articles give it, in the zone of the outlet: `2031-03-14T09:26:53+02:00`.
pub(crate) fn iso_in_zone(unix_seconds: u64, zone_hours: i64) -> String {
    let local = unix_seconds.wrapping_add_signed(zone_hours * 3600);
    let Day { year, month, day } = Day::of(local);
    let (hour, minute, second) = (local / 3600 % 24, local / 60 % 60, local % 60);
    let sign = if zone_hours < 0 { '-' } else { '+' };
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{sign}{:02}:00", zone_hours.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_another_calendar() {
        for days in (0..60_000i64).step_by(7) {
            let other = jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(days));
            let Day { year, month, day } = Day::of(days as u64 * 86_400);
            assert_eq!((year, month, day), (other.year() as u32, other.month() as u32, other.day() as u32));
        }
    }

    #[test]
    fn a_time_is_given_in_its_zone() {
        assert_eq!(iso_in_zone(86_400 * 365, -5), "1970-12-31T19:00:00-05:00");
        assert_eq!(iso_in_zone(1_700_000_000, 8), "2023-11-15T06:13:20+08:00");
    }
}
