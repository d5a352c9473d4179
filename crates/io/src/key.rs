//! Keys: fields besides the text in which two copies must agree.

use wirecopy_article::Document;
use xxhash_rust::xxh3::Xxh3;

/// A field that copies must have in common besides their text.
///
/// ```
/// use wirecopy_io::KeyField;
///
/// assert_eq!(KeyField::named("title"), Some(KeyField::Title));
/// assert_eq!(KeyField::named("colour"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyField {
    /// Its title.
    Title,
    /// Its author.
    Author,
    /// Its outlet.
    Outlet,
    /// Its address.
    Url,
}

impl KeyField {
    /// All fields, in the order of their names in help.
    pub const ALL: [KeyField; 4] = [KeyField::Title, KeyField::Author, KeyField::Outlet, KeyField::Url];

    /// The field of a name.
    pub fn named(name: &str) -> Option<KeyField> {
        KeyField::ALL.into_iter().find(|field| field.name() == name)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            KeyField::Title => "title",
            KeyField::Author => "author",
            KeyField::Outlet => "outlet",
            KeyField::Url => "url",
        }
    }

    fn of<'a>(self, document: &'a Document<'_>) -> Option<&'a str> {
        match self {
            KeyField::Title => document.title.as_deref(),
            KeyField::Author => document.author.as_deref(),
            KeyField::Outlet => document.outlet.as_deref(),
            KeyField::Url => document.url.as_deref(),
        }
    }
}

/// The hash of the fields of an article, whatever their case and white space; a missing one is
/// another value than any. `None` if no field is asked for. Linear in the fields.
pub fn key_hash(fields: &[KeyField], document: &Document<'_>) -> Option<u64> {
    if fields.is_empty() {
        return None;
    }
    let mut hasher = Xxh3::new();
    for field in fields {
        let value = field.of(document);
        hasher.update(&[u8::from(value.is_some())]);
        for word in value.unwrap_or_default().split_whitespace() {
            hasher.update(word.to_lowercase().as_bytes());
            hasher.update(b" ");
        }
    }
    Some(hasher.digest())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_equal_whatever_the_case_and_the_blanks() {
        let document = |title: Option<&'static str>| Document {
            id: "a".into(),
            outlet: None,
            published: None,
            url: None,
            canonical_url: None,
            title: title.map(Into::into),
            author: None,
            text: "Herons came back to Tolm.".into(),
            text_made_by: None,
            location: None,
            file: "a.jsonl".into(),
            line: 1,
            record: b"",
        };
        let key = |title| key_hash(&[KeyField::Title], &document(title));
        assert_eq!(key(Some("Herons  return")), key(Some("herons return ")));
        assert_ne!(key(Some("Herons return")), key(Some("Herons returned")));
        assert_ne!(key(Some("")), key(None));
        assert_eq!(key_hash(&[], &document(None)), None);
    }
}
