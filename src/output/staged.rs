//! One file or folder that appears under its name whole or not at all.

use super::RowWriter;
use crate::error::{Error, Result};
use serde::Serialize;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// A path beside the final one. Dropping it before [`Staged::publish`] removes what stands there.
#[derive(Debug)]
pub struct Staged {
    staging: PathBuf,
    /// `None` once published.
    target: Option<PathBuf>,
}

impl Staged {
    /// Chooses the path, makes the folder that `target` lies in, and sees whether that takes a file: an hour later is too late.
    ///
    /// # Errors
    /// [`Error::Output`] where `target` is a device or a pipe; [`Error::Write`] where that folder cannot be made or written.
    pub fn beside(target: &Path) -> Result<Staged> {
        refuse_devices(target)?;
        let folder = folder_of(target);
        fs::create_dir_all(folder).map_err(|source| Error::Write { path: folder.to_path_buf(), source })?;
        let staging = super::output::beside(target, "partial");
        // What stands there was left by a process of this number that was killed.
        remove(&staging);
        let is_writable = File::create(&staging).and_then(|_| fs::remove_file(&staging));
        is_writable.map_err(|source| Error::Write { path: folder.to_path_buf(), source })?;
        Ok(Staged { staging, target: Some(target.to_path_buf()) })
    }

    /// Where it stands until it is published.
    pub fn path(&self) -> &Path {
        &self.staging
    }

    /// The folder that it lies in.
    pub fn folder(&self) -> &Path {
        folder_of(&self.staging)
    }

    /// Opens it as a file of rows.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn rows<T: Serialize>(&self) -> Result<RowWriter<T>> {
        RowWriter::create(self.staging.clone(), None)
    }

    /// Writes it as a file with these bytes.
    ///
    /// # Errors
    /// [`Error::Write`] where the disk refuses.
    pub fn write(&self, bytes: &[u8]) -> Result<()> {
        let write = || -> io::Result<()> {
            let mut file = File::create(&self.staging)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(|source| Error::Write { path: self.staging.clone(), source })
    }

    /// Gives it its final name; a file that stood there is replaced, a folder must be empty.
    ///
    /// # Errors
    /// [`Error::Write`] where that fails; what stood there then stands as it was.
    pub fn publish(mut self) -> Result<()> {
        let Some(target) = self.target.take() else { return Ok(()) };
        let renamed = fs::rename(&self.staging, &target).and_then(|()| sync_folder_of(&target));
        if renamed.is_err() {
            remove(&self.staging);
        }
        renamed.map_err(|source| Error::Write { path: target, source })
    }
}

/// What is renamed over a device or a pipe takes its place.
fn refuse_devices(path: &Path) -> Result<()> {
    let is_device = path.metadata().is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir());
    if is_device || path == Path::new("-") {
        let reason = "name a file: it appears whole or not at all, which no pipe and no device can do".into();
        return Err(Error::Output { path: path.to_path_buf(), reason });
    }
    Ok(())
}

/// A name is on the disk when its folder is.
fn sync_folder_of(path: &Path) -> io::Result<()> {
    File::open(folder_of(path))?.sync_all()
}

fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Nothing can be told from here; what stays behind does not bear the final name.
pub(super) fn remove(path: &Path) {
    let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}

impl Drop for Staged {
    fn drop(&mut self) {
        if self.target.is_some() {
            remove(&self.staging);
        }
    }
}
