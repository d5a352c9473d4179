//! Free memory goes back to the system.

/// Gives back what the allocator of the C library keeps for later: memory that one thread has freed serves no other thread. Called between two stages, because it
/// goes over all that is free. Does nothing with another allocator or library.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: the call changes nothing that is in use, and any thread may make it.
    unsafe {
        libc::malloc_trim(0)
    };
}
