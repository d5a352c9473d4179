//! Near paragraphs: exact scores by words and by characters, and the fragments that they form.

use crate::error::Result;
use crate::numbers::{DistinctId, FragmentId};
use crate::output::{FragmentKind, Measure};
use crate::paragraphs::{CHARACTERS_MIN, NEAR};
use typed_index_collections::{TiSlice, TiVec};
use wirecopy_reuse::graph::{Edges, Star, star_clusters};
use wirecopy_reuse::overlap::{Bitmap, Overlap};
use wirecopy_reuse::shingle::{character_shingles, distinct, token_hash, word_shingles};
use wirecopy_scratch::JaggedVec;

/// Both shingle sets of one paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParagraphShingles {
    /// Word shingles, sorted.
    pub words: Vec<u64>,
    /// Character shingles, sorted; empty below [`CHARACTERS_MIN`] characters.
    pub characters: Vec<u64>,
    word_bitmap: Bitmap,
    character_bitmap: Bitmap,
}

impl ParagraphShingles {
    /// Computes both sets from folded text (tokens joined by one space).
    pub fn of(folded: &str) -> Self {
        let tokens: Vec<u64> = folded.split(' ').map(|token| token_hash(token.as_bytes())).collect();
        let (mut words, mut characters, mut hashes) = (Vec::new(), Vec::new(), Vec::new());
        word_shingles(&tokens, &mut words);
        distinct(&mut words);
        if has_characters(folded) {
            character_shingles(folded, &mut hashes, &mut characters);
            distinct(&mut characters);
        }
        let (word_bitmap, character_bitmap) = (Bitmap::of(&words), Bitmap::of(&characters));
        ParagraphShingles { words, characters, word_bitmap, character_bitmap }
    }

    /// Returns whether the two are near by words or by characters: what [`NearScores::are_near`]
    /// says, without a comparison of sets whose bitmaps rule it out.
    pub(crate) fn is_near(&self, other: &ParagraphShingles) -> bool {
        let is_near = |a: &[u64], a_bitmap: &Bitmap, b: &[u64], b_bitmap: &Bitmap| {
            a_bitmap.at_most(a.len(), b_bitmap, b.len()).jaccard() >= NEAR
                && Overlap::between(a, b).jaccard() >= NEAR
        };
        is_near(&self.words, &self.word_bitmap, &other.words, &other.word_bitmap)
            || is_near(&self.characters, &self.character_bitmap, &other.characters, &other.character_bitmap)
    }
}

/// Returns whether a paragraph is long enough to be compared by characters.
pub(crate) fn has_characters(folded: &str) -> bool {
    folded.len() >= CHARACTERS_MIN && folded.chars().take(CHARACTERS_MIN).count() == CHARACTERS_MIN
}

/// Exact scores of two paragraphs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NearScores {
    /// Jaccard of the word shingles.
    pub words: f64,
    /// Jaccard of the character shingles; 0 if either is too short for them.
    pub characters: f64,
}

impl NearScores {
    /// Compares two paragraphs.
    pub fn of(a: &ParagraphShingles, b: &ParagraphShingles) -> Self {
        NearScores {
            words: Overlap::between(&a.words, &b.words).jaccard(),
            characters: Overlap::between(&a.characters, &b.characters).jaccard(),
        }
    }

    /// Returns whether the two are near.
    pub fn are_near(self) -> bool {
        self.words >= NEAR || self.characters >= NEAR
    }
}

/// A fragment, except for its members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FragmentDraft {
    /// The way in which its paragraphs match.
    pub(crate) kind: FragmentKind,
    /// The measure of the scores.
    pub(crate) measure: Measure,
    /// The distinct paragraph that the others were compared with.
    pub(crate) representative: DistinctId,
}

/// Fragments, ordered by representative.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Drafts {
    /// One entry per fragment.
    pub(crate) fragments: TiVec<FragmentId, FragmentDraft>,
    /// Of each, the distinct paragraphs that make it, ascending, with their exact score against the
    /// representative.
    pub(crate) members: JaggedVec<(DistinctId, f64), FragmentId>,
}

/// Draws fragments from near pairs and from repeated paragraphs, ordered by representative.
///
/// `occurrences` is how often each distinct paragraph occurs; `near` are the pairs that were
/// verified to be near, sorted. `score` computes exact scores of pairs, in sorted batches: of
/// further pairs to be verified, and in the end of every member with its representative. There are
/// too many near pairs for all of their scores to be kept until then.
///
/// # Errors
/// Those of `score`.
pub(crate) fn drafts(
    occurrences: &TiSlice<DistinctId, u32>,
    near: &[(DistinctId, DistinctId)],
    len: impl Fn(DistinctId) -> u32,
    mut score: impl FnMut(&[(DistinctId, DistinctId)]) -> Result<Vec<NearScores>>,
) -> Result<Drafts> {
    let mut weight: TiVec<DistinctId, u64> = occurrences.iter().map(|count| u64::from(*count)).collect();
    for (a, b) in near {
        weight[*a] += u64::from(occurrences[*b]);
        weight[*b] += u64::from(occurrences[*a]);
    }
    let priority = |number: DistinctId| (weight[number], len(number));
    let found = star_clusters(occurrences.len() as u32, Edges::Verified(near), priority, |pairs| {
        Result::Ok(score(pairs)?.into_iter().map(NearScores::are_near).collect())
    })?;
    let in_order = |a: DistinctId, b: DistinctId| (a.min(b), a.max(b));
    let mut pairs: Vec<(DistinctId, DistinctId)> = found
        .iter()
        .flat_map(|star| star.members.iter().map(move |member| in_order(star.representative, *member)))
        .filter(|(a, b)| a != b)
        .collect();
    pairs.sort_unstable();
    let scores = score(&pairs)?;
    let scores_of = |a: DistinctId, b: DistinctId| {
        let index = pairs.binary_search(&in_order(a, b));
        scores[index.expect("every member was compared with its representative")]
    };
    let mut is_member: TiVec<DistinctId, bool> = vec![false; occurrences.len()].into();
    for star in found.iter() {
        for member in star.members {
            is_member[*member] = true;
        }
    }
    let mut drafts = Drafts::default();
    let mut of_stars = found.iter().peekable();
    for (number, count) in occurrences.iter_enumerated() {
        if let Some(star) = of_stars.next_if(|star| star.representative == number) {
            drafts.push_star(star, &scores_of);
        } else if *count > 1 && !is_member[number] {
            let (kind, measure) = (FragmentKind::Exact, Measure::Tokens);
            drafts.fragments.push(FragmentDraft { kind, measure, representative: number });
            drafts.members.push([(number, 1.0)]);
        }
    }
    Ok(drafts)
}

impl Drafts {
    /// Uses one measure for the whole star: words where every member is near by words, else
    /// characters.
    fn push_star(
        &mut self,
        star: Star<'_, DistinctId>,
        scores_of: &impl Fn(DistinctId, DistinctId) -> NearScores,
    ) {
        let representative = star.representative;
        let scores = |member: DistinctId| match member == representative {
            true => NearScores { words: 1.0, characters: 1.0 },
            false => scores_of(representative, member),
        };
        let by_words = star.members.iter().all(|member| scores(*member).words >= NEAR);
        let (measure, score): (_, fn(NearScores) -> f64) = match by_words {
            true => (Measure::WordJaccard, |scores| scores.words),
            false => (Measure::CharacterJaccard, |scores| scores.characters),
        };
        self.fragments.push(FragmentDraft { kind: FragmentKind::Near, measure, representative });
        self.members.push(star.members.iter().map(|member| (*member, score(scores(*member)))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn short_paragraphs_are_compared_by_words_alone() {
        let a = ParagraphShingles::of("seven more rules");
        let b = ParagraphShingles::of("seven more roles");
        assert_eq!(NearScores::of(&a, &b), NearScores { words: 0.0, characters: 0.0 });
    }

    proptest! {
        #[test]
        fn paragraphs_are_near_if_their_scores_are(a in "([a-e]{1,3} ){1,40}", b in "([a-e]{1,3} ){1,40}", both in 0usize..60) {
            let shared = "the ferry to ostvik was late again ".repeat(both / 20) + &"by an hour or more ".repeat(both % 20 / 5);
            let [a, b] = [a, b].map(|own| ParagraphShingles::of((shared.clone() + &own).trim_end()));
            prop_assert_eq!(a.is_near(&b), NearScores::of(&a, &b).are_near());
        }
    }

    #[test]
    fn a_caption_with_another_verb_and_date_is_near_by_characters() {
        let a = ParagraphShingles::of(
            "mayor ilse verhoeven left greets the ferry crew at the old harbour gate in tolm on march 3 2025",
        );
        let b = ParagraphShingles::of(
            "mayor ilse verhoeven left thanks the ferry crew at the old harbour gate in tolm on march 5 2025",
        );
        let scores = NearScores::of(&a, &b);
        assert!(scores.words < NEAR && scores.characters >= NEAR, "{scores:?}");
    }

    #[test]
    fn repeats_and_near_pairs_become_fragments_with_one_measure_each() {
        let scores = |words, characters| NearScores { words, characters };
        let [first, second, third, fourth] = [0u32, 1, 2, 3].map(DistinctId::from);
        let near = [(first, second), (first, third)];
        let score = |pairs: &[(DistinctId, DistinctId)]| {
            assert_eq!(pairs, near, "every member has an edge");
            Ok(vec![scores(0.7, 0.8), scores(0.3, 0.65)])
        };
        let occurrences = TiVec::from(vec![1, 1, 1, 4, 1]);
        let Drafts { fragments, members } = drafts(&occurrences, &near, |_| 1, score).unwrap();
        let fragments = fragments.raw;
        assert_eq!(fragments.len(), 2);
        assert_eq!(fragments[0].measure, Measure::CharacterJaccard);
        assert_eq!(members.of(FragmentId::from(0u32)), [(first, 1.0), (second, 0.8), (third, 0.65)]);
        assert_eq!((fragments[1].kind, fragments[1].representative), (FragmentKind::Exact, fourth));
    }
}
