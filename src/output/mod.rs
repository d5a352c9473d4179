//! The output files: the types of their rows, their writers and their readers.
//!
//! *Takes* findings. *Gives* JSON Lines and JSON documents that appear complete or not at all
//! ([`OutputDir`], [`wirecopy_io::Atomic`]), and reads them back ([`rows`]). *Costs* one pass.
//! *Never* serialises an internal type, apart from label enums and the evidence of a relation: a
//! row is a contract, the types behind it are free to change. Fields may be added and are never
//! renamed; a field that was not computed is absent, `null` means looked for and unknown, `[]`
//! means looked for and none. *Source*: the output contract of this project,
//! `docs/output-format.md`.

pub(crate) mod parts;
pub(crate) mod scan;

mod annotations;
mod carriers;
mod deduplication;
mod explanation;
mod network;
mod removed;

pub(crate) mod lines;
mod folder;
#[cfg(feature = "parquet")]
mod row_batches;
pub(crate) mod tables;

pub use annotations::{DedupAnnotation, ScanAnnotation};
pub use carriers::{Carrier, CreditState, TraceCounts};
pub use deduplication::{ClusterLoss, DayLoss, Deduplication, OutletLoss, ParagraphLoss};
pub use explanation::{
    ExplainedArticle, ExplainedBoilerplate, ExplainedCandidate, ExplainedRule, ExplainedScores,
    ExplainedTest, Explanation, WeighedEvidence,
};
pub use folder::{OutputDir, articles_of};
pub use lines::rows;
pub(crate) use lines::{MakingOrder, RowWriter};
pub use network::{Network, NetworkEdge, NetworkOutlet};
pub use parts::{
    BrokenOff, CreditRow, FragmentKind, Measure, PairDirection, PairPassage, Parameters, PassageEdits,
    PassageLabel, Uncredited,
};
pub use removed::{ListedInput, Removed, RemovedLevel};
#[cfg(feature = "parquet")]
pub use row_batches::RowBatches;
pub use scan::{
    Article, BoilerplateSpan, Cluster, Counts, DoubledPart, Expected, FieldReason, Fragment, Member,
    Occurrence, Pair, Repeat, Run, StageTime, Summary,
};
pub use tables::{LISTS, TABLES, write_tables};
pub use wirecopy_article::Reject;
pub(crate) use wirecopy_reuse::overlap::six_decimals;
