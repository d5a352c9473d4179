//! The files of all inputs, in an order that depends only on their paths.
//!
//! *Takes* named files and folders, and globs. *Gives* the files to read, each once, and warnings
//! about those in folders that are not read. *Costs* one listing of each folder, and the first
//! bytes of files whose names announce no format. *Never* reads a file whole, follows links in
//! circles, or depends on the order of its arguments. *Source*: the order is that of the bytes of
//! paths.

mod listed_file;
mod walk;

use self::listed_file::bytes;
pub use self::listed_file::{ListedFile, name_of, path_of};
use self::walk::Walk;
pub(crate) use self::walk::has_no_extension;
use crate::error::Result;
use crate::globs::FileGlobs;
use crate::input::Input;
use crate::options::ReadOptions;
use std::collections::BTreeSet;
use wirecopy_article::event::Warning;

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

/// [`list`] with these globs; `reads_any_name` if the user gave a format.
pub(crate) fn list_with(
    inputs: &[Input],
    globs: &FileGlobs,
    reads_any_name: bool,
) -> Result<(Vec<ListedFile>, Vec<Warning>)> {
    let mut walk = Walk::new(globs, reads_any_name);
    let mut has_stdin = false;
    for input in inputs {
        match input {
            Input::Stdin => has_stdin = true,
            Input::Path(path) => walk.add_named(path, None)?,
            Input::Named { path, name } => walk.add_named(path, Some(name))?,
        }
    }
    walk.list_folders()?;
    let Walk { mut found, skipped, passed_over, unreadable, .. } = walk;
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
            other_name: None,
        });
    }
    // A file that is skipped in a folder may also be named itself.
    let reasons = passed_over
        .into_iter()
        .filter(|(canonical, _)| !seen.contains(canonical))
        .map(|(_, reason)| Warning::SkippedContent { reason });
    let warnings = skipped
        .into_iter()
        .filter(|(canonical, _)| !seen.contains(canonical))
        .map(|(_, path)| Warning::SkippedFile { path })
        .chain(reasons)
        .chain(unreadable.into_iter().map(|(path, reason)| Warning::Unreadable { path, reason }))
        .collect();
    Ok((files, warnings))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;
    use std::fs;
    use std::path::Path;

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
