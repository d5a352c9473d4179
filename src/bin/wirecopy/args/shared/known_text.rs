//! Known page text, read from a file.

use anyhow::{Context as _, bail};
use std::path::Path;
use std::sync::Arc;
use wirecopy_io::{Input, ReadOptions, open};
use wirecopy_news::boilerplate::KnownText;

/// Bytes of the largest file of known page text: a million lines.
const KNOWN_BYTES_MAX: u64 = 256 << 20;

/// Reads known page text: the lines of a plain text, or the texts of any other format.
pub fn known_text(path: Option<&Path>, reading: &ReadOptions) -> anyhow::Result<Arc<KnownText>> {
    let Some(path) = path else { return Ok(Arc::default()) };
    let cannot = || format!("cannot read {}", path.display());
    let bytes = std::fs::metadata(path).with_context(cannot)?.len();
    if bytes > KNOWN_BYTES_MAX {
        bail!("{} is longer than 256 MiB: page text is expected, not a dump", path.display());
    }
    // Whatever names the fields of the inputs says nothing of this file.
    let options = ReadOptions::new(reading.temp_dir.clone());
    let mut input_reader = open(&[Input::Path(path.to_path_buf())], &options).with_context(cannot)?;
    let mut texts = Vec::new();
    while let Some(block) = input_reader.next_block().with_context(cannot)? {
        texts.extend(block.decode(&options).documents.into_iter().map(|document| document.text.into_owned()));
    }
    let known = KnownText::of(texts.iter().map(String::as_str));
    if known.is_empty() {
        bail!("{} has no word: lines or texts of pages are expected", path.display());
    }
    Ok(Arc::new(known))
}
