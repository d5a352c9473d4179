//! The page of a scan as a browser reads it, and what is hostile in it.

use crate::dedup::story;
use crate::program::{run, stdout};
use base64::Engine as _;
use flate2::read::GzDecoder;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::fs;
use std::io::Read as _;
use std::path::Path;

/// A page as a browser reads it: its markup without scripts, and its blocks of data by name.
pub struct ReadPage {
    pub markup: String,
    pub script: String,
    pub blocks: HashMap<String, Value>,
}

impl ReadPage {
    pub fn of(html: &str) -> ReadPage {
        let mut page = ReadPage { markup: String::new(), script: String::new(), blocks: HashMap::new() };
        let mut rest = html;
        while let Some((before, element)) = rest.split_once("<script") {
            page.markup.push_str(before);
            let (attributes, element) = element.split_once('>').unwrap();
            let (body, after) = element.split_once("</script>").unwrap();
            match attributes.split("id=\"").nth(1) {
                Some(id) => {
                    let name = id.trim_end_matches('"').to_owned();
                    page.blocks.insert(name, read_block(attributes, body));
                }
                None => page.script = body.to_owned(),
            }
            rest = after;
        }
        page.markup.push_str(rest);
        page
    }

    pub fn head(&self) -> &Value {
        &self.blocks["head"]
    }

    /// All rows of a kind, by number.
    pub fn rows(&self, kind: &str) -> Vec<Value> {
        let blocks = (0..).map_while(|number| self.blocks.get(&format!("block-{kind}-{number}")));
        blocks.flat_map(|block| block.as_array().unwrap().clone()).collect()
    }

    pub fn label(&self, number: &Value) -> Value {
        number.as_u64().map_or(Value::Null, |number| self.head()["labels"][number as usize].clone())
    }
}

fn read_block(attributes: &str, body: &str) -> Value {
    if attributes.contains("application/json") {
        return serde_json::from_str(body).unwrap();
    }
    let packed = base64::prelude::BASE64_STANDARD.decode(body).unwrap();
    let mut json = String::new();
    GzDecoder::new(&packed[..]).read_to_string(&mut json).unwrap();
    serde_json::from_str(&json).unwrap()
}

/// Reads a file as a page.
pub fn read_page(path: &Path) -> ReadPage {
    ReadPage::of(&fs::read_to_string(path).unwrap())
}

/// Reads a file of rows.
pub fn jsonl(path: &Path) -> Vec<Value> {
    fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Returns a path as an argument.
pub fn name(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Writes records as a file of input.
pub fn write_articles(path: &Path, articles: &[Value]) {
    let lines: Vec<String> = articles.iter().map(|article| format!("{article}\n")).collect();
    fs::write(path, lines.concat()).unwrap();
}

const HOSTILE: [&str; 6] = [
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'onmouseover='alert(1)",
    "<!--<script>",
    "abc\u{202e}fdp.exe",
    "javascript:alert(1)",
];

/// Two copies of an article for each hostile text, which is in every field, and one without end.
fn hostile_articles() -> Vec<Value> {
    let body = story(1);
    let articles = HOSTILE.iter().enumerate().flat_map(|(at, hostile)| {
        let text = format!(
            "{hostile} {at}\n\n{body}\n\nPhoto: {} (Tolm News)\n\n\u{201c}{hostile}\u{201d}, said nobody of Tolm.",
            HOSTILE[1]
        );
        let address = if at == 5 { (*hostile).to_owned() } else { format!("https://tolm.example/{hostile}") };
        ["", "copy"].map(|copy| {
            json!({"id": format!("{copy}{at}{hostile}"), "title": hostile, "outlet": hostile,
                "author": hostile, "url": address, "text": text, "date": "2031-03-10T08:00:00Z"})
        })
    });
    let endless = json!({"id": "endless", "title": "x".repeat(1 << 20), "text": "word".repeat(1 << 18)});
    articles.chain([endless]).collect()
}

#[test]
fn hostile_text_stays_text() {
    let home = tempfile::tempdir().unwrap();
    let [input, html] = ["in.jsonl", "report.html"].map(|file| home.path().join(file));
    write_articles(&input, &hostile_articles());
    // As HTML, most of it would be cleaned away.
    let args = ["scan", name(&input), "--report", name(&html), "--text-format", "plain", "--quiet"];
    stdout(&args);
    let text = fs::read_to_string(&html).unwrap();
    let page = read_page(&html);
    // Blocks of data, the head and the page's own script are all the scripts there are.
    assert_eq!(text.matches("<script").count(), page.blocks.len() + 1);
    assert_eq!(text.matches("</script").count(), page.blocks.len() + 1);
    for never in ["<img", "<!--", "\u{202e}", "\"javascript:", "onerror=alert(1)>"] {
        assert!(!page.markup.contains(never), "{never}");
    }
    let titles: Vec<Value> = page.rows("articles").iter().map(|row| row[3].clone()).collect();
    for hostile in HOSTILE {
        assert!(titles.contains(&json!(hostile)), "{hostile}");
    }
}

#[test]
fn a_page_admits_its_own_script_and_style_alone() {
    let home = tempfile::tempdir().unwrap();
    let html = home.path().join("report.html");
    stdout(&["scan", "data/sample", "--report", name(&html), "--quiet"]);
    let text = fs::read_to_string(&html).unwrap();
    let page = read_page(&html);
    let hash = |text: &str| base64::prelude::BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()));
    let style = text.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    let policy = text.split("Content-Security-Policy\" content=\"").nth(1).unwrap();
    let policy = policy.split('"').next().unwrap().replace("&#39;", "'");
    for allowed in [
        "default-src 'none'".to_owned(),
        format!("script-src 'sha256-{}'", hash(&page.script)),
        format!("style-src 'sha256-{}'", hash(style)),
    ] {
        assert!(policy.split("; ").any(|rule| rule == allowed), "{allowed} in {policy}");
    }
    let own = [page.script.as_str(), style]
        .concat()
        .replace("http://www.w3.org/2000/svg", "")
        .replace("url(#arrow)", "")
        .replace("url(#hatch)", "");
    for address in ["http://", "https://", "url(", "import(", "innerHTML", "eval("] {
        assert!(!own.contains(address), "{address}");
    }
}

#[test]
fn fields_of_megabytes_and_thousands_of_outlets_leave_room_for_the_other_rows() {
    let home = tempfile::tempdir().unwrap();
    let [input, found, html] = ["in.jsonl", "found", "report.html"].map(|file| home.path().join(file));
    // Words without an order, which no compression makes small.
    let noise = |seed: u64| -> String {
        let word = |n: u64| format!("{:x}", (n + seed).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        (0..20_000).map(word).collect()
    };
    let huge = |at: u64| {
        let field = |number: u64| noise(1_000_000 * at + 100_000 * number);
        json!({"id": field(1), "title": field(2), "author": field(3), "outlet": field(4),
            "url": format!("https://tolm.example/{}", field(5)), "text": story(10)})
    };
    let small = |at: u64| json!({"id": format!("a{at}"), "outlet": format!("Outlet {} {at}", &noise(at)[..150]), "text": story(11)});
    let articles: Vec<Value> = (1..4).map(huge).chain((0..3_000).map(small)).collect();
    write_articles(&input, &articles);
    stdout(&["scan", name(&input), "--out", name(&found), "--quiet", "--text-format", "plain"]);
    stdout(&["report", name(&found), "-o", name(&html), "--bytes-max", "1M", "--no-texts"]);
    assert!(fs::metadata(&html).unwrap().len() <= 1 << 20);
    let page = read_page(&html);
    assert!(page.rows("articles").len() > 1_000 && page.rows("rows").len() >= 100, "{}", page.head()["n"]);
    let named = page.head()["outlets"].as_array().unwrap().len();
    assert!((1_000..3_003).contains(&named), "{named}");
    let sentence =
        format!("{},{:03} of 3,003 outlets have their name on this page.", named / 1_000, named % 1_000);
    assert!(page.markup.contains(&sentence), "{sentence}");
}

#[test]
fn a_folder_with_numbers_that_no_scan_writes_is_shown_or_refused() {
    let home = tempfile::tempdir().unwrap();
    let [found, html] = ["found", "report.html"].map(|file| home.path().join(file));
    let absurd = [
        ("articles", "\"words\":", "\"words\":18446744073709551615,\"words_then\":"),
        ("articles", "\"published\":\"2031-03-1", "\"published\":\"+99999-31-1"),
        ("articles", "\"start\":", "\"start\":999999999,\"start_then\":"),
        ("pairs", "\"jaccard\":", "\"jaccard\":-7e300,\"jaccard_then\":"),
        ("pairs", "\"b_end\":", "\"b_end\":0,\"b_end_then\":"),
        ("clusters", "\"representative\":\"", "\"representative\":\"nobody "),
        ("members", "\"containment\":", "\"containment\":99.0,\"containment_then\":"),
        ("members", "\"id\":\"", "\"id\":\"nobody "),
        ("clusters", "\"cluster\":\"c", "\"cluster\":\"x"),
        ("articles", "{\"id\"", "{\"no_id\""),
    ];
    for (file, from, to) in absurd {
        stdout(&["scan", "data/sample", "--out", name(&found), "--quiet"]);
        let path = found.join(format!("{file}.jsonl"));
        let edited = fs::read_to_string(&path).unwrap().replace(from, to);
        assert!(edited.contains(to), "{file} has no {from}");
        fs::write(&path, edited).unwrap();
        let out = run(&["report", name(&found), "-o", name(&html)]);
        let said = String::from_utf8(out.stderr).unwrap();
        assert!(
            matches!(out.status.code(), Some(0 | 2)) && !said.contains("panicked"),
            "{file} {to}: {said}"
        );
    }
}
