//! Compressed files are told by their first bytes and decompressed as they are read.

use flate2::bufread::MultiGzDecoder;
use std::io;
use std::io::{BufReader, Cursor, Read};

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// Not at all.
    None,
    /// One or more gzip members.
    Gzip,
    /// One or more Zstandard frames.
    Zstd,
}

/// Bytes that tell the compression.
const MAGIC_BYTES: usize = 4;
/// Compressed bytes read at once.
const COMPRESSED_BUFFER_BYTES: usize = 1 << 17;
/// The largest window that Zstandard knows (`zstd --long=31`), 2 GiB: taken only where a frame asks for it.
const WINDOW_LOG_MAX: u32 = 31;

/// The decompressed bytes of a reader, and what they were compressed with.
///
/// # Errors
/// When the first bytes cannot be read.
pub(super) fn decompressed(
    mut raw: impl Read + Send + 'static,
) -> io::Result<(Compression, Box<dyn Read + Send>)> {
    let mut first = Vec::with_capacity(MAGIC_BYTES);
    raw.by_ref().take(MAGIC_BYTES as u64).read_to_end(&mut first)?;
    let compression = told_by(&first);
    let whole = Cursor::new(first).chain(raw);
    let buffered = |whole| BufReader::with_capacity(COMPRESSED_BUFFER_BYTES, whole);
    let reader: Box<dyn Read + Send> = match compression {
        Compression::None => Box::new(whole),
        Compression::Gzip => Box::new(MultiGzDecoder::new(buffered(whole))),
        Compression::Zstd => {
            let mut decoder = zstd::Decoder::with_buffer(buffered(whole))?;
            decoder.window_log_max(WINDOW_LOG_MAX)?;
            Box::new(decoder)
        }
    };
    Ok((compression, reader))
}

fn told_by(first: &[u8]) -> Compression {
    match first {
        [0x1f, 0x8b, 8, ..] => Compression::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd] => Compression::Zstd,
        // A skippable frame, with which parallel writers begin.
        [0x50..=0x5f, 0x2a, 0x4d, 0x18] => Compression::Zstd,
        _ => Compression::None,
    }
}

impl Compression {
    /// What is wrong with the file, where it is the file and not the disk that failed.
    pub(super) fn fault(self, error: &io::Error) -> Option<String> {
        let name = match self {
            Compression::None => return None,
            Compression::Gzip => "gzip",
            Compression::Zstd => "zstd",
        };
        if error.raw_os_error().is_some() {
            return None;
        }
        Some(match error.kind() {
            io::ErrorKind::UnexpectedEof => {
                format!(
                    "the {name} stream ends too early: the file was cut off, copy it again from where it came from"
                )
            }
            _ => {
                format!("the {name} stream is damaged ({error}): copy the file again from where it came from")
            }
        })
    }
}
