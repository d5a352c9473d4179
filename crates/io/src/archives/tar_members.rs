//! The members of a tar file, in the order of the file.

use crate::error::Result;
use crate::format::{ArchiveMember, ArchiveMembers, Format, Split};
use crate::options::ReadOptions;
use crate::stream::{Opened, Stream};
use std::io;
use std::io::Read;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};
use tar::{EntryType, Header};

/// Members, each after a header.
pub(crate) struct Tar;

/// Headers and members fill whole blocks of this size.
const BLOCK_BYTES: usize = 512;

/// Bytes of a header that have its sum.
const SUM: Range<usize> = 148..156;

/// Bytes of a header that have the mark of the format.
const MARK: Range<usize> = 257..262;

/// Bytes of the longest name or extended header.
const EXTENDED_BYTES_MAX: u64 = 1 << 20;

/// Bytes that a member's reader holds.
const BUFFER_BYTES: usize = 1 << 18;

impl Format for Tar {
    fn split(&self, opened: Opened) -> Split {
        let Opened { stream, first, file, .. } = opened;
        let bytes = Arc::new(Mutex::new(TarBytes { stream, buffer: first, at: 0, left: 0, fault: None }));
        Split::Members(file, Box::new(TarMembers { bytes, padding: 0, found: None }))
    }
}

/// Walks over the headers.
struct TarMembers {
    bytes: Arc<Mutex<TarBytes>>,
    /// Bytes between the present member and the next header.
    padding: u64,
    /// The header after a damaged part; empty at the end.
    found: Option<Vec<u8>>,
}

/// The bytes of the file, which the walk and the reader of the present member share.
struct TarBytes {
    stream: Stream,
    buffer: Vec<u8>,
    /// The offset of the next byte in the buffer.
    at: usize,
    /// Bytes of the present member that have not been read.
    left: u64,
    /// The error of the stream, which the walk returns after a member's reader has met it.
    fault: Option<crate::error::Error>,
}

/// Reads the present member.
struct TarReader(Arc<Mutex<TarBytes>>);

impl TarBytes {
    /// Reads until the buffer has a byte. Returns whether the file has ended.
    fn fill(&mut self) -> Result<bool> {
        if self.at < self.buffer.len() {
            return Ok(false);
        }
        self.buffer.clear();
        self.at = 0;
        self.stream.fill(&mut self.buffer, BUFFER_BYTES)?;
        Ok(self.buffer.is_empty())
    }

    /// As many of `len` bytes as there are.
    fn take(&mut self, len: usize) -> Result<Vec<u8>> {
        let mut bytes_read = Vec::with_capacity(len.min(BUFFER_BYTES));
        while bytes_read.len() < len && !self.fill()? {
            let end = self.buffer.len().min(self.at + len - bytes_read.len());
            bytes_read.extend_from_slice(&self.buffer[self.at..end]);
            self.at = end;
        }
        Ok(bytes_read)
    }

    /// Skips blocks that are no header, of which `passed` bytes have been. Returns the bytes that
    /// were skipped, and the next header.
    fn skip_to_header(&mut self, passed: usize) -> Result<(u64, Vec<u8>)> {
        let mut passed = passed as u64;
        loop {
            let block = self.take(BLOCK_BYTES)?;
            // Content that happens to have a valid sum is no header without the mark.
            let is_header = block.get(MARK) == Some(b"ustar") && intact_header(&block).is_some();
            if block.is_empty() || is_header {
                return Ok((passed, block));
            }
            passed += block.len() as u64;
        }
    }

    fn skip(&mut self, mut len: u64) -> Result<()> {
        while len > 0 && !self.fill()? {
            let skipped = len.min((self.buffer.len() - self.at) as u64);
            self.at += skipped as usize;
            len -= skipped;
        }
        Ok(())
    }
}

impl Read for TarReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if bytes.left == 0 || out.is_empty() {
            return Ok(0);
        }
        match bytes.fill() {
            Ok(true) => Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the archive ends before it does")),
            Ok(false) => {
                let here = bytes.buffer.len() - bytes.at;
                let len = out.len().min(here).min(usize::try_from(bytes.left).unwrap_or(usize::MAX));
                out[..len].copy_from_slice(&bytes.buffer[bytes.at..bytes.at + len]);
                bytes.at += len;
                bytes.left -= len as u64;
                Ok(len)
            }
            Err(error) => {
                let message = error.to_string();
                bytes.fault = Some(error);
                Err(io::Error::other(message))
            }
        }
    }
}

impl ArchiveMembers for TarMembers {
    fn bytes_on_disk(&self) -> u64 {
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner).stream.bytes_on_disk()
    }

    fn next_member(&mut self, _options: &ReadOptions) -> Result<Option<ArchiveMember>> {
        let mut bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(fault) = bytes.fault.take() {
            return Err(fault);
        }
        let left = bytes.left;
        bytes.skip(left.saturating_add(self.padding))?;
        (bytes.left, self.padding) = (0, 0);
        let mut long_name = None;
        loop {
            let block = match self.found.take() {
                Some(block) => block,
                None => bytes.take(BLOCK_BYTES)?,
            };
            if block.is_empty() || is_end(&block) {
                // After the end, every further read returns nothing.
                self.found = Some(Vec::new());
                return Ok(None);
            }
            let Some((header, size, padding)) = intact_header(&block) else {
                let (passed, found) = bytes.skip_to_header(block.len())?;
                self.found = Some(found);
                return Ok(Some(damaged_member(passed)));
            };
            match header.entry_type() {
                EntryType::GNULongName | EntryType::XHeader if size <= EXTENDED_BYTES_MAX => {
                    let is_pax = header.entry_type() == EntryType::XHeader;
                    let value = bytes.take(size as usize)?;
                    bytes.skip(padding)?;
                    long_name = if is_pax { pax_path(&value) } else { Some(value) }.or(long_name);
                }
                EntryType::Regular | EntryType::Continuous => {
                    let name = long_name.unwrap_or_else(|| header.path_bytes().into_owned());
                    let name = String::from_utf8_lossy(&name).trim_end_matches('\0').to_owned();
                    bytes.left = size;
                    self.padding = padding;
                    let reader = Box::new(TarReader(Arc::clone(&self.bytes)));
                    return Ok(Some(ArchiveMember { name, content: Ok(reader) }));
                }
                _ => {
                    bytes.skip(size.saturating_add(padding))?;
                    long_name = None;
                }
            }
        }
    }
}

/// Returns whether a block is one of those after the last member.
fn is_end(block: &[u8]) -> bool {
    block.len() == BLOCK_BYTES && block.iter().all(|byte| *byte == 0)
}

/// The header in a block, the size of its member, and the bytes up to the next block; `None` if
/// the block is cut, the sum of its bytes is not what it states, or the size is no number.
fn intact_header(block: &[u8]) -> Option<(&Header, u64, u64)> {
    if block.len() < BLOCK_BYTES {
        return None;
    }
    let header = Header::from_byte_slice(block);
    // The sum itself counts as spaces.
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    let of_sum: u32 = block[SUM].iter().map(|byte| u32::from(*byte)).sum();
    let is_intact = header.cksum().is_ok_and(|stated| stated == sum - of_sum + 8 * u32::from(b' '));
    let size = header.entry_size().ok().filter(|_| is_intact)?;
    let padded = size.checked_next_multiple_of(BLOCK_BYTES as u64)?;
    Some((header, size, padded - size))
}

/// A place for the header, and perhaps the bytes, of a member that cannot be read.
fn damaged_member(bytes: u64) -> ArchiveMember {
    let fault = format!("the tar file is damaged: {bytes} bytes belong to no member and are skipped");
    ArchiveMember { name: "damaged part".into(), content: Err(fault) }
}

/// The value of `path` among the lines of an extended header.
fn pax_path(value: &[u8]) -> Option<Vec<u8>> {
    let lines = value.split(|byte| *byte == b'\n');
    let mut paths = lines.filter_map(|line| {
        let at = memchr::memchr(b' ', line)?;
        line[at + 1..].strip_prefix(b"path=").map(<[u8]>::to_vec)
    });
    paths.next()
}
