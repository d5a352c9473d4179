//! One segment: header, blocks, manifest and footer. `FORMAT.md` describes every byte.

use crate::error::{Error, Result};
use crate::manifest::Manifest;
use bincode::config::{Config, standard};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use wirecopy_scratch::positioned::read_exact_at;
use wirecopy_scratch::private_file;
use xxhash_rust::xxh3::Xxh3;

/// The first bytes of a segment.
const MAGIC: [u8; 8] = *b"wcsegmnt";

/// The version of the format, after the magic; a later program refuses what it does not know.
const VERSION: u32 = 3;

/// Magic, version, four zero bytes.
const HEADER_BYTES: usize = 16;

/// The last bytes of a segment.
const SEALED: [u8; 8] = *b"wcsealed";

/// Bytes of the manifest, checksum of all before the footer, [`SEALED`].
const FOOTER_BYTES: usize = 24;

/// Reads and writes are this large.
const BUFFER_BYTES: usize = 1 << 18;

/// Integers of fixed width: most are hashes.
fn layout() -> impl Config {
    standard().with_fixed_int_encoding()
}

fn header() -> [u8; HEADER_BYTES] {
    let mut header = [0; HEADER_BYTES];
    header[..8].copy_from_slice(&MAGIC);
    header[8..12].copy_from_slice(&VERSION.to_le_bytes());
    header
}

/// A segment that is being written.
pub(crate) struct Unsealed {
    out: BufWriter<File>,
    checksum: Xxh3,
    n_blocks: u64,
}

impl Unsealed {
    /// Creates the file, which its owner alone may read, since it contains what was read.
    pub(crate) fn create(path: &Path) -> io::Result<Unsealed> {
        let out = BufWriter::with_capacity(BUFFER_BYTES, private_file(path)?);
        let mut segment = Unsealed { out, checksum: Xxh3::new(), n_blocks: 0 };
        segment.write(&header())?;
        Ok(segment)
    }

    pub(crate) fn n_blocks(&self) -> u64 {
        self.n_blocks
    }

    pub(crate) fn push(&mut self, payload: &[u8]) -> io::Result<()> {
        self.n_blocks += 1;
        self.write(&(payload.len() as u64).to_le_bytes())?;
        self.write(payload)
    }

    /// Writes manifest and footer and waits until all of it is on the disk.
    pub(crate) fn seal(mut self, manifest: &Manifest) -> io::Result<()> {
        let manifest = bincode::encode_to_vec(manifest, layout())
            .expect("numbers and bytes encode into a vector without error");
        self.write(&manifest)?;
        let Unsealed { mut out, checksum, .. } = self;
        let footer =
            [(manifest.len() as u64).to_le_bytes(), checksum.digest().to_le_bytes(), SEALED].concat();
        out.write_all(&footer)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.checksum.update(bytes);
        self.out.write_all(bytes)
    }
}

/// A sealed segment, checked.
pub struct Segment {
    path: PathBuf,
    pub(crate) manifest: Manifest,
}

impl Segment {
    /// Opens a file and reads it once; `None` if it is not a whole and undamaged segment of this
    /// version.
    pub(crate) fn open(path: &Path) -> Option<Segment> {
        let file = File::open(path).ok()?;
        let footer_at = file.metadata().ok()?.len().checked_sub(FOOTER_BYTES as u64)?;
        let mut footer = [0; FOOTER_BYTES];
        read_exact_at(&file, &mut footer, footer_at).ok()?;
        let (manifest_bytes, rest) = footer.split_first_chunk()?;
        let (checksum, sealed) = rest.split_first_chunk()?;
        let mut start = [0; HEADER_BYTES];
        read_exact_at(&file, &mut start, 0).ok()?;
        if start != header() || *sealed != SEALED {
            return None;
        }
        let manifest_at = footer_at.checked_sub(u64::from_le_bytes(*manifest_bytes))?;
        let mut hasher = Hashing(Xxh3::new());
        io::copy(&mut BufReader::with_capacity(BUFFER_BYTES, &file).take(footer_at), &mut hasher).ok()?;
        if u64::from_le_bytes(*checksum) != hasher.0.digest() {
            return None;
        }
        let mut manifest = vec![0; (footer_at - manifest_at) as usize];
        read_exact_at(&file, &mut manifest, manifest_at).ok()?;
        let (manifest, _) = bincode::decode_from_slice(&manifest, layout()).ok()?;
        Some(Segment { path: path.to_path_buf(), manifest })
    }

    /// Files that end in it.
    pub fn n_files(&self) -> u64 {
        self.manifest.end.files - self.manifest.start.files
    }

    /// Bytes of the inputs, on disk, that it covers.
    pub fn bytes(&self) -> u64 {
        self.manifest.bytes
    }

    /// Files that it is the first to show not to be UTF-8.
    pub fn decoded_files(&self) -> u64 {
        self.manifest.decoded_files
    }

    /// Returns the payloads of its blocks in reading order.
    ///
    /// # Errors
    /// When the file cannot be opened; each item has its own error.
    pub fn payloads(&self) -> Result<impl Iterator<Item = Result<Vec<u8>>> + use<>> {
        let path = self.path.clone();
        let failed = move |source| Error::Read { path: path.clone(), source };
        let file = File::open(&self.path).map_err(&failed)?;
        let mut reader = BufReader::with_capacity(BUFFER_BYTES, file);
        reader.read_exact(&mut [0; HEADER_BYTES]).map_err(&failed)?;
        Ok((0..self.manifest.n_blocks).map(move |_| next_payload(&mut reader).map_err(&failed)))
    }
}

fn next_payload(reader: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut len = [0; 8];
    reader.read_exact(&mut len)?;
    let mut payload = vec![0; u64::from_le_bytes(len) as usize];
    reader.read_exact(&mut payload)?;
    Ok(payload)
}

/// A checksum that is written to.
struct Hashing(Xxh3);

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
