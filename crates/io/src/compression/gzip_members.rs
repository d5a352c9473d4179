//! The members of a gzip file, one after another.

use flate2::bufread::GzDecoder;
use std::io;
use std::io::{BufRead, Read};
use std::ops::Range;

/// The first bytes of a member.
const MARK: [u8; 3] = [0x1f, 0x8b, 8];

/// Decompresses members. After an error it resumes at the next member: whoever reads on chooses
/// that.
pub(super) struct GzipMembers<R> {
    state: MemberState<R>,
    /// Decompressed bytes, of which `ready` were not read yet.
    buffer: Box<[u8]>,
    ready: Range<usize>,
}

/// Bytes that are decompressed at once, whatever is asked for: what a damaged member loses must not
/// depend on who reads it.
const BUFFER_BYTES: usize = 1 << 15;

enum MemberState<R> {
    Member(Box<GzDecoder<R>>),
    /// Before the start of a member.
    Between(R),
    /// Behind a fault of a member: in its header, or after it.
    Damaged(R, MemberFault),
    Ended,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum MemberFault {
    InHeader,
    BehindHeader,
}

impl<R: BufRead> GzipMembers<R> {
    pub(super) fn new(reader: R) -> Self {
        let buffer = vec![0; BUFFER_BYTES].into_boxed_slice();
        GzipMembers { state: MemberState::Between(reader), buffer, ready: 0..0 }
    }

    /// Decompresses the next bytes into the buffer, and returns how many; 0 at the end.
    fn refill(&mut self) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, MemberState::Ended) {
                MemberState::Ended => return Ok(0),
                MemberState::Damaged(mut reader, fault) => {
                    // A member without a header must not be tried again.
                    skip_to_member(&mut reader, usize::from(fault == MemberFault::InHeader))?;
                    self.state = MemberState::Between(reader);
                }
                MemberState::Between(mut reader) => {
                    if !reader.fill_buf()?.is_empty() {
                        self.state = MemberState::Member(Box::new(GzDecoder::new(reader)));
                    }
                }
                MemberState::Member(mut member) => match member.read(&mut self.buffer) {
                    Ok(0) => self.state = MemberState::Between(member.into_inner()),
                    Ok(read) => {
                        self.state = MemberState::Member(member);
                        return Ok(read);
                    }
                    // The disk is asked again by whoever reads on.
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                        self.state = MemberState::Member(member);
                        return Err(error);
                    }
                    Err(error) => {
                        let is_behind = member.header().is_some();
                        let fault = if is_behind { MemberFault::BehindHeader } else { MemberFault::InHeader };
                        self.state = MemberState::Damaged(member.into_inner(), fault);
                        return Err(error);
                    }
                },
            }
        }
    }
}

impl<R: BufRead> Read for GzipMembers<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        if self.ready.is_empty() {
            self.ready = 0..self.refill()?;
        }
        let len = self.ready.len().min(out.len());
        out[..len].copy_from_slice(&self.buffer[self.ready.start..self.ready.start + len]);
        self.ready.start += len;
        Ok(len)
    }
}

/// Consumes `least` bytes, and all before the next start of a member. A start across two buffers is
/// skipped, which costs one member in a hundred thousand.
fn skip_to_member(reader: &mut impl BufRead, least: usize) -> io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let (len, start) = (buffer.len(), memchr::memmem::find(&buffer[least..], &MARK));
        reader.consume(start.map_or(len, |at| least + at));
        if start.is_some() {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn member(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn reading_continues_behind_a_damaged_member() {
        let mut damaged = member(b"second");
        let middle = damaged.len() / 2;
        damaged[middle] ^= 0xff;
        let bytes = [member(b"first"), damaged, member(b"third")].concat();
        let mut members = GzipMembers::new(&bytes[..]);
        let mut read = Vec::new();
        assert!(members.read_to_end(&mut read).is_err());
        members.read_to_end(&mut read).unwrap();
        assert!(read.starts_with(b"first") && read.ends_with(b"third"));
    }

    #[test]
    fn a_cut_or_empty_file_ends() {
        let whole = member(b"heron");
        for len in 0..whole.len() {
            let mut members = GzipMembers::new(&whole[..len]);
            let mut read = Vec::new();
            assert_eq!(members.read_to_end(&mut read).is_err(), len > 0, "{len}");
            assert_eq!(members.read_to_end(&mut read).unwrap(), 0);
        }
    }
}
