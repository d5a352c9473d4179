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

use std::path::Path;
use tempfile::TempDir;
use wirecopy::{Error, Result};
use wirecopy_io::{Input, ReadOptions, StdinCopy};

/// Makes a folder of its own in the temporary one, deleted when it is dropped.
fn temporary_folder(parent: &Path) -> Result<TempDir> {
    let made = wirecopy_io::private_folder(parent, "wirecopy-".as_ref());
    made.map_err(|source| Error::Temp { path: parent.to_path_buf(), source })
}

/// Copies standard input to a temporary file if it is an input, because inputs are read twice.
fn keep_stdin(inputs: &[Input], options: &mut ReadOptions) -> anyhow::Result<()> {
    if inputs.contains(&Input::Stdin) {
        options.stdin = Some(StdinCopy::of(std::io::stdin().lock(), &options.temp_dir)?);
    }
    Ok(())
}
