//! Two texts, or given pairs of an input, whatever their scores.

pub mod find_article;

use crate::corpus::budget::Budget;
use crate::corpus::ingest;
use crate::corpus::numbering::{Corpus, collapse};
use crate::error::{Error, Result};
use crate::output::{Pair, PairPassage, Staged, rows, six_decimals};
use crate::pairs::align::{
    AlignedPair, Alignments, PairShown, SharedBlobFile, Tokenised, exact_passage, over_read, passage_rows,
};
use crate::pairs::direction::{context_of, direction_of};
use crate::pairs::label::{reading_alone, told, told_alone};
use crate::params::{CandidateEngine, Only, ScanParams};
use crate::stories::wire_text::truncation;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use wirecopy_article::event::Observer;
use wirecopy_article::text::{Analysis, OffsetUnit, character_offsets};
use wirecopy_io::{Input, ReadOptions};
use wirecopy_news::relation::{Context, Relation, RelationEvidence};
use wirecopy_reuse::align::{Passage, align_indexed, are_moved, longest};
use wirecopy_reuse::overlap::Overlap;

/// Two texts side by side.
pub struct Compared {
    a: Tokenised,
    b: Tokenised,
    /// Exact overlap of their shingle sets.
    pub overlap: Overlap,
    /// What corresponds.
    pub passages: Vec<Passage>,
    /// Which passages changed their place.
    pub moved: Vec<bool>,
}

/// Compares two texts. Linear in practice.
pub fn compare_texts(a: String, b: String) -> Compared {
    let mut analysis = Analysis::default();
    let (a, b) = (Tokenised::of(a, &mut analysis), Tokenised::of(b, &mut analysis));
    let passages = align_indexed(&a.ngrams, &b.ngrams);
    Compared { overlap: a.ngrams.overlap(&b.ngrams), moved: are_moved(&passages), passages, a, b }
}

impl Compared {
    /// Words of both.
    pub fn words(&self) -> (u32, u32) {
        (self.a.ngrams.len() as u32, self.b.ngrams.len() as u32)
    }

    /// What stands at some tokens of the first text.
    pub fn text_of_a(&self, tokens: &Range<u32>) -> &str {
        &self.a.text[self.a.bytes(tokens)]
    }

    /// What stands at some tokens of the second text.
    pub fn text_of_b(&self, tokens: &Range<u32>) -> &str {
        &self.b.text[self.b.bytes(tokens)]
    }

    /// Words of the longest run that both have.
    pub fn longest(&self) -> u32 {
        longest(&self.passages)
    }

    /// What the pair is; `None` where it shares nothing.
    pub fn relation(&self) -> Option<Relation> {
        self.told().map(|(relation, _)| relation)
    }

    fn told(&self) -> Option<(Relation, Vec<RelationEvidence>)> {
        let shares_text = self.overlap.shared > 0 || !self.passages.is_empty();
        let told =
            || told_alone(&self.a.text, &self.b.text, &self.passages, self.overlap, Context::default());
        shares_text.then(told)
    }

    /// As a row of `pairs.jsonl`, the sides as they were given; `None` where nothing is shared.
    pub fn row(&self, a: &str, b: &str) -> Option<Pair> {
        let (relation, evidence) = self.told()?;
        Some(Pair {
            a: a.to_owned(),
            b: b.to_owned(),
            jaccard: six_decimals(self.overlap.jaccard()),
            a_in_b: six_decimals(self.overlap.a_in_b()),
            b_in_a: six_decimals(self.overlap.b_in_a()),
            shared_shingles: self.overlap.shared.into(),
            longest_match_words: Some(self.longest().into()),
            relation,
            evidence: Some(evidence),
            direction: None,
            lag_seconds: None,
            passages: Some(passage_rows(&self.passages, &self.a, &self.b)),
        })
    }
}

/// Which pairs are compared, where their rows go, and what offsets count.
pub struct PairsGiven<'paths> {
    /// JSON Lines with `a` and `b`; other fields are passed over.
    pub pairs: &'paths Path,
    /// The file of rows; the caller gives it its name.
    pub out: &'paths Staged,
    /// What offsets count.
    pub offsets: OffsetUnit,
}

#[derive(Deserialize)]
struct GivenPair {
    a: String,
    b: String,
}

/// Aligns given pairs of an input, whatever their scores, and writes rows as `pairs.jsonl` has them, by (`a`, `b`), each pair once. Gives how many.
///
/// # Errors
/// When an input fails, a pair names an article that is not there or the same one twice, or the file cannot be written.
pub fn compare_pairs(
    inputs: &[Input],
    reading: &ReadOptions,
    given: &PairsGiven<'_>,
    observer: &Observer<'_>,
) -> Result<u64> {
    // Bands of articles are the cheapest sketch, and none is asked for here.
    let params =
        ScanParams { only: Only::Articles, candidates: CandidateEngine::Seeds, ..ScanParams::default() };
    let (corpus, _) = collapse(ingest::read(inputs, reading, &params, observer)?)?;
    let mut pairs = numbered(&corpus, given.pairs)?;
    pairs.sort_unstable_by_key(|(a, b)| (corpus.id_rank[*a as usize], corpus.id_rank[*b as usize]));
    pairs.dedup();
    let blob_file = SharedBlobFile::create(&reading.temp_dir)?;
    let read = |_, text: &str, analysis: &Analysis| Ok(reading_alone(text, analysis, None).0);
    let budget = Budget::of(reading.memory_bytes_max);
    let told = over_read(&corpus, &budget, &pairs, read, |at, left, right| {
        let (a, b) = pairs[at];
        let passages = align_indexed(&left.text.ngrams, &right.text.ngrams);
        let overlap = left.text.ngrams.overlap(&right.text.ngrams);
        let context = context_of(&corpus, a, b);
        let (relation, evidence) = told(&left.reading, &right.reading, &passages, overlap, context);
        let kept = AlignedPair::keep(&passages, (&left.text, &right.text), evidence, &blob_file);
        Some(kept.map(|kept| (kept, (overlap, relation))))
    })?;
    let (kept, told): (Vec<_>, Vec<_>) = told.into_iter().collect::<Result<Vec<_>>>()?.into_iter().unzip();
    let alignments = Alignments::of(kept, blob_file);
    // Without a scan no line is known to be boilerplate but by its place.
    let is_truncated = |text_id| truncation(&corpus, |_| false, text_id, &mut Vec::new()).is_some();
    let rows = pairs.iter().zip(told).enumerate().map(|(at, ((a, b), (overlap, relation)))| {
        let is_exact = corpus.text_of(*a) == corpus.text_of(*b);
        let PairShown { evidence, mut passages } = alignments.shown(at)?;
        if is_exact {
            passages = exact_passage(&corpus, *a, *b).into_iter().collect();
        }
        if given.offsets == OffsetUnit::Characters {
            count_in_characters(&corpus, (*a, *b), &mut passages)?;
        }
        Result::Ok(Pair {
            a: corpus.id(*a).to_owned(),
            b: corpus.id(*b).to_owned(),
            jaccard: six_decimals(overlap.jaccard()),
            a_in_b: six_decimals(overlap.a_in_b()),
            b_in_a: six_decimals(overlap.b_in_a()),
            shared_shingles: overlap.shared.into(),
            longest_match_words: Some(alignments.longest(at).into()),
            relation,
            evidence: Some(evidence),
            direction: Some(direction_of(&corpus, is_truncated, *a, *b)),
            lag_seconds: Some(context_of(&corpus, *a, *b).lag_seconds),
            passages: Some(passages),
        })
    });
    let mut out = given.out.rows()?;
    for row in rows {
        out.write(&row?)?;
    }
    corpus.text_source.assert_unchanged()?;
    out.finish()
}

/// Pairs of articles, the smaller id first.
fn numbered(corpus: &Corpus, path: &Path) -> Result<Vec<(u32, u32)>> {
    let article = |id: &str, line: u64| {
        let found = corpus.by_id.binary_search_by(|article| corpus.id(*article).cmp(id));
        found.map(|at| corpus.by_id[at]).map_err(|_| Error::BadRecord {
            path: path.to_path_buf(),
            line,
            reason: format!("no article of the input has the id \"{id}\""),
        })
    };
    (1..)
        .zip(rows::<GivenPair>(path)?)
        .map(|(line, pair)| {
            let pair = pair?;
            let (a, b) = (article(&pair.a, line)?, article(&pair.b, line)?);
            if a == b {
                let reason = format!("\"{}\" is compared with itself", pair.a);
                return Err(Error::BadRecord { path: path.to_path_buf(), line, reason });
            }
            let in_order = corpus.id_rank[a as usize] < corpus.id_rank[b as usize];
            Ok(if in_order { (a, b) } else { (b, a) })
        })
        .collect()
}

fn count_in_characters(corpus: &Corpus, (a, b): (u32, u32), passages: &mut [PairPassage]) -> Result<()> {
    let turned = |article: u32, mut offsets: Vec<u64>| -> Result<BTreeMap<u64, u64>> {
        offsets.sort_unstable();
        let text = corpus.text_source.text(&corpus.row(article).place)?;
        let characters = character_offsets(&text, &offsets);
        Ok(offsets.into_iter().zip(characters).collect())
    };
    let in_a = turned(a, passages.iter().flat_map(|passage| [passage.a_start, passage.a_end]).collect())?;
    let in_b = turned(b, passages.iter().flat_map(|passage| [passage.b_start, passage.b_end]).collect())?;
    for passage in passages {
        (passage.a_start, passage.a_end) = (in_a[&passage.a_start], in_a[&passage.a_end]);
        (passage.b_start, passage.b_end) = (in_b[&passage.b_start], in_b[&passage.b_end]);
    }
    Ok(())
}
