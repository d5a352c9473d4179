//! The sketching of one block of input; pure, so that blocks are sketched in parallel.

use crate::corpus::sketched_block::{
    ArticleSketch, BlockSketch, ParagraphSketch, PieceSketch, SketchedBlock, StoredDocument,
};
use crate::paragraphs::{TOKENS_BY_CHARACTERS, echoes, has_characters};
use crate::params::{CandidateEngine, Only, ScanParams};
use std::ops::Range;
use std::sync::Arc;
use wirecopy_article::text::{Analysis, HanFolding, ParagraphEnd, analyse};
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
use wirecopy_reuse::shingle::{WORDS, character_shingles, doubled, token_hashes, word_shingles};
use wirecopy_reuse::winnow::{n_shingles, seeds};
use xxhash_rust::xxh3::{xxh3_64, xxh3_128_with_seed};

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
    analysis: Analysis,
    tokens: Vec<u64>,
    /// Word shingles of the article; those of a paragraph that is longer than a shingle are a part
    /// of them.
    shingles: Vec<u64>,
    credits: Vec<Credit>,
    /// Characters and character shingles of one paragraph.
    characters: Vec<u64>,
    character_shingles: Vec<u64>,
    /// Ends of the article's paragraphs.
    ends: Vec<ParagraphEnd>,
    space: SignatureSpace,
    /// Paragraphs and pieces of one article.
    units: Vec<TextUnit>,
    /// Seeds of one article, and how many of them each unit has.
    seeds: Vec<u64>,
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
            work.analysis.han = self.han;
            analyse(&document.text, &mut work.analysis);
            if work.analysis.tokens.is_empty() {
                rejects.push(document.reject(RejectReason::TextWithoutWords));
                continue;
            }
            let first_paragraph = sketch.paragraphs.len();
            let key = self.article(&document, options, &mut sketch, work);
            credit::find(&document.text, &work.analysis, &mut work.credits);
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
        let analysis = &work.analysis;
        work.tokens.clear();
        work.tokens.extend(token_hashes(analysis, analysis.all_tokens()));
        let number = sketch.articles.len() as u32;
        if self.paragraph.is_some() {
            sketch.echoes.extend(echoes(analysis, &work.tokens).into_iter().map(|echo| (number, echo)));
        }
        word_shingles(&work.tokens, &mut work.shingles);
        work.units = text_units(&document.text, &work.analysis, &work.tokens, &self.known);
        self.paragraphs(&document.text, sketch, work);
        if let Some(hasher) = &self.article {
            hasher.keys(&work.shingles, &mut work.space, &mut work.article_keys);
        }
        let Workspace { seeds, seeds_of_units, .. } = work;
        seeds.clear();
        seeds_of_units.clear();
        seeds_of_units.resize(work.units.len(), 0);
        for_each_seed(&work.shingles, &work.units, |unit, seed| {
            seeds_of_units[unit] += 1;
            seeds.push(seed);
        });
        seed_frame::append(seeds, seeds_of_units, &mut work.seed_frames);
        sketch.ids.push_str(&document.id);
        sketch.articles.push(ArticleSketch {
            text_hash: text_hash(&work.analysis, key),
            id_end: sketch.ids.len() as u32,
            tokens: work.analysis.tokens.len() as u32,
            shingles: n_shingles(&work.shingles),
            paragraphs_end: sketch.paragraphs.len() as u32,
            pieces_end: sketch.pieces.len() as u32,
            seeds_end: work.seed_frames.len() as u32,
            kind: page_kind(&document.text, &work.analysis, &work.ends, document.title.as_deref()),
        });
        key
    }

    fn paragraphs(&self, text: &str, sketch: &mut BlockSketch, work: &mut Workspace) {
        work.ends.clear();
        let analysis = &work.analysis;
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
                // 0 means "no tokens"; the one hash that is 0 becomes 1.
                key: if folded.is_empty() { 0 } else { xxh3_64(folded.as_bytes()).max(1) },
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
                    let shingles = &work.shingles[start as usize..end as usize - (WORDS - 1)];
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
    let analysis = &work.analysis;
    for (unit, is_boilerplate_alone) in work.units.iter().zip(is_boilerplate_alone) {
        if unit.is_whole {
            continue;
        }
        let (first, last) = (unit.tokens.start as usize, unit.tokens.end as usize - 1);
        sketch.pieces.push(PieceSketch {
            key: unit_key(analysis, &work.tokens, &unit.tokens),
            start: analysis.tokens[first].start,
            end: analysis.tokens[last].end,
            tokens: unit.tokens.len() as u32,
            form: unit.form.bits(),
            is_boilerplate_alone: *is_boilerplate_alone,
            is_known: unit.is_known,
        });
    }
}

/// Calls `each(unit, seed)` for the seeds of one article, in order. A seed belongs to the unit of
/// its first token.
pub(crate) fn for_each_seed(shingles: &[u64], units: &[TextUnit], mut each: impl FnMut(usize, u64)) {
    let mut at = 0;
    seeds(shingles, |position, seed| {
        while position >= units[at].tokens.end as usize {
            at += 1;
        }
        each(at, seed);
    });
}

/// Returns the fields of a record that may credit somebody.
pub(crate) fn fields_of<'a>(document: &'a Document<'_>) -> RecordFields<'a> {
    RecordFields { author: document.author.as_deref(), url: document.url.as_deref() }
}

/// Returns the bytes of both occurrences of the part that the last article has twice.
fn doubled_bytes(work: &Workspace) -> Option<[(u32, u32); 2]> {
    let found = doubled(&work.shingles, &work.seeds)?;
    let tokens = &work.analysis.tokens;
    let bytes = |part: Range<u32>| (tokens[part.start as usize].start, tokens[part.end as usize - 1].end);
    Some([bytes(found.first), bytes(found.second)])
}

/// Returns the hash that defines a distinct text: equal for articles of equal tokens, and of equal
/// keys where copies are to have one.
pub(crate) fn text_hash(analysis: &Analysis, key: Option<u64>) -> u128 {
    xxh3_128_with_seed(analysis.folded.as_bytes(), key.unwrap_or(0))
}
