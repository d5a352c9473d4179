//! Findings as people and other programs read them.
//!
//! *Takes* rows of the output files. *Gives* text for a terminal ([`terminal`]), tables for a
//! spreadsheet (`csv`), graphs ([`write_graphml`]) and one page for a browser ([`html`]). *Costs*
//! one pass over the rows that are shown. *Never* computes a score: what is in no row is in no
//! report. *Source*: Prasad et al. 2020, "Command Line Interface Guidelines", section "Output":
//! what a person wants first, colour with intention, nothing that a pipe cannot transport.

mod csv;
mod digests;
mod graphml;
pub mod html;
pub mod terminal;

pub use csv::{write_carriers_csv, write_csv};
pub use graphml::write_graphml;
