//! `wirecopy dedup` as its users run it.

mod choices;
mod invariants;
mod kinds;
mod losses;
mod paragraphs;
mod room;
mod safety;
mod written_rows;

use crate::corpora::{corpus, json_lines};
use crate::program::{run, stdout};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// A folder for one test.
pub struct Home(tempfile::TempDir);

impl Home {
    pub fn new() -> Self {
        Home(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn name(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self.name(name)
    }

    /// Names of everything in the folder.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

pub fn rows(path: impl AsRef<Path>) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text_of<'a>(row: &'a Value, field: &str) -> &'a str {
    row[field].as_str().unwrap_or_else(|| panic!("{field} of {row}"))
}

/// Ids that a list names at the level of articles, with what stays in their place.
fn removed_articles(list: &[Value]) -> BTreeMap<String, String> {
    let articles = list.iter().filter(|row| row["level"] == "article");
    articles.map(|row| (text_of(row, "id").to_owned(), text_of(row, "kept").to_owned())).collect()
}

/// Deduplicates JSON Lines and gives the ids that stay, in order, and the list.
pub fn dedup_lines(lines: &str, args: &[&str]) -> (Vec<String>, Vec<Value>) {
    let home = Home::new();
    let (input, out) = (home.write("in.jsonl", lines), home.name("out.jsonl"));
    let all: Vec<&str> =
        ["dedup", "-q", &input, "-o", &out, "--max-loss", "1"].iter().chain(args).copied().collect();
    stdout(&all);
    let ids = rows(&out).iter().map(|row| text_of(row, "id").to_owned()).collect();
    (ids, rows(home.path("out.removed.jsonl")))
}

/// A story of its own in about 200 words.
pub fn story(seed: u64) -> String {
    let articles = corpus(seed + 1000, 3);
    let words: String =
        articles.iter().map(|article| format!("{} ", article.text.replace('\n', " "))).collect();
    let filler =
        |number: u64| format!("w{:x}", (number + seed * 1000).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40);
    let letters = |word: String| {
        word.chars()
            .map(|digit| char::from(b'a' + digit.to_digit(36).unwrap() as u8 % 26))
            .collect::<String>()
    };
    let own: Vec<String> = (0..150).map(|number| letters(filler(number))).collect();
    format!("{} {}", own.join(" "), words.split_whitespace().take(50).collect::<Vec<_>>().join(" "))
}

pub fn line(id: &str, outlet: &str, day: &str, text: &str) -> String {
    format!("{}\n", serde_json::json!({ "id": id, "outlet": outlet, "published": day, "text": text }))
}

#[test]
fn a_corpus_without_repeats_comes_back_byte_for_byte_in_every_form() {
    let home = Home::new();
    let odd = "\u{feff}{ \"id\":\"a\",\t\"text\" : \"A quay in T\\u00f6lm\",\"n\":1.50e2}\r\n{\"text\":\"Herons over the cape\",\"id\":\"b\"}";
    let csv = "\u{feff}id,\"text\",note\r\n1,\"A \"\"quay\"\", in Tolm\",x\r\n2,Herons over the bay,\r\n";
    let tsv = "id\ttext\n1\tA quay in Tolm\n2\t\"Herons\tover\nthe cape\"\n";
    home.write("in/odd.jsonl", odd);
    home.write("in/deep/table.csv", csv);
    home.write("in/table.tsv", tsv.replace("quay", "mole").replace("Herons", "Gulls"));
    home.write("in/one.txt", b"\xff\xfeO\0n\0e\0 \0s\0e\0a\0l\0");
    home.write("in/two.md", "Two seals sleep\r\n\r\nbelow the mole");
    home.write("in/empty.jsonl", "");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(odd.replace("quay", "lighthouse").replace("Herons", "Terns").as_bytes()).unwrap();
    home.write("in/more.jsonl.gz", gzip.finish().unwrap());
    home.write(
        "in/more.csv.zst",
        zstd::encode_all(csv.replace("quay", "crane").replace("Herons", "Crows").as_bytes(), 1).unwrap(),
    );
    stdout(&["dedup", "-q", &home.name("in"), "-o", &home.name("out/")]);
    let plain = |name: &str| {
        let mut bytes = Vec::new();
        let file = fs::File::open(home.path(name)).unwrap_or_else(|_| panic!("no {name}"));
        match name.rsplit('.').next().unwrap() {
            "gz" => flate2::read::GzDecoder::new(file).read_to_end(&mut bytes).unwrap(),
            "zst" => zstd::Decoder::new(file).unwrap().read_to_end(&mut bytes).unwrap(),
            _ => fs::File::read_to_end(&mut { file }, &mut bytes).unwrap(),
        };
        bytes
    };
    for name in [
        "odd.jsonl",
        "deep/table.csv",
        "table.tsv",
        "one.txt",
        "two.md",
        "empty.jsonl",
        "more.jsonl.gz",
        "more.csv.zst",
    ] {
        assert_eq!(plain(&format!("out/{name}")), plain(&format!("in/{name}")), "{name}");
    }
    assert_eq!(rows(home.path("out.removed.jsonl")).len(), 0);
}

#[test]
fn the_sample_loses_what_its_truth_calls_copies_and_nothing_else() {
    let home = Home::new();
    stdout(&["dedup", "-q", "data/sample", "-o", &home.name("out/"), "--max-loss", "1"]);
    let list = rows(home.path("out.removed.jsonl"));
    let truth = fs::read_to_string("data/truth.jsonl").unwrap();
    let mut relations: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for row in truth.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        if row["type"] == "pair" {
            let also = row["also"].as_array().into_iter().flatten().map(|label| label.as_str().unwrap());
            let labels = also.chain([text_of(&row, "relation")]).map(str::to_owned).collect();
            relations.insert((text_of(&row, "a").to_owned(), text_of(&row, "b").to_owned()), labels);
        }
    }
    let removed_by = removed_articles(&list);
    assert!(removed_by.len() > 15, "{removed_by:?}");
    for (id, kept) in &removed_by {
        assert!(!removed_by.contains_key(kept), "{kept} is kept for {id} and is removed itself");
        let labels = &relations[&(id.min(kept).clone(), id.max(kept).clone())];
        let may_go = ["exact", "near", "copy_truncated"].iter().any(|label| labels.contains(*label));
        assert!(may_go, "{id} went for {kept}, which are {labels:?}");
    }
    // Of each exact group one article stays.
    for ((a, b), labels) in &relations {
        assert!(
            !labels.contains("exact") || removed_by.contains_key(a) || removed_by.contains_key(b),
            "{a} and {b} both stay"
        );
    }
    let rejected = list.iter().filter(|row| row["level"] == "record").count();
    assert_eq!(rejected, 3);
    let scanned: Value =
        serde_json::from_str(&stdout(&["scan", "-q", "data/sample", "--format", "json"])).unwrap();
    let survivors: Value =
        serde_json::from_str(&stdout(&["scan", "-q", &home.name("out"), "--format", "json"])).unwrap();
    let articles = |found: &Value| found["articles"].as_array().unwrap().len();
    assert_eq!(articles(&survivors) + removed_by.len(), articles(&scanned));
}

#[test]
fn every_row_names_places_scores_and_rule() {
    let (text, other) = (story(1), story(2));
    let lines = line("old", "a.example", "2031-03-10", &text)
        + &line("new", "b.example", "2031-03-11", &text)
        + &line("else", "b.example", "2031-03-11", &other)
        + "{\"id\":\"bad\"}\n";
    let (ids, list) = dedup_lines(&lines, &[]);
    assert_eq!(ids, ["old", "else"]);
    assert_eq!(list.len(), 2);
    let row = &list[0];
    assert_eq!((text_of(row, "level"), text_of(row, "id"), text_of(row, "kept")), ("article", "new", "old"));
    assert!(
        text_of(row, "location").ends_with("in.jsonl:2")
            && text_of(row, "kept_location").ends_with("in.jsonl:1")
    );
    assert_eq!((row["jaccard"].as_f64(), row["containment"].as_f64()), (Some(1.0), Some(1.0)));
    assert_eq!((text_of(row, "relation"), text_of(row, "rule")), ("exact", "earliest"));
    assert_eq!((text_of(&list[1], "level"), text_of(&list[1], "rule")), ("record", "rejected"));
    assert!(text_of(&list[1], "reason").contains("text"));
}

#[test]
fn keep_and_prefer_choose_the_survivor() {
    let text = story(3);
    let lines = line("first", "a.example", "2031-03-12", &format!("{text} so it"))
        + &line("last", "b.example", "2031-03-13", &format!("{text} so"))
        + &line("long", "c.example", "2031-03-11", &format!("{text} so it was reported there"))
        + &line("early", "d.example", "2031-03-10", &text);
    let home = Home::new();
    let prefer = home.write("outlets.txt", "b.example\nc.example\n");
    for (args, kept, rule) in [
        (vec![], "early", "earliest"),
        (vec!["--keep", "earliest"], "early", "earliest"),
        (vec!["--keep", "latest"], "last", "latest"),
        (vec!["--keep", "longest"], "long", "longest"),
        (vec!["--keep", "first"], "first", "first"),
        (vec!["--keep", "longest", "--prefer", &prefer], "last", "preferred"),
    ] {
        let (ids, list) = dedup_lines(&lines, &args);
        assert_eq!(ids, [kept], "{args:?}");
        assert!(list.iter().any(|row| row["rule"] == rule), "{args:?}: {list:?}");
    }
}

#[test]
fn numbers_days_and_corrections_keep_an_article_unless_its_relation_is_named() {
    let text = story(4);
    let at = text.len() / 2 + text[text.len() / 2..].find(' ').unwrap();
    let report =
        |count: &str| format!("At least {count} people of the 9 villages were killed in 2031. {text}");
    for (a, b, relation) in [
        (report("5"), report("50"), "update"),
        (
            format!("(Corrects the name of the quay)\n\n{} of Tolm{}", &text[..at], &text[at..]),
            text.clone(),
            "correction",
        ),
        (format!("On Monday 5 boats. {text}"), format!("On Friday 7 boats. {text}"), "update"),
    ] {
        let lines = line("a", "a.example", "2031-03-10", &a) + &line("b", "a.example", "2031-03-11", &b);
        assert_eq!(dedup_lines(&lines, &[]).0.len(), 2, "{relation}");
        let (ids, list) = dedup_lines(&lines, &["--remove", relation]);
        assert_eq!(ids.len(), 1, "{relation} {list:?}");
        assert_eq!(text_of(&list[0], "relation"), relation);
        let (ids, list) = dedup_lines(&lines, &["--versions", "newest"]);
        assert_eq!((&*ids[0], text_of(&list[0], "rule")), ("b", "newest"), "{relation}");
    }
    let words = line("a", "a.example", "2031-03-10", &report("five"))
        + &line("b", "b.example", "2031-03-11", &report("fifty"));
    assert_eq!(dedup_lines(&words, &[]).0.len(), 2);
    let day = |day: &str| format!("{text} The boats came home on {day}.");
    let days = line("a", "a.example", "2031-03-10", &day("Monday"))
        + &line("b", "b.example", "2031-03-11", &day("Friday"));
    assert_eq!(dedup_lines(&days, &[]).0.len(), 2);
    let same = line("a", "a.example", "2031-03-10", &report("5"))
        + &line("b", "b.example", "2031-03-11", &report("five"));
    assert_eq!(dedup_lines(&same, &[]).0, ["a"]);
}

#[test]
fn removed_articles_have_the_label_of_a_scan() {
    let home = Home::new();
    let lines = json_lines(&corpus(77, 200));
    let input = home.write("in.jsonl", &lines);
    stdout(&["scan", "-q", &input, "--out", &home.name("scanned")]);
    let relations: BTreeMap<(String, String), String> = rows(home.path("scanned/pairs.jsonl"))
        .iter()
        .map(|row| ((text_of(row, "a").into(), text_of(row, "b").into()), text_of(row, "relation").into()))
        .collect();
    let (_, list) = dedup_lines(&lines, &["--remove", "near,copy_truncated,teaser,excerpt,update"]);
    let mut compared = 0;
    for row in &list {
        let (id, kept) = (text_of(row, "id").to_owned(), text_of(row, "kept").to_owned());
        let pair = if id < kept { (id, kept) } else { (kept, id) };
        // Of equal articles only the first is in the rows of a scan, which looks at third
        // articles for roundups.
        if let Some(relation) = relations.get(&pair).filter(|relation| *relation != "roundup") {
            assert_eq!(text_of(row, "relation"), relation, "{pair:?}");
            compared += 1;
        }
    }
    assert!(compared > 5, "{compared} of {}", list.len());
    let refused = run(&["dedup", "-q", &input, "--dry-run", "--remove", "roundup"]);
    assert!(String::from_utf8(refused.stderr).unwrap().contains("--remove"));
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn a_cut_copy_is_removed_for_the_whole_however_early_it_was_and_a_part_inside_is_kept() {
    let (text, before) = (story(5), story(6));
    let cut: String = text.split(' ').take(90).collect::<Vec<_>>().join(" ");
    let lines =
        line("cut", "a.example", "2031-03-09", &cut) + &line("whole", "b.example", "2031-03-11", &text);
    let (ids, list) = dedup_lines(&lines, &[]);
    assert_eq!(ids, ["whole"]);
    assert_eq!((text_of(&list[0], "relation"), text_of(&list[0], "rule")), ("copy_truncated", "whole"));
    let lines = line("part", "a.example", "2031-03-09", &cut)
        + &line("whole", "b.example", "2031-03-11", &format!("{before} {cut}"));
    assert_eq!(dedup_lines(&lines, &[]).0.len(), 2);
    assert_eq!(dedup_lines(&lines, &["--remove", "excerpt"]).0.len(), 2);
    assert_eq!(dedup_lines(&lines, &["--remove", "contained"]).0, ["whole"]);
}
