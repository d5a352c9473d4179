//! Invented lines in many languages, each tested at the position in an article where it occurs.

use super::*;
use std::collections::{BTreeMap, BTreeSet};
use wirecopy_article::text::{Analysis, analyse};

const HEADLINE: &str = "Nine buses for the valley";
const LEAD: &str = "The council of the valley voted on Monday to buy nine buses, and the mayor said that they would run before summer.";
const BODY: [&str; 4] = [
    "The buses will cost four million crowns, of which the valley pays half and a fund for quiet roads the other half.",
    "“We have waited nine years for this,” the mayor said, and drove the first of them around the square herself.",
    "The opposition voted against, because the road to the upper village is too narrow for anything but a tractor.",
    "The first line is to open in May, the last one in September, when the bridge at the mill has been widened.",
];

struct Line<'a> {
    position: &'a str,
    expected: &'a str,
    line: &'a str,
}

fn lines() -> Vec<Line<'static>> {
    include_str!("../../tests/cases/credits.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let fields: Vec<&str> = line.splitn(4, '\t').collect();
            let [position, _, expected, line] = fields[..] else { panic!("{line}") };
            Line { position, expected, line }
        })
        .collect()
}

fn article(position: &str, line: &str) -> String {
    let [one, two, three, four] = BODY;
    match position {
        "head" => [HEADLINE, line, LEAD, one, two, three, four].join("\n\n"),
        "lead" => [HEADLINE, line, one, two, three, four].join("\n\n"),
        "caption" => [HEADLINE, LEAD, one, line, two, three, four].join("\n\n"),
        "body" => [HEADLINE, LEAD, one, two, line, three, four].join("\n\n"),
        "tail" => [HEADLINE, LEAD, one, two, three, four, line].join("\n\n"),
        other => panic!("{other}"),
    }
}

fn found_in(text: &str) -> Vec<Credit> {
    let mut analysis = Analysis::default();
    analyse(text, &mut analysis);
    let mut found = Vec::new();
    find(text, &analysis, &mut found);
    for credit in &found {
        assert!(text.is_char_boundary(credit.start as usize) && text.is_char_boundary(credit.end as usize));
        assert!(text[credit.start as usize..credit.end as usize].starts_with(&credit.text), "{credit:?}");
        assert_eq!(credit.scope == Scope::Photo, credit.class == Class::Photo);
    }
    found
}

/// Class and agency of each credit, as the list writes them.
fn described(credits: &[Credit]) -> BTreeSet<String> {
    credits
        .iter()
        .map(|credit| {
            let who = match &credit.credited {
                CreditedParty::Agency(agency) => agency_name(*agency).to_owned(),
                CreditedParty::Named(name) => format!("={name}"),
                CreditedParty::Unnamed => "-".to_owned(),
            };
            format!("{} {who}", credit.class.name())
        })
        .collect()
}

#[derive(Default)]
struct Counted {
    right: f64,
    missed: f64,
    wrong: f64,
}

impl Counted {
    fn f1(&self) -> f64 {
        2.0 * self.right / (2.0 * self.right + self.missed + self.wrong)
    }
}

#[test]
fn the_list_is_long_and_a_third_of_it_credits_nobody() {
    let lines = lines();
    let none = lines.iter().filter(|line| line.expected == "none").count();
    let languages: BTreeSet<&str> = include_str!("../../tests/cases/credits.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').nth(1))
        .collect();
    assert!(
        lines.len() >= 200 && none * 3 >= lines.len() && languages.len() >= 12,
        "{none} of {}",
        lines.len()
    );
}

#[test]
fn every_agency_has_a_line() {
    let named: BTreeSet<&str> = lines()
        .iter()
        .flat_map(|line| line.expected.split(';'))
        .filter_map(|one| one.split_once(' '))
        .map(|(_, who)| who)
        .collect();
    let missing: Vec<&str> = AGENCIES
        .iter()
        .filter(|agency| agency.business != Business::PressRelease)
        .map(|agency| agency.name)
        .filter(|name| !named.contains(name))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn each_class_is_found_with_its_agency_and_little_else_is() {
    let mut by_class: BTreeMap<String, Counted> = BTreeMap::new();
    let mut confusion: BTreeMap<(String, String), u32> = BTreeMap::new();
    let mut wrong_lines = Vec::new();
    for Line { position, expected, line } in lines() {
        let expected: BTreeSet<String> =
            expected.split(';').filter(|one| *one != "none").map(str::to_owned).collect();
        let found = described(&found_in(&article(position, line)));
        let class = |one: &str| one.split(' ').next().unwrap().to_owned();
        for one in &expected {
            let counted = by_class.entry(class(one)).or_default();
            if found.contains(one) { counted.right += 1.0 } else { counted.missed += 1.0 }
        }
        for one in found.difference(&expected) {
            by_class.entry(class(one)).or_default().wrong += 1.0;
        }
        let of = |set: &BTreeSet<String>| set.first().map_or("none".to_owned(), |one| class(one));
        *confusion.entry((of(&expected), of(&found))).or_default() += 1;
        if found != expected {
            wrong_lines.push(format!("{expected:?} found as {found:?}: {line}"));
        }
    }
    println!("{:<14} {:<14} lines", "expected", "found");
    for ((expected, found), n) in &confusion {
        println!("{expected:<14} {found:<14} {n:>5}");
    }
    println!("\n{:<14} precision recall     F1", "class");
    for (class, counted) in &by_class {
        let precision = counted.right / (counted.right + counted.wrong);
        let recall = counted.right / (counted.right + counted.missed);
        println!("{class:<14} {precision:>9.3} {recall:>6.3} {:>6.3}", counted.f1());
    }
    for (class, counted) in &by_class {
        assert!(counted.f1() >= 0.95, "{class}: {:.3}\n{}", counted.f1(), wrong_lines.join("\n"));
    }
    println!("\n{}", wrong_lines.join("\n"));
}

#[test]
fn the_channel_and_the_key_of_an_item_are_kept() {
    let photo =
        &found_in(&article("caption", "Ministers meet. Credit: LEA MOLL/POOL/AFP via Getty Images"))[0];
    assert_eq!(photo.channel.as_deref(), Some("Getty Images"));
    let line = &found_in(&article("tail", "© dpa-infocom, dpa:310312-99-55290/2"))[0];
    assert_eq!(line.join_key.as_deref(), Some("dpa:310312-99-55290/2"));
    assert_eq!(line.text, "© dpa-infocom, dpa:310312-99-55290/2");
}

#[test]
fn a_rehosted_page_names_its_texts_agency_and_its_pictures_agencies_apart() {
    let text = [
        "Talks begin: a mission for calm",
        "by talksnews",
        "0 comment",
        "Talks begin: a mission for calm",
        "The foreign minister of Tornland meets the president of Haldane",
        "(CNN) — The foreign minister of Tornland began a meeting with the president of Haldane in Montfort on Monday, a spokeswoman said.",
        "The foreign minister of Tornland meets the head of the central office in Montfort on June 19, 2031. (Credit: Reuters)",
        "“We have made progress,” the minister said.",
        "The two ministers shake hands at the guest house in Montfort on April 18. June 2031. Credit: LEA MOLL/ POOL/AFP via Getty Images",
    ]
    .join("\n\n");
    let found = found_in(&text);
    let expected = ["dateline CNN", "photo Reuters", "photo AFP"].map(str::to_owned);
    assert_eq!(described(&found), BTreeSet::from(expected));
    assert_eq!(found[0].text, "(CNN) —");
    assert_eq!(found[0].position, CreditPosition::Lead);
    assert_eq!(text_agency(&found), agency_named("CNN"));
    assert_eq!(verdict(&found, &Neighbourhood::default(), |_| false), Verdict::WireCredited);
    let own = Neighbourhood { own_agency: agency_named("CNN"), ..Neighbourhood::default() };
    assert_eq!(verdict(&found, &own, |_| false), Verdict::Original);
}

#[test]
fn an_agency_in_a_picture_or_in_a_sentence_makes_no_wire_copy() {
    let of = |position, line, neighbourhood: &Neighbourhood| {
        verdict(&found_in(&article(position, line)), neighbourhood, |name| name == "Kestrel Daily")
    };
    let alone = Neighbourhood::default();
    let among = Neighbourhood { carries_wire_text: true, ..alone };
    let copied = Neighbourhood { is_copied: true, ..alone };
    let open = Neighbourhood { may_be_copied: true, ..alone };
    assert_eq!(of("caption", "The quay. (Credit: Reuters)", &alone), Verdict::Original);
    assert_eq!(of("caption", "The quay. (Credit: Reuters)", &among), Verdict::UncreditedMatch);
    assert_eq!(of("body", "The minister will go, Reuters reported on Monday.", &alone), Verdict::Mention);
    assert_eq!(of("tail", "This story originally appeared in the Tolm Times.", &alone), Verdict::Rehosted);
    assert_eq!(of("tail", "This story originally appeared on Kestrel Daily.", &alone), Verdict::Original);
    assert_eq!(of("tail", "Our own words.", &open), Verdict::Unknown);
    assert_eq!(of("tail", "Our own words.", &copied), Verdict::UncreditedMatch);
    assert_eq!(of("tail", "(With inputs from PTI)", &among), Verdict::WireCredited);
}

#[test]
fn a_text_of_nothing_but_names_costs_no_more_than_it_is_long() {
    let text = "AFP, Reuters and CNN (AP) — ".repeat(20_000);
    assert!(found_in(&text).len() <= 80_000);
}
