//! One JSON object: its fields by role, unescaped only where they are wanted.

use super::fields::{FieldPlan, N_ROLES, NO_RANK, Ranks, Role};
use super::json_string::unescaped;
use super::record::{Date, Fields};
use serde::de::{DeserializeSeed, Deserializer as _, IgnoredAny, MapAccess, Visitor};
use serde_json::Deserializer;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// Why a line is no record. The id is there where it could be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) id: Option<String>,
    pub(super) reason: String,
}

/// Fields of an object that is one line. Of a repeated key the last counts; a `null`, and where no text is looked for an empty string,
/// counts as not there.
pub(super) fn fields_of<'a>(line: &'a str, plan: &FieldPlan) -> Result<Fields<'a>, Refusal> {
    let refused = |reason: String| Refusal { id: None, reason };
    let found = match found_in(line, plan) {
        Ok(found) => found,
        Err(error) => return Err(refused(broken(line, &error))),
    };
    let id = found.string(plan, Role::Id, &["$oid"]);
    let with_id = |reason: String| Refusal { id: id.as_ref().map(|(_, id)| id.to_string()), reason };
    let Some((text_rank, raw_text)) = found.of(plan, Role::Text) else {
        return Err(with_id(plan.missing_text(&keys(line))));
    };
    if !raw_text.starts_with('"') {
        return Err(with_id(format!("the text is {}, not a string", kind(raw_text))));
    }
    let Some(text) = unescaped(raw_text) else {
        return Err(with_id("broken JSON: half of a surrogate pair in the text".into()));
    };
    Ok(Fields {
        text: Some((text_rank, text)),
        outlet: found.string(plan, Role::Outlet, &["name", "title", "id"]),
        published: found.of(plan, Role::Published).map(|(rank, raw)| (rank, date(raw))),
        url: found.string(plan, Role::Url, &[]),
        title: found.string(plan, Role::Title, &[]),
        id,
    })
}

/// The text alone.
pub(super) fn text_of<'a>(line: &'a str, plan: &FieldPlan) -> Option<Cow<'a, str>> {
    let found = found_in(line, plan).ok()?;
    let (_, raw) = found.of(plan, Role::Text)?;
    if raw.starts_with('"') { unescaped(raw) } else { None }
}

/// The text as it stands in the line, quotes included.
pub(super) fn raw_text_of<'a>(line: &'a str, plan: &FieldPlan) -> Option<&'a str> {
    let found = found_in(line, plan).ok()?;
    found.of(plan, Role::Text).map(|(_, raw)| raw).filter(|raw| raw.starts_with('"'))
}

/// By role the raw value of the best name. A dotted name may have two: the field itself, and the object that it leads through.
#[derive(Default)]
struct Found<'a> {
    values: [Option<(u8, &'a str)>; N_ROLES],
}

impl<'a> Found<'a> {
    fn note(&mut self, ranks: &Ranks, raw: &'a str) {
        if raw == "null" {
            return;
        }
        for (role, (value, rank)) in self.values.iter_mut().zip(ranks).enumerate() {
            let counts = role == Role::Text as usize || raw != "\"\"";
            if *rank != NO_RANK && counts && value.is_none_or(|(best, _)| *rank <= best) {
                *value = Some((*rank, raw));
            }
        }
    }

    /// The raw value of a role, at the end of the way that a dotted name gives.
    fn of(&self, plan: &FieldPlan, role: Role) -> Option<(u8, &'a str)> {
        let (rank, raw) = self.values[role as usize]?;
        match plan.way(role, rank) {
            Some(way) => at_end_of(way, raw).map(|raw| (rank, raw)),
            None => Some((rank, raw)),
        }
    }

    /// A string, a number by its literal, or one of these under the first of `inner` in an object.
    fn string(&self, plan: &FieldPlan, role: Role, inner: &[&str]) -> Option<(u8, Cow<'a, str>)> {
        let (rank, raw) = self.of(plan, role)?;
        let raw = match raw.as_bytes().first()? {
            b'{' => inner.iter().find_map(|key| value_of(raw, key))?,
            _ => raw,
        };
        scalar(raw).map(|value| (rank, value))
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
    let raw = value_of(raw, "$date").unwrap_or(raw);
    match raw.as_bytes().first() {
        Some(b'"') => unescaped(raw).map_or(Date::Other, Date::Words),
        Some(b'-' | b'0'..=b'9') => Date::Number(raw),
        _ => Date::Other,
    }
}

fn at_end_of<'a>(way: &str, raw: &'a str) -> Option<&'a str> {
    value_of(raw, way).or_else(|| {
        let (first, rest) = way.split_once('.')?;
        at_end_of(rest, value_of(raw, first)?)
    })
}

/// The value of a key of an object, unless it is `null`.
fn value_of<'a>(raw: &'a str, key: &str) -> Option<&'a str> {
    // What is no object is told apart before an error is made of it.
    if !raw.starts_with('{') {
        return None;
    }
    let mut value = None;
    let wanted = |name: &str| if name == key { Some(()) } else { None };
    visit_object(raw, wanted, |(), raw| value = Some(raw)).ok()?;
    value.filter(|raw| *raw != "null")
}

fn found_in<'a>(line: &'a str, plan: &FieldPlan) -> serde_json::Result<Found<'a>> {
    let mut found = Found::default();
    let wanted = |key: &str| {
        let ranks = plan.ranks(key);
        (ranks != [NO_RANK; N_ROLES]).then_some(ranks)
    };
    visit_object(line, wanted, |ranks, raw| found.note(&ranks, raw))?;
    Ok(found)
}

/// Names of all fields, in order.
fn keys(line: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let is_object = visit_object(line, |key| Some(key.to_owned()), |key, _| keys.push(key));
    debug_assert!(is_object.is_ok());
    keys
}

/// Goes through an object once: `wanted` sees each key, `note` the raw value of those that it wants.
fn visit_object<'a, Want>(
    json: &'a str,
    wanted: impl Fn(&str) -> Option<Want>,
    note: impl FnMut(Want, &'a str),
) -> serde_json::Result<()> {
    let mut deserializer = Deserializer::from_str(json);
    deserializer.deserialize_map(ObjectVisitor { wanted: &wanted, note })?;
    deserializer.end()
}

struct ObjectVisitor<'w, Wanted, Note> {
    wanted: &'w Wanted,
    note: Note,
}

impl<'a, Want, Wanted, Note> Visitor<'a> for ObjectVisitor<'_, Wanted, Note>
where
    Wanted: Fn(&str) -> Option<Want>,
    Note: FnMut(Want, &'a str),
{
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'a>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(want) = map.next_key_seed(KeySeed(self.wanted))? {
            match want {
                Some(want) => (self.note)(want, map.next_value::<&'a RawValue>()?.get()),
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

struct KeySeed<'w, Wanted>(&'w Wanted);

impl<'a, Want, Wanted: Fn(&str) -> Option<Want>> DeserializeSeed<'a> for KeySeed<'_, Wanted> {
    type Value = Option<Want>;

    fn deserialize<D: serde::Deserializer<'a>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<Want, Wanted: Fn(&str) -> Option<Want>> Visitor<'_> for KeySeed<'_, Wanted> {
    type Value = Option<Want>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok((self.0)(key))
    }
}

fn broken(line: &str, error: &serde_json::Error) -> String {
    if serde_json::from_str::<IgnoredAny>(line).is_ok() {
        return format!("the line is {}, not a JSON object", kind(line.trim_ascii_start()));
    }
    let words = error.to_string();
    let what = words.split(" at line ").next().unwrap_or(&words);
    format!("broken JSON at column {}: {what}", error.column())
}

fn kind(raw: &str) -> &'static str {
    match raw.as_bytes().first() {
        Some(b'"') => "a string",
        Some(b'[') => "an array",
        Some(b'{') => "an object",
        Some(b't' | b'f') => "true or false",
        Some(b'n') => "null",
        _ => "a number",
    }
}
