//! Boilerplate among fragments and paragraphs, by their carriers and by known phrases.

use crate::corpus::numbering::Corpus;
use crate::corpus::seeded_corpus::SeededCorpus;
use crate::error::Result;
use crate::numbers::{FragmentId, OutletId, ParagraphId, TextId};
use crate::paragraphs::repeated::{BoilerplateRule, BoilerplateRules, Fragment, Paragraphs};
use std::collections::BTreeMap;
use typed_index_collections::{TiSlice, TiVec};
use wirecopy_article::text::Role;
use wirecopy_news::boilerplate::carriers::CARRIERS_MIN;
use wirecopy_news::boilerplate::{CarrierFacts, Page, PageParagraph, RepeatedFragment, detect};
use wirecopy_scratch::JaggedVec;

/// Carriers from which a line is boilerplate although no outlet is known: among 2,600 articles of
/// many outlets, one paragraph of background, or one quotation, was in up to 11 stories.
const CARRIERS_WITHOUT_OUTLET: usize = 12;

const SECONDS_PER_DAY: i64 = 86_400;

impl Paragraphs {
    /// Marks boilerplate among all fragments and paragraphs.
    pub(crate) fn with_boilerplate(mut self, seeded: &SeededCorpus) -> Result<Self> {
        let found = self.detected(seeded, |_| true)?;
        for (fragment, is_boilerplate) in self.fragments.iter_mut().zip(&found) {
            fragment.boilerplate = *is_boilerplate;
        }
        self.boilerplate = self.rules(&seeded.corpus, &found);
        for (fragment, occurrences) in self.fragments.iter_mut().zip(self.occurrences.iter()) {
            let all = occurrences.iter().all(|(paragraph, _)| self.boilerplate[*paragraph].is_some());
            // A legal line remains evidence of who is credited, even if it is boilerplate.
            if all && !matches!(fragment.role, Role::Credit | Role::Byline) {
                fragment.role = Role::Boilerplate;
            }
        }
        Ok(self)
    }

    /// Returns, for each paragraph, the rule by which it is boilerplate surely enough to be
    /// removed, if only the texts for which `is_kept` holds remain.
    ///
    /// It must be boilerplate with removed copies and without them. What is boilerplate by its
    /// carriers alone must also have enough carriers of one outlet, or a dozen that have it word
    /// for word: forms with other numbers are news.
    pub(crate) fn boilerplate_among(
        &self,
        seeded: &SeededCorpus,
        is_kept: impl Fn(TextId) -> bool,
    ) -> Result<BoilerplateRules> {
        let corpus = &seeded.corpus;
        let mut found = self.detected(seeded, &is_kept)?;
        for (is_boilerplate, fragment) in found.iter_mut().zip(&self.fragments) {
            *is_boilerplate &= fragment.boilerplate;
        }
        let mut rules = self.rules(corpus, &found);
        let of_fragments = self.occurrences.iter().zip(found);
        for (occurrences, _) in of_fragments.filter(|(_, is_boilerplate)| *is_boilerplate) {
            let mut of_distinct: BTreeMap<_, Vec<(ParagraphId, f64)>> = BTreeMap::new();
            for occurrence in occurrences {
                of_distinct.entry(self.distinct.of[occurrence.0]).or_default().push(*occurrence);
            }
            for equal in of_distinct.values() {
                if !is_surely_of_page(corpus, &carriers(corpus, equal, &is_kept)) {
                    for (paragraph, _) in equal {
                        let at_page_end = corpus.paragraph(*paragraph).at_page_end;
                        rules[*paragraph] = at_page_end.then_some(BoilerplateRule::Phrase);
                    }
                }
            }
        }
        Ok(rules)
    }

    /// Returns, for each fragment, whether it is boilerplate by those of its carriers that are
    /// kept.
    fn detected(
        &self,
        seeded: &SeededCorpus,
        is_kept: impl Fn(TextId) -> bool,
    ) -> Result<TiVec<FragmentId, bool>> {
        let corpus = &seeded.corpus;
        let mut all: JaggedVec<(u32, u32)> = JaggedVec::default();
        self.occurrences.iter().for_each(|occurrences| all.push(carriers(corpus, occurrences, &is_kept)));
        let carried: Vec<RepeatedFragment<'_>> = self
            .fragments
            .iter()
            .zip(all.iter())
            .map(|(Fragment { role, .. }, carriers)| RepeatedFragment { role: *role, carriers })
            .collect();
        let facts = |text_id: u32| carrier_facts(corpus, text_id.into());
        let page = |text_id: u32| self.page(seeded, text_id.into());
        Ok(detect(&carried, facts, page)?.into())
    }

    /// Returns, for each paragraph, the rule by which it is boilerplate, given which fragments are.
    fn rules(&self, corpus: &Corpus, is_boilerplate: &TiSlice<FragmentId, bool>) -> BoilerplateRules {
        let sketches = corpus.text_ids().flat_map(|text_id| corpus.paragraph_sketches(text_id));
        self.distinct
            .of
            .keys()
            .zip(sketches)
            .map(|(paragraph, sketch)| match self.fragment_of(paragraph) {
                Some(fragment) if is_boilerplate[fragment] => Some(BoilerplateRule::Carriers),
                _ if sketch.at_page_end => Some(BoilerplateRule::Phrase),
                _ => None,
            })
            .collect()
    }

    fn page(&self, seeded: &SeededCorpus, text_id: TextId) -> Result<Page> {
        let corpus = &seeded.corpus;
        let mut paragraphs: Vec<PageParagraph> = corpus
            .paragraph_sketches(text_id)
            .iter()
            .zip(corpus.paragraph_ids(text_id))
            .map(|(sketch, paragraph)| PageParagraph {
                fragment: self.fragment_of(paragraph).map(u32::from),
                tokens: sketch.tokens,
                seeds_end: 0,
            })
            .collect();
        let mut seeds = Vec::new();
        seeded.for_each_seed(text_id, |paragraph, seed| {
            seeds.push(seed);
            paragraphs[paragraph].seeds_end = seeds.len() as u32;
        })?;
        // A paragraph without seeds ends where the one before it does.
        let mut end = 0;
        for paragraph in &mut paragraphs {
            end = paragraph.seeds_end.max(end);
            paragraph.seeds_end = end;
        }
        Ok(Page { paragraphs, seeds })
    }
}

fn carrier_facts(corpus: &Corpus, text_id: TextId) -> CarrierFacts {
    let article = corpus.row(corpus.article_of(text_id));
    CarrierFacts {
        outlet: article.outlet.map(u32::from),
        day: article.published.map(|published| published.unix_seconds.div_euclid(SECONDS_PER_DAY)),
        paragraphs: corpus.paragraph_ids(text_id).len() as u32,
    }
}

/// Whether one known outlet has enough of the carriers, or, without outlets, there are more of them
/// than a story finds.
fn is_surely_of_page(corpus: &Corpus, carriers: &[(u32, u32)]) -> bool {
    let mut by_outlet: BTreeMap<OutletId, usize> = BTreeMap::new();
    let first_copies = carriers.iter().map(|(text_id, _)| corpus.article_of(TextId::from(*text_id)));
    for outlet in first_copies.filter_map(|article| corpus.row(article).outlet) {
        *by_outlet.entry(outlet).or_default() += 1;
    }
    carriers.len() >= CARRIERS_WITHOUT_OUTLET || by_outlet.values().any(|count| *count >= CARRIERS_MIN)
}

/// Returns the kept texts that carry a fragment, each with its first paragraph of it.
fn carriers(
    corpus: &Corpus,
    occurrences: &[(ParagraphId, f64)],
    is_kept: impl Fn(TextId) -> bool,
) -> Vec<(u32, u32)> {
    let located = occurrences.iter().map(|(paragraph, _)| corpus.text_of_paragraph(*paragraph));
    let kept = located.filter(|(text_id, _)| is_kept(*text_id));
    let mut carriers: Vec<(u32, u32)> = kept.map(|(text_id, index)| (text_id.into(), index)).collect();
    carriers.dedup_by_key(|(text_id, _)| *text_id);
    carriers
}
