//! Ids that are unique, in the order of articles.

use crate::corpus::article_row::TableRow;
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
    /// The ids in the order of their ranks; `bytes` are those of all together.
    pub(crate) fn in_order(ids: Reordering<u8>, bytes: usize, len: usize) -> Ids {
        let (mut text, mut ends) = (Vec::with_capacity(bytes), Vec::with_capacity(len));
        ids.for_each(|id| {
            text.extend_from_slice(id);
            ends.push(text.len() as u64);
        });
        Ids { text: String::from_utf8(text).expect("ids are text"), ends }
    }

    /// Appends the next article's id.
    pub(crate) fn push(&mut self, id: &str) {
        self.text.push_str(id);
        self.ends.push(self.text.len() as u64);
    }

    /// Bytes in memory.
    pub(crate) fn bytes(&self) -> u64 {
        (self.text.len() + size_of_val(self.ends.as_slice())) as u64
    }

    pub(crate) fn of_article(&self, article: u32) -> &str {
        let article = article as usize;
        let start = if article == 0 { 0 } else { self.ends[article - 1] };
        &self.text[start as usize..self.ends[article] as usize]
    }
}

/// Returns new ids for all articles whose id is not unique: `id#<8 hex of the text's hash>`, then
/// `~2`, `~3` for equal texts. `by_id` are the rows of all articles in the order of their ids.
///
/// Equal texts under one id are ordered by what else was read of them, so that the order of reading
/// does not matter.
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
    for articles in by_id.chunk_by(|a, b| id_of(*a) == id_of(*b)).filter(|articles| articles.len() > 1) {
        let mut articles: Vec<(u128, u32)> = articles.iter().map(|row| (hash(*row), *row)).collect();
        articles.sort_unstable();
        for equal in articles.chunk_by(|a, b| a.0 == b.0) {
            let mut metadata = Vec::with_capacity(equal.len());
            for (_, row) in equal {
                metadata.push((metadata_column.read(*row)?, table[*row as usize].published, *row));
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
