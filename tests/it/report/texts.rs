//! The texts of a page where their files or their scripts are unusual.

use super::html_page::{name, read_page, write_articles};
use crate::dedup::story;
use crate::program::{program, stdout};
use serde_json::json;
use std::fs;

#[cfg(unix)]
#[test]
fn texts_of_a_file_with_a_name_that_is_no_utf_8_are_found_again() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join(OsStr::from_bytes(b"d\xe9p\xf4t"));
    fs::create_dir(&folder).unwrap();
    let [found, html] = ["found", "report.html"].map(|file| home.path().join(file));
    let article = |id: &str| json!({"id": id, "text": story(6)});
    write_articles(&folder.join(OsStr::from_bytes(b"caf\xe9.jsonl")), &[article("a"), article("b")]);
    let scanned = program(&["scan", "--quiet", "--out", name(&found)]).arg(&folder).output().unwrap();
    assert!(scanned.status.success());
    stdout(&["report", name(&found), "-o", name(&html)]);
    assert_eq!(read_page(&html).rows("texts").len(), 2);
}

#[test]
fn a_text_and_its_twin_in_the_other_chinese_script_are_side_by_side() {
    const TRADITIONAL: &str = "渡輪在港口停了三天，因為北牆的石頭在風暴之後開始移動，工程師說，修理需要十一天，費用由縣政府和漁業協會分擔。";
    const SIMPLIFIED: &str = "渡轮在港口停了三天，因为北墙的石头在风暴之后开始移动，工程师说，修理需要十一天，费用由县政府和渔业协会分担。";
    let home = tempfile::tempdir().unwrap();
    let [input, html] = ["in.jsonl", "report.html"].map(|file| home.path().join(file));
    write_articles(
        &input,
        &[json!({"id": "a", "text": TRADITIONAL}), json!({"id": "b", "text": SIMPLIFIED})],
    );
    stdout(&["scan", name(&input), "--fold-han", "--report", name(&html), "--quiet"]);
    let page = read_page(&html);
    assert_eq!(page.rows("pairs").len(), 1);
    assert_eq!(page.rows("details")[0]["grid"][0][0], "=");
}
