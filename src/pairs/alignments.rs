//! Evidence and passages of aligned pairs, in a temporary file because they are larger than all
//! else that is known of a pair.

use crate::error::Result;
use crate::output::PairPassage;
use crate::pairs::labels::StoryParts;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use wirecopy_news::relation::RelationEvidence;
use wirecopy_scratch::blob::{BlobFile, FrameSpan};

/// The details of aligned pairs, by the index of the pair.
pub(crate) struct Alignments {
    pairs: Vec<AlignedPair>,
    blob_file: BlobFile,
}

/// The evidence and the passages of one pair.
#[derive(Debug, bincode::Encode, bincode::Decode)]
pub(crate) struct PairDetails {
    /// Evidence of its relation, sides as they were compared.
    pub(crate) evidence: Vec<RelationEvidence>,
    /// Its passages, sides in the order of ids.
    pub(crate) passages: Vec<PairPassage>,
}

/// The longest run of one pair, and the frame of its [`PairDetails`].
#[derive(Clone, Copy)]
pub(crate) struct AlignedPair {
    pub(crate) longest: u32,
    pub(crate) details: FrameSpan,
}

impl Alignments {
    pub(crate) fn of(pairs: Vec<AlignedPair>, blob_file: SharedBlobFile) -> Alignments {
        Alignments { pairs, blob_file: blob_file.into_inner() }
    }

    /// Returns the words of a pair's longest run.
    pub(crate) fn longest(&self, pair: usize) -> u32 {
        self.pairs[pair].longest
    }

    /// Reads the evidence and the passages of a pair back.
    pub(crate) fn details(&self, pair: usize) -> Result<PairDetails> {
        Ok(self.blob_file.row(self.pairs[pair].details)?)
    }

    /// Reads the story parts of a pair back.
    pub(crate) fn parts(&self, frame: FrameSpan) -> Result<StoryParts> {
        Ok(self.blob_file.row(frame)?)
    }

    /// Adds a piece of evidence to a pair.
    pub(crate) fn add_evidence(&mut self, pair: usize, further: RelationEvidence) -> Result<()> {
        let mut details = self.details(pair)?;
        details.evidence.push(further);
        self.pairs[pair].details = self.blob_file.append(&BlobFile::row_frame(&details))?;
        Ok(())
    }
}

/// A blob file that several threads append to.
pub(crate) struct SharedBlobFile(Mutex<BlobFile>);

impl SharedBlobFile {
    pub(crate) fn create(temp_dir: &Path) -> Result<SharedBlobFile> {
        Ok(SharedBlobFile(Mutex::new(BlobFile::create(temp_dir)?)))
    }

    /// Appends a row, which is encoded before other threads have to wait.
    pub(crate) fn append_row(&self, row: &impl bincode::Encode) -> Result<FrameSpan> {
        let frame = BlobFile::row_frame(row);
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).append(&frame)?)
    }

    fn into_inner(self) -> BlobFile {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
