//! The program under hostile circumstances: kills, errors of the system, streams that take nothing,
//! names that nobody expects.
//!
//! `cargo test --test faults` takes seconds. The long form has so many times as many random rounds
//! as `WIRECOPY_FAULTS` says, with the corpora of the oracle: `WIRECOPY_FAULTS=300 cargo test
//! --release --test faults --test it` is 12,300 kills, 10,500 injected errors, 102,000 damaged
//! inputs and 21,000 corpora. What it found so far: `docs/measurements/faults.md`.
#![cfg(unix)]

mod commands;
mod corpus;
mod damage;
mod errors;
mod hostile;
mod inputs;
mod kills;
mod limits;
mod lists;
mod outputs;
#[path = "../it/program.rs"]
mod program;
mod signals;
mod streams;
mod traced;

use program::seeds as rounds;
use std::io::Write as _;

/// Says that a part of the tests is not run on this machine, and why, past whatever keeps the
/// output of tests that pass.
pub fn not_run(why: &str) {
    std::io::stderr().write_all(format!("not run: {why}\n").as_bytes()).unwrap();
}
