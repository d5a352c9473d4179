//! The fields of one JSON object by role, unescaped only where they are used.

use super::string::unescaped;
use crate::fields::{FieldPlan, N_ROLES, NO_RANK, Ranks, Role};
use crate::record::{Date, Fields};
use serde::de::{DeserializeSeed, Deserializer as _, IgnoredAny, MapAccess, Visitor};
use serde_json::Deserializer;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use wirecopy_article::{JsonKind, RejectReason};

/// The reason why a line gives no article, with its id where that could be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) id: Option<String>,
    pub(super) reason: RejectReason,
}

/// The fields of an object that fills a line. Of a repeated key the last value counts. A `null`,
/// and for any role but the text an empty string, counts as absent.
pub(super) fn fields_of<'a>(line: &'a str, plan: &FieldPlan) -> Result<Fields<'a>, Refusal> {
    let found = match values_in(line, plan) {
        Ok(found) => found,
        Err(error) => return Err(Refusal { id: None, reason: not_an_object(line, &error) }),
    };
    let id = found.string(plan, Role::Id, &["$oid"]);
    let refusal = |reason| Refusal { id: id.as_ref().map(|(_, id)| id.to_string()), reason };
    let Some((text_rank, raw_text)) = found.of(plan, Role::Text) else {
        return Err(refusal(plan.missing_text(&keys(line))));
    };
    if !raw_text.starts_with('"') {
        return Err(refusal(RejectReason::TextNotAString(kind(raw_text))));
    }
    let Some(text) = unescaped(raw_text) else {
        return Err(refusal(RejectReason::UnpairedSurrogate));
    };
    Ok(Fields {
        text: Some((text_rank, text)),
        outlet: found.string(plan, Role::Outlet, &["name", "title", "id"]),
        published: found.of(plan, Role::Published).map(|(rank, raw)| (rank, date(raw))),
        url: found.string(plan, Role::Url, &[]),
        title: found.string(plan, Role::Title, &[]),
        author: found.names(plan, Role::Author),
        id,
        text_made_by: None,
    })
}

/// The text alone; `None` where the line has none.
pub(super) fn text_of<'a>(line: &'a str, plan: &FieldPlan) -> Option<Cow<'a, str>> {
    let found = values_in(line, plan).ok()?;
    let (_, raw) = found.of(plan, Role::Text)?;
    if raw.starts_with('"') { unescaped(raw) } else { None }
}

/// The text as it is written in the line, quotes included.
pub(super) fn raw_text_of<'a>(line: &'a str, plan: &FieldPlan) -> Option<&'a str> {
    let found = values_in(line, plan).ok()?;
    found.of(plan, Role::Text).map(|(_, raw)| raw).filter(|raw| raw.starts_with('"'))
}

/// For each role the raw value of the field with the best rank. For a dotted name that is either
/// the field of that name or the outermost object of the path.
#[derive(Default)]
struct RawValues<'a> {
    values: [Option<(u8, &'a str)>; N_ROLES],
}

impl<'a> RawValues<'a> {
    fn add(&mut self, ranks: &Ranks, raw: &'a str) {
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

    /// The raw value of a role, at the end of its dotted path.
    fn of(&self, plan: &FieldPlan, role: Role) -> Option<(u8, &'a str)> {
        let (rank, raw) = self.values[role as usize]?;
        match plan.path_below(role, rank) {
            Some(path) => at_end_of(path, raw).map(|raw| (rank, raw)),
            None => Some((rank, raw)),
        }
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
    let raw = value_of(raw, "$date").unwrap_or(raw);
    match raw.as_bytes().first() {
        Some(b'"') => unescaped(raw).map_or(Date::Other, Date::Words),
        Some(b'-' | b'0'..=b'9') => Date::Number(raw.into()),
        _ => Date::Other,
    }
}

fn at_end_of<'a>(path: &str, raw: &'a str) -> Option<&'a str> {
    value_of(raw, path).or_else(|| {
        let (first, rest) = path.split_once('.')?;
        at_end_of(rest, value_of(raw, first)?)
    })
}

/// The value of an object's key, unless it is `null`.
fn value_of<'a>(raw: &'a str, key: &str) -> Option<&'a str> {
    // Cheaper than the error of a failed parse.
    if !raw.starts_with('{') {
        return None;
    }
    let mut value = None;
    let wanted = |name: &str| if name == key { Some(()) } else { None };
    visit_object(raw, wanted, |(), raw| value = Some(raw)).ok()?;
    value.filter(|raw| *raw != "null")
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

/// Names of all fields, in order.
fn keys(line: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let is_object = visit_object(line, |key| Some(key.to_owned()), |key, _| keys.push(key));
    debug_assert!(is_object.is_ok(), "the line was parsed before");
    keys
}

/// Visits an object once. `wanted` maps each key to what it is wanted for, and `visit` gets that
/// with the raw value.
fn visit_object<'a, Want>(
    json: &'a str,
    wanted: impl Fn(&str) -> Option<Want>,
    visit: impl FnMut(Want, &'a str),
) -> serde_json::Result<()> {
    let mut deserializer = Deserializer::from_str(json);
    deserializer.deserialize_map(ObjectVisitor { wanted: &wanted, visit })?;
    deserializer.end()
}

struct ObjectVisitor<'w, Wanted, Visit> {
    wanted: &'w Wanted,
    visit: Visit,
}

impl<'a, Want, Wanted, Visit> Visitor<'a> for ObjectVisitor<'_, Wanted, Visit>
where
    Wanted: Fn(&str) -> Option<Want>,
    Visit: FnMut(Want, &'a str),
{
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'a>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(want) = map.next_key_seed(KeySeed(self.wanted))? {
            match want {
                Some(want) => (self.visit)(want, map.next_value::<&'a RawValue>()?.get()),
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

fn not_an_object(line: &str, error: &serde_json::Error) -> RejectReason {
    if serde_json::from_str::<IgnoredAny>(line).is_ok() {
        return RejectReason::NotAnObject(kind(line.trim_ascii_start()));
    }
    let words = error.to_string();
    let fault = words.split(" at line ").next().unwrap_or(&words).to_owned();
    RejectReason::BrokenJson { column: error.column() as u64, fault }
}

/// The kind of a valid value.
fn kind(raw: &str) -> JsonKind {
    match raw.as_bytes().first() {
        Some(b'"') => JsonKind::String,
        Some(b'[') => JsonKind::Array,
        Some(b'{') => JsonKind::Object,
        Some(b't' | b'f') => JsonKind::Boolean,
        Some(b'n') => JsonKind::Null,
        _ => JsonKind::Number,
    }
}
