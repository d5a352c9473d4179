//! The first reading: blocks in order, sketched in parallel, appended in order.

use crate::corpus::band_keys::KeyStore;
use crate::corpus::budget::Budget;
use crate::corpus::estimate;
use crate::corpus::estimate::{BYTES_LOOKED_AT, DiskEstimate, Progress};
use crate::corpus::ids::Ids;
use crate::corpus::metadata::MetadataColumn;
use crate::corpus::ordered::in_order;
use crate::corpus::record_chain::RecordChain;
use crate::corpus::resume::{Kept, Resuming};
use crate::corpus::seed_store::SeedStore;
use crate::corpus::sketch::{
    ArticleSketch, BlockSketch, ParagraphSketch, SketchedBlock, Sketcher, StoredDocument, Workspace,
};
use crate::error::{Error, Result};
use crate::paragraphs::Echo;
use crate::params::ScanParams;
use std::collections::HashMap;
use wirecopy_article::event::{Event, Observer, Warning};
use wirecopy_article::{Published, Reject, TextLocation};
use wirecopy_io::{Block, FieldCounts, Input, ReadOptions, TextSource, open};
use wirecopy_news::credit::AgencyNumber;
use wirecopy_scratch::JaggedVec;
use wirecopy_scratch::blob::{BlobFile, FrameSpan};

/// All that one reading gives.
pub(crate) struct ReadCorpus {
    pub(crate) table: Vec<TableRow>,
    pub(crate) paragraphs: JaggedVec<ParagraphSketch>,
    pub(crate) ids: Ids,
    /// Each with its article.
    pub(crate) echoes: Vec<(u32, Echo)>,
    pub(crate) seeds: SeedStore,
    pub(crate) article_keys: KeyStore,
    pub(crate) word_keys: KeyStore,
    pub(crate) character_keys: KeyStore,
    pub(crate) outlets: Vec<String>,
    pub(crate) hosts: Vec<String>,
    /// Where texts say that they appeared before.
    pub(crate) sources: Vec<String>,
    pub(crate) metadata_column: MetadataColumn,
    pub(crate) text_source: TextSource,
    pub(crate) facts: ReadingFacts,
}

/// What is said about the reading.
#[derive(Default)]
pub(crate) struct ReadingFacts {
    pub(crate) rejects: Vec<Reject>,
    pub(crate) field_counts: FieldCounts,
    pub(crate) dates_not_understood: u64,
    pub(crate) records: u64,
    /// Tells these records from others.
    pub(crate) chain: RecordChain,
    pub(crate) tokens: u64,
    pub(crate) paragraphs: u64,
}

impl ReadingFacts {
    /// What to say where no record was of use: a wrong name of a field is told by the first reason.
    pub(crate) fn nothing_read(&self) -> Option<Warning> {
        let rejected = self.rejects.len() as u64;
        let first = self.rejects.iter().min();
        (rejected == self.records).then(|| Warning::NothingRead {
            rejected,
            first: first.map(|reject| format!("{}:{}: {}", reject.file, reject.line, reject.reason)),
        })
    }
}

/// What memory holds of an article beside its paragraphs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TableRow {
    pub(crate) text_hash: u128,
    pub(crate) tokens: u32,
    pub(crate) shingles: u32,
    /// Paragraphs of its block before its own that have keys.
    pub(crate) keys_before: KeyCounts,
    pub(crate) place: TextLocation,
    pub(crate) outlet: Option<u32>,
    pub(crate) published: Option<Published>,
    /// Host of its address.
    pub(crate) host: Option<u32>,
    /// Where its text says that it appeared before.
    pub(crate) source: Option<u32>,
    /// The agency whose words its credits say these are.
    pub(crate) agency: Option<AgencyNumber>,
}

/// Paragraphs that have keys, where paragraphs have keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct KeyCounts {
    pub(crate) words: u32,
    pub(crate) characters: u32,
}

impl KeyCounts {
    fn add(&mut self, paragraph: &ParagraphSketch) {
        self.words += u32::from(paragraph.has_word_keys());
        self.characters += u32::from(paragraph.has_character_keys);
    }
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
pub(crate) fn read(
    inputs: &[Input],
    options: &ReadOptions,
    params: &ScanParams,
    observer: &Observer<'_>,
) -> Result<ReadCorpus> {
    let mut input_reader = open(inputs, options)?;
    let size_bytes = input_reader.size_bytes();
    if let Some(bytes) = size_bytes {
        observer(Event::InputSize { bytes });
    }
    estimate::warn_of_temp_in_memory(options, observer);
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
                let progress = Progress { bytes_read, bytes_in_all: size };
                estimate::check(appended.held(), progress, spilled_above, options, observer)
            }
            _ => Ok(()),
        }
    };
    let mut resuming = Resuming::begin(&mut input_reader, options, params, observer, &mut take)?;
    let is_kept = resuming.is_some();
    let make = |_, block: &Block, work: &mut Workspace| {
        let sketched = sketcher.sketch(block, options, work);
        let kept = is_kept.then(|| Kept::of(block, &sketched));
        (sketched, kept)
    };
    let input_reader = in_order(input_reader, make, |(sketched, kept)| {
        if let Some((resuming, kept)) = resuming.as_mut().zip(kept) {
            resuming.keep(&kept, sketched.bytes_on_disk)?;
        }
        take(sketched)
    })?;
    resuming.map_or(Ok(()), Resuming::finish)?;
    if !is_judged {
        estimate::warn_of_small_memory(appended.held(), options, observer);
    }
    let (text_source, warnings) = input_reader.finish();
    for warning in warnings {
        observer(Event::Warning(warning));
    }
    appended.finish(text_source)
}

/// What grows while blocks arrive.
struct Appended {
    table: Vec<TableRow>,
    paragraphs: JaggedVec<ParagraphSketch>,
    ids: Ids,
    echoes: Vec<(u32, Echo)>,
    seeds: SeedStore,
    article_keys: KeyStore,
    word_keys: KeyStore,
    character_keys: KeyStore,
    outlets: Names,
    hosts: Names,
    sources: Names,
    metadata_column: MetadataColumn,
    blob_file: BlobFile,
    facts: ReadingFacts,
}

impl Appended {
    fn new(options: &ReadOptions) -> Result<Self> {
        let Budget { keys_bytes, seeds_bytes, .. } = Budget::of(options.memory_bytes_max);
        Ok(Appended {
            table: Vec::new(),
            paragraphs: JaggedVec::default(),
            ids: Ids::default(),
            echoes: Vec::new(),
            seeds: SeedStore::new(&options.temp_dir, seeds_bytes),
            article_keys: KeyStore::new(&options.temp_dir, keys_bytes),
            word_keys: KeyStore::new(&options.temp_dir, keys_bytes),
            character_keys: KeyStore::new(&options.temp_dir, keys_bytes),
            outlets: Names::default(),
            hosts: Names::default(),
            sources: Names::default(),
            metadata_column: MetadataColumn::create(&options.temp_dir)?,
            blob_file: BlobFile::create(&options.temp_dir)?,
            facts: ReadingFacts::default(),
        })
    }

    fn held(&self) -> DiskEstimate {
        DiskEstimate {
            // Ids stand as they were read and again in their order; five tables of numbers go by articles, two by paragraphs.
            tables: (size_of_val(self.table.as_slice())
                + size_of_val(self.paragraphs.items())
                + size_of_val(self.echoes.as_slice())
                + size_of::<u32>() * (5 * self.table.len() + 2 * self.paragraphs.items().len()))
                as u64
                + 2 * self.ids.bytes()
                + self.seeds.bytes_of_tables(),
            keys: self.word_keys.bytes()
                + self.character_keys.bytes()
                + self.article_keys.bytes()
                + self.seeds.bytes(),
            temp: self.metadata_column.bytes() + self.blob_file.bytes(),
        }
    }

    fn append(&mut self, block: SketchedBlock, strict: bool) -> Result<()> {
        if strict && let Some(reject) = block.rejects.first() {
            let Reject { file, line, reason, .. } = reject.clone();
            return Err(Error::Strict { file, line, reason: reason.to_string() });
        }
        let facts = &mut self.facts;
        facts.records += (block.stored.len() + block.rejects.len()) as u64;
        facts.tokens += block.sketch.articles.iter().map(|article| u64::from(article.tokens)).sum::<u64>();
        facts.paragraphs += block.sketch.paragraphs.len() as u64;
        facts.dates_not_understood += block.dates_not_understood;
        facts.rejects.extend(block.rejects);
        block.record_hashes.iter().for_each(|hash| facts.chain.push(*hash));
        facts.field_counts.merge(block.field_counts);
        self.seeds.push(block.seeds, &block.sketch)?;
        self.article_keys.push(&block.article_keys)?;
        self.word_keys.push(&block.word_keys)?;
        self.character_keys.push(&block.character_keys)?;
        self.articles(&block.sketch, block.stored)
    }

    fn articles(&mut self, sketch: &BlockSketch, stored: Vec<StoredDocument>) -> Result<()> {
        let first_row = self.table.len() as u32;
        self.echoes.extend(sketch.echoes.iter().map(|(in_block, echo)| (first_row + in_block, *echo)));
        let (mut first_paragraph, mut keys_before) = (0, KeyCounts::default());
        for (at, (article, stored)) in sketch.articles.iter().zip(stored).enumerate() {
            self.ids.push(sketch.id(at));
            self.document(article, keys_before, stored)?;
            let paragraphs = &sketch.paragraphs[first_paragraph..article.paragraphs_end as usize];
            paragraphs.iter().for_each(|paragraph| keys_before.add(paragraph));
            self.paragraphs.push(paragraphs.iter().copied());
            first_paragraph = article.paragraphs_end as usize;
        }
        Ok(())
    }

    fn document(
        &mut self,
        article: &ArticleSketch,
        keys_before: KeyCounts,
        stored: StoredDocument,
    ) -> Result<()> {
        let place = match stored.place {
            Some(place) => place,
            None => {
                let FrameSpan { offset, len } = self.blob_file.append(&stored.frame)?;
                TextLocation { source: TextLocation::BLOB_FILE, offset, len }
            }
        };
        let ArticleSketch { text_hash, tokens, shingles, .. } = *article;
        self.table.push(TableRow {
            text_hash,
            tokens,
            shingles,
            keys_before,
            place,
            outlet: stored.outlet.map(|outlet| self.outlets.number(outlet)),
            published: stored.published,
            host: stored.host.map(|host| self.hosts.number(host)),
            source: stored.appeared_before_in.map(|source| self.sources.number(source)),
            agency: stored.agency,
        });
        self.metadata_column.append(&stored.metadata)
    }

    fn finish(self, text_source: TextSource) -> Result<ReadCorpus> {
        Ok(ReadCorpus {
            table: self.table,
            paragraphs: self.paragraphs,
            ids: self.ids,
            echoes: self.echoes,
            seeds: self.seeds,
            article_keys: self.article_keys,
            word_keys: self.word_keys,
            character_keys: self.character_keys,
            outlets: self.outlets.names,
            hosts: self.hosts.names,
            sources: self.sources.names,
            metadata_column: self.metadata_column,
            text_source: text_source.with_blob_file(self.blob_file),
            facts: self.facts,
        })
    }
}
