//! `wirecopy trace`: the carriers of a wire's stories.

use crate::args::{TraceArgs, TraceFormat, start_workers};
use crate::exit::Outcome;
use crate::output;
use crate::progress::{RunProgress, print_warnings};
use wirecopy::{Trace, report, trace};

/// Streams the inputs against the wire and prints the carriers.
pub fn run(args: &TraceArgs) -> anyhow::Result<Outcome> {
    start_workers(args.threads)?;
    let progress = RunProgress::begin(args.quiet);
    let on_event = |event| progress.on_event(event);
    let (wire, inputs) = (args.wire(), args.reading.inputs());
    super::refuse_findings(wire.iter().chain(&inputs))?;
    let trace = trace(&wire, &inputs, &args.reading.options()?, &args.params(), &on_event)?;
    let run = progress.end(args.reading.names());
    print_warnings(&run, args.quiet);
    show(args, &trace)?;
    Ok(if trace.counts.rows == 0 { Outcome::NothingFound } else { Outcome::Done })
}

fn show(args: &TraceArgs, trace: &Trace) -> anyhow::Result<()> {
    match args.format {
        TraceFormat::Text => {
            let (palette, columns) = (args.color.palette(), output::columns());
            output::print(&report::terminal::trace_summary(
                &trace.counts,
                trace.rows(),
                args.top,
                palette,
                columns,
            )?)
        }
        TraceFormat::Csv => output::write(|out| Ok(report::write_carriers_csv(trace.rows(), out)?)),
        TraceFormat::Jsonl => output::write(|out| {
            for row in trace.rows() {
                serde_json::to_writer(&mut *out, &row?)?;
                out.write_all(b"\n")?;
            }
            Ok(())
        }),
    }
}
