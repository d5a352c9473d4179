//! Fields: which of them is the text, the id, the outlet, the date, the address, the title.
//!
//! *Takes* the names that the user gave, and the first records of a file as a sample. *Gives* a
//! plan, the same for all records of that file: for each role the fields that may have it, the
//! best first. *Costs* one reading of the sample. *Never* looks at another file, takes a field of
//! an unknown name, or takes a stub for a text without a warning. *Source*: names seen in public
//! dumps.

mod choose;
mod counts;
mod field_names;
mod names;
mod nearest;
mod plan;
mod sample;
mod stubs;

pub use choose::FieldChoice;
pub(crate) use choose::{choose, proposed_text};
pub use counts::FieldCounts;
pub(crate) use counts::Tally;
pub use field_names::FieldNames;
pub(crate) use names::{N_ROLES, ROLES, Role, folded, known_as_text, known_name};
pub(crate) use nearest::nearest;
pub(crate) use plan::{FieldPlan, NO_RANK, NOT_COUNTED, Ranks, printable};
pub(crate) use sample::{SAMPLE_BYTES, SAMPLE_RECORDS, Sample, SampledField, SampledValue};
pub(crate) use stubs::stubs_warning;
