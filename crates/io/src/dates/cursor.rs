//! The grammar of written dates, over their numbers, words and marks.

use super::day::{compact_date, date, time};
use super::order::DateOrder;
use super::western::{four_digits, in_western_signs};
use super::words::{DateWord, meaning};
use jiff::civil::{Date, Time};

/// A part of a written date.
#[derive(Debug, Clone, PartialEq, Eq)]
enum DatePart {
    /// Value and number of digits.
    Number(i64, usize),
    /// A word, in lower case.
    Word(String),
    /// Punctuation; any run of white space is one blank.
    Mark(char),
}

/// All parts of a date; `None` if a number is longer than any in a date.
fn parts(given: &str) -> Option<Vec<DatePart>> {
    let mut parts = Vec::new();
    let mut rest = given;
    while let Some(first) = rest.chars().next() {
        let class = |wanted: fn(char) -> bool| rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        let len = if first.is_ascii_digit() {
            let len = class(|c| c.is_ascii_digit());
            parts.push(DatePart::Number(rest[..len].parse().ok()?, len));
            len
        } else if first.is_alphabetic() {
            let len = class(char::is_alphabetic);
            // `a.m.` and `p. m.` are one word each.
            let (word, len) = half_with_stops(rest).unwrap_or_else(|| (rest[..len].to_lowercase(), len));
            parts.push(DatePart::Word(word));
            len
        } else {
            let len = class(char::is_whitespace).max(first.len_utf8());
            parts.push(DatePart::Mark(if first.is_whitespace() { ' ' } else { first }));
            len
        };
        rest = &rest[len..];
    }
    Some(parts)
}

fn half_with_stops(rest: &str) -> Option<(String, usize)> {
    ["a.m.", "p.m.", "a. m.", "p. m."].iter().find_map(|form| {
        let start = rest.get(..form.len())?;
        start
            .eq_ignore_ascii_case(form)
            .then(|| (format!("{}m", start[..1].to_ascii_lowercase()), form.len()))
    })
}

/// Longest abbreviation of a time zone, in bytes; a longer word is not a zone.
const ZONE_NAME_BYTES_MAX: usize = 5;

/// The zone of a time.
pub(super) enum Zone {
    None,
    /// Seconds east of Greenwich.
    East(i64),
    /// A name that several zones share, or that is not known.
    Unknown,
}

/// A position among the parts of a date.
pub(super) struct Cursor {
    parts: Vec<DatePart>,
    at: usize,
    order: Option<DateOrder>,
}

impl Cursor {
    /// Starts at the first part; `None` if a number is longer than any in a date. `order` is
    /// that of day and month where they do not show it themselves.
    pub(super) fn new(given: &str, order: Option<DateOrder>) -> Option<Cursor> {
        Some(Cursor { parts: parts(&in_western_signs(given))?, at: 0, order })
    }

    /// The date and the time that all parts together make up.
    pub(super) fn date_and_time(mut self) -> Option<(Date, Option<(Time, Zone)>)> {
        let found = self.date_then_time()?;
        self.skip_fillers();
        (self.at == self.parts.len()).then_some(found)
    }

    fn peek(&self, ahead: usize) -> Option<&DatePart> {
        self.parts.get(self.at + ahead)
    }

    /// The meaning of a word ahead; `None` if there is no word, or one of no meaning.
    fn word(&self, ahead: usize) -> Option<DateWord> {
        match self.peek(ahead)? {
            DatePart::Word(word) => meaning(word),
            DatePart::Number(..) | DatePart::Mark(_) => None,
        }
    }

    fn number(&mut self) -> Option<(i64, usize)> {
        let DatePart::Number(value, len) = *self.peek(0)? else { return None };
        self.at += 1;
        Some((value, len))
    }

    fn mark(&mut self, mark: char) -> bool {
        let is_next = self.peek(0) == Some(&DatePart::Mark(mark));
        self.at += usize::from(is_next);
        is_next
    }

    fn month(&mut self) -> Option<i64> {
        let DateWord::Month(month) = self.word(0)? else { return None };
        self.at += 1;
        Some(month.into())
    }

    /// Skips blanks, commas, stops, dashes between blanks, and words without information.
    fn skip_fillers(&mut self) {
        while let Some(part) = self.peek(0) {
            let is_filler = match part {
                DatePart::Mark(mark) => {
                    " ,.|·•–—@ºª".contains(*mark)
                        || (*mark == '-' && self.peek(1) == Some(&DatePart::Mark(' ')))
                }
                DatePart::Word(word) => meaning(word) == Some(DateWord::Filler),
                DatePart::Number(..) => false,
            };
            if !is_filler {
                return;
            }
            self.at += 1;
        }
    }

    /// Skips a label such as `Published on:`.
    fn skip_label(&mut self) {
        self.skip_fillers();
        while self.mark(':') {
            self.skip_fillers();
        }
    }

    fn date_then_time(&mut self) -> Option<(Date, Option<(Time, Zone)>)> {
        self.skip_label();
        let start = self.at;
        if let Some(date) = self.numeric_date() {
            return Some((date, self.time_after()?));
        }
        self.at = start;
        let (day, month, is_month_first) = self.day_and_month()?;
        self.skip_dash_or_fillers();
        // In the form of `ctime` the time is before the year.
        let time = if is_month_first { self.time_before_year()? } else { None };
        let year = four_digits(self.number()?)?;
        let date = date(year, month, day)?;
        Some((date, if time.is_some() { time } else { self.time_after()? }))
    }

    fn day_and_month(&mut self) -> Option<(i64, i64, bool)> {
        if let Some(month) = self.month() {
            self.skip_dash_or_fillers();
            return Some((self.number()?.0, month, true));
        }
        let (day, _) = self.number()?;
        self.skip_dash_or_fillers();
        Some((day, self.month()?, false))
    }

    fn skip_dash_or_fillers(&mut self) {
        if !self.mark('-') && !self.mark('/') {
            self.skip_fillers();
        }
    }

    /// Three numbers between equal marks, or eight digits.
    fn numeric_date(&mut self) -> Option<Date> {
        let (first, first_len) = self.number()?;
        if first_len == 8 {
            return compact_date(first);
        }
        let mark = ['-', '/', '.'].into_iter().find(|mark| self.mark(*mark))?;
        let blanks = self.mark(' ');
        let (second, _) = self.number()?;
        if !self.mark(mark) {
            return None;
        }
        if blanks {
            self.mark(' ');
        }
        let (third, third_len) = self.number()?;
        match (first_len, third_len) {
            (4, 1..=2) => date(first, second, third),
            // With stops the day is always first.
            (1..=2, 4 | 2) if mark == '.' => date(four_digits((third, third_len))?, second, first),
            (1..=2, 4) if first > 12 || first == second => date(third, second, first),
            (1..=2, 4) if second > 12 => date(third, first, second),
            (1..=2, 4 | 2) => {
                let year = four_digits((third, third_len))?;
                match self.order? {
                    DateOrder::DayFirst => date(year, second, first),
                    DateOrder::MonthFirst => date(year, first, second),
                }
            }
            _ => None,
        }
    }

    /// The time after a date, if there is one; `None` if something else follows.
    fn time_after(&mut self) -> Option<Option<(Time, Zone)>> {
        let before = self.at;
        if self.peek(0) == Some(&DatePart::Word("t".into())) {
            self.at += 1;
        } else {
            self.skip_fillers();
        }
        if self.peek(0).is_none() {
            return Some(None);
        }
        if self.at == before {
            return None;
        }
        Some(Some(self.time()?))
    }

    fn time_before_year(&mut self) -> Option<Option<(Time, Zone)>> {
        if self.peek(1) != Some(&DatePart::Mark(':')) {
            return Some(None);
        }
        let time = self.time()?;
        self.skip_fillers();
        Some(Some(time))
    }

    fn time(&mut self) -> Option<(Time, Zone)> {
        let (hour, len) = self.number()?;
        let (hour, minute, second) = match len {
            6 => (hour / 10_000, hour / 100 % 100, hour % 100),
            4 => (hour / 100, hour % 100, 0),
            1..=2 => self.minutes_and_seconds(hour)?,
            _ => return None,
        };
        let before = self.at;
        self.mark(' ');
        let hour = match self.word(0) {
            Some(DateWord::HalfOfDay(noon)) => {
                self.at += 1;
                (1..=12).contains(&hour).then_some(hour % 12 + noon)?
            }
            _ => {
                self.at = before;
                hour
            }
        };
        Some((time(hour, minute, second)?, self.zone()?))
    }

    fn minutes_and_seconds(&mut self, hour: i64) -> Option<(i64, i64, i64)> {
        if !self.mark(':') {
            // `10 am` has no minutes; a bare number is not a time.
            let ahead = usize::from(self.peek(0) == Some(&DatePart::Mark(' ')));
            return matches!(self.word(ahead), Some(DateWord::HalfOfDay(_))).then_some((hour, 0, 0));
        }
        let (minute, _) = self.number()?;
        let mut second = 0;
        if self.mark(':') {
            second = self.number()?.0;
            if (self.peek(0) == Some(&DatePart::Mark('.')) || self.peek(0) == Some(&DatePart::Mark(',')))
                && matches!(self.peek(1), Some(DatePart::Number(..)))
            {
                self.at += 2;
            }
        }
        Some((hour, minute, second))
    }

    /// The zone of a time, if it has one; `None` if an offset is malformed.
    fn zone(&mut self) -> Option<Zone> {
        let before = self.at;
        let is_bracketed = self.mark(' ') && self.mark('(');
        if self.is_at_offset("+-−") {
            return self.offset();
        }
        let zone = match (self.peek(0), self.word(0)) {
            (Some(DatePart::Word(_)), Some(DateWord::Zone(seconds))) => Zone::East(seconds),
            // The name of a place, as in `Europe/Berlin`: its offset is not known here.
            (Some(DatePart::Word(_)), _) if self.peek(1) == Some(&DatePart::Mark('/')) => {
                self.at = self.parts.len();
                return Some(Zone::Unknown);
            }
            (Some(DatePart::Word(word)), None | Some(DateWord::HalfOfDay(_)))
                if word.len() <= ZONE_NAME_BYTES_MAX =>
            {
                Zone::Unknown
            }
            _ => {
                self.at = before;
                return Some(Zone::None);
            }
        };
        self.at += 1;
        if is_bracketed {
            self.mark(')');
        }
        // `GMT+2` is an offset that names its origin.
        if self.is_at_offset("+-") { self.offset() } else { Some(zone) }
    }

    fn is_at_offset(&self, signs: &str) -> bool {
        matches!(self.peek(0), Some(DatePart::Mark(sign)) if signs.contains(*sign))
            && matches!(self.peek(1), Some(DatePart::Number(..)))
    }

    fn offset(&mut self) -> Option<Zone> {
        let sign = if self.mark('+') { 1 } else { -1 };
        if sign < 0 {
            self.at += 1;
        }
        let (number, len) = self.number()?;
        let (hours, minutes) = match len {
            4 => (number / 100, number % 100),
            1..=2 if self.mark(':') => (number, self.number()?.0),
            1..=2 => (number, 0),
            _ => return None,
        };
        // RFC 2822 allows a comment that repeats the zone.
        if self.peek(0) == Some(&DatePart::Mark(' ')) && self.peek(1) == Some(&DatePart::Mark('(')) {
            let close = self.parts[self.at..].iter().position(|part| *part == DatePart::Mark(')'))?;
            self.at += close + 1;
        }
        (hours <= 18 && minutes < 60).then_some(Zone::East(sign * (hours * 3600 + minutes * 60)))
    }
}
