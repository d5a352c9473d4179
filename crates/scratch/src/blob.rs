//! Compressed texts that no input can give a second time, and rows too many for memory, in an
//! unnamed file.

use crate::error::Result;
use crate::frame::{row_frame, row_of, text_frame, text_of};
use crate::temp_file::TempFile;
use bincode::{Decode, Encode};
use std::cell::RefCell;
use std::path::Path;

/// Frames are written together.
const WAITING_BYTES_MAX: usize = 1 << 18;

/// The location of a frame in a blob file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FrameSpan {
    /// First byte of the frame.
    pub offset: u64,
    /// Bytes of the frame.
    pub len: u32,
}

/// Frames appended in order and read back by span.
pub struct BlobFile {
    file: TempFile,
    /// Frames behind those of the file; read from here until there are enough to write.
    waiting: Vec<u8>,
}

thread_local! {
    /// The frame of the row that is being read: rows are short and many.
    static ROW: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

impl BlobFile {
    /// Opens an unnamed file in the folder.
    ///
    /// # Errors
    /// When the folder takes no file.
    pub fn create(folder: &Path) -> Result<BlobFile> {
        let file = TempFile::new(folder);
        file.open()?;
        Ok(BlobFile { file, waiting: Vec::new() })
    }

    /// Returns the frame of a text: its length, its checksum, its bytes compressed. Pure, so that
    /// frames are made in parallel.
    pub fn frame(text: &str) -> Vec<u8> {
        text_frame(text)
    }

    /// Returns the frame of a row: its checksum and its fields in binary. Pure as
    /// [`BlobFile::frame`].
    pub fn row_frame(row: &impl Encode) -> Vec<u8> {
        row_frame(row)
    }

    /// Appends a frame and returns its span.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn append(&mut self, frame: &[u8]) -> Result<FrameSpan> {
        let offset = self.bytes();
        let len = u32::try_from(frame.len()).expect("a frame is hardly longer than its text");
        self.waiting.extend_from_slice(frame);
        if self.waiting.len() >= WAITING_BYTES_MAX {
            self.file.append(&self.waiting)?;
            self.waiting.clear();
        }
        Ok(FrameSpan { offset, len })
    }

    /// Bytes of all frames so far.
    pub fn bytes(&self) -> u64 {
        self.file.len() + self.waiting.len() as u64
    }

    /// Returns the text of a frame.
    ///
    /// # Errors
    /// When the file cannot be read or its bytes are not those that were written.
    pub fn text(&self, span: FrameSpan) -> Result<String> {
        text_of(self.frame_at(span, &mut Vec::new())?).map_err(|source| self.file.failed(source))
    }

    /// Returns the row of a frame.
    ///
    /// # Errors
    /// When the file cannot be read or its bytes are not those that were written.
    pub fn row<Row: Decode<()>>(&self, span: FrameSpan) -> Result<Row> {
        ROW.with_borrow_mut(|buffer| {
            row_of(self.frame_at(span, buffer)?).map_err(|source| self.file.failed(source))
        })
    }

    /// The bytes of a span: among those that wait, or read into the buffer.
    fn frame_at<'frame>(&'frame self, span: FrameSpan, buffer: &'frame mut Vec<u8>) -> Result<&'frame [u8]> {
        if let Some(offset) = span.offset.checked_sub(self.file.len()) {
            return Ok(&self.waiting[offset as usize..][..span.len as usize]);
        }
        buffer.resize(span.len as usize, 0);
        self.file.read_exact_at(buffer, span.offset)?;
        Ok(buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_from_memory_and_from_disk() {
        let mut blob_file = BlobFile::create(&std::env::temp_dir()).unwrap();
        let text = |number: usize| format!("{number} herons over Tolm ").repeat(number);
        // Few of these compress, so that a part is on disk and a part waits.
        let long = |number: usize| {
            (0..200_000).map(|at| char::from(b'a' + ((at * at + number) % 23) as u8)).collect()
        };
        let texts: Vec<String> = (0..40).map(text).chain((0..5).map(long)).collect();
        let mut spans = Vec::new();
        for _ in 0..200 {
            spans.extend(texts.iter().map(|text| blob_file.append(&BlobFile::frame(text)).unwrap()));
        }
        assert!(!blob_file.file.is_empty() && !blob_file.waiting.is_empty());
        for (span, text) in spans.iter().zip(texts.iter().cycle()) {
            assert_eq!(blob_file.text(*span).unwrap(), *text);
        }
    }
}
