//! One input format: how a file is cut into records, and how records become articles.
//!
//! A format is a type that implements [`Format`], with a [`Splitter`] that cuts a file into blocks
//! and [`Records`] for the blocks. `formats.rs` lists all of them, with their names and first
//! bytes.

use crate::charset::Charset;
use crate::error::Result;
use crate::fields::{FieldPlan, SAMPLE_BYTES};
use crate::file_plan::{FilePlan, PlanNotes};
use crate::input::InputFile;
use crate::options::ReadOptions;
use crate::record::Decoding;
use crate::stream::Opened;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use wirecopy_article::event::Warning;

/// One input format.
pub(crate) trait Format: Sync {
    /// Refuses a file whose first bytes show that no record of it could be read. Returns the
    /// reason.
    fn check(&self, _first: &[u8], _path: &str) -> std::result::Result<(), String> {
        Ok(())
    }

    /// Bytes from the start of a file that [`Format::plan`] needs.
    fn first_bytes(&self) -> usize {
        0
    }

    /// Plans the reading of a file by its first bytes: by default, fields by their names.
    ///
    /// # Errors
    /// When they show that no record of the file could be read.
    fn plan(&self, _first: &FirstBytes<'_>, options: &ReadOptions) -> Result<FilePlan> {
        Ok(FilePlan::by_names(&options.fields, options.text_format))
    }

    /// Returns whether a file is one record. Its bytes are then the record, and its id is its path.
    fn is_one_record(&self) -> bool {
        false
    }

    /// Returns whether this build reads it.
    fn is_included(&self) -> bool {
        true
    }

    /// The form in which survivors are written.
    fn survivors(&self) -> SurvivorForm {
        SurvivorForm::Extracted
    }

    /// Starts cutting an open file into records.
    fn split(&self, opened: Opened) -> Split;

    /// The text at a location in a file, from all bytes of the location; `None` if there is no
    /// text any more, or where the format's texts have no locations.
    fn text_at_location(&self, _bytes: &[u8], _plan: &FieldPlan) -> Option<String> {
        None
    }
}

/// The form in which the survivors of a format are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SurvivorForm {
    /// As their records are, byte for byte, or without some bytes of their texts.
    Editable,
    /// As their records are, whole.
    #[cfg(feature = "html")]
    Whole,
    /// As extracted articles: their records cannot be copied as bytes.
    Extracted,
}

/// Bytes by which formats with fields are planned.
pub(crate) const PLAN_BYTES: usize = SAMPLE_BYTES;

/// The first bytes of an input.
pub(crate) struct FirstBytes<'a> {
    pub(crate) bytes: &'a [u8],
    /// True if they are all.
    pub(crate) ended: bool,
    /// The input's path, for messages.
    pub(crate) path: &'a Path,
}

#[cfg(test)]
impl<'a> FirstBytes<'a> {
    /// All bytes of an input.
    pub(crate) fn whole(bytes: &'a [u8]) -> FirstBytes<'a> {
        FirstBytes { bytes, ended: true, path: Path::new("-") }
    }
}

/// An open file, as its format reads it.
pub(crate) enum Split {
    /// A file of many records.
    Blocks(Box<dyn Splitter>),
    /// A file that is one record. Several of one format share a block.
    WholeFile(Box<Opened>, RecordsOfFiles),
    /// A file of files.
    #[cfg(feature = "archives")]
    Members(Arc<InputFile>, Box<dyn ArchiveMembers>),
}

impl Split {
    /// [`Splitter::plan`] of a file of many records.
    ///
    /// # Errors
    /// The same.
    pub(crate) fn plan(&mut self, options: &ReadOptions) -> Result<PlanNotes> {
        if let Split::Blocks(splitter) = self { splitter.plan(options) } else { Ok(PlanNotes::default()) }
    }
}

/// The files in one file, in its order.
#[cfg(feature = "archives")]
pub(crate) trait ArchiveMembers: Send {
    /// Bytes of the file that have been read from the disk so far.
    fn bytes_on_disk(&self) -> u64;

    /// The next file; `None` at the end. What was left of the one before is skipped.
    ///
    /// # Errors
    /// When the input cannot be read, or is not of its format.
    fn next_member(&mut self, options: &ReadOptions) -> Result<Option<ArchiveMember>>;
}

/// One file in a file.
#[cfg(feature = "archives")]
pub(crate) struct ArchiveMember {
    /// Its name there.
    pub(crate) name: String,
    /// Its bytes, or why they cannot be read.
    pub(crate) content: std::result::Result<Box<dyn std::io::Read + Send>, String>,
}

/// Makes a block of files of which each is one record.
pub(crate) type RecordsOfFiles = fn(WholeFiles) -> Box<dyn Records>;

/// Whole files, one after another, each of them one record.
#[derive(Default)]
pub(crate) struct WholeFiles {
    pub(crate) bytes: Vec<u8>,
    pub(crate) files: Vec<Arc<InputFile>>,
    pub(crate) parts: Vec<WholeFile>,
}

/// The part of one file.
pub(crate) struct WholeFile {
    pub(crate) bytes: Range<usize>,
    /// True if the file has these bytes on the disk.
    pub(crate) can_be_read_again: bool,
    /// True if it is longer than the limit; then none of it is kept.
    pub(crate) is_over_limit: bool,
}

/// Cuts one file into blocks of whole records.
pub(crate) trait Splitter: Send {
    /// Bytes of the file that have been read from the disk so far.
    fn bytes_on_disk(&self) -> u64;

    /// Reads what a format has elsewhere than in the first bytes and that decides about the whole
    /// file. Called once, before the first block; returns notes for the user.
    ///
    /// # Errors
    /// When the input cannot be read, is not of its format, or has no text.
    fn plan(&mut self, _options: &ReadOptions) -> Result<PlanNotes> {
        Ok(PlanNotes::default())
    }

    /// Returns whether the file was not UTF-8. Final after the last block.
    fn was_decoded(&self) -> bool {
        false
    }

    /// Warnings since the last call.
    fn warnings(&mut self) -> Vec<Warning> {
        Vec::new()
    }

    /// Notes on the files in this one, by their first records. Final after the last block.
    fn member_notes(&mut self) -> PlanNotes {
        PlanNotes::default()
    }

    /// Records of about `block_bytes` together, at least one; `None` at the end of the file.
    ///
    /// # Errors
    /// When the input cannot be read, or is not of its format.
    fn next(&mut self, block_bytes: usize, options: &ReadOptions) -> Result<Option<Box<dyn Records>>>;
}

/// The records of one block, not decoded yet.
pub(crate) trait Records: Send + Sync {
    /// Their files, in order: one, or one for each record.
    fn files(&self) -> &[Arc<InputFile>];

    /// The plan that the first records of their file decided.
    fn plan(&self) -> Option<&FilePlan> {
        self.files().first().map(|file| &*file.plan)
    }

    /// The bytes between two records where they are written.
    fn separator(&self) -> &'static [u8] {
        b""
    }

    /// The file's header as it was read, for formats that have one.
    fn header(&self) -> Option<&[u8]> {
        None
    }

    /// The byte between the cells of a table in UTF-8; `None` if records are not rows of one.
    fn delimiter(&self) -> Option<u8> {
        None
    }

    /// Number of files that this block is the first to show not to be UTF-8.
    fn n_decoded_files(&self) -> u64 {
        0
    }

    /// Decodes all records. `first_file` is the number of the first file, by which locations name
    /// it.
    fn decode<'block>(&'block self, first_file: u32, decoding: &mut Decoding<'block, '_>);

    /// The text's bytes within a record that was decoded; `None` if the record has no such
    /// bytes, because its text was made from others.
    fn locate_text(&self, _record: &[u8], _plan: &FieldPlan) -> Option<TextSpan> {
        None
    }

    /// The text of a changed record, read as one of this block; `None` if it has none.
    fn text_of_record(&self, _record: &[u8], _plan: &FieldPlan) -> Option<String> {
        None
    }
}

/// The bytes of a text within its record.
pub(crate) struct TextSpan {
    pub(crate) bytes: Range<usize>,
    pub(crate) spelling: Spelling,
}

/// The spelling of a text's characters in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// As the inside of a JSON string.
    Json,
    /// As bytes of a charset.
    Plain(Charset),
    /// As bytes of a charset, with every quotation mark doubled.
    Quoted(Charset),
}
