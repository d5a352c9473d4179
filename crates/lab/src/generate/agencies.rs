//! How wire agencies credit themselves: dateline, byline, sign-off, copyright line.

use super::calendar::Day;
use super::random::Random;
use super::{Language, cast, chinese};

/// One agency. In its lines `{City}`, `{CITY}`, `{Month}`, `{Mon}`, `{MON}`, `{mon}`, `{M}`, `{D}`, `{Y}`, `{yymmdd}`, `{name}` and `{code}` are filled in.
pub(super) struct Agency {
    pub(super) name: &'static str,
    pub(super) language: Language,
    pub(super) dateline: &'static str,
    /// Appended to a byline's name; empty where the agency's own stories have none.
    pub(super) byline: &'static str,
    pub(super) sign_off: &'static str,
    pub(super) copyright: &'static str,
}

const fn english(
    name: &'static str,
    dateline: &'static str,
    byline: &'static str,
    sign_off: &'static str,
    copyright: &'static str,
) -> Agency {
    Agency { name, language: Language::English, dateline, byline, sign_off, copyright }
}

const fn chinese(
    name: &'static str,
    dateline: &'static str,
    sign_off: &'static str,
    copyright: &'static str,
) -> Agency {
    Agency { name, language: Language::Chinese, dateline, byline: "", sign_off, copyright }
}

/// The agencies of the generated world: real names, since who detects credit knows no other.
pub(super) static AGENCIES: [Agency; 19] = [
    english(
        "AP",
        "{CITY} (AP) — ",
        ", Associated Press",
        "___\nAssociated Press writer {name} in {City} contributed to this report.",
        "Copyright {Y} The Associated Press. All rights reserved. This material may not be published, broadcast, rewritten or redistributed without permission.",
    ),
    english(
        "Reuters",
        "{CITY}, {Mon} {D} (Reuters) - ",
        "",
        "(Reporting by {name} in {City}; Editing by {name})",
        "Our Standards: The Thomson Reuters Trust Principles.",
    ),
    english("AFP", "{City} (AFP) – ", "", "", "© Agence France-Presse"),
    english(
        "CNN",
        "(CNN) — ",
        ", CNN",
        "CNN’s {name} contributed to this report.",
        "The-CNN-Wire ™ & © {Y} Cable News Network, Inc. All rights reserved.",
    ),
    english(
        "UPI",
        "{CITY}, {Mon} {D} (UPI) -- ",
        "",
        "",
        "Copyright {Y} United Press International, Inc. All Rights Reserved.",
    ),
    english(
        "PTI",
        "{City}, {Mon} {D} (PTI) ",
        "",
        "",
        "(This story has not been edited by our staff and is published from a syndicated feed.)",
    ),
    english("Xinhua", "{CITY}, {Mon}. {D} (Xinhua) -- ", "", "", ""),
    english("dpa", "{City} (dpa) - ", "", "", "© dpa-infocom, dpa:{yymmdd}-99-{code}/2"),
    english("Kyodo", "{CITY}, {Mon}. {D} (Kyodo) - ", "", "", ""),
    english("Yonhap", "{CITY}, {Mon}. {D} (Yonhap) -- ", "", "", ""),
    english("TASS", "{CITY}, {Month} {D}. /TASS/. ", "", "", ""),
    english("ANSA", "(ANSA) - {CITY}, {MON} {D} - ", "", "", ""),
    english("EFE", "{City}, {D} {mon} (EFE).- ", "", "", ""),
    english("AAP", "{City}, {Mon} {D} (AAP) - ", "", "", ""),
    english("Bernama", "{CITY}, {Mon} {D} (Bernama) -- ", "", "", ""),
    english("IANS", "{City}, {Mon} {D} (IANS) ", "", "", ""),
    english(
        "TNS",
        "{CITY} (TNS) — ",
        "",
        "",
        "©{Y} {City} Courier. Distributed by Tribune Content Agency, LLC.",
    ),
    chinese("新华社", "新华社{City}{M}月{D}日电 ", "（记者{name}）", ""),
    chinese("中新社", "中新社{City}{M}月{D}日电 ", "", "（完）"),
];

/// What the lines of one story are filled with.
pub(super) struct Occasion<'a> {
    pub(super) scene: &'a str,
    pub(super) day: Day,
}

/// Writes one of an agency's lines.
pub(super) fn push_line(
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
    let month = day.month_name();
    match sign {
        "City" => text.push_str(scene),
        "CITY" => text.push_str(&scene.to_uppercase()),
        "Month" => text.push_str(month),
        "Mon" => text.push_str(&month[..3]),
        "MON" => text.push_str(&month[..3].to_uppercase()),
        "mon" => text.push_str(&month[..3].to_lowercase()),
        "M" => text.push_str(&day.month.to_string()),
        "D" => text.push_str(&day.day.to_string()),
        "Y" => text.push_str(&day.year.to_string()),
        "yymmdd" => text.push_str(&format!("{:02}{:02}{:02}", day.year % 100, day.month, day.day)),
        "code" => text.push_str(&random.between(10_000, 99_999).to_string()),
        _ => match language {
            Language::English => cast::push_person(random, text),
            Language::Chinese => text.push_str(&chinese::person(random)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::random::Purpose;
    use super::*;

    #[test]
    fn datelines_stand_as_the_agencies_write_them() {
        let occasion = Occasion { scene: "Tolmouth", day: Day { year: 2023, month: 10, day: 5 } };
        let written = |name: &str| {
            let agency = AGENCIES.iter().find(|agency| agency.name == name).unwrap();
            let mut text = String::new();
            let mut random = Random::of(1, Purpose::PageLines, 0);
            push_line(agency.dateline, agency.language, &occasion, &mut random, &mut text);
            text
        };
        for (name, dateline) in [
            ("AP", "TOLMOUTH (AP) — "),
            ("Reuters", "TOLMOUTH, Oct 5 (Reuters) - "),
            ("ANSA", "(ANSA) - TOLMOUTH, OCT 5 - "),
            ("EFE", "Tolmouth, 5 oct (EFE).- "),
            ("中新社", "中新社Tolmouth10月5日电 "),
        ] {
            assert_eq!(written(name), dateline);
        }
    }

    #[test]
    fn every_line_is_filled_whole() {
        let occasion = Occasion { scene: "Tolmouth", day: Day { year: 2023, month: 10, day: 5 } };
        let mut random = Random::of(1, Purpose::PageLines, 0);
        for agency in &AGENCIES {
            for line in [agency.dateline, agency.sign_off, agency.copyright] {
                let mut text = String::new();
                push_line(line, agency.language, &occasion, &mut random, &mut text);
                assert!(!text.contains(['{', '}']), "{text}");
            }
        }
    }
}
