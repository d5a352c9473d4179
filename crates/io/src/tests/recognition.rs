//! Recognition of files that are named, in a folder, in an archive or on standard input, and the
//! warnings about them.

use super::{Home, gzip, read_path, read_with};
use crate::{Input, InputFormat, ReadOptions};
use std::io::{Cursor, Write};
use wirecopy_article::event::Warning;

/// A page as browsers save it.
const SAVED_PAGE: &str = "From: <Saved by a browser>\r\nSubject: Herons return\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/related; boundary=\"b\"; type=\"text/html\"\r\n\r\n--b\r\n\
    Content-Type: text/html; charset=utf-8\r\n\r\n<html><head><title>Herons return</title></head><body>\
    <article><p>Herons came back to the harbour of Tolm on Monday after forty years, and the harbour \
    office counted twelve of them.</p><p>Nobody knows why they did, nor how long they mean to stay \
    on the northern pier.</p></article></body></html>\r\n--b--\r\n";

#[test]
fn a_saved_page_is_read_under_any_name_and_from_standard_input() {
    let home = Home::new();
    let of_name = home.read("herons.mht", SAVED_PAGE).unwrap();
    assert_eq!(of_name.documents[0].title.as_deref(), Some("Herons return"));
    assert!(of_name.texts()[0].starts_with("Herons came back"), "{:?}", of_name.texts());
    assert!(!of_name.texts()[0].contains("MIME-Version"));
    for name in ["herons.mhtml", "herons.txt", "herons"] {
        assert_eq!(home.read(name, SAVED_PAGE).unwrap().texts(), of_name.texts(), "{name}");
    }
    let piped = read_with(&[Input::Stdin], &home.options(), 1 << 20, SAVED_PAGE.as_bytes()).unwrap();
    assert_eq!(piped.texts(), of_name.texts());
}

#[test]
fn records_are_no_prose_on_standard_input_or_under_a_name_of_texts() {
    let home = Home::new();
    let utf16 = |text: &str| -> Vec<u8> {
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let json = "{\"text\": \"Herons came back to Tolm.\"}\n";
    let story = "INSERT INTO `stories` VALUES (1, 'Herons came back to Tolm.');\n";
    let table = "Nummer;Kopf;Inhalt\n1;Reiher;Sie kamen an\n2;Gulls;They left Tolm\n";
    for (content, reason) in [
        (table.as_bytes().to_vec(), "no field is known to be the text"),
        (utf16(json), "JSON in UTF-16 or UTF-32 is not read"),
        (json.replace('"', "'").into_bytes(), "broken JSON"),
        (format!("-- MySQL dump 10.13\n{story}").into_bytes(), "a dump of an SQL database"),
        (story.as_bytes().to_vec(), "a dump of an SQL database"),
    ] {
        let piped = read_with(&[Input::Stdin], &home.options(), 1 << 20, &content);
        for read in [piped, home.read("a.txt", &content)] {
            let said = match read {
                Ok(seen) if seen.documents.is_empty() => format!("{:?}", seen.reasons()),
                Ok(seen) => panic!("prose: {:?}", seen.texts()),
                Err(error) => error.to_string(),
            };
            assert!(said.contains(reason), "{said}");
        }
    }
    let page = utf16(&SAVED_PAGE[SAVED_PAGE.find("<html>").unwrap()..]);
    let piped = read_with(&[Input::Stdin], &home.options(), 1 << 20, &page).unwrap();
    assert_eq!(piped.documents[0].title.as_deref(), Some("Herons return"));
    let lines = ReadOptions { format: Some(InputFormat::Lines), ..home.options() };
    let error = read_with(&[Input::Stdin], &lines, 1 << 20, &utf16("A heron.\nA gull.\n")).err().unwrap();
    assert!(error.to_string().contains("not read by lines"), "{error}");
}

#[test]
fn what_no_name_announces_in_a_folder_is_said_by_its_content() {
    let home = Home::new();
    home.write("news/a.jsonl", "{\"text\": \"Herons\"}\n");
    home.write("news/notes.docx", b"PK\x03\x04 ... word/document.xml");
    home.write("news/scan.bin", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3");
    home.write("news/packed.bak", gzip(b"%PDF-1.7\n"));
    home.write("news/story.page", "Herons came back to Tolm.");
    let seen = read_with(&[Input::Path(home.0.path().join("news"))], &home.options(), 1 << 20, b"").unwrap();
    let said: Vec<String> = seen.warnings.iter().map(Warning::to_string).collect();
    assert_eq!(seen.texts(), ["Herons"]);
    for (name, what) in [("notes.docx", "a Word document"), ("scan.bin", "a PDF"), ("packed.bak", "a PDF")] {
        assert!(said.iter().any(|line| line.contains(name) && line.contains(what)), "{said:?}");
    }
    let is_skipped = |warning: &&Warning| matches!(warning, Warning::SkippedFile { .. });
    assert_eq!(seen.warnings.iter().filter(is_skipped).count(), 1, "{said:?}");
}

#[test]
fn choices_in_the_members_of_an_archive_are_said() {
    let home = Home::new();
    let body = "&lt; <p>Herons came back to Tolm.</p>";
    let record = format!(
        "{{\"date\": \"2031-05-20\", \"dateTime\": \"2031-05-20T10:04:11Z\", \"text\": \"{body}\"}}\n"
    );
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["a.jsonl", "b.jsonl"] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(record.as_bytes()).unwrap();
    }
    let packed = writer.finish().unwrap().into_inner();
    let [packed, plain] = [home.write("a.zip", packed), home.write("a.jsonl", record)]
        .map(|path| read_path(&path, &home.options(), 1 << 20).unwrap());
    assert_eq!(packed.texts(), plain.texts().repeat(2));
    let is_choice = |warning: &&Warning| matches!(warning, Warning::FieldChosen { .. });
    assert_eq!(plain.warnings.iter().filter(is_choice).count(), 2, "{:?}", plain.warnings);
    assert_eq!(packed.warnings, plain.warnings);
}
