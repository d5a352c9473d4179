//! Limits on memory, disks and processors. No answer depends on them.

use super::quantity;
use crate::limit;
use clap::Args;
use wirecopy_io::ReadOptions;

/// Memory, disks and processors.
#[derive(Debug, Args)]
#[command(next_help_heading = "Resources")]
pub struct ResourceArgs {
    /// Limit of the memory of the run, on Linux all of its resident memory. What exceeds it is
    /// written to unnamed files in the temporary folder. Any run needs about 112 MB, whatever it
    /// reads (K, M, G are powers of 1024).
    #[arg(long, value_name = "BYTES", value_parser = quantity::bytes)]
    pub memory: Option<u64>,
    /// Continue even if the temporary folder, or the disk of the output, seems to have too little
    /// room.
    #[arg(long)]
    pub ignore_free_space: bool,
    /// Worker threads; all cores by default.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

impl ResourceArgs {
    /// Starts the workers and adds the limits to the options of reading; the whole process keeps
    /// them from now on.
    ///
    /// # Errors
    /// When the temporary folder takes no file.
    pub fn limit(&self, options: ReadOptions) -> anyhow::Result<ReadOptions> {
        start_workers(self.threads)?;
        let ResourceArgs { memory, ignore_free_space, .. } = *self;
        if let Some(bytes_max) = memory {
            limit::keep_below(bytes_max, &options.temp_dir)?;
        }
        Ok(ReadOptions { memory_bytes_max: memory, ignore_free_space, ..options })
    }
}

/// Starts so many workers, one per core if no number was given, and fewer where the system starts
/// no more.
pub fn start_workers(threads: Option<u16>) -> anyhow::Result<()> {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let mut workers = threads.map_or_else(cores, usize::from);
    // The global pool can be tried only once: one that is dropped at once shows how many there are.
    while workers > 1 && rayon::ThreadPoolBuilder::new().num_threads(workers).build().is_err() {
        workers /= 2;
    }
    Ok(rayon::ThreadPoolBuilder::new().num_threads(workers).build_global()?)
}
