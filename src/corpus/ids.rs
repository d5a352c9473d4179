//! Ids that are unique, in the order of articles.

use crate::corpus::ingest::TableRow;
use crate::corpus::metadata::MetadataColumn;
use crate::error::Result;
use std::collections::HashMap;
use wirecopy_scratch::order::Reordering;

/// Ids of articles, one after another.
#[derive(Default)]
pub(crate) struct Ids {
    text: String,
    /// Article → one past its id.
    ends: Vec<u64>,
}

impl Ids {
    /// The ids of places from 0, each pushed once with its place.
    pub(crate) fn in_order(ids: Reordering<u8>, bytes: usize, len: usize) -> Ids {
        let (mut text, mut ends) = (Vec::with_capacity(bytes), Vec::with_capacity(len));
        ids.for_each(|id| {
            text.extend_from_slice(id);
            ends.push(text.len() as u64);
        });
        Ids { text: String::from_utf8(text).expect("ids are text"), ends }
    }

    /// Adds the next article's.
    pub(crate) fn push(&mut self, id: &str) {
        self.text.push_str(id);
        self.ends.push(self.text.len() as u64);
    }

    /// Bytes in memory.
    pub(crate) fn bytes(&self) -> u64 {
        (self.text.len() + size_of_val(self.ends.as_slice())) as u64
    }

    pub(crate) fn of_article(&self, article: u32) -> &str {
        let at = article as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text[start as usize..self.ends[at] as usize]
    }
}

/// New ids for all bearers of an id that is not unique: `id#<8 hex of the text's hash>`, then `~2`, `~3` for equal texts. `by_id` are all articles in the order
/// of their ids.
///
/// Equal texts under one id are told apart by what else was read of them, so that the order of reading does not matter.
pub(crate) fn renamed_duplicates(
    ids: &Ids,
    by_id: &[u32],
    table: &[TableRow],
    metadata_column: &MetadataColumn,
) -> Result<HashMap<u32, String>> {
    let id_of = |row: u32| ids.of_article(row);
    let hash = |row: u32| table[row as usize].text_hash;
    let is_given = |id: &str| by_id.binary_search_by(|row| id_of(*row).cmp(id)).is_ok();
    let mut renamed = HashMap::new();
    for bearers in by_id.chunk_by(|a, b| id_of(*a) == id_of(*b)).filter(|bearers| bearers.len() > 1) {
        let mut bearers: Vec<(u128, u32)> = bearers.iter().map(|row| (hash(*row), *row)).collect();
        bearers.sort_unstable();
        for equal in bearers.chunk_by(|a, b| a.0 == b.0) {
            let mut metadata = Vec::with_capacity(equal.len());
            for (_, row) in equal {
                let described_as = metadata_column.read(*row)?;
                metadata.push((described_as, table[*row as usize].published, *row));
            }
            metadata.sort();
            let (hash, first) = equal[0];
            let id = format!("{}#{:08x}", id_of(first), (hash >> 96) as u32);
            let mut numbers = (1u32..).map(|n| if n == 1 { id.clone() } else { format!("{id}~{n}") });
            for (_, _, row) in metadata {
                let free =
                    numbers.find(|id| !is_given(id)).expect("one of more numbers than articles is free");
                renamed.insert(row, free);
            }
        }
    }
    Ok(renamed)
}
