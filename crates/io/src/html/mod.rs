//! Pages: HTML files, the payloads of web archives, and markup in fields of other formats.
//!
//! *Takes* the bytes or the text of one page. *Gives* its article with title, byline, date, outlet
//! and address, or the reason why there is none. *Costs* one parse per page, in parallel. *Never*
//! parses a page whose size, depth or number of elements would take long, or guesses a date.
//! *Source*: Mozilla's Readability, as `dom_smoothie` follows it; schema.org's articles; the Open
//! Graph protocol; the WHATWG Encoding Standard.

mod charset;
mod limits;
mod markup;
mod metadata;
mod json_ld;
mod page;
mod format;

#[cfg(feature = "warc")]
pub(crate) use charset::decode_page;
pub(crate) use format::Html;
pub(crate) use markup::{has_markup, text_of_markup};
#[cfg(feature = "warc")]
pub(crate) use page::article_of_page;
#[cfg(feature = "mail")]
pub(crate) use page::whole_text;
