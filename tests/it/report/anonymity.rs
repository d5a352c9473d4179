//! Pages without names, of inputs full of them.

use super::html_page::{name, read_page, write_articles};
use crate::dedup::story;
use crate::program::{run, stdout};
use serde_json::json;
use std::fs;

#[test]
fn an_anonymous_page_names_neither_outlets_nor_authors() {
    let home = tempfile::tempdir().unwrap();
    let [input, found, html] = ["in.jsonl", "found", "report.html"].map(|file| home.path().join(file));
    let names = ["Tolm Intelligencer", "Karsholm Beacon", "Ada Brookline", "tolm.example", "secret-id"];
    let text =
        format!("By {} and Tom Reedsworth\n\n{}\n\nThe {} had it first.", names[2], story(2), names[0]);
    let article = |outlet: &str, id: &str| {
        json!({"id": format!("secret-id-{id}"), "outlet": outlet, "author": names[2],
        "title": format!("{} on the quay of Ostvik", names[1]), "url": format!("https://tolm.example/{id}"), "text": text})
    };
    write_articles(&input, &[article(names[0], "1"), article(names[1], "2")]);
    stdout(&["scan", name(&input), "--out", name(&found), "--quiet"]);
    stdout(&["report", name(&found), "-o", name(&html), "--anonymous"]);
    let text = fs::read_to_string(&html).unwrap();
    for secret in names.into_iter().chain(["Tom Reedsworth"]) {
        assert!(!text.contains(secret), "{secret}");
    }
    let page = read_page(&html);
    assert_eq!(page.head()["outlets"], json!(["Outlet 1", "Outlet 2"]));
    assert!(page.rows("texts")[0][1].as_str().unwrap().contains(&"•".repeat(names[0].len())));
    assert!(page.markup.contains("Names of outlets and authors are replaced"));
}

#[test]
fn names_are_masked_in_other_forms_and_where_only_an_address_or_a_credit_has_them() {
    const SECRETS: [&str; 9] = [
        "Tolm Intelligencer",
        "TOLM INTELLIGENCER",
        "tolm intelligencer",
        "tolmintelligencer",
        "Tolm Intelligence",
        "quay-news.example",
        "Ada Brookline",
        "Tom Reedsworth",
        "Ostvik Chronicle",
    ];
    let home = tempfile::tempdir().unwrap();
    let [found, html] = ["found", "report.html"].map(|file| home.path().join(file));
    let input = home.path().join("Tolm Intelligencer.jsonl");
    let text = format!(
        "By Tom Reedsworth\n\nTOLM INTELLIGENCER had it first, the tolm intelligencer says, on @tolmintelligencer and \
         http://quay-news.example/1.\n\n{}\n\nTom Reedsworth covers the quay.\n\nThis article was originally published by the Ostvik \
         Chronicle.\n\n\u{201c}Tolm Intelligence\u{201d}, said Ada Brookline of the Ostvik Chronicle.",
        story(9)
    );
    let article = |id: &str, outlet: &str| {
        json!({"id": format!("{outlet} {id}"), "outlet": outlet, "author": "By Ada Brookline and others", "text": text,
            "title": format!("{outlet}: the quay"), "url": format!("https://www.quay-news.example/{id}")})
    };
    // A name that is the beginning of another one, in a longer word.
    write_articles(&input, &[article("1", "Tolm Intelligencer"), article("2", "Tolm Intelligence")]);
    stdout(&["scan", name(&input), "--out", name(&found), "--quiet"]);
    stdout(&["report", name(&found), "-o", name(&html), "--anonymous"]);
    let text = fs::read_to_string(&html).unwrap();
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret}");
    }
    assert!(read_page(&html).rows("texts")[0][1].as_str().unwrap().contains("covers the quay"));
    fs::remove_file(&input).unwrap();
    let out = run(&["report", name(&found), "-o", name(&html), "--anonymous"]);
    let warned = String::from_utf8(out.stderr).unwrap();
    assert!(warned.contains("Tolm Intelligencer.jsonl is no longer where it was scanned"), "{warned}");
    let page = fs::read_to_string(&html).unwrap();
    assert!(
        page.contains("The texts of articles are not on this page.") && !page.contains("Tolm"),
        "{warned}"
    );
}
