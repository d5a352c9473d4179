//! The stories of the wire: its distinct texts, with the index that their seeds make.

use crate::compare::annotate::UnitsAlone;
use crate::fingerprints::TextFingerprints;
use crate::numbers::WireStoryId;
use crate::trace::credit_state::WireSource;
use crate::trace::source_facts::SourceFacts;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use typed_index_collections::TiVec;
use wirecopy_article::Published;
use wirecopy_news::boilerplate::ShingleSets;
use wirecopy_reuse::candidates::{SeedIndex, seeds_needed};
use wirecopy_reuse::overlap::Overlap;

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
    pub(crate) shingles: ShingleSets,
}

/// Returns the shingle sets of a text with these fingerprints, and its seeds outside boilerplate.
///
/// Costs more than the fingerprints, and is asked only of stories and of texts with candidates.
pub(crate) fn outside(text: &str, fingerprints: &TextFingerprints) -> (ShingleSets, Vec<u64>) {
    let alone = UnitsAlone::of(text, &fingerprints.analysis, &fingerprints.tokens);
    (alone.shingle_sets(fingerprints), alone.seeds(fingerprints))
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
        match self.by_text.entry(story.text_hash) {
            Entry::Vacant(vacant) => drop(vacant.insert((story, seeds))),
            Entry::Occupied(mut kept) => {
                let first = &kept.get().0;
                if (&story.id, &story.text) < (&first.id, &first.text) {
                    kept.insert((story, seeds));
                }
            }
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
    /// story, `b` the text), of the whole texts and outside boilerplate, by number.
    ///
    /// The index has the seeds of stories outside boilerplate. Those of the text are all looked up:
    /// a few more candidates are verified, and no text without any is cut into units.
    pub(crate) fn overlaps(&self, text: &str, fingerprints: &TextFingerprints) -> Vec<StoryOverlap> {
        let story = |item: u32| &self.stories[WireStoryId::from(item)];
        let needed = |item: u32| seeds_needed(story(item).n_shingles, fingerprints.n_shingles());
        let candidates = self.index.candidates(&fingerprints.seeds, needed);
        if candidates.is_empty() {
            return Vec::new();
        }
        let (of_text, _) = outside(text, fingerprints);
        let overlap = |(item, _)| {
            let of_story = &story(item).shingles;
            let whole = of_story.overlap(&of_text);
            let outside = of_story.overlap_outside(&of_text, whole);
            StoryOverlap { story: item.into(), whole, outside }
        };
        candidates.into_iter().map(overlap).collect()
    }
}

/// Overlaps of a story and a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StoryOverlap {
    pub(crate) story: WireStoryId,
    pub(crate) whole: Overlap,
    /// Over the shingles outside boilerplate.
    pub(crate) outside: Overlap,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprints(words: impl IntoIterator<Item = u32>) -> (String, TextFingerprints) {
        let mut fingerprints = TextFingerprints::default();
        let words: Vec<String> = words.into_iter().map(|word| format!("w{word}")).collect();
        let text = words.join(" ");
        fingerprints.read(&text);
        (text, fingerprints)
    }

    fn overlaps(wire: &Wire, (text, fingerprints): &(String, TextFingerprints)) -> Vec<StoryOverlap> {
        wire.overlaps(text, fingerprints)
    }

    fn wire(stories: &[(&str, Vec<u32>)], group_len_max: usize) -> Wire {
        let mut gathered = WireStories::default();
        for (id, words) in stories {
            let (text, fingerprints) = fingerprints(words.iter().copied());
            let (shingles, seeds) = outside(&text, &fingerprints);
            let story = WireStory {
                id: (*id).into(),
                title: None,
                published: None,
                source: WireSource::default(),
                facts: SourceFacts::default(),
                headline: None,
                text: text.into(),
                text_hash: fingerprints.text_hash(None),
                n_shingles: fingerprints.n_shingles(),
                shingles,
            };
            gathered.add(story, seeds);
        }
        gathered.into_wire(group_len_max)
    }

    #[test]
    fn a_text_is_compared_with_the_stories_of_which_it_has_a_run_and_no_other() {
        let wire = wire(&[("b", (100..300).collect()), ("a", (300..500).collect())], 512);
        let carried = overlaps(&wire, &fingerprints((0..80).chain(120..180)));
        assert_eq!(carried.len(), 1);
        assert_eq!(wire.stories[carried[0].story].id, "b");
        assert_eq!(carried[0].whole.shared, 56);
        assert!(overlaps(&wire, &fingerprints(600..700)).is_empty());
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
        let named: Vec<u32> = overlaps(&wire, &carrier).iter().map(|carried| carried.story.into()).collect();
        assert_eq!((named.first(), named.last()), (Some(&0), Some(&39)));
        // Where the line ends, a few stories have other seeds of it than the rest.
        assert!(named.contains(&7) && named.len() < 8, "{named:?}");
    }
}
