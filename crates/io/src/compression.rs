//! Compressed files, recognised by their first bytes and decompressed while they are read.

use flate2::bufread::MultiGzDecoder;
use std::io;
use std::io::{BufReader, Cursor, Read};
use std::path::Path;

/// The compression of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// Not compressed.
    None,
    /// One or more gzip members.
    Gzip,
    /// One or more Zstandard frames.
    Zstd,
}

/// File name extensions of compressed files.
const EXTENSIONS: [(&str, Compression); 4] = [
    ("gz", Compression::Gzip),
    ("gzip", Compression::Gzip),
    ("zst", Compression::Zstd),
    ("zstd", Compression::Zstd),
];

/// Bytes that identify a compression.
const MAGIC_BYTES: usize = 4;

/// Compressed bytes per read.
const COMPRESSED_BUFFER_BYTES: usize = 1 << 17;

/// The largest window of Zstandard (a log of 31), 2 GiB. Memory is taken only where a frame
/// asks for it.
const WINDOW_LOG_MAX: u32 = 31;

impl Compression {
    /// The compression that a file name announces, which is how outputs are compressed.
    pub(crate) fn of_name(path: &Path) -> Compression {
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
        let named = |(name, _): &&(&str, Compression)| extension.as_deref() == Some(name);
        EXTENSIONS.iter().find(named).map_or(Compression::None, |(_, compression)| *compression)
    }

    /// The fault of a compressed file; `None` where the disk failed and not the file.
    pub(crate) fn fault(self, error: &io::Error) -> Option<String> {
        let name = match self {
            Compression::None => return None,
            Compression::Gzip => "gzip",
            Compression::Zstd => "zstd",
        };
        if error.raw_os_error().is_some() {
            return None;
        }
        Some(match error.kind() {
            io::ErrorKind::UnexpectedEof => format!(
                "the {name} stream ends too early: the file was cut off, copy it again from where it came from"
            ),
            _ => {
                format!("the {name} stream is damaged ({error}): copy the file again from where it came from")
            }
        })
    }

    fn of_first_bytes(first: &[u8]) -> Compression {
        match first {
            [0x1f, 0x8b, 8, ..] => Compression::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd] => Compression::Zstd,
            // A skippable frame, with which parallel compressors begin.
            [0x50..=0x5f, 0x2a, 0x4d, 0x18] => Compression::Zstd,
            _ => Compression::None,
        }
    }
}

/// The lower-case extension of a file name before that of its compression: `jsonl` for
/// `a.JSONL.gz`.
pub(crate) fn inner_extension(name: &str) -> Option<String> {
    let name = name.to_ascii_lowercase();
    let (stem, last) = name.rsplit_once('.')?;
    if EXTENSIONS.iter().any(|(extension, _)| *extension == last) {
        return stem.rsplit_once('.').map(|(_, extension)| extension.to_owned());
    }
    Some(last.to_owned())
}

/// The decompressed bytes of a reader, with the compression that they had.
///
/// # Errors
/// When the first bytes cannot be read.
pub(crate) fn decompress(
    mut raw: impl Read + Send + 'static,
) -> io::Result<(Compression, Box<dyn Read + Send>)> {
    let mut first = Vec::with_capacity(MAGIC_BYTES);
    raw.by_ref().take(MAGIC_BYTES as u64).read_to_end(&mut first)?;
    let compression = Compression::of_first_bytes(&first);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_of_the_compression_is_passed_over() {
        for (name, extension) in [
            ("a.JSONL.gz", Some("jsonl")),
            ("a.csv", Some("csv")),
            ("a.b.txt.ZSTD", Some("txt")),
            ("a.gz", None),
            ("a", None),
            (".gz", None),
        ] {
            assert_eq!(inner_extension(name).as_deref(), extension, "{name}");
        }
    }
}
