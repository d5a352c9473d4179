//! `wirecopy dedup` where whole paragraphs are removed.

use crate::dedup::{Home, rows, story};
use crate::program::{run, stdout};
use serde_json::{Value, json};
use std::fs;
use std::io::{Read, Write};

const PAGE_LINE: &str = "Read more of our \"harbour\" news in the Tolm Bugle app, or by letter: é, ü, 木";
const CAPTION: &str = "A crane on the quay of Ostvik, seen from the \"ferry\". Photo: Ada Holm/Bugle";

/// Paragraphs of an article of its own, with a page line, a caption, and one paragraph twice.
fn paragraphs(seed: u64) -> Vec<String> {
    let words: Vec<String> = story(seed).split(' ').map(str::to_owned).collect();
    let part = |from: usize| format!("{}.", words[from..from + 40].join(" "));
    vec![part(0), CAPTION.into(), part(40), PAGE_LINE.into(), part(40), part(80)]
}

fn text(seed: u64, between: &str) -> String {
    paragraphs(seed).join(between)
}

/// Text without the removed lines.
fn stripped(seed: u64, between: &str) -> String {
    let all = paragraphs(seed);
    [&all[0], &all[2], &all[5]].map(String::as_str).join(between)
}

const STRIP: [&str; 2] = ["--strip", "boilerplate,captions,repeats"];

/// Strips, then applies the list to the input again; gives both results, which are equal.
fn stripped_twice(home: &Home, input: &str, out: &str, args: &[&str]) -> (Vec<u8>, Vec<Value>) {
    let (out, list) = (home.name(out), home.name("list.jsonl"));
    let again = home.name(&format!("again-{}", out.rsplit('/').next().unwrap()));
    let all: Vec<&str> =
        ["dedup", "-q", input, "-o", &out, "--removed", &list].iter().chain(args).copied().collect();
    stdout(&all);
    stdout(&["apply", "-q", &list, input, "-o", &again]);
    let bytes = plain(&out);
    assert!(bytes == plain(&again), "apply gives other survivors");
    (bytes, rows(&list))
}

/// Contents of a file, decompressed by its name.
fn plain(path: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path).unwrap();
    if path.ends_with(".gz") {
        flate2::read::GzDecoder::new(file).read_to_end(&mut bytes).unwrap();
    } else {
        { file }.read_to_end(&mut bytes).unwrap();
    }
    bytes
}

/// A JSON string in which everything but ASCII is escaped.
fn escaped(text: &str) -> String {
    let mut json = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\n' => json.push_str("\\u000a"),
            plain if plain.is_ascii() => json.push(plain),
            other => {
                let mut units = [0; 2];
                other
                    .encode_utf16(&mut units)
                    .iter()
                    .for_each(|unit| json.push_str(&format!("\\u{unit:04X}")));
            }
        }
    }
    json + "\""
}

/// A record whose text is spelled as given, among fields in an odd layout.
fn odd_record(seed: u64, spelled: &str) -> String {
    format!(
        "{{ \"n\":1.50e2,\t\"text\" : {spelled} , \"id\":\"a{seed}\",\"outlet\":\"bugle.example\",\"date\":\"2031-03-{:02}\"}}\r\n",
        10 + seed
    )
}

fn json_input(spelled: impl Fn(u64) -> String) -> String {
    (0..6).map(|seed| odd_record(seed, &spelled(seed))).collect()
}

#[test]
fn paragraphs_go_out_of_json_with_and_without_escapes_and_nothing_else_changes() {
    for spell in [escaped, |text: &str| serde_json::to_string(text).unwrap()] {
        for name in ["in.jsonl", "in.jsonl.gz"] {
            let home = Home::new();
            let lines = json_input(|seed| spell(&text(seed, "\n\n")));
            let bytes = match name.ends_with(".gz") {
                true => {
                    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
                    gzip.write_all(lines.as_bytes()).unwrap();
                    gzip.finish().unwrap()
                }
                false => lines.into_bytes(),
            };
            let input = home.write(name, bytes);
            let (left, list) = stripped_twice(&home, &input, &name.replace("in", "out"), &STRIP);
            let expected = json_input(|seed| spell(&stripped(seed, "\n\n")));
            assert_eq!(String::from_utf8(left).unwrap(), expected);
            assert_eq!(list.len(), 18);
        }
    }
}

#[test]
fn paragraphs_go_out_of_a_quoted_cell() {
    let home = Home::new();
    let table = |text: &dyn Fn(u64) -> String| {
        let row = |seed: u64| {
            format!("{seed},\"x \"\"y\"\"\",\"{}\",bugle.example\r\n", text(seed).replace('"', "\"\""))
        };
        format!("\u{feff}id,note,text,outlet\r\n{}", (0..6).map(row).collect::<String>())
    };
    let input = home.write("in.csv", table(&|seed| text(seed, "\n")));
    let (left, _) = stripped_twice(&home, &input, "out.csv", &STRIP);
    assert_eq!(String::from_utf8(left).unwrap(), table(&|seed| stripped(seed, "\n")));
    // A charset of one byte per letter.
    let western = |text: &str| -> Vec<u8> {
        let part = "La préfecture a décidé de fermer la route après l'orage d'été.";
        text.replace('木', part).chars().map(|character| character as u8).collect()
    };
    let input = home.write("western.csv", western(&table(&|seed| text(seed, "\n"))[3..]));
    let (left, list) = stripped_twice(&home, &input, "western-out.csv", &STRIP);
    assert!(left == western(&table(&|seed| stripped(seed, "\n"))[3..]), "{}", list.len());
}

#[test]
fn paragraphs_go_out_of_text_files() {
    let home = Home::new();
    let wide = |text: &str| -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    for seed in 0..12 {
        home.write(&format!("in/{seed}.txt"), text(seed, "\r\n\r\n") + "\r\n");
    }
    home.write("in/wide.txt", wide(&text(12, "\n")));
    let refused = run(&["dedup", "-q", &home.name("in"), "-o", &home.name("out")]);
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("name a folder with / at its end"), "{said}");
    assert_eq!((refused.status.code(), home.names()), (Some(2), vec!["in".to_owned()]));
    stdout(&["dedup", "-q", &home.name("in"), "-o", &home.name("out/"), STRIP[0], STRIP[1]]);
    stdout(&["apply", "-q", &home.name("out.removed.jsonl"), &home.name("in"), "-o", &home.name("again/")]);
    for folder in ["out", "again"] {
        for seed in 0..12 {
            let left = fs::read_to_string(home.path(&format!("{folder}/{seed}.txt"))).unwrap();
            assert_eq!(left, stripped(seed, "\r\n\r\n") + "\r\n");
        }
        assert!(fs::read(home.path(&format!("{folder}/wide.txt"))).unwrap() == wide(&stripped(12, "\n")));
    }
}

#[test]
fn rows_name_each_paragraph_and_the_report_counts_them() {
    let home = Home::new();
    let spell = |seed| serde_json::to_string(&text(seed, "\n\n")).unwrap();
    // A copy of the last one is removed as a whole.
    let lines = json_input(spell) + &odd_record(5, &spell(5)).replace("a5", "copy");
    let input = home.write("in.jsonl", lines);
    let (_, list) = stripped_twice(&home, &input, "out.jsonl", &STRIP);
    let of = |rule: &str| list.iter().filter(|row| row["rule"] == rule).collect::<Vec<_>>();
    assert_eq!((of("boilerplate").len(), of("caption").len(), of("repeat").len()), (6, 6, 6));
    assert_eq!(list.iter().filter(|row| row["level"] == "article").count(), 1);
    let row = of("boilerplate")[0];
    assert_eq!((&row["level"], &row["id"], &row["kept"]), (&json!("paragraph"), &json!("a0"), &Value::Null));
    let at = |field: &str| row[field].as_u64().unwrap() as usize;
    assert_eq!(&text(0, "\n\n")[at("start")..at("end")], PAGE_LINE);
    assert!(PAGE_LINE.starts_with(row["opening"].as_str().unwrap()));
    assert_eq!((&of("repeat")[1]["kept"], &of("repeat")[1]["relation"]), (&json!("a1"), &json!("exact")));
    let mut args = vec!["dedup", "-q", &input, "--dry-run", "--format", "json"];
    args.extend(STRIP);
    let summary: Value = serde_json::from_str(&stdout(&args)).unwrap();
    let lost = &summary["report"]["paragraphs"];
    assert_eq!(
        (&lost["articles"], &lost["removed"], &lost["articles_not_cut"]),
        (&json!(6), &json!(18), &json!(0))
    );
    assert_eq!(lost["by_rule"], json!({ "caption": 6, "boilerplate": 6, "repeat": 6 }));
    let report = stdout(&args[..4].iter().copied().chain(STRIP).collect::<Vec<_>>());
    assert!(report.contains("Stripped  18 paragraphs of 6 articles"), "{report}");
}

#[test]
fn the_level_decides_what_is_removed() {
    let home = Home::new();
    let spell = |seed| serde_json::to_string(&text(seed, "\n\n")).unwrap();
    let lines = json_input(spell) + &odd_record(5, &spell(5)).replace("a5", "copy");
    let input = home.write("in.jsonl", lines);
    let counts = |args: &[&str]| {
        let (_, list) = stripped_twice(&home, &input, "out.jsonl", args);
        let of = |level: &str| list.iter().filter(|row| row["level"] == level).count();
        (of("article"), of("paragraph"))
    };
    assert_eq!(counts(&[]), (1, 0));
    assert_eq!(counts(&["--level", "paragraph"]), (0, 14));
    assert_eq!(counts(&["--level", "paragraph", "--strip", "captions"]), (0, 7));
    assert_eq!(counts(&["--level", "both"]), (1, 12));
    assert_eq!(counts(&["--strip", "repeats"]), (1, 6));
    let refused = run(&["dedup", "-q", &input, "--dry-run", "--level", "article", "--strip", "repeats"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("--level"));
}

#[test]
fn an_article_never_loses_all_of_its_words_and_an_answer_may_be_repeated() {
    let home = Home::new();
    let row = "Barley and oats of Tolm    5 of 9    nil    nil    3 of 4    nil";
    let lines = json!({ "id": "a", "text": format!("{CAPTION}\n\n{CAPTION}") }).to_string()
        + "\n"
        + &json!({ "id": "b", "text": format!("{}\n\nYes.\n\nAnd so?\n\nYes.\n{row}\nLast week\n{row}", story(3)) }).to_string()
        + "\n";
    let input = home.write("in.jsonl", &lines);
    let (left, list) = stripped_twice(&home, &input, "out.jsonl", &STRIP);
    assert_eq!((String::from_utf8(left).unwrap(), list.len()), (lines, 0));
}

#[test]
fn a_line_of_a_few_articles_without_an_outlet_may_be_background_and_stays() {
    let home = Home::new();
    let lines = json_input(|seed| serde_json::to_string(&text(seed, "\n\n")).unwrap());
    let input = home.write("in.jsonl", lines.replace("outlet", "other"));
    let (_, list) = stripped_twice(&home, &input, "out.jsonl", &["--strip", "boilerplate"]);
    assert!(list.iter().all(|row| row["reason"] == "phrase"), "{list:?}");
}

#[test]
fn a_list_with_a_piece_of_a_paragraph_is_refused() {
    let home = Home::new();
    let input =
        home.write("in.jsonl", json_input(|seed| serde_json::to_string(&text(seed, "\n\n")).unwrap()));
    let (_, list) = stripped_twice(&home, &input, "out.jsonl", &STRIP);
    let mut row = list[0].clone();
    row["end"] = json!(row["end"].as_u64().unwrap() - 3);
    let edited = home.write("edited.jsonl", format!("{row}\n"));
    let refused = run(&["apply", "-q", &edited, &input, "-o", &home.name("never.jsonl")]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("no such paragraphs"));
    assert!(!home.path("never.jsonl").exists());
}

#[test]
fn a_page_line_that_becomes_the_last_one_is_removed_with_those_that_were_last() {
    let home = Home::new();
    let words: Vec<String> = story(1).split(' ').map(str::to_owned).collect();
    let body = |number: usize| format!("{}.", words[number * 9..number * 9 + 9].join(" "));
    let page =
        ["Sign up for news", "Follow us", "Share this story", "Read more", "Subscribe", "Log in", "Comments"];
    let mut lines: Vec<String> = (0..12).map(body).collect();
    lines.push("Related coverage".into());
    lines.push(body(12));
    lines.extend(page.map(str::to_owned));
    let record = |lines: &[String]| format!("{}\n", json!({ "id": "a", "text": lines.join("\n") }));
    let input = home.write("in.jsonl", record(&lines));
    let (once, list) = stripped_twice(&home, &input, "once.jsonl", &["--strip", "boilerplate"]);
    assert_eq!(list.len(), 8, "{list:?}");
    lines.truncate(14);
    lines.remove(12);
    assert_eq!(String::from_utf8(once).unwrap(), record(&lines));
    let (twice, list) =
        stripped_twice(&home, &home.name("once.jsonl"), "twice.jsonl", &["--strip", "boilerplate"]);
    assert!(list.is_empty() && twice == fs::read(home.path("once.jsonl")).unwrap(), "{list:?}");
}
