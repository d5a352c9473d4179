//! The scheme of sketches: everything that a stored sketch depends on.

use crate::shingle;
use crate::winnow::{SHINGLES_ALL_EMITTED, WINDOW};
use xxhash_rust::xxh3::xxh3_64;

/// Rules and constants by which sketches are made. Sketches of two schemes are not comparable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SketchScheme {
    /// Rules of normalisation and the Unicode version behind them.
    pub tokens: String,
    /// Tokens per word shingle.
    pub words: usize,
    /// Characters per character shingle.
    pub characters: usize,
    /// Version of the hashes.
    pub hash_version: u32,
    /// Seed of the signatures.
    pub seed: u64,
    /// Slots of an article's signature.
    pub article_slots: usize,
    /// Slots of a paragraph's signature by word shingles.
    pub paragraph_word_slots: usize,
    /// Slots of a paragraph's signature by character shingles.
    pub paragraph_character_slots: usize,
    /// Shingles per winnowing window.
    pub window: usize,
    /// Items of fewer distinct shingles keep all as seeds.
    pub all_emitted: usize,
}

impl SketchScheme {
    /// Returns the scheme of this version, with the slots that the bandings in use need.
    pub fn new(article_slots: usize, paragraph_word_slots: usize, paragraph_character_slots: usize) -> Self {
        SketchScheme {
            tokens: format!(
                "{}, {}",
                wirecopy_article::text::TOKEN_SCHEME_VERSION,
                wirecopy_article::text::unicode_version()
            ),
            words: shingle::WORDS,
            characters: shingle::CHARACTERS,
            hash_version: shingle::HASH_VERSION,
            seed: 1,
            article_slots,
            paragraph_word_slots,
            paragraph_character_slots,
            window: WINDOW,
            all_emitted: SHINGLES_ALL_EMITTED,
        }
    }

    /// Returns 16 hexadecimal digits that change with any field.
    pub fn fingerprint(&self) -> String {
        format!("{:016x}", xxh3_64(format!("{self:?}").as_bytes()))
    }
}
