//! Sealed segments on disk, and the stores of band keys and seeds that are filled from them.
//!
//! *Takes* the stamps of the inputs, a fingerprint of everything else, and payloads block by block.
//! *Gives* segments, which are complete files or ignored, and to a later run those that fit its
//! inputs.
//! *Costs* one write and one sequential read of the payloads. *Never* knows what a payload means or
//! opens an input. *Source*: immutable segments behind a checksum, as in Lucene; `FORMAT.md`
//! describes every byte.

mod band_keys;
mod error;
mod folder;
mod manifest;
mod record_chain;
pub mod seed_frame;
mod seed_store;
mod segment;

pub use band_keys::{KeyStore, LevelKeys};
pub use error::{Error, Result};
pub use folder::{FolderLock, SegmentWriter, Stretch, lock, open};
pub use manifest::{CoveredInput, SegmentBound};
pub use record_chain::RecordChain;
pub use seed_store::{SeedStore, SeededArticle, SeedsOfBlock};
pub use segment::Segment;
