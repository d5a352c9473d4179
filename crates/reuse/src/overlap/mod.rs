//! Exact scores of candidates: no estimate passes.
//!
//! *Takes* candidate pairs and a way to load the shingle set of an item. *Gives* the exact overlap of each pair. *Costs* one merge of two
//! sorted sets a pair; sets are loaded a chunk at a time, so that a bounded number stands in memory. *Never* loads an item that
//! no candidate names. *Source*: Broder 1997 (resemblance and containment); the order of tiles is that of a blocked join.

mod overlap;
mod sample;
mod tiles;

pub use overlap::{Overlap, six_decimals};
pub use sample::SampleIndex;
pub use tiles::TilePlan;

/// Shingles held in memory at once while pairs are verified, 8 bytes each: 128 MB, about 100,000 articles of the usual length. A component of candidates that is larger is loaded chunk by
/// chunk, each against each: half as much memory is up to twice as much reading there. Candidates chain most stories of a large dump into one.
pub const SHINGLES_IN_MEMORY: u64 = 1 << 24;
