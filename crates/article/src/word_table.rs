//! Tables of words, as text of tab-separated columns, one row per line.

/// Iterates over the rows of a table, each as its columns without the spaces around them. Empty
/// lines and comments, which are `#` alone or start with it and a blank, are skipped; a column
/// without words is an empty string. Linear.
///
/// ```
/// let table = "# name\tkind\nAP\tagency\n\nReuters\tagency\n";
/// let rows: Vec<Vec<&str>> = wirecopy_article::word_table::rows(table).collect();
/// assert_eq!(rows, [["AP", "agency"], ["Reuters", "agency"]]);
/// ```
pub fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table
        .lines()
        .filter(|line| !line.trim().is_empty() && !is_comment(line))
        .map(|line| line.split('\t').map(str::trim).collect())
}

fn is_comment(line: &str) -> bool {
    line == "#" || line.starts_with("# ")
}

/// Iterates over the first column of each row: a plain list of words or phrases. Linear.
pub fn words(table: &str) -> impl Iterator<Item = &str> {
    rows(table).map(|columns| columns[0])
}
