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

/// Waits until all files below a folder are on the disk: one wait if the system has one for a
/// whole disk, one per file elsewhere.
///
/// # Errors
/// Those of the system.
pub(super) fn sync_tree(path: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    rustix::fs::syncfs(std::fs::File::open(path)?)?;
    #[cfg(not(target_os = "linux"))]
    for entry in path.read_dir()? {
        let path = entry?.path();
        if path.is_dir() {
            sync_tree(&path)?;
        } else {
            std::fs::OpenOptions::new().write(true).open(path)?.sync_all()?;
        }
    }
    sync_folder(path)
}

/// Exchanges two names at once. Returns `false` if the system or the disk cannot.
///
/// # Errors
/// Those of the system.
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(true),
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (one, other);
        Ok(false)
    }
}

/// Returns whether something is mounted at this path, as far as the system says.
pub(super) fn is_mount_point(path: &Path) -> bool {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
        let status = statx(CWD, path, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::empty());
        status.is_ok_and(|status| status.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = path;
        false
    }
}

/// Returns whether two paths name one existing file, by device and number if the system has
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
