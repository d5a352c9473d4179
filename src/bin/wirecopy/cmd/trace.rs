//! `wirecopy trace`: who carried the stories of a wire.

use crate::args::{TraceArgs, TraceFormat, start_workers};
use crate::exit::Outcome;
use crate::output;
use crate::progress::Progress;
use wirecopy::report;
use wirecopy::trace::Trace;

/// Streams the inputs against the wire and prints the carriers.
pub fn run(args: &TraceArgs) -> anyhow::Result<Outcome> {
    start_workers(args.threads)?;
    let progress = Progress::begin(args.quiet);
    let hear = |event| progress.hear(event);
    let trace = wirecopy::trace::trace(
        &args.wire(),
        &args.reading.inputs(),
        &args.reading.options(),
        &args.params(),
        &hear,
    )?;
    progress.end(args.reading.names(), args.quiet);
    show(args, &trace)?;
    Ok(if trace.counts.rows == 0 { Outcome::NothingFound } else { Outcome::Done })
}

fn show(args: &TraceArgs, trace: &Trace) -> anyhow::Result<()> {
    output::write(|out| {
        match args.format {
            TraceFormat::Text => {
                let palette = args.color.palette();
                let text =
                    report::trace_summary(&trace.counts, trace.rows(), args.top, palette, output::columns())?;
                out.write_all(text.as_bytes())?;
            }
            TraceFormat::Csv => report::write_carriers_csv(trace.rows(), out)?,
            TraceFormat::Jsonl => {
                for row in trace.rows() {
                    serde_json::to_writer(&mut *out, &row?)?;
                    out.write_all(b"\n")?;
                }
            }
        }
        Ok(())
    })
}
