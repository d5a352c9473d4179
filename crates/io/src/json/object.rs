//! The fields of one JSON object by role, unescaped only where they are used.

use super::lenient::without_non_numbers;
use super::members::{keys_of, kind, value_of, visit_object};
use super::string::unescaped;
use super::text::{TextValue, text_value};
use crate::fields::{FieldPlan, N_ROLES, NO_RANK, Ranks, Role};
use crate::record::{Date, Fields};
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use wirecopy_article::{JsonKind, RejectReason, TextMaker};

/// The reason why a line gives no article, with its id if that could be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) id: Option<String>,
    pub(super) reason: RejectReason,
}

/// The fields of an object. Of a repeated key the last value counts. A `null`, and for any role but
/// the text an empty string, counts as absent. A string is a text without other fields.
pub(super) fn fields_of<'a>(record: &'a str, plan: &FieldPlan) -> Result<Fields<'a>, Refusal> {
    if record.trim_ascii_start().starts_with('"') && is_valid(record) {
        let text = unescaped(record.trim_ascii()).ok_or(RejectReason::UnpairedSurrogate);
        let text = text.map_err(|reason| Refusal { id: None, reason })?;
        return Ok(Fields::of_text(text));
    }
    match values_in(record, plan) {
        Ok(found) => fields_of_values(record, plan, &found),
        Err(error) => match without_non_numbers(record) {
            Some(mended) if is_valid(&mended) => fields_of(&mended, plan).map(Fields::into_owned),
            _ => Err(Refusal { id: None, reason: not_an_object(record, &error) }),
        },
    }
}

fn fields_of_values<'a>(
    record: &str,
    plan: &FieldPlan,
    found: &RawValues<'a>,
) -> Result<Fields<'a>, Refusal> {
    let id = found.string(plan, Role::Id, &["$oid"]);
    let refusal = |reason| Refusal { id: id.as_ref().map(|(_, id)| id.to_string()), reason };
    let text = found.text(plan);
    let (rank, text, maker) = match text {
        Some((rank, TextValue::String(text))) => (rank, text, None),
        Some((rank, TextValue::Joined(text))) => match rows_of_columns(record) {
            None => (rank, Cow::Owned(text), Some(TextMaker::Join)),
            Some(rows) => {
                let fault = format!("its fields are columns of {rows} rows: write each row as an object");
                return Err(refusal(RejectReason::Unreadable { fault }));
            }
        },
        Some((_, TextValue::Broken)) => return Err(refusal(RejectReason::UnpairedSurrogate)),
        Some((_, TextValue::Other(kind))) => return Err(refusal(RejectReason::TextNotAString(kind))),
        None if found.has_null_text => {
            return Err(refusal(RejectReason::TextNotAString(JsonKind::Null)));
        }
        Some((_, TextValue::Absent)) | None => {
            return Err(refusal(plan.missing_text(&keys_of(record))));
        }
    };
    Ok(Fields {
        text: Some((rank, text)),
        text_made_by: maker,
        outlet: found.string(plan, Role::Outlet, &["name", "title", "id", "uri"]),
        published: found.of(plan, Role::Published).map(|(rank, raw)| (rank, date(raw))),
        url: found.string(plan, Role::Url, &["href", "url"]),
        title: found.string(plan, Role::Title, &["rendered", "text", "value"]),
        author: found.names(plan, Role::Author),
        canonical_url: found.string(plan, Role::CanonicalUrl, &["href", "url"]),
        id,
    })
}

/// The number of rows of a table that is written as one object of columns; `None` for an article,
/// of whose fields not all are lists of one length.
fn rows_of_columns(record: &str) -> Option<usize> {
    let columns: BTreeMap<Cow<'_, str>, Vec<IgnoredAny>> = serde_json::from_str(record).ok()?;
    let rows = columns.values().next()?.len();
    (columns.len() > 1 && rows > 1 && columns.values().all(|column| column.len() == rows)).then_some(rows)
}

fn is_valid(json: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(json).is_ok()
}

/// The text alone, with whether it is one string as it is; `None` if the record has none.
pub(super) fn text_of(record: &str, plan: &FieldPlan) -> Option<(String, bool)> {
    let fields = fields_of(record, plan).ok()?;
    Some((fields.text?.1.into_owned(), fields.text_made_by.is_none()))
}

/// The text as it is written in the record, quotes included: its bytes there. `None` if it is
/// not one string.
pub(super) fn raw_text_of(record: &str, plan: &FieldPlan) -> Option<Range<usize>> {
    let mended;
    let json = match is_valid(record) {
        true => record,
        false => {
            mended = without_non_numbers(record)?;
            &mended
        }
    };
    let bare = json.trim_ascii();
    let raw = if bare.starts_with('"') { bare } else { values_in(json, plan).ok()?.raw_text(plan)? };
    // `raw` is a slice of `json`.
    let start = raw.as_ptr() as usize - json.as_ptr() as usize;
    raw.starts_with('"').then_some(start..start + raw.len())
}

/// For each role the raw value of the field with the best rank. For a dotted name that is either
/// the field of that name or the outermost object of the path.
#[derive(Default)]
struct RawValues<'a> {
    values: [Option<(u8, &'a str)>; N_ROLES],
    has_null_text: bool,
}

impl<'a> RawValues<'a> {
    fn add(&mut self, ranks: &Ranks, raw: &'a str) {
        if raw == "null" {
            self.has_null_text |= ranks[Role::Text as usize] != NO_RANK;
            return;
        }
        for (role, (value, rank)) in self.values.iter_mut().zip(ranks).enumerate() {
            let counts = role == Role::Text as usize || raw != "\"\"";
            if *rank != NO_RANK && counts && value.is_none_or(|(best, _)| *rank <= best) {
                *value = Some((*rank, raw));
            }
        }
    }

    /// The raw value of a role, at the end of its dotted path.
    fn of(&self, plan: &FieldPlan, role: Role) -> Option<(u8, &'a str)> {
        let (rank, raw) = self.values[role as usize]?;
        match plan.path_below(role, rank) {
            Some(path) => at_end_of(path, raw).map(|raw| (rank, raw)),
            None => Some((rank, raw)),
        }
    }

    fn text(&self, plan: &FieldPlan) -> Option<(u8, TextValue<'a>)> {
        let (rank, raw) = self.values[Role::Text as usize]?;
        Some((rank, text_value(raw, plan.path_below(Role::Text, rank))))
    }

    /// The raw value of a text that is one string.
    fn raw_text(&self, plan: &FieldPlan) -> Option<&'a str> {
        let (_, raw) = self.of(plan, Role::Text)?;
        // An object that contains the text under a key is not searched.
        Some(raw)
    }

    /// A string, or a number by its literal; in an object, that of the first key of `inner` that
    /// it has.
    fn string(&self, plan: &FieldPlan, role: Role, inner: &[&str]) -> Option<(u8, Cow<'a, str>)> {
        let (rank, raw) = self.of(plan, role)?;
        let raw = match raw.as_bytes().first()? {
            b'{' => inner.iter().find_map(|key| value_of(raw, key))?,
            _ => raw,
        };
        scalar(raw).map(|value| (rank, value))
    }

    /// A string, or the strings of a list, joined by commas; of an object, its name.
    fn names(&self, plan: &FieldPlan, role: Role) -> Option<(u8, Cow<'a, str>)> {
        let (rank, raw) = self.of(plan, role)?;
        let name_of = |raw: &'a str| match raw.as_bytes().first()? {
            b'{' => value_of(raw, "name").and_then(scalar),
            _ => scalar(raw),
        };
        if !raw.starts_with('[') {
            return name_of(raw).map(|name| (rank, name));
        }
        let list: Vec<&'a RawValue> = serde_json::from_str(raw).ok()?;
        let names: Vec<Cow<'a, str>> = list.into_iter().filter_map(|value| name_of(value.get())).collect();
        (!names.is_empty()).then(|| (rank, Cow::Owned(names.join(", "))))
    }
}

fn scalar(raw: &str) -> Option<Cow<'_, str>> {
    match raw.as_bytes().first()? {
        b'"' => unescaped(raw).filter(|value| !value.is_empty()),
        b'-' | b'0'..=b'9' => Some(Cow::Borrowed(raw)),
        _ => None,
    }
}

fn date(raw: &str) -> Date<'_> {
    let raw = date_value(raw);
    match raw.as_bytes().first() {
        Some(b'"') => unescaped(raw).map_or(Date::Other, Date::Words),
        Some(b'-' | b'0'..=b'9') => Date::Number(Cow::Borrowed(raw)),
        _ => Date::Other,
    }
}

/// The date inside the object by which a database exports one.
pub(super) fn date_value(raw: &str) -> &str {
    let Some(date) = value_of(raw, "$date") else { return raw };
    value_of(date, "$numberLong").unwrap_or(date)
}

fn at_end_of<'a>(path: &str, raw: &'a str) -> Option<&'a str> {
    value_of(raw, path).or_else(|| {
        let (first, rest) = path.split_once('.')?;
        at_end_of(rest, value_of(raw, first)?)
    })
}

fn values_in<'a>(line: &'a str, plan: &FieldPlan) -> serde_json::Result<RawValues<'a>> {
    let mut found = RawValues::default();
    let wanted = |key: &str| {
        let ranks = plan.ranks(key);
        (ranks != [NO_RANK; N_ROLES]).then_some(ranks)
    };
    visit_object(line, wanted, |ranks, raw| found.add(&ranks, raw))?;
    Ok(found)
}

fn not_an_object(line: &str, error: &serde_json::Error) -> RejectReason {
    if serde_json::from_str::<IgnoredAny>(line).is_ok() {
        return RejectReason::NotAnObject(kind(line.trim_ascii_start()));
    }
    let words = error.to_string();
    let fault = words.split(" at line ").next().unwrap_or(&words).to_owned();
    RejectReason::BrokenJson { column: error.column() as u64, fault }
}
