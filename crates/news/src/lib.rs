//! Meaning of shared text in news: credit, boilerplate, relation, direction, story, removal.
//!
//! *Takes* analysed texts, verified overlaps and aligned passages. *Gives* labels with their
//! evidence. *Costs* as stated in each module. *Never* reads a file. *Source*: named in each
//! module.
//!
//! The lists of words (agencies, cues, phrases, values) are tab-separated files in `data/`, which
//! are compiled in and parsed once. The interface is not stable.

/// Gives enums a method that returns their names in output files.
macro_rules! names_in_output {
    ($($type:ident),*) => {
        $(impl $type {
            /// Returns its name in output files.
            pub fn name(self) -> &'static str {
                self.into()
            }
        })*
    };
}

mod cues;
mod error;
pub mod credit;
pub mod boilerplate;
pub mod kind;
pub mod relation;
pub mod direction;
pub mod story;
pub mod removal;

pub use error::{Error, Result};
