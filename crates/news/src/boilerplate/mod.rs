//! Which paragraphs belong to a page and not to its story.
//!
//! *Takes* fragments with their carriers, and the paragraphs and seeds of each carrier. *Gives* the
//! fragments that are boilerplate, known phrases at either end of one text, and the shingles of a
//! text outside boilerplate. *Costs* up to [`carriers::PAIRS_SAMPLED`] comparisons of two sets of
//! seeds per fragment, whatever the number of carriers. *Never* decides before the whole corpus is
//! read, so that first occurrences do not leak; never takes a form letter (its carriers share the
//! rest), a caption or a byline for boilerplate, and a quotation only if one outlet repeats it on
//! several days. *Source*: the definition is this project's; that boilerplate is what recurs among
//! otherwise unrelated pages is the idea of Bar-Yossef and Rajagopalan 2002, "Template detection
//! via data mining", section 3 (pagelets).

pub mod carriers;
mod outside;
mod page;
mod phrases;

pub use carriers::{Occurrence, RepeatedFragment, detect};
pub use outside::ShingleSets;
pub use page::{Page, PageParagraph};
pub use phrases::at_page_ends;
