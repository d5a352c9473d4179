//! Documents of a block of text files.

use super::input::ReadOptions;
use super::record::{Growing, fault_of_text};
use super::texts::{TextBlock, TextFile};
use crate::document::{Document, Place};
use std::borrow::Cow;

/// Decodes all files of the block.
pub(super) fn decode<'block>(block: &'block TextBlock, options: &ReadOptions, growing: &mut Growing<'block>) {
    for file in &block.texts {
        let name = &file.file.name;
        match text_of(block, file, options) {
            Ok(text) => growing.documents.push(Document {
                id: Cow::Borrowed(name),
                outlet: None,
                published: None,
                url: None,
                title: None,
                text,
                place: file.has_place.then_some(Place {
                    source: file.number,
                    offset: 0,
                    len: file.bytes.len() as u32,
                }),
                file: Cow::Borrowed(name),
                source: file.number,
                line: 1,
                record: &block.bytes[file.bytes.clone()],
            }),
            Err(reason) => growing.reject(&file.file, 1, Some(name.clone()), reason),
        }
    }
}

fn text_of<'block>(
    block: &'block TextBlock,
    file: &TextFile,
    options: &ReadOptions,
) -> Result<Cow<'block, str>, String> {
    if file.is_over_limit {
        return Err(format!(
            "the text has more than {} bytes (--text-bytes-max)",
            options.text_limit_bytes()
        ));
    }
    let text = file.charset.decode(&block.bytes[file.bytes.clone()]).ok_or("the text is not UTF-8")?;
    fault_of_text(&text, options).map_or(Ok(text), Err)
}
