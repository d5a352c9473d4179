//! Fields named by the user.

use super::names::ROLE_NAMES;

/// Fields named by the user. Names are exact; `a.b` is the field `b` of the object `a` unless a
/// field is called `a.b`.
///
/// ```
/// use wirecopy_io::{FieldNames, ReadOptions};
///
/// let fields = FieldNames { text: Some("content.body".into()), ..FieldNames::default() };
/// let options = ReadOptions { fields, ..ReadOptions::new(std::env::temp_dir()) };
/// assert_eq!(options.fields.id, None);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldNames {
    /// The article's text.
    pub text: Option<String>,
    /// Its id.
    pub id: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its date of publication.
    pub published: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its author.
    pub author: Option<String>,
}

impl FieldNames {
    /// The roles that the user named a field for.
    pub(crate) fn by_role(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let FieldNames { text, id, outlet, published, url, title, author } = self;
        let all = [text, id, outlet, published, url, title, author];
        ROLE_NAMES.into_iter().zip(all).filter_map(|(role, name)| Some((role, name.as_deref()?)))
    }
}
