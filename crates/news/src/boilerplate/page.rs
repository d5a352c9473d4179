//! The page of a carrier, and its overlap with another page outside what both repeat.

use wirecopy_reuse::shingle::{distinct, intersection_len};

/// Least share of the tokens of the shorter carrier in shared fragments by which two carriers are
/// one text: a form letter, a wire story.
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
    /// The fragment that it belongs to.
    pub fragment: Option<u32>,
    /// Its tokens.
    pub tokens: u32,
    /// Index after its last seed.
    pub seeds_end: u32,
}

/// A carrier as it is compared with others.
pub(super) struct ComparedPage {
    /// Tokens of all paragraphs.
    tokens: u32,
    /// Its fragments, ascending, each with the number of its tokens here.
    fragments: Vec<(u32, u32)>,
    /// Seeds outside the page, as a set.
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

    /// Overlap of two carriers outside their page, from 0 to 1; `None` if one of them has nothing
    /// else.
    ///
    /// It is 1 if other fragments show that they are one text. The paragraph that is judged is no
    /// evidence against itself, since a page may consist of little more.
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
