//! `wirecopy extract`: what it writes is what every other command would read.

use crate::corpora::{corpus, json_lines};
use crate::program::{run, stdout};
use serde_json::Value;
use std::fs;
use std::path::Path;

fn rows(path: &Path) -> Vec<Value> {
    fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn named(home: &Path, name: &str) -> String {
    home.join(name).to_str().unwrap().to_owned()
}

fn dump(home: &Path) -> String {
    let dump = named(home, "in.jsonl");
    fs::write(&dump, json_lines(&corpus(7, 60)) + "broken\n").unwrap();
    dump
}

#[test]
fn a_scan_of_extracted_articles_finds_what_a_scan_of_their_sources_does() {
    let home = tempfile::tempdir().unwrap();
    let input = dump(home.path());
    let found = named(home.path(), "found");
    stdout(&["scan", "-q", &input, "--out", &found]);
    for name in ["out.jsonl", "out.jsonl.gz", "out.csv"] {
        let out = named(home.path(), name);
        let shown = stdout(&["extract", "-q", &input, "-o", &out]);
        assert!(shown.contains("articles written") && shown.contains("1 rejected"), "{shown}");
        let again = named(home.path(), &format!("found-{name}"));
        stdout(&["scan", "-q", &out, "--out", &again]);
        for file in ["pairs.jsonl", "clusters.jsonl", "fragments.jsonl"] {
            let read = |folder: &str| fs::read(Path::new(folder).join(file)).unwrap();
            assert!(read(&found) == read(&again), "{name} {file}");
        }
    }
}

#[test]
fn rows_say_where_an_article_was() {
    let home = tempfile::tempdir().unwrap();
    let input = dump(home.path());
    let out = home.path().join("out.jsonl");
    stdout(&["extract", "-q", &input, "-o", out.to_str().unwrap()]);
    let rows = rows(&out);
    assert_eq!((rows[1]["file"].as_str(), rows[1]["line"].as_u64()), (Some(&*input), Some(2)));
    assert!(rows.iter().all(|row| row.get("text_made_by").is_none()));
}

#[test]
fn names_of_other_forms_are_refused_before_anything_is_read() {
    let home = tempfile::tempdir().unwrap();
    let input = dump(home.path());
    for name in ["out.txt", "out.xml", "out", "out.jsonl.xz"] {
        let output = run(&["extract", "-q", &input, "-o", &named(home.path(), name)]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(!home.path().join(name).exists());
    }
    let output = run(&["extract", "-q", &input, "-o", &input]);
    assert_eq!(output.status.code(), Some(3));
}

#[cfg(feature = "html")]
#[test]
fn pages_become_rows_and_are_deduplicated_whole() {
    let home = tempfile::tempdir().unwrap();
    let pages = home.path().join("pages");
    fs::create_dir(&pages).unwrap();
    let story = "The herons came back to the harbour of Tolm on Monday, nine weeks later than usual, and settled on the cranes that stopped work in spring. ".repeat(3);
    for name in ["a.html", "b.html"] {
        let page = format!(
            "<html><head><title>Herons</title></head><body><article><p>{story}</p><p>{story}</p></article></body></html>"
        );
        fs::write(pages.join(name), page).unwrap();
    }
    let pages = pages.to_str().unwrap();
    let out = home.path().join("out.jsonl");
    stdout(&["extract", "-q", pages, "-o", out.to_str().unwrap()]);
    let rows = rows(&out);
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0]["title"].as_str(), rows[0]["text_made_by"].as_str()), (Some("Herons"), Some("html")));
    let clean = named(home.path(), "clean/");
    stdout(&["dedup", "-q", "--max-loss", "1", pages, "-o", &clean]);
    assert_eq!(fs::read_dir(&clean).unwrap().count(), 1);
    let stripped = named(home.path(), "stripped/");
    let output = run(&["dedup", "-q", "--max-loss", "1", "--strip", "boilerplate", pages, "-o", &stripped]);
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("extract"));
}

#[cfg(feature = "parquet")]
#[test]
fn tables_are_scanned_and_deduplicated_like_the_lines_that_they_were_made_of() {
    let home = tempfile::tempdir().unwrap();
    let input = dump(home.path());
    let table = named(home.path(), "in.parquet");
    stdout(&["extract", "-q", &input, "-o", &table]);
    let [found, again] = ["found", "again"].map(|name| named(home.path(), name));
    stdout(&["scan", "-q", &input, "--out", &found]);
    stdout(&["scan", "-q", &table, "--out", &again]);
    for file in ["pairs.jsonl", "clusters.jsonl", "fragments.jsonl"] {
        let read = |folder: &str| fs::read(Path::new(folder).join(file)).unwrap();
        assert!(read(&found) == read(&again), "{file}");
    }
    let ids = |path: &str| -> Vec<Value> {
        rows(Path::new(path)).into_iter().map(|mut row| row["id"].take()).collect()
    };
    let [lines, kept, of_kept, as_lines] = ["kept.jsonl", "kept.parquet", "of-kept.jsonl", "as-lines.jsonl"]
        .map(|name| named(home.path(), name));
    stdout(&["dedup", "-q", "--max-loss", "1", &input, "-o", &lines]);
    stdout(&["dedup", "-q", "--max-loss", "1", &table, "-o", &kept]);
    stdout(&["dedup", "-q", "--max-loss", "1", &table, "-o", &as_lines]);
    stdout(&["extract", "-q", &kept, "-o", &of_kept]);
    assert_eq!(ids(&of_kept), ids(&lines));
    assert_eq!(ids(&as_lines), ids(&lines));
    for refused in ["folder/", "kept.txt"] {
        let output = run(&["dedup", "-q", &table, "-o", &named(home.path(), refused)]);
        assert_eq!(output.status.code(), Some(2), "{refused}");
    }
    let strip = ["dedup", "-q", "--strip", "boilerplate", &table, "-o", &kept];
    assert_eq!(run(&strip).status.code(), Some(3));
}

#[cfg(feature = "archives")]
#[test]
fn files_of_folders_are_chosen_by_patterns_and_by_a_list() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("news");
    fs::create_dir_all(folder.join("old")).unwrap();
    for name in ["a.jsonl", "b.jsonl", "old/a.jsonl"] {
        let line = format!("{{\"id\":\"{name}\",\"text\":\"Herons over Tolm, said Ada Holm.\"}}\n");
        fs::write(folder.join(name), line).unwrap();
    }
    let out = home.path().join("out.jsonl");
    let written = |args: &[&str]| {
        let all = [&["extract", "-q", "-o", out.to_str().unwrap()], args].concat();
        stdout(&all);
        rows(&out).into_iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let news = folder.to_str().unwrap();
    assert_eq!(written(&[news]), ["a.jsonl", "b.jsonl", "old/a.jsonl"]);
    assert_eq!(written(&[news, "--glob", "a.*", "--exclude", "old/**"]), ["a.jsonl"]);
    let list = named(home.path(), "list.txt");
    fs::write(&list, format!("{news}/b.jsonl\n\n{news}/old\n")).unwrap();
    assert_eq!(written(&["--files-from", &list]), ["b.jsonl", "old/a.jsonl"]);
    assert_eq!(run(&["extract", news, "--glob", "[a", "-o", out.to_str().unwrap()]).status.code(), Some(2));
}

#[test]
fn an_extraction_of_which_most_records_are_broken_writes_nothing_unless_more_are_accepted() {
    let home = tempfile::tempdir().unwrap();
    let (input, out) = (named(home.path(), "in.jsonl"), named(home.path(), "out.jsonl"));
    fs::write(&input, "{\"text\": \"A quay in Tolm\"}\n{\"text\":\n{\"text\":\n").unwrap();
    let refused = run(&["extract", "-q", &input, "-o", &out]);
    let said = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(2), "{said}");
    assert!(said.contains("2 of 3 records could not be read") && said.contains("--max-rejects"), "{said}");
    assert!(said.contains("in.jsonl:2: ") && !Path::new(&out).exists(), "{said}");
    stdout(&["extract", "-q", &input, "-o", &out, "--max-rejects", "0.7"]);
    assert_eq!(rows(Path::new(&out)).len(), 1);
}
