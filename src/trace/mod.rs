//! Carriers of the stories of a wire.
//!
//! *Takes* the wire and a dump. *Gives* a row for each story in each article that carries it, with
//! exact scores, passages and credit. *Costs* one reading of both; the wire is in memory, of the
//! dump only the blocks at hand and the keys of the rows. *Never* compares two articles of the
//! dump, and says nothing of licences. *Source*: containment after Broder 1997; who carried how
//! much of which dispatch is the question of Gaizauskas et al. 2001, "The METER corpus".
//!
//! Tokens, shingle sets, seeds, overlaps, passages and the rule for reporting are the functions of
//! a scan, and a [`SeedIndex`](wirecopy_reuse::candidates::SeedIndex) proposes by the same keys and
//! the same rule for large groups. Each article of the dump is read once and alone, so that
//! boilerplate is known by form and place only, as in `explain` and `compare`: its other carriers
//! are not known.

mod carriers;
mod credit_state;
mod date_faults;
mod rows;
mod source_facts;
mod stories;

use self::carriers::{CarrierRow, TracedBlock, Tracer};
use self::credit_state::WireSource;
use self::date_faults::DateFaults;
use self::rows::SortedRows;
use self::source_facts::SourceFacts;
use self::stories::{Wire, WireStories, WireStory, outside};
use crate::error::{Error, Result};
use crate::fingerprints::TextFingerprints;
use crate::ordered::in_order;
use crate::output::{Carrier, TraceCounts};
use crate::rejects::RejectReporter;
use std::collections::BTreeSet;
use wirecopy_article::event::{Event, Observer, Stage, Warning};
use wirecopy_article::{Reject, RejectReason};
use wirecopy_io::{Block, Input, ReadOptions, open};
use wirecopy_news::credit;
use wirecopy_news::story::headline;

/// Parameters of a trace.
///
/// ```
/// let params = wirecopy::TraceParams { share_min: Some(0.3), ..Default::default() };
/// assert_eq!(params.within_seconds, None);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct TraceParams {
    /// Minimum share of the story that a carrier has (containment), 0 to 1.
    pub share_min: Option<f64>,
    /// Both dates known and at most this many seconds apart.
    pub within_seconds: Option<i64>,
    /// A seed that this many stories or more have proposes only the first and the last of them; see
    /// [`crate::params::ScanParams::group_len_max`].
    pub group_len_max: u32,
    /// Stories with which an article has rows at most: those that it shares the most with.
    pub pairs_max: u32,
}

impl Default for TraceParams {
    fn default() -> Self {
        let crate::params::ScanParams { group_len_max, pairs_max, .. } = crate::params::ScanParams::default();
        TraceParams { share_min: None, within_seconds: None, group_len_max, pairs_max }
    }
}

/// Findings of a trace.
///
/// ```
/// use wirecopy::{Input, ReadOptions, TraceParams, trace};
///
/// let wire = [Input::Path("data/sample/wire.jsonl".into())];
/// let dump = [Input::Path("data/sample/tarnwick-herald.jsonl".into())];
/// let reading = ReadOptions::new(std::env::temp_dir());
/// let found = trace(&wire, &dump, &reading, &TraceParams::default(), &|_| {})?;
/// for row in found.rows() {
///     let row = row?;
///     println!("{} has {:.0} % of {}", row.carrier, 100.0 * row.wire_in_carrier, row.wire);
/// }
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub struct Trace {
    /// Counts of what was read and found.
    pub counts: TraceCounts,
    rows: SortedRows,
}

impl Trace {
    /// Returns the rows, ordered by (`wire`, `carrier`, `file`, `line`), read back from the
    /// temporary folder.
    pub fn rows(&self) -> impl Iterator<Item = Result<Carrier>> {
        self.rows.iter()
    }
}

/// Finds the carriers of each story of `wire` among the articles of `inputs`.
///
/// The wire takes about six bytes of memory for each byte of its text; of the inputs only the
/// blocks at hand are in memory and about 100 bytes per row found, whose rest is in the temporary
/// folder. Each article costs its own length, and the lengths of the stories that it shares seeds
/// with. Work runs on the current rayon pool; the answer does not depend on it.
///
/// # Errors
/// When an input or the temporary folder fails, or the wire or the inputs have no article or too
/// many bad records; a single one is no error, unless `reading.strict`.
///
/// ```
/// use wirecopy::{Input, ReadOptions, TraceParams, trace};
///
/// let wire = [Input::Path("data/sample/wire.jsonl".into())];
/// let dump = [Input::Path("data/sample".into())];
/// let reading = ReadOptions::new(std::env::temp_dir());
/// let found = trace(&wire, &dump, &reading, &TraceParams::default(), &|_| {})?;
/// assert!(found.counts.stories_carried <= found.counts.wire_stories);
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn trace(
    wire: &[Input],
    inputs: &[Input],
    reading: &ReadOptions,
    params: &TraceParams,
    observer: &Observer<'_>,
) -> Result<Trace> {
    check(params)?;
    let mut counts = TraceCounts::default();
    let wire = read_wire(wire, reading, params, &mut counts, observer)?;
    observer(Event::Stage(Stage::Trace));
    let mut rows = SortedRows::create(&reading.temp_dir)?;
    let mut carried = BTreeSet::new();
    let tracer = Tracer { wire: &wire, params };
    let input_reader = open(inputs, reading)?;
    announce_size(input_reader.size_bytes(), observer);
    let make = |_, block: &Block, space: &mut TextFingerprints| tracer.trace(block, reading, space);
    let mut rejects = RejectReporter::new(reading, observer);
    let mut date_faults = DateFaults::default();
    let input_reader = in_order(input_reader, make, |traced: TracedBlock| {
        let records = traced.articles + traced.rejects.len() as u64;
        observer(Event::Read { bytes: traced.bytes_on_disk, records });
        counts.read += records;
        counts.articles += traced.articles;
        counts.rejected += traced.rejects.len() as u64;
        counts.own += traced.own;
        counts.rows_left_out += traced.left_out;
        counts.carriers += traced.rows.iter().filter(|row| row.key.best).count() as u64;
        rejects.report(&traced.rejects)?;
        date_faults.add(traced.date_faults);
        for CarrierRow { key, frame } in traced.rows {
            carried.insert(key.story);
            rows.push(key, &frame)?;
        }
        Ok(())
    })?;
    let (_, warnings, _) = input_reader.finish();
    warnings.into_iter().chain(date_faults.warning()).for_each(|warning| observer(Event::Warning(warning)));
    if counts.rows_left_out > 0 {
        let (left_out, limit) = (counts.rows_left_out, params.pairs_max);
        observer(Event::Warning(Warning::StoriesOverLimit { left_out, limit }));
    }
    rejects.assert_usable(counts.articles)?;
    rejects.finish(counts.wire_rejected + counts.rejected);
    rows.sort();
    counts.rows = rows.len();
    counts.stories_carried = carried.len() as u64;
    Ok(Trace { counts, rows })
}

fn check(params: &TraceParams) -> Result<()> {
    let refuse = |name, value: String, expected| Err(Error::Parameter { name, value, expected });
    let share = params.share_min.unwrap_or(0.0);
    if !(0.0..=1.0).contains(&share) {
        return refuse("share_min", share.to_string(), "a share from 0 to 1 is expected");
    }
    if params.group_len_max < 2 {
        return refuse("group_len_max", params.group_len_max.to_string(), "a group has 2 members or more");
    }
    Ok(())
}

fn read_wire(
    wire: &[Input],
    reading: &ReadOptions,
    params: &TraceParams,
    counts: &mut TraceCounts,
    observer: &Observer<'_>,
) -> Result<Wire> {
    observer(Event::Stage(Stage::Read));
    let input_reader = open(wire, reading)?;
    announce_size(input_reader.size_bytes(), observer);
    let mut stories = WireStories::default();
    let mut rejects = RejectReporter::new(reading, observer);
    let mut date_faults = DateFaults::default();
    let make = |_, block: &Block, space: &mut TextFingerprints| read_stories(block, reading, space);
    let input_reader = in_order(input_reader, make, |read: WireBlock| {
        let records = (read.stories.len() + read.rejects.len()) as u64;
        observer(Event::Read { bytes: read.bytes_on_disk, records });
        counts.wire_read += records;
        counts.wire_rejected += read.rejects.len() as u64;
        rejects.report(&read.rejects)?;
        date_faults.add(read.date_faults);
        read.stories.into_iter().for_each(|(story, seeds)| stories.add(story, seeds));
        Ok(())
    })?;
    let (_, warnings, _) = input_reader.finish();
    warnings.into_iter().chain(date_faults.warning()).for_each(|warning| observer(Event::Warning(warning)));
    rejects.assert_usable(counts.wire_read - counts.wire_rejected)?;
    let wire = stories.into_wire(params.group_len_max as usize);
    counts.wire_stories = wire.stories.len() as u64;
    counts.groups_over_limit = wire.index.groups_over_limit();
    if counts.groups_over_limit > 0 {
        let (groups, limit) = (counts.groups_over_limit, params.group_len_max);
        observer(Event::Warning(Warning::GroupsOverLimit { level: "stories", groups, limit }));
    }
    Ok(wire)
}

/// Stories of one block of the wire.
struct WireBlock {
    bytes_on_disk: u64,
    /// Stories with their seeds.
    stories: Vec<(WireStory, Vec<u64>)>,
    rejects: Vec<Reject>,
    date_faults: DateFaults,
}

fn read_stories(block: &Block, reading: &ReadOptions, space: &mut TextFingerprints) -> WireBlock {
    let decoded = block.decode(reading);
    let date_faults = DateFaults::of(&decoded);
    let mut rejects = decoded.rejects;
    let mut stories = Vec::with_capacity(decoded.documents.len());
    let mut credits = Vec::new();
    for document in decoded.documents {
        if !space.read(&document.text) {
            rejects.push(document.reject(RejectReason::TextWithoutWords));
            continue;
        }
        credit::find(&document.text, &space.analysis, &mut credits);
        let (shingles, seeds) = outside(&document.text, space);
        let story = WireStory {
            source: WireSource::of(document.outlet.as_deref(), document.url.as_deref(), &credits),
            facts: SourceFacts::of_wire(&document, &credits, space.tokens.len()),
            headline: headline(document.title.as_deref(), &document.text),
            text: document.text.as_ref().into(),
            id: document.id.into_owned(),
            title: document.title.map(Into::into),
            published: document.published,
            text_hash: space.text_hash(None),
            n_shingles: space.n_shingles(),
            shingles,
        };
        stories.push((story, seeds));
    }
    rejects.sort();
    WireBlock { bytes_on_disk: block.bytes_on_disk, stories, rejects, date_faults }
}

fn announce_size(bytes: Option<u64>, observer: &Observer<'_>) {
    if let Some(bytes) = bytes {
        observer(Event::InputSize { bytes });
    }
}
