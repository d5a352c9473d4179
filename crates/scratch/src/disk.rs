//! Properties of the disk of a folder, as the system reports them.

use std::path::Path;

/// Returns the free bytes of the disk of a folder, as far as this user may fill them; `None` if
/// the system does not say.
pub fn free_bytes(folder: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        let disk = rustix::fs::statvfs(folder).ok()?;
        Some(disk.f_bavail.saturating_mul(disk.f_frsize))
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        None
    }
}

/// Returns whether two folders are on one disk; false if the system does not say.
pub fn is_one_disk(a: &Path, b: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let disk = |folder: &Path| folder.metadata().ok().map(|metadata| metadata.dev());
        disk(a).is_some() && disk(a) == disk(b)
    }
    #[cfg(not(unix))]
    {
        let _ = (a, b);
        false
    }
}

/// Returns whether the files of a folder are in memory (`tmpfs`, `ramfs`), so that they spare none;
/// false if the system does not say.
pub fn is_in_memory(folder: &Path) -> bool {
    #[cfg(target_os = "linux")]
    {
        /// `statfs(2)`: TMPFS_MAGIC and RAMFS_MAGIC.
        const MEMORY_FILE_SYSTEMS: [u32; 2] = [0x0102_1994, 0x8584_58f6];
        rustix::fs::statfs(folder).is_ok_and(|disk| MEMORY_FILE_SYSTEMS.contains(&(disk.f_type as u32)))
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = folder;
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_on_its_own_disk_and_one_that_does_not_exist_is_on_none() {
        let folder = std::env::temp_dir();
        assert_eq!(is_one_disk(&folder, &folder), cfg!(unix));
        assert_eq!(free_bytes(&folder).is_some(), cfg!(unix));
        let missing = Path::new("/nowhere/at/all");
        assert!(!is_one_disk(missing, missing) && free_bytes(missing).is_none() && !is_in_memory(missing));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_process_table_is_no_memory_file_system_and_shared_memory_is_one() {
        assert!(!is_in_memory(Path::new("/proc")));
        let shared = Path::new("/dev/shm");
        assert_eq!(is_in_memory(shared), shared.exists());
    }
}
