//! One block of input becomes sketches; pure, so that blocks run in parallel.

use crate::document::{Document, Published};
use crate::formats::{Block, Decoded, Described, FieldCounts, ReadOptions, Spool};
use crate::fragment::{Echo, TOKENS_BY_CHARACTERS, echoes, has_characters};
use crate::furniture::at_page_ends;
use crate::lsh::Banding;
use crate::params::{CandidateEngine, Only, ScanParams};
use crate::records::Reject;
use crate::shingle::{character_shingles, token_hash, word_shingles};
use crate::sketch::{Kernel, MinHasher, SketchScheme, seeds};
use crate::text::{Analysis, Paragraph, Role, analyse};
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

/// Characters of a page line that are kept to show it by.
const OPENING_CHARACTERS: usize = 80;

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
#[derive(Debug, Default)]
pub(super) struct BlockSketch {
    pub(super) articles: Vec<ArticleSketch>,
    pub(super) paragraphs: Vec<ParagraphSketch>,
    /// Seeds of all paragraphs, in order.
    pub(super) seeds: Vec<u64>,
    /// Band keys of paragraphs, in order; a paragraph without keys has none.
    pub(super) paragraph_keys: Vec<u32>,
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
    /// Its first band key in the block.
    pub(super) keys_start: u32,
    pub(super) has_word_keys: bool,
    pub(super) has_character_keys: bool,
    /// Page furniture by phrase and place.
    pub(super) at_page_end: bool,
    pub(super) role: Role,
}

/// A sketched block with what must be stored or told in the order of reading.
pub(super) struct SketchedBlock {
    pub(super) bytes_on_disk: u64,
    pub(super) sketch: BlockSketch,
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
}

/// Working space of one thread.
#[derive(Default)]
pub(super) struct Workspace {
    analysis: Analysis,
    tokens: Vec<u64>,
    space: SignatureSpace,
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
    /// Gives back the room for more, up to half of what grew.
    fn shrink(&mut self) {
        self.articles.shrink_to_fit();
        self.paragraphs.shrink_to_fit();
        self.seeds.shrink_to_fit();
        self.paragraph_keys.shrink_to_fit();
        self.article_keys.shrink_to_fit();
        self.ids.shrink_to_fit();
        self.echoes.shrink_to_fit();
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
        let mut sketch = BlockSketch::default();
        let mut stored = Vec::with_capacity(documents.len());
        for document in documents {
            analyse(&document.text, &mut work.analysis);
            if work.analysis.tokens.is_empty() {
                rejects.push(Reject {
                    file: document.file.to_string(),
                    line: document.line,
                    id: Some(document.id.into_owned()),
                    reason: "the text has no words".into(),
                });
                continue;
            }
            let first_paragraph = sketch.paragraphs.len();
            self.article(&document, &mut sketch, work);
            stored.push(StoredDocument::of(document, &sketch.paragraphs[first_paragraph..]));
        }
        rejects.sort();
        sketch.shrink();
        SketchedBlock {
            bytes_on_disk: block.bytes_on_disk,
            sketch,
            stored,
            rejects,
            field_counts,
            dates_not_understood,
        }
    }

    fn article(&self, document: &Document<'_>, sketch: &mut BlockSketch, work: &mut Workspace) {
        let analysis = &work.analysis;
        work.tokens.clear();
        work.tokens.extend((0..analysis.tokens.len()).map(|at| token_hash(analysis.token(at).as_bytes())));
        let number = sketch.articles.len() as u32;
        sketch.echoes.extend(echoes(analysis).into_iter().map(|echo| (number, echo)));
        let first_paragraph = sketch.paragraphs.len();
        self.paragraphs(sketch, work);
        word_shingles(&work.tokens, &mut work.space.shingles);
        if let Some(hasher) = &self.article {
            let SignatureSpace { shingles, upper_halves, slots, .. } = &mut work.space;
            hasher.signature(shingles, upper_halves, slots);
            Banding::ARTICLES.keys(slots, &mut sketch.article_keys);
        }
        seeds_by_paragraph(&work.space.shingles, &work.analysis.paragraphs, first_paragraph, sketch);
        sketch.ids.push_str(&document.id);
        sketch.articles.push(ArticleSketch {
            text_hash: xxh3_128(work.analysis.folded.as_bytes()),
            id_end: sketch.ids.len() as u32,
            tokens: work.analysis.tokens.len() as u32,
            shingles: work.space.shingles.len() as u32,
            paragraphs_end: sketch.paragraphs.len() as u32,
            seeds_end: sketch.seeds.len() as u32,
        });
    }

    fn paragraphs(&self, sketch: &mut BlockSketch, work: &mut Workspace) {
        let Workspace { analysis, tokens, .. } = work;
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
                keys_start: sketch.paragraph_keys.len() as u32,
                has_word_keys: false,
                has_character_keys: false,
                at_page_end,
                role: paragraph.role,
            };
            if let Some(hashers) = &self.paragraph {
                let tokens = &tokens[paragraph.tokens.start as usize..paragraph.tokens.end as usize];
                hashers.keys(tokens, folded, &mut entry, &mut sketch.paragraph_keys, &mut work.space);
            }
            sketch.paragraphs.push(entry);
        }
    }
}

impl ParagraphHashers {
    fn keys(
        &self,
        tokens: &[u64],
        folded: &str,
        entry: &mut ParagraphSketch,
        keys: &mut Vec<u32>,
        space: &mut SignatureSpace,
    ) {
        // Up to five tokens are one shingle: to be near by words would be to be equal.
        if tokens.len() > crate::shingle::WORDS {
            entry.has_word_keys = true;
            word_shingles(tokens, &mut space.shingles);
            self.words.signature(&space.shingles, &mut space.upper_halves, &mut space.slots);
            Banding::PARAGRAPH_WORDS.keys(&space.slots, keys);
        }
        if tokens.len() <= TOKENS_BY_CHARACTERS && has_characters(folded) {
            entry.has_character_keys = true;
            character_shingles(folded, &mut space.characters, &mut space.shingles);
            self.characters.signature(&space.shingles, &mut space.upper_halves, &mut space.slots);
            Banding::PARAGRAPH_CHARACTERS.keys(&space.slots, keys);
        }
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
    fn of(document: Document<'_>, paragraphs: &[ParagraphSketch]) -> Self {
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
            described: Described {
                url: document.url.map(Into::into),
                title: document.title.map(Into::into),
                page_lines,
            },
        }
    }
}
