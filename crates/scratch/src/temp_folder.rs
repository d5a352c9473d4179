//! Temporary folders, for files that must have names.

use crate::error::{Error, Result};
use std::ffi::OsStr;
use std::io;
use std::path::Path;
use tempfile::TempDir;

/// Creates a folder in the temporary one, deleted when it is dropped.
///
/// # Errors
/// When the temporary folder takes none.
pub fn temporary_folder(parent: &Path) -> Result<TempDir> {
    let made = private_folder(parent, "wirecopy-".as_ref());
    made.map_err(|source| Error::Temp { path: parent.to_path_buf(), source })
}

/// Creates a folder of a random name that only its owner can enter, deleted when it is dropped.
///
/// # Errors
/// Those of the system.
pub fn private_folder(parent: &Path, prefix: &OsStr) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(parent)
}
