//! The summary of a scan on a terminal of 80 columns, with names that are long, wide or hostile.

use super::html_page::{name, write_articles};
use crate::dedup::story;
use crate::program::stdout;
use serde_json::json;
use unicode_width::UnicodeWidthStr;
use wirecopy::output::Run;
use wirecopy::report::terminal::{Palette, scan_summary};
use wirecopy::{Only, Scan};

fn summary_of(articles: &[serde_json::Value], scan: &Scan) -> String {
    let home = tempfile::tempdir().unwrap();
    let input = home.path().join("in.jsonl");
    write_articles(&input, articles);
    let found = scan.run_files([&input]).unwrap();
    let run = Run {
        version: "0.1.0".to_owned(),
        inputs: vec![name(&input).to_owned()],
        stages: Vec::new(),
        seconds: 1.0,
        bytes_read: 0,
        megabytes_per_second: 0.0,
        threads: 1,
        memory_bytes_peak: None,
        anonymous_bytes_peak: None,
        warnings: Vec::new(),
    };
    scan_summary(found.folder(), 10, (found.summary(), &run), Palette::Plain, 80).unwrap()
}

#[test]
fn lines_have_80_columns_but_for_ids_that_are_longer_and_no_id_is_cut() {
    let long = |first: &str| format!("{first}-{}", "karsholm".repeat(12));
    let article = |id: &str, title: &str, outlet: &str| {
        let again = "The tide bell of the northern quay rang at noon for nobody at all.";
        json!({"id": long(id), "title": title, "outlet": outlet, "date": "2031-03-10",
            "text": format!("{}\n\n{again}\n\nAnd so it was, in {id}.\n\n{again}", story(7))})
    };
    let wide = "渡轮在港口停了三天".repeat(9);
    let hostile = "Tolm\u{1b}[2J\u{202e}Times\u{7}";
    let articles = [article("a", &wide, &wide), article("b", &wide, hostile)];
    for scan in [Scan::default(), Scan::default().only(Only::Articles)] {
        let summary = summary_of(&articles, &scan);
        for line in summary.lines() {
            assert!(line.width() <= 80 || line.trim().starts_with(['a', 'b']), "{line}");
            assert!(!line.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{line}");
        }
        if summary.contains("Closest pairs") {
            assert!(summary.contains(&long("a")) && summary.contains(&long("b")), "{summary}");
        }
    }
    let alone = summary_of(&articles[..1], &Scan::default());
    assert!(alone.contains(&long("a")), "{alone}");
}

#[test]
fn the_summary_says_how_to_see_more_in_commands_that_a_shell_takes() {
    let home = tempfile::tempdir().unwrap();
    let (input, out) = (home.path().join("in.jsonl"), home.path().join("the editor's found"));
    let article = |id: &str| json!({"id": id, "text": story(8)});
    write_articles(&input, &[article("a"), article("b")]);
    let said = stdout(&["scan", name(&input), "--out", name(&out), "--quiet"]);
    let path = format!("'{}'", name(&out).replace('\'', "'\\''"));
    assert!(said.contains(&format!("wirecopy report {path} -o report.html")), "{said}");
    assert!(said.contains(&format!("wirecopy network {path}")), "{said}");
    let said = stdout(&["scan", name(&input), "--quiet"]);
    assert!(said.contains("Next: --out DIR writes all findings; --report FILE"), "{said}");
    write_articles(&input, &[article("a")]);
    assert!(!stdout(&["scan", name(&input), "--quiet"]).contains("Next"));
}
