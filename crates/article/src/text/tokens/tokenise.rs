//! Tokens from blocks: a plain word is copied, anything else is left to `unicode_run`.

use super::block::BLOCK_BYTES;
use super::blocks::Blocks;
use super::folded::Folded;
use super::unicode_run::{StretchBuffers, push_tokens};
use crate::text::joins::Join;

/// A run of word bytes that began in an earlier block.
#[derive(Clone, Copy)]
struct Open {
    start: usize,
    involved: bool,
}

/// Adds all tokens of `text`. Linear.
pub(crate) fn push_all(
    text: &str,
    blocks: &Blocks,
    joins: &[Join],
    buffers: &mut StretchBuffers,
    folded: &mut Folded,
) {
    let mut push = |start: usize, end: usize, involved: bool| {
        if involved {
            push_tokens(text, start..end, joins, buffers, folded);
        } else {
            folded.push_plain_token(&blocks.lowered[start..], start, end);
        }
    };
    let mut open: Option<Open> = None;
    for (index, block) in blocks.blocks.iter().enumerate() {
        let base = index * BLOCK_BYTES;
        let word = block.plain | block.involved;
        // A bit is set at the first byte of a run and at the byte after a run.
        let mut edges = word ^ (word << 1 | u64::from(open.is_some()));
        if let Some(earlier) = open {
            if edges == 0 {
                open = Some(Open { involved: earlier.involved | (block.involved != 0), ..earlier });
                continue;
            }
            let end = edges.trailing_zeros();
            edges &= edges - 1;
            push(earlier.start, base + end as usize, earlier.involved | (block.involved & below(end) != 0));
            open = None;
        }
        while edges != 0 {
            let start = edges.trailing_zeros();
            edges &= edges - 1;
            if edges == 0 {
                let involved = block.involved & !below(start) != 0;
                open = Some(Open { start: base + start as usize, involved });
                break;
            }
            let end = edges.trailing_zeros();
            edges &= edges - 1;
            let involved = block.involved & below(end) & !below(start) != 0;
            push(base + start as usize, base + end as usize, involved);
        }
    }
    if let Some(last) = open {
        push(last.start, text.len(), last.involved);
    }
}

/// The bits below `bit`, which is less than 64.
#[inline]
fn below(bit: u32) -> u64 {
    (1 << bit) - 1
}
