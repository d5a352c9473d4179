//! Two texts in aligned rows: what is identical, edited, moved, and in one of them only.

use super::prepared_text::PreparedText;
use crate::output::{Pair, PairPassage, PassageLabel};
use crate::pairs::passage_rows::passage_rows;
use serde::Serialize;
use std::ops::Range;
use wirecopy_news::relation::{Relation, RelationEvidence};
use wirecopy_reuse::align::{Edit, Passage, align_indexed};

/// One row: its kind, both stretches in UTF-16 units, and the marks inside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct GridRow(
    /// `=` identical, `~` edited, `»` moved, `a` and `b` in one text only, `«` the place in `b` of
    /// a moved stretch.
    pub(crate) char,
    pub(crate) [u32; 2],
    pub(crate) [u32; 2],
    /// Per edit both stretches, and `n` where a number differs, `p` where a name does, else `w`.
    pub(crate) Vec<(u32, u32, u32, u32, char)>,
);

/// The rows of a pair, or `None` if the texts are not aligned as its row says.
pub(crate) fn grid(pair: &Pair, a: &PreparedText, b: &PreparedText) -> Option<Vec<GridRow>> {
    let passages = align_indexed(&a.tokens.ngrams, &b.tokens.ngrams);
    let listed = pair.passages.as_ref()?;
    let aligned = passage_rows(&passages, &a.tokens, &b.tokens);
    // The passages of the row are what the scan found; a page shows these or none.
    if !is_same(pair, listed, &aligned) {
        return None;
    }
    let names = changed_names(pair);
    let moved = aligned.iter().map(|passage| passage.kind == PassageLabel::Moved).collect::<Vec<_>>();
    let mut page = Grid { a, b, names, rows: Vec::new() };
    let mut of_b: Vec<&Range<u32>> = passages.iter().map(|passage| &passage.b).collect();
    of_b.sort_by_key(|range| range.start);
    let (mut at_a, mut at_b) = (0, 0);
    for (passage, is_moved) in passages.iter().zip(moved) {
        page.push_only_a(at_a..passage.a.start);
        at_a = passage.a.end;
        if !is_moved {
            page.push_only_b(at_b..passage.b.start, &of_b);
            at_b = passage.b.end;
        }
        page.push_passage(passage, is_moved);
    }
    page.push_only_a(at_a..a.tokens.words());
    page.push_only_b(at_b..b.tokens.words(), &of_b);
    Some(page.rows)
}

/// Returns whether a pair's row has these passages. The one passage of copies is the whole of both
/// texts, with the marks around their words.
fn is_same(pair: &Pair, listed: &[PairPassage], aligned: &[PairPassage]) -> bool {
    if pair.relation == Relation::Exact {
        let words = |passages: &[PairPassage]| passages.iter().map(|passage| passage.words).sum::<u64>();
        return aligned.len() == 1 && words(listed) == words(aligned);
    }
    let key = |passage: &PairPassage| {
        let PairPassage { a_start, a_end, b_start, b_end, words, kind, .. } = *passage;
        (a_start, a_end, b_start, b_end, words, kind)
    };
    listed.iter().map(key).eq(aligned.iter().map(key))
}

/// The names that differ, as the evidence of the pair shows them.
fn changed_names(pair: &Pair) -> Vec<(String, String)> {
    let shown = pair.evidence.iter().flatten().find_map(|piece| match piece {
        RelationEvidence::Names { shown, .. } => Some(shown.clone()),
        _ => None,
    });
    shown.unwrap_or_default()
}

/// The rows so far.
struct Grid<'all> {
    a: &'all PreparedText,
    b: &'all PreparedText,
    names: Vec<(String, String)>,
    rows: Vec<GridRow>,
}

/// Equal tokens, or one edit, inside a passage.
struct EditRun<'edit> {
    a: Range<u32>,
    b: Range<u32>,
    edit: Option<&'edit Edit>,
}

/// A row of a passage so far.
struct OpenRow<'edit> {
    a: Range<u32>,
    b: Range<u32>,
    edits: Vec<&'edit Edit>,
}

impl OpenRow<'_> {
    fn at(a: u32, b: u32) -> Self {
        OpenRow { a: a..a, b: b..b, edits: Vec::new() }
    }
}

impl Grid<'_> {
    fn push_only_a(&mut self, tokens: Range<u32>) {
        let at = self.b.unit(self.b.tokens.text.len());
        for part in paragraphs_of(&tokens, &self.a.paragraphs) {
            self.rows.push(GridRow('a', self.a.stretch(&part), [at, at], Vec::new()));
        }
    }

    /// Adds the words that only the second text has, and a mark where a stretch was moved from.
    fn push_only_b(&mut self, tokens: Range<u32>, passages: &[&Range<u32>]) {
        let mut start = tokens.start;
        let first = passages.partition_point(|range| range.start < tokens.start);
        let within = passages[first..].iter().take_while(|range| range.end <= tokens.end);
        for moved in within.map(|range| (*range).clone()).chain(std::iter::once(tokens.end..tokens.end)) {
            for part in paragraphs_of(&(start..moved.start), &self.b.paragraphs) {
                self.rows.push(GridRow('b', [0, 0], self.b.stretch(&part), Vec::new()));
            }
            if !moved.is_empty() {
                self.rows.push(GridRow('«', [0, 0], self.b.stretch(&moved), Vec::new()));
            }
            start = moved.end;
        }
    }

    /// The rows of a passage, which end where a paragraph of either text does.
    fn push_passage(&mut self, passage: &Passage, is_moved: bool) {
        let mut open = OpenRow::at(passage.a.start, passage.b.start);
        for run in runs(passage) {
            if let Some(edit) = run.edit {
                let begins = |paragraphs: &[u32], at: u32| paragraphs.binary_search(&at).is_ok();
                if begins(&self.a.paragraphs, run.a.start) && begins(&self.b.paragraphs, run.b.start) {
                    self.finish(&mut open, is_moved);
                }
                open.edits.push(edit);
            } else {
                for border in borders(&run, &self.a.paragraphs, &self.b.paragraphs) {
                    (open.a.end, open.b.end) = (run.a.start + border, run.b.start + border);
                    self.finish(&mut open, is_moved);
                }
            }
            (open.a.end, open.b.end) = (run.a.end, run.b.end);
        }
        self.finish(&mut open, is_moved);
    }

    /// Ends a row, and begins the next one after it.
    fn finish(&mut self, open: &mut OpenRow<'_>, is_moved: bool) {
        if !open.a.is_empty() || !open.b.is_empty() {
            let kind = match (open.a.is_empty(), open.b.is_empty()) {
                _ if is_moved => '»',
                (false, true) => 'a',
                (true, false) => 'b',
                _ if open.edits.is_empty() => '=',
                _ => '~',
            };
            // A row that is in one text only says so, and needs no marks.
            let marked = open.edits.iter().filter(|_| !matches!(kind, 'a' | 'b'));
            let marks = marked.map(|edit| self.mark(edit)).collect();
            self.rows.push(GridRow(kind, self.a.stretch(&open.a), self.b.stretch(&open.b), marks));
        }
        *open = OpenRow::at(open.a.end, open.b.end);
    }

    fn mark(&self, edit: &Edit) -> (u32, u32, u32, u32, char) {
        let ([a_start, a_end], [b_start, b_end]) = (self.a.words(&edit.a), self.b.words(&edit.b));
        let (in_a, in_b) = (self.a.tokens.slice(&edit.a), self.b.tokens.slice(&edit.b));
        let is_substituted = !edit.a.is_empty() && !edit.b.is_empty();
        let is_number = |text: &str| text.contains(char::is_numeric);
        let is_name = |(a, b): &(String, String)| in_a.contains(a.as_str()) && in_b.contains(b.as_str());
        let letter = match is_substituted {
            true if is_number(in_a) && is_number(in_b) => 'n',
            true if self.names.iter().any(is_name) => 'p',
            true if is_number(in_a) || is_number(in_b) => 'n',
            _ => 'w',
        };
        (a_start, a_end, b_start, b_end, letter)
    }
}

/// Some tokens, cut where a paragraph begins.
fn paragraphs_of(tokens: &Range<u32>, paragraphs: &[u32]) -> Vec<Range<u32>> {
    if tokens.is_empty() {
        return Vec::new();
    }
    let first = paragraphs.partition_point(|start| *start <= tokens.start);
    let borders = paragraphs[first..].iter().copied().take_while(|start| *start < tokens.end);
    let mut parts = Vec::new();
    let mut start = tokens.start;
    for border in borders.chain([tokens.end]) {
        parts.push(start..border);
        start = border;
    }
    parts
}

/// A passage as runs of equal tokens and edits, in order.
fn runs(passage: &Passage) -> Vec<EditRun<'_>> {
    let mut runs = Vec::new();
    let (mut at_a, mut at_b) = (passage.a.start, passage.b.start);
    for edit in &passage.edits {
        runs.push(EditRun { a: at_a..edit.a.start, b: at_b..edit.b.start, edit: None });
        runs.push(EditRun { a: edit.a.clone(), b: edit.b.clone(), edit: Some(edit) });
        (at_a, at_b) = (edit.a.end, edit.b.end);
    }
    runs.push(EditRun { a: at_a..passage.a.end, b: at_b..passage.b.end, edit: None });
    runs.retain(|run| !run.a.is_empty() || !run.b.is_empty());
    runs
}

/// Tokens after the beginning of a run of equal ones at which a paragraph of either text begins.
fn borders(run: &EditRun<'_>, of_a: &[u32], of_b: &[u32]) -> Vec<u32> {
    let within = |paragraphs: &[u32], range: &Range<u32>| -> Vec<u32> {
        let first = paragraphs.partition_point(|start| *start < range.start);
        let starts = paragraphs[first..].iter().take_while(|start| **start < range.end);
        starts.map(|start| start - range.start).collect()
    };
    let mut borders = within(of_a, &run.a);
    borders.extend(within(of_b, &run.b));
    borders.sort_unstable();
    borders.dedup();
    borders
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::compare;
    use wirecopy_article::text::Analysis;

    fn rows_of(a: &str, b: &str) -> Vec<(char, String, String)> {
        let pair = compare(a, b).row("a", "b").unwrap();
        let shown = |text: &str| PreparedText::of(text.to_owned(), &[], &mut Analysis::default());
        let slice = |text: &str, [start, end]: [u32; 2]| {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(&units[start as usize..end as usize]).unwrap()
        };
        let rows = grid(&pair, &shown(a), &shown(b)).unwrap();
        rows.into_iter().map(|GridRow(kind, in_a, in_b, _)| (kind, slice(a, in_a), slice(b, in_b))).collect()
    }

    const QUAY: &str = "The board of Tolm will close the old quay for eleven days in March.";
    const NET: &str = "Divers found a torn herring net around the port propeller of the ferry.";
    const FAIR: &str = "A bakery of the upper town won the bread prize of the autumn fair again.";

    /// Stretches that are long enough to be found again elsewhere.
    const LONG: [&str; 3] = [
        "The board of Tolm will close the old quay for eleven days in March, because a storm broke its \
         northern wall in January and the stones below the crane have moved since, as two engineers of \
         the county reported on Tuesday.",
        "Divers found a torn herring net around the port propeller of the ferry, cut it away within an \
         hour, and sent the captain a bill for the work that he refused to pay before the owner of the \
         net is known.",
        "A bakery of the upper town won the bread prize of the autumn fair again, for a loaf of rye and \
         barley that the baker makes from the flour of a mill beside the river, which his mother bought \
         forty years ago.",
    ];

    #[test]
    fn rows_cover_both_texts_once() {
        let (a, b) = (
            format!("{QUAY}\n\n{NET}\n\n{FAIR}"),
            format!(
                "🛳 New.\n\n{}\n\n{FAIR}\n\nNobody was hurt, said the mayor.",
                QUAY.replace("eleven", "12")
            ),
        );
        let rows = rows_of(&a, &b);
        let kinds: String = rows.iter().map(|row| row.0).collect();
        assert_eq!(kinds, "b~a=b");
        let side = |text: fn(&(char, String, String)) -> &str| rows.iter().map(text).collect::<String>();
        assert_eq!(side(|row| &row.1), a);
        assert_eq!(side(|row| &row.2), b);
    }

    #[test]
    fn a_moved_paragraph_is_beside_its_twin_and_leaves_a_mark() {
        let [quay, net, fair] = LONG;
        let (a, b) = (format!("{quay}\n\n{net}\n\n{fair}"), format!("{net}\n\n{fair}\n\n{quay}"));
        let rows = rows_of(&a, &b);
        let kinds: String = rows.iter().map(|row| row.0).collect();
        assert_eq!(kinds.matches('»').count(), 1, "{rows:?}");
        assert_eq!(kinds.matches('«').count(), 1, "{rows:?}");
        let moved = rows.iter().find(|row| row.0 == '»').unwrap();
        assert_eq!(moved.1.trim(), moved.2.trim());
    }

    #[test]
    fn a_pair_with_other_passages_has_no_rows() {
        let (a, b) = (LONG[0], LONG[0].replace("eleven", "twelve"));
        let mut pair = compare(a, &b).row("a", "b").unwrap();
        let prepared = |text: &str| PreparedText::of(text.to_owned(), &[], &mut Analysis::default());
        assert!(grid(&pair, &prepared(a), &prepared(&b)).is_some());
        pair.passages.as_mut().unwrap()[0].a_end -= 1;
        assert!(grid(&pair, &prepared(a), &prepared(&b)).is_none());
    }
}
