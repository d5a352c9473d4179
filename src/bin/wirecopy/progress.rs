//! Progress on standard error, and the times that `run.json` tells.

use crate::counting::anonymous_bytes_peak;
use crate::hint;
use crate::limit;
use crate::measure::memory_bytes_peak;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use wirecopy::output::{Run, StageTime};
use wirecopy_article::event::{Event, Stage, Warning};

/// Seconds between two lines where standard error is no terminal.
const LINE_EVERY: Duration = Duration::from_secs(10);

/// Hears what the library tells, draws it, and keeps what a run's record needs.
pub struct Progress {
    bar: ProgressBar,
    lines: bool,
    is_seen: bool,
    heard: Mutex<Heard>,
}

struct Heard {
    begun: Instant,
    stage_begun: Instant,
    stage: Option<Stage>,
    stages: Vec<StageTime>,
    bytes_read: u64,
    /// Of these, those of inputs that came before the size was told.
    bytes_before: u64,
    records: u64,
    size_bytes: Option<u64>,
    warnings: Vec<Warning>,
    last_line: Instant,
}

impl Progress {
    /// Begins to measure. `quiet` draws nothing.
    pub fn begin(quiet: bool) -> Self {
        let on_terminal = std::io::stderr().is_terminal();
        let target = if quiet || !on_terminal {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr_with_hz(10)
        };
        let now = Instant::now();
        Progress {
            bar: ProgressBar::with_draw_target(None, target),
            lines: !quiet && !on_terminal,
            is_seen: !quiet,
            heard: Mutex::new(Heard {
                begun: now,
                stage_begun: now,
                stage: None,
                stages: Vec::new(),
                bytes_read: 0,
                bytes_before: 0,
                records: 0,
                size_bytes: None,
                warnings: Vec::new(),
                last_line: now,
            }),
        }
    }

    /// Hears one event.
    pub fn hear(&self, event: Event) {
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        match event {
            Event::Stage(stage) => {
                limit::give_back();
                heard.enter(stage);
                self.draw_stage(stage, heard.size_bytes);
            }
            Event::InputSize { bytes } => {
                heard.size_bytes = Some(bytes);
                heard.bytes_before = heard.bytes_read;
                self.draw_stage(heard.stage.unwrap_or(Stage::Read), Some(bytes));
            }
            Event::Read { bytes, records } => {
                heard.bytes_read += bytes;
                heard.records += records;
                self.bar.set_position(heard.bytes_read - heard.bytes_before);
                self.line(&mut heard);
            }
            Event::Estimate { memory_bytes, temp_bytes, .. } => {
                if self.is_seen {
                    let read = heard.bytes_read.max(1) as f64;
                    let share = heard.size_bytes.map_or(1.0, |size| size as f64 / read);
                    let seconds = heard.begun.elapsed().as_secs_f64() * share;
                    self.bar.suspend(|| {
                        eprintln!(
                            "the whole run: about {:.0} MB of memory without pairs, {:.0} MB of temporary files, {seconds:.0} s of reading",
                            memory_bytes as f64 / 1e6,
                            temp_bytes as f64 / 1e6,
                        );
                    });
                }
            }
            Event::Resumed { files, bytes } => {
                if self.is_seen {
                    let inputs = if files == 1 { "input" } else { "inputs" };
                    self.bar.suspend(|| {
                        eprintln!(
                            "{:.1} MB were read by the run before ({files} whole {inputs}): going on behind",
                            bytes as f64 / 1e6
                        );
                    });
                }
            }
            Event::Rewritten { bytes } => self.bar.inc(bytes),
            Event::Progress { done, total } => {
                self.bar.set_length(total);
                self.bar.set_position(done);
            }
            Event::Warning(warning) => heard.warnings.push(warning),
        }
    }

    fn draw_stage(&self, stage: Stage, size_bytes: Option<u64>) {
        let template = match (stage, size_bytes) {
            (Stage::Read | Stage::Trace, Some(_)) => {
                "{msg:>10} {bar:28} {bytes}/{total_bytes} {bytes_per_sec}, {eta} left"
            }
            (Stage::Read | Stage::Trace, None) => "{msg:>10} {spinner} {bytes} {bytes_per_sec}",
            _ => "{msg:>10} {spinner} {elapsed}",
        };
        let style = ProgressStyle::with_template(template).expect("the template is one of three");
        self.bar.reset();
        self.bar.set_style(style.progress_chars("━╸─"));
        match size_bytes {
            Some(bytes) if matches!(stage, Stage::Read | Stage::Trace) => self.bar.set_length(bytes),
            _ => self.bar.enable_steady_tick(Duration::from_millis(100)),
        }
        self.bar.set_message(stage.name());
    }

    fn line(&self, heard: &mut Heard) {
        if !self.lines || heard.last_line.elapsed() < LINE_EVERY {
            return;
        }
        heard.last_line = Instant::now();
        let seconds = heard.begun.elapsed().as_secs_f64();
        let rate = heard.bytes_read as f64 / 1e6 / seconds;
        let left = heard.size_bytes.map_or(String::new(), |size| {
            let left =
                (size + heard.bytes_before).saturating_sub(heard.bytes_read) as f64 / 1e6 / rate.max(1e-9);
            format!(" of {:.0} MB, about {left:.0} s left", size as f64 / 1e6)
        });
        eprintln!(
            "read {:.0} MB{left}, {} records, {rate:.0} MB/s",
            heard.bytes_read as f64 / 1e6,
            heard.records
        );
    }

    /// Clears the bar, says the warnings, and gives the record of the run.
    pub fn end(self, inputs: Vec<String>, quiet: bool) -> Run {
        self.bar.finish_and_clear();
        let mut heard = self.heard.into_inner().unwrap_or_else(PoisonError::into_inner);
        heard.leave();
        let bytes = limit::bytes_without_file();
        heard.warnings.extend((bytes > 0).then_some(Warning::TablesWithoutRoom { bytes }));
        heard.warnings.sort();
        heard.warnings.dedup();
        let warnings: Vec<String> = heard.warnings.iter().map(hint::with_warning).collect();
        if !quiet {
            for warning in &warnings {
                // Names of files and fields come from anywhere: a terminal obeys none of their characters.
                eprintln!("warning: {}", warning.replace(char::is_control, "\u{fffd}"));
            }
        }
        let seconds = heard.begun.elapsed().as_secs_f64();
        Run {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            inputs,
            stages: heard.stages,
            seconds,
            bytes_read: heard.bytes_read,
            megabytes_per_second: heard.bytes_read as f64 / 1e6 / seconds.max(1e-9),
            threads: rayon::current_num_threads() as u64,
            memory_bytes_peak: memory_bytes_peak(),
            anonymous_bytes_peak: Some(anonymous_bytes_peak()),
            warnings,
        }
    }
}

impl Heard {
    fn enter(&mut self, stage: Stage) {
        self.leave();
        self.stage = Some(stage);
        self.stage_begun = Instant::now();
    }

    fn leave(&mut self) {
        if let Some(stage) = self.stage.take() {
            let seconds = self.stage_begun.elapsed().as_secs_f64();
            self.stages.push(StageTime { stage: stage.name().to_owned(), seconds });
        }
    }
}

/// A bar that counts articles up to `total`; hidden where nobody would see it.
pub fn counting(total: u64, quiet: bool) -> ProgressBar {
    let is_seen = !quiet && std::io::stderr().is_terminal();
    let target = if is_seen { ProgressDrawTarget::stderr_with_hz(10) } else { ProgressDrawTarget::hidden() };
    let style = ProgressStyle::with_template("{bar:28} {human_pos}/{human_len} articles, {eta} left")
        .expect("the template is written by the rules");
    ProgressBar::with_draw_target(Some(total), target).with_style(style.progress_chars("━╸─"))
}
