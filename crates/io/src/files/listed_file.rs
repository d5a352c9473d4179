//! A file of the inputs, and the name that its records have for it.

use crate::input::{InputFormat, InputStamp};
use std::path::{Path, PathBuf};

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
    /// True if it is standard input.
    pub is_stdin: bool,
    /// True if it was found in a folder rather than named.
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

/// The bytes of a path, by which files are ordered.
pub(super) fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn paths_of_different_bytes_have_different_names() {
        use std::collections::BTreeSet;
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt as _;
        let paths: [&[u8]; 5] =
            [b"caf\xe9", b"caf\xe8", "caf\u{fffd}".as_bytes(), "caf\u{fffd}E9".as_bytes(), b"caf"];
        let names: BTreeSet<String> =
            paths.iter().map(|path| name_of(Path::new(OsStr::from_bytes(path)))).collect();
        assert_eq!(names.len(), paths.len(), "{names:?}");
        assert_eq!(name_of(Path::new(OsStr::from_bytes(b"caf\xe9.txt"))), "caf\u{fffd}E9.txt");
        assert_eq!(name_of(Path::new("café.txt")), "café.txt");
    }
}
