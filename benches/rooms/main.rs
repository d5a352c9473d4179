//! Benches of each stage by itself, one file per stage, and of the whole scan.
//!
//! All use one seeded [`corpus`], made before any timing; each bench states its expected answer, by
//! another way than the code under test where there is one, and stops if it differs. One program,
//! because each would link the whole library.

mod corpus;

mod attribution;
mod cluster;
mod credit;
mod formats;
mod boilerplate;
mod generate;
mod lsh;
mod passage;
mod relation;
mod scan;
mod shingle;
mod sketch;
mod text;
mod verify;

use criterion::{Criterion, criterion_group, criterion_main};
use std::time::Duration;

/// Short, because there are many: to see differences of a few percent, use `--measurement-time` on
/// an idle machine.
fn settings() -> Criterion {
    Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(1_500))
}

criterion_group! {
    name = rooms;
    config = settings();
    targets =
        formats::benches,
        text::benches,
        shingle::benches,
        sketch::benches,
        lsh::benches,
        verify::benches,
        boilerplate::benches,
        passage::benches,
        credit::benches,
        relation::benches,
        cluster::benches,
        attribution::benches,
        generate::benches,
        scan::benches,
}
criterion_main!(rooms);
