//! Tables without rules.

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Row, Table};

/// Lays out a header and rows in lines of at most `columns` columns; a last cell that is too long
/// ends in `…`.
///
/// `alignment` has one letter per column: `l` for left, `r` for right. Lines have no spaces at
/// their end.
///
/// ```
/// use wirecopy::report::terminal::table;
///
/// let rows = [["12", "The ferry stays in port"], ["3", "Divers found a net"]];
/// let rows = rows.map(|row| row.map(str::to_owned).to_vec());
/// let lines = table("rl", &["pairs", "title"], rows, 20);
/// assert_eq!(lines.len(), 3);
/// assert!(lines[1].ends_with('…'));
/// ```
pub fn table(
    alignment: &str,
    header: &[&str],
    rows: impl IntoIterator<Item = Vec<String>>,
    columns: usize,
) -> Vec<String> {
    let mut table = Table::new();
    table
        .load_style(NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(columns.try_into().unwrap_or(u16::MAX))
        .set_truncation_indicator("…")
        .set_header(header);
    for row in rows {
        let mut row = Row::from(row);
        row.max_height(1);
        table.add_row(row);
    }
    let last = header.len() - 1;
    for ((index, column), side) in table.column_iter_mut().enumerate().zip(alignment.chars()) {
        column.set_cell_alignment(if side == 'r' { CellAlignment::Right } else { CellAlignment::Left });
        column.set_padding((2, 0));
        if index < last {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    table.lines().map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_aligned_and_the_last_column_is_cut_by_its_width() {
        let row = |figure: &str, name: &str| vec![figure.to_owned(), name.to_owned()];
        let rows = [row("7", "Tolm Times"), row("1,234", "渡轮停运三天 and more than fits")];
        let lines = table("rl", &["stories", "outlet"], rows, 24);
        assert_eq!(lines, ["  stories  outlet", "        7  Tolm Times", "    1,234  渡轮停运三天…"]);
    }
}
