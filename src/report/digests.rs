//! Parts of rows: what a summary and a page show of articles and boilerplate.

use serde::Deserialize;
use wirecopy_article::text::Role;
use wirecopy_news::kind::PageKind;

/// The part of an [`Article`](crate::output::Article) that a summary shows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct ArticleDigest {
    pub(crate) id: String,
    pub(crate) outlet: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) kind: Option<PageKind>,
    #[serde(alias = "furniture")]
    pub(crate) boilerplate: Option<Vec<BoilerplateDigest>>,
}

/// The part of a [`BoilerplateSpan`](crate::output::BoilerplateSpan) that a summary shows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct BoilerplateDigest {
    pub(crate) opening: Option<String>,
}

/// The part of a [`Fragment`](crate::output::Fragment) that is shown of boilerplate.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct FragmentDigest {
    pub(crate) role: Role,
    pub(crate) text: String,
    pub(crate) articles: u64,
    pub(crate) outlets: Vec<String>,
}
