//! Everything that a scan found, for the writers of its files.

use crate::corpus::numbering::Corpus;
use crate::output::lines::MakingOrder;
use crate::pairs::findings::ArticleFindings;
use crate::paragraphs::repeated::Paragraphs;
use crate::params::ScanParams;
use crate::stories::verdict::Judged;
use std::path::Path;

/// The findings of a scan with its corpus and parameters.
#[derive(Clone, Copy)]
pub(crate) struct Findings<'a> {
    pub(crate) corpus: &'a Corpus,
    pub(crate) paragraphs: &'a Paragraphs,
    pub(crate) articles: &'a ArticleFindings,
    pub(crate) judged: &'a Judged,
    pub(crate) params: &'a ScanParams,
    /// The folder of temporary files.
    pub(crate) temp_dir: &'a Path,
    /// The order in which rows are made that are written by rank.
    pub(crate) order: MakingOrder,
}
