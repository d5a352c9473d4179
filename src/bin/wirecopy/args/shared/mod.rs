//! Arguments that several commands have, and parsers of their values.

mod input;
mod known_text;
mod output;
pub mod quantity;
mod resources;
mod value;

pub use input::{InputArgs, ReadArgs, input};
pub use known_text::known_text;
pub use output::{OutputArgs, OutputFormat};
pub use resources::{ResourceArgs, start_workers};
pub use value::one_of;
