//! Arguments of `tune`.

use super::one_of;
use super::scan::ENGINES;
use super::{ReadArgs, quantity};
use crate::output::Colour;
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use wirecopy::CandidateEngine;

/// Choose shingle size, bands and window for a target, and show what they miss.
///
/// With inputs, measures the true recall of scan on them: a sample of articles is compared exactly
/// with all others, without candidates.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct TuneArgs {
    /// Files or folders to measure the true recall on.
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: ReadArgs,

    /// Jaccard similarity by five-word shingles of the pairs to find (above 0, up to 1).
    #[arg(long, help_heading = "Tuning", value_name = "SHARE", default_value_t = 0.7)]
    pub similarity: f64,
    /// Share of such pairs to find (above 0, below 1).
    #[arg(long, help_heading = "Tuning", value_name = "SHARE", default_value_t = 0.95)]
    pub recall: f64,
    /// Memory that the keys of one article may take (K is 1024).
    #[arg(long, help_heading = "Tuning", value_name = "BYTES", default_value = "1K", value_parser = quantity::bytes)]
    pub memory_per_article: u64,
    /// Words of a copied run that must never be missed by seeds.
    #[arg(long, help_heading = "Tuning", value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(6..=1000))]
    pub run_words: u16,
    /// Words of a typical article, for the memory of seeds.
    #[arg(long, help_heading = "Tuning", value_name = "N", default_value_t = 400, value_parser = clap::value_parser!(u32).range(5..))]
    pub article_words: u32,
    /// Number of articles, for the false candidates.
    #[arg(long, help_heading = "Tuning", value_name = "N", default_value_t = 100_000)]
    pub articles: u64,
    /// Number of articles to compare with all others.
    #[arg(long, help_heading = "Tuning", value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u16).range(1..))]
    pub sample: u16,
    /// The engine whose recall is measured.
    #[arg(long, help_heading = "Tuning", value_name = "ENGINE", default_value = "seeds",
        value_parser = one_of(&ENGINES, CandidateEngine::name))]
    pub candidates: CandidateEngine,
    /// Print tables and a plot, one JSON document, or the curve of the best choice as CSV.
    #[arg(long, help_heading = "Output", value_enum, default_value = "text")]
    pub format: TuneFormat,
    /// Colours in the tables.
    #[arg(long, help_heading = "Output", value_enum, default_value = "auto")]
    pub color: Colour,
}

/// Form of standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TuneFormat {
    /// Tables and a plot.
    Text,
    /// One JSON document.
    Json,
    /// The curve, one row per point.
    Csv,
}

const EXAMPLES: &str = "Examples:
  wirecopy tune --similarity 0.8 --recall 0.99
  wirecopy tune --format csv > curve.csv
  wirecopy tune dump.jsonl.zst --sample 500";
