//! Removal of articles: which ones are removed, for which survivor, and by which rule.
//!
//! *Takes* pairs that may be copies, an order of precedence, and a function that judges any pair by
//! its texts, labelled by [`crate::relation`]. *Gives* for each removed item the survivor that it
//! was judged against. *Costs* about one judgement per item, not one per pair: about ten thousand
//! for a group of ten thousand near copies. *Never* removes an item for one that is removed itself,
//! without a judgement of that very pair, or for a relation that the policy does not name.
//! *Source*: the kernel of a graph by precedence (an item stays unless it may be removed for one
//! that stays), with members found along paths as in star clustering (Aslam, Pelekhov, Rus 2004,
//! "The star clustering algorithm for static and dynamic information organization", section 2).
//!
//! # Paragraphs
//! Boilerplate, captions and repeats are found elsewhere. This module defines whole paragraphs and
//! finds the bytes to cut so that the rest looks as a reader expects.
//!
//! # Content that is never lost
//! A label depends on the text that two articles share; a removal depends on the content that only
//! one of them has ([`crate::relation::unique_content`]): a sentence, a number, a name in a
//! sentence, a note of correction. So of two near copies, the one that contains the other is kept,
//! whichever was first, and two filled-in forms with different places are both kept.
//!
//! # Survivors and clusters
//! The survivor of an article is not simply the representative of its cluster. The members of a
//! cluster are similar to its representative by a wide measure, because clusters are made for
//! reading, whereas a removal must be right for the two articles alone. So articles that are not
//! removed for their representative are compared with the remaining ones until nothing changes.

mod policy;
mod precedence;
mod removal_options;
mod removed_against;
mod rounds;
mod loss;
mod stripping;

#[cfg(test)]
mod tests;

pub use loss::{Loss, OUTLET_ARTICLES_MIN, losses_above};
pub use policy::{Keep, Level, Policy, Strip, Versions};
pub use precedence::{KeepKey, deciding_rule, precedence};
pub use removal_options::{AlignOutcome, RemovalOptions, RemovalReason};
pub use rounds::{Removal, survivors};
pub use stripping::{cuts, is_whole_paragraph};
