//! Tables stored by columns: their fields are chosen by content, as those of other formats are.

use super::{Home, read_path};
use crate::{Input, ReadOptions};

/// Rows with a stub beside the text, a day beside a time, and markup in the text.
const ROWS: [[&str; 5]; 3] = [
    ["1", "Herons came back to Tolm this …", "2031-03-10", "2031-03-10T08:15:00Z", "first"],
    ["2", "A bridge over the Karsholm sound …", "2031-03-11", "2031-03-11T09:30:00Z", "second"],
    ["3", "Nobody knows why the storks left …", "2031-03-12", "2031-03-12T17:45:00Z", "third"],
];

const NAMES: [&str; 5] = ["id", "content", "date", "datetime", "full_content"];

fn full_text(word: &str) -> String {
    format!(
        "<p>The {word} report of the harbour council is &quot;long&quot; enough to be the text of its article.</p>\
         <p>Its second paragraph says what the council decided, and when the {word} vote will be.</p>"
    )
}

fn assert_read(seen: &super::Seen) {
    assert_eq!(seen.documents.len(), 3);
    for (document, row) in seen.documents.iter().zip(ROWS) {
        assert_eq!(&*document.id, row[0]);
        let begins = format!("The {} report of the harbour council is \"long\" enough", row[4]);
        assert!(document.text.starts_with(&begins), "{}", document.text);
        assert!(!document.text.contains('<'), "{}", document.text);
        let published = document.published.map(|time| crate::to_iso8601(&time));
        assert_eq!(published.as_deref(), Some(row[3]));
    }
}

#[cfg(feature = "parquet")]
fn batch() -> arrow_array::RecordBatch {
    use arrow_array::{ArrayRef, RecordBatch, StringArray};
    use std::sync::Arc;
    let column = |at: usize| -> ArrayRef {
        let cell = |row: [&str; 5]| if at == 4 { full_text(row[4]) } else { row[at].to_owned() };
        Arc::new(StringArray::from(ROWS.map(cell).to_vec()))
    };
    RecordBatch::try_from_iter(NAMES.into_iter().enumerate().map(|(at, name)| (name, column(at)))).unwrap()
}

#[cfg(feature = "parquet")]
#[test]
fn columns_of_a_table_are_chosen_by_content() {
    use super::samples::tables::{arrow, parquet};
    let home = Home::new();
    let files = [
        ("a.parquet", parquet(&batch(), parquet::basic::Compression::SNAPPY, 2)),
        ("b.arrow", arrow(&batch(), None, true)),
        ("c.arrows", arrow(&batch(), Some(arrow_ipc::CompressionType::ZSTD), false)),
    ];
    for (name, bytes) in files {
        let path = home.write(name, &bytes);
        for block_bytes in [1, 1 << 20] {
            assert_read(&read_path(&path, &home.options(), block_bytes).unwrap());
        }
        let mut reader = crate::open(&[Input::Path(path)], &home.options()).unwrap();
        while reader.next_block().unwrap().is_some() {}
        let (_, _, notes) = reader.finish();
        let chosen: Vec<(&str, &str)> =
            notes.choices.iter().map(|choice| (choice.role, choice.field.as_str())).collect();
        assert!(chosen.contains(&("text", "full_content")), "{chosen:?}");
        assert!(chosen.contains(&("published", "datetime")), "{chosen:?}");
        assert_eq!(notes.fields.len(), NAMES.len());
    }
}

#[cfg(feature = "parquet")]
#[test]
fn a_table_that_cannot_be_read_is_passed_over_in_a_folder() {
    use super::samples::tables::parquet;
    let home = Home::new();
    home.write("dump/a.parquet", parquet(&batch(), parquet::basic::Compression::SNAPPY, 2));
    home.write("dump/b.parquet", &parquet(&batch(), parquet::basic::Compression::SNAPPY, 2)[..200]);
    assert_read(&read_path(&home.0.path().join("dump"), &home.options(), 1 << 20).unwrap());
    let strict = ReadOptions { strict: true, ..home.options() };
    assert!(read_path(&home.0.path().join("dump"), &strict, 1 << 20).is_err());
}

#[cfg(feature = "sqlite")]
#[test]
fn columns_of_a_database_are_chosen_by_content() {
    let home = Home::new();
    let path = home.0.path().join("news.db");
    let database = rusqlite::Connection::open(&path).unwrap();
    database
        .execute_batch(&format!(
            "CREATE TABLE news ({})",
            NAMES.map(|name| format!("{name} TEXT")).join(", ")
        ))
        .unwrap();
    for row in ROWS {
        let values = (row[0], row[1], row[2], row[3], full_text(row[4]));
        database.execute("INSERT INTO news VALUES (?1, ?2, ?3, ?4, ?5)", values).unwrap();
    }
    database.close().unwrap();
    for block_bytes in [1, 1 << 20] {
        assert_read(&read_path(&path, &home.options(), block_bytes).unwrap());
    }
}
