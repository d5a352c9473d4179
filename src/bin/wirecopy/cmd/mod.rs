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
pub mod scan;
pub mod trace;
pub mod tune;

use crate::args::input;
use crate::hint::PerhapsAnId;
use wirecopy::{GivenArticle, find_articles, read_article};
use wirecopy_io::{Input, ReadOptions, StdinCopy};

/// Reads two articles: those with two ids in the inputs, or those of two files where there is no
/// input.
fn two_articles(
    inputs: &[Input],
    names: [&str; 2],
    options: &ReadOptions,
) -> anyhow::Result<[GivenArticle; 2]> {
    if !inputs.is_empty() {
        return Ok(find_articles(inputs, options, names)?);
    }
    anyhow::ensure!(names != ["-", "-"], "standard input has one article: name a file for the other");
    let read = |name| read_article(&input(name), options).map_err(PerhapsAnId);
    Ok([read(names[0])?, read(names[1])?])
}

/// Copies standard input to a temporary file if it is an input, because inputs are read twice.
fn keep_stdin(inputs: &[Input], options: &mut ReadOptions) -> anyhow::Result<()> {
    if inputs.contains(&Input::Stdin) {
        options.stdin = Some(StdinCopy::of(std::io::stdin().lock(), &options.temp_dir)?);
    }
    Ok(())
}
