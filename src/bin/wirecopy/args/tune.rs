//! `tune`: what finds pairs of a given similarity, and what it misses.

use super::{Engine, InputArgs, quantity};
use crate::output::Colour;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Choose shingle size, bands and window for a target, and show what they miss.
///
/// With inputs, the recall that scan really has on them is measured: a sample of articles is compared exactly with all others, without candidates.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct TuneArgs {
    /// Files or folders to measure the true recall on.
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub manner: InputArgs,

    /// Jaccard by five-word shingles of the pairs to find (above 0, up to 1).
    #[arg(long, help_heading = "Tuning", value_name = "SHARE", default_value_t = 0.7)]
    pub similarity: f64,
    /// Share of such pairs that should be found (above 0, below 1).
    #[arg(long, help_heading = "Tuning", value_name = "SHARE", default_value_t = 0.95)]
    pub recall: f64,
    /// Memory that the keys of one article may take (K is 1024).
    #[arg(long, help_heading = "Tuning", value_name = "BYTES", default_value = "1K", value_parser = quantity::bytes)]
    pub memory_per_article: u64,
    /// Words of a copied run that must never be missed by seeds.
    #[arg(long, help_heading = "Tuning", value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(6..=1000))]
    pub run_words: u16,
    /// Words of an article, by which memory of seeds is told.
    #[arg(long, help_heading = "Tuning", value_name = "N", default_value_t = 400, value_parser = clap::value_parser!(u32).range(5..))]
    pub article_words: u32,
    /// Articles, by which false candidates are told.
    #[arg(long, help_heading = "Tuning", value_name = "N", default_value_t = 100_000)]
    pub articles: u64,
    /// Articles that are compared with all others.
    #[arg(long, help_heading = "Tuning", value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u16).range(1..))]
    pub sample: u16,
    /// The engine whose recall is measured.
    #[arg(long, help_heading = "Tuning", value_enum, default_value = "seeds")]
    pub candidates: Engine,
    /// Tables and a plot to read, one JSON document, or the curve of the best choice as CSV.
    #[arg(long, help_heading = "Output", value_enum, default_value = "text")]
    pub format: TuneFormat,
    /// When the tables are coloured.
    #[arg(long, help_heading = "Output", value_enum, default_value = "auto")]
    pub color: Colour,
}

/// What standard output gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TuneFormat {
    /// Tables and a plot.
    Text,
    /// One JSON document.
    Json,
    /// The curve, a row a point.
    Csv,
}

const EXAMPLES: &str = "Examples:
  wirecopy tune --similarity 0.8 --recall 0.99
  wirecopy tune --format csv > curve.csv
  wirecopy tune dump.jsonl.zst --sample 500";
