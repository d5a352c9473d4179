//! Opening an input: its stream, compression and format.

use crate::error::{Error, Result};
use crate::files::ListedFile;
use crate::formats::{format_of, format_of_first_bytes};
use crate::input::{InputFile, InputFormat, InputStamp};
use crate::stream::{Opened, open_stream};
use std::fs::File;
use std::io::Read;
use std::sync::Arc;

/// Bytes from which the format of an input without a known name is recognised.
const SNIFFED_BYTES: usize = 1 << 16;

/// Opens an input and recognises its format, which is `format` where that is given. `stdin` is
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
    let (compression, mut stream) = open_stream(raw, listed.path.clone())?;
    let known = format.or(listed.format);
    let mut first = Vec::new();
    stream.fill(&mut first, known.map_or(SNIFFED_BYTES, |known| format_of(known).first_bytes()))?;
    let format = known.unwrap_or_else(|| format_of_first_bytes(&first));
    format_of(format).check(&first, &listed.name()).map_err(|reason| stream.bad_input(reason))?;
    let file = Arc::new(InputFile { path: listed.path.clone(), name: listed.name(), format, compression });
    Ok(Opened { stream, first, file, stamp })
}
