//! Ids that are unique, in the order of articles.

use super::reading::TableRow;
use crate::error::Result;
use crate::formats::Catalog;
use rayon::prelude::*;
use std::collections::HashMap;

/// Ids of articles, one after another.
#[derive(Default)]
pub(super) struct Ids {
    text: String,
    /// Article → one past its id.
    ends: Vec<u64>,
}

impl Ids {
    pub(super) fn of<'id>(ids: impl ExactSizeIterator<Item = &'id str> + Clone) -> Ids {
        let mut all = Ids {
            text: String::with_capacity(ids.clone().map(str::len).sum()),
            ends: Vec::with_capacity(ids.len()),
        };
        ids.for_each(|id| all.push(id));
        all
    }

    /// Adds the next article's.
    pub(super) fn push(&mut self, id: &str) {
        self.text.push_str(id);
        self.ends.push(self.text.len() as u64);
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Bytes in memory.
    pub(super) fn bytes(&self) -> u64 {
        (self.text.len() + size_of_val(self.ends.as_slice())) as u64
    }

    /// Articles in the order of their ids, and for each article the rank of its id.
    pub(super) fn ranked(&self) -> (Vec<u32>, Vec<u32>) {
        let mut by_id: Vec<u32> = (0..self.len() as u32).collect();
        by_id.par_sort_unstable_by(|a, b| self.of_article(*a).cmp(self.of_article(*b)));
        let mut rank_of = vec![0; self.len()];
        for (rank, article) in (0..).zip(&by_id) {
            rank_of[*article as usize] = rank;
        }
        (by_id, rank_of)
    }

    pub(super) fn of_article(&self, article: u32) -> &str {
        let at = article as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text[start as usize..self.ends[at] as usize]
    }
}

/// New ids for all bearers of an id that is not unique: `id#<8 hex of the text's hash>`, then `~2`, `~3` for equal texts.
///
/// Equal texts under one id are told apart by what else was read of them, so that the order of reading does not matter.
pub(super) fn renamed_duplicates<'a>(
    table: &[TableRow],
    catalog: &Catalog,
    given: impl Fn(u32) -> &'a str + Sync,
    hash: impl Fn(u32) -> u128 + Sync,
) -> Result<HashMap<u32, String>> {
    let mut rows: Vec<u32> = (0..table.len() as u32).collect();
    rows.par_sort_unstable_by(|a, b| (given(*a), hash(*a)).cmp(&(given(*b), hash(*b))));
    let is_given = |id: &str| rows.binary_search_by(|row| given(*row).cmp(id)).is_ok();
    let mut renamed = HashMap::new();
    for bearers in rows.chunk_by(|a, b| given(*a) == given(*b)).filter(|bearers| bearers.len() > 1) {
        for equal in bearers.chunk_by(|a, b| hash(*a) == hash(*b)) {
            let mut described = Vec::with_capacity(equal.len());
            for row in equal {
                let described_as = catalog.read(*row)?;
                described.push((described_as, table[*row as usize].published, *row));
            }
            described.sort();
            let id = format!("{}#{:08x}", given(equal[0]), (hash(equal[0]) >> 96) as u32);
            let mut numbers = (1u32..).map(|n| if n == 1 { id.clone() } else { format!("{id}~{n}") });
            for (_, _, row) in described {
                let free =
                    numbers.find(|id| !is_given(id)).expect("one of more numbers than articles is free");
                renamed.insert(row, free);
            }
        }
    }
    Ok(renamed)
}
