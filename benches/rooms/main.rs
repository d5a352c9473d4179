//! Times each room by itself, one file a room, and the whole scan.
//!
//! All read one seeded [`corpus`], made before any clock runs; each bench says what its answer must be, by another way than the room's own where
//! there is one, and stops where it is not. One program, because each would link the whole library.

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

/// Short, because there are many: differences below some percent need `--measurement-time` and a machine of one's own.
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
