//! Arguments of `scan`.

use super::one_of;
use super::{InputArgs, OutputArgs, ResourceArgs, quantity};
use clap::Args;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wirecopy::{CandidateEngine, Only, PairFilter, Passages, ScanParams, read_known_text};
use wirecopy_io::ReadOptions;
use wirecopy_news::boilerplate::KnownText;

/// Find repeated articles and paragraphs.
///
/// Reads JSON, CSV, Parquet, Arrow, HTML pages, web archives, feeds, mail, texts and folders of
/// them, compressed or packed, or standard input (-). Reports every pair of articles that share
/// text, with exact scores, clusters of such articles around a representative, repeated
/// paragraphs, and boilerplate.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ScanArgs {
    /// Write all findings as files into this folder, which appears complete or not at all.
    #[arg(long, short, value_name = "DIR", help_heading = "Output")]
    pub out: Option<PathBuf>,
    /// Also write each file of rows as a Parquet file.
    #[arg(long, value_name = "FORMAT", requires = "out", value_parser = ["parquet"], help_heading = "Output")]
    pub tables: Option<String>,
    /// Write the input's own records to this file, and add to each its `cluster` and whether it is
    /// `kept`: one article per cluster is, and so is every article outside the clusters.
    #[arg(long, value_name = "FILE", conflicts_with = "resume", help_heading = "Output")]
    pub annotate: Option<PathBuf>,
    /// Write the findings as one HTML page, with the texts of pairs side by side.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub report: Option<PathBuf>,
    /// Number of clusters and fragments in the summary.
    #[arg(long, value_name = "N", default_value_t = 10, help_heading = "Output")]
    pub top: usize,
    /// Print no progress and no warnings on standard error.
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,
    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub search: SearchArgs,

    #[command(flatten)]
    pub reading: InputArgs,

    /// Keep finished work in DIR.resume. After an interruption, run the same command again to
    /// continue from there.
    #[arg(long, requires = "out", help_heading = "Resources")]
    pub resume: bool,
    #[command(flatten)]
    pub resources: ResourceArgs,
}

const EXAMPLES: &str = "Examples:
  wirecopy scan dump.jsonl --out found
  wirecopy scan crawl-2031/ --out found --memory 4G --resume
  wirecopy scan dump.jsonl --report report.html
  wirecopy scan pages/ --across outlets --within 7d
  wirecopy scan dump.csv --annotate with-clusters.csv
  wirecopy scan dump.csv --text-field article_text --outlet-field site";

/// The comparison, and the pairs that are reported.
#[derive(Debug, Args)]
#[command(next_help_heading = "Search")]
pub struct SearchArgs {
    /// Compare only articles, or only paragraphs.
    #[arg(long, value_name = "LEVEL", hide_default_value = true, default_value = "everything",
        value_parser = one_of(&[Only::Everything, Only::Articles, Only::Paragraphs], Only::name))]
    pub only: Only,
    /// Engine that finds candidate pairs of articles: winnowed seeds find shared parts, bands of
    /// signatures find whole copies.
    #[arg(long, value_name = "ENGINE", default_value = "seeds", value_parser = one_of(&ENGINES, CandidateEngine::name))]
    pub candidates: CandidateEngine,
    /// Report only pairs with at least this Jaccard similarity (0 to 1).
    #[arg(long, value_name = "SHARE")]
    pub jaccard: Option<f64>,
    /// Report only pairs in which one article contains at least this share of the other (0 to 1).
    #[arg(long, value_name = "SHARE")]
    pub containment: Option<f64>,
    /// Report only pairs with at least this many common five-word shingles.
    #[arg(long, value_name = "N")]
    pub shared_min: Option<u64>,
    /// Report only pairs whose longest common run has at least this many words.
    #[arg(long, value_name = "N")]
    pub passage_words_min: Option<u64>,
    /// Align all reported pairs, or none. Passages, relations, evidence, credit verdicts and
    /// originality need alignment, and so do pairs that are reported for a long passage alone. With
    /// none, pairs are labelled exact, near, contained or boilerplate_only by their scores, and a
    /// scan of many copies takes a fraction of the time.
    #[arg(long, value_name = "WHICH", default_value = "all",
        value_parser = one_of(&[Passages::All, Passages::None], Passages::name))]
    pub passages: Passages,
    /// Report only pairs between different known outlets.
    #[arg(long, value_name = "WHAT", value_parser = ["outlets"])]
    pub across: Option<String>,
    /// Report only pairs published within this time of each other (30m, 12h, 7d, 2w).
    #[arg(long, value_name = "TIME", value_parser = quantity::seconds)]
    pub within: Option<i64>,
    /// Match traditional Chinese characters by their simplified forms, so that a text in one script
    /// is a copy of the same text in the other.
    #[arg(long)]
    pub fold_han: bool,
    /// Known boilerplate: a file of lines, or an input in any format whose texts are boilerplate.
    /// It counts as boilerplate wherever it occurs.
    #[arg(long, value_name = "FILE")]
    pub boilerplate: Option<PathBuf>,
    /// Compare all pairs in groups of up to N articles (or N/4 paragraphs) with a common key; in a
    /// larger group, compare each one only with the first and with its neighbour.
    #[arg(long, value_name = "N", default_value_t = ScanParams::default().group_len_max)]
    pub group_len_max: u32,
    /// Report all pairs if there are at most N per article on average; otherwise only those with
    /// the representative of a cluster, and one pair between two clusters.
    #[arg(long, value_name = "N", default_value_t = ScanParams::default().pairs_max)]
    pub pairs_max: u32,
}

/// All engines.
pub const ENGINES: [CandidateEngine; 3] =
    [CandidateEngine::Seeds, CandidateEngine::Bands, CandidateEngine::Both];

/// Reads known boilerplate, if a file is named.
///
/// # Errors
/// When the file cannot be read.
pub fn known_boilerplate(path: Option<&Path>, reading: &ReadOptions) -> anyhow::Result<Arc<KnownText>> {
    Ok(path.map(|path| read_known_text(path, &reading.temp_dir)).transpose()?.unwrap_or_default())
}

impl SearchArgs {
    /// Returns the library's parameters.
    ///
    /// # Errors
    /// When the file of known boilerplate cannot be read.
    pub fn params(&self, reading: &ReadOptions) -> anyhow::Result<ScanParams> {
        Ok(ScanParams {
            boilerplate: known_boilerplate(self.boilerplate.as_deref(), reading)?,
            only: self.only,
            candidates: self.candidates,
            filter: PairFilter {
                jaccard_min: self.jaccard,
                containment_min: self.containment,
                shared_min: self.shared_min,
                passage_words_min: self.passage_words_min,
                across_outlets: self.across.is_some(),
                within_seconds: self.within,
            },
            passages: self.passages,
            fold_han: self.fold_han,
            group_len_max: self.group_len_max,
            pairs_max: self.pairs_max,
        })
    }
}
