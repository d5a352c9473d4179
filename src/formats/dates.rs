//! Dates in the forms in which pages, feeds and archives give them.

use super::date_words::{Word, read_words};
use crate::document::{DatePrecision, Published};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

/// Years that a date of a news article can have; others are a number that was taken for a date.
const YEARS: std::ops::RangeInclusive<i16> = 1600..=2200;

/// Milliseconds of 2001-09-09 and seconds of 2286-11-20: numbers of 10 digits are seconds, of 13 digits milliseconds.
const EPOCH_DIGITS: [usize; 2] = [10, 13];

/// A date as precise as it was given; `None` where it is not understood or could mean two days.
///
/// ISO 8601 with its usual liberties, RFC 2822, `Month D, YYYY` and `D Month YYYY` with names of six languages, `YYYY/MM/DD`,
/// `YYYYMMDD`, `DD.MM.YYYY`, `DD/MM/YYYY` and `MM/DD/YYYY` where only one of both is possible, and seconds or milliseconds since 1970.
pub fn understand(given: &str) -> Option<Published> {
    let given = given.trim();
    if given.len() > 80 {
        return None;
    }
    if given.bytes().all(|byte| byte.is_ascii_digit()) {
        return of_digits(given);
    }
    let words = read_words(given)?;
    let (date, used) = date_of(&words)?;
    if !YEARS.contains(&date.year()) {
        return None;
    }
    let rest: Vec<&Word> =
        words.iter().enumerate().filter(|(at, _)| !used.contains(at)).map(|(_, word)| word).collect();
    with_time(date, &rest)
}

/// ISO 8601 in the precision that was given.
pub fn to_iso8601(published: &Published) -> String {
    let time = jiff::Timestamp::from_second(published.unix_seconds).unwrap_or_default();
    let time = Offset::UTC.to_datetime(time);
    match published.precision {
        DatePrecision::Day => time.date().to_string(),
        DatePrecision::LocalTime => time.to_string(),
        DatePrecision::Instant => format!("{time}Z"),
    }
}

fn published(time: DateTime, offset: Offset, precision: DatePrecision) -> Option<Published> {
    let unix_seconds = offset.to_timestamp(time).ok()?.as_second();
    Some(Published { unix_seconds, precision })
}

/// `YYYYMMDD`, `YYYYMMDDhhmm`, `YYYYMMDDhhmmss`, seconds or milliseconds.
fn of_digits(digits: &str) -> Option<Published> {
    if EPOCH_DIGITS.contains(&digits.len()) {
        let number: i64 = digits.parse().ok()?;
        let unix_seconds = if digits.len() == EPOCH_DIGITS[1] { number.div_euclid(1000) } else { number };
        return Some(Published { unix_seconds, precision: DatePrecision::Instant });
    }
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<i16>().ok();
    let small = |from: usize, to: usize| part(from, to).and_then(|value| i8::try_from(value).ok());
    let date = Date::new(part(0, 4)?, small(4, 6)?, small(6, 8)?).ok()?;
    if !YEARS.contains(&date.year()) {
        return None;
    }
    match digits.len() {
        8 => published(date.to_datetime(Time::midnight()), Offset::UTC, DatePrecision::Day),
        12 | 14 => {
            let second = if digits.len() == 14 { small(12, 14)? } else { 0 };
            let time = Time::new(small(8, 10)?, small(10, 12)?, second, 0).ok()?;
            published(date.to_datetime(time), Offset::UTC, DatePrecision::LocalTime)
        }
        _ => None,
    }
}

/// The calendar day, and the places of the words that told it.
fn date_of(words: &[Word]) -> Option<(Date, Vec<usize>)> {
    if let Some(at) = words.iter().position(|word| matches!(word, Word::Numbers(..))) {
        let Word::Numbers([first, second, third], mark) = words[at] else { return None };
        let date = if first > 31 {
            Date::new(first, i8::try_from(second).ok()?, i8::try_from(third).ok()?).ok()?
        } else {
            let (day, month) = day_and_month(first, second, mark)?;
            Date::new(third, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?
        };
        return Some((date, vec![at]));
    }
    let month_at = words.iter().position(|word| matches!(word, Word::Month(_)))?;
    let Word::Month(month) = words[month_at] else { return None };
    let number = |at: usize| match words.get(at) {
        Some(Word::Number(number)) => Some(*number),
        _ => None,
    };
    let before = month_at.checked_sub(1).and_then(number).filter(|day| *day <= 31);
    let (day_at, year_at) = match before {
        Some(_) => (month_at - 1, month_at + 1),
        None => (month_at + 1, month_at + 2),
    };
    let day = i8::try_from(number(day_at)?).ok()?;
    // "Wed Nov 12 09:30:00 2031": the year may stand behind the time.
    let year_at = (year_at..words.len()).find(|at| number(*at).is_some_and(|year| year > 31))?;
    let date = Date::new(number(year_at)?, month, day).ok()?;
    Some((date, vec![month_at, day_at, year_at]))
}

/// Dots mean day and month; slashes and hyphens mean either, so that one of the numbers must be too large for a month.
fn day_and_month(first: i16, second: i16, mark: char) -> Option<(i16, i16)> {
    match (mark, first > 12, second > 12) {
        ('.', _, false) | (_, true, false) => Some((first, second)),
        (_, false, true) => Some((second, first)),
        (_, false, false) if first == second => Some((first, second)),
        _ => None,
    }
}

/// Adds what the other words tell of the time. A word that tells nothing known makes the date not understood.
fn with_time(date: Date, rest: &[&Word]) -> Option<Published> {
    let (mut time, mut offset, mut afternoon) = (None, None, None);
    for word in rest {
        match word {
            Word::Time(given) if time.is_none() => time = Some(*given),
            Word::Offset(given) if offset.is_none() && time.is_some() => offset = Some(*given),
            Word::Half(given) if afternoon.is_none() && time.is_some() => afternoon = Some(*given),
            Word::Filler => {}
            _ => return None,
        }
    }
    let Some(time) = time else {
        return published(date.to_datetime(Time::midnight()), Offset::UTC, DatePrecision::Day);
    };
    let time = match afternoon {
        None => time,
        Some(afternoon) => on_clock_face(time, afternoon)?,
    };
    match offset {
        Some(offset) => published(date.to_datetime(time), offset, DatePrecision::Instant),
        None => published(date.to_datetime(time), Offset::UTC, DatePrecision::LocalTime),
    }
}

fn on_clock_face(time: Time, afternoon: bool) -> Option<Time> {
    let hour = match (time.hour(), afternoon) {
        (12, false) => 0,
        (12, true) => 12,
        (hour @ 1..=11, false) => hour,
        (hour @ 1..=11, true) => hour + 12,
        _ => return None,
    };
    Time::new(hour, time.minute(), time.second(), 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn common_forms_are_understood_as_precisely_as_they_are_given() {
        for (given, expected) in [
            ("2031-03-10", "2031-03-10"),
            ("2031-03-10T14:05:00Z", "2031-03-10T14:05:00Z"),
            ("2031-03-10T14:05:00.250+01:00", "2031-03-10T13:05:00Z"),
            ("2031-03-10 14:05:00+0100", "2031-03-10T13:05:00Z"),
            ("2031-03-10 14:05:00 +01", "2031-03-10T13:05:00Z"),
            ("2031-03-10 14:05", "2031-03-10T14:05:00"),
            ("2031-03-10T14:05:33", "2031-03-10T14:05:33"),
            ("2031/03/10", "2031-03-10"),
            ("20310310", "2031-03-10"),
            ("20310310140500", "2031-03-10T14:05:00"),
            ("1931601900", "2031-03-18T14:05:00Z"),
            ("1931601900123", "2031-03-18T14:05:00Z"),
            ("Mon, 10 Mar 2031 14:05:00 +0100", "2031-03-10T13:05:00Z"),
            ("10 Mar 2031 14:05:00 GMT", "2031-03-10T14:05:00Z"),
            ("Mon, 10 Mar 2031 14:05 EST", "2031-03-10T19:05:00Z"),
            ("Mon Mar 10 14:05:00 UTC 2031", "2031-03-10T14:05:00Z"),
            ("March 10, 2031", "2031-03-10"),
            ("March 10th, 2031 at 2:05 p.m.", "2031-03-10T14:05:00"),
            ("Mar. 10, 2031 2:05 PM EDT", "2031-03-10T18:05:00Z"),
            ("Updated: Monday, March 10, 2031, 12:05 a.m.", "2031-03-10T00:05:00"),
            ("10 March 2031", "2031-03-10"),
            ("10. März 2031", "2031-03-10"),
            ("10 de marzo de 2031", "2031-03-10"),
            ("le 10 février 2031", "2031-02-10"),
            ("10 de março de 2031", "2031-03-10"),
            ("10 febbraio 2031", "2031-02-10"),
            ("10.03.2031", "2031-03-10"),
            ("10.03.2031, 14:05 Uhr", "2031-03-10T14:05:00"),
            ("13/03/2031", "2031-03-13"),
            ("03/13/2031", "2031-03-13"),
            ("03/03/2031", "2031-03-03"),
            ("2031年3月10日", "2031-03-10"),
        ] {
            let understood = understand(given).map(|published| to_iso8601(&published));
            assert_eq!(understood.as_deref(), Some(expected), "{given}");
        }
    }

    #[test]
    fn what_could_mean_two_days_or_none_is_not_understood() {
        for given in [
            "03/10/2031",
            "10-03-31",
            "2031-02-30",
            "2031-13-01",
            "yesterday",
            "3 hours ago",
            "March 2031",
            "2031",
            "",
            "31.31.2031",
            "2031-03-10T25:00:00Z",
            "0000-00-00",
            "9999999999999999",
            "May 5",
            "2031-03-10 and 2031-03-11",
            "13:05 p.m. March 10, 2031",
        ] {
            assert_eq!(understand(given), None, "{given}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(given in any::<String>()) {
            understand(&given);
        }

        #[test]
        fn what_is_written_is_understood_again(
            unix_seconds in -11_000_000_000i64..7_000_000_000,
            precision in prop::sample::select(vec![DatePrecision::Day, DatePrecision::LocalTime, DatePrecision::Instant]),
        ) {
            let unix_seconds = if precision == DatePrecision::Day { unix_seconds.div_euclid(86_400) * 86_400 } else { unix_seconds };
            let published = Published { unix_seconds, precision };
            prop_assert_eq!(understand(&to_iso8601(&published)), Some(published));
        }
    }
}
