//! Which articles are removed, for which survivor, and by which rule.
//!
//! *Takes* pairs that may be copies, an order of precedence, and a way to judge any pair by its
//! texts, labelled by [`crate::relation`]. *Gives* for each removed item the survivor that it was
//! judged against. *Costs* about one judgement per item of a pair, not one per pair: a group of ten
//! thousand near copies takes ten thousand. *Never* removes an item for one that is removed itself,
//! without a judgement of that very pair, or by a relation that was not asked for. *Source*: the
//! kernel of a graph by precedence (an item stays unless it may be removed for one that stays),
//! with members found along paths as in star clustering (Aslam, Pelekhov, Rus 2004, "The star
//! clustering algorithm for static and dynamic information organization", section 2).
//!
//! # What of paragraphs?
//! Boilerplate, captions and repeats are found elsewhere; here is what a whole paragraph is, and
//! what to cut so that the rest looks as a reader expects.
//!
//! # What may be lost with an article?
//! Nothing that a reader would miss. A label says how much two texts share; a removal depends on
//! what one of them says alone ([`crate::relation::unique_content`]): a sentence, a number, a name
//! in a sentence, a note of correction. So of two near copies the one that contains the other is
//! kept, whichever was first, and two forms with other places in them are both kept.
//!
//! # Why is the survivor not simply the first of its cluster?
//! A cluster is drawn for reading: its members are like their representative by a wide measure. A
//! removal must hold for the two articles alone. So what a representative does not reach is tried
//! again with what is left, until nothing changes.

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
