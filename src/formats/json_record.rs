//! One JSON object: the fields that are looked for, and nothing else kept.

use super::fields::{FieldPlan, N_ROLES, NO_RANK, Role};
use super::record::Found;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// The fields of one object.
#[derive(Debug, Default)]
pub(super) struct Fields<'block> {
    pub(super) found: Found<'block>,
    /// A field that should hold the text and holds something else.
    pub(super) no_string: Option<Cow<'block, str>>,
}

/// Reads the object of one line.
///
/// # Errors
/// A reason in a few words: broken JSON, with its column, or no object.
pub(super) fn read<'block>(line: &'block str, plan: &FieldPlan) -> Result<Fields<'block>, String> {
    let mut reader = serde_json::Deserializer::from_str(line);
    let read = reader.deserialize_map(ObjectVisitor(plan)).and_then(|fields| reader.end().map(|()| fields));
    read.map_err(|error| match error.classify() {
        serde_json::error::Category::Data => "the line is no JSON object".to_owned(),
        _ => format!("broken JSON: {error}").replace(" at line 1 column ", " at column "),
    })
}

/// The names of an object's fields, for telling what is there.
pub(super) fn names(line: &str) -> Vec<Cow<'_, str>> {
    let read: Result<Names<'_>, _> = serde_json::from_str(line);
    read.map(|names| names.0).unwrap_or_default()
}

struct ObjectVisitor<'plan>(&'plan FieldPlan);

impl<'block> Visitor<'block> for ObjectVisitor<'_> {
    type Value = Fields<'block>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'block>>(self, mut map: A) -> Result<Fields<'block>, A::Error> {
        let mut fields = Fields::default();
        while let Some(name) = map.next_key_seed(Text)? {
            let name = name.unwrap_or_default();
            let ranks = self.0.ranks(&name);
            let text_rank = ranks[Role::Text as usize];
            if ranks == [NO_RANK; N_ROLES] {
                map.next_value::<IgnoredAny>()?;
            } else if text_rank != NO_RANK && self.0.way(Role::Text, text_rank).is_none() {
                match map.next_value_seed(Text)? {
                    Some(text) => fields.found.offer(Role::Text as usize, text_rank, text),
                    None => fields.no_string = Some(name),
                }
            } else {
                let value: &RawValue = map.next_value()?;
                for role in ROLES {
                    let rank = ranks[role as usize];
                    if rank != NO_RANK
                        && rank <= fields.found.rank(role)
                        && let Some(value) = value_of(value, role, rank, self.0)
                    {
                        fields.found.offer(role as usize, rank, value);
                    }
                }
            }
        }
        Ok(fields)
    }
}

const ROLES: [Role; N_ROLES] = [Role::Text, Role::Id, Role::Outlet, Role::Published, Role::Url, Role::Title];

/// What a value says in a role; `None` where it says nothing there.
fn value_of<'block>(
    value: &'block RawValue,
    role: Role,
    rank: u8,
    plan: &FieldPlan,
) -> Option<Cow<'block, str>> {
    let value = match plan.way(role, rank) {
        Some(way) => behind(value, way)?,
        None => value,
    };
    let json = value.get();
    match json.as_bytes().first()? {
        b'"' => serde_json::Deserializer::from_str(json).deserialize_any(TextVisitor).ok()?,
        b'0'..=b'9' | b'-' if matches!(role, Role::Id | Role::Published) => Some(Cow::Borrowed(json)),
        b'{' if role == Role::Outlet => ["name", "id"].into_iter().find_map(|name| {
            serde_json::Deserializer::from_str(behind(value, name)?.get())
                .deserialize_any(TextVisitor)
                .ok()?
        }),
        _ => None,
    }
}

/// The value at the end of a dotted way through objects.
fn behind<'block>(value: &'block RawValue, way: &str) -> Option<&'block RawValue> {
    way.split('.').try_fold(value, |value, name| {
        let object: BTreeMap<Cow<'_, str>, &'block RawValue> = serde_json::from_str(value.get()).ok()?;
        object.get(name).copied()
    })
}

/// A string, borrowed where it has no escapes; `None` for anything else.
struct Text;

impl<'block> DeserializeSeed<'block> for Text {
    type Value = Option<Cow<'block, str>>;

    fn deserialize<D: Deserializer<'block>>(self, reader: D) -> Result<Self::Value, D::Error> {
        reader.deserialize_any(TextVisitor)
    }
}

struct TextVisitor;

impl<'block> Visitor<'block> for TextVisitor {
    type Value = Option<Cow<'block, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_borrowed_str<E>(self, text: &'block str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'block>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'block>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

struct Names<'block>(Vec<Cow<'block, str>>);

impl<'block> serde::Deserialize<'block> for Names<'block> {
    fn deserialize<D: Deserializer<'block>>(reader: D) -> Result<Self, D::Error> {
        struct NamesVisitor;
        impl<'block> Visitor<'block> for NamesVisitor {
            type Value = Names<'block>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'block>>(self, mut map: A) -> Result<Names<'block>, A::Error> {
                let mut names = Vec::new();
                while let Some(name) = map.next_key_seed(Text)? {
                    names.push(name.unwrap_or_default());
                    map.next_value::<IgnoredAny>()?;
                }
                Ok(Names(names))
            }
        }
        reader.deserialize_map(NamesVisitor)
    }
}

/// The text of an object again, as [`read`] found it.
pub(super) fn text(line: &str, plan: &FieldPlan) -> Option<String> {
    let mut fields = read(line, plan).ok()?;
    fields.found.take(Role::Text).map(|(_, text)| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::super::input::FieldNames;
    use super::*;

    fn value(line: &str, role: Role, names: FieldNames) -> Option<String> {
        read(line, &FieldPlan::new(&names)).unwrap().found.take(role).map(|(_, value)| value.into_owned())
    }

    fn guessed(line: &str, role: Role) -> Option<String> {
        value(line, role, FieldNames::default())
    }

    #[test]
    fn the_surest_field_wins_wherever_it_stands() {
        assert_eq!(guessed(r#"{"body":"b","text":"t"}"#, Role::Text).unwrap(), "t");
        assert_eq!(guessed(r#"{"text":"t","body":"b"}"#, Role::Text).unwrap(), "t");
        assert_eq!(guessed(r#"{"text":null,"Body":"b"}"#, Role::Text).unwrap(), "b");
        assert_eq!(guessed(r#"{"text":"a","text":"b"}"#, Role::Text).unwrap(), "b");
        assert_eq!(
            guessed(r#"{"url":"https://tolm.example/1"}"#, Role::Id).unwrap(),
            "https://tolm.example/1"
        );
    }

    #[test]
    fn escapes_are_undone_and_numbers_keep_their_literal() {
        assert_eq!(guessed(r#"{"text":"a\n\u00e9\ud83d\ude00"}"#, Role::Text).unwrap(), "a\né😀");
        for id in ["17", "-3", "1.50", "12345678901234567890123"] {
            assert_eq!(guessed(&format!(r#"{{"id":{id}}}"#), Role::Id).unwrap(), id);
        }
        assert_eq!(guessed(r#"{"time":1741600000}"#, Role::Published).unwrap(), "1741600000");
        assert_eq!(guessed(r#"{"title":3}"#, Role::Title), None);
    }

    #[test]
    fn an_outlet_may_be_an_object_and_a_name_may_be_a_way() {
        assert_eq!(
            guessed(r#"{"source":{"id":null,"name":"Tolm Daily"}}"#, Role::Outlet).unwrap(),
            "Tolm Daily"
        );
        let names = || FieldNames { text: Some("_source.body".into()), ..FieldNames::default() };
        assert_eq!(value(r#"{"_source":{"x":1,"body":"b\t"}}"#, Role::Text, names()).unwrap(), "b\t");
        assert_eq!(
            value(r#"{"_source.body":"flat","_source":{"body":"b"}}"#, Role::Text, names()).unwrap(),
            "flat"
        );
        assert_eq!(value(r#"{"_source":7}"#, Role::Text, names()), None);
    }

    #[test]
    fn faults_are_named() {
        let plan = FieldPlan::new(&FieldNames::default());
        for (line, reason) in [
            (r#"{"text":"a""#, "broken JSON"),
            (r#"{"text":"\ud800"}"#, "broken JSON"),
            (r#"{"text":"a"} x"#, "broken JSON: trailing characters at column 14"),
            ("[1]", "the line is no JSON object"),
            ("7", "the line is no JSON object"),
        ] {
            let said = read(line, &plan).unwrap_err();
            assert!(said.starts_with(reason), "{line}: {said}");
        }
        assert_eq!(read(r#"{"text":["a","b"]}"#, &plan).unwrap().no_string.as_deref(), Some("text"));
        assert_eq!(names(r#"{"a":1,"b\n":{}}"#), ["a", "b\n"]);
    }
}
