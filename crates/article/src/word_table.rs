//! Tables of words: data files of tab-separated columns, one row per line.

/// Rows of a table, each as its columns. Lines that are empty or start with `#` are left out; a column that has no words is empty, and spaces
/// around a column do not count.
///
/// ```
/// let table = "# name\tkind\nAP\tagency\n\nReuters\tagency\n";
/// let names: Vec<&str> = wirecopy_article::word_table::rows(table).map(|columns| columns[0]).collect();
/// assert_eq!(names, ["AP", "Reuters"]);
/// ```
pub fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::trim).collect())
}

/// The first column of each row: a plain list of words or phrases.
pub fn words(table: &str) -> impl Iterator<Item = &str> {
    rows(table).map(|columns| columns[0])
}
