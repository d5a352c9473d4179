//! Matter below the running text of an article: end marks, contacts, links, notes, boilerplate.

use super::biography::is_biography;
use super::units::{TailUnit, last_unit};
use super::words::{WORDS, first_word};
use crate::text::tokens::position;
use crate::text::{Analysis, Paragraph};

/// A line that points elsewhere has at most this many tokens ...
const LINE_TOKENS_MAX: usize = 25;
/// ... one that opens with a verb such as "watch" at most this many ...
const VERB_TOKENS_MAX: usize = 20;
/// ... one with contributors, or with several reasons to read on, at most this many ...
const NOTE_TOKENS_MAX: usize = 60;
/// ... and a paragraph of the page at most this many.
const BLOCK_TOKENS_MAX: usize = 130;
/// More tokens between quotation marks are what somebody says, and no arrows of a page.
const QUOTED_TOKENS_MIN: usize = 3;
/// A label above other lines has at most this many tokens.
const LABEL_TOKENS_MAX: usize = 6;
/// A line with only a name has at most this many tokens.
const NAME_TOKENS_MAX: usize = 8;
/// Units that are read from the end of one paragraph.
const UNITS_MAX: usize = 40;
/// Bytes after an end mark that still belong to the end of its paragraph.
const BEHIND_MARK_BYTES_MAX: usize = 600;

/// The kind of close that a text has below its running text.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, bincode::Encode, bincode::Decode,
)]
pub enum Close {
    /// None.
    #[default]
    None,
    /// Boilerplate, links, captions.
    Page,
    /// A label above boilerplate: "Related links:".
    Label,
    /// A bare "Read more".
    ReadMore,
    /// An invitation to the rest of a text.
    Invitation,
    /// A direction to the rest of this text.
    Continuation,
    /// The text's own close: an end mark, contacts, contributors, a signature.
    SignOff,
    /// An end mark such as `###`.
    EndMark,
}

/// The running text of a paragraph, and what closes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunningText {
    /// Offset in the text after the running text; the paragraph's start if it has none.
    pub end: u32,
    /// The strongest close after it.
    pub close: Close,
}

/// Returns the running text of a paragraph. Linear in its tail; at most 40 units (lines, sentences,
/// parts between gaps) are read.
///
/// ```
/// use wirecopy_article::text::{Analysis, Close, analyse, story_part};
///
/// let text = "The quay is closed, the board said. Contact: Mira Aalto, 555 224 6830.";
/// let mut analysis = Analysis::default();
/// analyse(text, &mut analysis);
/// let part = story_part(text, &analysis, &analysis.paragraphs[0]);
/// assert_eq!(&text[..part.end as usize], "The quay is closed, the board said.");
/// assert_eq!(part.close, Close::SignOff);
/// ```
pub fn story_part(text: &str, analysis: &Analysis, paragraph: &Paragraph) -> RunningText {
    let start = paragraph.start as usize;
    let content = &text[start..paragraph.end as usize];
    let whole = TailUnit::new(text, analysis, start..paragraph.end as usize, &paragraph.tokens);
    if let Some(close) = close_of_paragraph(&whole, analysis) {
        return RunningText { end: paragraph.start, close };
    }
    let (mut end, mut close) = match end_mark_within(content) {
        Some(at) => (start + content[..at].trim_end().len(), Close::EndMark),
        None => (paragraph.end as usize, Close::None),
    };
    // Names are only part of a close if a contact or a greeting is above them.
    let mut end_with_names = end;
    for _ in 0..UNITS_MAX {
        let Some(unit) = last_unit(text, analysis, start..end_with_names, &paragraph.tokens) else { break };
        let above = start + text[start..unit.bytes.start].trim_end().len();
        match close_of_unit(&unit) {
            Some(found) => {
                (end, end_with_names) = (above, above);
                close = close.max(found);
            }
            None if may_be_name(&unit) && above > start => end_with_names = above,
            None => break,
        }
        if above == start {
            break;
        }
    }
    RunningText { end: end.max(start) as u32, close }
}

/// The close that a whole paragraph is.
fn close_of_paragraph(whole: &TailUnit<'_>, analysis: &Analysis) -> Option<Close> {
    let n_tokens = whole.n_tokens();
    if n_tokens > BLOCK_TOKENS_MAX {
        return None;
    }
    if n_tokens <= NOTE_TOKENS_MAX
        && (WORDS.sign_offs.of(whole.folded).any(|opening| whole.is_set_off(opening)))
    {
        return Some(Close::SignOff);
    }
    if WORDS.page_blocks.open(whole.folded) || is_code(whole.content) {
        return Some(Close::Page);
    }
    let is_label = n_tokens <= LABEL_TOKENS_MAX && whole.content.ends_with(':');
    if is_label && WORDS.page.open(whole.folded) {
        return Some(Close::Label);
    }
    let is_note = n_tokens <= NOTE_TOKENS_MAX && whole.is_bracketed();
    (is_note || is_biography(whole, analysis)).then_some(Close::Page)
}

/// The close that a line, a sentence or a part between gaps is.
fn close_of_unit(unit: &TailUnit<'_>) -> Option<Close> {
    let (folded, n_tokens) = (unit.folded, unit.n_tokens());
    if n_tokens == 0 {
        return is_mark(unit.content).then_some(Close::EndMark);
    }
    if n_tokens > NOTE_TOKENS_MAX || (n_tokens > QUOTED_TOKENS_MIN && unit.is_quoted()) {
        return None;
    }
    if WORDS.end_marks.contains(folded) && (unit.is_line || unit.is_in_capitals()) {
        return Some(Close::EndMark);
    }
    invitation(unit).or_else(|| sign_off(unit)).or_else(|| is_page_line(unit).then_some(Close::Page))
}

fn invitation(unit: &TailUnit<'_>) -> Option<Close> {
    let folded = unit.folded;
    if unit.n_tokens() > LINE_TOKENS_MAX {
        return None;
    }
    if WORDS.continuations.open(folded) {
        return Some(Close::Continuation);
    }
    let has_rest = || WORDS.rest_of_text.occur_in(folded, unit.folded_words());
    let invites = WORDS.invitation_words.contains(first_word(folded)) && has_rest();
    if WORDS.invitations.open(folded) || invites {
        return Some(Close::Invitation);
    }
    (folded == "read more").then_some(Close::ReadMore)
}

fn sign_off(unit: &TailUnit<'_>) -> Option<Close> {
    let folded = unit.folded;
    let is_note = WORDS.sign_offs.of(folded).any(|opening| unit.is_set_off(opening))
        || WORDS.sign_offs_anywhere.occur_in(folded, unit.folded_words());
    let is_contact = unit.n_tokens() <= VERB_TOKENS_MAX && unit.is_line && unit.has_phone();
    (is_note || is_contact || unit.is_phone()).then_some(Close::SignOff)
}

fn is_page_line(unit: &TailUnit<'_>) -> bool {
    let (folded, n_tokens) = (unit.folded, unit.n_tokens());
    let is_verb = || {
        n_tokens > 1
            && WORDS.page_verbs.contains(first_word(folded))
            && unit.n_words() <= VERB_TOKENS_MAX
            && !unit.is_lower()
    };
    let opens =
        || n_tokens <= 2 * LINE_TOKENS_MAX && WORDS.page.of(folded).any(|opening| unit.is_set_off(opening));
    let has_cue = || n_tokens <= LINE_TOKENS_MAX && WORDS.page_anywhere.occur_in(folded, unit.folded_words());
    let is_database_number = || unit.is_line && n_tokens <= 3 && unit.has_code_number();
    opens()
        || is_verb()
        || WORDS.page_blocks.open(folded)
        || has_cue()
        || (unit.is_line && unit.is_address())
        || is_database_number()
        || is_code(unit.content)
}

/// Returns whether all words of a unit begin as names do.
fn may_be_name(unit: &TailUnit<'_>) -> bool {
    unit.n_tokens() <= NAME_TOKENS_MAX && !unit.ends_with_stop() && unit.is_capitalised()
}

/// Returns whether content without words is a mark, and not dots or brackets of the text.
fn is_mark(content: &str) -> bool {
    content.contains(['#', '*', '-', '–', '—', '_', '=', '•', '~', '■', '▪', '|', '+'])
}

/// Returns whether content has a script or markup that a page left in the text: `<!--`, `-->`,
/// `function(`, `});`, `</` or `javascript:`. Linear.
fn is_code(content: &str) -> bool {
    let bytes = content.as_bytes();
    // One comparison for each sign, so that many bytes are compared at once.
    let is_sign =
        |byte: u8| (byte == b'<') | (byte == b'>') | (byte == b'(') | (byte == b'}') | (byte == b':');
    first_sign(bytes, is_sign, |before, rest| match rest[0] {
        b'<' => rest.starts_with(b"</") || rest.starts_with(b"<!--"),
        b'>' => before.ends_with(b"--"),
        b'(' => before.ends_with(b"function"),
        b'}' => rest.starts_with(b"});"),
        _ => before.ends_with(b"javascript"),
    })
    .is_some()
}

/// The offset of an end mark inside a paragraph, with little after it.
fn end_mark_within(content: &str) -> Option<usize> {
    let mut from = content.len().saturating_sub(BEHIND_MARK_BYTES_MAX);
    while !content.is_char_boundary(from) {
        from += 1;
    }
    // A dash is three bytes, of which curly quotation marks have the first, too.
    let may_start = |byte: u8| (byte == b'#') | (byte == b'-') | (byte == 0xE2);
    let is_mark = |rest: &[u8]| END_MARKS.iter().any(|mark| rest.starts_with(mark.as_bytes()));
    first_sign(&content.as_bytes()[from..], may_start, |_, rest| is_mark(rest)).map(|at| from + at)
}

/// End marks inside a paragraph.
const END_MARKS: [&str; 7] = ["###", "# # #", "-30-", "–30–", "—30—", "-END-", "-end-"];

/// The offset of the first byte of a kind that `is_wanted` accepts, given the bytes before it and
/// those from it on.
fn first_sign(
    bytes: &[u8],
    is_sign: impl Fn(u8) -> bool + Copy,
    is_wanted: impl Fn(&[u8], &[u8]) -> bool,
) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + position(&bytes[from..], is_sign)?;
        if is_wanted(&bytes[..at], &bytes[at..]) {
            return Some(at);
        }
        from = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn code_and_end_marks_are_what_plain_searches_find(
            pieces in prop::collection::vec(prop::sample::select(vec![
                "<!-", "-", "->", ">", "function", "(", "}", ")", ";", "<", "/", "javascript", ":", "#", " ", "# ", "30",
                "-30", "–", "30–", "—30—", "END", "-END-", "end-", "“", "é", "The quay is closed. ",
            ]), 0..40),
        ) {
            let content = pieces.concat();
            let codes = ["<!--", "-->", "function(", "});", "</", "javascript:"];
            prop_assert_eq!(is_code(&content), codes.iter().any(|code| content.contains(code)));
            let mut from = content.len().saturating_sub(BEHIND_MARK_BYTES_MAX);
            while !content.is_char_boundary(from) {
                from += 1;
            }
            let marks = END_MARKS.iter().filter_map(|mark| content[from..].find(mark));
            prop_assert_eq!(end_mark_within(&content), marks.min().map(|at| from + at));
        }
    }
}
