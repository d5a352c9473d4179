//! What `dedup` is told.

use super::{Engine, Format, ReadingArgs, ResourceArgs};
use crate::output::Colour;
use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use wirecopy::params::ScanParams;
use wirecopy_news::relation::Relation;
use wirecopy_news::removal;
use wirecopy_news::removal::Policy;

/// Write the survivors of a dump, and a line for each article or paragraph that went.
///
/// Survivors keep the format, the order and every byte of their records. An article goes only when its text was compared with that of one that stays.
/// Articles whose numbers or days differ are versions or forms of a template and stay, unless asked for by name.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct DedupArgs {
    #[command(flatten)]
    pub reading: ReadingArgs,

    /// Where the survivors go: a file (compressed as .gz or .zst), or a folder (with / at its end) with the names of the inputs.
    #[arg(long, short, value_name = "FILE", required_unless_present = "dry_run", help_heading = "Output")]
    pub out: Option<PathBuf>,
    /// Where the list of removals goes [default: beside the survivors, as NAME.removed.jsonl].
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub removed: Option<PathBuf>,
    /// Report and list what would go, and write no survivors.
    #[arg(long, help_heading = "Output")]
    pub dry_run: bool,
    /// What standard output gets: a report to read, or one JSON document.
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    pub format: Format,
    /// Outlets and days that the report shows.
    #[arg(long, value_name = "N", default_value_t = 10, help_heading = "Output")]
    pub top: usize,
    /// When the report is coloured.
    #[arg(long, value_enum, default_value = "auto", help_heading = "Output")]
    pub color: Colour,
    /// No progress and no warnings on standard error.
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,

    #[command(flatten)]
    pub policy: PolicyArgs,

    #[command(flatten)]
    pub room: ResourceArgs,
}

const EXAMPLES: &str = "Examples:
  wirecopy dedup dump.jsonl.zst -o clean.jsonl.zst
  wirecopy dedup pages/ -o clean/ --keep longest --prefer outlets.txt
  wirecopy dedup dump.csv --dry-run --remove exact --removed list.jsonl
  wirecopy dedup dump.jsonl -o clean.jsonl --strip boilerplate,captions,repeats

Relations for --remove, as scan labels pairs: exact, near, copy_truncated, teaser, excerpt, update, correction, shared_quote, template,
boilerplate_only, caption_only, headline_only, live_blog, contained.
Exit code 3 where an outlet would lose more than --max-loss, an input would be overwritten, or a disk has no room.";

/// What goes and what stays.
#[derive(Debug, Args)]
#[command(next_help_heading = "Policy")]
pub struct PolicyArgs {
    /// Whether whole articles go, whole paragraphs, or both [default: article; both with --strip].
    #[arg(long, value_enum)]
    pub level: Option<Level>,
    /// Paragraphs that go out of articles that stay: boilerplate, captions, and what stands in the same article before, word for word [default with paragraphs: boilerplate,repeats].
    #[arg(long, value_enum, value_name = "WHAT,…", value_delimiter = ',')]
    pub strip: Vec<Strip>,
    /// Relations by which an article goes.
    #[arg(long, value_name = "RELATION,…", value_delimiter = ',', value_parser = relation, default_value = "exact,near,copy_truncated")]
    pub remove: Vec<Relation>,
    /// Which of two stays; the longer one where that leaves it open.
    #[arg(long, value_enum, default_value = "earliest")]
    pub keep: Keep,
    /// Outlets in order of preference, one a line: they stay, whatever --keep says.
    #[arg(long, value_name = "FILE")]
    pub prefer: Option<PathBuf>,
    /// Which versions stay of a story that one outlet updated.
    #[arg(long, value_enum, default_value = "all")]
    pub versions: Versions,
    /// Smallest Jaccard by which one of two articles goes (0.5 to 1; the share of five-word shingles of both together that both have).
    #[arg(long, value_name = "SHARE", default_value_t = Policy::default().jaccard_min)]
    pub jaccard: f64,
    /// Smallest share of a shorter one (a cut copy, a part, a near copy with less in it) that must stand in the other article (0.5 to 1).
    #[arg(long, value_name = "SHARE", default_value_t = Policy::default().containment_min)]
    pub containment: f64,
    /// Stop where an outlet of 20 articles or more would lose a larger share; 1 lets all pass.
    #[arg(long, value_name = "SHARE", default_value_t = Policy::default().loss_max)]
    pub max_loss: f64,
    /// What proposes pairs of articles: winnowed seeds find parts, bands of signatures find whole copies.
    #[arg(long, value_enum, default_value = "seeds")]
    pub candidates: Engine,
    /// In groups of up to N articles that share a key, and of up to N/4 paragraphs, all pairs are compared; in larger ones each with the first, its neighbour and what stays.
    #[arg(long, value_name = "N", default_value_t = ScanParams::default().group_len_max)]
    pub group_len_max: u32,
    /// Worker threads; all cores by default. The answer does not depend on it.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

/// What goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// Whole articles.
    Article,
    /// Whole paragraphs of all articles.
    Paragraph,
    /// Whole articles, and whole paragraphs of those that stay.
    Both,
}

/// Which paragraphs go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Strip {
    /// Those that belong to the page.
    #[value(alias = "furniture")]
    Boilerplate,
    /// Those under pictures.
    Captions,
    /// Those that stand in the same article before.
    Repeats,
}

/// Which of two stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Keep {
    /// The one published first.
    Earliest,
    /// The one published last.
    Latest,
    /// The one with more words.
    Longest,
    /// The one read first: files by path, records in their order.
    First,
}

/// Which versions of a story stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Versions {
    /// The newest of each outlet.
    Newest,
    /// All of them.
    All,
}

fn relation(name: &str) -> Result<Relation, String> {
    Relation::of_name(name).ok_or_else(|| {
        let names: Vec<&str> = Relation::ALL.iter().map(|relation| relation.name()).collect();
        format!("one of {} is expected", names.join(", "))
    })
}

impl PolicyArgs {
    /// The library's policy; reads the list of preferred outlets.
    pub fn policy(&self) -> anyhow::Result<Policy> {
        let level = match self.level {
            None if self.strip.is_empty() => removal::Level::Article,
            None => removal::Level::Both,
            Some(Level::Article) => removal::Level::Article,
            Some(Level::Paragraph) => removal::Level::Paragraph,
            Some(Level::Both) => removal::Level::Both,
        };
        let strip = |strip: &Strip| match strip {
            Strip::Boilerplate => removal::Strip::Boilerplate,
            Strip::Captions => removal::Strip::Captions,
            Strip::Repeats => removal::Strip::Repeats,
        };
        let stripped = match self.strip.is_empty() && level != removal::Level::Article {
            true => BTreeSet::from([removal::Strip::Boilerplate, removal::Strip::Repeats]),
            false => self.strip.iter().map(strip).collect(),
        };
        Ok(Policy {
            level,
            strip: stripped,
            remove: BTreeSet::from_iter(self.remove.iter().copied()),
            keep: match self.keep {
                Keep::Earliest => removal::Keep::Earliest,
                Keep::Latest => removal::Keep::Latest,
                Keep::Longest => removal::Keep::Longest,
                Keep::First => removal::Keep::First,
            },
            preferred: self.preferred()?,
            versions: match self.versions {
                Versions::Newest => removal::Versions::Newest,
                Versions::All => removal::Versions::All,
            },
            jaccard_min: self.jaccard,
            containment_min: self.containment,
            loss_max: self.max_loss,
        })
    }

    /// What is looked for.
    pub fn params(&self) -> ScanParams {
        ScanParams {
            candidates: self.candidates.engine(),
            group_len_max: self.group_len_max,
            ..ScanParams::default()
        }
    }

    fn preferred(&self) -> anyhow::Result<Vec<String>> {
        let Some(path) = &self.prefer else { return Ok(Vec::new()) };
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let outlets: Vec<String> =
            text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        if outlets.is_empty() {
            bail!("{} names no outlet: one a line is expected", path.display());
        }
        Ok(outlets)
    }
}

impl DedupArgs {
    /// Where the list of removals goes, if anywhere.
    pub fn removed(&self) -> Option<PathBuf> {
        self.removed.clone().or_else(|| self.out.as_deref().map(beside))
    }
}

/// `clean.jsonl.zst` gives `clean.removed.jsonl`, beside it.
fn beside(out: &std::path::Path) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bare =
        [".gz", ".gzip", ".zst", ".zstd"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    let known = [".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".txt", ".text", ".md"];
    let stem = known.iter().find_map(|end| bare.strip_suffix(end)).filter(|stem| !stem.is_empty());
    out.with_file_name(format!("{}.removed.jsonl", stem.unwrap_or(bare)))
}
