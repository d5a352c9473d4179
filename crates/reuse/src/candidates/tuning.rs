//! Tuning: shingle size, bands and window for a target similarity, a target recall and a memory
//! budget.

use super::Banding;

/// Requirements on a candidate engine.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    /// Word-5 Jaccard of the pairs to be found, above 0, up to 1.
    pub similarity: f64,
    /// Probability with which pairs of this similarity are to be candidates, below 1.
    pub recall: f64,
    /// Bytes that the keys of one item may take.
    pub memory_bytes_per_item: u64,
}

/// A shingle size and a banding, with what they achieve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// Words in a shingle.
    pub shingle_words: usize,
    /// Bands and rows.
    pub banding: Banding,
    /// The target similarity, by shingles of this size.
    pub similarity: f64,
    /// Probability of a candidate at this similarity.
    pub recall: f64,
    /// Bytes of an item: its keys, and the entry of the band being processed.
    pub memory_bytes: u64,
    /// Candidates expected of a million unrelated pairs.
    pub false_candidates_per_million: f64,
    /// True if recall and memory meet the target.
    pub meets_target: bool,
}

impl Choice {
    /// Returns the probability that two items of this word-5 Jaccard are candidates, whatever the
    /// shingle size of the choice.
    pub fn probability(&self, jaccard: f64) -> f64 {
        self.banding.probability(by_shingles_of(self.shingle_words, jaccard))
    }
}

/// Largest number of rows: a key is made of up to eight slots.
const ROWS_MAX: usize = 8;

/// Largest number of bands: one more adds nothing to the curve, and 1,024 slots cost 10 µs per
/// article.
const BANDS_MAX: usize = 256;

const KEY_BYTES: u64 = 4;
const ENTRY_BYTES: u64 = 8;

/// Shingles that unrelated news articles share by chance: the size of the shingles, and for each
/// upper border of Jaccard the share of pairs up to it.
type Chance = (usize, [(f64, f64); 6]);

/// Measured over 300,000 pairs drawn from 2,587 articles of many outlets, without pairs that really
/// share text. Upper borders, so that chance is overrated rather than underrated.
const CHANCE: [Chance; 3] = [
    (3, [(0.001, 5.1e-2), (0.005, 2.0e-1), (0.02, 1.3e-2), (0.05, 1.3e-3), (0.1, 5.6e-4), (0.2, 3.2e-4)]),
    (5, [(0.001, 2.3e-3), (0.005, 4.8e-3), (0.02, 1.0e-3), (0.05, 5.4e-4), (0.1, 3.6e-4), (0.2, 2.1e-4)]),
    (8, [(0.001, 9.0e-5), (0.005, 4.3e-4), (0.02, 6.5e-4), (0.05, 4.4e-4), (0.1, 2.5e-4), (0.2, 9.0e-5)]),
];

/// Returns, for each shingle size and number of rows, the fewest bands that reach the target, or as
/// many as memory allows. The best come first: choices that meet the target before others, then by
/// fewer false candidates, by memory, by fewer rows; those that miss it by recall.
///
/// Other shingle sizes than five assume that edits hit words one by one: a shingle of k words
/// survives with probability qᵏ. Constant time.
pub fn choices(target: &Target) -> Vec<Choice> {
    let mut all: Vec<Choice> = CHANCE
        .iter()
        .flat_map(|chance| (1..=ROWS_MAX).map(move |rows| (chance, rows)))
        .map(|(chance, rows)| choice(target, chance, rows))
        .collect();
    all.sort_by(|one, other| {
        let by_recall =
            if one.meets_target { std::cmp::Ordering::Equal } else { other.recall.total_cmp(&one.recall) };
        (other.meets_target.cmp(&one.meets_target))
            .then(by_recall)
            .then(one.false_candidates_per_million.total_cmp(&other.false_candidates_per_million))
            .then(one.memory_bytes.cmp(&other.memory_bytes))
            .then(one.banding.rows.cmp(&other.banding.rows))
    });
    all
}

fn choice(target: &Target, (shingle_words, chance): &Chance, rows: usize) -> Choice {
    let similarity = by_shingles_of(*shingle_words, target.similarity);
    let affordable = target.memory_bytes_per_item.saturating_sub(ENTRY_BYTES) / KEY_BYTES;
    let bands_max = BANDS_MAX.min(affordable as usize).max(1);
    let banding = |bands| Banding { bands, rows };
    let bands = (1..bands_max)
        .find(|bands| banding(*bands).probability(similarity) >= target.recall)
        .unwrap_or(bands_max);
    let banding = banding(bands);
    let memory_bytes = KEY_BYTES * bands as u64 + ENTRY_BYTES;
    let recall = banding.probability(similarity);
    Choice {
        shingle_words: *shingle_words,
        banding,
        similarity,
        recall,
        memory_bytes,
        false_candidates_per_million: 1e6
            * chance.iter().map(|(jaccard, share)| share * banding.probability(*jaccard)).sum::<f64>(),
        meets_target: recall >= target.recall && memory_bytes <= target.memory_bytes_per_item,
    }
}

/// Converts a word-5 Jaccard to shingles of `words` words, for two texts of equal length between
/// which words were replaced independently.
fn by_shingles_of(words: usize, jaccard: f64) -> f64 {
    let containment = 2.0 * jaccard / (1.0 + jaccard);
    let containment = containment.powf(words as f64 / crate::shingle::WORDS as f64);
    containment / (2.0 - containment)
}

/// A point of the S-curve of a banding.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// Jaccard by word-5 shingles.
    pub similarity: f64,
    /// Probability of a candidate.
    pub probability: f64,
}

/// Returns the curve from 0 to 1 in `steps` equal steps, both ends included.
pub fn curve(choice: &Choice, steps: usize) -> Vec<CurvePoint> {
    (0..=steps)
        .map(|step| step as f64 / steps as f64)
        .map(|similarity| CurvePoint { similarity, probability: choice.probability(similarity) })
        .collect()
}

/// Returns the expected share, from 0 to 1, of pairs with these similarities that no band proposes;
/// 0 for no pairs.
pub fn expected_misses(choice: &Choice, similarities: impl IntoIterator<Item = f64>) -> f64 {
    let (mut missed, mut pairs) = (0.0, 0u64);
    for similarity in similarities {
        missed += 1.0 - choice.probability(similarity);
        pairs += 1;
    }
    if pairs == 0 { 0.0 } else { missed / pairs as f64 }
}

/// A winnowing window for a run of words that must not be missed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SeedChoice {
    /// Shingles per window.
    pub window: usize,
    /// Words of the shortest common run that always shares two seeds.
    pub run_words_guaranteed: usize,
    /// Expected number of seeds per item.
    pub seeds_per_item: f64,
    /// Bytes of their entries.
    pub memory_bytes: u64,
    /// True if these fit the budget.
    pub meets_memory: bool,
}

/// Returns the widest window with which a common run of `run_words` words always shares two seeds,
/// for items of `shingles` word-5 shingles; `None` if the run is shorter than two neighbouring
/// shingles. Widest, because a window of w keeps 2 / (w + 1) of all shingles (Schleimer, Wilkerson,
/// Aiken 2003, section 3.1).
pub fn seed_choice(run_words: usize, shingles: usize, memory_bytes_per_item: u64) -> Option<SeedChoice> {
    let window = (run_words + 1).checked_sub(crate::shingle::WORDS)? / 2;
    if window == 0 {
        return None;
    }
    let seeds_per_item = shingles as f64 * 2.0 / (window as f64 + 1.0);
    let memory_bytes = (seeds_per_item * ENTRY_BYTES as f64).ceil() as u64;
    Some(SeedChoice {
        window,
        run_words_guaranteed: 2 * window + crate::shingle::WORDS - 1,
        seeds_per_item,
        memory_bytes,
        meets_memory: memory_bytes <= memory_bytes_per_item,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::winnow::{RUN_WORDS_GUARANTEED, WINDOW};
    use proptest::prelude::*;

    #[test]
    fn the_window_of_the_scan_is_the_choice_for_its_guarantee() {
        let choice = seed_choice(RUN_WORDS_GUARANTEED, 398, 1000).unwrap();
        assert_eq!((choice.window, choice.run_words_guaranteed), (WINDOW, RUN_WORDS_GUARANTEED));
        assert!((choice.seeds_per_item - 88.4).abs() < 0.1 && choice.meets_memory);
        assert_eq!(seed_choice(5, 398, 1000), None);
        assert_eq!(seed_choice(2, 398, 1000), None);
        assert_eq!(seed_choice(6, 398, 1000).map(|choice| choice.window), Some(1));
    }

    #[test]
    fn a_longer_shingle_loses_more_words() {
        // Containment 0.8 by five words: 0.8^(3/5) = 0.8747 by three, Jaccard 0.7774.
        assert!((by_shingles_of(5, 0.6667) - 0.6667).abs() < 1e-9);
        assert!((by_shingles_of(3, 2.0 / 3.0) - 0.7773).abs() < 1e-3);
    }

    #[test]
    fn misses_are_those_of_the_curve() {
        let target = Target { similarity: 0.5, recall: 0.7, memory_bytes_per_item: 100 };
        let two = choice(&target, &CHANCE[1], 1);
        assert_eq!(two.banding, Banding { bands: 2, rows: 1 });
        assert_eq!(expected_misses(&two, []), 0.0);
        assert!((expected_misses(&two, [0.5, 1.0]) - 0.125).abs() < 1e-9);
        assert!((curve(&two, 4)[2].probability - 0.75).abs() < 1e-9);
        let by_eight = choice(&target, &CHANCE[2], 1);
        assert!((by_eight.probability(0.5) - by_eight.recall).abs() < 1e-12);
    }

    #[test]
    fn a_budget_of_two_bands_meets_no_target() {
        let all = choices(&Target { similarity: 0.5, recall: 0.99, memory_bytes_per_item: 16 });
        assert!(all.iter().all(|choice| !choice.meets_target && choice.banding.bands <= 2));
        assert!(all.is_sorted_by(|one, other| one.recall >= other.recall));
    }

    #[test]
    fn shares_of_chance_add_up_to_no_more_than_all_pairs() {
        for (words, chance) in CHANCE {
            let all: f64 = chance.iter().map(|(_, share)| share).sum();
            assert!((0.2..=1.0).contains(&all) || words > 3, "{words}: {all}");
            assert!(chance.is_sorted_by(|one, other| one.0 < other.0));
        }
    }

    proptest! {
        #[test]
        fn choices_that_meet_the_target_come_first(similarity in 0.3f64..1.0, recall in 0.5f64..0.99, memory in 8u64..2000) {
            let all = choices(&Target { similarity, recall, memory_bytes_per_item: memory });
            prop_assert!(all.is_sorted_by(|one, other| one.meets_target >= other.meets_target));
            for choice in all.iter().filter(|choice| choice.meets_target) {
                prop_assert!(choice.recall >= recall && choice.memory_bytes <= memory);
                let one_less = Banding { bands: choice.banding.bands - 1, ..choice.banding };
                prop_assert!(one_less.probability(choice.similarity) < recall);
            }
        }
    }
}
