//! One file per command.

pub mod apply;
pub mod bench;
pub mod compare;
pub mod dedup;
pub mod evaluate;
pub mod explain;
pub mod extract;
pub mod generate;
pub mod network;
pub mod report;
pub mod scan;
pub mod trace;
pub mod tune;

use crate::args::input;
use crate::hint::PerhapsAnId;
use anyhow::bail;
use std::path::Path;
use wirecopy::{GivenArticle, find_articles, read_article};
use wirecopy_io::{Input, ReadOptions};

/// Refuses folders that a scan wrote where its inputs are expected: they have no texts.
fn refuse_findings<'i>(inputs: impl IntoIterator<Item = &'i Input>) -> anyhow::Result<()> {
    for input in inputs {
        if let Input::Path(path) = input
            && is_scan(path)
        {
            let path = path.display();
            bail!(
                "{path} is what a scan wrote, and has no texts: name the inputs of that scan; report and network \
                 read {path}"
            );
        }
    }
    Ok(())
}

/// Returns whether a folder is what a scan wrote.
fn is_scan(folder: &Path) -> bool {
    ["articles.jsonl", "pairs.jsonl", "summary.json"].iter().all(|name| folder.join(name).is_file())
}

/// Reads two articles: those with two ids in the inputs, or those of two files if there is no
/// input.
fn two_articles(
    inputs: &[Input],
    names: [&str; 2],
    options: &ReadOptions,
) -> anyhow::Result<[GivenArticle; 2]> {
    refuse_findings(inputs)?;
    if !inputs.is_empty() {
        return Ok(find_articles(inputs, options, names)?);
    }
    anyhow::ensure!(names != ["-", "-"], "standard input has one article: name a file for the other");
    let read = |name| read_article(&input(name), options).map_err(PerhapsAnId);
    Ok([read(names[0])?, read(names[1])?])
}
