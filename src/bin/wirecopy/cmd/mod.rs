//! One file per command.

pub mod apply;
pub mod bench;
pub mod compare;
pub mod dedup;
pub mod evaluate;
pub mod explain;
pub mod generate;
pub mod network;
pub mod scan;
pub mod trace;
pub mod tune;

use wirecopy_io::{Input, ReadOptions, StdinCopy};

/// Copies standard input to a temporary file if it is an input, because inputs are read twice.
fn keep_stdin(inputs: &[Input], options: &mut ReadOptions) -> anyhow::Result<()> {
    if inputs.contains(&Input::Stdin) {
        options.stdin = Some(StdinCopy::of(std::io::stdin().lock(), &options.temp_dir)?);
    }
    Ok(())
}
