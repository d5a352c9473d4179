//! Whole inputs, read in blocks of any size.

#[cfg(feature = "formats")]
mod columns_by_content;
#[cfg(feature = "formats")]
mod damage;
#[cfg(feature = "formats")]
mod formats;
#[cfg(feature = "formats")]
mod recognition;
#[cfg(feature = "formats")]
mod samples;
#[cfg(feature = "formats")]
mod valid_files;
mod fields;
mod many_files;
mod outputs;
mod refusals;
mod round_trips;
mod shapes;

use crate::error::Result;
use crate::input::Input;
use crate::options::ReadOptions;
use crate::read::{TextSource, open_with};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::{fs, io};
use wirecopy_article::event::Warning;
use wirecopy_article::{Published, Reject, TextLocation, TextMaker};
use wirecopy_scratch::blob::{BlobFile, FrameSpan};

/// An article that outlives its block.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Owned {
    id: String,
    outlet: Option<String>,
    published: Option<Published>,
    url: Option<String>,
    canonical_url: Option<String>,
    title: Option<String>,
    author: Option<String>,
    text: String,
    location: Option<TextLocation>,
    text_made_by: Option<TextMaker>,
    file: String,
    line: u64,
    record: Vec<u8>,
}

/// Everything that one reading gave.
struct Seen {
    documents: Vec<Owned>,
    rejects: Vec<Reject>,
    /// Their reasons.
    reasons: Vec<String>,
    fields: BTreeMap<String, BTreeMap<String, u64>>,
    dates_not_understood: u64,
    header: Option<Vec<u8>>,
    bytes_on_disk: u64,
    blocks: usize,
    warnings: Vec<Warning>,
    text_source: TextSource,
    /// Locations of all texts, those in the blob file included.
    locations: Vec<TextLocation>,
}

/// Reads everything, and keeps the texts without a location in a blob file.
fn read_with(inputs: &[Input], options: &ReadOptions, block_bytes: usize, stdin: &[u8]) -> Result<Seen> {
    let stdin = Dripping(io::Cursor::new(stdin.to_vec()));
    let mut input_reader = open_with(inputs, options, block_bytes, Box::new(stdin))?;
    let size_bytes = input_reader.size_bytes();
    let mut blob_file = BlobFile::create(&options.temp_dir)?;
    let mut counts = crate::FieldCounts::default();
    let (mut documents, mut rejects, mut locations) = (Vec::new(), Vec::new(), Vec::new());
    let (mut dates_not_understood, mut bytes_on_disk, mut blocks, mut header) = (0, 0, 0, None);
    while let Some(block) = input_reader.next_block()? {
        let decoded = block.decode(options);
        bytes_on_disk += block.bytes_on_disk;
        blocks += 1;
        dates_not_understood += decoded.dates_not_understood;
        header = block.header().map(<[u8]>::to_vec).or(header);
        rejects.extend(decoded.rejects);
        counts.merge(decoded.field_counts);
        for document in decoded.documents {
            let file = &input_reader.files()[block.files()]
                .iter()
                .find(|file| document.file.starts_with(&*file.name));
            assert!(file.is_some(), "a document is of one of its block's files");
            locations.push(match document.location {
                Some(location) => location,
                None => {
                    let FrameSpan { offset, len } = blob_file.append(&BlobFile::frame(&document.text))?;
                    TextLocation { source: TextLocation::BLOB_FILE, offset, len }
                }
            });
            documents.push(owned(document));
        }
    }
    assert!(size_bytes.is_none_or(|size| size == bytes_on_disk), "{size_bytes:?} {bytes_on_disk}");
    let (text_source, warnings, _) = input_reader.finish();
    Ok(Seen {
        documents,
        reasons: rejects.iter().map(|reject| reject.reason.to_string()).collect(),
        rejects,
        fields: counts.by_name(),
        dates_not_understood,
        header,
        bytes_on_disk,
        blocks,
        warnings,
        text_source: text_source.with_blob_file(blob_file),
        locations,
    })
}

fn owned(document: wirecopy_article::Document<'_>) -> Owned {
    Owned {
        id: document.id.into_owned(),
        outlet: document.outlet.map(Into::into),
        published: document.published,
        url: document.url.map(Into::into),
        canonical_url: document.canonical_url.map(Into::into),
        title: document.title.map(Into::into),
        author: document.author.map(Into::into),
        text: document.text.into_owned(),
        location: document.location,
        text_made_by: document.text_made_by,
        file: document.file.into_owned(),
        line: document.line,
        record: document.record.to_vec(),
    }
}

/// Reads a few bytes at a time, as from a pipe.
struct Dripping(io::Cursor<Vec<u8>>);

impl Read for Dripping {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let len = out.len().min(7);
        self.0.read(&mut out[..len])
    }
}

/// A folder for one test.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        Home(tempfile::tempdir().unwrap())
    }

    fn options(&self) -> ReadOptions {
        ReadOptions::new(self.0.path().to_path_buf())
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// One file, read with one block size.
    fn read(&self, name: &str, bytes: impl AsRef<[u8]>) -> Result<Seen> {
        let path = self.write(name, bytes);
        read_path(&path, &self.options(), 1 << 20)
    }
}

fn read_path(path: &Path, options: &ReadOptions, block_bytes: usize) -> Result<Seen> {
    read_with(&[Input::Path(path.to_path_buf())], options, block_bytes, b"")
}

impl Seen {
    fn texts(&self) -> Vec<&str> {
        self.documents.iter().map(|document| &*document.text).collect()
    }

    fn reasons(&self) -> Vec<(u64, &str)> {
        let reasons = self.reasons.iter().map(String::as_str);
        self.rejects.iter().map(|reject| reject.line).zip(reasons).collect()
    }

    fn assert_texts_are_read_again(&self) {
        for (location, document) in self.locations.iter().zip(&self.documents) {
            assert_eq!(self.text_source.text(location).unwrap(), document.text);
        }
        self.text_source.assert_unchanged().unwrap();
    }
}

/// One gzip member.
pub(crate) fn gzip_member(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Two gzip members, cut anywhere.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let (first, second) = bytes.split_at(bytes.len() / 3);
    [first, second].iter().flat_map(|part| gzip_member(part)).collect()
}

/// Two Zstandard frames, cut anywhere.
fn zstd_frames(bytes: &[u8]) -> Vec<u8> {
    let (first, second) = bytes.split_at(bytes.len() / 3);
    [first, second].iter().flat_map(|part| zstd::bulk::compress(part, 1).unwrap()).collect()
}
