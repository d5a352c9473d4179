//! Boilerplate: paragraphs that belong to a page and not to its story.
//!
//! *Takes* fragments with their carriers, that is, the texts that contain them, and the paragraphs
//! and seeds of each carrier. *Gives* the fragments that are boilerplate, known phrases at either
//! end of one text, and the shingles of a text outside boilerplate. *Costs* up to
//! [`carriers::PAIRS_SAMPLED`] comparisons of two sets of seeds per fragment and pass, whatever the
//! number of carriers. *Never* decides before the whole corpus is read, so that a first occurrence
//! is recognised like all others; never takes a caption, a byline or a form letter, whose carriers
//! share more than one paragraph, for boilerplate, and a quotation only if one outlet repeats it on
//! several days. *Source*: the definition is this project's; the idea that boilerplate is what
//! recurs among otherwise unrelated pages is from Bar-Yossef and Rajagopalan 2002, "Template
//! detection via data mining and its applications", section 3 (pagelets).

pub mod carriers;
mod outside;
mod page;
mod phrases;

pub use carriers::{CarrierFacts, RepeatedFragment, detect};
pub use outside::ShingleSets;
pub use page::{Page, PageParagraph};
pub use phrases::at_page_ends;
