//! Parts of rows: data inside the rows of several output files, and data that is computed before
//! any row.
//!
//! *Takes* nothing. *Gives* plain data, serialised as it is. *Costs* nothing. *Never* depends on a
//! file of rows, so that code which computes a part needs none of them. *Source*: the output
//! contract of this project, `docs/output-format.md`.

mod broken_off;
mod credits;
mod direction;
mod fragment_labels;
mod parameters;
mod passages;
mod uncredited;

pub use broken_off::BrokenOff;
pub use credits::CreditRow;
pub use direction::PairDirection;
pub use fragment_labels::{FragmentKind, Measure};
pub use parameters::Parameters;
pub use passages::{PairPassage, PassageEdits, PassageLabel};
pub use uncredited::Uncredited;
