//! Which texts share text: shingles, MinHash, winnowing, verified overlap, alignment, star clusters.
//!
//! *Takes* token hashes of numbered items. *Gives* candidates, exact overlaps, aligned passages and clusters around representatives.
//! *Costs* what each module states. *Never* knows an outlet, a date or a file of an input. *Source*: named in each module.

mod error;
mod scheme;
pub mod shingle;
pub mod minhash;
pub mod winnow;
pub mod candidates;
pub mod overlap;
pub mod align;
pub mod graph;

pub use error::{Error, Result};
pub use scheme::SketchScheme;
