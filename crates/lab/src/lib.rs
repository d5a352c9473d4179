//! Measurement: invented news with known truth, and scores of findings against truth. Not a stable
//! interface.
//!
//! *Takes* parameters, or a truth file and the files of a scan. *Gives* labelled dumps and scores.
//! *Costs* one pass over its input. *Never* calls the program that it measures. *Source*: see each
//! module.

mod error;
pub mod evaluate;
pub mod generate;
mod span;

pub use error::{Error, Result};
