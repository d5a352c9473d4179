//! The members of a zip file, in the order of its directory.

use crate::error::Result;
use crate::format::{ArchiveMember, ArchiveMembers, Format, Split};
use crate::options::ReadOptions;
use crate::read::{RandomAccess, RandomAccessReader};
use crate::stream::Opened;
use flate2::Crc;
use std::collections::BTreeMap;
use std::io;
use std::io::{BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use zip::{CompressionMethod, ZipArchive};

/// ArchiveMembers listed in a directory at the end.
pub(crate) struct Zip;

impl Format for Zip {
    fn split(&self, opened: Opened) -> Split {
        let file = Arc::clone(&opened.file);
        Split::Members(
            file,
            Box::new(ZipMembers { opened, archive: None, next: 0, bytes_read: 0, spans: BTreeMap::new() }),
        )
    }
}

/// Walks over the directory.
struct ZipMembers {
    opened: Opened,
    archive: Option<(RandomAccess, ZipArchive<BufReader<RandomAccessReader>>)>,
    next: usize,
    bytes_read: u64,
    /// The bytes of the members so far, by their starts.
    spans: BTreeMap<u64, u64>,
}

impl ArchiveMembers for ZipMembers {
    fn bytes_on_disk(&self) -> u64 {
        match self.opened.can_be_read_again() {
            true => self.bytes_read,
            false => self.opened.stream.bytes_on_disk(),
        }
    }

    fn next_member(&mut self, options: &ReadOptions) -> Result<Option<ArchiveMember>> {
        if self.archive.is_none() {
            let source = RandomAccess::of(&mut self.opened, options)?;
            let reader = BufReader::new(source.reader_at(0));
            // Damaged directories are this crate's risk, and not its caller's.
            let archive = catch_unwind(AssertUnwindSafe(|| ZipArchive::new(reader)));
            let fault = |fault: &str| {
                self.opened.stream.bad_input(format!(
                    "the zip file is damaged ({fault}): copy it again from where it came from"
                ))
            };
            let archive =
                archive.map_err(|_| fault("its directory"))?.map_err(|error| fault(&error.to_string()))?;
            self.archive = Some((source, archive));
        }
        let Some((source, archive)) = &mut self.archive else { return Ok(None) };
        while self.next < archive.len() {
            let number = self.next;
            self.next += 1;
            let name = archive.name_for_index(number).and_then(std::result::Result::ok);
            let name = name.map_or_else(|| format!("member {}", number + 1), |name| name.into_owned());
            let member = match archive.by_index_raw(number) {
                Ok(member) => member,
                Err(error) => return Ok(Some(ArchiveMember { name, content: Err(error.to_string()) })),
            };
            if member.is_dir() || member.is_symlink() {
                continue;
            }
            let (start, compressed) = (member.data_start().unwrap_or(0), member.compressed_size());
            self.bytes_read = self.bytes_read.max(start.saturating_add(compressed)).min(source.len());
            let content = match member.encrypted() {
                true => Err("it is encrypted: unpack it".to_owned()),
                // Many names for the same bytes would make much of little.
                false if overlaps(&mut self.spans, start, compressed) => {
                    Err("its bytes are those of another member".to_owned())
                }
                false => {
                    let bytes = BufReader::new(source.reader_at(start).take(compressed));
                    let intact = (member.crc32(), member.size());
                    decoder(member.compression(), bytes).map(|reader| {
                        Box::new(Checked { reader, crc: Crc::new(), intact }) as Box<dyn Read + Send>
                    })
                }
            };
            return Ok(Some(ArchiveMember { name, content }));
        }
        self.bytes_read = source.len();
        Ok(None)
    }
}

/// Returns whether some bytes are those of an earlier member, and adds them where none is.
fn overlaps(spans: &mut BTreeMap<u64, u64>, start: u64, len: u64) -> bool {
    let end = start.saturating_add(len);
    let is_shared = spans.range(..end).next_back().is_some_and(|(_, earlier_end)| *earlier_end > start);
    if !is_shared && len > 0 {
        spans.insert(start, end);
    }
    is_shared
}

type CompressedMember = BufReader<io::Take<RandomAccessReader>>;

fn decoder(
    method: CompressionMethod,
    bytes: CompressedMember,
) -> std::result::Result<Box<dyn Read + Send>, String> {
    Ok(match method {
        CompressionMethod::Stored => Box::new(bytes),
        CompressionMethod::Deflated => Box::new(flate2::bufread::DeflateDecoder::new(bytes)),
        CompressionMethod::Deflate64 => Box::new(deflate64::Deflate64Decoder::with_buffer(bytes)),
        CompressionMethod::Zstd => {
            Box::new(zstd::Decoder::with_buffer(bytes).map_err(|error| error.to_string())?)
        }
        method => return Err(format!("it is compressed as {method:?}, which is not read: unpack it")),
    })
}

/// Compares what was read with the sum and the length that the directory states.
struct Checked {
    reader: Box<dyn Read + Send>,
    crc: Crc,
    intact: (u32, u64),
}

impl Read for Checked {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(out)?;
        self.crc.update(&out[..read]);
        let (sum, len) = self.intact;
        // The sum counts lengths modulo 2^32.
        let is_end = read == 0 && !out.is_empty();
        match is_end && (self.crc.sum() != sum || self.crc.amount() != len as u32) {
            true => Err(io::Error::new(io::ErrorKind::InvalidData, "its checksum is wrong")),
            false => Ok(read),
        }
    }
}
