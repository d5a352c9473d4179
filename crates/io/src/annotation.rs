//! Annotations: fields that are added to records where they are written.

use crate::json::{for_each_member, keys_of};
use crate::write::RowColumn;
use serde_json::Value;

/// The values that are added to one record, in the order of their columns.
pub type Notes = Vec<Value>;

/// A JSON object with more members; one of the same name is replaced. The bytes before are
/// unchanged where none is. `None` if the record is not an object.
pub(crate) fn object_with(record: &[u8], columns: &[RowColumn], notes: &Notes) -> Option<Vec<u8>> {
    let json = std::str::from_utf8(record).ok()?;
    let end = json.trim_end().len();
    let body = json[..end].strip_suffix('}')?;
    let keys = keys_of(json.trim());
    let is_added = |key: &str| columns.iter().any(|(name, _)| *name == key);
    let added: Vec<String> =
        columns.iter().zip(notes).map(|((name, _), note)| format!("{}:{note}", Value::from(*name))).collect();
    let added = added.join(",");
    let mut object = if keys.iter().any(|key| is_added(key)) {
        let mut rest = Vec::new();
        let keep = |key: &str, raw: &str| {
            if !is_added(key) {
                rest.push(format!("{}:{raw}", Value::from(key)));
            }
        };
        for_each_member(json.trim(), keep).ok()?;
        rest.push(added);
        format!("{{{}}}", rest.join(","))
    } else {
        let comma = if keys.is_empty() { "" } else { "," };
        format!("{}{comma}{added}}}", body.trim_end())
    };
    object.push_str(&json[end..]);
    Some(object.into_bytes())
}

/// The row of a table with more cells, before the end of its line.
pub(crate) fn row_with(record: &[u8], delimiter: u8, cells: impl Iterator<Item = String>) -> Vec<u8> {
    let end = record.iter().rposition(|byte| !matches!(byte, b'\r' | b'\n')).map_or(0, |last| last + 1);
    let mut row = record[..end].to_vec();
    for cell in cells {
        row.push(delimiter);
        let needs_quotes = cell.bytes().any(|byte| byte == delimiter || b"\"\r\n".contains(&byte));
        match needs_quotes {
            true => row.extend_from_slice(format!("\"{}\"", cell.replace('"', "\"\"")).as_bytes()),
            false => row.extend_from_slice(cell.as_bytes()),
        }
    }
    row.extend_from_slice(&record[end..]);
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::{ColumnKind, cell_of};
    use serde_json::json;

    const COLUMNS: &[RowColumn] = &[("copies", ColumnKind::Integer), ("outlets", ColumnKind::List)];

    #[test]
    fn members_are_added_and_every_other_byte_stays() {
        for (record, expected) in [
            ("{\"id\": 1}\n", "{\"id\": 1,\"copies\":2,\"outlets\":[\"a\",\"b\"]}\n"),
            ("{ }", "{\"copies\":2,\"outlets\":[\"a\",\"b\"]}"),
            ("{\n  \"id\": 1\n}\r\n", "{\n  \"id\": 1,\"copies\":2,\"outlets\":[\"a\",\"b\"]}\r\n"),
            // What an earlier run added is replaced.
            ("{\"copies\":7,\"id\":1}", "{\"id\":1,\"copies\":2,\"outlets\":[\"a\",\"b\"]}"),
        ] {
            let notes = vec![json!(2), json!(["a", "b"])];
            let object = object_with(record.as_bytes(), COLUMNS, &notes).unwrap();
            assert_eq!(String::from_utf8(object).unwrap(), expected);
        }
        assert_eq!(object_with(b"\"a text\"", COLUMNS, &vec![json!(1), json!([])]), None);
    }

    #[test]
    fn cells_are_added_before_the_end_of_the_line() {
        let cells = [json!(2), json!(["a;b", "say \"c\""])];
        let row = row_with(b"1;x\r\n", b';', cells.iter().map(cell_of));
        assert_eq!(String::from_utf8(row).unwrap(), "1;x;2;\"a;b; say \"\"c\"\"\"\r\n");
        assert_eq!(row_with(b"1", b',', [cell_of(&json!(null))].into_iter()), b"1,");
    }
}
