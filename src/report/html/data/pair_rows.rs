//! Pairs as rows of a page's data: their scores, and the evidence and aligned rows of each.

use super::pack::DataBlocks;
use super::text_rows::ShownTexts;
use crate::error::Result;
use crate::output::PairDirection;
use crate::report::html::scan_rows::PairEntry;
use crate::report::html::shared_strings::SharedStrings;
use crate::report::html::texts::{GridRow, PreparedText, grid};
use crate::report::terminal::evidence_in_words;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Pairs per block of evidence and aligned rows.
pub(super) const DETAILS_TOGETHER: usize = 50;

/// A pair in lists: articles, scores, common shingles, relation, direction, lengths, lag and number
/// of passages.
pub(super) type PackedPair =
    (u32, u32, f64, f64, f64, u64, u32, char, u32, u32, Option<u64>, Option<u64>, Option<i64>, usize);

/// The part of a pair that only its own view shows.
#[derive(Serialize)]
struct PairDetail {
    evidence: Vec<(&'static str, String)>,
    /// `None` if a text is not in the page, or is not as the scan read it.
    grid: Option<Vec<GridRow>>,
}

/// A pair with its labels as numbers.
pub(super) fn packed_pair(pair: &PairEntry, labels: &mut SharedStrings) -> PackedPair {
    let PairEntry { a, b, row } = pair;
    let (from, rule, confidence) = match row.direction {
        Some(direction) => in_words(direction),
        None => ('u', "not looked for".to_owned(), String::new()),
    };
    (
        *a,
        *b,
        row.jaccard,
        row.a_in_b,
        row.b_in_a,
        row.shared_shingles,
        labels.number(row.relation.name()),
        from,
        labels.number(&rule),
        labels.number(&confidence),
        row.longest_match_words,
        row.shared_outside,
        row.lag_seconds.flatten(),
        row.passages.as_ref().map_or(0, Vec::len),
    )
}

/// The letter of the source, the rule and the confidence, in the words of the files.
fn in_words(direction: PairDirection) -> (char, String, String) {
    let word = |value: serde_json::Result<serde_json::Value>| {
        value.ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
    };
    let from = word(serde_json::to_value(direction.from)).chars().next().unwrap_or('u');
    (from, word(serde_json::to_value(direction.rule)), word(serde_json::to_value(direction.confidence)))
}

/// Adds evidence and aligned rows as far as they fit, and returns the number of their pairs.
pub(super) fn push_details(
    blocks: &mut DataBlocks,
    source: &ShownTexts<'_>,
    pairs: &[PairEntry],
    texts: &[Vec<u32>],
    bytes_max: usize,
) -> Result<usize> {
    let with_text: BTreeSet<u32> = texts.iter().flatten().copied().collect();
    let mut pushed = 0;
    for (number, pairs) in pairs.chunks(DETAILS_TOGETHER).enumerate() {
        let both = |pair: &&PairEntry| with_text.contains(&pair.a) && with_text.contains(&pair.b);
        let articles: BTreeSet<u32> = pairs.iter().filter(both).flat_map(|pair| [pair.a, pair.b]).collect();
        let prepared: BTreeMap<u32, PreparedText> = articles
            .into_par_iter()
            .map_init(|| source.analysis(), |analysis, article| (article, source.prepared(article, analysis)))
            .collect();
        let details: Vec<PairDetail> = pairs.par_iter().map(|pair| detail(pair, source, &prepared)).collect();
        if !blocks.push(format!("details-{number}"), &details, bytes_max)? {
            break;
        }
        pushed += details.len();
    }
    Ok(pushed)
}

fn detail(pair: &PairEntry, source: &ShownTexts<'_>, prepared: &BTreeMap<u32, PreparedText>) -> PairDetail {
    let texts = prepared.get(&pair.a).zip(prepared.get(&pair.b));
    let evidence = pair.row.evidence.iter().flatten().map(|piece| {
        let (name, what) = evidence_in_words(piece);
        (name, source.names.text(&what).into_owned())
    });
    PairDetail { evidence: evidence.collect(), grid: texts.and_then(|(a, b)| grid(&pair.row, a, b)) }
}
