//! Changes of input and machine that must not change a deduplication, or change it in a known way.

use super::{Home, dedup_lines, line, rows, story};
use crate::corpora::{Article, corpus, json_lines};
use crate::program::{program, run, stdout};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::process::Stdio;

/// A corpus without the boilerplate of its outlets, which depends on the other articles.
fn corpus_of_stories(seed: u64) -> Vec<Article> {
    let mut articles = corpus(seed, 120);
    for article in &mut articles {
        let lines = article.text.lines();
        let of_story: Vec<&str> = lines.filter(|line| !line.starts_with("Page line of outlet")).collect();
        article.text = of_story.join("\n");
    }
    articles
}

#[test]
fn dedup_of_a_dedup_removes_nothing() {
    for seed in 0..6 {
        let home = Home::new();
        let input = home.write("in.jsonl", json_lines(&corpus_of_stories(seed)));
        let (once, twice) = (home.name("once.jsonl"), home.name("twice.jsonl"));
        stdout(&["dedup", "-q", &input, "-o", &once, "--max-loss", "1"]);
        stdout(&["dedup", "-q", &once, "-o", &twice, "--max-loss", "1"]);
        assert!(rows(home.path("once.removed.jsonl")).len() > 5);
        assert_eq!(rows(home.path("twice.removed.jsonl")), Vec::<Value>::new(), "seed {seed}");
        assert!(fs::read(once).unwrap() == fs::read(twice).unwrap());
    }
}

#[test]
fn page_lines_that_only_survivors_show_cost_few_more_articles() {
    for seed in 0..6 {
        let home = Home::new();
        let input = home.write("in.jsonl", json_lines(&corpus(seed, 120)));
        let (once, twice) = (home.name("once.jsonl"), home.name("twice.jsonl"));
        stdout(&["dedup", "-q", &input, "-o", &once, "--max-loss", "1"]);
        stdout(&["dedup", "-q", &once, "-o", &twice, "--max-loss", "1"]);
        let (first, further) =
            (rows(home.path("once.removed.jsonl")), rows(home.path("twice.removed.jsonl")));
        assert!(10 * further.len() <= first.len(), "seed {seed}: {further:?}");
    }
}

#[test]
fn a_copy_more_is_one_removal_more() {
    for seed in 0..4 {
        let mut articles = corpus(seed, 60);
        let (ids, list) = dedup_lines(&json_lines(&articles), &[]);
        let copied =
            articles.iter().find(|article| ids.contains(&article.id) && article.text.len() > 200).unwrap();
        articles.push(Article { id: "zz".into(), ..copied.clone() });
        let (with_copy, list_with_copy) = dedup_lines(&json_lines(&articles), &[]);
        assert_eq!(list_with_copy.len(), list.len() + 1);
        assert_eq!(with_copy.len(), ids.len());
    }
}

#[test]
fn the_order_of_records_changes_survivors_only_under_keep_first() {
    let mut articles = corpus(31, 80);
    let sorted =
        |lines: &str, args: &[&str]| -> BTreeSet<String> { dedup_lines(lines, args).0.into_iter().collect() };
    let straight = json_lines(&articles);
    articles.reverse();
    let turned = json_lines(&articles);
    for keep in ["earliest", "latest", "longest"] {
        assert_eq!(sorted(&straight, &["--keep", keep]), sorted(&turned, &["--keep", keep]), "{keep}");
    }
    assert_ne!(sorted(&straight, &["--keep", "first"]), sorted(&turned, &["--keep", "first"]));
}

#[test]
fn threads_change_no_byte() {
    let home = Home::new();
    let input = home.write("in.jsonl", json_lines(&corpus(12, 300)));
    let written = |threads: &str| {
        let out = home.name(&format!("out-{threads}.jsonl"));
        stdout(&["dedup", "-q", &input, "-o", &out, "--max-loss", "1", "--threads", threads]);
        let list = fs::read(home.path(&format!("out-{threads}.removed.jsonl"))).unwrap();
        (fs::read(out).unwrap(), list)
    };
    assert!(written("1") == written("3"));
}

#[test]
fn of_many_equal_and_of_many_near_equal_articles_one_stays() {
    let text = story(7);
    let equal: String =
        (0..500).map(|number| line(&format!("e{number}"), "a.example", "2031-03-10", &text)).collect();
    assert_eq!(dedup_lines(&equal, &[]).0.len(), 1);
    let word = |number: u32| {
        format!("{}x{}", char::from(b'a' + (number % 26) as u8), char::from(b'a' + (number / 26) as u8))
    };
    let near: String = (0..600)
        .map(|number| {
            line(&format!("n{number}"), "a.example", "2031-03-10", &format!("{text} {}", word(number)))
        })
        .collect();
    let (ids, list) = dedup_lines(&near, &["--group-len-max", "4"]);
    assert_eq!((ids.len(), list.len()), (1, 599));
    assert!(list.iter().all(|row| row["kept"] == ids[0].as_str()));
}

#[test]
fn several_inputs_go_to_one_file_or_to_their_names_in_a_folder() {
    let home = Home::new();
    let (one, two) = (story(8), story(9));
    home.write("in/a.csv", format!("id,text\n1,{one}\n2,{two}"));
    home.write("in/b.csv", format!("\u{feff}id,text\n3,{one}\n4,{}\n", story(10)));
    let read = |name: &str| fs::read_to_string(home.path(name)).unwrap();
    stdout(&["dedup", "-q", &home.name("in"), "-o", &home.name("all.csv")]);
    assert_eq!(read("all.csv"), format!("id,text\n1,{one}\n2,{two}\n4,{}\n", story(10)));
    stdout(&["dedup", "-q", &home.name("in"), "-o", &home.name("out/")]);
    assert_eq!(read("out/a.csv"), read("in/a.csv"));
    assert_eq!(read("out/b.csv"), format!("\u{feff}id,text\n4,{}\n", story(10)));
    home.write("in/c.csv", "key,body\n9,Another quay in Tolm\n");
    let mixed = run(&["dedup", "-q", &home.name("in"), "-o", &home.name("mixed.csv")]);
    assert_eq!(mixed.status.code(), Some(2));
    assert!(String::from_utf8(mixed.stderr).unwrap().contains("another header"));
    home.write("in/d.jsonl", "{\"text\":\"A third quay\"}\n");
    let mixed = run(&["dedup", "-q", &home.name("in"), "-o", &home.name("mixed.csv")]);
    assert!(String::from_utf8(mixed.stderr).unwrap().contains("two formats"));
    assert_eq!(home.names(), ["all.csv", "all.removed.jsonl", "in", "out", "out.removed.jsonl"]);
}

#[test]
fn the_name_of_the_output_compresses_it_and_standard_input_is_read() {
    let home = Home::new();
    let lines =
        line("a", "a.example", "2031-03-10", &story(11)) + &line("b", "b.example", "2031-03-11", &story(11));
    for name in ["out.jsonl.gz", "out.jsonl.zst"] {
        let mut child = program(&["dedup", "-q", "-", "-o", &home.name(name)])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
        assert!(child.wait().unwrap().success());
        let scanned: Value =
            serde_json::from_str(&stdout(&["scan", "-q", &home.name(name), "--format", "json"])).unwrap();
        assert_eq!(scanned["summary"]["counts"]["articles"], 1, "{name}");
        assert_eq!(rows(home.path("out.removed.jsonl"))[0]["location"], "-:2");
    }
}
