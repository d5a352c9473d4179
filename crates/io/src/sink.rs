//! One output file, compressed as its name says.

use super::compression::Compression;
use crate::error::{Error, Result};
use flate2::write::GzEncoder;
use std::fs::File;
use std::io;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Bytes written to the disk at once.
const BUFFER_BYTES: usize = 1 << 18;

/// The usual level of the zstd program.
const ZSTD_LEVEL: i32 = 3;

/// Takes bytes in order.
pub(super) struct Sink {
    path: PathBuf,
    encoder: Encoder,
}

enum Encoder {
    Plain(BufWriter<File>),
    Gzip(GzEncoder<BufWriter<File>>),
    Zstd(zstd::Encoder<'static, BufWriter<File>>),
}

impl Compression {
    /// The compression that a file's name tells.
    pub(super) fn of_name(path: &Path) -> Compression {
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
        match extension.as_deref() {
            Some("gz" | "gzip") => Compression::Gzip,
            Some("zst" | "zstd") => Compression::Zstd,
            _ => Compression::None,
        }
    }
}

impl Sink {
    /// Makes the file.
    ///
    /// # Errors
    /// When that fails.
    pub(super) fn create(path: PathBuf, compression: Compression) -> Result<Sink> {
        let encoder = File::create(&path).and_then(|file| {
            let file = BufWriter::with_capacity(BUFFER_BYTES, file);
            Ok(match compression {
                Compression::None => Encoder::Plain(file),
                Compression::Gzip => Encoder::Gzip(GzEncoder::new(file, flate2::Compression::default())),
                Compression::Zstd => {
                    let mut encoder = zstd::Encoder::new(file, ZSTD_LEVEL)?;
                    encoder.include_checksum(true)?;
                    Encoder::Zstd(encoder)
                }
            })
        });
        match encoder {
            Ok(encoder) => Ok(Sink { path, encoder }),
            Err(source) => Err(Error::Write { path, source }),
        }
    }

    /// Appends bytes.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let written = match &mut self.encoder {
            Encoder::Plain(out) => out.write_all(bytes),
            Encoder::Gzip(out) => out.write_all(bytes),
            Encoder::Zstd(out) => out.write_all(bytes),
        };
        written.map_err(|source| Error::Write { path: self.path.clone(), source })
    }

    /// Brings everything to the disk.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn finish(self) -> Result<()> {
        let Sink { path, encoder } = self;
        let finish = || -> io::Result<()> {
            let file = match encoder {
                Encoder::Plain(out) => out,
                Encoder::Gzip(out) => out.finish()?,
                Encoder::Zstd(out) => out.finish()?,
            };
            file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
        };
        finish().map_err(|source| Error::Write { path: path.clone(), source })
    }
}
