//! Fragments: groups of paragraphs that match.

use crate::corpus::budget::Budget;
use crate::corpus::numbering::Corpus;
use crate::corpus::seeded_corpus::{ParagraphKeys, SeededCorpus};
use crate::error::Result;
use crate::numbers::{DistinctId, FragmentId, ParagraphId};
use crate::paragraphs::candidates::{ParagraphScorer, near_candidates};
use crate::paragraphs::distinct::DistinctParagraphs;
use crate::paragraphs::near::{FragmentDraft, NearScores, drafts};
use crate::paragraphs::rules::{BoilerplateRule, BoilerplateRules};
use crate::params::{Only, ScanParams};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use typed_index_collections::TiVec;
use wirecopy_article::text::Role;
use wirecopy_reuse::candidates::Candidates;
use wirecopy_scratch::JaggedVec;

/// A group of paragraphs that match.
#[derive(Clone, Copy)]
pub(crate) struct Fragment {
    pub(crate) draft: FragmentDraft,
    pub(crate) role: Role,
}

/// Of each fragment, paragraphs with their exact scores.
pub(crate) type ScoredParagraphs = JaggedVec<(ParagraphId, f64), FragmentId>;

/// Fragments and boilerplate of the corpus.
pub(crate) struct Paragraphs {
    pub(crate) distinct: DistinctParagraphs,
    pub(crate) fragments: TiVec<FragmentId, Fragment>,
    /// Of each fragment, the distinct paragraphs that make it, with their exact scores.
    pub(crate) members: JaggedVec<(DistinctId, f64), FragmentId>,
    /// Of each fragment, its paragraphs, ascending, with their exact scores.
    pub(crate) occurrences: ScoredParagraphs,
    fragment_of_distinct: TiVec<DistinctId, Option<FragmentId>>,
    pub(crate) boilerplate: BoilerplateRules,
    pub(crate) groups_over_limit: u64,
}

/// Collapses paragraphs, verifies near ones, and draws fragments.
pub(crate) fn find_fragments(
    seeded: &SeededCorpus,
    keys: ParagraphKeys,
    params: &ScanParams,
    budget: &Budget,
) -> Result<Paragraphs> {
    let corpus = &seeded.corpus;
    let distinct = DistinctParagraphs::of_keys(&corpus.paragraph_hashes());
    let candidates = match params.only {
        Only::Articles => Candidates::default().typed(),
        _ => {
            let group_len_max = params.paragraph_group_len_max() as usize;
            near_candidates(seeded, &distinct, &keys, group_len_max, &budget.spill)?
        }
    };
    drop(keys);
    let scorer = ParagraphScorer::new(corpus, &distinct, budget, &candidates.pairs)?;
    let near = scorer.scored(&candidates.pairs, |pair, a, b| a.is_near(b).then_some(pair))?;
    let len = |number: DistinctId| corpus.paragraph(distinct.first[number]).tokens;
    let drafts = drafts(&distinct.occurrences, &near, len, |pairs| {
        scorer.scored(pairs, |_, a, b| Some(NearScores::of(a, b)))
    })?;
    drop(scorer);
    let mut fragment_of_distinct: TiVec<DistinctId, _> = vec![None; distinct.first.len()].into();
    for (fragment, members) in drafts.fragments.keys().zip(drafts.members.iter()) {
        for (member, _) in members {
            fragment_of_distinct[*member] = Some(fragment);
        }
    }
    let mut found = Paragraphs {
        distinct,
        fragments: TiVec::new(),
        members: drafts.members,
        occurrences: JaggedVec::default(),
        fragment_of_distinct,
        boilerplate: BoilerplateRules::default(),
        groups_over_limit: candidates.groups_over_limit,
    };
    found.occurrences = occurrences(&found, drafts.fragments.len());
    found.fragments = with_roles(corpus, drafts.fragments, &found.occurrences);
    Ok(found)
}

/// Returns the paragraphs of each fragment, with their scores.
fn occurrences(found: &Paragraphs, n_fragments: usize) -> ScoredParagraphs {
    JaggedVec::grouped(n_fragments, || {
        found.distinct.of.iter_enumerated().filter_map(|(paragraph, distinct)| {
            let distinct = (*distinct)?;
            let fragment = found.fragment_of_distinct[distinct]?;
            let members = found.members.of(fragment);
            let index = members
                .binary_search_by_key(&distinct, |(member, _)| *member)
                .expect("a fragment contains the distinct paragraphs that name it");
            Some((fragment, (paragraph, members[index].1)))
        })
    })
}

/// Gives each fragment the role that most of its paragraphs have, of several the first.
fn with_roles(
    corpus: &Corpus,
    fragments: TiVec<FragmentId, FragmentDraft>,
    occurrences: &ScoredParagraphs,
) -> TiVec<FragmentId, Fragment> {
    let with_role = |(draft, occurrences): (FragmentDraft, &[(ParagraphId, f64)])| {
        let mut roles: BTreeMap<Role, u32> = BTreeMap::new();
        for (paragraph, _) in occurrences {
            *roles.entry(corpus.paragraph(*paragraph).role).or_default() += 1;
        }
        let most = roles.into_iter().max_by_key(|(role, count)| (*count, Reverse(*role)));
        Fragment { draft, role: most.map_or(Role::Body, |(role, _)| role) }
    };
    fragments.into_iter().zip(occurrences.iter()).map(with_role).collect()
}

impl Paragraphs {
    /// Returns the fragment of a paragraph.
    pub(crate) fn fragment_of(&self, paragraph: ParagraphId) -> Option<FragmentId> {
        self.fragment_of_distinct[self.distinct.of[paragraph]?]
    }

    /// Returns the rule by which a paragraph is boilerplate; `None` if it is not.
    pub(crate) fn boilerplate(&self, paragraph: ParagraphId) -> Option<BoilerplateRule> {
        self.boilerplate.of_paragraph(paragraph)
    }
}
