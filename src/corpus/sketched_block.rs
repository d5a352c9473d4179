//! A sketched block of input.

use crate::corpus::metadata::ArticleMetadata;
use crate::paragraphs::Echo;
use wirecopy_article::text::{Close, Ending, ParagraphEnd, Role, RunningText};
use wirecopy_article::{Document, Published, Reject, TextLocation};
use wirecopy_index::LevelKeys;
use wirecopy_io::{FieldCounts, host_of};
use wirecopy_news::credit;
use wirecopy_news::credit::{AgencyNumber, Credit, Scope};
use wirecopy_news::kind::PageKind;
use wirecopy_reuse::shingle::WORDS;
use wirecopy_scratch::blob::BlobFile;
use xxhash_rust::xxh3::xxh3_64;

/// Characters of a page line that are kept to show it by.
const OPENING_CHARACTERS: usize = 80;

/// The sketches of a block's articles and paragraphs, in reading order.
#[derive(Debug, Default, Clone, bincode::Encode, bincode::Decode)]
pub(crate) struct BlockSketch {
    pub(crate) articles: Vec<ArticleSketch>,
    pub(crate) paragraphs: Vec<ParagraphSketch>,
    /// Pieces of the paragraphs that are cut.
    pub(crate) pieces: Vec<PieceSketch>,
    /// Ids, one after another.
    pub(crate) ids: String,
    /// Echoes with the article's number in the block.
    pub(crate) echoes: Vec<(u32, Echo)>,
}

/// One article of a block.
#[derive(Debug, Clone, Copy, bincode::Encode, bincode::Decode)]
pub(crate) struct ArticleSketch {
    /// xxh3-128 of the folded tokens.
    pub(crate) text_hash: u128,
    /// One past its id among the block's.
    pub(crate) id_end: u32,
    pub(crate) tokens: u32,
    pub(crate) shingles: u32,
    /// One past its last paragraph in the block.
    pub(crate) paragraphs_end: u32,
    /// One past its last piece in the block.
    pub(crate) pieces_end: u32,
    /// One past its frame of seeds in the block.
    pub(crate) seeds_end: u32,
    pub(crate) kind: PageKind,
}

/// One paragraph of a block.
#[derive(Debug, Clone, Copy, bincode::Encode, bincode::Decode)]
pub(crate) struct ParagraphSketch {
    /// Hash of the tokens, 0 without tokens.
    pub(crate) key: u64,
    /// First byte in the text.
    pub(crate) start: u32,
    /// One past the last byte in the text.
    pub(crate) end: u32,
    pub(crate) tokens: u32,
    /// One past the last byte of its running text; `start` where it has none.
    pub(crate) story_end: u32,
    /// True if it has keys by characters, where paragraphs have keys.
    pub(crate) has_character_keys: bool,
    /// Bits of its [`PageForm`].
    pub(crate) form: u32,
    /// True if its form and its place in the text alone make it boilerplate.
    pub(crate) is_boilerplate_alone: bool,
    /// True if it is known boilerplate.
    pub(crate) is_known: bool,
    /// Number of the pieces into which it is cut, 0 if it is not.
    pub(crate) pieces: u32,
    pub(crate) role: Role,
    /// The ending of its running text.
    pub(crate) ending: Ending,
    /// The close of its running text.
    pub(crate) close: Close,
}

impl ParagraphSketch {
    /// The key of a paragraph of these folded tokens: 0 means "no tokens", and the one hash that is
    /// 0 becomes 1.
    pub(crate) fn key_of(folded: &str) -> u64 {
        if folded.is_empty() { 0 } else { xxh3_64(folded.as_bytes()).max(1) }
    }

    /// Its bytes in its text.
    pub(crate) fn slice<'text>(&self, text: &'text str) -> &'text str {
        &text[self.start as usize..self.end as usize]
    }
}

/// A piece of a paragraph that boilerplate was glued into.
#[derive(Debug, Clone, Copy, Default, bincode::Encode, bincode::Decode)]
pub(crate) struct PieceSketch {
    /// Hash of its tokens, numbers aside.
    pub(crate) key: u64,
    /// First byte in the text.
    pub(crate) start: u32,
    /// One past the last byte in the text.
    pub(crate) end: u32,
    pub(crate) tokens: u32,
    /// Bits of its [`PageForm`].
    pub(crate) form: u32,
    /// True if its form and its place in the text alone make it boilerplate.
    pub(crate) is_boilerplate_alone: bool,
    /// True if it is known boilerplate.
    pub(crate) is_known: bool,
}

/// A sketched block with what must be stored or counted in reading order.
#[derive(bincode::Encode, bincode::Decode)]
pub(crate) struct SketchedBlock {
    pub(crate) bytes_on_disk: u64,
    pub(crate) sketch: BlockSketch,
    /// Per article a frame of the seeds of its paragraphs.
    pub(crate) seeds: Vec<u8>,
    pub(crate) article_keys: LevelKeys,
    pub(crate) word_keys: LevelKeys,
    pub(crate) character_keys: LevelKeys,
    /// Hashes of all records that decode, in order.
    pub(crate) record_hashes: Vec<u64>,
    pub(crate) stored: Vec<StoredDocument>,
    pub(crate) rejects: Vec<Reject>,
    pub(crate) field_counts: FieldCounts,
    pub(crate) dates_not_understood: u64,
    pub(crate) date_examples: Vec<String>,
    pub(crate) mojibake: u64,
}

/// The stored part of one document besides its sketch.
#[derive(bincode::Encode, bincode::Decode)]
pub(crate) struct StoredDocument {
    /// The location at which its text can be read again.
    pub(crate) location: Option<TextLocation>,
    /// The compressed text for the blob file, if there is no location.
    pub(crate) frame: Vec<u8>,
    pub(crate) outlet: Option<String>,
    pub(crate) published: Option<Published>,
    pub(crate) metadata: ArticleMetadata,
    /// The agency that its credits name as the author of the text.
    pub(crate) agency: Option<AgencyNumber>,
    /// True if it credits or names anybody as a source of its words.
    pub(crate) names_source: bool,
    /// The publication in which its text says that it appeared before.
    pub(crate) appeared_before_in: Option<String>,
    /// Host of its address.
    pub(crate) host: Option<String>,
    /// Host of the page on another site that it names as canonical.
    pub(crate) canonical_host: Option<String>,
}

impl ParagraphSketch {
    /// Returns whether it has keys by words, where paragraphs have keys: up to five tokens are one
    /// shingle, and to be near by words would be to be equal.
    pub(crate) fn has_word_keys(&self) -> bool {
        self.tokens as usize > WORDS
    }

    /// The signs in it of the end of its story.
    pub(crate) fn end(&self, is_boilerplate: bool) -> ParagraphEnd {
        ParagraphEnd {
            start: self.start,
            part: RunningText { end: self.story_end, close: self.close },
            ending: self.ending,
            role: self.role,
            tokens: self.tokens,
            is_boilerplate,
        }
    }
}

impl SketchedBlock {
    /// Numbers the files in which texts are read again from another one on.
    pub(crate) fn renumber_sources(&mut self, first: u32) {
        let locations = self.stored.iter_mut().filter_map(|stored| stored.location.as_mut());
        for location in locations.filter(|location| location.source != TextLocation::BLOB_FILE) {
            location.source += first;
        }
    }
}

impl BlockSketch {
    /// The id of an article by its number in the block.
    pub(crate) fn id(&self, number: usize) -> &str {
        let start = if number == 0 { 0 } else { self.articles[number - 1].id_end as usize };
        &self.ids[start..self.articles[number].id_end as usize]
    }

    /// Empties it for the next block.
    pub(crate) fn clear(&mut self) {
        self.articles.clear();
        self.paragraphs.clear();
        self.pieces.clear();
        self.ids.clear();
        self.echoes.clear();
    }
}

impl StoredDocument {
    pub(crate) fn of(
        document: Document<'_>,
        paragraphs: &[ParagraphSketch],
        credits: Vec<Credit>,
        (doubled, key): (Option<[(u32, u32); 2]>, Option<u64>),
    ) -> Self {
        let page_lines = (0..)
            .zip(paragraphs)
            .filter(|(_, paragraph)| paragraph.is_boilerplate_alone)
            .map(|(number, paragraph)| {
                let line = &document.text[paragraph.start as usize..paragraph.end as usize];
                (number, line.chars().take(OPENING_CHARACTERS).collect())
            })
            .collect();
        let has_location = document.location.is_some();
        let is_default_id = *document.id == *document.file
            || document.id.strip_prefix(&*document.file).and_then(|rest| rest.strip_prefix(':'))
                == Some(document.line.to_string().as_str());
        let own_id = (!is_default_id).then(|| document.id.into_owned());
        StoredDocument {
            location: document.location,
            frame: if has_location { Vec::new() } else { BlobFile::frame(&document.text) },
            outlet: document.outlet.map(Into::into),
            published: document.published,
            agency: credit::text_agency(&credits),
            names_source: credits.iter().any(|credit| credit.scope == Scope::Text),
            appeared_before_in: credit::republished_from(&credits).map(str::to_owned),
            host: document.url.as_deref().and_then(host_of),
            canonical_host: document.canonical_url.as_deref().and_then(host_of),
            metadata: ArticleMetadata {
                url: document.url.map(Into::into),
                canonical_url: document.canonical_url.map(Into::into),
                title: document.title.map(Into::into),
                author: document.author.map(Into::into),
                page_lines,
                credits,
                doubled,
                file: document.file.into_owned(),
                line: document.line,
                made_by: document.text_made_by,
                own_id,
                key,
            },
        }
    }
}
