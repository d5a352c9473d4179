//! Choices of what is removed: the guard of short texts, copies per outlet, contained texts alone.

use super::{Home, dedup_lines, line, story};
use crate::program::run;

#[test]
fn a_short_text_with_another_word_is_removed_only_if_that_is_asked_for() {
    let flash =
        "Tolm ferry returns to Karsholm after a week in the dock for repairs to its engine and rudder";
    let lines = line("a", "Tolm Post", "2031-05-20", flash)
        + &line("b", "Karsholm News", "2031-05-21", &format!("{flash} shaft"));
    assert_eq!(dedup_lines(&lines, &[]).0, ["a", "b"]);
    assert_eq!(dedup_lines(&lines, &["--copy-shingles-min", "0"]).0.len(), 1);
}

#[test]
fn one_copy_per_outlet_is_kept() {
    let text = story(1);
    let near = text.replacen("w", "", 1);
    let lines = line("a1", "Tolm Post", "2031-05-20", &text)
        + &line("a2", "Tolm Post", "2031-05-21", &text)
        + &line("b1", "Karsholm News", "2031-05-21", &text)
        + &line("b2", "Karsholm News", "2031-05-22", &text)
        + &line("c1", "Larkmoor Gazette", "2031-05-23", &near);
    assert_eq!(dedup_lines(&lines, &[]).0, ["a1"]);
    let (kept, list) = dedup_lines(&lines, &["--keep-per", "outlet"]);
    assert_eq!(kept, ["a1", "b1", "c1"]);
    let kept_for: Vec<_> = list.iter().map(|row| row["kept"].as_str().unwrap()).collect();
    assert_eq!(kept_for, ["a1", "b1"]);
}

#[test]
fn by_the_rule_contained_only_what_is_wholly_in_another_is_removed() {
    let text = story(2);
    let words: Vec<&str> = text.split_whitespace().collect();
    let (part, edited) = (words[..120].join(" "), text.replacen(words[60], "another", 1));
    let lines = line("whole", "Tolm Post", "2031-05-20", &text)
        + &line("part", "Karsholm News", "2031-05-21", &part)
        + &line("edited", "Larkmoor Gazette", "2031-05-22", &edited);
    assert_eq!(dedup_lines(&lines, &[]).0.len(), 1);
    assert_eq!(dedup_lines(&lines, &["--rule", "contained"]).0, ["whole", "edited"]);
}

#[test]
fn records_without_a_text_count_as_lost() {
    let home = Home::new();
    let article = |n: u64| line(&n.to_string(), "Tolm Post", "2031-05-20", &story(n));
    let lines = (0..9).map(article).collect::<String>() + &"{\"text\": \"\"}\n".repeat(12);
    let (input, out) = (home.write("in.jsonl", lines), home.name("out.jsonl"));
    let refused = run(&["dedup", "-q", &input, "-o", &out]);
    assert_eq!(refused.status.code(), Some(3), "{refused:?}");
    assert!(run(&["dedup", "-q", &input, "-o", &out, "--max-loss", "0.6"]).status.success());
}

#[test]
fn a_choice_by_date_says_that_there_are_no_dates_and_which_are_not_understood() {
    let home = tempfile::tempdir().unwrap();
    let dump = home.path().join("dump.jsonl");
    let warned = |date: &str, flags: &[&str]| {
        let row =
            |id: &str| format!("{{\"id\":\"{id}\",{date}\"text\":\"{}\"}}\n", story(3).replace('\n', "\\n"));
        std::fs::write(&dump, row("a") + &row("b")).unwrap();
        let args = ["dedup", dump.to_str().unwrap(), "--dry-run"];
        String::from_utf8(run(&[&args, flags].concat()).stderr).unwrap()
    };
    let stderr = warned("\"wann\":\"2031-05-20\",", &[]);
    assert!(stderr.contains("no dates") && stderr.contains("wann"), "{stderr}");
    assert!(!warned("\"wann\":\"2031-05-20\",", &["--keep", "longest"]).contains("no dates"));
    assert!(!warned("\"date\":\"2031-05-20\",", &[]).contains("no dates"));
    let stderr = warned("\"date\":\"the day after\",", &[]);
    assert!(
        stderr.contains("2 dates were not understood and count as unknown: the day after; forms"),
        "{stderr}"
    );
}

#[test]
fn one_copy_per_outlet_says_that_there_are_no_outlets() {
    let home = Home::new();
    let row = |id: &str| format!("{{\"id\":\"{id}\",\"text\":\"A quay in Tolm was closed on Monday\"}}\n");
    let input = home.write("in.jsonl", row("a") + &row("b"));
    let said = |flags: &[&str]| {
        let out = run(&[&["dedup", &input, "--dry-run"], flags].concat());
        assert!(out.status.success(), "{out:?}");
        String::from_utf8(out.stderr).unwrap()
    };
    let missing = "no record names its outlet: each article counts as the only one of its outlet";
    assert!(said(&["--keep-per", "outlet"]).contains(missing));
    assert!(!said(&[]).contains(missing));
}

#[test]
fn a_key_with_a_field_that_no_record_has_is_an_error() {
    let home = Home::new();
    let text = "A quay in Tolm was closed on Monday";
    let row = |id: &str| format!("{{\"id\":\"{id}\",\"headline\":\"Quay\",\"text\":\"{text}\"}}\n");
    let input = home.write("in.jsonl", row("a") + &row("b"));
    let keyed = |input: &str, key: &str| run(&["dedup", "-q", input, "--dry-run", "--key", key]);
    for field in ["author", "outlet", "url"] {
        let refused = keyed(&input, &format!("{field},text"));
        let said = String::from_utf8_lossy(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{said}");
        let reason = format!("no record has a value in the field \"{field}\"");
        assert!(said.contains(&reason) && said.contains("id, headline, text"), "{said}");
    }
    assert!(keyed(&input, "title,text").status.success());
    // The titles of pages are in no field.
    let paragraphs =
        format!("<p>{text} after a crane fell into the harbour, the harbour office said.</p>").repeat(4);
    let page = |title: &str| {
        format!(
            "<html><head><title>{title}</title></head><body><article>{paragraphs}</article></body></html>"
        )
    };
    home.write("pages/a.html", page("Quay"));
    home.write("pages/b.html", page("Harbour"));
    assert!(keyed(&home.name("pages"), "title,text").status.success());
}
