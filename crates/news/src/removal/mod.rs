//! Which articles go, against which survivor, and by which rule.
//!
//! *Takes* pairs that may be one story twice, an order of precedence, and a way to judge any pair by its texts, labelled by [`crate::relation`]. *Gives* for each item
//! that goes the survivor that it was judged against. *Costs* about one judgement for each item that stands in a pair, never one for each pair: a group of
//! ten thousand near copies takes ten thousand. *Never* lets an item go against one that goes itself, never without a judgement of
//! that very pair, and never by a relation that was not asked for. *Source*: the kernel of a graph by precedence (an item stays unless it may go
//! against one that stays), with members sought along paths as in star clustering (Aslam, Pelekhov, Rus 2004).
//!
//! # What of paragraphs?
//! Those that go were named elsewhere; here it is said what is a whole paragraph, and what must be cut so that the rest stands as a reader expects it.
//!
//! # What may be lost with an article?
//! Nothing that a reader would miss. A label says how much two texts share; whoever deletes asks what the one has alone ([`crate::relation::unique_content`]): a sentence,
//! a number, a name in a sentence, a note of correction. So of two near copies the one that holds the other stays, whichever was first, and two
//! forms with other places in them both do.
//!
//! # Why is the survivor not simply the first of its cluster?
//! A cluster is drawn for reading: its members are like their representative, and by a wide measure. A removal must hold for the two
//! articles alone. So what a representative does not reach is looked at again with what is left, until nothing changes.

mod loss;
mod policy;
mod precedence;
mod rounds;
mod removal_options;
mod stripping;

#[cfg(test)]
mod tests;

pub use loss::{Loss, OUTLET_ARTICLES_MIN, losses_above};
pub use policy::{Keep, Level, Policy, Strip, Versions};
pub use precedence::{KeepKey, deciding_rule, precedence};
pub use removal_options::{AlignOutcome, RemovalOptions, RemovalReason};
pub use rounds::{Removal, survivors};
pub use stripping::{cuts, is_whole_paragraph};
