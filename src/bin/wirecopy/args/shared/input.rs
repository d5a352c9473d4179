//! Inputs and how they are read, shared by every command that takes a dump.

use super::one_of;
use super::quantity;
use anyhow::{Context as _, bail};
use clap::Args;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use wirecopy_io::{
    FieldNames, FileGlobs, Input, InputFormat, OutletRule, Quoting, ReadOptions, TableOptions, TextFormat,
    name_of,
};

/// Inputs and how they are read.
#[derive(Debug, Args)]
#[command(next_help_heading = "Reading")]
pub struct InputArgs {
    /// Files, folders, or - for standard input.
    #[arg(required_unless_present = "files_from", value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// File with more inputs, one per line.
    #[arg(long, value_name = "FILE", value_parser = FileList::read)]
    pub files_from: Option<FileList>,
    #[command(flatten)]
    pub read: ReadArgs,
}

/// The reading of inputs.
#[derive(Debug, Args)]
#[command(next_help_heading = "Reading")]
pub struct ReadArgs {
    /// Field of the article's text [guessed: text, body, content, maintext …].
    #[arg(long, value_name = "FIELD")]
    pub text_field: Option<String>,
    /// Field of its id [guessed: id, url …; else file:line].
    #[arg(long, value_name = "FIELD")]
    pub id_field: Option<String>,
    /// Field of its outlet [guessed: outlet, source, domain, site, publisher …; else the site of
    /// its address].
    #[arg(long, value_name = "FIELD")]
    pub outlet_field: Option<String>,
    /// Field of its date [guessed: published, date, pubdate, time …].
    #[arg(long, value_name = "FIELD")]
    pub date_field: Option<String>,
    /// Field of its address [guessed: url, link …].
    #[arg(long, value_name = "FIELD")]
    pub url_field: Option<String>,
    /// Field of its title [guessed: title, headline …].
    #[arg(long, value_name = "FIELD")]
    pub title_field: Option<String>,
    /// Field of its author, which may credit an agency [guessed: author, authors, byline …].
    #[arg(long, value_name = "FIELD")]
    pub author_field: Option<String>,
    /// Format of all inputs, for files whose names and first bytes mislead.
    #[arg(long, value_name = "FORMAT", value_parser = one_of(&InputFormat::ALL, InputFormat::keyword))]
    pub input_format: Option<InputFormat>,
    /// Table to read from a SQLite file [default: the only one].
    #[arg(long, value_name = "TABLE")]
    pub table: Option<String>,
    /// Read only those files of folders that match. A pattern with / is matched against the path
    /// below the folder, any other against the name. May be given several times.
    #[arg(long, value_name = "PATTERN", value_parser = glob)]
    pub glob: Vec<String>,
    /// Leave out those files of folders that match. May be given several times.
    #[arg(long, value_name = "PATTERN", value_parser = glob)]
    pub exclude: Vec<String>,
    /// Dotted path of the array with the records of a JSON file [found: articles, results,
    /// items, hits.hits, data …].
    #[arg(long, value_name = "PATH")]
    pub records: Option<String>,
    /// Character between the fields of a table, or `tab` [detected: , ; | tab].
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    pub delimiter: Option<u8>,
    /// Read tables without a header: columns are named by their numbers, from 1.
    #[arg(long)]
    pub no_header: bool,
    /// Quotation marks inside a quoted field of a table: doubled, or escaped by a backslash; or
    /// none, if fields are not quoted and each mark is a character like any other [detected].
    #[arg(long, value_name = "HOW", value_parser = one_of(&QUOTINGS, quoting_name))]
    pub quote: Option<Quoting>,
    /// Line between the articles of a text file; with * at the end, any line that starts with it.
    #[arg(long, value_name = "LINE")]
    pub separator: Option<String>,
    /// Format of the texts: html loses tags and entities, markdown its markup and the addresses of
    /// links; auto detects either in the first records of each file.
    #[arg(long, value_name = "WHAT", default_value = "auto", value_parser = one_of(&TEXT_FORMATS, text_format_name))]
    pub text_format: TextFormat,
    /// Repair texts that are UTF-8 read as Windows-1252.
    #[arg(long)]
    pub fix_mojibake: bool,
    /// Outlet of a record that names none but has an address: the site (all hosts of one
    /// registrable domain), or the host.
    #[arg(long, value_name = "WHAT", default_value = "site", value_parser = ["site", "host"])]
    pub outlet_by: String,
    /// File that renames outlets: each line has a name, host or site, a tab, and the name to use
    /// instead.
    #[arg(long, value_name = "FILE")]
    pub outlet_map: Option<PathBuf>,
    /// Stop if a larger share of the records than this cannot be read (0 to 1).
    #[arg(long, value_name = "SHARE", default_value_t = 0.5)]
    pub max_rejects: f64,
    /// Largest text; a longer one is rejected (K, M, G are powers of 1024).
    #[arg(long, value_name = "BYTES", default_value = "256M", value_parser = quantity::bytes)]
    pub text_bytes_max: u64,
    /// Stop at the first bad record instead of rejecting it, and at a file in a folder that cannot
    /// be read instead of skipping it.
    #[arg(long)]
    pub strict: bool,
    /// Folder for temporary files, which are unnamed and disappear with the process.
    #[arg(long, value_name = "DIR")]
    pub temp_dir: Option<PathBuf>,
}

/// Inputs that a file lists.
#[derive(Debug, Clone)]
pub struct FileList(Vec<PathBuf>);

impl FileList {
    /// Reads the names, one per line; blank lines are skipped.
    fn read(path: &str) -> Result<FileList, String> {
        let lines = read_list(path.as_ref()).map_err(|error| error.to_string())?;
        let names = lines.lines().map(str::trim_end).filter(|line| !line.is_empty());
        Ok(FileList(names.map(PathBuf::from).collect()))
    }
}

/// Bytes of the longest list of names: a million long paths.
const LIST_BYTES_MAX: u64 = 256 << 20;

fn read_list(path: &Path) -> io::Result<String> {
    let mut list = String::new();
    fs::File::open(path)?.take(LIST_BYTES_MAX + 1).read_to_string(&mut list)?;
    if list.len() as u64 > LIST_BYTES_MAX {
        let mib = LIST_BYTES_MAX >> 20;
        return Err(io::Error::other(format!("it has more than {mib} MiB, which no list of names has")));
    }
    Ok(list)
}

const QUOTINGS: [Quoting; 3] = [Quoting::Doubled, Quoting::Escaped, Quoting::None];

fn quoting_name(quoting: Quoting) -> &'static str {
    match quoting {
        Quoting::Doubled => "doubled",
        Quoting::Escaped => "escaped",
        Quoting::None => "none",
    }
}

const TEXT_FORMATS: [TextFormat; 4] =
    [TextFormat::Auto, TextFormat::Html, TextFormat::Markdown, TextFormat::Plain];

fn text_format_name(format: TextFormat) -> &'static str {
    match format {
        TextFormat::Auto => "auto",
        TextFormat::Html => "html",
        TextFormat::Markdown => "markdown",
        TextFormat::Plain => "plain",
    }
}

/// Parses one character of ASCII, or `tab`.
fn delimiter(typed: &str) -> Result<u8, &'static str> {
    match typed.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [byte] if byte.is_ascii() && !b"\"\r\n".contains(byte) => Ok(*byte),
        _ => Err("one character is expected, or tab"),
    }
}

impl InputArgs {
    fn all(&self) -> impl Iterator<Item = &PathBuf> {
        self.inputs.iter().chain(self.files_from.iter().flat_map(|list| &list.0))
    }

    /// Returns the inputs as the library takes them.
    pub fn inputs(&self) -> Vec<Input> {
        self.all().map(input).collect()
    }

    /// Returns the inputs as they were named.
    pub fn names(&self) -> Vec<String> {
        self.all().map(|path| name_of(path)).collect()
    }

    /// Returns the folder of temporary files.
    pub fn temp_dir(&self) -> PathBuf {
        self.read.temp_dir()
    }

    /// Returns how they are read.
    pub fn options(&self) -> anyhow::Result<ReadOptions> {
        self.read.options()
    }
}

/// Parses a pattern.
fn glob(pattern: &str) -> Result<String, String> {
    FileGlobs::new(&[pattern], &[""; 0]).map(|_| pattern.to_owned())
}

/// Returns an input as the library takes it.
pub fn input(path: impl AsRef<Path>) -> Input {
    let path = path.as_ref();
    if path.as_os_str() == "-" { Input::Stdin } else { Input::Path(path.to_path_buf()) }
}

impl ReadArgs {
    /// Returns the folder of temporary files.
    pub fn temp_dir(&self) -> PathBuf {
        self.temp_dir.clone().unwrap_or_else(std::env::temp_dir)
    }

    /// Returns how inputs are read; reads the names of outlets.
    pub fn options(&self) -> anyhow::Result<ReadOptions> {
        if !(0.0..=1.0).contains(&self.max_rejects) {
            bail!("--max-rejects is {}: a share from 0 to 1 is expected", self.max_rejects);
        }
        Ok(ReadOptions {
            fields: FieldNames {
                text: self.text_field.clone(),
                id: self.id_field.clone(),
                outlet: self.outlet_field.clone(),
                published: self.date_field.clone(),
                url: self.url_field.clone(),
                title: self.title_field.clone(),
                author: self.author_field.clone(),
            },
            format: self.input_format,
            table: self.table.clone(),
            globs: FileGlobs::new(&self.glob, &self.exclude).expect("each pattern was parsed before"),
            records_path: self.records.clone(),
            tables: TableOptions {
                delimiter: self.delimiter,
                no_header: self.no_header,
                quoting: self.quote,
            },
            separator: self.separator.clone(),
            text_format: self.text_format,
            fix_mojibake: self.fix_mojibake,
            outlets: OutletRule { by_host: self.outlet_by == "host", names: self.outlet_names()? },
            rejects_share_max: self.max_rejects,
            text_bytes_max: self.text_bytes_max,
            strict: self.strict,
            ..ReadOptions::new(self.temp_dir())
        })
    }

    fn outlet_names(&self) -> anyhow::Result<BTreeMap<String, String>> {
        let Some(path) = &self.outlet_map else { return Ok(BTreeMap::new()) };
        let text = read_list(path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut names = BTreeMap::new();
        for (line, row) in (1..).zip(text.lines()).filter(|(_, row)| !row.trim().is_empty()) {
            let Some((name, outlet)) = row.split_once('\t') else {
                bail!("{}:{line}: a name, a tab and an outlet are expected", path.display());
            };
            names.insert(name.trim().to_lowercase(), outlet.trim().to_owned());
        }
        Ok(names)
    }
}
