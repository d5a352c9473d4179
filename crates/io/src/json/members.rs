//! The members of one JSON object, unescaped only where they are used.

use serde::de::{DeserializeSeed, Deserializer as _, IgnoredAny, MapAccess, Visitor};
use serde_json::Deserializer;
use serde_json::value::RawValue;
use std::fmt;
use wirecopy_article::JsonKind;

/// The value of an object's key, unless it is `null`.
pub(super) fn value_of<'a>(raw: &'a str, key: &str) -> Option<&'a str> {
    // Cheaper than the error of a failed parse.
    if !raw.starts_with('{') {
        return None;
    }
    let mut value = None;
    let wanted = |name: &str| if name == key { Some(()) } else { None };
    visit_object(raw, wanted, |(), raw| value = Some(raw)).ok()?;
    value.filter(|raw| *raw != "null")
}

/// Names of all fields, in order; none if it is not an object.
pub(crate) fn keys_of(object: &str) -> Vec<String> {
    let mut keys = Vec::new();
    match visit_object(object, |key| Some(key.to_owned()), |key, _| keys.push(key)) {
        Ok(()) => keys,
        Err(_) => Vec::new(),
    }
}

/// Visits all members of an object.
pub(crate) fn for_each_member(object: &str, mut visit: impl FnMut(&str, &str)) -> serde_json::Result<()> {
    visit_object(object, |key| Some(key.to_owned()), |key, raw| visit(&key, raw))
}

/// Visits an object once. `wanted` maps each key to what it is wanted for, and `visit` gets that
/// with the raw value.
pub(super) fn visit_object<'a, Want>(
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

/// The kind of a valid value.
pub(super) fn kind(raw: &str) -> JsonKind {
    match raw.as_bytes().first() {
        Some(b'"') => JsonKind::String,
        Some(b'[') => JsonKind::Array,
        Some(b'{') => JsonKind::Object,
        Some(b't' | b'f') => JsonKind::Boolean,
        Some(b'n') => JsonKind::Null,
        _ => JsonKind::Number,
    }
}
