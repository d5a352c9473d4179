//! The words of a date: numbers, months, times, zones.

use jiff::civil::Time;
use jiff::tz::Offset;

/// One word of a date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Word {
    /// A number of a day or a year.
    Number(i16),
    /// Three numbers with the mark between them: `2031-03-10`, `10.03.2031`.
    Numbers([i16; 3], char),
    /// A month by name, from 1.
    Month(i8),
    /// A time of day.
    Time(Time),
    /// A zone by name or by its distance from UTC.
    Offset(Offset),
    /// Before or after noon.
    Half(bool),
    /// A word that says nothing of the date: a weekday, `at`, `updated`.
    Filler,
}

/// Months by their first letters, in English, German, Spanish, French, Portuguese and Italian.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen"],
    &["feb", "fév", "fev"],
    &["mar", "mär", "mrz", "maerz"],
    &["apr", "abr", "avr"],
    &["may", "mai", "mayo", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "ago", "aoû", "aou"],
    &["sep", "set"],
    &["oct", "okt", "out", "ott"],
    &["nov"],
    &["dec", "dez", "dic", "déc"],
];

/// Words that stand beside dates and tell nothing of them.
const FILLERS: [&str; 40] = [
    "mon",
    "monday",
    "tue",
    "tues",
    "tuesday",
    "wed",
    "wednesday",
    "thu",
    "thur",
    "thurs",
    "thursday",
    "fri",
    "friday",
    "sat",
    "saturday",
    "sun",
    "sunday",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lunes",
    "martes",
    "at",
    "on",
    "um",
    "uhr",
    "de",
    "del",
    "le",
    "der",
    "den",
    "à",
    "updated",
    "published",
    "posted",
    "h",
];

/// Zones whose name means one distance from UTC in news, in hours.
const ZONES: [(&str, i8); 16] = [
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("ut", 0),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
    ("cet", 1),
    ("cest", 2),
    ("eet", 2),
    ("jst", 9),
];

/// Takes a date apart; `None` where a word says something that is not known here.
pub(super) fn read_words(given: &str) -> Option<Vec<Word>> {
    let given = given.replace(['年', '月'], "-").replace(['日', '\u{202f}'], " ");
    let mut words = Vec::new();
    for chunk in given.split([' ', ',', ';', '(', ')', '|', '\u{a0}', '\t']).filter(|chunk| !chunk.is_empty())
    {
        // A date and a time with a T between them.
        let iso = chunk.split_once(['T', 't']).filter(|(date, time)| {
            date.ends_with(|last: char| last.is_ascii_digit())
                && time.starts_with(|first: char| first.is_ascii_digit())
        });
        match iso {
            Some((date, time)) => {
                words.push(word(date)?);
                push_time(time, &mut words)?;
            }
            None if chunk.contains(':') && chunk.starts_with(|first: char| first.is_ascii_digit()) => {
                push_time(chunk, &mut words)?;
            }
            None => words.push(word(chunk)?),
        }
    }
    Some(words)
}

/// `14:05:00.25+01:00`, `2:05pm`.
fn push_time(chunk: &str, words: &mut Vec<Word>) -> Option<()> {
    let end =
        chunk.find(|character: char| !matches!(character, '0'..='9' | ':' | '.')).unwrap_or(chunk.len());
    let (clock, behind) = chunk.split_at(end);
    words.push(Word::Time(time(clock)?));
    if !behind.is_empty() {
        words.push(word(behind)?);
    }
    Some(())
}

fn time(clock: &str) -> Option<Time> {
    let mut parts = clock.splitn(3, ':');
    let hour: i8 = short(parts.next()?)?;
    let minute = parts.next().map_or(Some(0), short)?;
    // A leap second and fractions make no difference here.
    let second = parts.next().map_or(Some(0), |part| short(part.split('.').next().unwrap_or(part)))?;
    Time::new(hour, minute, second.min(59), 0).ok()
}

fn short(digits: &str) -> Option<i8> {
    (digits.len() <= 2).then(|| digits.parse().ok())?
}

fn word(chunk: &str) -> Option<Word> {
    let first = chunk.chars().next()?;
    if first.is_ascii_digit() {
        return numbers(chunk).or_else(|| number(chunk));
    }
    if matches!(first, '+' | '-' | '−') {
        return offset(chunk).map(Word::Offset);
    }
    let lower = chunk.trim_end_matches(['.', ':']).to_lowercase();
    match lower.as_str() {
        "am" | "a.m" => return Some(Word::Half(false)),
        "pm" | "p.m" => return Some(Word::Half(true)),
        _ => {}
    }
    if let Some((_, hours)) = ZONES.iter().find(|(name, _)| *name == lower) {
        return Offset::from_hours(*hours).ok().map(Word::Offset);
    }
    if FILLERS.contains(&lower.as_str()) {
        return Some(Word::Filler);
    }
    month(&lower).map(Word::Month)
}

fn month(lower: &str) -> Option<i8> {
    let all_letters = lower.chars().all(char::is_alphabetic);
    let begins = |names: &[&str]| names.iter().any(|name| lower.starts_with(name));
    // The longest names have eleven letters with their accents ("septiembre", "settembre").
    (all_letters && lower.chars().count() <= 11)
        .then(|| MONTHS.iter().position(|names| begins(names)).map(|at| at as i8 + 1))?
}

/// `10`, `10.`, `10th`, `2031`.
fn number(chunk: &str) -> Option<Word> {
    let end = chunk.find(|character: char| !character.is_ascii_digit()).unwrap_or(chunk.len());
    let (digits, behind) = chunk.split_at(end);
    let is_ordinal = ["", ".", "st", "nd", "rd", "th", "º", "er"].contains(&behind);
    (is_ordinal && matches!(digits.len(), 1 | 2 | 4)).then(|| digits.parse().ok().map(Word::Number))?
}

/// Three numbers with one mark, of which the first or the last is a year of four digits.
fn numbers(chunk: &str) -> Option<Word> {
    let chunk = chunk.trim_end_matches('.');
    let mark = chunk.chars().find(|character| matches!(character, '-' | '/' | '.'))?;
    let parts: Vec<&str> = chunk.split(mark).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts[..] else { return None };
    let fits = |year: &str, others: [&str; 2]| year.len() == 4 && others.iter().all(|part| part.len() <= 2);
    if !fits(first, [second, third]) && !fits(third, [first, second]) {
        return None;
    }
    Some(Word::Numbers([first.parse().ok()?, second.parse().ok()?, third.parse().ok()?], mark))
}

/// `+01:00`, `-0500`, `+01`.
fn offset(chunk: &str) -> Option<Offset> {
    let mut characters = chunk.chars();
    let sign = if characters.next()? == '+' { 1 } else { -1 };
    let digits: String = characters.as_str().replace(':', "");
    if !matches!(digits.len(), 2 | 4) {
        return None;
    }
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 =
        digits.get(2..).filter(|rest| !rest.is_empty()).map_or(Some(0), |rest| rest.parse().ok())?;
    (minutes < 60).then(|| Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok())?
}
