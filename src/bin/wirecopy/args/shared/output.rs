//! The form of standard output, shared by commands that print text or JSON.

use crate::output::Colour;
use clap::{Args, ValueEnum};

/// The form of standard output.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// Print text for people, or one JSON document.
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    pub format: OutputFormat,
    /// Colours in the text.
    #[arg(long, value_enum, default_value = "auto", help_heading = "Output")]
    pub color: Colour,
}

/// Text or JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// Text for people.
    Text,
    /// One JSON document.
    Json,
}
