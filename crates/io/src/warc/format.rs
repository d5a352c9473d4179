//! The WARC format: records to articles.

use super::headers::{HeaderLines, media_type};
use super::payload::PagePayload;
use super::splitter::{WarcBlock, WarcPart, WarcSplitter};
use crate::error::Result;
use crate::format::{Format, Records, Split, Splitter};
use crate::html::{article_of_page, decode_page};
use crate::input::InputFile;
use crate::options::ReadOptions;
use crate::record::{Decoding, Fields, RecordLocation};
use crate::stream::Opened;
use std::borrow::Cow;
use std::sync::Arc;
use wirecopy_article::RejectReason;

/// Records of a crawler.
pub(crate) struct Warc;

/// The first bytes of the format before WARC.
const ARC_MARK: &[u8] = b"filedesc://";

impl Format for Warc {
    fn check(&self, first: &[u8], _path: &str) -> std::result::Result<(), String> {
        match first.starts_with(ARC_MARK) {
            true => Err("this is an ARC file, and WARC is read: convert it with warcio recompress".into()),
            false => Ok(()),
        }
    }

    fn split(&self, opened: Opened) -> Split {
        Split::Blocks(Box::new(WarcSplitter::new(opened)))
    }
}

impl Splitter for WarcSplitter {
    fn bytes_on_disk(&self) -> u64 {
        WarcSplitter::bytes_on_disk(self)
    }

    fn next(&mut self, block_bytes: usize, options: &ReadOptions) -> Result<Option<Box<dyn Records>>> {
        let block = self.next_records(block_bytes, options)?;
        Ok(block.map(|block| Box::new(block) as Box<dyn Records>))
    }
}

impl Records for WarcBlock {
    fn files(&self) -> &[Arc<InputFile>] {
        std::slice::from_ref(&self.file)
    }

    /// Decodes every record that should be a page or a text. Those of a crawler about itself are
    /// skipped.
    fn decode<'block>(&'block self, _first_file: u32, decoding: &mut Decoding<'block, '_>) {
        decoding.add_rejects(&self.rejects);
        for part in &self.records {
            let WarcPart { header, content, number } = part;
            let record = &self.bytes[header.start..content.end];
            let location =
                RecordLocation { file: &self.file.name, line: *number, text_location: None, record };
            let lines = HeaderLines::read(&self.bytes[header.clone()]);
            let address = lines.get("WARC-Target-URI").map(|address| address.trim_matches(['<', '>']));
            match fields(&lines, &self.bytes[content.clone()], address) {
                Some(Ok(fields)) => decoding.push_record(location, fields),
                Some(Err(reason)) => decoding.reject(&location, address, reason),
                None => {}
            }
        }
    }
}

/// The fields of a record; `None` if it is not expected to be an article.
fn fields<'a>(
    lines: &HeaderLines<'a>,
    content: &'a [u8],
    address: Option<&'a str>,
) -> Option<std::result::Result<Fields<'a>, RejectReason>> {
    let content_type = lines.get("Content-Type");
    let is_answer = content_type.is_some_and(|kind| media_type(kind) == "application/http");
    let payload = match lines.get("WARC-Type").unwrap_or_default().to_ascii_lowercase().as_str() {
        "response" => PagePayload::of_answer(content),
        "resource" if is_answer => PagePayload::of_answer(content),
        "resource" | "conversion" => Ok(PagePayload::plain(content, content_type)),
        "revisit" => {
            let what = "a revisit, whose page is in another record".into();
            Err(RejectReason::NotAnArticle { what })
        }
        _ => return None,
    };
    Some(payload.and_then(|payload| fields_of(payload, address)))
}

fn fields_of<'a>(
    payload: PagePayload<'a>,
    address: Option<&str>,
) -> std::result::Result<Fields<'a>, RejectReason> {
    let PagePayload { body, media_type, charset } = payload;
    let has_tag = body.trim_ascii_start().starts_with(b"<");
    match media_type.as_deref() {
        Some("text/plain") if !has_tag => Ok(text_fields(body, charset.as_deref(), address)),
        Some("text/html" | "application/xhtml+xml") => page_fields(&body, charset.as_deref(), address),
        None | Some("text/plain" | "application/octet-stream") if has_tag => {
            page_fields(&body, charset.as_deref(), address)
        }
        Some(kind) => Err(RejectReason::NotAnArticle { what: format!("of type {}", printable(kind)) }),
        None => Err(RejectReason::NotAnArticle { what: "of no type".into() }),
    }
}

fn page_fields(
    body: &[u8],
    charset: Option<&str>,
    address: Option<&str>,
) -> std::result::Result<Fields<'static>, RejectReason> {
    let article = article_of_page(&decode_page(body, charset))?;
    let id = Fields::uncounted(address.map(str::to_owned));
    Ok(Fields { id, ..article.into_fields(address.map(str::to_owned)) })
}

fn text_fields<'a>(body: Cow<'a, [u8]>, charset: Option<&str>, address: Option<&str>) -> Fields<'a> {
    let text = match body {
        Cow::Borrowed(bytes) => decode_page(bytes, charset),
        Cow::Owned(bytes) => Cow::Owned(decode_page(&bytes, charset).into_owned()),
    };
    let address = || Fields::uncounted(address.map(str::to_owned));
    Fields { id: address(), url: address(), ..Fields::of_text(text) }
}

/// A media type that fits in a message.
fn printable(kind: &str) -> String {
    kind.chars().take(60).map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect()
}
