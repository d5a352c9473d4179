//! Datelines: a place, an agency and a dash at the start of a wire's lead, in the order of its
//! country.
//!
//! A cue of layout only: the agency, and what it is evidence of, is decided elsewhere.

use super::cue_tables::{CUES, WIRE_LEADS};
use crate::text::tokens::position;
use crate::text::{Analysis, Paragraph};
use std::ops::Range;

/// The agency ends within this many bytes: a place of four words, a region, a date, in any script.
const OPENING_BYTES_MAX: usize = 120;
/// The longest name inside the brackets, in tokens: "CNN Business", "AFP/Getty".
const AGENCY_TOKENS_MAX: usize = 4;
/// A place and a date have at most this many words in lower case: "Rio de Janeiro, 3 octubre".
const LOWER_CASE_WORDS_MAX: usize = 2;

/// Returns whether `paragraph` opens with a dateline.
///
/// Forms: `PLACE, date (AGENCY) —`, `(AGENCY)` with or without a place after it, `PLACE, date
/// /AGENCY/ --`, `(place=AGENCY)`, `【place AGENCY】`, and the `…电` of Chinese agencies. A place
/// alone is not a dateline; neither is an agency in lower case, `dpa` aside. Constant time.
pub(crate) fn opens(text: &str, analysis: &Analysis, paragraph: &Paragraph) -> bool {
    let content = &text[paragraph.start as usize..paragraph.end as usize];
    let opening = opening_of(content);
    opens_in_chinese_or_japanese(opening)
        || enclosed(opening).is_some_and(|name| {
            let before = &opening[..name.start];
            let after = &content[name.end..];
            let start = paragraph.start as usize;
            let place = before.trim_end_matches(['(', '（', '/']);
            is_place(place)
                && (place.is_empty() || is_set_off(after))
                && is_agency(text, analysis, paragraph, start + name.start..start + name.end)
        })
}

/// The first characters of a paragraph.
fn opening_of(content: &str) -> &str {
    let mut end = content.len().min(OPENING_BYTES_MAX);
    while !content.is_char_boundary(end) {
        end -= 1;
    }
    &content[..end]
}

fn opens_in_chinese_or_japanese(opening: &str) -> bool {
    if opening.as_bytes().first().is_none_or(u8::is_ascii_alphanumeric) {
        return false;
    }
    let lead = opening.trim_start_matches(['（', '(', '【', '[']);
    let is_chinese = WIRE_LEADS.chinese.iter().any(|agency| lead.starts_with(agency))
        && opening.contains(['电', '電', '讯', '訊', '】']);
    let inside = opening.strip_prefix('【').and_then(|rest| rest.split_once('】'));
    is_chinese || inside.is_some_and(|(name, _)| WIRE_LEADS.japanese.iter().any(|wire| name.ends_with(wire)))
}

/// The range between the first brackets, or the first slashes.
fn enclosed(opening: &str) -> Option<Range<usize>> {
    // The wide bracket begins with 0xEF, as few other characters do.
    let before = position(opening.as_bytes(), |byte| matches!(byte, b'(' | b'/' | 0xEF))?;
    let mark = opening[before..].chars().next()?;
    if !matches!(mark, '(' | '（' | '/') {
        return None;
    }
    let start = before + mark.len_utf8();
    let len = opening[start..].find(if mark == '/' { ['/', '/'] } else { [')', '）'] })?;
    Some(start..start + len)
}

fn is_place(before: &str) -> bool {
    let in_lower_case = |word: &&str| word.starts_with(char::is_lowercase);
    !before.starts_with(char::is_lowercase)
        && !before.contains(['"', '“', '”', '?', '!', ';'])
        && before.split_whitespace().filter(in_lower_case).count() <= LOWER_CASE_WORDS_MAX
}

/// Returns whether the bracket that opens `after` is followed by a dash, or by a stop as in
/// `(EFE).-` and `/ТАСС/.`.
fn is_set_off(after: &str) -> bool {
    let mut characters = after.chars();
    characters.next();
    characters.as_str().trim_start().starts_with(['-', '–', '—', '―', '‐', '_', '.', ':'])
}

/// Returns whether the bytes `name` of the text name an agency, after an equals sign or from the
/// start.
fn is_agency(text: &str, analysis: &Analysis, paragraph: &Paragraph, name: Range<usize>) -> bool {
    let written = &text[name.clone()];
    let start = name.start + written.rfind('=').map_or(0, |at| at + 1);
    let tokens = &analysis.tokens[paragraph.tokens.start as usize..paragraph.tokens.end as usize];
    let index_of = |byte: usize| {
        paragraph.tokens.start + tokens.partition_point(|token| (token.start as usize) < byte) as u32
    };
    let found = index_of(start)..index_of(name.end);
    let in_lower_case =
        written.chars().all(|character| !character.is_alphabetic() || character.is_lowercase());
    found.len() <= AGENCY_TOKENS_MAX
        && CUES.agency.opens(text, analysis, &found)
        && (!in_lower_case || analysis.folded_of(&found).starts_with("dpa"))
}
