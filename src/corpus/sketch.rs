//! The sketching of one block of input; pure, so that blocks are sketched in parallel.

use crate::corpus::sketched_block::{
    ArticleSketch, BlockSketch, ParagraphSketch, PieceSketch, SketchedBlock, StoredDocument,
};
use crate::fingerprints::TextFingerprints;
use crate::paragraphs::{TOKENS_BY_CHARACTERS, echoes, has_characters};
use crate::params::{CandidateEngine, Only, ScanParams};
use std::ops::Range;
use std::sync::Arc;
use wirecopy_article::text::{HanFolding, ParagraphEnd};
use wirecopy_article::{Document, RejectReason};
use wirecopy_index::{LevelKeys, seed_frame};
use wirecopy_io::{Block, Decoded, ReadOptions, host_of, key_hash};
use wirecopy_news::boilerplate::{KnownText, TextUnit, boilerplate_alone, text_units, unit_key};
use wirecopy_news::credit;
use wirecopy_news::credit::{Credit, RecordFields};
use wirecopy_news::direction::is_same_outlet;
use wirecopy_news::kind::page_kind;
use wirecopy_reuse::SketchScheme;
use wirecopy_reuse::candidates::Banding;
use wirecopy_reuse::minhash::{Kernel, MinHasher};
use wirecopy_reuse::shingle::{WORDS, character_shingles, doubled};
use xxhash_rust::xxh3::xxh3_64;

/// The hash functions of a run, made once.
pub(crate) struct Sketcher {
    han: HanFolding,
    article: Option<BandHasher>,
    paragraph: Option<ParagraphHashers>,
    known: Arc<KnownText>,
}

struct ParagraphHashers {
    words: BandHasher,
    characters: BandHasher,
}

/// The hash functions of one banding.
pub(crate) struct BandHasher {
    banding: Banding,
    hasher: MinHasher,
}

/// Returns the sketch scheme, whatever parts of it a run uses.
pub(crate) fn scheme() -> SketchScheme {
    SketchScheme::new(
        Banding::ARTICLES.slots(),
        Banding::PARAGRAPH_WORDS.slots(),
        Banding::PARAGRAPH_CHARACTERS.slots(),
    )
}

/// Working space of one thread.
#[derive(Default)]
pub(crate) struct Workspace {
    /// The block's sketch as it grows; the one that is returned is a copy without spare capacity.
    sketch: BlockSketch,
    /// One article.
    text: TextFingerprints,
    credits: Vec<Credit>,
    /// Characters and character shingles of one paragraph.
    characters: Vec<u64>,
    character_shingles: Vec<u64>,
    /// Ends of the article's paragraphs.
    ends: Vec<ParagraphEnd>,
    space: SignatureSpace,
    /// Paragraphs and pieces of one article.
    units: Vec<TextUnit>,
    /// Number of seeds of each unit of one article.
    seeds_of_units: Vec<u32>,
    /// Frames of seeds of the block's articles.
    seed_frames: Vec<u8>,
    /// Band keys of the block's articles, and of its paragraphs, one after another.
    article_keys: Vec<u32>,
    word_keys: Vec<u32>,
    character_keys: Vec<u32>,
}

/// Space in which one signature after another is computed.
#[derive(Default)]
pub(crate) struct SignatureSpace {
    upper_halves: Vec<u32>,
    slots: Vec<u32>,
}

impl Sketcher {
    pub(crate) fn new(params: &ScanParams) -> Self {
        let with_articles = params.only != Only::Paragraphs;
        let with_paragraphs = params.only != Only::Articles;
        Sketcher {
            han: params.han(),
            article: (with_articles && params.candidates != CandidateEngine::Seeds)
                .then(|| BandHasher::new(Banding::ARTICLES)),
            paragraph: with_paragraphs.then(|| ParagraphHashers {
                words: BandHasher::new(Banding::PARAGRAPH_WORDS),
                characters: BandHasher::new(Banding::PARAGRAPH_CHARACTERS),
            }),
            known: Arc::clone(&params.boilerplate),
        }
    }

    /// Decodes and sketches one block.
    pub(crate) fn sketch(&self, block: &Block, options: &ReadOptions, work: &mut Workspace) -> SketchedBlock {
        let Decoded { documents, mut rejects, field_counts, dates_not_understood, date_examples, mojibake } =
            block.decode(options);
        let mut sketch = std::mem::take(&mut work.sketch);
        let mut stored = Vec::with_capacity(documents.len());
        work.seed_frames.clear();
        work.article_keys.clear();
        let record_hashes = documents.iter().map(|document| xxh3_64(document.record)).collect();
        work.word_keys.clear();
        work.character_keys.clear();
        for document in documents {
            work.text.analysis.han = self.han;
            if !work.text.read(&document.text) {
                rejects.push(document.reject(RejectReason::TextWithoutWords));
                continue;
            }
            let first_paragraph = sketch.paragraphs.len();
            let key = self.article(&document, options, &mut sketch, work);
            credit::find(&document.text, &work.text.analysis, &mut work.credits);
            credit::find_in_fields(&fields_of(&document), &document.text, &mut work.credits);
            let host = document.url.as_deref().and_then(host_of);
            let names = [document.outlet.as_deref(), host.as_deref()];
            let is_own = |name: &str| names.iter().flatten().any(|own| is_same_outlet(own, name));
            credit::remove_own_republications(&mut work.credits, is_own);
            let credits = std::mem::take(&mut work.credits);
            let doubled = doubled_bytes(work);
            let paragraphs = &sketch.paragraphs[first_paragraph..];
            stored.push(StoredDocument::of(document, paragraphs, credits, (doubled, key)));
        }
        rejects.sort();
        let kept = sketch.clone();
        sketch.clear();
        work.sketch = sketch;
        SketchedBlock {
            bytes_on_disk: block.bytes_on_disk,
            sketch: kept,
            seeds: work.seed_frames.as_slice().to_vec(),
            article_keys: LevelKeys::by_band(&work.article_keys, Banding::ARTICLES.bands),
            word_keys: LevelKeys::by_band(&work.word_keys, Banding::PARAGRAPH_WORDS.bands),
            character_keys: LevelKeys::by_band(&work.character_keys, Banding::PARAGRAPH_CHARACTERS.bands),
            record_hashes,
            stored,
            rejects,
            field_counts,
            dates_not_understood,
            date_examples,
            mojibake,
        }
    }

    /// Adds an article, and returns the hash of the fields that its copies have in common with it.
    fn article(
        &self,
        document: &Document<'_>,
        options: &ReadOptions,
        sketch: &mut BlockSketch,
        work: &mut Workspace,
    ) -> Option<u64> {
        let key = key_hash(&options.key, document);
        let TextFingerprints { analysis, tokens, .. } = &work.text;
        let number = sketch.articles.len() as u32;
        if self.paragraph.is_some() {
            sketch.echoes.extend(echoes(analysis, tokens).into_iter().map(|echo| (number, echo)));
        }
        work.units = text_units(&document.text, analysis, tokens, &self.known);
        self.paragraphs(&document.text, sketch, work);
        if let Some(hasher) = &self.article {
            hasher.keys(&work.text.shingles, &mut work.space, &mut work.article_keys);
        }
        work.seeds_of_units.clear();
        work.seeds_of_units.resize(work.units.len(), 0);
        for (unit, _) in work.text.seeds_in(&work.units) {
            work.seeds_of_units[unit] += 1;
        }
        seed_frame::append(&work.text.seeds, &work.seeds_of_units, &mut work.seed_frames);
        sketch.ids.push_str(&document.id);
        sketch.articles.push(ArticleSketch {
            text_hash: work.text.text_hash(key),
            id_end: sketch.ids.len() as u32,
            tokens: work.text.tokens.len() as u32,
            shingles: work.text.n_shingles(),
            paragraphs_end: sketch.paragraphs.len() as u32,
            pieces_end: sketch.pieces.len() as u32,
            seeds_end: work.seed_frames.len() as u32,
            kind: page_kind(&document.text, &work.text.analysis, &work.ends, document.title.as_deref()),
        });
        key
    }

    fn paragraphs(&self, text: &str, sketch: &mut BlockSketch, work: &mut Workspace) {
        work.ends.clear();
        let TextFingerprints { analysis, shingles, .. } = &work.text;
        work.ends
            .extend(analysis.paragraphs.iter().map(|paragraph| ParagraphEnd::of(text, analysis, paragraph)));
        let is_boilerplate_alone = boilerplate_alone(&work.units);
        push_pieces(sketch, work, &is_boilerplate_alone);
        let mut is_boilerplate_alone = is_boilerplate_alone.into_iter();
        let of_paragraphs = work.units.chunk_by(|a, b| a.paragraph == b.paragraph);
        for ((paragraph, end), units) in analysis.paragraphs.iter().zip(&work.ends).zip(of_paragraphs) {
            let folded = analysis.folded_of(&paragraph.tokens);
            let n_boilerplate_alone =
                is_boilerplate_alone.by_ref().take(units.len()).filter(|is_page| *is_page).count();
            let mut entry = ParagraphSketch {
                key: ParagraphSketch::key_of(folded),
                start: paragraph.start,
                end: paragraph.end,
                tokens: paragraph.tokens.len() as u32,
                story_end: end.part.end,
                has_character_keys: false,
                form: units[0].form.bits(),
                is_boilerplate_alone: n_boilerplate_alone == units.len(),
                is_known: units.iter().all(|unit| unit.is_known),
                pieces: if units.len() > 1 { units.len() as u32 } else { 0 },
                role: paragraph.role,
                ending: end.ending,
                close: end.part.close,
            };
            if let Some(hashers) = &self.paragraph {
                if entry.has_word_keys() {
                    // Each shingle starts at the token of its index.
                    let Range { start, end } = paragraph.tokens;
                    let shingles = &shingles[start as usize..end as usize - (WORDS - 1)];
                    hashers.words.keys(shingles, &mut work.space, &mut work.word_keys);
                }
                entry.has_character_keys =
                    paragraph.tokens.len() <= TOKENS_BY_CHARACTERS && has_characters(folded);
                if entry.has_character_keys {
                    character_shingles(folded, &mut work.characters, &mut work.character_shingles);
                    let shingles = &work.character_shingles;
                    hashers.characters.keys(shingles, &mut work.space, &mut work.character_keys);
                }
            }
            sketch.paragraphs.push(entry);
        }
    }
}

impl BandHasher {
    pub(crate) fn new(banding: Banding) -> BandHasher {
        let hasher = MinHasher::new(banding.slots(), scheme().seed, Kernel::detect());
        BandHasher { banding, hasher }
    }

    /// Appends the keys of a set of shingles, one per band; none if there are no shingles.
    pub(crate) fn keys(&self, shingles: &[u64], space: &mut SignatureSpace, keys: &mut Vec<u32>) {
        if !shingles.is_empty() {
            self.hasher.signature(shingles, &mut space.upper_halves, &mut space.slots);
            self.banding.keys(&space.slots, keys);
        }
    }
}

/// Adds the pieces of the paragraphs that are cut.
fn push_pieces(sketch: &mut BlockSketch, work: &Workspace, is_boilerplate_alone: &[bool]) {
    let TextFingerprints { analysis, tokens, .. } = &work.text;
    for (unit, is_boilerplate_alone) in work.units.iter().zip(is_boilerplate_alone) {
        if unit.is_whole {
            continue;
        }
        let (first, last) = (unit.tokens.start as usize, unit.tokens.end as usize - 1);
        sketch.pieces.push(PieceSketch {
            key: unit_key(analysis, tokens, &unit.tokens),
            start: analysis.tokens[first].start,
            end: analysis.tokens[last].end,
            tokens: unit.tokens.len() as u32,
            form: unit.form.bits(),
            is_boilerplate_alone: *is_boilerplate_alone,
            is_known: unit.is_known,
        });
    }
}

/// Returns the fields of a record that may credit somebody.
pub(crate) fn fields_of<'a>(document: &'a Document<'_>) -> RecordFields<'a> {
    RecordFields {
        author: document.author.as_deref(),
        url: document.url.as_deref(),
        canonical_url: document.canonical_url.as_deref(),
    }
}

/// Returns the bytes of both occurrences of the part that the last article has twice.
fn doubled_bytes(work: &Workspace) -> Option<[(u32, u32); 2]> {
    let found = doubled(&work.text.shingles, &work.text.seeds)?;
    let tokens = &work.text.analysis.tokens;
    let bytes = |part: Range<u32>| (tokens[part.start as usize].start, tokens[part.end as usize - 1].end);
    Some([bytes(found.first), bytes(found.second)])
}
