//! Single articles of an input, in memory, for commands that look at two of them.

use crate::error::{Error, FileError, Result};
use std::collections::BTreeMap;
use std::path::PathBuf;
use wirecopy_article::{Document, Published};
use wirecopy_io::{Input, ReadOptions, open};

/// An article that was looked up.
///
/// ```
/// use wirecopy::{Input, ReadOptions, find_articles};
///
/// let reading = ReadOptions::new(std::env::temp_dir());
/// let inputs = [Input::Path("data/sample".into())];
/// let [wire, _] = find_articles(&inputs, &reading, ["ap-ferry-1", "hbc-1001"])?;
/// assert_eq!(wire.outlet.as_deref(), Some("AP"));
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenArticle {
    /// Its id.
    pub id: String,
    /// Outlet, if it is known.
    pub outlet: Option<String>,
    /// Date of publication, if it is known.
    pub published: Option<Published>,
    /// Title, if it is known.
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

/// Returns the only article of an input: a text, or a file with one record.
///
/// # Errors
/// Fails if the input cannot be read, or contains no article or several.
///
/// ```
/// use wirecopy::{Input, ReadOptions, read_article};
///
/// let seed = Input::Path("data/seed.txt".into());
/// let article = read_article(&seed, &ReadOptions::new(std::env::temp_dir()))?;
/// assert_eq!(article.id, "data/seed.txt");
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn read_article(input: &Input, options: &ReadOptions) -> Result<GivenArticle> {
    let mut found = Vec::new();
    // The second article is enough to refuse the input.
    let rejected = for_each_document(std::slice::from_ref(input), options, |document| {
        found.push(GivenArticle::of(document));
        found.len() < 2
    })?;
    match (found.pop(), found.is_empty()) {
        (Some(article), true) => Ok(article),
        (Some(_), false) => Err(Error::SeveralArticles { path: path_of(input) }),
        (None, _) => {
            let why = rejected.unwrap_or_else(|| "it is empty".to_owned());
            Err(refused(path_of(input), format!("has no article: {why}")))
        }
    }
}

/// Returns the articles with these two ids, which may be one, among all of the inputs. One pass; no
/// other text is kept.
///
/// # Errors
/// Fails if an input cannot be read, or an id belongs to no article or to several.
///
/// ```
/// use wirecopy::{Input, ReadOptions, compare, find_articles};
///
/// let inputs = [Input::Path("data/sample".into())];
/// let reading = ReadOptions::new(std::env::temp_dir());
/// let [wire, site] = find_articles(&inputs, &reading, ["ap-ferry-1", "hbc-1001"])?;
/// assert!(compare(&wire.text, &site.text).containment() > 0.5);
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn find_articles(inputs: &[Input], options: &ReadOptions, ids: [&str; 2]) -> Result<[GivenArticle; 2]> {
    let mut found: BTreeMap<String, Vec<GivenArticle>> = BTreeMap::new();
    for_each_document(inputs, options, |document| {
        if ids.contains(&&*document.id) {
            found.entry(document.id.clone().into_owned()).or_default().push(GivenArticle::of(document));
        }
        true
    })?;
    let refuse = |reason| Err(refused(inputs.first().map(path_of).unwrap_or_default(), reason));
    let one = |id: &str| match found.get(id).map(Vec::as_slice) {
        Some([article]) => Ok(article.clone()),
        Some(several) => refuse(format!("{} articles have the id {id}", several.len())),
        None => refuse(format!("no article has the id {id}")),
    };
    Ok([one(ids[0])?, one(ids[1])?])
}

fn refused(path: PathBuf, reason: String) -> Error {
    FileError::BadInput { path, reason }.into()
}

fn path_of(input: &Input) -> PathBuf {
    match input {
        Input::Path(path) | Input::Named { path, .. } => path.clone(),
        Input::Stdin => PathBuf::from("-"),
    }
}

/// Calls `next` with one document after another while it returns true, and returns why the first
/// rejected record was rejected.
fn for_each_document(
    inputs: &[Input],
    options: &ReadOptions,
    mut next: impl FnMut(Document<'_>) -> bool,
) -> Result<Option<String>> {
    let mut input_reader = open(inputs, options)?;
    let mut rejected = None;
    while let Some(block) = input_reader.next_block()? {
        let decoded = block.decode(options);
        rejected = rejected.or_else(|| decoded.rejects.first().map(|reject| reject.reason.to_string()));
        for document in decoded.documents {
            if !next(document) {
                return Ok(rejected);
            }
        }
    }
    Ok(rejected)
}
