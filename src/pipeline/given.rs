//! A few articles, held whole: what a command takes that looks at two of them.

use crate::document::{Document, Published};
use crate::error::{Error, Result};
use crate::formats::{Input, ReadOptions, open};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// An article that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenArticle {
    /// Its id.
    pub id: String,
    /// Outlet, where it is known.
    pub outlet: Option<String>,
    /// When it was published, where that is known.
    pub published: Option<Published>,
    /// Title, where it is known.
    pub title: Option<String>,
    /// Its text.
    pub text: String,
}

impl GivenArticle {
    fn of(document: Document<'_>) -> GivenArticle {
        GivenArticle {
            id: document.id.into_owned(),
            outlet: document.outlet.map(Into::into),
            published: document.published,
            title: document.title.map(Into::into),
            text: document.text.into_owned(),
        }
    }
}

/// The only article of an input: a text, or a file with one record.
///
/// # Errors
/// When the input cannot be read, or holds no article or several.
pub fn read_article(input: &Input, options: &ReadOptions) -> Result<GivenArticle> {
    let mut found = Vec::new();
    // Two are enough to tell that there is not one.
    each_document(std::slice::from_ref(input), options, |document| {
        found.push(GivenArticle::of(document));
        found.len() < 2
    })?;
    let refuse = |reason: &str| Error::BadInput { path: path_of(input), reason: reason.to_owned() };
    match (found.pop(), found.is_empty()) {
        (Some(article), true) => Ok(article),
        (Some(_), false) => Err(refuse("holds several articles; name two ids and this file with --in")),
        (None, _) => Err(refuse("holds no article that can be read")),
    }
}

/// The articles with these ids among all of the inputs, in the order of `ids`. One pass; no other text is held.
///
/// # Errors
/// When an input cannot be read, or an id belongs to no article or to several.
pub fn find_articles(inputs: &[Input], options: &ReadOptions, ids: &[&str]) -> Result<Vec<GivenArticle>> {
    let mut found: BTreeMap<String, Vec<GivenArticle>> = BTreeMap::new();
    each_document(inputs, options, |document| {
        if ids.contains(&&*document.id) {
            found.entry(document.id.clone().into_owned()).or_default().push(GivenArticle::of(document));
        }
        true
    })?;
    let path = || inputs.first().map(path_of).unwrap_or_default();
    ids.iter()
        .map(|id| match found.get(*id).map(Vec::as_slice) {
            Some([article]) => Ok(article.clone()),
            Some(several) => Err(Error::BadInput {
                path: path(),
                reason: format!("{} articles have the id {id}", several.len()),
            }),
            None => Err(Error::BadInput { path: path(), reason: format!("no article has the id {id}") }),
        })
        .collect()
}

fn path_of(input: &Input) -> PathBuf {
    match input {
        Input::Path(path) => path.clone(),
        Input::Stdin => PathBuf::from("-"),
    }
}

/// Hands on one document after another while `wanted` says so.
fn each_document(
    inputs: &[Input],
    options: &ReadOptions,
    mut wanted: impl FnMut(Document<'_>) -> bool,
) -> Result<()> {
    let mut intake = open(inputs, options)?;
    while let Some(block) = intake.next_block()? {
        for document in block.decode(options).documents {
            if !wanted(document) {
                return Ok(());
            }
        }
    }
    Ok(())
}
