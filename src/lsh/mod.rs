//! From entries `(key, unit)` to candidates: pairs of units that share enough keys.
//!
//! *Takes* the keys of each unit: bands of a signature, or winnowed seeds. *Gives* pairs `(a, b)` with `a < b`, sorted, that share at
//! least m distinct keys. *Costs* a sort of the entries, then a sort of the pair occurrences; a group of n units gives n²/2
//! occurrences up to `group_len_max` and 2n above it, and occurrences are counted before they are made, so that a bounded number
//! stands in memory at once. *Never* drops a frequent key: a stop-list at 64 loses a sixth of all true pairs, the big wire stories.
//! *Source*: Indyk, Motwani 1998 and Leskovec, Rajaraman, Ullman 2014, section 3.4 (banding); Henzinger 2006 (pairs by sorting).

mod banding;
mod candidates;
mod groups;
mod repeated;
mod tuning;

pub use banding::Banding;
pub use candidates::{Candidates, band_candidates, seed_candidates};
pub use groups::Groups;
pub use tuning::{Choice, CurvePoint, SeedChoice, Target, choices, curve, expected_misses, seed_choice};

/// Pair occurrences in memory at once, 8 bytes each; more are made in several rounds.
pub const OCCURRENCES_IN_MEMORY: u64 = 1 << 26;
