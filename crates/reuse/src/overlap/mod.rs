//! Exact overlaps of candidates. Jaccard and containment are computed here and nowhere else.
//!
//! *Takes* candidate pairs and a way to load the shingle set of an item. *Gives* the exact overlap
//! of each pair. *Costs* one merge of two sorted sets per pair; sets are loaded a chunk at a time,
//! so that a bounded number is in memory. *Never* passes an estimate on, or loads an item that no
//! candidate names. *Source*: Broder 1997, "On the resemblance and containment of documents",
//! section 2; the order of tiles is that of a blocked join.

mod bitmap;
mod exact;
mod sample;
mod tiles;

pub use bitmap::Bitmap;
pub use exact::{Overlap, six_decimals};
pub use sample::SampleIndex;
pub use tiles::TilePlan;

/// Shingles in memory at once while pairs are verified, 8 bytes each: 128 MB, about 100,000
/// articles of the usual length. A larger component of candidates is loaded chunk by chunk, each
/// against each: half as much memory costs up to twice as much reading there. Candidates chain most
/// stories of a large dump into one component.
pub const SHINGLES_IN_MEMORY: u64 = 1 << 24;
