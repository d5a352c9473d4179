//! The wire's stories, and which of them a text could carry.

use std::collections::BTreeMap;
use wirecopy_article::Published;
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_reuse::overlap::Overlap;
use wirecopy_reuse::shingle::{distinct, token_hashes, word_shingles};
use wirecopy_reuse::winnow::seeds;
use xxhash_rust::xxh3::xxh3_128;

use crate::pairs::candidates::seeds_needed;
use crate::trace::credited::WireSource;

/// One story of the wire. Its copies within the wire are one story, which bears the first of their ids.
#[derive(Debug, Clone)]
pub(crate) struct WireStory {
    pub(crate) id: String,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<Published>,
    pub(crate) source: WireSource,
    pub(crate) text: Box<str>,
    /// Hash of its tokens.
    pub(crate) text_hash: u128,
    /// Sorted, distinct.
    pub(crate) shingles: Vec<u64>,
}

/// A text as it is compared.
#[derive(Debug, Default)]
pub(crate) struct ComparedText {
    pub(crate) analysis: Analysis,
    pub(crate) tokens: Vec<u64>,
    in_order: Vec<u64>,
    pub(crate) seeds: Vec<u64>,
    /// Sorted, distinct.
    pub(crate) shingles: Vec<u64>,
}

impl ComparedText {
    /// Takes a text apart; false where it has no words.
    pub(crate) fn read(&mut self, text: &str) -> bool {
        let ComparedText { analysis, tokens, in_order, seeds: kept, shingles } = self;
        analyse(text, analysis);
        tokens.clear();
        tokens.extend(token_hashes(analysis, analysis.all_tokens()));
        word_shingles(tokens, in_order);
        kept.clear();
        seeds(in_order, |_, seed| kept.push(seed));
        shingles.clone_from(in_order);
        distinct(shingles);
        distinct(kept);
        !tokens.is_empty()
    }

    /// Hash of the tokens: equal for texts that are copies.
    pub(crate) fn text_hash(&self) -> u128 {
        xxh3_128(self.analysis.folded.as_bytes())
    }
}

/// The wire's stories by their seeds. About six bytes for each byte of the wire's text.
pub(crate) struct WireIndex {
    pub(crate) stories: Vec<WireStory>,
    /// (seed, story), sorted.
    entries: Vec<(u64, u32)>,
    /// By the upper bits of a seed the first entry that has them; one more at the end.
    starts: Vec<u32>,
    shift: u32,
    group_len_max: usize,
    /// Seeds that more stories have than the limit.
    pub(crate) groups_over_limit: u64,
}

/// Gathers stories one by one.
#[derive(Default)]
pub(crate) struct WireStories {
    by_text: BTreeMap<u128, (WireStory, Vec<u64>)>,
}

impl WireStories {
    /// Takes a story, or a further copy of one.
    pub(crate) fn add(&mut self, story: WireStory, seeds: Vec<u64>) {
        let entry = self.by_text.entry(story.text_hash);
        let kept = entry.or_insert_with(|| (story.clone(), seeds));
        if story.id < kept.0.id {
            kept.0 = story;
        }
    }

    /// Numbers the stories by their ids and sorts their seeds. O(n log n).
    pub(crate) fn into_index(self, group_len_max: usize) -> WireIndex {
        let mut gathered: Vec<(WireStory, Vec<u64>)> = self.by_text.into_values().collect();
        gathered.sort_by(|a, b| (&a.0.id, a.0.text_hash).cmp(&(&b.0.id, b.0.text_hash)));
        let mut stories = Vec::with_capacity(gathered.len());
        let mut entries = Vec::new();
        for (number, (story, seeds)) in (0u32..).zip(gathered) {
            entries.extend(seeds.into_iter().map(|seed| (seed, number)));
            stories.push(story);
        }
        entries.sort_unstable();
        let bits = (entries.len().max(2) as u64).ilog2();
        let shift = u64::BITS - bits;
        let starts = (0..=1u64 << bits)
            .map(|upper| entries.partition_point(|(seed, _)| seed >> shift < upper) as u32)
            .collect();
        let groups = entries.chunk_by(|a, b| a.0 == b.0);
        let groups_over_limit = groups.filter(|group| group.len() > group_len_max).count() as u64;
        WireIndex { stories, entries, starts, shift, group_len_max, groups_over_limit }
    }
}

impl WireIndex {
    /// Exact overlaps of the stories that the text shares enough seeds with (`a` is the story, `b` the text), by number.
    ///
    /// A seed that more stories have than the limit names the first of them alone, and counts for those that other seeds name.
    pub(crate) fn overlaps(&self, text: &ComparedText) -> Vec<(u32, Overlap)> {
        let mut named: BTreeMap<u32, usize> = BTreeMap::new();
        let mut frequent: Vec<&[(u64, u32)]> = Vec::new();
        for seed in &text.seeds {
            let group = self.group(*seed);
            let named_by_it = if group.len() > self.group_len_max { &group[..1] } else { group };
            for (_, story) in named_by_it {
                *named.entry(*story).or_default() += 1;
            }
            if named_by_it.len() < group.len() {
                frequent.push(group);
            }
        }
        let mut overlaps = Vec::new();
        for (story, mut times) in named {
            let shingles = &self.stories[story as usize].shingles;
            let needed = seeds_needed(shingles.len() as u32, text.shingles.len() as u32);
            if times < needed {
                let has = |group: &&&[(u64, u32)]| {
                    group.binary_search_by_key(&story, |(_, story)| *story).is_ok_and(|at| at > 0)
                };
                times += frequent.iter().filter(has).count();
            }
            if times >= needed {
                overlaps.push((story, Overlap::between(shingles, &text.shingles)));
            }
        }
        overlaps
    }

    fn group(&self, seed: u64) -> &[(u64, u32)] {
        let upper = (seed >> self.shift) as usize;
        let near = &self.entries[self.starts[upper] as usize..self.starts[upper + 1] as usize];
        let start = near.partition_point(|(other, _)| *other < seed);
        let len = near[start..].partition_point(|(other, _)| *other == seed);
        &near[start..start + len]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &[u32]) -> ComparedText {
        let mut compared = ComparedText::default();
        let text: Vec<String> = words.iter().map(|word| format!("w{word}")).collect();
        compared.read(&text.join(" "));
        compared
    }

    fn story(id: &str, compared: &ComparedText) -> WireStory {
        WireStory {
            id: id.into(),
            title: None,
            published: None,
            source: WireSource::default(),
            text: "".into(),
            text_hash: compared.text_hash(),
            shingles: compared.shingles.clone(),
        }
    }

    fn index(stories: &[(&str, Vec<u32>)], group_len_max: usize) -> WireIndex {
        let mut gathered = WireStories::default();
        for (id, words) in stories {
            let compared = text(words);
            gathered.add(story(id, &compared), compared.seeds.clone());
        }
        gathered.into_index(group_len_max)
    }

    #[test]
    fn a_text_names_the_stories_that_it_holds_a_run_of_and_no_other() {
        let index = index(&[("b", (100..300).collect()), ("a", (300..500).collect())], 512);
        let mut carrier: Vec<u32> = (0..80).collect();
        carrier.extend(120..180);
        let carried = index.overlaps(&text(&carrier));
        assert_eq!(carried.len(), 1);
        assert_eq!(index.stories[carried[0].0 as usize].id, "b");
        assert_eq!(carried[0].1.shared, 56);
        assert!(index.overlaps(&text(&(600..700).collect::<Vec<_>>())).is_empty());
    }

    #[test]
    fn copies_within_the_wire_are_one_story_under_the_first_id() {
        let index =
            index(&[("b", (0..90).collect()), ("a", (0..90).collect()), ("c", (5..90).collect())], 512);
        assert_eq!(index.stories.iter().map(|story| story.id.as_str()).collect::<Vec<_>>(), ["a", "c"]);
    }

    #[test]
    fn a_line_that_stands_in_every_story_names_none_but_the_first_over_the_limit() {
        let stories: Vec<(String, Vec<u32>)> = (0..40u32)
            .map(|number| {
                (
                    format!("{number:02}"),
                    (0..40).chain(1000 * (number + 1)..1000 * (number + 1) + 90).collect(),
                )
            })
            .collect();
        let borrowed: Vec<(&str, Vec<u32>)> =
            stories.iter().map(|(id, words)| (id.as_str(), words.clone())).collect();
        let index = index(&borrowed, 8);
        assert!(index.groups_over_limit > 0);
        // The common line and a run of story 7 that holds one seed of its own or more.
        let carrier: Vec<u32> = (0..40).chain(8010..8030).collect();
        let named: Vec<u32> = index.overlaps(&text(&carrier)).iter().map(|(story, _)| *story).collect();
        assert_eq!(named, [0, 7]);
    }
}
