//! The header of a CSV or TSV file: which column has which role.

use super::cells::Cells;
use super::dialect::Dialect;
use crate::charset::Charset;
use crate::fields::{FieldPlan, N_ROLES, NO_RANK, ROLES, Role};
use std::borrow::Cow;

/// The first row of a file that is not blank.
#[derive(Debug)]
pub(super) struct Header {
    /// Its bytes in the file, byte order mark and line end included.
    pub(super) raw: Vec<u8>,
    pub(super) dialect: Dialect,
    pub(super) n_columns: usize,
    /// For each role its columns with the ranks of their names, the best rank first.
    columns: [Vec<(u8, usize)>; N_ROLES],
}

impl Header {
    /// Reads a header row, which is the end of `raw`. Without a header the first row only shows how
    /// many columns there are.
    ///
    /// # Errors
    /// With the reason if the row is not in the charset, or no column can be the text.
    pub(super) fn new(
        raw: Vec<u8>,
        row: &[u8],
        dialect: Dialect,
        charset: Charset,
        plan: &FieldPlan,
    ) -> Result<Header, String> {
        let mut cells = Cells::new(dialect);
        cells.read(row);
        let decoded: Option<Vec<String>> =
            cells.iter().map(|cell| charset.decode_part(cell).map(Cow::into_owned)).collect();
        let mut titles: Vec<String> = decoded.ok_or("it is not UTF-8")?;
        if dialect.no_header {
            titles = (1..=titles.len()).map(|number| number.to_string()).collect();
        }
        let mut columns: [Vec<(u8, usize)>; N_ROLES] = Default::default();
        for (column, title) in titles.iter().enumerate() {
            for (role, rank) in ROLES.into_iter().zip(plan.ranks(title)) {
                // A cell cannot be the object that a dotted path starts with.
                if rank != NO_RANK && plan.path_below(role, rank).is_none() {
                    columns[role as usize].push((rank, column));
                }
            }
        }
        columns.iter_mut().for_each(|columns| columns.sort_unstable());
        if columns[Role::Text as usize].is_empty() {
            return Err(plan.missing_text_of_file(&titles));
        }
        Ok(Header { raw, dialect, n_columns: titles.len(), columns })
    }

    /// The rank and the column of a role's value: the first of its columns that is not empty.
    pub(super) fn column(&self, role: Role, cells: &Cells) -> Option<(u8, usize)> {
        let mut columns = self.columns[role as usize].iter().copied();
        columns.find(|(_, column)| *column < cells.len() && !cells.get(*column).is_empty())
    }

    /// The best rank among the columns for the text.
    pub(super) fn text_rank(&self) -> u8 {
        let first = self.columns[Role::Text as usize].first();
        first.map(|(rank, _)| *rank).expect("a header without a column for the text is refused")
    }
}
