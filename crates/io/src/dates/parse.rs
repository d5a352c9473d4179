//! Whole dates: from a string or a number to a point in time, and back to ISO 8601.

use super::cursor::{Cursor, Zone};
use super::day::{compact_date, compact_time};
use super::order::DateOrder;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use wirecopy_article::{DatePrecision, Published};

/// A date with everything that people write around it.
const DATE_BYTES_MAX: usize = 100;

/// The date that a string contains; `None` if it is not understood. A time whose zone has no
/// unique name (`ET`, `BST`) is reduced to its day.
///
/// ```
/// use wirecopy_io::{parse_date, to_iso8601};
/// let iso = |given: &str| parse_date(given).map(|date| to_iso8601(&date));
/// assert_eq!(iso("Sat, 01 Mar 2025 10:00:00 +0100").as_deref(), Some("2025-03-01T09:00:00Z"));
/// assert_eq!(iso("1. März 2025").as_deref(), Some("2025-03-01"));
/// // The third of April, or the fourth of March?
/// assert_eq!(iso("03/04/2025"), None);
/// ```
pub fn parse_date(given: &str) -> Option<Published> {
    parse_date_in(given, None)
}

/// The date that a string contains, with day and month in this order where nothing else shows it.
pub(crate) fn parse_date_in(given: &str, order: Option<DateOrder>) -> Option<Published> {
    let given = given.trim();
    if given.len() > DATE_BYTES_MAX {
        return None;
    }
    if given.bytes().all(|byte| byte.is_ascii_digit()) {
        return parse_digits(given);
    }
    // Seconds since 1970 with a fraction; `20.05.2031` has two points.
    if given.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && given.len() > 10 {
        return parse_number(given);
    }
    let (date, time) = Cursor::new(given, order)?.date_and_time()?;
    Some(match time {
        None | Some((_, Zone::Unknown)) => published(date.at(0, 0, 0, 0), 0, DatePrecision::Day),
        Some((time, Zone::None)) => published(date.to_datetime(time), 0, DatePrecision::LocalTime),
        Some((time, Zone::East(seconds))) => {
            published(date.to_datetime(time), seconds, DatePrecision::Instant)
        }
    })
}

/// The date that a JSON number is, by its literal: like a string of digits, or seconds with a
/// fraction.
pub(crate) fn parse_number(literal: &str) -> Option<Published> {
    let (whole, fraction) = literal.split_once('.').unwrap_or((literal, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    match whole.len() {
        // Seconds and milliseconds before September 2001: no other number has these lengths.
        9 => instant(whole.parse().ok()?),
        12 if fraction.is_empty() => instant(whole.parse::<i64>().ok()? / 1000),
        10 => instant(whole.parse().ok()?),
        _ if fraction.bytes().all(|byte| byte == b'0') => parse_digits(whole),
        _ => None,
    }
}

/// `YYYYMMDD`, `YYYYMMDDhhmmss`, or seconds or milliseconds since 1970.
fn parse_digits(given: &str) -> Option<Published> {
    let number: i64 = given.parse().ok()?;
    match given.len() {
        8 => Some(published(compact_date(number)?.at(0, 0, 0, 0), 0, DatePrecision::Day)),
        14 => {
            let time = compact_time(number % 1_000_000)?;
            let date = compact_date(number / 1_000_000)?;
            Some(published(date.to_datetime(time), 0, DatePrecision::LocalTime))
        }
        10 => instant(number),
        13 => instant(number / 1000),
        _ => None,
    }
}

fn instant(unix_seconds: i64) -> Option<Published> {
    Some(Published { unix_seconds, precision: DatePrecision::Instant })
}

fn published(datetime: DateTime, east_seconds: i64, precision: DatePrecision) -> Published {
    let utc = Offset::UTC.to_timestamp(datetime).map_or(Timestamp::MAX, |timestamp| timestamp);
    Published { unix_seconds: utc.as_second() - east_seconds, precision }
}

/// A date in ISO 8601, as precise as it was given: `2025-03-01`, `2025-03-01T10:00:00`, or
/// `2025-03-01T10:00:00Z`. Seconds beyond the years -9999 to 9999 are clamped to them.
pub fn to_iso8601(published: &Published) -> String {
    let seconds = published.unix_seconds.clamp(Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
    let timestamp = Timestamp::from_second(seconds).expect("the seconds are clamped to a timestamp's range");
    let datetime = Offset::UTC.to_datetime(timestamp);
    match published.precision {
        DatePrecision::Day => datetime.date().to_string(),
        DatePrecision::LocalTime => datetime.to_string(),
        DatePrecision::Instant => format!("{datetime}Z"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(given: &str) -> Option<String> {
        parse_date(given).map(|published| to_iso8601(&published))
    }

    /// Dates as they are given, and as they are understood.
    const UNDERSTOOD: [(&str, &str); 64] = [
        ("2025-03-01", "2025-03-01"),
        ("2025-3-1", "2025-03-01"),
        ("2025/03/01", "2025-03-01"),
        ("2025.03.01", "2025-03-01"),
        ("20250301", "2025-03-01"),
        ("20250301100000", "2025-03-01T10:00:00"),
        ("20250301T100000Z", "2025-03-01T10:00:00Z"),
        ("2025-03-01T10:00:00", "2025-03-01T10:00:00"),
        ("2025-03-01 10:00", "2025-03-01T10:00:00"),
        ("2025-03-01T10:00:00Z", "2025-03-01T10:00:00Z"),
        ("2025-03-01t10:00:00.123456z", "2025-03-01T10:00:00Z"),
        ("2025-03-01T10:00:00,5+02:00", "2025-03-01T08:00:00Z"),
        ("2025-03-01 10:00:00 -0530", "2025-03-01T15:30:00Z"),
        ("2025-03-01T10:00:00+02", "2025-03-01T08:00:00Z"),
        ("2025-03-01 10:00:00 UTC", "2025-03-01T10:00:00Z"),
        ("2025-03-01T23:59:60Z", "2025-03-01T23:59:59Z"),
        ("Sat, 01 Mar 2025 10:00:00 +0100", "2025-03-01T09:00:00Z"),
        ("Sat, 1 Mar 2025 10:00:00 GMT", "2025-03-01T10:00:00Z"),
        ("01 Mar 2025 10:00 EST", "2025-03-01T15:00:00Z"),
        ("Sat, 01 Mar 2025 10:00:00 -0800 (PST)", "2025-03-01T18:00:00Z"),
        ("Sat, 01 Mar 2025 10:00:00", "2025-03-01T10:00:00"),
        ("Sat Mar  1 10:00:00 2025", "2025-03-01T10:00:00"),
        ("Sat Mar 01 10:00:00 +0000 2025", "2025-03-01T10:00:00Z"),
        ("March 1, 2025", "2025-03-01"),
        ("March 1st, 2025", "2025-03-01"),
        ("Mar. 1, 2025 9:05 pm", "2025-03-01T21:05:00"),
        ("March 1, 2025 at 12:30 a.m.", "2025-03-01T00:30:00"),
        ("Saturday, March 1, 2025 | 10:00 AM PDT", "2025-03-01T17:00:00Z"),
        ("March 1, 2025, 10 pm", "2025-03-01T22:00:00"),
        ("March 1, 2025 10:00 a.m. ET", "2025-03-01"),
        ("1 March 2025", "2025-03-01"),
        ("1st of March 2025", "2025-03-01"),
        ("01-Mar-2025", "2025-03-01"),
        ("1. März 2025", "2025-03-01"),
        ("Samstag, 1. März 2025, 10:15 Uhr", "2025-03-01T10:15:00"),
        ("1 de marzo de 2025", "2025-03-01"),
        ("1er mars 2025 à 10:15", "2025-03-01T10:15:00"),
        ("1 de março de 2025", "2025-03-01"),
        ("1 marzo 2025", "2025-03-01"),
        ("01.03.2025", "2025-03-01"),
        ("1.3.2025 10:15", "2025-03-01T10:15:00"),
        ("13/03/2025", "2025-03-13"),
        ("03/13/2025 10:15 AM", "2025-03-13T10:15:00"),
        ("03/03/2025", "2025-03-03"),
        ("1740823200", "2025-03-01T10:00:00Z"),
        ("1740823200123", "2025-03-01T10:00:00Z"),
        (" 1897-07-04 ", "1897-07-04"),
        ("1937037851.0", "2031-05-20T10:04:11Z"),
        ("1937037851.75", "2031-05-20T10:04:11Z"),
        ("2031年5月20日", "2031-05-20"),
        ("2031年5月20日 10:04", "2031-05-20T10:04:00"),
        ("2031년 5월 20일", "2031-05-20"),
        ("31-Dec-30", "2030-12-31"),
        ("31-Dec-98", "1998-12-31"),
        ("20.05.31", "2031-05-20"),
        ("Published: 20 May 2031", "2031-05-20"),
        ("Last Updated: May 20, 2031, 10:04 ET", "2031-05-20"),
        ("Tue May 20 10:04:11 CEST 2031", "2031-05-20T08:04:11Z"),
        ("2031-05-20T10:04:11 Europe/Berlin", "2031-05-20"),
        ("20 мая 2031, 10:04", "2031-05-20T10:04:00"),
        ("20 مايو 2031", "2031-05-20"),
        ("۲۰ مه ۲۰۳۱", "2031-05-20"),
        ("20 мая 2031 г.", "2031-05-20"),
        ("20 mei 2031", "2031-05-20"),
    ];

    #[test]
    fn dates_are_understood_as_precisely_as_they_are_given() {
        for (given, expected) in UNDERSTOOD {
            assert_eq!(iso(given).as_deref(), Some(expected), "{given}");
        }
    }

    #[test]
    fn what_is_ambiguous_or_no_date_is_not_understood() {
        for given in [
            "",
            "yesterday",
            "03/04/2025",
            "2025",
            "2025-03",
            "2025-02-30",
            "2025-13-01",
            "2025-03-01T25:00:00",
            "2025-03-01T10:00:00+99:00",
            "0000-00-00 00:00:00",
            "0001-01-01T00:00:00Z",
            "March 2025",
            "March 1",
            "March 1, 2025 13:00 pm",
            "3 hours ago",
            "12345",
            "1 March 2025 and more words",
            "99999999999999999999999999",
        ] {
            assert_eq!(iso(given), None, "{given}");
        }
    }

    #[test]
    fn an_order_decides_what_is_ambiguous_and_nothing_else() {
        let iso = |given, order| parse_date_in(given, Some(order)).map(|date| to_iso8601(&date));
        for (given, day_first, month_first) in [
            ("03/04/2025", "2025-04-03", "2025-03-04"),
            ("3-4-25 10:15", "2025-04-03T10:15:00", "2025-03-04T10:15:00"),
            ("13/03/2025", "2025-03-13", "2025-03-13"),
            ("03.04.2025", "2025-04-03", "2025-04-03"),
        ] {
            assert_eq!(iso(given, DateOrder::DayFirst).as_deref(), Some(day_first), "{given}");
            assert_eq!(iso(given, DateOrder::MonthFirst).as_deref(), Some(month_first), "{given}");
        }
    }

    #[test]
    fn numbers_are_understood_by_their_length() {
        for (literal, expected) in [
            ("1740823200", Some("2025-03-01T10:00:00Z")),
            ("1740823200.75", Some("2025-03-01T10:00:00Z")),
            ("1740823200000", Some("2025-03-01T10:00:00Z")),
            ("866451600", Some("1997-06-16T09:00:00Z")),
            ("866451600000", Some("1997-06-16T09:00:00Z")),
            ("20250301", Some("2025-03-01")),
            ("2025", None),
            ("-1", None),
            ("1e9", None),
        ] {
            let iso = parse_number(literal).map(|published| to_iso8601(&published));
            assert_eq!(iso.as_deref(), expected, "{literal}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_input_panics(given in "[0-9A-Za-z:/.,+ -]{0,40}|\\PC{0,30}") {
            parse_date(&given);
            parse_number(&given);
        }

        #[test]
        fn what_is_written_is_read_back(unix_seconds in -11_000_000_000i64..200_000_000_000, kind in 0..3) {
            let precision = [DatePrecision::Day, DatePrecision::LocalTime, DatePrecision::Instant][kind as usize];
            let unix_seconds = if kind == 0 { unix_seconds.div_euclid(86_400) * 86_400 } else { unix_seconds };
            let published = Published { unix_seconds, precision };
            proptest::prop_assert_eq!(parse_date(&to_iso8601(&published)), Some(published));
        }
    }
}
