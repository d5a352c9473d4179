//! Finds which texts share text: shingles, MinHash, winnowing, verified overlap, alignment, star
//! clusters.
//!
//! *Takes* the tokens of numbered items (texts, paragraphs). *Gives* candidates, exact overlaps,
//! aligned passages and clusters around representatives. *Costs* what each module states; nothing
//! is quadratic in the number of items. *Never* knows an outlet, a date or an input file. *Source*:
//! named in each module.
//!
//! | step | module |
//! |---|---|
//! | tokens to shingle hashes, and sorted sets of them | [`shingle`] |
//! | shingles to signatures, or to a few seeds | [`minhash`], [`winnow`] |
//! | keys to candidate pairs, in bounded memory | [`candidates`] |
//! | candidate pairs to exact Jaccard and containment | [`overlap`] |
//! | two texts to their common passages, with edits | [`align`] |
//! | verified pairs to clusters | [`graph`] |
//!
//! Items are numbered from 0 in 32 bits ([`ItemNumber`]). All hashes are the same on every machine
//! and in every version with the same [`shingle::HASH_VERSION`]; a [`SketchScheme`] names
//! everything else that stored sketches depend on.
//!
//! # Example
//! ```
//! use wirecopy_article::text::{Analysis, analyse};
//! use wirecopy_reuse::align::align;
//! use wirecopy_reuse::candidates::{SeedSink, seed_candidates};
//! use wirecopy_reuse::overlap::Overlap;
//! use wirecopy_reuse::shingle::{distinct, token_hashes, word_shingles};
//! use wirecopy_reuse::winnow::seeds;
//! use wirecopy_scratch::partition::SpillConfig;
//!
//! let texts = [
//!     "The harbour board of Ostvik will close the old quay for eleven days in March, it said.",
//!     "The mayor of Tolm opened the longest fair that the valley has seen, and it rained.",
//!     "The harbour board of Ostvik will close the old quay for twelve days in March, it said.",
//! ];
//! let (mut tokens, mut sets, mut entries) = (Vec::new(), Vec::new(), Vec::new());
//! for (item, text) in (0..).zip(texts) {
//!     let mut analysis = Analysis::default();
//!     analyse(text, &mut analysis);
//!     let hashes: Vec<u64> = token_hashes(&analysis, analysis.all_tokens()).collect();
//!     let mut shingles = Vec::new();
//!     word_shingles(&hashes, &mut shingles);
//!     seeds(&shingles, |_, seed| entries.push((seed, item)));
//!     distinct(&mut shingles);
//!     sets.push(shingles);
//!     tokens.push(hashes);
//! }
//! let add_seeds = |sink: &SeedSink<'_>| {
//!     let of_pass = entries.iter().copied().filter(|(seed, _)| sink.accepts(*seed));
//!     sink.add(&of_pass.collect::<Vec<(u64, u32)>>(), &mut Vec::new())
//! };
//! let folder = std::env::temp_dir();
//! let spill = SpillConfig { folder, entry_bytes: 1 << 20, occurrence_bytes: 1 << 20 };
//! let found = seed_candidates(3, add_seeds, |_, _| 2, 256, &spill)?;
//! assert_eq!(found.pairs, [(0, 2)]);
//!
//! let overlap = Overlap::between(&sets[0], &sets[2]);
//! assert_eq!((overlap.shared, overlap.a_len, overlap.b_len), (8, 13, 13));
//! let passages = align(&tokens[0], &tokens[2]);
//! assert_eq!((passages.len(), passages[0].words, passages[0].edits.len()), (1, 16, 1));
//! # Ok::<_, wirecopy_reuse::Error>(())
//! ```

mod error;
mod item_number;
mod scheme;
pub mod shingle;
pub mod minhash;
pub mod winnow;
pub mod candidates;
pub mod overlap;
pub mod align;
pub mod graph;

pub use error::{Error, Result};
pub use item_number::ItemNumber;
pub use scheme::SketchScheme;
