//! Frames: bytes after their checksum, so that damage on the disk is noticed before anything is
//! made of it.

use bincode::config::standard;
use bincode::{Decode, Encode};
use std::cell::RefCell;
use std::io;
use xxhash_rust::xxh3::xxh3_64;
use zstd::bulk::{Compressor, Decompressor};

/// Bytes of the checksum (xxh3, little-endian) before what it covers.
pub const CHECKSUM_BYTES: usize = 8;

/// Level 1 keeps up with reading; higher ones save a tenth of the disk and take twice the time.
const LEVEL: i32 = 1;

/// Before a compressed text: its length in bytes (4) and the checksum of the text (8),
/// little-endian.
const TEXT_HEADER_BYTES: usize = 4 + CHECKSUM_BYTES;

/// Most rows take no more, with their checksum.
const ROW_BYTES_EXPECTED: usize = 256;

thread_local! {
    /// The tables of a compressor are larger than most texts: made once per thread.
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// Appends a frame around the bytes that `fill` appends.
pub fn append_frame(out: &mut Vec<u8>, fill: impl FnOnce(&mut Vec<u8>)) {
    let start = out.len();
    out.extend_from_slice(&[0; CHECKSUM_BYTES]);
    fill(out);
    let checksum = xxh3_64(&out[start + CHECKSUM_BYTES..]);
    out[start..start + CHECKSUM_BYTES].copy_from_slice(&checksum.to_le_bytes());
}

/// Returns the bytes of a frame.
///
/// # Errors
/// [`io::ErrorKind::InvalidData`] where they are not those that were framed.
pub fn unframed(frame: &[u8]) -> io::Result<&[u8]> {
    let (checksum, body) = frame.split_first_chunk().ok_or_else(damaged)?;
    if xxh3_64(body) == u64::from_le_bytes(*checksum) { Ok(body) } else { Err(damaged()) }
}

/// Returns the frame of a row, its fields in binary. Rows are not compressed: they are so short
/// that the tables of a compressor take ten times longer than the row, and binary fields are half
/// as long as compressed JSON.
pub fn row_frame(row: &impl Encode) -> Vec<u8> {
    let mut frame = Vec::with_capacity(ROW_BYTES_EXPECTED);
    append_frame(&mut frame, |out| {
        bincode::encode_into_std_write(row, out, standard())
            .expect("rows encode into a vector without error");
    });
    frame
}

/// Returns the row of a frame.
///
/// # Errors
/// [`io::ErrorKind::InvalidData`] where the frame is damaged.
pub fn row_of<Row: Decode<()>>(frame: &[u8]) -> io::Result<Row> {
    bincode::decode_from_slice(unframed(frame)?, standard()).map(|(row, _)| row).map_err(|_| damaged())
}

/// Returns a text, compressed, behind its length and its checksum.
pub fn text_frame(text: &str) -> Vec<u8> {
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
    let mut frame = Vec::with_capacity(TEXT_HEADER_BYTES + body.len());
    frame.extend_from_slice(&len.to_le_bytes());
    frame.extend_from_slice(&xxh3_64(text.as_bytes()).to_le_bytes());
    frame.extend_from_slice(&body);
    frame
}

/// Returns the text of a frame.
///
/// # Errors
/// [`io::ErrorKind::InvalidData`] where the frame is damaged.
pub fn text_of(frame: &[u8]) -> io::Result<String> {
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

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a temporary file was damaged")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_comes_back_and_a_flipped_bit_never_gives_another_text(
            text in any::<String>(),
            bit in any::<prop::sample::Index>(),
        ) {
            let mut frame = text_frame(&text);
            prop_assert_eq!(text_of(&frame).unwrap(), text.clone());
            let bit = bit.index(8 * frame.len());
            frame[bit / 8] ^= 1 << (bit % 8);
            // A bit that zstd does not use may flip.
            prop_assert!(text_of(&frame).map_or(true, |other| other == text));
        }

        #[test]
        fn a_row_comes_back_and_a_flipped_bit_is_an_error(
            row in any::<(u32, Vec<(f64, String)>)>(),
            bit in any::<prop::sample::Index>(),
        ) {
            let mut frame = row_frame(&row);
            prop_assert_eq!(row_of::<(u32, Vec<(f64, String)>)>(&frame).unwrap(), row);
            let bit = bit.index(8 * frame.len());
            frame[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(row_of::<(u32, Vec<(f64, String)>)>(&frame).is_err());
        }
    }
}
