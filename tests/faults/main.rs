//! The program under hostile circumstances: kills, errors of the system, streams that take nothing,
//! names that nobody expects.
//!
//! `cargo test --test faults` takes seconds. The long form repeats what is random as often as
//! `WIRECOPY_FAULTS` says: `WIRECOPY_FAULTS=1000 cargo test --release --test faults`.
#![cfg(unix)]

mod corpus;
mod errors;
mod hostile;
mod inputs;
mod kills;
mod outputs;
#[path = "../it/program.rs"]
mod program;
mod signals;
mod streams;

/// Returns how often something random is tried: a few times, or as the long form says.
fn rounds(few: u64) -> u64 {
    std::env::var("WIRECOPY_FAULTS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(few)
}
