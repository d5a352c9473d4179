//! From entries `(key, item)` to candidates: pairs of items that share enough keys.
//!
//! *Takes* the keys of each item: bands of a signature, or winnowed seeds. *Gives* pairs `(a, b)` with `a < b`, sorted, that share at
//! least m distinct keys. *Costs* a sort of the entries, then a sort of the pair occurrences; a group of n items gives n²/2
//! occurrences up to `group_len_max` and 2n above it. Entries, and occurrences after them, are spread over runs, of which those that memory has no
//! room for lie in a file; a run is sorted by itself. *Never* drops a frequent key: a stop-list at 64 loses a sixth of all true pairs, the big wire stories.
//! *Source*: Indyk, Motwani 1998 and Leskovec, Rajaraman, Ullman 2014, section 3.4 (banding); Henzinger 2006 (pairs by sorting).

mod banding;
mod candidates;
mod groups;
mod repeated;
mod seed_index;
mod tuning;

pub use banding::Banding;
pub use candidates::{BandSink, Candidates, SEED_BITS, SeedSink, band_candidates, seed_candidates};
pub use groups::Groups;
pub use seed_index::{SeedIndex, seeds_needed};
pub use tuning::{Choice, CurvePoint, SeedChoice, Target, choices, curve, expected_misses, seed_choice};
