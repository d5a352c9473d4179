//! Everything that was read, in canonical order.

use crate::corpus::article_row::TableRow;
use crate::corpus::ids::Ids;
use crate::corpus::metadata::{ArticleMetadata, MetadataColumn};
use crate::corpus::sketched_block::{ParagraphSketch, PieceSketch};
use crate::error::Result;
use crate::numbers;
use crate::numbers::{ArticleId, HostId, IdRank, InputRow, OutletId, ParagraphId, PieceId, SourceId, TextId};
use crate::paragraphs::Echo;
use std::ops::Range;
use typed_index_collections::TiVec;
use wirecopy_article::Published;
use wirecopy_article::text::{Analysis, HanFolding};
use wirecopy_io::TextSource;
use wirecopy_news::credit::AgencyNumber;
use wirecopy_news::direction::is_same_outlet;
use wirecopy_news::kind::PageKind;
use wirecopy_scratch::JaggedVec;

/// Articles, texts and paragraphs, numbered by content.
///
/// *Articles* are numbered by (xxh3-128 of the tokens, id). Copies of a *text* are therefore
/// neighbours; texts are numbered in the same order by their first copies, and so are the
/// paragraphs of texts. Tables are in that order, because everything reads them in it.
pub(crate) struct Corpus {
    pub(in crate::corpus) han: HanFolding,
    pub(in crate::corpus) table: TiVec<ArticleId, TableRow>,
    pub(in crate::corpus) paragraphs: JaggedVec<ParagraphSketch, ArticleId>,
    pub(in crate::corpus) pieces: JaggedVec<PieceSketch, ArticleId>,
    /// Echoes with their articles' rows in reading order, in that order.
    pub(in crate::corpus) echoes: Vec<(InputRow, Echo)>,
    pub(in crate::corpus) outlets: SiteNames<OutletId>,
    pub(in crate::corpus) hosts: SiteNames<HostId>,
    pub(in crate::corpus) sources: TiVec<SourceId, String>,
    pub(in crate::corpus) metadata_column: MetadataColumn,
    pub(crate) text_source: TextSource,
    pub(in crate::corpus) input_row: TiVec<ArticleId, InputRow>,
    /// The row of the first article that is only compared with.
    pub(in crate::corpus) own_rows: InputRow,
    pub(in crate::corpus) ids: Ids<ArticleId>,
    pub(crate) by_id: TiVec<IdRank, ArticleId>,
    pub(crate) id_rank: TiVec<ArticleId, IdRank>,
    /// Text → its first article; one more at the end.
    pub(in crate::corpus) text_start: TiVec<TextId, ArticleId>,
    /// Text → its first paragraph; one more at the end.
    pub(in crate::corpus) paragraph_start: TiVec<TextId, ParagraphId>,
    /// Text → its first piece; one more at the end.
    pub(in crate::corpus) piece_start: TiVec<TextId, PieceId>,
}

/// Names of outlets or hosts, each with the agency whose own site it is.
pub(in crate::corpus) struct SiteNames<Number> {
    names: TiVec<Number, String>,
    agencies: TiVec<Number, Option<AgencyNumber>>,
}

impl<Number> SiteNames<Number> {
    pub(in crate::corpus) fn of(
        names: impl IntoIterator<Item = String>,
        agency: impl Fn(&str) -> Option<AgencyNumber>,
    ) -> SiteNames<Number> {
        let names: TiVec<Number, String> = names.into_iter().collect();
        SiteNames { agencies: names.iter().map(|name| agency(name)).collect(), names }
    }
}

impl AsRef<Corpus> for Corpus {
    fn as_ref(&self) -> &Corpus {
        self
    }
}

impl Corpus {
    /// Returns an empty analysis for texts that are read again.
    pub(crate) fn analysis(&self) -> Analysis {
        Analysis::with_han(self.han)
    }

    pub(crate) fn n_articles(&self) -> u32 {
        self.input_row.len() as u32
    }

    pub(crate) fn articles(&self) -> impl ExactSizeIterator<Item = ArticleId> {
        numbers::all(0..self.n_articles())
    }

    pub(crate) fn n_texts(&self) -> u32 {
        self.text_start.len() as u32 - 1
    }

    pub(crate) fn text_ids(&self) -> impl ExactSizeIterator<Item = TextId> {
        numbers::all(0..self.n_texts())
    }

    /// The articles that are copies of a text.
    pub(crate) fn copies(&self, text_id: TextId) -> impl ExactSizeIterator<Item = ArticleId> + Clone + use<> {
        numbers::between(self.text_start[text_id], self.text_start[text_id + 1])
    }

    /// The first copy of a text.
    pub(crate) fn article_of(&self, text_id: TextId) -> ArticleId {
        self.text_start[text_id]
    }

    /// The text of an article. O(log texts).
    pub(crate) fn text_of(&self, article: ArticleId) -> TextId {
        TextId::from(self.text_start.raw.partition_point(|start| *start <= article) - 1)
    }

    pub(crate) fn id(&self, article: ArticleId) -> &str {
        self.ids.of(article)
    }

    pub(crate) fn row(&self, article: ArticleId) -> &TableRow {
        &self.table[article]
    }

    /// The row of an article in reading order.
    pub(crate) fn input_row(&self, article: ArticleId) -> InputRow {
        self.input_row[article]
    }

    /// Returns whether an article is only compared with: it is never removed, counted or written.
    pub(crate) fn is_reference(&self, article: ArticleId) -> bool {
        self.input_row(article) >= self.own_rows
    }

    /// Number of the articles that are not only compared with.
    pub(crate) fn n_own_articles(&self) -> u32 {
        self.own_rows.into()
    }

    /// Returns the articles by their rows in reading order.
    pub(crate) fn articles_as_read(&self) -> TiVec<InputRow, ArticleId> {
        numbers::inverse(&self.input_row)
    }

    pub(crate) fn outlet(&self, article: ArticleId) -> Option<&str> {
        self.row(article).outlet.map(|number| self.outlets.names[number].as_str())
    }

    /// Host of its address.
    pub(crate) fn host(&self, article: ArticleId) -> Option<&str> {
        self.row(article).host.map(|number| self.hosts.names[number].as_str())
    }

    /// Host of the page on another site that it names as canonical.
    pub(crate) fn canonical_host(&self, article: ArticleId) -> Option<&str> {
        self.row(article).canonical_host.map(|number| self.hosts.names[number].as_str())
    }

    /// The publication in which its text says that it appeared before.
    pub(crate) fn appeared_before_in(&self, article: ArticleId) -> Option<&str> {
        self.row(article).source.map(|number| self.sources[number].as_str())
    }

    /// The agency that its credits name as the author of the text.
    pub(crate) fn agency(&self, article: ArticleId) -> Option<AgencyNumber> {
        self.row(article).agency
    }

    /// The kind of page that an article is.
    pub(crate) fn kind(&self, article: ArticleId) -> PageKind {
        self.row(article).kind
    }

    /// Returns whether a text is one of a story, and no page without one.
    pub(crate) fn has_story(&self, text_id: TextId) -> bool {
        self.kind(self.article_of(text_id)).has_story()
    }

    /// The agency on whose own site it was published.
    pub(crate) fn own_agency(&self, article: ArticleId) -> Option<AgencyNumber> {
        let row = self.row(article);
        row.host.and_then(|host| self.hosts.agencies[host]).or_else(|| self.outlets.agencies[row.outlet?])
    }

    /// Returns whether a name is that of the outlet that published an article.
    pub(crate) fn is_called(&self, article: ArticleId, name: &str) -> bool {
        [self.outlet(article), self.host(article)].into_iter().flatten().any(|own| is_same_outlet(own, name))
    }

    pub(crate) fn published(&self, article: ArticleId) -> Option<Published> {
        self.row(article).published
    }

    /// Reads address, title and credits of an article.
    pub(crate) fn metadata(&self, article: ArticleId) -> Result<ArticleMetadata> {
        self.metadata_column.read(self.input_row[article])
    }

    /// The bytes of an article from the first to the last that is not white space; `None` if it
    /// has no paragraph.
    pub(crate) fn content(&self, article: ArticleId) -> Option<Range<u32>> {
        let paragraphs = self.paragraphs.of(article);
        Some(paragraphs.first()?.start..paragraphs.last()?.end)
    }

    pub(crate) fn n_paragraphs_of_article(&self, article: ArticleId) -> usize {
        self.paragraphs.of(article).len()
    }

    /// Corpus-wide numbers of the paragraphs of a text.
    pub(crate) fn paragraph_ids(
        &self,
        text_id: TextId,
    ) -> impl ExactSizeIterator<Item = ParagraphId> + use<> {
        numbers::between(self.paragraph_start[text_id], self.paragraph_start[text_id + 1])
    }

    /// The corpus-wide number of a text's first paragraph.
    pub(crate) fn first_paragraph(&self, text_id: TextId) -> ParagraphId {
        self.paragraph_start[text_id]
    }

    /// The text of a paragraph, and the paragraph's index in it. O(log texts).
    pub(crate) fn text_of_paragraph(&self, paragraph: ParagraphId) -> (TextId, u32) {
        let next = self.paragraph_start.raw.partition_point(|start| *start <= paragraph);
        let text_id = TextId::from(next - 1);
        (text_id, paragraph - self.paragraph_start[text_id])
    }

    pub(crate) fn paragraph_sketches(&self, text_id: TextId) -> &[ParagraphSketch] {
        self.paragraphs.of(self.article_of(text_id))
    }

    /// Corpus-wide numbers of the pieces of a text.
    pub(crate) fn piece_ids(&self, text_id: TextId) -> impl ExactSizeIterator<Item = PieceId> + use<> {
        numbers::between(self.piece_start[text_id], self.piece_start[text_id + 1])
    }

    pub(crate) fn piece_sketches(&self, text_id: TextId) -> &[PieceSketch] {
        self.pieces.of(self.article_of(text_id))
    }

    /// Returns for each paragraph the hash of its tokens.
    pub(crate) fn paragraph_hashes(&self) -> TiVec<ParagraphId, u64> {
        let n_paragraphs = self.paragraph_start.last().map_or(0, |end| usize::from(*end));
        let mut hashes = TiVec::with_capacity(n_paragraphs);
        for text_id in self.text_ids() {
            hashes.extend(self.paragraph_sketches(text_id).iter().map(|paragraph| paragraph.key));
        }
        hashes
    }

    pub(crate) fn paragraph(&self, paragraph: ParagraphId) -> &ParagraphSketch {
        let (text_id, index) = self.text_of_paragraph(paragraph);
        &self.paragraph_sketches(text_id)[index as usize]
    }

    /// Returns the echoes of all texts: text and echo, in the order of texts.
    pub(crate) fn echoes(&self) -> Vec<(TextId, Echo)> {
        let article_of_row = self.articles_as_read();
        let mut echoes = Vec::new();
        for (row, echo) in &self.echoes {
            let article = article_of_row[*row];
            let text_id = self.text_of(article);
            if self.article_of(text_id) == article {
                echoes.push((text_id, *echo));
            }
        }
        echoes.sort_by_key(|(text_id, echo)| (*text_id, echo.headline));
        echoes
    }
}
