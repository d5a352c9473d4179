//! Rows that are written by name: the input's own with what was found, tables, and rows of pairs.

use crate::program::run;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const STORY: &str = "The ferry to Karsholm stays in port until Friday, the harbour office said, because a gale \
                     tore two of its mooring lines and nobody in the village owns a rope that is long enough.";

fn succeeds(args: &[&str]) {
    let ended = run(args);
    assert_eq!(ended.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&ended.stderr));
}

fn rows(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn name(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_scan_writes_the_inputs_rows_with_one_kept_per_cluster() {
    let home = tempfile::tempdir().unwrap();
    let (out, annotated) = (home.path().join("found"), home.path().join("rows.jsonl"));
    let input = "data/sample/wire.jsonl";
    succeeds(&[
        "scan",
        "-q",
        input,
        "--out",
        name(&out),
        "--annotate",
        name(&annotated),
        "--tables",
        "parquet",
    ]);
    let rows = rows(&annotated);
    assert_eq!(rows.len(), fs::read_to_string(input).unwrap().lines().count());
    let mut kept: BTreeMap<String, u32> = BTreeMap::new();
    for row in &rows {
        let is_kept = row["kept"].as_bool().unwrap();
        match row["cluster"].as_str() {
            Some(cluster) => *kept.entry(cluster.to_owned()).or_default() += u32::from(is_kept),
            None => assert!(is_kept, "{row}"),
        }
    }
    assert!(kept.values().all(|kept| *kept == 1), "{kept:?}");
    let table = out.join("articles.parquet");
    let ended = run(&["scan", name(&table), "--text-field", "title", "--format", "json"]);
    let found: Value = serde_json::from_slice(&ended.stdout).unwrap();
    assert_eq!(found["summary"]["counts"]["read"], rows.len());
}

#[test]
fn survivors_say_how_many_copies_they_had_and_a_key_keeps_other_titles() {
    let home = tempfile::tempdir().unwrap();
    let (input, out) = (home.path().join("in.csv"), home.path().join("out.csv"));
    let csv =
        format!("id,title,outlet,text\n1,Ferry,A,\"{STORY}\"\n2,Ferry,B,\"{STORY}\"\n3,Gale,C,\"{STORY}\"\n");
    fs::write(&input, csv).unwrap();
    let line = |args: &[&str]| {
        succeeds(&[&["dedup", "-q", name(&input), "-o", name(&out), "--annotate"], args].concat());
        fs::read_to_string(&out).unwrap()
    };
    let all = line(&[]);
    assert!(all.starts_with("id,title,outlet,text,copies,cluster,outlets\n"), "{all}");
    assert_eq!(all.lines().count(), 2);
    assert!(all.contains(",2,c") && all.trim_end().ends_with(",A; B; C"), "{all}");
    let keyed = line(&["--key", "title,text"]);
    assert_eq!(keyed.lines().count(), 3, "{keyed}");
    assert!(keyed.contains(",1,c") && keyed.contains(",0,,"), "{keyed}");
}

#[cfg(feature = "parquet")]
#[test]
fn survivors_of_parquet_files_keep_all_columns_and_those_of_other_files_have_those_of_articles() {
    let home = tempfile::tempdir().unwrap();
    let [input, table, other, kept, mixed] =
        ["in.csv", "table.parquet", "other.parquet", "kept.parquet", "mixed.parquet"]
            .map(|file| home.path().join(file));
    let other_story = STORY.replace("ferry", "tram").replace("Karsholm", "Ostvik").replace("gale", "fire");
    let csv =
        format!("id,outlet,text\n1,A,\"{STORY}\"\n2,B,\"{STORY}\"\n3,C,\"{other_story} It was late.\"\n");
    fs::write(&input, csv).unwrap();
    // Columns that articles do not have.
    succeeds(&["dedup", "-q", "--max-loss", "1", "--annotate", name(&input), "-o", name(&table)]);
    succeeds(&["dedup", "-q", "--max-loss", "1", name(&table), "-o", name(&kept)]);
    succeeds(&["extract", "-q", name(&input), "-o", name(&other)]);
    succeeds(&["dedup", "-q", "--max-loss", "1", name(&table), name(&other), "-o", name(&mixed)]);
    let fields = |table: &Path| {
        let refused = run(&["scan", name(table), "--text-field", "none"]);
        assert_eq!(refused.status.code(), Some(2));
        String::from_utf8(refused.stderr).unwrap()
    };
    for added in ["copies", "cluster", "outlets"] {
        assert!(fields(&kept).contains(added) && !fields(&mixed).contains(added), "{added}");
    }
    let ids = |table: &Path| {
        let lines = home.path().join("lines.jsonl");
        succeeds(&["extract", "-q", name(table), "-o", name(&lines)]);
        rows(&lines).iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&kept), ["1", "3"]);
    assert_eq!(ids(&mixed).len(), 2);
}

#[test]
fn pairs_are_written_by_name_and_a_name_of_no_form_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let (pairs, out) = (home.path().join("pairs.jsonl"), home.path().join("aligned.csv"));
    fs::write(&pairs, "{\"a\": \"ap-ferry-1\", \"b\": \"hbc-1001\"}\n").unwrap();
    let compare =
        |out: &Path| run(&["compare", "--in", "data/sample", "--pairs", name(&pairs), "-o", name(out)]);
    assert_eq!(compare(&out).status.code(), Some(0));
    let table = fs::read_to_string(&out).unwrap();
    assert!(
        table.starts_with("a,b,jaccard,")
            && table.lines().nth(1).unwrap().starts_with("ap-ferry-1,hbc-1001,")
    );
    let refused = compare(&home.path().join("aligned.xlsx"));
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains(".parquet"));
}

#[test]
fn a_record_without_words_takes_no_other_record_of_its_line_along() {
    let home = tempfile::tempdir().unwrap();
    let input = home.path().join("dump.json");
    let record = |id: &str, text: &str| format!("{{\"id\":\"{id}\",\"text\":\"{text}\"}}");
    let other = "Two divers found the old ship bell below the third lock, rang it once for the \
                 children on the bank and carried it to the museum, which opens again in the spring.";
    let records = [record("a", STORY), record("e", "--- ..."), record("b", other), record("c", STORY)];
    fs::write(&input, format!("{}\n{}\n", records.join(" "), record("d", other))).unwrap();
    let (annotated, kept) = (home.path().join("rows.jsonl"), home.path().join("kept.jsonl"));
    let out = home.path().join("found");
    succeeds(&["scan", "-q", name(&input), "--out", name(&out), "--annotate", name(&annotated)]);
    let ids = |path: &Path| -> Vec<String> {
        rows(path).iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&annotated), ["a", "b", "c", "d"]);
    let are_kept: Vec<bool> = rows(&annotated).iter().map(|row| row["kept"].as_bool().unwrap()).collect();
    assert_eq!(are_kept, [true, true, false, false]);
    succeeds(&["dedup", "-q", name(&input), "-o", name(&kept)]);
    assert_eq!(ids(&kept), ["a", "b"]);
}
