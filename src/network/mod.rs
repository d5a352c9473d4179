//! The network of outlets, from the files of a scan.

use crate::error::{Error, Result};
use crate::output;
use crate::output::{Article, CreditRow, Network, NetworkEdge, NetworkOutlet, Pair, six_decimals};
use std::collections::HashMap;
use std::path::Path;
use wirecopy_io::parse_date;
use wirecopy_news::credit::{agency_named, agency_of_site};
use wirecopy_news::story::{
    Appearance, Credited, EdgeTally, FirstMatches, LinkMode, NetworkTally, OutletNames, OutletTally,
    StoryCopy, Zones, network as count_network,
};

/// What each outlet of a story is linked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Links {
    /// The origin of the story.
    #[default]
    Origin,
    /// The earlier carrier whose text it matches best.
    FirstMatch,
}

/// How the network is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NetworkParams {
    /// What each outlet of a story is linked to.
    pub links: Links,
    /// What is taken for granted about dates without a zone.
    pub zones: Zones,
    /// Stories that an edge needs to be told.
    pub stories_min: u64,
}

impl Default for NetworkParams {
    fn default() -> Self {
        NetworkParams { links: Links::Origin, zones: Zones::Any, stories_min: 1 }
    }
}

/// Reads the articles of a scan's folder, and its pairs where links go to the best match, and counts who carried whose stories.
///
/// Works with the files of any scan: without credits the rates are `null`, without originality the shares.
///
/// # Errors
/// When a file cannot be read back.
pub fn network(folder: &Path, params: &NetworkParams) -> Result<Network> {
    let read = read_articles(&output::articles_of(folder)?, params.zones)?;
    let carriers = &read.carriers;
    let tally = match params.links {
        Links::Origin => count_network(carriers, &read.own_agency, LinkMode::Origin),
        Links::FirstMatch => {
            let mut matches = FirstMatches::new(carriers);
            hear_pairs(&folder.join("pairs.jsonl"), &read.ids, &mut matches)?;
            count_network(carriers, &read.own_agency, LinkMode::FirstMatch(&matches))
        }
    };
    Ok(document(&read, &tally, params))
}

/// All articles of a scan, by number.
#[derive(Default)]
struct ReadArticles {
    /// In the order of the file, which is that of the ids.
    ids: Vec<Box<str>>,
    carriers: Vec<StoryCopy>,
    /// Names, bytewise.
    outlets: Vec<String>,
    /// Outlet → the agency that it is.
    own_agency: Vec<Option<u32>>,
}

/// Numbers for names, in the order in which they were met.
#[derive(Default)]
struct Numbers(HashMap<String, u32>);

impl Numbers {
    fn of(&mut self, name: String) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(name).or_insert(next)
    }

    /// Names by number.
    fn names(self) -> Vec<String> {
        let mut numbered: Vec<(u32, String)> =
            self.0.into_iter().map(|(name, number)| (number, name)).collect();
        numbered.sort_unstable();
        numbered.into_iter().map(|(_, name)| name).collect()
    }
}

fn read_articles(path: &Path, zones: Zones) -> Result<ReadArticles> {
    let mut read = ReadArticles::default();
    let [mut outlets, mut sources, mut clusters] =
        [Numbers::default(), Numbers::default(), Numbers::default()];
    // Clusters take even numbers, articles that stand alone odd ones.
    for (number, row) in (0u32..).zip(output::rows::<Article>(path)?) {
        let row = row?;
        let stands_alone = 2 * number + 1;
        let text = match &row.exact_copy_of {
            None => number,
            Some(first) => place_of(&read.ids, first).ok_or_else(|| unknown_id(path, number, first))?,
        };
        read.carriers.push(StoryCopy {
            story: row.cluster.map_or(stands_alone, |cluster| 2 * clusters.of(cluster)),
            text,
            outlet: row.outlet.map(|outlet| outlets.of(outlet)),
            appeared: row.published.as_deref().and_then(parse_date).map(|date| Appearance::of(date, zones)),
            words: row.words,
            originality: row.originality.flatten(),
            credited: row.credits.map(|credits| Credited {
                appeared_before_in: named(&credits, Naming::Outlet).map(|name| sources.of(name)),
                agency: named(&credits, Naming::Agency).map(|name| sources.of(name)),
            }),
        });
        read.ids.push(row.id.into());
    }
    let (outlets, sources) = (outlets.names(), sources.names());
    by_name(&mut read, outlets, &sources);
    Ok(read)
}

/// Which of a text's credits is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Naming {
    Outlet,
    Agency,
}

/// The name in the strongest credit of the words that names an outlet, or an agency; the first among equals.
fn named(credits: &[CreditRow], naming: Naming) -> Option<String> {
    let strengths = ["mention", "weak", "strong", "very_strong"];
    let strength = |credit: &CreditRow| strengths.iter().position(|name| *name == credit.strength);
    let names_outlet = |credit: &CreditRow| credit.class == "republication";
    let is_asked_for =
        |credit: &&CreditRow| credit.scope == "text" && names_outlet(credit) == (naming == Naming::Outlet);
    // An attribution is no origin, however it is worded; where wire text is mixed in, that is one.
    let proves = |credit: &&CreditRow| {
        credit.class == "mixed" || credit.strength.ends_with("strong") || names_outlet(credit)
    };
    let decisive = credits
        .iter()
        .filter(|credit| credit.class != "attribution")
        .filter(is_asked_for)
        .filter(proves)
        .filter(|credit| credit.agency.is_some())
        .min_by_key(|credit| std::cmp::Reverse(strength(credit)))?;
    decisive.agency.clone()
}

/// Numbers outlets by name, and puts outlets in the place of sources that are called like them.
fn by_name(read: &mut ReadArticles, outlets: Vec<String>, sources: &[String]) {
    let mut order: Vec<u32> = (0..outlets.len() as u32).collect();
    order.sort_unstable_by(|a, b| outlets[*a as usize].cmp(&outlets[*b as usize]));
    let mut number = vec![0; outlets.len()];
    for (place, outlet) in (0..).zip(&order) {
        number[*outlet as usize] = place;
    }
    read.outlets = order.iter().map(|outlet| outlets[*outlet as usize].clone()).collect();
    let names = OutletNames::new(read.outlets.iter().map(String::as_str));
    let outlet_of: Vec<Option<u32>> = sources.iter().map(|source| names.find(source)).collect();
    for carrier in &mut read.carriers {
        carrier.outlet = carrier.outlet.map(|outlet| number[outlet as usize]);
        if let Some(credited) = &mut carrier.credited {
            credited.appeared_before_in =
                credited.appeared_before_in.and_then(|source| outlet_of[source as usize]);
        }
    }
    // An agency's site goes by any of its names and hosts; an agency that the table does not know goes by its name alone.
    let agency_of_source: HashMap<u16, u32> =
        (0..).zip(sources).filter_map(|(number, source)| Some((agency_named(source)?, number))).collect();
    read.own_agency = read
        .outlets
        .iter()
        .map(|outlet| agency_of_source.get(&agency_of_site(Some(outlet), None)?).copied())
        .collect();
    let mut agencies: Vec<u32> =
        read.carriers.iter().filter_map(|carrier| carrier.credited?.agency).collect();
    agencies.sort_unstable();
    agencies.dedup();
    for agency in agencies {
        if let Some(outlet) = outlet_of[agency as usize] {
            read.own_agency[outlet as usize] = Some(agency);
        }
    }
}

fn place_of(ids: &[Box<str>], id: &str) -> Option<u32> {
    ids.binary_search_by(|known| known.as_ref().cmp(id)).ok().map(|place| place as u32)
}

fn unknown_id(path: &Path, row: u32, id: &str) -> Error {
    let reason = format!("no article {id} stands above it: scan again, the file was changed");
    Error::BadRecord { path: path.to_path_buf(), line: u64::from(row) + 1, reason }
}

fn hear_pairs(path: &Path, ids: &[Box<str>], matches: &mut FirstMatches<'_>) -> Result<()> {
    for (number, row) in (0u32..).zip(output::rows::<Pair>(path)?) {
        let row = row?;
        let place = |id: &str| place_of(ids, id).ok_or_else(|| unknown_id(path, number, id));
        matches.hear(place(&row.a)?, place(&row.b)?, row.jaccard);
    }
    Ok(())
}

fn document(read: &ReadArticles, tally: &NetworkTally, params: &NetworkParams) -> Network {
    let told = |edge: &EdgeTally| edge.stories >= params.stories_min;
    let mut edges: Vec<(&(u32, u32), &EdgeTally)> =
        tally.edges.iter().filter(|(_, edge)| told(edge)).collect();
    edges.sort_by_key(|(ends, edge)| (std::cmp::Reverse(edge.stories), **ends));
    Network {
        links: match params.links {
            Links::Origin => "origin",
            Links::FirstMatch => "first_match",
        }
        .to_owned(),
        zones: match params.zones {
            Zones::Any => "any",
            Zones::Utc => "utc",
        }
        .to_owned(),
        articles: read.carriers.len() as u64,
        articles_without_outlet: tally.articles_without_outlet,
        stories: tally.stories,
        stories_shared: tally.stories_shared,
        stories_of_open_origin: tally.stories_of_open_origin,
        appearances_unlinked: tally.appearances_unlinked,
        edges_left_out: (tally.edges.len() - edges.len()) as u64,
        outlets: read
            .outlets
            .iter()
            .zip(&tally.outlets)
            .map(|(name, tally)| outlet_row(name, tally))
            .collect(),
        edges: edges.into_iter().map(|(ends, edge)| edge_row(read, tally, *ends, edge)).collect(),
    }
}

fn outlet_row(name: &str, tally: &OutletTally) -> NetworkOutlet {
    NetworkOutlet {
        outlet: name.to_owned(),
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

fn edge_row(read: &ReadArticles, tally: &NetworkTally, ends: (u32, u32), edge: &EdgeTally) -> NetworkEdge {
    let name = |outlet: u32| read.outlets[outlet as usize].clone();
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
        carriers: edge.carriers,
        carriers_crediting: (edge.looked_at > 0).then_some(edge.crediting),
        credit_rate: edge.credit_rate().map(six_decimals),
    }
}
