//! Series of one outlet whose texts all stop at one length, because their host cuts them.

use crate::corpus::numbering::Corpus;
use crate::numbers::{OutletId, TextId};
use rayon::prelude::*;

/// A series has at least this many texts. Columns of newspapers have a fixed length, too, but
/// rarely come in such numbers under one first line.
const TEXTS_MIN: usize = 16;
/// This percentage of them at least ...
const ALIKE_PERCENT_MIN: usize = 95;
/// ... differ from the median length by at most this percentage.
const LENGTH_PERCENT_MAX: u32 = 8;
/// Shorter texts are short because they are alike.
const BYTES_MIN: u32 = 1_500;
/// The first line of a series has at least this many tokens.
const HEAD_TOKENS_MIN: u32 = 4;

/// Returns the texts of such series, ascending. O(n log n).
///
/// A series is the texts of one outlet with one first paragraph.
pub(crate) fn folded_texts(corpus: &Corpus) -> Vec<TextId> {
    let mut heads: Vec<((OutletId, u64), u32, TextId)> = corpus
        .text_ids()
        .filter_map(|text_id| {
            let outlet = corpus.row(corpus.article_of(text_id)).outlet?;
            let paragraphs = corpus.paragraph_sketches(text_id);
            let (first, last) = (paragraphs.first()?, paragraphs.last()?);
            let is_head = first.tokens >= HEAD_TOKENS_MIN && last.end >= BYTES_MIN;
            is_head.then_some(((outlet, first.key), last.end, text_id))
        })
        .collect();
    heads.par_sort_unstable();
    let mut folded: Vec<TextId> = heads
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|series| is_of_one_length(series.iter().map(|(_, bytes, _)| *bytes)))
        .flat_map(|series| series.iter().map(|(_, _, text_id)| *text_id))
        .collect();
    folded.sort_unstable();
    folded
}

/// Returns whether lengths, ascending, are those of a series that is cut.
fn is_of_one_length(lengths: impl ExactSizeIterator<Item = u32> + Clone) -> bool {
    let n = lengths.len();
    let Some(median) = lengths.clone().nth(n / 2) else { return false };
    let is_alike = |bytes: &u32| {
        100 * u64::from(bytes.abs_diff(median)) <= u64::from(LENGTH_PERCENT_MAX) * u64::from(median)
    };
    n >= TEXTS_MIN && 100 * lengths.filter(is_alike).count() >= ALIKE_PERCENT_MIN * n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_is_cut_if_nearly_all_of_many_texts_have_one_length() {
        let lengths = |n: u32, step: u32| (0..n).map(|at| 4_000 + at * step).collect::<Vec<_>>();
        let is_cut = |lengths: &[u32]| is_of_one_length(lengths.iter().copied());
        assert!(is_cut(&lengths(20, 10)));
        assert!(!is_cut(&lengths(20, 100)), "lengths differ");
        assert!(!is_cut(&lengths(15, 10)), "few texts");
        assert!(!is_cut(&[]));
    }
}
