//! Opening an input: its stream, compression and format.

use crate::error::{Error, Result};
use crate::files::ListedFile;
use crate::formats::{format_of, format_of_content, format_of_first_bytes, format_of_name};
use crate::input::{InputFile, InputFormat, InputStamp};
use crate::stream::{Opened, open_stream};
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

/// Bytes from which the format of an input is recognised and checked.
const SNIFFED_BYTES: usize = 1 << 16;

/// Opens an input and recognises its format: `format` where that is given, what its first bytes
/// show, or what its name announces. `stdin` is
/// taken where the input is standard input.
///
/// # Errors
/// When the input cannot be read, or its first bytes show that it is not of its format.
pub(super) fn open_listed(
    listed: &ListedFile,
    format: Option<InputFormat>,
    stdin: &mut Option<Box<dyn Read + Send>>,
) -> Result<Opened> {
    let (raw, stamp): (Box<dyn Read + Send>, Option<InputStamp>) = if listed.is_stdin {
        (stdin.take().expect("standard input is listed once"), None)
    } else {
        let failed = |source| Error::Read { path: listed.path.clone(), source };
        let file = File::open(&listed.path).map_err(failed)?;
        let stamp = InputStamp::of(&file.metadata().map_err(failed)?);
        (Box::new(file), stamp)
    };
    let (opened, _) = recognised(raw, listed.path.clone(), format, listed.format)?;
    Ok(Opened { stamp, ..opened })
}

/// The format of a file that will be read, by its content and its name; `None` where it is not
/// known before, or cannot be.
pub(crate) fn format_of_file(listed: &ListedFile) -> Option<InputFormat> {
    listed.stamp?;
    let file = File::open(&listed.path).ok()?;
    let (_, mut stream) = open_stream(Box::new(file), listed.path.clone()).ok()?;
    let mut first = Vec::new();
    // What is damaged is refused when it is read.
    drop(stream.fill(&mut first, SNIFFED_BYTES));
    format_of_content(&first).or(listed.format)
}

/// Opens a file in a file; `None` where nothing shows its format.
///
/// # Errors
/// Those of [`open_listed`].
pub(super) fn open_member(raw: Box<dyn Read + Send>, name: &str) -> Result<Option<Opened>> {
    let (opened, is_known) = recognised(raw, name.into(), None, format_of_name(name))?;
    Ok(is_known.then_some(opened))
}

/// An input in its format, and whether that is more than a guess.
fn recognised(
    raw: Box<dyn Read + Send>,
    path: PathBuf,
    stated: Option<InputFormat>,
    by_name: Option<InputFormat>,
) -> Result<(Opened, bool)> {
    let name = path.to_string_lossy().into_owned();
    let (compression, mut stream) = open_stream(raw, path.clone())?;
    let mut first = Vec::new();
    stream.fill(&mut first, SNIFFED_BYTES)?;
    let known = stated.or_else(|| format_of_content(&first)).or(by_name);
    let format = known.unwrap_or_else(|| format_of_first_bytes(&first));
    format_of(format).check(&first, &name).map_err(|reason| stream.bad_input(reason))?;
    let file = Arc::new(InputFile { path, name, format, compression });
    Ok((Opened { stream, first, file, stamp: None }, known.is_some()))
}
