//! All inputs one after another, cut into blocks.

use super::blocks::{Block, Content};
use super::encoding::Charset;
use super::input::{Input, InputFile, InputFormat, ReadOptions};
use super::lines::LineSplitter;
use super::listing::{Listed, list};
use super::rows::RowSplitter;
use super::stream::{Opened, open_listed};
use super::text_source::{Stamp, TextSource};
use super::texts::TextBlock;
use crate::error::Result;
use std::io::Read;
use std::sync::Arc;
use wirecopy_article::event::Warning;

/// Large enough that a block's fixed costs vanish, small enough that a few of them per thread fit into the cache of the machine.
const BLOCK_BYTES: usize = 1 << 20;

/// The first reading of all inputs.
pub struct InputReader {
    options: ReadOptions,
    block_bytes: usize,
    pending: std::vec::IntoIter<Listed>,
    current: Option<Current>,
    /// Text files that wait for more of them.
    texts: TextBlock,
    files: Vec<Arc<InputFile>>,
    stamps: Vec<Option<Stamp>>,
    warnings: Vec<Warning>,
    decoded_files: u64,
    bytes_on_disk: BytesOnDisk,
    /// Blocks of the next file that an earlier run kept.
    blocks_kept: u64,
    size_bytes: Option<u64>,
    stdin: Option<Box<dyn Read + Send>>,
}

/// How far inputs were read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, bincode::Encode, bincode::Decode)]
pub struct Position {
    /// Files that were finished.
    pub files: u64,
    /// Blocks of the next one that were read.
    pub blocks: u64,
}

impl Position {
    /// Files that were opened.
    pub fn opened(self) -> u64 {
        self.files + u64::from(self.blocks > 0)
    }
}

enum Current {
    Lines(LineSplitter),
    Rows(RowSplitter),
    Text(Opened),
}

/// What was read of the disk, so that the blocks' shares sum up to the whole.
#[derive(Default)]
struct BytesOnDisk {
    of_ended_files: u64,
    /// Size of the present file, where it is known.
    of_file: Option<u64>,
    told: u64,
}

/// JaggedVec the inputs. Nothing is opened yet.
///
/// # Errors
/// When a named file or folder does not exist or a folder cannot be listed.
pub fn open(inputs: &[Input], options: &ReadOptions) -> Result<InputReader> {
    let stdin: Box<dyn Read + Send> = match &options.stdin {
        Some(copy) => Box::new(copy.reader()),
        None => Box::new(std::io::stdin()),
    };
    open_with(inputs, options, BLOCK_BYTES, stdin)
}

/// The same with blocks of another size, and with something in place of standard input.
pub(super) fn open_with(
    inputs: &[Input],
    options: &ReadOptions,
    block_bytes: usize,
    stdin: Box<dyn Read + Send>,
) -> Result<InputReader> {
    let (listed, warnings) = list(inputs)?;
    Ok(InputReader {
        options: options.clone(),
        block_bytes,
        size_bytes: listed.iter().map(Listed::bytes_on_disk).sum(),
        pending: listed.into_iter(),
        current: None,
        texts: TextBlock::default(),
        files: Vec::new(),
        stamps: Vec::new(),
        warnings,
        decoded_files: 0,
        bytes_on_disk: BytesOnDisk::default(),
        blocks_kept: 0,
        stdin: Some(stdin),
    })
}

impl InputReader {
    /// Bytes of all inputs on disk; `None` where standard input or a pipe is among them.
    pub fn size_bytes(&self) -> Option<u64> {
        self.size_bytes
    }

    /// Files that were opened so far, in the order of reading; [`Block::file`] counts them.
    pub fn files(&self) -> &[Arc<InputFile>] {
        &self.files
    }

    /// Files as they were listed and not yet opened.
    pub fn listed(&self) -> &[Listed] {
        self.pending.as_slice()
    }

    /// Bytes of a block, in which a [`Position`] counts.
    pub fn block_bytes(&self) -> usize {
        self.block_bytes
    }

    /// Passes over what an earlier run read, before the first block is asked for. `decoded_files` of it were not UTF-8.
    ///
    /// # Errors
    /// When an input cannot be opened.
    pub fn skip_to(&mut self, position: Position, decoded_files: u64) -> Result<()> {
        for _ in 0..position.files {
            let listed = self.pending.next().expect("a position is within the listed files");
            self.open_next(&listed)?;
            self.bytes_on_disk.end_file(0);
        }
        self.bytes_on_disk.told = self.bytes_on_disk.of_ended_files;
        self.decoded_files += decoded_files;
        self.blocks_kept = position.blocks;
        Ok(())
    }

    /// The next block, in an order that depends only on the paths; `None` at the end.
    ///
    /// # Errors
    /// When an input cannot be read or is not what it seems to be.
    pub fn next_block(&mut self) -> Result<Option<Block>> {
        // A file is cut again from its start, because a compressed one has no other place to go on from: that takes a small part of the time of sketching it.
        while self.blocks_kept > 0 {
            self.blocks_kept -= 1;
            // That a file is not UTF-8 is told once more when it ends.
            let told = self.cut_block()?.map_or(0, |block| block.n_decoded_files());
            self.decoded_files = self.decoded_files.saturating_sub(told);
        }
        self.cut_block()
    }

    fn cut_block(&mut self) -> Result<Option<Block>> {
        loop {
            let Some(current) = self.current.take() else {
                match self.pending.next() {
                    Some(listed) => self.current = Some(self.open_next(&listed)?),
                    None => return Ok(self.last_block()),
                }
                continue;
            };
            let content = match current {
                Current::Text(opened) => {
                    self.push_text(opened)?;
                    if self.texts.bytes.len() < self.block_bytes {
                        continue;
                    }
                    Content::Texts(std::mem::take(&mut self.texts))
                }
                waiting if !self.texts.texts.is_empty() => {
                    self.current = Some(waiting);
                    Content::Texts(std::mem::take(&mut self.texts))
                }
                Current::Lines(mut lines) => {
                    let Some(block) = lines.next(self.block_bytes, &self.options)? else {
                        self.bytes_on_disk.end_file(lines.stream().bytes_on_disk());
                        continue;
                    };
                    self.current = Some(Current::Lines(lines));
                    Content::Lines(block)
                }
                Current::Rows(mut rows) => {
                    let Some(block) = rows.next(self.block_bytes, &self.options)? else {
                        self.decoded_files += u64::from(rows.was_decoded());
                        self.bytes_on_disk.end_file(rows.stream().bytes_on_disk());
                        continue;
                    };
                    self.current = Some(Current::Rows(rows));
                    Content::Rows(block)
                }
            };
            return Ok(Some(self.block(content)));
        }
    }

    /// What serves to read texts again, and what a user should know.
    pub fn finish(self) -> (TextSource, Vec<Warning>) {
        let mut warnings = self.warnings;
        if self.decoded_files > 0 {
            warnings.push(Warning::Decoded { files: self.decoded_files });
        }
        let files = self.files.into_iter().zip(self.stamps).collect();
        (TextSource::new(files, &self.options), warnings)
    }

    fn open_next(&mut self, listed: &Listed) -> Result<Current> {
        let opened = open_listed(listed, self.options.format, &mut self.stdin)?;
        self.bytes_on_disk.of_file = listed.bytes_on_disk();
        self.files.push(Arc::clone(&opened.file));
        self.stamps.push(opened.stamp);
        Ok(match opened.file.format {
            InputFormat::JsonLines => Current::Lines(LineSplitter::new(opened)),
            InputFormat::Csv | InputFormat::Tsv => Current::Rows(RowSplitter::new(opened)),
            InputFormat::Text => Current::Text(opened),
        })
    }

    fn push_text(&mut self, mut opened: Opened) -> Result<()> {
        let number = self.files.len() as u32 - 1;
        let charset = self.texts.push(&mut opened, number, &self.options)?;
        self.decoded_files += u64::from(charset != Charset::Utf8);
        self.bytes_on_disk.end_file(opened.stream.bytes_on_disk());
        Ok(())
    }

    /// Texts that wait for no more, or the bytes of files that gave no block.
    fn last_block(&mut self) -> Option<Block> {
        let texts = std::mem::take(&mut self.texts);
        let block = self.block(Content::Texts(texts));
        (block.bytes_on_disk > 0 || !block.is_empty()).then_some(block)
    }

    fn block(&mut self, content: Content) -> Block {
        let of_current = match &self.current {
            Some(Current::Lines(lines)) => lines.stream().bytes_on_disk(),
            Some(Current::Rows(rows)) => rows.stream().bytes_on_disk(),
            Some(Current::Text(_)) | None => 0,
        };
        let file = match &content {
            Content::Texts(TextBlock { texts, .. }) if !texts.is_empty() => texts[0].number as usize,
            _ => self.files.len().saturating_sub(1),
        };
        Block { bytes_on_disk: self.bytes_on_disk.untold(of_current), file, content }
    }
}

impl BytesOnDisk {
    /// `read` may be less than the file has, where its end was passed over.
    fn end_file(&mut self, read: u64) {
        self.of_ended_files += self.of_file.unwrap_or(read);
    }

    fn untold(&mut self, read_of_current: u64) -> u64 {
        let read = self.of_ended_files + self.of_file.unwrap_or(u64::MAX).min(read_of_current);
        let untold = read.saturating_sub(self.told);
        self.told += untold;
        untold
    }
}
