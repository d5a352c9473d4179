//! Everything that one reading leaves, block after block.

use crate::corpus::article_row::{KeyCounts, TableRow};
use crate::corpus::budget::Budget;
use crate::corpus::estimate::DiskEstimate;
use crate::corpus::ids::Ids;
use crate::corpus::metadata::MetadataColumn;
use crate::corpus::sketched_block::{
    ArticleSketch, BlockSketch, ParagraphSketch, PieceSketch, SketchedBlock, StoredDocument,
};
use crate::error::{Error, Result};
use crate::numbers::InputRow;
use crate::paragraphs::Echo;
use indexmap::IndexSet;
use typed_index_collections::TiVec;
use wirecopy_article::event::Warning;
use wirecopy_article::text::HanFolding;
use wirecopy_article::{Reject, RejectReason, TextLocation};
use wirecopy_index::{KeyStore, RecordChain, SeedStore, SeededArticle};
use wirecopy_io::{FieldCounts, ReadOptions, ReadingNotes};
use wirecopy_scratch::JaggedVec;
use wirecopy_scratch::blob::{BlobFile, FrameSpan};

/// Articles in reading order, with their stores.
pub(crate) struct ReadCorpus {
    /// Matching of Chinese characters, also when texts are read again.
    pub(crate) han: HanFolding,
    pub(crate) table: TiVec<InputRow, TableRow>,
    /// The row of the first article that is only compared with; `None` until the rest is read.
    pub(crate) own_rows: Option<InputRow>,
    pub(crate) paragraphs: JaggedVec<ParagraphSketch, InputRow>,
    pub(crate) pieces: JaggedVec<PieceSketch, InputRow>,
    pub(crate) ids: Ids<InputRow>,
    /// Echoes with the rows of their articles.
    pub(crate) echoes: Vec<(InputRow, Echo)>,
    pub(crate) seeds: SeedStore,
    pub(crate) article_keys: KeyStore,
    pub(crate) word_keys: KeyStore,
    pub(crate) character_keys: KeyStore,
    pub(crate) names: Names,
    pub(crate) metadata_column: MetadataColumn,
    /// Texts that no input can give a second time.
    pub(crate) blob_file: BlobFile,
    pub(crate) facts: ReadingFacts,
}

/// Names that rows of the table have as numbers.
#[derive(Default)]
pub(crate) struct Names {
    pub(crate) outlets: IndexSet<String>,
    pub(crate) hosts: IndexSet<String>,
    /// Publications in which texts say that they appeared before.
    pub(crate) sources: IndexSet<String>,
}

/// Dates that are shown as examples of what is not understood.
const DATE_EXAMPLES_MAX: usize = 3;

/// Counts and rejected records of the reading.
#[derive(Default)]
pub(crate) struct ReadingFacts {
    pub(crate) rejects: Vec<Reject>,
    pub(crate) field_counts: FieldCounts,
    pub(crate) dates_not_understood: u64,
    /// A few of them.
    pub(crate) date_examples: Vec<String>,
    /// Texts with UTF-8 read as Windows-1252.
    pub(crate) mojibake: u64,
    /// True if these are mended.
    pub(crate) mends_mojibake: bool,
    /// Records of which an earlier one has the id and the text.
    pub(crate) read_again: u64,
    /// The outlet of all articles, where they have one alone.
    pub(crate) only_outlet: Option<String>,
    /// Decisions by the first records of the files.
    pub(crate) notes: ReadingNotes,
    pub(crate) records: u64,
    /// Distinguishes these records from others.
    pub(crate) chain: RecordChain,
    pub(crate) tokens: u64,
    pub(crate) paragraphs: u64,
}

impl ReadingFacts {
    /// Refuses a reading that gave no article, or of whose records more than this share could not
    /// be read.
    ///
    /// # Errors
    /// [`Error::NothingRead`], [`Error::TooManyRejects`].
    pub(crate) fn assert_usable(&self, rejects_share_max: f64) -> Result<()> {
        let records = self.records;
        let sorted = || {
            let mut rejects = self.rejects.clone();
            rejects.sort_unstable();
            rejects
        };
        let of_articles = records - self.n_not_articles();
        let unreadable = self.rejects.iter().filter(|reject| reject.reason.is_unreadable()).count() as u64;
        if self.rejects.len() as u64 == records {
            return Err(Error::NothingRead { rejected: records, rejects: sorted() });
        }
        if unreadable as f64 > rejects_share_max * of_articles as f64 {
            let (share_max, rejects, records) = (rejects_share_max, sorted(), of_articles);
            return Err(Error::TooManyRejects { unreadable, records, share_max, rejects });
        }
        Ok(())
    }

    /// Returns the number of records that were never meant to be articles, as the images in a web
    /// archive.
    pub(crate) fn n_not_articles(&self) -> u64 {
        let is_none = |reject: &&Reject| matches!(reject.reason, RejectReason::NotAnArticle { .. });
        self.rejects.iter().filter(is_none).count() as u64
    }

    /// Returns whether several articles have their outlets by their addresses alone.
    fn outlets_are_hosts(&self) -> bool {
        let fields = self.field_counts.by_name();
        let [outlet, url] = ["outlet", "url"].map(|role| fields.get(role));
        let is_url = |field: &String| url.is_some_and(|url| url.contains_key(field));
        let n_articles = self.records - self.rejects.len() as u64;
        n_articles > 1 && outlet.is_some_and(|outlet| outlet.keys().all(is_url))
    }

    /// The warning about dates that were given and not understood.
    pub(crate) fn dates_warning(&self) -> Option<Warning> {
        let records = self.dates_not_understood;
        let examples = self.date_examples.clone();
        (records > 0).then_some(Warning::DatesNotUnderstood { records, examples })
    }

    /// Warnings about what was read that need no finding.
    pub(crate) fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if self.mojibake > 0 {
            warnings.push(Warning::Mojibake { texts: self.mojibake, are_mended: self.mends_mojibake });
        }
        if let Some(outlet) = self.only_outlet.clone().filter(|_| self.outlets_are_hosts()) {
            warnings.push(Warning::OneHost { outlet });
        }
        if self.read_again > 0 {
            warnings.push(Warning::SameRecordAgain { records: self.read_again });
        }
        warnings
    }

    fn append(&mut self, block: &mut SketchedBlock) {
        self.records += (block.stored.len() + block.rejects.len()) as u64;
        self.tokens += block.sketch.articles.iter().map(|article| u64::from(article.tokens)).sum::<u64>();
        self.paragraphs += block.sketch.paragraphs.len() as u64;
        self.dates_not_understood += block.dates_not_understood;
        self.mojibake += block.mojibake;
        for example in block.date_examples.drain(..) {
            if self.date_examples.len() < DATE_EXAMPLES_MAX && !self.date_examples.contains(&example) {
                self.date_examples.push(example);
            }
        }
        self.rejects.append(&mut block.rejects);
        block.record_hashes.iter().for_each(|hash| self.chain.push(*hash));
        self.field_counts.merge(std::mem::take(&mut block.field_counts));
    }
}

impl ReadCorpus {
    pub(crate) fn new(options: &ReadOptions, han: HanFolding) -> Result<Self> {
        let Budget { keys_bytes, seeds_bytes, .. } = Budget::of(options.memory_bytes_max);
        let keys = || KeyStore::new(&options.temp_dir, keys_bytes);
        Ok(ReadCorpus {
            han,
            table: TiVec::new(),
            own_rows: None,
            paragraphs: JaggedVec::default(),
            pieces: JaggedVec::default(),
            ids: Ids::default(),
            echoes: Vec::new(),
            seeds: SeedStore::new(&options.temp_dir, seeds_bytes),
            article_keys: keys(),
            word_keys: keys(),
            character_keys: keys(),
            names: Names::default(),
            metadata_column: MetadataColumn::create(&options.temp_dir)?,
            blob_file: BlobFile::create(&options.temp_dir)?,
            facts: ReadingFacts::default(),
        })
    }

    /// Returns the bytes that it takes so far, in memory and on disk.
    pub(crate) fn size(&self) -> DiskEstimate {
        let (articles, paragraphs) = (self.table.len(), self.paragraphs.items().len());
        DiskEstimate {
            // Ids are kept as they were read and again in their order; five tables of numbers are
            // by article, two by paragraph.
            tables: (size_of_val(self.table.raw.as_slice())
                + size_of_val(self.paragraphs.items())
                + size_of_val(self.pieces.items())
                + size_of_val(self.echoes.as_slice())
                + size_of::<u32>() * (5 * articles + 2 * paragraphs)) as u64
                + 2 * self.ids.bytes()
                + self.seeds.bytes_of_tables(),
            keys: self.word_keys.bytes()
                + self.character_keys.bytes()
                + self.article_keys.bytes()
                + self.seeds.bytes(),
            temp: self.metadata_column.bytes() + self.blob_file.bytes(),
        }
    }

    /// Appends the next block.
    ///
    /// # Errors
    /// [`Error::Strict`] for the first rejected record, where reading is strict; when the temporary
    /// folder fails.
    pub(crate) fn append(&mut self, mut block: SketchedBlock, strict: bool) -> Result<()> {
        if strict && let Some(reject) = block.rejects.first() {
            let Reject { file, line, reason, .. } = reject.clone();
            return Err(Error::Strict { file, line, reason: reason.to_string() });
        }
        self.facts.append(&mut block);
        let mut paragraphs_before = 0;
        let seeded = block.sketch.articles.iter().map(|article| {
            let (first, end) = (paragraphs_before as usize, article.paragraphs_end as usize);
            paragraphs_before = article.paragraphs_end;
            let units = |paragraph: &ParagraphSketch| paragraph.pieces.max(1);
            let parts = block.sketch.paragraphs[first..end].iter().map(units).sum();
            SeededArticle { frame_end: article.seeds_end, parts }
        });
        self.seeds.push(block.seeds, seeded)?;
        self.article_keys.push(&block.article_keys)?;
        self.word_keys.push(&block.word_keys)?;
        self.character_keys.push(&block.character_keys)?;
        self.append_articles(&block.sketch, block.stored)
    }

    fn append_articles(&mut self, sketch: &BlockSketch, stored: Vec<StoredDocument>) -> Result<()> {
        let first_row = self.table.next_key();
        self.echoes.extend(sketch.echoes.iter().map(|(in_block, echo)| (first_row + *in_block, *echo)));
        let (mut first_paragraph, mut first_piece, mut keys_before) = (0, 0, KeyCounts::default());
        for (number, (article, stored)) in sketch.articles.iter().zip(stored).enumerate() {
            self.ids.push(sketch.id(number));
            self.append_document(article, keys_before, stored)?;
            let paragraphs = &sketch.paragraphs[first_paragraph..article.paragraphs_end as usize];
            paragraphs.iter().for_each(|paragraph| keys_before.add(paragraph));
            self.paragraphs.push(paragraphs.iter().copied());
            first_paragraph = article.paragraphs_end as usize;
            self.pieces.push(sketch.pieces[first_piece..article.pieces_end as usize].iter().copied());
            first_piece = article.pieces_end as usize;
        }
        Ok(())
    }

    fn append_document(
        &mut self,
        article: &ArticleSketch,
        keys_before: KeyCounts,
        stored: StoredDocument,
    ) -> Result<()> {
        let location = match stored.location {
            Some(location) => location,
            None => {
                let FrameSpan { offset, len } = self.blob_file.append(&stored.frame)?;
                TextLocation { source: TextLocation::BLOB_FILE, offset, len }
            }
        };
        let ArticleSketch { text_hash, tokens, shingles, kind, .. } = *article;
        self.table.push(TableRow {
            text_hash,
            tokens,
            shingles,
            keys_before,
            location,
            outlet: number_of(&mut self.names.outlets, stored.outlet),
            published: stored.published,
            host: number_of(&mut self.names.hosts, stored.host),
            canonical_host: number_of(&mut self.names.hosts, stored.canonical_host),
            source: number_of(&mut self.names.sources, stored.appeared_before_in),
            agency: stored.agency,
            names_source: stored.names_source,
            is_doubled: stored.metadata.doubled.is_some(),
            kind,
        });
        self.metadata_column.append(&stored.metadata)
    }
}

fn number_of<Number: From<usize>>(names: &mut IndexSet<String>, name: Option<String>) -> Option<Number> {
    name.map(|name| names.insert_full(name).0.into())
}
