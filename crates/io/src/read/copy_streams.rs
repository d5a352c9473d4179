//! Inputs that can be read only once, copied for a run that reads twice.

use crate::error::{Error, Result};
use crate::files::list;
use crate::input::Input;
use crate::options::ReadOptions;
use std::fs::File;

/// Returns the options with copies of standard input and of every pipe among the inputs.
///
/// # Errors
/// When an input cannot be listed or read, or the temporary folder is full.
pub fn copy_streams(inputs: &[Input], mut options: ReadOptions) -> Result<ReadOptions> {
    let (files, _) = list(inputs, &options)?;
    for file in files.into_iter().filter(|file| file.stamp.is_none()) {
        if file.is_stdin {
            options.streams.add(file.path, std::io::stdin().lock(), &options.temp_dir)?;
        } else {
            let failed = |source| Error::Read { path: file.path.clone(), source };
            let pipe = File::open(&file.path).map_err(failed)?;
            options.streams.add(file.path, pipe, &options.temp_dir)?;
        }
    }
    Ok(options)
}
