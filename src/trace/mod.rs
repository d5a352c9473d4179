//! Who carries the stories of a wire.
//!
//! *Takes* the wire and a dump. *Gives* a row for each story in each article that carries it, with exact scores, passages and credit. *Costs* one reading of
//! both; the wire is held in memory, of the dump nothing but the blocks at hand and the keys of the rows found. *Never* holds one article of
//! the dump against another, and says nothing of licences. *Source*: containment after Broder 1997; who carried how much of which
//! dispatch is the question of Gaizauskas et al. 2001, "The METER corpus".

mod carried;
mod credited;
mod rows;
mod wire;

use self::carried::{CarriedIn, Found, Tracer};
use self::credited::WireSource;
use self::rows::SortedRows;
use self::wire::{ComparedText, WireIndex, WireStories, WireStory};
use crate::corpus::ordered::in_order;
use crate::error::{Error, Result};
use crate::output::{Carrier, TraceCounts};
use std::collections::BTreeSet;
use wirecopy_article::event::{Event, Observer, Stage, Warning};
use wirecopy_article::{Reject, RejectReason};
use wirecopy_io::{Block, Input, ReadOptions, open};
use wirecopy_news::credit;

/// What a trace is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct TraceParams {
    /// Least share of the story that a carrier holds (containment), 0 to 1.
    pub share_min: Option<f64>,
    /// Both dates known and at most this many seconds apart.
    pub within_seconds: Option<i64>,
    /// A seed that more stories have names only the first of them; see [`crate::params::ScanParams::group_len_max`].
    pub group_len_max: u32,
}

impl Default for TraceParams {
    fn default() -> Self {
        let group_len_max = crate::params::ScanParams::default().group_len_max;
        TraceParams { share_min: None, within_seconds: None, group_len_max }
    }
}

/// What a trace found.
pub struct Trace {
    /// What was read and found.
    pub counts: TraceCounts,
    rows: SortedRows,
}

impl Trace {
    /// The rows, ordered by (`wire`, `carrier`, `file`, `line`), read back from the temporary folder.
    pub fn rows(&self) -> impl Iterator<Item = Result<Carrier>> {
        self.rows.iter()
    }
}

/// Bad records of a reading that are named; more are counted.
const REJECTS_NAMED_MAX: u64 = 20;

/// Finds the carriers of each story of `wire` among the articles of `inputs`.
///
/// The wire is held in memory, about six bytes for each byte of its text; of the inputs nothing is but the blocks at hand and about 100 bytes for
/// each row found, whose rest waits in the temporary folder. Each article costs its own length, and the lengths of the stories that it shares
/// seeds with. Work runs on the current rayon pool; the answer does not depend on it.
///
/// # Errors
/// When an input or the temporary folder fails; a bad record does not, unless `reading.strict`.
pub fn trace(
    wire: &[Input],
    inputs: &[Input],
    reading: &ReadOptions,
    params: &TraceParams,
    observer: &Observer<'_>,
) -> Result<Trace> {
    let share = params.share_min.unwrap_or(0.0);
    if !(0.0..=1.0).contains(&share) {
        return Err(Error::Parameter {
            name: "share_min",
            value: share.to_string(),
            expected: "a share from 0 to 1 is expected",
        });
    }
    let mut counts = TraceCounts::default();
    let index = read_wire(wire, reading, params, &mut counts, observer)?;
    observer(Event::Stage(Stage::Trace));
    let mut rows = SortedRows::create(&reading.temp_dir)?;
    let mut carried = BTreeSet::new();
    let tracer = Tracer { index: &index, params };
    let input_reader = open(inputs, reading)?;
    tell_size(input_reader.size_bytes(), observer);
    let make = |_, block: &Block, text: &mut ComparedText| tracer.trace(block, reading, text);
    let mut told = 0;
    let input_reader = in_order(input_reader, make, |found: Found| {
        let records = found.articles + found.rejects.len() as u64;
        observer(Event::Read { bytes: found.bytes_on_disk, records });
        counts.read += records;
        counts.articles += found.articles;
        counts.rejected += found.rejects.len() as u64;
        counts.own += found.own;
        counts.carriers += found.carriers.iter().filter(|carrier| carrier.row.best).count() as u64;
        refuse_or_name(&found.rejects, reading, &mut told, observer)?;
        for CarriedIn { story, row, frame } in found.carriers {
            carried.insert(story);
            rows.push(story, row, &frame)?;
        }
        Ok(())
    })?;
    let (_, warnings) = input_reader.finish();
    warnings.into_iter().for_each(|warning| observer(Event::Warning(warning)));
    tell_rejected(counts.wire_rejected + counts.rejected, told, observer);
    rows.sort();
    counts.rows = rows.len();
    counts.stories_carried = carried.len() as u64;
    Ok(Trace { counts, rows })
}

fn read_wire(
    wire: &[Input],
    reading: &ReadOptions,
    params: &TraceParams,
    counts: &mut TraceCounts,
    observer: &Observer<'_>,
) -> Result<WireIndex> {
    observer(Event::Stage(Stage::Read));
    let input_reader = open(wire, reading)?;
    tell_size(input_reader.size_bytes(), observer);
    let mut stories = WireStories::default();
    let mut told = 0;
    let make = |_, block: &Block, text: &mut ComparedText| read_stories(block, reading, text);
    let input_reader = in_order(input_reader, make, |read: WireBlock| {
        let records = (read.stories.len() + read.rejects.len()) as u64;
        observer(Event::Read { bytes: read.bytes_on_disk, records });
        counts.wire_read += records;
        counts.wire_rejected += read.rejects.len() as u64;
        refuse_or_name(&read.rejects, reading, &mut told, observer)?;
        read.stories.into_iter().for_each(|(story, seeds)| stories.add(story, seeds));
        Ok(())
    })?;
    let (_, warnings) = input_reader.finish();
    warnings.into_iter().for_each(|warning| observer(Event::Warning(warning)));
    let index = stories.into_index(params.group_len_max as usize);
    counts.wire_stories = index.stories.len() as u64;
    counts.groups_over_limit = index.groups_over_limit;
    if index.groups_over_limit > 0 {
        let (groups, limit) = (index.groups_over_limit, params.group_len_max);
        observer(Event::Warning(Warning::GroupsOverLimit { level: "stories", groups, limit }));
    }
    Ok(index)
}

/// What stood in a block of the wire.
struct WireBlock {
    bytes_on_disk: u64,
    /// Stories with their seeds.
    stories: Vec<(WireStory, Vec<u64>)>,
    rejects: Vec<Reject>,
}

fn read_stories(block: &Block, reading: &ReadOptions, text: &mut ComparedText) -> WireBlock {
    let decoded = block.decode(reading);
    let mut rejects = decoded.rejects;
    let mut stories = Vec::with_capacity(decoded.documents.len());
    let mut credits = Vec::new();
    for document in decoded.documents {
        if !text.read(&document.text) {
            rejects.push(document.reject(RejectReason::TextWithoutWords));
            continue;
        }
        credit::find(&document.text, &text.analysis, &mut credits);
        let story = WireStory {
            source: WireSource::of(document.outlet.as_deref(), document.url.as_deref(), &credits),
            text: document.text.as_ref().into(),
            id: document.id.into_owned(),
            title: document.title.map(Into::into),
            published: document.published,
            text_hash: text.text_hash(),
            shingles: text.shingles.clone(),
        };
        stories.push((story, text.seeds.clone()));
    }
    rejects.sort();
    WireBlock { bytes_on_disk: block.bytes_on_disk, stories, rejects }
}

fn tell_size(bytes: Option<u64>, observer: &Observer<'_>) {
    if let Some(bytes) = bytes {
        observer(Event::InputSize { bytes });
    }
}

/// Names the first rejects; with `reading.strict` the first one is an error.
fn refuse_or_name(
    rejects: &[Reject],
    reading: &ReadOptions,
    told: &mut u64,
    observer: &Observer<'_>,
) -> Result<()> {
    for Reject { file, line, reason, .. } in rejects {
        let (file, line, reason) = (file.clone(), *line, reason.to_string());
        if reading.strict {
            return Err(Error::Strict { file, line, reason });
        }
        *told += 1;
        if *told <= REJECTS_NAMED_MAX {
            observer(Event::Warning(Warning::RejectedRecord { file, line, reason }));
        }
    }
    Ok(())
}

fn tell_rejected(rejected: u64, told: u64, observer: &Observer<'_>) {
    if told > REJECTS_NAMED_MAX {
        observer(Event::Warning(Warning::RejectedInAll { records: rejected }));
    }
}
