//! The end of a run: its exit code, its last message, and no half-written output.

use crate::hint;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Mutex, MutexGuard, PoisonError};
use wirecopy::{Error, FileError};

/// The end of a command without an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Exit code 0.
    Done,
    /// Exit code 1: what was asked for does not exist.
    NothingFound,
}

/// Exit code of a run that found nothing although that was the question.
const NOTHING_FOUND: u8 = 1;

/// Exit code after bad usage or bad input.
const USAGE_OR_INPUT: u8 = 2;

/// Exit code of a run that was refused for safety.
const REFUSED: u8 = 3;

/// Exit status that a shell reports for a program ended by SIGINT.
const INTERRUPTED: i32 = 130;

/// Files and folders that are being written and have no final name yet.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Prints an error in one line, with a hint if there is one, and returns the exit code. A closed
/// pipe is not an error: its reader had enough.
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
    let of_files = |error: &FileError| matches!(error, FileError::Refused { .. });
    error.chain().any(|cause| match cause.downcast_ref() {
        Some(Error::TempTooSmall { .. } | Error::OutputTooSmall { .. } | Error::LossTooLarge { .. }) => true,
        Some(Error::Io(error)) => of_files(error),
        _ => cause.downcast_ref().is_some_and(of_files),
    })
}

/// Joins an error and its causes, leaving out causes that the text before them already contains.
fn in_one_line(error: &anyhow::Error) -> String {
    let message = error.chain().fold(String::new(), |message, cause| {
        let cause = cause.to_string();
        match message.as_str() {
            "" => cause,
            message if message.contains(&cause) => message.to_owned(),
            message => format!("{message}: {cause}"),
        }
    });
    // Names of files and fields come from anywhere; a terminal must not obey their control
    // characters.
    message.replace(char::is_control, "\u{fffd}")
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// Makes SIGINT, SIGTERM and SIGHUP remove unfinished outputs before they end the process.
pub fn watch_signals() {
    let watching = ctrlc::set_handler(|| {
        // Publishing holds this lock, so that a signal never cuts a rename.
        let unfinished = unfinished();
        for path in unfinished.iter() {
            remove(path);
        }
        std::process::exit(INTERRUPTED);
    });
    // Without a handler the process still ends, and leaves a folder without a final name.
    drop(watching);
    outlive_file_limits();
}

/// Makes a file that must not grow an error of the write, as a full disk is, where the system would
/// end the process.
fn outlive_file_limits() {
    #[cfg(unix)]
    drop(signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default()));
}

/// Workers may still write while the folder is removed; further passes remove what they made
/// meanwhile.
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

/// Runs `publish`, which gives a registered folder its final name, without a signal in between, and
/// forgets the folder.
pub fn finish<T>(folder: &Path, publish: impl FnOnce() -> T) -> T {
    let mut unfinished = unfinished();
    let published = publish();
    unfinished.retain(|registered| registered != folder);
    published
}
