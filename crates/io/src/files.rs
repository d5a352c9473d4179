//! The files of all inputs, in an order that depends only on their paths.

use crate::compression::inner_extension;
use crate::error::{Error, Result};
use crate::format::FirstBytes;
use crate::formats::format_of_name;
use crate::globs::FileGlobs;
use crate::input::{Input, InputFormat, InputStamp};
use crate::json::is_json;
use crate::options::ReadOptions;
use crate::sniff::is_table;
use crate::stream::open_stream;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::{DirEntry, File, Metadata};
use std::io;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use wirecopy_article::event::Warning;

/// A file that will be read.
#[derive(Debug, Clone)]
pub struct ListedFile {
    /// The path as it was named, or below a named folder.
    pub path: PathBuf,
    /// The format that its name announces.
    pub format: Option<InputFormat>,
    /// Its present state; `None` for what is not a regular file, which has no size and can be read
    /// only once.
    pub stamp: Option<InputStamp>,
    /// Whether it is standard input.
    pub is_stdin: bool,
    /// Whether it was found in a folder rather than named.
    pub is_in_folder: bool,
}

impl ListedFile {
    /// Its size in bytes, where it has one.
    pub fn bytes_on_disk(&self) -> Option<u64> {
        self.stamp.map(|stamp| stamp.len)
    }

    /// The path as text, by which records name the file.
    pub fn name(&self) -> String {
        name_of(&self.path)
    }
}

/// The files of all inputs, and warnings about those in folders that are not read. The order is by
/// path, bytewise, whatever the order of the arguments; standard input is last. A file that is
/// reached under several paths is listed once, under the first. Hidden files in folders, and those
/// that the globs do not take, are left out. Where the user gave a format, files of any name have
/// it.
///
/// # Errors
/// When a named file or a folder cannot be read.
pub fn list(inputs: &[Input], options: &ReadOptions) -> Result<(Vec<ListedFile>, Vec<Warning>)> {
    list_with(inputs, &options.globs, options.format.is_some())
}

/// [`list`] with these globs; `reads_any_name` where the user gave a format.
pub(crate) fn list_with(
    inputs: &[Input],
    globs: &FileGlobs,
    reads_any_name: bool,
) -> Result<(Vec<ListedFile>, Vec<Warning>)> {
    let mut walk = Walk { globs: globs.clone(), reads_any_name, ..Walk::default() };
    let mut has_stdin = false;
    for input in inputs {
        match input {
            Input::Stdin => has_stdin = true,
            Input::Path(path) => walk.add_named(path)?,
        }
    }
    walk.list_folders()?;
    let Walk { mut found, skipped, unreadable, .. } = walk;
    found.sort_by(|a, b| bytes(&a.listed.path).cmp(bytes(&b.listed.path)));
    let mut seen = BTreeSet::new();
    found.retain(|file| seen.insert(file.canonical.clone()));
    let mut files: Vec<ListedFile> = found.into_iter().map(|file| file.listed).collect();
    if has_stdin {
        files.push(ListedFile {
            path: "-".into(),
            format: None,
            stamp: None,
            is_stdin: true,
            is_in_folder: false,
        });
    }
    // A file that is skipped in a folder may also be named itself.
    let warnings = skipped
        .into_iter()
        .filter(|(canonical, _)| !seen.contains(canonical))
        .map(|(_, path)| Warning::SkippedFile { path })
        .chain(unreadable.into_iter().map(|(path, reason)| Warning::Unreadable { path, reason }))
        .collect();
    Ok((files, warnings))
}

/// A path as text: two paths never have one name. Each byte that is not UTF-8, and each of those of
/// a U+FFFD in the path, is a U+FFFD followed by two hexadecimal digits.
pub fn name_of(path: &Path) -> String {
    const MARK: char = char::REPLACEMENT_CHARACTER;
    let escaped = |bytes: &[u8]| bytes.iter().map(|byte| format!("{MARK}{byte:02X}")).collect::<String>();
    let mut name = String::new();
    for chunk in bytes(path).utf8_chunks() {
        name.push_str(&chunk.valid().replace(MARK, &escaped("\u{fffd}".as_bytes())));
        name.push_str(&escaped(chunk.invalid()));
    }
    name
}

fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

struct ListedPath {
    listed: ListedFile,
    canonical: PathBuf,
}

#[derive(Default)]
struct Walk {
    reads_any_name: bool,
    globs: FileGlobs,
    found: Vec<ListedPath>,
    /// Canonical path and name of files of no known format.
    skipped: BTreeSet<(PathBuf, String)>,
    /// Names of what cannot be read in folders, with the reasons.
    unreadable: BTreeSet<(String, String)>,
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
    /// Whether the user named it, and not a folder above it.
    is_named: bool,
}

impl Walk {
    fn add_named(&mut self, path: &Path) -> Result<()> {
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
        let listed = ListedFile { path, format, stamp, is_stdin: false, is_in_folder };
        self.found.push(ListedPath { listed, canonical });
    }

    /// Lists folders in the order of their paths, so that a folder with several paths is entered by
    /// the same one in any order of arguments.
    fn list_folders(&mut self) -> Result<()> {
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
            false => {
                self.skipped.insert((canonical, name_of(&path)));
            }
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

/// Whether a name has no extension, or a number in its place, as the parts of a large dump have.
fn has_no_extension(name: &str) -> bool {
    let extension = inner_extension(name).filter(|extension| !extension.is_empty());
    extension.is_none_or(|extension| extension.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a file begins as JSON or a table does.
fn begins_as_records(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    let Ok((_, mut stream)) = open_stream(Box::new(file), path.to_path_buf()) else { return false };
    let mut first = Vec::new();
    let Ok(ended) = stream.fill(&mut first, FIRST_BYTES) else { return false };
    is_json(&first) || is_table(&FirstBytes { bytes: &first, ended, path })
}

/// Bytes that show what a file of an unknown name is.
const FIRST_BYTES: usize = 1 << 16;

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(inputs: &[&Path]) -> Vec<String> {
        let inputs: Vec<Input> = inputs.iter().map(|path| Input::Path(path.to_path_buf())).collect();
        let (files, _) = list_with(&inputs, &FileGlobs::default(), false).unwrap();
        files.into_iter().map(|file| file.path.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_folder_lists_its_files_by_path_and_warns_of_those_it_skips() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("news");
        fs::create_dir_all(root.join("b")).unwrap();
        fs::create_dir_all(root.join(".git")).unwrap();
        for name in ["c.TXT", "b/z.jsonl.gz", "a.csv", ".hidden.txt", ".git/x.txt", "notes.pdf", "b-1.md"] {
            fs::write(root.join(name), "x").unwrap();
        }
        let (files, warnings) =
            list_with(&[Input::Path(root.clone())], &FileGlobs::default(), false).unwrap();
        let found: Vec<&Path> = files.iter().map(|file| file.path.strip_prefix(&root).unwrap()).collect();
        assert_eq!(found, ["a.csv", "b-1.md", "b/z.jsonl.gz", "c.TXT"].map(Path::new));
        assert_eq!(
            warnings,
            [Warning::SkippedFile { path: root.join("notes.pdf").to_string_lossy().into_owned() }]
        );
    }

    #[cfg(unix)]
    #[test]
    fn paths_of_different_bytes_have_different_names() {
        use std::os::unix::ffi::OsStrExt as _;
        let paths: [&[u8]; 5] =
            [b"caf\xe9", b"caf\xe8", "caf\u{fffd}".as_bytes(), "caf\u{fffd}E9".as_bytes(), b"caf"];
        let names: BTreeSet<String> =
            paths.iter().map(|path| name_of(Path::new(OsStr::from_bytes(path)))).collect();
        assert_eq!(names.len(), paths.len(), "{names:?}");
        assert_eq!(name_of(Path::new(OsStr::from_bytes(b"caf\xe9.txt"))), "caf\u{fffd}E9.txt");
        assert_eq!(name_of(Path::new("café.txt")), "café.txt");
    }

    #[test]
    fn globs_choose_the_files_of_folders() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("news");
        fs::create_dir_all(root.join("b")).unwrap();
        for name in ["a.jsonl", "b/a.jsonl", "b/part-0001", "c.csv"] {
            fs::write(root.join(name), "x").unwrap();
        }
        for (include, exclude, expected) in [
            (&["*.jsonl"][..], &[][..], &["a.jsonl", "b/a.jsonl"][..]),
            (&["*.jsonl"], &["b/*"], &["a.jsonl"]),
            (&["part-*"], &[], &["b/part-0001"]),
            (&[], &["**/*.jsonl"], &["c.csv"]),
        ] {
            let globs = FileGlobs::new(include, exclude).unwrap();
            let (files, _) = list_with(&[Input::Path(root.clone())], &globs, false).unwrap();
            let found: Vec<&Path> = files.iter().map(|file| file.path.strip_prefix(&root).unwrap()).collect();
            assert_eq!(found, expected.iter().map(Path::new).collect::<Vec<_>>());
        }
    }

    #[test]
    fn order_and_repetition_of_arguments_do_not_matter() {
        let home = tempfile::tempdir().unwrap();
        let (a, b) = (home.path().join("a.txt"), home.path().join("b.txt"));
        fs::write(&a, "x").unwrap();
        fs::write(&b, "x").unwrap();
        let once = names(&[home.path()]);
        assert_eq!(once.len(), 2);
        assert_eq!(names(&[&b, &a]), once);
        assert_eq!(names(&[&b, home.path(), &a, &b]), once);
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_in_circles_end() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("news");
        fs::create_dir_all(root.join("deep")).unwrap();
        fs::write(root.join("deep/a.txt"), "x").unwrap();
        std::os::unix::fs::symlink(&root, root.join("deep/up")).unwrap();
        std::os::unix::fs::symlink(root.join("deep/a.txt"), root.join("again.txt")).unwrap();
        // The link sorts first, so that the one file has its name.
        assert_eq!(names(&[&root]), [root.join("again.txt").to_string_lossy()]);
    }

    #[cfg(unix)]
    #[test]
    fn a_broken_link_is_a_warning_in_a_folder_and_an_error_where_it_is_named() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("a.txt"), "x").unwrap();
        let broken = home.path().join("b.txt");
        std::os::unix::fs::symlink("missing.txt", &broken).unwrap();
        let (files, warnings) =
            list_with(&[Input::Path(home.path().to_path_buf())], &FileGlobs::default(), false).unwrap();
        assert_eq!(files.len(), 1);
        assert_eq!(
            warnings,
            [Warning::Unreadable { path: name_of(&broken), reason: "the link is broken".to_owned() }]
        );
        assert!(list_with(&[Input::Path(broken)], &FileGlobs::default(), false).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn what_cannot_be_read_in_a_folder_is_listed_and_passed_over() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let home = tempfile::tempdir().unwrap();
        let [ring, closed] = ["ring.txt", "closed"].map(|name| home.path().join(name));
        symlink("ring.txt", &ring).unwrap();
        fs::create_dir(&closed).unwrap();
        fs::write(closed.join("a.txt"), "x").unwrap();
        fs::write(home.path().join("open.txt"), "x").unwrap();
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
        let is_closed = closed.read_dir().is_err();
        let (files, warnings) =
            list_with(&[Input::Path(home.path().to_path_buf())], &FileGlobs::default(), false).unwrap();
        let named = list_with(&[Input::Path(closed.clone())], &FileGlobs::default(), false);
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
        // Whoever is root reads everything.
        let (n_files, n_unreadable) = if is_closed { (1, 2) } else { (2, 1) };
        assert_eq!((files.len(), warnings.len()), (n_files, n_unreadable), "{warnings:?}");
        assert!(warnings.iter().all(|warning| matches!(warning, Warning::Unreadable { .. })));
        assert_eq!(named.is_err(), is_closed);
        assert!(list_with(&[Input::Path(ring)], &FileGlobs::default(), false).is_err());
    }

    #[test]
    fn a_skipped_file_that_is_also_named_is_read_without_a_warning() {
        let home = tempfile::tempdir().unwrap();
        let odd = home.path().join("story.page");
        fs::write(&odd, "x").unwrap();
        let (files, warnings) = list_with(
            &[Input::Path(home.path().to_path_buf()), Input::Path(odd.clone())],
            &FileGlobs::default(),
            false,
        )
        .unwrap();
        assert_eq!((files.len(), warnings.len()), (1, 0));
        assert_eq!(files[0].path, odd);
    }

    #[test]
    fn a_missing_file_is_an_error() {
        let missing = Input::Path(std::env::temp_dir().join("no such file of wirecopy"));
        assert!(matches!(list_with(&[missing], &FileGlobs::default(), false), Err(Error::Read { .. })));
    }
}
