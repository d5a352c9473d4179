//! Folders, and files that change.

use super::{Home, read_path, read_with};
use crate::error::Error;
use crate::{Compression, Input, InputFormat};
use std::fs;
use wirecopy_article::event::Warning;

#[test]
fn a_folder_of_several_formats_is_read_as_one() {
    let home = Home::new();
    home.write("news/a.txt", "one");
    home.write("news/b.txt", "two");
    home.write("news/c/d.jsonl", "{\"text\": \"three\"}\n");
    home.write("news/c/e.csv", "text\nfour\n");
    home.write("news/f.md", "five");
    home.write("news/page.pdf", "%PDF");
    let folder = home.0.path().join("news");
    let seen = read_path(&folder, &home.options(), 1 << 20).unwrap();
    assert_eq!(seen.texts(), ["one", "two", "three", "four", "five"]);
    // The two texts share a block.
    assert_eq!(seen.blocks, 4);
    assert_eq!(
        seen.warnings,
        [Warning::SkippedFile { path: folder.join("page.pdf").to_string_lossy().into_owned() }]
    );
    let ids: Vec<&str> = seen.documents.iter().map(|document| &*document.id).collect();
    assert_eq!(ids[0], folder.join("a.txt").to_string_lossy());
    assert_eq!(ids[2], format!("{}:1", folder.join("c/d.jsonl").display()));
    seen.assert_texts_are_read_again();
}

#[test]
fn more_files_than_are_kept_open_are_read_again() {
    let home = Home::new();
    for number in 0..200 {
        home.write(
            &format!("news/{number:03}.jsonl"),
            format!("{{\"text\": \"heron {number}\"}}\n").repeat(3),
        );
    }
    let seen = read_path(&home.0.path().join("news"), &home.options(), 1 << 20).unwrap();
    assert_eq!(seen.documents.len(), 600);
    seen.assert_texts_are_read_again();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| seen.assert_texts_are_read_again());
        }
    });
}

#[test]
fn a_file_that_changes_is_noticed() {
    let home = Home::new();
    for (name, before, after) in [
        ("a.txt", "a heron", "a heron, later"),
        ("a.jsonl", "{\"text\": \"heron\"}\n", "{\"text\": \"heron\"}\n{}\n"),
        ("a.csv", "text\nheron\n", "text\nheron\nbittern\n"),
    ] {
        let path = home.write(name, before);
        let seen = read_path(&path, &home.options(), 1 << 20).unwrap();
        seen.assert_texts_are_read_again();
        let seen = read_path(&path, &home.options(), 1 << 20).unwrap();
        fs::write(&path, after).unwrap();
        assert!(matches!(seen.text_source.assert_unchanged(), Err(Error::Changed { .. })), "{name}");
        let again = seen.text_source.text(&seen.locations[0]);
        if name == "a.csv" {
            assert_eq!(again.unwrap(), "heron", "it is in the blob file");
        } else {
            assert!(matches!(again, Err(Error::Changed { .. })), "{name}");
        }
    }
}

#[test]
fn a_block_tells_its_files() {
    let home = Home::new();
    let path = home.write("a.tsv.gz", super::gzip(b"\xef\xbb\xbfid\ttext\n1\theron\n"));
    let mut input_reader = crate::open(&[Input::Path(path)], &home.options()).unwrap();
    let block = input_reader.next_block().unwrap().unwrap();
    let file = &input_reader.files()[block.file()];
    assert_eq!((file.format, file.compression), (InputFormat::Tsv, Compression::Gzip));
    assert_eq!(block.input_files(), [std::sync::Arc::clone(file)]);
    assert_eq!(block.header(), Some(&b"\xef\xbb\xbfid\ttext\n"[..]));
    assert_eq!(block.decode(&home.options()).documents[0].record, b"1\theron\n");
}

#[test]
fn the_order_of_arguments_changes_nothing() {
    let home = Home::new();
    let a = Input::Path(home.write("a.jsonl", "{\"text\": \"one\"}"));
    let b = Input::Path(home.write("b.txt", "two"));
    let stdin = Input::Stdin;
    let read = |inputs: &[Input]| read_with(inputs, &home.options(), 1 << 20, b"three").unwrap().documents;
    let straight = read(&[a.clone(), b.clone(), stdin.clone()]);
    assert_eq!(straight.len(), 3);
    assert_eq!(read(&[stdin, b.clone(), a, b]), straight);
}
