//! Patterns that choose the files of folders.

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use std::path::Path;

/// Patterns of the files in folders that are read, and of those that are not. A file that is named
/// itself is read whatever they are.
///
/// ```
/// use wirecopy_io::FileGlobs;
///
/// let globs = FileGlobs::new(&["*.warc.gz"], &["drafts/**"]).unwrap();
/// assert!(globs.takes("2031/may.warc.gz".as_ref()));
/// assert!(!globs.takes("drafts/may.warc.gz".as_ref()));
/// assert!(FileGlobs::new(&["[a"], &[""; 0]).is_err());
/// ```
#[derive(Debug, Clone, Default)]
pub struct FileGlobs {
    /// `None` includes all that are not excluded.
    include: Option<GlobSet>,
    exclude: GlobSet,
}

impl FileGlobs {
    /// Patterns in which `*` and `?` match within a name, `**` across folders, `[ab]` one of some
    /// characters and `{a,b}` one of some parts. One without `/` is matched with the file's name,
    /// one with `/` with the path below the folder that was named.
    ///
    /// # Errors
    /// With the reason if a pattern is none.
    pub fn new(include: &[impl AsRef<str>], exclude: &[impl AsRef<str>]) -> Result<FileGlobs, String> {
        Ok(FileGlobs {
            include: if include.is_empty() { None } else { Some(set(include)?) },
            exclude: set(exclude)?,
        })
    }

    /// Returns whether a file of this path below its folder is read.
    pub fn takes(&self, below: &Path) -> bool {
        self.include.as_ref().is_none_or(|include| include.is_match(below)) && !self.exclude.is_match(below)
    }

    /// Returns whether a pattern asks for a file of this path, so that it is read whatever its name
    /// announces.
    pub(crate) fn asks_for(&self, below: &Path) -> bool {
        self.include.is_some() && self.takes(below)
    }
}

fn set(patterns: &[impl AsRef<str>]) -> Result<GlobSet, String> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(glob(pattern.as_ref())?);
    }
    set.build().map_err(|error| error.to_string())
}

fn glob(pattern: &str) -> Result<Glob, String> {
    let anywhere = if pattern.contains('/') { pattern.to_owned() } else { format!("**/{pattern}") };
    let glob = GlobBuilder::new(&anywhere).literal_separator(true).build();
    glob.map_err(|error| error.to_string())
}
