//! All inputs in sequence, cut into blocks.

use super::block::Block;
use super::bytes_on_disk::BytesOnDisk;
use super::open::{Opener, open_listed};
use super::reading_notes::ReadingNotes;
use super::text_source::TextSource;
use super::whole_files::GatheredFiles;
use crate::error::{Error, Result};
use crate::file_plan::{PlanNotes, SharedPlans};
use crate::files::{ListedFile, list};
use crate::format::{Records, RecordsOfFiles, Split, Splitter};
use crate::formats::format_of;
use crate::input::{Input, InputFile, InputStamp};
use crate::options::ReadOptions;
use crate::record::Decoding;
use crate::stream::Opened;
use std::io::Read;
use std::sync::Arc;
use wirecopy_article::event::Warning;
use wirecopy_scratch::remove_abandoned_temporary;

/// Large enough for a block's fixed costs to vanish, small enough for a few blocks per thread to
/// fit into the machine's cache.
const BLOCK_BYTES: usize = 1 << 20;

/// Reads all inputs once, block by block.
pub struct InputReader {
    options: ReadOptions,
    block_bytes: usize,
    pending: std::vec::IntoIter<ListedFile>,
    current: Option<Split>,
    /// Files of one record each, for which no block has been made yet.
    gathered: Option<GatheredFiles>,
    /// Number of the first of these files.
    first_gathered: usize,
    files: Vec<Arc<InputFile>>,
    stamps: Vec<Option<InputStamp>>,
    warnings: Vec<Warning>,
    decoded_files: u64,
    bytes_on_disk: BytesOnDisk,
    /// Blocks of the next file that are to be skipped.
    blocks_to_skip: u64,
    size_bytes: Option<u64>,
    opener: Opener,
    notes: ReadingNotes,
}

/// A position in the inputs, in files and blocks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, bincode::Encode, bincode::Decode)]
pub struct Position {
    /// Files that have been read to their end.
    pub files: u64,
    /// Blocks of the next file that have been read.
    pub blocks: u64,
}

impl Position {
    /// Files that have been opened.
    pub fn opened(self) -> u64 {
        self.files + u64::from(self.blocks > 0)
    }
}

/// A file that has been opened.
struct OpenedFile {
    file: Arc<InputFile>,
    stamp: Option<InputStamp>,
    /// Notes on it by its first bytes and by its description.
    notes: [PlanNotes; 2],
}

/// Lists the inputs, and removes what killed runs left in the temporary folder. Nothing is opened
/// yet.
///
/// # Errors
/// When a named file or folder does not exist or a folder cannot be listed.
pub fn open(inputs: &[Input], options: &ReadOptions) -> Result<InputReader> {
    open_with(inputs, options, BLOCK_BYTES, Box::new(std::io::stdin()))
}

/// [`open`] with blocks of a given size, and a replacement for standard input.
pub(crate) fn open_with(
    inputs: &[Input],
    options: &ReadOptions,
    block_bytes: usize,
    stdin: Box<dyn Read + Send>,
) -> Result<InputReader> {
    remove_abandoned_temporary(&options.temp_dir);
    let (listed, warnings) = list(inputs, options)?;
    if options.strict {
        refuse_unreadable(&warnings)?;
    }
    Ok(InputReader {
        options: options.clone(),
        block_bytes,
        size_bytes: listed.iter().map(ListedFile::bytes_on_disk).sum(),
        pending: listed.into_iter(),
        current: None,
        gathered: None,
        first_gathered: 0,
        files: Vec::new(),
        stamps: Vec::new(),
        warnings,
        decoded_files: 0,
        bytes_on_disk: BytesOnDisk::default(),
        blocks_to_skip: 0,
        opener: Opener { stdin: Some(stdin), plans: SharedPlans::default() },
        notes: ReadingNotes::default(),
    })
}

/// Fails with the first file that was skipped because it cannot be read, or has no text.
fn refuse_unreadable(warnings: &[Warning]) -> Result<()> {
    warnings.iter().try_for_each(|warning| match warning {
        Warning::Unreadable { path, reason } => {
            Err(Error::BadInput { path: path.into(), reason: reason.clone() })
        }
        Warning::SkippedContent { reason } => {
            let (path, reason) = reason.split_once(": ").unwrap_or((reason, "it is not read"));
            Err(Error::BadInput { path: path.into(), reason: reason.to_owned() })
        }
        _ => Ok(()),
    })
}

impl InputReader {
    /// Bytes on disk of all inputs; `None` if one of them is standard input or a pipe.
    pub fn size_bytes(&self) -> Option<u64> {
        self.size_bytes
    }

    /// Files that have been opened, in reading order, which [`Block::file`] numbers.
    pub fn files(&self) -> &[Arc<InputFile>] {
        &self.files
    }

    /// Files that have not been opened.
    pub fn listed(&self) -> &[ListedFile] {
        self.pending.as_slice()
    }

    /// Size of a block in bytes, on which the blocks of a [`Position`] depend.
    pub fn block_bytes(&self) -> usize {
        self.block_bytes
    }

    /// Skips what an earlier run has read, of which `decoded_files` were not UTF-8. Called before
    /// the first block.
    ///
    /// # Errors
    /// When an input cannot be opened.
    pub fn skip_to(&mut self, position: Position, decoded_files: u64) -> Result<()> {
        for _ in 0..position.files {
            match self.open_next()?.expect("a position is within the listed files") {
                #[cfg(feature = "archives")]
                Split::Members(archive, members) => {
                    self.note_members(super::members::MemberSplitter::new(archive, members))?;
                }
                Split::Blocks(..) | Split::WholeFile(..) => {}
            }
            self.bytes_on_disk.end_file(0);
        }
        self.bytes_on_disk.counted = self.bytes_on_disk.of_ended_files;
        self.decoded_files += decoded_files;
        self.blocks_to_skip = position.blocks;
        Ok(())
    }

    /// Adds the notes on the files in an archive, which only a reading of it gives.
    #[cfg(feature = "archives")]
    fn note_members(&mut self, mut splitter: super::members::MemberSplitter) -> Result<()> {
        while splitter.next(self.block_bytes, &self.options)?.is_some() {}
        self.warnings.extend(splitter.warnings());
        self.notes.add(splitter.member_notes());
        Ok(())
    }

    /// The next block, in an order that depends only on the paths; `None` at the end.
    ///
    /// # Errors
    /// When an input cannot be read or is not what it seems to be.
    pub fn next_block(&mut self) -> Result<Option<Block>> {
        // A file is cut again from its start, because a compressed one has no other offset to
        // continue from. That takes a small part of the time of analysing it.
        while self.blocks_to_skip > 0 {
            self.blocks_to_skip -= 1;
            // A file that is not UTF-8 is counted once more at its end.
            let counted = self.cut_block()?.map_or(0, |block| block.n_decoded_files());
            self.decoded_files = self.decoded_files.saturating_sub(counted);
        }
        self.cut_block()
    }

    fn cut_block(&mut self) -> Result<Option<Block>> {
        loop {
            let Some(current) = self.current.take() else {
                match self.open_next()? {
                    Some(opened) => self.current = Some(opened),
                    None => return Ok(self.last_block()),
                }
                continue;
            };
            if self.gathered.as_ref().is_some_and(|gathered| !gathered.takes(&current)) {
                self.current = Some(current);
                return Ok(self.gathered_block());
            }
            match current {
                Split::WholeFile(opened, records_of) => {
                    if self.gather(*opened, records_of)? >= self.block_bytes {
                        return Ok(self.gathered_block());
                    }
                }
                #[cfg(feature = "archives")]
                Split::Members(archive, members) => {
                    let splitter = super::members::MemberSplitter::new(archive, members);
                    self.current = Some(Split::Blocks(Box::new(splitter)));
                }
                Split::Blocks(mut splitter) => {
                    let Some(records) = splitter.next(self.block_bytes, &self.options)? else {
                        self.end_file(&mut *splitter);
                        continue;
                    };
                    self.current = Some(Split::Blocks(splitter));
                    return Ok(Some(self.block(self.files.len() - 1, records)));
                }
            }
        }
    }

    /// The source of texts that are read again, warnings for the user, and what the first records
    /// of the files decided.
    pub fn finish(self) -> (TextSource, Vec<Warning>, ReadingNotes) {
        let mut warnings = self.warnings;
        if self.decoded_files > 0 {
            warnings.push(Warning::Decoded { files: self.decoded_files });
        }
        let files = self.files.into_iter().zip(self.stamps).collect();
        warnings.extend(self.notes.warnings());
        (TextSource::new(files), warnings, self.notes)
    }

    /// Opens the next file that can be read; `None` at the end. What cannot be read is skipped
    /// in a folder, unless reading is strict.
    fn open_next(&mut self) -> Result<Option<Split>> {
        while let Some(listed) = self.pending.next() {
            let (split, file) = match Self::split_of(&mut self.opener, &listed, &self.options) {
                Ok(split) => split,
                Err(error) if listed.is_in_folder && !self.options.strict && error.is_of_content() => {
                    self.bytes_on_disk.pass_over(listed.bytes_on_disk());
                    self.warnings.push(Warning::SkippedContent { reason: error.to_string() });
                    continue;
                }
                Err(error) => return Err(error),
            };
            self.bytes_on_disk.of_file = listed.bytes_on_disk();
            let OpenedFile { file, stamp, notes } = file;
            notes.into_iter().for_each(|notes| self.notes.add(notes));
            self.files.push(file);
            self.stamps.push(stamp);
            return Ok(Some(split));
        }
        Ok(None)
    }

    fn split_of(
        opener: &mut Opener,
        listed: &ListedFile,
        options: &ReadOptions,
    ) -> Result<(Split, OpenedFile)> {
        let (opened, notes) = open_listed(listed, options, opener)?;
        let (file, stamp) = (Arc::clone(&opened.file), opened.stamp);
        let mut split = format_of(file.format).split(opened);
        let notes = [notes, split.plan(options)?];
        Ok((split, OpenedFile { file, stamp, notes }))
    }

    fn end_file(&mut self, splitter: &mut dyn Splitter) {
        self.warnings.extend(splitter.warnings());
        self.notes.add(splitter.member_notes());
        self.decoded_files += u64::from(splitter.was_decoded());
        self.bytes_on_disk.end_file(splitter.bytes_on_disk());
    }

    /// Reads a file of one record. Returns the bytes of all that were gathered.
    fn gather(&mut self, mut opened: Opened, records_of: RecordsOfFiles) -> Result<usize> {
        if self.gathered.is_none() {
            self.first_gathered = self.files.len() - 1;
        }
        let new = || GatheredFiles::new(opened.file.format, records_of);
        let gathered = self.gathered.get_or_insert_with(new);
        gathered.push(&mut opened, &self.options)?;
        self.bytes_on_disk.end_file(opened.stream.bytes_on_disk());
        Ok(gathered.len_bytes())
    }

    fn gathered_block(&mut self) -> Option<Block> {
        let records = self.gathered.take()?.into_records();
        self.decoded_files += records.n_decoded_files();
        Some(self.block(self.first_gathered, records))
    }

    /// The remaining files, or the bytes of files that gave no block.
    fn last_block(&mut self) -> Option<Block> {
        if self.gathered.is_some() {
            return self.gathered_block();
        }
        // Their bytes are counted for a block without a record.
        let last = self.files.len().saturating_sub(1);
        let block = self.block(last, Box::new(NoRecords));
        (block.bytes_on_disk > 0).then_some(block)
    }

    /// A block of records of which the first is of the file of this number.
    fn block(&mut self, file: usize, records: Box<dyn Records>) -> Block {
        let of_current = match &self.current {
            Some(Split::Blocks(splitter)) => splitter.bytes_on_disk(),
            _ => 0,
        };
        Block { bytes_on_disk: self.bytes_on_disk.count(of_current), file, records }
    }
}

/// The records of a block that only counts bytes.
struct NoRecords;

impl Records for NoRecords {
    fn files(&self) -> &[Arc<InputFile>] {
        &[]
    }

    fn decode<'block>(&'block self, _first_file: u32, _decoding: &mut Decoding<'block, '_>) {}
}
