//! The analysis of a text, from bytes to paragraphs with roles.

use super::analysis::{Analysis, Scratch, TEXT_BYTES_MAX};
use super::tokens::{Folded, push_all};
use super::{joins, layout, lines, paragraphs};

/// Analyses `text` into `analysis`, whose former content is lost.
///
/// The same text gives the same answer on every machine. Linear in the text.
///
/// # Panics
/// If `text` is longer than [`TEXT_BYTES_MAX`]; readers of texts reject such.
///
/// ```
/// use wirecopy_article::text::{Analysis, Role, analyse};
///
/// let mut analysis = Analysis::default();
/// let text = "OSTVIK (Reuters) - The quay is closed.\n\n“Nobody asked us,” she said.";
/// analyse(text, &mut analysis);
/// assert_eq!(analysis.folded, "ostvik reuters the quay is closed nobody asked us she said");
/// let role_of = |index: usize| analysis.paragraphs[index].role;
/// assert_eq!((role_of(0), role_of(1)), (Role::Dateline, Role::Quote));
/// ```
pub fn analyse(text: &str, analysis: &mut Analysis) {
    analyse_without_roles(text, analysis);
    layout::give_roles(text, analysis);
}

/// Analyses `text` as [`analyse`] does, but leaves [`Role::Body`](super::Role::Body) in every
/// paragraph: for callers that know the roles from an earlier analysis.
///
/// # Panics
/// As [`analyse`].
pub fn analyse_without_roles(text: &str, analysis: &mut Analysis) {
    assert!(text.len() <= TEXT_BYTES_MAX, "a text of {} bytes was not rejected", text.len());
    let Analysis { folded, tokens, paragraphs, han, scratch } = analysis;
    let Scratch { blocks, lines, joins, stretch } = scratch;
    stretch.han = *han;
    blocks.read(text.as_bytes());
    lines::split(text, blocks, lines);
    joins::find(text, lines, blocks, joins);
    let mut growing = Folded::begin(std::mem::take(folded), tokens, text.len());
    push_all(text, blocks, joins, stretch, &mut growing);
    *folded = growing.finish();
    paragraphs::split(text, lines, joins, tokens, paragraphs);
}
