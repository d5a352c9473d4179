//! Texts, read again by their locations.

use crate::error::{Error, Result};
use crate::formats::format_of;
use crate::input::{InputFile, InputStamp};
use std::fs::{File, Metadata};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use wirecopy_article::TextLocation;
use wirecopy_scratch::blob::{BlobFile, FrameSpan};
use wirecopy_scratch::positioned::read_exact_at;

/// Files kept open for reading again. Some systems allow a process 256 by default, of which the run
/// needs a few dozen itself.
const FILES_OPEN_MAX: usize = 64;

/// All texts of a run by their locations, for any number of threads at once.
pub struct TextSource {
    files: Vec<(Arc<InputFile>, Option<InputStamp>)>,
    blob_file: Option<BlobFile>,
    open: Mutex<OpenFiles>,
}

/// Open files of many records; the oldest is closed when there are too many.
#[derive(Default)]
struct OpenFiles {
    files: Vec<(u32, Arc<File>)>,
    next_to_close: usize,
}

impl TextSource {
    pub(super) fn new(files: Vec<(Arc<InputFile>, Option<InputStamp>)>) -> Self {
        TextSource { files, blob_file: None, open: Mutex::default() }
    }

    /// Adds the blob file with the texts that cannot be read again from the inputs.
    pub fn with_blob_file(self, blob_file: BlobFile) -> TextSource {
        TextSource { blob_file: Some(blob_file), ..self }
    }

    /// Number of the files whose texts are read again by their locations in them.
    pub fn n_files(&self) -> u32 {
        self.files.len() as u32
    }

    /// Adds the files of another source, whose numbers follow those of this one.
    pub fn and(mut self, other: TextSource) -> TextSource {
        self.files.extend(other.files);
        self
    }

    /// The text at a location, byte for byte as it was read first.
    ///
    /// # Errors
    /// [`Error::Changed`] if the file has changed; [`Error::Read`] if it cannot be read;
    /// [`Error::Scratch`] if the blob file is damaged.
    pub fn text(&self, location: &TextLocation) -> Result<String> {
        if location.source == TextLocation::BLOB_FILE {
            let blob_file =
                self.blob_file.as_ref().expect("a location in a blob file is read with that file");
            return Ok(blob_file.text(FrameSpan { offset: location.offset, len: location.len })?);
        }
        let (file, _) = &self.files[location.source as usize];
        let mut bytes = vec![0; location.len as usize];
        let open = self.opened(location.source)?;
        read_exact_at(&open, &mut bytes, location.offset)
            .map_err(|source| Error::Read { path: file.path.clone(), source })?;
        let text = format_of(file.format).text_at_location(&bytes, &file.plan.fields);
        text.ok_or_else(|| changed(&file.path))
    }

    /// Checks that every file has the size and the time of change that it had when it was opened.
    ///
    /// # Errors
    /// [`Error::Changed`], or [`Error::Read`] if a file no longer exists.
    pub fn assert_unchanged(&self) -> Result<()> {
        for (file, stamp) in &self.files {
            if stamp.is_some() {
                let metadata = file.path.metadata();
                assert_same(*stamp, metadata, &file.path)?;
            }
        }
        Ok(())
    }

    fn opened(&self, source: u32) -> Result<Arc<File>> {
        let (file, stamp) = &self.files[source as usize];
        let is_of_many = !file.format.is_one_record();
        // A thread that panicked left the list complete: every change to it is a single one.
        let lock = || self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if is_of_many && let Some((_, open)) = lock().files.iter().find(|(number, _)| *number == source) {
            return Ok(Arc::clone(open));
        }
        let open =
            File::open(&file.path).map_err(|source| Error::Read { path: file.path.clone(), source })?;
        assert_same(*stamp, open.metadata(), &file.path)?;
        let open = Arc::new(open);
        if is_of_many {
            lock().keep(source, Arc::clone(&open));
        }
        Ok(open)
    }
}

impl OpenFiles {
    fn keep(&mut self, source: u32, file: Arc<File>) {
        if self.files.len() < FILES_OPEN_MAX {
            self.files.push((source, file));
        } else {
            self.files[self.next_to_close] = (source, file);
            self.next_to_close = (self.next_to_close + 1) % FILES_OPEN_MAX;
        }
    }
}

fn assert_same(stamp: Option<InputStamp>, now: std::io::Result<Metadata>, path: &Path) -> Result<()> {
    let now = now.map_err(|source| Error::Read { path: path.to_path_buf(), source })?;
    if InputStamp::of(&now) == stamp { Ok(()) } else { Err(changed(path)) }
}

fn changed(path: &Path) -> Error {
    Error::Changed { path: path.to_path_buf() }
}
