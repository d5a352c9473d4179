//! Pages of carriers, and their overlap outside boilerplate.

use wirecopy_reuse::shingle::{distinct, intersection_len};

/// Least share of the tokens of either carrier that must be in shared fragments for both to be
/// copies of one text, such as a form letter or a wire story.
const SHARED_TEXT: f64 = 0.5;

/// The text of a carrier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Its paragraphs in order.
    pub paragraphs: Vec<PageParagraph>,
    /// Its seeds, paragraph by paragraph.
    pub seeds: Vec<u64>,
}

/// One paragraph of a carrier.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PageParagraph {
    /// The number of its fragment, if it belongs to one.
    pub fragment: Option<u32>,
    /// Number of its tokens.
    pub tokens: u32,
    /// Index after its last seed in [`Page::seeds`].
    pub seeds_end: u32,
}

/// A carrier, prepared for comparison.
pub(super) struct ComparedPage {
    /// Number of tokens of all paragraphs.
    tokens: u32,
    /// Its fragments, ascending, each with the number of its tokens in this text.
    fragments: Vec<(u32, u32)>,
    /// Distinct seeds of the paragraphs that do not belong to the page, sorted.
    rest: Vec<u64>,
}

impl ComparedPage {
    pub(super) fn of(page: &Page, same_page: impl Fn(u32) -> bool) -> ComparedPage {
        let mut fragments: Vec<(u32, u32)> = page
            .paragraphs
            .iter()
            .filter_map(|paragraph| Some((paragraph.fragment?, paragraph.tokens)))
            .collect();
        fragments.sort_unstable();
        fragments.dedup_by(|later, first| {
            let is_same = later.0 == first.0;
            first.1 += if is_same { later.1 } else { 0 };
            is_same
        });
        let mut rest = Vec::with_capacity(page.seeds.len());
        let mut start = 0;
        for paragraph in &page.paragraphs {
            let end = paragraph.seeds_end as usize;
            if !paragraph.fragment.is_some_and(&same_page) {
                rest.extend_from_slice(&page.seeds[start..end]);
            }
            start = end;
        }
        distinct(&mut rest);
        ComparedPage {
            tokens: page.paragraphs.iter().map(|paragraph| paragraph.tokens).sum(),
            fragments,
            rest,
        }
    }

    /// Returns the overlap of two carriers outside their pages, from 0 to 1: the share of the
    /// smaller rest that the other one contains. `None` if one of them has no rest.
    ///
    /// It is 1 if fragments show that both are one text. The judged fragment alone cannot show it,
    /// since a page may consist of little more.
    pub(super) fn overlap_of_rest(&self, other: &ComparedPage, judged: u32) -> Option<f64> {
        let (mut common, mut common_in_other, mut others_are_shared) = (0, 0, false);
        for (fragment, tokens) in &self.fragments {
            if let Ok(at) = other.fragments.binary_search_by_key(fragment, |(fragment, _)| *fragment) {
                common += tokens;
                common_in_other += other.fragments[at].1;
                others_are_shared |= *fragment != judged;
            }
        }
        let share = |common: u32, text: &ComparedPage| f64::from(common) / f64::from(text.tokens.max(1));
        if others_are_shared && share(common, self).max(share(common_in_other, other)) >= SHARED_TEXT {
            return Some(1.0);
        }
        let smaller = self.rest.len().min(other.rest.len());
        (smaller > 0).then(|| intersection_len(&self.rest, &other.rest) as f64 / smaller as f64)
    }
}
