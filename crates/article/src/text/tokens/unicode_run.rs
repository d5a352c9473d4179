//! Tokens of a run that is not plain ASCII, character by character.

use super::character_table::{Behaviour, CharacterEntry, entry};
use super::folded::Folded;
use super::han::{HanFolding, simplified};
use super::normalise::{RunBuffers, SpannedChar, fold_run};
use crate::text::joins::Join;
use std::ops::Range;

/// Buffers of [`push_tokens`], reused from run to run.
#[derive(Debug, Default, Clone)]
pub(crate) struct StretchBuffers {
    pub(crate) han: HanFolding,
    /// Folded text of the part while it is plain.
    plain: Vec<u8>,
    run: RunBuffers,
}

/// A part of a run that normalises on its own: a word, or one character of a script without spaces
/// with its marks.
struct OpenPart {
    start: usize,
    /// The offset after the last character that does not vanish.
    end: usize,
    /// True if the last letter is known to be of a script without spaces.
    unspaced: bool,
    /// True if folding character by character is enough.
    plain: bool,
    /// Combining class of the last character; a smaller one after it would have to move.
    combining: u8,
}

/// Adds the tokens of a range of `text`, which separators or the ends of the text enclose; `joins`
/// are those of the whole text. Linear.
pub(crate) fn push_tokens(
    text: &str,
    range: Range<usize>,
    joins: &[Join],
    buffers: &mut StretchBuffers,
    folded: &mut Folded,
) {
    let joins = &joins[joins.partition_point(|join| (join.start as usize) < range.start)..];
    let joins = &joins[..joins.partition_point(|join| (join.start as usize) < range.end)];
    let mut coming = joins.iter().peekable();
    let mut resume = range.start;
    let mut open: Option<OpenPart> = None;
    for (offset, character) in text[range.clone()].char_indices() {
        let at = range.start + offset;
        if at < resume {
            continue;
        }
        if let Some(join) = coming.next_if(|join| join.start as usize == at) {
            resume = join.end as usize;
            continue;
        }
        let after = at + character.len_utf8();
        let found = entry(buffers.form(character));
        match found.behaviour {
            Behaviour::Vanishing => continue,
            Behaviour::Separator => {
                close(open.take(), text, joins, buffers, folded);
                continue;
            }
            Behaviour::PlainMark | Behaviour::InvolvedMark if open.is_none() => continue,
            _ => {}
        }
        let unspaced = found.behaviour == Behaviour::PlainUnspaced;
        let plain_letter = unspaced || found.behaviour == Behaviour::Plain;
        if open.as_ref().is_some_and(|part| plain_letter && (unspaced || part.unspaced)) {
            close(open.take(), text, joins, buffers, folded);
        }
        let part = open.get_or_insert_with(|| {
            buffers.plain.clear();
            OpenPart { start: at, end: after, unspaced, plain: true, combining: 0 }
        });
        part.end = after;
        part.add(found, &mut buffers.plain);
    }
    close(open, text, joins, buffers, folded);
}

impl StretchBuffers {
    /// The form by which a character is matched.
    fn form(&self, character: char) -> char {
        match self.han {
            HanFolding::Keep => character,
            HanFolding::Simplify => simplified(character),
        }
    }
}

impl OpenPart {
    /// Adds a character that neither vanishes nor separates, and its folded form while all are
    /// plain.
    #[inline]
    fn add(&mut self, found: CharacterEntry, plain: &mut Vec<u8>) {
        let unspaced = found.behaviour == Behaviour::PlainUnspaced;
        let plain_letter = unspaced || found.behaviour == Behaviour::Plain;
        if !matches!(found.behaviour, Behaviour::PlainMark | Behaviour::InvolvedMark) {
            self.unspaced = unspaced;
        }
        self.plain &= plain_letter
            || (found.behaviour == Behaviour::PlainMark
                && (found.combining == 0 || found.combining >= self.combining));
        self.combining = found.combining;
        if self.plain {
            plain.extend_from_slice(found.folded.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
}

/// Adds the tokens of a part.
fn close(
    part: Option<OpenPart>,
    text: &str,
    joins: &[Join],
    buffers: &mut StretchBuffers,
    folded: &mut Folded,
) {
    let Some(part) = part else { return };
    if part.plain {
        folded.push_token(&buffers.plain, part.start, part.end);
        return;
    }
    let first_join = joins.partition_point(|join| (join.start as usize) < part.start);
    let mut coming = joins[first_join..].iter().peekable();
    let mut resume = part.start;
    buffers.run.run.clear();
    for (offset, character) in text[part.start..part.end].char_indices() {
        let at = part.start + offset;
        if let Some(join) = coming.next_if(|join| join.start as usize == at) {
            resume = join.end as usize;
        }
        if at >= resume && entry(character).behaviour != Behaviour::Vanishing {
            let end = (at + character.len_utf8()) as u32;
            let character = buffers.form(character);
            buffers.run.run.push(SpannedChar { character, start: at as u32, end });
        }
    }
    fold_run(&mut buffers.run, folded);
}
