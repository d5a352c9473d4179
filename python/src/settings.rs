//! Parameters by the names that the command line has for them, and their defaults.

use crate::errors::exception;
use pyo3::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;
use wirecopy::{
    CandidateEngine, Error, FieldNames, InputFormat, Only, PairFilter, Passages, ReadOptions, ScanParams,
    read_known_text,
};
use wirecopy_io::{FileGlobs, OutletRule, Quoting, TableOptions, TextFormat};

/// Settings of how inputs are read, and of what a run may use.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadSettings {
    pub text: Option<String>,
    pub id: Option<String>,
    pub outlet: Option<String>,
    pub published: Option<String>,
    pub url: Option<String>,
    pub title: Option<String>,
    pub author: Option<String>,
    pub input_format: Option<String>,
    pub table: Option<String>,
    pub glob: Vec<String>,
    pub exclude: Vec<String>,
    pub records: Option<String>,
    pub delimiter: Option<char>,
    pub no_header: bool,
    pub quote: Option<String>,
    pub separator: Option<String>,
    pub text_format: String,
    pub fix_mojibake: bool,
    pub outlet_by: String,
    pub outlet_map: BTreeMap<String, String>,
    pub max_rejects: f64,
    pub text_bytes_max: u64,
    pub strict: bool,
    pub temp_dir: Option<PathBuf>,
    pub memory: Option<u64>,
    pub ignore_free_space: bool,
}

impl Default for ReadSettings {
    fn default() -> Self {
        let options = ReadOptions::new(PathBuf::new());
        ReadSettings {
            text: None,
            id: None,
            outlet: None,
            published: None,
            url: None,
            title: None,
            author: None,
            input_format: None,
            table: None,
            glob: Vec::new(),
            exclude: Vec::new(),
            records: None,
            delimiter: None,
            no_header: false,
            quote: None,
            separator: None,
            text_format: "auto".to_owned(),
            fix_mojibake: false,
            outlet_by: "site".to_owned(),
            outlet_map: BTreeMap::new(),
            max_rejects: options.rejects_share_max,
            text_bytes_max: options.text_bytes_max,
            strict: false,
            temp_dir: None,
            memory: None,
            ignore_free_space: false,
        }
    }
}

/// Settings of what is searched for, and of which pairs are reported.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SearchSettings {
    pub only: String,
    pub candidates: String,
    pub jaccard: Option<f64>,
    pub containment: Option<f64>,
    pub shared_min: Option<u64>,
    pub passage_words_min: Option<u64>,
    pub passages: String,
    pub across: Option<String>,
    /// In seconds.
    pub within: Option<i64>,
    pub fold_han: bool,
    pub boilerplate: Option<PathBuf>,
    pub group_len_max: u32,
    pub pairs_max: u32,
}

impl Default for SearchSettings {
    fn default() -> Self {
        let params = ScanParams::default();
        SearchSettings {
            only: params.only.name().to_owned(),
            candidates: params.candidates.name().to_owned(),
            jaccard: None,
            containment: None,
            shared_min: None,
            passage_words_min: None,
            passages: params.passages.name().to_owned(),
            across: None,
            within: None,
            fold_han: params.fold_han,
            boilerplate: None,
            group_len_max: params.group_len_max,
            pairs_max: params.pairs_max,
        }
    }
}

/// Reads parameters from the JSON in which they come; the names were checked before.
pub fn parsed<T: for<'de> Deserialize<'de>>(json: &str) -> PyResult<T> {
    serde_json::from_str(json).map_err(|error| {
        let value = error.to_string();
        exception(&Error::Parameter {
            name: "parameters",
            value,
            expected: "values of their types are expected",
        })
    })
}

/// Returns the value with a name.
pub fn one_of<T: Copy>(
    name: &'static str,
    value: &str,
    all: &[(&str, T)],
    expected: &'static str,
) -> Result<T, Error> {
    let found = all.iter().find(|(known, _)| *known == value);
    found.map(|(_, found)| *found).ok_or_else(|| refused(name, value, expected))
}

/// The refusal of a value.
pub fn refused(name: &'static str, value: &str, expected: &'static str) -> Error {
    Error::Parameter { name, value: value.to_owned(), expected }
}

const TEXT_FORMATS: [(&str, TextFormat); 4] = [
    ("auto", TextFormat::Auto),
    ("html", TextFormat::Html),
    ("markdown", TextFormat::Markdown),
    ("plain", TextFormat::Plain),
];

const QUOTINGS: [(&str, Quoting); 3] =
    [("doubled", Quoting::Doubled), ("escaped", Quoting::Escaped), ("none", Quoting::None)];

impl ReadSettings {
    /// Returns how inputs are read.
    pub fn options(&self) -> Result<ReadOptions, Error> {
        if !(0.0..=1.0).contains(&self.max_rejects) {
            return Err(refused(
                "max_rejects",
                &self.max_rejects.to_string(),
                "a share from 0 to 1 is expected",
            ));
        }
        let temp_dir = self.temp_dir.clone().unwrap_or_else(std::env::temp_dir);
        Ok(ReadOptions {
            fields: self.fields(),
            format: self.format()?,
            table: self.table.clone(),
            globs: FileGlobs::new(&self.glob, &self.exclude).map_err(|error| {
                refused("glob", &error.to_string(), "a pattern of names is expected, as *.jsonl")
            })?,
            records_path: self.records.clone(),
            tables: self.tables()?,
            separator: self.separator.clone(),
            text_format: one_of(
                "text_format",
                &self.text_format,
                &TEXT_FORMATS,
                "auto, html, markdown or plain is expected",
            )?,
            fix_mojibake: self.fix_mojibake,
            outlets: self.outlets()?,
            rejects_share_max: self.max_rejects,
            text_bytes_max: self.text_bytes_max,
            strict: self.strict,
            memory_bytes_max: self.memory,
            ignore_free_space: self.ignore_free_space,
            ..ReadOptions::new(temp_dir)
        })
    }

    fn fields(&self) -> FieldNames {
        FieldNames {
            text: self.text.clone(),
            id: self.id.clone(),
            outlet: self.outlet.clone(),
            published: self.published.clone(),
            url: self.url.clone(),
            title: self.title.clone(),
            author: self.author.clone(),
        }
    }

    fn format(&self) -> Result<Option<InputFormat>, Error> {
        let Some(keyword) = &self.input_format else { return Ok(None) };
        let all: Vec<(&str, InputFormat)> =
            InputFormat::ALL.iter().map(|format| (format.keyword(), *format)).collect();
        one_of("input_format", keyword, &all, "the name of a format is expected, as jsonl or csv").map(Some)
    }

    fn tables(&self) -> Result<TableOptions, Error> {
        let delimiter = match self.delimiter {
            None => None,
            Some(character) => match u8::try_from(character) {
                Ok(byte) if byte.is_ascii() && !b"\"\r\n".contains(&byte) => Some(byte),
                _ => {
                    return Err(refused(
                        "delimiter",
                        &character.to_string(),
                        "one character of ASCII is expected",
                    ));
                }
            },
        };
        let quoting = match &self.quote {
            Some(name) => Some(one_of("quote", name, &QUOTINGS, "doubled, escaped or none is expected")?),
            None => None,
        };
        Ok(TableOptions { delimiter, no_header: self.no_header, quoting })
    }

    fn outlets(&self) -> Result<OutletRule, Error> {
        let kinds = [("site", false), ("host", true)];
        let by_host = one_of("outlet_by", &self.outlet_by, &kinds, "site or host is expected")?;
        let names = self.outlet_map.iter().map(|(name, outlet)| (name.trim().to_lowercase(), outlet.clone()));
        Ok(OutletRule { by_host, names: names.collect() })
    }
}

/// The engines by their names.
pub fn engine(name: &str) -> Result<CandidateEngine, Error> {
    let all = [CandidateEngine::Seeds, CandidateEngine::Bands, CandidateEngine::Both]
        .map(|engine| (engine.name(), engine));
    one_of("candidates", name, &all, "seeds, bands or both is expected")
}

impl SearchSettings {
    /// Returns the search parameters; reads known boilerplate.
    pub fn params(&self, reading: &ReadOptions) -> Result<ScanParams, Error> {
        let levels = [Only::Everything, Only::Articles, Only::Paragraphs].map(|only| (only.name(), only));
        let passages = [Passages::All, Passages::None].map(|passages| (passages.name(), passages));
        let across = [("outlets", true)];
        let params = ScanParams {
            only: one_of("only", &self.only, &levels, "everything, articles or paragraphs is expected")?,
            candidates: engine(&self.candidates)?,
            filter: PairFilter {
                jaccard_min: self.jaccard,
                containment_min: self.containment,
                shared_min: self.shared_min,
                passage_words_min: self.passage_words_min,
                across_outlets: match &self.across {
                    Some(what) => one_of("across", what, &across, "outlets is expected")?,
                    None => false,
                },
                within_seconds: self.within,
            },
            passages: one_of("passages", &self.passages, &passages, "all or none is expected")?,
            fold_han: self.fold_han,
            group_len_max: self.group_len_max,
            pairs_max: self.pairs_max,
            boilerplate: match &self.boilerplate {
                Some(path) => read_known_text(path, &reading.temp_dir)?,
                None => Default::default(),
            },
        };
        params.check()?;
        Ok(params)
    }
}
