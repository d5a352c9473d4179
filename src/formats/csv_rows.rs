//! Documents of a block of CSV or TSV rows.

use super::encoding::Charset;
use super::fields::{FieldPlan, N_ROLES, NO_RANK, PATH_RANK, Role};
use super::input::{FieldNames, ReadOptions};
use super::record::{Found, Growing, Standing};
use super::rows::RowBlock;
use csv_core::ReadRecordResult;
use std::borrow::Cow;

/// The first row of a file.
#[derive(Debug)]
pub(super) struct Header {
    /// As it stands in the file, its end of line included.
    pub(super) raw: Vec<u8>,
    plan: FieldPlan,
    names: Vec<String>,
    delimiter: u8,
    /// For each role the columns that can play it, the surest first, each with its rank.
    columns: [Vec<(u8, usize)>; N_ROLES],
}

impl Header {
    /// Reads the row `bytes`, which is `raw` without a byte order mark.
    ///
    /// # Errors
    /// A reason where no column can hold the text.
    pub(super) fn new(
        raw: Vec<u8>,
        bytes: &[u8],
        delimiter: u8,
        charset: Charset,
        fields: &FieldNames,
    ) -> Result<Header, String> {
        let mut cells = Cells::new(delimiter);
        let names: Vec<String> = cells
            .read(bytes)
            .map(|cell| charset.decode(cell).map(Cow::into_owned))
            .collect::<Option<_>>()
            .ok_or("it is not UTF-8")?;
        let plan = FieldPlan::new(fields);
        let mut columns: [Vec<(u8, usize)>; N_ROLES] = Default::default();
        for (column, name) in names.iter().enumerate() {
            for (role, rank) in plan.ranks(name.trim()).into_iter().enumerate() {
                // A column holds no object that a dotted name could lead into.
                if rank != NO_RANK && !(rank == PATH_RANK && plan.is_named(role)) {
                    columns[role].push((rank, column));
                }
            }
        }
        for columns in &mut columns {
            columns.sort_unstable();
        }
        if columns[Role::Text as usize].is_empty() {
            return Err(plan.missing_text(&names));
        }
        Ok(Header { raw, plan, names, delimiter, columns })
    }

    pub(super) fn plan(&self) -> &FieldPlan {
        &self.plan
    }
}

/// Decodes all rows of the block.
pub(super) fn decode<'block>(block: &'block RowBlock, options: &ReadOptions, growing: &mut Growing<'block>) {
    growing.rejects.extend(block.rejects.iter().cloned());
    let header = &*block.header;
    let mut cells = Cells::new(header.delimiter);
    for (range, line) in &block.rows {
        let record = &block.bytes[range.clone()];
        let standing = Standing { file: &block.file, source: block.number, line: *line, place: None, record };
        let cells: Vec<&[u8]> = cells.read(record).collect();
        if cells.len() != header.names.len() {
            let reason = format!("the row has {} fields, the header {}", cells.len(), header.names.len());
            growing.reject(&block.file, *line, None, reason);
            continue;
        }
        match found(header, &cells, block.charset) {
            Some(found) => growing.push(found, standing, options, || "the text is empty".into()),
            None => growing.reject(&block.file, *line, None, "the row is not UTF-8".into()),
        }
    }
}

/// The first cell of each role that is not empty; `None` where one is not in the file's charset.
fn found<'block>(header: &Header, cells: &[&[u8]], charset: Charset) -> Option<Found<'block>> {
    let mut found = Found::default();
    for (role, columns) in header.columns.iter().enumerate() {
        if let Some((rank, column)) = columns.iter().find(|(_, column)| !cells[*column].is_empty()) {
            let value = charset.decode(cells[*column])?;
            found.offer(role, *rank, Cow::Owned(value.into_owned()));
        }
    }
    Some(found)
}

/// Takes rows apart in the same buffers.
struct Cells {
    reader: csv_core::Reader,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Cells {
    fn new(delimiter: u8) -> Self {
        let reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        Cells { reader, bytes: vec![0; 1 << 12], ends: vec![0; 64] }
    }

    /// The cells of one row whose quotes are in order.
    fn read(&mut self, row: &[u8]) -> impl Iterator<Item = &[u8]> {
        self.reader.reset();
        let (mut used, mut written, mut n_cells) = (0, 0, 0);
        loop {
            // What is behind the row is its end: an empty rest tells the reader so.
            let (result, read, wrote, ended) =
                self.reader.read_record(&row[used..], &mut self.bytes[written..], &mut self.ends[n_cells..]);
            used += read;
            written += wrote;
            n_cells += ended;
            match result {
                ReadRecordResult::Record | ReadRecordResult::End => break,
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.bytes.resize(2 * self.bytes.len(), 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(2 * self.ends.len(), 0),
            }
        }
        let (bytes, ends) = (&self.bytes, &self.ends[..n_cells]);
        let starts = std::iter::once(0).chain(ends.iter().copied());
        starts.zip(ends).map(move |(start, end)| &bytes[start..*end])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(row: &str) -> Vec<String> {
        Cells::new(b',').read(row.as_bytes()).map(|cell| String::from_utf8(cell.to_vec()).unwrap()).collect()
    }

    #[test]
    fn cells_lose_their_quotes_and_nothing_else() {
        assert_eq!(cells("a,\"b\"\"c\nd\", e \r\n"), ["a", "b\"c\nd", " e "]);
        assert_eq!(cells("a,,"), ["a", "", ""]);
        assert_eq!(cells(&format!("{},b", "x".repeat(10_000)))[0].len(), 10_000);
        assert_eq!(cells(&"a,".repeat(200)).len(), 201);
    }

    #[test]
    fn a_header_without_a_text_names_what_is_there() {
        let header = |fields| Header::new(Vec::new(), b"id,words\n", b',', Charset::Utf8, &fields);
        let said = header(FieldNames::default()).unwrap_err();
        assert!(said.contains("id, words") && said.contains("--text-field"), "{said}");
        assert!(header(FieldNames { text: Some("words".into()), ..FieldNames::default() }).is_ok());
    }
}
