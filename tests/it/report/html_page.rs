//! The page of a scan as a browser reads it, and what is hostile in it.

use crate::dedup::story;
use crate::program::stdout;
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
        .replace("url(#arrow)", "");
    for address in ["http://", "https://", "url(", "import(", "innerHTML", "eval("] {
        assert!(!own.contains(address), "{address}");
    }
}

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
    assert!(page.markup.contains("names of outlets") || page.markup.contains("Names of outlets"));
}
