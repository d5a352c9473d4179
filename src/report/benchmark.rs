//! What `bench` measured, and the table of it.

use super::palette::Palette;
use super::writing::grouped;
use serde::Serialize;
use std::fmt::Write as _;

/// Throughput on one machine and one corpus. MB are 10⁶ bytes of text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Benchmark {
    /// Version of the program.
    pub version: String,
    /// Inputs as they were named, or what was generated.
    pub inputs: Vec<String>,
    /// Articles with a text.
    pub articles: u64,
    /// Input bytes as they lie on disk.
    pub bytes_on_disk: u64,
    /// Bytes of all texts.
    pub bytes_of_text: u64,
    /// Which levels were looked at.
    pub only: String,
    /// What proposed pairs of articles.
    pub candidates: String,
    /// Measurements of which medians are told.
    pub repeated: u64,
    /// Clock rate by which cycles are estimated, MHz.
    pub clock_megahertz: Option<f64>,
    /// One for each number of threads, ascending.
    pub runs: Vec<BenchmarkRun>,
}

/// One number of threads.
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
    /// Largest resident memory of a process that did this scan and nothing before it, in bytes; `null` where the system does not tell it.
    pub memory_bytes_peak: Option<u64>,
    /// `memory_bytes_peak` over the number of articles.
    pub memory_bytes_per_article: Option<f64>,
}

/// One stage.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BenchmarkStage {
    /// Name of the stage.
    pub stage: String,
    /// Told by the difference of two passes, and not by the scan itself.
    pub by_difference: bool,
    /// What it took.
    #[serde(flatten)]
    pub took: BenchmarkTotal,
}

/// Time and what follows from it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct BenchmarkTotal {
    /// Wall time.
    pub seconds: f64,
    /// Processor time of all threads; `null` where the system does not tell.
    pub cpu_seconds: Option<f64>,
    /// Bytes of text over wall time; `null` where the time is too short to tell.
    pub megabytes_per_second: Option<f64>,
    /// Articles over wall time; likewise.
    pub articles_per_second: Option<f64>,
    /// Processor time by the named clock rate, over bytes of text: an estimate, no counter is read.
    pub cycles_per_byte_estimate: Option<f64>,
}

impl Benchmark {
    /// What follows from a time.
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

/// The tables, one for each number of threads, and the sweep.
pub fn benchmark_tables(benchmark: &Benchmark, palette: Palette) -> String {
    let mut text = format!(
        "{} articles, {:.1} MB of text ({:.1} MB on disk)\n",
        palette.figure(&grouped(benchmark.articles)),
        benchmark.bytes_of_text as f64 / 1e6,
        benchmark.bytes_on_disk as f64 / 1e6,
    );
    for run in &benchmark.runs {
        let threads =
            if run.threads == 1 { "1 thread".to_owned() } else { format!("{} threads", run.threads) };
        let _ = writeln!(text, "\n{}", palette.heading(&threads));
        text.push_str("  stage         seconds  share      MB/s  articles/s   busy  cycles/byte\n");
        let row = |name: &str, total: &BenchmarkTotal| {
            format!(
                "  {name:<11} {:>9.3} {:>5.1}% {:>9} {:>11}  {:>5}  {:>11}\n",
                total.seconds,
                100.0 * total.seconds / run.scan.seconds.max(1e-9),
                number(total.megabytes_per_second),
                total.articles_per_second.map_or("–".to_owned(), |rate| grouped(rate as u64)),
                busy(total),
                total.cycles_per_byte_estimate.map_or("–".to_owned(), |cycles| format!("{cycles:.1}")),
            )
        };
        for stage in &run.stages {
            text.push_str(&row(&stage.stage, &stage.took));
        }
        text.push_str(&palette.figure(&row("scan", &run.scan)));
        text.push_str(&palette.aside(&row("floor", &run.floor)));
    }
    text.push_str(&sweep(benchmark, palette));
    text
}

fn sweep(benchmark: &Benchmark, palette: Palette) -> String {
    let mut text = format!("\n{}\n", palette.heading("Scaling"));
    text.push_str("  threads  scan MB/s  floor MB/s  scan/floor  efficiency  peak memory  bytes/article\n");
    for run in &benchmark.runs {
        let memory =
            run.memory_bytes_peak.map_or("–".to_owned(), |bytes| format!("{:.1} MB", bytes as f64 / 1e6));
        let _ = writeln!(
            text,
            "  {:>7}  {:>9}  {:>10}  {:>10.1}  {:>9.0}%  {memory:>11}  {:>13}",
            run.threads,
            number(run.scan.megabytes_per_second),
            number(run.floor.megabytes_per_second),
            run.scan_over_floor,
            100.0 * run.scaling_efficiency,
            run.memory_bytes_per_article.map_or("–".to_owned(), |bytes| grouped(bytes as u64)),
        );
    }
    text
}

fn number(value: Option<f64>) -> String {
    value.map_or("–".to_owned(), |value| format!("{value:.1}"))
}

/// Cores kept busy on average; a stage of a few ticks of the system's clock has no figure.
fn busy(total: &BenchmarkTotal) -> String {
    match total.cpu_seconds {
        Some(cpu) if total.seconds >= 0.05 => format!("{:.2}", cpu / total.seconds),
        _ => "–".to_owned(),
    }
}
