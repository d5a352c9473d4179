//! Near paragraphs: exact scores by words and by characters, and fragments drawn from them.

use super::{CHARACTERS_MIN, NEAR};
use crate::cluster::{Star, stars};
use crate::error::Result;
use crate::records::{FragmentKind, Measure};
use crate::shingle::{character_shingles, distinct, token_hash, word_shingles};
use crate::verify::Overlap;
use std::collections::BTreeMap;

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
            words: Overlap::of(&a.words, &b.words).jaccard(),
            characters: Overlap::of(&a.characters, &b.characters).jaccard(),
        }
    }

    /// Whether the two are near.
    pub fn are_near(self) -> bool {
        self.words >= NEAR || self.characters >= NEAR
    }
}

/// Distinct paragraphs that make one fragment.
#[derive(Debug, Clone, PartialEq)]
pub struct FragmentDraft {
    /// How they match.
    pub kind: FragmentKind,
    /// What the scores measure.
    pub measure: Measure,
    /// The distinct paragraph that the others were compared with.
    pub representative: u32,
    /// Distinct paragraphs, ascending, each with its exact score against the representative.
    pub members: Vec<(u32, f64)>,
}

/// Draws fragments from near pairs and from repeated paragraphs, ordered by representative.
///
/// `near` are verified near pairs, sorted. `occurrences` tells how often each distinct paragraph stands. `score` computes exact scores of further
/// pairs, in sorted batches.
///
/// # Errors
/// Those of `score`.
pub fn drafts(
    occurrences: &[u32],
    near: &[((u32, u32), NearScores)],
    len: impl Fn(u32) -> u32,
    mut score: impl FnMut(&[(u32, u32)]) -> Result<Vec<NearScores>>,
) -> Result<Vec<FragmentDraft>> {
    let edges: Vec<(u32, u32)> = near.iter().map(|(pair, _)| *pair).collect();
    let mut weight: BTreeMap<u32, u64> = BTreeMap::new();
    for (a, b) in &edges {
        *weight.entry(*a).or_default() += u64::from(occurrences[*b as usize]);
        *weight.entry(*b).or_default() += u64::from(occurrences[*a as usize]);
    }
    let priority = |unit: u32| {
        let around = weight.get(&unit).copied().unwrap_or(0);
        (around + u64::from(occurrences[unit as usize]), len(unit))
    };
    let mut further: BTreeMap<(u32, u32), NearScores> = BTreeMap::new();
    let found = stars(occurrences.len() as u32, &edges, priority, |pairs| {
        let scores = score(pairs)?;
        further.extend(pairs.iter().copied().zip(scores.iter().copied()));
        Ok(scores.into_iter().map(NearScores::are_near).collect())
    })?;
    let scores_of = |a: u32, b: u32| {
        let pair = (a.min(b), a.max(b));
        match near.binary_search_by_key(&pair, |(pair, _)| *pair) {
            Ok(at) => near[at].1,
            Err(_) => further[&pair],
        }
    };
    let mut taken = vec![false; occurrences.len()];
    for star in &found {
        for member in &star.members {
            taken[*member as usize] = true;
        }
    }
    let mut drafts: Vec<FragmentDraft> = found.iter().map(|star| of_star(star, &scores_of)).collect();
    drafts.extend((0..).zip(occurrences).filter(|(unit, count)| **count > 1 && !taken[*unit as usize]).map(
        |(unit, _)| FragmentDraft {
            kind: FragmentKind::Exact,
            measure: Measure::Tokens,
            representative: unit,
            members: vec![(unit, 1.0)],
        },
    ));
    drafts.sort_unstable_by_key(|draft| draft.representative);
    Ok(drafts)
}

/// One measure for the whole star: words where every member is near by words, else characters.
fn of_star(star: &Star, scores_of: &impl Fn(u32, u32) -> NearScores) -> FragmentDraft {
    let own = NearScores { words: 1.0, characters: 1.0 };
    let scores: Vec<(u32, NearScores)> = star
        .members
        .iter()
        .map(|member| {
            (
                *member,
                if *member == star.representative { own } else { scores_of(star.representative, *member) },
            )
        })
        .collect();
    let by_words = scores.iter().all(|(_, scores)| scores.words >= NEAR);
    FragmentDraft {
        kind: FragmentKind::Near,
        measure: if by_words { Measure::WordJaccard } else { Measure::CharacterJaccard },
        representative: star.representative,
        members: scores
            .into_iter()
            .map(|(member, scores)| (member, if by_words { scores.words } else { scores.characters }))
            .collect(),
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
        let near = [((0, 1), scores(0.7, 0.8)), ((0, 2), scores(0.3, 0.65))];
        let drawn =
            drafts(&[1, 1, 1, 4, 1], &near, |_| 1, |_| unreachable!("every member has an edge")).unwrap();
        assert_eq!(drawn.len(), 2);
        assert_eq!(drawn[0].measure, Measure::CharacterJaccard);
        assert_eq!(drawn[0].members, [(0, 1.0), (1, 0.8), (2, 0.65)]);
        assert_eq!((drawn[1].kind, drawn[1].representative), (FragmentKind::Exact, 3));
    }
}
