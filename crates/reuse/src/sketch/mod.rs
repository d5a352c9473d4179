//! What an item of text is found by: a MinHash signature, or winnowed seeds.
//!
//! *Takes* shingle hashes. *Gives* signatures whose equal slots estimate Jaccard, and seeds that any long enough common run
//! shares. *Costs* one 32-bit multiply and one minimum a slot and shingle; one comparison a shingle for seeds.
//! *Never* gives an empty sketch for an item that has shingles, and never a similarity: estimates only propose.
//! *Source*: Broder 1997, section 4 (min-wise sketches), with multiply-only permutations of 32 bits in place of random
//! linear ones; Schleimer, Wilkerson, Aiken 2003, "Winnowing", section 3 (window and guarantee), right-most minimum.

mod kernel;
mod minhash;
mod scheme;
mod winnow;

pub use kernel::Kernel;
pub use minhash::MinHasher;
pub use scheme::SketchScheme;
pub use winnow::{RUN_WORDS_GUARANTEED, SHINGLES_ALL_EMITTED, WINDOW, seeds};
