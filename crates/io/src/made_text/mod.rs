//! Made texts: HTML and Markdown cleaned, damaged characters repaired.
//!
//! *Takes* the text of a field. *Gives* the text that is compared, with its maker if it differs,
//! and whether it is a placeholder. *Costs* one pass, and one more if something is changed. *Never*
//! changes a text whose file has no markup and whose characters are whole. *Source*: the table
//! `data/placeholders.tsv`; Windows-1252 as the WHATWG Encoding Standard has it.

mod mojibake;
mod placeholder;

pub(crate) use placeholder::is_placeholder;

use crate::markup::{Markup, looks_like_markdown, plain_text, text_of_markdown};
use mojibake::{has_mojibake, mended};
use std::borrow::Cow;
use wirecopy_article::TextMaker;

/// A text with what was done to it.
pub(crate) struct MadeText<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) maker: Option<TextMaker>,
    /// True if characters were damaged, and are if they were not to be mended.
    pub(crate) has_mojibake: bool,
}

/// The text of a field: what a page would show of HTML or Markdown, and with damaged characters
/// repaired if the options say so.
pub(crate) fn made_text(given: Cow<'_, str>, markup: Markup, fix_mojibake: bool) -> MadeText<'_> {
    let mut made = MadeText { text: given, maker: None, has_mojibake: false };
    match markup {
        Markup::Html => {
            let plain = match plain_text(&made.text) {
                Cow::Borrowed(_) => None,
                Cow::Owned(plain) => Some(plain),
            };
            if let Some(plain) = plain {
                made = MadeText { text: Cow::Owned(plain), maker: Some(TextMaker::Html), ..made };
            }
        }
        Markup::Markdown if looks_like_markdown(&made.text) => {
            let shown = text_of_markdown(&made.text);
            made = MadeText { text: Cow::Owned(shown), maker: Some(TextMaker::Markdown), ..made };
        }
        Markup::Markdown | Markup::None => {}
    }
    made.has_mojibake = has_mojibake(&made.text);
    if made.has_mojibake && fix_mojibake {
        made.text = Cow::Owned(mended(&made.text));
        made.maker = made.maker.or(Some(TextMaker::Mojibake));
    }
    made
}
