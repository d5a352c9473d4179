//! JSON Lines: one row per line, written in order and read back one by one.

use crate::error::{Error, FileError, Result};
use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io;
use std::io::{BufReader, Write};
use std::marker::PhantomData;
use std::ops::Range;
use std::path::Path;
use wirecopy_io::{AtomicFile, limited_lines};
use wirecopy_scratch::order::{Reordering, inverse};

/// Rows per task, and tasks between two writes: together a few MB of rows in memory.
const ROWS_TOGETHER: usize = 256;
const TASKS_BETWEEN_WRITES: usize = 32;

/// Rows read ahead of the current one: a megabyte or two.
const ROWS_AHEAD_MAX: usize = 512;

/// Bytes of the longest row: more than the largest text that is accepted, every byte of it escaped.
const ROW_BYTES_MAX: u64 = 4 << 30;

/// Bytes of a row, about.
const ROW_BYTES: usize = 512;

/// The order in which rows are made that are written by rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MakingOrder {
    /// By rank: each row is written when it is made.
    Rank,
    /// By number, which is the order of the tables, so that a bounded memory reads each of their
    /// pages once. The rows wait until all are made.
    Number,
}

impl MakingOrder {
    /// The order within a memory budget.
    pub(crate) fn within(memory_bytes_max: Option<u64>) -> MakingOrder {
        if memory_bytes_max.is_some() { MakingOrder::Number } else { MakingOrder::Rank }
    }
}

/// Writes rows of one type to one file.
pub(crate) struct RowWriter<T> {
    out: AtomicFile,
    rows: u64,
    row: PhantomData<fn(&T)>,
}

impl<T: Serialize> RowWriter<T> {
    /// A writer that appends to a file.
    pub(crate) fn new(out: AtomicFile) -> Self {
        RowWriter { out, rows: 0, row: PhantomData }
    }

    /// Appends a row.
    ///
    /// # Errors
    /// [`FileError::Write`] if the file cannot be written.
    pub(crate) fn write(&mut self, row: &T) -> Result<()> {
        self.rows += 1;
        serde_json::to_writer(&mut self.out, row)
            .map_err(io::Error::from)
            .and_then(|()| self.out.write_all(b"\n"))
            .map_err(|source| FileError::Write { path: self.out.path().to_path_buf(), source })?;
        Ok(())
    }

    /// Appends `len` rows, made and formatted in parallel and written in their order, while the
    /// next ones are made.
    ///
    /// # Errors
    /// The first error of `row`; [`FileError::Write`] if the file cannot be written.
    pub(crate) fn write_all(&mut self, len: usize, row: impl Fn(usize) -> Result<T> + Sync) -> Result<()> {
        let RowWriter { out, .. } = self;
        let path = &out.path().to_path_buf();
        formatted(len, row, path, |lines| written(out, lines, path))?;
        self.rows += len as u64;
        Ok(())
    }

    /// Appends a row for each rank, made and formatted in parallel, and written in the order of
    /// ranks.
    ///
    /// # Errors
    /// The first error of `row`; [`FileError::Write`] if the file cannot be written.
    pub(crate) fn write_by_rank<Rank: Copy + Sync>(
        &mut self,
        ranks: &[Rank],
        order: MakingOrder,
        row: impl Fn(usize) -> Result<T> + Sync,
    ) -> Result<()>
    where
        u32: From<Rank>,
    {
        if order == MakingOrder::Rank {
            let by_rank = inverse(ranks);
            return self.write_all(ranks.len(), |rank| row(by_rank[rank] as usize));
        }
        let RowWriter { out, .. } = self;
        let path = &out.path().to_path_buf();
        let mut waiting = Reordering::new(ranks.len(), ranks.len() * ROW_BYTES);
        let mut ranks_left = ranks.iter();
        formatted(ranks.len(), row, path, |lines| {
            // JSON escapes a line break within a row, so that each ends one.
            let lines = lines.split_inclusive(|byte| *byte == b'\n');
            lines.zip(ranks_left.by_ref()).for_each(|(line, rank)| waiting.push((*rank).into(), line));
            Ok(())
        })?;
        waiting.try_for_each(|line| written(out, line, path))?;
        self.rows += ranks.len() as u64;
        Ok(())
    }

    /// Ends the file, which is on the disk when its output is published. Returns the number of
    /// rows.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn finish(self) -> Result<u64> {
        self.out.finish()?;
        Ok(self.rows)
    }
}

/// Calls `write` with the lines of `len` rows in their order, some at a time, while the next ones
/// are made in parallel.
fn formatted<T: Serialize>(
    len: usize,
    row: impl Fn(usize) -> Result<T> + Sync,
    path: &Path,
    mut write: impl FnMut(&[u8]) -> Result<()> + Send,
) -> Result<()> {
    let made = |starts: &[usize]| -> Result<Vec<Vec<u8>>> {
        let together = |start: &usize| lines(*start..len.min(start + ROWS_TOGETHER), &row, path);
        starts.par_iter().with_max_len(1).map(together).collect()
    };
    let mut write_all = |lines: &[Vec<u8>]| lines.iter().try_for_each(|lines| write(lines));
    let starts: Vec<usize> = (0..len).step_by(ROWS_TOGETHER).collect();
    let mut waiting = Vec::new();
    for starts in starts.chunks(TASKS_BETWEEN_WRITES) {
        let (written, next) = rayon::join(|| write_all(&waiting), || made(starts));
        written?;
        waiting = next?;
    }
    write_all(&waiting)
}

fn written(out: &mut impl Write, lines: &[u8], path: &Path) -> Result<()> {
    out.write_all(lines).map_err(|source| FileError::Write { path: path.to_path_buf(), source })?;
    Ok(())
}

/// A range of rows as lines.
fn lines<T: Serialize>(
    rows: Range<usize>,
    row: &impl Fn(usize) -> Result<T>,
    path: &Path,
) -> Result<Vec<u8>> {
    let mut lines = Vec::new();
    for number in rows {
        serde_json::to_writer(&mut lines, &row(number)?)
            .map_err(|error| FileError::Write { path: path.to_path_buf(), source: error.into() })?;
        lines.push(b'\n');
    }
    Ok(lines)
}

/// Reads the rows of a file in order; some are parsed ahead and in parallel. Blank lines, as an
/// editor leaves them, are not rows.
///
/// # Errors
/// When the file cannot be opened; an item that cannot be read is an error with its line.
///
/// ```
/// use wirecopy::output::{Article, Reject, rows};
///
/// let found = wirecopy::Scan::default().run_files(["data/sample"])?;
/// for article in rows::<Article>(&found.folder().join("articles.jsonl"))? {
///     assert!(article?.words > 0);
/// }
/// for reject in rows::<Reject>(&found.folder().join("rejects.jsonl"))? {
///     println!("{}", reject?.reason);
/// }
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn rows<T: DeserializeOwned + Send>(path: &Path) -> Result<impl Iterator<Item = Result<T>> + use<T>> {
    rows_within(path, ROW_BYTES_MAX)
}

/// Reads rows as [`rows`] does, each up to a number of bytes.
///
/// # Errors
/// Those of [`rows`]; an item that is too long is an error.
pub(crate) fn rows_within<T: DeserializeOwned + Send>(
    path: &Path,
    row_bytes_max: u64,
) -> Result<impl Iterator<Item = Result<T>> + use<T>> {
    let path = path.to_path_buf();
    let file = File::open(&path).map_err(|source| FileError::Read { path: path.clone(), source })?;
    let lines = (1u64..).zip(limited_lines(BufReader::with_capacity(1 << 18, file), row_bytes_max));
    let is_row = |(_, line): &(u64, io::Result<String>)| {
        line.as_ref().map_or(true, |line| !line.trim_ascii().is_empty())
    };
    let mut lines = lines.filter(is_row);
    // A caller that reads only the first rows does not wait for many.
    let mut ahead = 1;
    let mut ready: std::vec::IntoIter<Result<T>> = Vec::new().into_iter();
    Ok(std::iter::from_fn(move || {
        if ready.len() == 0 {
            let together: Vec<(u64, io::Result<String>)> = lines.by_ref().take(ahead).collect();
            ahead = (2 * ahead).min(ROWS_AHEAD_MAX);
            let parsed: Vec<Result<T>> = together.into_par_iter().map(|line| parsed(line, &path)).collect();
            ready = parsed.into_iter();
        }
        ready.next()
    }))
}

/// Parses a row from a numbered line.
fn parsed<T: DeserializeOwned>((number, line): (u64, io::Result<String>), path: &Path) -> Result<T> {
    let line = line.map_err(|source| FileError::Read { path: path.to_path_buf(), source })?;
    serde_json::from_str(&line).map_err(|error| Error::BadRecord {
        path: path.to_path_buf(),
        line: number,
        reason: error.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_io::Atomic;

    #[test]
    fn rows_are_written_by_rank_in_whatever_order_they_are_made() {
        // More rows than are made at a time, and a last task that is not full.
        let n = 2 * ROWS_TOGETHER * TASKS_BETWEEN_WRITES + 77;
        let ranks: Vec<u32> = (0..n).map(|at| (at * 7919 % n) as u32).collect();
        let expected: Vec<String> = (0..n).map(|rank| format!("row\n{rank}")).collect();
        let folder = tempfile::tempdir().unwrap();
        for order in [MakingOrder::Rank, MakingOrder::Number] {
            let output = Atomic::new(&folder.path().join("rows.jsonl")).unwrap();
            let mut writer = RowWriter::new(output.create_file().unwrap());
            writer.write_by_rank(&ranks, order, |at| Ok(format!("row\n{}", ranks[at]))).unwrap();
            assert_eq!(writer.finish().unwrap(), n as u64);
            let path = output.publish().unwrap();
            assert_eq!(rows::<String>(&path).unwrap().collect::<Result<Vec<_>>>().unwrap(), expected);
        }
    }
}
