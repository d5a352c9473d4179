//! Passes over inputs that stop after one step: the cost of a scan before it compares anything.

use rayon::ThreadPool;
use rayon::prelude::*;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::mpsc::sync_channel;
use wirecopy::{FileError, Result};
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_io::{Block, Input, InputReader, ReadOptions, open};
use wirecopy_reuse::shingle::{token_hashes, word_shingles};

/// The last step of a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Bytes of the files are read.
    Read,
    /// Bytes are decompressed and cut into blocks of whole records.
    Decompress,
    /// Records are parsed.
    Parse,
    /// Texts are cut into tokens and paragraphs.
    Tokenise,
    /// Word shingles are hashed.
    Shingle,
}

/// Counts of a pass. The sum of all shingles keeps the compiler from optimising the work away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PassCounts {
    pub bytes_on_disk: u64,
    pub articles: u64,
    pub bytes_of_text: u64,
    pub tokens: u64,
    pub sum: u64,
}

impl PassCounts {
    fn plus(self, other: PassCounts) -> PassCounts {
        PassCounts {
            bytes_on_disk: self.bytes_on_disk + other.bytes_on_disk,
            articles: self.articles + other.articles,
            bytes_of_text: self.bytes_of_text + other.bytes_of_text,
            tokens: self.tokens + other.tokens,
            sum: self.sum.wrapping_add(other.sum),
        }
    }
}

/// Blocks read ahead, as many as a scan reads ahead.
const BLOCKS_AHEAD: usize = 8;

/// Bytes that are read at once.
const CHUNK_BYTES: usize = 1 << 20;

/// Passes over the inputs with one thread that reads and the pool's workers for the rest, as a scan
/// does.
pub fn pass(pool: &ThreadPool, inputs: &[Input], options: &ReadOptions, depth: Depth) -> Result<PassCounts> {
    let mut input_reader = open(inputs, options)?;
    if depth == Depth::Read {
        return read_bytes(inputs);
    }
    if depth == Depth::Decompress {
        let mut counts = PassCounts::default();
        while let Some(block) = input_reader.next_block()? {
            counts.bytes_on_disk += block.bytes_on_disk;
        }
        return Ok(counts);
    }
    let (send, receive) = sync_channel(BLOCKS_AHEAD);
    std::thread::scope(|scope| {
        let reader = scope.spawn(move || read_ahead(input_reader, &send));
        let counts = pool.install(|| {
            receive
                .into_iter()
                .par_bridge()
                .map_init(PassBuffers::default, |work, block| work.block(&block, options, depth))
                .reduce(PassCounts::default, PassCounts::plus)
        });
        reader.join().expect("the reader returns its errors").map(|()| counts)
    })
}

fn read_ahead(mut input_reader: InputReader, send: &std::sync::mpsc::SyncSender<Block>) -> Result<()> {
    while let Some(block) = input_reader.next_block()? {
        if send.send(block).is_err() {
            break;
        }
    }
    Ok(())
}

/// Reads named files, and all files of named folders, byte by byte.
fn read_bytes(inputs: &[Input]) -> Result<PassCounts> {
    let mut chunk = vec![0; CHUNK_BYTES];
    let mut counts = PassCounts::default();
    for input in inputs {
        if let Input::Path(path) = input {
            read_path(path, &mut chunk, &mut counts)
                .map_err(|source| FileError::Read { path: path.clone(), source })?;
        }
    }
    Ok(counts)
}

fn read_path(path: &Path, chunk: &mut [u8], counts: &mut PassCounts) -> std::io::Result<()> {
    if path.is_dir() {
        for entry in std::fs::read_dir(path)? {
            read_path(&entry?.path(), chunk, counts)?;
        }
        return Ok(());
    }
    let mut file = File::open(path)?;
    loop {
        match file.read(chunk)? {
            0 => return Ok(()),
            len => {
                counts.bytes_on_disk += len as u64;
                counts.sum = counts.sum.wrapping_add(chunk[..len].iter().map(|byte| u64::from(*byte)).sum());
            }
        }
    }
}

/// Working space of one thread.
#[derive(Default)]
struct PassBuffers {
    analysis: Analysis,
    tokens: Vec<u64>,
    shingles: Vec<u64>,
}

impl PassBuffers {
    fn block(&mut self, block: &Block, options: &ReadOptions, depth: Depth) -> PassCounts {
        let mut counts = PassCounts { bytes_on_disk: block.bytes_on_disk, ..PassCounts::default() };
        for document in block.decode(options).documents {
            counts.articles += 1;
            counts.bytes_of_text += document.text.len() as u64;
            if depth < Depth::Tokenise {
                continue;
            }
            analyse(&document.text, &mut self.analysis);
            counts.tokens += self.analysis.tokens.len() as u64;
            if depth < Depth::Shingle {
                continue;
            }
            let analysis = &self.analysis;
            self.tokens.clear();
            self.tokens.extend(token_hashes(analysis, analysis.all_tokens()));
            word_shingles(&self.tokens, &mut self.shingles);
            counts.sum = self.shingles.iter().fold(counts.sum, |sum, shingle| sum.wrapping_add(*shingle));
        }
        counts
    }
}
