//! Findings as people read them.
//!
//! *Takes* rows of the output files. *Gives* text for a terminal, tables, graphs. *Costs* one pass over the rows that are shown. *Never* computes a score:
//! what is not in a record is not in a report. *Source*: the advice of the command line interface guidelines (Prasad et al. 2020,
//! "Output"): what a person wants first, colour with intention, nothing that a pipe could not carry.

mod dedup;
mod benchmark;
mod benchmark_plot;
mod comparison;
mod digest;
mod graphml;
mod network;
#[cfg(feature = "cli")]
mod evaluation;
mod explanation;
mod marked;
mod palette;
mod scan;
mod trace;
mod tuning;
mod writing;

pub use benchmark::{Benchmark, BenchmarkRun, BenchmarkStage, BenchmarkTotal, benchmark_tables};
pub use benchmark_plot::benchmark_plot;
pub use comparison::{Extent, comparison};
pub use dedup::dedup_summary;
pub use digest::{BoilerplateShown, ClusterShown, ReasonShown, ScanDigest};
#[cfg(feature = "cli")]
pub use evaluation::evaluation;
pub use explanation::explanation;
pub use graphml::write_graphml;
pub use network::{network_summary, write_network_edges_csv, write_network_outlets_csv};
pub use palette::Palette;
pub use scan::scan_summary;
pub use trace::{trace_summary, write_carriers_csv};
pub use tuning::{tuning_plot, tuning_seeds, tuning_table};
