//! Arguments of `dedup`.

use super::one_of;
use super::scan::{ENGINES, known_boilerplate};
use super::{InputArgs, OutputArgs, ResourceArgs};
use anyhow::{Context as _, bail};
use clap::Args;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use wirecopy::{CandidateEngine, Keep, Level, PageKind, Policy, Relation, ScanParams, Strip, Versions};
use wirecopy_io::{KeyField, ReadOptions};

/// Write the survivors of a dump, and one line per removed article or paragraph.
///
/// Survivors keep the format, the order and every byte of their records. An article is removed only
/// if its text was compared with that of one that is kept. Articles that differ in numbers or dates
/// are versions of a story or instances of a template; they are kept, unless --remove names their
/// relation.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct DedupArgs {
    /// Remove articles that another input also has: a file or folder in any supported format. That
    /// input is neither written nor changed. May be given several times.
    #[arg(long, value_name = "INPUT")]
    pub against: Vec<PathBuf>,

    /// File for the survivors (compressed if .gz or .zst), or folder (with / at the end), which
    /// gets files with the names of the inputs.
    #[arg(long, short, value_name = "FILE", required_unless_present = "dry_run", help_heading = "Output")]
    pub out: Option<PathBuf>,
    /// File for the list of removals [default: beside the survivors, as NAME.removed.jsonl].
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub removed: Option<PathBuf>,
    /// Write what was removed as one HTML page, with one removal of each kind side by side.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub report: Option<PathBuf>,
    /// Report and list what would be removed, and write no survivors.
    #[arg(long, help_heading = "Output")]
    pub dry_run: bool,
    /// Add to each survivor how many articles were removed for it (`copies`), their `cluster` and
    /// the `outlets` of all of them.
    #[arg(long, requires = "out", help_heading = "Output")]
    pub annotate: bool,
    /// Number of outlets and days in the report.
    #[arg(long, value_name = "N", default_value_t = 10, help_heading = "Output")]
    pub top: usize,
    /// Print no progress and no warnings on standard error.
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,
    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub policy: PolicyArgs,

    #[command(flatten)]
    pub reading: InputArgs,

    #[command(flatten)]
    pub resources: ResourceArgs,
}

const EXAMPLES: &str = "Examples:
  wirecopy dedup dump.jsonl.zst -o clean.jsonl.zst
  wirecopy dedup pages/ -o clean/ --keep longest --prefer outlets.txt
  wirecopy dedup dump.jsonl -o clean.jsonl --report removed.html
  wirecopy dedup dump.csv --dry-run --remove exact --removed list.jsonl
  wirecopy dedup dump.jsonl -o clean.jsonl --drop-kinds error_page,cookie_or_robot_wall,failed_extraction
  wirecopy dedup dump.jsonl -o clean.jsonl --strip boilerplate,captions,repeats
  wirecopy dedup today.jsonl --against archive/ -o new.jsonl
  wirecopy dedup train.jsonl --against test.jsonl --against-only -o clean.jsonl
  wirecopy dedup stories.csv --key title,text -o clean.csv

Relations for --remove, as in pairs.jsonl: exact, near, copy_truncated, teaser, excerpt, update, correction, shared_quote, template,
boilerplate_only, caption_only, headline_only, live_blog, contained, standing_text, error_page.
Exit code 3 if an outlet would lose more than --max-loss, an input would be overwritten, or a disk is too full.";

/// Bytes of the longest list of preferred outlets: hundreds of thousands of names.
const PREFERRED_BYTES_MAX: u64 = 16 << 20;

/// The policy of removal.
#[derive(Debug, Args)]
#[command(next_help_heading = "Policy")]
pub struct PolicyArgs {
    /// Remove whole articles, whole paragraphs, or both [default: article; both with --strip].
    #[arg(long, value_name = "LEVEL", value_parser = one_of(&[Level::Article, Level::Paragraph, Level::Both], Level::name))]
    pub level: Option<Level>,
    /// Paragraphs to remove from articles that are kept: boilerplate, captions, repeats (equal to
    /// an earlier one of the same article) [default with paragraphs: boilerplate,repeats].
    #[arg(long, value_name = "WHAT,…", value_delimiter = ',', value_parser = strip)]
    pub strip: Vec<Strip>,
    /// Relations to a kept article for which an article is removed.
    #[arg(long, value_name = "RELATION,…", value_delimiter = ',', value_parser = relation, default_value = "exact,near,copy_truncated")]
    pub remove: Vec<Relation>,
    /// Kinds of pages to remove, with or without a copy. They are listed with the rule `kind`.
    #[arg(long, value_name = "KIND,…", value_delimiter = ',', value_parser = one_of(PageKind::ALL, PageKind::name))]
    pub drop_kinds: Vec<PageKind>,
    /// The copy to keep; of two that are equal in this, the longer one. `first` means first in
    /// reading order: files by path, records in order.
    #[arg(long, value_name = "WHICH", default_value = "earliest",
        value_parser = one_of(&[Keep::Earliest, Keep::Latest, Keep::Longest, Keep::First], Keep::name))]
    pub keep: Keep,
    /// Outlets in order of preference, one per line: their articles are kept, whatever --keep says.
    #[arg(long, value_name = "FILE")]
    pub prefer: Option<PathBuf>,
    /// Versions to keep of a story that one outlet updated.
    #[arg(long, value_name = "WHICH", default_value = "all", value_parser = one_of(&[Versions::Newest, Versions::All], Versions::name))]
    pub versions: Versions,
    /// Smallest Jaccard similarity for which one of two articles is removed (0.5 to 1; five-word
    /// shingles in common, divided by those of both articles together).
    #[arg(long, value_name = "SHARE", default_value_t = Policy::default().jaccard_min)]
    pub jaccard: f64,
    /// Smallest share of a shorter article (a truncated copy, a part, a shortened near copy) that
    /// the other one must contain for it to be removed (0.5 to 1).
    #[arg(long, value_name = "SHARE", default_value_t = Policy::default().containment_min)]
    pub containment: f64,
    /// Keep texts of fewer five-word shingles than this unless they are exact copies: in a text of
    /// a dozen words, one different word may make a different story. 0 removes near copies of any
    /// length.
    #[arg(long, value_name = "N", default_value_t = Policy::default().copy_shingles_min)]
    pub copy_shingles_min: u32,
    /// Keep pages without a story (errors, consent and robot walls, failed extractions) even if
    /// another record with the same address has the story.
    #[arg(long)]
    pub keep_failed_pages: bool,
    /// Remove only articles that --against has.
    #[arg(long, requires = "against")]
    pub against_only: bool,
    /// Fields that two copies must have in common: text, and any of title, author, outlet, url.
    /// With title, articles with different titles are never copies.
    #[arg(long, value_name = "FIELD,…", value_delimiter = ',', value_parser = key_field, default_value = "text")]
    pub key: Vec<CopyKey>,
    /// Known boilerplate: a file of lines, or an input in any format whose texts are boilerplate.
    #[arg(long, value_name = "FILE")]
    pub boilerplate: Option<PathBuf>,
    /// Keep one copy per outlet: an article is only removed in favour of one from its own outlet.
    #[arg(long, value_name = "WHAT", value_parser = ["outlet"])]
    pub keep_per: Option<String>,
    /// Remove by one simple rule. `contained`: only articles that one that is kept contains
    /// entirely.
    #[arg(long, value_name = "RULE", value_parser = ["contained"], conflicts_with_all = ["remove", "jaccard", "containment"])]
    pub rule: Option<String>,
    /// Refuse if an outlet of 20 articles or more would lose a larger share than this; 1 allows
    /// everything.
    #[arg(long, value_name = "SHARE", default_value_t = Policy::default().loss_max)]
    pub max_loss: f64,
    /// Engine that finds candidate pairs of articles: winnowed seeds find shared parts, bands of
    /// signatures find whole copies.
    #[arg(long, value_name = "ENGINE", default_value = "seeds", value_parser = one_of(&ENGINES, CandidateEngine::name))]
    pub candidates: CandidateEngine,
    /// Match traditional Chinese characters by their simplified forms.
    #[arg(long)]
    pub fold_han: bool,
    /// Compare all pairs in groups of up to N articles (or N/4 paragraphs) with a common key; in a
    /// larger group, compare each one only with the first, with its neighbour and with what is
    /// kept.
    #[arg(long, value_name = "N", default_value_t = ScanParams::default().group_len_max)]
    pub group_len_max: u32,
}

/// A field that copies have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyKey {
    /// Their text.
    Text,
    /// Another field.
    Field(KeyField),
}

fn key_field(name: &str) -> Result<CopyKey, String> {
    match KeyField::named(name) {
        Some(field) => Ok(CopyKey::Field(field)),
        None if name == "text" => Ok(CopyKey::Text),
        None => Err("text, title, author, outlet or url is expected; --text-field, --title-field and the \
                     like say which field of the input each is"
            .into()),
    }
}

fn relation(name: &str) -> Result<Relation, String> {
    name.parse().map_err(|_| {
        let names: Vec<&str> = Relation::ALL.iter().map(|relation| relation.name()).collect();
        format!("one of {} is expected", names.join(", "))
    })
}

/// `furniture` is the former name of boilerplate.
fn strip(name: &str) -> Result<Strip, &'static str> {
    match name {
        "boilerplate" | "furniture" => Ok(Strip::Boilerplate),
        "captions" => Ok(Strip::Captions),
        "repeats" => Ok(Strip::Repeats),
        _ => Err("boilerplate, captions or repeats is expected"),
    }
}

impl PolicyArgs {
    /// Returns the library's policy; reads the list of preferred outlets.
    pub fn policy(&self) -> anyhow::Result<Policy> {
        let level = self.level.unwrap_or(if self.strip.is_empty() { Level::Article } else { Level::Both });
        let strip = match self.strip.is_empty() && level != Level::Article {
            true => Policy::STRIP_DEFAULT.into(),
            false => self.strip.iter().copied().collect(),
        };
        let policy = Policy {
            level,
            strip,
            remove: self.remove.iter().copied().collect(),
            drop_kinds: self.drop_kinds.iter().copied().collect(),
            keep: self.keep,
            preferred: self.preferred()?,
            versions: self.versions,
            jaccard_min: self.jaccard,
            containment_min: self.containment,
            copy_shingles_min: self.copy_shingles_min,
            keep_per_outlet: self.keep_per.is_some(),
            keep_failed_pages: self.keep_failed_pages,
            against_only: self.against_only,
            loss_max: self.max_loss,
        };
        Ok(if self.rule.is_some() { policy.contained_only() } else { policy })
    }

    /// Returns the fields that copies have in common besides their text.
    pub fn key(&self) -> anyhow::Result<Vec<KeyField>> {
        if !self.key.contains(&CopyKey::Text) {
            bail!("--key lacks text, which is always compared; --text-field names the field of the text");
        }
        let mut fields: Vec<KeyField> = self
            .key
            .iter()
            .filter_map(|key| match key {
                CopyKey::Text => None,
                CopyKey::Field(field) => Some(*field),
            })
            .collect();
        fields.sort_unstable();
        fields.dedup();
        Ok(fields)
    }

    /// Returns the search parameters; reads known boilerplate.
    pub fn search(&self, reading: &ReadOptions) -> anyhow::Result<ScanParams> {
        Ok(ScanParams {
            boilerplate: known_boilerplate(self.boilerplate.as_deref(), reading)?,
            candidates: self.candidates,
            fold_han: self.fold_han,
            group_len_max: self.group_len_max,
            ..ScanParams::default()
        })
    }

    fn preferred(&self) -> anyhow::Result<Vec<String>> {
        let Some(path) = &self.prefer else { return Ok(Vec::new()) };
        let mut text = String::new();
        File::open(path)
            .and_then(|file| file.take(PREFERRED_BYTES_MAX + 1).read_to_string(&mut text))
            .with_context(|| format!("cannot read {}", path.display()))?;
        if text.len() as u64 > PREFERRED_BYTES_MAX {
            bail!("{} is longer than 16 MiB: a list of outlets is expected", path.display());
        }
        let outlets: Vec<String> =
            text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        if outlets.is_empty() {
            bail!("{} names no outlet: one per line is expected", path.display());
        }
        Ok(outlets)
    }
}

impl DedupArgs {
    /// Returns the path of the list of removals, if one is written.
    pub fn removed(&self) -> Option<PathBuf> {
        self.removed.clone().or_else(|| self.out.as_deref().map(|out| beside(out, "removed")))
    }

    /// Returns the path of the list of rejected records, written where too many are.
    pub fn rejects(&self) -> Option<PathBuf> {
        let near = self.out.as_deref().or(self.removed.as_deref());
        near.map(|near| beside(near, "rejects"))
    }
}

/// `clean.jsonl.zst` gives `clean.removed.jsonl`, beside it.
fn beside(out: &Path, what: &str) -> PathBuf {
    const COMPRESSED: [&str; 4] = ["gz", "gzip", "zst", "zstd"];
    const KNOWN: [&str; 9] = ["jsonl", "parquet", "ndjson", "json", "csv", "tsv", "txt", "text", "md"];
    // `components` leaves out the `/` at the end of a folder.
    let mut list = out.components().as_path().to_path_buf();
    for extensions in [&COMPRESSED[..], &KNOWN[..]] {
        if list.extension().is_some_and(|extension| extensions.iter().any(|known| extension == *known)) {
            list.set_extension("");
        }
    }
    let mut name = list.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{what}.jsonl"));
    list.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_beside_the_survivors_and_lists_of_two_outputs_are_two() {
        let lists = [
            ("a/clean.jsonl.zst", "a/clean.removed.jsonl"),
            ("clean.csv", "clean.removed.jsonl"),
            ("pages/", "pages.removed.jsonl"),
            ("v1.2", "v1.2.removed.jsonl"),
            (".jsonl", ".jsonl.removed.jsonl"),
        ];
        for (out, list) in lists {
            assert_eq!(beside(Path::new(out), "removed"), Path::new(list));
        }
        #[cfg(unix)]
        {
            use std::ffi::OsStr;
            use std::os::unix::ffi::OsStrExt as _;
            let [a, b] = [b"x\xff.jsonl", b"x\xfe.jsonl"]
                .map(|name| beside(Path::new(OsStr::from_bytes(name)), "removed"));
            assert_ne!(a, b);
        }
    }
}
