//! All compressions, by file name and by first bytes.

use super::gzip_members::GzipMembers;
use std::io;
#[cfg(feature = "lz4")]
use std::io::BufRead;
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
    /// One or more xz streams.
    Xz,
    /// One or more bzip2 streams.
    Bzip2,
    /// One or more LZ4 frames.
    Lz4,
}

/// A compression in the list of all.
struct Codec {
    compression: Compression,
    /// Its name in messages.
    name: &'static str,
    /// Extensions of its files, in lower case.
    extensions: &'static [&'static str],
    is_start: fn(&[u8]) -> bool,
    decoder: fn(CompressedBytes) -> io::Result<Decompressed>,
}

type CompressedBytes = BufReader<Box<dyn Read + Send>>;
type Decompressed = Box<dyn Read + Send>;

const CODECS: [Codec; 5] = [
    Codec {
        compression: Compression::Gzip,
        name: "gzip",
        extensions: &["gz", "gzip"],
        is_start: |first| first.starts_with(&[0x1f, 0x8b, 8]),
        decoder: |bytes| Ok(Box::new(GzipMembers::new(bytes))),
    },
    Codec {
        compression: Compression::Zstd,
        name: "zstd",
        extensions: &["zst", "zstd"],
        // Parallel compressors begin with a skippable frame.
        is_start: |first| matches!(first, [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..]),
        decoder: zstd_decoder,
    },
    Codec {
        compression: Compression::Xz,
        name: "xz",
        extensions: &["xz"],
        is_start: |first| first.starts_with(b"\xfd7zXZ\0"),
        decoder: xz_decoder,
    },
    Codec {
        compression: Compression::Bzip2,
        name: "bzip2",
        extensions: &["bz2", "bzip2"],
        // The magic number of a block, or that of the end of an empty stream.
        is_start: |first| {
            first.starts_with(b"BZh")
                && first
                    .get(4..)
                    .is_some_and(|block| block.starts_with(b"1AY&SY") || block.starts_with(b"\x17rE8P\x90"))
        },
        decoder: bzip2_decoder,
    },
    Codec {
        compression: Compression::Lz4,
        name: "LZ4",
        extensions: &["lz4"],
        is_start: |first| first.starts_with(&[0x04, 0x22, 0x4d, 0x18]),
        decoder: lz4_decoder,
    },
];

/// Bytes that identify a compression.
const MAGIC_BYTES: usize = 10;

/// CompressedBytes bytes per read.
const COMPRESSED_BUFFER_BYTES: usize = 1 << 17;

/// The largest window of Zstandard (a log of 31), 2 GiB. Memory is taken only where a frame
/// asks for it.
const WINDOW_LOG_MAX: u32 = 31;

/// The largest dictionary of xz, 2 GiB.
#[cfg(feature = "xz")]
const XZ_MEMORY_KIB_MAX: u32 = 2 << 20;

fn zstd_decoder(bytes: CompressedBytes) -> io::Result<Decompressed> {
    let mut decoder = zstd::Decoder::with_buffer(bytes)?;
    decoder.window_log_max(WINDOW_LOG_MAX)?;
    Ok(Box::new(decoder))
}

#[cfg(feature = "xz")]
fn xz_decoder(bytes: CompressedBytes) -> io::Result<Decompressed> {
    Ok(Box::new(lzma_rust2::XzReader::new_mem_limit(bytes, true, XZ_MEMORY_KIB_MAX)))
}

#[cfg(feature = "bzip2")]
fn bzip2_decoder(bytes: CompressedBytes) -> io::Result<Decompressed> {
    Ok(Box::new(bzip2::bufread::MultiBzDecoder::new(bytes)))
}

#[cfg(feature = "lz4")]
fn lz4_decoder(bytes: CompressedBytes) -> io::Result<Decompressed> {
    Ok(Box::new(Lz4Frames { decoder: lz4_flex::frame::FrameDecoder::new(bytes) }))
}

/// Frames one after another: the decoder of one frame ends with it.
#[cfg(feature = "lz4")]
struct Lz4Frames {
    decoder: lz4_flex::frame::FrameDecoder<CompressedBytes>,
}

#[cfg(feature = "lz4")]
impl Read for Lz4Frames {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self.decoder.read(out)? {
            0 if !out.is_empty() && !self.decoder.get_mut().fill_buf()?.is_empty() => self.decoder.read(out),
            read => Ok(read),
        }
    }
}

#[cfg(not(feature = "xz"))]
fn xz_decoder(_bytes: CompressedBytes) -> io::Result<Decompressed> {
    left_out("xz")
}

#[cfg(not(feature = "bzip2"))]
fn bzip2_decoder(_bytes: CompressedBytes) -> io::Result<Decompressed> {
    left_out("bzip2")
}

#[cfg(not(feature = "lz4"))]
fn lz4_decoder(_bytes: CompressedBytes) -> io::Result<Decompressed> {
    left_out("lz4")
}

#[cfg(not(all(feature = "xz", feature = "bzip2", feature = "lz4")))]
fn left_out(feature: &str) -> io::Result<Decompressed> {
    Err(io::Error::other(format!(
        "it is compressed with {feature}, which this build leaves out; the feature {feature} reads it"
    )))
}

impl Compression {
    /// The compression that a file name announces, which is how outputs are compressed.
    pub(crate) fn of_name(path: &Path) -> Compression {
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
        let named = |codec: &&Codec| {
            extension.as_deref().is_some_and(|extension| codec.extensions.contains(&extension))
        };
        CODECS.iter().find(named).map_or(Compression::None, |codec| codec.compression)
    }

    /// Returns whether outputs can have it.
    pub(crate) fn is_written(self) -> bool {
        matches!(self, Compression::None | Compression::Gzip | Compression::Zstd)
    }

    /// Its name in messages.
    pub(crate) fn name(self) -> &'static str {
        self.codec().map_or("none", |codec| codec.name)
    }

    fn codec(self) -> Option<&'static Codec> {
        CODECS.iter().find(|codec| codec.compression == self)
    }

    /// The fault of a compressed file; `None` if the disk failed and not the file.
    pub(crate) fn fault(self, error: &io::Error) -> Option<String> {
        let name = self.codec()?.name;
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
}

/// The lower-case extension of a file name before that of its compression: `jsonl` for
/// `a.JSONL.gz`.
pub(crate) fn inner_extension(name: &str) -> Option<String> {
    let name = name.to_ascii_lowercase();
    let (stem, last) = name.rsplit_once('.')?;
    if CODECS.iter().any(|codec| codec.extensions.contains(&last)) {
        return stem.rsplit_once('.').map(|(_, extension)| extension.to_owned());
    }
    Some(last.to_owned())
}

/// The decompressed bytes of a reader, with the compression that they had.
///
/// # Errors
/// When the first bytes cannot be read.
pub(crate) fn decompress(mut raw: impl Read + Send + 'static) -> io::Result<(Compression, Decompressed)> {
    let mut first = Vec::with_capacity(MAGIC_BYTES);
    raw.by_ref().take(MAGIC_BYTES as u64).read_to_end(&mut first)?;
    let codec = CODECS.iter().find(|codec| (codec.is_start)(&first));
    let whole: Box<dyn Read + Send> = Box::new(Cursor::new(first).chain(raw));
    match codec {
        None => Ok((Compression::None, whole)),
        Some(codec) => {
            let bytes = BufReader::with_capacity(COMPRESSED_BUFFER_BYTES, whole);
            Ok((codec.compression, (codec.decoder)(bytes)?))
        }
    }
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
            ("a.tar.bz2", Some("tar")),
            ("a.jsonl.xz", Some("jsonl")),
            ("a.gz", None),
            ("a", None),
            (".gz", None),
        ] {
            assert_eq!(inner_extension(name).as_deref(), extension, "{name}");
        }
    }
}
