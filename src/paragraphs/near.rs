//! Near paragraphs: exact scores by words and by characters, and fragments drawn from them.

use crate::error::Result;
use crate::output::{FragmentKind, Measure};
use crate::paragraphs::{CHARACTERS_MIN, NEAR};
use wirecopy_reuse::graph::{Edges, Star, star_clusters};
use wirecopy_reuse::overlap::Overlap;
use wirecopy_reuse::shingle::{character_shingles, distinct, token_hash, word_shingles};
use wirecopy_scratch::JaggedVec;

/// Both shingle sets of one paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParagraphShingles {
    /// Word shingles, sorted.
    pub words: Vec<u64>,
    /// Character shingles, sorted; empty below [`CHARACTERS_MIN`] characters.
    pub characters: Vec<u64>,
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
        ParagraphShingles { words, characters }
    }
}

/// Whether a paragraph is long enough to be compared by characters.
pub(crate) fn has_characters(folded: &str) -> bool {
    folded.len() >= CHARACTERS_MIN && folded.chars().take(CHARACTERS_MIN).count() == CHARACTERS_MIN
}

/// Exact scores of two paragraphs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NearScores {
    /// Jaccard of the word shingles.
    pub words: f64,
    /// Jaccard of the character shingles; 0 where either is too short for them.
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

    /// Whether the two are near.
    pub fn are_near(self) -> bool {
        self.words >= NEAR || self.characters >= NEAR
    }
}

/// A fragment, but for its members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FragmentDraft {
    /// The way in which its paragraphs match.
    pub kind: FragmentKind,
    /// The measure of the scores.
    pub measure: Measure,
    /// The distinct paragraph that the others were compared with.
    pub representative: u32,
}

/// Fragments, ordered by representative.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Drafts {
    /// One entry per fragment.
    pub fragments: Vec<FragmentDraft>,
    /// Of each, the distinct paragraphs that make it, ascending, with their exact score against the
    /// representative.
    pub members: JaggedVec<(u32, f64)>,
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
pub fn drafts(
    occurrences: &[u32],
    near: &[(u32, u32)],
    len: impl Fn(u32) -> u32,
    mut score: impl FnMut(&[(u32, u32)]) -> Result<Vec<NearScores>>,
) -> Result<Drafts> {
    let mut weight: Vec<u64> = occurrences.iter().map(|count| u64::from(*count)).collect();
    for (a, b) in near {
        weight[*a as usize] += u64::from(occurrences[*b as usize]);
        weight[*b as usize] += u64::from(occurrences[*a as usize]);
    }
    let priority = |number: u32| (weight[number as usize], len(number));
    let found = star_clusters(occurrences.len() as u32, Edges::Verified(near), priority, |pairs| {
        Result::Ok(score(pairs)?.into_iter().map(NearScores::are_near).collect())
    })?;
    let in_order = |a: u32, b: u32| (a.min(b), a.max(b));
    let mut pairs: Vec<(u32, u32)> = found
        .iter()
        .flat_map(|star| star.members.iter().map(move |member| in_order(star.representative, *member)))
        .filter(|(a, b)| a != b)
        .collect();
    pairs.sort_unstable();
    let scores = score(&pairs)?;
    let scores_of = |a: u32, b: u32| {
        let index = pairs.binary_search(&in_order(a, b));
        scores[index.expect("every member was compared with its representative")]
    };
    let mut is_member = vec![false; occurrences.len()];
    for star in found.iter() {
        for member in star.members {
            is_member[*member as usize] = true;
        }
    }
    let mut drafts = Drafts::default();
    let mut of_stars = found.iter().peekable();
    for (number, count) in (0..).zip(occurrences) {
        if let Some(star) = of_stars.next_if(|star| star.representative == number) {
            drafts.push_star(star, &scores_of);
        } else if *count > 1 && !is_member[number as usize] {
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
    fn push_star(&mut self, star: Star<'_>, scores_of: &impl Fn(u32, u32) -> NearScores) {
        let representative = star.representative;
        let scores = |member: u32| match member == representative {
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

    #[test]
    fn short_paragraphs_are_compared_by_words_alone() {
        let a = ParagraphShingles::of("seven more rules");
        let b = ParagraphShingles::of("seven more roles");
        assert_eq!(NearScores::of(&a, &b), NearScores { words: 0.0, characters: 0.0 });
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
        let score = |pairs: &[(u32, u32)]| {
            assert_eq!(pairs, [(0, 1), (0, 2)], "every member has an edge");
            Ok(vec![scores(0.7, 0.8), scores(0.3, 0.65)])
        };
        let drawn = drafts(&[1, 1, 1, 4, 1], &[(0, 1), (0, 2)], |_| 1, score).unwrap();
        let Drafts { fragments, members } = drawn;
        assert_eq!(fragments.len(), 2);
        assert_eq!(fragments[0].measure, Measure::CharacterJaccard);
        assert_eq!(members.of(0), [(0, 1.0), (1, 0.8), (2, 0.65)]);
        assert_eq!((fragments[1].kind, fragments[1].representative), (FragmentKind::Exact, 3));
    }
}
