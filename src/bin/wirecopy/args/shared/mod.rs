//! Arguments that several commands have, and parsers of their values.

mod input;
mod output;
pub mod quantity;
mod resources;
mod value;

pub use input::{InputArgs, ReadArgs, input};
pub use output::{OutputArgs, OutputFormat};
pub use resources::{ResourceArgs, start_workers};
pub use value::one_of;
