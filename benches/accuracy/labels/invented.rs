//! An invented folder of labels, and shares that were computed by hand.

use super::Labels;
use std::fs;
use std::path::Path;

const PAIRS: &str = r#"
{"set":"s","a":"a","b":"c","label":"near","also":[],"same_story":true,"story_words_shared":">150"}
{"set":"s","a":"e","b":"d","label":"shared_quote","also":[],"same_story":false,"story_words_shared":"40-150"}
{"set":"s","a":"f","b":"g","label":"form","also":["template"],"same_story":false,"story_words_shared":"40-150"}
{"set":"s","a":"h","b":"i","label":"boilerplate_only","also":[],"same_story":false,"story_words_shared":"0"}
{"set":"s","a":"a","b":"b","label":"exact","also":[],"same_story":true,"story_words_shared":">150"}
{"set":"s","a":"h","b":"j","label":"update","also":[],"same_story":true,"story_words_shared":"<40"}
"#;

const PAIR_ROWS: &str = r#"
{"a":"a","b":"b","relation":"exact","passages":[]}
{"a":"b","b":"c","relation":"near"}
{"a":"d","b":"e","relation":"excerpt"}
{"a":"f","b":"g","relation":"template"}
"#;

const MEMBERS: &str = r#"
{"cluster":"1","id":"a"}
{"cluster":"1","id":"b"}
{"cluster":"1","id":"c"}
{"cluster":"2","id":"d"}
{"cluster":"2","id":"e"}
"#;

const SPANS: &str = r#"
{"set":"s","id":"p","start":10,"end":30,"label":"page","carriers":5,"words":4,"drawn":"repeated"}
{"set":"s","id":"q","start":20,"end":60,"label":"page","carriers":1,"words":14,"drawn":"scan"}
{"set":"s","id":"p","start":0,"end":20,"label":"story","carriers":1,"words":4,"drawn":"once"}
{"set":"s","id":"w","start":0,"end":5,"label":"caption","carriers":1,"words":1,"drawn":"once"}
{"set":"s","id":"q","start":10,"end":15,"label":"headline","carriers":1,"words":1,"drawn":"once"}
{"set":"s","id":"absent","start":10,"end":15,"label":"page","carriers":1,"words":1,"drawn":"once"}
"#;

const CREDITS: &str = r#"
{"set":"s","id":"w","text_agencies":["The Associated Press"],"kind":"wire","credit_spans":[[5,9]],"credit_in":["text"],"own_site":false,"photo_agencies":[],"verdict_ok":["wire_credited"],"sampled":"random"}
{"set":"s","id":"x","text_agencies":[],"kind":"none","credit_spans":[],"credit_in":[],"own_site":false,"photo_agencies":["Reuters"],"verdict_ok":["original"],"sampled":"random"}
{"set":"s","id":"y","text_agencies":["AP"],"kind":"partial","credit_spans":[[40,50]],"credit_in":["text"],"own_site":false,"photo_agencies":[],"verdict_ok":["original"],"sampled":"pattern"}
{"set":"s","id":"z","text_agencies":[],"kind":"none","credit_spans":[],"credit_in":[],"own_site":false,"photo_agencies":[],"verdict_ok":["uncredited_match"],"sampled":"pattern"}
{"set":"s","id":"p","text_agencies":["Harbour Times"],"kind":"rehosted","credit_spans":[],"credit_in":["text"],"own_site":false,"photo_agencies":[],"verdict_ok":["rehosted"],"sampled":"pattern"}
"#;

const ENDINGS: &str = r#"
{"set":"s","id":"w","truncated":true,"end_at":100,"sample":"random"}
{"set":"s","id":"x","truncated":false,"end_at":50,"sample":"said"}
{"set":"s","id":"y","truncated":true,"end_at":10,"sample":"said"}
{"set":"s","id":"z","truncated":null,"end_at":7,"sample":"said"}
{"set":"s","id":"p","truncated":true,"end_at":30,"sample":"said"}
"#;

const KINDS: &str = r#"
{"set":"s","id":"w","kind":"article"}
{"set":"s","id":"x","kind":"failed_extraction"}
{"set":"s","id":"y","kind":"gallery"}
{"set":"s","id":"q","kind":"press_release"}
{"set":"s","id":"z","kind":"index_page"}
"#;

const ARTICLES: &str = r#"
{"id":"p","kind":"article","truncated":true,"story_end":31,"verdict":"rehosted","credits":[{"start":0,"end":9,"text":"Harbour Times","class":"republication","agency":"The Harbour Times","strength":"strong","scope":"text"}],"boilerplate":[{"start":15,"end":30},{"start":10,"end":20}]}
{"id":"q","exact_copy_of":"p","verdict":"original"}
{"id":"w","kind":"article","truncated":true,"story_end":115,"verdict":"wire_credited","credits":[{"start":0,"end":6,"text":"(AP)","class":"sign_off","agency":"AP","strength":"strong","scope":"text"}]}
{"id":"x","kind":"article","truncated":true,"story_end":80,"verdict":"wire_credited","credits":[{"start":0,"end":9,"text":"Reuters","class":"byline","agency":"Reuters","strength":"strong","scope":"text"}]}
{"id":"y","kind":"error_page","truncated":false,"story_end":10,"verdict":"original","credits":[{"start":45,"end":60,"text":"AP","class":"mixed","agency":"AP","strength":"strong","scope":"text"}]}
{"id":"z","kind":"index_page","truncated":true,"story_end":7,"verdict":"uncredited_match","credits":[]}
"#;

/// Rows of the tables. The intervals are Wilson's, by hand: for 1 of 2, the middle is 0.5 +
/// 3.8416 / 4 = 1.4604, the half 1.96 √((0.25 + 0.4802) / 2) = 1.1843, the scale 2.9208.
const EXPECTED: [&str; 27] = [
    "| label: right | 3 of 5 = 0.60 (0.23–0.88) | 1 of 1 = 1.00 (0.21–1.00) |",
    "| label, reported pairs: right | 2 of 3 = 0.67 (0.21–0.94) | 1 of 1 = 1.00 (0.21–1.00) |",
    "| called one story: are | 1 of 2 = 0.50 (0.09–0.91) | 1 of 1 = 1.00 (0.21–1.00) |",
    "| one story: called so | 1 of 2 = 0.50 (0.09–0.91) | 1 of 1 = 1.00 (0.21–1.00) |",
    "| one story, 40 words shared: called so | 1 of 1 = 1.00 (0.21–1.00) | 1 of 1 = 1.00 (0.21–1.00) |",
    "| in one cluster: one story | 1 of 2 = 0.50 (0.09–0.91) | 1 of 1 = 1.00 (0.21–1.00) |",
    "| copies and versions: in one cluster | 1 of 2 = 0.50 (0.09–0.91) | 1 of 1 = 1.00 (0.21–1.00) |",
    "| `near`: right | 1 of 1 = 1.00 (0.21–1.00) | – |",
    "| `update`: right | 0 of 1 = 0.00 (0.00–0.79) | – |",
    "| all: found | 1 of 2 = 0.50 (0.09–0.91) | – |",
    "| not drawn from a scan: found | 1 of 1 = 1.00 (0.21–1.00) | – |",
    "| 3 carriers and more: found | 1 of 1 = 1.00 (0.21–1.00) | – |",
    "| story: called boilerplate | 0 of 1 = 0.00 (0.00–0.79) | – |",
    "| headline: called boilerplate | – | 1 of 1 = 1.00 (0.21–1.00) |",
    "| agency credited in the text: found | 1 of 1 = 1.00 (0.21–1.00) | – |",
    "| agency named: is the source | 1 of 2 = 0.50 (0.09–0.91) | – |",
    "| republication named: is one | – | 1 of 1 = 1.00 (0.21–1.00) |",
    "| agency of a picture: called the text's | 1 of 1 = 1.00 (0.21–1.00) | – |",
    "| credit for a part: found | 1 of 1 = 1.00 (0.21–1.00) | – |",
    "| verdict: accepted | 3 of 4 = 0.75 (0.30–0.95) | 1 of 1 = 1.00 (0.21–1.00) |",
    "| `uncredited_match`: justified | 1 of 1 = 1.00 (0.21–1.00) | – |",
    "| called cut: is | 1 of 2 = 0.50 (0.09–0.91) | 1 of 1 = 1.00 (0.21–1.00) |",
    "| cut: called so | 1 of 2 = 0.50 (0.09–0.91) | 1 of 1 = 1.00 (0.21–1.00) |",
    "| end of the story: within 20 bytes | 2 of 3 = 0.67 (0.21–0.94) | 1 of 1 = 1.00 (0.21–1.00) |",
    "| kind: right | 1 of 4 = 0.25 (0.05–0.70) | 1 of 1 = 1.00 (0.21–1.00) |",
    "| without an article: called so | 1 of 2 = 0.50 (0.09–0.91) | 1 of 1 = 1.00 (0.21–1.00) |",
    "| article or release: called so | 2 of 2 = 1.00 (0.34–1.00) | – |",
];

/// Scores the invented labels and asserts the shares.
pub fn assert_shares() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let (gold, scan) = (home.path().join("gold"), home.path().join("scan"));
    let files = [
        ("pairs.jsonl", PAIRS),
        ("paragraphs.jsonl", SPANS),
        ("credits.jsonl", CREDITS),
        ("endings.jsonl", ENDINGS),
        ("kinds.jsonl", KINDS),
    ];
    write(&gold, &files);
    write(&scan, &[("pairs.jsonl", PAIR_ROWS), ("members.jsonl", MEMBERS), ("articles.jsonl", ARTICLES)]);
    let mut labels = Labels::read(&gold);
    assert_eq!(labels.sets().into_iter().collect::<Vec<_>>(), ["s"]);
    labels.score("s", &scan);
    let tables = labels.tables();
    for row in EXPECTED {
        assert!(tables.lines().any(|line| line == row), "{row} is not in{tables}");
    }
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    fs::create_dir(folder).expect("the temporary folder can be written");
    for (name, rows) in files {
        fs::write(folder.join(name), rows).expect("the temporary folder can be written");
    }
}
