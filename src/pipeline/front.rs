//! What every command finds in a dump before it does its own: the corpus, its paragraphs, its verified pairs.

use super::articles::{self, ArticleFindings};
use super::budget::Budget;
use super::collapse::{self, Corpus};
use super::paragraphs::{self, Paragraphs};
use super::reading::{self, ReadingFacts};
use crate::error::Result;
use crate::event::{Event, Observer, Stage};
use crate::formats::{Input, ReadOptions};
use crate::memory::give_back;
use crate::params::{Only, ScanParams};

/// Everything found, and nothing decided.
pub(super) struct Front {
    pub(super) corpus: Corpus,
    pub(super) facts: ReadingFacts,
    pub(super) paragraphs: Paragraphs,
    pub(super) found: ArticleFindings,
    pub(super) budget: Budget,
}

/// What becomes of seeds and of ids as they were read when all pairs were proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seeds {
    /// Another reading, or another proposal, asks for them.
    Stay,
    /// Nothing does.
    Go,
}

/// Begins a stage: what the one before it freed goes back first.
pub(super) fn begin(stage: Stage, observer: &Observer<'_>) {
    give_back();
    observer(Event::Stage(stage));
}

/// Reads the inputs once and verifies all candidates.
pub(super) fn find(
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
    let read = reading::read(inputs, options, params, observer)?;
    stage(Stage::Collapse);
    let (mut corpus, facts) = collapse::collapse(read)?;
    stage(Stage::Fragments);
    let paragraphs = paragraphs::find_fragments(&mut corpus, params, &budget)?;
    stage(Stage::Furniture);
    let paragraphs = paragraphs.with_furniture(&corpus)?;
    let candidates = if params.only == Only::Paragraphs {
        None
    } else {
        stage(Stage::Candidates);
        Some(articles::candidates(&corpus, &paragraphs, params, &budget, |_| true)?)
    };
    if seeds == Seeds::Go {
        corpus.forget_seeds();
    }
    let mut found = match candidates {
        None => ArticleFindings::default(),
        Some(candidates) => {
            stage(Stage::Verify);
            articles::verify(&corpus, &paragraphs, candidates, params, &budget, observer)?
        }
    };
    if seeds == Seeds::Go {
        found.proposed = Vec::new();
    }
    Ok(Front { corpus, facts, paragraphs, found, budget })
}
