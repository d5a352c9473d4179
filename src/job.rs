//! `Job`: the configuration and the inputs that a scan and a deduplication have in common.

use crate::params::Bytes;
use std::path::PathBuf;
use wirecopy_article::event::Observer;
use wirecopy_io::{Input, ReadOptions};

/// A job to configure and run: a [`Scan`](crate::Scan) or a [`Dedup`](crate::Dedup).
///
/// Work runs on the current rayon pool; the answer does not depend on it, nor on memory or the
/// temporary folder.
///
/// ```
/// use std::sync::atomic::{AtomicU64, Ordering};
/// use wirecopy::{Bytes, Event, Scan};
///
/// let records = AtomicU64::new(0);
/// let count = |event: Event| {
///     if let Event::Read { records: read, .. } = event {
///         records.fetch_add(read, Ordering::Relaxed);
///     }
/// };
/// let scan = Scan::default().memory(Bytes::mib(256)).temp_dir(std::env::temp_dir());
/// let found = scan.on_event(&count).run_files(["data/sample/wire.jsonl"])?;
/// assert_eq!(found.summary().counts.read, records.into_inner());
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Clone)]
pub struct Job<'a, Params> {
    /// Everything that the answer depends on.
    pub params: Params,
    /// The reading of inputs, and the memory and temporary folder that the run may use.
    pub reading: ReadOptions,
    pub(crate) observer: &'a Observer<'a>,
}

impl<Params: Default> Default for Job<'_, Params> {
    fn default() -> Self {
        Job {
            params: Params::default(),
            reading: ReadOptions::new(tempfile::env::temp_dir()),
            observer: &|_| {},
        }
    }
}

impl<'a, Params> Job<'a, Params> {
    /// Limits the memory of the run; the rest is written to the temporary folder.
    #[must_use]
    pub fn memory(mut self, limit: Bytes) -> Self {
        self.reading.memory_bytes_max = Some(limit.0);
        self
    }

    /// Chooses the folder of temporary files, which has findings until they are written elsewhere;
    /// the system's by default.
    #[must_use]
    pub fn temp_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.reading.temp_dir = folder.into();
        self
    }

    /// Calls `observer` with progress and warnings, from any thread.
    #[must_use]
    pub fn on_event(mut self, observer: &'a Observer<'a>) -> Self {
        self.observer = observer;
        self
    }
}

/// Returns paths as inputs.
pub(crate) fn inputs<P: Into<PathBuf>>(paths: impl IntoIterator<Item = P>) -> Vec<Input> {
    paths.into_iter().map(|path| Input::Path(path.into())).collect()
}
