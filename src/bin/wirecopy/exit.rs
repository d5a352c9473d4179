//! The end of a run: its exit code, its last message, and the removal of incomplete output.

#[cfg(unix)]
use crate::signals;
use crate::{hint, output};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use wirecopy::report::terminal::Palette;
use wirecopy::{Error, FileError};

/// The end of a command without an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Exit code 0.
    Done,
    /// Exit code 1: nothing was found.
    NothingFound,
}

/// Exit code of a run that found nothing although that was the question.
const NOTHING_FOUND: u8 = 1;

/// Exit code after bad usage or bad input.
const USAGE_OR_INPUT: u8 = 2;

/// Exit code of a run that was refused for safety.
const REFUSED: u8 = 3;

/// Exit status of a program ended by a signal, less the number of the signal, as shells report it.
const SIGNALLED: i32 = 128;

/// Files and folders that are being written and have no final name yet.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Prints an error in one line, with a hint if there is one, and returns the exit code.
pub fn code(ended: anyhow::Result<Outcome>) -> ExitCode {
    match ended {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::NothingFound) => ExitCode::from(NOTHING_FOUND),
        Err(error) => {
            output::say(&format!("wirecopy: {}", message(&error)));
            if let Some(hint) = hint::for_error(&error) {
                output::say(&format!("hint: {hint}"));
            }
            ExitCode::from(if is_refusal(&error) { REFUSED } else { USAGE_OR_INPUT })
        }
    }
}

/// Prints help, the version, or what is wrong with the arguments, and returns the exit code.
pub fn of_arguments(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        // No stream is left to report a failure on.
        drop(error.print());
        return ExitCode::from(USAGE_OR_INPUT);
    }
    let help = error.render();
    let text = match output::Colour::Auto.palette() {
        Palette::Ansi => help.ansi().to_string(),
        Palette::Plain => help.to_string(),
    };
    code(output::print(&text).map(|()| Outcome::Done))
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
fn message(error: &anyhow::Error) -> String {
    error.chain().fold(String::new(), |message, cause| {
        let cause = hint::with_flag(cause).unwrap_or_else(|| cause.to_string());
        match message.as_str() {
            "" => cause,
            message if message.contains(&cause) => message.to_owned(),
            message => format!("{message}: {cause}"),
        }
    })
}

/// Makes SIGINT, SIGTERM and SIGHUP remove unfinished outputs before they end the process. A signal
/// that was ignored when the process began, as by `nohup`, stays ignored.
#[cfg(unix)]
pub fn watch_signals() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    outlive_file_limits();
    let watched = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| !signals::is_ignored(*signal));
    // Without a handler the process still ends, and leaves a folder without a final name.
    let Ok(mut signals) = signal_hook::iterator::Signals::new(watched) else { return };
    let watching = move || {
        if let Some(signal) = signals.forever().next() {
            end_by_signal(signal);
        }
    };
    drop(std::thread::Builder::new().name("signals".into()).spawn(watching));
}

/// Makes an interrupt remove unfinished outputs before it ends the process.
#[cfg(not(unix))]
pub fn watch_signals() {
    const INTERRUPT: i32 = 2;
    // Without a handler the process still ends, and leaves a folder without a final name.
    drop(ctrlc::set_handler(|| end_by_signal(INTERRUPT)));
}

/// Words about a run that a signal ends.
static IF_INTERRUPTED: OnceLock<&'static str> = OnceLock::new();

/// Says how a run that a signal ends can be continued.
pub fn if_interrupted(words: &'static str) {
    // The first words stay: a process runs one command.
    let _ = IF_INTERRUPTED.set(words);
}

fn end_by_signal(signal: i32) {
    // Publishing holds this lock, so that a signal never cuts a rename.
    let unfinished = unfinished();
    for path in unfinished.iter() {
        remove(path);
    }
    if let Some(words) = IF_INTERRUPTED.get() {
        output::say(&format!("interrupted: {words}"));
    }
    std::process::exit(SIGNALLED + signal);
}

/// Makes a file that must not grow an error of the write, as a full disk is, if the system would
/// end the process.
#[cfg(unix)]
fn outlive_file_limits() {
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

/// Makes an output whose folder a signal removes, without a signal in between.
pub fn begin<T, E>(make: impl FnOnce() -> Result<T, E>, folder_of: impl FnOnce(&T) -> &Path) -> Result<T, E> {
    let mut unfinished = unfinished();
    let made = make()?;
    unfinished.push(folder_of(&made).to_path_buf());
    Ok(made)
}

/// Runs `publish`, which gives a registered folder its final name, without a signal in between, and
/// forgets the folder.
pub fn finish<T>(folder: &Path, publish: impl FnOnce() -> T) -> T {
    let mut unfinished = unfinished();
    let published = publish();
    unfinished.retain(|registered| registered != folder);
    published
}
