//! One block of input becomes sketches; pure, so that blocks run in parallel.

use super::paragraph_keys::LevelKeys;
use crate::credit::{self, AgencyNumber, Evidence};
use crate::document::{Document, Published};
use crate::formats::{Block, Decoded, Described, FieldCounts, ReadOptions, Spool, host_of};
use crate::fragment::{Echo, TOKENS_BY_CHARACTERS, echoes, has_characters};
use crate::furniture::at_page_ends;
use crate::lsh::Banding;
use crate::params::{CandidateEngine, Only, ScanParams};
use crate::records::Reject;
use crate::shingle::{WORDS, character_shingles, token_hashes, word_shingles};
use crate::sketch::{Kernel, MinHasher, SketchScheme, seeds};
use crate::text::{Analysis, Ending, Paragraph, Role, analyse, ending};
use std::ops::Range;
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

/// Characters of a page line that are kept to show it by.
const OPENING_CHARACTERS: usize = 80;

/// Why a text of signs alone is rejected.
pub(super) const WITHOUT_WORDS: &str = "the text has no words";

/// Everything that sketching needs to know, made once.
pub(super) struct Sketcher {
    article: Option<MinHasher>,
    paragraph: Option<ParagraphHashers>,
}

struct ParagraphHashers {
    words: MinHasher,
    characters: MinHasher,
}

/// The scheme in force, whatever parts of it a run uses.
pub(super) fn scheme() -> SketchScheme {
    SketchScheme::new(
        Banding::ARTICLES.slots(),
        Banding::PARAGRAPH_WORDS.slots(),
        Banding::PARAGRAPH_CHARACTERS.slots(),
    )
}

/// What is kept of a block.
#[derive(Debug, Default, Clone)]
pub(super) struct BlockSketch {
    pub(super) articles: Vec<ArticleSketch>,
    pub(super) paragraphs: Vec<ParagraphSketch>,
    /// Seeds of all paragraphs, in order.
    pub(super) seeds: Vec<u64>,
    /// Band keys of articles, as many for each.
    pub(super) article_keys: Vec<u32>,
    /// Ids, one after another.
    pub(super) ids: String,
    pub(super) echoes: Vec<(u32, Echo)>,
}

/// One article of a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct ArticleSketch {
    pub(super) text_hash: u128,
    pub(super) id_end: u32,
    pub(super) tokens: u32,
    pub(super) shingles: u32,
    /// One past its last paragraph and seed in the block.
    pub(super) paragraphs_end: u32,
    pub(super) seeds_end: u32,
}

/// One paragraph of a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct ParagraphSketch {
    /// Hash of the tokens, 0 without tokens.
    pub(super) key: u64,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) tokens: u32,
    /// One past its last seed in the block.
    pub(super) seeds_end: u32,
    /// Its place among the block's paragraphs with keys by words, and among those with keys by characters; [`NO_KEYS`] where it has none.
    pub(super) word_keys_at: u32,
    pub(super) character_keys_at: u32,
    /// Page furniture by phrase and place.
    pub(super) at_page_end: bool,
    pub(super) role: Role,
    pub(super) ending: Ending,
}

/// Stands for a place where a paragraph has no keys.
pub(super) const NO_KEYS: u32 = u32::MAX;

/// A sketched block with what must be stored or told in the order of reading.
pub(super) struct SketchedBlock {
    pub(super) bytes_on_disk: u64,
    pub(super) sketch: BlockSketch,
    pub(super) word_keys: LevelKeys,
    pub(super) character_keys: LevelKeys,
    pub(super) stored: Vec<StoredDocument>,
    pub(super) rejects: Vec<Reject>,
    pub(super) field_counts: FieldCounts,
    pub(super) dates_not_understood: u64,
}

/// What is stored of one document outside memory.
pub(super) struct StoredDocument {
    pub(super) place: Option<crate::document::Place>,
    /// Compressed text for the spool, where there is no place.
    pub(super) frame: Vec<u8>,
    pub(super) outlet: Option<String>,
    pub(super) published: Option<Published>,
    pub(super) described: Described,
    /// The agency whose words its credits say these are.
    pub(super) agency: Option<AgencyNumber>,
    /// Where its text says that it appeared before.
    pub(super) appeared_before_in: Option<String>,
    /// Host of its address.
    pub(super) host: Option<String>,
}

/// Working space of one thread.
#[derive(Default)]
pub(super) struct Workspace {
    /// The block's sketch as it grows; what is kept is a copy without room for more.
    sketch: BlockSketch,
    analysis: Analysis,
    tokens: Vec<u64>,
    /// Word shingles of the article; those of a paragraph that is longer than a shingle stand among them.
    shingles: Vec<u64>,
    credits: Vec<Evidence>,
    space: SignatureSpace,
    /// Band keys of the block's paragraphs, one after another.
    word_keys: Vec<u32>,
    character_keys: Vec<u32>,
}

/// What one signature after another is computed in.
#[derive(Default)]
struct SignatureSpace {
    shingles: Vec<u64>,
    characters: Vec<u64>,
    upper_halves: Vec<u32>,
    slots: Vec<u32>,
}

impl BlockSketch {
    /// Bytes in memory.
    pub(super) fn bytes(&self) -> u64 {
        let BlockSketch { articles, paragraphs, seeds, article_keys, ids, echoes } = self;
        let bytes = size_of_val(articles.as_slice())
            + size_of_val(paragraphs.as_slice())
            + size_of_val(seeds.as_slice())
            + size_of_val(article_keys.as_slice())
            + ids.len()
            + size_of_val(echoes.as_slice());
        bytes as u64
    }

    /// Empties it, for the next block.
    fn clear(&mut self) {
        self.articles.clear();
        self.paragraphs.clear();
        self.seeds.clear();
        self.article_keys.clear();
        self.ids.clear();
        self.echoes.clear();
    }
}

impl Sketcher {
    pub(super) fn new(params: &ScanParams) -> Self {
        let seed = scheme().seed;
        let kernel = Kernel::detect();
        let hasher = |banding: Banding| MinHasher::new(banding.slots(), seed, kernel);
        let with_articles = params.only != Only::Paragraphs;
        let with_paragraphs = params.only != Only::Articles;
        Sketcher {
            article: (with_articles && params.candidates != CandidateEngine::Seeds)
                .then(|| hasher(Banding::ARTICLES)),
            paragraph: with_paragraphs.then(|| ParagraphHashers {
                words: hasher(Banding::PARAGRAPH_WORDS),
                characters: hasher(Banding::PARAGRAPH_CHARACTERS),
            }),
        }
    }

    /// Decodes and sketches one block.
    pub(super) fn sketch(&self, block: &Block, options: &ReadOptions, work: &mut Workspace) -> SketchedBlock {
        let Decoded { documents, mut rejects, field_counts, dates_not_understood } = block.decode(options);
        let mut sketch = std::mem::take(&mut work.sketch);
        let mut stored = Vec::with_capacity(documents.len());
        work.word_keys.clear();
        work.character_keys.clear();
        for document in documents {
            analyse(&document.text, &mut work.analysis);
            if work.analysis.tokens.is_empty() {
                rejects.push(document.reject(WITHOUT_WORDS));
                continue;
            }
            let first_paragraph = sketch.paragraphs.len();
            self.article(&document, &mut sketch, work);
            credit::find(&document.text, &work.analysis, &mut work.credits);
            let credits = std::mem::take(&mut work.credits);
            stored.push(StoredDocument::of(document, &sketch.paragraphs[first_paragraph..], credits));
        }
        rejects.sort();
        let kept = sketch.clone();
        sketch.clear();
        work.sketch = sketch;
        SketchedBlock {
            bytes_on_disk: block.bytes_on_disk,
            sketch: kept,
            word_keys: LevelKeys::by_band(&work.word_keys, Banding::PARAGRAPH_WORDS.bands),
            character_keys: LevelKeys::by_band(&work.character_keys, Banding::PARAGRAPH_CHARACTERS.bands),
            stored,
            rejects,
            field_counts,
            dates_not_understood,
        }
    }

    fn article(&self, document: &Document<'_>, sketch: &mut BlockSketch, work: &mut Workspace) {
        let analysis = &work.analysis;
        work.tokens.clear();
        work.tokens.extend(token_hashes(analysis, analysis.all_tokens()));
        let number = sketch.articles.len() as u32;
        sketch.echoes.extend(echoes(analysis, &work.tokens).into_iter().map(|echo| (number, echo)));
        let first_paragraph = sketch.paragraphs.len();
        word_shingles(&work.tokens, &mut work.shingles);
        self.paragraphs(&document.text, sketch, work);
        if let Some(hasher) = &self.article {
            let SignatureSpace { upper_halves, slots, .. } = &mut work.space;
            hasher.signature(&work.shingles, upper_halves, slots);
            Banding::ARTICLES.keys(slots, &mut sketch.article_keys);
        }
        seeds_by_paragraph(&work.shingles, &work.analysis.paragraphs, first_paragraph, sketch);
        sketch.ids.push_str(&document.id);
        sketch.articles.push(ArticleSketch {
            text_hash: xxh3_128(work.analysis.folded.as_bytes()),
            id_end: sketch.ids.len() as u32,
            tokens: work.analysis.tokens.len() as u32,
            shingles: work.shingles.len() as u32,
            paragraphs_end: sketch.paragraphs.len() as u32,
            seeds_end: sketch.seeds.len() as u32,
        });
    }

    fn paragraphs(&self, text: &str, sketch: &mut BlockSketch, work: &mut Workspace) {
        let Workspace { analysis, shingles, space, word_keys, character_keys, .. } = work;
        let folded: Vec<&str> =
            analysis.paragraphs.iter().map(|paragraph| analysis.folded_of(&paragraph.tokens)).collect();
        let at_page_ends = at_page_ends(&folded);
        for ((paragraph, folded), at_page_end) in analysis.paragraphs.iter().zip(folded).zip(at_page_ends) {
            let mut entry = ParagraphSketch {
                // 0 means "no tokens"; one hash in 2⁶⁴ moves aside for it.
                key: if folded.is_empty() { 0 } else { xxh3_64(folded.as_bytes()).max(1) },
                start: paragraph.start,
                end: paragraph.end,
                tokens: paragraph.tokens.len() as u32,
                seeds_end: 0,
                word_keys_at: NO_KEYS,
                character_keys_at: NO_KEYS,
                at_page_end,
                role: paragraph.role,
                ending: ending(text, analysis, paragraph),
            };
            if let Some(hashers) = &self.paragraph {
                if let Some(at) = hashers.word_keys(shingles, &paragraph.tokens, word_keys, space) {
                    entry.word_keys_at = at;
                }
                if let Some(at) =
                    hashers.character_keys(paragraph.tokens.len(), folded, character_keys, space)
                {
                    entry.character_keys_at = at;
                }
            }
            sketch.paragraphs.push(entry);
        }
    }
}

impl ParagraphHashers {
    /// Appends the keys by words of a paragraph that has such, and tells its place among those. `shingles` are the article's: each begins with
    /// a token of the same place, and those that end within the paragraph are the paragraph's own.
    fn word_keys(
        &self,
        shingles: &[u64],
        tokens: &Range<u32>,
        keys: &mut Vec<u32>,
        space: &mut SignatureSpace,
    ) -> Option<u32> {
        // Up to five tokens are one shingle: to be near by words would be to be equal.
        if tokens.len() <= WORDS {
            return None;
        }
        let at = keys.len() / Banding::PARAGRAPH_WORDS.bands;
        let shingles = &shingles[tokens.start as usize..tokens.end as usize - (WORDS - 1)];
        self.words.signature(shingles, &mut space.upper_halves, &mut space.slots);
        Banding::PARAGRAPH_WORDS.keys(&space.slots, keys);
        Some(at as u32)
    }

    /// The same by characters.
    fn character_keys(
        &self,
        n_tokens: usize,
        folded: &str,
        keys: &mut Vec<u32>,
        space: &mut SignatureSpace,
    ) -> Option<u32> {
        if n_tokens > TOKENS_BY_CHARACTERS || !has_characters(folded) {
            return None;
        }
        let at = keys.len() / Banding::PARAGRAPH_CHARACTERS.bands;
        character_shingles(folded, &mut space.characters, &mut space.shingles);
        self.characters.signature(&space.shingles, &mut space.upper_halves, &mut space.slots);
        Banding::PARAGRAPH_CHARACTERS.keys(&space.slots, keys);
        Some(at as u32)
    }
}

/// Appends the seeds of one article and tells each of its paragraphs where its seeds end. A seed belongs to the paragraph of its first token.
fn seeds_by_paragraph(
    shingles: &[u64],
    paragraphs: &[Paragraph],
    first_paragraph: usize,
    sketch: &mut BlockSketch,
) {
    let mut at = 0;
    let BlockSketch { paragraphs: entries, seeds: kept, .. } = sketch;
    let entries = &mut entries[first_paragraph..];
    seeds(shingles, |position, seed| {
        while position >= paragraphs[at].tokens.end as usize {
            entries[at].seeds_end = kept.len() as u32;
            at += 1;
        }
        kept.push(seed);
    });
    for entry in &mut entries[at..] {
        entry.seeds_end = kept.len() as u32;
    }
}

impl StoredDocument {
    fn of(document: Document<'_>, paragraphs: &[ParagraphSketch], credits: Vec<Evidence>) -> Self {
        let page_lines = (0..)
            .zip(paragraphs)
            .filter(|(_, paragraph)| paragraph.at_page_end)
            .map(|(number, paragraph)| {
                let line = &document.text[paragraph.start as usize..paragraph.end as usize];
                (number, line.chars().take(OPENING_CHARACTERS).collect())
            })
            .collect();
        StoredDocument {
            place: document.place,
            frame: if document.place.is_none() { Spool::frame(&document.text) } else { Vec::new() },
            outlet: document.outlet.map(Into::into),
            published: document.published,
            agency: credit::text_agency(&credits),
            appeared_before_in: credit::appeared_before_in(&credits).map(str::to_owned),
            host: document.url.as_deref().and_then(host_of),
            described: Described {
                url: document.url.map(Into::into),
                title: document.title.map(Into::into),
                page_lines,
                credits,
            },
        }
    }
}
