//! The articles of all benches, prepared once for every stage.

use rand_xoshiro::SplitMix64;
use rand_xoshiro::rand_core::{Rng, SeedableRng};
use std::sync::LazyLock;
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_lab::generate::{Dump, GenerateParams, GeneratedArticle, TruthRow, articles_with_truth};
use wirecopy_reuse::shingle::{distinct, token_hashes, word_shingles};

/// Articles of the corpus: some megabytes of text. Without optimisation (as a test) fewer do.
pub const ARTICLES: u64 = if cfg!(debug_assertions) { 200 } else { 2_000 };

/// Any other number gives another corpus of the same kind.
const SEED: u64 = 7;

/// Generated news: half of it copies of the other half, as scrapers find them.
pub struct Corpus {
    pub articles: Vec<GeneratedArticle>,
    /// One for each article.
    pub truth: Vec<TruthRow>,
    /// One for each article.
    pub analyses: Vec<Analysis>,
    /// Hashes of the tokens of each article, in order.
    pub tokens: Vec<Vec<u64>>,
    /// Word shingles of each article, in order and with repeats.
    pub shingles: Vec<Vec<u64>>,
    /// The shingles as sorted sets.
    pub sets: Vec<Vec<u64>>,
    /// Copies with their sources, smaller number first, sorted.
    pub pairs: Vec<(u32, u32)>,
}

pub static CORPUS: LazyLock<Corpus> = LazyLock::new(Corpus::make);

impl Corpus {
    fn make() -> Corpus {
        let (articles, truth): (Vec<_>, Vec<_>) =
            articles_with_truth(&dump(), 0..ARTICLES).into_iter().unzip();
        let analyses: Vec<Analysis> = articles.iter().map(|article| analysed(&article.text)).collect();
        let tokens: Vec<Vec<u64>> =
            analyses.iter().map(|analysis| token_hashes(analysis, analysis.all_tokens()).collect()).collect();
        let shingles: Vec<Vec<u64>> = tokens.iter().map(|tokens| shingles_of(tokens)).collect();
        let sets = shingles.iter().cloned().map(set_of).collect();
        let pairs = pairs_of(&articles, &truth);
        Corpus { articles, truth, analyses, tokens, shingles, sets, pairs }
    }

    /// Bytes of all texts.
    pub fn text_bytes(&self) -> u64 {
        self.articles.iter().map(|article| article.text.len() as u64).sum()
    }

    /// Bytes of the texts of all pairs, both sides.
    pub fn pair_bytes(&self) -> u64 {
        let len = |number: u32| self.articles[number as usize].text.len() as u64;
        self.pairs.iter().map(|(a, b)| len(*a) + len(*b)).sum()
    }

    /// The articles as JSON Lines.
    pub fn json_lines(&self) -> String {
        self.articles
            .iter()
            .map(|article| serde_json::to_string(article).expect("an article is an object of strings") + "\n")
            .collect()
    }
}

/// The dump that the corpus is all of.
pub fn dump() -> Dump {
    Dump::new(GenerateParams::noisy(ARTICLES, SEED)).expect("a preset is in its ranges")
}

pub fn analysed(text: &str) -> Analysis {
    let mut analysis = Analysis::default();
    analyse(text, &mut analysis);
    analysis
}

fn shingles_of(tokens: &[u64]) -> Vec<u64> {
    let mut shingles = Vec::new();
    word_shingles(tokens, &mut shingles);
    shingles
}

pub fn set_of(mut shingles: Vec<u64>) -> Vec<u64> {
    distinct(&mut shingles);
    shingles
}

fn pairs_of(articles: &[GeneratedArticle], truth: &[TruthRow]) -> Vec<(u32, u32)> {
    // Ids are in the order of numbers.
    let number =
        |id: &str| articles.binary_search_by(|article| article.id.as_str().cmp(id)).expect("a known id");
    let mut pairs: Vec<(u32, u32)> = (0..)
        .zip(truth)
        .filter_map(|(copy, row): (u32, _)| {
            let source = number(row.source.as_deref()?) as u32;
            Some((copy.min(source), copy.max(source)))
        })
        .collect();
    pairs.sort_unstable();
    pairs
}

/// Numbers without structure for inputs that are not text.
pub fn numbers(seed: u64) -> impl FnMut() -> u64 {
    let mut generator = SplitMix64::from_seed(seed.to_le_bytes());
    move || generator.next_u64()
}
