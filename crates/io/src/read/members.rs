//! The members of an archive, each read like a file.

use super::open::open_member;
use super::reading_notes::ReadingNotes;
use super::whole_files::GatheredFiles;
use crate::error::{Error, Result};
use crate::file_plan::{FilePlan, PlanNotes};
use crate::format::{ArchiveMember, ArchiveMembers, Records, Split, Splitter};
use crate::formats::{format_of, format_of_name};
use crate::input::InputFile;
use crate::options::ReadOptions;
use crate::record::Decoding;
use crate::stream::EndingFault;
use std::sync::Arc;
use wirecopy_article::event::Warning;
use wirecopy_article::{Reject, RejectReason};

/// Cuts an archive into the blocks of its members.
pub(super) struct MemberSplitter {
    archive: Arc<InputFile>,
    members: Box<dyn ArchiveMembers>,
    /// The member that is being read, or waits for the files before it to become a block.
    current: Option<Split>,
    /// Name of that member.
    name: String,
    /// The fault at which that member ends.
    ending: EndingFault,
    gathered: Option<GatheredFiles>,
    rejects: Vec<Reject>,
    warnings: Vec<Warning>,
    notes: ReadingNotes,
}

/// Records of members, as records of the archive.
struct MemberRecords {
    archive: Arc<InputFile>,
    inner: Option<Box<dyn Records>>,
    rejects: Vec<Reject>,
}

impl MemberSplitter {
    pub(super) fn new(archive: Arc<InputFile>, members: Box<dyn ArchiveMembers>) -> Self {
        MemberSplitter {
            archive,
            members,
            current: None,
            name: String::new(),
            ending: EndingFault::default(),
            gathered: None,
            rejects: Vec::new(),
            warnings: Vec::new(),
            notes: ReadingNotes::default(),
        }
    }

    fn block(&mut self, inner: Option<Box<dyn Records>>) -> Box<dyn Records> {
        let rejects = std::mem::take(&mut self.rejects);
        Box::new(MemberRecords { archive: Arc::clone(&self.archive), inner, rejects })
    }

    fn gathered_block(&mut self) -> Option<Box<dyn Records>> {
        let records = self.gathered.take()?.into_records();
        Some(self.block(Some(records)))
    }

    /// Opens the next member that is of a known format. Returns whether there is one.
    fn open_next(&mut self, options: &ReadOptions) -> Result<bool> {
        while let Some(ArchiveMember { name, content }) = self.members.next_member(options)? {
            if is_hidden(&name) {
                continue;
            }
            self.name = format!("{}/{name}", self.archive.name);
            self.ending = EndingFault::default();
            let opened = match content {
                Ok(reader) => open_member(reader, &self.name, options, self.ending.clone()),
                Err(fault) => {
                    self.reject(fault);
                    continue;
                }
            };
            match opened {
                Ok(Some((opened, notes))) => {
                    let mut split = format_of(opened.file.format).split(opened);
                    match split.plan(options) {
                        Ok(of_split) => {
                            [notes, of_split].into_iter().for_each(|notes| self.notes.add(notes));
                            self.current = Some(split);
                            return Ok(true);
                        }
                        Err(error) => self.reject_member(error)?,
                    }
                }
                Ok(None) => self.warnings.push(Warning::SkippedFile { path: self.name.clone() }),
                // What no name announces is expected to be not text, as in a folder.
                Err(Error::BadInput { .. }) if format_of_name(&self.name).is_none() => {
                    self.warnings.push(Warning::SkippedFile { path: self.name.clone() });
                }
                Err(error) => self.reject_member(error)?,
            }
        }
        Ok(false)
    }

    fn reject(&mut self, fault: String) {
        let reason = RejectReason::Unreadable { fault };
        self.rejects.push(Reject { file: self.name.clone(), line: 1, id: None, reason });
    }

    /// Rejects a member that cannot be read, or whose end cannot; those after it are read.
    fn reject_member(&mut self, error: Error) -> Result<()> {
        // What is wrong with a member that was cut is the cut.
        match self.ending.take().unwrap_or(error) {
            Error::BadInput { reason, .. } => self.reject(reason),
            error if error.is_of_content() => self.reject(error.to_string()),
            Error::Read { source, .. } if source.raw_os_error().is_none() => self.reject(source.to_string()),
            error => return Err(error),
        }
        Ok(())
    }
}

/// Returns whether a name is one that archivers add.
fn is_hidden(name: &str) -> bool {
    let mut parts = name.split(['/', '\\']);
    parts.clone().any(|part| part == "__MACOSX")
        || parts.next_back().is_some_and(|last| last.starts_with('.'))
}

impl Splitter for MemberSplitter {
    fn bytes_on_disk(&self) -> u64 {
        self.members.bytes_on_disk()
    }

    fn warnings(&mut self) -> Vec<Warning> {
        std::mem::take(&mut self.warnings)
    }

    fn member_notes(&mut self) -> PlanNotes {
        let ReadingNotes { choices, fields, marked_up, stubs } = std::mem::take(&mut self.notes);
        PlanNotes { choices: choices.into_iter().collect(), names: fields, marked_up, stubs }
    }

    fn next(&mut self, block_bytes: usize, options: &ReadOptions) -> Result<Option<Box<dyn Records>>> {
        loop {
            let Some(current) = self.current.take() else {
                if self.open_next(options)? {
                    continue;
                }
                if let Some(block) = self.gathered_block() {
                    return Ok(Some(block));
                }
                return Ok(if self.rejects.is_empty() { None } else { Some(self.block(None)) });
            };
            if self.gathered.as_ref().is_some_and(|gathered| !gathered.takes(&current)) {
                self.current = Some(current);
                return Ok(self.gathered_block());
            }
            match current {
                Split::WholeFile(mut opened, records_of) => {
                    let gathered = self
                        .gathered
                        .get_or_insert_with(|| GatheredFiles::new(opened.file.format, records_of));
                    if let Err(error) = gathered.push(&mut opened, options) {
                        self.reject_member(error)?;
                    } else if gathered.len_bytes() >= block_bytes {
                        return Ok(self.gathered_block());
                    }
                }
                Split::Blocks(mut splitter) => match splitter.next(block_bytes, options) {
                    Ok(Some(records)) => {
                        self.current = Some(Split::Blocks(splitter));
                        return Ok(Some(self.block(Some(records))));
                    }
                    Ok(None) => {
                        if let Some(fault) = self.ending.take() {
                            self.reject_member(fault)?;
                        }
                    }
                    Err(error) => self.reject_member(error)?,
                },
                Split::Members(..) => self.reject("it is an archive in an archive: unpack it".into()),
            }
        }
    }
}

impl Records for MemberRecords {
    fn files(&self) -> &[Arc<InputFile>] {
        std::slice::from_ref(&self.archive)
    }

    fn plan(&self) -> Option<&FilePlan> {
        self.inner.as_ref().and_then(|inner| inner.plan())
    }

    fn n_decoded_files(&self) -> u64 {
        self.inner.as_ref().map_or(0, |inner| inner.n_decoded_files())
    }

    fn decode<'block>(&'block self, first_file: u32, decoding: &mut Decoding<'block, '_>) {
        decoding.add_rejects(&self.rejects);
        if let Some(inner) = &self.inner {
            inner.decode(first_file, decoding);
        }
    }
}
