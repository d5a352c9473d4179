//! Blocks that an earlier run sealed, and the sealing of those of this run.

use crate::corpus::sketch::scheme;
use crate::corpus::sketched_block::SketchedBlock;
use crate::error::{FileError, Result};
use crate::params::ScanParams;
use bincode::config::{Config, standard};
use wirecopy_article::event::{Event, Observer};
use wirecopy_index::{CoveredInput, Segment, SegmentBound, SegmentWriter, Stretch};
use wirecopy_io::{Block, InputReader, ListedFile, Position, ReadOptions};
use xxhash_rust::xxh3::xxh3_64;

/// Seals sketched blocks for a later run.
pub(crate) struct Resuming {
    writer: SegmentWriter,
}

/// A sketched block as it is sealed.
pub(crate) struct Payload {
    bytes: Vec<u8>,
    stretch: Stretch,
}

impl Payload {
    pub(crate) fn of(block: &Block, sketched: &SketchedBlock) -> Payload {
        Payload {
            bytes: bincode::encode_to_vec(sketched, layout())
                .expect("numbers and strings encode into a vector without error"),
            stretch: Stretch {
                file: block.file() as u64,
                bytes: sketched.bytes_on_disk,
                decoded_files: block.n_decoded_files(),
            },
        }
    }
}

impl Resuming {
    /// Passes the blocks that an earlier run sealed to `take`, in order, and leaves the reader
    /// after them; `None` without a folder.
    ///
    /// # Errors
    /// Those of the folder, and the first of `take`.
    pub(crate) fn begin(
        input_reader: &mut InputReader,
        options: &ReadOptions,
        params: &ScanParams,
        observer: &Observer<'_>,
        mut take: impl FnMut(SketchedBlock) -> Result<()>,
    ) -> Result<Option<Resuming>> {
        let Some(folder) = &options.resume_dir else { return Ok(None) };
        // Positions count blocks, which are as large as this run makes them.
        let fingerprint = fingerprint(options, params) ^ input_reader.block_bytes() as u64;
        let inputs = input_reader.listed().iter().map(stamp_of).collect();
        let (sealed, writer) = wirecopy_index::open(folder, fingerprint, inputs)?;
        let SegmentBound { files, blocks } = writer.start();
        let decoded_files = sealed.iter().map(Segment::decoded_files).sum();
        input_reader.skip_to(Position { files, blocks }, decoded_files)?;
        if !sealed.is_empty() {
            let files = sealed.iter().map(Segment::n_files).sum();
            observer(Event::Resumed { files, bytes: sealed.iter().map(Segment::bytes).sum() });
        }
        for segment in sealed {
            for payload in segment.payloads()? {
                // A build between two versions may have sealed blocks in another layout.
                let (sketched, _) =
                    bincode::decode_from_slice(&payload?, layout()).map_err(|_| FileError::BadInput {
                        path: folder.clone(),
                        reason: "these sketches were kept by another build: remove the folder and start over"
                            .into(),
                    })?;
                take(sketched)?;
            }
        }
        Ok(Some(Resuming { writer }))
    }

    /// Appends a block.
    ///
    /// # Errors
    /// When the disk is full.
    pub(crate) fn push(&mut self, payload: &Payload) -> Result<()> {
        Ok(self.writer.push(&payload.bytes, payload.stretch)?)
    }

    /// Seals the last segment: everything was read.
    ///
    /// # Errors
    /// When the disk is full.
    pub(crate) fn finish(self) -> Result<()> {
        Ok(self.writer.finish()?)
    }
}

/// `None` for what cannot be known to be the same later: standard input, a pipe, a file without a
/// time.
fn stamp_of(listed: &ListedFile) -> Option<CoveredInput> {
    let stamp = listed.stamp?;
    CoveredInput::new(&listed.path, stamp.len, stamp.modified?)
}

/// Integers of fixed width: most are hashes.
fn layout() -> impl Config {
    standard().with_fixed_int_encoding()
}

/// Hash of everything that a sketched block depends on besides the bytes of its inputs.
fn fingerprint(options: &ReadOptions, params: &ScanParams) -> u64 {
    let ReadOptions { fields, format, table, tables, records_path, separator, .. } = options;
    let ReadOptions { text_bytes_max, text_format, fix_mojibake, outlets, .. } = options;
    let all = format!(
        "{} {} {:?} {:?} {:?} {fields:?} {format:?} {table:?} {tables:?} {records_path:?} {separator:?} \
         {text_bytes_max} {text_format:?} {fix_mojibake} {outlets:?}",
        env!("CARGO_PKG_VERSION"),
        scheme().fingerprint(),
        params.only,
        params.candidates,
        params.fold_han,
    );
    xxh3_64(all.as_bytes())
}
