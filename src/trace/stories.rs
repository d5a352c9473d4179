//! The stories of the wire: its distinct texts, with the index that their seeds make.

use crate::corpus::sketch::text_hash;
use crate::numbers::WireStoryId;
use crate::trace::credit_state::WireSource;
use crate::trace::source_facts::SourceFacts;
use std::collections::BTreeMap;
use typed_index_collections::TiVec;
use wirecopy_article::Published;
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_reuse::candidates::{SeedIndex, seeds_needed};
use wirecopy_reuse::overlap::Overlap;
use wirecopy_reuse::shingle::{distinct, token_hashes, word_shingles};
use wirecopy_reuse::winnow::{n_shingles, seeds};

/// One story of the wire. Copies within the wire are one story with the smallest of their ids.
#[derive(Debug, Clone)]
pub(crate) struct WireStory {
    pub(crate) id: String,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<Published>,
    pub(crate) source: WireSource,
    pub(crate) facts: SourceFacts,
    /// Its title, or else its first line.
    pub(crate) headline: Option<String>,
    pub(crate) text: Box<str>,
    /// Hash of its tokens.
    pub(crate) text_hash: u128,
    /// Shingles by which candidates know it.
    pub(crate) n_shingles: u32,
    /// Sorted, distinct.
    pub(crate) shingles: Vec<u64>,
}

/// Working space for the fingerprints of one text after another.
#[derive(Debug, Default)]
pub(crate) struct TextFingerprints {
    pub(crate) analysis: Analysis,
    pub(crate) tokens: Vec<u64>,
    in_order: Vec<u64>,
    pub(crate) seeds: Vec<u64>,
    /// Sorted, distinct.
    pub(crate) shingles: Vec<u64>,
}

impl TextFingerprints {
    /// Fingerprints a text; returns false where it has no words.
    pub(crate) fn read(&mut self, text: &str) -> bool {
        let TextFingerprints { analysis, tokens, in_order, seeds: kept, shingles } = self;
        analyse(text, analysis);
        tokens.clear();
        tokens.extend(token_hashes(analysis, analysis.all_tokens()));
        word_shingles(tokens, in_order);
        kept.clear();
        seeds(in_order, |_, seed| kept.push(seed));
        shingles.clone_from(in_order);
        distinct(shingles);
        !tokens.is_empty()
    }

    /// Returns the number of shingles by which candidates know the text.
    pub(crate) fn n_shingles(&self) -> u32 {
        n_shingles(&self.in_order)
    }

    /// Returns the hash of the tokens, which is equal for copies.
    pub(crate) fn text_hash(&self) -> u128 {
        text_hash(&self.analysis, None)
    }
}

/// The wire, ready to be joined with articles. About six bytes for each byte of its text.
pub(crate) struct Wire {
    /// By id.
    pub(crate) stories: TiVec<WireStoryId, WireStory>,
    pub(crate) index: SeedIndex,
}

/// Stories with their seeds, gathered one by one.
#[derive(Default)]
pub(crate) struct WireStories {
    by_text: BTreeMap<u128, (WireStory, Vec<u64>)>,
}

impl WireStories {
    /// Adds a story, or a further copy of one.
    pub(crate) fn add(&mut self, story: WireStory, seeds: Vec<u64>) {
        let entry = self.by_text.entry(story.text_hash);
        let kept = entry.or_insert_with(|| (story.clone(), seeds));
        if story.id < kept.0.id {
            kept.0 = story;
        }
    }

    /// Numbers the stories by their ids and indexes their seeds. O(n log n).
    pub(crate) fn into_wire(self, group_len_max: usize) -> Wire {
        let mut gathered: Vec<(WireStory, Vec<u64>)> = self.by_text.into_values().collect();
        gathered.sort_by(|a, b| (&a.0.id, a.0.text_hash).cmp(&(&b.0.id, b.0.text_hash)));
        let seeds_of = |(number, (_, seeds)): (u32, &(_, Vec<u64>))| -> Vec<(u64, u32)> {
            seeds.iter().map(|seed| (*seed, number)).collect()
        };
        let index = SeedIndex::new((0..).zip(&gathered).flat_map(seeds_of), group_len_max);
        Wire { stories: gathered.into_iter().map(|(story, _)| story).collect(), index }
    }
}

impl Wire {
    /// Returns the stories that are candidates of a text, with their exact overlaps (`a` is the
    /// story, `b` the text), by number.
    pub(crate) fn overlaps(&self, text: &TextFingerprints) -> Vec<(WireStoryId, Overlap)> {
        let story = |item: u32| &self.stories[WireStoryId::from(item)];
        let needed = |item: u32| seeds_needed(story(item).n_shingles, text.n_shingles());
        let candidates = self.index.candidates(&text.seeds, needed);
        let overlap =
            |(item, _)| (WireStoryId::from(item), Overlap::between(&story(item).shingles, &text.shingles));
        candidates.into_iter().map(overlap).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprints(words: impl IntoIterator<Item = u32>) -> TextFingerprints {
        let mut fingerprints = TextFingerprints::default();
        let text: Vec<String> = words.into_iter().map(|word| format!("w{word}")).collect();
        fingerprints.read(&text.join(" "));
        fingerprints
    }

    fn wire(stories: &[(&str, Vec<u32>)], group_len_max: usize) -> Wire {
        let mut gathered = WireStories::default();
        for (id, words) in stories {
            let fingerprints = fingerprints(words.iter().copied());
            let story = WireStory {
                id: (*id).into(),
                title: None,
                published: None,
                source: WireSource::default(),
                facts: SourceFacts::default(),
                headline: None,
                text: "".into(),
                text_hash: fingerprints.text_hash(),
                n_shingles: fingerprints.n_shingles(),
                shingles: fingerprints.shingles,
            };
            gathered.add(story, fingerprints.seeds);
        }
        gathered.into_wire(group_len_max)
    }

    #[test]
    fn a_text_is_compared_with_the_stories_of_which_it_has_a_run_and_no_other() {
        let wire = wire(&[("b", (100..300).collect()), ("a", (300..500).collect())], 512);
        let carried = wire.overlaps(&fingerprints((0..80).chain(120..180)));
        assert_eq!(carried.len(), 1);
        assert_eq!(wire.stories[carried[0].0].id, "b");
        assert_eq!(carried[0].1.shared, 56);
        assert!(wire.overlaps(&fingerprints(600..700)).is_empty());
    }

    #[test]
    fn copies_within_the_wire_are_one_story_under_the_first_id() {
        let wire = wire(&[("b", (0..90).collect()), ("a", (0..90).collect()), ("c", (5..90).collect())], 512);
        assert_eq!(wire.stories.iter().map(|story| story.id.as_str()).collect::<Vec<_>>(), ["a", "c"]);
    }

    #[test]
    fn a_line_of_every_story_names_the_first_and_the_last_over_the_limit() {
        let ids: Vec<String> = (0..40).map(|number| format!("{number:02}")).collect();
        let words = |number: u32| (0..40).chain(1000 * (number + 1)..1000 * (number + 1) + 90).collect();
        let stories: Vec<(&str, Vec<u32>)> =
            (0..).zip(&ids).map(|(number, id)| (id.as_str(), words(number))).collect();
        let wire = wire(&stories, 8);
        assert!(wire.index.groups_over_limit() > 0);
        // The common line, and a run of story 7 long enough for a seed of its own.
        let carrier = fingerprints((0..40).chain(8010..8030));
        let named: Vec<u32> = wire.overlaps(&carrier).iter().map(|(story, _)| u32::from(*story)).collect();
        assert_eq!((named.first(), named.last()), (Some(&0), Some(&39)));
        // Where the line ends, a few stories have other seeds of it than the rest.
        assert!(named.contains(&7) && named.len() < 8, "{named:?}");
    }
}
