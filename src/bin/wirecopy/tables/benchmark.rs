//! Measurements of `bench` and their tables.

use indicatif::HumanCount;
use serde::Serialize;
use std::fmt::Write as _;
use wirecopy::report::terminal::{Palette, counted, table};

/// Throughput on one machine and one corpus. MB are 10⁶ bytes of text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Benchmark {
    /// Version of the program.
    pub version: String,
    /// Inputs as they were named, or what was generated.
    pub inputs: Vec<String>,
    /// Articles with a text.
    pub articles: u64,
    /// Bytes of the inputs on disk.
    pub bytes_on_disk: u64,
    /// Bytes of all texts.
    pub bytes_of_text: u64,
    /// The levels that were compared.
    pub only: String,
    /// The engine that proposed pairs of articles.
    pub candidates: String,
    /// Measurements per number of threads; times are medians of them.
    pub repeated: u64,
    /// Clock rate from which cycles are estimated, MHz.
    pub clock_megahertz: Option<f64>,
    /// One run per number of threads, ascending.
    pub runs: Vec<BenchmarkRun>,
}

/// The measurement with one number of threads.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BenchmarkRun {
    /// Worker threads.
    pub threads: u64,
    /// Stages in the order of the scan.
    pub stages: Vec<BenchmarkStage>,
    /// Reading, parsing, tokenising and shingling alone.
    pub floor: BenchmarkTotal,
    /// The whole scan.
    pub scan: BenchmarkTotal,
    /// `scan.seconds` over `floor.seconds`.
    pub scan_over_floor: f64,
    /// Speed-up over the run of fewest threads, divided by the ratio of threads.
    pub scaling_efficiency: f64,
    /// Largest resident memory of a process that ran this scan and nothing else, in bytes; `null`
    /// if the system does not say.
    pub memory_bytes_peak: Option<u64>,
    /// `memory_bytes_peak` over the number of articles.
    pub memory_bytes_per_article: Option<f64>,
}

/// One stage.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BenchmarkStage {
    /// Name of the stage.
    pub stage: String,
    /// Measured as the difference of two passes rather than by the scan itself.
    pub by_difference: bool,
    /// Its time.
    #[serde(flatten)]
    pub took: BenchmarkTotal,
}

/// Time and the rates that follow from it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct BenchmarkTotal {
    /// Wall time.
    pub seconds: f64,
    /// Processor time of all threads; `null` if the system does not say.
    pub cpu_seconds: Option<f64>,
    /// Bytes of text over wall time; `null` if no time was measured.
    pub megabytes_per_second: Option<f64>,
    /// Articles over wall time; `null` if no time was measured.
    pub articles_per_second: Option<f64>,
    /// Processor time by the clock rate, over bytes of text: an estimate, no counter is read.
    pub cycles_per_byte_estimate: Option<f64>,
}

impl Benchmark {
    /// The rates that follow from a time.
    pub fn total(&self, seconds: f64, cpu_seconds: Option<f64>) -> BenchmarkTotal {
        let rate = |amount: f64| (seconds > 0.0).then(|| amount / seconds);
        let cycles = cpu_seconds.zip(self.clock_megahertz).map(|(cpu, clock)| cpu * clock * 1e6);
        BenchmarkTotal {
            seconds,
            cpu_seconds,
            megabytes_per_second: rate(self.bytes_of_text as f64 / 1e6),
            articles_per_second: rate(self.articles as f64),
            cycles_per_byte_estimate: cycles.map(|cycles| cycles / (self.bytes_of_text as f64).max(1.0)),
        }
    }
}

/// A table per number of threads, and the sweep over these numbers.
pub fn benchmark_tables(benchmark: &Benchmark, palette: Palette) -> String {
    let mut text = format!(
        "{}, {:.1} MB of text ({:.1} MB on disk)\n",
        palette.figure(&counted(benchmark.articles, "article")),
        benchmark.bytes_of_text as f64 / 1e6,
        benchmark.bytes_on_disk as f64 / 1e6,
    );
    for run in &benchmark.runs {
        let _ = writeln!(text, "\n{}", palette.heading(&counted(run.threads, "thread")));
        let rows = run.stages.iter().map(|stage| (stage.stage.as_str(), &stage.took));
        let rows = rows.chain([("scan", &run.scan), ("floor", &run.floor)]);
        let rows = rows.map(|(name, took)| stage_cells(name, took, run.scan.seconds));
        let header = ["stage", "seconds", "share", "MB/s", "articles/s", "busy", "cycles/byte"];
        let lines = table("lrrrrrr", &header, rows, usize::MAX);
        for (number, line) in lines.iter().enumerate() {
            let line = match lines.len() - number {
                1 => palette.aside(line),
                2 => palette.figure(line),
                _ => line.clone(),
            };
            let _ = writeln!(text, "{line}");
        }
    }
    let _ = writeln!(text, "\n{}", palette.heading("Scaling"));
    for line in sweep(benchmark) {
        let _ = writeln!(text, "{line}");
    }
    text
}

fn stage_cells(name: &str, took: &BenchmarkTotal, scan_seconds: f64) -> Vec<String> {
    vec![
        name.to_owned(),
        format!("{:.3}", took.seconds),
        format!("{:.1}%", 100.0 * took.seconds / scan_seconds.max(1e-9)),
        one_decimal(took.megabytes_per_second),
        took.articles_per_second.map_or("–".to_owned(), |rate| HumanCount(rate as u64).to_string()),
        busy(took),
        one_decimal(took.cycles_per_byte_estimate),
    ]
}

fn sweep(benchmark: &Benchmark) -> Vec<String> {
    let cells = |run: &BenchmarkRun| {
        vec![
            run.threads.to_string(),
            one_decimal(run.scan.megabytes_per_second),
            one_decimal(run.floor.megabytes_per_second),
            format!("{:.1}", run.scan_over_floor),
            format!("{:.0}%", 100.0 * run.scaling_efficiency),
            run.memory_bytes_peak.map_or("–".to_owned(), |bytes| format!("{:.1} MB", bytes as f64 / 1e6)),
            run.memory_bytes_per_article
                .map_or("–".to_owned(), |bytes| HumanCount(bytes as u64).to_string()),
        ]
    };
    let header =
        ["threads", "scan MB/s", "floor MB/s", "scan/floor", "efficiency", "peak memory", "bytes/article"];
    table("rrrrrrr", &header, benchmark.runs.iter().map(cells), usize::MAX)
}

fn one_decimal(value: Option<f64>) -> String {
    value.map_or("–".to_owned(), |value| format!("{value:.1}"))
}

/// Cores kept busy on average; unknown for a stage as short as a few ticks of the system's clock.
fn busy(took: &BenchmarkTotal) -> String {
    match took.cpu_seconds {
        Some(cpu) if took.seconds >= 0.05 => format!("{:.2}", cpu / took.seconds),
        _ => "–".to_owned(),
    }
}
