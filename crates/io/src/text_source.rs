//! Texts read again by place.

use super::encoding::Charset;
use super::fields::FieldPlan;
use super::input::{InputFile, InputFormat, ReadOptions};
use super::json_lines::text_of_line;
use crate::error::{Error, Result};
use std::fs::{File, Metadata};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use wirecopy_article::TextLocation;
use wirecopy_scratch::blob::{BlobFile, FrameSpan};

/// What tells that a file is still the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Its size in bytes.
    pub len: u64,
    /// When it was written last, where the system tells it.
    pub modified: Option<SystemTime>,
}

impl Stamp {
    /// `None` for what is no regular file.
    pub fn of(metadata: &Metadata) -> Option<Stamp> {
        let modified = metadata.modified().ok();
        metadata.is_file().then_some(Stamp { len: metadata.len(), modified })
    }
}

/// Files kept open for reading again. A process may have 256 by default on some systems; the run needs a few dozen itself.
const FILES_OPEN_MAX: usize = 64;

/// Every text of a run by its place, from any thread.
pub struct TextSource {
    files: Vec<(Arc<InputFile>, Option<Stamp>)>,
    plan: FieldPlan,
    blob_file: Option<BlobFile>,
    open: Mutex<OpenFiles>,
}

/// Files of many records, with the turn of the next one to close.
#[derive(Default)]
struct OpenFiles {
    files: Vec<(u32, Arc<File>)>,
    next_to_close: usize,
}

impl TextSource {
    pub(super) fn new(files: Vec<(Arc<InputFile>, Option<Stamp>)>, options: &ReadOptions) -> Self {
        let plan = FieldPlan::new(&options.fields);
        TextSource { files, plan, blob_file: None, open: Mutex::default() }
    }

    /// The same with the texts that a blob_file holds.
    pub fn with_blob_file(self, blob_file: BlobFile) -> TextSource {
        TextSource { blob_file: Some(blob_file), ..self }
    }

    /// The text that stood there, byte for byte.
    ///
    /// # Errors
    /// When the file changed or cannot be read, or the blob_file is damaged.
    pub fn text(&self, place: &TextLocation) -> Result<String> {
        if place.source == TextLocation::BLOB_FILE {
            let blob_file =
                self.blob_file.as_ref().expect("a location in a blob file is read with that file");
            return Ok(blob_file.text(FrameSpan { offset: place.offset, len: place.len })?);
        }
        let (file, _) = &self.files[place.source as usize];
        let mut bytes = vec![0; place.len as usize];
        let open = self.opened(place.source)?;
        open.read_exact_at(&mut bytes, place.offset)
            .map_err(|source| Error::Read { path: file.path.clone(), source })?;
        let text = match file.format {
            InputFormat::Text => Charset::Utf8.decode_file(&bytes).map(|text| text.into_owned()),
            _ => text_of_line(&bytes, &self.plan),
        };
        text.ok_or_else(|| changed(&file.path))
    }

    /// Fails when a file has another size or another time of change than when it was opened first.
    ///
    /// # Errors
    /// [`Error::Changed`], or [`Error::Read`] where a file is gone.
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
        let is_of_many = file.format != InputFormat::Text;
        // A thread that panicked left a list of open files, which is whole at any moment.
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

fn assert_same(stamp: Option<Stamp>, now: std::io::Result<Metadata>, path: &Path) -> Result<()> {
    let now = now.map_err(|source| Error::Read { path: path.to_path_buf(), source })?;
    if Stamp::of(&now) == stamp { Ok(()) } else { Err(changed(path)) }
}

fn changed(path: &Path) -> Error {
    Error::Changed { path: path.to_path_buf() }
}
