//! Boilerplate among the units of the corpus, by their carriers and by their form.

use crate::corpus::numbering::Corpus;
use crate::corpus::seeded_corpus::SeededCorpus;
use crate::error::Result;
use crate::numbers::{GroupId, OutletId, ParagraphId, TextId};
use crate::paragraphs::groups::UnitGroups;
use crate::paragraphs::repeated::Paragraphs;
use crate::paragraphs::rules::{BoilerplateRule, BoilerplateRules};
use crate::paragraphs::units::{CorpusUnit, units};
use rayon::prelude::*;
use std::collections::BTreeMap;
use typed_index_collections::{TiSlice, TiVec};
use wirecopy_article::text::Role;
use wirecopy_news::boilerplate::{CarrierFacts, PageForm, boilerplate_units, detect};

/// Carriers of one outlet from which a unit is boilerplate surely enough to be removed.
const CARRIERS_OF_OUTLET: usize = 3;

/// Carriers from which a unit is boilerplate surely enough to be removed although no outlet is
/// known: among 2,600 articles of many outlets, one paragraph of background, or one quotation, was
/// in up to 11 stories.
const CARRIERS_WITHOUT_OUTLET: usize = 12;

/// Texts of which the rules are found at once.
const TEXTS_AT_ONCE: usize = 1 << 14;

const SECONDS_PER_DAY: i64 = 86_400;

impl Paragraphs {
    /// Marks boilerplate among all fragments and paragraphs.
    pub(crate) fn with_boilerplate(mut self, seeded: &SeededCorpus) -> Result<Self> {
        self.boilerplate = self.rules(seeded, |_| true)?;
        for (fragment, occurrences) in self.fragments.iter_mut().zip(self.occurrences.iter()) {
            let is_boilerplate = |paragraph| self.boilerplate.of_paragraph(paragraph).is_some();
            let all = occurrences.iter().all(|(paragraph, _)| is_boilerplate(*paragraph));
            // A legal line remains evidence of who is credited, even if it is boilerplate.
            if all && !matches!(fragment.role, Role::Credit | Role::Byline) {
                fragment.role = Role::Boilerplate;
            }
        }
        Ok(self)
    }

    /// Returns the rules by which paragraphs are boilerplate surely enough to be removed, if only
    /// the texts for which `is_kept` holds remain.
    ///
    /// A paragraph must be boilerplate with removed copies and without them. What is boilerplate by
    /// its carriers must also have enough carriers of one outlet, or a dozen that have it word for
    /// word: forms with other numbers are news.
    pub(crate) fn boilerplate_among(
        &self,
        seeded: &SeededCorpus,
        is_kept: impl Fn(TextId) -> bool,
    ) -> Result<BoilerplateRules> {
        let corpus = &seeded.corpus;
        let mut rules = self.rules(seeded, &is_kept)?;
        for (rule, before) in rules.paragraphs.iter_mut().zip(&self.boilerplate.paragraphs) {
            *rule = rule.filter(|_| before.is_some());
        }
        for occurrences in self.occurrences.iter() {
            let mut of_distinct: BTreeMap<_, Vec<ParagraphId>> = BTreeMap::new();
            for (paragraph, _) in occurrences {
                of_distinct.entry(self.distinct.of[*paragraph]).or_default().push(*paragraph);
            }
            for equal in of_distinct.values() {
                let texts = equal.iter().map(|paragraph| corpus.text_of_paragraph(*paragraph).0);
                let mut carriers: Vec<TextId> = texts.filter(|text_id| is_kept(*text_id)).collect();
                carriers.dedup();
                if is_surely_of_page(corpus, &carriers) {
                    continue;
                }
                for paragraph in equal {
                    let is_boilerplate_alone = corpus.paragraph(*paragraph).is_boilerplate_alone;
                    let rule = rules.paragraphs[*paragraph].filter(|_| is_boilerplate_alone);
                    let without_carriers = |rule| match rule {
                        BoilerplateRule::Known => BoilerplateRule::Known,
                        BoilerplateRule::Carriers | BoilerplateRule::Phrase => BoilerplateRule::Phrase,
                    };
                    rules.paragraphs[*paragraph] = rule.map(without_carriers);
                }
            }
        }
        Ok(rules)
    }

    /// Returns the rules by which units are boilerplate if only the texts for which `is_kept` holds
    /// carry them.
    fn rules(&self, seeded: &SeededCorpus, is_kept: impl Fn(TextId) -> bool) -> Result<BoilerplateRules> {
        let corpus = &seeded.corpus;
        let groups = UnitGroups::of(corpus, self, is_kept);
        let carriers: Vec<&[(u32, u32)]> = groups.carriers.iter().collect();
        let facts = |text_id: u32| carrier_facts(corpus, text_id.into());
        let page = |text_id: u32| groups.page(seeded, self, text_id.into());
        let is_boilerplate: TiVec<GroupId, bool> = detect(&carriers, facts, page)?.into();
        let mut rules = BoilerplateRules::default();
        let text_ids: Vec<TextId> = corpus.text_ids().collect();
        for some in text_ids.chunks(TEXTS_AT_ONCE) {
            let of_text = |text_id: &TextId| self.rules_of(corpus, &groups, &is_boilerplate, *text_id);
            let of_texts: Vec<_> = some.par_iter().map(of_text).collect();
            of_texts.iter().for_each(|(units, of_units)| rules.push(units, of_units));
        }
        Ok(rules)
    }

    /// Returns the units of a text and their rules, given which groups are boilerplate.
    fn rules_of(
        &self,
        corpus: &Corpus,
        groups: &UnitGroups,
        is_boilerplate: &TiSlice<GroupId, bool>,
        text_id: TextId,
    ) -> (Vec<CorpusUnit>, Vec<Option<BoilerplateRule>>) {
        let units: Vec<CorpusUnit> = units(corpus, text_id).collect();
        let forms: Vec<(u32, PageForm)> = units.iter().map(|unit| (unit.tokens, unit.form)).collect();
        let by_carriers = |index: usize| {
            if units[index].is_known {
                return Some(true);
            }
            let group = groups.group_of(self, units[index].id)?;
            (groups.carriers.of(group).len() > 1).then(|| is_boilerplate[group])
        };
        let found = boilerplate_units(&forms, by_carriers);
        let rule = |(index, is_boilerplate): (usize, bool)| {
            let rule = match by_carriers(index) {
                _ if units[index].is_known => BoilerplateRule::Known,
                Some(_) => BoilerplateRule::Carriers,
                None => BoilerplateRule::Phrase,
            };
            is_boilerplate.then_some(rule)
        };
        let rules = found.into_iter().enumerate().map(rule).collect();
        (units, rules)
    }
}

fn carrier_facts(corpus: &Corpus, text_id: TextId) -> CarrierFacts {
    let article = corpus.row(corpus.article_of(text_id));
    CarrierFacts {
        outlet: article.outlet.map(u32::from),
        day: article.published.map(|published| published.unix_seconds.div_euclid(SECONDS_PER_DAY)),
        copies: corpus.copies(text_id).len() as u32,
        units: (corpus.paragraph_ids(text_id).len() + corpus.piece_ids(text_id).len()) as u32,
    }
}

/// Returns whether one known outlet has enough of the carriers, or, without outlets, there are more
/// of them than a story finds.
fn is_surely_of_page(corpus: &Corpus, carriers: &[TextId]) -> bool {
    let mut by_outlet: BTreeMap<OutletId, usize> = BTreeMap::new();
    let first_copies = carriers.iter().map(|text_id| corpus.article_of(*text_id));
    for outlet in first_copies.filter_map(|article| corpus.row(article).outlet) {
        *by_outlet.entry(outlet).or_default() += 1;
    }
    carriers.len() >= CARRIERS_WITHOUT_OUTLET || by_outlet.values().any(|count| *count >= CARRIERS_OF_OUTLET)
}
