//! `wirecopy report` and `scan --report` as their users run them.

mod anonymity;
pub mod html_page;
mod overview;
mod removals;
mod summary;
mod texts;

use crate::dedup::story;
use crate::program::{is_one_line, program, run, stdout};
use html_page::{ReadPage, jsonl, name, read_page, write_articles};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fs;
use tempfile::TempDir;

/// A scan of the sample, its page, and the ids of the page's articles.
struct SamplePage {
    home: TempDir,
    page: ReadPage,
    ids: Vec<String>,
}

impl SamplePage {
    fn new() -> SamplePage {
        let home = tempfile::tempdir().unwrap();
        let (found, html) = (home.path().join("found"), home.path().join("report.html"));
        stdout(&["scan", "data/sample", "--out", name(&found), "--quiet"]);
        stdout(&["report", name(&found), "-o", name(&html)]);
        let page = read_page(&html);
        let ids = page.rows("articles").iter().map(|row| row[0].as_str().unwrap().to_owned()).collect();
        SamplePage { home, page, ids }
    }

    fn file(&self, name: &str) -> Vec<Value> {
        jsonl(&self.home.path().join("found").join(name))
    }

    fn number(&self, id: &Value) -> usize {
        self.ids.iter().position(|other| id == other).unwrap()
    }
}

#[test]
fn every_article_of_the_page_is_as_in_the_files() {
    let sample = SamplePage::new();
    let page = &sample.page;
    let (articles, whole, stories) = (page.rows("articles"), page.rows("rows"), page.rows("stories"));
    let rows = sample.file("articles.jsonl");
    assert_eq!(articles.len(), rows.len());
    for row in &rows {
        let at = sample.number(&row["id"]);
        let shown = &articles[at];
        assert_eq!(shown[2], row["published"]);
        assert_eq!((&shown[3], &shown[4]), (&row["title"], &row["words"]));
        let outlet = shown[1].as_u64().map(|outlet| page.head()["outlets"][outlet as usize].clone());
        assert_eq!(outlet.unwrap_or_default(), row["outlet"]);
        let story = shown[5].as_u64().map(|story| stories[story as usize]["id"].clone());
        assert_eq!(story.unwrap_or_default(), row["cluster"]);
        assert_eq!(
            (page.label(&shown[6]), page.label(&shown[7])),
            (row["kind"].clone(), row["verdict"].clone())
        );
        assert_eq!(shown[9], row["originality"]);
        assert_eq!(&whole[at], row);
    }
    let spans = rows.iter().filter(|row| row.get("exact_copy_of").is_none());
    let spans: usize = spans.map(|row| row["boilerplate"].as_array().map_or(0, Vec::len)).sum();
    let shown = page.blocks["block-boilerplate-0"].as_array().unwrap();
    assert_eq!(shown.iter().map(|outlet| outlet["spans"].as_u64().unwrap()).sum::<u64>(), spans as u64);
}

#[test]
fn every_story_of_the_page_is_as_in_the_files() {
    const FIELDS: [(&str, &str); 9] = [
        ("id", "cluster"),
        ("size", "size"),
        ("rule", "rule"),
        ("min", "min_similarity"),
        ("mean", "mean_similarity"),
        ("bridges", "bridges"),
        ("first", "first_seen"),
        ("last", "last_seen"),
        ("agency", "agency"),
    ];
    let sample = SamplePage::new();
    let stories = sample.page.rows("stories");
    let (clusters, members) = (sample.file("clusters.jsonl"), sample.file("members.jsonl"));
    assert_eq!(stories.len(), clusters.len());
    for (shown, row) in stories.iter().zip(&clusters) {
        for (field, of_row) in FIELDS {
            assert_eq!(shown[field], row[of_row], "{field} of {}", row["cluster"]);
        }
        let outlets = row["outlets"].as_array().unwrap();
        assert_eq!(shown["outlets"], outlets.len());
        let name = |number: &Value| &sample.page.head()["outlets"][number.as_u64().unwrap() as usize];
        assert!(shown["carriers"].as_array().unwrap().iter().map(name).eq(outlets));
        assert_eq!(sample.ids[shown["rep"].as_u64().unwrap() as usize], row["representative"]);
        let of_story = members.iter().filter(|member| member["cluster"] == row["cluster"]);
        let of_story = of_story
            .map(|row| json!([sample.number(&row["id"]), row["jaccard"], row["containment"], row["role"]]));
        assert_eq!(shown["members"], Value::Array(of_story.collect()));
        let numbers = |chain: &Value| -> Vec<usize> {
            chain.as_array().unwrap().iter().map(|id| sample.number(id)).collect()
        };
        let versions = row["versions"].as_array().into_iter().flatten().map(numbers);
        assert_eq!(shown["versions"], json!(versions.collect::<Vec<_>>()));
        // Bridges are among the pairs with one end in the story.
        let is_in = |end: &Value| shown["members"].as_array().unwrap().iter().any(|member| member[0] == *end);
        let pairs = sample.page.rows("pairs");
        let leaving = pairs.iter().filter(|pair| is_in(&pair[0]) != is_in(&pair[1])).count();
        assert!(row["bridges"].as_u64() <= Some(leaving as u64), "{}", row["cluster"]);
    }
}

#[test]
fn every_pair_of_the_page_is_as_in_the_files() {
    let sample = SamplePage::new();
    let page = &sample.page;
    let mut pairs = page.rows("pairs");
    let rows = sample.file("pairs.jsonl");
    assert_eq!(pairs.len(), rows.len());
    for row in &rows {
        let ends = [sample.number(&row["a"]), sample.number(&row["b"])];
        let at = pairs.iter().position(|pair| pair[0] == ends[0] && pair[1] == ends[1]).unwrap();
        let shown = pairs.remove(at);
        let scores = json!([row["jaccard"], row["a_in_b"], row["b_in_a"], row["shared_shingles"]]);
        assert_eq!(Value::Array(shown.as_array().unwrap()[2..6].to_vec()), scores);
        assert_eq!(page.label(&shown[6]), row["relation"]);
        assert_eq!(shown[7], row["direction"]["from"].as_str().unwrap()[..1]);
        assert_eq!(page.label(&shown[8]), row["direction"]["rule"]);
        let confidence = row["direction"].get("confidence").cloned().unwrap_or(json!(""));
        assert_eq!(page.label(&shown[9]), confidence);
        assert_eq!((&shown[10], &shown[12]), (&row["longest_match_words"], &row["lag_seconds"]));
        assert_eq!(shown[11], row["shared_outside"]);
        assert_eq!(shown[13], row["passages"].as_array().unwrap().len());
    }
}

#[test]
fn the_network_and_the_overview_are_as_in_the_files() {
    let sample = SamplePage::new();
    let found = sample.home.path().join("found");
    let network = stdout(&["network", name(&found), "--format", "json"]);
    let network: Value = serde_json::from_str(&network).unwrap();
    let list = |document: &Value, name: &str| document[name].as_array().unwrap().clone();
    let drawn = &sample.page.blocks["block-network-0"];
    let (edges, outlets) = (list(drawn, "edges"), list(drawn, "outlets"));
    assert_eq!(edges.len(), list(&network, "edges").len());
    for (shown, row) in edges.iter().zip(&list(&network, "edges")) {
        let outlet = |end: &str| &outlets[shown[end].as_u64().unwrap() as usize]["name"];
        assert_eq!((outlet("from"), outlet("to")), (&row["from"], &row["to"]));
        assert_eq!((&shown["stories"], &shown["lag_hours"]), (&row["stories"], &row["median_lag_hours"]));
        assert_eq!(
            (&shown["share_of_to"], &shown["credit_rate"]),
            (&row["share_of_to"], &row["credit_rate"])
        );
    }
    for (shown, row) in outlets.iter().zip(&list(&network, "outlets")) {
        assert_eq!((&shown["name"], &shown["articles"]), (&row["outlet"], &row["articles"]));
        assert_eq!((&shown["shared"], &shown["first"]), (&row["stories_shared"], &row["stories_first"]));
        assert_eq!(shown["originality"], row["originality"]);
    }
    let summary = fs::read_to_string(found.join("summary.json")).unwrap();
    let counts = &serde_json::from_str::<Value>(&summary).unwrap()["counts"];
    for field in ["articles", "clusters", "pairs", "exact_copies", "boilerplate"] {
        assert!(sample.page.markup.contains(&format!("<b>{}</b>", counts[field])), "{field}");
    }
    for (list, what) in [("pairs_by_relation", "near"), ("kinds", "article")] {
        let cell = format!("{what}</th><td class=\"number\">{}</td>", counts[list][what]);
        assert!(sample.page.markup.contains(&cell), "{cell}");
    }
}

#[test]
fn every_pair_of_the_sample_is_shown_side_by_side_and_rows_cover_both_texts() {
    let home = tempfile::tempdir().unwrap();
    let html = home.path().join("report.html");
    let said = stdout(&["scan", "data/sample", "--report", name(&html), "--quiet"]);
    assert!(said.contains(&format!("Page: {}", name(&html))), "{said}");
    let page = read_page(&html);
    let texts: HashMap<u64, Vec<u16>> = page
        .rows("texts")
        .iter()
        .map(|row| (row[0].as_u64().unwrap(), row[1].as_str().unwrap().encode_utf16().collect()))
        .collect();
    let (pairs, details) = (page.rows("pairs"), page.rows("details"));
    assert_eq!(pairs.len(), details.len());
    for (pair, detail) in pairs.iter().zip(&details) {
        for side in [0, 1] {
            let covered: Vec<(u64, u64)> = detail["grid"]
                .as_array()
                .unwrap_or_else(|| panic!("{pair} has no rows"))
                .iter()
                .filter(|row| !(side == 0 && row[0] == "«" || side == 1 && row[0] == "»"))
                .map(|row| (row[1 + side][0].as_u64().unwrap(), row[1 + side][1].as_u64().unwrap()))
                .filter(|(start, end)| start < end)
                .collect();
            let end = covered.iter().fold(0, |at, (start, end)| {
                assert_eq!(at, *start, "{pair}");
                *end
            });
            assert_eq!(end, texts[&pair[side].as_u64().unwrap()].len() as u64, "{pair}");
        }
    }
}

#[test]
fn equal_scans_give_equal_pages_wherever_the_inputs_are() {
    let home = tempfile::tempdir().unwrap();
    let [found, with_scan, of_folder, moved] =
        ["found", "a.html", "b.html", "c.html"].map(|file| home.path().join(file));
    let args = ["scan", "data/sample", "--out", name(&found), "--report", name(&with_scan), "--quiet"];
    stdout(&[&args[..], &["--threads", "1"]].concat());
    stdout(&["report", name(&found), "-o", name(&of_folder)]);
    assert!(fs::read(&with_scan).unwrap() == fs::read(&of_folder).unwrap());
    let archive = home.path().join("archive");
    fs::create_dir_all(archive.join("larkmoor-gazette")).unwrap();
    for entry in
        fs::read_dir("data/sample").unwrap().chain(fs::read_dir("data/sample/larkmoor-gazette").unwrap())
    {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, archive.join(path.strip_prefix("data/sample").unwrap())).unwrap();
        }
    }
    stdout(&["report", name(&found), "-o", name(&moved), "--texts", name(&archive)]);
    assert!(fs::read(&with_scan).unwrap() == fs::read(&moved).unwrap());
}

#[test]
fn a_page_keeps_to_its_largest_size_and_says_what_it_lacks() {
    let home = tempfile::tempdir().unwrap();
    let [dump, found, html, whole] =
        ["dump", "found", "small.html", "whole.html"].map(|file| home.path().join(file));
    stdout(&["generate", "--out", name(&dump), "--articles", "1200", "--seed", "3", "--quiet"]);
    let input = dump.join("articles.jsonl");
    stdout(&["scan", name(&input), "--out", name(&found), "--quiet"]);
    let out = run(&["report", name(&found), "-o", name(&html), "--bytes-max", "512K"]);
    assert!(out.status.success());
    assert!(fs::metadata(&html).unwrap().len() <= 512 << 10);
    let page = read_page(&html);
    let warned = String::from_utf8(out.stderr).unwrap();
    let head = page.head();
    for kind in ["articles", "stories", "pairs", "details"] {
        assert_eq!(page.rows(kind).len() as u64, head["n"][kind].as_u64().unwrap());
    }
    let [rows, articles] = ["rows", "articles"].map(|kind| &head["n"][kind]);
    assert!(rows.as_u64() < articles.as_u64(), "{}", head["n"]);
    let what = "articles are shown with everything that was found about them.";
    let sentence = format!("{} of {} {what}", grouped(rows), grouped(articles));
    assert!(warned.contains(&sentence) && page.markup.contains(&sentence), "{sentence}: {warned}");
    assert!(page.markup.contains("--bytes-max"));
    // What is in is whole: pairs and members name articles of the page.
    let n = page.rows("articles").len() as u64;
    assert!(page.rows("pairs").iter().all(|pair| pair[0].as_u64() < Some(n) && pair[1].as_u64() < Some(n)));

    let out = run(&["report", name(&found), "-o", name(&whole), "--no-texts"]);
    let rows = read_page(&whole).rows("articles").len();
    assert_eq!((rows, String::from_utf8(out.stderr).unwrap().contains("are on this page")), (1_200, false));
}

fn grouped(number: &Value) -> String {
    let digits = number.to_string();
    match digits.len() > 3 {
        true => format!("{},{}", &digits[..digits.len() - 3], &digits[digits.len() - 3..]),
        false => digits,
    }
}

#[test]
fn texts_that_changed_or_are_missing_are_left_out_and_counted() {
    let home = tempfile::tempdir().unwrap();
    let [input, found, html] = ["in.jsonl", "found", "report.html"].map(|file| home.path().join(file));
    let article = |id: &str, more: &str| json!({"id": id, "text": format!("{}{more}", story(3))});
    write_articles(&input, &[article("a", ""), article("b", " And more of it.")]);
    stdout(&["scan", name(&input), "--out", name(&found), "--quiet"]);
    let report = |more: &[&str]| {
        let out = run(&[&["report", name(&found), "-o", name(&html)], more].concat());
        assert!(out.status.success());
        (read_page(&html), String::from_utf8(out.stderr).unwrap())
    };
    let (page, warned) = report(&[]);
    assert_eq!((page.rows("texts").len(), warned.as_str()), (2, ""));

    write_articles(&input, &[article("a", ""), article("b", " And less.")]);
    let (page, warned) = report(&[]);
    assert_eq!(page.rows("texts").len(), 1);
    assert!(warned.contains("1 article is no longer as the scan read them"), "{warned}");

    fs::remove_file(&input).unwrap();
    let (page, warned) = report(&[]);
    assert_eq!(page.rows("texts").len(), 0);
    assert!(warned.contains("is no longer where it was scanned; name its new path with --texts"), "{warned}");
    assert_eq!(page.rows("pairs").len(), 1);
    let (_, warned) = report(&["--no-texts"]);
    assert!(warned.contains("--no-texts"), "{warned}");
}

#[test]
fn what_is_no_scan_or_no_place_for_a_page_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let [input, found, html] = ["in.jsonl", "found", "report.html"].map(|file| home.path().join(file));
    write_articles(&input, &[json!({"id": "a", "text": story(4)})]);
    stdout(&["scan", name(&input), "--out", name(&found), "--quiet"]);
    for (args, (code, expected)) in [
        (vec!["report", name(home.path()), "-o", name(&html)], (2, "scan")),
        (vec!["report", name(&found), "-o", name(&html), "--bytes-max", "10K"], (2, "--bytes-max")),
        (vec!["report", name(&found), "-o", name(&input)], (3, "in.jsonl")),
        (vec!["report", name(&found), "-o", name(&found)], (2, "is a folder")),
        (vec!["scan", name(&input), "--report", name(&input)], (3, "in.jsonl")),
    ] {
        let out = run(&args);
        let said = String::from_utf8(out.stderr).unwrap();
        assert_eq!(out.status.code(), Some(code), "{args:?}: {said}");
        assert!(said.contains(expected) && is_one_line(&said), "{args:?}: {said}");
        assert!(!html.exists());
    }
}

#[test]
fn a_scan_of_standard_input_has_the_texts_of_its_page() {
    let home = tempfile::tempdir().unwrap();
    let [input, html] = ["in.jsonl", "report.html"].map(|file| home.path().join(file));
    let article = |id: &str| json!({"id": id, "text": story(5)});
    write_articles(&input, &[article("a"), article("b")]);
    let status = program(&["scan", "-", "--report", name(&html), "--quiet"])
        .stdin(fs::File::open(&input).unwrap())
        .stdout(std::process::Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    let page = read_page(&html);
    assert_eq!((page.rows("texts").len(), page.rows("details")[0]["grid"].is_array()), (2, true));
}
