//! `wirecopy network`: who carries whose stories.

use crate::args::{NetworkArgs, NetworkFormat};
use crate::exit::Outcome;
use crate::output;
use wirecopy::report;

/// Counts the network of a scan and prints it.
pub fn run(args: &NetworkArgs) -> anyhow::Result<Outcome> {
    let network = wirecopy::network::network(&args.scan, &args.params())?;
    output::write(|out| {
        match args.format {
            NetworkFormat::Text => {
                let text =
                    report::network_summary(&network, args.top, args.color.palette(), output::columns());
                out.write_all(text.as_bytes())?;
            }
            NetworkFormat::Csv => report::write_network_edges_csv(&network, out)?,
            NetworkFormat::OutletsCsv => report::write_network_outlets_csv(&network, out)?,
            NetworkFormat::Json => {
                serde_json::to_writer_pretty(&mut *out, &network)?;
                out.write_all(b"\n")?;
            }
            NetworkFormat::Graphml => report::write_graphml(&network, out)?,
        }
        Ok(())
    })?;
    Ok(Outcome::Done)
}
