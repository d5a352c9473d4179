//! Finds who carried the stories of a wire: how much of each, how long after, and with which
//! credit.
//!
//! `cargo run --example trace_a_wire`

use wirecopy::{Input, ReadOptions, TraceParams, trace};

fn main() -> wirecopy::Result<()> {
    let wire = [Input::Path("data/sample/wire.jsonl".into())];
    let dump = [Input::Path("data/sample".into())];
    let reading = ReadOptions::new(std::env::temp_dir());
    let params = TraceParams { share_min: Some(0.25), ..TraceParams::default() };
    let found = trace(&wire, &dump, &reading, &params, &|_| {})?;

    let counts = &found.counts;
    println!("{} of {} stories were carried", counts.stories_carried, counts.wire_stories);
    for carrier in found.rows() {
        let carrier = carrier?;
        let lag = carrier
            .lag_seconds
            .map_or("?".to_owned(), |seconds| format!("{:+.1} h", seconds as f64 / 3600.0));
        println!(
            "{:<14} {:<22} {:>3.0} % of the story, {lag:>8}, {:?}",
            carrier.wire,
            carrier.outlet.as_deref().unwrap_or("unknown outlet"),
            100.0 * carrier.wire_in_carrier,
            carrier.credit,
        );
    }
    Ok(())
}
