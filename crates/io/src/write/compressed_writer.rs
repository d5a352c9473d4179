//! One output file, compressed as its name indicates.

use super::columns::RowColumn;
#[cfg(feature = "parquet")]
use super::table_writer::TableWriter;
use crate::compression::Compression;
use crate::error::{Error, Result};
use flate2::write::GzEncoder;
use std::fs::File;
use std::io;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Bytes per write to the disk.
const BUFFER_BYTES: usize = 1 << 18;

/// The default level of the zstd program.
const ZSTD_LEVEL: i32 = 3;

/// Writes bytes in order.
pub(super) struct CompressedWriter {
    path: PathBuf,
    encoder: Encoder,
}

enum Encoder {
    Plain(BufWriter<File>),
    Gzip(GzEncoder<BufWriter<File>>),
    Zstd(zstd::Encoder<'static, BufWriter<File>>),
    #[cfg(feature = "parquet")]
    Table(Box<TableWriter>),
}

impl CompressedWriter {
    /// Creates the file.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub(super) fn create(path: PathBuf, compression: Compression) -> Result<CompressedWriter> {
        match Encoder::create(&path, compression) {
            Ok(encoder) => Ok(CompressedWriter { path, encoder }),
            Err(source) => Err(Error::Write { path, source }),
        }
    }

    /// Creates a file of columns, which takes whole lines of JSON.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub(super) fn create_table(path: PathBuf, columns: &[RowColumn]) -> Result<CompressedWriter> {
        #[cfg(feature = "parquet")]
        let created = File::create(&path).and_then(|file| TableWriter::create(file, columns));
        #[cfg(feature = "parquet")]
        let created = created.map(|table| Encoder::Table(Box::new(table)));
        #[cfg(not(feature = "parquet"))]
        let _ = columns;
        #[cfg(not(feature = "parquet"))]
        let created = Err(io::Error::other("this build does not write Parquet"));
        match created {
            Ok(encoder) => Ok(CompressedWriter { path, encoder }),
            Err(source) => Err(Error::Write { path, source }),
        }
    }

    /// Appends bytes.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let written = match &mut self.encoder {
            Encoder::Plain(out) => out.write_all(bytes),
            Encoder::Gzip(out) => out.write_all(bytes),
            Encoder::Zstd(out) => out.write_all(bytes),
            #[cfg(feature = "parquet")]
            Encoder::Table(out) => out.write(bytes),
        };
        written.map_err(|source| Error::Write { path: self.path.clone(), source })
    }

    /// Ends the file and returns it; its bytes may still be on their way to the disk.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub(super) fn finish(self) -> Result<File> {
        let CompressedWriter { path, encoder } = self;
        encoder.finish().map_err(|source| Error::Write { path, source })
    }
}

impl Encoder {
    fn create(path: &Path, compression: Compression) -> io::Result<Encoder> {
        let file = BufWriter::with_capacity(BUFFER_BYTES, File::create(path)?);
        Ok(match compression {
            Compression::None => Encoder::Plain(file),
            Compression::Gzip => Encoder::Gzip(GzEncoder::new(file, flate2::Compression::default())),
            Compression::Zstd => {
                let mut encoder = zstd::Encoder::new(file, ZSTD_LEVEL)?;
                encoder.include_checksum(true)?;
                Encoder::Zstd(encoder)
            }
            Compression::Xz | Compression::Bzip2 | Compression::Lz4 => {
                return Err(io::Error::other(format!("{} is not written", compression.name())));
            }
        })
    }

    fn finish(self) -> io::Result<File> {
        let file = match self {
            Encoder::Plain(out) => out,
            Encoder::Gzip(out) => out.finish()?,
            Encoder::Zstd(out) => out.finish()?,
            #[cfg(feature = "parquet")]
            Encoder::Table(out) => return out.finish(),
        };
        file.into_inner().map_err(io::IntoInnerError::into_error)
    }
}
