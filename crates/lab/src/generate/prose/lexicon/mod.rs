//! Words by class: 90,000 words, made on first use from short lists of roots by affixes and
//! compounding.
//!
//! *Takes* a class and a random draw. *Gives* a word of that class, common ones more often than
//! rare ones. *Costs* the construction of all words once, then a table look-up. *Never* has a word
//! twice in a class. *Source*: rank and frequency after Zipf 1949, "Human Behavior and the
//! Principle of Least Effort", chapter 2.

mod inflection;
mod names;
mod words;

use crate::generate::random::{Purpose, Random};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;
pub(crate) use words::list;

/// Class of a word in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordClass {
    Noun,
    Plural,
    Verb,
    VerbThird,
    VerbPast,
    VerbGerund,
    Adjective,
    Adverb,
    FirstName,
    Surname,
    Place,
    Office,
    Said,
    Joint,
    Preposition,
    Determiner,
}

/// Number of classes.
const CLASSES: usize = WordClass::Determiner as usize + 1;

/// Ranks are drawn with a probability that falls as 1 / (rank + shift): Zipf's law with
/// Mandelbrot's shift.
///
/// Without the shift the first noun would be one in fourteen, and texts would agree by accident.
const RANK_SHIFT: f64 = 12.0;

/// Shift for names, which do not follow the law of words: the most frequent surname of a country is
/// one in a hundred.
const RANK_SHIFT_NAMES: f64 = 100.0;

/// Linear pieces of the inverse of a distribution. 4 KB each stay in the first-level cache.
const DRAW_PIECES: usize = 1024;

/// Bytes from the start of one word to that of the next. No word is longer, and rare words, which
/// are in no cache, take one memory access where a table of offsets would take two.
const WORD_BYTES: usize = 24;

/// All words of all classes.
pub(crate) struct Lexicon {
    /// One word every [`WORD_BYTES`].
    text: String,
    /// Bytes of each word.
    lens: Vec<u8>,
    classes: [ClassTable; CLASSES],
}

struct ClassTable {
    /// Numbers of its words, most frequent first.
    words: Range<usize>,
    /// Rank at each of `DRAW_PIECES + 1` equal steps of probability.
    ranks: Vec<f32>,
}

/// The lexicon, built once in a few milliseconds.
pub(crate) fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);
    &LEXICON
}

impl Lexicon {
    /// Draws a word; every word of the class can be drawn.
    #[inline]
    pub(crate) fn draw(&self, class: WordClass, random: &mut Random) -> &str {
        let class = &self.classes[class as usize];
        let drawn = random.next();
        let piece = (drawn >> 54) as usize;
        let within = (drawn >> 22 & 0xffff_ffff) as f32 / 4_294_967_296.0;
        let rank = class.ranks[piece] + within * (class.ranks[piece + 1] - class.ranks[piece]);
        self.word(class.words.start + (rank as usize).min(class.words.len() - 1))
    }

    #[inline]
    fn word(&self, number: usize) -> &str {
        let start = number * WORD_BYTES;
        &self.text[start..start + usize::from(self.lens[number])]
    }

    fn build() -> Lexicon {
        let nouns = nouns();
        let verbs = verbs();
        let adjectives = adjectives();
        let inflected =
            |words: &[String], form: fn(&str) -> String| words.iter().map(|word| form(word)).collect();
        let words_of = |class: usize| -> Vec<String> {
            match class {
                class if class == WordClass::Noun as usize => nouns.clone(),
                class if class == WordClass::Plural as usize => inflected(&nouns, inflection::with_s),
                class if class == WordClass::Verb as usize => verbs.clone(),
                class if class == WordClass::VerbThird as usize => inflected(&verbs, inflection::with_s),
                class if class == WordClass::VerbPast as usize => inflected(&verbs, inflection::past),
                class if class == WordClass::VerbGerund as usize => inflected(&verbs, inflection::gerund),
                class if class == WordClass::Adjective as usize => adjectives.clone(),
                class if class == WordClass::Adverb as usize => adverbs(),
                class if class == WordClass::FirstName as usize => names::first_names(),
                class if class == WordClass::Surname as usize => names::surnames(),
                class if class == WordClass::Place as usize => names::places(),
                class if class == WordClass::Office as usize => owned("offices"),
                class if class == WordClass::Said as usize => phrases("said"),
                class if class == WordClass::Joint as usize => phrases("joints"),
                class if class == WordClass::Preposition as usize => owned("prepositions"),
                _ => owned("determiners"),
            }
        };
        let (mut text, mut lens) = (String::new(), Vec::new());
        let classes = std::array::from_fn(|class| {
            let words = words_of(class);
            let shift = match class {
                class if is_name(class) => RANK_SHIFT_NAMES,
                class if class >= WordClass::Office as usize => f64::INFINITY,
                _ => RANK_SHIFT,
            };
            let first = lens.len();
            for word in &words {
                assert!(word.len() <= WORD_BYTES, "{word} is longer than any word");
                text.push_str(word);
                text.extend(std::iter::repeat_n(' ', WORD_BYTES - word.len()));
                lens.push(word.len() as u8);
            }
            ClassTable { ranks: inverse(words.len(), shift), words: first..lens.len() }
        });
        Lexicon { text, lens, classes }
    }
}

fn is_name(class: usize) -> bool {
    (WordClass::FirstName as usize..=WordClass::Place as usize).contains(&class)
}

/// The inverse of the distribution 1 / (rank + shift) over `len` ranks; even where the shift is
/// infinite.
fn inverse(len: usize, shift: f64) -> Vec<f32> {
    (0..=DRAW_PIECES)
        .map(|piece| {
            let probability = piece as f64 / DRAW_PIECES as f64;
            let rank = if shift.is_infinite() {
                len as f64 * probability
            } else {
                shift * ((len as f64 + shift) / shift).powf(probability) - shift
            };
            rank as f32
        })
        .collect()
}

fn owned(list_name: &'static str) -> Vec<String> {
    list(list_name).into_iter().map(str::to_owned).collect()
}

/// A list of which some entries are two words, joined by a hyphen in the table.
pub(crate) fn phrases(list_name: &'static str) -> Vec<String> {
    list(list_name).into_iter().map(|phrase| phrase.replace('-', " ")).collect()
}

/// Roots in random order, then the words made from them in random order.
fn ranked(roots: Vec<String>, made: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut random = Random::of(0, Purpose::Lexicon, 0);
    let mut first = roots;
    random.shuffle(&mut first);
    let mut last: Vec<String> = made.into_iter().collect();
    last.sort_unstable();
    last.dedup();
    let known: HashSet<&String> = first.iter().collect();
    last.retain(|word| !known.contains(word));
    random.shuffle(&mut last);
    first.append(&mut last);
    first
}

/// Every first part joined with every last one, except a word with itself.
fn joined(first: &[&str], last: &[&str]) -> Vec<String> {
    first
        .iter()
        .flat_map(|first| {
            last.iter().filter(move |last| *last != first).map(move |last| format!("{first}{last}"))
        })
        .collect()
}

fn nouns() -> Vec<String> {
    ranked(owned("nouns"), joined(&list("compound_first"), &list("compound_second")))
}

fn verbs() -> Vec<String> {
    ranked(owned("verbs"), joined(&list("verb_prefixes"), &list("verbs")))
}

fn adjectives() -> Vec<String> {
    ranked(owned("adjectives"), joined(&list("compound_first"), &list("adjective_suffixes")))
}

fn adverbs() -> Vec<String> {
    let made = list("adjectives").into_iter().filter(|word| !word.ends_with("ly"));
    ranked(owned("adverbs"), made.map(inflection::adverb))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words_of(class: &ClassTable) -> impl Iterator<Item = &'static str> {
        class.words.clone().map(|number| lexicon().word(number))
    }

    #[test]
    fn there_are_more_than_fifty_thousand_distinct_words() {
        let distinct: HashSet<String> =
            lexicon().classes.iter().flat_map(words_of).map(str::to_lowercase).collect();
        assert!(distinct.len() > 50_000, "{}", distinct.len());
    }

    #[test]
    fn no_word_is_twice_in_an_open_class() {
        for class in &lexicon().classes[..WordClass::Office as usize] {
            let distinct: HashSet<&str> = words_of(class).collect();
            let twice = words_of(class).count() - distinct.len();
            assert_eq!(twice, 0, "beginning with {:?}", words_of(class).next());
        }
    }

    #[test]
    fn frequent_words_are_frequent_and_rare_ones_are_drawn() {
        let nouns = &lexicon().classes[WordClass::Noun as usize];
        let mut random = Random::of(1, Purpose::StoryWords, 0);
        let mut counts = std::collections::HashMap::new();
        for _ in 0..400_000 {
            *counts.entry(lexicon().draw(WordClass::Noun, &mut random)).or_insert(0u32) += 1;
        }
        // The law gives the first word 1 / (12 ln((n + 12) / 12)), about one in ninety.
        let most = counts[words_of(nouns).next().expect("there are nouns")];
        assert!((3_800..5_200).contains(&most), "{most}");
        assert!(counts.len() > 15_000, "{}", counts.len());
        let last_tenth: HashSet<&str> = words_of(nouns).skip(nouns.words.len() * 9 / 10).collect();
        assert!(counts.keys().filter(|word| last_tenth.contains(**word)).count() > 1000);
    }
}
