//! Records in all the shapes in which dumps have them.

use super::{Home, Seen, read_path};
use crate::{InputFormat, Quoting, ReadOptions, TableOptions};
use wirecopy_article::TextMaker;

/// Blocks of one record each, and of all together.
const BLOCK_BYTES: [usize; 3] = [1, 64, 1 << 20];

fn read_in_any_blocks(home: &Home, name: &str, file: &str, options: &ReadOptions) -> Seen {
    let path = home.write(name, file);
    let whole = read_path(&path, options, 1 << 20).unwrap();
    for block_bytes in BLOCK_BYTES {
        let seen = read_path(&path, options, block_bytes).unwrap();
        assert_eq!(seen.documents, whole.documents, "{name} in blocks of {block_bytes}");
        assert_eq!(seen.rejects, whole.rejects);
        seen.assert_texts_are_read_again();
    }
    whole
}

#[test]
fn json_is_read_in_every_shape() {
    let home = Home::new();
    for (name, file) in [
        ("lines.jsonl", "{\"text\": \"A heron.\"}\n{\"text\": \"A gull.\"}\n"),
        ("lines.jl", "{\"text\": \"A heron.\"}\n{\"text\": \"A gull.\"}"),
        ("array.json", "[{\"text\": \"A heron.\"},{\"text\": \"A gull.\"}]"),
        (
            "indented.json",
            "[\n  {\n    \"text\": \"A heron.\"\n  },\n  {\n    \"text\": \"A gull.\"\n  }\n]\n",
        ),
        (
            "envelope.json",
            "{\"status\": \"ok\", \"articles\": [{\"text\": \"A heron.\"}, {\"text\": \"A gull.\"}], \"n\": {\"a\": [1]}}\n",
        ),
        (
            "deep.json",
            "{\"articles\": {\"page\": 1, \"results\": [{\"text\": \"A heron.\"}, {\"text\": \"A gull.\"}]}}",
        ),
        (
            "pages.json",
            "{\"articles\": [{\"text\": \"A heron.\"}]}\n{\"articles\": [{\"text\": \"A gull.\"}]}\n",
        ),
        ("objects.json", "{\n \"text\": \"A heron.\"\n}\n{\n \"text\": \"A gull.\"\n}"),
        ("side.json", "{\"text\": \"A heron.\"}{\"text\": \"A gull.\"}"),
        ("strings.jsonl", "\"A heron.\"\n\"A gull.\"\n"),
        ("strings.json", "[\"A heron.\", \"A gull.\"]"),
        ("marked.json", "\u{feff}[{\"text\": \"A heron.\"}, {\"text\": \"A gull.\"}]"),
        ("unnamed", "[{\"text\": \"A heron.\"}, {\"text\": \"A gull.\"}]"),
        ("misnamed.txt", "[{\"text\": \"A heron.\"}, {\"text\": \"A gull.\"}]"),
        ("nan.jsonl", "{\"x\": NaN, \"text\": \"A heron.\"}\n{\"text\": \"A gull.\", \"x\": -Infinity}\n"),
    ] {
        let seen = read_in_any_blocks(&home, name, file, &home.options());
        assert_eq!(seen.texts(), ["A heron.", "A gull."], "{name} {:?}", seen.reasons());
        assert!(seen.documents.iter().all(|document| document.location.is_some()), "{name}");
    }
}

#[test]
fn lines_of_records_in_an_array_are_counted_as_an_editor_counts_them() {
    let home = Home::new();
    let file = "{\n\"articles\": [\n{\"text\": \"A heron.\"},\n\n{\"text\": 5},\n{\"text\":\n\"A gull.\"}]}";
    let seen = read_in_any_blocks(&home, "a.json", file, &home.options());
    let lines: Vec<u64> = seen.documents.iter().map(|document| document.line).collect();
    assert_eq!(lines, [3, 6]);
    assert_eq!(seen.reasons(), [(5, "the text is a number, not a string")]);
}

#[test]
fn an_array_that_breaks_off_loses_its_last_record_alone() {
    let home = Home::new();
    let file = "[{\"text\": \"A heron.\"},\n{\"text\": \"A gu";
    let seen = read_in_any_blocks(&home, "a.json", file, &home.options());
    assert_eq!(seen.texts(), ["A heron."]);
    assert_eq!(seen.rejects.len(), 1);
}

#[test]
fn a_giant_value_is_passed_over_and_counted() {
    let home = Home::new();
    let options = ReadOptions { text_bytes_max: 50, ..home.options() };
    let giant = "x".repeat(options.record_limit_bytes() + 1);
    let file =
        format!("[\n{{\"text\": \"A heron.\"}},\n{{\"text\": \"{giant}\"}},\n{{\"text\": \"A gull.\"}}\n]");
    let seen = read_path(&home.write("a.json", file), &options, 1 << 20).unwrap();
    assert_eq!(seen.texts(), ["A heron.", "A gull."]);
    assert_eq!((seen.rejects.len(), seen.documents[1].line), (1, 4));
    seen.assert_texts_are_read_again();
}

#[test]
fn records_are_where_the_user_says() {
    let home = Home::new();
    let options = ReadOptions { records_path: Some("feed.stuff".into()), ..home.options() };
    let file = "{\"items\": [{\"text\": \"no\"}], \"feed\": {\"stuff\": [{\"text\": \"A heron.\"}]}}";
    assert_eq!(read_in_any_blocks(&home, "a.json", file, &options).texts(), ["A heron."]);
    let missing = ReadOptions { records_path: Some("feed.x".into()), ..home.options() };
    assert!(read_path(&home.write("b.json", file), &missing, 1 << 20).is_err());
}

#[test]
fn lists_of_paragraphs_are_one_text() {
    let home = Home::new();
    let file = concat!(
        "{\"text\": [\"A heron.\", \"A gull.\"]}\n",
        "{\"text\": [{\"text\": \"A heron.\"}, {\"text\": \"A gull.\"}]}\n",
        "{\"text\": \"A heron.\\n\\nA gull.\"}\n",
    );
    let seen = read_in_any_blocks(&home, "a.jsonl", file, &home.options());
    assert_eq!(seen.texts(), ["A heron.\n\nA gull."; 3]);
    let makers: Vec<_> = seen.documents.iter().map(|document| document.text_made_by).collect();
    assert_eq!(makers, [Some(TextMaker::Join), Some(TextMaker::Join), None]);
}

#[test]
fn tables_are_read_in_every_dialect() {
    let home = Home::new();
    for (name, file) in [
        ("semicolon.csv", "id;text\n1;A heron, at last.\n2;\"A \"\"gull\"\".\"\n"),
        ("pipe.txt", "id|text\n1|A heron, at last.\n2|A \"gull\".\n"),
        ("tab.csv", "id\ttext\n1\tA heron, at last.\n2\tA \"gull\".\n"),
        ("quotes.tsv", "id\ttext\n1\tA heron, at last.\n2\tA \"gull\".\n"),
        ("escapes.csv", "id,text\n1,\"A heron, at last.\"\n2,\"A \\\"gull\\\".\"\n"),
        ("named.csv", "sep=;\r\nid;text\r\n1;A heron, at last.\r\n2;\"A \"\"gull\"\".\"\r\n"),
        ("old.csv", "id;text\r1;A heron, at last.\r2;\"A \"\"gull\"\".\"\r"),
    ] {
        let seen = read_in_any_blocks(&home, name, file, &home.options());
        let gull = "A \"gull\".";
        assert_eq!(seen.texts(), ["A heron, at last.", gull], "{name} {:?}", seen.reasons());
        let mut written = seen.header.clone().unwrap();
        written.extend(seen.documents.iter().flat_map(|document| document.record.clone()));
        assert_eq!(String::from_utf8(written).unwrap(), file, "{name}");
    }
}

#[test]
fn columns_without_a_header_have_numbers() {
    let home = Home::new();
    let tables = TableOptions { no_header: true, ..TableOptions::default() };
    let mut options = ReadOptions { tables, ..home.options() };
    let file = "1,Herons,A heron.\n2,Gulls,A gull.\n";
    assert!(read_path(&home.write("a.csv", file), &options, 1 << 20).is_err());
    options.fields.text = Some("3".into());
    options.fields.title = Some("2".into());
    let seen = read_in_any_blocks(&home, "a.csv", file, &options);
    assert_eq!(seen.texts(), ["A heron.", "A gull."]);
    assert_eq!(seen.documents[0].title.as_deref(), Some("Herons"));
    assert_eq!(seen.documents[1].line, 2);
}

#[test]
fn what_the_user_says_of_a_table_counts() {
    let home = Home::new();
    let tables = TableOptions { delimiter: Some(b':'), quoting: Some(Quoting::None), no_header: false };
    let options = ReadOptions { tables, ..home.options() };
    let seen = read_in_any_blocks(&home, "a.csv", "id:text\n1:\"A heron\n", &options);
    assert_eq!(seen.texts(), ["\"A heron"]);
    // A delimiter that is not detected makes a table of a file whose name announces none.
    let tables = TableOptions { delimiter: Some(b'^'), ..TableOptions::default() };
    let options = ReadOptions { tables, ..home.options() };
    for name in ["a.dat", "a.txt"] {
        let seen = read_in_any_blocks(&home, name, "id^text\n1^A heron.\n", &options);
        assert_eq!(seen.texts(), ["A heron."], "{name}");
        let seen = read_in_any_blocks(&home, name, "A gull.\nIt stays.\n", &options);
        assert_eq!(seen.texts(), ["A gull.\nIt stays.\n"], "{name}");
    }
}

#[test]
fn texts_are_lines_or_between_separators() {
    let home = Home::new();
    let lines = ReadOptions { format: Some(InputFormat::Lines), ..home.options() };
    let seen = read_in_any_blocks(&home, "a.txt", "A heron.\r\n\nA gull.", &lines);
    assert_eq!(seen.texts(), ["A heron.", "A gull."]);
    assert_eq!(seen.documents[1].line, 3);
    for (separator, file) in [
        ("%%", "A heron.\n\nIt stays.\n%%\nA gull.\n"),
        ("Document *", "Document 1\nA heron.\n\nIt stays.\nDocument 2\nA gull.\n"),
    ] {
        let options = ReadOptions { separator: Some(separator.into()), ..home.options() };
        let seen = read_in_any_blocks(&home, "b.txt", file, &options);
        assert_eq!(seen.texts(), ["A heron.\n\nIt stays.", "A gull."], "{separator}");
    }
}

#[test]
fn markup_is_cleaned_where_a_field_has_it() {
    let home = Home::new();
    let file = concat!(
        "{\"text\": \"<p>A heron &amp; a gull.</p><p>They stay.</p>\"}\n",
        "{\"text\": \"No markup here\\nat all.\"}\n",
    );
    let seen = read_in_any_blocks(&home, "a.jsonl", file, &home.options());
    assert_eq!(seen.texts(), ["A heron & a gull.\n\nThey stay.", "No markup here\nat all."]);
    assert_eq!(seen.documents[0].text_made_by, Some(TextMaker::Html));
    assert_eq!((seen.documents[1].text_made_by, seen.documents[1].location.is_some()), (None, true));
}

#[test]
fn a_text_file_that_begins_with_a_tag_is_read_as_a_part_of_a_page() {
    let home = Home::new();
    home.write("news/a.txt", "No markup here, 3 < 4.\nNone.");
    home.write("news/b.txt", "\n<p class=\"lead\">A heron &amp; a gull.</p>\n<p>They stay.</p>");
    home.write("news/c.txt", "A gull.");
    let seen = read_path(&home.0.path().join("news"), &home.options(), 1 << 20).unwrap();
    assert_eq!(seen.texts(), ["No markup here, 3 < 4.\nNone.", "A heron & a gull.\n\nThey stay.", "A gull."]);
    let makers: Vec<_> = seen.documents.iter().map(|document| document.text_made_by).collect();
    assert_eq!(makers, [None, Some(TextMaker::Html), None]);
    seen.assert_texts_are_read_again();
}

#[test]
fn a_table_as_one_object_of_columns_is_no_article() {
    let home = Home::new();
    let table = "{\"id\": [1, 2], \"text\": [\"A heron.\", \"A gull.\"]}";
    let seen = home.read("a.json", table).unwrap();
    let reason = "it cannot be read: its fields are columns of 2 rows: write each row as an object";
    assert_eq!((seen.texts(), seen.reasons()), (vec![], vec![(1, reason)]));
    let article = "{\"id\": 1, \"tags\": [\"x\", \"y\"], \"text\": [\"A heron.\", \"A gull.\"]}";
    assert_eq!(home.read("b.json", article).unwrap().texts(), ["A heron.\n\nA gull."]);
}

#[test]
fn placeholders_are_empty_texts_and_missing_values() {
    let home = Home::new();
    let file = "id,outlet,date,text\n1,nan,NaN,A heron.\n2,Tolm,,nan\n3,Tolm,,None\n";
    let seen = home.read("a.csv", file).unwrap();
    assert_eq!((seen.documents[0].outlet.as_deref(), seen.dates_not_understood), (None, 0));
    let reasons = [(3, "the text is a placeholder: nan"), (4, "the text is a placeholder: None")];
    assert_eq!(seen.reasons(), reasons);
}

#[test]
fn damaged_characters_are_mended_where_that_is_asked_for() {
    let home = Home::new();
    let file = "{\"text\": \"Ã‰vreux, â€œsheâ€\u{9d} said.\"}\n";
    assert_eq!(home.read("a.jsonl", file).unwrap().texts(), ["Ã‰vreux, â€œsheâ€\u{9d} said."]);
    let options = ReadOptions { fix_mojibake: true, ..home.options() };
    let seen = read_in_any_blocks(&home, "b.jsonl", file, &options);
    assert_eq!(seen.texts(), ["Évreux, “she” said."]);
    assert_eq!(seen.documents[0].text_made_by, Some(TextMaker::Mojibake));
}
