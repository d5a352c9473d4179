//! `wirecopy network` as its users run it.

use crate::program::{is_one_line, run, stdout};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// One row of `articles.jsonl`, as a scan without credits and originality writes it.
fn article(id: &str, outlet: Option<&str>, published: Option<&str>, cluster: Option<&str>) -> Value {
    json!({"id": id, "outlet": outlet, "published": published, "url": null, "title": null, "words": 100, "paragraphs": 4, "cluster": cluster})
}

fn with(mut row: Value, fields: Value) -> Value {
    for (name, value) in fields.as_object().unwrap() {
        row[name] = value.clone();
    }
    row
}

fn write(folder: &Path, name: &str, rows: &[Value]) {
    let lines: Vec<String> = rows.iter().map(|row| format!("{row}\n")).collect();
    fs::write(folder.join(name), lines.concat()).unwrap();
}

fn pair(a: &str, b: &str, jaccard: f64) -> Value {
    json!({"a": a, "b": b, "jaccard": jaccard, "a_in_b": 1.0, "b_in_a": 1.0, "shared_shingles": 80, "relation": "near"})
}

/// Two stories that the Tolm Times had first, with everything that a scan finds.
fn written_scan(folder: &Path) {
    let credit = |class: &str, agency: &str| json!({"start": 0, "end": 9, "text": "(AP)", "class": class, "agency": agency, "position": "head", "strength": "strong", "scope": "text"});
    let with_credits = |share: f64, credits: Vec<Value>| json!({"originality": share, "credits": credits});
    let story = Some("c1");
    write(
        folder,
        "articles.jsonl",
        &[
            with(
                article("a1", Some("Tolm Times"), Some("2031-03-10T08:00:00Z"), story),
                with_credits(1.0, vec![]),
            ),
            with(
                article("a2", Some("karsholm-beacon.example"), Some("2031-03-10T10:00:00Z"), story),
                with_credits(0.0, vec![credit("republication", "The Tolm Times")]),
            ),
            with(
                with(
                    article("a3", Some("karsholm-beacon.example"), Some("2031-03-10T11:00:00Z"), story),
                    with_credits(0.0, vec![]),
                ),
                json!({"exact_copy_of": "a2"}),
            ),
            with(
                article("a4", Some("Sundvik, \"Post\" & Co"), Some("2031-03-10T12:00:00Z"), story),
                with_credits(0.25, vec![]),
            ),
            with(
                article("a5", Some("Tolm Times"), Some("2031-03-11T08:00:00Z"), Some("c2")),
                with_credits(1.0, vec![credit("dateline", "AP")]),
            ),
            with(
                article("a6", Some("karsholm-beacon.example"), Some("2031-03-11T12:00:00Z"), Some("c2")),
                with_credits(0.0, vec![credit("dateline", "AP")]),
            ),
            with(
                article("a7", Some("karsholm-beacon.example"), Some("2031-03-12"), None),
                with_credits(1.0, vec![]),
            ),
            with(article("a8", None, None, story), json!({"originality": null, "credits": []})),
        ],
    );
    write(folder, "pairs.jsonl", &[pair("a1", "a2", 0.9), pair("a1", "a4", 0.6), pair("a2", "a4", 0.7)]);
}

fn network(folder: &Path, flags: &[&str]) -> Value {
    let args = ["network", folder.to_str().unwrap(), "--format", "json"];
    serde_json::from_str(&stdout(&[&args, flags].concat())).unwrap()
}

fn edges(network: &Value) -> Vec<(String, String, u64)> {
    let name = |edge: &Value, end: &str| edge[end].as_str().unwrap().to_owned();
    let rows = network["edges"].as_array().unwrap();
    rows.iter()
        .map(|edge| (name(edge, "from"), name(edge, "to"), edge["stories"].as_u64().unwrap()))
        .collect()
}

#[test]
fn an_edge_has_its_stories_its_shares_its_lag_and_its_credit_rate() {
    let home = tempfile::tempdir().unwrap();
    written_scan(home.path());
    let found = network(home.path(), &[]);
    let edge = |from: &str| {
        let rows = found["edges"].as_array().unwrap();
        let to_beacon = |row: &&Value| row["from"] == from && row["to"] == "karsholm-beacon.example";
        rows.iter().find(to_beacon).unwrap()
    };
    assert_eq!(
        *edge("Tolm Times"),
        json!({
            "from": "Tolm Times", "to": "karsholm-beacon.example", "stories": 1, "share_of_from": 0.5, "share_of_to": 0.333333,
            "median_lag_hours": 2.0, "lags_known": 1, "carriers": 2, "carriers_crediting": 1, "credit_rate": 0.5,
        })
    );
    // The second story is an agency's: neither paper carries the other's.
    assert_eq!(
        *edge("AP"),
        json!({
            "from": "AP", "to": "karsholm-beacon.example", "stories": 1, "share_of_from": 1.0, "share_of_to": 0.333333,
            "median_lag_hours": null, "lags_known": 0, "carriers": 1, "carriers_crediting": 1, "credit_rate": 1.0,
        })
    );
    let outlet =
        found["outlets"].as_array().unwrap().iter().find(|row| row["outlet"] == "karsholm-beacon.example");
    assert_eq!(
        *outlet.unwrap(),
        json!({
            "outlet": "karsholm-beacon.example", "agency": false, "articles": 4, "stories": 3, "stories_shared": 2, "stories_first": 0, "wire_articles": 1,
            "originality": 0.25, "originality_words": 400, "originality_without_wire": 0.333333, "originality_without_wire_words": 300,
        })
    );
    assert_eq!((found["stories"].as_u64(), found["articles_without_outlet"].as_u64()), (Some(3), Some(1)));
}

#[test]
fn first_match_links_to_the_closest_earlier_text() {
    let home = tempfile::tempdir().unwrap();
    written_scan(home.path());
    let post = "Sundvik, \"Post\" & Co".to_owned();
    let source_of_post =
        |network: &Value| edges(network).into_iter().find(|(_, to, _)| *to == post).unwrap().0;
    assert_eq!(source_of_post(&network(home.path(), &[])), "Tolm Times");
    assert_eq!(source_of_post(&network(home.path(), &["--first-match"])), "karsholm-beacon.example");
}

#[test]
fn edges_of_few_stories_are_left_out_and_counted() {
    let home = tempfile::tempdir().unwrap();
    written_scan(home.path());
    let found = network(home.path(), &["--stories-min", "2"]);
    assert_eq!((edges(&found).len(), found["edges_left_out"].as_u64()), (0, Some(4)));
}

#[test]
fn a_scan_without_credits_and_originality_gives_edges_and_nulls() {
    let home = tempfile::tempdir().unwrap();
    let rows = [
        article("a1", Some("Tolm Times"), Some("2031-03-10T08:00:00"), Some("c1")),
        article("a2", Some("Karsholm Beacon"), Some("2031-03-10T10:00:00"), Some("c1")),
        article("a3", Some("Karsholm Beacon"), Some("2031-03-12"), Some("c2")),
        article("a4", Some("Tolm Times"), Some("2031-03-14"), Some("c2")),
    ];
    write(home.path(), "articles.jsonl", &rows);
    let beacon_first = ("Karsholm Beacon".to_owned(), "Tolm Times".to_owned(), 1);
    let found = network(home.path(), &[]);
    assert_eq!(edges(&found), std::slice::from_ref(&beacon_first), "local times may be of any zone");
    for field in ["median_lag_hours", "carriers_crediting", "credit_rate"] {
        assert_eq!(found["edges"][0].get(field), Some(&Value::Null), "{field}");
    }
    for field in ["wire_articles", "originality", "originality_without_wire"] {
        assert_eq!(found["outlets"][0].get(field), Some(&Value::Null), "{field}");
    }
    let of_utc = network(home.path(), &["--assume-utc"]);
    assert_eq!(edges(&of_utc), [beacon_first, ("Tolm Times".to_owned(), "Karsholm Beacon".to_owned(), 1)]);
    assert_eq!(of_utc["edges"][1]["median_lag_hours"], 2.0);
}

#[test]
fn every_format_has_the_same_edges() {
    let home = tempfile::tempdir().unwrap();
    written_scan(home.path());
    let folder = home.path().to_str().unwrap();
    let csv = stdout(&["network", folder, "--format", "csv"]);
    assert_eq!(
        csv.lines().collect::<Vec<_>>(),
        [
            "from,to,stories,share_of_from,share_of_to,median_lag_hours,lags_known,carriers,carriers_crediting,credit_rate",
            "AP,Tolm Times,1,1.0,0.5,,0,1,1,1.0",
            "AP,karsholm-beacon.example,1,1.0,0.333333,,0,1,1,1.0",
            "Tolm Times,\"Sundvik, \"\"Post\"\" & Co\",1,0.5,1.0,4.0,1,1,0,0.0",
            "Tolm Times,karsholm-beacon.example,1,0.5,0.333333,2.0,1,2,1,0.5",
        ]
    );
    let outlets = stdout(&["network", folder, "--format", "outlets-csv"]);
    assert!(
        outlets.starts_with("outlet,agency,articles,stories,") && outlets.lines().count() == 5,
        "{outlets}"
    );
    let graph = stdout(&["network", folder, "--format", "graphml"]);
    assert!(graph.contains("<data key=\"o0\">Sundvik, \"Post\" &amp; Co</data>"), "{graph}");
    assert_eq!(graph.matches("<edge source=").count(), 4);
    let text = stdout(&["network", folder]);
    assert!(text.contains("Tolm Times → karsholm-beacon.example") && text.contains("2.0 h"), "{text}");
    // Every field of a row has its own column.
    let found = network(home.path(), &[]);
    for (table, rows) in [(csv, "edges"), (outlets, "outlets")] {
        let header: Vec<&str> = table.lines().next().unwrap().split(',').collect();
        assert!(header.iter().all(|name| found[rows][0].get(*name).is_some()), "{header:?}");
        assert_eq!(header.len(), found[rows][0].as_object().unwrap().len());
    }
}

#[test]
fn the_samples_agencies_are_the_sources_of_its_edges() {
    let home = tempfile::tempdir().unwrap();
    let scan = home.path().join("found");
    stdout(&["scan", "data/sample", "--out", scan.to_str().unwrap(), "--quiet"]);
    let found = network(&scan, &[]);
    let from_agencies: u64 = edges(&found)
        .iter()
        .filter(|(from, _, _)| from == "AP" || from == "Reuters")
        .map(|edge| edge.2)
        .sum();
    assert!(from_agencies > 5, "{:#?}", edges(&found));
    assert!(edges(&found).iter().all(|(from, to, _)| from != to));
}

#[test]
fn what_no_scan_wrote_is_refused_in_a_line_and_a_hint() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().to_str().unwrap();
    let refused = |args: &[&str]| {
        let out = run(args);
        assert_eq!(out.status.code(), Some(2));
        let said = String::from_utf8(out.stderr).unwrap();
        assert!(is_one_line(&said), "{said}");
        said
    };
    assert!(refused(&["network", folder]).contains("articles.jsonl"));
    written_scan(home.path());
    write(home.path(), "pairs.jsonl", &[pair("a1", "a9", 0.9)]);
    let said = refused(&["network", folder, "--first-match"]);
    assert!(said.contains("pairs.jsonl:1:") && said.contains("a9"), "{said}");
    fs::write(home.path().join("articles.jsonl"), "{\"id\":\n").unwrap();
    assert!(refused(&["network", folder]).contains("articles.jsonl:1:"));
}

#[test]
fn a_folder_that_no_scan_wrote_is_called_that() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().to_str().unwrap();
    let refused = run(&["network", folder]);
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("name a folder that scan --out wrote"), "{said}");
}
