//! Which paragraphs belong to the page and not to the story.
//!
//! *Takes* fragments with their carriers, and the paragraphs and seeds of each carrier. *Gives* the fragments that are boilerplate, and
//! known phrases at either end of one text. *Costs* up to [`carriers::PAIRS_SAMPLED`] comparisons of two sets of seeds a fragment, whatever
//! the number of carriers. *Never* decides before the whole corpus was seen, so that first occurrences do not leak; never takes
//! a form letter (its carriers share the rest), a caption or a byline for boilerplate, and a quotation only where one outlet repeats it
//! on several days. *Source*: the definition of this project; the idea that boilerplate is what recurs among otherwise unrelated pages
//! is Bar-Yossef and Rajagopalan 2002, "Template detection via data mining", section 3 (pagelets).

pub mod carriers;
mod outside;
mod phrases;

pub use carriers::{Carried, Occurrence, Page, PageParagraph, detect};
pub use outside::ShingleSets;
pub use phrases::at_page_ends;
