//! The first reading: blocks in order, sketched in parallel, appended in order.

use super::block_order::in_order;
use super::sketching::{BlockSketch, SketchedBlock, Sketcher, StoredDocument, Workspace};
use crate::document::{Place, Published};
use crate::error::{Error, Result};
use crate::event::{Event, Observer};
use crate::formats::{
    Block, Catalog, CatalogBuilder, FieldCounts, Input, Originals, ReadOptions, Spool, open,
};
use crate::params::ScanParams;
use crate::records::Reject;
use std::collections::HashMap;

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
    let make = |_, block: &Block, work: &mut Workspace| sketcher.sketch(block, options, work);
    let intake = in_order(intake, make, |block| {
        let records = (block.stored.len() + block.rejects.len()) as u64;
        observer(Event::Read { bytes: block.bytes_on_disk, records });
        appended.append(block, options.strict)
    })?;
    let (originals, warnings) = intake.finish();
    for warning in warnings {
        observer(Event::Warning(warning));
    }
    appended.finish(originals)
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
