//! Roles from the length, the position and the cues of a paragraph.
//!
//! None is that of boilerplate: a line is boilerplate because many unrelated pages contain it.

use super::cue_tables::CUES;
use super::dateline;
use super::quotation::is_quotation;
use super::role::Role;
use crate::text::paragraphs::WIDE_STOPS;
use crate::text::{Analysis, Paragraph};

/// Captions, and the lines that credit a text, have at most this many tokens.
const CUED_TOKENS_MAX: usize = 60;
/// Bylines have at most this many: two names and an office.
const BYLINE_TOKENS_MAX: usize = 12;
/// A line of so few tokens is only a name, whatever its case.
const BARE_NAME_TOKENS_MAX: usize = 3;
/// A byline is among this many paragraphs at the top, or in the top third, or among this many at
/// the bottom.
const TOP_PARAGRAPHS: usize = 6;
const BOTTOM_PARAGRAPHS: usize = 3;
/// A wire's lead is among this many paragraphs: under its headline, byline, date and picture.
const LEAD_PARAGRAPHS: usize = 10;
/// Longer lines are not headlines, in characters.
const HEADLINE_CHARACTERS_MAX: usize = 120;
/// Longer lines that end with a question or exclamation mark are not headlines, in characters.
const EXCLAMATION_CHARACTERS_MAX: usize = 60;
/// No headline has more bytes: a character has four at most.
const HEADLINE_BYTES_MAX: usize = 4 * HEADLINE_CHARACTERS_MAX;
/// Fewest bytes of a paragraph that can have a headline.
const HEADED_BYTES_MIN: usize = 120;
/// More headlines than this in a row are a list.
const HEADLINES_IN_A_ROW_MAX: usize = 4;

/// Gives each paragraph its role. Linear.
pub(crate) fn give_roles(text: &str, analysis: &mut Analysis) {
    let mut paragraphs = std::mem::take(&mut analysis.paragraphs);
    let len = paragraphs.len();
    let mut needs_lead = true;
    for (i, paragraph) in paragraphs.iter_mut().enumerate() {
        let may_be_byline = i < TOP_PARAGRAPHS.max(len / 3) || i + BOTTOM_PARAGRAPHS >= len;
        paragraph.role = if needs_lead && i < LEAD_PARAGRAPHS && dateline::opens(text, analysis, paragraph) {
            Role::Dateline
        } else {
            role_by_itself(text, analysis, paragraph, may_be_byline)
        };
        needs_lead &= paragraph.role != Role::Dateline;
    }
    withdraw_headlines(&mut paragraphs);
    analysis.paragraphs = paragraphs;
}

/// The role of a paragraph that opens with no dateline; a headline is only a candidate.
fn role_by_itself(text: &str, analysis: &Analysis, paragraph: &Paragraph, may_be_byline: bool) -> Role {
    let content = &text[paragraph.start as usize..paragraph.end as usize];
    if let Some(role) = cued_role(text, content, analysis, paragraph) {
        role
    } else if may_be_byline && is_byline(text, content, analysis, paragraph) {
        Role::Byline
    } else if is_quotation(content, analysis.quotation_marks(paragraph)) {
        Role::Quote
    } else if may_be_headline(content, paragraph) {
        Role::Headline
    } else {
        Role::Body
    }
}

/// Credit or caption, by the words of a short paragraph.
///
/// A caption names its picture's source, or the people in it with their positions and a year.
fn cued_role(text: &str, content: &str, analysis: &Analysis, paragraph: &Paragraph) -> Option<Role> {
    let tokens = &paragraph.tokens;
    if tokens.len() > CUED_TOKENS_MAX {
        return None;
    }
    let cues = &*CUES;
    let [has_credit, has_caption, has_position] = cues.anywhere.found_in(text, analysis, tokens);
    let is_credit = has_credit
        || content.starts_with(['©', '℗', '™'])
        || content.starts_with("___")
        || cues.credit_opening.opens(text, analysis, tokens);
    let is_caption = || {
        has_caption
            || cues.caption_opening.opens(text, analysis, tokens)
            || (has_position && tokens.clone().any(|i| is_year(analysis.token(i as usize))))
    };
    match is_credit {
        true => Some(Role::Credit),
        false => is_caption().then_some(Role::Caption),
    }
}

fn is_year(token: &str) -> bool {
    token.len() == 4
        && (token.starts_with("19") || token.starts_with("20"))
        && token.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns whether a paragraph opens with the word before a name, and a name, or ends with an
/// office.
fn is_byline(text: &str, content: &str, analysis: &Analysis, paragraph: &Paragraph) -> bool {
    let tokens = &paragraph.tokens;
    if tokens.len() > BYLINE_TOKENS_MAX || ends_with_stop(content) {
        return false;
    }
    let name = content.split_whitespace().nth(1);
    let is_name = |name: &str| tokens.len() <= BARE_NAME_TOKENS_MAX || name.starts_with(char::is_uppercase);
    CUES.byline_label.opens(text, analysis, tokens)
        || CUES.byline_ending.closes(text, analysis, tokens)
        || (name.is_some_and(is_name) && CUES.byline_opening.opens(text, analysis, tokens))
}

/// Returns whether a paragraph is short, open-ended and begins like a title.
fn may_be_headline(content: &str, paragraph: &Paragraph) -> bool {
    content.len() <= HEADLINE_BYTES_MAX
        && !paragraph.tokens.is_empty()
        && !ends_with_stop(content)
        && !content.starts_with(|first: char| first.is_lowercase() || is_bullet(first))
        && !content.contains(WIDE_STOPS)
        && content.contains(char::is_alphabetic)
        && content.chars().count() <= characters_max(content)
}

/// The longest headline, in characters: short questions and exclamations are headlines, long ones
/// are sentences.
fn characters_max(content: &str) -> usize {
    if content.ends_with(['?', '!']) { EXCLAMATION_CHARACTERS_MAX } else { HEADLINE_CHARACTERS_MAX }
}

fn ends_with_stop(content: &str) -> bool {
    let closing = ['"', '”', '’', '»', ')', '」', '』', '）'];
    content
        .trim_end_matches(closing)
        .ends_with(['.', ',', ';', ':', '…', '。', '，', '；', '：', '！', '、', '।', '۔'])
}

fn is_bullet(character: char) -> bool {
    matches!(character, '-' | '–' | '—' | '*' | '•' | '·' | '▪' | '◦' | '‣' | '>' | '#' | '|')
}

/// Withdraws headlines that head nothing: those after the last longer paragraph, unless the article
/// opens with them, and rows of many, which are lists.
fn withdraw_headlines(paragraphs: &mut [Paragraph]) {
    let heads_something = |paragraph: &Paragraph| {
        paragraph.role != Role::Headline && (paragraph.end - paragraph.start) as usize >= HEADED_BYTES_MIN
    };
    let last_headed = paragraphs.iter().rposition(heads_something).unwrap_or(0);
    let mut start = 0;
    for row in paragraphs.chunk_by_mut(|a, b| a.role == b.role) {
        let is_list = row.len() > HEADLINES_IN_A_ROW_MAX;
        for (i, paragraph) in row.iter_mut().enumerate() {
            let heads_nothing = is_list || start + i > last_headed;
            if paragraph.role == Role::Headline && heads_nothing && start + i > 0 {
                paragraph.role = Role::Body;
            }
        }
        start += row.len();
    }
}
