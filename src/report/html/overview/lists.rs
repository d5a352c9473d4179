//! Lists of the overview: repeated captions and quotations, outlets, labels, rejects.

use crate::error::Result;
use crate::output::{Fragment, Network, NetworkOutlet, rows};
use crate::report::html::names::PageNames;
use crate::report::html::scan_rows::{ScanRows, shortened};
use crate::report::terminal::{counted, grouped, visible};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;
use wirecopy_article::Reject;
use wirecopy_article::text::Role;

/// Rows of each list.
pub(crate) const ROWS_SHOWN: usize = 10;

/// Outlets in the list by originality.
pub(crate) const OUTLETS_SHOWN: usize = 20;

/// Characters of a paragraph or reason.
const TEXT_CHARACTERS_MAX: usize = 400;

/// A label and a number with a bar beside it.
pub(crate) struct BarRow {
    pub(crate) label: String,
    pub(crate) value: String,
    /// Length of the bar, from 0 to 100.
    pub(crate) length: String,
}

/// Shares under a title.
pub(crate) struct BarList {
    pub(crate) title: &'static str,
    pub(crate) about: &'static str,
    pub(crate) shares: Vec<BarRow>,
}

/// A repeated caption or quotation.
pub(crate) struct TopFragment {
    pub(crate) text: String,
    pub(crate) articles: String,
    pub(crate) outlets: String,
}

/// An outlet and the share of its words that nobody had before.
pub(crate) struct OutletShare {
    pub(crate) name: String,
    pub(crate) articles: String,
    pub(crate) first: String,
    pub(crate) originality: String,
    pub(crate) length: String,
}

/// The captions and quotations in the most articles.
pub(crate) fn fragments(path: &Path, names: &PageNames) -> Result<(Vec<TopFragment>, Vec<TopFragment>)> {
    let (mut captions, mut quotes) = (Vec::new(), Vec::new());
    for row in rows::<Fragment>(path)? {
        let row = row?;
        let list = match row.role {
            // An article that repeats itself is shown with the article.
            _ if row.articles < 2 => continue,
            Role::Caption => &mut captions,
            Role::Quote => &mut quotes,
            _ => continue,
        };
        if list.len() < ROWS_SHOWN {
            list.push(TopFragment {
                text: visible(&shortened(&names.text(&row.text), TEXT_CHARACTERS_MAX)),
                articles: counted(row.articles, "article"),
                outlets: counted(row.outlets.len() as u64, "outlet"),
            });
        }
        if captions.len() == ROWS_SHOWN && quotes.len() == ROWS_SHOWN {
            break;
        }
    }
    Ok((captions, quotes))
}

pub(crate) fn outlets(network: &Network, scan: &ScanRows, names: &PageNames) -> Vec<OutletShare> {
    let mut outlets: Vec<_> = network.outlets.iter().collect();
    outlets.sort_by_key(|outlet| (Reverse(outlet.articles), &outlet.outlet));
    outlets.truncate(OUTLETS_SHOWN);
    outlets.sort_by(|a, b| {
        let share = |outlet: &NetworkOutlet| outlet.originality.unwrap_or(-1.0);
        share(b).total_cmp(&share(a)).then_with(|| a.outlet.cmp(&b.outlet))
    });
    let row = |outlet: &NetworkOutlet| OutletShare {
        name: visible(&names.outlet_named(scan, &outlet.outlet)),
        articles: grouped(outlet.articles),
        first: grouped(outlet.stories_first),
        originality: outlet
            .originality
            .map_or("unknown".to_owned(), |share| format!("{:.1} %", share * 100.0)),
        length: format!("{:.1}", outlet.originality.unwrap_or(0.0) * 100.0),
    };
    outlets.into_iter().map(row).collect()
}

/// SharedStrings with their counts, the largest first.
pub(crate) fn list(title: &'static str, about: &'static str, counts: &BTreeMap<String, u64>) -> BarList {
    let mut counts: Vec<(&String, &u64)> = counts.iter().collect();
    counts.sort_by_key(|(label, count)| (Reverse(**count), *label));
    let largest = counts.first().map_or(1, |(_, count)| **count).max(1);
    let shares = counts.into_iter().map(|(label, count)| BarRow {
        label: visible(&label.replace('_', " ")),
        value: grouped(*count),
        length: format!("{:.1}", *count as f64 / largest as f64 * 100.0),
    });
    BarList { title, about, shares: shares.collect() }
}

/// The reasons of rejects with the number of records, the most frequent first.
pub(crate) fn rejects(path: &Path, names: &PageNames) -> Result<Vec<(String, u64)>> {
    let mut reasons: BTreeMap<String, u64> = BTreeMap::new();
    for row in rows::<Reject>(path)? {
        let reason = row?.reason.to_string();
        let reason = names.text(&shortened(&reason, TEXT_CHARACTERS_MAX)).into_owned();
        *reasons.entry(visible(&reason)).or_default() += 1;
    }
    let mut reasons: Vec<(String, u64)> = reasons.into_iter().collect();
    reasons.sort_by_key(|(reason, records)| (Reverse(*records), reason.clone()));
    reasons.truncate(ROWS_SHOWN);
    Ok(reasons)
}
