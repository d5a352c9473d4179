//! Inputs and records that cannot be used: each is named with its reason, and no other is lost.

use super::{Home, gzip, read_path, read_with, zstd_frames};
use crate::error::Error;
use crate::{FieldNames, Input, InputFormat, ReadOptions};
use wirecopy_article::event::Warning;

#[test]
fn a_bad_line_is_rejected_with_its_reason_and_the_next_is_read() {
    let home = Home::new();
    let lines: &[(&[u8], &str)] = &[
        (b"{\"text\": \"a\", }", "broken JSON at column 15: trailing comma"),
        (b"{\"text\": \"a\"", "broken JSON at column 12: EOF while parsing an object"),
        (b"{\"text\": \"a\"} {}", "broken JSON at column 15: trailing characters"),
        (b"[1, 2]", "the line is an array, not a JSON object"),
        (b"null", "the line is null, not a JSON object"),
        (b"{\"id\": 7, \"tekst\": \"a\"}", "no field whose name is known for texts; there are: id, tekst"),
        (b"{}", "no field whose name is known for texts, nor any other"),
        (
            b"{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1}",
            "no field whose name is known for texts; there are: a, b, c, d, e, f, g, h …",
        ),
        (b"{\"text\": \"\"}", "the text is empty"),
        (b"{\"text\": [1]}", "the text is an array, not a string"),
        (b"{\"text\": {\"a\": 1}}", "the text is an object, not a string"),
        (b"{\"text\": null}", "the text is null, not a string"),
        (b"{\"text\": [\"\"]}", "the text is empty"),
        (b"{\"text\": \"[Removed]\"}", "the text is a placeholder: [Removed]"),
        (b"{\"text\": 5}", "the text is a number, not a string"),
        (b"{\"text\": \"\xe9\"}", "the line is not UTF-8"),
        (b"{\"text\": \"\\ud800 a\"}", "broken JSON: half of a surrogate pair in the text"),
        (
            b"{\"text\": \"a\tb\"}",
            "broken JSON at column 11: control character (\\u0000-\\u001F) found while parsing a string",
        ),
    ];
    let mut file = Vec::new();
    for (line, _) in lines {
        file.extend_from_slice(line);
        file.extend_from_slice(b"\n{\"text\": \"good\"}\n");
    }
    let seen = home.read("a.jsonl", &file).unwrap();
    assert_eq!(seen.texts(), vec!["good"; lines.len()]);
    let expected: Vec<(u64, &str)> =
        (0..).zip(lines).map(|(at, (_, reason))| (2 * at + 1, *reason)).collect();
    assert_eq!(seen.reasons(), expected);
    assert_eq!(seen.rejects[5].id.as_deref(), Some("7"));
    assert!(
        seen.documents.iter().all(|document| document.id == format!("{}:{}", document.file, document.line))
    );
}

#[test]
fn a_bad_row_is_rejected_with_its_reason_and_the_next_line_is_read() {
    let home = Home::new();
    let file = "id,text\n1,good\n2,good,more\n3\n4,\"quote \" inside\"\n5,\"runs on\n6,\"good\"\n7,\n\n8,\"not closed\n9,good";
    let seen = home.read("a.csv", file).unwrap();
    let ids: Vec<&str> = seen.documents.iter().map(|document| &*document.id).collect();
    assert_eq!(ids, ["1", "6", "9"]);
    assert_eq!(
        seen.reasons(),
        [
            (3, "the row has 3 fields, the header 2"),
            (4, "the row has 1 fields, the header 2"),
            (5, "a quote inside a quoted field is not doubled"),
            (6, "a quote inside a quoted field is not doubled"),
            (8, "the text is empty"),
            (10, "a quoted field is not closed"),
        ]
    );
    assert_eq!(seen.documents.last().unwrap().line, 11);
}

#[test]
fn a_file_without_a_text_is_one_error_with_all_fields() {
    let home = Home::new();
    let long = "Herons came back to Tolm after forty years, and nobody knows why they did.";
    for (name, file) in [
        ("a.csv", format!("id;tekst;copy\n1;a;{long}\n")),
        ("a.jsonl", format!("{{\"id\": 1, \"tekst\": \"a\", \"copy\": \"{long}\"}}\n")),
        ("a.json", format!("[{{\"id\": 1, \"tekst\": \"a\", \"copy\": \"{long}\"}}]")),
    ] {
        let Err(Error::NoTextField { fields, proposed, .. }) = home.read(name, file) else {
            panic!("{name} was accepted");
        };
        assert_eq!(fields, ["id", "tekst", "copy"]);
        assert_eq!(proposed.as_deref(), Some("copy"));
    }
    let headless = format!("\"1\",\"Herons\",\"{long}\"\n");
    assert!(matches!(home.read("a.csv", headless), Err(Error::HeaderIsData { .. })));
}

#[test]
fn an_array_in_the_one_record_is_proposed_as_the_records() {
    let home = Home::new();
    let file = "{\"a\": {\"b\": [{\"text\": \"Herons\"}, {\"text\": \"Gulls\"}]}}";
    let Err(error) = home.read("a.json", file) else { panic!("it was accepted") };
    assert!(error.to_string().ends_with("an array of objects is in \"a.b\""), "{error}");
    let options = ReadOptions { records_path: Some("a.b".into()), ..home.options() };
    let seen = read_path(&home.write("a.json", file), &options, 1 << 20).unwrap();
    assert_eq!(seen.texts(), ["Herons", "Gulls"]);
}

#[test]
fn a_file_with_numbers_for_texts_is_skipped_in_a_folder() {
    let home = Home::new();
    home.write("dump/articles.jsonl", "{\"text\": \"Herons\"}\n");
    let truth = home.write("dump/truth.jsonl", "{\"text\": 5}\n{\"text\": 6}\n");
    let folder = [Input::Path(truth.parent().unwrap().to_path_buf())];
    let seen = read_with(&folder, &home.options(), 1 << 20, b"").unwrap();
    assert_eq!((seen.texts(), seen.reasons()), (vec!["Herons"], vec![]));
    assert!(
        matches!(&seen.warnings[..], [Warning::SkippedContent { reason }] if reason.contains("is a number"))
    );
    assert!(matches!(read_path(&truth, &home.options(), 1 << 20), Err(Error::BadInput { .. })));
}

#[test]
fn a_named_field_that_a_file_lacks_is_one_error() {
    let home = Home::new();
    let fields = FieldNames { text: Some("txet".into()), ..FieldNames::default() };
    let options = ReadOptions { fields, ..home.options() };
    for (name, file) in [("a.csv", "id,text\n1,a\n"), ("a.jsonl", "{\"id\": 1, \"text\": \"a\"}\n")] {
        let Err(error) = read_path(&home.write(name, file), &options, 1 << 20) else { panic!("{name}") };
        assert!(error.to_string().ends_with("no field \"txet\"; there are: id, text"), "{error}");
    }
}

#[test]
fn json_in_a_wide_charset_is_one_error() {
    let home = Home::new();
    assert_eq!(home.read("one.json", "{\"text\": \"a\"}").unwrap().texts(), ["a"]);
    assert!(matches!(home.read("wide.jsonl", b"\xff\xfe{\0}\0"), Err(Error::BadInput { .. })));
}

#[test]
fn what_is_no_text_is_refused_whatever_its_name() {
    let home = Home::new();
    for name in ["a.jsonl", "a.csv", "a.txt", "a"] {
        for bytes in [&b"PK\x03\x04 word/document.xml"[..], b"\x89PNG\r\n\x1a\n", b"%PDF-1.7"] {
            let Err(Error::BadInput { reason, .. }) = home.read(name, bytes) else { panic!("{name}") };
            assert!(reason.starts_with("this is a"), "{reason}");
            let piped = read_with(&[Input::Stdin], &home.options(), 1 << 20, bytes);
            assert!(matches!(piped, Err(Error::BadInput { .. })));
        }
    }
}

#[test]
fn in_a_folder_what_cannot_be_read_is_skipped_unless_reading_is_strict() {
    let home = Home::new();
    home.write("in/a.txt", "A heron.");
    home.write("in/b.txt", "%PDF-1.7");
    home.write("in/c.csv", "id,name\n1,Tolm\n");
    home.write("in/part-00000", "{\"text\": \"A gull.\"}\n");
    home.write("in/notes", "Not a record.");
    let folder = home.0.path().join("in");
    let seen = read_path(&folder, &home.options(), 1 << 20).unwrap();
    assert_eq!(seen.texts(), ["A heron.", "A gull."]);
    let is_skipped = |warning: &&Warning| matches!(warning, Warning::SkippedContent { .. });
    assert_eq!(seen.warnings.iter().filter(is_skipped).count(), 2);
    assert_eq!(seen.warnings.len(), 3);
    let strict = ReadOptions { strict: true, ..home.options() };
    assert!(matches!(read_path(&folder, &strict, 1 << 20), Err(Error::BadInput { .. })));
}

#[test]
fn a_compressed_file_that_was_cut_off_or_damaged_is_an_error() {
    let home = Home::new();
    let lines = "{\"text\": \"a heron over Tolm\"}\n".repeat(500);
    for (name, compressed) in
        [("a.jsonl.gz", gzip(lines.as_bytes())), ("a.jsonl.zst", zstd_frames(lines.as_bytes()))]
    {
        assert_eq!(home.read(name, &compressed).unwrap().documents.len(), 500);
        let Err(Error::BadInput { reason, .. }) = home.read(name, &compressed[..compressed.len() - 5]) else {
            panic!("{name} was read although it was cut off");
        };
        assert!(reason.contains("too early"), "{reason}");
        let mut damaged = compressed.clone();
        let middle = damaged.len() / 2;
        damaged[middle..middle + 8].fill(0xff);
        assert!(matches!(home.read(name, &damaged), Err(Error::BadInput { .. })), "{name}");
    }
}

#[test]
fn a_giant_line_is_skipped_and_counted() {
    let home = Home::new();
    let options = ReadOptions { text_bytes_max: 50, ..home.options() };
    let giant = options.record_limit_bytes() + 1;
    let mut file = b"{\"text\": \"first\"}\n".to_vec();
    file.resize(file.len() + giant, b'x');
    file.extend_from_slice(b"\n{\"text\": \"last\"}\n");
    for block_bytes in [1 << 10, 1 << 20] {
        let seen = read_path(&home.write("a.jsonl", &file), &options, block_bytes).unwrap();
        assert_eq!(seen.texts(), ["first", "last"]);
        assert_eq!(seen.documents[1].line, 3);
        let reason = format!("the line has {} bytes, more than {}", giant + 1, giant - 1);
        assert_eq!(seen.reasons(), [(2, &*reason)]);
        seen.assert_texts_are_read_again();
    }
    let mut rows = b"text\nfirst\n\"".to_vec();
    rows.resize(rows.len() + giant, b'x');
    rows.extend_from_slice(b"\nlast\n");
    let seen = read_path(&home.write("a.csv", &rows), &options, 1 << 20).unwrap();
    assert_eq!(seen.texts(), ["first", "last"]);
    assert_eq!((seen.rejects.len(), seen.documents[1].line), (1, 4));
    let mut text = b"heron".to_vec();
    text.resize(giant, b' ');
    let seen = read_path(&home.write("a.txt", &text), &options, 1 << 20).unwrap();
    assert_eq!(seen.reasons(), [(1, "the file is longer than the longest text that is accepted")]);
}

#[test]
fn a_text_over_the_limit_is_rejected_whatever_is_around_it() {
    let home = Home::new();
    let options = ReadOptions { text_bytes_max: 5, ..home.options() };
    let lines = format!(
        "{{\"text\": \"herons\", \"id\": \"a\"}}\n{{\"html\": \"{}\", \"text\": \"heron\"}}\n",
        "<p>".repeat(99)
    );
    let seen = read_path(&home.write("a.jsonl", lines), &options, 1 << 20).unwrap();
    assert_eq!(seen.texts(), ["heron"]);
    assert_eq!(seen.reasons(), [(1, "the text has 6 bytes, more than 5")]);
    assert_eq!(seen.rejects[0].id.as_deref(), Some("a"));
}

#[test]
fn an_empty_file_gives_nothing_unless_it_is_a_text() {
    let home = Home::new();
    for name in ["a.jsonl", "a.csv", "a.tsv", "a.json", "a.jsonl.gz"] {
        let seen = home.read(name, "").unwrap();
        assert_eq!((seen.documents.len(), seen.rejects.len()), (0, 0), "{name}");
    }
    assert_eq!(home.read("a.csv", "id,text").unwrap().documents, []);
    assert_eq!(home.read("a.txt", "").unwrap().reasons(), [(1, "the text is empty")]);
    assert_eq!(home.read("a.txt", "\u{feff}").unwrap().reasons(), [(1, "the text is empty")]);
}

#[test]
fn standard_input_is_recognised_by_its_first_character() {
    let home = Home::new();
    for (bytes, texts) in [
        (&b"  {\"text\": \"a\"}\n{\"text\": \"b\"}"[..], vec!["a", "b"]),
        (b"A heron.\nOver Tolm.", vec!["A heron.\nOver Tolm."]),
    ] {
        let seen = read_with(&[Input::Stdin, Input::Stdin], &home.options(), 1 << 20, bytes).unwrap();
        assert_eq!(seen.texts(), texts);
        assert_eq!(seen.documents[0].file, "-");
        seen.assert_texts_are_read_again();
    }
    let named = ReadOptions {
        format: Some(InputFormat::Csv),
        fields: FieldNames { text: Some("b".into()), ..FieldNames::default() },
        ..home.options()
    };
    let seen = read_with(&[Input::Stdin], &named, 1 << 20, &gzip(b"a,b\n1,heron\n")).unwrap();
    assert_eq!(seen.texts(), ["heron"]);
}
