//! What shared text means in news: credit, boilerplate, relation, direction, story, removal.
//!
//! *Takes* analysed texts, verified overlaps and aligned passages. *Gives* labels with their evidence. *Costs* what each module states.
//! *Never* reads a file. *Source*: named in each module.

mod cues;
mod error;
pub mod credit;
pub mod boilerplate;
pub mod relation;
pub mod removal;
pub mod story;

pub use error::{Error, Result};
