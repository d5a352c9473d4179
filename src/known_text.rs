//! Known boilerplate, read from a file.

use crate::error::{FileError, Result};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wirecopy_io::{Input, ReadOptions, open};
use wirecopy_news::boilerplate::KnownText;

/// Bytes of the largest file of known boilerplate: a million lines.
const KNOWN_BYTES_MAX: u64 = 256 << 20;

/// Reads known boilerplate for [`ScanParams`](crate::ScanParams): the lines of a plain text, or the
/// texts of any other format.
///
/// # Errors
/// When the file cannot be read, is longer than 256 MiB, or has no word.
///
/// ```
/// use wirecopy::{Scan, read_known_text};
///
/// let folder = tempfile::tempdir().unwrap();
/// let file = folder.path().join("page.txt");
/// std::fs::write(&file, "Read more on our front page, and follow us everywhere.\n").unwrap();
/// let mut scan = Scan::default();
/// scan.params.boilerplate = read_known_text(&file, folder.path())?;
/// assert!(scan.run_files(["data/sample"])?.summary().parameters["boilerplate"].is_string());
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn read_known_text(path: &Path, temp_dir: &Path) -> Result<Arc<KnownText>> {
    let failed = |source| FileError::Read { path: path.to_path_buf(), source };
    let refused = |reason: &str| FileError::BadInput { path: path.to_path_buf(), reason: reason.to_owned() };
    if std::fs::metadata(path).map_err(failed)?.len() > KNOWN_BYTES_MAX {
        return Err(refused("it is longer than 256 MiB: boilerplate is expected, not a dump").into());
    }
    // Whatever names the fields of the inputs says nothing of this file.
    let options = ReadOptions::new(PathBuf::from(temp_dir));
    let mut input_reader = open(&[Input::Path(path.to_path_buf())], &options)?;
    let mut texts = Vec::new();
    while let Some(block) = input_reader.next_block()? {
        texts.extend(block.decode(&options).documents.into_iter().map(|document| document.text.into_owned()));
    }
    let known = KnownText::of(texts.iter().map(String::as_str));
    if known.is_empty() {
        return Err(refused("it has no words: lines or texts are expected").into());
    }
    Ok(Arc::new(known))
}
