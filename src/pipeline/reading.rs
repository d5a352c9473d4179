//! The first reading: blocks in order, sketched in parallel, appended in order.

use super::band_keys::KeyStore;
use super::block_bytes::BlockBytes;
use super::block_order::in_order;
use super::budget::Budget;
use super::preflight::{self, BYTES_LOOKED_AT, Held};
use super::record_chain::RecordChain;
use super::resuming::{Kept, Resuming};
use super::sketches::Sketches;
use super::sketching::{SketchedBlock, Sketcher, StoredDocument, Workspace};
use crate::credit::AgencyNumber;
use crate::document::{Place, Published};
use crate::error::{Error, Result};
use crate::event::{Event, Observer, Warning};
use crate::formats::{
    Block, Catalog, CatalogBuilder, FieldCounts, Input, Originals, ReadOptions, Spool, open,
};
use crate::params::ScanParams;
use crate::records::Reject;
use std::collections::HashMap;

/// All that one reading gives.
pub(super) struct ReadCorpus {
    pub(super) sketches: Sketches,
    /// For each article a frame of its seeds.
    pub(super) seeds: BlockBytes,
    pub(super) article_keys: KeyStore,
    pub(super) word_keys: KeyStore,
    pub(super) character_keys: KeyStore,
    pub(super) table: Vec<TableRow>,
    pub(super) outlets: Vec<String>,
    pub(super) hosts: Vec<String>,
    /// Where texts say that they appeared before.
    pub(super) sources: Vec<String>,
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
    /// Tells these records from others.
    pub(super) chain: RecordChain,
    pub(super) tokens: u64,
    pub(super) paragraphs: u64,
}

impl ReadingFacts {
    /// What to say where no record was of use: a wrong name of a field is told by the first reason.
    pub(super) fn nothing_read(&self) -> Option<Warning> {
        let rejected = self.rejects.len() as u64;
        let first = self.rejects.iter().min();
        (rejected == self.records).then(|| Warning::NothingRead {
            rejected,
            first: first.map(|reject| format!("{}:{}: {}", reject.file, reject.line, reject.reason)),
        })
    }
}

/// What memory holds of an article beside its sketch, in the order of reading.
#[derive(Debug, Clone, Copy)]
pub(super) struct TableRow {
    pub(super) place: Place,
    pub(super) outlet: Option<u32>,
    pub(super) published: Option<Published>,
    /// Host of its address.
    pub(super) host: Option<u32>,
    /// Where its text says that it appeared before.
    pub(super) source: Option<u32>,
    /// The agency whose words its credits say these are.
    pub(super) agency: Option<AgencyNumber>,
}

/// Numbers for names, in the order in which they were met.
#[derive(Default)]
struct Names {
    names: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Names {
    fn number(&mut self, name: String) -> u32 {
        *self.numbers.entry(name).or_insert_with_key(|name| {
            self.names.push(name.clone());
            self.names.len() as u32 - 1
        })
    }
}

/// Reads everything once.
pub(super) fn read(
    inputs: &[Input],
    options: &ReadOptions,
    params: &ScanParams,
    observer: &Observer<'_>,
) -> Result<ReadCorpus> {
    let mut intake = open(inputs, options)?;
    let size_bytes = intake.size_bytes();
    if let Some(bytes) = size_bytes {
        observer(Event::InputSize { bytes });
    }
    let sketcher = Sketcher::new(params);
    let mut appended = Appended::new(options)?;
    let mut bytes_read = 0;
    let mut is_judged = false;
    let mut take = |block: SketchedBlock| {
        let records = (block.stored.len() + block.rejects.len()) as u64;
        let before = bytes_read;
        bytes_read += block.bytes_on_disk;
        observer(Event::Read { bytes: block.bytes_on_disk, records });
        appended.append(block, options.strict)?;
        match size_bytes {
            Some(size) if before < BYTES_LOOKED_AT && (BYTES_LOOKED_AT..size).contains(&bytes_read) => {
                is_judged = true;
                let spilled_above = Budget::of(options.memory_bytes_max).of_reading();
                preflight::check(appended.held(), bytes_read, size, spilled_above, options, observer)
            }
            _ => Ok(()),
        }
    };
    let mut resuming = Resuming::begin(&mut intake, options, params, observer, &mut take)?;
    let is_kept = resuming.is_some();
    let make = |_, block: &Block, work: &mut Workspace| {
        let sketched = sketcher.sketch(block, options, work);
        let kept = is_kept.then(|| Kept::of(block, &sketched));
        (sketched, kept)
    };
    let intake = in_order(intake, make, |(sketched, kept)| {
        if let Some((resuming, kept)) = resuming.as_mut().zip(kept) {
            resuming.keep(&kept, sketched.bytes_on_disk)?;
        }
        take(sketched)
    })?;
    resuming.map_or(Ok(()), Resuming::finish)?;
    if !is_judged {
        preflight::warn_of_too_little(appended.held(), options, observer);
    }
    let (originals, warnings) = intake.finish();
    for warning in warnings {
        observer(Event::Warning(warning));
    }
    appended.finish(originals)
}

/// What grows while blocks arrive.
struct Appended {
    sketches: Sketches,
    seeds: BlockBytes,
    article_keys: KeyStore,
    word_keys: KeyStore,
    character_keys: KeyStore,
    table: Vec<TableRow>,
    outlets: Names,
    hosts: Names,
    sources: Names,
    catalog: CatalogBuilder,
    spool: Spool,
    facts: ReadingFacts,
}

impl Appended {
    fn new(options: &ReadOptions) -> Result<Self> {
        let Budget { keys_bytes, seeds_bytes, .. } = Budget::of(options.memory_bytes_max);
        Ok(Appended {
            sketches: Sketches::new(),
            seeds: BlockBytes::new(&options.temp_dir, seeds_bytes),
            article_keys: KeyStore::new(&options.temp_dir, keys_bytes),
            word_keys: KeyStore::new(&options.temp_dir, keys_bytes),
            character_keys: KeyStore::new(&options.temp_dir, keys_bytes),
            table: Vec::new(),
            outlets: Names::default(),
            hosts: Names::default(),
            sources: Names::default(),
            catalog: CatalogBuilder::create(&options.temp_dir)?,
            spool: Spool::create(&options.temp_dir)?,
            facts: ReadingFacts::default(),
        })
    }

    fn held(&self) -> Held {
        Held {
            // Ids stand as they were read and again in their order; five tables of numbers go by articles, two by paragraphs.
            tables: self.sketches.bytes()
                + self.sketches.bytes_of_ids()
                + self.table.len() as u64 * (size_of::<TableRow>() as u64 + 20)
                + self.facts.paragraphs * 8,
            keys: self.word_keys.bytes()
                + self.character_keys.bytes()
                + self.article_keys.bytes()
                + self.seeds.bytes(),
            temp: self.catalog.bytes() + self.spool.bytes(),
        }
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
        block.record_hashes.iter().for_each(|hash| facts.chain.push(*hash));
        facts.field_counts.merge(block.field_counts);
        self.sketches.push(&block.sketch);
        self.seeds.push(block.seeds)?;
        self.article_keys.push(block.article_keys)?;
        self.word_keys.push(block.word_keys)?;
        self.character_keys.push(block.character_keys)?;
        block.stored.into_iter().try_for_each(|stored| self.document(stored))
    }

    fn document(&mut self, stored: StoredDocument) -> Result<()> {
        let place = match stored.place {
            Some(place) => place,
            None => self.spool.append(&stored.frame)?,
        };
        self.table.push(TableRow {
            place,
            outlet: stored.outlet.map(|outlet| self.outlets.number(outlet)),
            published: stored.published,
            host: stored.host.map(|host| self.hosts.number(host)),
            source: stored.appeared_before_in.map(|source| self.sources.number(source)),
            agency: stored.agency,
        });
        self.catalog.append(&stored.described)
    }

    fn finish(self, originals: Originals) -> Result<ReadCorpus> {
        Ok(ReadCorpus {
            sketches: self.sketches,
            seeds: self.seeds,
            article_keys: self.article_keys,
            word_keys: self.word_keys,
            character_keys: self.character_keys,
            table: self.table,
            outlets: self.outlets.names,
            hosts: self.hosts.names,
            sources: self.sources.names,
            catalog: self.catalog.finish()?,
            originals: originals.with_spool(self.spool),
            facts: self.facts,
        })
    }
}
