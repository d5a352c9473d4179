//! Unique content: words, numbers and names that only one text of a pair contains.

use super::edits::{conflict, short_edits};
use super::name_forms::{is_among, is_misprinted_date};
use super::text::value_words::{STRENGTH, value_of_word};
use super::text::{AnnotatedText, TokenFlags};
use std::collections::HashMap;
use std::ops::Range;
use wirecopy_reuse::align::{Edit, Passage};
use wirecopy_reuse::shingle::{WORDS, distinct, word_shingles};

/// Words before and after a stretch that are examined to decide whether it is part of a sentence or
/// of a header.
const AROUND: u32 = 3;

/// Counts of the content that one text has in its running text and the other nowhere.
///
/// Only the words of the longest stretch count, so that edits of single words do not add up to a
/// sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UniqueContent {
    /// Words of the longest stretch that start with a small letter. Numbers and names do not count,
    /// because headers and addresses consist of them.
    pub words: u32,
    /// Numbers in digits that are part of sentences.
    pub numbers: u32,
    /// Names that are part of sentences and are not another form of a name in the other text.
    pub names: u32,
}

/// Returns the unique content of each of two aligned texts.
///
/// A word is shared if a shingle around it occurs anywhere in the other text, so moved or repeated
/// text is not unique. A name that replaces another is unique in both texts even if the other text
/// contains it elsewhere, where it may mean something else. O(n log n) in both texts.
pub fn unique_content(
    a: &AnnotatedText,
    b: &AnnotatedText,
    passages: &[Passage],
) -> (UniqueContent, UniqueContent) {
    let (left, right) = (TextStretches::of(a, b), TextStretches::of(b, a));
    let names = (left.unique_names(&right), right.unique_names(&left));
    let (mut of_a, mut of_b) = (left.unique_content(&right), right.unique_content(&left));
    let exchanged = exchanged_names(a, b, passages, &names);
    of_a.names = (names.0.len() as u32).max(exchanged);
    of_b.names = (names.1.len() as u32).max(exchanged);
    (of_a, of_b)
}

/// Returns the number of edits that replace one name by another, if one of the two is unique to its
/// text.
fn exchanged_names(
    a: &AnnotatedText,
    b: &AnnotatedText,
    passages: &[Passage],
    unique: &(Vec<u32>, Vec<u32>),
) -> u32 {
    let has_unique = |unique: &[u32], tokens: &Range<u32>| {
        let first = unique.partition_point(|token| *token < tokens.start);
        unique.get(first).is_some_and(|token| *token < tokens.end)
    };
    let edits = short_edits(passages);
    let is_exchange = |edit: &&Edit| {
        (has_unique(&unique.0, &edit.a) || has_unique(&unique.1, &edit.b))
            && conflict(a, b, edit, TokenFlags::NAME).is_some()
    };
    edits.iter().filter(is_exchange).count() as u32
}

/// One text with the stretches that the other does not contain.
struct TextStretches<'a> {
    text: &'a AnnotatedText,
    stretches: Vec<Range<u32>>,
}

impl<'a> TextStretches<'a> {
    fn of(text: &'a AnnotatedText, other: &AnnotatedText) -> TextStretches<'a> {
        let (mut own, mut known) = (Vec::new(), Vec::new());
        word_shingles(&text.tokens, &mut own);
        word_shingles(&other.tokens, &mut known);
        distinct(&mut known);
        let mut stretches: Vec<Range<u32>> = Vec::new();
        let mut shared_until = 0;
        for token in 0..text.len() {
            if own.get(token as usize).is_some_and(|shingle| known.binary_search(shingle).is_ok()) {
                shared_until = token + WORDS as u32;
            }
            if token < shared_until {
                continue;
            }
            match stretches.last_mut() {
                Some(last) if last.end == token => last.end += 1,
                _ => stretches.push(token..token + 1),
            }
        }
        TextStretches { text, stretches }
    }

    /// Returns the words of a stretch that start with a small letter. Headlines and captions differ
    /// between outlets, so they count only for the longer text.
    fn running(&self, stretch: &Range<u32>, is_longer: bool) -> impl Iterator<Item = u32> {
        let counts = move |flags: TokenFlags| match is_longer {
            true => !flags.intersects(TokenFlags::BOILERPLATE | TokenFlags::CREDIT),
            false => flags.is_story(),
        };
        let flags = |token: &u32| self.text.flags[*token as usize];
        stretch
            .clone()
            .filter(move |token| flags(token).intersects(TokenFlags::RUNNING) && counts(flags(token)))
    }

    fn unique_content(&self, other: &TextStretches<'_>) -> UniqueContent {
        // Words in the stretches of the other text may be one sentence in another order or form.
        let mut spare: HashMap<u64, u32> = HashMap::new();
        for stretch in &other.stretches {
            for token in stretch.clone() {
                *spare.entry(other.text.tokens[token as usize]).or_default() += 1;
            }
        }
        let is_longer = self.text.len() > other.text.len() + WORDS as u32;
        let mut own = UniqueContent::default();
        for stretch in &self.stretches {
            let mut words = 0;
            for token in self.running(stretch, is_longer) {
                match spare.get_mut(&self.text.tokens[token as usize]) {
                    Some(left) if *left > 0 => *left -= 1,
                    _ => words += 1,
                }
            }
            own.words = own.words.max(words);
        }
        if self.stretches.is_empty() {
            return own;
        }
        let numbers: Vec<u64> = sorted(other.text.values.iter().map(|(_, value)| value & !STRENGTH));
        own.numbers = self.of_sentences().map(|stretch| self.numbers(stretch, &numbers)).sum();
        own
    }

    /// Returns whether a stretch is part of a sentence. In it, or around it on both sides, at least
    /// as many words must start with a small letter as with a capital, which excludes a line of
    /// names or digits after the last sentence.
    fn is_in_sentence(&self, stretch: &Range<u32>) -> bool {
        let flags = |tokens: Range<u32>| &self.text.flags[tokens.start as usize..tokens.end as usize];
        let before = flags(stretch.start.saturating_sub(AROUND)..stretch.start);
        let after = flags(stretch.end..(stretch.end + AROUND).min(self.text.len()));
        let running =
            |flags: &[TokenFlags]| flags.iter().filter(|flags| flags.intersects(TokenFlags::RUNNING)).count();
        let is_running = |all: &[TokenFlags]| {
            let digits = all.iter().filter(|flags| flags.intersects(TokenFlags::NUMBER)).count();
            running(all) > 0 && 2 * running(all) + digits >= all.len()
        };
        let is_enclosed = running(before) > 0 && running(after) > 0 && is_running(&[before, after].concat());
        is_enclosed || is_running(flags(stretch.clone()))
    }

    fn of_sentences(&self) -> impl Iterator<Item = &Range<u32>> {
        self.stretches.iter().filter(|stretch| self.is_in_sentence(stretch))
    }

    fn numbers(&self, stretch: &Range<u32>, known: &[u64]) -> u32 {
        let values = &self.text.values;
        let first = values.partition_point(|(token, _)| *token < stretch.start);
        let of_stretch = values[first..].iter().take_while(|(token, _)| *token < stretch.end);
        let is_unique = |(token, value): &&(u32, u64)| {
            let flags = self.text.flags[*token as usize];
            flags.is_story()
                && flags.intersects(TokenFlags::NUMBER)
                && known.binary_search(&(value & !STRENGTH)).is_err()
        };
        of_stretch.filter(is_unique).count() as u32
    }

    /// Returns all names in the stretches.
    fn names(&self) -> Vec<&str> {
        let names =
            |stretch| self.text.indexed_surface_forms(stretch, TokenFlags::NAME).map(|(_, name)| name);
        self.stretches.iter().flat_map(names).collect()
    }

    /// Returns the names of days and months in the stretches.
    fn dates(&self) -> Vec<&str> {
        let dates =
            |stretch| self.text.indexed_surface_forms(stretch, TokenFlags::DATE).map(|(_, date)| date);
        self.stretches.iter().flat_map(dates).collect()
    }

    /// Returns the tokens of the names that the other text contains nowhere, ascending.
    fn unique_names(&self, other: &TextStretches<'_>) -> Vec<u32> {
        if self.stretches.is_empty() {
            return Vec::new();
        }
        let known = sorted(other.text.tokens.iter().copied());
        let others = other.names();
        let dates = other.dates();
        let is_unique = |index: u32, name: &str| {
            let token = self.text.tokens[index as usize];
            self.text.flags[index as usize].is_story()
                && known.binary_search(&token).is_err()
                && name.chars().nth(1).is_some()
                // Another editor may write "Monday" for "today". A Monday instead of a Friday is
                // counted as a changed value.
                && value_of_word(token).is_none()
                && !is_among(name, &others)
                && !is_misprinted_date(name, &dates)
        };
        let mut unique = Vec::new();
        for stretch in self.of_sentences() {
            let names = self.text.indexed_surface_forms(stretch, TokenFlags::NAME);
            unique.extend(names.filter(|(index, name)| is_unique(*index, name)).map(|(index, _)| index));
        }
        unique
    }
}

fn sorted(values: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut values: Vec<u64> = values.collect();
    values.sort_unstable();
    values
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
        let (text, other) = (Page::new(text), Page::new(other));
        let align = |a: &Page, b: &Page| align(&a.text.tokens, &b.text.tokens);
        let (own, turned) = unique_content(&text.text, &other.text, &align(&text, &other));
        assert_eq!((turned, own), unique_content(&other.text, &text.text, &align(&other, &text)));
        own
    }

    #[test]
    fn an_added_sentence_is_unique_and_a_word_is_not() {
        let longer = FERRY.replace(
            "A court",
            "Divers went down in the morning and saw that the doors of the bow stood open. A court",
        );
        assert_eq!(own(&longer, FERRY).words, 15);
        assert_eq!(own(FERRY, &longer), UniqueContent::default());
        assert_eq!(own(&FERRY.replace("most of", "nearly all of"), FERRY).words, 2);
    }

    #[test]
    fn moved_and_repeated_text_is_not_unique() {
        let sentence = "A court in Ostvik will hear the pilots of both ships when the weather lets them come ashore again.";
        let moved = format!("{sentence} {}", FERRY.replace(sentence, ""));
        assert!(own(&moved, FERRY).words <= 1);
        assert!(own(&format!("{FERRY} {sentence}"), FERRY).words <= 1);
    }

    #[test]
    fn the_same_words_in_another_order_are_not_unique() {
        let turned = FERRY.replace("nobody knew yet why it went down", "why it went down nobody yet knew");
        assert_eq!(own(&turned, FERRY).words, 0);
    }

    #[test]
    fn another_name_is_unique_and_another_spelling_is_not() {
        for (name, expected) in [("Karsholm", 1), ("Ostvick", 0), ("Ost", 0), ("Karsholm Bay", 2)] {
            assert_eq!(own(&FERRY.replace("Ostvik", name), FERRY).names, expected, "{name}");
        }
        let day = FERRY.replace("in the night", "on Wensday");
        assert_eq!(own(&day, &FERRY.replace("in the night", "on Wednesday")).names, 0);
        assert_eq!(own(&day, FERRY).names, 1);
        let office = |name: &str| FERRY.replace("The owner said", &format!("The owner told {name} Holm"));
        assert_eq!(own(&office("Gov."), &office("Governor")).names, 0);
        assert_eq!(own(&office("Sens."), &office("Senators")).names, 0);
        assert_eq!(own(&office("the Northern Harbour Board and"), &office("the NHB and")).names, 0);
        assert_eq!(own(&office("the NHB and"), &office("the Northern Harbour Board and")).names, 0);
    }

    #[test]
    fn a_name_that_replaces_another_is_unique_on_both_sides() {
        let speech = |place: &str| {
            format!("{FERRY} She spoke to the {place} of the town and to all who had come home.")
        };
        let (yard, court) = (speech("guests at Karsholm Hall"), speech("crews at Ostvik Court"));
        assert_eq!((own(&yard, &court).names, own(&court, &yard).names), (2, 1));
    }

    #[test]
    fn a_number_in_a_sentence_is_unique_and_a_line_of_digits_is_not() {
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
    fn a_day_named_instead_of_today_is_not_unique() {
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
}
