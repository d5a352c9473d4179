//! Progress on standard error, and the times in `run.json`.

use crate::counting::anonymous_bytes_peak;
use crate::hint;
use crate::limit;
use crate::measure::memory_bytes_peak;
use crate::output;
use indicatif::{HumanBytes, HumanCount, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use wirecopy::output::{Run, StageTime};
use wirecopy::{Event, Stage, Warning};

/// Time between two lines if standard error is not a terminal.
const LINE_EVERY: Duration = Duration::from_secs(10);

/// Draws the events of the library, and keeps what the record of the run needs.
pub struct RunProgress {
    bar: ProgressBar,
    lines: bool,
    is_shown: bool,
    state: Mutex<State>,
}

struct State {
    begun: Instant,
    stage_begun: Instant,
    stage: Option<Stage>,
    stages: Vec<StageTime>,
    bytes_read: u64,
    /// Of these, bytes of inputs that came before the size was known.
    bytes_before: u64,
    records: u64,
    size_bytes: Option<u64>,
    warnings: Vec<Warning>,
    last_line: Instant,
    /// True once it was said that memory is above its limit.
    is_exceeded: bool,
}

impl RunProgress {
    /// Starts the clocks. `quiet` draws nothing.
    pub fn begin(quiet: bool) -> Self {
        let on_terminal = std::io::stderr().is_terminal();
        let now = Instant::now();
        RunProgress {
            bar: ProgressBar::with_draw_target(None, target(!quiet && on_terminal)),
            lines: !quiet && !on_terminal,
            is_shown: !quiet,
            state: Mutex::new(State {
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
                is_exceeded: false,
            }),
        }
    }

    /// Draws one event.
    pub fn on_event(&self, event: Event) {
        let mut state = self.state();
        match event {
            Event::Stage(stage) => {
                limit::trim_heap();
                state.enter(stage);
                self.say_exceeded(&mut state);
                self.draw_stage(stage, state.size_bytes);
            }
            Event::InputSize { bytes } => {
                state.size_bytes = Some(bytes);
                state.bytes_before = state.bytes_read;
                self.draw_stage(state.stage.unwrap_or(Stage::Read), Some(bytes));
            }
            Event::Read { bytes, records } => {
                state.bytes_read += bytes;
                state.records += records;
                self.bar.set_position(state.bytes_read - state.bytes_before);
                self.print_line(&mut state);
            }
            Event::Estimate { memory_bytes, temp_bytes, .. } => {
                let (memory, temp) = (HumanBytes(memory_bytes), HumanBytes(temp_bytes));
                let reading = HumanDuration(state.reading_time());
                self.say(&format!(
                    "the whole run: about {memory} of memory without pairs, {temp} of temporary files, {reading} to read"
                ));
            }
            Event::Resumed { files, bytes } => {
                let inputs = if files == 1 { "input" } else { "inputs" };
                let bytes = HumanBytes(bytes);
                self.say(&format!(
                    "the earlier run read {bytes} ({files} complete {inputs}); continuing from there"
                ));
            }
            Event::Rewritten { bytes } => self.bar.inc(bytes),
            Event::Progress { done, total } => {
                self.bar.set_length(total);
                self.bar.set_position(done);
            }
            Event::Warning(warning) => state.warnings.push(warning),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn say(&self, line: &str) {
        if self.is_shown {
            self.bar.suspend(|| output::say(line));
        }
    }

    /// Says once, at the first stage that begins above the limit, that memory is above it.
    fn say_exceeded(&self, state: &mut State) {
        let is_exceeded = || memory_bytes_peak().and_then(limit::exceeded_by).is_some();
        if !state.is_exceeded && is_exceeded() {
            state.is_exceeded = true;
            self.say("memory is above the limit");
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
        self.bar.reset();
        self.bar.set_style(style(template));
        match size_bytes {
            Some(bytes) if matches!(stage, Stage::Read | Stage::Trace) => self.bar.set_length(bytes),
            _ if !self.bar.is_hidden() && starts_threads() => {
                self.bar.enable_steady_tick(Duration::from_millis(100));
            }
            _ => {}
        }
        self.bar.set_message(stage.name());
    }

    fn print_line(&self, state: &mut State) {
        if !self.lines || state.last_line.elapsed() < LINE_EVERY {
            return;
        }
        state.last_line = Instant::now();
        let elapsed = state.begun.elapsed();
        let (read, records) = (HumanBytes(state.bytes_read), HumanCount(state.records));
        let rate = HumanBytes((state.bytes_read as f64 / elapsed.as_secs_f64()) as u64);
        let left = state.size_bytes.map_or(String::new(), |size| {
            let left = HumanDuration(state.reading_time().saturating_sub(elapsed));
            format!(" of {}, about {left} left", HumanBytes(size + state.bytes_before))
        });
        output::say(&format!("read {read}{left}, {records} records, {rate}/s"));
    }

    /// Clears the bar and returns the record of the run.
    pub fn end(self, inputs: Vec<String>) -> Run {
        self.bar.finish_and_clear();
        let mut state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        state.leave();
        let bytes = limit::bytes_without_file();
        state.warnings.extend((bytes > 0).then_some(Warning::TablesWithoutRoom { bytes }));
        let is_said = state.warnings.iter().any(|warning| matches!(warning, Warning::MemoryTooSmall { .. }));
        let peak_bytes = memory_bytes_peak().filter(|_| !is_said);
        state.warnings.extend(peak_bytes.and_then(|peak_bytes| {
            let limit_bytes = limit::exceeded_by(peak_bytes)?;
            Some(Warning::MemoryExceeded { limit_bytes, peak_bytes })
        }));
        state.warnings.sort();
        state.warnings.dedup();
        let warnings: Vec<String> = state.warnings.iter().map(hint::with_warning).collect();
        let seconds = state.begun.elapsed().as_secs_f64();
        Run {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            inputs,
            stages: state.stages,
            seconds,
            bytes_read: state.bytes_read,
            megabytes_per_second: state.bytes_read as f64 / 1e6 / seconds.max(1e-9),
            threads: rayon::current_num_threads() as u64,
            memory_bytes_peak: memory_bytes_peak(),
            anonymous_bytes_peak: Some(anonymous_bytes_peak()),
            warnings,
        }
    }
}

/// Returns whether the system starts another thread, without which a bar that moves by itself would
/// end the run.
fn starts_threads() -> bool {
    std::thread::Builder::new().spawn(|| ()).is_ok_and(|thread| thread.join().is_ok())
}

impl State {
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

    /// Estimates the time for reading everything from what was read so far.
    fn reading_time(&self) -> Duration {
        let read = self.bytes_read.max(1) as f64;
        let all = self.size_bytes.map_or(read, |size| (size + self.bytes_before) as f64);
        self.begun.elapsed().mul_f64(all / read)
    }
}

/// Prints the warnings of a run, when what it wrote has its final name.
pub fn print_warnings(run: &Run, quiet: bool) {
    if !quiet {
        run.warnings.iter().for_each(|warning| output::say(&format!("warning: {warning}")));
    }
}

fn target(is_shown: bool) -> ProgressDrawTarget {
    if is_shown { ProgressDrawTarget::stderr_with_hz(10) } else { ProgressDrawTarget::hidden() }
}

fn style(template: &'static str) -> ProgressStyle {
    let style = ProgressStyle::with_template(template).expect("the template is written in this file");
    style.progress_chars("━╸─")
}

/// Makes a bar that counts articles up to `total`; hidden if nobody would see it.
pub fn counting(total: u64, quiet: bool) -> ProgressBar {
    let is_shown = !quiet && std::io::stderr().is_terminal();
    ProgressBar::with_draw_target(Some(total), target(is_shown))
        .with_style(style("{bar:28} {human_pos}/{human_len} articles, {eta} left"))
}
