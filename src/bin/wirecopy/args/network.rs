//! Arguments of `network`.

use crate::output::Colour;
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use wirecopy::{Links, NetworkParams, Zones};

/// Show which outlets carry whose stories.
///
/// Takes the folder that `scan --out` wrote. An edge leads from the outlet that had a story first
/// to one that carried it later; a story counts once, however many copies of it an outlet has.
/// There is no edge if the dates leave the order open.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct NetworkArgs {
    /// The folder of a scan.
    #[arg(value_name = "SCAN_DIR")]
    pub scan: PathBuf,

    /// Link each outlet to the earlier carrier whose text it matches best, instead of to the origin
    /// of the story.
    #[arg(long)]
    pub first_match: bool,
    /// Read dates without a time zone as UTC; otherwise two of them have an order only if they are
    /// more than 26 hours apart.
    #[arg(long)]
    pub assume_utc: bool,
    /// Leave out edges with fewer stories than this.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub stories_min: u64,

    /// Form of standard output.
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    pub format: NetworkFormat,
    /// Number of edges and outlets in the text.
    #[arg(long, value_name = "N", default_value_t = 20, help_heading = "Output")]
    pub top: usize,
    /// Colours in the text.
    #[arg(long, value_enum, default_value = "auto", help_heading = "Output")]
    pub color: Colour,
}

const EXAMPLES: &str = "Examples:
  wirecopy network found
  wirecopy network found --first-match --format graphml > outlets.graphml
  wirecopy network found --stories-min 5 --format csv > edges.csv";

/// Form of standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NetworkFormat {
    /// The largest edges and outlets, for people.
    Text,
    /// All edges as comma-separated values.
    Csv,
    /// All outlets as comma-separated values.
    OutletsCsv,
    /// One JSON document with outlets and edges.
    Json,
    /// One graph, for Gephi, igraph, NetworkX and others.
    Graphml,
}

impl NetworkArgs {
    /// Returns the library's parameters.
    pub fn params(&self) -> NetworkParams {
        NetworkParams {
            links: if self.first_match { Links::FirstMatch } else { Links::Origin },
            zones: if self.assume_utc { Zones::Utc } else { Zones::Any },
            stories_min: self.stories_min,
        }
    }
}
