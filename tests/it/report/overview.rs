//! The first view of a page and its drawing, number by number against the files of the scan.

use super::SamplePage;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The rows of the table under a chart or list with this title, as texts of their cells.
fn table_of(markup: &str, title: &str) -> Vec<Vec<String>> {
    let begins = [format!("<strong>{title}</strong>"), format!("<h3>{title}</h3>")];
    let after = begins.iter().find_map(|begin| markup.split_once(begin.as_str()));
    let (_, after) = after.unwrap_or_else(|| panic!("{title} is not in the page"));
    let body = after.split_once("<tbody>").unwrap().1.split_once("</tbody>").unwrap().0;
    let text = |cell: &str| cell.split_once('>').unwrap().1.split('<').next().unwrap().to_owned();
    let cells = |row: &str| {
        let cells = row.replace("<th", "<td");
        cells.split("<td").skip(1).map(text).collect::<Vec<_>>()
    };
    body.split("<tr>").skip(1).map(cells).collect()
}

fn number(text: &str) -> u64 {
    text.replace(',', "").parse().unwrap_or_else(|_| panic!("{text} is no number"))
}

#[test]
fn bars_of_similarity_count_the_pairs_of_the_file() {
    let sample = SamplePage::new();
    let pairs = sample.file("pairs.jsonl");
    let share = |row: &Value, field: &str| row[field].as_f64().unwrap();
    let jaccard: Vec<f64> = pairs.iter().map(|row| share(row, "jaccard")).collect();
    let containment = pairs.iter().map(|row| share(row, "a_in_b").max(share(row, "b_in_a"))).collect();
    for (title, shares) in
        [("How alike pairs are", jaccard), ("How much of one is in the other", containment)]
    {
        let table = table_of(&sample.page.markup, title);
        assert_eq!(table.len(), 20);
        for (bin, row) in table.iter().enumerate() {
            let is_last = bin == 19;
            let within = |share: &&f64| {
                (bin as f64 / 20.0..(bin + 1) as f64 / 20.0).contains(*share) || is_last && **share == 1.0
            };
            assert_eq!(number(&row[1]), shares.iter().filter(within).count() as u64, "{title}: {}", row[0]);
        }
    }
}

#[test]
fn bars_of_days_count_the_dated_articles_of_the_file() {
    let sample = SamplePage::new();
    let articles = sample.file("articles.jsonl");
    let dated: Vec<&Value> = articles.iter().filter(|row| row["published"].is_string()).collect();
    let mut first: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for row in &dated {
        let key = (row["published"].as_str().unwrap(), row["id"].as_str().unwrap());
        if let Some(story) = row["cluster"].as_str() {
            let earliest = first.entry(story).or_insert(key);
            *earliest = key.min(*earliest);
        }
    }
    let mut days: BTreeMap<&str, [u64; 3]> = BTreeMap::new();
    for row in &dated {
        let (published, id) = (row["published"].as_str().unwrap(), row["id"].as_str().unwrap());
        let kind = match row["cluster"].as_str() {
            None => 0,
            Some(story) if first[story] == (published, id) => 1,
            Some(_) => 2,
        };
        days.entry(&published[..10]).or_default()[kind] += 1;
    }
    let table = table_of(&sample.page.markup, "Articles a day");
    assert_eq!(table.len(), days.len());
    for (row, (day, counts)) in table.iter().zip(days) {
        let shown: Vec<u64> = row[1..].iter().map(|cell| number(cell)).collect();
        assert_eq!((row[0].as_str(), shown), (day, counts.to_vec()));
    }
}

#[test]
fn lists_of_the_overview_have_the_counts_of_the_summary() {
    let sample = SamplePage::new();
    let summary = fs::read_to_string(sample.home.path().join("found/summary.json")).unwrap();
    let counts = &serde_json::from_str::<Value>(&summary).unwrap()["counts"];
    for (title, field) in [
        ("Pairs by relation", "pairs_by_relation"),
        ("Origin of the text", "verdicts"),
        ("Credited agencies", "agencies"),
        ("Kinds of page", "kinds"),
    ] {
        let rows = table_of(&sample.page.markup, title);
        let shown: BTreeMap<String, u64> = rows.iter().map(|row| (row[0].clone(), number(&row[1]))).collect();
        let expected = counts[field].as_object().unwrap().iter();
        let expected = expected.map(|(name, n)| (name.replace('_', " "), n.as_u64().unwrap()));
        assert_eq!(shown, expected.collect(), "{title}");
    }
    let words = |row: &Value| (row["words"].as_u64().unwrap(), row["originality"].as_f64());
    let articles = sample.file("articles.jsonl");
    let known = articles.iter().map(words).filter_map(|(words, share)| Some((words as f64, share?)));
    let (all, repeated) =
        known.fold((0.0, 0.0), |(all, of), (words, share)| (all + words, of + words * (1.0 - share)));
    let figure = format!("<b>{:.1} %</b>", 100.0 * repeated / all);
    assert!(sample.page.markup.contains(&figure), "{figure}");
}

#[test]
fn repeated_captions_and_quotations_are_those_of_the_file() {
    let sample = SamplePage::new();
    let fragments = sample.file("fragments.jsonl");
    for (title, role) in [("Most repeated captions", "caption"), ("Most repeated quotations", "quote")] {
        let list = sample.page.markup.split_once(&format!("<h3>{title}</h3>")).unwrap().1;
        let list = list.split_once("</ol>").unwrap().0;
        let shown: Vec<&str> = list.split("<span class=\"meta\">").skip(1).collect();
        let of_role =
            fragments.iter().filter(|row| row["role"] == role && row["articles"].as_u64() > Some(1));
        let rows: Vec<&Value> = of_role.take(10).collect();
        assert_eq!(shown.len(), rows.len(), "{title}");
        for (shown, row) in shown.iter().zip(rows) {
            let outlets = row["outlets"].as_array().unwrap().len();
            let counts = [row["articles"].as_u64().unwrap(), outlets as u64];
            let numbers = shown.split('<').next().unwrap().split(" · ");
            let numbers: Vec<u64> = numbers.map(|part| number(part.split(' ').next().unwrap())).collect();
            assert_eq!(numbers, counts);
        }
    }
}

/// The agency of an article's strongest credit for its text.
fn agency_of(article: &Value) -> Option<String> {
    let strengths = ["strong", "very_strong"];
    let strength = |credit: &Value| strengths.iter().position(|name| credit["strength"] == *name);
    let credits = article["credits"].as_array()?.iter().filter(|credit| {
        let is_of_text = credit["scope"] == "text" && credit["agency"].is_string();
        let is_partial = credit["class"] == "mixed" && credit["strength"] != "very_strong";
        let is_other = credit["class"] == "attribution" || credit["class"] == "republication";
        is_of_text && !is_partial && !is_other && strength(credit).is_some()
    });
    let strongest = credits.rev().max_by_key(|credit| strength(credit))?;
    Some(strongest["agency"].as_str().unwrap().to_owned())
}

#[test]
fn flows_from_agencies_to_outlets_count_the_credits_of_the_file() {
    let sample = SamplePage::new();
    let mut expected: BTreeMap<(String, String), u64> = BTreeMap::new();
    for row in sample.file("articles.jsonl") {
        if let (Some(agency), Some(outlet)) = (agency_of(&row), row["outlet"].as_str()) {
            *expected.entry((agency, outlet.to_owned())).or_default() += 1;
        }
    }
    let network = &sample.page.blocks["block-network-0"];
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let flows = network["flows"].as_array().unwrap().iter();
    let shown: BTreeMap<(String, String), u64> =
        flows.map(|flow| ((text(&flow[0]), text(&flow[1])), flow[2].as_u64().unwrap())).collect();
    assert!(shown.len() > 5);
    assert_eq!(shown, expected);
}

#[test]
fn every_page_with_a_line_of_boilerplate_is_counted_once() {
    let sample = SamplePage::new();
    let articles = sample.file("articles.jsonl");
    for shown in sample.page.blocks["block-boilerplate-0"].as_array().unwrap() {
        let of_outlet = articles.iter().filter(|row| row["outlet"] == shown["outlet"]);
        let distinct = of_outlet.filter(|row| row.get("exact_copy_of").is_none());
        assert_eq!(shown["pages"], distinct.count());
        let lines = shown["lines"].as_array().unwrap();
        assert!(lines.iter().all(|line| line["pages"].as_u64() <= shown["pages"].as_u64()), "{shown}");
        let examples: BTreeSet<u64> = lines.iter().map(|line| line["example"].as_u64().unwrap()).collect();
        assert!(examples.iter().all(|number| (*number as usize) < sample.ids.len()));
    }
}
