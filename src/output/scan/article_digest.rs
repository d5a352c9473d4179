//! The part of an article that a summary reads.

use serde::Deserialize;
use wirecopy_news::kind::PageKind;

/// The part of an [`Article`](super::Article) that a summary shows.
///
/// ```
/// use wirecopy::output::{ArticleDigest, BoilerplateDigest, rows};
///
/// let found = wirecopy::Scan::default().run_files(["data/sample"])?;
/// let mut openings = Vec::new();
/// for article in rows::<ArticleDigest>(&found.folder().join("articles.jsonl"))? {
///     let spans: Vec<BoilerplateDigest> = article?.boilerplate.unwrap_or_default();
///     openings.extend(spans.into_iter().filter_map(|span| span.opening));
/// }
/// assert!(!openings.is_empty());
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ArticleDigest {
    /// [`Article::id`](super::Article::id).
    pub id: String,
    /// [`Article::outlet`](super::Article::outlet).
    pub outlet: Option<String>,
    /// [`Article::title`](super::Article::title).
    pub title: Option<String>,
    /// [`Article::kind`](super::Article::kind).
    pub kind: Option<PageKind>,
    /// [`Article::boilerplate`](super::Article::boilerplate).
    #[serde(alias = "furniture")]
    pub boilerplate: Option<Vec<BoilerplateDigest>>,
}

/// The part of a [`BoilerplateSpan`](super::BoilerplateSpan) that a summary shows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct BoilerplateDigest {
    /// [`BoilerplateSpan::opening`](super::BoilerplateSpan::opening).
    pub opening: Option<String>,
}
