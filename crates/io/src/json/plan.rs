//! The plan of a JSON file, by its first records.

use super::layout::RecordLayout;
use super::sample::JsonSample;
use super::values::{Entered, enter, next_value, value_end};
use crate::charset::{UTF8_MARK, WideEncoding};
use crate::error::{Error, Result};
use crate::fields::{FieldPlan, known_as_text, printable, proposed_text};
use crate::file_plan::FilePlan;
use crate::format::FirstBytes;
use crate::options::ReadOptions;

/// The plan of a file whose records have this layout.
///
/// # Errors
/// [`Error::BadInput`] for UTF-16 and if there are no records at the user's path,
/// [`Error::NoTextField`] if no field is the text.
pub(super) fn plan_of_json(
    first: &FirstBytes<'_>,
    layout: RecordLayout,
    options: &ReadOptions,
) -> Result<FilePlan> {
    let path = || first.path.to_path_buf();
    if WideEncoding::of_mark(first.bytes).is_some() {
        let reason = "JSON in UTF-16 or UTF-32 is not read: convert the file to UTF-8".into();
        return Err(Error::BadInput { path: path(), reason });
    }
    let bare = first.bytes.strip_prefix(UTF8_MARK).unwrap_or(first.bytes);
    let by_names = FieldPlan::new(&options.fields);
    let mut found = JsonSample::default();
    let has_records = for_each_record(bare, first.ended, &layout, |record| {
        if let Ok(record) = std::str::from_utf8(record) {
            found.add(record, &by_names);
        }
        !found.sample.is_full()
    });
    if let (Some(wanted), false) = (&options.records_path, has_records) {
        let reason = format!("there is no array of records at {wanted}");
        return Err(Error::BadInput { path: path(), reason });
    }
    let sample = &found.sample;
    let may_have_text = match &options.fields.text {
        Some(_) => found.has_text,
        None => {
            sample.fields.iter().any(|field| known_as_text(field.name.rsplit('.').next().unwrap_or_default()))
        }
    };
    if sample.records > 0 && !found.has_text && !may_have_text {
        return Err(Error::NoTextField {
            path: path(),
            wanted: options.fields.text.clone(),
            fields: sample.names(),
            proposed: proposed_text(sample).map(str::to_owned),
            records: found.array.clone().filter(|_| sample.records == 1),
        });
    }
    let plan = FilePlan::of_sample(&options.fields, options.text_format, sample);
    if let Some(field) = plan.fields.text_in(sample).filter(|field| field.has_numbers_alone()) {
        let reason =
            format!("the text is a number, not a string, in all records: \"{}\"", printable(&field.name));
        return Err(Error::BadInput { path: path(), reason });
    }
    Ok(FilePlan { layout, ..plan })
}

/// Visits the records of the first bytes until `visit` returns false. Returns whether there is one,
/// or nothing to look for.
fn for_each_record(
    bytes: &[u8],
    ended: bool,
    layout: &RecordLayout,
    mut visit: impl FnMut(&[u8]) -> bool,
) -> bool {
    match layout {
        RecordLayout::Lines => {
            let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
            // The last line may be cut.
            let is_whole = |line: &&[u8]| ended || line.ends_with(b"\n");
            lines.by_ref().filter(is_whole).filter(|line| !line.trim_ascii().is_empty()).all(&mut visit);
            true
        }
        RecordLayout::Values => {
            for_each_value(bytes, 0, &mut visit);
            true
        }
        RecordLayout::Array(path) => {
            let mut at = next_value(bytes, 0);
            while at < bytes.len() {
                match enter(bytes, at, path, ended) {
                    Entered::At(inside) => {
                        for_each_value(bytes, inside, &mut visit);
                        return true;
                    }
                    Entered::Absent(end) => at = next_value(bytes, end),
                    Entered::Unfinished => return !ended,
                }
            }
            false
        }
    }
}

fn for_each_value(bytes: &[u8], mut at: usize, visit: &mut impl FnMut(&[u8]) -> bool) {
    loop {
        at = next_value(bytes, at);
        if matches!(bytes.get(at), None | Some(b']' | b'}')) {
            return;
        }
        match value_end(bytes, at, false) {
            Some(end) if visit(&bytes[at..end]) => at = end,
            _ => return,
        }
    }
}
