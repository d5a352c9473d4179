//! What every command finds in a dump before it does its own: the corpus, its paragraphs, its verified pairs.

use crate::corpus::budget::Budget;
use crate::corpus::ingest::ReadingFacts;
use crate::corpus::numbering::Corpus;
use crate::corpus::{ingest, numbering};
use crate::error::Result;
use crate::pairs::candidates;
use crate::pairs::candidates::ArticleFindings;
use crate::paragraphs::repeated;
use crate::paragraphs::repeated::Paragraphs;
use crate::params::{Only, ScanParams};
use wirecopy_article::event::{Event, Observer, Stage};
use wirecopy_io::{Input, ReadOptions};

/// Everything found, and nothing decided.
pub(crate) struct Front {
    pub(crate) corpus: Corpus,
    pub(crate) facts: ReadingFacts,
    pub(crate) paragraphs: Paragraphs,
    pub(crate) found: ArticleFindings,
    pub(crate) budget: Budget,
}

/// What becomes of seeds and of ids as they were read when all pairs were proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seeds {
    /// Another reading, or another proposal, asks for them.
    Stay,
    /// Nothing does.
    Go,
}

/// Begins a stage.
pub(crate) fn begin(stage: Stage, observer: &Observer<'_>) {
    observer(Event::Stage(stage));
}

/// Reads the inputs once and verifies all candidates.
pub(crate) fn find(
    inputs: &[Input],
    options: &ReadOptions,
    params: &ScanParams,
    seeds: Seeds,
    observer: &Observer<'_>,
) -> Result<Front> {
    params.check()?;
    let budget = Budget::of(options.memory_bytes_max).with_room(&options.temp_dir);
    let stage = |stage| begin(stage, observer);
    stage(Stage::Read);
    let read = ingest::read(inputs, options, params, observer)?;
    stage(Stage::Collapse);
    let (mut corpus, facts) = numbering::collapse(read)?;
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
    if seeds == Seeds::Go {
        corpus.forget_seeds();
    }
    let mut found = match candidates {
        None => ArticleFindings::default(),
        Some(candidates) => {
            stage(Stage::Verify);
            candidates::verify(&corpus, &paragraphs, candidates, params, &budget, observer)?
        }
    };
    if seeds == Seeds::Go {
        found.proposed = Vec::new();
    }
    Ok(Front { corpus, facts, paragraphs, found, budget })
}
