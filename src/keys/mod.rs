//! Keys of articles, by which another engine finds the pairs that are worth a comparison.
//!
//! *Takes* inputs. *Gives* the keys of each article, in reading order. *Costs* one reading.
//! *Never* looks at a second article: boilerplate is known by form and place only, as in `trace`,
//! and whoever joins the keys decides what a large group is. *Source*: the two steps of candidates
//! of Broder et al. 1997, "Syntactic clustering of the web", section 3, without the second one.

use crate::compare::annotate::UnitsAlone;
use crate::corpus::sketch::{BandHasher, SignatureSpace};
use crate::error::{Error, Result};
use crate::fingerprints::TextFingerprints;
use crate::ordered::in_order;
use crate::params::CandidateEngine;
use crate::rejects::RejectReporter;
use wirecopy_article::event::{Event, Observer, Stage};
use wirecopy_article::{Reject, RejectReason};
use wirecopy_io::{Block, Input, ReadOptions, open};
use wirecopy_reuse::candidates::Banding;

/// The keys of one article. Two articles are candidates if they share as many of their seeds as
/// [`seeds_needed`](wirecopy_reuse::candidates::seeds_needed) says, or one of their bands.
///
/// ```
/// use wirecopy::{ArticleKeys, CandidateEngine, Input, ReadOptions, article_keys};
///
/// let inputs = [Input::Path("data/sample/wire.jsonl".into())];
/// let reading = ReadOptions::new(std::env::temp_dir());
/// let mut all: Vec<ArticleKeys> = Vec::new();
/// let engine = CandidateEngine::Bands;
/// let read = article_keys(&inputs, &reading, engine, &|_| {}, |keys| all.push(keys))?;
/// assert_eq!(read, all.len() as u64);
/// assert!(all.iter().all(|article| article.keys.len() == 32 && article.keys.is_sorted()));
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleKeys {
    /// Id of its record, which another record may have, too.
    pub id: String,
    /// Hash of its tokens, equal for copies.
    pub text_hash: u128,
    /// Tokens in the text.
    pub words: u64,
    /// Number of shingles by which candidates know it.
    pub shingles: u32,
    /// Its keys, ascending, each once.
    pub keys: Vec<u64>,
}

/// Calls `take` with the keys of each article of the inputs, in reading order, and returns how many
/// there are. Work runs on the current rayon pool.
///
/// # Errors
/// [`Error::Parameter`] for both engines at once, whose keys follow different rules; when an input
/// fails. A bad record is rejected, unless `reading.strict`.
///
/// ```
/// use wirecopy::{CandidateEngine, Input, ReadOptions, article_keys};
///
/// let inputs = [Input::Path("data/sample/wire.jsonl".into())];
/// let reading = ReadOptions::new(std::env::temp_dir());
/// let mut keys = 0;
/// let add = |article: wirecopy::ArticleKeys| keys += article.keys.len();
/// article_keys(&inputs, &reading, CandidateEngine::Seeds, &|_| {}, add)?;
/// assert!(keys > 0);
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn article_keys(
    inputs: &[Input],
    reading: &ReadOptions,
    engine: CandidateEngine,
    observer: &Observer<'_>,
    mut take: impl FnMut(ArticleKeys),
) -> Result<u64> {
    let bands = match engine {
        CandidateEngine::Seeds => None,
        CandidateEngine::Bands => Some(BandHasher::new(Banding::ARTICLES)),
        CandidateEngine::Both => {
            let (name, value) = ("candidates", engine.name().to_owned());
            return Err(Error::Parameter { name, value, expected: "seeds or bands is expected" });
        }
    };
    observer(Event::Stage(Stage::Read));
    let input_reader = open(inputs, reading)?;
    if let Some(bytes) = input_reader.size_bytes() {
        observer(Event::InputSize { bytes });
    }
    let mut reporter = RejectReporter::new(reading, observer);
    let (mut articles, mut rejected) = (0, 0);
    let make = |_, block: &Block, work: &mut KeySpace| keys_of(block, reading, bands.as_ref(), work);
    let input_reader = in_order(input_reader, make, |block: KeyedBlock| {
        let records = (block.articles.len() + block.rejects.len()) as u64;
        observer(Event::Read { bytes: block.bytes_on_disk, records });
        articles += block.articles.len() as u64;
        rejected += block.rejects.len() as u64;
        reporter.report(&block.rejects)?;
        block.articles.into_iter().for_each(&mut take);
        Ok(())
    })?;
    reporter.finish(rejected);
    let (text_source, warnings, _) = input_reader.finish();
    text_source.assert_unchanged()?;
    warnings.into_iter().for_each(|warning| observer(Event::Warning(warning)));
    Ok(articles)
}

/// Working space of one thread.
#[derive(Default)]
struct KeySpace {
    fingerprints: TextFingerprints,
    signatures: SignatureSpace,
    of_bands: Vec<u32>,
}

struct KeyedBlock {
    bytes_on_disk: u64,
    articles: Vec<ArticleKeys>,
    rejects: Vec<Reject>,
}

fn keys_of(
    block: &Block,
    reading: &ReadOptions,
    bands: Option<&BandHasher>,
    work: &mut KeySpace,
) -> KeyedBlock {
    let decoded = block.decode(reading);
    let mut rejects = decoded.rejects;
    let mut articles = Vec::with_capacity(decoded.documents.len());
    for document in decoded.documents {
        let KeySpace { fingerprints, signatures, of_bands } = &mut *work;
        if !fingerprints.read(&document.text) {
            rejects.push(document.reject(RejectReason::TextWithoutWords));
            continue;
        }
        let mut keys = match bands {
            None => {
                let (analysis, tokens) = (&fingerprints.analysis, &fingerprints.tokens);
                UnitsAlone::of(&document.text, analysis, tokens).seeds(fingerprints)
            }
            Some(hasher) => {
                of_bands.clear();
                hasher.keys(&fingerprints.shingles, signatures, of_bands);
                (0..).zip(&*of_bands).map(|(band, key): (u64, &u32)| band << 32 | u64::from(*key)).collect()
            }
        };
        keys.sort_unstable();
        keys.dedup();
        articles.push(ArticleKeys {
            text_hash: fingerprints.text_hash(None),
            words: fingerprints.tokens.len() as u64,
            shingles: fingerprints.n_shingles(),
            keys,
            id: document.id.into_owned(),
        });
    }
    rejects.sort();
    KeyedBlock { bytes_on_disk: block.bytes_on_disk, articles, rejects }
}
