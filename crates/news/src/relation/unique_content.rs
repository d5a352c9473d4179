//! What one text of a pair says and the other does not.

use super::annotated_text::AnnotatedText;
use super::facts::{conflict, short_edits};
use super::token_flags::TokenFlags;
use super::value_words::{STRENGTH, value_of_word};
use std::collections::HashMap;
use std::ops::Range;
use wirecopy_reuse::align::{Edit, Passage};
use wirecopy_reuse::shingle::{WORDS, distinct, word_shingles};

/// Words on both sides of a stretch that show whether it stands in a sentence or in a header.
const AROUND: u32 = 3;

/// What one text says in its running text and the other nowhere. Words are those of the longest stretch, so that an editor's hand, a word here and a word
/// there, does not add up to a sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UniqueContent {
    /// Running words of the longest stretch: no numbers, no names, since headers and lists of addresses are made of these.
    pub words: u32,
    /// Numbers in digits that stand in sentences.
    pub numbers: u32,
    /// Names that stand in sentences, other spellings and short forms of the other text's names apart.
    pub names: u32,
}

/// What each of two aligned texts has for itself. A word is held where a shingle around it stands anywhere in the other text: what was moved or
/// repeated is not lost. A name in the place of another one is lost on both sides: the other text may have it elsewhere and of something else.
/// O(n log n) in both.
pub fn unique_content(
    a: &AnnotatedText,
    b: &AnnotatedText,
    passages: &[Passage],
) -> (UniqueContent, UniqueContent) {
    let (left, right) = (Side::of(a, b), Side::of(b, a));
    let lost = (left.lost_names(&right), right.lost_names(&left));
    let (mut own, mut other) = (left.unique_content(&right), right.unique_content(&left));
    let exchanged = exchanged_names(a, b, passages, &lost);
    own.names = (lost.0.len() as u32).max(exchanged);
    other.names = (lost.1.len() as u32).max(exchanged);
    (own, other)
}

/// Edits that put a name in the place of another one, of which the text that has the other one knows nothing.
fn exchanged_names(
    a: &AnnotatedText,
    b: &AnnotatedText,
    passages: &[Passage],
    lost: &(Vec<u32>, Vec<u32>),
) -> u32 {
    let has_lost = |lost: &[u32], tokens: &Range<u32>| {
        let first = lost.partition_point(|at| *at < tokens.start);
        lost.get(first).is_some_and(|at| *at < tokens.end)
    };
    let edits = short_edits(passages);
    let is_exchange = |edit: &&Edit| {
        (has_lost(&lost.0, &edit.a) || has_lost(&lost.1, &edit.b))
            && conflict(a, b, edit, TokenFlags::NAME).is_some()
    };
    edits.iter().filter(is_exchange).count() as u32
}

/// One text with the stretches that the other has not.
struct Side<'a> {
    reading: &'a AnnotatedText,
    stretches: Vec<Range<u32>>,
}

impl<'a> Side<'a> {
    fn of(reading: &'a AnnotatedText, other: &AnnotatedText) -> Side<'a> {
        let (mut own, mut known) = (Vec::new(), Vec::new());
        word_shingles(&reading.tokens, &mut own);
        word_shingles(&other.tokens, &mut known);
        distinct(&mut known);
        let mut stretches: Vec<Range<u32>> = Vec::new();
        let mut held_until = 0;
        for at in 0..reading.len() {
            if own.get(at as usize).is_some_and(|shingle| known.binary_search(shingle).is_ok()) {
                held_until = at + WORDS as u32;
            }
            if at < held_until {
                continue;
            }
            match stretches.last_mut() {
                Some(last) if last.end == at => last.end += 1,
                _ => stretches.push(at..at + 1),
            }
        }
        Side { reading, stretches }
    }

    /// Running words of a stretch. Headlines and captions differ from outlet to outlet, but the longer text is the one to keep for their sake.
    fn running(&self, stretch: &Range<u32>, is_longer: bool) -> impl Iterator<Item = u32> {
        let counts = move |marks: TokenFlags| match is_longer {
            true => !marks.has(TokenFlags::BOILERPLATE.and(TokenFlags::CREDIT)),
            false => marks.is_story(),
        };
        let marks = |at: &u32| self.reading.marks[*at as usize];
        stretch.clone().filter(move |at| marks(at).has(TokenFlags::RUNNING) && counts(marks(at)))
    }

    fn unique_content(&self, other: &Side<'_>) -> UniqueContent {
        // Words that the other text has in the same places, in another order or another form of the sentence.
        let mut spare: HashMap<u64, u32> = HashMap::new();
        for stretch in &other.stretches {
            for at in stretch.clone() {
                *spare.entry(other.reading.tokens[at as usize]).or_default() += 1;
            }
        }
        let is_longer = self.reading.len() > other.reading.len() + WORDS as u32;
        let mut own = UniqueContent::default();
        for stretch in &self.stretches {
            let mut words = 0;
            for at in self.running(stretch, is_longer) {
                match spare.get_mut(&self.reading.tokens[at as usize]) {
                    Some(left) if *left > 0 => *left -= 1,
                    _ => words += 1,
                }
            }
            own.words = own.words.max(words);
        }
        if self.stretches.is_empty() {
            return own;
        }
        let numbers: Vec<u64> = sorted(other.reading.values.iter().map(|(_, value)| value & !STRENGTH));
        own.numbers = self.of_sentences().map(|stretch| self.numbers(stretch, &numbers)).sum();
        own
    }

    /// Whether a stretch belongs to a sentence: as many words begin small as with capitals in it, or around it on both sides. A line of names or digits behind
    /// the last sentence does not.
    fn is_in_sentence(&self, stretch: &Range<u32>) -> bool {
        let marks = |tokens: Range<u32>| &self.reading.marks[tokens.start as usize..tokens.end as usize];
        let before = marks(stretch.start.saturating_sub(AROUND)..stretch.start);
        let after = marks(stretch.end..(stretch.end + AROUND).min(self.reading.len()));
        let running =
            |marks: &[TokenFlags]| marks.iter().filter(|marks| marks.has(TokenFlags::RUNNING)).count();
        let is_running = |all: &[TokenFlags]| {
            let digits = all.iter().filter(|marks| marks.has(TokenFlags::NUMBER)).count();
            running(all) > 0 && 2 * running(all) + digits >= all.len()
        };
        let is_enclosed = running(before) > 0 && running(after) > 0 && is_running(&[before, after].concat());
        is_enclosed || is_running(marks(stretch.clone()))
    }

    fn of_sentences(&self) -> impl Iterator<Item = &Range<u32>> {
        self.stretches.iter().filter(|stretch| self.is_in_sentence(stretch))
    }

    fn numbers(&self, stretch: &Range<u32>, known: &[u64]) -> u32 {
        let values = &self.reading.values;
        let first = values.partition_point(|(at, _)| *at < stretch.start);
        let of_stretch = values[first..].iter().take_while(|(at, _)| *at < stretch.end);
        let is_lost = |(at, value): &&(u32, u64)| {
            let marks = self.reading.marks[*at as usize];
            marks.is_story()
                && marks.has(TokenFlags::NUMBER)
                && known.binary_search(&(value & !STRENGTH)).is_err()
        };
        of_stretch.filter(is_lost).count() as u32
    }

    /// All names of its stretches.
    fn names(&self) -> Vec<&str> {
        let names = |stretch| self.reading.told_at(stretch, TokenFlags::NAME).map(|(_, name)| name);
        self.stretches.iter().flat_map(names).collect()
    }

    /// Places of the names that the other text has nowhere, ascending.
    fn lost_names(&self, other: &Side<'_>) -> Vec<u32> {
        if self.stretches.is_empty() {
            return Vec::new();
        }
        let known = sorted(other.reading.tokens.iter().copied());
        let others = other.names();
        let is_lost = |at: u32, name: &str| {
            let token = self.reading.tokens[at as usize];
            self.reading.marks[at as usize].is_story()
                && known.binary_search(&token).is_err()
                && name.chars().nth(1).is_some()
                // Today is Monday to another editor; a Monday in the place of a Friday counts as a changed value.
                && value_of_word(token).is_none()
                && !is_among(name, &others)
        };
        let mut lost = Vec::new();
        for stretch in self.of_sentences() {
            let names = self.reading.told_at(stretch, TokenFlags::NAME);
            lost.extend(names.filter(|(at, name)| is_lost(*at, name)).map(|(at, _)| at));
        }
        lost
    }
}

fn sorted(values: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut values: Vec<u64> = values.collect();
    values.sort_unstable();
    values
}

const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];

/// Letters of a name from which another letter is a misprint; in a shorter one it is another name.
const MISPRINT_LETTERS_MIN: usize = 6;

/// Letters of the longest word that may stand for several others by their first letters.
const INITIALS_MAX: usize = 6;

/// Whether a name may be among some others: by another spelling, or as a part of those that stand for its letters or whose letters it stands for.
fn is_among(name: &str, others: &[&str]) -> bool {
    let first = name.chars().next();
    let by_initials = |other: &&str| is_initials(other) && first.is_some_and(|first| other.contains(first));
    let spelled_out = || {
        is_initials(name) && name.chars().all(|letter| others.iter().any(|other| other.starts_with(letter)))
    };
    others.iter().any(|other| may_be_same(name, other)) || others.iter().any(by_initials) || spelled_out()
}

fn is_initials(word: &str) -> bool {
    (2..=INITIALS_MAX).contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
}

/// Whether two words may be one name: a misprint, or a short form (Dec, December; Sens, Senators; U, United; TX, Texas).
fn may_be_same(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    is_short_form(short, long) || (short.len() >= MISPRINT_LETTERS_MIN && is_misprint(short, long))
}

fn folded(word: &str) -> Vec<char> {
    word.chars().flat_map(char::to_lowercase).collect()
}

fn is_short_form(short: &[char], long: &[char]) -> bool {
    let stem = match (short, long) {
        ([stem @ .., 's'], [.., 's']) => stem,
        _ => short,
    };
    let is_inside = || {
        let mut rest = long.iter();
        short.iter().all(|letter| rest.any(|other| other == letter))
    };
    // Blvd, St and TX have first and last letters of their words, or one in the middle, and few vowels.
    let is_skeleton = short.first() == long.first()
        && (short.len() == 2
            || (short.last() == long.last() && short[1..].iter().all(|letter| !VOWELS.contains(letter))));
    !stem.is_empty() && (long.starts_with(stem) || (is_skeleton && is_inside()))
}

/// Whether one letter put in, left out or exchanged makes one word of the other.
fn is_misprint(short: &[char], long: &[char]) -> bool {
    let same = short.iter().zip(long).take_while(|(one, other)| one == other).count();
    match long.len() - short.len() {
        0 => short[same.min(short.len() - 1) + 1..] == long[same.min(long.len() - 1) + 1..],
        1 => short[same..] == long[same + 1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Page;
    use super::*;
    use wirecopy_reuse::align::align;

    const FERRY: &str = "A ferry sank off Tolm in the night and most of the crew were pulled out of the water by the boats of the village. \
                         The owner said that it had left the quay with a full load of timber and that nobody knew yet why it went down so \
                         fast. A court in Ostvik will hear the pilots of both ships when the weather lets them come ashore again.";

    fn own(text: &str, other: &str) -> UniqueContent {
        let (text, other) = (Page::read(text), Page::read(other));
        let align = |a: &Page, b: &Page| align(&a.reading.tokens, &b.reading.tokens);
        let (own, turned) = unique_content(&text.reading, &other.reading, &align(&text, &other));
        assert_eq!((turned, own), unique_content(&other.reading, &text.reading, &align(&other, &text)));
        own
    }

    #[test]
    fn a_sentence_more_is_lost_and_a_word_is_not() {
        let longer = FERRY.replace(
            "A court",
            "Divers went down in the morning and saw that the doors of the bow stood open. A court",
        );
        assert_eq!(own(&longer, FERRY).words, 15);
        assert_eq!(own(FERRY, &longer), UniqueContent::default());
        assert_eq!(own(&FERRY.replace("most of", "nearly all of"), FERRY).words, 2);
    }

    #[test]
    fn what_was_moved_or_stands_twice_is_not_lost() {
        let sentence = "A court in Ostvik will hear the pilots of both ships when the weather lets them come ashore again.";
        let moved = format!("{sentence} {}", FERRY.replace(sentence, ""));
        assert!(own(&moved, FERRY).words <= 1);
        assert!(own(&format!("{FERRY} {sentence}"), FERRY).words <= 1);
    }

    #[test]
    fn other_words_for_the_same_place_are_spared() {
        let turned = FERRY.replace("nobody knew yet why it went down", "why it went down nobody yet knew");
        assert_eq!(own(&turned, FERRY).words, 0);
    }

    #[test]
    fn another_name_in_a_form_is_one_and_another_spelling_is_none() {
        for (name, expected) in [("Karsholm", 1), ("Ostvick", 0), ("Ost", 0), ("Karsholm Bay", 2)] {
            assert_eq!(own(&FERRY.replace("Ostvik", name), FERRY).names, expected, "{name}");
        }
        let office = |name: &str| FERRY.replace("The owner said", &format!("The owner told {name} Holm"));
        assert_eq!(own(&office("Gov."), &office("Governor")).names, 0);
        assert_eq!(own(&office("Sens."), &office("Senators")).names, 0);
        assert_eq!(own(&office("the Northern Harbour Board and"), &office("the NHB and")).names, 0);
        assert_eq!(own(&office("the NHB and"), &office("the Northern Harbour Board and")).names, 0);
    }

    #[test]
    fn a_name_in_the_place_of_another_is_lost_on_both_sides() {
        let speech = |place: &str| {
            format!("{FERRY} She spoke to the {place} of the town and to all who had come home.")
        };
        let (yard, court) = (speech("guests at Karsholm Hall"), speech("crews at Ostvik Court"));
        assert_eq!((own(&yard, &court).names, own(&court, &yard).names), (2, 1));
    }

    #[test]
    fn a_number_in_a_sentence_is_lost_and_a_line_of_digits_is_not() {
        let added = FERRY.replace("most of the crew", "most of the crew of 41");
        assert_eq!((own(&added, FERRY).numbers, own(FERRY, &added)), (1, UniqueContent::default()));
        assert_eq!(own(&added, &added.replace("41", "forty 41")).numbers, 0);
        for line in ["Contact: Ada Holm, 202/555-0144", "-30-", "289306", "Tolm Beacon Newsroom 5 March 2031"]
        {
            let own = own(&format!("{FERRY}\n\n{line}"), FERRY);
            assert_eq!((own.words, own.numbers, own.names), (0, 0, 0), "{line}");
        }
    }

    #[test]
    fn a_day_named_instead_of_today_is_no_loss() {
        let day = FERRY.replace("in the night", "on Friday");
        assert_eq!(own(&day, &FERRY.replace("in the night", "today")).names, 0);
    }

    #[test]
    fn the_caption_counts_for_the_longer_text_alone() {
        let captioned = |caption: &str| format!("{FERRY}\n\n(Photo: {caption})");
        let long =
            captioned("the bow of the wreck as it was lifted out of the bay by two cranes at low tide");
        let short = captioned("the quay at noon");
        assert!(own(&long, &short).words > 10);
        assert_eq!(own(&short, &long).words, 0);
    }

    #[test]
    fn words_may_be_the_same_by_short_forms_and_misprints() {
        for (one, other, expected) in [
            ("Blvd", "Boulevard", true),
            ("TX", "Texas", true),
            ("U", "United", true),
            ("Rep", "Representative", true),
            ("Reps", "Representatives", true),
            ("Massachussetts", "Massachusetts", true),
            ("Iran", "Ireland", false),
            ("Iran", "Iraq", false),
            ("Tolm", "Holm", false),
            ("Austria", "Australia", false),
        ] {
            assert_eq!(may_be_same(one, other), expected, "{one} {other}");
            assert_eq!(may_be_same(other, one), expected, "{other} {one}");
        }
    }
}
