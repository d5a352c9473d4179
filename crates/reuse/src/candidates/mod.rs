//! Candidates: pairs of items that share enough keys.
//!
//! *Takes* entries `(key, item)`: bands of signatures, or winnowed seeds. *Gives* pairs `(a, b)`
//! with `a < b`, sorted, that share at least m distinct keys: of a set of items with itself, or of
//! one further item at a time with a set that is kept. *Costs* a sort of the entries, then a
//! sort of the pair occurrences; a group of n items gives n²/2 occurrences up to `group_len_max`
//! and 2n above it. Entries and occurrences are partitioned, partitions beyond the memory budget
//! are in a file, and each is sorted by itself. *Never* drops a frequent key: a stop list at 64
//! loses a sixth of all true pairs, the big wire stories. *Source*: Indyk, Motwani 1998,
//! "Approximate nearest neighbors", and Leskovec, Rajaraman, Ullman 2014, "Mining of Massive
//! Datasets", section 3.4 (banding); Henzinger 2006, "Finding near-duplicate web pages", section 3
//! (pairs by sorting).

mod banding;
mod groups;
mod repeated;
mod occurrences;
mod seed_key;
mod engines;
mod seed_index;
mod tuning;

pub use banding::Banding;
pub use engines::{BandSink, Candidates, SeedSink, band_candidates, seed_candidates};
pub use seed_index::{SeedIndex, seeds_needed};
pub use seed_key::SEED_BITS;
pub use tuning::{Choice, CurvePoint, SeedChoice, Target, choices, curve, expected_misses, seed_choice};
