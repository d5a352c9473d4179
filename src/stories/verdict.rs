//! Verdicts on articles once all pairs are known: truncation, origin, originality.

use crate::corpus::budget::Budget;
use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::numbers::{ArticleId, ParagraphId, TextId};
use crate::output::{BrokenOff, Uncredited};
use crate::pairs::findings::ArticleFindings;
use crate::pairs::labels::Labels;
use crate::paragraphs::repeated::Paragraphs;
use crate::params::{Passages, ScanParams};
use crate::stories::originality::originalities;
use crate::stories::truncation::{truncation, truncation_by_copy};
use crate::stories::uncredited::{Accusation, uncredited};
use crate::stories::wire_text::{NeighbourEvidence, neighbour_evidence};
use rayon::prelude::*;
use std::collections::BTreeMap;
use typed_index_collections::TiVec;
use wirecopy_article::text::Truncation;
use wirecopy_news::credit::{Credit, Neighbourhood, Verdict, agency_name, verdict};

/// Verdicts on all articles.
pub(crate) struct Judged {
    /// Text → where it is truncated.
    truncations: TiVec<TextId, Option<Truncation>>,
    /// Article → its originality; `None` where pairs were not looked for or not aligned.
    originalities: Option<TiVec<ArticleId, Option<f64>>>,
    /// Article → what pairs show of it; `None` where pairs were not aligned, because scores do not
    /// tell a copy from a form that many fill in.
    evidence: Option<TiVec<ArticleId, NeighbourEvidence>>,
    /// The articles that carry another's story and name its source nowhere.
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
    let truncations: Vec<Option<Truncation>> = (0..corpus.n_texts())
        .into_par_iter()
        .map(TextId::from)
        .map_init(Vec::new, |ends, text_id| truncation(corpus, is_boilerplate, text_id, ends))
        .collect();
    let mut truncations: TiVec<TextId, _> = truncations.into();
    for text_id in found.labels.iter().flat_map(Labels::truncated_by_longer_copies) {
        let by_copy = || truncation_by_copy(corpus, is_boilerplate, text_id);
        truncations[text_id] = truncations[text_id].or_else(by_copy);
    }
    if params.passages == Passages::None {
        let uncredited = BTreeMap::new();
        return Ok(Judged { truncations, originalities: None, evidence: None, uncredited });
    }
    let evidence = neighbour_evidence(corpus, found);
    Ok(Judged {
        truncations,
        originalities: found.shared.as_ref().map(|shared| originalities(corpus, paragraphs, shared)),
        uncredited: uncredited(corpus, paragraphs, found, &evidence, budget)?,
        evidence: Some(evidence),
    })
}

impl Judged {
    /// Returns whether a text is truncated.
    pub(crate) fn is_truncated(&self, text_id: TextId) -> bool {
        self.truncations[text_id].is_some()
    }

    /// Returns where a text is truncated, as files have it.
    pub(crate) fn broken_off(&self, corpus: &Corpus, text_id: TextId) -> Option<BrokenOff> {
        let Truncation { cue, paragraph } = self.truncations[text_id]?;
        let sketch = corpus.paragraph_sketches(text_id)[paragraph];
        Some(BrokenOff { cue, start: sketch.start.into(), end: sketch.end.into() })
    }

    /// Returns the originality of an article; the outer `None` where pairs were not looked for or
    /// not aligned.
    pub(crate) fn originality(&self, article: ArticleId) -> Option<Option<f64>> {
        self.originalities.as_ref().map(|all| all[article])
    }

    /// Returns the verdict on an article's credits; `None` where pairs were not aligned.
    pub(crate) fn verdict(&self, corpus: &Corpus, article: ArticleId, credits: &[Credit]) -> Option<Verdict> {
        let evidence = self.evidence.as_ref()?[article];
        let neighbourhood = Neighbourhood {
            own_agency: corpus.own_agency(article),
            is_wire_text: evidence.is_wire_text,
            carries_unnamed: self.uncredited.contains_key(&article),
            is_copied: evidence.is_from_elsewhere(),
            may_be_copied: evidence.may_be_from_elsewhere(),
        };
        Some(verdict(credits, &neighbourhood, |name| corpus.is_called(article, name)))
    }

    /// Returns the story that an article carries without naming its source, as files have it.
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
