//! Tokens of a text and sets of them, by the definitions of the project and without its code:
//! nothing is hashed, and nothing is shared with what is tested.

use caseless::default_case_fold_str;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use wirecopy::output;

/// Runs of five tokens; of a shorter text, all of it.
pub type Tuples = BTreeSet<Vec<String>>;

/// An article cut into tokens.
pub struct Plain {
    pub tokens: Vec<String>,
    /// Marks of the tokens that are in boilerplate.
    pub is_boilerplate: Vec<bool>,
    pub paragraphs: Vec<Vec<String>>,
    pub tuples: Tuples,
    /// Tuples with any token, in any of their occurrences, outside the stretches that were reported
    /// as boilerplate.
    pub outside: Tuples,
    /// Tuples whose first token is outside: a seed belongs to the unit in which it begins, and a
    /// short text emits all that begin outside boilerplate.
    pub seeds: Tuples,
    /// Runs of 20 tokens that touch no boilerplate.
    pub runs: BTreeSet<Vec<String>>,
}

impl Plain {
    pub fn of(text: &str, boilerplate: &[output::BoilerplateSpan]) -> Plain {
        let lines: Vec<Vec<(usize, String)>> =
            lines(text).map(|(start, line)| located_tokens(start, line)).collect();
        let is_boilerplate: Vec<bool> = lines
            .iter()
            .flatten()
            .map(|(start, _)| {
                boilerplate.iter().any(|span| (span.start..span.end).contains(&(*start as u64)))
            })
            .collect();
        let mut paragraphs: Vec<Vec<String>> = lines
            .into_iter()
            .filter(|line| !line.is_empty())
            .map(|line| line.into_iter().map(|(_, token)| token).collect())
            .collect();
        let tokens: Vec<String> = paragraphs.concat();
        if is_wrapped(text) {
            paragraphs = vec![tokens.clone()];
        }
        let chosen = |len: usize, is_chosen: fn(&[bool]) -> bool| -> Tuples {
            let all = tokens.windows(len).zip(is_boilerplate.windows(len));
            all.filter(|(_, of_page)| is_chosen(of_page)).map(|(tuple, _)| tuple.to_vec()).collect()
        };
        let len = tokens.len().clamp(1, 5);
        Plain {
            tuples: tuples(&tokens),
            outside: chosen(len, |of_page| of_page.contains(&false)),
            seeds: chosen(len, |of_page| !of_page[0]),
            runs: chosen(20, |of_page| !of_page.contains(&true)),
            paragraphs,
            tokens,
            is_boilerplate,
        }
    }
}

/// The tokens of a text.
pub fn tokens(text: &str) -> Vec<String> {
    located_tokens(0, text).into_iter().map(|(_, token)| token).collect()
}

pub fn tuples(tokens: &[String]) -> Tuples {
    tokens.windows(tokens.len().clamp(1, 5)).map(<[String]>::to_vec).collect()
}

/// Lines with the offsets at which they start.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = |line: &str| line.as_ptr() as usize - text.as_ptr() as usize;
    text.split('\n').map(move |line| (start(line), line))
}

/// Returns whether the lines of a text are those of one wrapped paragraph: six or more, of which,
/// for some width from 40 to 100, seven of ten that another follows have three quarters of it to
/// all of it, and a third of these go on in lower case. The texts that are tried have no stops and
/// no blank lines.
fn is_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text.split('\n').collect();
    let is_of_width = |width: usize| {
        let is_full = |line: &&str| (3 * width..=4 * width).contains(&(4 * line.chars().count()));
        let followed = lines.windows(2).filter(|two| is_full(&two[0]));
        let continued = followed.clone().filter(|two| two[1].starts_with(char::is_lowercase)).count();
        let (all_full, n_followed) = (lines.iter().filter(|line| is_full(line)).count(), followed.count());
        10 * n_followed >= 7 * (lines.len() - 1) && 3 * all_full >= lines.len() && 3 * continued >= all_full
    };
    lines.len() >= 6 && (40..=100).any(is_of_width)
}

/// Maximal runs of letters, marks and digits, with their offsets; in scripts without spaces each
/// letter with its marks.
fn located_tokens(start: usize, line: &str) -> Vec<(usize, String)> {
    let mut runs: Vec<(usize, String)> = Vec::new();
    // Whether the next character continues the last run.
    let (mut is_open, mut is_unspaced) = (false, false);
    for (at, character) in line.char_indices().filter(|(_, character)| !vanishes(*character)) {
        let is_mark = is_combining_mark(character);
        if !is_mark && !character.is_alphanumeric() {
            is_open = false;
            continue;
        }
        let of_unspaced = if is_mark { is_unspaced } else { has_no_spaces(character) };
        let continues = is_open && (is_mark || !(of_unspaced || is_unspaced));
        match runs.last_mut().filter(|_| continues) {
            Some((_, run)) => run.push(character),
            None => runs.push((start + at, character.to_string())),
        }
        (is_open, is_unspaced) = (true, of_unspaced);
    }
    runs.into_iter().map(|(at, run)| (at, folded(&run))).collect()
}

/// Soft hyphens, joiners, variation selectors, and what writers of Arabic and Hebrew set or leave.
fn vanishes(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{fe0f}' | '\u{640}')
        || ('\u{64b}'..='\u{652}').contains(&character)
        || ('\u{5b0}'..='\u{5bc}').contains(&character)
}

/// Han, kana and Thai, of the scripts that are tried.
fn has_no_spaces(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}' | '\u{3040}'..='\u{30ff}' | '\u{e00}'..='\u{e7f}')
}

/// Case and compatibility, and the letters ya and kaf of two keyboards.
fn folded(run: &str) -> String {
    let folded: String = default_case_fold_str(run).nfkc().collect();
    folded.replace(['\u{649}', '\u{6cc}'], "\u{64a}").replace('\u{6a9}', "\u{643}")
}

#[test]
fn plain_tokens_are_those_of_the_definition() {
    for (text, expected) in [
        ("The Mayor’s 2nd cup\u{ad}cake", "the mayor s 2nd cupcake"),
        ("Straße ﬁn re\u{301}sume\u{301}", "strasse fin résumé"),
        ("東京2031年", "東 京 2031 年"),
        ("ก่อน", "ก่ อ น"),
        ("كِتابٌ کتاب", "كتاب كتاب"),
    ] {
        assert_eq!(tokens(text).join(" "), expected);
    }
}
