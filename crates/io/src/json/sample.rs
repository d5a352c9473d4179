//! The fields of the first records of a JSON file.

use super::lenient::without_non_numbers;
use super::members::{for_each_member, kind};
use super::object::{date_value, fields_of};
use super::string::unescaped;
use super::text::{TextValue, text_value};
use crate::fields::{FieldPlan, Sample, SampledValue};
use wirecopy_article::JsonKind;

/// Objects inside each other that are looked into.
const DEPTH_MAX: usize = 3;

/// The fields of some records, and whether one of them gave a text by the user's name of it.
#[derive(Default)]
pub(super) struct JsonSample {
    pub(super) sample: Sample,
    pub(super) has_text: bool,
    /// The first array of objects inside a record, by its dotted name.
    pub(super) array: Option<String>,
}

impl JsonSample {
    /// Adds a record, unless it is broken.
    pub(super) fn add(&mut self, record: &str, by_names: &FieldPlan) {
        let is_json = |record: &str| serde_json::from_str::<serde::de::IgnoredAny>(record).is_ok();
        let mended = match is_json(record) {
            true => None,
            false => match without_non_numbers(record).filter(|mended| is_json(mended)) {
                Some(mended) => Some(mended),
                None => return,
            },
        };
        let record = mended.as_deref().unwrap_or(record).trim_ascii();
        self.has_text |= fields_of(record, by_names).is_ok();
        if kind(record) == JsonKind::Object {
            self.sample.begin_record();
            self.add_members(record, "", None, DEPTH_MAX);
        }
    }

    fn add_members(&mut self, object: &str, prefix: &str, outermost_len: Option<usize>, depth: usize) {
        let members = for_each_member(object, |key, raw| {
            let name = if prefix.is_empty() { key.to_owned() } else { format!("{prefix}.{key}") };
            let value = match kind(raw) {
                JsonKind::Null => SampledValue::Text(""),
                JsonKind::Number => SampledValue::Number(raw),
                JsonKind::Boolean => SampledValue::Other,
                JsonKind::String => match unescaped(raw) {
                    Some(text) => return self.sample.add(&name, outermost_len, SampledValue::Text(&text)),
                    None => SampledValue::Other,
                },
                JsonKind::Array => match text_value(raw, None) {
                    TextValue::Joined(text) => {
                        let has_objects = raw[1..].trim_ascii_start().starts_with('{');
                        let array = has_objects.then(|| name.clone());
                        self.array = self.array.take().or(array);
                        return self.sample.add(&name, outermost_len, SampledValue::Text(&text));
                    }
                    _ => SampledValue::Other,
                },
                JsonKind::Object => {
                    self.add_object(&name, outermost_len, raw);
                    if depth > 0 {
                        let outermost_len = outermost_len.or(Some(key.len()));
                        self.add_members(raw, &name, outermost_len, depth - 1);
                    }
                    return;
                }
            };
            self.sample.add(&name, outermost_len, value);
        });
        // A key with half a character ends them.
        drop(members);
    }

    /// An object is a value if it contains a text or a date itself.
    fn add_object(&mut self, name: &str, outermost_len: Option<usize>, raw: &str) {
        let date = date_value(raw);
        let value = match (text_value(raw, None), kind(date)) {
            (TextValue::String(text), _) => {
                return self.sample.add(name, outermost_len, SampledValue::Text(&text));
            }
            (TextValue::Joined(text), _) => {
                return self.sample.add(name, outermost_len, SampledValue::Text(&text));
            }
            (_, JsonKind::Number) => SampledValue::Number(date),
            (_, JsonKind::String) => match unescaped(date) {
                Some(date) => return self.sample.add(name, outermost_len, SampledValue::Text(&date)),
                None => SampledValue::Other,
            },
            // Its name or its address is looked for where it has a role.
            _ => SampledValue::Other,
        };
        self.sample.add(name, outermost_len, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_records_and_broken_keys_are_no_fields() {
        let mut sample = JsonSample::default();
        for record in [r#"{"text": "a", "words": nullNaN}"#, r#"{"text": "a", "b": }"#, r#"{"\ud800": "a"}"#]
        {
            sample.add(record, &FieldPlan::default());
        }
        assert!(!sample.has_text);
    }
}
