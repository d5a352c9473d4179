//! Warnings of a run, in words.

use std::fmt;

/// A problem that does not stop a run, with its consequence.
///
/// ```
/// let skipped = wirecopy_article::event::Warning::SkippedFile { path: "news/logo.png".into() };
/// assert_eq!(skipped.to_string(), "news/logo.png was skipped: its name indicates no format");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Warning {
    /// A file of a folder was skipped because its name indicates no known format.
    SkippedFile {
        /// The file.
        path: String,
    },
    /// A file of a folder was skipped because of its content.
    SkippedContent {
        /// The file and the reason.
        reason: String,
    },
    /// A field was chosen for a reason other than its name.
    FieldChosen {
        /// `text`, `published` …
        role: &'static str,
        /// The field.
        field: String,
        /// The reason, as a clause.
        reason: String,
    },
    /// Some texts have markup and are read as they are.
    MarkupInTexts {
        /// Number of texts among the first of each file.
        texts: u64,
    },
    /// Most texts are stubs of the stories in another field, of a name that is not known.
    TextsAreStubs {
        /// The field that is read as the text, and the one with the stories.
        fields: [String; 2],
        /// Characters of their average strings.
        chars: [u64; 2],
    },
    /// A file, link or folder in a folder cannot be read.
    Unreadable {
        /// Its path.
        path: String,
        /// The reason, in the system's words.
        reason: String,
    },
    /// No record has a field, so that a feature that needs it found nothing.
    FieldMissing {
        /// `outlet`, `published` …
        field: &'static str,
        /// The consequence, as a clause.
        consequence: &'static str,
    },
    /// Some dates could not be understood.
    DatesNotUnderstood {
        /// Number of records.
        records: u64,
        /// A few of the dates.
        examples: Vec<String>,
    },
    /// Some groups are larger than `group_len_max`: not all of their pairs were considered.
    GroupsOverLimit {
        /// `articles` or `paragraphs`.
        level: &'static str,
        /// Number of groups.
        groups: u64,
        /// The limit.
        limit: u32,
    },
    /// There are more pairs per article than `pairs_max`: only those with the representatives of
    /// clusters, and one between two clusters, are reported.
    PairsOverLimit {
        /// Pairs that are not reported.
        left_out: u64,
        /// The limit.
        limit: u32,
    },
    /// There are more than `pairs_max` pairs per article that share too little for a row and show
    /// where a text comes from.
    WeakPairsOverLimit {
        /// Pairs that are not looked at any further.
        left_out: u64,
        /// The limit.
        limit: u32,
    },
    /// Some articles share text with more than `pairs_max` stories of a wire.
    StoriesOverLimit {
        /// Pairs of a story and an article that are not reported.
        left_out: u64,
        /// The limit.
        limit: u32,
    },
    /// The temporary folder is on a memory file system, so that its files spare no memory.
    TempInMemory {
        /// The folder.
        folder: String,
    },
    /// The memory budget is below what a run needs even if all that can be is in files.
    MemoryTooSmall {
        /// The budget, in bytes.
        limit_bytes: u64,
        /// The least memory that is needed, in bytes.
        needed_bytes: u64,
    },
    /// The run took more memory than its budget.
    MemoryExceeded {
        /// The budget, in bytes.
        limit_bytes: u64,
        /// The most memory that it had at once, in bytes.
        peak_bytes: u64,
    },
    /// The temporary folder had no space for tables beyond the memory budget.
    TablesWithoutRoom {
        /// Bytes that were in memory instead.
        bytes: u64,
    },
    /// Some text files were not UTF-8 and were decoded by detection.
    Decoded {
        /// Number of files.
        files: u64,
    },
    /// Some texts have characters that are UTF-8 read as Windows-1252.
    Mojibake {
        /// Number of texts.
        texts: u64,
        /// True if they were mended.
        are_mended: bool,
    },
    /// All articles are of one outlet, which was taken from the host of their addresses.
    OneHost {
        /// The outlet.
        outlet: String,
    },
    /// Fields that no record has, so that some findings are missing.
    NotFound {
        /// Names of the missing fields.
        missing: Vec<&'static str>,
        /// All fields that there are.
        fields: Vec<String>,
    },
    /// Outlets that were named in an order of preference, and of which no article is.
    PreferredUnknown {
        /// Their names.
        outlets: Vec<String>,
        /// A few outlets that there are.
        present: Vec<String>,
    },
    /// Some records are in the inputs more than once: the same id and the same text.
    SameRecordAgain {
        /// Number of records beyond the first of each.
        records: u64,
    },
    /// Some records were rejected.
    Rejected {
        /// Number of records.
        records: u64,
    },
    /// A record was rejected by a command that writes no list of rejects.
    RejectedRecord {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// The reason.
        reason: String,
    },
    /// More records were rejected than were named one by one.
    RejectedInAll {
        /// Number of records.
        records: u64,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::SkippedFile { path } => {
                write!(f, "{path} was skipped: its name indicates no format")
            }
            Warning::SkippedContent { reason } => write!(f, "skipped: {reason}"),
            Warning::FieldChosen { role, field, reason } => {
                write!(f, "\"{field}\" is read as the {}: {reason}", role_in_words(role))
            }
            Warning::MarkupInTexts { texts } => {
                write!(f, "{texts} of the first texts contain tags or entities, which count as words")
            }
            Warning::TextsAreStubs { fields, chars } => texts_are_stubs(f, fields, *chars),
            Warning::Unreadable { path, reason } => write!(f, "{path} was skipped: {reason}"),
            Warning::FieldMissing { field, consequence } => {
                write!(f, "no record names its {}: {consequence}", role_in_words(field))
            }
            Warning::DatesNotUnderstood { records, examples } => dates(f, *records, examples),
            Warning::GroupsOverLimit { level, groups, limit } => groups_over_limit(f, level, *groups, *limit),
            Warning::PairsOverLimit { left_out, limit } => pairs_over_limit(f, *left_out, *limit),
            Warning::WeakPairsOverLimit { left_out, limit } => weak_pairs_over_limit(f, *left_out, *limit),
            Warning::StoriesOverLimit { left_out, limit } => stories_over_limit(f, *left_out, *limit),
            Warning::TempInMemory { folder } => {
                write!(f, "the temporary folder {folder} is in memory, so files in it save no memory")
            }
            Warning::MemoryTooSmall { limit_bytes, needed_bytes } => {
                memory_too_small(f, *limit_bytes, *needed_bytes)
            }
            Warning::MemoryExceeded { limit_bytes, peak_bytes } => {
                memory_exceeded(f, *limit_bytes, *peak_bytes)
            }
            Warning::TablesWithoutRoom { bytes } => tables_without_room(f, *bytes),
            Warning::Decoded { files } => {
                write!(f, "{} not UTF-8 and decoded by detection", were(*files, "file"))
            }
            Warning::Mojibake { texts, are_mended } => mojibake(f, *texts, *are_mended),
            Warning::OneHost { outlet } => {
                write!(f, "all articles are from one host, {outlet}: no pair is between outlets")
            }
            Warning::NotFound { missing, fields } => not_found(f, missing, fields),
            Warning::PreferredUnknown { outlets, present } => preferred_unknown(f, outlets, present),
            Warning::SameRecordAgain { records } => same_record_again(f, *records),
            Warning::Rejected { records } => write!(f, "{} rejected", were(*records, "record")),
            Warning::RejectedRecord { file, line, reason } => {
                write!(f, "{file}:{line} was rejected: {reason}")
            }
            Warning::RejectedInAll { records } => write!(f, "{records} records were rejected in all"),
        }
    }
}

fn dates(f: &mut fmt::Formatter<'_>, records: u64, examples: &[String]) -> fmt::Result {
    let count = if records == 1 { "counts" } else { "count" };
    write!(f, "{} not understood and {count} as unknown", were(records, "date"))?;
    if examples.is_empty() {
        return Ok(());
    }
    let accepted = "2031-05-20, 2031-05-20T10:04:11Z, Tue, 20 May 2031 10:04:11 +0200, 20.05.2031";
    write!(f, ": {}; forms such as {accepted} are understood", examples.join(" | "))
}

fn groups_over_limit(f: &mut fmt::Formatter<'_>, level: &str, groups: u64, limit: u32) -> fmt::Result {
    write!(
        f,
        "{groups} group{} of more than {limit} {level} with a common key: their clusters are complete, their pairs are not",
        if groups == 1 { "" } else { "s" }
    )
}

fn pairs_over_limit(f: &mut fmt::Formatter<'_>, left_out: u64, limit: u32) -> fmt::Result {
    write!(
        f,
        "there are more than {limit} pairs per article: {left_out} are left out; each article is still paired with the representative of its cluster"
    )
}

fn weak_pairs_over_limit(f: &mut fmt::Formatter<'_>, left_out: u64, limit: u32) -> fmt::Result {
    write!(
        f,
        "there are more than {limit} pairs per article that share too little for a row: the {left_out} that share least are not used to find where a text comes from"
    )
}

fn stories_over_limit(f: &mut fmt::Formatter<'_>, left_out: u64, limit: u32) -> fmt::Result {
    write!(
        f,
        "some articles share text with more than {limit} stories: the {left_out} that share least are left out"
    )
}

fn memory_too_small(f: &mut fmt::Formatter<'_>, limit_bytes: u64, needed_bytes: u64) -> fmt::Result {
    write!(
        f,
        "this run takes at least {} MB of memory, more than the limit of {}; it continues nevertheless",
        needed_bytes.div_ceil(1 << 20),
        size(limit_bytes)
    )
}

fn memory_exceeded(f: &mut fmt::Formatter<'_>, limit_bytes: u64, peak_bytes: u64) -> fmt::Result {
    write!(
        f,
        "the run took {} MB of memory, more than the limit of {}",
        peak_bytes.div_ceil(1 << 20),
        size(limit_bytes)
    )
}

/// A size in the largest unit of which it has one.
fn size(bytes: u64) -> String {
    match bytes {
        0..=0x3ff => format!("{bytes} bytes"),
        0x400..=0xf_ffff => format!("{} KB", bytes >> 10),
        _ => format!("{} MB", bytes >> 20),
    }
}

fn tables_without_room(f: &mut fmt::Formatter<'_>, bytes: u64) -> fmt::Result {
    write!(
        f,
        "the temporary folder had no space for {} MB of tables, which stayed in memory beyond the limit",
        bytes.div_ceil(1 << 20)
    )
}

fn mojibake(f: &mut fmt::Formatter<'_>, texts: u64, are_mended: bool) -> fmt::Result {
    let has = if texts == 1 { "text has" } else { "texts have" };
    let mended = if are_mended { ", and are repaired as far as possible" } else { "" };
    write!(f, "{texts} {has} damaged characters, which look like UTF-8 read as Windows-1252{mended}")
}

fn texts_are_stubs(f: &mut fmt::Formatter<'_>, fields: &[String; 2], [own, its]: [u64; 2]) -> fmt::Result {
    let [text, longer] = fields;
    write!(f, "the text, \"{text}\", has {own} characters on average, and \"{longer}\" {its}")
}

/// The name of a role for people.
fn role_in_words(role: &str) -> &str {
    match role {
        "published" => "date",
        "url" => "address",
        role => role,
    }
}

fn not_found(f: &mut fmt::Formatter<'_>, missing: &[&str], fields: &[String]) -> fmt::Result {
    let needs_them = match missing {
        ["dates"] => "direction, lag and the choice of the earliest copy",
        ["outlets"] => "pairs across outlets",
        _ => "direction, lag and pairs across outlets",
    };
    write!(f, "no {}: {needs_them} need them", missing.join(", no "))?;
    if fields.is_empty() { Ok(()) } else { write!(f, "; fields present: {}", fields.join(", ")) }
}

fn preferred_unknown(f: &mut fmt::Formatter<'_>, outlets: &[String], present: &[String]) -> fmt::Result {
    write!(f, "no article is from the preferred outlet {}", outlets.join(", nor from "))?;
    match present {
        [] => write!(f, ": no article has an outlet"),
        present => write!(f, "; outlets such as {} are known", present.join(", ")),
    }
}

fn same_record_again(f: &mut fmt::Formatter<'_>, records: u64) -> fmt::Result {
    write!(f, "{} in the inputs already, with the same id and the same text", were(records, "record"))
}

/// `1 file was`, `2 files were`.
fn were(number: u64, what: &str) -> String {
    if number == 1 { format!("1 {what} was") } else { format!("{number} {what}s were") }
}
