//! Arguments of `generate`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;
use wirecopy_lab::generate::GenerateParams;

/// Write a labelled dump of invented news.
///
/// Writes articles.jsonl, as a scraper would have collected it, and truth.jsonl, which has for each
/// article its source, what was done to it, the copied passages, exact scores, the relation, the
/// credit, boilerplate and captions. Equal numbers and seeds give equal bytes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct GenerateArgs {
    /// Number of articles.
    #[arg(long, short = 'n', value_name = "N")]
    pub articles: u64,
    /// Seed; each one gives a different dump.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Folder to write, which must be new or empty, and appears complete or not at all.
    #[arg(long, short, value_name = "DIR")]
    pub out: PathBuf,
    /// Edits that outlets make to the stories that they copy.
    #[arg(long, value_enum, default_value = "noisy")]
    pub preset: Preset,
    /// Number of outlets, agencies not counted [default: one per 500 articles, 40 to 5000].
    #[arg(long, value_name = "N")]
    pub outlets: Option<u64>,
    /// Share of the articles that belong to stories with copies.
    #[arg(long, value_name = "SHARE")]
    pub copied: Option<f64>,
    /// Share of the stories that are Chinese.
    #[arg(long, value_name = "SHARE")]
    pub chinese: Option<f64>,
    /// Share of the stories that are tables (weather, markets, results), filled anew each time.
    #[arg(long, value_name = "SHARE")]
    pub tables: Option<f64>,
    /// Share of the copied stories that come from an agency.
    #[arg(long, value_name = "SHARE")]
    pub agencies: Option<f64>,
    /// Rate of one operation, as in --rate truncated=0.3; may be given several times.
    #[arg(long = "rate", value_name = "NAME=SHARE", value_parser = rate)]
    pub rates: Vec<(String, f64)>,
    /// Write no truth.jsonl.
    #[arg(long)]
    pub no_truth: bool,
    /// Worker threads; all cores by default. The bytes do not depend on them.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Print no progress on standard error.
    #[arg(long, short)]
    pub quiet: bool,
}

const EXAMPLES: &str = "Examples:
  wirecopy generate --articles 100000 --seed 7 --out dump
  wirecopy generate --articles 10000 --preset clean --rate credit_stripped=0.5 --out dump
  wirecopy generate --articles 1000 --preset hub --out one-story

Rates: truncated, embedded, roundup, quotes_shared, numbers_changed (one of these or whole), reheadlined, reordered, dropped, word_edits, words_edited_max, captions_swapped, credit_stripped, ocr_noise, restyled, mojibake.";

/// Editing of the stories that outlets copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Preset {
    /// Hardly a word differs.
    Clean,
    /// Edits, noise, stripped credit.
    Noisy,
    /// One story; every other article is a near-copy with its own edits.
    Hub,
}

impl GenerateArgs {
    /// Returns the library's parameters.
    pub fn params(&self) -> anyhow::Result<GenerateParams> {
        let preset = match self.preset {
            Preset::Clean => GenerateParams::clean(self.articles, self.seed),
            Preset::Noisy => GenerateParams::noisy(self.articles, self.seed),
            Preset::Hub => GenerateParams::hub(self.articles, self.seed),
        };
        let mut params = GenerateParams {
            outlets: self.outlets.unwrap_or(preset.outlets),
            copied_share: self.copied.unwrap_or(preset.copied_share),
            chinese_share: self.chinese.unwrap_or(preset.chinese_share),
            table_share: self.tables.unwrap_or(preset.table_share),
            agency_share: self.agencies.unwrap_or(preset.agency_share),
            ..preset
        };
        for (name, share) in &self.rates {
            params.rates.set(name, *share)?;
        }
        Ok(params)
    }
}

fn rate(typed: &str) -> Result<(String, f64), String> {
    let (name, share) =
        typed.split_once('=').ok_or("a name and a share are expected, as in truncated=0.3")?;
    let share = share.parse().map_err(|_| "a share from 0 to 1 is expected after the equals sign")?;
    Ok((name.to_owned(), share))
}
