//! The stages that scan and dedup share: the corpus, its boilerplate, its verified pairs.

use crate::corpus::budget::Budget;
use crate::corpus::numbering::{Corpus, NumberedReading};
use crate::corpus::read_corpus::ReadingFacts;
use crate::corpus::seeded_corpus::SeededCorpus;
use crate::corpus::{ingest, numbering};
use crate::error::Result;
use crate::numbers::TextId;
use crate::pairs::candidates;
use crate::pairs::findings::ArticleFindings;
use crate::pairs::verify;
use crate::paragraphs::repeated;
use crate::paragraphs::repeated::Paragraphs;
use crate::params::{Only, Passages, ScanParams};
use wirecopy_article::event::{Event, Observer, Stage};
use wirecopy_io::{Input, ReadOptions};
use wirecopy_reuse::candidates::Candidates;

/// A corpus with everything that was found in it, before anything is decided.
pub(crate) struct CorpusAnalysis<Of = Corpus, Found = ArticleFindings> {
    pub(crate) corpus: Of,
    pub(crate) facts: ReadingFacts,
    pub(crate) paragraphs: Paragraphs,
    pub(crate) found: Found,
    pub(crate) budget: Budget,
}

/// Candidates among articles; `None` if articles are not compared.
pub(crate) type Proposed = Option<Candidates<TextId>>;

/// Begins a stage.
pub(crate) fn begin(stage: Stage, observer: &Observer<'_>) {
    observer(Event::Stage(stage));
}

/// Reads the inputs once and proposes pairs of articles.
pub(crate) fn propose(
    inputs: &[Input],
    options: &ReadOptions,
    params: &ScanParams,
    observer: &Observer<'_>,
) -> Result<CorpusAnalysis<SeededCorpus, Proposed>> {
    params.check()?;
    let budget = Budget::of(options.memory_bytes_max).with_room(&options.temp_dir);
    let stage = |stage| begin(stage, observer);
    stage(Stage::Read);
    let (read, text_source) = ingest::read(inputs, options, params, observer)?;
    stage(Stage::Collapse);
    let NumberedReading { seeded, paragraph_keys, facts } = numbering::collapse(read, text_source)?;
    stage(Stage::Fragments);
    let paragraphs = repeated::find_fragments(&seeded, paragraph_keys, params, &budget)?;
    stage(Stage::Boilerplate);
    let paragraphs = paragraphs.with_boilerplate(&seeded)?;
    let found = if params.only == Only::Paragraphs {
        None
    } else {
        stage(Stage::Candidates);
        Some(candidates::candidates(&seeded, &paragraphs, params, &budget, |_| true)?)
    };
    Ok(CorpusAnalysis { corpus: seeded, facts, paragraphs, found, budget })
}

impl<Found> CorpusAnalysis<SeededCorpus, Found> {
    /// Drops what proposes pairs.
    pub(crate) fn without_seeds(self) -> CorpusAnalysis<Corpus, Found> {
        let CorpusAnalysis { corpus, facts, paragraphs, found, budget } = self;
        CorpusAnalysis { corpus: corpus.corpus, facts, paragraphs, found, budget }
    }
}

impl<Of: AsRef<Corpus>> CorpusAnalysis<Of, Proposed> {
    /// Verifies all candidates.
    pub(crate) fn verified(self, passages: Passages, observer: &Observer<'_>) -> Result<CorpusAnalysis<Of>> {
        let CorpusAnalysis { corpus, facts, paragraphs, found, budget } = self;
        let found = match found {
            None => ArticleFindings::default(),
            Some(candidates) => {
                begin(Stage::Verify, observer);
                let total = candidates.pairs.len() as u64;
                observer(Event::Progress { done: 0, total });
                let found = verify::verify(corpus.as_ref(), &paragraphs, candidates, passages, &budget)?;
                observer(Event::Progress { done: total, total });
                found
            }
        };
        Ok(CorpusAnalysis { corpus, facts, paragraphs, found, budget })
    }
}
