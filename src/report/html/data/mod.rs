//! The data of a scan's page, the most important first, within the largest size.
//!
//! *Takes* the rows of a scan and the texts that were found again. *Gives* blocks of JSON, which
//! the page reads when a view needs them, and the head that says what is in them. *Costs* one
//! compression per block. *Never* has half a block: what does not fit is counted.
//! *Source*: RFC 1952 (gzip), RFC 4648 (Base64), as browsers unpack them.

mod article_rows;
mod head;
mod pack;
mod pair_rows;
mod story_rows;
mod text_rows;

pub(crate) use head::PageHead;
pub(crate) use pack::{DataBlocks, PageBlock, safe_json};

use super::drawing::{Drawing, drawing};
use super::names::PageNames;
use super::outlet_boilerplate::OutletBoilerplate;
use super::scan_rows::{PairEntry, ScanRows};
use super::texts::FoundTexts;
use crate::error::Result;
use crate::output::Network;
use article_rows::{packed_articles, whole_rows};
use pair_rows::{DETAILS_TOGETHER, packed_pair, push_details};
use std::collections::BTreeSet;
use std::path::Path;
use story_rows::packed_stories;
use text_rows::ShownTexts;

/// Rows per block.
const ARTICLES_TOGETHER: usize = 1_000;
const STORIES_TOGETHER: usize = 500;
const PAIRS_TOGETHER: usize = 2_000;
const ROWS_TOGETHER: usize = 100;

/// Percent of the bytes for data that may be used once each kind of data is in.
const ARTICLES_UNTIL: usize = 45;
const STORIES_UNTIL: usize = 60;
const PAIRS_UNTIL: usize = 72;
const WHOLE_ROWS_UNTIL: usize = 80;
const TEXTS_UNTIL: usize = 93;
const DETAILS_UNTIL: usize = 99;

/// The rows and texts that the blocks are made of.
pub(crate) struct PageData<'all> {
    pub(crate) folder: &'all Path,
    pub(crate) scan: &'all mut ScanRows,
    pub(crate) names: &'all PageNames,
    /// The head with the names of outlets.
    pub(crate) head: PageHead,
    pub(crate) network: &'all Network,
    pub(crate) boilerplate: &'all [OutletBoilerplate],
    pub(crate) found: &'all FoundTexts,
    /// The articles with texts, in order.
    pub(crate) wanted: &'all [u32],
}

impl PageData<'_> {
    /// Fills the blocks, and returns the head, which is in none of them.
    ///
    /// # Errors
    /// When a row cannot be read back.
    pub(crate) fn fill(self, blocks: &mut DataBlocks, bytes_max: usize) -> Result<PageHead> {
        let PageData { folder, scan, names, mut head, network, boilerplate, found, wanted } = self;
        let until = |percent: usize| bytes_max / 100 * percent;
        let drawing: Drawing = drawing(network, scan, names);
        head.has_network = blocks.push("network-0".to_owned(), &drawing, until(ARTICLES_UNTIL))?;
        head.has_boilerplate =
            blocks.push("boilerplate-0".to_owned(), &boilerplate, until(ARTICLES_UNTIL))?;
        let articles = packed_articles(scan, names);
        let n_articles = blocks.push_rows("articles", &articles, ARTICLES_TOGETHER, until(ARTICLES_UNTIL))?;
        drop(articles);
        let stories = packed_stories(scan, names, n_articles);
        let n_stories = blocks.push_rows("stories", &stories, STORIES_TOGETHER, until(STORIES_UNTIL))?;
        drop(stories);
        let is_in = |article: u32| (article as usize) < n_articles;
        let paired = paired(scan);
        scan.pairs.retain(|pair| is_in(pair.a.max(pair.b)));
        let ScanRows { pairs, labels, .. } = &mut *scan;
        let pairs: Vec<_> = pairs.iter().map(|pair| packed_pair(pair, labels)).collect();
        let n_pairs = blocks.push_rows("pairs", &pairs, PAIRS_TOGETHER, until(PAIRS_UNTIL))?;
        let whole = whole_rows(folder, scan, names, n_articles)?;
        let n_whole = blocks.push_rows("rows", &whole, ROWS_TOGETHER, until(WHOLE_ROWS_UNTIL))?;
        let source = ShownTexts { scan, names, found };
        let wanted: Vec<u32> = wanted.iter().copied().filter(|article| is_in(*article)).collect();
        head.texts = source.push(blocks, &wanted, until(TEXTS_UNTIL))?;
        let in_page: &[PairEntry] = &scan.pairs[..n_pairs];
        let n_details = push_details(blocks, &source, in_page, &head.texts, until(DETAILS_UNTIL))?;
        head.labels = scan.labels.all().map(str::to_owned).collect();
        let counts = &scan.summary.counts;
        for (kind, n, all, per) in [
            ("articles", n_articles, counts.articles, ARTICLES_TOGETHER),
            ("stories", n_stories, counts.clusters, STORIES_TOGETHER),
            ("pairs", n_pairs, counts.pairs, PAIRS_TOGETHER),
            ("rows", n_whole, counts.articles, ROWS_TOGETHER),
            ("details", n_details, counts.pairs, DETAILS_TOGETHER),
        ] {
            head.count(kind, n, all);
            head.per.insert(kind, per);
        }
        head.all.insert("paired", paired);
        Ok(head)
    }
}

/// Articles in stories and in pairs.
fn paired(scan: &ScanRows) -> u64 {
    let members = scan.stories.iter().flat_map(|story| story.members.iter().map(|(article, _)| *article));
    let pairs = scan.pairs.iter().flat_map(|pair| [pair.a, pair.b]);
    members.chain(pairs).collect::<BTreeSet<u32>>().len() as u64
}
