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
    lines_of(include_str!("../../tests/cases/credits.tsv"))
}

fn lines_of(table: &'static str) -> Vec<Line<'static>> {
    table
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
    let mut lines = lines();
    lines.extend(lines_of(include_str!("../../tests/cases/agency_credits.tsv")));
    let named: BTreeSet<&str> = lines
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
fn each_agency_is_found_in_its_own_line() {
    for Line { position, expected, line } in lines_of(include_str!("../../tests/cases/agency_credits.tsv")) {
        let found = described(&found_in(&article(position, line)));
        assert_eq!(found, BTreeSet::from([expected.to_owned()]), "{line}");
    }
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
    let accused = Neighbourhood { carries_unnamed: true, ..alone };
    let copied = Neighbourhood { is_copied: true, ..alone };
    let open = Neighbourhood { may_be_copied: true, ..alone };
    let wire = Neighbourhood { is_wire_text: true, ..alone };
    assert_eq!(of("caption", "The quay. (Credit: Reuters)", &alone), Verdict::Original);
    assert_eq!(of("caption", "The quay. (Credit: Reuters)", &accused), Verdict::UncreditedMatch);
    assert_eq!(of("body", "The minister will go, Reuters reported on Monday.", &accused), Verdict::Mention);
    assert_eq!(of("tail", "This story originally appeared in the Tolm Times.", &alone), Verdict::Rehosted);
    assert_eq!(of("tail", "This story originally appeared on Kestrel Daily.", &alone), Verdict::Original);
    assert_eq!(of("tail", "Source: Tolm Gazette", &alone), Verdict::Mention);
    assert_eq!(of("tail", "Source: Tolm Gazette", &copied), Verdict::Rehosted);
    assert_eq!(of("tail", "Our own words.", &open), Verdict::Unknown);
    assert_eq!(of("tail", "Our own words.", &copied), Verdict::Original);
    assert_eq!(of("tail", "Our own words.", &accused), Verdict::UncreditedMatch);
    let own = Neighbourhood { own_agency: agency_named("AP"), ..accused };
    assert_eq!(of("tail", "Our own words.", &own), Verdict::Original);
    assert_eq!(of("tail", "(With inputs from PTI)", &alone), Verdict::Mention);
    assert_eq!(of("tail", "(With inputs from PTI)", &wire), Verdict::WireCredited);
    let feed = "(This story has not been edited by our staff and is published from a syndicated feed.)";
    assert_eq!(of("tail", feed, &alone), Verdict::WireCredited);
}

#[test]
fn a_part_of_an_article_makes_no_agency_the_agency_of_its_text() {
    let agency = |line| text_agency(&found_in(&article("tail", line))).map(agency_name);
    assert_eq!(agency("The Associated Press contributed to this report."), None);
    assert_eq!(agency("Associated Press writer Jonas Petrak contributed to this report."), Some("AP"));
    assert_eq!(
        agency("Ida Moor of the Tolm Gazette and The Associated Press contributed to this report."),
        None
    );
}

#[test]
fn a_part_of_its_own_outlet_is_no_other_outlet() {
    let is_own = |name: &str| name == "Tolm";
    let line =
        "This article first appeared on TOLM Pro at 1:18 p.m. on March 3, 2031.".replace("TOLM", "Tolm");
    let mut found = found_in(&article("tail", &line));
    assert_eq!(described(&found), BTreeSet::from(["republication =Tolm Pro".to_owned()]));
    assert_eq!(verdict(&found, &Neighbourhood::default(), is_own), Verdict::Original);
    remove_own_republications(&mut found, |name| name == "Karsholm");
    assert_eq!(found.len(), 1);
    remove_own_republications(&mut found, is_own);
    assert!(found.is_empty());
}

#[test]
fn a_definition_of_initials_holds_for_the_whole_text() {
    let police = "The Australian Federal Police (AFP) searched a house in Port Ellory on Monday and seized nine boats.";
    let text =
        [HEADLINE, police, "The minister told AFP that nobody was hurt.", "Nothing more was said. (AFP)"];
    assert_eq!(described(&found_in(&text.join("\n\n"))), BTreeSet::new());
    let dateline =
        "ALTOONA, Pa. (AP) — The council voted on Monday to close the northern lock for the whole winter.";
    let found = found_in(&[HEADLINE, dateline, BODY[0]].join("\n\n"));
    assert_eq!(described(&found), BTreeSet::from(["dateline AP".to_owned()]));
}

#[test]
fn evidence_begins_and_ends_at_the_borders_of_words() {
    for line in [
        "The minister said in a conversation that lasted through the evening and into the night that she told AFP everything about the negotiations beforehand.",
        "Ferdinandsen-Oppenheimer, who directs it, reported the Karsholm Evening Post yesterday afternoonishly.",
    ] {
        let text = article("body", line);
        for credit in found_in(&text) {
            let (start, end) = (credit.start as usize, credit.end as usize);
            let is_letter = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
            assert!(
                !(is_letter(text[..start].chars().next_back()) && is_letter(text[start..].chars().next()))
            );
            assert!(!(is_letter(text[..end].chars().next_back()) && is_letter(text[end..].chars().next())));
        }
    }
}

#[test]
fn a_writer_and_an_agency_that_lost_the_break_between_them_are_read() {
    let found = found_in(&article("head", "Ray PoolAssociated Press"));
    assert_eq!(described(&found), BTreeSet::from(["byline AP".to_owned()]));
}

fn found_in_fields(fields: &RecordFields<'_>) -> Vec<String> {
    let mut found = Vec::new();
    find_in_fields(fields, LEAD, &mut found);
    for credit in &found {
        let field = match credit.field.unwrap() {
            CreditField::Author => fields.author,
            CreditField::Url => fields.url,
            CreditField::CanonicalUrl => fields.canonical_url,
        };
        let field = field.unwrap();
        assert_eq!(&field[credit.start as usize..credit.end as usize], credit.text);
        assert_eq!(credit.position, CreditPosition::Field);
    }
    found.iter().map(|credit| described(std::slice::from_ref(credit)).pop_first().unwrap()).collect()
}

#[test]
fn fields_of_a_record_credit_as_the_table_says() {
    let table = include_str!("../../tests/cases/field_credits.tsv");
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [field, expected, value] = columns[..] else { panic!("{line}") };
        let of = |name: &str| Some(value).filter(|_| field == name);
        let fields =
            RecordFields { author: of("author"), url: of("url"), canonical_url: of("canonical_url") };
        let expected: Vec<&str> = expected.split(';').filter(|one| *one != "none").collect();
        assert_eq!(found_in_fields(&fields), expected, "{value}");
    }
}

#[test]
fn an_author_field_in_small_letters_is_no_picture_where_the_text_has_no_capitals_either() {
    let class = |text: &str| {
        let mut found = Vec::new();
        let fields = RecordFields { author: Some("ida moor, associated press"), ..RecordFields::default() };
        find_in_fields(&fields, text, &mut found);
        found[0].class
    };
    assert_eq!(class(LEAD), Class::Photo);
    assert_eq!(class(&LEAD.to_lowercase()), Class::Byline);
}

#[test]
fn a_text_of_nothing_but_names_costs_no_more_than_it_is_long() {
    let text = "AFP, Reuters and CNN (AP) — ".repeat(20_000);
    assert!(found_in(&text).len() <= 80_000);
}
