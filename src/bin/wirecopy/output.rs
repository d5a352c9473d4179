//! Standard output: data and nothing else.

use anyhow::Context as _;
use clap::ValueEnum;
use serde::Serialize;
use std::io;
use std::io::{IsTerminal, Write};
use wirecopy::report::terminal::Palette;

/// Columns of a terminal of unknown width, and of everything that is not a terminal.
const COLUMNS: usize = 100;

/// Use of colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Colour {
    /// Returns the palette for standard output.
    pub fn palette(self) -> Palette {
        let wanted = match self {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                io::stdout().is_terminal()
                    && !refused
                    && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
            }
        };
        if wanted { Palette::Ansi } else { Palette::Plain }
    }
}

/// Returns the number of columns of a line.
pub fn columns() -> usize {
    if !io::stdout().is_terminal() {
        return COLUMNS;
    }
    terminal_size::terminal_size().map_or(COLUMNS, |(width, _)| usize::from(width.0).clamp(60, 160))
}

/// Writes text to standard output.
pub fn print(text: &str) -> anyhow::Result<()> {
    write(|out| Ok(out.write_all(text.as_bytes())?))
}

/// Writes a value to standard output as an indented JSON document.
pub fn print_json(value: &impl Serialize) -> anyhow::Result<()> {
    write(|out| {
        serde_json::to_writer_pretty(&mut *out, value)?;
        Ok(out.write_all(b"\n")?)
    })
}

/// Writes to standard output through one buffer; a full disk and a closed pipe are errors of the
/// call.
pub fn write(write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    write(&mut out).and_then(|()| Ok(out.flush()?)).context("cannot write to standard output")
}
