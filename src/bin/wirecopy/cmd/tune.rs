//! `wirecopy tune`: parameters that find pairs of a given similarity, and what they miss.

use crate::args::{TuneArgs, TuneFormat};
use crate::exit::Outcome;
use crate::tables::tuning::{tuning_plot, tuning_seeds, tuning_table};
use crate::{exit, output};
use anyhow::bail;
use indicatif::HumanCount;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use wirecopy::output::OutputDir;
use wirecopy::report::terminal::counted;
use wirecopy::{Only, ScanParams};
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_io::{Input, ReadOptions};
use wirecopy_lab::evaluate::{PairScores, Reported, TruePair, Truth, evaluate};
use wirecopy_news::relation::is_reported;
use wirecopy_reuse::candidates::{Choice, SeedChoice, Target, choices, curve, expected_misses, seed_choice};
use wirecopy_reuse::overlap::SampleIndex;
use wirecopy_reuse::shingle::{WORDS, distinct, token_hash, token_hashes, word_shingles};
use wirecopy_scratch::{PrivateFolder, temporary_folder};

/// Points of the curve that is printed and of the one that is plotted.
const CURVE_STEPS: usize = 100;
const PLOT_STEPS: usize = 60;

/// Chooses, measures if there is a corpus, and prints.
pub fn run(args: &TuneArgs) -> anyhow::Result<Outcome> {
    if !(args.similarity > 0.0 && args.similarity <= 1.0) {
        bail!("--similarity is {}: a share above 0 and up to 1 is expected", args.similarity);
    }
    if !(args.recall > 0.0 && args.recall < 1.0) {
        bail!("--recall is {}: a share above 0 and below 1 is expected", args.recall);
    }
    let target = Target {
        similarity: args.similarity,
        recall: args.recall,
        memory_bytes_per_item: args.memory_per_article,
    };
    let bands = choices(&target);
    let shingles = args.article_words as usize + 1 - WORDS;
    let seeds = seed_choice(args.run_words.into(), shingles, args.memory_per_article);
    let measured = if args.inputs.is_empty() { None } else { Some(measure(args)?) };
    match args.format {
        TuneFormat::Csv => output::write(|out| {
            writeln!(out, "similarity,probability")?;
            for point in curve(&bands[0], CURVE_STEPS) {
                writeln!(out, "{:.2},{:.6}", point.similarity, point.probability)?;
            }
            Ok(())
        })?,
        TuneFormat::Json => output::print_json(&document(args, &bands, seeds, measured.as_ref()))?,
        TuneFormat::Text => output::print(&page(args, &bands, seeds, measured.as_ref()))?,
    }
    Ok(Outcome::Done)
}

/// True pairs of the sample, and how many of them the scan found.
struct TrueRecall {
    articles: u64,
    sampled: u64,
    scores: PairScores,
    similarities: Vec<f64>,
}

/// Returns the share of pairs missed, with similarities as measured, or spread evenly from the
/// target to 1.
fn misses(args: &TuneArgs, choice: &Choice, measured: Option<&TrueRecall>) -> f64 {
    match measured {
        Some(measured) => expected_misses(choice, measured.similarities.iter().copied()),
        None => {
            let step = (1.0 - args.similarity) / CURVE_STEPS as f64;
            let even = (0..=CURVE_STEPS).map(|index| args.similarity + step * index as f64);
            expected_misses(choice, even)
        }
    }
}

fn pairs_of(articles: u64) -> f64 {
    articles as f64 * (articles as f64 - 1.0) / 2.0
}

fn page(
    args: &TuneArgs,
    bands: &[Choice],
    seeds: Option<SeedChoice>,
    measured: Option<&TrueRecall>,
) -> String {
    let palette = args.color.palette();
    let articles = measured.map_or(args.articles, |measured| measured.articles);
    let mut text =
        format!("Pairs at Jaccard {} and more, {} of them to be found.\n\n", args.similarity, args.recall);
    text.push_str(&tuning_table(bands, pairs_of(articles), palette));
    let best = &bands[0];
    let spread = if measured.is_some() { "as in the sample" } else { "spread evenly up to 1" };
    text.push_str(&format!(
        "  false candidates among {}; {} × {} misses {:.2} % of the pairs at {} and more, {spread}\n  scan uses word-5 shingles; others serve other engines\n\n",
        counted(articles, "article"),
        best.banding.bands,
        best.banding.rows,
        100.0 * misses(args, best, measured),
        args.similarity,
    ));
    text.push_str(&format!(
        "P(candidate) of {} × {} by word-{}, over Jaccard by word-5:\n",
        best.banding.bands, best.banding.rows, best.shingle_words
    ));
    text.push_str(&tuning_plot(&curve(best, PLOT_STEPS)));
    text.push('\n');
    if let Some(seeds) = &seeds {
        text.push_str(&tuning_seeds(seeds, palette));
    }
    if let Some(measured) = measured {
        let scores = &measured.scores;
        let figure = |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.4}"));
        let [low, high] = scores.recall_interval.unwrap_or([0.0, 1.0]);
        text.push_str(&format!(
            "\nMeasured: {} of {} compared with all others\n  direct recall {} ({low:.4} to {high:.4}) of {}, joined {}\n",
            HumanCount(measured.sampled),
            counted(measured.articles, "article"),
            figure(scores.recall),
            counted(scores.true_pairs, "true pair"),
            figure(scores.joined),
        ));
    }
    text
}

fn document(
    args: &TuneArgs,
    bands: &[Choice],
    seeds: Option<SeedChoice>,
    measured: Option<&TrueRecall>,
) -> Value {
    let articles = measured.map_or(args.articles, |measured| measured.articles);
    let choice = |choice: &Choice| {
        json!({
            "shingle_words": choice.shingle_words,
            "bands": choice.banding.bands,
            "rows": choice.banding.rows,
            "slots": choice.banding.slots(),
            "similarity": choice.similarity,
            "recall": choice.recall,
            "memory_bytes": choice.memory_bytes,
            "false_candidates": choice.false_candidates_per_million * pairs_of(articles) / 1e6,
            "expected_misses": misses(args, choice, measured),
            "meets_target": choice.meets_target,
        })
    };
    let points: Vec<Value> = curve(&bands[0], CURVE_STEPS)
        .iter()
        .map(|point| json!({"similarity": point.similarity, "probability": point.probability}))
        .collect();
    json!({
        "target": {
            "similarity": args.similarity,
            "recall": args.recall,
            "memory_bytes_per_article": args.memory_per_article,
        },
        "choices": bands.iter().map(choice).collect::<Vec<_>>(),
        "curve": points,
        "seeds": seeds.map(|seeds| json!({
            "window": seeds.window,
            "run_words_guaranteed": seeds.run_words_guaranteed,
            "seeds_per_article": seeds.seeds_per_item,
            "memory_bytes": seeds.memory_bytes,
            "meets_memory": seeds.meets_memory,
        })),
        "measured": measured.map(|measured| json!({
            "articles": measured.articles,
            "sampled": measured.sampled,
            "pairs": measured.scores,
        })),
    })
}

/// Scans the inputs, finds all true pairs of a sample without candidates, and scores the scan
/// against them.
fn measure(args: &TuneArgs) -> anyhow::Result<TrueRecall> {
    if args.inputs.iter().any(|path| path.as_os_str() == "-") {
        bail!("standard input cannot be read twice: name a file");
    }
    let home = exit::begin(|| temporary_folder(&args.reading.temp_dir()), PrivateFolder::path)?;
    let inputs: Vec<Input> = args.inputs.iter().cloned().map(Input::Path).collect();
    let options = ReadOptions { temp_dir: home.path().to_path_buf(), ..args.reading.options()? };
    let params = ScanParams { only: Only::Articles, candidates: args.candidates, ..ScanParams::default() };
    let measured = scan_and_compare(&inputs, &options, &params, home.path().join("scan"), args.sample.into());
    let folder = home.path().to_path_buf();
    exit::finish(&folder, || home.close())?;
    measured
}

fn scan_and_compare(
    inputs: &[Input],
    options: &ReadOptions,
    params: &ScanParams,
    target: PathBuf,
    sample_len: usize,
) -> anyhow::Result<TrueRecall> {
    let output = OutputDir::create(&target)?;
    wirecopy::scan(inputs, options, params, &output, &|_| {})?;
    let reported = super::evaluate::reported(output.folder.path())?;
    let sample = sample(&reported, sample_len);
    let mut sets: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for_each_set(inputs, options, |id, set| {
        if sample.contains(id) {
            sets.insert(id.to_owned(), set.to_vec());
        }
    })?;
    let index = SampleIndex::new(sets.values().map(Vec::as_slice));
    let ids: Vec<&String> = sets.keys().collect();
    let mut truth = Truth::default();
    for_each_set(inputs, options, |other, set| {
        for (number, overlap) in index.overlaps(set) {
            let id = ids[number as usize];
            // A pair of two sampled articles is found from both sides.
            let is_second_look = sets.contains_key(other) && other <= id.as_str();
            if is_reported(overlap) && !is_second_look {
                truth.pairs.push(TruePair {
                    a: id.clone(),
                    b: other.to_owned(),
                    jaccard: Some(overlap.jaccard()),
                    containment: Some(overlap.containment()),
                    shared: Some(overlap.shared.into()),
                    expected: true,
                    ..TruePair::default()
                });
            }
        }
    })?;
    if truth.pairs.is_empty() {
        bail!("no article of the sample shares text with another: name a larger --sample");
    }
    let similarities = truth.pairs.iter().filter_map(|pair| pair.jaccard).collect();
    let Some(scores) = evaluate(&reported, &truth).pairs else { bail!("the scan wrote no pairs") };
    Ok(TrueRecall {
        articles: reported.articles.len() as u64,
        sampled: sets.len() as u64,
        scores,
        similarities,
    })
}

/// Samples articles evenly by the hash of their ids, so that neighbours in a dump are no more
/// likely than others.
fn sample(reported: &Reported, len: usize) -> BTreeSet<&str> {
    let mut ids: Vec<&str> = reported.articles.iter().map(|article| article.id.as_str()).collect();
    ids.sort_by_cached_key(|id| token_hash(id.as_bytes()));
    ids.into_iter().take(len).collect()
}

/// Calls `with(id, set)` for the word-5 shingles of each article. Articles whose ids had to be made
/// unique have other ids in the scan and are never sampled.
fn for_each_set(
    inputs: &[Input],
    options: &ReadOptions,
    mut with: impl FnMut(&str, &[u64]),
) -> anyhow::Result<()> {
    let (mut analysis, mut tokens, mut shingles) = (Analysis::default(), Vec::new(), Vec::new());
    let mut input_reader = wirecopy_io::open(inputs, options)?;
    while let Some(block) = input_reader.next_block()? {
        for document in block.decode(options).documents {
            analyse(&document.text, &mut analysis);
            tokens.clear();
            tokens.extend(token_hashes(&analysis, analysis.all_tokens()));
            shingles.clear();
            word_shingles(&tokens, &mut shingles);
            distinct(&mut shingles);
            with(&document.id, &shingles);
        }
    }
    Ok(())
}
