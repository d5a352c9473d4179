//! Texts that no file can give a second time, compressed, and rows that are too many to be held, in files without a name.

use crate::error::{Error, Result};
use bincode::config::standard;
use bincode::{Decode, Encode};
use std::cell::RefCell;
use std::fs::File;
use std::io;
use std::io::Write;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_64;
use zstd::bulk::{Compressor, Decompressor};

/// Level 1 keeps up with reading; higher ones save a tenth of the disk and take twice the time.
const LEVEL: i32 = 1;
/// Bytes of the text (4) and the checksum of the text (8), little-endian, before the compressed text.
const HEADER_BYTES: usize = 12;
/// Bytes of the checksum before a row, little-endian.
const CHECKSUM_BYTES: usize = 8;
/// Most rows take no more, with their checksum.
const ROW_BYTES_EXPECTED: usize = 256;
/// Frames are written together.
const WAITING_BYTES_MAX: usize = 1 << 18;

/// Where a frame is in a blob file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FrameSpan {
    /// First byte of the frame.
    pub offset: u64,
    /// Bytes of the frame.
    pub len: u32,
}

/// Takes frames in order and gives texts back by place.
pub struct BlobFile {
    folder: PathBuf,
    file: File,
    /// Bytes in the file.
    written: u64,
    /// Frames behind them; read from here until there are enough to write.
    waiting: Vec<u8>,
}

thread_local! {
    /// The tables of a compressor are larger than most texts: made once a thread.
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
    /// The frame of a row that is read: rows are short and many.
    static ROW: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

impl BlobFile {
    /// Opens an anonymous file in the folder.
    ///
    /// # Errors
    /// When the folder does not take one.
    pub fn create(folder: &Path) -> Result<BlobFile> {
        let folder = folder.to_path_buf();
        let file =
            tempfile::tempfile_in(&folder).map_err(|source| Error::Temp { path: folder.clone(), source })?;
        Ok(BlobFile { folder, file, written: 0, waiting: Vec::new() })
    }

    /// A text as it is kept: its length, its checksum, its bytes compressed. Pure, so that frames are made in parallel.
    pub fn frame(text: &str) -> Vec<u8> {
        let body = COMPRESSOR
            .with_borrow_mut(|kept| {
                let compressor = match kept {
                    Some(compressor) => compressor,
                    None => kept.insert(Compressor::new(LEVEL)?),
                };
                compressor.compress(text.as_bytes())
            })
            .expect("a buffer of the bound's size takes any compressed text");
        let len = u32::try_from(text.len()).expect("longer texts were rejected");
        let mut frame = Vec::with_capacity(HEADER_BYTES + body.len());
        frame.extend_from_slice(&len.to_le_bytes());
        frame.extend_from_slice(&xxh3_64(text.as_bytes()).to_le_bytes());
        frame.extend_from_slice(&body);
        frame
    }

    /// A row as it is kept: its checksum, its fields in binary. Not compressed: a row is so short that the tables of a compressor take ten times longer than
    /// the row, and binary fields are half as long as compressed JSON. Pure as [`BlobFile::frame`].
    pub fn row_frame(row: &impl Encode) -> Vec<u8> {
        let mut frame = Vec::with_capacity(ROW_BYTES_EXPECTED);
        frame.extend_from_slice(&[0; CHECKSUM_BYTES]);
        bincode::encode_into_std_write(row, &mut frame, standard())
            .expect("rows encode into a vector without error");
        let checksum = xxh3_64(&frame[CHECKSUM_BYTES..]);
        frame[..CHECKSUM_BYTES].copy_from_slice(&checksum.to_le_bytes());
        frame
    }

    /// Appends a frame and tells its place.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn append(&mut self, frame: &[u8]) -> Result<FrameSpan> {
        let offset = self.written + self.waiting.len() as u64;
        let len = u32::try_from(frame.len()).expect("a frame is hardly longer than its text");
        self.waiting.extend_from_slice(frame);
        if self.waiting.len() >= WAITING_BYTES_MAX {
            self.file.write_all(&self.waiting).map_err(|source| self.failed(source))?;
            self.written += self.waiting.len() as u64;
            self.waiting.clear();
        }
        Ok(FrameSpan { offset, len })
    }

    /// Bytes of all frames so far.
    pub fn bytes(&self) -> u64 {
        self.written + self.waiting.len() as u64
    }

    /// The text that was framed.
    ///
    /// # Errors
    /// When the file cannot be read or its bytes are not those that were written.
    pub fn text(&self, place: FrameSpan) -> Result<String> {
        self.frame_at(place, &mut Vec::new()).and_then(unframed).map_err(|source| self.failed(source))
    }

    /// The row that was framed.
    ///
    /// # Errors
    /// When the file cannot be read or its bytes are not those that were written.
    pub fn row<Row: Decode<()>>(&self, place: FrameSpan) -> Result<Row> {
        ROW.with_borrow_mut(|buffer| self.frame_at(place, buffer).and_then(unframed_row))
            .map_err(|source| self.failed(source))
    }

    /// What stands at a place: among what waits, or read into a buffer.
    fn frame_at<'frame>(
        &'frame self,
        place: FrameSpan,
        buffer: &'frame mut Vec<u8>,
    ) -> io::Result<&'frame [u8]> {
        if let Some(offset) = place.offset.checked_sub(self.written) {
            return Ok(&self.waiting[offset as usize..][..place.len as usize]);
        }
        buffer.resize(place.len as usize, 0);
        self.file.read_exact_at(buffer, place.offset)?;
        Ok(buffer)
    }

    fn failed(&self, source: io::Error) -> Error {
        Error::Temp { path: self.folder.clone(), source }
    }
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "what was spooled is damaged")
}

fn unframed_row<Row: Decode<()>>(frame: &[u8]) -> io::Result<Row> {
    let (checksum, body) = frame.split_first_chunk().ok_or_else(damaged)?;
    if xxh3_64(body) != u64::from_le_bytes(*checksum) {
        return Err(damaged());
    }
    bincode::decode_from_slice(body, standard()).map(|(row, _)| row).map_err(|_| damaged())
}

fn unframed(frame: &[u8]) -> io::Result<String> {
    let (len, rest) = frame.split_first_chunk().ok_or_else(damaged)?;
    let (checksum, body) = rest.split_first_chunk().ok_or_else(damaged)?;
    let len = u32::from_le_bytes(*len) as usize;
    let bytes = DECOMPRESSOR.with_borrow_mut(|kept| {
        let decompressor = match kept {
            Some(decompressor) => decompressor,
            None => kept.insert(Decompressor::new()?),
        };
        decompressor.decompress(body, len)
    });
    let bytes = bytes.map_err(|_| damaged())?;
    if bytes.len() != len || xxh3_64(&bytes) != u64::from_le_bytes(*checksum) {
        return Err(damaged());
    }
    String::from_utf8(bytes).map_err(|_| damaged())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_come_back_from_memory_and_from_disk() {
        let mut blob_file = BlobFile::create(&std::env::temp_dir()).unwrap();
        let text = |number: usize| format!("{number} herons over Tolm ").repeat(number);
        // Few of these compress, so that a part is on disk and a part waits.
        let long = |number: usize| {
            (0..200_000).map(|at| char::from(b'a' + ((at * at + number) % 23) as u8)).collect()
        };
        let texts: Vec<String> = (0..40).map(text).chain((0..5).map(long)).collect();
        let mut places = Vec::new();
        for _ in 0..200 {
            places.extend(texts.iter().map(|text| blob_file.append(&BlobFile::frame(text)).unwrap()));
        }
        assert!(blob_file.written > 0 && !blob_file.waiting.is_empty());
        for (place, text) in places.iter().zip(texts.iter().cycle()) {
            assert_eq!(blob_file.text(*place).unwrap(), *text);
        }
    }

    proptest! {
        #[test]
        fn a_frame_gives_its_text_and_a_flipped_bit_is_noticed(text in any::<String>(), bit in any::<prop::sample::Index>()) {
            let mut frame = BlobFile::frame(&text);
            prop_assert_eq!(unframed(&frame).unwrap(), text.clone());
            let bit = bit.index(8 * frame.len());
            frame[bit / 8] ^= 1 << (bit % 8);
            // A bit that zstd does not use may flip; a wrong text never comes out.
            prop_assert!(unframed(&frame).map_or(true, |unframed| unframed == text));
        }

        #[test]
        fn a_row_comes_back_and_a_flipped_bit_is_noticed(row in any::<(u32, Vec<(f64, String)>)>(), bit in any::<prop::sample::Index>()) {
            let mut frame = BlobFile::row_frame(&row);
            prop_assert_eq!(unframed_row::<(u32, Vec<(f64, String)>)>(&frame).unwrap(), row);
            let bit = bit.index(8 * frame.len());
            frame[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(unframed_row::<(u32, Vec<(f64, String)>)>(&frame).is_err());
        }
    }
}
