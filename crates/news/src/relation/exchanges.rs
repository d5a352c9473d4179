//! Exchanges: names and numbers that replace each other in otherwise equal text, and the leads that
//! they are in.

use super::edits::{is_short, plain};
use super::text::{AnnotatedText, TokenFlags};
use std::ops::Range;
use wirecopy_reuse::align::Edit;

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
        let mut found = Exchanges { a: lead(a, b), b: lead(b, a), ..Exchanges::default() };
        for edit in edits.filter(|edit| is_short(edit)) {
            let are_own = |kind| has_own(a, &edit.a, b, kind) && has_own(b, &edit.b, a, kind);
            found.names += u32::from(are_own(TokenFlags::NAME));
            found.numbers += u32::from(are_own(TokenFlags::NUMBER));
        }
        found
    }
}

fn has_own(text: &AnnotatedText, tokens: &Range<u32>, other: &AnnotatedText, kind: TokenFlags) -> bool {
    own(text, tokens, other, kind).next().is_some()
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
