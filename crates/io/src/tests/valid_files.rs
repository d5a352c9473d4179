//! Small valid files of every reader, from which damaged files and the seeds of fuzzing are made.

use super::samples::{feed, json_array, json_lines, mailbox, page, table, warc, warc_gz};
use super::{gzip, zstd_frames};
use std::sync::LazyLock;

/// A valid file.
pub(super) struct ValidFile {
    /// The fuzz target of its reader.
    pub(super) reader: &'static str,
    pub(super) name: &'static str,
    pub(super) bytes: Vec<u8>,
}

pub(super) static FILES: LazyLock<Vec<ValidFile>> = LazyLock::new(|| {
    let wide: Vec<u8> = String::from_utf8(table(b','))
        .unwrap()
        .encode_utf16()
        .fold(b"\xff\xfe".to_vec(), |bytes, unit| [bytes, unit.to_le_bytes().to_vec()].concat());
    let text = |number: usize| super::samples::STORIES[number].1.as_bytes().to_vec();
    let mut files = vec![
        ("json", "a.jsonl", json_lines()),
        ("json", "b.json", json_array()),
        ("csv", "a.csv", table(b',')),
        ("csv", "b.tsv", table(b'\t')),
        ("csv", "c.csv", wide),
        ("html", "a.html", page(0).into_bytes()),
        ("html", "b.html", page(2).into_bytes()),
        ("warc", "a.warc", warc()),
        ("warc", "b.warc.gz", warc_gz()),
        ("xml", "a.xml", feed()),
        ("mail", "a.mbox", mailbox()),
        ("input", "a.txt", text(1)),
        ("compression", "a.jsonl.gz", gzip(&json_lines())),
        ("compression", "b.jsonl.zst", zstd_frames(&json_lines())),
    ];
    files.extend(of_features());
    files.into_iter().map(|(reader, name, bytes)| ValidFile { reader, name, bytes }).collect()
});

/// The files of readers that are in this build.
fn of_features() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let mut files = Vec::new();
    #[cfg(feature = "archives")]
    files.extend([("tar", "a.tar", super::samples::tar()), ("zip", "a.zip", super::samples::zip())]);
    #[cfg(feature = "parquet")]
    {
        use super::samples::tables::{TEXT_TYPES, arrow, batch, parquet};
        use parquet::basic::{Compression, ZstdLevel};
        let compressions = [
            ("a.parquet", Compression::UNCOMPRESSED),
            ("b.parquet", Compression::SNAPPY),
            ("c.parquet", Compression::LZ4_RAW),
            ("d.parquet", Compression::ZSTD(ZstdLevel::default())),
        ];
        for (texts, (name, compression)) in TEXT_TYPES.iter().zip(compressions) {
            files.push(("parquet", name, parquet(&batch(*texts, 2), compression, 4)));
        }
        let names = [
            ("a.arrow", "a.arrows"),
            ("b.arrow", "b.arrows"),
            ("c.arrow", "c.arrows"),
            ("d.arrow", "d.arrows"),
        ];
        for (texts, (file, stream)) in TEXT_TYPES.iter().zip(names) {
            files.push(("arrow", file, arrow(&batch(*texts, 1), None, true)));
            files.push((
                "arrow",
                stream,
                arrow(&batch(*texts, 1), Some(arrow_ipc::CompressionType::ZSTD), false),
            ));
        }
    }
    #[cfg(feature = "sqlite")]
    files.push(("sqlite", "a.db", super::samples::database()));
    files.extend(compressed());
    files
}

/// JSON Lines in the compressions that are in this build.
fn compressed() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let mut files = Vec::new();
    #[cfg(feature = "bzip2")]
    files.push(("compression", "c.jsonl.bz2", {
        use std::io::Write;
        let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        encoder.write_all(&json_lines()).unwrap();
        encoder.finish().unwrap()
    }));
    #[cfg(feature = "lz4")]
    files.push(("compression", "d.jsonl.lz4", {
        use std::io::Write;
        let mut encoder = lz4_flex::frame::FrameEncoder::new(Vec::new());
        encoder.write_all(&json_lines()).unwrap();
        encoder.finish().unwrap()
    }));
    files
}

/// Writes the seeds of the fuzz targets into a folder of which the environment has the name:
/// `FUZZ_SEEDS=fuzz/seeds cargo test -p wirecopy-io --all-features seeds`.
#[test]
fn seeds_of_fuzzing_are_valid_files_of_every_reader() {
    let written = std::env::var_os("FUZZ_SEEDS").map(std::path::PathBuf::from);
    let home = super::Home::new();
    let folder = written.as_deref().unwrap_or(home.0.path());
    for file in FILES.iter() {
        let folder = folder.join(file.reader);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(file.name), &file.bytes).unwrap();
        let seen = super::read_path(&folder.join(file.name), &home.options(), 1 << 20).unwrap();
        assert!(!seen.documents.is_empty(), "{}", file.name);
    }
}
