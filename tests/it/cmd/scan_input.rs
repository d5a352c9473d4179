//! Inputs of `wirecopy scan` that give nothing, little, or records that say where they are.

use crate::program::{run, stdout};
use std::fs;

#[test]
fn an_input_that_gives_no_article_is_an_error_that_says_why() {
    let home = tempfile::tempdir().unwrap();
    let broken = "{\"text\": null}\n".repeat(12);
    for (content, reason, n_reasons) in [
        ("", "no article was read: the inputs have no record", 0),
        ("{\"id\":1}\n{\"id\":2}\n", "no field is known to be the text; there are: id", 0),
        (&*broken, "no article was read: 12 records were rejected, the first at ", 10),
    ] {
        let (input, found) = (home.path().join("in.jsonl"), home.path().join("found"));
        fs::write(&input, content).unwrap();
        let out = run(&["scan", "-q", input.to_str().unwrap(), "--out", found.to_str().unwrap()]);
        assert_eq!(out.status.code(), Some(2), "{out:?}");
        let said = String::from_utf8(out.stderr).unwrap();
        assert!(said.contains(reason), "{said}");
        assert_eq!(said.matches("the text is null").count(), n_reasons, "{said}");
        if n_reasons > 0 {
            let names: Vec<_> =
                fs::read_dir(&found).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            assert_eq!(names, ["rejects.jsonl"]);
        }
    }
}

#[test]
fn a_reading_of_which_most_records_are_broken_is_an_error_unless_more_are_accepted() {
    let home = tempfile::tempdir().unwrap();
    let input = home.path().join("in.jsonl");
    fs::write(&input, "{\"text\": \"A quay in Tolm\"}\n{\"text\": 1}\n{\"text\":\n").unwrap();
    let input = input.to_str().unwrap();
    let refused = run(&["scan", "-q", input]);
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("2 of 3 records could not be read") && said.contains("--max-rejects"), "{said}");
    assert!(run(&["scan", "-q", input, "--max-rejects", "0.7"]).status.success());
    let clean = home.path().join("clean.jsonl");
    assert_eq!(run(&["dedup", "-q", input, "-o", clean.to_str().unwrap()]).status.code(), Some(2));
    assert!(!clean.exists());
}

#[test]
fn a_named_field_that_no_record_has_is_an_error_with_the_nearest_name() {
    let home = tempfile::tempdir().unwrap();
    let input = home.path().join("in.jsonl");
    fs::write(&input, "{\"paper\": \"Tolm Post\", \"text\": \"A quay in Tolm\"}\n").unwrap();
    let refused = run(&["scan", "-q", input.to_str().unwrap(), "--outlet-field", "papr"]);
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("the nearest is \"paper\"; there are: paper, text"), "{said}");
}

#[test]
fn articles_say_where_their_records_are() {
    let home = tempfile::tempdir().unwrap();
    let (input, found) = (home.path().join("in.jsonl"), home.path().join("found"));
    let record =
        "{\"id\": \"q\", \"url\": \"https://news.tolm.example/q\", \"text\": [\"A quay\", \"in Tolm\"]}\n";
    fs::write(&input, record.repeat(2)).unwrap();
    let input = input.to_str().unwrap();
    let said = String::from_utf8(run(&["scan", input, "--out", found.to_str().unwrap()]).stderr).unwrap();
    assert!(
        said.contains("1 record was in the inputs already, with the same id and the same text"),
        "{said}"
    );
    let rows: Vec<serde_json::Value> = fs::read_to_string(found.join("articles.jsonl"))
        .unwrap()
        .lines()
        .map(|row| serde_json::from_str(row).unwrap())
        .collect();
    let lines: Vec<_> = rows.iter().map(|row| row["line"].as_u64().unwrap()).collect();
    assert_eq!(lines.iter().sum::<u64>(), 3);
    assert!(rows.iter().all(|row| row["file"] == input && row["given_id"] == "q"), "{rows:?}");
    assert!(rows.iter().all(|row| row["text_made_by"] == "join" && row["outlet"] == "tolm.example"));
}

#[test]
fn a_least_length_of_passages_is_refused_where_passages_are_left_out() {
    let out = run(&["scan", "data/sample", "--passages", "none", "--passage-words-min", "20"]);
    assert_eq!(out.status.code(), Some(2), "{out:?}");
    let said = String::from_utf8(out.stderr).unwrap();
    assert!(said.contains("--passage-words-min is 20: it needs aligned passages"), "{said}");
}

#[test]
fn records_that_are_no_pages_count_neither_as_unreadable_nor_as_lost() {
    let home = tempfile::tempdir().unwrap();
    let record = |kind: &str, body: &str| {
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n{body}");
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://tolm.example/a\r\n\
             Content-Type: application/http\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
            answer.len()
        )
    };
    let story = "<p>Herons came back to the harbour of Tolm on Monday after forty years away.</p>".repeat(8);
    let page =
        format!("<html><head><title>Herons</title></head><body><article>{story}</article></body></html>");
    let archive = record("text/html", &page) + &record("image/png", "\u{1}").repeat(30);
    let (input, clean) = (home.path().join("in.warc"), home.path().join("clean.jsonl"));
    fs::write(&input, archive).unwrap();
    let input = input.to_str().unwrap();
    assert!(run(&["scan", "-q", input]).status.success());
    let deduplicated = run(&["dedup", "-q", input, "-o", clean.to_str().unwrap()]);
    assert!(deduplicated.status.success(), "{deduplicated:?}");
}

#[test]
fn a_cluster_of_articles_without_titles_is_named_by_its_first_line() {
    let home = tempfile::tempdir().unwrap();
    let story = "The council of Tolm closed the old quay on Monday because the wall had moved by a hand in a week. \
                 Divers found that the piles had rotted under the crane, and the harbour master sent all boats away.";
    let lines: String = ["Nobody was hurt.", "The school stayed open."]
        .map(|end| format!("{{\"text\":\"Quay of Tolm closed\\n\\n{story}\\n\\n{end}\"}}\n"))
        .concat();
    let (input, found) = (home.path().join("in.jsonl"), home.path().join("found"));
    fs::write(&input, lines).unwrap();
    let summary = stdout(&["scan", input.to_str().unwrap(), "--out", found.to_str().unwrap()]);
    assert!(summary.contains("2×  Quay of Tolm closed"), "{summary}");
    let clusters = fs::read_to_string(found.join("clusters.jsonl")).unwrap();
    assert!(clusters.contains("\"headline\":\"Quay of Tolm closed\""), "{clusters}");
}

#[test]
fn a_canonical_page_on_another_site_is_the_source_whatever_the_dates_say() {
    let home = tempfile::tempdir().unwrap();
    let story = "The council of Tolm closed the old quay on Monday because the wall had moved by a hand in a week. \
                 Divers found that the piles had rotted under the crane, and the harbour master sent all boats away.";
    let record = |id: &str, day: u32, host: &str, canonical: &str| {
        let url = format!("https://{host}/quay");
        let mut record = serde_json::json!({
            "id": id, "text": story, "url": url, "published": format!("2031-05-{day}T10:00:00Z"),
        });
        if !canonical.is_empty() {
            record["canonical_url"] = canonical.into();
        }
        format!("{record}\n")
    };
    let lines = record("a", 10, "tolm-mail.example", "https://beacon.example/quay")
        + &record("b", 11, "beacon.example", "")
        + &record("c", 12, "velmar.example", "https://apnews.com/article/quay");
    let (input, found) = (home.path().join("in.jsonl"), home.path().join("found"));
    fs::write(&input, lines).unwrap();
    stdout(&["scan", input.to_str().unwrap(), "--out", found.to_str().unwrap()]);
    let rows = |name: &str| -> Vec<serde_json::Value> {
        let rows = fs::read_to_string(found.join(name)).unwrap();
        rows.lines().map(|row| serde_json::from_str(row).unwrap()).collect()
    };
    let pairs = rows("pairs.jsonl");
    let pair = pairs.iter().find(|pair| pair["a"] == "a" && pair["b"] == "b");
    assert_eq!(pair.unwrap()["direction"]["rule"], "canonical", "{pairs:?}");
    assert_eq!(pair.unwrap()["direction"]["from"], "b");
    let articles = rows("articles.jsonl");
    assert_eq!(articles[0]["url"], "https://tolm-mail.example/quay");
    assert_eq!(articles[0]["canonical_url"], "https://beacon.example/quay");
    assert_eq!(articles[1]["canonical_url"], serde_json::Value::Null);
    let credit = &articles[2]["credits"][0];
    assert_eq!((credit["agency"].as_str(), credit["field"].as_str()), (Some("AP"), Some("canonical_url")));
    assert_eq!(articles[2]["verdict"], "wire_credited");
}

#[test]
fn a_strict_scan_of_a_folder_stops_at_a_file_that_has_no_text() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().to_str().unwrap();
    fs::write(home.path().join("a.txt"), "A quay in Tolm was closed on Monday.").unwrap();
    assert!(run(&["scan", "-q", folder, "--strict"]).status.success());
    for (name, first) in [("b.jpg", &b"\xff\xd8\xff\xe0\0\x10JFIF\0"[..]), ("b.pdf", b"%PDF-1.7\n")] {
        let file = home.path().join(name);
        fs::write(&file, first).unwrap();
        assert!(run(&["scan", "-q", folder]).status.success());
        let refused = run(&["scan", "-q", folder, "--strict"]);
        let said = String::from_utf8_lossy(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{said}");
        assert!(said.contains(&format!("{name}: this is a")), "{said}");
        fs::remove_file(&file).unwrap();
    }
}
