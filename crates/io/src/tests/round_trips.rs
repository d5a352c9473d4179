//! Random records, written in every format, come back as they were.

use super::{Home, Owned, Seen, gzip, read_path, read_with, zstd_frames};
use crate::{Input, InputFormat, ReadOptions};
use proptest::prelude::*;

/// One byte makes every record a block of its own, 1 MiB all of them one block.
const BLOCK_BYTES: [usize; 4] = [1, 100, 1 << 10, 1 << 20];

#[derive(Debug, Clone)]
struct Record {
    id: String,
    title: String,
    text: String,
}

/// Texts full of what formats must escape.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "heron",
        " ",
        "\n",
        "\r\n",
        "\"",
        "\"\"",
        ",",
        "\t",
        "\\",
        "é",
        "“Tolm”",
        "鷺",
        "😀",
        "\u{0}",
        "{",
        "}",
        "\\u00e9",
        "\u{feff}",
        "-",
    ]);
    prop::collection::vec(piece, 1..30).prop_map(|pieces| pieces.concat())
}

fn records() -> impl Strategy<Value = Vec<Record>> {
    let record = ("[a-z]{0,3}", text(), text()).prop_map(|(id, title, text)| Record { id, title, text });
    prop::collection::vec(record, 1..12)
}

fn json_lines(records: &[Record], blank_lines: bool) -> Vec<u8> {
    let mut lines = String::new();
    for record in records {
        let json = serde_json::json!({
            "extra": { "text": "not this one" }, "id": record.id, "title": record.title, "TEXT": record.text, "n": [1, null],
        });
        lines.push_str(&json.to_string());
        lines.push_str(if blank_lines { "\r\n\n \n" } else { "\n" });
    }
    lines.into_bytes()
}

fn rows(records: &[Record], delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(["id", "Title", "extra", "text"]).unwrap();
    for record in records {
        writer.write_record([&*record.id, &*record.title, "not, this", &*record.text]).unwrap();
    }
    writer.into_inner().unwrap()
}

fn assert_records(seen: &Seen, records: &[Record]) {
    assert_eq!(seen.rejects, []);
    assert_eq!(seen.documents.len(), records.len());
    for (document, record) in seen.documents.iter().zip(records) {
        let line_id = format!("{}:{}", document.file, document.line);
        assert_eq!(&document.id, if record.id.is_empty() { &line_id } else { &record.id });
        assert_eq!((&*document.text, document.title.as_deref()), (&*record.text, Some(&*record.title)));
    }
    seen.assert_texts_are_read_again();
}

/// Asserts equal articles for all sizes of blocks, compressed or not, and from standard input.
fn assert_same_however_read(home: &Home, name: &str, bytes: &[u8], records: &[Record], format: InputFormat) {
    let path = home.write(name, bytes);
    let whole = read_path(&path, &home.options(), 1 << 20).unwrap();
    assert_records(&whole, records);
    let without_location = |documents: &[Owned]| -> Vec<Owned> {
        documents
            .iter()
            .map(|document| Owned {
                id: String::new(),
                location: None,
                file: String::new(),
                ..document.clone()
            })
            .collect()
    };
    for block_bytes in BLOCK_BYTES {
        let seen = read_path(&path, &home.options(), block_bytes).unwrap();
        assert_eq!(seen.documents, whole.documents);
        assert_eq!(seen.fields, whole.fields);
        seen.assert_texts_are_read_again();
        for (end, compressed) in
            [(".gz", gzip(bytes)), (".zst", zstd_frames(bytes)), ("", zstd_frames(bytes))]
        {
            let path = home.write(&format!("packed/{name}{end}"), compressed);
            let packed = read_path(&path, &home.options(), block_bytes).unwrap();
            assert_eq!(without_location(&packed.documents), without_location(&whole.documents));
            assert!(packed.documents.iter().all(|document| document.location.is_none()));
            packed.assert_texts_are_read_again();
        }
        let options = ReadOptions { format: Some(format), ..home.options() };
        let piped = read_with(&[Input::Stdin], &options, block_bytes, bytes).unwrap();
        assert_eq!(without_location(&piped.documents), without_location(&whole.documents));
        piped.assert_texts_are_read_again();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn json_lines_come_back_however_they_are_read(records in records(), blank_lines in any::<bool>(), mark in any::<bool>()) {
        let home = Home::new();
        let mut bytes = if mark { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
        bytes.extend(json_lines(&records, blank_lines));
        assert_same_however_read(&home, "a.jsonl", &bytes, &records, InputFormat::JsonLines);
        let seen = home.read("b.jsonl", &bytes).unwrap();
        prop_assert!(seen.documents.iter().all(|document| document.location.is_some()));
        if !blank_lines {
            let written: Vec<u8> = seen.documents.iter().flat_map(|document| document.record.clone()).collect();
            prop_assert_eq!(written, bytes);
        }
    }

    #[test]
    fn rows_come_back_however_they_are_read(records in records(), tabs in any::<bool>(), mark in any::<bool>()) {
        let home = Home::new();
        let mut bytes = if mark { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
        bytes.extend(rows(&records, if tabs { b'\t' } else { b',' }));
        let (name, format) = if tabs { ("a.tsv", InputFormat::Tsv) } else { ("a.csv", InputFormat::Csv) };
        assert_same_however_read(&home, name, &bytes, &records, format);
        let seen = home.read(name, &bytes).unwrap();
        let mut written = seen.header.clone().unwrap();
        written.extend(seen.documents.iter().flat_map(|document| document.record.clone()));
        prop_assert_eq!(written, bytes);
    }

    #[test]
    fn text_files_come_back_however_they_are_read(
        texts in prop::collection::vec(text().prop_filter("text", |text| !text.starts_with('\u{feff}') && text.matches('\0').count() < 4), 1..12),
    ) {
        let home = Home::new();
        for (number, text) in texts.iter().enumerate() {
            home.write(&format!("news/{number:02}.txt"), text);
            home.write(&format!("packed/{number:02}.txt.gz"), gzip(text.as_bytes()));
        }
        for block_bytes in BLOCK_BYTES {
            let seen = read_path(&home.0.path().join("news"), &home.options(), block_bytes).unwrap();
            prop_assert_eq!(seen.texts(), texts.iter().map(String::as_str).collect::<Vec<_>>());
            prop_assert!(seen.documents.iter().all(|document| document.location.is_some() && document.id == document.file));
            prop_assert!(seen.documents.iter().all(|document| document.record == document.text.as_bytes()));
            seen.assert_texts_are_read_again();
            let packed = read_path(&home.0.path().join("packed"), &home.options(), block_bytes).unwrap();
            prop_assert_eq!(packed.texts(), seen.texts());
            packed.assert_texts_are_read_again();
        }
    }

    #[test]
    fn any_bytes_are_read_without_a_panic_and_alike_in_any_blocks(
        bytes in prop::collection::vec(prop::sample::select(b"{}\":,\"\"\n\n\r\\ua1\xe9\xc3\xa9text \t".to_vec()), 0..120),
        name in prop::sample::select(vec!["a.jsonl", "a.csv", "a.tsv", "a.txt", "a"]),
    ) {
        let home = Home::new();
        let bytes = [if name.ends_with("sv") { &b"text,id\ttext\n"[..] } else { b"" }, &bytes].concat();
        let path = home.write(name, &bytes);
        let Ok(whole) = read_path(&path, &home.options(), 1 << 20) else {
            // No field is the text, in any blocks.
            prop_assert!(BLOCK_BYTES.iter().all(|bytes| read_path(&path, &home.options(), *bytes).is_err()));
            return Ok(());
        };
        whole.assert_texts_are_read_again();
        for block_bytes in BLOCK_BYTES {
            let seen = read_path(&path, &home.options(), block_bytes).unwrap();
            prop_assert_eq!(&seen.documents, &whole.documents);
            prop_assert_eq!(&seen.rejects, &whole.rejects);
            prop_assert_eq!(&seen.warnings, &whole.warnings);
        }
    }
}

#[test]
fn small_blocks_are_many() {
    let home = Home::new();
    let records: Vec<Record> = (0..100)
        .map(|number| Record { id: number.to_string(), title: "t".into(), text: "heron ".repeat(number + 1) })
        .collect();
    for (name, bytes) in [("a.jsonl", json_lines(&records, false)), ("a.csv", rows(&records, b','))] {
        let path = home.write(name, &bytes);
        let seen = read_path(&path, &home.options(), 1 << 10).unwrap();
        assert!(seen.blocks > bytes.len() >> 11, "{}", seen.blocks);
        assert_eq!(seen.bytes_on_disk, bytes.len() as u64);
    }
}

#[test]
fn broken_values_of_one_line_are_named_in_their_order_in_any_blocks() {
    let home = Home::new();
    let path = home.write("a.jsonl", b"{\"\n\"}t\",{");
    let whole = read_path(&path, &home.options(), 1 << 20).unwrap();
    assert_eq!(whole.rejects.len(), 3);
    for block_bytes in BLOCK_BYTES {
        assert_eq!(read_path(&path, &home.options(), block_bytes).unwrap().rejects, whole.rejects);
    }
}
