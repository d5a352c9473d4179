//! Ids that are unique, in the order of articles.

use crate::corpus::article_row::TableRow;
use crate::corpus::metadata::MetadataColumn;
use crate::error::Result;
use crate::numbers::InputRow;
use std::collections::HashMap;
use std::marker::PhantomData;
use typed_index_collections::TiSlice;
use wirecopy_scratch::order::Reordering;

/// Ids of articles, one after another.
pub(crate) struct Ids<Number> {
    text: String,
    /// One past the id of each article.
    ends: Vec<u64>,
    number: PhantomData<fn(Number)>,
}

impl<Number> Default for Ids<Number> {
    fn default() -> Self {
        Ids { text: String::new(), ends: Vec::new(), number: PhantomData }
    }
}

impl<Number> Ids<Number> {
    /// The ids in the order of their ranks; `bytes` are those of all together.
    pub(crate) fn in_order(ids: Reordering<u8>, bytes: usize, len: usize) -> Self {
        let (mut text, mut ends) = (Vec::with_capacity(bytes), Vec::with_capacity(len));
        ids.for_each(|id| {
            text.extend_from_slice(id);
            ends.push(text.len() as u64);
        });
        Ids { text: String::from_utf8(text).expect("ids are text"), ends, number: PhantomData }
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
}

impl<Number> Ids<Number>
where
    usize: From<Number>,
{
    /// The id of an article.
    pub(crate) fn of(&self, number: Number) -> &str {
        let index = usize::from(number);
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[index] as usize]
    }
}

/// Returns new ids for all articles whose id is not unique: `id#<8 hex of the text's hash>`, then
/// `~2`, `~3` for equal texts. `by_id` are the rows of all articles in the order of their ids.
///
/// Equal texts under one id are ordered by what else was read of them, so that the order of reading
/// does not matter. The number beside them is that of the records of which an earlier one has the
/// id and the text.
pub(crate) fn renamed_duplicates(
    ids: &Ids<InputRow>,
    by_id: &[InputRow],
    table: &TiSlice<InputRow, TableRow>,
    metadata_column: &MetadataColumn,
) -> Result<(HashMap<InputRow, String>, u64)> {
    let id_of = |row: InputRow| ids.of(row);
    let hash = |row: InputRow| table[row].text_hash;
    let is_given = |id: &str| by_id.binary_search_by(|row| id_of(*row).cmp(id)).is_ok();
    let (mut renamed, mut n_again) = (HashMap::new(), 0);
    for articles in by_id.chunk_by(|a, b| id_of(*a) == id_of(*b)).filter(|articles| articles.len() > 1) {
        let mut articles: Vec<(u128, InputRow)> = articles.iter().map(|row| (hash(*row), *row)).collect();
        articles.sort_unstable();
        for equal in articles.chunk_by(|a, b| a.0 == b.0) {
            let mut metadata = Vec::with_capacity(equal.len());
            for (_, row) in equal {
                metadata.push((metadata_column.read(*row)?, table[*row].published, *row));
            }
            // A location is not an id: two texts of one line are not one record.
            let n_own = metadata.iter().filter(|(metadata, ..)| metadata.own_id.is_some()).count() as u64;
            n_again += n_own.saturating_sub(1);
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
    Ok((renamed, n_again))
}
