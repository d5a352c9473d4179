//! The page around its views: templates, style, script, and the policy that allows no others.

use super::data::{DataBlocks, PageBlock, safe_json};
use super::losses::LossOverview;
use super::overview::Overview;
use crate::error::{FileError, Result};
use askama::Template;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

const STYLE: &str = include_str!("page/style.css");

const SCRIPT: &str = concat!(
    include_str!("page/data.js"),
    include_str!("page/elements.js"),
    include_str!("page/lists.js"),
    include_str!("page/story.js"),
    include_str!("page/pair.js"),
    include_str!("page/article.js"),
    include_str!("page/outlets.js"),
    include_str!("page/removals.js"),
    include_str!("page/views.js"),
);

/// The parts that every page has.
pub(crate) struct Shell<'all> {
    policy: String,
    style: &'static str,
    script: &'static str,
    head: String,
    blocks: Vec<PageBlock<'all>>,
}

/// The page of a scan.
#[derive(Template)]
#[template(path = "scan.html")]
pub(crate) struct ScanTemplate<'all> {
    pub(crate) shell: Shell<'all>,
    pub(crate) overview: &'all Overview,
    pub(crate) missing: &'all [String],
    pub(crate) advice: &'all str,
    pub(crate) anonymous: bool,
}

/// The page of a deduplication.
#[derive(Template)]
#[template(path = "dedup.html")]
pub(crate) struct DedupTemplate<'all> {
    pub(crate) shell: Shell<'all>,
    pub(crate) losses: &'all LossOverview,
    pub(crate) missing: &'all [String],
    pub(crate) advice: &'all str,
}

/// Renders a page with its blocks and the head of its data.
pub(crate) fn render<'all, Page: Template>(
    template: impl FnOnce(Shell<'all>) -> Page,
    blocks: &'all DataBlocks,
    head: &impl Serialize,
    bytes_max: usize,
) -> Result<String> {
    let shell = Shell {
        policy: policy(),
        style: STYLE,
        script: SCRIPT,
        head: safe_json(head)?,
        blocks: blocks.of_page(bytes_max).collect(),
    };
    template(shell).render().map_err(|error| {
        FileError::Write { path: "the page".into(), source: std::io::Error::other(error) }.into()
    })
}

/// Nothing is loaded, nothing is sent, and no script or style runs but those of the page.
fn policy() -> String {
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        hash(SCRIPT),
        hash(STYLE)
    )
}
