//! Verdicts on articles once all pairs are known: truncation, origin, originality.

use crate::corpus::budget::Budget;
use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::numbers::{ArticleId, ParagraphId, TextId};
use crate::output::{BrokenOff, Uncredited};
use crate::pairs::findings::{ArticleFindings, VerifiedPair};
use crate::pairs::labels::Labels;
use crate::paragraphs::repeated::Paragraphs;
use crate::params::{Passages, ScanParams};
use crate::stories::originality::originalities;
use crate::stories::series::folded_texts;
use crate::stories::truncation::TextEnd;
use crate::stories::uncredited::{Accusation, uncredited};
use crate::stories::wire_text::{NeighbourEvidence, neighbour_evidence};
use rayon::prelude::*;
use std::collections::BTreeMap;
use typed_index_collections::TiVec;
use wirecopy_article::text::{Truncation, TruncationCue};
use wirecopy_news::credit::{Credit, Neighbourhood, Verdict, agency_name, verdict};
use wirecopy_reuse::overlap::Overlap;

/// A longer copy shows a cut if its story has at least this many tokens more: posts, captions and
/// source lines that one copy adds are fewer ...
const CONTINUES_TOKENS_MIN: u32 = 60;
/// ... and if it has so much of the other's text, word for word: shorter editions and items of a
/// column have less in common with the longer one.
const CONTAINED_MIN: f64 = 0.98;
/// Shingles at both ends of a story that contain words of the page around it: no copy on another
/// page has them.
const BORDER_SHINGLES: u32 = 8;

/// Verdicts on all articles.
pub(crate) struct Judged {
    /// Text → where its story ends, and where it is truncated.
    ends: TiVec<TextId, TextEnd>,
    /// Article → its originality; `None` if pairs were not looked for or not aligned.
    originalities: Option<TiVec<ArticleId, Option<f64>>>,
    /// Article → what pairs show of it; `None` if pairs were not aligned, because scores do not
    /// distinguish a copy from a form that many fill in.
    evidence: Option<TiVec<ArticleId, NeighbourEvidence>>,
    /// The articles that contain another's story and name its source nowhere.
    uncredited: BTreeMap<ArticleId, Accusation>,
}

/// Judges all articles.
pub(crate) fn judge(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    found: &ArticleFindings,
    params: &ScanParams,
    budget: &Budget,
) -> Result<Judged> {
    let is_boilerplate = |paragraph: ParagraphId| paragraphs.boilerplate(paragraph).is_some();
    let ends: Vec<TextEnd> = (0..corpus.n_texts())
        .into_par_iter()
        .map(TextId::from)
        .map_init(Vec::new, |space, text_id| TextEnd::of(corpus, is_boilerplate, text_id, space))
        .collect();
    let mut ends: TiVec<TextId, TextEnd> = ends.into();
    for (pair, text_id) in found.labels.iter().flat_map(Labels::truncated_by_longer_copies) {
        let pair = &found.pairs[pair];
        let longer = if pair.a == text_id { pair.b } else { pair.a };
        let contained = contained_share(pair, text_id);
        if contained >= CONTAINED_MIN
            && ends[longer].story_tokens >= ends[text_id].story_tokens + CONTINUES_TOKENS_MIN
        {
            ends[text_id].truncate(TruncationCue::LongerCopy);
        }
    }
    for text_id in folded_texts(corpus) {
        ends[text_id].truncate(TruncationCue::SeriesLength);
    }
    if params.passages == Passages::None {
        let uncredited = BTreeMap::new();
        return Ok(Judged { ends, originalities: None, evidence: None, uncredited });
    }
    let evidence = neighbour_evidence(corpus, found);
    Ok(Judged {
        ends,
        originalities: found.shared.as_ref().map(|shared| originalities(corpus, paragraphs, shared)),
        uncredited: uncredited(corpus, paragraphs, found, &evidence, budget)?,
        evidence: Some(evidence),
    })
}

/// Returns the share of a text's shingles that the other text of a pair contains, of the whole text
/// or of its story, whichever is larger.
fn contained_share(pair: &VerifiedPair, text_id: TextId) -> f64 {
    let len = |overlap: Overlap| if pair.a == text_id { overlap.a_len } else { overlap.b_len };
    let of_page = len(pair.whole) - len(pair.outside);
    let of_borders = if of_page > 0 { BORDER_SHINGLES } else { 0 };
    let of_story = len(pair.outside).saturating_sub(of_borders).max(1);
    let share = |shared: u32, len: u32| f64::from(shared) / f64::from(len.max(1));
    share(pair.whole.shared, len(pair.whole)).max(share(pair.outside.shared, of_story))
}

impl Judged {
    /// Returns whether a text is truncated.
    pub(crate) fn is_truncated(&self, text_id: TextId) -> bool {
        self.ends[text_id].truncation.is_some()
    }

    /// Returns the byte after the last running text of a text; 0 if it has none.
    pub(crate) fn story_end(&self, text_id: TextId) -> u32 {
        self.ends[text_id].story.map_or(0, |end| end.offset)
    }

    /// Returns where a text is truncated, as files have it.
    pub(crate) fn broken_off(&self, corpus: &Corpus, text_id: TextId) -> Option<BrokenOff> {
        let Truncation { cue, paragraph } = self.ends[text_id].truncation?;
        let sketch = corpus.paragraph_sketches(text_id)[paragraph];
        Some(BrokenOff { cue, start: sketch.start.into(), end: sketch.end.into() })
    }

    /// Returns the originality of an article; the outer `None` if pairs were not looked for or
    /// not aligned.
    pub(crate) fn originality(&self, article: ArticleId) -> Option<Option<f64>> {
        self.originalities.as_ref().map(|all| all[article])
    }

    /// Returns the verdict on an article's credits; `None` if pairs were not aligned.
    pub(crate) fn verdict(&self, corpus: &Corpus, article: ArticleId, credits: &[Credit]) -> Option<Verdict> {
        let evidence = self.evidence.as_ref()?[article];
        let neighbourhood = Neighbourhood {
            own_agency: corpus.own_agency(article),
            is_wire_text: evidence.is_wire_text,
            carries_unnamed: self.uncredited.contains_key(&article),
            is_copied: evidence.is_from_elsewhere(),
            // No credit counts on a page without a story.
            may_be_copied: !corpus.kind(article).has_story() || evidence.may_be_from_elsewhere(),
        };
        Some(verdict(credits, &neighbourhood, |name| corpus.is_called(article, name)))
    }

    /// Returns the story that an article contains without naming its source, for its row.
    pub(crate) fn uncredited(&self, corpus: &Corpus, article: ArticleId) -> Option<Uncredited> {
        let Accusation { source, words, own, theirs } = self.uncredited.get(&article)?;
        let agency = corpus.agency(*source).or(corpus.own_agency(*source));
        Some(Uncredited {
            source: corpus.id(*source).to_owned(),
            agency: agency.map(|agency| agency_name(agency).to_owned()),
            words: (*words).into(),
            start: own.start.into(),
            end: own.end.into(),
            source_start: theirs.start.into(),
            source_end: theirs.end.into(),
        })
    }
}
