//! The first reading: blocks in order, sketched in parallel, appended in order.

use super::sketching::{BlockSketch, SketchedBlock, Sketcher, StoredDocument, Workspace};
use crate::document::{Place, Published};
use crate::error::{Error, Result};
use crate::event::{Event, Observer};
use crate::formats::{
    Block, Catalog, CatalogBuilder, FieldCounts, Input, Intake, Originals, ReadOptions, Spool, open,
};
use crate::params::ScanParams;
use crate::records::Reject;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::mpsc::{Receiver, sync_channel};

/// Blocks of about 1 MiB that are read ahead.
pub(super) const BLOCKS_AHEAD: usize = 8;

/// All that one reading gives.
pub(super) struct ReadCorpus {
    pub(super) blocks: Vec<BlockSketch>,
    pub(super) table: Vec<TableRow>,
    pub(super) outlets: Vec<String>,
    pub(super) catalog: Catalog,
    pub(super) originals: Originals,
    pub(super) facts: ReadingFacts,
}

/// What is said about the reading.
#[derive(Default)]
pub(super) struct ReadingFacts {
    pub(super) rejects: Vec<Reject>,
    pub(super) field_counts: FieldCounts,
    pub(super) dates_not_understood: u64,
    pub(super) records: u64,
    pub(super) tokens: u64,
    pub(super) paragraphs: u64,
}

/// What memory holds of an article beside its sketch, in the order of reading.
#[derive(Debug, Clone, Copy)]
pub(super) struct TableRow {
    pub(super) block: u32,
    pub(super) in_block: u32,
    pub(super) place: Place,
    pub(super) outlet: Option<u32>,
    pub(super) published: Option<Published>,
}

/// Reads everything once.
pub(super) fn read(
    inputs: &[Input],
    options: &ReadOptions,
    params: &ScanParams,
    observer: &Observer<'_>,
) -> Result<ReadCorpus> {
    let intake = open(inputs, options)?;
    if let Some(bytes) = intake.size_bytes() {
        observer(Event::InputSize { bytes });
    }
    let sketcher = Sketcher::new(params);
    let mut appended = Appended::new(options)?;
    let (send, receive) = sync_channel(BLOCKS_AHEAD);
    let intake = std::thread::scope(|scope| {
        let reader = scope.spawn(move || read_ahead(intake, &send));
        let consumed = consume(&receive, &sketcher, options, &mut appended, observer);
        // A reader that waits for room must be let go before it is joined.
        drop(receive);
        let intake = reader.join().expect("the reader returns its errors");
        consumed.and(intake)
    })?;
    let (originals, warnings) = intake.finish();
    for warning in warnings {
        observer(Event::Warning(warning));
    }
    appended.finish(originals)
}

/// Reads blocks and sends them until nobody receives any more.
pub(super) fn read_ahead(mut intake: Intake, send: &std::sync::mpsc::SyncSender<Block>) -> Result<Intake> {
    while let Some(block) = intake.next_block()? {
        if send.send(block).is_err() {
            break;
        }
    }
    Ok(intake)
}

fn consume(
    receive: &Receiver<Block>,
    sketcher: &Sketcher,
    options: &ReadOptions,
    appended: &mut Appended,
    observer: &Observer<'_>,
) -> Result<()> {
    while let Ok(first) = receive.recv() {
        let batch: Vec<Block> = std::iter::once(first).chain(receive.try_iter().take(BLOCKS_AHEAD)).collect();
        let sketched: Vec<SketchedBlock> = batch
            .par_iter()
            .with_max_len(1)
            .map_init(Workspace::default, |work, block| sketcher.sketch(block, options, work))
            .collect();
        for block in sketched {
            let records = (block.stored.len() + block.rejects.len()) as u64;
            observer(Event::Read { bytes: block.bytes_on_disk, records });
            appended.append(block, options.strict)?;
        }
    }
    Ok(())
}

/// What grows while blocks arrive.
struct Appended {
    blocks: Vec<BlockSketch>,
    table: Vec<TableRow>,
    outlets: Vec<String>,
    outlet_numbers: HashMap<String, u32>,
    catalog: CatalogBuilder,
    spool: Spool,
    facts: ReadingFacts,
}

impl Appended {
    fn new(options: &ReadOptions) -> Result<Self> {
        Ok(Appended {
            blocks: Vec::new(),
            table: Vec::new(),
            outlets: Vec::new(),
            outlet_numbers: HashMap::new(),
            catalog: CatalogBuilder::create(&options.temp_dir)?,
            spool: Spool::create(&options.temp_dir)?,
            facts: ReadingFacts::default(),
        })
    }

    fn append(&mut self, block: SketchedBlock, strict: bool) -> Result<()> {
        if strict && let Some(reject) = block.rejects.first() {
            let Reject { file, line, reason, .. } = reject.clone();
            return Err(Error::Strict { file, line, reason });
        }
        let facts = &mut self.facts;
        facts.records += (block.stored.len() + block.rejects.len()) as u64;
        facts.tokens += block.sketch.articles.iter().map(|article| u64::from(article.tokens)).sum::<u64>();
        facts.paragraphs += block.sketch.paragraphs.len() as u64;
        facts.dates_not_understood += block.dates_not_understood;
        facts.rejects.extend(block.rejects);
        facts.field_counts.merge(block.field_counts);
        let number = self.blocks.len() as u32;
        self.blocks.push(block.sketch);
        for (in_block, stored) in (0..).zip(block.stored) {
            self.document(number, in_block, stored)?;
        }
        Ok(())
    }

    fn document(&mut self, block: u32, in_block: u32, stored: StoredDocument) -> Result<()> {
        let place = match stored.place {
            Some(place) => place,
            None => self.spool.append(&stored.frame)?,
        };
        let outlet = stored.outlet.map(|outlet| {
            *self.outlet_numbers.entry(outlet).or_insert_with_key(|outlet| {
                self.outlets.push(outlet.clone());
                self.outlets.len() as u32 - 1
            })
        });
        self.table.push(TableRow { block, in_block, place, outlet, published: stored.published });
        self.catalog.append(&stored.described)
    }

    fn finish(self, originals: Originals) -> Result<ReadCorpus> {
        Ok(ReadCorpus {
            blocks: self.blocks,
            table: self.table,
            outlets: self.outlets,
            catalog: self.catalog.finish()?,
            originals: originals.with_spool(self.spool),
            facts: self.facts,
        })
    }
}
