//! A walk through the folders of the inputs.
//!
//! The `walkdir` crate does not serve: it follows every link that does not lead to a folder above
//! it, so that it finds 109,600 files and 657,608 errors in eight folders of one file each that
//! link to each other. Here each folder is listed once, under its first path. Globs are those of
//! `globset`.

use super::listed_file::{ListedFile, bytes, name_of};
use crate::compression::inner_extension;
use crate::error::{Error, Result};
use crate::format::FirstBytes;
use crate::formats::{format_of, format_of_content, format_of_name};
use crate::globs::FileGlobs;
use crate::input::{InputFormat, InputStamp};
use crate::json::is_json;
use crate::sniff::{is_table, refused_form};
use crate::stream::open_stream;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::{DirEntry, File, Metadata};
use std::io;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A file with the path under which it is listed once.
pub(super) struct ListedPath {
    pub(super) listed: ListedFile,
    pub(super) canonical: PathBuf,
}

/// A walk through all folders of the inputs.
#[derive(Default)]
pub(super) struct Walk {
    reads_any_name: bool,
    globs: FileGlobs,
    pub(super) found: Vec<ListedPath>,
    /// Canonical path and name of files of no known format.
    pub(super) skipped: BTreeSet<(PathBuf, String)>,
    /// Canonical path of files of a form that is not read, with their names and the reasons.
    pub(super) passed_over: BTreeSet<(PathBuf, String)>,
    /// Names of what cannot be read in folders, with the reasons.
    pub(super) unreadable: BTreeSet<(String, String)>,
    /// Folders that are still to be listed, by the bytes of their paths.
    waiting: BTreeMap<Vec<u8>, Folder>,
    /// Canonical paths of folders that have been listed, so that each is listed once and links in
    /// circles end.
    entered: BTreeSet<PathBuf>,
}

struct Folder {
    path: PathBuf,
    /// Parts of the path of the folder that was named.
    named_parts: usize,
    canonical: PathBuf,
    /// True if the user named it, and not a folder above it.
    is_named: bool,
}

impl Walk {
    /// A walk that has found nothing yet; `reads_any_name` if the user gave a format.
    pub(super) fn new(globs: &FileGlobs, reads_any_name: bool) -> Walk {
        Walk { globs: globs.clone(), reads_any_name, ..Walk::default() }
    }

    /// Adds a named file, of which records have another name if one is given, or a named folder
    /// that is still to be listed.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn add_named(&mut self, path: &Path, other_name: Option<&str>) -> Result<()> {
        let read = |source| Error::Read { path: path.to_path_buf(), source };
        let metadata = path.metadata().map_err(read)?;
        let canonical = match path.canonicalize() {
            Ok(canonical) => canonical,
            // The pipe of a shell's process substitution has no canonical path.
            Err(_) if !metadata.is_file() && !metadata.is_dir() => path.to_path_buf(),
            Err(error) => return Err(read(error)),
        };
        if metadata.is_dir() {
            let named_parts = path.components().count();
            let path = path.to_path_buf();
            self.add_folder(Folder { path, named_parts, canonical, is_named: true });
        } else {
            let format = path.file_name().and_then(|name| format_of_name(&name.to_string_lossy()));
            self.add_file((path.to_path_buf(), canonical), format, &metadata, false);
            if let Some(added) = self.found.last_mut() {
                added.listed.other_name = other_name.map(str::to_owned);
            }
        }
        Ok(())
    }

    /// A folder that is both named and in a named one counts as named.
    fn add_folder(&mut self, folder: Folder) {
        let key = bytes(&folder.path).to_vec();
        let is_named = folder.is_named || self.waiting.get(&key).is_some_and(|other| other.is_named);
        self.waiting.insert(key, Folder { is_named, ..folder });
    }

    fn add_file(
        &mut self,
        (path, canonical): (PathBuf, PathBuf),
        format: Option<InputFormat>,
        metadata: &Metadata,
        is_in_folder: bool,
    ) {
        let stamp = InputStamp::of(metadata);
        let listed = ListedFile { path, format, stamp, is_stdin: false, is_in_folder, other_name: None };
        self.found.push(ListedPath { listed, canonical });
    }

    /// Lists folders in the order of their paths, so that a folder with several paths is entered by
    /// the same one in any order of arguments.
    ///
    /// # Errors
    /// When a named folder cannot be read.
    pub(super) fn list_folders(&mut self) -> Result<()> {
        while let Some((_, folder)) = self.waiting.pop_first() {
            if !self.entered.insert(folder.canonical.clone()) {
                continue;
            }
            match folder.path.read_dir().and_then(|entries| entries.collect::<io::Result<Vec<_>>>()) {
                Ok(entries) => entries.iter().for_each(|entry| self.add_named_entry(&folder, entry)),
                Err(source) if folder.is_named => return Err(Error::Read { path: folder.path, source }),
                Err(error) => self.pass_over(&folder.path, &error),
            }
        }
        Ok(())
    }

    fn add_named_entry(&mut self, folder: &Folder, entry: &DirEntry) {
        let name = entry.file_name();
        if !name.as_encoded_bytes().starts_with(b".")
            && let Err(error) = self.add_entry(folder, &name)
        {
            self.pass_over(&folder.path.join(&name), &error);
        }
    }

    /// Adds an entry of a folder.
    ///
    /// # Errors
    /// When it cannot be read, which stops nothing: one of a million files may be anybody's.
    fn add_entry(&mut self, folder: &Folder, name: &OsStr) -> io::Result<()> {
        let path = folder.path.join(name);
        let is_link = path.symlink_metadata()?.is_symlink();
        let metadata = path.metadata()?;
        let canonical = if is_link { path.canonicalize()? } else { folder.canonical.join(name) };
        if metadata.is_dir() {
            self.add_folder(Folder { path, named_parts: folder.named_parts, canonical, is_named: false });
            return Ok(());
        }
        let below: PathBuf = path.components().skip(folder.named_parts).collect();
        if !self.globs.takes(&below) {
            return Ok(());
        }
        let name = name.to_string_lossy();
        let format = format_of_name(&name).filter(|format| format.is_included());
        let is_wanted = format.is_some() || self.reads_any_name || self.globs.asks_for(&below);
        if metadata.is_file() && (is_wanted || has_no_extension(&name)) {
            may_read(&path)?;
        }
        let may_be_records = || has_no_extension(&name) && begins_as_records(&path);
        match metadata.is_file() && (is_wanted || may_be_records()) {
            true => self.add_file((path, canonical), format, &metadata, true),
            false => match unreadable_form(&path, &metadata) {
                Some(reason) => {
                    self.passed_over.insert((canonical, format!("{}: {reason}", name_of(&path))));
                }
                None => {
                    self.skipped.insert((canonical, name_of(&path)));
                }
            },
        }
        Ok(())
    }

    fn pass_over(&mut self, path: &Path, error: &io::Error) {
        let reason = match error.kind() {
            ErrorKind::NotFound if path.is_symlink() => "the link is broken".to_owned(),
            _ => error.to_string(),
        };
        self.unreadable.insert((name_of(path), reason));
    }
}

/// Asks whether this process may read a file, without opening it.
fn may_read(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    rustix::fs::access(path, rustix::fs::Access::READ_OK)?;
    #[cfg(not(unix))]
    std::fs::File::open(path)?;
    Ok(())
}

/// Returns whether a name has no extension, or a number in its place, as the parts of a large dump
/// have.
pub(crate) fn has_no_extension(name: &str) -> bool {
    let extension = inner_extension(name).filter(|extension| !extension.is_empty());
    extension.is_none_or(|extension| extension.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Returns whether a file begins as JSON or a table does.
fn begins_as_records(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    let Ok((_, mut stream)) = open_stream(Box::new(file), path.to_path_buf()) else { return false };
    let mut first = Vec::new();
    let Ok(ended) = stream.fill(&mut first, FIRST_BYTES) else { return false };
    is_json(&first) || is_table(&FirstBytes { bytes: &first, ended, path })
}

/// The reason why a file that will be skipped could not be read in any case; `None` if it is text,
/// or what it is does not show.
fn unreadable_form(path: &Path, metadata: &Metadata) -> Option<String> {
    if !metadata.is_file() {
        return None;
    }
    let (_, mut stream) = open_stream(Box::new(File::open(path).ok()?), path.to_path_buf()).ok()?;
    let mut first = Vec::new();
    stream.fill(&mut first, FIRST_BYTES).ok()?;
    let format = format_of_content(&first);
    let refused = refused_form(&first, format.is_some());
    refused.or_else(|| format_of(format?).check(&first, &name_of(path)).err())
}

/// Bytes that show what a file of an unknown name is.
const FIRST_BYTES: usize = 1 << 16;
