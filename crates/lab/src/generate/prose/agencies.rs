//! Wire agencies and the lines with which they credit themselves.

use crate::generate::Language;
use crate::generate::prose::calendar::month_name;
use crate::generate::prose::cast;
use crate::generate::prose::chinese;
use crate::generate::random::Random;
use jiff::civil::Date;
use std::sync::LazyLock;
use wirecopy_article::word_table;

/// An agency and its lines, in which `{City}`, `{CITY}`, `{Month}`, `{Mon}`, `{MON}`, `{mon}`,
/// `{M}`, `{D}`, `{Y}`, `{yymmdd}`, `{name}`, `{code}` and `{newline}` are filled in.
pub(crate) struct WireAgency {
    pub(crate) name: &'static str,
    pub(crate) language: Language,
    /// A space follows it on the page.
    pub(crate) dateline: &'static str,
    /// Ending of a byline after the name; empty if the agency's own stories have none.
    pub(crate) byline: &'static str,
    pub(crate) sign_off: &'static str,
    pub(crate) copyright: &'static str,
}

/// Agencies of the generated world, the largest first.
pub(crate) static AGENCIES: LazyLock<Vec<WireAgency>> = LazyLock::new(|| {
    word_table::rows(include_str!("../../../data/agencies.tsv")).map(|columns| agency(&columns)).collect()
});

/// An agency from a row of the table; a column that is absent is empty.
fn agency(columns: &[&'static str]) -> WireAgency {
    let column = |index: usize| columns.get(index).copied().unwrap_or_default();
    let language = if column(1) == "chinese" { Language::Chinese } else { Language::English };
    WireAgency {
        name: column(0),
        language,
        dateline: column(2),
        byline: column(3),
        sign_off: column(4),
        copyright: column(5),
    }
}

/// Place and day that the lines of a story name.
pub(crate) struct Occasion<'a> {
    pub(crate) scene: &'a str,
    pub(crate) day: Date,
}

/// Writes one of an agency's lines.
pub(crate) fn push_line(
    line: &str,
    language: Language,
    occasion: &Occasion<'_>,
    random: &mut Random,
    text: &mut String,
) {
    for (number, part) in line.split('{').enumerate() {
        let words = match part.split_once('}') {
            Some((sign, words)) if number > 0 => {
                push_filled(sign, language, occasion, random, text);
                words
            }
            _ => part,
        };
        text.push_str(words);
    }
}

fn push_filled(
    sign: &str,
    language: Language,
    occasion: &Occasion<'_>,
    random: &mut Random,
    text: &mut String,
) {
    let Occasion { scene, day } = occasion;
    let month = month_name(*day);
    match sign {
        "City" => text.push_str(scene),
        "CITY" => text.push_str(&scene.to_uppercase()),
        "Month" => text.push_str(month),
        "Mon" => text.push_str(&month[..3]),
        "MON" => text.push_str(&month[..3].to_uppercase()),
        "mon" => text.push_str(&month[..3].to_lowercase()),
        "M" => text.push_str(&day.month().to_string()),
        "D" => text.push_str(&day.day().to_string()),
        "newline" => text.push('\n'),
        "Y" => text.push_str(&day.year().to_string()),
        "yymmdd" => text.push_str(&format!("{:02}{:02}{:02}", day.year() % 100, day.month(), day.day())),
        "code" => text.push_str(&random.between(10_000, 99_999).to_string()),
        _ => match language {
            Language::English => cast::push_person(random, text),
            Language::Chinese => text.push_str(&chinese::person(random)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::random::Purpose;
    use jiff::civil::date;

    #[test]
    fn datelines_are_those_that_the_agencies_write() {
        let occasion = Occasion { scene: "Tolmouth", day: date(2023, 10, 5) };
        let written = |name: &str| {
            let agency = AGENCIES.iter().find(|agency| agency.name == name).unwrap();
            let mut text = String::new();
            let mut random = Random::of(1, Purpose::PageLines, 0);
            push_line(agency.dateline, agency.language, &occasion, &mut random, &mut text);
            text
        };
        for (name, dateline) in [
            ("AP", "TOLMOUTH (AP) —"),
            ("Reuters", "TOLMOUTH, Oct 5 (Reuters) -"),
            ("ANSA", "(ANSA) - TOLMOUTH, OCT 5 -"),
            ("EFE", "Tolmouth, 5 oct (EFE).-"),
            ("中新社", "中新社Tolmouth10月5日电"),
        ] {
            assert_eq!(written(name), dateline);
        }
    }

    #[test]
    fn every_slot_of_every_line_is_filled() {
        let occasion = Occasion { scene: "Tolmouth", day: date(2023, 10, 5) };
        let mut random = Random::of(1, Purpose::PageLines, 0);
        for agency in AGENCIES.iter() {
            for line in [agency.dateline, agency.sign_off, agency.copyright] {
                let mut text = String::new();
                push_line(line, agency.language, &occasion, &mut random, &mut text);
                assert!(!text.contains(['{', '}']), "{text}");
            }
        }
    }
}
