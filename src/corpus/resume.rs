//! Going on behind what a killed run had read.

use crate::corpus::checkpoints;
use crate::corpus::checkpoints::{Checkpoint, CheckpointWriter};
use crate::corpus::sketch::{SketchedBlock, scheme};
use crate::error::{Error, Result};
use crate::params::ScanParams;
use wirecopy_article::event::{Event, Observer};
use wirecopy_io::{Block, InputReader, ReadOptions};
use xxhash_rust::xxh3::xxh3_64;

/// What keeps sketched blocks for another run.
pub(crate) struct Resuming {
    writer: CheckpointWriter,
}

/// A sketched block as it is kept, with what its checkpoint counts.
pub(crate) struct Kept {
    frame: Vec<u8>,
    file: usize,
    n_decoded_files: u64,
}

impl Kept {
    pub(crate) fn of(block: &Block, sketched: &SketchedBlock) -> Kept {
        Kept {
            frame: bincode::encode_to_vec(sketched, layout())
                .expect("numbers and strings encode into a vector without error"),
            file: block.file(),
            n_decoded_files: block.n_decoded_files(),
        }
    }
}

impl Resuming {
    /// Hands the blocks that an earlier run kept to `take`, in order, and leaves the input_reader behind them.
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
        let (kept, writer) = checkpoints::open(folder, fingerprint, input_reader.listed())?;
        input_reader.skip_to(writer.start(), kept.iter().map(Checkpoint::decoded_files).sum())?;
        if !kept.is_empty() {
            let files = kept.iter().map(|kept| kept.n_files()).sum();
            observer(Event::Resumed { files, bytes: kept.iter().map(|kept| kept.bytes()).sum() });
        }
        for checkpoint in kept {
            for frame in checkpoint.frames()? {
                // A build between two versions may have kept blocks in another layout.
                let (sketched, _) =
                    bincode::decode_from_slice(&frame?, layout()).map_err(|_| Error::BadInput {
                        path: folder.clone(),
                        reason: "these sketches were kept by another build: remove the folder and start over"
                            .into(),
                    })?;
                take(sketched)?;
            }
        }
        Ok(Some(Resuming { writer }))
    }

    /// Keeps a block.
    ///
    /// # Errors
    /// When the disk is full.
    pub(crate) fn keep(&mut self, kept: &Kept, bytes_on_disk: u64) -> Result<()> {
        self.writer.push(&kept.frame, kept.file, bytes_on_disk, kept.n_decoded_files)
    }

    /// Everything was read.
    ///
    /// # Errors
    /// When the disk is full.
    pub(crate) fn finish(self) -> Result<()> {
        self.writer.finish()
    }
}

/// Numbers of fixed width: most are hashes.
fn layout() -> impl bincode::config::Config {
    bincode::config::standard().with_fixed_int_encoding()
}

/// Everything that a sketched block depends on beside the bytes of its inputs.
fn fingerprint(options: &ReadOptions, params: &ScanParams) -> u64 {
    let ReadOptions { fields, format, text_bytes_max, .. } = options;
    let told = format!(
        "{} {} {:?} {:?} {fields:?} {format:?} {text_bytes_max}",
        env!("CARGO_PKG_VERSION"),
        scheme().fingerprint(),
        params.only,
        params.candidates,
    );
    xxh3_64(told.as_bytes())
}
