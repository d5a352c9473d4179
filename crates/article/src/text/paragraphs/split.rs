//! The division of a text into paragraphs.

use super::paragraph::Paragraph;
use super::{hard_wrap, sentences};
use crate::text::joins::{Join, leads_to};
use crate::text::layout::Role;
use crate::text::lines::TextLine;
use crate::text::tokens::Token;

/// A paragraph of more bytes is cut at its sentences: a page that lost its line breaks still shares
/// single sentences with other pages.
const PARAGRAPH_BYTES_MAX: usize = 2_000;

/// Fills `paragraphs`. Linear.
pub(crate) fn split(
    text: &str,
    lines: &[TextLine],
    joins: &[Join],
    tokens: &[Token],
    paragraphs: &mut Vec<Paragraph>,
) {
    paragraphs.clear();
    let hard_wrap = hard_wrap::detect(text, lines);
    let mut first = 0;
    let mut next_token = 0;
    for i in 1..=lines.len() {
        let continues = i < lines.len()
            && (leads_to(joins, lines[i].start)
                || hard_wrap.is_some_and(|wrap| !wrap.starts_paragraph(text, &lines[i - 1], &lines[i])));
        if !continues {
            let (start, end) = (lines[first].start, lines[i - 1].end);
            push(text, (start, end), tokens, &mut next_token, paragraphs);
            first = i;
        }
    }
}

/// Adds the bytes `start..end` as one paragraph, or as several if they are many.
fn push(
    text: &str,
    (start, end): (u32, u32),
    tokens: &[Token],
    next_token: &mut u32,
    paragraphs: &mut Vec<Paragraph>,
) {
    let mut add = |start: u32, end: u32| {
        let first = *next_token;
        let here = tokens[first as usize..].partition_point(|token| token.start < end);
        *next_token += here as u32;
        paragraphs.push(Paragraph { start, end, tokens: first..*next_token, role: Role::Body });
    };
    let content = &text[start as usize..end as usize];
    if content.len() <= PARAGRAPH_BYTES_MAX {
        add(start, end);
        return;
    }
    for piece in sentences::pieces(content) {
        add(start + piece.start as u32, start + piece.end as u32);
    }
}
