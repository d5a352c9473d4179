//! An unnamed file, mapped whole.

use rustix::fs::{FallocateFlags, fallocate};
use rustix::mm::{Advice, MapFlags, MremapFlags, ProtFlags, madvise, mmap, mremap, munmap};
use std::ffi::c_void;
use std::fs::File;
use std::io;
use std::path::Path;
use std::ptr::{NonNull, null_mut};
use wirecopy_scratch::positioned::write_all_at;
use wirecopy_scratch::unnamed_file;

/// Zeros that reserve room on the disk where the file system cannot.
static ZEROS: [u8; 1 << 16] = [0; 1 << 16];

/// Mapped bytes, in pages that the system may write to the file and read again.
pub(super) struct Region {
    start: NonNull<c_void>,
    len: usize,
    file: File,
}

// SAFETY: the region is memory of the whole process; only what `Region` itself does needs `&mut`.
unsafe impl Send for Region {}

impl Region {
    /// Zeros, for which the disk has room from here on.
    pub(super) fn create(folder: &Path, len: usize) -> io::Result<Region> {
        let file = unnamed_file(folder)?;
        reserve(&file, 0, len)?;
        // SAFETY: a new mapping at an address that the system chooses touches no other memory.
        let start = unsafe { mmap(null_mut(), len, WRITABLE, MapFlags::SHARED, &file, 0)? };
        // With read-ahead, pages would be in groups of up to 2 MiB, and since Linux 6.18 the system
        // maps a whole group for one byte that is read: a limit could not be kept. Without it
        // sixteen pages come at a time. SAFETY: the advice is about the new mapping alone and
        // changes no byte of it.
        let advised = unsafe { madvise(start, len, Advice::Random) };
        debug_assert!(advised.is_ok());
        let start = NonNull::new(start).ok_or(io::ErrorKind::OutOfMemory)?;
        Ok(Region { start, len, file })
    }

    /// Its first byte, at the start of a page.
    pub(super) fn start(&self) -> *mut u8 {
        self.start.as_ptr().cast()
    }

    /// Makes it longer or shorter, at another address if need be. Its bytes stay, as far as it
    /// reaches.
    pub(super) fn resize(&mut self, len: usize) -> io::Result<()> {
        if len > self.len {
            reserve(&self.file, self.len, len)?;
        }
        // SAFETY: the old address is this region's own mapping, and whoever has an address in it
        // asked for another one.
        let start = unsafe { mremap(self.start.as_ptr(), self.len, len, MremapFlags::MAYMOVE)? };
        self.start = NonNull::new(start).ok_or(io::ErrorKind::OutOfMemory)?;
        let is_shorter = len < self.len;
        self.len = len;
        if is_shorter {
            // A file that stays longer costs room on the disk and nothing else.
            self.file.set_len(len as u64).ok();
        }
        Ok(())
    }

    /// Gives its pages up. They stay with the system, which writes them out when it needs their
    /// room.
    pub(super) fn give_up_pages(&self) {
        // SAFETY: pages of a shared mapping of a file come back as they are, whichever thread asks
        // for them.
        let done = unsafe { madvise(self.start.as_ptr(), self.len, Advice::LinuxDontNeed) };
        // The advice fails for addresses alone that are not mapped.
        debug_assert!(done.is_ok());
    }
}

impl Drop for Region {
    fn drop(&mut self) {
        // SAFETY: the mapping is this region's own, and its owner is done with it.
        let done = unsafe { munmap(self.start.as_ptr(), self.len) };
        debug_assert!(done.is_ok());
    }
}

/// Asks the system to run this thread as soon as it wakes: it never runs for longer than
/// `slice_nanoseconds` at a time. Systems before Linux 6.12 do not know of that, and let it wait
/// for some milliseconds.
pub(super) fn wake_promptly(slice_nanoseconds: u64) {
    // SAFETY: numbers all of which may be zero.
    let mut attributes: libc::sched_attr = unsafe { std::mem::zeroed() };
    attributes.size = size_of::<libc::sched_attr>() as u32;
    attributes.sched_policy = libc::SCHED_OTHER as u32;
    attributes.sched_runtime = slice_nanoseconds;
    // SAFETY: the call reads as many bytes as `size` says, and changes nothing but this thread's
    // share of time. A refusal changes nothing.
    unsafe { libc::syscall(libc::SYS_sched_setattr, 0, &raw const attributes, 0) };
}

const WRITABLE: ProtFlags = ProtFlags::READ.union(ProtFlags::WRITE);

/// Reserves room on the disk for a file from its old length to the new one; a page without room
/// would end the process when it is written.
fn reserve(file: &File, from: usize, to: usize) -> io::Result<()> {
    match fallocate(file, FallocateFlags::empty(), from as u64, (to - from) as u64) {
        Ok(()) => Ok(()),
        Err(rustix::io::Errno::OPNOTSUPP | rustix::io::Errno::NOSYS) => {
            for start in (from..to).step_by(ZEROS.len()) {
                write_all_at(file, &ZEROS[..ZEROS.len().min(to - start)], start as u64)?;
            }
            Ok(())
        }
        Err(source) => Err(source.into()),
    }
}
