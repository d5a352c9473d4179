//! Extraction: the articles of any input, written once in a plain form.
//!
//! *Takes* inputs of any format. *Gives* one row per article, with the text that every other
//! command would read, unpublished. *Costs* one reading. *Never* leaves an article out but those
//! that every other command rejects, and changes no text: a scan of the rows finds what a scan of
//! the inputs does. *Source*: this project's definition of text.

use crate::error::Result;
use crate::ordered::in_order;
use crate::rejects::RejectReporter;
use std::path::Path;
use wirecopy_article::event::{Event, Observer, Stage};
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_article::{Reject, RejectReason};
use wirecopy_io::{Atomic, Block, EXTRACTED, ExtractForm, Input, ReadOptions, RowsWriter, open};

/// The output of extracted articles.
///
/// ```
/// use wirecopy::{Atomic, ExtractForm, ExtractTarget, Input, ReadOptions, extract};
///
/// let folder = tempfile::tempdir().unwrap();
/// let path = folder.path().join("articles.jsonl.gz");
/// let rows = Atomic::new(&path)?;
/// let target = ExtractTarget { path: &path, staged: &rows, form: ExtractForm::JsonLines };
/// let inputs = [Input::Path("data/sample/wire.jsonl".into())];
/// let reading = ReadOptions::new(std::env::temp_dir());
/// let extracted = extract(&inputs, &reading, &target, &|_| {})?;
/// rows.publish()?;
/// assert!(extracted.articles > 0);
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct ExtractTarget<'a> {
    /// The file's name, which announces its compression.
    pub path: &'a Path,
    /// Its path until it is published.
    pub staged: &'a Atomic,
    /// The form of its rows.
    pub form: ExtractForm,
}

/// Counts of an extraction.
///
/// ```
/// let counts = wirecopy::Extracted { articles: 9, rejected: 1 };
/// assert_eq!(counts.articles + counts.rejected, 10);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extracted {
    /// Rows that were written.
    pub articles: u64,
    /// Records that gave no article.
    pub rejected: u64,
}

/// The rows of one block.
struct ExtractedBlock {
    bytes_on_disk: u64,
    articles: u64,
    rows: Vec<u8>,
    rejects: Vec<Reject>,
}

/// Reads all inputs and writes a row per article, unpublished. Work runs on the current rayon pool.
///
/// # Errors
/// When an input or the output fails, where reading is strict and a record bad, or where too many
/// are or no article was read.
///
/// ```
/// # use wirecopy::{Atomic, ExtractForm, ExtractTarget, Input, ReadOptions};
/// # let folder = tempfile::tempdir().unwrap();
/// let path = folder.path().join("articles.csv");
/// let rows = Atomic::new(&path)?;
/// let target = ExtractTarget { path: &path, staged: &rows, form: ExtractForm::Csv };
/// let inputs = [Input::Path("data/sample".into())];
/// wirecopy::extract(&inputs, &ReadOptions::new(std::env::temp_dir()), &target, &|_| {})?;
/// rows.publish()?;
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn extract(
    inputs: &[Input],
    reading: &ReadOptions,
    target: &ExtractTarget<'_>,
    observer: &Observer<'_>,
) -> Result<Extracted> {
    observer(Event::Stage(Stage::Read));
    let input_reader = open(inputs, reading)?;
    if let Some(bytes) = input_reader.size_bytes() {
        observer(Event::InputSize { bytes });
    }
    let staged = target.staged.path().to_path_buf();
    let mut writer = RowsWriter::create(staged, target.path, target.form, &EXTRACTED)?;
    let mut counts = Extracted::default();
    let mut reporter = RejectReporter::new(reading, observer);
    let make = |_, block: &Block, analysis: &mut Analysis| extracted(block, reading, analysis);
    let input_reader = in_order(input_reader, make, |block| {
        let rejected = block.rejects.len() as u64;
        observer(Event::Read { bytes: block.bytes_on_disk, records: block.articles + rejected });
        counts.articles += block.articles;
        counts.rejected += rejected;
        reporter.report(&block.rejects)?;
        Ok(writer.write(&block.rows)?)
    })?;
    writer.finish()?;
    reporter.finish(counts.rejected);
    let (text_source, warnings, _) = input_reader.finish();
    text_source.assert_unchanged()?;
    for warning in warnings {
        observer(Event::Warning(warning));
    }
    reporter.assert_usable(counts.articles)?;
    Ok(counts)
}

fn extracted(block: &Block, reading: &ReadOptions, analysis: &mut Analysis) -> ExtractedBlock {
    let decoded = block.decode(reading);
    let mut rejects = decoded.rejects;
    let (mut rows, mut articles) = (Vec::new(), 0);
    for document in decoded.documents {
        analyse(&document.text, analysis);
        if analysis.tokens.is_empty() {
            rejects.push(document.reject(RejectReason::TextWithoutWords));
            continue;
        }
        block.push_extracted(&document, (&[], &Vec::new()), &mut rows);
        articles += 1;
    }
    rejects.sort();
    ExtractedBlock { bytes_on_disk: block.bytes_on_disk, articles, rows, rejects }
}
