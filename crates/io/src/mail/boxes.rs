//! A mailbox, cut at the lines between messages.

use crate::error::Result;
use crate::input::InputFile;
use crate::options::ReadOptions;
use crate::stream::{Opened, Stream};
use std::ops::Range;
use std::sync::Arc;
use wirecopy_article::{Reject, RejectReason};

/// The start of the line before a mail.
pub(super) const MARK: &[u8] = b"From ";

/// Whole mails of one file.
pub(super) struct MailBlock {
    pub(super) file: Arc<InputFile>,
    pub(super) bytes: Vec<u8>,
    /// Each mail with the number of its first line.
    pub(super) mails: Vec<(Range<usize>, u64)>,
    /// Mails that were too long to be buffered.
    pub(super) rejects: Vec<Reject>,
}

/// Cuts one file into blocks of mails.
pub(super) struct MailSplitter {
    stream: Stream,
    file: Arc<InputFile>,
    carried: Vec<u8>,
    ended: bool,
    line: u64,
}

impl MailSplitter {
    pub(super) fn new(opened: Opened) -> Self {
        let Opened { stream, first, file, .. } = opened;
        MailSplitter { stream, file, carried: first, ended: false, line: 1 }
    }

    pub(super) fn bytes_on_disk(&self) -> u64 {
        self.stream.bytes_on_disk()
    }

    /// Mails of about `block_bytes` together, at least one; `None` at the end. A file that does not
    /// begin with the line before a mail is one mail.
    ///
    /// # Errors
    /// When the input cannot be read.
    pub(super) fn next_mails(
        &mut self,
        block_bytes: usize,
        options: &ReadOptions,
    ) -> Result<Option<MailBlock>> {
        let limit = options.record_limit_bytes();
        let mut bytes = std::mem::take(&mut self.carried);
        let mut block = MailBlock {
            file: Arc::clone(&self.file),
            bytes: Vec::new(),
            mails: Vec::new(),
            rejects: Vec::new(),
        };
        let mut target = block_bytes.max(1);
        let is_box = bytes.starts_with(MARK);
        loop {
            if !self.ended {
                self.ended = self.stream.fill(&mut bytes, target)?;
            }
            let last = if is_box { last_start(&bytes) } else { 0 };
            let end = if self.ended { bytes.len() } else { last };
            if end > 0 || self.ended {
                self.carried = bytes.split_off(end);
                break;
            }
            if bytes.len() > limit {
                let bytes_max = limit as u64;
                let reason = RejectReason::LineTooLong { bytes: bytes.len() as u64, bytes_max };
                block.rejects.push(Reject {
                    file: self.file.name.clone(),
                    line: self.line,
                    id: None,
                    reason,
                });
                self.skip_mail(&mut bytes)?;
                return Ok(Some(block));
            }
            target = target.saturating_mul(2).min(limit + 1);
        }
        if bytes.trim_ascii().is_empty() {
            return Ok(None);
        }
        block.mails = self.mails_of(&bytes, is_box);
        block.bytes = bytes;
        Ok(Some(block))
    }

    /// The mails that fill these bytes.
    fn mails_of(&mut self, bytes: &[u8], is_box: bool) -> Vec<(Range<usize>, u64)> {
        let starts: Vec<usize> = if is_box { starts(bytes).collect() } else { vec![0] };
        let mut mails = Vec::with_capacity(starts.len());
        for (number, start) in starts.iter().enumerate() {
            let end = starts.get(number + 1).copied().unwrap_or(bytes.len());
            mails.push((*start..end, self.line));
            self.line += memchr::memchr_iter(b'\n', &bytes[*start..end]).count() as u64;
        }
        mails
    }

    /// Passes over the rest of a mail of which `bytes` are the start.
    fn skip_mail(&mut self, bytes: &mut Vec<u8>) -> Result<()> {
        while !self.ended {
            // The line before the next mail may begin in what was read.
            let kept = bytes.len().saturating_sub(MARK.len() + 2);
            self.line += memchr::memchr_iter(b'\n', &bytes[..kept]).count() as u64;
            bytes.drain(..kept);
            self.ended = self.stream.fill(bytes, 1 << 20)?;
            let start = starts(bytes).find(|start| *start > 0);
            if let Some(start) = start {
                self.line += memchr::memchr_iter(b'\n', &bytes[..start]).count() as u64;
                self.carried = bytes.split_off(start);
                return Ok(());
            }
        }
        Ok(())
    }
}

/// Offsets of the lines before mails: at the start, and after a blank line.
fn starts(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    memchr::memmem::find_iter(bytes, MARK).filter(|at| {
        let before = &bytes[..*at];
        *at == 0 || before.ends_with(b"\n\n") || before.ends_with(b"\n\r\n")
    })
}

fn last_start(bytes: &[u8]) -> usize {
    starts(bytes).last().unwrap_or(0)
}
