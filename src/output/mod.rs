//! The output files: one file of code per file of output, its row type written here and read here.
//!
//! *Takes* rows. *Gives* JSON Lines that appear whole or not at all ([`OutputDir`], [`wirecopy_io::Atomic`]), and reads them back ([`rows`]).
//! *Costs* one pass. *Never* serialises a type of another room but the label enums and the evidence of a label: a row is a contract, the
//! types behind it are free to change. Fields may be added and are never renamed; a field that is not
//! computed is absent, `null` means looked and unknown, `[]` means looked and none.
//! *Source*: the output contract of this project.

use serde::{Deserialize, Deserializer};

pub(crate) mod article_rows;
mod articles;
mod carriers;
pub(crate) mod cluster_rows;
mod clusters;
mod deduplication;
mod explanation;
pub(crate) mod findings;
pub(crate) mod fragment_rows;
mod fragments;
mod lines;
mod members;
mod network;
mod occurrences;
mod output;
mod pairs;
mod passages;
mod removed;
mod run;
mod summary;
pub(crate) mod summary_rows;

pub use articles::{Article, BoilerplateSpan, BrokenOff, CreditRow, Repeat, ShownArticle, ShownBoilerplate};
pub use carriers::{Carrier, CreditState, TraceCounts};
pub use clusters::Cluster;
pub use deduplication::{ClusterLoss, DayLoss, Deduplication, OutletLoss, ParagraphLoss};
pub use explanation::{
    ExplainedArticle, ExplainedCandidate, ExplainedRule, ExplainedScores, ExplainedTest, Explanation,
};
pub use fragments::{Fragment, FragmentKind, Measure, ShownFragment};
pub(crate) use lines::MakingOrder;
pub use lines::{RowWriter, rows};
pub use members::Member;
pub use network::{Network, NetworkEdge, NetworkOutlet};
pub use occurrences::Occurrence;
pub use output::{OutputDir, articles_of};
pub use pairs::{Pair, PairDirection};
pub use passages::{PairPassage, PassageEdits, PassageLabel};
pub use removed::{ListedInput, Removed, RemovedLevel};
pub use run::{Run, StageTime};
pub use summary::{Counts, Expected, Parameters, Summary};
pub use wirecopy_article::Reject;
pub use wirecopy_reuse::overlap::six_decimals;

/// Reads a field that may be absent (not computed) or `null` (looked and unknown): a `null` that stands there is told from nothing.
fn told<'de, D: Deserializer<'de>, T: Deserialize<'de>>(reader: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(reader).map(Some)
}
