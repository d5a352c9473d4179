//! A file of items, cut at their tags.

use crate::error::Result;
use crate::input::InputFile;
use crate::options::ReadOptions;
use crate::stream::{Opened, Stream};
use encoding_rs::{Encoding, UTF_8};
use std::ops::Range;
use std::sync::Arc;
use wirecopy_article::{Reject, RejectReason};

/// Elements that are one article each. Of those that contain each other the outer one counts.
const ITEMS: [&str; 10] =
    ["item", "entry", "newsitem", "nitf", "reuters", "doc", "document", "article", "story", "post"];

/// Whole items of one file.
pub(super) struct ItemBlock {
    pub(super) file: Arc<InputFile>,
    pub(super) encoding: &'static Encoding,
    pub(super) bytes: Vec<u8>,
    /// Each item with the number of its first line.
    pub(super) items: Vec<(Range<usize>, u64)>,
    /// Items without an end.
    pub(super) rejects: Vec<Reject>,
}

/// Cuts one file into blocks of items.
pub(super) struct ItemSplitter {
    stream: Stream,
    file: Arc<InputFile>,
    encoding: Option<&'static Encoding>,
    /// The element that is an item, once the first has been found.
    name: Option<&'static str>,
    carried: Vec<u8>,
    ended: bool,
    line: u64,
}

/// One tag, from `<` to behind `>`.
struct Tag {
    bytes: Range<usize>,
    is_end: bool,
    /// Whether the element ends with its own tag.
    is_empty: bool,
}

/// What a search found.
enum Search {
    /// An item, to behind its end tag.
    Item(Range<usize>),
    /// The start of an item whose end is not among the bytes.
    Open(usize),
    /// No item starts before this offset.
    Nothing(usize),
}

impl ItemSplitter {
    pub(super) fn new(opened: Opened) -> Self {
        let Opened { stream, first, file, .. } = opened;
        ItemSplitter { stream, file, encoding: None, name: None, carried: first, ended: false, line: 1 }
    }

    pub(super) fn bytes_on_disk(&self) -> u64 {
        self.stream.bytes_on_disk()
    }

    /// Items of about `block_bytes` together, at least one; `None` at the end.
    ///
    /// # Errors
    /// When the input cannot be read, or has no element that is an article.
    pub(super) fn next_items(
        &mut self,
        block_bytes: usize,
        options: &ReadOptions,
    ) -> Result<Option<ItemBlock>> {
        let limit = options.record_limit_bytes();
        let mut bytes = std::mem::take(&mut self.carried);
        let encoding = *self.encoding.get_or_insert_with(|| stated_encoding(&bytes));
        let mut block = ItemBlock {
            file: Arc::clone(&self.file),
            encoding,
            bytes: Vec::new(),
            items: Vec::new(),
            rejects: Vec::new(),
        };
        let mut target = block_bytes.max(1);
        let (mut at, mut counted) = (0, 0);
        loop {
            if !self.ended {
                self.ended = self.stream.fill(&mut bytes, target)?;
            }
            match self.search(&bytes, at) {
                Search::Item(item) => {
                    self.line += count_lines(&bytes[counted..item.start]);
                    block.items.push((item.clone(), self.line));
                    counted = item.start;
                    at = item.end;
                    if at < block_bytes {
                        continue;
                    }
                }
                Search::Open(start) if self.ended || bytes.len() - start > limit => {
                    self.line += count_lines(&bytes[counted..start]);
                    counted = start;
                    block.rejects.push(self.without_end());
                    // The items inside are searched.
                    at = start + 1;
                    continue;
                }
                Search::Open(start) if start == 0 || block.items.is_empty() => {
                    target = bytes.len().saturating_mul(2).max(target);
                    continue;
                }
                Search::Open(start) => at = start,
                Search::Nothing(offset) => {
                    at = offset;
                    if !self.ended && block.items.is_empty() {
                        self.line += count_lines(&bytes[counted..at]);
                        counted = 0;
                        bytes.drain(..at);
                        at = 0;
                        target = bytes.len() + block_bytes.max(1);
                        continue;
                    }
                    if self.ended {
                        at = bytes.len();
                    }
                }
            }
            self.line += count_lines(&bytes[counted..at]);
            self.carried = bytes.split_off(at);
            block.bytes = bytes;
            return self.finished(block);
        }
    }

    fn finished(&self, block: ItemBlock) -> Result<Option<ItemBlock>> {
        let has_none = block.items.is_empty() && block.rejects.is_empty();
        if has_none && self.name.is_none() && self.ended {
            let elements = ITEMS.join(", ");
            return Err(self.stream.bad_input(format!(
                "no element of this XML file is known to be an article ({elements}): convert it to JSON Lines"
            )));
        }
        Ok(if has_none { None } else { Some(block) })
    }

    fn without_end(&self) -> Reject {
        Reject {
            file: self.file.name.clone(),
            line: self.line,
            id: None,
            reason: RejectReason::Unreadable { fault: "the element does not end".into() },
        }
    }

    /// The next item from `start` on.
    fn search(&mut self, bytes: &[u8], start: usize) -> Search {
        let mut at = start;
        let (mut open, mut depth): (Option<usize>, usize) = (None, 0);
        while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
            let tag_start = at + found;
            let rest = &bytes[tag_start..];
            if let Some(end) = unread_end(rest) {
                match end {
                    Some(len) => at = tag_start + len,
                    None => return open.map_or(Search::Nothing(tag_start), Search::Open),
                }
                continue;
            }
            let Some(tag) = self.item_tag(bytes, tag_start) else {
                at = tag_start + 1;
                continue;
            };
            if tag.bytes.end > bytes.len() {
                return open.map_or(Search::Nothing(tag_start), Search::Open);
            }
            at = tag.bytes.end;
            match (open, tag.is_end) {
                (None, true) => {}
                (None, false) if tag.is_empty => {}
                (None, false) => (open, depth) = (Some(tag.bytes.start), 1),
                (Some(_), false) => depth += usize::from(!tag.is_empty),
                (Some(start), true) => {
                    depth -= 1;
                    if depth == 0 {
                        return Search::Item(start..tag.bytes.end);
                    }
                }
            }
        }
        open.map_or(Search::Nothing(bytes.len()), Search::Open)
    }

    /// The tag at an offset, if it is that of an item. One that is cut off ends behind the bytes.
    fn item_tag(&mut self, bytes: &[u8], start: usize) -> Option<Tag> {
        let rest = &bytes[start + 1..];
        let is_end = rest.first() == Some(&b'/');
        let name_start = usize::from(is_end);
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.:".contains(byte);
        let len =
            rest[name_start..].iter().position(|byte| !is_name(byte)).unwrap_or(rest.len() - name_start);
        let name = &rest[name_start..name_start + len];
        let local = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
        let listed = ITEMS.iter().find(|listed| local.eq_ignore_ascii_case(listed.as_bytes()))?;
        if *self.name.get_or_insert(listed) != *listed {
            return None;
        }
        let end = memchr::memchr(b'>', rest);
        let is_empty = end.is_some_and(|end| end > 0 && rest[end - 1] == b'/');
        Some(Tag { bytes: start..end.map_or(bytes.len() + 1, |end| start + 1 + end + 1), is_end, is_empty })
    }
}

/// The length of a comment or of character data that starts here; `None` within where its end is
/// not among the bytes.
fn unread_end(rest: &[u8]) -> Option<Option<usize>> {
    let ends = |mark: &[u8], end: &[u8]| {
        rest.starts_with(mark)
            .then(|| memchr::memmem::find(&rest[mark.len()..], end).map(|at| mark.len() + at + end.len()))
    };
    ends(b"<!--", b"-->").or_else(|| ends(b"<![CDATA[", b"]]>"))
}

fn count_lines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

/// The charset of the declaration at the start of a file, in which every ASCII byte must be its own
/// character.
fn stated_encoding(first: &[u8]) -> &'static Encoding {
    let start = &first[..first.len().min(200)];
    let value = memchr::memmem::find(start, b"encoding=").map(|at| &start[at + b"encoding=".len()..]);
    let label = value.and_then(|value| {
        let quote = *value.first().filter(|quote| b"\"'".contains(quote))?;
        let end = memchr::memchr(quote, &value[1..])?;
        Encoding::for_label(&value[1..1 + end])
    });
    label.filter(|encoding| encoding.is_ascii_compatible()).unwrap_or(UTF_8)
}
