//! Events of a run. The library never prints: tests collect events, the program draws them.

pub use crate::warning::Warning;

/// A function that receives events. It is called from any thread and must be quick.
///
/// ```
/// use std::sync::Mutex;
/// use wirecopy_article::event::{Event, Observer, Stage};
///
/// let stages = Mutex::new(Vec::new());
/// let on_event = |event: Event| {
///     if let Event::Stage(stage) = event {
///         stages.lock().expect("no thread panicked").push(stage.name());
///     }
/// };
/// let observer: &Observer<'_> = &on_event;
/// observer(Event::Stage(Stage::Read));
/// observer(Event::Read { bytes: 4096, records: 2 });
/// assert_eq!(stages.into_inner().expect("no thread panicked"), ["read"]);
/// ```
pub type Observer<'a> = dyn Fn(Event) + Sync + 'a;

/// One event.
///
/// ```
/// use wirecopy_article::event::{Event, Warning};
///
/// let event = Event::Warning(Warning::Rejected { records: 2 });
/// if let Event::Warning(warning) = event {
///     assert_eq!(warning.to_string(), "2 records were rejected");
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A stage began.
    Stage(Stage),
    /// Bytes of input were read, as they are on disk: compressed bytes if the input is compressed.
    Read {
        /// Bytes since the last such event.
        bytes: u64,
        /// Records since the last such event, rejected ones included.
        records: u64,
    },
    /// Bytes of input, as they are on disk, were read a second time.
    Rewritten {
        /// Bytes since the last such event.
        bytes: u64,
    },
    /// Inputs were skipped because their sketches remain from an earlier run; [`Event::Read`]
    /// counts them, too.
    Resumed {
        /// Whole files.
        files: u64,
        /// Bytes of these and of the finished part of the next one, as they are on disk.
        bytes: u64,
    },
    /// The size of all inputs, which [`Event::Read`] will add up to, if every input states its
    /// size.
    InputSize {
        /// Bytes on disk.
        bytes: u64,
    },
    /// An estimate of the memory and disk space of the whole run, made once when part of a large
    /// input has been read. Pairs, which depend on how much text repeats, are not included.
    Estimate {
        /// Bytes of memory.
        memory_bytes: u64,
        /// Bytes of temporary files.
        temp_bytes: u64,
        /// Bytes that are free for them, if the system states it.
        temp_bytes_free: Option<u64>,
    },
    /// Work within a stage proceeded.
    Progress {
        /// Steps of this stage completed so far.
        done: u64,
        /// Steps in all.
        total: u64,
    },
    /// A problem that does not stop the run.
    Warning(Warning),
}

/// The stages of a scan, in order, and of other commands.
///
/// ```
/// use wirecopy_article::event::Stage;
///
/// assert!(Stage::Read < Stage::Verify);
/// assert_eq!(Stage::Verify.name(), "verify");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Reading, parsing, tokenising, sketching.
    Read,
    /// Making ids unique, collapsing exact copies.
    Collapse,
    /// Finding and verifying repeated paragraphs.
    Fragments,
    /// Finding boilerplate among them.
    Boilerplate,
    /// Finding candidate pairs of articles.
    Candidates,
    /// Computing the exact scores of candidates.
    Verify,
    /// Aligning pairs.
    Align,
    /// Clustering.
    Cluster,
    /// Deciding which articles to keep.
    Decide,
    /// Writing output files.
    Write,
    /// Comparing a dump with wire stories.
    Trace,
}

impl Stage {
    /// Returns the short lower-case name, as in `run.json`.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Read => "read",
            Stage::Collapse => "collapse",
            Stage::Fragments => "fragments",
            Stage::Boilerplate => "boilerplate",
            Stage::Candidates => "candidates",
            Stage::Verify => "verify",
            Stage::Align => "align",
            Stage::Cluster => "cluster",
            Stage::Decide => "decide",
            Stage::Write => "write",
            Stage::Trace => "trace",
        }
    }
}
