//! What was typed. Nothing here reads a file.

mod apply;
mod dedup;
mod bench;
mod compare;
mod network;
mod evaluate;
mod explain;
mod generate;
mod quantity;
mod reading;
mod trace;
mod tune;

pub use apply::ApplyArgs;
pub use bench::BenchArgs;
pub use compare::{CompareArgs, Offsets};
pub use dedup::DedupArgs;
pub use evaluate::EvaluateArgs;
pub use explain::ExplainArgs;
pub use generate::{GenerateArgs, Preset};
pub use network::{NetworkArgs, NetworkFormat};
pub use reading::{InputArgs, ReadingArgs, ResourceArgs, input};
pub use trace::{TraceArgs, TraceFormat};
pub use tune::{TuneArgs, TuneFormat};

use crate::output::Colour;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use wirecopy::params::{CandidateEngine, Only, PairFilter, Passages, ScanParams};

/// Finds repeated text within and across news articles, and proves it.
#[derive(Debug, Parser)]
#[command(name = "wirecopy", version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "Examples:
  wirecopy scan dump.jsonl.zst               what repeats, on the terminal
  wirecopy scan dump/ --out found            the same as files: pairs, clusters, fragments
  wirecopy dedup dump.jsonl -o clean.jsonl   the survivors, and why the others went
  zcat dump.jsonl.gz | wirecopy scan -       from standard input

Exit codes: 0 done, 1 nothing found where that is the question, 2 usage or input, 3 refused for safety.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Find repeated articles and paragraphs.
    Scan(Box<ScanArgs>),
    /// Write the survivors of a dump, and a line for each article that went.
    Dedup(Box<DedupArgs>),
    /// Apply a list of removals that dedup wrote.
    Apply(Box<ApplyArgs>),
    /// Find who carried the stories of a wire.
    Trace(Box<TraceArgs>),
    /// Tell why two articles are a pair, or are none.
    Explain(ExplainArgs),
    /// Show two texts side by side, or align given pairs of an input.
    Compare(Box<CompareArgs>),
    /// Show who carries whose stories.
    Network(NetworkArgs),
    /// Score a scan's files against a truth file.
    Evaluate(EvaluateArgs),
    /// Write a labelled dump of invented news.
    Generate(GenerateArgs),
    /// Choose shingle size, bands and window for a target, and show what they miss.
    Tune(Box<TuneArgs>),
    /// Measure the throughput of each stage on this machine.
    Bench(Box<BenchArgs>),
}

/// Find repeated articles and paragraphs.
///
/// Reads texts, folders of texts, JSON Lines, CSV and TSV (plain, .gz or .zst) or standard input (-), and reports every pair of articles that
/// share text with exact scores, clusters of them around a representative, repeated paragraphs, and boilerplate.
#[derive(Debug, Args)]
#[command(after_help = SCAN_EXAMPLES)]
pub struct ScanArgs {
    #[command(flatten)]
    pub reading: ReadingArgs,

    /// Write all findings as files into this folder, which appears whole or not at all.
    #[arg(long, short, value_name = "DIR", help_heading = "Output")]
    pub out: Option<PathBuf>,
    /// What standard output gets: a summary to read, or one JSON document with everything.
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    pub format: Format,
    /// Clusters and fragments that the summary shows.
    #[arg(long, value_name = "N", default_value_t = 10, help_heading = "Output")]
    pub top: usize,
    /// When the summary is coloured.
    #[arg(long, value_enum, default_value = "auto", help_heading = "Output")]
    pub color: Colour,
    /// No progress and no warnings on standard error.
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,

    #[command(flatten)]
    pub room: ResourceArgs,
    /// Keep what was made of the inputs in DIR.resume until the scan is done, and go on behind what was read when it was killed: give the same
    /// inputs and flags again.
    #[arg(long, requires = "out", help_heading = "Search")]
    pub resume: bool,

    #[command(flatten)]
    pub search: SearchArgs,
}

const SCAN_EXAMPLES: &str = "Examples:
  wirecopy scan dump.jsonl --out found
  wirecopy scan crawl-2031/ --out found --memory 4G --resume
  wirecopy scan pages/ --across outlets --within 7d
  wirecopy scan dump.csv --text-field article_text --outlet-field site";

/// What is looked for and what is written of it.
#[derive(Debug, Args)]
#[command(next_help_heading = "Search")]
pub struct SearchArgs {
    /// Look at one level alone.
    #[arg(long, value_enum)]
    pub only: Option<Level>,
    /// What proposes pairs of articles: winnowed seeds find parts, bands of signatures find whole copies.
    #[arg(long, value_enum, default_value = "seeds")]
    pub candidates: Engine,
    /// Write only pairs with this Jaccard or more (0 to 1).
    #[arg(long, value_name = "SHARE")]
    pub jaccard: Option<f64>,
    /// Write only pairs in which one article holds this share of the other or more (0 to 1).
    #[arg(long, value_name = "SHARE")]
    pub containment: Option<f64>,
    /// Write only pairs with this many common five-word shingles or more.
    #[arg(long, value_name = "N")]
    pub shared_min: Option<u64>,
    /// Write only pairs whose longest common run has this many words or more.
    #[arg(long, value_name = "N")]
    pub passage_words_min: Option<u64>,
    /// Whether pairs are aligned: passages, relations, evidence, verdicts and originality rest on that, and a long passage alone is worth a row.
    /// With none, scores tell exact, near, contained and boilerplate_only pairs, and a scan of many copies takes a fraction of the time.
    #[arg(long, value_enum, default_value = "all")]
    pub passages: PassagesName,
    /// Write only pairs between different known outlets.
    #[arg(long, value_enum, value_name = "WHAT")]
    pub across: Option<Across>,
    /// Write only pairs published within this time of each other (30m, 12h, 7d, 2w).
    #[arg(long, value_name = "TIME", value_parser = quantity::seconds)]
    pub within: Option<i64>,
    /// In groups of up to N articles that share a key, and of up to N/4 paragraphs, all pairs are compared; in larger ones each with the first and its neighbour.
    #[arg(long, value_name = "N", default_value_t = ScanParams::default().group_len_max)]
    pub group_len_max: u32,
    /// Worker threads; all cores by default. The answer does not depend on it.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

/// What standard output gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A summary to read.
    Text,
    /// One JSON document.
    Json,
}

/// One of the two levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// Pairs and clusters of articles.
    Articles,
    /// Repeated paragraphs.
    Paragraphs,
}

/// What proposes pairs of articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    /// Winnowed seeds.
    Seeds,
    /// Bands of article signatures.
    Bands,
    /// Both.
    Both,
}

/// Whether pairs are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PassagesName {
    /// All that are reported.
    All,
    /// None.
    None,
}

/// What a pair must cross.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Across {
    /// The border between two known outlets.
    Outlets,
}

impl Engine {
    /// The library's name for it.
    pub fn engine(self) -> CandidateEngine {
        match self {
            Engine::Seeds => CandidateEngine::Seeds,
            Engine::Bands => CandidateEngine::Bands,
            Engine::Both => CandidateEngine::Both,
        }
    }
}

impl SearchArgs {
    /// The library's parameters.
    pub fn params(&self) -> ScanParams {
        ScanParams {
            only: only(self.only),
            candidates: self.candidates.engine(),
            filter: PairFilter {
                jaccard_min: self.jaccard,
                containment_min: self.containment,
                shared_min: self.shared_min,
                passage_words_min: self.passage_words_min,
                across_outlets: self.across.is_some(),
                within_seconds: self.within,
            },
            passages: match self.passages {
                PassagesName::All => Passages::All,
                PassagesName::None => Passages::None,
            },
            group_len_max: self.group_len_max,
        }
    }

    /// Starts as many workers as were asked for.
    pub fn start_workers(&self) -> anyhow::Result<()> {
        start_workers(self.threads)
    }
}

/// The library's name for a level; both where none is named.
pub fn only(level: Option<Level>) -> Only {
    match level {
        None => Only::Everything,
        Some(Level::Articles) => Only::Articles,
        Some(Level::Paragraphs) => Only::Paragraphs,
    }
}

/// Starts so many workers, one for each core if no number was given.
pub fn start_workers(threads: Option<u16>) -> anyhow::Result<()> {
    Ok(rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads.unwrap_or(0))).build_global()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
