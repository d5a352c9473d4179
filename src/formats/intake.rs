//! All inputs as one sequence of blocks.

use super::blocks::{Block, Content};
use super::encoding::Charset;
use super::input::{Input, InputFile, InputFormat, ReadOptions};
use super::lines::LineSplitter;
use super::listing::{Listed, list};
use super::originals::{Originals, Stamp};
use super::rows::RowSplitter;
use super::stream::{Opened, open_listed};
use super::texts::TextBlock;
use crate::error::Result;
use crate::event::Warning;
use std::io::{self, Read};
use std::sync::Arc;

/// Bytes of a block: so large that what is done once a block costs nothing, so small that a few of them on each core fit the cache.
const BLOCK_BYTES: usize = 1 << 20;

/// Inputs on their way to blocks.
pub struct Intake {
    listed: std::vec::IntoIter<Listed>,
    size_bytes: Option<u64>,
    options: ReadOptions,
    block_bytes: usize,
    stdin: Option<Box<dyn Read + Send>>,
    /// Files that were opened, each with what it was then.
    files: Vec<(Arc<InputFile>, Option<Stamp>)>,
    current: Option<Splitter>,
    /// A file that was opened and waits until the texts before it are given.
    next: Option<Opened>,
    /// Bytes of the disk that blocks have told of the current file.
    told: u64,
    /// Bytes of the disk that no block has told yet.
    untold: u64,
    warnings: Vec<Warning>,
    decoded: u64,
}

enum Splitter {
    Lines(LineSplitter),
    Rows(RowSplitter),
}

/// Finds all files of the inputs; none is read yet.
///
/// # Errors
/// When a named file or folder cannot be looked at.
pub fn open(inputs: &[Input], options: &ReadOptions) -> Result<Intake> {
    open_from(inputs, options, Box::new(io::stdin()), BLOCK_BYTES)
}

/// The same with another standard input and another size of blocks.
pub(super) fn open_from(
    inputs: &[Input],
    options: &ReadOptions,
    stdin: Box<dyn Read + Send>,
    block_bytes: usize,
) -> Result<Intake> {
    let (listed, warnings) = list(inputs)?;
    let size_bytes = listed.iter().map(|file| file.bytes_on_disk).sum();
    Ok(Intake {
        listed: listed.into_iter(),
        size_bytes,
        options: options.clone(),
        block_bytes,
        stdin: Some(stdin),
        files: Vec::new(),
        current: None,
        next: None,
        told: 0,
        untold: 0,
        warnings,
        decoded: 0,
    })
}

impl Intake {
    /// Bytes of all inputs on disk; `None` where one of them does not tell.
    pub fn size_bytes(&self) -> Option<u64> {
        self.size_bytes
    }

    /// Files that were opened so far, in the order of reading.
    pub fn files(&self) -> impl Iterator<Item = &InputFile> {
        self.files.iter().map(|(file, _)| &**file)
    }

    /// The next records; `None` at the end.
    ///
    /// # Errors
    /// When an input cannot be read, or is not what it seems to be.
    pub fn next_block(&mut self) -> Result<Option<Block>> {
        loop {
            if let Some(splitter) = &mut self.current {
                let content = match splitter {
                    Splitter::Lines(lines) => {
                        lines.next(self.block_bytes, &self.options)?.map(Content::Lines)
                    }
                    Splitter::Rows(rows) => rows.next(self.block_bytes, &self.options)?.map(Content::Rows),
                };
                let read = splitter.bytes_on_disk();
                self.untold += read - std::mem::replace(&mut self.told, read);
                if let Some(content) = content {
                    return Ok(Some(self.block(content)));
                }
                self.decoded += u64::from(splitter.was_decoded());
                self.current = None;
                self.told = 0;
            }
            if let Some(block) = self.texts()? {
                return Ok(Some(block));
            }
            let Some(opened) = self.next.take() else {
                return Ok((self.untold > 0).then(|| self.block(Content::Texts(TextBlock::default()))));
            };
            let number = self.files.len() as u32 - 1;
            self.current = Some(match opened.file.format {
                InputFormat::JsonLines => Splitter::Lines(LineSplitter::new(opened, number)),
                _ => Splitter::Rows(RowSplitter::new(opened, number)),
            });
        }
    }

    /// Text files up to the size of a block, or up to a file of another kind.
    fn texts(&mut self) -> Result<Option<Block>> {
        let mut block = TextBlock::default();
        while self.next.is_none() && block.bytes.len() < self.block_bytes {
            let Some(listed) = self.listed.next() else { break };
            let mut opened = open_listed(&listed, self.options.format, &mut self.stdin)?;
            let number = self.files.len() as u32;
            self.files.push((Arc::clone(&opened.file), opened.stamp));
            if opened.file.format != InputFormat::Text {
                self.next = Some(opened);
                break;
            }
            block.push(&mut opened, number, &self.options)?;
            self.untold += opened.stream.bytes_on_disk();
            self.decoded += u64::from(block.texts.last().is_some_and(|text| text.charset != Charset::Utf8));
        }
        Ok((!block.texts.is_empty()).then(|| self.block(Content::Texts(block))))
    }

    fn block(&mut self, content: Content) -> Block {
        Block { bytes_on_disk: std::mem::take(&mut self.untold), content }
    }

    /// The way back to what was read, and what a user should know of the reading.
    pub fn finish(self) -> (Originals, Vec<Warning>) {
        let Intake { files, options, mut warnings, decoded, .. } = self;
        if decoded > 0 {
            warnings.push(Warning::Decoded { files: decoded });
        }
        (Originals::new(files, &options), warnings)
    }
}

impl Splitter {
    fn bytes_on_disk(&self) -> u64 {
        match self {
            Splitter::Lines(lines) => lines.stream().bytes_on_disk(),
            Splitter::Rows(rows) => rows.stream().bytes_on_disk(),
        }
    }

    fn was_decoded(&self) -> bool {
        match self {
            Splitter::Lines(_) => false,
            Splitter::Rows(rows) => rows.was_decoded(),
        }
    }
}
