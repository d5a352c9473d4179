//! Text from bytes: byte order marks, UTF-8, and detection if a file has neither.
//!
//! *Takes* the bytes of a file or of a part of it. *Gives* their charset and their text. *Costs*
//! one pass for UTF-8, two if the charset is detected. *Never* guesses for a file that is valid
//! UTF-8. *Source*: the WHATWG Encoding Standard; Henri Sivonen's `chardetng` for detection.

mod decode;
mod utf16;

pub(crate) use decode::{Charset, UTF8_MARK, narrowed};
pub(crate) use utf16::{WideEncoding, WideReader};
