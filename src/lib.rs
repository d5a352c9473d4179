//! Finds repeated text within and across news articles: republished wire copy, cut and re-headlined
//! stories, reused captions, boilerplate. Every reported score is computed exactly, and every pair
//! comes with the passages that prove it.
//!
//! # Two texts
//! ```
//! let wire = "The ferry stays in port until Friday, the harbour office said on Monday.";
//! let site =
//!     "KARSHOLM - The ferry stays in port until Friday, the harbour office said on Monday.";
//! let compared = wirecopy::compare(wire, site);
//! assert_eq!(compared.containment(), 1.0);
//! ```
//!
//! # Articles in memory
//! ```
//! let story = "Divers found a net in a propeller, the office said, and the boat stays in port.";
//! let found = wirecopy::Scan::default().run([("wire-1", story), ("herald-4", story)])?;
//! for pair in found.pairs() {
//!     let pair = pair?;
//!     println!("{} and {}: {:?}, {:.2}", pair.a, pair.b, pair.relation, pair.jaccard);
//! }
//! # Ok::<(), wirecopy::Error>(())
//! ```
//!
//! # Files to files, in bounded memory
//! ```
//! use wirecopy::{Bytes, Scan};
//!
//! let folder = tempfile::tempdir().unwrap();
//! let found = Scan::default().memory(Bytes::gib(4)).run_files(["data/sample"])?;
//! found.write(folder.path().join("found"))?;
//! # Ok::<(), wirecopy::Error>(())
//! ```
//!
//! # Survivors
//! ```
//! use wirecopy::{Dedup, Keep};
//!
//! let folder = tempfile::tempdir().unwrap();
//! let removals = Dedup::default().keep(Keep::Earliest).run_files(["data/sample/wire.jsonl"])?;
//! removals.write(folder.path().join("clean.jsonl"))?;
//! # Ok::<(), wirecopy::Error>(())
//! ```
//!
//! # The carriers of a wire
//! ```
//! use wirecopy::{Input, ReadOptions, TraceParams, trace};
//!
//! let (wire, dump) = ("data/sample/wire.jsonl", "data/sample");
//! let [wire, dump] = [wire, dump].map(|path| Input::Path(path.into()));
//! let reading = ReadOptions::new(std::env::temp_dir());
//! let found = trace(&[wire], &[dump], &reading, &TraceParams::default(), &|_| {})?;
//! println!("{} of {} stories", found.counts.stories_carried, found.counts.wire_stories);
//! # Ok::<(), wirecopy::Error>(())
//! ```
//!
//! # Map
//! | to | call | get |
//! |---|---|---|
//! | compare two texts | [`compare`], [`explain`] | scores, passages, relation; rules, thresholds |
//! | scan a corpus | [`Scan`] | [`ScanOutput`]: pairs, clusters, fragments |
//! | remove copies | [`Dedup`] | [`Survivors`], [`RemovalList`] |
//! | let another engine find pairs | [`article_keys`] | what it groups by |
//! | find who carries a wire | [`trace()`] | [`Trace`]: one row per story and carrier |
//! | see who credits whom | [`credits()`], [`ScanOutput::network`] | credits of a text; outlets |
//! | read result files again | [`output::rows`] | row types of [`output`] |
//! | show results | [`report`] | text for a terminal, CSV, GraphML, one page for a browser |
//!
//! Functions beside a builder ([`scan()`], [`dedup()`], [`apply()`]) do the same work into outputs
//! that the caller names and publishes; the command-line program is made of them. Nothing here
//! prints or reads the clock: progress and warnings are [`Event`]s.
//!
//! Terms (shingle, containment, fragment, boilerplate, relation …) are defined in
//! `docs/glossary.md` of the repository.
//!
//! Below this crate: `wirecopy-article` (one article), `wirecopy-scratch` (temporary files),
//! `wirecopy-reuse` (which texts share text), `wirecopy-news` (what shared text means),
//! `wirecopy-io` (any input).

mod error;
mod fingerprints;
mod job;
mod known_text;
mod memory_input;
mod numbers;
mod ordered;
mod params;
mod rejects;
mod second_reading;

mod corpus;
mod paragraphs;
mod pairs;
mod stories;
pub mod output;
mod scan;
mod dedup;
mod trace;
mod keys;
mod compare;
mod explain;
mod extract;
mod credits;
mod network;
#[cfg(feature = "report")]
pub mod report;

pub use compare::find_article::{GivenArticle, find_articles, read_article};
pub use compare::{Comparison, PairsGiven, TokenisedText, compare, compare_pairs};
pub use credits::credits;
pub use dedup::{
    Applied, Dedup, DedupParams, DedupTargets, Deduplicated, RemovalList, SurvivorTarget, Survivors, apply,
    dedup,
};
pub use error::{Error, FileError, Result};
pub use explain::explain;
pub use extract::{ExtractTarget, Extracted, extract};
pub use job::Job;
pub use keys::{ArticleKeys, article_keys};
pub use known_text::read_known_text;
pub use memory_input::{InputArticle, MemoryInput};
pub use network::{Links, NetworkParams, network};
pub use params::{Bytes, CandidateEngine, Only, PairFilter, Passages, ScanParams};
pub use scan::{ClusterThresholds, RedrawnCluster, Scan, ScanOutput, ScanTargets, scan, scan_to};
pub use trace::{Trace, TraceParams, trace};
pub use wirecopy_article::event::{Event, Observer, Stage, Warning};
pub use wirecopy_article::text::OffsetUnit;
pub use wirecopy_io::{Atomic, Destination, ExtractForm, FieldNames, Input, InputFormat, ReadOptions};
pub use wirecopy_news::direction::Zones;
pub use wirecopy_news::kind::PageKind;
pub use wirecopy_news::relation::Relation;
pub use wirecopy_news::removal::{Keep, Level, Loss, Policy, Strip, Versions};
