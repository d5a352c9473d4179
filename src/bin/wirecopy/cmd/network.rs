//! `wirecopy network`: which outlets carry whose stories.

use crate::args::{NetworkArgs, NetworkFormat};
use crate::exit::Outcome;
use crate::output;
use wirecopy::{network, report};

/// Counts the network of a scan and prints it.
pub fn run(args: &NetworkArgs) -> anyhow::Result<Outcome> {
    let network = network(&args.scan, &args.params())?;
    match args.format {
        NetworkFormat::Text => {
            output::print(&report::terminal::network_summary(
                &network,
                args.top,
                args.color.palette(),
                output::columns(),
            ))?;
        }
        NetworkFormat::Csv => {
            output::write(|out| Ok(report::write_csv(network.edges.into_iter().map(Ok), out)?))?
        }
        NetworkFormat::OutletsCsv => {
            output::write(|out| Ok(report::write_csv(network.outlets.into_iter().map(Ok), out)?))?;
        }
        NetworkFormat::Json => output::print_json(&network)?,
        NetworkFormat::Graphml => output::write(|out| Ok(report::write_graphml(&network, out)?))?,
    }
    Ok(Outcome::Done)
}
