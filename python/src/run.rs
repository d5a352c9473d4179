//! A run of the library, while Python's own thread draws progress and listens to signals.

use crate::errors::{exception, raise};
use pyo3::prelude::*;
use serde_json::json;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};
use wirecopy::{Event, Observer};

/// Time between two looks at signals, and between two reports of progress.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Execution of a run, on which no answer depends.
pub struct Execution {
    /// Worker threads of this run alone; those that every run shares if `None`.
    pub threads: Option<usize>,
    /// Called with the name of the stage, what is done of it, and all of it or `None`.
    pub on_progress: Option<Py<PyAny>>,
}

/// The payload by which a run is unwound when it is interrupted.
struct Interrupted;

/// The progress of a stage.
#[derive(Default, Clone, PartialEq)]
struct StageProgress {
    stage: &'static str,
    done: u64,
    total: Option<u64>,
}

impl StageProgress {
    fn add(&mut self, event: &Event) {
        match event {
            Event::Stage(stage) => *self = StageProgress { stage: stage.name(), ..StageProgress::default() },
            Event::InputSize { bytes } => self.total = Some(*bytes),
            Event::Read { bytes, .. } | Event::Rewritten { bytes } => self.done += bytes,
            Event::Progress { done, total } => (self.done, self.total) = (*done, Some(*total)),
            _ => {}
        }
    }
}

/// Runs `work` without the lock of the interpreter, and returns its result with the warnings.
///
/// # Errors
/// The exception for its error; whatever a handler of a signal raises, as Ctrl-C does, ends the
/// run at its next event.
pub fn run<T: Send>(
    py: Python<'_>,
    execution: &Execution,
    work: impl FnOnce(&Observer<'_>) -> wirecopy::Result<T> + Send,
) -> PyResult<(T, Vec<String>)> {
    let pool = match execution.threads {
        Some(threads) => Some(own_pool(threads)?),
        None => None,
    };
    let stopped = &AtomicBool::new(false);
    let pool = pool.as_ref();
    let (send, events) = channel();
    let work = move || {
        let observer = move |event: Event| {
            if stopped.load(Ordering::Relaxed) {
                resume_unwind(Box::new(Interrupted));
            }
            // Nobody listens any more when the run was interrupted.
            let _ = send.send(event);
        };
        let run = || work(&observer);
        catch_unwind(AssertUnwindSafe(|| match pool {
            Some(pool) => pool.install(run),
            None => run(),
        }))
    };
    let (result, listened) = py.detach(move || {
        std::thread::scope(|scope| {
            let worker = scope.spawn(work);
            let listened = listen(&events, execution.on_progress.as_ref());
            if listened.is_err() {
                stopped.store(true, Ordering::Relaxed);
            }
            (worker.join(), listened)
        })
    });
    let warnings = listened?;
    match result {
        Ok(Ok(Ok(found))) => Ok((found, warnings)),
        Ok(Ok(Err(error))) => Err(exception(&error)),
        Ok(Err(_)) | Err(_) => Err(raise("Error", "the run ended by a fault of the library", &json!({}))),
    }
}

/// A pool of so many threads.
fn own_pool(threads: usize) -> PyResult<rayon::ThreadPool> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.map_err(|error| raise("Error", &error.to_string(), &json!({})))
}

/// Follows the events of a run to its end, and returns its warnings.
fn listen(events: &Receiver<Event>, on_progress: Option<&Py<PyAny>>) -> PyResult<Vec<String>> {
    let mut warnings = Vec::new();
    let (mut progress, mut shown) = (StageProgress::default(), StageProgress::default());
    let mut looked = Instant::now();
    loop {
        let (mut ended, stage) = (false, progress.stage);
        match events.recv_timeout(LOOK_EVERY) {
            Ok(Event::Warning(warning)) => warnings.push(warning.to_string()),
            Ok(event) => progress.add(&event),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => ended = true,
        }
        if !ended && stage == progress.stage && looked.elapsed() < LOOK_EVERY {
            continue;
        }
        looked = Instant::now();
        Python::attach(|py| {
            py.check_signals()?;
            if let Some(on_progress) = on_progress.filter(|_| progress != shown) {
                on_progress.call1(py, (progress.stage, progress.done, progress.total))?;
                shown = progress.clone();
            }
            PyResult::Ok(())
        })?;
        if ended {
            return Ok(warnings);
        }
    }
}
