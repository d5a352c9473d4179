//! Inputs and how they are read: the same for every command that takes a dump.

use super::quantity;
use crate::limit;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};
use wirecopy_io::{FieldNames, Input, InputFormat, ReadOptions};

/// Inputs and how they are read.
#[derive(Debug, Args)]
#[command(next_help_heading = "Reading")]
pub struct ReadingArgs {
    /// Files, folders, or - for standard input.
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub manner: InputArgs,
}

/// How inputs are read, whatever they are.
#[derive(Debug, Args)]
#[command(next_help_heading = "Reading")]
pub struct InputArgs {
    /// Field of the article's text [guessed: text, body, content, maintext …].
    #[arg(long, value_name = "FIELD")]
    pub text_field: Option<String>,
    /// Field of its id [guessed: id, url …; else file:line].
    #[arg(long, value_name = "FIELD")]
    pub id_field: Option<String>,
    /// Field of its outlet [guessed: outlet, source, domain, site, publisher …; else the host of its URL].
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
    /// Format of all inputs, where names and first bytes mislead.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub input_format: Option<FormatName>,
    /// Largest text; a longer one is rejected (K, M, G are powers of 1024).
    #[arg(long, value_name = "BYTES", default_value = "256M", value_parser = quantity::bytes)]
    pub text_bytes_max: u64,
    /// Stop at the first bad record instead of rejecting it.
    #[arg(long)]
    pub strict: bool,
    /// Where temporary files go; they have no name there and vanish with the process.
    #[arg(long, value_name = "DIR")]
    pub temp_dir: Option<PathBuf>,
}

/// What a run may take of the machine. No answer depends on it.
#[derive(Debug, Args)]
#[command(next_help_heading = "Search")]
pub struct ResourceArgs {
    /// Bound of the anonymous memory of the run; what exceeds it is in files of the temporary folder, whose pages in memory belong to the system. A run takes some 112 MB whatever it reads (K, M, G are powers of 1024). The answer does not depend on it.
    #[arg(long, value_name = "BYTES", value_parser = quantity::bytes)]
    pub memory: Option<u64>,
    /// Go on where the temporary folder seems to have no room for the run, as the first 64 MB of a large input tell, or the disk of the output none for what is written there.
    #[arg(long)]
    pub ignore_free_space: bool,
}

impl ResourceArgs {
    /// The same reading within this room, which the whole process keeps from now on.
    ///
    /// # Errors
    /// When the temporary folder takes no file.
    pub fn within(&self, options: ReadOptions) -> anyhow::Result<ReadOptions> {
        let ResourceArgs { memory, ignore_free_space } = *self;
        if let Some(bytes_max) = memory {
            limit::keep_below(bytes_max, &options.temp_dir)?;
        }
        Ok(ReadOptions { memory_bytes_max: memory, ignore_free_space, ..options })
    }
}

/// What an input is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values with a header.
    Csv,
    /// Tab-separated values with a header.
    Tsv,
    /// One article a file.
    Text,
}

impl ReadingArgs {
    /// Inputs as the library takes them.
    pub fn inputs(&self) -> Vec<Input> {
        self.inputs.iter().map(input).collect()
    }

    /// Inputs as they were named.
    pub fn names(&self) -> Vec<String> {
        self.inputs.iter().map(|path| path.display().to_string()).collect()
    }

    /// Where temporary files go.
    pub fn temp_dir(&self) -> PathBuf {
        self.manner.temp_dir()
    }

    /// How they are read.
    pub fn options(&self) -> ReadOptions {
        self.manner.options()
    }
}

/// An input as the library takes it.
pub fn input(path: impl AsRef<Path>) -> Input {
    let path = path.as_ref();
    if path.as_os_str() == "-" { Input::Stdin } else { Input::Path(path.to_path_buf()) }
}

impl InputArgs {
    /// Where temporary files go.
    pub fn temp_dir(&self) -> PathBuf {
        self.temp_dir.clone().unwrap_or_else(std::env::temp_dir)
    }

    /// How they are read.
    pub fn options(&self) -> ReadOptions {
        ReadOptions {
            fields: FieldNames {
                text: self.text_field.clone(),
                id: self.id_field.clone(),
                outlet: self.outlet_field.clone(),
                published: self.date_field.clone(),
                url: self.url_field.clone(),
                title: self.title_field.clone(),
            },
            format: self.input_format.map(|format| match format {
                FormatName::Jsonl => InputFormat::JsonLines,
                FormatName::Csv => InputFormat::Csv,
                FormatName::Tsv => InputFormat::Tsv,
                FormatName::Text => InputFormat::Text,
            }),
            text_bytes_max: self.text_bytes_max,
            strict: self.strict,
            ..ReadOptions::new(self.temp_dir())
        }
    }
}
