//! Standard output: data and nothing else.

use anyhow::Context as _;
use clap::ValueEnum;
use serde::Serialize;
use std::io;
use std::io::{IsTerminal, Write};
use wirecopy::report::terminal::{Palette, one_line};

/// Columns of a terminal of unknown width, and of everything that is not a terminal.
const COLUMNS: usize = 100;

/// Columns of the longest message: a name in it may be megabytes.
const MESSAGE_COLUMNS_MAX: usize = 4_000;

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

/// Writes a line to standard error, in which no character of an input steers the terminal. Whoever
/// closed standard error, or filled its disk, wants no message; the run continues.
pub fn say(line: &str) {
    let line = one_line(line, MESSAGE_COLUMNS_MAX) + "\n";
    // No stream is left to report a failure on.
    let _ = io::stderr().lock().write_all(line.as_bytes());
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

/// Writes to standard output through one buffer; a full disk is an error of the call. A closed pipe
/// is none: its reader has enough.
pub fn write(write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let pipe = Pipe { out: io::stdout().lock(), is_closed: false };
    let mut out = io::BufWriter::with_capacity(1 << 16, pipe);
    let written = write(&mut out).and_then(|()| Ok(out.flush()?));
    // What is left in the buffer is for the same reader.
    let (pipe, _) = out.into_parts();
    if pipe.is_closed { Ok(()) } else { written.context("cannot write to standard output") }
}

/// Standard output, and whether its reader has closed it: writers of tables and documents hide the
/// system's error in their own.
struct Pipe<W> {
    out: W,
    is_closed: bool,
}

impl<W: Write> Pipe<W> {
    fn noting<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        self.is_closed |= result.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe);
        result
    }
}

impl<W: Write> Write for Pipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes);
        self.noting(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.out.flush();
        self.noting(flushed)
    }
}
