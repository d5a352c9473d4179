//! Words that the reported pairs share with texts that came earlier, or may have.
//!
//! Two bits per word of the texts in reported pairs: shared runs are marked while pairs are
//! aligned, in any order, and no run is kept.

use crate::corpus::numbering::Corpus;
use crate::numbers::{ArticleId, TextId};
use crate::pairs::precedence::CopyDates;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use typed_index_collections::TiVec;
use wirecopy_news::story::{Precedence, SharedPart};
use wirecopy_reuse::align::{NgramIndex, SharedRuns};
use wirecopy_reuse::shingle::WORDS;

/// Bits of one word of a bitmap.
const BITS: usize = 64;

/// The words of texts in reported pairs that other texts have, by who had them first.
pub(crate) struct SharedWords {
    dates: CopyDates,
    marks: SharedMarks,
}

impl SharedWords {
    /// Makes room for the words of some texts.
    pub(crate) fn of(corpus: &Corpus, text_ids: impl Iterator<Item = TextId>) -> SharedWords {
        SharedWords { dates: CopyDates::of(corpus), marks: SharedMarks::new(corpus, text_ids) }
    }

    /// Marks what the two texts of a pair share. A pair of which neither text came earlier is
    /// skipped.
    pub(crate) fn add(
        &self,
        corpus: &Corpus,
        (a, b): (TextId, TextId),
        shared: &SharedRuns,
        (left, right): (&NgramIndex, &NgramIndex),
    ) {
        let (of_a, of_b) = (self.dates.between(corpus, a, b), self.dates.between(corpus, b, a));
        if of_a == Precedence::Later && of_b == Precedence::Later {
            return;
        }
        let mark = |text_id, precedence| move |starts| self.marks.mark(text_id, precedence, starts);
        shared.each_shared(left, right, mark(a, of_a), mark(b, of_b));
    }

    /// Returns how the other copies of an article relate to it in time.
    pub(crate) fn precedence_of_copies(&self, article: ArticleId) -> Precedence {
        self.dates.of_article(article)
    }

    /// Returns the stretches of a text of so many tokens that other texts have.
    pub(crate) fn parts(&self, text_id: TextId, tokens: u32) -> Vec<SharedPart> {
        self.marks.parts(text_id, tokens)
    }
}

/// Two bitmaps over the tokens of texts: the first tokens of shared shingles.
struct SharedMarks {
    /// Text → its first word in both bitmaps; equal to the next text's where the text is in no
    /// pair.
    starts: TiVec<TextId, usize>,
    earlier: Vec<AtomicU64>,
    unknown: Vec<AtomicU64>,
}

impl SharedMarks {
    fn new(corpus: &Corpus, text_ids: impl Iterator<Item = TextId>) -> SharedMarks {
        let mut words: TiVec<TextId, usize> = vec![0; corpus.n_texts() as usize + 1].into();
        for text_id in text_ids {
            words[text_id] = (corpus.row(corpus.article_of(text_id)).tokens as usize).div_ceil(BITS);
        }
        let mut sum = 0;
        for word in &mut words {
            sum += std::mem::replace(word, sum);
        }
        let zeros = || (0..sum).map(|_| AtomicU64::new(0)).collect();
        SharedMarks { starts: words, earlier: zeros(), unknown: zeros() }
    }

    /// Sets the bits of shingles by their first tokens. The order of calls does not matter, so
    /// threads may call at once.
    fn mark(&self, text_id: TextId, precedence: Precedence, tokens: Range<u32>) {
        let bitmap = match precedence {
            Precedence::Earlier => &self.earlier,
            Precedence::Unknown => &self.unknown,
            Precedence::Later => return,
        };
        let start = self.starts[text_id];
        let (mut token, end) = (tokens.start as usize, tokens.end as usize);
        while token < end {
            let (word, next) = (&bitmap[start + token / BITS], end.min((token / BITS + 1) * BITS));
            let bits = (u64::MAX >> (BITS - (next - token))) << (token % BITS);
            // The copies of a story set the same bits again and again.
            if word.load(Ordering::Relaxed) & bits != bits {
                word.fetch_or(bits, Ordering::Relaxed);
            }
            token = next;
        }
    }

    fn parts(&self, text_id: TextId, tokens: u32) -> Vec<SharedPart> {
        let words = self.starts[text_id]..self.starts[text_id + 1];
        let mut parts = Vec::new();
        if words.is_empty() {
            return parts;
        }
        let width = (WORDS as u32).min(tokens);
        for (bitmap, other) in [(&self.earlier, Precedence::Earlier), (&self.unknown, Precedence::Unknown)] {
            let is_set = |token: u32| {
                let word = &bitmap[words.start + token as usize / BITS];
                word.load(Ordering::Relaxed) >> (token as usize % BITS) & 1 == 1
            };
            for token in (0..tokens).filter(|token| is_set(*token)) {
                match parts.last_mut() {
                    Some(SharedPart { tokens, other: last }) if *last == other && token <= tokens.end => {
                        tokens.end = token + width;
                    }
                    _ => parts.push(SharedPart { tokens: token..token + width, other }),
                }
            }
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn zeros(words: usize) -> Vec<AtomicU64> {
        (0..words).map(|_| AtomicU64::new(0)).collect()
    }

    proptest! {
        #[test]
        fn bits_of_ranges_are_those_of_their_tokens(ranges in prop::collection::vec((0u32..200, 0u32..130), 0..6)) {
            let marks = SharedMarks { starts: vec![0, 1, 7].into(), earlier: zeros(7), unknown: zeros(7) };
            let mut expected = vec![false; 6 * BITS];
            for (start, len) in &ranges {
                marks.mark(TextId::from(1u32), Precedence::Earlier, *start..start + len);
                expected[*start as usize..(start + len) as usize].fill(true);
            }
            let bit = |bit: usize| {
                marks.earlier[1 + bit / BITS].load(Ordering::Relaxed) >> (bit % BITS) & 1 == 1
            };
            prop_assert_eq!((0..6 * BITS).map(bit).collect::<Vec<_>>(), expected);
            prop_assert_eq!(marks.earlier[0].load(Ordering::Relaxed), 0);
        }
    }
}
