//! Exchanges: names and numbers that replace each other in otherwise equal text, and the leads that
//! contain them. Rests: what two texts say besides the passages that they share.

use super::edits::{is_short, plain};
use super::text::{AnnotatedText, TokenFlags};
use std::collections::BTreeMap;
use std::ops::Range;
use wirecopy_reuse::align::Edit;
use wirecopy_reuse::overlap::Overlap;
use wirecopy_reuse::shingle::distinct;

/// Words of a text in which its subject is named.
const LEAD_WORDS: usize = 60;

/// Fewest letters of a word in capitals that is a word of a headline, not the initials of a name.
const CAPITALS_MIN: usize = 5;

/// Names and numbers, in the same positions of two texts, that the other text has nowhere.
///
/// The names of two offices that issue one statement are in both texts, whoever is named first. The
/// names of two towns in two notices are not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Exchanges {
    /// Number of edits that exchange names.
    pub names: u32,
    /// Number of edits that exchange numbers.
    pub numbers: u32,
    /// Largest number of edits that exchange the same two names: of a form that is filled in with
    /// another subject.
    pub subject: u32,
    /// True if the title of each, or the text of the one without a title, opens with a word that
    /// the other article has nowhere.
    pub titles: bool,
    /// True if the first line of each has a word that the other article has nowhere.
    pub headings: bool,
    /// The lead of the first text.
    pub a: Lead,
    /// The lead of the second text.
    pub b: Lead,
}

/// Names and numbers in the first words of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lead {
    /// Number of distinct names and numbers.
    pub all: u32,
    /// Number of those that the other text has nowhere.
    pub own: u32,
}

impl Exchanges {
    /// Counts the exchanges of two texts. O(log n) per name and number.
    pub(super) fn of<'edits>(
        a: &AnnotatedText,
        b: &AnnotatedText,
        edits: impl Iterator<Item = &'edits Edit>,
    ) -> Exchanges {
        let titles = a.opens_otherwise(b) && b.opens_otherwise(a);
        let headings = a.is_headed_otherwise(b) && b.is_headed_otherwise(a);
        let mut found = Exchanges { a: lead(a, b), b: lead(b, a), titles, headings, ..Exchanges::default() };
        let mut subjects: BTreeMap<(u64, u64), u32> = BTreeMap::new();
        for edit in edits.filter(|edit| is_short(edit)) {
            let first_own = |kind| own(a, &edit.a, b, kind).next().zip(own(b, &edit.b, a, kind).next());
            if let Some(names) = first_own(TokenFlags::NAME) {
                found.names += 1;
                *subjects.entry(names).or_default() += 1;
            }
            found.numbers += u32::from(first_own(TokenFlags::NUMBER).is_some());
        }
        found.subject = subjects.into_values().max().unwrap_or(0);
        found
    }
}

/// Returns the tokens of a kind that the other text has nowhere.
fn own<'text>(
    text: &'text AnnotatedText,
    tokens: &'text Range<u32>,
    other: &'text AnnotatedText,
    kind: TokenFlags,
) -> impl Iterator<Item = u64> + 'text {
    of_kind(text, tokens, kind).filter(|(token, form)| !is_in(other, *token, form)).map(|(token, _)| token)
}

fn is_in(text: &AnnotatedText, token: u64, form: &str) -> bool {
    text.contains(token) || (plain(form) != form && text.contains_word(plain(form)))
}

/// Returns the names or numbers among some tokens, each with its written form.
fn of_kind<'text>(
    text: &'text AnnotatedText,
    tokens: &'text Range<u32>,
    kind: TokenFlags,
) -> impl Iterator<Item = (u64, &'text str)> {
    let beside = TokenFlags::BOILERPLATE | TokenFlags::CREDIT | TokenFlags::CAPTION | TokenFlags::DATE;
    text.indexed_surface_forms(tokens, kind)
        .filter(move |(token, form)| !text.flags[*token as usize].intersects(beside) && !is_of_headline(form))
        .map(|(token, form)| (text.tokens[token as usize], form))
}

fn is_of_headline(form: &str) -> bool {
    form.chars().count() >= CAPITALS_MIN && form.chars().all(char::is_uppercase)
}

fn lead(text: &AnnotatedText, other: &AnnotatedText) -> Lead {
    let beside = TokenFlags::BOILERPLATE | TokenFlags::CREDIT | TokenFlags::CAPTION;
    let of_lead = (0..).zip(&text.flags).filter(|(_, flags)| !flags.intersects(beside));
    let end = of_lead.map(|(token, _)| token + 1).take(LEAD_WORDS).last().unwrap_or(0);
    let kind = TokenFlags::NAME | TokenFlags::NUMBER;
    let count = |mut tokens: Vec<u64>| {
        tokens.sort_unstable();
        tokens.dedup();
        tokens.len() as u32
    };
    Lead {
        all: count(of_kind(text, &(0..end), kind).map(|(token, _)| token).collect()),
        own: count(own(text, &(0..end), other, kind).collect()),
    }
}

/// The words that two texts have in common besides the passages that they share.
///
/// A rewritten story names what the copied part is about, and says some of it in the words of the
/// other. Two stories that only end with one paragraph of background do neither.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rests {
    /// Words of running text in the shorter rest; 0 if the rests were not compared.
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
        let shared = set_of(in_a.iter().flat_map(|run| run.clone()).map(|at| a.tokens[at as usize]));
        let (rest_a, rest_b) = (Rest::of(a, &in_a, &shared), Rest::of(b, &in_b, &shared));
        Rests {
            words: rest_a.words.min(rest_b.words),
            alike: Overlap::between(&rest_a.own, &rest_b.own).containment(),
            names: Overlap::between(&rest_a.names, &rest_b.names).shared,
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
            own: set_of(own),
            names: set_of(names.map(|(token, _)| *token)),
        }
    }
}

fn set_of(tokens: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut tokens = tokens.collect();
    distinct(&mut tokens);
    tokens
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
