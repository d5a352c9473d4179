//! Rests: what two texts say beside the passages that they share.

use super::text::{AnnotatedText, TokenFlags};
use std::ops::Range;

/// What two texts have in common beside the passages that they share.
///
/// A rewritten story names what the copied part is about, and says some of it in the words of the
/// other. Two stories that only end with one paragraph of background do neither.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rests {
    /// Words of running text in the shorter rest; 0 where the rests were not compared.
    pub words: u32,
    /// Share of the shorter rest's words that the other rest has too, from 0 to 1, without those of
    /// the shared passages: among them are the commonest words of the language.
    pub alike: f64,
    /// Names that both rests have, those of the shared passages included.
    pub names: u32,
}

impl Rests {
    /// Compares the rests of two texts that share these runs of tokens. O(n log n).
    pub(super) fn of(a: &AnnotatedText, b: &AnnotatedText, runs: &[(u32, u32, u32)]) -> Rests {
        let in_a: Vec<Range<u32>> = runs.iter().map(|(start, _, len)| *start..start + len).collect();
        let in_b: Vec<Range<u32>> = runs.iter().map(|(_, start, len)| *start..start + len).collect();
        let shared = distinct(in_a.iter().flat_map(|run| run.clone()).map(|at| a.tokens[at as usize]));
        let (rest_a, rest_b) = (Rest::of(a, &in_a, &shared), Rest::of(b, &in_b, &shared));
        let fewer = rest_a.own.len().min(rest_b.own.len());
        Rests {
            words: rest_a.words.min(rest_b.words),
            alike: n_common(&rest_a.own, &rest_b.own) as f64 / fewer.max(1) as f64,
            names: n_common(&rest_a.names, &rest_b.names) as u32,
        }
    }
}

/// The rest of one text.
struct Rest {
    words: u32,
    /// Its words that the shared passages do not have, ascending.
    own: Vec<u64>,
    /// Its names, ascending.
    names: Vec<u64>,
}

impl Rest {
    fn of(text: &AnnotatedText, runs: &[Range<u32>], shared: &[u64]) -> Rest {
        let mut is_shared = vec![false; text.tokens.len()];
        for run in runs {
            is_shared[run.start as usize..run.end as usize].fill(true);
        }
        let tokens = || {
            let all = text.tokens.iter().zip(&text.flags).zip(&is_shared);
            all.filter(|((_, flags), is_shared)| flags.is_story() && !**is_shared).map(|(token, _)| token)
        };
        let names = tokens().filter(|(_, flags)| flags.contains(TokenFlags::NAME));
        let own = tokens().map(|(token, _)| *token).filter(|token| shared.binary_search(token).is_err());
        Rest {
            words: tokens().count() as u32,
            own: distinct(own),
            names: distinct(names.map(|(token, _)| *token)),
        }
    }
}

fn distinct(tokens: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut tokens: Vec<u64> = tokens.collect();
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

fn n_common(one: &[u64], other: &[u64]) -> usize {
    one.iter().filter(|token| other.binary_search(token).is_ok()).count()
}

#[cfg(test)]
mod tests {
    use super::super::testing::Page;
    use super::*;

    #[test]
    fn rests_are_compared_without_the_words_of_what_is_shared() {
        let block = "The fund pays for locks that parishes cannot pay for alone.";
        let a = Page::new(&format!("Divers found the bell of a frigate near Tolm and rang it. {block}"));
        let b =
            Page::new(&format!("Eels came back to Ostvik and the warden wants a season of rest. {block}"));
        let rests = Rests::of(&a.text, &b.text, &[(12, 13, 11)]);
        assert_eq!((rests.words, rests.names), (12, 0));
        // "Of" and "a" and "and" of both are no subject.
        assert!((rests.alike - 3.0 / 11.0).abs() < 1e-12, "{rests:?}");
        let rests = Rests::of(&a.text, &a.text, &[(12, 12, 11)]);
        assert_eq!((rests.alike, rests.names), (1.0, 1));
    }
}
