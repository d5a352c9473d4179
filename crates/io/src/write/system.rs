//! Calls of the file system that differ between operating systems.

use std::io;
use std::path::Path;

/// Waits until the names in a folder are on the disk. Does nothing on Windows, which has no such
/// call.
///
/// # Errors
/// Those of the system.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    std::fs::File::open(path)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Returns whether two paths name one existing file, by device and number where the system has
/// them. Opens nothing on Unix: opening a pipe waits for its writer.
pub(super) fn is_same_file(a: &Path, b: &Path) -> bool {
    #[cfg(unix)]
    let identity = |path: &Path| {
        use std::os::unix::fs::MetadataExt as _;
        std::fs::metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()))
    };
    #[cfg(not(unix))]
    let identity = |path: &Path| std::fs::canonicalize(path).ok();
    let of_a = identity(a);
    of_a.is_some() && of_a == identity(b)
}
