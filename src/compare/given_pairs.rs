//! Listed pairs of articles, aligned whatever their scores.

use crate::compare::annotate::{annotated_alone, relation_of};
use crate::corpus::budget::Budget;
use crate::corpus::ingest;
use crate::corpus::numbering::{Corpus, collapse};
use crate::error::{Error, Result};
use crate::extract::ExtractTarget;
use crate::numbers::ArticleId;
use crate::output::lines::rows_within;
use crate::output::tables::PAIRS;
use crate::output::{Pair, PairPassage};
use crate::pairs::align::{longest_runs, map_article_pairs, stored};
use crate::pairs::alignments::{Alignments, PairDetails, SharedBlobFile};
use crate::pairs::direction::{context_of, direction_of};
use crate::pairs::passage_rows::exact_passage;
use crate::params::{CandidateEngine, Only, ScanParams};
use crate::stories::truncation::TextEnd;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;
use wirecopy_article::event::Observer;
use wirecopy_article::text::{Analysis, OffsetUnit, character_offsets};
use wirecopy_io::{Input, ReadOptions, RowsWriter};
use wirecopy_news::relation::Relation;
use wirecopy_reuse::align::{SharedRuns, align_shared};
use wirecopy_reuse::overlap::Overlap;

/// Bytes of the longest line of given pairs: rows of `pairs.jsonl` with thousands of passages are
/// shorter.
const LINE_BYTES_MAX: u64 = 64 << 20;

/// Pairs to be compared, and the form of their rows.
///
/// ```
/// use std::path::Path;
/// use wirecopy::{Atomic, ExtractForm, ExtractTarget, OffsetUnit, PairsGiven};
///
/// let folder = tempfile::tempdir().unwrap();
/// let path = &folder.path().join("aligned.parquet");
/// let out = ExtractTarget { path, staged: &Atomic::new(path)?, form: ExtractForm::Parquet };
/// let pairs = Path::new("pairs.jsonl");
/// let given = PairsGiven { pairs, out, offsets: OffsetUnit::Characters };
/// assert!(!given.out.path.exists());
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub struct PairsGiven<'paths> {
    /// JSON Lines with `a` and `b`; other fields are ignored.
    pub pairs: &'paths Path,
    /// The file of rows; the caller publishes it.
    pub out: ExtractTarget<'paths>,
    /// The unit of offsets.
    pub offsets: OffsetUnit,
}

type ArticlePair = (ArticleId, ArticleId);

#[derive(Deserialize)]
struct GivenPair {
    a: String,
    b: String,
}

/// Aligns given pairs of an input, whatever their scores, and returns how many there are.
///
/// Writes rows as `pairs.jsonl` has them, by (`a`, `b`), each pair once.
///
/// # Errors
/// When an input fails, a pair names an article that is missing or one article twice, or the file
/// cannot be written.
///
/// ```
/// use wirecopy::{
///     Atomic, ExtractForm, ExtractTarget, Input, OffsetUnit, PairsGiven, ReadOptions,
/// compare_pairs, output, };
///
/// let folder = tempfile::tempdir().unwrap();
/// let pairs = &folder.path().join("pairs.jsonl");
/// std::fs::write(pairs, r#"{"a": "ap-ferry-1", "b": "hbc-1001"}"#).unwrap();
/// let path = &folder.path().join("aligned.jsonl");
/// let staged = Atomic::new(path)?;
/// let out = ExtractTarget { path, staged: &staged, form: ExtractForm::JsonLines };
/// let given = PairsGiven { pairs, out, offsets: OffsetUnit::Bytes };
/// let inputs = [Input::Path("data/sample".into())];
/// compare_pairs(&inputs, &ReadOptions::new(std::env::temp_dir()), &given, &|_| {})?;
/// let rows = output::rows::<output::Pair>(&staged.publish()?)?;
/// assert_eq!(rows.count(), 1);
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn compare_pairs(
    inputs: &[Input],
    reading: &ReadOptions,
    given: &PairsGiven<'_>,
    observer: &Observer<'_>,
) -> Result<u64> {
    // Seeds are the cheapest sketch, and nothing asks for them here.
    let params =
        ScanParams { only: Only::Articles, candidates: CandidateEngine::Seeds, ..ScanParams::default() };
    let (read, text_source) = ingest::read(inputs, reading, &params, observer)?;
    let corpus = collapse(read, text_source)?.seeded.corpus;
    let mut pairs = numbered(&corpus, given.pairs)?;
    pairs.sort_unstable_by_key(|(a, b)| (corpus.id_rank[*a], corpus.id_rank[*b]));
    pairs.dedup();
    let (alignments, compared) = aligned(&corpus, &pairs, reading)?;
    let ExtractTarget { path, staged, form } = given.out;
    let mut out = RowsWriter::create(staged.path().to_path_buf(), path, form, &PAIRS)?.for_spreadsheets();
    for (index, (pair, (overlap, relation))) in pairs.iter().zip(compared).enumerate() {
        let details = details(&corpus, *pair, alignments.details(index)?, given.offsets)?;
        let longest = alignments.longest(index);
        let row = row(&corpus, *pair, (overlap, relation, longest), details);
        let mut line = serde_json::to_vec(&row).expect("a row serialises to memory");
        line.push(b'\n');
        out.write(&line)?;
    }
    corpus.text_source.assert_unchanged()?;
    out.finish()?;
    Ok(pairs.len() as u64)
}

/// Aligns pairs of articles, and returns the overlap and the relation of each.
fn aligned(
    corpus: &Corpus,
    pairs: &[ArticlePair],
    reading: &ReadOptions,
) -> Result<(Alignments, Vec<(Overlap, Relation)>)> {
    let details = SharedBlobFile::create(&reading.temp_dir)?;
    let annotate = |_, text: &str, analysis: &Analysis| Ok(annotated_alone(text, analysis, None).0);
    let budget = Budget::of(reading.memory_bytes_max);
    let compared = map_article_pairs(corpus, &budget, pairs, annotate, |index, left, right| {
        let (a, b) = pairs[index];
        let shared = SharedRuns::between(&left.text.ngrams, &right.text.ngrams);
        let passages = align_shared(&left.text.ngrams, &right.text.ngrams, &shared);
        let longest = longest_runs(left, right, &shared);
        let overlap = left.text.ngrams.overlap(&right.text.ngrams);
        let context = context_of(corpus, a, b);
        let (relation, evidence) =
            relation_of(&left.annotated, &right.annotated, (&passages, longest), overlap, context);
        let aligned = stored((&passages, longest.anywhere), (&left.text, &right.text), evidence, &details);
        Some(aligned.map(|aligned| (aligned, (overlap, relation))))
    })?;
    let (aligned, compared) = compared.into_iter().collect::<Result<Vec<_>>>()?.into_iter().unzip();
    Ok((Alignments::of(aligned, details), compared))
}

/// Returns what is shown of a pair: of copies one passage, and offsets in the unit that was asked
/// for.
fn details(
    corpus: &Corpus,
    (a, b): ArticlePair,
    mut details: PairDetails,
    offsets: OffsetUnit,
) -> Result<PairDetails> {
    if corpus.text_of(a) == corpus.text_of(b) {
        details.passages = exact_passage(corpus, a, b).into_iter().collect();
    }
    if offsets == OffsetUnit::Characters {
        count_in_characters(corpus, (a, b), &mut details.passages)?;
    }
    Ok(details)
}

fn row(
    corpus: &Corpus,
    (a, b): ArticlePair,
    (overlap, relation, longest): (Overlap, Relation, u32),
    details: PairDetails,
) -> Pair {
    // Without a scan a line is known to be boilerplate by nothing but its position.
    let is_truncated =
        |text_id| TextEnd::of(corpus, |_| false, text_id, &mut Vec::new()).truncation.is_some();
    Pair {
        longest_match_words: Some(longest.into()),
        evidence: Some(details.evidence),
        direction: Some(direction_of(corpus, is_truncated, (a, b), relation)),
        lag_seconds: Some(context_of(corpus, a, b).lag_seconds),
        passages: Some(details.passages),
        ..Pair::of([corpus.id(a), corpus.id(b)], overlap, relation)
    }
}

/// Reads pairs of ids and returns pairs of articles, the smaller id first.
fn numbered(corpus: &Corpus, path: &Path) -> Result<Vec<ArticlePair>> {
    let article = |id: &str, line: u64| {
        let found = corpus.by_id.binary_search_by(|article| corpus.id(*article).cmp(id));
        found.map(|rank| corpus.by_id[rank]).map_err(|_| Error::BadRecord {
            path: path.to_path_buf(),
            line,
            reason: format!("no article of the input has the id \"{id}\""),
        })
    };
    (1..)
        .zip(rows_within::<GivenPair>(path, LINE_BYTES_MAX)?)
        .map(|(line, pair)| {
            let pair = pair?;
            let (a, b) = (article(&pair.a, line)?, article(&pair.b, line)?);
            if a == b {
                let reason = format!("\"{}\" is compared with itself", pair.a);
                return Err(Error::BadRecord { path: path.to_path_buf(), line, reason });
            }
            let is_ordered = corpus.id_rank[a] < corpus.id_rank[b];
            Ok(if is_ordered { (a, b) } else { (b, a) })
        })
        .collect()
}

fn count_in_characters(corpus: &Corpus, (a, b): ArticlePair, passages: &mut [PairPassage]) -> Result<()> {
    let characters_of = |article: ArticleId, mut offsets: Vec<u64>| -> Result<BTreeMap<u64, u64>> {
        offsets.sort_unstable();
        let text = corpus.text_source.text(&corpus.row(article).location)?;
        let characters = character_offsets(&text, &offsets);
        Ok(offsets.into_iter().zip(characters).collect())
    };
    let offsets = |of: fn(&PairPassage) -> [u64; 2]| passages.iter().flat_map(of).collect();
    let in_a = characters_of(a, offsets(|passage| [passage.a_start, passage.a_end]))?;
    let in_b = characters_of(b, offsets(|passage| [passage.b_start, passage.b_end]))?;
    for passage in passages {
        (passage.a_start, passage.a_end) = (in_a[&passage.a_start], in_a[&passage.a_end]);
        (passage.b_start, passage.b_end) = (in_b[&passage.b_start], in_b[&passage.b_end]);
    }
    Ok(())
}
