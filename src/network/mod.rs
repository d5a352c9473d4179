//! The network of outlets, counted from the files of a scan.
//!
//! *Takes* the folder of a scan. *Gives* one [`Network`]: outlets with their counts, and an edge
//! per pair of outlets of which one carried stories after the other; stories of an agency run from
//! the agency to each carrier. *Costs* one pass over `articles.jsonl`, and with
//! [`Links::FirstMatch`] one over `pairs.jsonl`; memory grows with the articles and not with their
//! texts. *Never* assumes an order that the dates leave open.
//! *Source*: the counting rules of `wirecopy_news::story`.

mod read_articles;

#[cfg(feature = "report")]
pub(crate) use read_articles::credited_agency;

use crate::error::Result;
use crate::numbers::OutletId;
use crate::output;
use crate::output::{Network, NetworkEdge, NetworkOutlet, Pair, six_decimals};
use read_articles::{NumberedArticles, index_of, read_articles, unknown_id};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::Path;
use wirecopy_news::direction::{FirstMatches, Zones};
use wirecopy_news::story::{EdgeTally, LinkMode, NetworkTally, OutletTally, network as count_network};

/// The article that each further outlet of a story is linked to.
///
/// ```
/// use wirecopy::{Links, NetworkParams, Scan};
///
/// let params = NetworkParams { links: Links::FirstMatch, ..NetworkParams::default() };
/// let network = Scan::default().run_files(["data/sample"])?.network(&params)?;
/// assert_eq!(network.links, "first_match");
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Links {
    /// The origin of the story.
    #[default]
    Origin,
    /// The earlier carrier whose text it matches best.
    FirstMatch,
}

impl Links {
    /// The label in files.
    fn name(self) -> &'static str {
        match self {
            Links::Origin => "origin",
            Links::FirstMatch => "first_match",
        }
    }
}

/// Parameters of a network.
///
/// ```
/// use wirecopy::{NetworkParams, Scan, Zones};
///
/// let params = NetworkParams { zones: Zones::Utc, stories_min: 2, ..NetworkParams::default() };
/// let network = Scan::default().run_files(["data/sample"])?.network(&params)?;
/// assert!(network.edges.iter().all(|edge| edge.stories >= 2));
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NetworkParams {
    /// The article that each further outlet of a story is linked to.
    pub links: Links,
    /// The assumption about dates without a zone.
    pub zones: Zones,
    /// Minimum number of stories of an edge that is listed.
    pub stories_min: u64,
}

impl Default for NetworkParams {
    fn default() -> Self {
        NetworkParams { links: Links::Origin, zones: Zones::Any, stories_min: 1 }
    }
}

/// Counts which outlets carried whose stories, from the folder that a scan wrote.
///
/// Works with the files of any scan: without credits the rates are `null`, without originality the
/// shares. O(n log n) in the rows.
///
/// # Errors
/// [`Error::NotAScan`](crate::error::Error::NotAScan) if no scan wrote the folder;
/// [`Error::BadRecord`](crate::error::Error::BadRecord) if a row cannot be read or names an
/// unknown article.
///
/// ```
/// use wirecopy::{NetworkParams, Scan, network};
///
/// let folder = tempfile::tempdir().unwrap();
/// Scan::default().run_files(["data/sample"])?.write(folder.path().join("found"))?;
/// let network = network(&folder.path().join("found"), &NetworkParams::default())?;
/// assert!(network.edges.iter().all(|edge| edge.from != edge.to));
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn network(folder: &Path, params: &NetworkParams) -> Result<Network> {
    let read = read_articles(&output::articles_of(folder)?, params.zones)?;
    let tally = match params.links {
        Links::Origin => count_network(&read.copies, &read.agencies, LinkMode::Origin),
        Links::FirstMatch => {
            let matches = read_matches(&folder.join("pairs.jsonl"), &read)?;
            count_network(&read.copies, &read.agencies, LinkMode::FirstMatch(&matches))
        }
    };
    Ok(document(&read, &tally, params))
}

fn read_matches<'a>(path: &Path, read: &'a NumberedArticles) -> Result<FirstMatches<'a>> {
    let mut matches = FirstMatches::new(&read.copies);
    for (number, row) in (0u32..).zip(output::rows::<Pair>(path)?) {
        let row = row?;
        let index = |id: &str| index_of(&read.ids, id).ok_or_else(|| unknown_id(path, number, id));
        matches.add_pair(index(&row.a)?, index(&row.b)?, row.jaccard);
    }
    Ok(matches)
}

fn document(read: &NumberedArticles, tally: &NetworkTally, params: &NetworkParams) -> Network {
    let mut edges: Vec<(&(u32, u32), &EdgeTally)> =
        tally.edges.iter().filter(|(_, edge)| edge.stories >= params.stories_min).collect();
    edges.sort_by_key(|(ends, edge)| (Reverse(edge.stories), **ends));
    let agencies: BTreeSet<u32> = read.agencies.outlet_of.values().copied().collect();
    let outlets = (0..).zip(read.outlets.iter().zip(&tally.outlets));
    Network {
        links: params.links.name().to_owned(),
        zones: match params.zones {
            Zones::Any => "any",
            Zones::Utc => "utc",
        }
        .to_owned(),
        articles: read.copies.len() as u64,
        articles_without_outlet: tally.articles_without_outlet,
        stories: tally.stories,
        stories_shared: tally.stories_shared,
        stories_of_open_origin: tally.stories_of_open_origin,
        appearances_unlinked: tally.appearances_unlinked,
        edges_left_out: (tally.edges.len() - edges.len()) as u64,
        outlets: outlets
            .map(|(number, (name, tally))| outlet_row(name, tally, agencies.contains(&number)))
            .collect(),
        edges: edges.into_iter().map(|(ends, edge)| edge_row(read, tally, *ends, edge)).collect(),
    }
}

fn outlet_row(name: &str, tally: &OutletTally, agency: bool) -> NetworkOutlet {
    NetworkOutlet {
        outlet: name.to_owned(),
        agency,
        articles: tally.articles,
        stories: tally.stories,
        stories_shared: tally.stories_shared,
        stories_first: tally.stories_first,
        wire_articles: tally.wire_articles,
        originality: tally.originality.value().map(six_decimals),
        originality_words: tally.originality.words,
        originality_without_wire: tally.originality_without_wire.value().map(six_decimals),
        originality_without_wire_words: tally.originality_without_wire.words,
    }
}

fn edge_row(
    read: &NumberedArticles,
    tally: &NetworkTally,
    ends: (u32, u32),
    edge: &EdgeTally,
) -> NetworkEdge {
    let name = |outlet: u32| read.outlets[OutletId::from(outlet)].clone();
    let share =
        |outlet: u32| six_decimals(edge.stories as f64 / tally.outlets[outlet as usize].stories as f64);
    NetworkEdge {
        from: name(ends.0),
        to: name(ends.1),
        stories: edge.stories,
        share_of_from: share(ends.0),
        share_of_to: share(ends.1),
        median_lag_hours: edge.median_lag_seconds().map(|seconds| six_decimals(seconds / 3600.0)),
        lags_known: edge.lags_seconds.len() as u64,
        carriers: edge.copies,
        carriers_crediting: (edge.with_credits > 0).then_some(edge.crediting),
        credit_rate: edge.credit_rate().map(six_decimals),
    }
}
