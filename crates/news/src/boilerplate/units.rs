//! Units of a text: its paragraphs, or the pieces of those that boilerplate was glued into.

use super::known::KnownText;
use super::page_form::{PageForm, page_form};
use super::pieces::for_each_piece;
use std::ops::Range;
use wirecopy_article::text::Analysis;
use xxhash_rust::xxh3::Xxh3;

/// A paragraph, or a piece of one: boilerplate as a whole or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextUnit {
    /// Index of its paragraph.
    pub paragraph: u32,
    /// True if it is a whole paragraph.
    pub is_whole: bool,
    /// Its tokens.
    pub tokens: Range<u32>,
    /// Its form.
    pub form: PageForm,
    /// True if it is known boilerplate, whatever its form.
    pub is_known: bool,
}

/// Placeholder for any number in the key of a unit: variants of a line differ in dates and counts.
const ANY_NUMBER: u64 = 1;

/// Returns the units of a text in order; together they have all of its tokens. `hashes` are those
/// of its tokens; known boilerplate is split off as separate units. Linear.
pub fn text_units(text: &str, analysis: &Analysis, hashes: &[u64], known: &KnownText) -> Vec<TextUnit> {
    let mut units = Vec::with_capacity(analysis.paragraphs.len());
    let runs = known.runs(hashes);
    for (index, paragraph) in (0..).zip(&analysis.paragraphs) {
        for_each_piece(text, analysis, hashes, paragraph, |tokens| {
            known.for_each_part(hashes, &runs, tokens, |tokens, is_known| {
                let form = page_form(text, analysis, hashes, (&tokens, paragraph));
                let is_whole = tokens == paragraph.tokens;
                units.push(TextUnit { paragraph: index, is_whole, tokens, form, is_known });
            });
        });
    }
    units
}

/// Returns the key by which equal units are found, numbers aside. `hashes` are those of the whole
/// text.
pub fn unit_key(analysis: &Analysis, hashes: &[u64], tokens: &Range<u32>) -> u64 {
    let mut hasher = Xxh3::new();
    let tokens = tokens.start as usize..tokens.end as usize;
    let is_number = |at: usize| analysis.token(at).bytes().all(|byte| byte.is_ascii_digit());
    // Numbers alone are equal only if they are the same.
    let has_words = !tokens.clone().all(is_number);
    for at in tokens {
        let hash = if has_words && is_number(at) { ANY_NUMBER } else { hashes[at] };
        hasher.update(&hash.to_le_bytes());
    }
    hasher.digest()
}
