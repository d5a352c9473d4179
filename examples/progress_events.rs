//! Follows a scan by its events, which the library calls instead of printing: stages, bytes read,
//! warnings.
//!
//! `cargo run --example progress_events`

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;
use wirecopy::{Event, Scan};

fn main() -> wirecopy::Result<()> {
    let begun = Instant::now();
    let (bytes_read, records_read) = (AtomicU64::new(0), AtomicU64::new(0));
    let on_event = |event: Event| match event {
        Event::Stage(stage) => println!("{:>5} ms  {}", begun.elapsed().as_millis(), stage.name()),
        Event::Read { bytes, records } => {
            bytes_read.fetch_add(bytes, Ordering::Relaxed);
            records_read.fetch_add(records, Ordering::Relaxed);
        }
        Event::Warning(warning) => println!("warning: {warning}"),
        _ => {}
    };
    let found = Scan::default().on_event(&on_event).run_files(["data/sample"])?;

    println!("{} records, {} bytes", records_read.into_inner(), bytes_read.into_inner());
    println!("{} pairs of {} candidates", found.summary().counts.pairs, found.summary().counts.candidates);
    Ok(())
}
