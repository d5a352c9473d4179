//! Inputs and how they are read, shared by every command that takes a dump.

use super::one_of;
use super::quantity;
use clap::Args;
use std::path::{Path, PathBuf};
use wirecopy_io::{FieldNames, FileGlobs, Input, InputFormat, ReadOptions};

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
    /// Field of its outlet [guessed: outlet, source, domain, site, publisher …; else the host of
    /// its URL].
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
    /// Table of a SQLite file with several [default: the only one].
    #[arg(long, value_name = "TABLE")]
    pub table: Option<String>,
    /// Read only the files of folders that match; with / the path below the folder is matched, else
    /// the name. Repeat for more.
    #[arg(long, value_name = "PATTERN", value_parser = glob)]
    pub glob: Vec<String>,
    /// Leave out the files of folders that match.
    #[arg(long, value_name = "PATTERN", value_parser = glob)]
    pub exclude: Vec<String>,
    /// Largest text; a longer one is rejected (K, M, G are powers of 1024).
    #[arg(long, value_name = "BYTES", default_value = "256M", value_parser = quantity::bytes)]
    pub text_bytes_max: u64,
    /// Stop at the first bad record instead of rejecting it.
    #[arg(long)]
    pub strict: bool,
    /// Folder of temporary files; they have no names there and vanish with the process.
    #[arg(long, value_name = "DIR")]
    pub temp_dir: Option<PathBuf>,
}

/// Inputs that a file lists.
#[derive(Debug, Clone)]
pub struct FileList(Vec<PathBuf>);

impl FileList {
    /// Reads the names, one per line; blank lines are passed over.
    fn read(path: &str) -> Result<FileList, String> {
        let lines = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
        let names = lines.lines().map(str::trim_end).filter(|line| !line.is_empty());
        Ok(FileList(names.map(PathBuf::from).collect()))
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
        self.all().map(|path| path.display().to_string()).collect()
    }

    /// Returns the folder of temporary files.
    pub fn temp_dir(&self) -> PathBuf {
        self.read.temp_dir()
    }

    /// Returns how they are read.
    pub fn options(&self) -> ReadOptions {
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

    /// Returns how inputs are read.
    pub fn options(&self) -> ReadOptions {
        ReadOptions {
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
            text_bytes_max: self.text_bytes_max,
            strict: self.strict,
            ..ReadOptions::new(self.temp_dir())
        }
    }
}
