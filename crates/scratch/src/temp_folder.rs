//! Folders that only their owner can enter, and the removal of those that killed runs left behind.

use crate::error::{Error, Result};
use std::ffi::OsStr;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Start of the names of temporary folders.
const PREFIX: &str = "wirecopy-";

/// Characters after the start of a name, which are random.
const RANDOM_LEN: usize = 6;

/// The file in a private folder that its run keeps locked: the system lets go of the lock when the
/// run ends, however it ends.
const LOCK: &str = ".wirecopy-lock";

/// Attempts at making a folder. One fails where another run removes it between its creation and
/// its lock.
const ATTEMPTS: usize = 16;

/// A folder of a random name that only its owner can enter, removed when this is dropped. Where its
/// run is killed, the next one in the same place removes it.
#[derive(Debug)]
pub struct PrivateFolder {
    folder: PathBuf,
    _lock: File,
}

impl PrivateFolder {
    /// The folder.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Creates a file of this name in it. Returns its path, and the file.
    ///
    /// # Errors
    /// When the folder takes no file, or has one of this name.
    pub fn create_file(&self, name: &str) -> Result<(PathBuf, File)> {
        let path = self.folder.join(name);
        match private_file(&path) {
            Ok(file) => Ok((path, file)),
            Err(source) => Err(Error::Temp { path: self.folder.clone(), source }),
        }
    }

    /// Removes it.
    ///
    /// # Errors
    /// Those of the system.
    pub fn close(self) -> io::Result<()> {
        removed(&self.folder)
    }
}

impl Drop for PrivateFolder {
    fn drop(&mut self) {
        drop(removed(&self.folder));
    }
}

/// Removes a private folder, its lock after all else: where a run is killed meanwhile, the next one
/// still sees that the folder is abandoned.
fn removed(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() == LOCK {
            continue;
        }
        let is_folder = entry.file_type()?.is_dir();
        if is_folder { fs::remove_dir_all(entry.path())? } else { fs::remove_file(entry.path())? }
    }
    absent_after(fs::remove_file(folder.join(LOCK)))?;
    // Without its lock it is empty, and another run that looks for abandoned folders may be first.
    absent_after(fs::remove_dir(folder))
}

/// The result of a removal, which has succeeded if there is nothing to remove.
fn absent_after(removed: io::Result<()>) -> io::Result<()> {
    removed.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// Creates a folder in the temporary one, deleted when it is dropped, and removes those that killed
/// runs left there.
///
/// # Errors
/// When the temporary folder takes none.
pub fn temporary_folder(parent: &Path) -> Result<PrivateFolder> {
    remove_abandoned_temporary(parent);
    let made = private_folder(parent, PREFIX.as_ref());
    made.map_err(|source| Error::Temp { path: parent.to_path_buf(), source })
}

/// Removes the temporary folders that killed runs left in the temporary one.
pub fn remove_abandoned_temporary(parent: &Path) {
    remove_abandoned(parent, |name| name == PREFIX, |_, _| ());
}

/// Creates a folder of a random name that only its owner can enter, deleted when it is dropped.
///
/// # Errors
/// Those of the system.
pub fn private_folder(parent: &Path, prefix: &OsStr) -> io::Result<PrivateFolder> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix).rand_bytes(RANDOM_LEN);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    for _ in 0..ATTEMPTS {
        let folder = builder.tempdir_in(parent)?;
        if let Some(lock) = locked(folder.path())? {
            return Ok(PrivateFolder { folder: folder.keep(), _lock: lock });
        }
    }
    Err(io::Error::other("another process removes new folders there"))
}

/// Creates a file that only its owner can read or write (mode 0600).
///
/// # Errors
/// Those of the system, and when there is a file.
pub fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Locks a new folder; `None` if another run took it for an abandoned one.
fn locked(folder: &Path) -> io::Result<Option<File>> {
    let path = folder.join(LOCK);
    let lock = match private_file(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        created => created?,
    };
    match lock.try_lock() {
        Ok(()) => Ok(path.exists().then_some(lock)),
        Err(TryLockError::WouldBlock) => Ok(None),
        // On a disk without locks nothing shows what is abandoned, and nothing is removed.
        Err(TryLockError::Error(_)) => Ok(Some(lock)),
    }
}

/// Removes the private folders of a folder that no living process owns, of those whose names start
/// as `is_ours` says. `repair` is called before with the start of the name and the path. What
/// cannot be listed, locked or removed is left to another run.
pub fn remove_abandoned(parent: &Path, is_ours: impl Fn(&str) -> bool, repair: impl Fn(&str, &Path)) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for name in entries.flatten().map(|entry| entry.file_name()) {
        let Some(start) = name.to_str().and_then(start_of_name).filter(|start| is_ours(start)) else {
            continue;
        };
        let path = parent.join(&name);
        if let Some(lock) = abandoned(&path) {
            repair(start, &path);
            drop(removed(&path));
            drop(lock);
        }
    }
}

/// A name without its random end.
fn start_of_name(name: &str) -> Option<&str> {
    let (start, random) = name.split_at_checked(name.len().checked_sub(RANDOM_LEN)?)?;
    random.bytes().all(|byte| byte.is_ascii_alphanumeric()).then_some(start)
}

/// Takes the lock of a folder that no living process owns.
fn abandoned(folder: &Path) -> Option<File> {
    if !folder.symlink_metadata().is_ok_and(|metadata| metadata.is_dir()) {
        return None;
    }
    let lock: PathBuf = folder.join(LOCK);
    match OpenOptions::new().read(true).write(true).open(&lock) {
        Ok(lock) => lock.try_lock().is_ok().then_some(lock),
        Err(error) => {
            if error.kind() == io::ErrorKind::NotFound {
                // Its run ended before it made the lock, or makes another folder now.
                drop(fs::remove_dir(folder));
            }
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_removed_when_its_run_has_ended_and_never_before() {
        let home = tempfile::tempdir().unwrap();
        let living = temporary_folder(home.path()).unwrap();
        let killed = temporary_folder(home.path()).unwrap();
        let path = killed.path().to_path_buf();
        fs::write(path.join("rows"), "x").unwrap();
        fs::create_dir(home.path().join("wirecopy-unborn")).unwrap();
        fs::create_dir(home.path().join("wirecopy-foreig")).unwrap();
        fs::write(home.path().join("wirecopy-foreig/notes"), "x").unwrap();
        // As a kill would: the lock is released, the folder stays.
        let killed = std::mem::ManuallyDrop::new(killed);
        killed._lock.unlock().unwrap();
        let other = temporary_folder(home.path()).unwrap();
        assert!(!path.exists() && living.path().exists() && other.path().exists());
        assert!(!home.path().join("wirecopy-unborn").exists());
        assert!(home.path().join("wirecopy-foreig/notes").exists());
        living.close().unwrap();
        drop(other);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_a_file_and_none_is_replaced() {
        use std::os::unix::fs::MetadataExt;
        let home = tempfile::tempdir().unwrap();
        let folder = temporary_folder(home.path()).unwrap();
        let (path, file) = folder.create_file("articles.jsonl").unwrap();
        assert_eq!(path, folder.path().join("articles.jsonl"));
        assert_eq!(file.metadata().unwrap().mode() & 0o777, 0o600);
        let refused = folder.create_file("articles.jsonl").unwrap_err();
        assert!(refused.to_string().contains(&folder.path().display().to_string()));
    }

    #[test]
    fn runs_side_by_side_make_and_remove_their_folders_without_an_error() {
        let home = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let folder = temporary_folder(home.path()).unwrap();
                        fs::write(folder.path().join("rows"), "x").unwrap();
                        folder.close().unwrap();
                    }
                });
            }
        });
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
    }
}
