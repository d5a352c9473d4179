//! The segments of one run in one folder: together they cover the inputs from the first one on.
//!
//! A segment ends with an input or, if one is large, between two of its blocks.

use crate::error::{Error, Result};
use crate::manifest::{CoveredInput, Manifest, SegmentBound};
use crate::segment::{Segment, Unsealed};
use std::fs;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Name of a segment that is being written.
const UNFINISHED: &str = "unfinished";

/// Name of the file that the run which uses the folder keeps locked.
const LOCK: &str = "lock";

/// Extension of a sealed segment.
const EXTENSION: &str = "segment";

/// Bytes of input that a segment covers at least, so that a hundred thousand text files are not as
/// many segments.
const COVERED_BYTES_MIN: u64 = 1 << 20;

/// Bytes of input after which a segment ends inside a file: about a second of reading, so that
/// waiting for the disk is a small part of it.
const COVERED_BYTES_IN_FILE: u64 = 1 << 26;

/// The part of the inputs that one block covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Number of its first file; all earlier files are finished.
    pub file: u64,
    /// Its bytes on disk.
    pub bytes: u64,
    /// Files that it is the first to show not to be UTF-8.
    pub decoded_files: u64,
}

/// Writes the segments of a run.
pub struct SegmentWriter {
    folder: PathBuf,
    fingerprint: u64,
    inputs: Vec<Option<CoveredInput>>,
    /// The end of the last sealed segment.
    start: SegmentBound,
    /// The end of the last block, whose files count as unfinished.
    read: SegmentBound,
    unsealed: Option<Unsealed>,
    decoded_files: u64,
    covered_bytes: u64,
}

/// Makes a folder that its owner alone may read: segments contain what was read.
fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// The right to use a folder, until this is dropped or the process ends.
#[derive(Debug)]
pub struct FolderLock {
    _file: File,
}

/// Takes a folder for this process alone, and creates it if it does not exist.
///
/// # Errors
/// [`Error::InUse`] if another process has it; [`Error::Write`] if it cannot be made.
pub fn lock(folder: &Path) -> Result<FolderLock> {
    let failed = |source| Error::Write { path: folder.to_path_buf(), source };
    create_private(folder).map_err(failed)?;
    let mut options = OpenOptions::new();
    let path = folder.join(LOCK);
    let mut file = options.read(true).write(true).create(true).truncate(false).open(&path).map_err(failed)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            let process = fs::read_to_string(&path).unwrap_or_default();
            return Err(Error::InUse { path: folder.to_path_buf(), process });
        }
        // On a disk without locks two runs cannot be distinguished; one alone is safe there.
        Err(TryLockError::Error(_)) => {}
        // The run that had the folder has removed it meanwhile.
        Ok(()) if !path.exists() => return lock(folder),
        Ok(()) => {}
    }
    file.set_len(0).and_then(|()| write!(file, "{}", std::process::id())).map_err(failed)?;
    Ok(FolderLock { _file: file })
}

/// Opens a folder: the segments of an earlier run of the same fingerprint that fit the inputs, in
/// order, and a writer for what comes after them. Others are removed. Inputs without a stamp are
/// covered by no segment.
///
/// # Errors
/// [`Error::ForeignFolder`] if the folder contains anything else; [`Error::Write`] if it
/// cannot be made, listed or emptied.
pub fn open(
    folder: &Path,
    fingerprint: u64,
    inputs: Vec<Option<CoveredInput>>,
) -> Result<(Vec<Segment>, SegmentWriter)> {
    let failed = |source| Error::Write { path: folder.to_path_buf(), source };
    create_private(folder).map_err(failed)?;
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let is_segment = path.extension().is_some_and(|extension| extension == EXTENSION);
        if path.file_name().is_some_and(|name| name == LOCK) {
            continue;
        }
        if !is_segment && path.file_name().is_none_or(|name| name != UNFINISHED) {
            return Err(Error::ForeignFolder { path: folder.to_path_buf() });
        }
        paths.push(path);
    }
    paths.sort();
    let mut sealed: Vec<Segment> = Vec::new();
    let mut start = SegmentBound::default();
    for path in paths {
        let segment = Segment::open(&path).filter(|segment| {
            segment.manifest.fingerprint == fingerprint && segment.manifest.fits(start, &inputs)
        });
        match segment {
            Some(segment) => {
                start = segment.manifest.end;
                sealed.push(segment);
            }
            None => fs::remove_file(&path).map_err(failed)?,
        }
    }
    let folder = folder.to_path_buf();
    let (unsealed, decoded_files, covered_bytes) = (None, 0, 0);
    let read = start;
    let writer =
        SegmentWriter { folder, fingerprint, inputs, start, read, unsealed, decoded_files, covered_bytes };
    Ok((sealed, writer))
}

impl SegmentWriter {
    /// The end of the last sealed segment, where reading continues.
    pub fn start(&self) -> SegmentBound {
        self.start
    }

    /// Appends the payload of the next block.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn push(&mut self, payload: &[u8], stretch: Stretch) -> Result<()> {
        let starts_file = self.read.files != stretch.file;
        if starts_file {
            self.read = SegmentBound { files: stretch.file, blocks: 0 };
        }
        if self.covered_bytes >= if starts_file { COVERED_BYTES_MIN } else { COVERED_BYTES_IN_FILE } {
            self.seal(self.read)?;
        }
        self.read.blocks += 1;
        self.covered_bytes += stretch.bytes;
        self.decoded_files += stretch.decoded_files;
        let path = self.folder.join(UNFINISHED);
        let failed = |source| Error::Write { path: path.clone(), source };
        let unsealed = match &mut self.unsealed {
            Some(unsealed) => unsealed,
            None => self.unsealed.insert(Unsealed::create(&path).map_err(failed)?),
        };
        unsealed.push(payload).map_err(failed)
    }

    /// Seals the last segment at the end of the last input.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn finish(mut self) -> Result<()> {
        self.seal(SegmentBound { files: self.inputs.len() as u64, blocks: 0 })
    }

    /// Seals the segment at `end`, where each of its inputs has a stamp.
    fn seal(&mut self, end: SegmentBound) -> Result<()> {
        let covered = &self.inputs[self.start.files as usize..end.opened() as usize];
        let Some(inputs) = covered.iter().cloned().collect::<Option<Vec<CoveredInput>>>() else {
            self.covered_bytes = 0;
            return Ok(());
        };
        let Some(unsealed) = self.unsealed.take() else { return Ok(()) };
        let manifest = Manifest {
            fingerprint: self.fingerprint,
            start: self.start,
            end,
            inputs,
            bytes: self.covered_bytes,
            decoded_files: self.decoded_files,
            n_blocks: unsealed.n_blocks(),
        };
        let SegmentBound { files, blocks } = self.start;
        let path = self.folder.join(format!("{files:08}-{blocks:08}.{EXTENSION}"));
        let failed = |source| Error::Write { path: path.clone(), source };
        unsealed.seal(&manifest).map_err(failed)?;
        fs::rename(self.folder.join(UNFINISHED), &path).map_err(failed)?;
        (self.start, self.decoded_files, self.covered_bytes) = (end, 0, 0);
        Ok(())
    }
}

/// Removes what no segment has taken in: it is of no use to a later run.
impl Drop for SegmentWriter {
    fn drop(&mut self) {
        drop(fs::remove_file(self.folder.join(UNFINISHED)));
    }
}

#[cfg(test)]
mod tests;
