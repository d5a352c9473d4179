//! Shingles: hashes of five consecutive tokens or characters, by which texts are compared.
//!
//! *Takes* the folded tokens of [`wirecopy_article::text`]. *Gives* one 64-bit hash per shingle, in
//! the order of the text, and sorted sets of them. *Costs* one multiplication per token of up to 16
//! bytes; one rotation, two xors and one multiplication per shingle. *Never* builds the string of a
//! shingle, and never leaves an item with tokens without a shingle: an item shorter than a shingle
//! is one shingle, of all its tokens. *Source*: Broder 1997, "On the resemblance and containment of
//! documents", section 2 (w-shingling); 64 bits, because 32 collide once in 14,000 pairs of 400
//! shingles.

mod doubled;
mod hash;
mod intersection_kernel;
mod rolling;
mod rolling_kernel;
mod set;

pub use doubled::{Doubled, doubled};
pub use hash::{HASH_VERSION, character_hash, token_hash, token_hashes};
pub use rolling::{character_shingles, word_shingles};
pub use set::{distinct, intersection_len};

/// Tokens in a word shingle. Three give ten times the candidates and no more recall above
/// containment 0.3; eight lose some.
pub const WORDS: usize = 5;

/// Characters in a character shingle.
pub const CHARACTERS: usize = 5;
