//! Winnowed seeds: a few shingles of an item, chosen so that any long enough common run shares two.
//!
//! *Takes* the shingle hashes of an item, in order. *Gives* about two ninths of them. *Costs* one
//! comparison per shingle. *Never* leaves an item that has shingles without a seed. *Source*:
//! Schleimer, Wilkerson, Aiken 2003, "Winnowing: local algorithms for document fingerprinting",
//! section 3 (window and guarantee), with the right-most minimum on ties.

mod seeds;

pub use seeds::{RUN_WORDS_GUARANTEED, SHINGLES_ALL_EMITTED, WINDOW, n_shingles, seeds};
