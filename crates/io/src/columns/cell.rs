//! The values of one column, whatever type it has.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use jiff::Timestamp;
use std::borrow::Cow;
use wirecopy_article::JsonKind;

/// One value.
pub(super) enum Cell<'a> {
    /// There is none.
    Missing,
    Text(Cow<'a, str>),
    /// The strings of a list, as paragraphs.
    Joined(String),
    /// An integer.
    Number(String),
    /// A point in time, or a day, in ISO 8601.
    Time(String),
    /// Bytes that are not text.
    NotUtf8,
    /// A value that is not text, as JSON would have it.
    Other(JsonKind),
}

/// A column that is read row by row.
pub(super) enum Column<'a> {
    Plain(&'a dyn Array),
    /// Each distinct value once, with the number of the value of each row.
    Dictionary {
        keys: Vec<usize>,
        array: &'a dyn Array,
        values: &'a dyn Array,
    },
}

impl<'a> Column<'a> {
    pub(super) fn new(array: &'a ArrayRef) -> Column<'a> {
        match array.as_any_dictionary_opt() {
            // An empty dictionary has no key that could be normalised.
            Some(dictionary) if !dictionary.values().is_empty() => Column::Dictionary {
                keys: dictionary.normalized_keys(),
                array: dictionary.keys(),
                values: dictionary.values(),
            },
            _ => Column::Plain(array),
        }
    }

    pub(super) fn cell(&self, row: usize) -> Cell<'a> {
        match self {
            Column::Plain(array) => cell(*array, row),
            Column::Dictionary { array, .. } if array.is_null(row) => Cell::Missing,
            Column::Dictionary { keys, values, .. } => cell(*values, keys[row]),
        }
    }
}

fn cell(array: &dyn Array, row: usize) -> Cell<'_> {
    if array.is_null(row) {
        return Cell::Missing;
    }
    match array.data_type() {
        DataType::Utf8 => Cell::Text(array.as_string::<i32>().value(row).into()),
        DataType::LargeUtf8 => Cell::Text(array.as_string::<i64>().value(row).into()),
        DataType::Utf8View => Cell::Text(array.as_string_view().value(row).into()),
        DataType::Binary => of_bytes(array.as_binary::<i32>().value(row)),
        DataType::LargeBinary => of_bytes(array.as_binary::<i64>().value(row)),
        DataType::BinaryView => of_bytes(array.as_binary_view().value(row)),
        DataType::List(_) => joined(&array.as_list::<i32>().value(row)),
        DataType::LargeList(_) => joined(&array.as_list::<i64>().value(row)),
        DataType::Null => Cell::Missing,
        DataType::Struct(_) | DataType::Map(..) => Cell::Other(JsonKind::Object),
        DataType::Boolean => Cell::Other(JsonKind::Boolean),
        DataType::Timestamp(..) | DataType::Date32 | DataType::Date64 => time(array, row),
        _ => integer(array, row).map_or(Cell::Other(JsonKind::Number), Cell::Number),
    }
}

fn of_bytes(bytes: &[u8]) -> Cell<'_> {
    simdutf8::basic::from_utf8(bytes).map_or(Cell::NotUtf8, |text| Cell::Text(text.into()))
}

fn integer(array: &dyn Array, row: usize) -> Option<String> {
    Some(match array.data_type() {
        DataType::Int8 => array.as_primitive::<Int8Type>().value(row).to_string(),
        DataType::Int16 => array.as_primitive::<Int16Type>().value(row).to_string(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).to_string(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::UInt8 => array.as_primitive::<UInt8Type>().value(row).to_string(),
        DataType::UInt16 => array.as_primitive::<UInt16Type>().value(row).to_string(),
        DataType::UInt32 => array.as_primitive::<UInt32Type>().value(row).to_string(),
        DataType::UInt64 => array.as_primitive::<UInt64Type>().value(row).to_string(),
        // Integers with gaps, which tables of floating-point numbers are made of.
        DataType::Float32 => of_float(array.as_primitive::<Float32Type>().value(row).into())?,
        DataType::Float64 => of_float(array.as_primitive::<Float64Type>().value(row))?,
        _ => return None,
    })
}

fn of_float(value: f64) -> Option<String> {
    (value.fract() == 0.0).then(|| format!("{value:.0}"))
}

fn time(array: &dyn Array, row: usize) -> Cell<'_> {
    const SECOND: i128 = 1_000_000_000;
    let (nanoseconds, form) = match array.data_type() {
        DataType::Timestamp(unit, zone) => {
            let nanoseconds = match unit {
                TimeUnit::Second => {
                    i128::from(array.as_primitive::<TimestampSecondType>().value(row)) * SECOND
                }
                TimeUnit::Millisecond => {
                    i128::from(array.as_primitive::<TimestampMillisecondType>().value(row)) * 1_000_000
                }
                TimeUnit::Microsecond => {
                    i128::from(array.as_primitive::<TimestampMicrosecondType>().value(row)) * 1_000
                }
                TimeUnit::Nanosecond => array.as_primitive::<TimestampNanosecondType>().value(row).into(),
            };
            // Without a zone, what is stored is what a clock showed.
            (nanoseconds, if zone.is_some() { "%Y-%m-%dT%H:%M:%SZ" } else { "%Y-%m-%dT%H:%M:%S" })
        }
        DataType::Date32 => {
            (i128::from(array.as_primitive::<Date32Type>().value(row)) * 86_400 * SECOND, "%Y-%m-%d")
        }
        _ => (i128::from(array.as_primitive::<Date64Type>().value(row)) * 1_000_000, "%Y-%m-%d"),
    };
    match Timestamp::from_nanosecond(nanoseconds) {
        Ok(time) => Cell::Time(time.strftime(form).to_string()),
        Err(_) => Cell::Other(JsonKind::Number),
    }
}

/// A list of strings as paragraphs. A list of anything else is not text.
fn joined(list: &ArrayRef) -> Cell<'static> {
    let column = Column::new(list);
    let mut paragraphs = Vec::with_capacity(list.len());
    for row in 0..list.len() {
        match column.cell(row) {
            Cell::Text(text) => paragraphs.push(text.into_owned()),
            Cell::Missing => {}
            _ => return Cell::Other(JsonKind::Array),
        }
    }
    Cell::Joined(paragraphs.join("\n\n"))
}
