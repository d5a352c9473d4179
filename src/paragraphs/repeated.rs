//! Fragments of the corpus, and which of them are boilerplate.

use crate::corpus::band_keys::KeyStore;
use crate::corpus::budget::Budget;
use crate::corpus::numbering::{Corpus, ParagraphKeys, PlaceOfKeys};
use crate::error::Result;
use crate::pairs::shingle_sets::paragraph_shingles;
use crate::paragraphs::{DistinctParagraphs, FragmentDraft, NO_PARAGRAPH, NearScores, drafts};
use crate::params::{Only, ScanParams};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use wirecopy_article::text::Role;
use wirecopy_news::boilerplate::carriers::CARRIERS_MIN;
use wirecopy_news::boilerplate::{Carried, Occurrence, Page, PageParagraph, detect};
use wirecopy_reuse::candidates::{BandSink, Banding, Candidates, band_candidates};
use wirecopy_reuse::overlap::TilePlan;
use wirecopy_scratch::JaggedVec;
use wirecopy_scratch::partition::SpillConfig;

/// Carriers from which a line is taken for a page's though no outlet is known: among 2,600 articles of many outlets the same paragraph of
/// background, or the same quotation, stood in up to 11 stories.
const CARRIERS_WITHOUT_OUTLET: usize = 12;

/// Stands for "no fragment".
pub(crate) const NO_FRAGMENT: u32 = u32::MAX;

/// How a paragraph was found to be boilerplate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BoilerplateRule {
    /// Its carriers share nothing else.
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

/// A fragment.
#[derive(Clone, Copy)]
pub(crate) struct Fragment {
    pub(crate) draft: FragmentDraft,
    pub(crate) role: Role,
    pub(crate) boilerplate: bool,
}

/// All that is known of paragraphs.
pub(crate) struct Paragraphs {
    pub(crate) distinct: DistinctParagraphs,
    pub(crate) fragments: Vec<Fragment>,
    /// Of each fragment the distinct paragraphs that make it, with their exact scores.
    pub(crate) members: JaggedVec<(u32, f64)>,
    /// Of each fragment the corpus-wide numbers of paragraphs, ascending, with their exact scores.
    pub(crate) occurrences: JaggedVec<(u32, f64)>,
    /// Distinct paragraph → fragment, or [`NO_FRAGMENT`].
    fragment_of_distinct: Vec<u32>,
    /// Paragraph → how it was found to be boilerplate.
    boilerplate: Vec<Option<BoilerplateRule>>,
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
    let len = |text_id: u32| corpus.paragraph(distinct.first[text_id as usize]).tokens;
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

fn near_candidates(
    corpus: &Corpus,
    distinct: &DistinctParagraphs,
    keys: &ParagraphKeys,
    group_len_max: usize,
    room: &SpillConfig,
) -> Result<Candidates> {
    let n_distinct = distinct.first.len() as u32;
    let number = |paragraph: u32| distinct.number_of_first(paragraph);
    let by_words = {
        let places = corpus.places_of_keys(|before| before.words, |sketch| sketch.has_word_keys(), number);
        let entries = |band, entries: &mut BandSink<'_>| entries_of(&keys.words, &places, band, entries);
        band_candidates(n_distinct, Banding::PARAGRAPH_WORDS.bands, entries, group_len_max, room)?
    };
    let by_characters = {
        let places =
            corpus.places_of_keys(|before| before.characters, |sketch| sketch.has_character_keys, number);
        let entries = |band, entries: &mut BandSink<'_>| entries_of(&keys.characters, &places, band, entries);
        band_candidates(n_distinct, Banding::PARAGRAPH_CHARACTERS.bands, entries, group_len_max, room)?
    };
    Ok(by_words.or(by_characters))
}

fn entries_of(
    keys: &KeyStore,
    places: &[PlaceOfKeys],
    band: usize,
    entries: &mut BandSink<'_>,
) -> Result<()> {
    for of_block in places.chunk_by(|one, other| one.block == other.block) {
        let keys = keys.band(of_block[0].block, band)?;
        for place in of_block {
            entries.push(keys[place.at as usize], place.number)?;
        }
    }
    Ok(())
}

/// What `row` makes of pairs of distinct paragraphs and their exact scores, in order.
fn scored<Row: Send>(
    corpus: &Corpus,
    distinct: &DistinctParagraphs,
    budget: &Budget,
    pairs: &[(u32, u32)],
    row: impl Fn((u32, u32), NearScores) -> Option<Row> + Sync,
) -> Result<Vec<Row>> {
    // Five characters and a space make a token, so characters outnumber words about six to one.
    let weight = |text_id| 7 * u64::from(corpus.paragraph(distinct.first[text_id as usize]).tokens);
    TilePlan::new(pairs, weight, budget.shingles).score(
        |text_ids| {
            let firsts: Vec<u32> = text_ids.iter().map(|text_id| distinct.first[*text_id as usize]).collect();
            paragraph_shingles(corpus, &firsts)
        },
        |at, left, right| row(pairs[at], NearScores::of(left, right)),
    )
}

/// Where each fragment stands.
fn occurrences(found: &Paragraphs, n_fragments: usize) -> JaggedVec<(u32, f64)> {
    JaggedVec::grouped(n_fragments, || {
        (0..found.distinct.of.len() as u32).filter_map(|paragraph| {
            let fragment = found.fragment_of(paragraph)?;
            let members = found.members.of(fragment as usize);
            let at = members
                .binary_search_by_key(&found.distinct.of[paragraph as usize], |(member, _)| *member)
                .expect("a fragment holds the distinct paragraphs that name it");
            Some((fragment, (paragraph, members[at].1)))
        })
    })
}

/// Each with the role that most of its paragraphs have, of several the first.
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
    /// The fragment of a paragraph.
    pub(crate) fn fragment_of(&self, paragraph: u32) -> Option<u32> {
        let distinct = self.distinct.of[paragraph as usize];
        if distinct == NO_PARAGRAPH {
            return None;
        }
        let fragment = self.fragment_of_distinct[distinct as usize];
        (fragment != NO_FRAGMENT).then_some(fragment)
    }

    /// How a paragraph was found to be boilerplate.
    pub(crate) fn boilerplate(&self, paragraph: u32) -> Option<BoilerplateRule> {
        self.boilerplate[paragraph as usize]
    }

    /// Looks a second time at everything that was found, and marks boilerplate.
    pub(crate) fn with_boilerplate(mut self, corpus: &Corpus) -> Result<Self> {
        let found = self.detected(corpus, |_| true)?;
        for (fragment, is_boilerplate) in self.fragments.iter_mut().zip(&found) {
            fragment.boilerplate = *is_boilerplate;
        }
        self.boilerplate = self.boilerplate_by(corpus, &found);
        for (fragment, occurrences) in self.fragments.iter_mut().zip(self.occurrences.iter()) {
            let all =
                occurrences.iter().all(|(paragraph, _)| self.boilerplate[*paragraph as usize].is_some());
            // A legal line stays evidence of who is credited, even where it belongs to the page.
            if all && !matches!(fragment.role, Role::Credit | Role::Byline) {
                fragment.role = Role::Boilerplate;
            }
        }
        Ok(self)
    }

    /// How each paragraph is found to be boilerplate surely enough to be taken away, where some texts alone stay: it is so with copies and without them, and
    /// what is known by its carriers alone has either one outlet or a dozen carriers that have it word for word: forms with other numbers are news.
    pub(crate) fn boilerplate_among(
        &self,
        corpus: &Corpus,
        stays: impl Fn(u32) -> bool,
    ) -> Result<Vec<Option<BoilerplateRule>>> {
        let mut found = self.detected(corpus, &stays)?;
        for (is_boilerplate, fragment) in found.iter_mut().zip(&self.fragments) {
            *is_boilerplate &= fragment.boilerplate;
        }
        let mut rules = self.boilerplate_by(corpus, &found);
        for (occurrences, _) in
            self.occurrences.iter().zip(found).filter(|(_, is_boilerplate)| *is_boilerplate)
        {
            let mut of_distinct: BTreeMap<u32, Vec<(u32, f64)>> = BTreeMap::new();
            for occurrence in occurrences {
                of_distinct.entry(self.distinct.of[occurrence.0 as usize]).or_default().push(*occurrence);
            }
            for equal in of_distinct.values() {
                if !is_surely_of_page(corpus, &carriers(corpus, equal, &stays)) {
                    for (paragraph, _) in equal {
                        let at_page_end = corpus.paragraph(*paragraph).at_page_end;
                        rules[*paragraph as usize] = at_page_end.then_some(BoilerplateRule::Phrase);
                    }
                }
            }
        }
        Ok(rules)
    }

    /// Which fragments are boilerplate by those of their carriers that stay.
    fn detected(&self, corpus: &Corpus, stays: impl Fn(u32) -> bool) -> Result<Vec<bool>> {
        let mut all: JaggedVec<(u32, u32)> = JaggedVec::default();
        self.occurrences.iter().for_each(|occurrences| all.push(carriers(corpus, occurrences, &stays)));
        let carried: Vec<Carried<'_>> = (0..)
            .zip(&self.fragments)
            .zip(all.iter())
            .map(|((fragment, Fragment { role, .. }), carriers)| Carried { fragment, role: *role, carriers })
            .collect();
        detect(
            &carried,
            |other| carried[other as usize].carriers.len(),
            |text_id| carrier(corpus, text_id),
            |text_id| self.page(corpus, text_id),
        )
    }

    fn boilerplate_by(&self, corpus: &Corpus, is_boilerplate: &[bool]) -> Vec<Option<BoilerplateRule>> {
        let sketches = (0..corpus.n_texts()).flat_map(|text_id| corpus.paragraph_sketches(text_id));
        (0..)
            .zip(sketches)
            .map(|(paragraph, sketch)| match self.fragment_of(paragraph) {
                Some(fragment) if is_boilerplate[fragment as usize] => Some(BoilerplateRule::Carriers),
                _ if sketch.at_page_end => Some(BoilerplateRule::Phrase),
                _ => None,
            })
            .collect()
    }

    fn page(&self, corpus: &Corpus, text_id: u32) -> Result<Page> {
        let mut paragraphs: Vec<PageParagraph> = corpus
            .paragraph_sketches(text_id)
            .iter()
            .zip(corpus.paragraph_numbers(text_id))
            .map(|(sketch, paragraph)| PageParagraph {
                fragment: self.fragment_of(paragraph),
                tokens: sketch.tokens,
                seeds_end: 0,
            })
            .collect();
        let mut seeds = Vec::new();
        corpus.for_each_seed(text_id, |paragraph, seed| {
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

fn carrier(corpus: &Corpus, text_id: u32) -> Occurrence {
    let article = corpus.row(corpus.article_of(text_id));
    Occurrence {
        outlet: article.outlet,
        day: article.published.map(|published| published.unix_seconds.div_euclid(86_400)),
        paragraphs: corpus.paragraph_numbers(text_id).len() as u32,
    }
}

/// Whether one known outlet has enough of the carriers, or, without outlets, there are more of them than a story finds.
fn is_surely_of_page(corpus: &Corpus, carriers: &[(u32, u32)]) -> bool {
    let mut by_outlet: BTreeMap<u32, usize> = BTreeMap::new();
    for outlet in carriers.iter().filter_map(|(text_id, _)| corpus.row(corpus.article_of(*text_id)).outlet) {
        *by_outlet.entry(outlet).or_default() += 1;
    }
    carriers.len() >= CARRIERS_WITHOUT_OUTLET || by_outlet.values().any(|count| *count >= CARRIERS_MIN)
}

/// Units that carry a fragment, each with its first paragraph of it.
fn carriers(corpus: &Corpus, occurrences: &[(u32, f64)], stays: impl Fn(u32) -> bool) -> Vec<(u32, u32)> {
    let text_ids = occurrences.iter().map(|(paragraph, _)| corpus.text_of_paragraph(*paragraph));
    let mut carriers: Vec<(u32, u32)> = text_ids.filter(|(text_id, _)| stays(*text_id)).collect();
    carriers.dedup_by_key(|(text_id, _)| *text_id);
    carriers
}
