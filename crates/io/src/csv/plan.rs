//! The plan of a table: its dialect, and the columns with the text, the date and so on.

use super::detect::{SampledRow, dialect_of};
use super::dialect::Dialect;
use crate::dates::parse_date;
use crate::error::{Error, Result};
use crate::fields::{Sample, SampledValue, known_as_text, known_name, printable, proposed_text};
use crate::file_plan::FilePlan;
use crate::format::FirstBytes;
use crate::options::ReadOptions;

/// Characters and words of a cell that is not the name of a column.
const TITLE_CHARS_MAX: usize = 60;
const TITLE_WORDS_MAX: usize = 8;

/// The plan of a table of which these are the first bytes.
///
/// # Errors
/// [`Error::HeaderIsData`] if the first row is not a header, [`Error::NoTextField`] if no column
/// is the text.
pub(super) fn plan_of_table(
    first: &FirstBytes<'_>,
    announced: Dialect,
    options: &ReadOptions,
) -> Result<FilePlan> {
    let Some((dialect, rows)) = dialect_of(first, announced, &options.tables) else {
        return Ok(FilePlan { dialect: announced, ..FilePlan::default() });
    };
    let numbers = |row: &SampledRow| (1..=row.len()).map(|number| number.to_string()).collect();
    let (titles, records): (Vec<String>, &[SampledRow]) = match dialect.no_header {
        true => (numbers(&rows[0]), &rows),
        false => (rows[0].clone(), &rows[1..]),
    };
    let sample = sample_of(&titles, records);
    let has_text = match &options.fields.text {
        Some(wanted) => titles.contains(wanted),
        None => titles.iter().any(|title| known_as_text(title)),
    };
    if !has_text && !first.ended && records.is_empty() {
        // The header may continue after these bytes: its reader finds its end.
        return Ok(FilePlan { dialect, ..FilePlan::by_names(&options.fields, options.text_format) });
    }
    if !has_text && !dialect.no_header && is_data(&titles) {
        let titles = titles.iter().map(|title| printable(title)).collect();
        return Err(Error::HeaderIsData { path: first.path.to_path_buf(), titles });
    }
    if !has_text {
        return Err(Error::NoTextField {
            path: first.path.to_path_buf(),
            wanted: options.fields.text.clone(),
            fields: titles,
            proposed: proposed_text(&sample).map(str::to_owned),
            records: None,
        });
    }
    Ok(FilePlan { dialect, ..FilePlan::of_sample(&options.fields, options.text_format, &sample) })
}

fn sample_of(titles: &[String], records: &[SampledRow]) -> Sample {
    let mut sample = Sample::default();
    for record in records.iter().filter(|record| record.len() == titles.len()) {
        sample.begin_record();
        for (title, cell) in titles.iter().zip(record) {
            sample.add(title, None, SampledValue::Text(cell));
        }
    }
    if records.is_empty() {
        titles.iter().for_each(|title| sample.add(title, None, SampledValue::Text("")));
    }
    sample
}

/// Returns whether the first row reads as a record: none of its cells is a known name, and one is a
/// number, a date, an address, a JSON value or a sentence.
fn is_data(titles: &[String]) -> bool {
    let reads_as_value = |title: &String| {
        let title = title.trim();
        let is_long =
            title.chars().count() > TITLE_CHARS_MAX && title.split_whitespace().count() >= TITLE_WORDS_MAX;
        let is_number = !title.is_empty() && title.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let is_json = title.starts_with('{') || title.starts_with('[');
        is_long || is_number || is_json || title.contains("://") || parse_date(title).is_some()
    };
    !titles.iter().any(|title| known_name(title)) && titles.iter().any(reads_as_value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_not_a_header() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let long = "Herons came back to Tolm after forty years, and nobody knows why they did.";
        assert!(is_data(&row(&["3", "Herons", long])));
        assert!(is_data(&row(&["N55", "news", "https://tolm.example/a"])));
        assert!(!is_data(&row(&["uid_no", "rubric", "copytext"])));
        assert!(!is_data(&row(&["1", "text"])));
    }
}
