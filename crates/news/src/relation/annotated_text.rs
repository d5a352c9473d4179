//! What the rules see of one text.

use super::notes::{announces_correction, correction_note, is_live_blog};
use super::token_flags::TokenFlags;
use super::values::value_of;
use std::ops::Range;
use wirecopy_article::text::{Analysis, Ending, Paragraph, ending, quotations};
use wirecopy_reuse::shingle::token_hashes;

/// A word of digits with more letters behind them is no number: a misread word, the name of a road.
const LETTERS_BEHIND_DIGITS_MAX: usize = 2;

/// One text as the rules see it: about 15 bytes a token, and nothing of the text itself but its numbers and names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnnotatedText {
    /// Hashes of the tokens.
    pub tokens: Vec<u64>,
    /// What each token is.
    pub marks: Vec<TokenFlags>,
    /// For each token, and behind the last, the words of running text before it; all words count where there is no running text.
    pub(super) rank: Vec<u32>,
    /// The paragraphs in order.
    pub paragraphs: Vec<ReadParagraph>,
    /// Tokens of the note that says what was put right; empty where only the title announces it.
    pub correction: Option<Range<u32>>,
    /// Whether it is a running report.
    pub is_live_blog: bool,
    /// Bytes of running text.
    pub story_bytes: u32,
    /// Places of numbers, words for numbers, days, units and words that turn a sentence round, ascending, with what each counts as; those of the page and of credits left out.
    pub(super) values: Vec<(u32, u64)>,
    told: SurfaceForms,
}

/// A paragraph as the rules see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadParagraph {
    /// After its last token.
    pub tokens_end: u32,
    /// How it ends.
    pub ending: Ending,
}

/// Numbers and names as they stand in the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct SurfaceForms {
    /// Places of the tokens, ascending, each with the end of its word.
    tokens: Vec<(u32, u32)>,
    words: String,
}

impl AnnotatedText {
    /// Reads an analysed text. `is_boilerplate` is asked with the number of a paragraph. Linear.
    pub fn of(
        text: &str,
        analysis: &Analysis,
        title: Option<&str>,
        is_boilerplate: impl Fn(u32) -> bool,
    ) -> AnnotatedText {
        let mut reading = AnnotatedText::default();
        for (number, paragraph) in (0..).zip(&analysis.paragraphs) {
            let of_page =
                if is_boilerplate(number) { TokenFlags::BOILERPLATE } else { TokenFlags::default() };
            reading.push(text, analysis, paragraph, of_page.and(TokenFlags::of_role(paragraph.role)));
        }
        let of_story = |note: &Range<u32>| {
            note.start < note.end && !reading.marks[note.start as usize].has(TokenFlags::BOILERPLATE)
        };
        reading.correction = correction_note(text, analysis)
            .map(|note| note.tokens.clone())
            .filter(of_story)
            .or_else(|| title.is_some_and(announces_correction).then_some(0..0));
        reading.is_live_blog = is_live_blog(text, analysis, title);
        reading.rank = ranks(&reading.marks);
        reading
    }

    fn push(&mut self, text: &str, analysis: &Analysis, paragraph: &Paragraph, of_paragraph: TokenFlags) {
        let content = &text[paragraph.start as usize..paragraph.end as usize];
        if of_paragraph.is_story() {
            self.story_bytes += paragraph.end - paragraph.start;
        }
        let has_values = !of_paragraph.has(TokenFlags::BOILERPLATE.and(TokenFlags::CREDIT));
        let quoted = quotations(content);
        let mut quotation = 0;
        let mut before = paragraph.start as usize;
        for (at, hash) in paragraph.tokens.clone().zip(token_hashes(analysis, paragraph.tokens.clone())) {
            let token = analysis.tokens[at as usize];
            let (start, end) = (token.start as usize, token.end as usize);
            let place = start - paragraph.start as usize;
            while quoted.get(quotation).is_some_and(|stretch| stretch.end <= place) {
                quotation += 1;
            }
            let is_quoted = quoted.get(quotation).is_some_and(|stretch| stretch.start <= place);
            let mut marks = of_paragraph;
            if is_quoted {
                marks = marks.and(TokenFlags::QUOTED);
            }
            if is_running(&text[start..end]) {
                marks = marks.and(TokenFlags::RUNNING);
            }
            let folded = analysis.token(at as usize);
            if has_values && let Some(value) = value_of(folded, hash) {
                self.values.push((at, value));
            }
            let told = if is_number(folded) {
                TokenFlags::NUMBER
            } else if start > paragraph.start as usize && is_name(&text[start..end], text.get(before..start))
            {
                TokenFlags::NAME
            } else {
                TokenFlags::default()
            };
            if told != TokenFlags::default() {
                let word = if told == TokenFlags::NUMBER { folded } else { &text[start..end] };
                self.told.words.push_str(word);
                self.told.tokens.push((at, self.told.words.len() as u32));
            }
            self.tokens.push(hash);
            self.marks.push(marks.and(told));
            before = end;
        }
        let tokens_end = self.tokens.len() as u32;
        self.paragraphs.push(ReadParagraph { tokens_end, ending: ending(text, analysis, paragraph) });
    }

    /// Number of tokens.
    pub fn len(&self) -> u32 {
        self.tokens.len() as u32
    }

    /// Words of running text.
    pub(super) fn story_words(&self) -> u32 {
        self.rank.last().copied().unwrap_or(0)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Numbers (or names) among some tokens: numbers as they are folded, names as they stand in the text.
    pub fn told(&self, tokens: &Range<u32>, kind: TokenFlags) -> Vec<&str> {
        self.told_at(tokens, kind).map(|(_, word)| word).collect()
    }

    /// The same with their places.
    pub(super) fn told_at(&self, tokens: &Range<u32>, kind: TokenFlags) -> impl Iterator<Item = (u32, &str)> {
        let first = self.told.tokens.partition_point(|(at, _)| *at < tokens.start);
        let until = self.told.tokens.partition_point(|(at, _)| *at < tokens.end);
        (first..until).filter(move |number| self.marks[self.told.tokens[*number].0 as usize].has(kind)).map(
            |number| {
                let start = if number == 0 { 0 } else { self.told.tokens[number - 1].1 };
                let (at, end) = self.told.tokens[number];
                (at, &self.told.words[start as usize..end as usize])
            },
        )
    }
}

fn ranks(marks: &[TokenFlags]) -> Vec<u32> {
    let has_story = marks.iter().any(|marks| marks.is_story());
    let mut before = 0;
    let mut ranks = Vec::with_capacity(marks.len() + 1);
    for marks in marks {
        ranks.push(before);
        before += u32::from(!has_story || marks.is_story());
    }
    ranks.push(before);
    ranks
}

fn is_number(folded: &str) -> bool {
    let letters = folded.trim_start_matches(char::is_numeric);
    letters.len() < folded.len() && letters.chars().count() <= LETTERS_BEHIND_DIGITS_MAX
}

/// A word of a sentence: it begins with a small letter, or with one of a script that has none.
fn is_running(word: &str) -> bool {
    word.starts_with(|first: char| first.is_alphabetic() && !first.is_uppercase())
}

/// A capital that does not stand there because a sentence or a quotation begins.
fn is_name(word: &str, between: Option<&str>) -> bool {
    let begins = |sign: char| matches!(sign, '.' | '!' | '?' | '…' | ':' | '"' | '“' | '„' | '«' | '•' | '|');
    word.starts_with(char::is_uppercase) && between.is_some_and(|between| !between.contains(begins))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_article::text::analyse;

    fn read(text: &str) -> AnnotatedText {
        let mut analysis = Analysis::default();
        analyse(text, &mut analysis);
        AnnotatedText::of(text, &analysis, None, |paragraph| paragraph == 2)
    }

    #[test]
    fn numbers_names_quotations_and_boilerplate_are_marked() {
        let reading = read(
            "“We lost 12 boats,” said Ada Holm. Nobody was hurt.\n\nThe 3rd ship sank.\n\nSubscribe now",
        );
        let places = |kind: TokenFlags| -> Vec<usize> {
            (0..reading.marks.len()).filter(|at| reading.marks[*at].has(kind)).collect()
        };
        assert_eq!(places(TokenFlags::NUMBER), [2, 11]);
        assert_eq!(places(TokenFlags::NAME), [5, 6]);
        assert_eq!(places(TokenFlags::QUOTED), [0, 1, 2, 3]);
        assert_eq!(places(TokenFlags::BOILERPLATE), [14, 15]);
        assert_eq!(reading.told(&(0..12), TokenFlags::NUMBER), ["12", "3rd"]);
        assert_eq!(reading.told(&(0..12), TokenFlags::NAME), ["Ada", "Holm"]);
        assert!(reading.told(&(3..5), TokenFlags::NAME).is_empty());
        let counted: Vec<u32> = reading.values.iter().map(|(at, _)| *at).collect();
        // Lost and hurt count, too.
        assert_eq!(counted, [1, 2, 9, 11]);
    }

    #[test]
    fn a_misread_word_is_no_number() {
        assert!(is_number("50") && is_number("3rd") && is_number("٣") && is_number("30s"));
        assert!(!is_number("5aid") && !is_number("a1") && !is_number("said"));
    }
}
