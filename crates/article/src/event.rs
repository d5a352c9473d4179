//! What the library tells while it works. It never prints: tests collect events, the program draws them.

/// Called from any thread; must be quick.
pub type Observer<'a> = dyn Fn(Event) + Sync + 'a;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A stage began.
    Stage(Stage),
    /// Bytes of input were read (as they lie on disk, so compressed bytes where the input is compressed).
    Read {
        /// Bytes since the last such event.
        bytes: u64,
        /// Records since the last such event, rejected ones included.
        records: u64,
    },
    /// Bytes of input were read a second time, as they lie on disk.
    Rewritten {
        /// Bytes since the last such event.
        bytes: u64,
    },
    /// Inputs were passed over whose sketches an earlier run had kept; [`Event::Read`] counts them, too.
    Resumed {
        /// Whole files.
        files: u64,
        /// Bytes of them and of the part of the next one, as they lie on disk.
        bytes: u64,
    },
    /// The size of what [`Event::Read`] will count, where every input tells its size.
    InputSize {
        /// Bytes on disk.
        bytes: u64,
    },
    /// What the whole run will take, told once when a large input was read in part; pairs, whose number depends on how much repeats, not
    /// counted.
    Estimate {
        /// Bytes of memory.
        memory_bytes: u64,
        /// Bytes of temporary files.
        temp_bytes: u64,
        /// SpillConfig for them, where the system tells it.
        temp_bytes_free: Option<u64>,
    },
    /// Work inside a stage went on.
    Progress {
        /// Units done so far in this stage.
        done: u64,
        /// Units in all.
        total: u64,
    },
    /// Something that a user should know and that does not stop the run.
    Warning(Warning),
}

/// The stages of a scan, in order, and of other commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Reading, parsing, tokenising, sketching.
    Read,
    /// Ids made unique, exact copies collapsed.
    Collapse,
    /// Paragraph candidates, their verification, fragments.
    Fragments,
    /// Which fragments are boilerplate.
    Boilerplate,
    /// Article candidates.
    Candidates,
    /// Exact scores of candidates.
    Verify,
    /// Passages of pairs.
    Align,
    /// Clusters.
    Cluster,
    /// Which articles stay.
    Decide,
    /// Output files.
    Write,
    /// A dump held against a wire.
    Trace,
}

impl Stage {
    /// Short lower-case name.
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

/// Cause, consequence, and what to try.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Warning {
    /// A file of a folder was left out because its name says nothing that can be read.
    SkippedFile {
        /// The file.
        path: String,
    },
    /// A link in a folder leads to nothing.
    BrokenLink {
        /// The link.
        path: String,
    },
    /// A field stood in no record, so that a feature which needs it found nothing.
    FieldMissing {
        /// `outlet`, `published` …
        field: &'static str,
        /// What was switched off by it.
        consequence: &'static str,
    },
    /// Dates that could not be understood.
    DatesNotUnderstood {
        /// How many records.
        records: u64,
    },
    /// Groups above `group_len_max`: not all of their pairs were looked at.
    GroupsOverLimit {
        /// `articles` or `paragraphs`.
        level: &'static str,
        /// How many groups.
        groups: u64,
        /// The limit.
        limit: u32,
    },
    /// The temporary folder is on a memory file system, so that its files spare no memory.
    TempInMemory {
        /// The folder.
        folder: String,
    },
    /// The memory budget is below what stands in memory whatever lies in files.
    MemoryTooSmall {
        /// The budget, in bytes.
        limit_bytes: u64,
        /// What is needed at least.
        needed_bytes: u64,
    },
    /// The temporary folder had no room for tables beyond the memory budget.
    TablesWithoutRoom {
        /// Bytes that stood in memory instead.
        bytes: u64,
    },
    /// Text files that were not UTF-8 and were decoded by detection.
    Decoded {
        /// How many files.
        files: u64,
    },
    /// Not one record was of use.
    NothingRead {
        /// How many were rejected.
        rejected: u64,
        /// Where the first of them stands and what is wrong with it; `None` where there is none.
        first: Option<String>,
    },
    /// Records were rejected.
    Rejected {
        /// How many.
        records: u64,
    },
    /// A record was rejected by a command that writes no list of them.
    RejectedRecord {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// Why.
        reason: String,
    },
    /// More records were rejected than were named.
    RejectedInAll {
        /// How many.
        records: u64,
    },
}

impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Warning::SkippedFile { path } => {
                write!(
                    f,
                    "{path} was skipped: its name ends in nothing that is read; pass it by name with --input-format to read it"
                )
            }
            Warning::BrokenLink { path } => write!(f, "{path} was skipped: it links to what does not exist"),
            Warning::FieldMissing { field, consequence } => {
                write!(
                    f,
                    "no record names its {field}: {consequence}; name the field with --{}-field",
                    flag_of(field)
                )
            }
            Warning::DatesNotUnderstood { records } => {
                write!(f, "{} not understood: unknown from here on", were(*records, "date"))
            }
            Warning::GroupsOverLimit { level, groups, limit } => write!(
                f,
                "in {groups} group{} more than {limit} {level} share a key: their clusters are complete, their pairs are not; raise --group-len-max for more pairs",
                if *groups == 1 { "" } else { "s" }
            ),
            Warning::TempInMemory { folder } => {
                write!(f, "the temporary folder {folder} is in memory, so that its files spare none")
            }
            Warning::MemoryTooSmall { limit_bytes, needed_bytes } => write!(
                f,
                "this run takes at least {} MB of memory, more than the {} MB of --memory: it goes on and takes them",
                needed_bytes.div_ceil(1 << 20),
                limit_bytes >> 20
            ),
            Warning::TablesWithoutRoom { bytes } => write!(
                f,
                "the temporary folder had no room for {} MB of tables, which stood in memory beyond --memory; name another one with --temp-dir",
                bytes.div_ceil(1 << 20)
            ),
            Warning::Decoded { files } => {
                write!(f, "{} decoded by detection, being no UTF-8", were(*files, "file"))
            }
            Warning::NothingRead { first: None, .. } => {
                write!(f, "no article was read: the inputs hold no record")
            }
            Warning::NothingRead { rejected, first: Some(first) } => {
                write!(f, "no article was read: {} rejected, the first at {first}", were(*rejected, "record"))
            }
            Warning::Rejected { records } => {
                write!(
                    f,
                    "{} rejected; rejects.jsonl (with --out) names each with its reason",
                    were(*records, "record")
                )
            }
            Warning::RejectedRecord { file, line, reason } => {
                write!(f, "{file}:{line} was rejected: {reason}")
            }
            Warning::RejectedInAll { records } => write!(f, "{records} records were rejected in all"),
        }
    }
}

/// `1 file was`, `2 files were`.
fn were(number: u64, what: &str) -> String {
    if number == 1 { format!("1 {what} was") } else { format!("{number} {what}s were") }
}

fn flag_of(field: &str) -> &str {
    if field == "published" { "date" } else { field }
}
