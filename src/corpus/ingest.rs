//! The first reading: blocks sketched in parallel and appended in reading order.

use crate::corpus::budget::Budget;
use crate::corpus::estimate;
use crate::corpus::estimate::{BYTES_LOOKED_AT, Progress};
use crate::corpus::read_corpus::ReadCorpus;
use crate::corpus::resume::{Payload, Resuming};
use crate::corpus::sketch::{Sketcher, Workspace};
use crate::corpus::sketched_block::SketchedBlock;
use crate::error::Result;
use crate::ordered::in_order;
use crate::params::ScanParams;
use wirecopy_article::event::{Event, Observer};
use wirecopy_io::{Block, Input, ReadOptions, TextSource, open};

/// Reads everything once; the texts of the blob file are not in the source yet.
///
/// # Errors
/// When an input or the temporary folder fails, or where reading is strict and a record bad.
pub(crate) fn read(
    inputs: &[Input],
    options: &ReadOptions,
    params: &ScanParams,
    observer: &Observer<'_>,
) -> Result<(ReadCorpus, TextSource)> {
    let mut input_reader = open(inputs, options)?;
    let bytes_in_all = input_reader.size_bytes();
    if let Some(bytes) = bytes_in_all {
        observer(Event::InputSize { bytes });
    }
    estimate::warn_of_temp_in_memory(options, observer);
    let sketcher = Sketcher::new(params);
    let corpus = ReadCorpus::new(options, params.han())?;
    let mut appending = Appending::to(corpus, options, observer, (0, bytes_in_all));
    let mut resuming =
        Resuming::begin(&mut input_reader, options, params, observer, |block| appending.append(block))?;
    let is_sealed = resuming.is_some();
    let make = |_, block: &Block, work: &mut Workspace| {
        let sketched = sketcher.sketch(block, options, work);
        let payload = is_sealed.then(|| Payload::of(block, &sketched));
        (sketched, payload)
    };
    let input_reader = in_order(input_reader, make, |(sketched, payload)| {
        if let Some((resuming, payload)) = resuming.as_mut().zip(payload) {
            resuming.push(&payload)?;
        }
        appending.append(sketched)
    })?;
    resuming.map_or(Ok(()), Resuming::finish)?;
    let mut corpus = appending.finish();
    let (text_source, warnings, notes) = input_reader.finish();
    for warning in warnings {
        observer(Event::Warning(warning));
    }
    let facts = &corpus.facts;
    if !corpus.table.is_empty() {
        let has_bad_dates = facts.dates_not_understood > 0;
        notes.assert_named_fields(&options.fields, &facts.field_counts, has_bad_dates)?;
    }
    corpus.facts.notes = notes;
    corpus.facts.mends_mojibake = options.fix_mojibake;
    corpus.facts.assert_usable(options.rejects_share_max)?;
    corpus.own_rows = Some(corpus.table.next_key());
    match options.against.is_empty() {
        true => Ok((corpus, text_source)),
        false => read_against(corpus, text_source, (options, params), observer),
    }
}

/// Appends the articles that are compared with. Of what their reading counts only the warnings are
/// passed on.
fn read_against(
    mut corpus: ReadCorpus,
    text_source: TextSource,
    (options, params): (&ReadOptions, &ScanParams),
    observer: &Observer<'_>,
) -> Result<(ReadCorpus, TextSource)> {
    let input_reader = open(&options.against, options)?;
    let bytes_in_all = input_reader.size_bytes();
    let facts = std::mem::take(&mut corpus.facts);
    let first_source = text_source.n_files();
    let mut appending = Appending::to(corpus, options, observer, (first_source, bytes_in_all));
    let sketcher = Sketcher::new(params);
    let make = |_, block: &Block, work: &mut Workspace| sketcher.sketch(block, options, work);
    let input_reader = in_order(input_reader, make, |sketched| appending.append(sketched))?;
    let mut corpus = appending.finish();
    let (other_source, warnings, _) = input_reader.finish();
    for warning in warnings {
        observer(Event::Warning(warning));
    }
    corpus.facts.assert_usable(options.rejects_share_max)?;
    corpus.facts = facts;
    Ok((corpus, text_source.and(other_source)))
}

/// A corpus that grows, with the estimate of the whole once enough was read.
struct Appending<'run> {
    corpus: ReadCorpus,
    options: &'run ReadOptions,
    observer: &'run Observer<'run>,
    /// Number of the first file that is read, among all by which texts are read again.
    first_source: u32,
    bytes_read: u64,
    bytes_in_all: Option<u64>,
    is_estimated: bool,
}

impl<'run> Appending<'run> {
    fn to(
        corpus: ReadCorpus,
        options: &'run ReadOptions,
        observer: &'run Observer<'run>,
        (first_source, bytes_in_all): (u32, Option<u64>),
    ) -> Appending<'run> {
        let (bytes_read, is_estimated) = (0, false);
        Appending { corpus, options, observer, first_source, bytes_read, bytes_in_all, is_estimated }
    }

    fn append(&mut self, mut block: SketchedBlock) -> Result<()> {
        let records = (block.stored.len() + block.rejects.len()) as u64;
        let before = self.bytes_read;
        self.bytes_read += block.bytes_on_disk;
        (self.observer)(Event::Read { bytes: block.bytes_on_disk, records });
        block.renumber_sources(self.first_source);
        self.corpus.append(block, self.options.strict)?;
        match self.bytes_in_all {
            Some(bytes_in_all)
                if before < BYTES_LOOKED_AT && (BYTES_LOOKED_AT..bytes_in_all).contains(&self.bytes_read) =>
            {
                self.is_estimated = true;
                let keys_bytes_max = Budget::of(self.options.memory_bytes_max).of_reading();
                let progress = Progress { bytes_read: self.bytes_read, bytes_in_all };
                estimate::check(self.corpus.size(), progress, keys_bytes_max, self.options, self.observer)
            }
            _ => Ok(()),
        }
    }

    fn finish(self) -> ReadCorpus {
        if !self.is_estimated {
            estimate::warn_of_small_memory(self.corpus.size(), self.options, self.observer);
        }
        self.corpus
    }
}
