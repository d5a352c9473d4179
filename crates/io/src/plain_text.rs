//! Text files become documents.

use super::record::{Decoding, Standing};
use super::texts::TextBlock;
use wirecopy_article::TextLocation;

/// Decodes every file.
pub(super) fn decode<'block>(block: &'block TextBlock, decoding: &mut Decoding<'block, '_>) {
    for text in &block.texts {
        let record = &block.bytes[text.bytes.clone()];
        let place = text.has_place.then(|| TextLocation {
            source: text.number,
            offset: 0,
            len: u32::try_from(record.len()).expect("longer texts were rejected"),
        });
        let standing = Standing { file: &text.file.name, line: 1, place, record };
        if text.is_over_limit {
            decoding.reject(&standing, None, "the file is longer than a text may be");
            continue;
        }
        match text.charset.decode_file(record) {
            Some(decoded) => decoding.bare_text(standing, decoded),
            None => decoding.reject(&standing, None, "the text is not UTF-8"),
        }
    }
}
