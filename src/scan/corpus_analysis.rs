//! The stages that scan and dedup share: the corpus, its boilerplate, its verified pairs.

use crate::corpus::budget::Budget;
use crate::corpus::numbering::Corpus;
use crate::corpus::read_corpus::ReadingFacts;
use crate::corpus::{ingest, numbering};
use crate::error::Result;
use crate::pairs::candidates;
use crate::pairs::findings::ArticleFindings;
use crate::pairs::verify;
use crate::paragraphs::repeated;
use crate::paragraphs::repeated::Paragraphs;
use crate::params::{Only, ScanParams};
use wirecopy_article::event::{Event, Observer, Stage};
use wirecopy_io::{Input, ReadOptions};

/// A corpus with everything that was found in it, before anything is decided.
pub(crate) struct CorpusAnalysis {
    pub(crate) corpus: Corpus,
    pub(crate) facts: ReadingFacts,
    pub(crate) paragraphs: Paragraphs,
    pub(crate) found: ArticleFindings,
    pub(crate) budget: Budget,
}

/// Whether seeds, and ids as they were read, are kept once all pairs are proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seeds {
    /// They are kept for a second reading or for candidates among fewer texts.
    Keep,
    /// They are dropped.
    Drop,
}

/// Begins a stage.
pub(crate) fn begin(stage: Stage, observer: &Observer<'_>) {
    observer(Event::Stage(stage));
}

/// Reads the inputs once and verifies all candidates.
pub(crate) fn analyse(
    inputs: &[Input],
    options: &ReadOptions,
    params: &ScanParams,
    seeds: Seeds,
    observer: &Observer<'_>,
) -> Result<CorpusAnalysis> {
    params.check()?;
    let budget = Budget::of(options.memory_bytes_max).with_room(&options.temp_dir);
    let stage = |stage| begin(stage, observer);
    stage(Stage::Read);
    let (read, text_source) = ingest::read(inputs, options, params, observer)?;
    stage(Stage::Collapse);
    let (mut corpus, facts) = numbering::collapse(read, text_source)?;
    stage(Stage::Fragments);
    let paragraphs = repeated::find_fragments(&mut corpus, params, &budget)?;
    stage(Stage::Boilerplate);
    let paragraphs = paragraphs.with_boilerplate(&corpus)?;
    let candidates = if params.only == Only::Paragraphs {
        None
    } else {
        stage(Stage::Candidates);
        Some(candidates::candidates(&corpus, &paragraphs, params, &budget, |_| true)?)
    };
    if seeds == Seeds::Drop {
        corpus.forget_seeds();
    }
    let mut found = match candidates {
        None => ArticleFindings::default(),
        Some(candidates) => {
            stage(Stage::Verify);
            let total = candidates.pairs.len() as u64;
            observer(Event::Progress { done: 0, total });
            let found = verify::verify(&corpus, &paragraphs, candidates, params.passages, &budget)?;
            observer(Event::Progress { done: total, total });
            found
        }
    };
    if seeds == Seeds::Drop {
        found.proposed = Vec::new();
    }
    Ok(CorpusAnalysis { corpus, facts, paragraphs, found, budget })
}
