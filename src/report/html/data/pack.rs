//! Blocks of data inside a page, within its largest size.
//!
//! Small data is JSON as it is. Larger data is compressed with gzip and written in Base64, which
//! the page reads back with `DecompressionStream`, block by block as views need it.

use crate::error::Result;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;
use std::io;
use std::io::Write as _;

/// Bytes of JSON up to which it is in the page as it is.
const PLAIN_BYTES_MAX: usize = 1 << 20;

/// Bytes of the element around a block, without its name.
const ELEMENT_BYTES: usize = 64;

/// A block under its name.
struct DataBlock {
    name: String,
    json: String,
    packed: String,
}

/// The blocks of one page.
#[derive(Default)]
pub(crate) struct DataBlocks {
    blocks: Vec<DataBlock>,
    plain_bytes: usize,
    packed_bytes: usize,
}

/// A block as the template writes it.
pub(crate) struct PageBlock<'blocks> {
    pub(crate) name: &'blocks str,
    pub(crate) body: &'blocks str,
    pub(crate) is_packed: bool,
}

impl DataBlocks {
    /// Adds a block, if the bytes of all blocks then are at most `bytes_max`. Returns whether it
    /// does.
    pub(crate) fn push(&mut self, name: String, data: &impl Serialize, bytes_max: usize) -> Result<bool> {
        let json = serde_json::to_string(data).map_err(io::Error::from).map_err(failed)?;
        let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
        let compressed = encoder.write_all(json.as_bytes()).and_then(|()| encoder.finish());
        let packed = BASE64_STANDARD.encode(compressed.map_err(failed)?);
        let element = name.len() + ELEMENT_BYTES;
        if self.packed_bytes + packed.len() + element > bytes_max {
            return Ok(false);
        }
        self.packed_bytes += packed.len() + element;
        let json = escaped(&json);
        self.plain_bytes += json.len() + element;
        self.blocks.push(DataBlock { name, json, packed });
        Ok(true)
    }

    /// Adds rows in blocks of `rows_together`, as far as they fit. Returns the number of rows
    /// that are in.
    pub(crate) fn push_rows<Row: Serialize>(
        &mut self,
        name: &str,
        rows: &[Row],
        rows_together: usize,
        bytes_max: usize,
    ) -> Result<usize> {
        let mut pushed = 0;
        for (number, rows) in rows.chunks(rows_together).enumerate() {
            if !self.push(format!("{name}-{number}"), &rows, bytes_max)? {
                break;
            }
            pushed += rows.len();
        }
        Ok(pushed)
    }

    /// The blocks as they are written into a page that has `bytes_max` for them.
    pub(crate) fn of_page(&self, bytes_max: usize) -> impl Iterator<Item = PageBlock<'_>> {
        let is_packed = self.plain_bytes > PLAIN_BYTES_MAX.min(bytes_max);
        self.blocks.iter().map(move |block| PageBlock {
            name: &block.name,
            body: if is_packed { &block.packed } else { &block.json },
            is_packed,
        })
    }
}

/// Data as JSON that may be inside a script element.
pub(crate) fn safe_json(data: &impl Serialize) -> Result<String> {
    Ok(escaped(&serde_json::to_string(data).map_err(io::Error::from).map_err(failed)?))
}

fn failed(source: io::Error) -> crate::error::FileError {
    crate::error::FileError::Write { path: "the page".into(), source }
}

/// JSON in which nothing ends a script element or opens a comment in it.
fn escaped(json: &str) -> String {
    let mut safe = String::with_capacity(json.len() + json.len() / 64);
    for character in json.chars() {
        match character {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                safe.push_str(&format!("\\u{:04x}", character as u32));
            }
            _ => safe.push(character),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_block_ends_its_script_element() {
        let text = "</script><!--<script> & \u{2028}";
        let mut blocks = DataBlocks::default();
        assert!(blocks.push("one".into(), &text, 1_000).unwrap());
        let block = blocks.of_page(1_000).next().unwrap();
        assert!(!block.body.contains(['<', '>', '&', '\u{2028}']), "{}", block.body);
        assert_eq!(serde_json::from_str::<String>(block.body).unwrap(), text);
    }

    #[test]
    fn rows_beyond_the_room_are_left_out_as_whole_blocks() {
        let rows: Vec<u64> = (0..10_000).map(|row: u64| row.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
        let mut blocks = DataBlocks::default();
        let pushed = blocks.push_rows("rows", &rows, 1_000, 60_000).unwrap();
        assert!(pushed > 0 && pushed < 10_000 && pushed % 1_000 == 0, "{pushed}");
        assert!(blocks.packed_bytes <= 60_000);
        assert_eq!(blocks.of_page(60_000).count(), pushed / 1_000);
    }
}
