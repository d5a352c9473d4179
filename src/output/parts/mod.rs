//! Parts of rows: what several output files have inside their rows, and what is computed before any
//! row is.
//!
//! *Takes* nothing. *Gives* plain data, serialised as it is. *Costs* nothing. *Never* uses a file
//! of rows, so that whoever computes a part needs none of them. *Source*: the output contract of
//! this project, `docs/output-format.md`.

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
