//! The sample dump against the truth that was written with it.

use crate::program::stdout;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

fn truth() -> Vec<Value> {
    let text = fs::read_to_string("data/truth.jsonl").unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn of_type<'a>(truth: &'a [Value], kind: &'a str) -> impl Iterator<Item = &'a Value> {
    truth.iter().filter(move |row| row["type"] == kind)
}

fn pair(row: &Value) -> (String, String) {
    (row["a"].as_str().unwrap().to_owned(), row["b"].as_str().unwrap().to_owned())
}

fn scanned() -> Value {
    serde_json::from_str(&stdout(&["scan", "data/sample", "--format", "json", "--quiet"])).unwrap()
}

/// Articles by the first of their exact group.
fn heads(found: &Value) -> BTreeMap<String, String> {
    let rows = found["articles"].as_array().unwrap();
    rows.iter()
        .map(|row| {
            let id = row["id"].as_str().unwrap();
            (id.to_owned(), row["exact_copy_of"].as_str().unwrap_or(id).to_owned())
        })
        .collect()
}

#[test]
fn all_true_pairs_are_reported_with_their_exact_scores_and_no_other() {
    let (truth, found) = (truth(), scanned());
    let heads = heads(&found);
    let rows: BTreeMap<(String, String), &Value> =
        found["pairs"].as_array().unwrap().iter().map(|row| (pair(row), row)).collect();
    let mut expected = BTreeSet::new();
    for row in of_type(&truth, "pair").filter(|row| row["reported"] == true) {
        let (a, b) = pair(row);
        let (head_a, head_b) = (&heads[&a], &heads[&b]);
        if head_a == head_b {
            assert_eq!(row["basic"], "exact", "{a} {b}");
            continue;
        }
        assert_ne!(row["basic"], "exact", "{a} {b}");
        let key = (head_a.min(head_b).clone(), head_a.max(head_b).clone());
        let reported = rows.get(&key).unwrap_or_else(|| panic!("{a} {b} is missing"));
        for score in ["jaccard", "shared_shingles"] {
            assert_eq!(reported[score], row[score], "{score} of {a} {b}");
        }
        expected.insert(key);
    }
    // The truth file knows scores; a long passage is worth a report whatever they are.
    let by_passage = |row: &Value| row["longest_match_words"].as_u64().unwrap() >= 40;
    let unexpected: Vec<_> = rows
        .iter()
        .filter(|(key, row)| row["relation"] != "exact" && !expected.contains(*key) && !by_passage(row))
        .collect();
    assert!(unexpected.is_empty(), "{unexpected:#?}");
    assert!(expected.len() > 30, "{}", expected.len());
}

#[test]
fn pairs_bear_the_relation_that_the_truth_names_or_one_that_it_accepts() {
    let (truth, found) = (truth(), scanned());
    let heads = heads(&found);
    let rows: BTreeMap<(String, String), &Value> =
        found["pairs"].as_array().unwrap().iter().map(|row| (pair(row), row)).collect();
    let (mut wrong, mut labels) = (Vec::new(), BTreeSet::new());
    for row in of_type(&truth, "pair").filter(|row| row["basic"] != "exact") {
        let (a, b) = pair(row);
        let (a, b) = (&heads[&a], &heads[&b]);
        let Some(reported) = rows.get(&(a.min(b).clone(), a.max(b).clone())) else { continue };
        let relation = &reported["relation"];
        let also = row["also"].as_array().is_some_and(|also| also.contains(relation));
        if *relation != row["relation"] && !also {
            wrong.push(format!("{a} {b}: {relation} is {}, {}", row["relation"], reported["evidence"]));
        }
        labels.insert(relation.as_str().unwrap().to_owned());
        assert!(!reported["evidence"].as_array().unwrap().is_empty(), "{reported}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for label in [
        "near",
        "copy_truncated",
        "teaser",
        "excerpt",
        "update",
        "correction",
        "roundup",
        "shared_quote",
        "live_blog",
    ] {
        assert!(labels.contains(label), "no pair is {label}");
    }
    assert!(!labels.contains("boilerplate_only"), "a scan writes no row for what boilerplate joins");
}

#[test]
fn explain_names_pairs_that_share_too_little_outside_boilerplate_for_a_row() {
    let (truth, found) = (truth(), scanned());
    let rows: BTreeSet<(String, String)> = found["pairs"].as_array().unwrap().iter().map(pair).collect();
    for (a, b, relation) in [
        ("hbc-1005", "hbc-1006", "template"),
        ("mp-6003", "mp-6004", "template"),
        ("afp-talks", "pes-3006", "caption_only"),
        ("mp-6009", "pes-3007", "caption_only"),
    ] {
        let key = (a.to_owned(), b.to_owned());
        let listed = of_type(&truth, "pair").find(|row| pair(row) == key).unwrap();
        assert_eq!(listed["relation"], relation, "{a} {b}");
        assert_eq!(listed["reported"], false, "{a} {b}");
        assert!(!rows.contains(&key), "{a} {b}");
        let explained = stdout(&["explain", a, b, "--in", "data/sample", "--format", "json"]);
        let explained: Value = serde_json::from_str(&explained).unwrap();
        assert_eq!(explained["relation"], relation, "{a} {b}");
    }
}

#[test]
fn what_only_looks_alike_is_no_pair() {
    let (truth, found) = (truth(), scanned());
    let rows: BTreeSet<(String, String)> = found["pairs"].as_array().unwrap().iter().map(pair).collect();
    assert!(of_type(&truth, "not_pair").count() > 0);
    for row in of_type(&truth, "not_pair") {
        assert!(!rows.contains(&pair(row)), "{row}");
    }
}

/// Places of boilerplate: article and paragraph.
fn boilerplate(found: &Value) -> BTreeSet<(String, u64)> {
    let mut places = BTreeSet::new();
    for row in found["articles"].as_array().unwrap() {
        for span in row["boilerplate"].as_array().into_iter().flatten() {
            places.insert((row["id"].as_str().unwrap().to_owned(), span["paragraph"].as_u64().unwrap()));
        }
    }
    places
}

#[test]
fn all_true_fragments_are_found_and_boilerplate_is_marked() {
    let (truth, found) = (truth(), scanned());
    let heads = heads(&found);
    let mut fragment_of: BTreeMap<(String, u64), &str> = BTreeMap::new();
    for row in found["occurrences"].as_array().unwrap() {
        let place = (row["article"].as_str().unwrap().to_owned(), row["paragraph"].as_u64().unwrap());
        fragment_of.insert(place, row["fragment"].as_str().unwrap());
    }
    let boilerplate = boilerplate(&found);
    let mut missed = Vec::new();
    for row in of_type(&truth, "fragment") {
        let places: BTreeSet<(String, u64)> = row["paragraphs"]
            .as_array()
            .unwrap()
            .iter()
            .map(|place| (heads[place[0].as_str().unwrap()].clone(), place[1].as_u64().unwrap()))
            .collect();
        if places.len() < 2 {
            continue;
        }
        let of: BTreeSet<Option<&&str>> = places.iter().map(|place| fragment_of.get(place)).collect();
        if of.len() > 1 || of.contains(&None) {
            missed.push(format!("{} is in {of:?}", row["text"]));
            continue;
        }
        let n_marked = places.iter().filter(|place| boilerplate.contains(place)).count();
        // A desk's byline is on all of its pages and still says who wrote them.
        let is_boilerplate = row["boilerplate"] == true && !is_byline(row);
        if (is_boilerplate && n_marked < places.len()) || (!is_boilerplate && n_marked > 0) {
            missed.push(format!("{}: {n_marked} of {} are marked as boilerplate", row["text"], places.len()));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

fn is_byline(fragment: &Value) -> bool {
    fragment["text"].as_str().unwrap().to_lowercase().starts_with("by ")
        && fragment["text"].as_str().unwrap().len() < 40
}

#[test]
fn counts_reconcile_and_rejects_are_named() {
    let found = scanned();
    let count = |name: &str| found["summary"]["counts"][name].as_u64().unwrap();
    let len = |name: &str| found[name].as_array().unwrap().len() as u64;
    assert_eq!(count("read"), count("articles") + count("rejected"));
    assert_eq!(count("articles"), count("distinct") + count("exact_copies"));
    assert_eq!((count("articles"), count("rejected")), (len("articles"), len("rejects")));
    assert_eq!(
        (count("pairs"), count("clusters"), count("fragments")),
        (len("pairs"), len("clusters"), len("fragments"))
    );
    assert_eq!(count("clustered"), len("members"));
    assert_eq!(count("occurrences"), len("occurrences"));
    assert!(count("rejected") > 0);
    assert!(found["rejects"].as_array().unwrap().iter().all(|row| row["reason"].as_str().unwrap().len() > 5));
}

/// Labels that the texts of the sample alone do not show, each with the reason.
const BEYOND_TEXTS: [(&str, &str); 7] = [
    ("cl-7001", "a passage whose agency is named as a source: a mention, where the truth counts a credit"),
    ("data/sample/larkmoor-gazette/2031-03-12-bus-letter.txt", "a form letter whose copies have no order"),
    ("hbc-1004", "a form letter whose copies have no order"),
    ("mp-6006", "a form letter whose copies have no order"),
    ("in-8008", "an error page"),
    ("kd-a5f07", "an error page"),
    ("wd-90008", "an error page"),
];

/// The agencies of the sample.
const AGENCIES: [&str; 6] = ["AP", "Reuters", "AFP", "CNN", "dpa", "Xinhua"];

fn by_id(found: &Value) -> BTreeMap<&str, &Value> {
    found["articles"].as_array().unwrap().iter().map(|row| (row["id"].as_str().unwrap(), row)).collect()
}

/// Known agencies and outlets that the words are credited to.
fn credited(row: &Value) -> BTreeSet<&str> {
    row["credits"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|credit| credit["scope"] == "text")
        .filter_map(|credit| credit["agency"].as_str())
        // An outlet that is credited is not an agency.
        .filter(|name| AGENCIES.contains(name))
        .collect()
}

#[test]
fn articles_bear_the_credit_the_agency_and_the_end_that_the_truth_names() {
    let (truth, found) = (truth(), scanned());
    let articles = by_id(&found);
    let beyond: BTreeMap<&str, &str> = BEYOND_TEXTS.into_iter().collect();
    let mut wrong = Vec::new();
    for row in of_type(&truth, "article") {
        let id = row["id"].as_str().unwrap();
        let Some(article) = articles.get(id).filter(|_| !beyond.contains_key(id)) else { continue };
        for (field, known) in [("verdict", "credit"), ("truncated", "truncated")] {
            if article[field] != row[known] {
                wrong.push(format!("{id}: {field} {} is {}", article[field], row[known]));
            }
        }
        // Several agencies in one article have no common name.
        let agency = row["agency"].as_str();
        let is_several = row["operations"].as_array().unwrap().iter().any(|operation| operation == "merged");
        if !is_several && credited(article) != agency.into_iter().collect() {
            wrong.push(format!("{id}: agency {:?} is {agency:?}", credited(article)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn clusters_name_the_agency_of_their_story() {
    let (truth, found) = (truth(), scanned());
    let origin: BTreeMap<&str, &Value> =
        of_type(&truth, "article").map(|row| (row["id"].as_str().unwrap(), &row["text_origin"])).collect();
    for row in found["clusters"].as_array().unwrap() {
        let origins: BTreeSet<&str> = row["members"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|id| origin[id.as_str().unwrap()].as_str())
            .collect();
        if let [only] = origins.iter().copied().collect::<Vec<_>>()[..] {
            let expected = AGENCIES.contains(&only).then_some(only);
            assert_eq!(row["agency"].as_str(), expected, "{row}");
        }
    }
}

#[test]
fn clusters_list_the_versions_of_one_outlet_in_their_order() {
    let found = scanned();
    let versions: Vec<&Value> =
        found["clusters"].as_array().unwrap().iter().filter_map(|row| row.get("versions")).collect();
    assert!(
        versions.contains(&&serde_json::json!([["reuters-vote", "reuters-vote-corrected"]])),
        "{versions:?}"
    );
}

#[test]
fn a_text_that_was_cut_between_two_paragraphs_is_recognised_by_its_longer_copy() {
    let found = scanned();
    let articles = by_id(&found);
    for id in ["pes-3001", "th-2007"] {
        assert_eq!(articles[id]["broken_off"]["cue"], "longer_copy", "{id}");
    }
}

#[test]
fn the_text_on_the_site_of_an_agency_is_the_origin_of_its_copies() {
    let found = scanned();
    let from_site =
        found["pairs"].as_array().unwrap().iter().filter(|row| row["direction"]["rule"] == "agency_site");
    let mut n = 0;
    for row in from_site {
        let from = if row["direction"]["from"] == "a" { &row["a"] } else { &row["b"] };
        let id = from.as_str().unwrap();
        let is_desk =
            ["ap-", "afp-", "reuters-", "cnn-", "dpa-", "xinhua-"].iter().any(|desk| id.starts_with(desk));
        assert!(is_desk, "{row}");
        n += 1;
    }
    assert!(n > 10, "{n}");
    let rules: BTreeSet<&str> = found["pairs"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|row| row["direction"]["rule"].as_str())
        .collect();
    assert!(rules.contains("republication"), "{rules:?}");
}

#[test]
fn originality_is_what_nobody_elsewhere_had_earlier() {
    let found = scanned();
    let articles = by_id(&found);
    let share = |id: &str| articles[id]["originality"].as_f64();
    assert_eq!(share("th-2002"), Some(1.0));
    let rehosted = share("wd-90010").unwrap();
    assert!(rehosted < 0.2, "{rehosted}");
    let embedded = share("cl-7001").unwrap();
    assert!((0.3..0.9).contains(&embedded), "{embedded}");
}
