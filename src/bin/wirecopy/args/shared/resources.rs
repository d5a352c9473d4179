//! Limits on memory, disks and processors. No output depends on them.

use super::quantity;
use crate::limit;
use clap::Args;
use rayon::ThreadBuilder;
use std::io;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use wirecopy_io::ReadOptions;

/// Memory, disks and processors.
#[derive(Debug, Args)]
#[command(next_help_heading = "Resources")]
pub struct ResourceArgs {
    /// Memory limit of the run.
    #[arg(long, value_name = "BYTES", value_parser = quantity::bytes, help = limit::HELP)]
    pub memory: Option<u64>,
    /// Continue even if the disk of the temporary folder or of the output seems too small.
    #[arg(long)]
    pub ignore_free_space: bool,
    /// Worker threads; all cores by default.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

impl ResourceArgs {
    /// Starts the workers and adds the limits to the read options; they hold for the whole process
    /// from now on.
    ///
    /// # Errors
    /// When no file can be created in the temporary folder.
    pub fn limit(&self, options: ReadOptions) -> anyhow::Result<ReadOptions> {
        start_workers(self.threads)?;
        let ResourceArgs { memory, ignore_free_space, .. } = *self;
        if let Some(bytes_max) = memory {
            limit::keep_below(bytes_max, &options.temp_dir)?;
        }
        Ok(ReadOptions { memory_bytes_max: memory, ignore_free_space, ..options })
    }
}

/// Starts this number of workers, or one per core if no number was given, or as many as the system
/// allows. If it allows none, the main thread works alone.
pub fn start_workers(threads: Option<u16>) -> anyhow::Result<()> {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let wanted = threads.map_or_else(cores, usize::from);
    // The global pool can be tried only once, so that its threads are there before it is.
    let (send, receive) = channel();
    let receive = Arc::new(Mutex::new(receive));
    let started = (0..wanted).map_while(|_| started_worker(&receive)).count();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(started.max(1));
    if started == 0 {
        return Ok(pool.use_current_thread().build_global()?);
    }
    let hand_over = |worker| send.send(worker).map_err(|_| io::ErrorKind::BrokenPipe.into());
    pool.spawn_handler(hand_over).build_global()?;
    Ok(())
}

/// Starts a thread that becomes the next worker, if the system starts one.
fn started_worker(workers: &Arc<Mutex<Receiver<ThreadBuilder>>>) -> Option<JoinHandle<()>> {
    let workers = Arc::clone(workers);
    let work = move || {
        let worker = workers.lock().unwrap_or_else(PoisonError::into_inner).recv();
        if let Ok(worker) = worker {
            worker.run();
        }
    };
    std::thread::Builder::new().spawn(work).ok()
}
