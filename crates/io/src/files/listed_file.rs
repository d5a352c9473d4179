//! A file of the inputs, and the name that its records have for it.

use crate::input::{InputFormat, InputStamp};
use std::path::{Path, PathBuf};

/// Before the digits of a byte in a name.
const MARK: char = char::REPLACEMENT_CHARACTER;

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
    /// The name that records have for it, if that is not its path.
    pub other_name: Option<String>,
}

impl ListedFile {
    /// Its size in bytes, if it has one.
    pub fn bytes_on_disk(&self) -> Option<u64> {
        self.stamp.map(|stamp| stamp.len)
    }

    /// The path as text, by which records name the file.
    pub fn name(&self) -> String {
        self.other_name.clone().unwrap_or_else(|| name_of(&self.path))
    }
}

/// A path as text: two paths never have one name. Each byte that is not UTF-8, and each of those of
/// a U+FFFD in the path, is a U+FFFD followed by two hexadecimal digits.
pub fn name_of(path: &Path) -> String {
    let escaped = |bytes: &[u8]| bytes.iter().map(|byte| format!("{MARK}{byte:02X}")).collect::<String>();
    let mut name = String::new();
    for chunk in bytes(path).utf8_chunks() {
        name.push_str(&chunk.valid().replace(MARK, &escaped("\u{fffd}".as_bytes())));
        name.push_str(&escaped(chunk.invalid()));
    }
    name
}

/// The path that has a name: the inverse of [`name_of`].
#[cfg(unix)]
pub fn path_of(name: &str) -> PathBuf {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt as _;
    let mut pieces = name.split(MARK);
    let mut path = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        match piece.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => path.push(byte),
            None => return PathBuf::from(name),
        }
        path.extend(&piece.as_bytes()[2..]);
    }
    PathBuf::from(OsString::from_vec(path))
}

/// The path that has a name: the inverse of [`name_of`].
#[cfg(not(unix))]
pub fn path_of(name: &str) -> PathBuf {
    PathBuf::from(name)
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
        for path in paths.map(|path| Path::new(OsStr::from_bytes(path))) {
            assert_eq!(path_of(&name_of(path)), path);
        }
        assert_eq!(name_of(Path::new(OsStr::from_bytes(b"caf\xe9.txt"))), "caf\u{fffd}E9.txt");
        assert_eq!(name_of(Path::new("café.txt")), "café.txt");
    }
}
