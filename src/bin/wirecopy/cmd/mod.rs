//! One file a command.

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
use wirecopy::error::{Error, Result};

/// A folder of our own in the temporary one, which goes when it is dropped.
fn temporary_folder(parent: &Path) -> Result<TempDir> {
    let made = tempfile::Builder::new().prefix("wirecopy-").tempdir_in(parent);
    made.map_err(|source| Error::Temp { path: parent.to_path_buf(), source })
}
