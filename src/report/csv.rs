//! Tables for a spreadsheet: comma-separated values under a header, an unknown value empty.
//!
//! Texts of an input are quoted by the CSV writer and nowhere else, and [`spreadsheet_cell`] alone
//! keeps them from being formulas.

use super::terminal::one_line;
use crate::error::{Error, FileError, Result};
use crate::output::{Carrier, CreditRow};
use serde::Serialize;
use std::io;
use std::io::Write;
use std::path::PathBuf;
use wirecopy_io::spreadsheet_cell;

/// Columns of the longest quotation of a credit.
const CREDIT_COLUMNS_MAX: usize = 120;

/// Writes rows under the names of their fields, which a table without rows has as well: one pass.
///
/// # Errors
/// Those of the rows and of `out`.
///
/// ```
/// use wirecopy::report::write_csv;
///
/// let network = wirecopy::Scan::default()
///     .run_files(["data/sample"])?
///     .network(&wirecopy::NetworkParams::default())?;
/// let mut table = Vec::new();
/// write_csv(network.edges.into_iter().map(Ok), &mut table)?;
/// assert!(table.starts_with(b"from,to,stories,"));
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn write_csv<Row: Default + Serialize>(
    rows: impl Iterator<Item = Result<Row>>,
    mut out: impl Write,
) -> Result<()> {
    let failed = |source| Error::Io(FileError::Write { path: PathBuf::from("-"), source });
    let mut sample = ::csv::Writer::from_writer(Vec::new());
    sample.serialize(Row::default()).map_err(|error| failed(error.into()))?;
    let sample = sample.into_inner().map_err(|error| failed(error.into_error()))?;
    let header = sample.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
    out.write_all(header).map_err(failed)?;
    let mut table = ::csv::Writer::from_writer(out);
    for row in rows {
        let cells = cells(&row?).map_err(failed)?;
        table
            .write_record(cells.iter().map(|text| spreadsheet_cell(text).into_owned()))
            .map_err(|error| failed(error.into()))?;
    }
    table.flush().map_err(failed)
}

/// Writes the carriers of a trace, one row per carrier; passages are counted and credits joined
/// into one cell.
///
/// # Errors
/// Those of the rows and of `out`.
///
/// ```
/// use wirecopy::report::write_carriers_csv;
///
/// let mut table = Vec::new();
/// write_carriers_csv(std::iter::empty(), &mut table)?;
/// assert!(table.starts_with(b"wire,"), "a table without rows has its header");
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn write_carriers_csv(rows: impl Iterator<Item = Result<Carrier>>, out: impl Write) -> Result<()> {
    write_csv(rows.map(|row| row.map(CarrierCells::of)), out)
}

/// The fields of a row as text.
fn cells(row: &impl Serialize) -> io::Result<::csv::StringRecord> {
    let mut line = ::csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    line.serialize(row)?;
    let line = line.into_inner().map_err(::csv::IntoInnerError::into_error)?;
    let mut cells = ::csv::StringRecord::new();
    ::csv::ReaderBuilder::new().has_headers(false).from_reader(&*line).read_record(&mut cells)?;
    Ok(cells)
}

/// The part of a [`Carrier`] that fits into cells.
#[derive(Default, Serialize)]
struct CarrierCells {
    wire: String,
    wire_title: Option<String>,
    wire_published: Option<String>,
    carrier: String,
    file: String,
    line: u64,
    outlet: Option<String>,
    published: Option<String>,
    url: Option<String>,
    title: Option<String>,
    best: bool,
    jaccard: f64,
    wire_in_carrier: f64,
    carrier_in_wire: f64,
    shared_shingles: u64,
    words: u64,
    lag_seconds: Option<i64>,
    headline: Option<String>,
    longest_match_words: u64,
    /// Number of passages.
    passages: usize,
    credit: &'static str,
    /// The class of each credit, who is credited, and the words that say so.
    credits: String,
}

impl CarrierCells {
    fn of(row: Carrier) -> CarrierCells {
        let quoted = |credit: &CreditRow| {
            let words = one_line(&credit.text, CREDIT_COLUMNS_MAX);
            format!("{}: {} “{words}”", credit.class, credit.agency.as_deref().unwrap_or("?"))
        };
        CarrierCells {
            credits: row.credits.iter().map(quoted).collect::<Vec<_>>().join("; "),
            wire: row.wire,
            wire_title: row.wire_title,
            wire_published: row.wire_published,
            carrier: row.carrier,
            file: row.file,
            line: row.line,
            outlet: row.outlet,
            published: row.published,
            url: row.url,
            title: row.title,
            best: row.best,
            jaccard: row.jaccard,
            wire_in_carrier: row.wire_in_carrier,
            carrier_in_wire: row.carrier_in_wire,
            shared_shingles: row.shared_shingles,
            words: row.words,
            lag_seconds: row.lag_seconds,
            headline: row.headline,
            longest_match_words: row.longest_match_words,
            passages: row.passages.len(),
            credit: row.credit.name(),
        }
    }
}
