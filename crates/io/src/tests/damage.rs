//! Damaged files of every reader: read as far as they can be or refused, and never a panic or a
//! hang.

use super::samples::STORIES;
use super::valid_files::{FILES, ValidFile};
use super::{Home, Seen, read_path, read_with};
use crate::Input;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestRunner;

/// One change of some bytes.
#[derive(Debug, Clone)]
enum Damage {
    Set(Index, u8),
    Flip(Index, u8),
    Insert(Index, u8),
    Fill(Index, u8),
    Double(Index, Index),
    Cut(Index),
}

impl Damage {
    fn to(&self, bytes: &mut Vec<u8>) {
        let len = bytes.len();
        match self {
            _ if len == 0 => {}
            Damage::Set(at, value) => bytes[at.index(len)] = *value,
            Damage::Flip(at, bit) => bytes[at.index(len)] ^= 1 << (bit % 8),
            Damage::Insert(at, value) => bytes.insert(at.index(len), *value),
            Damage::Fill(at, value) => {
                let start = at.index(len);
                bytes[start..(start + usize::from(*value)).min(len)].fill(*value);
            }
            Damage::Double(from, to) => {
                let (start, end) = (from.index(len), to.index(len));
                let part = bytes[start.min(end)..start.max(end)].to_vec();
                bytes.splice(end..end, part);
            }
            Damage::Cut(at) => bytes.truncate(at.index(len)),
        }
    }
}

fn damages() -> impl Strategy<Value = Vec<Damage>> {
    let one = prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, value)| Damage::Set(at, value)),
        (any::<Index>(), any::<u8>()).prop_map(|(at, bit)| Damage::Flip(at, bit)),
        (any::<Index>(), any::<u8>()).prop_map(|(at, value)| Damage::Insert(at, value)),
        (any::<Index>(), any::<u8>()).prop_map(|(at, value)| Damage::Fill(at, value)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Damage::Double(from, to)),
        any::<Index>().prop_map(Damage::Cut),
    ];
    prop::collection::vec(one, 1..4)
}

/// The behaviour of a reader beyond that it never panics, and that blocks of any size give the
/// same.
struct Promise {
    /// True if the stories before the damage are read.
    reads_before: bool,
}

const READS_BEFORE: Promise = Promise { reads_before: true };
const ALIKE: Promise = Promise { reads_before: false };

fn assert_survived(reader: &str, promise: &Promise) {
    let files: Vec<&ValidFile> = FILES.iter().filter(|file| file.reader == reader).collect();
    assert!(!files.is_empty());
    let strategy = (prop::sample::select((0..files.len()).collect::<Vec<_>>()), damages());
    let config = ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() };
    let run = TestRunner::new(config).run(&strategy, |(file, damages)| {
        assert_read_or_refused(files[file], &damages, promise);
        Ok(())
    });
    if let Err(failure) = run {
        panic!("{reader}: {failure}");
    }
}

fn assert_read_or_refused(file: &ValidFile, damages: &[Damage], promise: &Promise) {
    let mut bytes = file.bytes.clone();
    damages.iter().for_each(|damage| damage.to(&mut bytes));
    let home = Home::new();
    let path = home.write(file.name, &bytes);
    let whole = read_path(&path, &home.options(), 1 << 20);
    let is_packed = file.name.ends_with(".gz");
    // A table that is not UTF-8 is read in another charset as a whole, or is no text.
    let is_text = std::str::from_utf8(&bytes).is_ok_and(|text| !text.contains(|letter| letter < '\t'));
    if promise.reads_before && !is_packed && (is_text || file.reader != "csv") {
        let stories = stories_before(&file.bytes, &bytes);
        match &whole {
            Ok(seen) => {
                let missing = stories.iter().find(|text| !seen.texts().contains(text));
                assert_eq!(missing, None, "{}", file.name);
            }
            Err(error) => assert!(stories.is_empty(), "{}: {error}", file.name),
        }
    }
    for block_bytes in [1, 300] {
        match (&whole, read_path(&path, &home.options(), block_bytes)) {
            (Ok(whole), Ok(small)) => {
                assert_eq!(whole.documents, small.documents, "{} {block_bytes}", file.name);
                // Members are rejected when they are opened, which may be before a block is full.
                let sorted = |seen: &Seen| {
                    let mut rejects = seen.rejects.clone();
                    rejects.sort_by_key(|reject| format!("{reject:?}"));
                    rejects
                };
                // Whether a cut record or the fault after it is named depends on where a block
                // ends.
                if !is_packed {
                    assert_eq!(sorted(whole), sorted(&small), "{} {block_bytes}", file.name);
                }
            }
            (Err(_), Err(_)) => {}
            (whole, small) => {
                panic!("{} {block_bytes}: {:?} {:?}", file.name, whole.as_ref().err(), small.err())
            }
        }
    }
}

/// The stories that end, with their records, before the first damage.
fn stories_before(valid: &[u8], damaged: &[u8]) -> Vec<&'static str> {
    let same = valid.iter().zip(damaged).take_while(|(valid, damaged)| valid == damaged).count();
    // The next title is after the end of a record.
    let is_before = |pair: &&[(&str, &str)]| {
        let next = memchr::memmem::find(valid, pair[1].0.as_bytes());
        next.is_some_and(|next| next <= same)
    };
    STORIES.windows(2).filter(is_before).map(|pair| pair[0].1).collect()
}

#[test]
fn damaged_json_is_read_up_to_the_damage() {
    assert_survived("json", &READS_BEFORE);
}

#[test]
fn damaged_tables_are_read_up_to_the_damage() {
    assert_survived("csv", &READS_BEFORE);
}

#[test]
fn damaged_feeds_are_read_up_to_the_damage() {
    assert_survived("xml", &READS_BEFORE);
}

#[test]
fn damaged_web_archives_are_read_up_to_the_damage() {
    assert_survived("warc", &READS_BEFORE);
}

#[test]
fn damaged_mailboxes_are_read_up_to_the_damage() {
    assert_survived("mail", &READS_BEFORE);
}

#[test]
fn damaged_pages_are_read_or_rejected() {
    assert_survived("html", &ALIKE);
}

#[test]
fn damaged_texts_are_read_or_refused() {
    assert_survived("input", &ALIKE);
}

#[test]
fn damaged_compressed_files_are_read_or_refused() {
    assert_survived("compression", &ALIKE);
}

#[cfg(feature = "archives")]
#[test]
fn damaged_tar_files_are_read_up_to_the_damage() {
    assert_survived("tar", &READS_BEFORE);
}

#[cfg(feature = "archives")]
#[test]
fn damaged_zip_files_are_read_or_refused() {
    assert_survived("zip", &ALIKE);
}

#[cfg(feature = "parquet")]
#[test]
fn damaged_parquet_is_read_or_refused() {
    assert_survived("parquet", &ALIKE);
}

#[cfg(feature = "parquet")]
#[test]
fn damaged_arrow_is_read_or_refused() {
    assert_survived("arrow", &ALIKE);
}

#[cfg(feature = "sqlite")]
#[test]
fn damaged_databases_are_read_or_refused() {
    assert_survived("sqlite", &ALIKE);
}

#[cfg(feature = "archives")]
#[test]
fn members_around_a_damaged_part_of_a_tar_are_read() {
    let home = Home::new();
    let mut tar = super::samples::tar();
    let header = memchr::memmem::find(&tar, b"feed.xml").unwrap();
    tar[header] = b'F';
    let whole = home.read("whole.tar", super::samples::tar()).unwrap().texts().len();
    let seen = home.read("a.tar", &tar).unwrap();
    assert_eq!(seen.texts().len(), whole - STORIES.len());
    assert!(
        seen.reasons()[0].1.contains("the tar file is damaged: 2560 bytes are no member"),
        "{:?}",
        seen.reasons()
    );
    // Cut within the third story of its first member.
    let cut = memchr::memmem::find(&tar, b"Farmers use its shade").unwrap();
    let seen = home.read("b.tar", &tar[..cut]).unwrap();
    assert_eq!(seen.texts(), [STORIES[0].1, STORIES[1].1]);
    assert!(
        seen.reasons().iter().any(|(_, reason)| reason.contains("the archive ends")),
        "{:?}",
        seen.reasons()
    );
}

#[cfg(feature = "archives")]
#[test]
fn many_names_for_the_same_bytes_of_a_zip_are_read_once() {
    let home = Home::new();
    let mut zip = zip_of("a.jsonl", &super::samples::json_lines());
    // The directory has one more entry, of another name.
    let entry = memchr::memmem::rfind(&zip, b"PK\x01\x02").unwrap();
    let end = memchr::memmem::rfind(&zip, b"PK\x05\x06").unwrap();
    let mut other = zip[entry..end].to_vec();
    let name = memchr::memmem::find(&other, b"a.jsonl").unwrap();
    other[name] = b'b';
    let len = (2 * (end - entry)) as u32;
    zip[end + 8..end + 12].copy_from_slice(&[2, 0, 2, 0]);
    zip[end + 12..end + 16].copy_from_slice(&len.to_le_bytes());
    zip.splice(end..end, other);
    let seen = home.read("a.zip", &zip).unwrap();
    assert_eq!(seen.texts(), STORIES.map(|(_, text)| text));
    assert_eq!(seen.reasons(), [(1, "it cannot be read: its bytes are those of another member")]);
}

#[cfg(feature = "archives")]
fn zip_of(name: &str, bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap().into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_behind_the_mark_of_a_format_are_read_or_refused(
        mark in prop::sample::select(vec![
            &b"PAR1"[..], b"ARROW1\0\0", b"\xff\xff\xff\xff\x10\0\0\0", b"PK\x03\x04", b"PK\x05\x06", b"WARC/1.0\r\n",
            b"<?xml?><item>", b"<html>", b"From a\nA: b\nC: d\n\n", b"BZh91AY&SY", b"\xfd7zXZ\0", b"\x04\x22\x4d\x18", b"\x1f\x8b\x08",
            b"SQLite format 3\0", b"\x28\xb5\x2f\xfd", b"[{\"text\":", b"text\tid\n\"",
        ]),
        bytes in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let home = Home::new();
        let bytes = [mark, &bytes].concat();
        drop(read_with(&[Input::Stdin], &home.options(), 64, &bytes));
    }
}
