//! How a run ends: its exit code, its last words, and nothing half-written behind it.

use crate::hint;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use wirecopy::error::Error;

/// How a command ended when nothing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Exit code 0.
    Done,
    /// Exit code 1: what was asked for is not there.
    NothingFound,
}

/// Exit code of a run that found nothing where that was the question.
const NOTHING_FOUND: u8 = 1;

/// Exit code of a run that bad usage or bad input ended.
const USAGE_OR_INPUT: u8 = 2;

/// Exit code of a run that was refused for safety; the message names the flag that overrides.
const REFUSED: u8 = 3;

/// What a shell reports for a program that SIGINT ended.
const INTERRUPTED: i32 = 130;

/// Files and folders that are being written under no final name.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Says what went wrong in one line and gives the exit code. A reader that closed the pipe had enough: that is no error.
pub fn code(ended: anyhow::Result<Outcome>) -> ExitCode {
    match ended {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::NothingFound) => ExitCode::from(NOTHING_FOUND),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("wirecopy: {}", in_one_line(&error));
            if let Some(hint) = hint::for_error(&error) {
                eprintln!("hint: {hint}");
            }
            ExitCode::from(if is_refusal(&error) { REFUSED } else { USAGE_OR_INPUT })
        }
    }
}

fn is_refusal(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let of_library = cause.downcast_ref::<Error>().is_some_and(|error| {
            matches!(
                error,
                Error::Refused { .. }
                    | Error::TempTooSmall { .. }
                    | Error::OutputTooSmall { .. }
                    | Error::Io(wirecopy_io::Error::Refused { .. })
            )
        });
        let of_io = cause.downcast_ref::<wirecopy_io::Error>();
        of_library || of_io.is_some_and(|error| matches!(error, wirecopy_io::Error::Refused { .. }))
    })
}

/// What went wrong and why; a cause that the words before it already tell is not told twice.
fn in_one_line(error: &anyhow::Error) -> String {
    let told = error.chain().fold(String::new(), |told, cause| {
        let cause = cause.to_string();
        match told.as_str() {
            "" => cause,
            told if told.contains(&cause) => told.to_owned(),
            told => format!("{told}: {cause}"),
        }
    });
    // Names of files and fields come from anywhere: a terminal obeys none of their characters.
    told.replace(char::is_control, "\u{fffd}")
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// Makes SIGINT, SIGTERM and SIGHUP remove what is unfinished before they end the process.
pub fn watch_signals() {
    let watching = ctrlc::set_handler(|| {
        // Publishing holds this lock, so that a rename is never cut in two.
        let unfinished = unfinished();
        for path in unfinished.iter() {
            remove(path);
        }
        std::process::exit(INTERRUPTED);
    });
    // Without a handler the process still ends, and leaves a folder that bears no final name.
    drop(watching);
    // A file that may not grow is an error of the write, as a full disk is, and no end of the process.
    let limit = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::new(AtomicBool::new(false)));
    drop(limit);
}

/// Workers may still write while the folder goes; a second pass takes what they made meanwhile.
fn remove(path: &Path) {
    for _ in 0..3 {
        if std::fs::remove_dir_all(path).or_else(|_| std::fs::remove_file(path)).is_ok() {
            return;
        }
    }
}

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Registers a file or folder that a signal removes.
pub fn begin(path: &Path) {
    unfinished().push(path.to_path_buf());
}

/// Runs `publish`, which gives a registered folder its final name, without a signal in between, and forgets the folder.
pub fn finish<T>(folder: &Path, publish: impl FnOnce() -> T) -> T {
    let mut unfinished = unfinished();
    let published = publish();
    unfinished.retain(|registered| registered != folder);
    published
}
