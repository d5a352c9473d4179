//! The records that a scan's rows name, found by file and line, or by id or name if files have
//! moved.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A record to be found again.
pub(crate) struct WantedRecord<'rows> {
    pub(crate) file: &'rows str,
    pub(crate) line: u64,
    /// The ids that the record may have.
    pub(crate) ids: [&'rows str; 2],
    /// Words of its text, if they are known.
    pub(crate) words: Option<u64>,
    pub(crate) number: u32,
    /// Boilerplate of which the words are wanted, by their number.
    pub(crate) lines: Vec<(u32, Range<usize>)>,
    pub(crate) wants_text: bool,
}

/// Wanted records by file and line, by id, and by the name of their file.
pub(crate) struct RecordIndex<'all> {
    files: HashSet<&'all str>,
    by_line: HashMap<(&'all str, u64), Vec<&'all WantedRecord<'all>>>,
    by_id: HashMap<&'all str, &'all WantedRecord<'all>>,
    by_name: HashMap<(&'all str, u64), Vec<&'all WantedRecord<'all>>>,
}

impl<'all> RecordIndex<'all> {
    /// Indexes `records`, which name every file with a wanted record.
    pub(crate) fn of(records: &'all [WantedRecord<'all>]) -> Self {
        let mut index = RecordIndex {
            files: HashSet::new(),
            by_line: HashMap::new(),
            by_id: HashMap::new(),
            by_name: HashMap::new(),
        };
        for record in records {
            index.files.insert(record.file);
            index.by_line.entry((record.file, record.line)).or_default().push(record);
            index.by_name.entry((file_name(record.file), record.line)).or_default().push(record);
            for id in record.ids.iter().filter(|id| !id.starts_with(record.file)) {
                index.by_id.entry(id).or_insert(record);
            }
        }
        index
    }

    /// The records of a document: those with its file and line or, if the scan read no such file,
    /// the one with its id, or the one whose path has most final folders in common with its own.
    pub(crate) fn find(&self, file: &str, line: u64, id: &str) -> Vec<&'all WantedRecord<'all>> {
        if self.files.contains(file) {
            let records = self.by_line.get(&(file, line)).into_iter().flatten();
            return records.filter(|record| record.ids.contains(&id)).copied().collect();
        }
        if let Some(record) = self.by_id.get(id) {
            return vec![record];
        }
        // An id that is not made of file and line does not change when the file moves.
        if !id.starts_with(file) {
            return Vec::new();
        }
        let of_name = self.by_name.get(&(file_name(file), line)).into_iter().flatten();
        let near = of_name.filter(|record| record.ids[0].starts_with(record.file));
        let scored: Vec<_> = near.map(|record| (equal_ends(record.file, file), *record)).collect();
        let best = scored.iter().map(|(score, _)| *score).max();
        let mut best = scored.into_iter().filter(|(score, _)| Some(*score) == best).map(|(_, record)| record);
        match (best.next(), best.next()) {
            (Some(record), None) => vec![record],
            _ => Vec::new(),
        }
    }
}

/// The last part of a path, without the endings of compressed files.
fn file_name(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    [".gz", ".zst", ".bz2", ".xz", ".br"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

/// Folders at the end of two paths that are equal.
fn equal_ends(a: &str, b: &str) -> usize {
    let folders = |path: &'_ str| path.rsplit(['/', '\\']).skip(1).map(str::to_owned).collect::<Vec<_>>();
    folders(a).iter().zip(folders(b).iter()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record<'rows>(file: &'rows str, line: u64, id: &'rows str) -> WantedRecord<'rows> {
        WantedRecord {
            file,
            line,
            ids: [id, id],
            words: Some(1),
            number: 0,
            lines: Vec::new(),
            wants_text: true,
        }
    }

    fn found<'rows>(
        records: &'rows [WantedRecord<'rows>],
        file: &str,
        line: u64,
        id: &str,
    ) -> Vec<&'rows str> {
        RecordIndex::of(records).find(file, line, id).iter().map(|record| record.ids[0]).collect()
    }

    #[test]
    fn a_record_is_found_in_its_place_and_elsewhere_by_its_id() {
        let records = [record("dump.jsonl", 3, "x"), record("dump.jsonl", 4, "y")];
        assert_eq!(found(&records, "dump.jsonl", 3, "x"), ["x"]);
        assert!(found(&records, "dump.jsonl", 4, "x").is_empty());
        assert_eq!(found(&records, "archive/other.jsonl.zst", 9, "y"), ["y"]);
        assert!(found(&records, "archive/other.jsonl.zst", 3, "z").is_empty());
    }

    #[test]
    fn a_record_with_an_id_of_its_place_is_found_by_the_end_of_its_path() {
        let records = [record("in/a/1.txt", 1, "in/a/1.txt"), record("in/b/1.txt", 1, "in/b/1.txt")];
        assert_eq!(found(&records, "moved/b/1.txt", 1, "moved/b/1.txt"), ["in/b/1.txt"]);
        assert!(found(&records, "1.txt", 1, "1.txt").is_empty());
        let one = [record("dump.jsonl", 2, "dump.jsonl:2")];
        assert_eq!(found(&one, "old/dump.jsonl.gz", 2, "old/dump.jsonl.gz:2"), ["dump.jsonl:2"]);
    }
}
