//! An output file or folder that appears under its final name complete or not at all.
//!
//! `tempfile::NamedTempFile::persist` does not serve: it renames one file, which is a single call
//! here, but not folders, does not keep the permissions of what it replaces, and restores nothing
//! after a killed run.

use super::system::{exchange, is_mount_point, sync_folder};
use crate::error::{Error, Result};
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::{fs, io};
use wirecopy_scratch::{PrivateFolder, private_folder, remove_abandoned};

/// Between the name of an output and the random end of its private folder's name.
const UNFINISHED: &str = ".partial-";

/// The former output in a private folder.
const FORMER: &str = ".wirecopy-former";

/// Bytes per write to the disk.
const BUFFER_BYTES: usize = 1 << 18;

/// An output that is not published yet.
///
/// It is made in a private folder of a random name beside its final path, so that nobody else reads
/// it and two runs never meet; what a killed run leaves there, the next output in the same folder
/// removes. A link to a folder is followed, a link to a file replaced. A new output gets the
/// permissions that the umask gives; one that replaces another keeps that one's permissions.
/// Dropping it removes everything and leaves an earlier output as it was.
///
/// ```
/// # fn main() -> wirecopy_io::Result<()> {
/// # let home = tempfile::tempdir().unwrap();
/// # let target = home.path().join("list.txt");
/// let list = wirecopy_io::Atomic::new(&target)?;
/// list.write(b"herons over Tolm\n")?;
/// assert!(!target.exists());
/// list.publish()?;
/// assert_eq!(std::fs::read_to_string(&target).unwrap(), "herons over Tolm\n");
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Atomic {
    target: PathBuf,
    private: PrivateFolder,
    /// The output, in the private folder.
    path: PathBuf,
    /// True if a folder at the target may have files, which are then replaced.
    replaces_folder: bool,
    syncs: Syncs,
}

impl Atomic {
    /// Prepares a file, or a folder whose target does not exist or is empty. Creates the folders
    /// above the target, and finds out whether the output can be written: hours later would be too
    /// late.
    ///
    /// # Errors
    /// [`Error::Output`] if `target` is a device, a pipe or a mount point; [`Error::Write`]
    /// where its folder cannot be created or written.
    pub fn new(target: &Path) -> Result<Atomic> {
        let target = &resolved(target)?;
        refuse_irreplaceable(target)?;
        let folder = folder_of(target);
        let failed = |source| Error::Write { path: folder.to_path_buf(), source };
        fs::create_dir_all(folder).map_err(failed)?;
        let name = target.file_name().unwrap_or(OsStr::new("output"));
        let mut prefix = OsString::from(".");
        prefix.push(name);
        prefix.push(UNFINISHED);
        remove_abandoned(folder, |start| output_of(start).is_some(), restore_former);
        let private = private_folder(folder, &prefix).map_err(failed)?;
        let path = private.path().join(name);
        let target = target.clone();
        Ok(Atomic { target, private, path, replaces_folder: false, syncs: Syncs::default() })
    }

    /// Creates a folder that replaces an earlier one of the same kind: one that has no files but
    /// `names`.
    ///
    /// # Errors
    /// [`Error::ForeignOutput`] if the folder at `target` has other files; those of
    /// [`Atomic::new`].
    pub fn folder_of_files(target: &Path, names: &[&str]) -> Result<Atomic> {
        // First, because it restores an earlier output that a killed run has moved away.
        let folder = Atomic { replaces_folder: true, ..Atomic::new(target)? };
        refuse_foreign(&folder.target, names)?;
        fs::create_dir(&folder.path).map_err(|source| Error::Write { path: folder.path.clone(), source })?;
        Ok(folder)
    }

    /// The path of the output until it is published.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The private folder, which is all that an interrupted run has to remove.
    pub fn private_folder(&self) -> &Path {
        self.private.path()
    }

    /// The folder of the target.
    pub fn target_folder(&self) -> &Path {
        folder_of(&self.target)
    }

    /// Creates the output as a file.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn create_file(&self) -> Result<AtomicFile> {
        self.create(self.path.clone())
    }

    /// Creates a file in the output folder.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn create_file_in(&self, name: &str) -> Result<AtomicFile> {
        self.create(self.path.join(name))
    }

    /// Writes the output as a file of these bytes.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn write(&self, bytes: &[u8]) -> Result<()> {
        let mut file = self.create_file()?;
        file.write_all(bytes).map_err(|source| Error::Write { path: self.path.clone(), source })?;
        file.finish()
    }

    /// Gives the output its final name, once all of its files are on the disk. A file there is
    /// replaced. Returns the target.
    ///
    /// # Errors
    /// [`Error::Write`] if the disk refuses a file or the name; an earlier output is then as it
    /// was.
    pub fn publish(self) -> Result<PathBuf> {
        self.syncs.wait()?;
        match self.keep_permissions().and_then(|()| self.swap()) {
            Ok(()) => Ok(self.target),
            Err(source) => Err(Error::Write { path: self.target, source }),
        }
    }

    fn create(&self, path: PathBuf) -> Result<AtomicFile> {
        let file = File::create_new(&path).map_err(|source| Error::Write { path: path.clone(), source })?;
        let out = BufWriter::with_capacity(BUFFER_BYTES, file);
        Ok(AtomicFile { path, out, syncs: self.syncs.clone() })
    }

    /// Gives the output the permissions of what it replaces.
    fn keep_permissions(&self) -> io::Result<()> {
        match fs::symlink_metadata(&self.target) {
            // The permissions of a link say nothing.
            Ok(former) if former.is_file() || former.is_dir() => {
                fs::set_permissions(&self.path, former.permissions())
            }
            Ok(_) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn swap(&self) -> io::Result<()> {
        if self.path.is_dir() {
            sync_folder(&self.path)?;
        }
        // A folder cannot be renamed over one with files: the two are exchanged, and the former one
        // is removed with the private folder. Where a disk cannot do that at once, the former one
        // is moved away first, and a run that is killed in between leaves it to the next to
        // restore.
        let former = self.private.path().join(FORMER);
        let has_former = self.replaces_folder && self.target.is_dir();
        if has_former && exchange(&self.path, &self.target)? {
            return sync_folder(folder_of(&self.target));
        }
        if has_former {
            fs::rename(&self.target, &former)?;
        }
        if let Err(error) = fs::rename(&self.path, &self.target) {
            if has_former {
                fs::rename(&former, &self.target)?;
            }
            return Err(error);
        }
        sync_folder(folder_of(&self.target))
    }
}

/// A file of an output that is not published yet.
#[derive(Debug)]
pub struct AtomicFile {
    path: PathBuf,
    out: BufWriter<File>,
    syncs: Syncs,
}

impl AtomicFile {
    /// The path of the file until the output is published.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Ends the file. It is on the disk when the output is published.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn finish(self) -> Result<()> {
        let AtomicFile { path, out, syncs } = self;
        match out.into_inner() {
            Ok(file) => {
                syncs.start(file, path);
                Ok(())
            }
            Err(error) => Err(Error::Write { path, source: error.into_error() }),
        }
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The finished files of one output, each with a thread that waits until it is on the disk, so that
/// the next files are written meanwhile.
#[derive(Debug, Clone, Default)]
struct Syncs(Arc<Mutex<Vec<PendingSync>>>);

#[derive(Debug)]
enum PendingSync {
    Started(JoinHandle<Result<()>>),
    Ended(Result<()>),
}

impl Syncs {
    fn start(&self, file: File, path: PathBuf) {
        let sync = Arc::new(move || match file.sync_all() {
            Ok(()) => Ok(()),
            Err(source) => Err(Error::Write { path: path.clone(), source }),
        });
        let apart = Arc::clone(&sync);
        let started = std::thread::Builder::new().spawn(move || apart());
        let mut syncs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Where the system starts no more threads, this one waits.
        syncs.push(started.map_or_else(|_| PendingSync::Ended(sync()), PendingSync::Started));
    }

    /// Waits for all files. Returns the first error.
    fn wait(&self) -> Result<()> {
        let started = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let ended = started.into_iter().map(|sync| match sync {
            PendingSync::Started(sync) => sync.join().expect("a thread that syncs does not panic"),
            PendingSync::Ended(ended) => ended,
        });
        ended.fold(Ok(()), Result::and)
    }
}

/// A target without `/` at its end, and without a link where it is a folder: a link has the disk of
/// its own place, and renaming would replace it.
fn resolved(target: &Path) -> Result<PathBuf> {
    let bare = target.components().as_path();
    if bare.is_dir() && (bare.is_symlink() || bare.file_name().is_none()) {
        return bare.canonicalize().map_err(|source| Error::Write { path: target.to_path_buf(), source });
    }
    Ok(bare.to_path_buf())
}

/// A device would be replaced by what is renamed over it, and a mount point by nothing.
fn refuse_irreplaceable(target: &Path) -> Result<()> {
    let is_device = target.metadata().is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir());
    let reason = if is_device || target == Path::new("-") {
        "name a file: an output appears complete or not at all, which is impossible for a pipe or a device"
    } else if is_mount_point(target) {
        "this is a mount point, and a complete output is renamed to its final name: name a file or a folder inside it"
    } else {
        return Ok(());
    };
    Err(Error::Output { path: target.to_path_buf(), reason: reason.into() })
}

/// The name of the output of a private folder whose name starts so.
fn output_of(start: &str) -> Option<&str> {
    start.strip_prefix('.')?.strip_suffix(UNFINISHED)
}

/// Gives an output that was moved away its name again, unless there is a later one.
fn restore_former(start: &str, private: &Path) {
    let former = private.join(FORMER);
    if let Some(target) = output_of(start).map(|name| private.with_file_name(name))
        && former.is_dir()
        && target.symlink_metadata().is_err()
    {
        drop(fs::rename(former, target));
    }
}

fn refuse_foreign(target: &Path, names: &[&str]) -> Result<()> {
    let entries = match fs::read_dir(target) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(Error::Write { path: target.to_path_buf(), source }),
    };
    for entry in entries {
        let entry = entry.map_err(|source| Error::Read { path: target.to_path_buf(), source })?;
        if !names.iter().any(|name| entry.file_name() == *name) {
            return Err(Error::ForeignOutput { path: target.to_path_buf() });
        }
    }
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}
