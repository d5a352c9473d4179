//! The mail format: mails to articles.

use super::boxes::{MARK, MailBlock, MailSplitter};
use crate::error::Result;
use crate::format::{Format, Records, Split, Splitter};
use crate::html::whole_text;
use crate::input::InputFile;
use crate::options::ReadOptions;
use crate::record::{Decoding, Fields, RecordLocation};
use crate::stream::Opened;
use mail_parser::MessageParser;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use wirecopy_article::{RejectReason, TextMaker};

/// One or many mails per file.
pub(crate) struct Mailbox;

impl Format for Mailbox {
    fn split(&self, opened: Opened) -> Split {
        Split::Blocks(Box::new(MailSplitter::new(opened)))
    }
}

impl Splitter for MailSplitter {
    fn bytes_on_disk(&self) -> u64 {
        MailSplitter::bytes_on_disk(self)
    }

    fn next(&mut self, block_bytes: usize, options: &ReadOptions) -> Result<Option<Box<dyn Records>>> {
        let block = self.next_mails(block_bytes, options)?;
        Ok(block.map(|block| Box::new(block) as Box<dyn Records>))
    }
}

impl Records for MailBlock {
    fn files(&self) -> &[Arc<InputFile>] {
        std::slice::from_ref(&self.file)
    }

    /// Decodes every mail.
    fn decode<'block>(&'block self, _first_file: u32, decoding: &mut Decoding<'block, '_>) {
        decoding.add_rejects(&self.rejects);
        for (bytes, line) in &self.mails {
            let record = &self.bytes[bytes.clone()];
            let location = RecordLocation { file: &self.file.name, line: *line, text_location: None, record };
            let read = catch_unwind(AssertUnwindSafe(|| fields(record)));
            let damaged = || Err(RejectReason::Unreadable { fault: "the mail is damaged".into() });
            match read.unwrap_or_else(|_| damaged()) {
                Ok(fields) => decoding.push_record(location, fields),
                Err(reason) => decoding.reject(&location, None, reason),
            }
        }
    }
}

/// The fields of a mail: of its text in the plainest form that it has.
fn fields(record: &[u8]) -> std::result::Result<Fields<'static>, RejectReason> {
    let mail = match record.strip_prefix(MARK).and_then(|_| memchr::memchr(b'\n', record)) {
        Some(end) => &record[end + 1..],
        None => record,
    };
    let unreadable = || RejectReason::Unreadable { fault: "it has no header of a mail".into() };
    let mail = MessageParser::default().parse(mail).ok_or_else(unreadable)?;
    let has_plain = mail.text_part(0).is_some_and(|part| part.is_text() && !part.is_text_html());
    let text = match (has_plain, mail.body_html(0)) {
        (false, Some(html)) => whole_text(&html)?,
        _ => mail.body_text(0).unwrap_or_default().replace("\r\n", "\n").trim().to_owned(),
    };
    // An escape of mailboxes, in which every line that begins like the one before a mail has it.
    let text = text.replace("\n>From ", "\nFrom ");
    if text.is_empty() {
        return Err(RejectReason::TextEmpty);
    }
    Ok(Fields {
        id: Fields::uncounted(mail.message_id().map(str::to_owned)),
        title: Fields::uncounted(mail.subject().map(str::to_owned)),
        ..Fields::made(text, TextMaker::Mail)
    }
    .published_in_words(mail.date().map(mail_parser::DateTime::to_rfc3339)))
}
