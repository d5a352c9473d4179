//! The XML format: items to articles.

use super::article::fields;
use super::items::{ItemBlock, ItemSplitter};
use super::tree::parse;
use crate::charset::WideEncoding;
use crate::error::Result;
use crate::format::{Format, Records, Split, Splitter};
use crate::input::InputFile;
use crate::options::ReadOptions;
use crate::record::{Decoding, RecordLocation};
use crate::stream::Opened;
use std::sync::Arc;

/// Items between tags.
pub(crate) struct Xml;

impl Format for Xml {
    fn split(&self, opened: Opened) -> Split {
        let Opened { stream, first, file, stamp } = opened;
        let opened = match WideEncoding::of_mark(&first) {
            Some(encoding) => {
                Opened { stream: stream.into_utf8(encoding, first), first: Vec::new(), file, stamp }
            }
            None => Opened { stream, first, file, stamp },
        };
        Split::Blocks(Box::new(ItemSplitter::new(opened)))
    }
}

impl Splitter for ItemSplitter {
    fn bytes_on_disk(&self) -> u64 {
        ItemSplitter::bytes_on_disk(self)
    }

    fn next(&mut self, block_bytes: usize, options: &ReadOptions) -> Result<Option<Box<dyn Records>>> {
        let block = self.next_items(block_bytes, options)?;
        Ok(block.map(|block| Box::new(block) as Box<dyn Records>))
    }
}

impl Records for ItemBlock {
    fn files(&self) -> &[Arc<InputFile>] {
        std::slice::from_ref(&self.file)
    }

    /// Decodes every item.
    fn decode<'block>(&'block self, _first_file: u32, decoding: &mut Decoding<'block, '_>) {
        decoding.add_rejects(&self.rejects);
        for (bytes, line) in &self.items {
            let record = &self.bytes[bytes.clone()];
            let location = RecordLocation { file: &self.file.name, line: *line, text_location: None, record };
            let item = parse(&self.encoding.decode_without_bom_handling(record).0);
            match fields(&item) {
                Ok(fields) => decoding.push_record(location, fields),
                Err(reason) => decoding.reject(&location, None, reason),
            }
        }
    }
}
