//! Tokens of a run that is not plain ASCII, character by character.

use super::character_table::{Behaviour, entry};
use super::folded::Folded;
use super::normalise::{RunBuffers, SpannedChar, fold_run};
use crate::text::joins::Join;

/// Buffers of [`push_tokens`], reused from run to run.
#[derive(Debug, Default, Clone)]
pub(crate) struct StretchBuffers {
    /// Folded text of the token while it is plain.
    plain: Vec<u8>,
    run: RunBuffers,
}

/// A part of a run that normalises on its own: a word, or one character of a script without spaces
/// with its marks.
struct OpenToken {
    start: usize,
    /// The offset after the last character that does not vanish.
    end: usize,
    /// Whether the last letter is known to be of a script without spaces.
    unspaced: bool,
    /// Whether folding character by character is enough.
    plain: bool,
    /// Combining class of the last character; a smaller one after it would have to move.
    combining: u8,
}

/// Adds the tokens of `text[start..end]`, which separators or the ends of the text enclose; `joins`
/// are those of the whole text. Linear.
pub(crate) fn push_tokens(
    text: &str,
    start: usize,
    end: usize,
    joins: &[Join],
    buffers: &mut StretchBuffers,
    folded: &mut Folded,
) {
    let joins = &joins[joins.partition_point(|join| (join.start as usize) < start)..];
    let joins = &joins[..joins.partition_point(|join| (join.start as usize) < end)];
    let mut coming = joins.iter().peekable();
    let mut resume = start;
    let mut open: Option<OpenToken> = None;
    for (offset, character) in text[start..end].char_indices() {
        let at = start + offset;
        if at < resume {
            continue;
        }
        if let Some(join) = coming.next_if(|join| join.start as usize == at) {
            resume = join.end as usize;
            continue;
        }
        let found = entry(character);
        let after = at + character.len_utf8();
        match found.behaviour {
            Behaviour::Vanishing => continue,
            Behaviour::Separator => {
                close(open.take(), text, joins, buffers, folded);
                continue;
            }
            Behaviour::PlainMark | Behaviour::InvolvedMark if open.is_none() => continue,
            _ => {}
        }
        let is_mark = matches!(found.behaviour, Behaviour::PlainMark | Behaviour::InvolvedMark);
        let unspaced = found.behaviour == Behaviour::PlainUnspaced;
        let plain_letter = unspaced || found.behaviour == Behaviour::Plain;
        if open.as_ref().is_some_and(|token| plain_letter && (unspaced || token.unspaced)) {
            close(open.take(), text, joins, buffers, folded);
        }
        let token = open.get_or_insert_with(|| {
            buffers.plain.clear();
            OpenToken { start: at, end: after, unspaced, plain: true, combining: 0 }
        });
        token.end = after;
        if !is_mark {
            token.unspaced = unspaced;
        }
        token.plain &= plain_letter
            || (found.behaviour == Behaviour::PlainMark
                && (found.combining == 0 || found.combining >= token.combining));
        token.combining = found.combining;
        if token.plain {
            push_character(&mut buffers.plain, found.folded);
        }
    }
    close(open, text, joins, buffers, folded);
}

#[inline]
fn push_character(bytes: &mut Vec<u8>, character: char) {
    bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
}

/// Adds the tokens of a token.
fn close(
    token: Option<OpenToken>,
    text: &str,
    joins: &[Join],
    buffers: &mut StretchBuffers,
    folded: &mut Folded,
) {
    let Some(token) = token else { return };
    if token.plain {
        folded.push_token(&buffers.plain, token.start, token.end);
        return;
    }
    let first_join = joins.partition_point(|join| (join.start as usize) < token.start);
    let mut coming = joins[first_join..].iter().peekable();
    let mut resume = token.start;
    buffers.run.run.clear();
    for (offset, character) in text[token.start..token.end].char_indices() {
        let at = token.start + offset;
        if let Some(join) = coming.next_if(|join| join.start as usize == at) {
            resume = join.end as usize;
        }
        if at >= resume && entry(character).behaviour != Behaviour::Vanishing {
            let end = (at + character.len_utf8()) as u32;
            buffers.run.run.push(SpannedChar { character, start: at as u32, end });
        }
    }
    fold_run(&mut buffers.run, folded);
}
