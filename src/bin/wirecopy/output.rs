//! Standard output: data and nothing else.

use anyhow::Context as _;
use clap::ValueEnum;
use std::io;
use std::io::{IsTerminal, Write};
use wirecopy::report::Palette;

/// Columns of a terminal that does not tell its width, and of everything that is no terminal.
const COLUMNS: usize = 100;

/// When output is coloured.
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
    /// The palette for standard output.
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

/// Columns that a line may take.
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

/// Writes to standard output through one buffer; a full disk and a closed pipe are errors of the call.
pub fn write(write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    write(&mut out).and_then(|()| Ok(out.flush()?)).context("cannot write to standard output")
}
