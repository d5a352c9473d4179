//! Counts over a text by which its kind is judged.

use super::live_blog::starts_with_time;
use wirecopy_article::text::{Analysis, Ending, Paragraph, ParagraphEnd, Role};

/// A line without a stop of fewer tokens is not running text.
const RUNNING_TOKENS_MIN: u32 = 10;
/// A sentence of fewer tokens is none, either.
const SENTENCE_TOKENS_MIN: u32 = 5;
/// Fewest tokens of a line without a stop that may be a link to another piece.
const LINK_TOKENS: std::ops::RangeInclusive<u32> = 4..=25;

/// A byline has at most this many tokens.
const BYLINE_TOKENS_MAX: u32 = 8;

/// Counts over the paragraphs of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct PageFacts {
    /// Tokens of all paragraphs.
    pub(crate) tokens: u32,
    /// Paragraphs.
    pub(crate) paragraphs: u32,
    /// Tokens of running text.
    pub(crate) running: u32,
    /// Tokens with a digit.
    pub(crate) figures: u32,
    /// Tokens of sentences that are not mostly figures.
    pub(crate) sentences: u32,
    /// Captions, and their tokens.
    pub(crate) captions: (u32, u32),
    /// Lines that may be links, and their tokens.
    pub(crate) links: (u32, u32),
    /// Lines that name a writer.
    pub(crate) bylines: u32,
    /// Entries that start with a time, and tokens from the first of them on.
    pub(crate) entries: (u32, u32),
    /// Paragraphs that open with the name of a speaker, or with Q or A.
    pub(crate) speakers: u32,
}

impl PageFacts {
    /// Counts over a text. `ends` has the ends of its paragraphs. Linear.
    pub(crate) fn of(text: &str, analysis: &Analysis, ends: &[ParagraphEnd]) -> PageFacts {
        let mut facts = PageFacts::default();
        for (paragraph, end) in analysis.paragraphs.iter().zip(ends) {
            facts.add(&text[paragraph.start as usize..paragraph.end as usize], analysis, paragraph, end);
        }
        facts
    }

    fn add(&mut self, content: &str, analysis: &Analysis, paragraph: &Paragraph, end: &ParagraphEnd) {
        let n_tokens = paragraph.tokens.len() as u32;
        let figures = figures(analysis, paragraph);
        self.tokens += n_tokens;
        self.paragraphs += 1;
        self.figures += figures;
        self.bylines += u32::from(is_open_byline(content, n_tokens));
        let is_sentence = end.ending == Ending::Closed && n_tokens >= SENTENCE_TOKENS_MIN;
        let is_open = end.ending == Ending::Open;
        match end.role {
            Role::Caption => self.captions = (self.captions.0 + 1, self.captions.1 + n_tokens),
            Role::Byline | Role::Credit => {}
            _ if !end.has_story() => {}
            _ if is_sentence || n_tokens >= RUNNING_TOKENS_MIN => self.running += n_tokens,
            _ => {}
        }
        if is_sentence && 4 * figures < n_tokens && !content.ends_with(|last: char| last.is_ascii_digit()) {
            self.sentences += n_tokens;
        }
        if is_open
            && figures == 0
            && LINK_TOKENS.contains(&n_tokens)
            && content.starts_with(char::is_uppercase)
        {
            self.links = (self.links.0 + 1, self.links.1 + n_tokens);
        }
        let is_entry = starts_with_time(content);
        if is_entry || self.entries.0 > 0 {
            self.entries = (self.entries.0 + u32::from(is_entry), self.entries.1 + n_tokens);
        }
        self.speakers += u32::from(opens_with_speaker(content));
    }
}

/// The number of tokens with a digit.
fn figures(analysis: &Analysis, paragraph: &Paragraph) -> u32 {
    let has_digit = |words: &str| words.bytes().fold(false, |found, byte| found | byte.is_ascii_digit());
    // All words are looked at together first: most paragraphs have no digit.
    if !has_digit(analysis.folded_of(&paragraph.tokens)) {
        return 0;
    }
    paragraph.tokens.clone().filter(|token| has_digit(analysis.token(*token as usize))).count() as u32
}

/// Bytes of the longest name of a speaker.
const SPEAKER_BYTES_MAX: usize = 40;

/// Returns whether a line names a writer.
fn is_open_byline(content: &str, n_tokens: u32) -> bool {
    let name = content.strip_prefix("By ").or_else(|| content.strip_prefix("by "));
    (2..=BYLINE_TOKENS_MAX).contains(&n_tokens)
        && name.is_some_and(|name| name.starts_with(char::is_uppercase))
}

/// Returns whether a paragraph opens with `Q:`, `A.` or with a name in capitals and a colon.
fn opens_with_speaker(content: &str) -> bool {
    if ["Q: ", "A: ", "Q. ", "A. ", "Q ", "Q– ", "Q — "].iter().any(|opening| content.starts_with(opening))
    {
        return true;
    }
    let colon = content.bytes().take(SPEAKER_BYTES_MAX + 1).position(|byte| byte == b':');
    let Some(colon) = colon else { return false };
    let letters = content[..colon].chars().filter(|letter| letter.is_alphabetic());
    letters.clone().count() >= 3 && letters.clone().all(char::is_uppercase)
}
