//! The head of a page's data: what is in its blocks, and what was left out.

use super::pack::safe_json;
use crate::error::Result;
use crate::report::html::names::PageNames;
use crate::report::html::scan_rows::ScanRows;
use crate::report::html::texts::{FoundTexts, TextInputs};
use crate::report::terminal::{counted, grouped};
use serde::Serialize;
use std::collections::BTreeMap;

/// Names and numbers that the page needs at once.
#[derive(Debug, Default, Serialize)]
pub(crate) struct PageHead {
    pub(super) view: &'static str,
    pub(super) labels: Vec<String>,
    pub(super) outlets: Vec<String>,
    /// Rows that are in the page, rows of the scan, and rows per block.
    pub(super) n: BTreeMap<&'static str, usize>,
    pub(super) all: BTreeMap<&'static str, u64>,
    pub(super) per: BTreeMap<&'static str, usize>,
    /// Articles of each block of texts.
    pub(super) texts: Vec<Vec<u32>>,
    pub(super) has_boilerplate: bool,
    pub(super) has_network: bool,
}

/// Bytes of the number of an article and its comma.
const NUMBER_BYTES: usize = 8;

/// Bytes of the labels of directions, which pairs add, and of the numbers of rows.
const LABEL_BYTES: usize = 4_000;

/// A sentence that says that there are no texts, and why, if that may be said.
fn without_texts(reason: &str) -> String {
    let colon = if reason.is_empty() { "" } else { ": " };
    format!("The texts of articles are not on this page{colon}{reason}.")
}

impl PageHead {
    /// A head with the names of outlets, as far as they have room.
    pub(crate) fn with_outlets(scan: &ScanRows, names: &PageNames, bytes_max: usize) -> Result<PageHead> {
        let mut outlets = Vec::new();
        let mut bytes = 0;
        for number in 0..scan.outlets.all().count() as u32 {
            let name = names.outlet(scan, number);
            bytes += safe_json(&name)?.len() + 1;
            if bytes > bytes_max {
                break;
            }
            outlets.push(name);
        }
        let mut head = PageHead { view: "scan", outlets, ..PageHead::default() };
        head.count("outlets", head.outlets.len(), scan.outlets.all().count() as u64);
        Ok(head)
    }

    /// Notes how many rows of a kind are in the page, and how many there are.
    pub(super) fn count(&mut self, kind: &'static str, in_page: usize, all: u64) {
        self.n.insert(kind, in_page);
        self.all.insert(kind, all);
    }

    /// Bytes of the head, at most, with its labels and the numbers of `n_texts` articles.
    pub(crate) fn bytes_max(&self, scan: &ScanRows, n_texts: usize) -> Result<usize> {
        let labels: Vec<&str> = scan.labels.all().collect();
        Ok(safe_json(self)?.len() + safe_json(&labels)?.len() + n_texts * NUMBER_BYTES + LABEL_BYTES)
    }

    /// Sentences about what is missing from the page, for its size or for lack of an input.
    pub(crate) fn missing(
        &self,
        found: &FoundTexts,
        texts: &std::result::Result<TextInputs, String>,
    ) -> Vec<String> {
        let n = |name: &str| self.n.get(name).copied().unwrap_or(0) as u64;
        let all = |name: &str| self.all.get(name).copied().unwrap_or(0);
        let texts_shown = self.texts.iter().map(Vec::len).sum::<usize>() as u64;
        let mut shown = vec![
            (n("articles"), all("articles"), "articles are on this page"),
            (n("rows"), all("rows"), "articles are shown with everything that was found about them"),
            (n("stories"), all("stories"), "stories are on this page"),
            (n("pairs"), all("pairs"), "pairs are on this page"),
            (n("outlets"), all("outlets"), "outlets have their name on this page"),
        ];
        if texts.is_ok() {
            let what = "articles that share text with another one are shown with their text";
            shown.push((texts_shown.min(all("paired")), all("paired"), what));
            shown.push((
                n("details"),
                n("pairs"),
                "pairs are shown with their evidence and their aligned rows",
            ));
        }
        let mut missing: Vec<String> = Vec::new();
        for (shown, all, what) in shown {
            if shown < all {
                missing.push(format!("{} of {} {what}.", grouped(shown), grouped(all)));
            }
        }
        if !self.has_boilerplate {
            missing.push("The lines of boilerplate are not on this page.".to_owned());
        }
        if !self.has_network {
            missing.push("The network of outlets is not on this page.".to_owned());
        }
        missing.extend(texts.as_ref().err().map(|reason| without_texts(reason)));
        for (articles, why) in [
            (found.absent, "not in the inputs where the scan found them, so they have no text here"),
            (found.changed, "no longer as the scan read them, so they have no text here: scan again"),
            (found.too_long, "too long for a page, so they have no text here"),
        ] {
            if articles > 0 {
                let verb = if articles == 1 { "is" } else { "are" };
                missing.push(format!("{} {verb} {why}.", counted(articles, "article")));
            }
        }
        missing
    }
}
