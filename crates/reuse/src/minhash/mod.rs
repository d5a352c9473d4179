//! MinHash signatures. The share of equal slots estimates Jaccard.
//!
//! *Takes* the shingle hashes of an item. *Gives* a signature of 32-bit slots. *Costs* one 32-bit
//! multiplication and one minimum per slot and shingle. *Never* gives an empty signature for an
//! item that has shingles, and never a score: estimates only propose candidates. *Source*: Broder
//! 1997, "On the resemblance and containment of documents", section 4 (min-wise sketches), with
//! multiply-only permutations of 32 bits in place of random linear ones.

mod kernel;
mod hasher;

pub use hasher::MinHasher;
pub use kernel::Kernel;
