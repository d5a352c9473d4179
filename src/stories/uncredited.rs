//! Articles that contain another's story and name its source nowhere.
//!
//! An accusation needs a reported pair, story text outside quotations, posts, captions and page
//! text, and a source: an article that credits an agency, or that certainly appeared earlier in
//! another outlet and names no other source itself. An article that names the source in any way,
//! or that speaks for an office as a release does, is not accused.

use crate::corpus::budget::Budget;
use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::numbers::{ArticleId, TextId};
use crate::pairs::align::{AlignedTexts, PairAligner};
use crate::pairs::direction::{OutletsOfCopies, side_of};
use crate::pairs::findings::{ArticleFindings, VerifiedPair};
use crate::pairs::precedence::appearance;
use crate::paragraphs::repeated::Paragraphs;
use crate::stories::sources::{NamedSource, names_outlet};
use crate::stories::wire_text::NeighbourEvidence;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;
use typed_index_collections::TiSlice;
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_io::is_same_site;
use wirecopy_news::direction::{Origin, SourceClaim, Zones, direction};
use wirecopy_news::kind::PageKind;
use wirecopy_news::story::{CARRIED_WORDS_MIN, CarriedSide, CommonStory, carried_story};
use wirecopy_reuse::align::identical;
use wirecopy_reuse::shingle::WORDS;

/// Minimum number of shingles outside boilerplate of a pair that shares enough words.
const SHARED_MIN: u32 = CARRIED_WORDS_MIN / 2 - WORDS as u32 + 1;

/// The story that an article contains without naming its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Accusation {
    /// The article with the story.
    pub(crate) source: ArticleId,
    /// Words of story text that both have.
    pub(crate) words: u32,
    /// Bytes of the longest run of them in the accused article.
    pub(crate) own: Range<u32>,
    /// Bytes of that run in the source.
    pub(crate) theirs: Range<u32>,
}

/// Returns the articles that contain another's story without naming its source, each with the
/// source of which it contains most.
pub(crate) fn uncredited(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    found: &ArticleFindings,
    evidence: &TiSlice<ArticleId, NeighbourEvidence>,
    budget: &Budget,
) -> Result<BTreeMap<ArticleId, Accusation>> {
    let Some(labels) = &found.labels else { return Ok(BTreeMap::new()) };
    let search = Search { corpus, evidence };
    let is_suspect = |index: usize, pair: &VerifiedPair| {
        labels.relation(index).may_be_copy()
            && corpus.has_story(pair.a)
            && corpus.has_story(pair.b)
            && pair.outside.shared >= SHARED_MIN
            && [(pair.a, pair.b), (pair.b, pair.a)]
                .iter()
                .any(|(text, other)| search.has_suspect(*text, *other))
    };
    let indices: Vec<usize> = (0..found.pairs.len())
        .into_par_iter()
        .filter(|index| is_suspect(*index, &found.pairs[*index]))
        .collect();
    let pairs: Vec<VerifiedPair> = indices.iter().map(|index| found.pairs[*index]).collect();
    let outlets = OutletsOfCopies::of(corpus);
    let aligner = PairAligner { corpus, paragraphs, outlets: &outlets, budget };
    let of_pairs = aligner.map(&pairs, |aligned| search.in_pair(&pairs[aligned.index], aligned).map(Some))?;
    let is_copied = |text_id: &TextId| corpus.copies(*text_id).len() > 1 && corpus.has_story(*text_id);
    let copied: Vec<TextId> = corpus.text_ids().filter(is_copied).collect();
    let in_copies = |text_id: &TextId| search.in_copies(&aligner, *text_id);
    let of_copies: Vec<Vec<(ArticleId, Accusation)>> =
        copied.par_iter().map(in_copies).collect::<Result<_>>()?;
    let mut accusations: BTreeMap<ArticleId, Accusation> = BTreeMap::new();
    for (article, accusation) in of_copies.into_iter().chain(of_pairs).flatten() {
        let known = accusations.get(&article);
        if known.is_none_or(|known| known.words < accusation.words) {
            accusations.insert(article, accusation);
        }
    }
    Ok(accusations)
}

/// The search for accusations, by what is known of all articles.
#[derive(Clone, Copy)]
struct Search<'a> {
    corpus: &'a Corpus,
    evidence: &'a TiSlice<ArticleId, NeighbourEvidence>,
}

/// The copies of a text that may be a source: of those with an agency, and of those with a date,
/// the first, and the first of another outlet.
#[derive(Debug, Default)]
struct Sources {
    agencies: Vec<ArticleId>,
    dated: Vec<ArticleId>,
}

impl Search<'_> {
    fn sources(&self, text_id: TextId) -> Sources {
        let mut copies: Vec<ArticleId> =
            self.corpus.copies(text_id).filter(|article| self.has_report(*article)).collect();
        copies.sort_by_key(|article| {
            let appeared = appearance(self.corpus, *article);
            (appeared.is_none(), appeared.map(|appeared| appeared.latest), *article)
        });
        let first_two = |is_source: &dyn Fn(ArticleId) -> bool| {
            let mut found: Vec<ArticleId> = Vec::new();
            for article in copies.iter().copied().filter(|article| is_source(*article)) {
                if found.iter().all(|known| self.is_elsewhere(*known, article)) {
                    found.push(article);
                }
                if found.len() == 2 {
                    break;
                }
            }
            found
        };
        Sources {
            agencies: first_two(&|article| self.agency_of(article).is_some()),
            dated: first_two(&|article| {
                let is_dated = self.corpus.published(article).is_some();
                let is_own = side_of(self.corpus, article).claim() != SourceClaim::Elsewhere;
                is_dated && is_own && self.corpus.outlet(article).is_some() && !self.is_release(article)
            }),
        }
    }

    fn agency_of(&self, article: ArticleId) -> Option<u16> {
        self.corpus.agency(article).or(self.corpus.own_agency(article))
    }

    /// Returns whether two articles are not known to be of one outlet or site.
    fn is_elsewhere(&self, a: ArticleId, b: ArticleId) -> bool {
        let corpus = self.corpus;
        let is_one_outlet = corpus.row(a).outlet.is_some() && corpus.row(a).outlet == corpus.row(b).outlet;
        let is_one_site = corpus.host(a).zip(corpus.host(b)).is_some_and(|(a, b)| is_same_site(a, b));
        let is_called = |a, b| corpus.outlet(b).is_some_and(|name| corpus.is_called(a, name));
        a != b && !is_one_outlet && !is_one_site && !is_called(a, b) && !is_called(b, a)
    }

    /// Returns whether an article credits nobody and is not an agency's.
    fn is_silent(&self, article: ArticleId) -> bool {
        self.has_report(article)
            && !self.corpus.row(article).names_source
            && self.corpus.own_agency(article).is_none()
    }

    /// Returns whether an article has a reporter's words: a speech is the speaker's.
    fn has_report(&self, article: ArticleId) -> bool {
        let kind = self.corpus.kind(article);
        kind.has_story() && kind != PageKind::Transcript
    }

    /// Returns whether an article is a release, which is made to be copied.
    fn is_release(&self, article: ArticleId) -> bool {
        self.corpus.kind(article) == PageKind::PressRelease
    }

    /// Returns the source that an article may have a text from.
    fn source_for(&self, article: ArticleId, sources: &Sources) -> Option<ArticleId> {
        let own = appearance(self.corpus, article);
        let own_from = self.evidence[article].own_from;
        let is_before_own = |source: ArticleId| {
            let by = appearance(self.corpus, source).map(|appeared| appeared.latest);
            own_from.is_none_or(|from| by.is_some_and(|by| by < from))
        };
        let may_come_before = |source: ArticleId| {
            let other = appearance(self.corpus, source);
            !own.zip(other).is_some_and(|(own, other)| own.is_before(other))
        };
        let comes_before = |source: ArticleId| {
            let other = appearance(self.corpus, source);
            other.zip(own).is_some_and(|(other, own)| other.is_before(own))
        };
        let comes_from_article = |source: ArticleId| {
            let (own, other) = (side_of(self.corpus, article), side_of(self.corpus, source));
            direction(&own, &other, Zones::Any).from == Origin::A
        };
        let fits = |source: &ArticleId| {
            self.is_elsewhere(article, *source) && is_before_own(*source) && !comes_from_article(*source)
        };
        let of_agency = sources.agencies.iter().copied().filter(fits).find(|source| may_come_before(*source));
        let is_outlets_own = self.corpus.outlet(article).is_some() && !self.is_release(article);
        of_agency.or_else(|| {
            sources.dated.iter().copied().filter(fits).find(|source| is_outlets_own && comes_before(*source))
        })
    }

    /// Returns whether a copy of a text may have it from a copy of another text.
    fn has_suspect(&self, text_id: TextId, other: TextId) -> bool {
        let mut silent = self.corpus.copies(text_id).filter(|article| self.is_silent(*article)).peekable();
        silent.peek().is_some() && {
            let sources = self.sources(other);
            silent.any(|article| self.source_for(article, &sources).is_some())
        }
    }

    /// Returns the accusations that a pair shows.
    fn in_pair(
        &self,
        pair: &VerifiedPair,
        aligned: &AlignedTexts<'_>,
    ) -> Result<Vec<(ArticleId, Accusation)>> {
        let (left, right) = (self.read(pair.a)?, self.read(pair.b)?);
        let a = CarriedSide { text: &left.0, analysis: &left.1, annotated: &aligned.left.annotated };
        let b = CarriedSide { text: &right.0, analysis: &right.1, annotated: &aligned.right.annotated };
        let Some(carried) = carried_story(&a, &b, &aligned.passages) else { return Ok(Vec::new()) };
        let turned = CommonStory { a: carried.b.clone(), b: carried.a.clone(), ..carried };
        let mut accusations = self.against((pair.a, &a), (pair.b, &b), &carried)?;
        accusations.extend(self.against((pair.b, &b), (pair.a, &a), &turned)?);
        Ok(accusations)
    }

    /// Returns the accusations that the copies of one text show, whose other fields differ.
    fn in_copies(&self, aligner: &PairAligner<'_>, text_id: TextId) -> Result<Vec<(ArticleId, Accusation)>> {
        if !self.has_suspect(text_id, text_id) {
            return Ok(Vec::new());
        }
        let (text, analysis) = self.read(text_id)?;
        let annotated = aligner.annotated(self.corpus.article_of(text_id), &text, &analysis)?;
        let side = CarriedSide { text: &text, analysis: &analysis, annotated: &annotated };
        let whole = identical(annotated.len());
        let Some(carried) = carried_story(&side, &side, &[whole]) else { return Ok(Vec::new()) };
        self.against((text_id, &side), (text_id, &side), &carried)
    }

    fn read(&self, text_id: TextId) -> Result<(String, Analysis)> {
        let location = &self.corpus.row(self.corpus.article_of(text_id)).location;
        let text = self.corpus.text_source.text(location)?.to_string();
        let mut analysis = self.corpus.analysis();
        analyse(&text, &mut analysis);
        Ok((text, analysis))
    }

    /// Returns the accusations against the copies of a text that contains the story `carried`.
    fn against(
        &self,
        (text_id, own): (TextId, &CarriedSide<'_>),
        (other, theirs): (TextId, &CarriedSide<'_>),
        carried: &CommonStory,
    ) -> Result<Vec<(ArticleId, Accusation)>> {
        let sources = self.sources(other);
        let mut accusations = Vec::new();
        for article in self.corpus.copies(text_id).filter(|article| self.is_silent(*article)) {
            let Some(source) = self.source_for(article, &sources) else { continue };
            let named = NamedSource {
                agency: self.agency_of(source),
                outlet: self.corpus.outlet(source),
                host: self.corpus.host(source),
                author: self.corpus.metadata(source)?.author,
            };
            let speaks_of_itself = named.agency.is_none()
                && (names_outlet(own, self.corpus.outlet(article))
                    || names_outlet(theirs, self.corpus.outlet(source)));
            let metadata = self.corpus.metadata(article)?;
            if speaks_of_itself
                || named.is_named_in(own.text, &metadata)
                || named.shares_writer(&metadata, theirs.text)
            {
                continue;
            }
            let accusation = Accusation {
                source,
                words: carried.words,
                own: carried.a.clone(),
                theirs: carried.b.clone(),
            };
            accusations.push((article, accusation));
        }
        Ok(accusations)
    }
}
