//! Articles and truth as JSON Lines.

use crate::generate::article::Making;
use crate::generate::dump::Dump;
use serde::Serialize;
use std::ops::Range;

/// Articles that one call should write: about 4 MB, so that threads are neither idle for long nor
/// use much memory.
pub const BLOCK_ARTICLES: u64 = 1_024;

/// Appends the articles of `range` and their rows of truth, one line each. Consecutive ranges give
/// the same bytes as their union.
pub fn write_block(dump: &Dump, range: Range<u64>, articles: &mut Vec<u8>, truth: &mut Vec<u8>) {
    let mut making = Making::default();
    for number in range {
        let (article, row) = making.article_with_truth(dump, number);
        push_line(&article, articles);
        push_line(&row, truth);
    }
}

/// Appends the articles of `range` without truth, in a third of the time: nothing is scored.
pub fn write_articles(dump: &Dump, range: Range<u64>, articles: &mut Vec<u8>) {
    let mut making = Making::default();
    for number in range {
        push_line(&making.article(dump, number), articles);
    }
}

fn push_line<T: Serialize>(row: &T, bytes: &mut Vec<u8>) {
    serde_json::to_writer(&mut *bytes, row).expect("rows have string keys and memory takes every byte");
    bytes.push(b'\n');
}
