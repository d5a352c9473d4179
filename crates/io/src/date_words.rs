//! Words that stand in dates.

/// Names of months, lower-case; English first. Three letters are enough of an English one.
const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "jänner", "enero", "janvier", "janeiro", "gennaio"],
    &["february", "februar", "febrero", "février", "fevereiro", "febbraio"],
    &["march", "märz", "marzo", "mars", "março"],
    &["april", "abril", "avril", "aprile"],
    &["may", "mai", "mayo", "maio", "maggio"],
    &["june", "juni", "junio", "juin", "junho", "giugno"],
    &["july", "juli", "julio", "juillet", "julho", "luglio"],
    &["august", "agosto", "août"],
    &["september", "sept", "septiembre", "septembre", "setembro", "settembre"],
    &["october", "oktober", "octubre", "octobre", "outubro", "ottobre"],
    &["november", "noviembre", "novembre", "novembro"],
    &["december", "dezember", "diciembre", "décembre", "dezembro", "dicembre"],
];

const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "sabato",
    "domenica",
];

/// Words between the parts of a date that say nothing.
const LINKS: &[&str] = &[
    "at",
    "on",
    "the",
    "of",
    "de",
    "del",
    "den",
    "der",
    "um",
    "uhr",
    "à",
    "le",
    "a",
    "las",
    "às",
    "alle",
    "ore",
    "st",
    "nd",
    "rd",
    "th",
    "er",
    "published",
    "updated",
    "posted",
];

/// Zones by name with their hours from Greenwich, as RFC 2822 (section 4.3) has them.
const ZONES: &[(&str, i64)] = &[
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
];

/// The month that a lower-case word names, from 1.
pub(super) fn month(word: &str) -> Option<i8> {
    let is_named = |names: &&[&str]| names.contains(&word) || (word.len() == 3 && names[0].starts_with(word));
    MONTHS.iter().position(is_named).map(|at| at as i8 + 1)
}

/// Whether a lower-case word may be left out of a date.
pub(super) fn says_nothing(word: &str) -> bool {
    LINKS.contains(&word) || WEEKDAYS.contains(&word)
}

/// Seconds east of Greenwich of a zone's lower-case name.
pub(super) fn zone_seconds(word: &str) -> Option<i64> {
    ZONES.iter().find(|(name, _)| *name == word).map(|(_, hours)| hours * 3600)
}

/// Hours that a lower-case word adds to a clock of twelve.
pub(super) fn half_of_day(word: &str) -> Option<i64> {
    match word {
        "am" => Some(0),
        "pm" => Some(12),
        _ => None,
    }
}
