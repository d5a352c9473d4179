//! A file of items, cut at their tags.

use super::element_names::NAMES;
use crate::error::Result;
use crate::input::InputFile;
use crate::options::ReadOptions;
use crate::stream::{Opened, Stream};
use encoding_rs::{Encoding, UTF_8};
use std::ops::Range;
use std::sync::Arc;
use wirecopy_article::{Reject, RejectReason};

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
    /// The offset up to which lines have been counted.
    counted: usize,
}

/// One tag, from `<` up to and including `>`.
struct Tag {
    bytes: Range<usize>,
    is_end: bool,
    /// True if the element ends with its own tag.
    is_empty: bool,
}

/// The result of a search.
enum ItemSearch {
    /// An item, including its end tag.
    Item(Range<usize>),
    /// The start of an item that does not end before the next one, and the start of that.
    Broken(Range<usize>),
    /// The start of an item whose end is not among the bytes.
    Open(usize),
    /// No item starts before this offset.
    Nothing(usize),
}

impl ItemBlock {
    fn is_empty(&self) -> bool {
        self.items.is_empty() && self.rejects.is_empty()
    }
}

impl ItemSplitter {
    pub(super) fn new(opened: Opened) -> Self {
        let Opened { stream, first, file, .. } = opened;
        ItemSplitter {
            stream,
            file,
            encoding: None,
            name: None,
            carried: first,
            ended: false,
            line: 1,
            counted: 0,
        }
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
        let mut block = self.new_block(&bytes);
        let mut at = 0;
        self.fill(&mut bytes, block_bytes)?;
        while at < block_bytes.max(1) || block.is_empty() {
            match self.search(&bytes, at) {
                ItemSearch::Item(item) => {
                    self.count_to(&bytes, item.start);
                    at = item.end;
                    block.items.push((item, self.line));
                }
                ItemSearch::Broken(item) => {
                    self.count_to(&bytes, item.start);
                    block.rejects.push(self.without_end());
                    at = item.end;
                }
                ItemSearch::Open(start) if self.ended || bytes.len() - start > limit => {
                    self.count_to(&bytes, start);
                    block.rejects.push(self.without_end());
                    at = bytes.len();
                }
                ItemSearch::Nothing(_) if self.ended => {
                    at = bytes.len();
                    break;
                }
                ItemSearch::Open(offset) | ItemSearch::Nothing(offset) if !block.is_empty() => {
                    at = offset;
                    break;
                }
                ItemSearch::Open(offset) | ItemSearch::Nothing(offset) => {
                    self.drop_to(&mut bytes, offset);
                    at = 0;
                    self.fill(&mut bytes, block_bytes)?;
                }
            }
        }
        self.count_to(&bytes, at);
        self.counted = 0;
        self.carried = bytes.split_off(at);
        block.bytes = bytes;
        self.finished(block)
    }

    fn new_block(&mut self, first: &[u8]) -> ItemBlock {
        let encoding = *self.encoding.get_or_insert_with(|| stated_encoding(first));
        let file = Arc::clone(&self.file);
        ItemBlock { file, encoding, bytes: Vec::new(), items: Vec::new(), rejects: Vec::new() }
    }

    /// Reads on: as much as a block, or as there is already.
    fn fill(&mut self, bytes: &mut Vec<u8>, block_bytes: usize) -> Result<()> {
        if !self.ended {
            let wanted = bytes.len() + block_bytes.max(bytes.len()).max(1);
            self.ended = self.stream.fill(bytes, wanted)?;
        }
        Ok(())
    }

    /// Counts the lines up to an offset.
    fn count_to(&mut self, bytes: &[u8], offset: usize) {
        let new = bytes.get(self.counted..offset).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', new).count() as u64;
        self.counted = self.counted.max(offset);
    }

    fn drop_to(&mut self, bytes: &mut Vec<u8>, offset: usize) {
        self.count_to(bytes, offset);
        self.counted = 0;
        bytes.drain(..offset);
    }

    fn finished(&self, block: ItemBlock) -> Result<Option<ItemBlock>> {
        if block.is_empty() && self.name.is_none() && self.ended {
            let elements = NAMES.items.join(", ");
            return Err(self.stream.bad_input(format!(
                "no element of this XML file is known to be an article ({elements}): convert it to JSON Lines"
            )));
        }
        Ok(if block.is_empty() { None } else { Some(block) })
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
    fn search(&mut self, bytes: &[u8], start: usize) -> ItemSearch {
        let mut at = start;
        let mut open: Option<usize> = None;
        let cut = |open: Option<usize>, at: usize| open.map_or(ItemSearch::Nothing(at), ItemSearch::Open);
        while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
            let tag_start = at + found;
            if let Some(end) = unread_end(&bytes[tag_start..]) {
                match end {
                    Some(len) => at = tag_start + len,
                    None => return cut(open, tag_start),
                }
                continue;
            }
            let Some(tag) = self.item_tag(bytes, tag_start) else {
                at = tag_start + 1;
                continue;
            };
            if tag.bytes.end > bytes.len() {
                return cut(open, tag_start);
            }
            at = tag.bytes.end;
            match (open, tag.is_end) {
                (None, true) => {}
                (_, false) if tag.is_empty => {}
                (None, false) => open = Some(tag.bytes.start),
                (Some(start), false) => return ItemSearch::Broken(start..tag.bytes.start),
                (Some(start), true) => return ItemSearch::Item(start..tag.bytes.end),
            }
        }
        cut(open, bytes.len())
    }

    /// The tag at an offset, if it is that of an item. One that is cut off ends after the bytes.
    fn item_tag(&mut self, bytes: &[u8], start: usize) -> Option<Tag> {
        let rest = &bytes[start + 1..];
        let is_end = rest.first() == Some(&b'/');
        let name_start = usize::from(is_end);
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.:".contains(byte);
        let len =
            rest[name_start..].iter().position(|byte| !is_name(byte)).unwrap_or(rest.len() - name_start);
        let name = &rest[name_start..name_start + len];
        let local = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
        let listed = NAMES.items.iter().find(|listed| local.eq_ignore_ascii_case(listed.as_bytes()))?;
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
