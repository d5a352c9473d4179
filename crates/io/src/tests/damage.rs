//! Damaged files of every format: read as far as they go or refused, and never a panic or a hang.

use super::samples::{feed, json_lines, mailbox, page, warc, warc_gz};
use super::{Home, read_path, read_with};
use crate::Input;
use proptest::prelude::*;
use std::sync::LazyLock;

/// Valid files by name.
static FILES: LazyLock<Vec<(&str, Vec<u8>)>> = LazyLock::new(|| {
    #[cfg_attr(not(feature = "parquet"), expect(unused_mut))]
    let mut files = vec![
        ("a.jsonl", json_lines()),
        ("a.html", page(0).into_bytes()),
        ("a.warc", warc()),
        ("a.warc.gz", warc_gz()),
        ("a.xml", feed()),
        ("a.mbox", mailbox()),
    ];
    #[cfg(feature = "archives")]
    files.extend([("a.tar", super::samples::tar()), ("a.zip", super::samples::zip())]);
    #[cfg(feature = "parquet")]
    {
        use super::samples::tables::{TEXT_TYPES, arrow, batch, parquet};
        let compressions = [
            parquet::basic::Compression::UNCOMPRESSED,
            parquet::basic::Compression::SNAPPY,
            parquet::basic::Compression::LZ4_RAW,
            parquet::basic::Compression::ZSTD(parquet::basic::ZstdLevel::default()),
        ];
        for (texts, compression) in TEXT_TYPES.iter().zip(compressions) {
            files.push(("a.parquet", parquet(&batch(*texts, 2), compression, 4)));
            files.push(("a.arrow", arrow(&batch(*texts, 1), None, true)));
            files.push(("a.arrow", arrow(&batch(*texts, 1), Some(arrow_ipc::CompressionType::ZSTD), false)));
        }
    }
    files
});

fn damaged() -> impl Strategy<Value = (&'static str, Vec<u8>)> {
    let damage = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..4), 0..6);
    (0..FILES.len(), damage, any::<Option<prop::sample::Index>>()).prop_map(|(file, damage, cut)| {
        let (name, bytes) = &FILES[file];
        let mut bytes = bytes.clone();
        for (at, value, kind) in damage {
            let at = at.index(bytes.len());
            match kind {
                0 => bytes[at] = value,
                1 => bytes[at] ^= 1 << (value % 8),
                2 => bytes.insert(at, value),
                _ => {
                    let end = (at + usize::from(value)).min(bytes.len());
                    bytes[at..end].fill(value);
                }
            }
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        (*name, bytes)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn damaged_files_are_read_or_refused_and_alike_in_any_blocks((name, bytes) in damaged()) {
        let home = Home::new();
        let path = home.write(name, &bytes);
        let whole = read_path(&path, &home.options(), 1 << 20);
        let small = read_path(&path, &home.options(), 300);
        // Of a damaged table, member or archive more is lost where one read asks for more.
        if matches!(name, "a.parquet" | "a.warc.gz" | "a.tar" | "a.zip") {
            return Ok(());
        }
        match (whole, small) {
            (Ok(whole), Ok(small)) => prop_assert_eq!(whole.texts(), small.texts()),
            (Err(_), Err(_)) => {}
            (whole, small) => prop_assert!(false, "{:?} {:?}", whole.err(), small.err()),
        }
    }

    #[test]
    fn any_bytes_behind_the_mark_of_a_format_are_read_or_refused(
        mark in prop::sample::select(vec![
            &b"PAR1"[..], b"ARROW1\0\0", b"\xff\xff\xff\xff\x10\0\0\0", b"PK\x03\x04", b"PK\x05\x06", b"WARC/1.0\r\n",
            b"<?xml?><item>", b"<html>", b"From a\nA: b\nC: d\n\n", b"BZh91AY&SY", b"\xfd7zXZ\0", b"\x04\x22\x4d\x18", b"\x1f\x8b\x08",
        ]),
        bytes in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let home = Home::new();
        let bytes = [mark, &bytes].concat();
        drop(read_with(&[Input::Stdin], &home.options(), 64, &bytes));
    }
}
