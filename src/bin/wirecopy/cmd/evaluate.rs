//! `wirecopy evaluate`: a scan's files scored against a truth file.

use crate::args::{EvaluateArgs, OutputFormat};
use crate::exit::Outcome;
use crate::output;
use crate::tables::evaluation::evaluation;
use anyhow::{Context as _, bail};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use wirecopy::output as rows;
use wirecopy_article::text::OffsetUnit;
use wirecopy_io::{Input, ReadOptions};
use wirecopy_lab::evaluate::{
    Reported, ReportedArticle, ReportedPair, Truth, character_offsets, evaluate, read_truth,
};

/// Scores the scan and prints the scores.
pub fn run(args: &EvaluateArgs) -> anyhow::Result<Outcome> {
    let truth = truth(&args.truth)?;
    let mut reported = match args.scan.is_file() {
        true => rows_alone(&args.scan, args.offsets)?,
        false => reported(&args.scan)?,
    };
    if !reported.passages_in_characters
        && truth.offset_unit == OffsetUnit::Characters
        && !args.texts.is_empty()
    {
        count_in_characters(&mut reported, &args.texts)?;
    }
    let scores = evaluate(&reported, &truth);
    if scores.articles.in_both == 0 {
        bail!(
            "no article of {} is in {}: were the same articles scanned, with the same ids?",
            args.truth.display(),
            args.scan.display()
        );
    }
    match args.output.format {
        OutputFormat::Text => output::print(&evaluation(&scores, args.output.color.palette()))?,
        OutputFormat::Json => output::print_json(&scores)?,
    }
    Ok(Outcome::Done)
}

/// First bytes of a Zstandard frame.
const ZSTD_MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

fn truth(path: &Path) -> anyhow::Result<Truth> {
    let cannot_read = || format!("cannot read {}", path.display());
    let mut file = BufReader::new(File::open(path).with_context(cannot_read)?);
    let is_compressed = file.fill_buf().with_context(cannot_read)?.starts_with(&ZSTD_MAGIC);
    if !is_compressed {
        return Ok(read_truth(path, file)?);
    }
    let plain = zstd::Decoder::with_buffer(file).with_context(cannot_read)?;
    Ok(read_truth(path, BufReader::with_capacity(1 << 18, plain))?)
}

/// Reads the rows of a scan's folder.
pub fn reported(folder: &Path) -> anyhow::Result<Reported> {
    Ok(Reported {
        articles: rows::rows(&rows::articles_of(folder)?)?.collect::<Result<_, _>>()?,
        pairs: rows_if_written(&folder.join("pairs.jsonl"))?,
        occurrences: rows_if_written(&folder.join("occurrences.jsonl"))?,
        pairs_are_given: false,
        passages_in_characters: false,
    })
}

/// Reads the rows of a file that `compare --pairs` wrote; its articles are those that the rows
/// name.
fn rows_alone(path: &Path, offsets: OffsetUnit) -> anyhow::Result<Reported> {
    let pairs: Vec<ReportedPair> = rows::rows(path)?.collect::<Result<_, _>>()?;
    let ids: BTreeSet<&str> = pairs.iter().flat_map(|pair| [pair.a.as_str(), pair.b.as_str()]).collect();
    let article = |id: &str| ReportedArticle { id: id.to_owned(), ..ReportedArticle::default() };
    Ok(Reported {
        articles: ids.into_iter().map(article).collect(),
        pairs: Some(pairs),
        occurrences: None,
        pairs_are_given: true,
        passages_in_characters: offsets == OffsetUnit::Characters,
    })
}

fn rows_if_written<T: DeserializeOwned + Send>(path: &Path) -> anyhow::Result<Option<Vec<T>>> {
    if !path.exists() {
        return Ok(None);
    }
    Ok(Some(rows::rows(path)?.collect::<Result<_, _>>()?))
}

/// Reads the texts again and converts passages from bytes to characters.
fn count_in_characters(reported: &mut Reported, texts: &[PathBuf]) -> anyhow::Result<()> {
    let wanted = reported.passage_offsets();
    let mut known: HashMap<String, BTreeMap<u64, u64>> = HashMap::new();
    let inputs: Vec<Input> = texts.iter().cloned().map(Input::Path).collect();
    let options = ReadOptions::new(std::env::temp_dir());
    let mut input_reader = wirecopy_io::open(&inputs, &options)?;
    while let Some(block) = input_reader.next_block()? {
        for document in block.decode(&options).documents {
            if let Some(offsets) = wanted.get(&*document.id) {
                let characters = character_offsets(&document.text, offsets);
                let of_article = offsets.iter().copied().zip(characters).collect();
                known.insert(document.id.into_owned(), of_article);
            }
        }
    }
    reported.count_in_characters(|article, byte| known.get(article)?.get(&byte).copied()).map_err(|article| {
        anyhow::anyhow!("--texts has no article \"{article}\": name all inputs of the scan")
    })
}
