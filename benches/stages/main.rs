//! Benches of each stage by itself, one file per stage, and of the whole scan.
//!
//! All use one seeded [`corpus`], made before any timing; each bench states its expected answer, by
//! another way than the code under test if there is one, and stops if it differs. One program,
//! because each would link the whole library.

mod corpus;

mod read;
mod text;
mod shingle;
mod sketch;
mod candidates;
mod overlap;
mod align;
mod graph;
mod news;
mod generate;
mod scan;

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
    name = stages;
    config = settings();
    targets =
        read::benches,
        text::benches,
        shingle::benches,
        sketch::benches,
        candidates::benches,
        overlap::benches,
        news::boilerplate::benches,
        align::benches,
        news::credit::benches,
        news::relation::benches,
        graph::benches,
        news::story::benches,
        generate::benches,
        scan::benches,
}
criterion_main!(stages);
