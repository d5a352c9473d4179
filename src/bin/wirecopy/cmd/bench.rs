//! `wirecopy bench`: the throughput of each stage on this machine and these articles.

use crate::args::{BenchArgs, OutputFormat, input};
use crate::exit::Outcome;
use crate::measure::{Elapsed, clock_megahertz};
use crate::measurement::{Measurement, PASSES, workers};
use crate::passes::{Depth, pass};
use crate::tables::benchmark::{Benchmark, BenchmarkRun, BenchmarkStage, benchmark_tables};
use crate::{exit, output};
use anyhow::{Context as _, bail};
use std::fs::File;
use std::io::Write;
use std::path::Path;
use wirecopy::ScanParams;
use wirecopy::report::terminal::counted;
use wirecopy_article::event::Stage;
use wirecopy_io::Input;
use wirecopy_lab::generate::{BLOCK_ARTICLES, Dump, GenerateParams};
use wirecopy_scratch::{PrivateFolder, temporary_folder};

/// The generated dump in the temporary folder.
const GENERATED: &str = "articles.jsonl";

/// Blocks of generated articles between two writes.
const BLOCKS_AT_ONCE: u64 = 16;

/// Measures, and prints the results.
pub fn run(args: &BenchArgs) -> anyhow::Result<Outcome> {
    let params = args.params();
    params.check()?;
    if args.inputs.iter().any(|path| path.as_os_str() == "-") {
        bail!("standard input cannot be read twice: name a file");
    }
    if let Some((threads, home)) = args.alone() {
        let measured =
            Measurement::here(threads, &inputs_in(args, home), &args.reading.options()?, &params, home)?;
        output::write(|out| Ok(serde_json::to_writer(out, &measured)?))?;
        return Ok(Outcome::Done);
    }
    let home = exit::begin(|| temporary_folder(&args.reading.temp_dir()), PrivateFolder::path)?;
    let folder = home.path().to_path_buf();
    let measured = measure(args, &params, &home);
    exit::finish(&folder, || home.close()).context("cannot remove the temporary folder")?;
    let benchmark = measured?;
    match args.output.format {
        OutputFormat::Text => output::print(&benchmark_tables(&benchmark, args.output.color.palette()))?,
        OutputFormat::Json => output::print_json(&benchmark)?,
    }
    Ok(Outcome::Done)
}

fn measure(args: &BenchArgs, params: &ScanParams, home: &PrivateFolder) -> anyhow::Result<Benchmark> {
    let options = args.reading.options()?;
    let names = corpus(args, home)?;
    let inputs = inputs_in(args, home.path());
    say(args, "reading the inputs once, so that every pass finds them in the system's cache");
    let warm = workers(std::thread::available_parallelism().map_or(1, usize::from))?;
    let counts = pass(&warm, &inputs, &options, Depth::Parse)?;
    if counts.articles == 0 {
        bail!("no article was read: there is nothing to measure");
    }
    let mut benchmark = Benchmark {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        inputs: names,
        articles: counts.articles,
        bytes_on_disk: counts.bytes_on_disk,
        bytes_of_text: counts.bytes_of_text,
        only: params.only.name().to_owned(),
        candidates: params.candidates.name().to_owned(),
        repeated: args.runs.into(),
        clock_megahertz: clock_megahertz(),
        runs: Vec::new(),
    };
    for threads in args.thread_numbers() {
        let mut measured = Vec::new();
        for number in 1..=args.runs {
            say(args, &format!("threads: {threads}, measurement {number} of {}", args.runs));
            measured.push(Measurement::apart(threads, home.path())?);
        }
        let run = medians(&benchmark, threads, &measured);
        benchmark.runs.push(run);
    }
    Ok(benchmark)
}

/// Generates a dump if the inputs are not given, and returns the names of the inputs.
fn corpus(args: &BenchArgs, home: &PrivateFolder) -> anyhow::Result<Vec<String>> {
    let Some(articles) = args.articles else {
        return Ok(args.inputs.iter().map(|path| path.display().to_string()).collect());
    };
    say(args, &format!("generating {}", counted(articles, "article")));
    let dump = Dump::new(GenerateParams::noisy(articles, args.seed))?;
    let (path, mut file) = home.create_file(GENERATED)?;
    write_articles(&dump, &mut file).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(vec![format!("generated: {}, seed {}", counted(articles, "article"), args.seed)])
}

/// Returns the named inputs, or the generated dump.
fn inputs_in(args: &BenchArgs, home: &Path) -> Vec<Input> {
    match args.articles {
        None => args.inputs.iter().map(input).collect(),
        Some(_) => vec![Input::Path(home.join(GENERATED))],
    }
}

fn write_articles(dump: &Dump, file: &mut File) -> std::io::Result<()> {
    let step = BLOCK_ARTICLES * BLOCKS_AT_ONCE;
    for first in (0..dump.articles()).step_by(step as usize) {
        for (articles, _) in super::generate::make(dump, first..first + step, true) {
            file.write_all(&articles)?;
        }
    }
    Ok(())
}

fn say(args: &BenchArgs, what: &str) {
    if !args.quiet {
        output::say(what);
    }
}

/// Returns medians of the measurements, and what follows from them.
fn medians(benchmark: &Benchmark, threads: usize, measured: &[Measurement]) -> BenchmarkRun {
    let median = |of: &dyn Fn(&Measurement) -> Elapsed| Elapsed::median(measured.iter().map(of).collect());
    let total = |elapsed: Elapsed| benchmark.total(elapsed.seconds, elapsed.cpu_seconds);
    let stage = |name: &str, by_difference, elapsed: Elapsed| BenchmarkStage {
        stage: name.to_owned(),
        by_difference,
        took: total(elapsed),
    };
    let mut stages = Vec::new();
    let mut before = Elapsed::default();
    for (number, (_, name)) in PASSES.iter().enumerate() {
        let elapsed = median(&|measured| measured.passes[number]);
        stages.push(stage(name, true, elapsed.minus(before)));
        before = elapsed;
    }
    for (number, (scan_stage, _)) in measured[0].stages.iter().enumerate() {
        let elapsed = median(&|measured| measured.stages[number].1);
        if scan_stage == Stage::Read.name() {
            stages.push(stage("sketch", true, elapsed.minus(before)));
        } else {
            stages.push(stage(scan_stage, false, elapsed));
        }
    }
    let (floor, scan) = (total(before), total(median(&|measured| measured.scan)));
    let first = benchmark.runs.first();
    let (base_seconds, base_threads) =
        first.map_or((scan.seconds, threads as f64), |run| (run.scan.seconds, run.threads as f64));
    let memory_bytes_peak = measured.iter().filter_map(|measured| measured.memory_bytes_peak).max();
    BenchmarkRun {
        threads: threads as u64,
        stages,
        floor,
        scan,
        scan_over_floor: scan.seconds / floor.seconds.max(1e-9),
        scaling_efficiency: base_seconds / scan.seconds.max(1e-9) * base_threads / threads as f64,
        memory_bytes_peak,
        memory_bytes_per_article: memory_bytes_peak.map(|bytes| bytes as f64 / benchmark.articles as f64),
    }
}
