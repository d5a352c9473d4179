//! Two texts side by side on a terminal, passage by passage.

use super::wording::counted;
use super::wrapped::{Piece, wrapped};
use super::{Palette, printable};
use crate::compare::Comparison;
use std::ops::Range;
use wirecopy_reuse::align::{Passage, PassageKind};

/// Words shown at the beginning and at the end of a long stretch; those between are counted.
const WORDS_SHOWN: u32 = 25;

/// The part of each stretch that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Beginning and end of long stretches.
    Ends,
    /// Everything.
    Whole,
}

/// Scores and passages of two texts, under the names given. Passages are in the order of the first
/// text; what only the second text has comes before the next passage that follows it in both.
///
/// ```
/// use wirecopy::report::terminal::{Extent, Palette, comparison};
///
/// let wire = "The ferry stays in port until Friday, the harbour office said on Monday.";
/// let site = "KARSHOLM - The ferry stays in port until Friday, the harbour office said.";
/// let compared = wirecopy::compare(wire, site);
/// let text = comparison(&compared, ["wire", "site"], Extent::Whole, Palette::Plain, 80);
/// assert!(text.contains("Jaccard"));
/// ```
pub fn comparison(
    compared: &Comparison,
    names: [&str; 2],
    extent: Extent,
    palette: Palette,
    columns: usize,
) -> String {
    let mut page = head(compared, names, palette);
    let mut stretch = |title: String, pieces: Vec<Piece<'_>>| {
        page.push_str(&format!("\n{}\n{}", palette.heading(&title), wrapped(&pieces, palette, columns)));
    };
    let (mut at_a, mut at_b) = (0, 0);
    let mut passages_b: Vec<&Range<u32>> = compared.alignment.iter().map(|passage| &passage.b).collect();
    passages_b.sort_by_key(|range| range.start);
    for (passage, moved) in compared.alignment.iter().zip(&compared.moved) {
        only_a(compared, at_a..passage.a.start, extent, &mut stretch);
        at_a = passage.a.end;
        if !moved {
            only_b(compared, at_b..passage.b.start, &passages_b, extent, &mut stretch);
            at_b = passage.b.end;
        }
        stretch(title(passage, *moved), inside(compared, passage, extent));
    }
    let (words_a, words_b) = (compared.a.words(), compared.b.words());
    only_a(compared, at_a..words_a, extent, &mut stretch);
    only_b(compared, at_b..words_b, &passages_b, extent, &mut stretch);
    page
}

fn head(compared: &Comparison, names: [&str; 2], palette: Palette) -> String {
    let (words_a, words_b) = (compared.a.words(), compared.b.words());
    let overlap = compared.overlap;
    let score = |score: f64| palette.figure(&format!("{score:.3}"));
    format!(
        "{} {} · {}\n{} {} · {}\n\nJaccard {} · a in b {} · b in a {}\n{} · longest common run {}\n{}\n",
        palette.heading("a"),
        printable(names[0]),
        counted(words_a.into(), "word"),
        palette.heading("b"),
        printable(names[1]),
        counted(words_b.into(), "word"),
        score(overlap.jaccard()),
        score(overlap.a_in_b()),
        score(overlap.b_in_a()),
        counted(overlap.shared.into(), "shared shingle"),
        counted(compared.longest().into(), "word"),
        relation_line(compared, palette),
    )
}

/// The label of the pair; its evidence is shown below.
fn relation_line(compared: &Comparison, palette: Palette) -> String {
    match compared.relation() {
        Some(relation) => format!("Relation {}", palette.figure(relation.name())),
        None => "Nothing in common".to_owned(),
    }
}

fn title(passage: &Passage, moved: bool) -> String {
    let sign = match (moved, passage.kind) {
        (true, _) => "» moved, ",
        (false, PassageKind::Identical) => "= ",
        (false, PassageKind::Edited) => "≈ ",
    };
    let edits = match passage.kind {
        PassageKind::Identical => "identical".to_owned(),
        PassageKind::Edited => format!("edited in {}", counted(passage.edits.len() as u64, "place")),
    };
    format!("{sign}{edits}, {} in common", counted(passage.words.into(), "word"))
}

fn inside<'text>(compared: &'text Comparison, passage: &Passage, extent: Extent) -> Vec<Piece<'text>> {
    let text = |tokens: Range<u32>| compared.a.slice(&tokens);
    let mut pieces = Vec::new();
    let mut at = passage.a.start;
    for edit in &passage.edits {
        stretch_of(at..edit.a.start, extent, text, Piece::Common, &mut pieces);
        if !edit.a.is_empty() {
            pieces.push(Piece::Deleted(compared.a.slice(&edit.a)));
        }
        if !edit.b.is_empty() {
            pieces.push(Piece::Inserted(compared.b.slice(&edit.b)));
        }
        at = edit.a.end;
    }
    stretch_of(at..passage.a.end, extent, text, Piece::Common, &mut pieces);
    pieces
}

fn only_a<'text>(
    compared: &'text Comparison,
    tokens: Range<u32>,
    extent: Extent,
    stretch: &mut impl FnMut(String, Vec<Piece<'text>>),
) {
    if tokens.is_empty() {
        return;
    }
    let title = format!("− only in a, {}", counted(tokens.len() as u64, "word"));
    let mut pieces = Vec::new();
    stretch_of(tokens, extent, |tokens| compared.a.slice(&tokens), Piece::Deleted, &mut pieces);
    stretch(title, pieces);
}

/// The stretches of the second text alone, without the passages that were moved from there.
fn only_b<'text>(
    compared: &'text Comparison,
    tokens: Range<u32>,
    passages: &[&Range<u32>],
    extent: Extent,
    stretch: &mut impl FnMut(String, Vec<Piece<'text>>),
) {
    let mut start = tokens.start;
    let within = passages.iter().filter(|range| range.start >= tokens.start && range.end <= tokens.end);
    let borders = within.map(|range| (range.start, range.end)).chain([(tokens.end, tokens.end)]);
    for (until, next) in borders {
        if start < until {
            let title = format!("+ only in b, {}", counted((until - start).into(), "word"));
            let mut pieces = Vec::new();
            let text = |tokens: Range<u32>| compared.b.slice(&tokens);
            stretch_of(start..until, extent, text, Piece::Inserted, &mut pieces);
            stretch(title, pieces);
        }
        start = next;
    }
}

/// Pushes the text of some tokens, or its beginning and its end with the number of words between.
fn stretch_of<'text>(
    tokens: Range<u32>,
    extent: Extent,
    text: impl Fn(Range<u32>) -> &'text str,
    piece: impl Fn(&'text str) -> Piece<'text>,
    pieces: &mut Vec<Piece<'text>>,
) {
    let left_out = (tokens.len() as u32).saturating_sub(2 * WORDS_SHOWN);
    if tokens.is_empty() {
        return;
    }
    if extent == Extent::Whole || left_out <= WORDS_SHOWN {
        pieces.push(piece(text(tokens)));
        return;
    }
    pieces.push(piece(text(tokens.start..tokens.start + WORDS_SHOWN)));
    pieces.push(Piece::Aside(format!("[… {} …]", counted(left_out.into(), "word"))));
    pieces.push(piece(text(tokens.end - WORDS_SHOWN..tokens.end)));
}
