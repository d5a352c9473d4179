//! What every command finds in a dump before it does its own: the corpus, its paragraphs, its verified pairs.

use super::articles::{self, ArticleFindings};
use super::budget::Budget;
use super::collapse::{self, Corpus};
use super::paragraphs::{self, Paragraphs};
use super::reading::{self, ReadingFacts};
use crate::error::Result;
use crate::event::{Event, Observer, Stage};
use crate::formats::{Input, ReadOptions};
use crate::params::{Only, ScanParams};

/// Everything found, and nothing decided.
pub(super) struct Front {
    pub(super) corpus: Corpus,
    pub(super) facts: ReadingFacts,
    pub(super) paragraphs: Paragraphs,
    pub(super) found: ArticleFindings,
    pub(super) budget: Budget,
}

/// Reads the inputs once and verifies all candidates.
pub(super) fn find(
    inputs: &[Input],
    options: &ReadOptions,
    params: &ScanParams,
    observer: &Observer<'_>,
) -> Result<Front> {
    params.check()?;
    let budget = Budget::of(options.memory_bytes_max);
    let stage = |stage| observer(Event::Stage(stage));
    stage(Stage::Read);
    let read = reading::read(inputs, options, params, observer)?;
    stage(Stage::Collapse);
    let (mut corpus, facts) = collapse::collapse(read)?;
    stage(Stage::Fragments);
    let paragraphs = paragraphs::find_fragments(&mut corpus, params, &budget)?;
    stage(Stage::Furniture);
    let paragraphs = paragraphs.with_furniture(&corpus);
    let found = if params.only == Only::Paragraphs {
        ArticleFindings::default()
    } else {
        stage(Stage::Candidates);
        let candidates = articles::candidates(&corpus, &paragraphs, params, &budget, |_| true)?;
        stage(Stage::Verify);
        articles::verify(&corpus, &paragraphs, candidates, params, &budget, observer)?
    };
    Ok(Front { corpus, facts, paragraphs, found, budget })
}
