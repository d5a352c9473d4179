//! Fragments: groups of paragraphs that match.

use crate::corpus::budget::Budget;
use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::paragraphs::candidates::{near_candidates, scored};
use crate::paragraphs::distinct::{DistinctParagraphs, NO_PARAGRAPH};
use crate::paragraphs::near::{FragmentDraft, drafts};
use crate::params::{Only, ScanParams};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use wirecopy_article::text::Role;
use wirecopy_reuse::candidates::Candidates;
use wirecopy_scratch::JaggedVec;

/// Number of no fragment.
const NO_FRAGMENT: u32 = u32::MAX;

/// The rule by which a paragraph is boilerplate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BoilerplateRule {
    /// The articles that carry it share nothing else.
    Carriers,
    /// A known phrase at either end of the text.
    Phrase,
}

impl BoilerplateRule {
    pub(crate) fn name(self) -> &'static str {
        match self {
            BoilerplateRule::Carriers => "carriers",
            BoilerplateRule::Phrase => "phrase",
        }
    }
}

/// A group of paragraphs that match.
#[derive(Clone, Copy)]
pub(crate) struct Fragment {
    pub(crate) draft: FragmentDraft,
    pub(crate) role: Role,
    pub(crate) boilerplate: bool,
}

/// Fragments and boilerplate of the corpus.
pub(crate) struct Paragraphs {
    pub(crate) distinct: DistinctParagraphs,
    pub(crate) fragments: Vec<Fragment>,
    /// Of each fragment, the distinct paragraphs that make it, with their exact scores.
    pub(crate) members: JaggedVec<(u32, f64)>,
    /// Of each fragment, the corpus-wide numbers of paragraphs, ascending, with their exact scores.
    pub(crate) occurrences: JaggedVec<(u32, f64)>,
    /// Distinct paragraph → fragment, or [`NO_FRAGMENT`].
    fragment_of_distinct: Vec<u32>,
    /// Paragraph → the rule by which it is boilerplate.
    pub(crate) boilerplate: Vec<Option<BoilerplateRule>>,
    pub(crate) groups_over_limit: u64,
}

/// Collapses paragraphs, verifies near ones, and draws fragments.
pub(crate) fn find_fragments(
    corpus: &mut Corpus,
    params: &ScanParams,
    budget: &Budget,
) -> Result<Paragraphs> {
    let distinct = DistinctParagraphs::of_keys(&corpus.paragraph_hashes());
    let keys = corpus.take_paragraph_keys();
    let corpus = &*corpus;
    let candidates = match keys {
        Some(keys) if params.only != Only::Articles => near_candidates(
            corpus,
            &distinct,
            &keys,
            params.paragraph_group_len_max() as usize,
            &budget.room,
        )?,
        _ => Candidates::default(),
    };
    let near = scored(corpus, &distinct, budget, &candidates.pairs, |pair, scores| {
        scores.are_near().then_some(pair)
    })?;
    let len = |number: u32| corpus.paragraph(distinct.first[number as usize]).tokens;
    let drafts = drafts(&distinct.occurrences, &near, len, |pairs| {
        scored(corpus, &distinct, budget, pairs, |_, scores| Some(scores))
    })?;
    let mut fragment_of_distinct = vec![NO_FRAGMENT; distinct.first.len()];
    for (fragment, members) in (0..).zip(drafts.members.iter()) {
        for (member, _) in members {
            fragment_of_distinct[*member as usize] = fragment;
        }
    }
    let boilerplate = vec![None; distinct.of.len()];
    let mut found = Paragraphs {
        distinct,
        fragments: Vec::new(),
        members: drafts.members,
        occurrences: JaggedVec::default(),
        fragment_of_distinct,
        boilerplate,
        groups_over_limit: candidates.groups_over_limit,
    };
    found.occurrences = occurrences(&found, drafts.fragments.len());
    found.fragments = with_roles(corpus, drafts.fragments, &found.occurrences);
    Ok(found)
}

/// Returns the paragraphs of each fragment, with their scores.
fn occurrences(found: &Paragraphs, n_fragments: usize) -> JaggedVec<(u32, f64)> {
    JaggedVec::grouped(n_fragments, || {
        (0..found.distinct.of.len() as u32).filter_map(|paragraph| {
            let fragment = found.fragment_of(paragraph)?;
            let members = found.members.of(fragment as usize);
            let index = members
                .binary_search_by_key(&found.distinct.of[paragraph as usize], |(member, _)| *member)
                .expect("a fragment contains the distinct paragraphs that name it");
            Some((fragment, (paragraph, members[index].1)))
        })
    })
}

/// Gives each fragment the role that most of its paragraphs have, of several the first.
fn with_roles(
    corpus: &Corpus,
    fragments: Vec<FragmentDraft>,
    occurrences: &JaggedVec<(u32, f64)>,
) -> Vec<Fragment> {
    let with_role = |(draft, occurrences): (FragmentDraft, &[(u32, f64)])| {
        let mut roles: BTreeMap<Role, u32> = BTreeMap::new();
        for (paragraph, _) in occurrences {
            *roles.entry(corpus.paragraph(*paragraph).role).or_default() += 1;
        }
        let most = roles.into_iter().max_by_key(|(role, count)| (*count, Reverse(*role)));
        Fragment { draft, role: most.map_or(Role::Body, |(role, _)| role), boilerplate: false }
    };
    fragments.into_iter().zip(occurrences.iter()).map(with_role).collect()
}

impl Paragraphs {
    /// Returns the fragment of a paragraph.
    pub(crate) fn fragment_of(&self, paragraph: u32) -> Option<u32> {
        let distinct = self.distinct.of[paragraph as usize];
        if distinct == NO_PARAGRAPH {
            return None;
        }
        let fragment = self.fragment_of_distinct[distinct as usize];
        (fragment != NO_FRAGMENT).then_some(fragment)
    }

    /// Returns the rule by which a paragraph is boilerplate; `None` where it is not.
    pub(crate) fn boilerplate(&self, paragraph: u32) -> Option<BoilerplateRule> {
        self.boilerplate[paragraph as usize]
    }
}
