//! Passages copied word by word, and their spans in both texts.

use crate::generate::Language;
use crate::generate::copy::style::Style;
use crate::generate::copy::word_edit::{Edited, edited, misread, mojibake, renumbered};
use crate::generate::prose::chinese;
use crate::generate::random::Random;
use crate::generate::truth::CopiedSpan;

/// Shorter passages do not count: fewer words than a shingle prove nothing.
const PASSAGE_WORDS_MIN: u32 = wirecopy_reuse::shingle::WORDS as u32;

/// Words broken at a line end have this many bytes or more.
const BROKEN_BYTES_MIN: usize = 8;

/// Rates of changes of the words of a copy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct WordRates {
    /// Share of the words that are replaced, left out or preceded by another.
    pub(crate) edited: f64,
    /// Share of the numbers that change.
    pub(crate) renumbered: f64,
    /// Share of the words that are misread or broken.
    pub(crate) misread: f64,
    /// True if characters outside ASCII are decoded wrongly.
    pub(crate) mojibake: bool,
    pub(crate) style: Style,
}

impl WordRates {
    /// Every byte is kept.
    pub(crate) const NONE: WordRates =
        WordRates { edited: 0.0, renumbered: 0.0, misread: 0.0, mojibake: false, style: Style::Same };
}

/// Copies from one source into one text.
pub(crate) struct PassageCopier<'a> {
    source: &'a str,
    language: Language,
    random: Random,
    passages: Vec<CopiedPassage>,
    /// Numbers of changed words.
    pub(crate) changed: Changed,
}

/// Numbers of changed words by kind of change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Changed {
    pub(crate) edited: u32,
    pub(crate) renumbered: u32,
    pub(crate) misread: u32,
    pub(crate) mojibake: u32,
}

/// Words copied without a change.
#[derive(Debug, Clone, Copy)]
struct CopiedPassage {
    span: CopiedSpan,
    words: u32,
}

impl<'a> PassageCopier<'a> {
    pub(crate) fn new(source: &'a str, language: Language, random: Random) -> PassageCopier<'a> {
        PassageCopier { source, language, random, passages: Vec::new(), changed: Changed::default() }
    }

    /// Appends the bytes `start..end` of the source to `text`. O(bytes).
    pub(crate) fn push(&mut self, start: usize, end: usize, rates: &WordRates, text: &mut String) {
        if *rates == WordRates::NONE {
            let at = text.len();
            text.push_str(&self.source[start..end]);
            let words = words_in(&self.source[start..end], self.language);
            self.passages.push(CopiedPassage { span: span(at, text.len(), start, end), words });
            return;
        }
        let mut open: Option<CopiedPassage> = None;
        let mut at = start;
        while at < end {
            let word = &self.source[at..at + word_len(&self.source[at..end])];
            let word_end = at + word.len();
            if word.starts_with([' ', '\n']) {
                rates.style.push_space(word, &mut self.random, text);
            } else if let Some(change) = self.change_of(word, rates) {
                self.passages.extend(open.take());
                match change {
                    Edited::Changed(other) => text.push_str(&other),
                    Edited::Preceded(new) => {
                        text.push_str(&new);
                        text.push_str(if is_wide(word) { "" } else { " " });
                        open = Some(self.keep(at, word, rates, None, text));
                    }
                }
            } else {
                open = Some(self.keep(at, word, rates, open, text));
            }
            at = word_end;
        }
        self.passages.extend(open);
    }

    /// Copied passages of five words or more; passages that touch in both texts are merged. `text`
    /// is the finished text.
    pub(crate) fn into_spans(self, text: &str) -> Vec<CopiedSpan> {
        let mut merged: Vec<CopiedPassage> = Vec::new();
        for passage in self.passages {
            let touches = |last: &CopiedPassage| {
                let between = |all: &str, end: u64, start: u64| {
                    start >= end && all[end as usize..start as usize].trim().is_empty()
                };
                between(text, last.span.end, passage.span.start)
                    && between(self.source, last.span.source_end, passage.span.source_start)
            };
            match merged.last_mut().filter(|last| touches(last)) {
                Some(last) => {
                    last.span.end = passage.span.end;
                    last.span.source_end = passage.span.source_end;
                    last.words += passage.words;
                }
                None => merged.push(passage),
            }
        }
        merged.retain(|passage| passage.words >= PASSAGE_WORDS_MIN);
        merged.into_iter().map(|passage| passage.span).collect()
    }

    /// Writes a word without changing its tokens, and extends the open passage by it.
    fn keep(
        &mut self,
        at: usize,
        word: &str,
        rates: &WordRates,
        open: Option<CopiedPassage>,
        text: &mut String,
    ) -> CopiedPassage {
        let start = text.len();
        let may_break = word.len() >= BROKEN_BYTES_MIN && word.bytes().all(|byte| byte.is_ascii_lowercase());
        if rates.misread > 0.0 && may_break && self.random.chance(rates.misread) {
            let (first, last) = word.split_at(word.len() / 2);
            text.push_str(first);
            text.push_str("-\n");
            text.push_str(last);
            self.changed.misread += 1;
        } else {
            rates.style.push_word(word, &mut self.random, text);
        }
        let words_added = u32::from(word.contains(char::is_alphanumeric));
        let (end, source_end) = (text.len(), at + word.len());
        match open {
            Some(CopiedPassage { span: CopiedSpan { start, source_start, .. }, words }) => CopiedPassage {
                span: CopiedSpan { start, end: end as u64, source_start, source_end: source_end as u64 },
                words: words + words_added,
            },
            None => CopiedPassage { span: span(start, end, at, source_end), words: words_added },
        }
    }

    /// Change of a word, if there is one.
    fn change_of(&mut self, word: &str, rates: &WordRates) -> Option<Edited> {
        if !word.contains(char::is_alphanumeric) {
            return None;
        }
        let random = &mut self.random;
        let has_digit = || word.bytes().any(|byte| byte.is_ascii_digit());
        if rates.renumbered > 0.0 && has_digit() && random.chance(rates.renumbered) {
            self.changed.renumbered += 1;
            return Some(Edited::Changed(renumbered(word, random)));
        }
        if rates.edited > 0.0 && random.chance(rates.edited) {
            self.changed.edited += 1;
            return Some(match self.language {
                Language::Chinese if is_wide(word) => edited_character(word, random),
                _ => edited(word, random),
            });
        }
        if rates.misread > 0.0 && !is_wide(word) && random.chance(rates.misread) {
            let misread = misread(word, random)?;
            self.changed.misread += 1;
            return Some(Edited::Changed(misread));
        }
        if rates.mojibake && !is_wide(word) && !word.is_ascii() {
            self.changed.mojibake += 1;
            return Some(Edited::Changed(mojibake(word)));
        }
        None
    }
}

fn edited_character(word: &str, random: &mut Random) -> Edited {
    let new = chinese::character_other_than(word, random);
    match random.below(5) {
        0 => Edited::Preceded(new.to_string()),
        1 => Edited::Changed(String::new()),
        _ => Edited::Changed(new.to_string()),
    }
}

fn span(start: usize, end: usize, source_start: usize, source_end: usize) -> CopiedSpan {
    CopiedSpan {
        start: start as u64,
        end: end as u64,
        source_start: source_start as u64,
        source_end: source_end as u64,
    }
}

/// Words, or characters other than ASCII of a script without spaces; never more than the number of
/// tokens.
fn words_in(passage: &str, language: Language) -> u32 {
    let is_character = |character: &char| !character.is_ascii() && character.is_alphanumeric();
    let words = match language {
        Language::English => {
            passage.split(' ').filter(|word| word.contains(|c: char| c.is_ascii_alphanumeric())).count()
        }
        Language::Chinese => passage.chars().filter(is_character).count(),
    };
    words as u32
}

/// Returns whether a word is one character of a script without spaces, or a punctuation mark of it.
fn is_wide(word: &str) -> bool {
    word.starts_with(|character| character >= '\u{2e80}')
}

/// Length in bytes of the word, space or Chinese character at the start of `rest`, which is not
/// empty.
fn word_len(rest: &str) -> usize {
    let is_end = |character: char| matches!(character, ' ' | '\n') || character >= '\u{2e80}';
    match rest.char_indices().find(|(_, character)| is_end(*character)) {
        Some((0, character)) => character.len_utf8(),
        Some((at, _)) => at,
        None => rest.len(),
    }
}
