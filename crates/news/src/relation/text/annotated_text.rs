//! Texts annotated with the properties of their tokens.

use super::correction::{announces_correction, correction_note};
use super::gallery::gallery_captions;
use super::post::posts;
use super::quoted::quoted;
use super::speech::is_of_speech;
use super::token_flags::TokenFlags;
use super::value_words::{is_date, value_of};
use crate::kind::PageKind;
use crate::kind::live_blog::is_live_blog;
use std::ops::Range;
use wirecopy_article::text::{Analysis, Ending, analyse, ending};
use wirecopy_reuse::shingle::{distinct, token_hash, token_hashes};

/// Most letters after the digits of a number; a word with more letters is a misread word or the
/// name of a road.
const LETTERS_AFTER_DIGITS_MAX: usize = 2;

/// One text, prepared for the rules: about 15 bytes per token, and of the text itself only its
/// numbers and names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnnotatedText {
    /// Hashes of the tokens.
    pub tokens: Vec<u64>,
    /// Properties of each token.
    pub flags: Vec<TokenFlags>,
    /// For each token, and for the end of the text, the number of words of running text before it;
    /// of all words if there is no running text.
    pub(crate) rank: Vec<u32>,
    /// The paragraphs in order.
    pub paragraphs: Vec<AnnotatedParagraph>,
    /// Tokens of the note of correction, if there is one; empty if only the title announces it.
    pub correction: Option<Range<u32>>,
    /// True if it is a live blog.
    pub is_live_blog: bool,
    /// The kind of its page.
    pub kind: PageKind,
    /// Hashes of the words of its first line.
    heading: Vec<u64>,
    /// Hashes of the words of its title, those of a few letters aside; empty if it is the text.
    title: Vec<u64>,
    /// Bytes of running text.
    pub story_bytes: u32,
    /// Tokens outside boilerplate and credits that have a value, ascending, each with that value:
    /// numbers, days, units, and words that reverse the meaning of a sentence.
    pub(crate) values: Vec<(u32, u64)>,
    /// Its distinct token hashes, ascending.
    vocabulary: Vec<u64>,
    surface_forms: SurfaceForms,
}

/// A paragraph of an annotated text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnnotatedParagraph {
    /// Index after its last token.
    pub tokens_end: u32,
    /// Its ending.
    pub ending: Ending,
}

/// Numbers and names as they are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct SurfaceForms {
    /// Indices of the tokens, ascending, each with the end of its word in `words`.
    tokens: Vec<(u32, u32)>,
    words: String,
}

impl SurfaceForms {
    fn push(&mut self, token: u32, word: &str) {
        self.words.push_str(word);
        self.tokens.push((token, self.words.len() as u32));
    }
}

impl AnnotatedText {
    /// Annotates an analysed text. `boilerplate` has the tokens that are, as ascending ranges.
    /// Linear.
    pub fn of(
        text: &str,
        analysis: &Analysis,
        title: Option<&str>,
        boilerplate: &[Range<u32>],
    ) -> AnnotatedText {
        let mut annotated = AnnotatedText::default();
        let is_caption = gallery_captions(text, analysis);
        let is_post = posts(text, analysis);
        let of_gallery_or_post = is_caption.into_iter().zip(is_post);
        for (index, (paragraph, (is_caption, is_post))) in
            analysis.paragraphs.iter().zip(of_gallery_or_post).enumerate()
        {
            let mut flags =
                if is_caption { TokenFlags::CAPTION } else { TokenFlags::of_role(paragraph.role) };
            flags.set(TokenFlags::QUOTED, is_post);
            flags.set(TokenFlags::BOILERPLATE, is_within(&paragraph.tokens, boilerplate));
            annotated.push(text, analysis, index, flags);
        }
        for tokens in boilerplate {
            for flags in &mut annotated.flags[tokens.start as usize..tokens.end as usize] {
                *flags |= TokenFlags::BOILERPLATE;
            }
        }
        let is_of_story = |note: &Range<u32>| {
            note.start < note.end && !annotated.flags[note.start as usize].intersects(TokenFlags::BOILERPLATE)
        };
        annotated.correction = correction_note(text, analysis)
            .map(|note| note.tokens.clone())
            .filter(is_of_story)
            .or_else(|| title.is_some_and(announces_correction).then_some(0..0));
        annotated.is_live_blog = is_live_blog(text, analysis, title);
        // A title that is the whole text says nothing of what the text is about.
        let title_beside = title.filter(|title| title.trim() != text.trim());
        annotated.title = title_beside.map(title_words).unwrap_or_default();
        annotated.heading = heading(text, analysis);
        annotated.keep_headlines_beside_stories();
        annotated.rank = ranks(&annotated.flags);
        annotated.vocabulary = annotated.tokens.clone();
        distinct(&mut annotated.vocabulary);
        annotated
    }

    /// Returns the text with the kind of its page. Entries of a table or a release with their times
    /// are those of a schedule.
    #[must_use]
    pub fn of_kind(mut self, kind: PageKind) -> AnnotatedText {
        self.is_live_blog &= !matches!(kind, PageKind::TableOrSchedule | PageKind::PressRelease);
        self.kind = kind;
        self
    }

    /// Lines that look like headlines are the story of a text that has hardly any other.
    fn keep_headlines_beside_stories(&mut self) {
        let n_of = |is: fn(&&TokenFlags) -> bool| self.flags.iter().filter(is).count();
        if n_of(|flags| flags.is_story()) < n_of(|flags| flags.contains(TokenFlags::HEADLINE)) {
            self.flags.iter_mut().for_each(|flags| flags.remove(TokenFlags::HEADLINE));
        }
    }

    /// Returns whether its title, or its text if the other alone has a title, opens with a word
    /// that the other article has nowhere. Linear in the other title.
    pub(crate) fn opens_otherwise(&self, other: &AnnotatedText) -> bool {
        let opening = self.title.first().or(self.tokens.first().filter(|_| !other.title.is_empty()));
        opening.is_some_and(|word| !other.title.contains(word) && !other.contains(*word))
    }

    /// Returns whether its first line has a word that another article has nowhere. O(log n) per
    /// word.
    pub(crate) fn is_headed_otherwise(&self, other: &AnnotatedText) -> bool {
        self.heading.iter().any(|word| !other.contains(*word))
    }

    /// Returns whether it has no story and no figures either: a page that says so, or a line of
    /// one. A notice of a sum is short, but it is a notice.
    pub(crate) fn is_error_page(&self) -> bool {
        let has_figures = || self.flags.iter().any(|flags| flags.contains(TokenFlags::NUMBER));
        self.kind.is_error_page() && (self.kind != PageKind::FailedExtraction || !has_figures())
    }

    /// Returns whether a token occurs anywhere. O(log n).
    pub(crate) fn contains(&self, token: u64) -> bool {
        self.vocabulary.binary_search(&token).is_ok()
    }

    /// Returns whether a folded word occurs anywhere. O(log n).
    pub(crate) fn contains_word(&self, folded: &str) -> bool {
        self.contains(token_hash(folded.as_bytes()))
    }

    fn push(&mut self, text: &str, analysis: &Analysis, index: usize, of_paragraph: TokenFlags) {
        let paragraph = &analysis.paragraphs[index];
        let paragraph_start = paragraph.start as usize;
        if of_paragraph.is_story() {
            self.story_bytes += paragraph.end - paragraph.start;
        }
        let has_values = !of_paragraph.intersects(TokenFlags::BOILERPLATE | TokenFlags::CREDIT);
        let quoted = quoted(text, analysis, index);
        let mut quotation = 0;
        let mut last_end = paragraph_start;
        for (index, hash) in paragraph.tokens.clone().zip(token_hashes(analysis, paragraph.tokens.clone())) {
            let token = analysis.tokens[index as usize];
            let (start, end) = (token.start as usize, token.end as usize);
            let offset = start - paragraph_start;
            while quoted.get(quotation).is_some_and(|stretch| stretch.end <= offset) {
                quotation += 1;
            }
            let mut flags = of_paragraph;
            let is_quoted = quoted.get(quotation).is_some_and(|stretch| stretch.start <= offset);
            flags.set(TokenFlags::QUOTED, is_quoted || of_paragraph.contains(TokenFlags::QUOTED));
            flags.set(TokenFlags::RUNNING, is_running(&text[start..end]));
            let folded = analysis.token(index as usize);
            if let Some(value) = value_of(folded, hash).filter(|_| has_values) {
                self.values.push((index, value));
                flags.set(TokenFlags::DATE, is_date(value));
            }
            flags.set(TokenFlags::SPEECH, is_of_speech(hash));
            if is_number(folded) {
                flags |= TokenFlags::NUMBER;
                self.surface_forms.push(index, folded);
            } else if start > paragraph_start && is_name(&text[start..end], text.get(last_end..start)) {
                flags |= TokenFlags::NAME;
                self.surface_forms.push(index, &text[start..end]);
            }
            self.tokens.push(hash);
            self.flags.push(flags);
            last_end = end;
        }
        let tokens_end = self.tokens.len() as u32;
        self.paragraphs.push(AnnotatedParagraph { tokens_end, ending: ending(text, analysis, paragraph) });
    }

    /// Returns the number of tokens.
    pub fn len(&self) -> u32 {
        self.tokens.len() as u32
    }

    /// Returns whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Returns the number of words of running text.
    pub(crate) fn story_words(&self) -> u32 {
        self.rank.last().copied().unwrap_or(0)
    }

    /// Returns the numbers or names among some tokens: numbers folded, names as they are written.
    /// O(log n) and linear in the result.
    pub fn surface_forms(&self, tokens: &Range<u32>, kind: TokenFlags) -> Vec<&str> {
        self.indexed_surface_forms(tokens, kind).map(|(_, word)| word).collect()
    }

    /// Returns the numbers or names among some tokens, each with the index of its token.
    pub(crate) fn indexed_surface_forms(
        &self,
        tokens: &Range<u32>,
        kind: TokenFlags,
    ) -> impl Iterator<Item = (u32, &str)> {
        let SurfaceForms { tokens: known, words } = &self.surface_forms;
        let first = known.partition_point(|(token, _)| *token < tokens.start);
        let end = known.partition_point(|(token, _)| *token < tokens.end);
        let is_of_kind = move |form: &usize| self.flags[known[*form].0 as usize].intersects(kind);
        (first..end).filter(is_of_kind).map(|form| {
            let start = if form == 0 { 0 } else { known[form - 1].1 };
            let (token, end) = known[form];
            (token, &words[start as usize..end as usize])
        })
    }
}

fn ranks(flags: &[TokenFlags]) -> Vec<u32> {
    let has_story = flags.iter().any(|flags| flags.is_story());
    let mut before = 0;
    let mut ranks = Vec::with_capacity(flags.len() + 1);
    for flags in flags {
        ranks.push(before);
        before += u32::from(!has_story || flags.is_story());
    }
    ranks.push(before);
    ranks
}

/// Most bytes of a first line that is a heading.
const HEADING_BYTES_MAX: usize = 200;

fn heading(text: &str, analysis: &Analysis) -> Vec<u64> {
    let start = analysis.tokens.first().map_or(0, |token| token.start as usize);
    let end = text[start..].find('\n').map_or(text.len(), |len| start + len);
    if end - start > HEADING_BYTES_MAX {
        return Vec::new();
    }
    let tokens = analysis.tokens.partition_point(|token| (token.start as usize) < end) as u32;
    token_hashes(analysis, 0..tokens).collect()
}

/// Fewest letters of a word of a title that may be its subject.
const TITLE_LETTERS_MIN: usize = 4;

fn title_words(title: &str) -> Vec<u64> {
    let mut analysis = Analysis::default();
    analyse(title, &mut analysis);
    let folded = (0..analysis.tokens.len()).map(|index| analysis.token(index));
    let long = folded.filter(|word| word.chars().count() >= TITLE_LETTERS_MIN);
    long.map(|word| token_hash(word.as_bytes())).collect()
}

fn is_number(folded: &str) -> bool {
    let letters = folded.trim_start_matches(char::is_numeric);
    letters.len() < folded.len() && letters.chars().count() <= LETTERS_AFTER_DIGITS_MAX
}

/// Returns whether a word starts with a small letter, or with a letter of a script that has no
/// capitals.
fn is_running(word: &str) -> bool {
    word.starts_with(|first: char| first.is_alphabetic() && !first.is_uppercase())
}

/// Returns whether a word has a capital that is not due to the start of a sentence or quotation.
/// `between` is the text between the previous word and this one.
fn is_name(word: &str, between: Option<&str>) -> bool {
    let starts_sentence =
        |sign: char| matches!(sign, '.' | '!' | '?' | '…' | ':' | '"' | '“' | '„' | '«' | '•' | '|');
    word.starts_with(char::is_uppercase) && between.is_some_and(|between| !between.contains(starts_sentence))
}

/// Returns whether all of some tokens are in one of the ascending ranges.
fn is_within(tokens: &Range<u32>, ranges: &[Range<u32>]) -> bool {
    let behind = ranges.partition_point(|range| range.start <= tokens.start);
    let range = behind.checked_sub(1).map(|at| &ranges[at]);
    range.is_some_and(|range| !tokens.is_empty() && tokens.end <= range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_article::text::analyse;

    fn annotated(text: &str) -> AnnotatedText {
        let mut analysis = Analysis::default();
        analyse(text, &mut analysis);
        AnnotatedText::of(text, &analysis, None, &[analysis.paragraphs[2].tokens.clone()])
    }

    #[test]
    fn numbers_names_quotations_and_boilerplate_are_flagged() {
        let text = annotated(
            "“We lost 12 boats,” said Ada Holm. Nobody was hurt.\n\nThe 3rd ship sank.\n\nSubscribe now",
        );
        let indices = |kind: TokenFlags| -> Vec<usize> {
            (0..text.flags.len()).filter(|index| text.flags[*index].intersects(kind)).collect()
        };
        assert_eq!(indices(TokenFlags::NUMBER), [2, 11]);
        assert_eq!(indices(TokenFlags::NAME), [5, 6]);
        assert_eq!(indices(TokenFlags::QUOTED), [0, 1, 2, 3]);
        assert_eq!(indices(TokenFlags::BOILERPLATE), [14, 15]);
        assert_eq!(text.surface_forms(&(0..12), TokenFlags::NUMBER), ["12", "3rd"]);
        assert_eq!(text.surface_forms(&(0..12), TokenFlags::NAME), ["Ada", "Holm"]);
        assert!(text.surface_forms(&(3..5), TokenFlags::NAME).is_empty());
        let with_values: Vec<u32> = text.values.iter().map(|(index, _)| *index).collect();
        // "Lost" and "hurt" have values too.
        assert_eq!(with_values, [1, 2, 9, 11]);
    }

    #[test]
    fn a_misread_word_is_no_number() {
        assert!(is_number("50") && is_number("3rd") && is_number("٣") && is_number("30s"));
        assert!(!is_number("5aid") && !is_number("a1") && !is_number("said"));
    }
}
