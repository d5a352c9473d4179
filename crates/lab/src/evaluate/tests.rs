//! Whole evaluations of small scans.

use super::*;
use proptest::prelude::*;
use std::path::Path;

fn truth(text: &str) -> Truth {
    read_truth(Path::new("truth"), text.as_bytes()).unwrap()
}

fn articles(rows: &[(&str, Option<&str>, Option<&str>)]) -> Vec<ReportedArticle> {
    rows.iter()
        .map(|(id, cluster, first)| ReportedArticle {
            id: (*id).to_owned(),
            cluster: cluster.map(str::to_owned),
            exact_copy_of: first.map(str::to_owned),
            ..ReportedArticle::default()
        })
        .collect()
}

/// A row with these counts.
fn row(a: &str, b: &str, [shared, a_len, b_len]: [u32; 3], relation: &str) -> ReportedPair {
    let overlap = wirecopy_reuse::overlap::Overlap { shared, a_len, b_len };
    ReportedPair {
        a: a.to_owned(),
        b: b.to_owned(),
        jaccard: wirecopy_reuse::overlap::six_decimals(overlap.jaccard()),
        a_in_b: wirecopy_reuse::overlap::six_decimals(overlap.a_in_b()),
        b_in_a: wirecopy_reuse::overlap::six_decimals(overlap.b_in_a()),
        shared_shingles: shared.into(),
        shared_outside: None,
        relation: relation.to_owned(),
        ..ReportedPair::default()
    }
}

const TABLE: &str = "id_a\tid_b\tjaccard\tcontain_a\tcontain_b\tshared\tn_a\tn_b\n\
    a\tb\t1\t1\t1\t100\t100\t100\n\
    a\tc\t0.5385\t0.7\t0.7\t70\t100\t100\n\
    b\tc\t0.5385\t0.7\t0.7\t70\t100\t100\n\
    c\td\t0.2632\t0.5\t0.3571\t50\t100\t140\n\
    c\te\t0.2100\t0.3\t0.4118\t21\t70\t51\n\
    absent\te\t1\t1\t1\t100\t100\t100\n";

#[test]
fn copies_are_expanded_before_true_pairs_are_counted() {
    let reported = Reported {
        articles: articles(&[
            ("a", None, None),
            ("b", None, Some("a")),
            ("c", None, None),
            ("d", None, None),
            ("e", None, None),
        ]),
        pairs: Some(vec![
            row("a", "b", [100, 100, 100], "exact"),
            row("a", "c", [70, 100, 100], "near"),
            row("a", "e", [60, 100, 70], "near"),
        ]),
        ..Reported::default()
    };
    let scores = evaluate(&reported, &truth(TABLE)).pairs.unwrap();
    // True and expected: ab, ac, bc, cd; ce is below the rule for reporting, one article of another
    // pair is absent.
    assert_eq!((scores.true_pairs, scores.true_pairs_absent), (4, 1));
    assert_eq!(scores.recall, Some(0.75));
    assert_eq!(scores.joined, Some(0.75));
    assert_eq!(scores.precision, Some(1.0));
    assert_eq!(scores.unlisted, Some(1));
    assert_eq!(scores.score_difference_max.map(|difference| difference < 1e-6), Some(true));
    assert!((scores.f1.unwrap() - 1.5 / 1.75).abs() < 1e-12);
    let by_jaccard = &scores.bins[0];
    assert_eq!((by_jaccard.measure, by_jaccard.from, by_jaccard.true_pairs), ("jaccard", Some(0.5), 2));
    assert_eq!(by_jaccard.recall, Some(1.0));
    let part = scores.bins.iter().find(|bin| bin.measure == "containment").unwrap();
    assert_eq!((part.from, part.to, part.recall), (Some(0.5), Some(0.8), Some(0.0)));
}

#[test]
fn a_row_that_breaks_the_rule_for_reporting_lowers_precision() {
    let mut lying = row("a", "c", [70, 100, 100], "near");
    lying.jaccard = 0.9;
    let mut carried = row("c", "d", [36, 100, 100], "contained");
    carried.longest_match_words = Some(40);
    let rows = vec![
        row("a", "b", [20, 100, 100], "near"),
        lying,
        carried,
        row("a", "d", [50, 100, 100], "contained"),
    ];
    let reported = Reported {
        articles: articles(&[("a", None, None), ("b", None, None), ("c", None, None), ("d", None, None)]),
        pairs: Some(rows),
        ..Reported::default()
    };
    assert_eq!(evaluate(&reported, &truth(TABLE)).pairs.unwrap().precision, Some(0.5));
}

#[test]
fn pairs_of_one_story_are_joined_through_others_but_not_through_boilerplate() {
    let known = truth(concat!(
        r#"{"id":"w","story":"s","source":null}"#,
        "\n",
        r#"{"id":"c1","story":"s","source":"w","jaccard":0.8,"a_in_b":0.9,"b_in_a":0.9,"relation":"near"}"#,
        "\n",
        r#"{"id":"c2","story":"s","source":"w","jaccard":0.8,"a_in_b":0.9,"b_in_a":0.9,"relation":"near"}"#,
        "\n",
        r#"{"id":"r","story":"s","source":"w","jaccard":0.1,"a_in_b":0.2,"b_in_a":0.1,"relation":"roundup","sources":["w","v"]}"#,
        "\n",
        r#"{"id":"v","story":"t","source":null}"#,
    ));
    let four = articles(&[
        ("w", Some("k"), None),
        ("c1", Some("k"), None),
        ("c2", None, None),
        ("r", None, None),
        ("v", None, None),
    ]);
    let near = |a, b| row(a, b, [80, 90, 90], "near");
    let reported = Reported {
        articles: four.clone(),
        pairs: Some(vec![near("c1", "w"), near("c1", "c2"), row("v", "w", [60, 90, 90], "boilerplate_only")]),
        ..Reported::default()
    };
    let scored = evaluate(&reported, &known);
    let scores = scored.pairs.unwrap();
    assert_eq!((scores.true_pairs, scores.recall), (2, Some(0.5)));
    assert_eq!((scores.joined_pairs, scores.joined), (3, Some(1.0)));
    assert_eq!(scores.unlisted, Some(1));
    assert_eq!(scored.clusters.unwrap().articles, 5);
    let labels = scored.relations.unwrap();
    assert_eq!(labels.accuracy, Some(0.5));
    assert_eq!(
        scored.reasons.keys().copied().collect::<Vec<_>>(),
        ["credits", "directions", "fragments", "passages"]
    );
    let apart = Reported {
        articles: four,
        pairs: Some(vec![row("c1", "w", [80, 90, 90], "boilerplate_only")]),
        ..Reported::default()
    };
    assert_eq!(evaluate(&apart, &known).pairs.unwrap().joined, Some(0.0));
}

#[test]
fn a_story_of_ten_thousand_articles_is_counted_by_its_components() {
    let ids: Vec<String> = (0..10_000).map(|number| format!("n{number:05}")).collect();
    let rows: Vec<String> = ids.iter().map(|id| format!(r#"{{"id":"{id}","story":"s"}}"#)).collect();
    let reported = Reported {
        articles: ids
            .iter()
            .map(|id| ReportedArticle { id: id.clone(), ..ReportedArticle::default() })
            .collect(),
        pairs: Some(
            (1..5_000).map(|number| row(&ids[number - 1], &ids[number], [80, 90, 90], "near")).collect(),
        ),
        ..Reported::default()
    };
    let scores = evaluate(&reported, &truth(&rows.join("\n"))).pairs.unwrap();
    assert_eq!(scores.joined_pairs, 49_995_000);
    assert_eq!(scores.joined, Some(12_497_500.0 / 49_995_000.0));
}

#[test]
fn a_table_of_pairs_says_why_it_cannot_judge_the_rest() {
    let reported =
        Reported { articles: articles(&[("a", None, None)]), pairs: Some(vec![]), ..Reported::default() };
    let scored = evaluate(&reported, &truth(TABLE));
    assert_eq!(scored.articles, Present { in_scan: 1, in_truth: 6, in_both: 1 });
    let written = serde_json::to_value(&scored).unwrap();
    for part in ["clusters", "fragments", "passages", "relations", "directions", "credits"] {
        assert!(written[part].is_null(), "{part}");
        assert!(written["reasons"][part].is_string(), "{part}");
    }
    assert!(written["pairs"]["bins"].is_array());
}

#[test]
fn passages_are_judged_only_in_the_unit_of_the_truth_file() {
    let known = truth(
        r#"{"a":"s1","b":"o1","kind":"02-no-obfuscation","duplicate":true,"spans":[{"this_offset":2,"this_length":10,"source_offset":4,"source_length":10}]}"#,
    );
    let mut pair = row("o1", "s1", [60, 70, 70], "near");
    pair.passages = Some(vec![ReportedPassage { a_start: 8, a_end: 28, b_start: 4, b_end: 24 }]);
    let mut reported = Reported {
        articles: articles(&[("s1", None, None), ("o1", None, None)]),
        pairs: Some(vec![pair]),
        ..Reported::default()
    };
    assert!(evaluate(&reported, &known).reasons["passages"].contains("same unit"));
    assert_eq!(reported.passage_offsets()["s1"], [4, 24]);
    assert_eq!(reported.count_in_characters(|id, _| (id == "s1").then_some(0)), Err("o1".to_owned()));
    assert_eq!(reported.count_in_characters(|_, byte| Some(byte / 2)), Ok(()));
    let scored = evaluate(&reported, &known);
    assert_eq!(scored.passages.map(|scores| scores.plagdet), Some(1.0));
    let pairs = scored.pairs.unwrap();
    assert_eq!((pairs.bins[0].measure, pairs.recall), ("kind", Some(1.0)));
}

proptest! {
    /// A scan that reports every copy's source, and nothing else.
    #[test]
    fn a_scan_that_repeats_the_truth_scores_one(stories in prop::collection::vec(1usize..6, 1..8)) {
        let (mut rows, mut scanned, mut pairs) = (Vec::new(), Vec::new(), Vec::new());
        for (story, carriers) in stories.iter().enumerate() {
            let source = format!("{story}-0");
            for carrier in 0..*carriers {
                let id = format!("{story}-{carrier}");
                let of = if carrier == 0 {
                    r#""source":null"#.to_owned()
                } else {
                    pairs.push(row(&source, &id, [80, 90, 90], "near"));
                    format!(r#""source":"{source}","jaccard":0.8,"a_in_b":0.89,"b_in_a":0.89,"relation":"near""#)
                };
                rows.push(format!(r#"{{"id":"{id}","story":{story},{of}}}"#));
                scanned.push(ReportedArticle {
                    id,
                    cluster: (*carriers > 1).then(|| format!("k{story}")),
                    ..ReportedArticle::default()
                });
            }
        }
        let copies = pairs.len();
        let reported = Reported { articles: scanned, pairs: Some(pairs), ..Reported::default() };
        let scored = evaluate(&reported, &truth(&rows.join("\n")));
        let clusters = scored.clusters.unwrap();
        prop_assert_eq!((clusters.ari, clusters.ami), (1.0, 1.0));
        prop_assert!((clusters.b3.f1 - 1.0).abs() < 1e-12);
        let scores = scored.pairs.unwrap();
        prop_assert_eq!(scores.unlisted, Some(0));
        if copies > 0 {
            prop_assert_eq!((scores.precision, scores.recall, scores.f1, scores.joined), (Some(1.0), Some(1.0), Some(1.0), Some(1.0)));
            prop_assert_eq!(scored.relations.unwrap().macro_f1, Some(1.0));
        }
    }
}
