//! `wirecopy bench`: how fast each stage is, here and on these articles.

use crate::args::{BenchArgs, Format, input};
use crate::exit::{self, Outcome};
use crate::measure::{Clock, Took, clock_megahertz, memory_bytes_peak, reset_memory_peak};
use crate::output;
use crate::passes::{Counts, Depth, pass};
use anyhow::{Context as _, bail};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use tempfile::TempDir;
use wirecopy::event::{Event, Stage};
use wirecopy::formats::{Input, ReadOptions, refuse_replacing_input};
use wirecopy::generate::{BLOCK_ARTICLES, Dump, GenerateParams};
use wirecopy::params::ScanParams;
use wirecopy::records::{OutputDir, Staged};
use wirecopy::report::{Benchmark, BenchmarkRun, BenchmarkStage, benchmark_plot, benchmark_tables};

/// Passes over the inputs, each doing one thing more than the one before, and the stage that the difference is told as.
const PASSES: [(Depth, &str); 5] = [
    (Depth::Read, "read"),
    (Depth::Decompress, "decompress"),
    (Depth::Parse, "parse"),
    (Depth::Tokenise, "tokenise"),
    (Depth::Shingle, "shingle"),
];

/// Blocks of generated articles between two writes.
const BLOCKS_AT_ONCE: u64 = 16;

/// Measures, and prints or draws what was measured.
pub fn run(args: &BenchArgs) -> anyhow::Result<Outcome> {
    let params = args.params();
    params.check()?;
    if args.inputs.iter().any(|path| path.as_os_str() == "-") {
        bail!("standard input cannot be read twice: name a file");
    }
    let plot = plot(args)?;
    let home = super::temporary_folder(&args.manner.temp_dir())?;
    let folder = home.path().to_path_buf();
    exit::begin(&folder);
    let measured = measure(args, &params, &home);
    exit::finish(&folder, || home.close()).context("cannot remove the temporary folder")?;
    let benchmark = measured?;
    if let Some(plot) = plot {
        plot.write(benchmark_plot(&benchmark).as_bytes())?;
        let path = plot.path().to_path_buf();
        exit::finish(&path, || plot.publish())?;
    }
    match args.format {
        Format::Text => output::print(&benchmark_tables(&benchmark, args.color.palette()))?,
        Format::Json => output::write(|out| {
            serde_json::to_writer_pretty(&mut *out, &benchmark)?;
            Ok(out.write_all(b"\n")?)
        })?,
    }
    Ok(Outcome::Done)
}

/// Where the plot goes; what cannot be written is told before anything is measured.
fn plot(args: &BenchArgs) -> anyhow::Result<Option<Staged>> {
    let Some(path) = &args.plot else { return Ok(None) };
    let inputs: Vec<Input> = args.inputs.iter().map(input).collect();
    refuse_replacing_input(path, &inputs)?;
    let plot = Staged::beside(path)?;
    exit::begin(plot.path());
    Ok(Some(plot))
}

fn measure(args: &BenchArgs, params: &ScanParams, home: &TempDir) -> anyhow::Result<Benchmark> {
    let options = args.manner.options();
    let (inputs, names) = corpus(args, home.path())?;
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
        let pool = workers(threads)?;
        let mut measured = Vec::new();
        for number in 1..=args.runs {
            say(args, &format!("threads: {threads}, measurement {number} of {}", args.runs));
            measured.push(Measured::of(&pool, &inputs, &options, params, home.path())?);
        }
        let run = told(&benchmark, threads, &measured);
        benchmark.runs.push(run);
    }
    Ok(benchmark)
}

/// The named inputs, or a dump generated for the purpose.
fn corpus(args: &BenchArgs, home: &Path) -> anyhow::Result<(Vec<Input>, Vec<String>)> {
    let Some(articles) = args.articles else {
        let names = args.inputs.iter().map(|path| path.display().to_string()).collect();
        return Ok((args.inputs.iter().map(input).collect(), names));
    };
    say(args, &format!("generating {articles} articles"));
    let dump = Dump::new(GenerateParams::noisy(articles, args.seed))?;
    let path = home.join("articles.jsonl");
    write_articles(&dump, &path).with_context(|| format!("cannot write {}", path.display()))?;
    Ok((vec![Input::Path(path)], vec![format!("generated: {articles} articles, seed {}", args.seed)]))
}

fn write_articles(dump: &Dump, path: &Path) -> std::io::Result<()> {
    let mut file = std::fs::File::create(path)?;
    let step = BLOCK_ARTICLES * BLOCKS_AT_ONCE;
    for first in (0..dump.articles()).step_by(step as usize) {
        for (articles, _) in super::generate::make(dump, first..first + step, true) {
            file.write_all(&articles)?;
        }
    }
    Ok(())
}

fn workers(threads: usize) -> anyhow::Result<ThreadPool> {
    Ok(ThreadPoolBuilder::new().num_threads(threads).build()?)
}

fn say(args: &BenchArgs, what: &str) {
    if !args.quiet {
        eprintln!("{what}");
    }
}

/// One measurement with one number of threads.
struct Measured {
    /// Each of [`PASSES`].
    passes: Vec<Took>,
    /// The scan's own stages.
    stages: Vec<(Stage, Took)>,
    scan: Took,
    memory_bytes_peak: Option<u64>,
}

impl Measured {
    fn of(
        pool: &ThreadPool,
        inputs: &[Input],
        options: &ReadOptions,
        params: &ScanParams,
        home: &Path,
    ) -> anyhow::Result<Measured> {
        let mut passes = Vec::new();
        for (depth, _) in PASSES {
            let clock = Clock::begin();
            let counts: Counts = pass(pool, inputs, options, depth)?;
            passes.push(clock.took());
            std::hint::black_box(counts);
        }
        let output = OutputDir::create(&home.join("scan"))?;
        let heard: Mutex<Vec<(Stage, Clock)>> = Mutex::default();
        let hear = |event| {
            if let Event::Stage(stage) = event {
                heard.lock().unwrap_or_else(PoisonError::into_inner).push((stage, Clock::begin()));
            }
        };
        let can_reset = reset_memory_peak();
        let clock = Clock::begin();
        pool.install(|| wirecopy::pipeline::scan(inputs, options, params, &output, &hear))?;
        let scan = clock.took();
        let memory_bytes_peak = memory_bytes_peak().filter(|_| can_reset);
        let begun = heard.into_inner().unwrap_or_else(PoisonError::into_inner);
        let ends = begun.iter().skip(1).map(|(_, clock)| clock.since(&begun[0].1));
        let mut before = Took::default();
        let stages = begun
            .iter()
            .zip(ends.chain([scan]))
            .map(|((stage, _), end)| {
                let took = end.minus(before);
                before = end;
                (*stage, took)
            })
            .collect();
        Ok(Measured { passes, stages, scan, memory_bytes_peak })
    }
}

/// Medians of the measurements, and what follows from them.
fn told(benchmark: &Benchmark, threads: usize, measured: &[Measured]) -> BenchmarkRun {
    let median = |of: &dyn Fn(&Measured) -> Took| Took::median(measured.iter().map(of).collect());
    let total = |took: Took| benchmark.total(took.seconds, took.cpu_seconds);
    let stage = |name: &str, by_difference, took: Took| BenchmarkStage {
        stage: name.to_owned(),
        by_difference,
        took: total(took),
    };
    let mut stages = Vec::new();
    let mut before = Took::default();
    for (number, (_, name)) in PASSES.iter().enumerate() {
        let took = median(&|measured| measured.passes[number]);
        stages.push(stage(name, true, took.minus(before)));
        before = took;
    }
    for (number, (scan_stage, _)) in measured[0].stages.iter().enumerate() {
        let took = median(&|measured| measured.stages[number].1);
        match scan_stage {
            Stage::Read => stages.push(stage("sketch", true, took.minus(before))),
            other => stages.push(stage(other.name(), false, took)),
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
