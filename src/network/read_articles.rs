//! The articles of a scan as numbers: stories, texts, outlets and the sources that they credit.

use crate::error::{Error, Result};
use crate::numbers::{OutletId, all, inverse};
use crate::output;
use crate::output::{Article, CreditRow};
use indexmap::IndexSet;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use typed_index_collections::{TiSlice, TiVec};
use wirecopy_io::{host_of, parse_date};
use wirecopy_news::credit::{AgencyNumber, agency_named, agency_of_site};
use wirecopy_news::direction::{
    Appearance, CopyCredits, OutletNames, StoryCopy, Zones, own_and_canonical_host,
};
use wirecopy_news::story::NetworkAgencies;
use wirecopy_scratch::numbers;

/// All articles of a scan.
#[derive(Default)]
pub(super) struct NumberedArticles {
    /// Ids in the order of the file, which is bytewise.
    pub(super) ids: Vec<Box<str>>,
    /// One per article. Outlets are numbered by name, agencies as sources are.
    pub(super) copies: Vec<StoryCopy>,
    /// Names of outlets, ordered bytewise.
    pub(super) outlets: TiVec<OutletId, String>,
    /// Their agencies; each that an article credits has an outlet.
    pub(super) agencies: NetworkAgencies,
}

numbers! {
    /// An outlet, in the order of first occurrences.
    OutletSeen;
    /// A source that articles credit, in the order of first occurrences.
    CreditedSource;
}

/// The names that one article has, by number.
struct CopyNames {
    outlet: Option<OutletSeen>,
    /// `None` if its credits are unknown.
    credits: Option<CreditedNames>,
}

struct CreditedNames {
    republished_from: Option<CreditedSource>,
    agency: Option<CreditedSource>,
}

/// Names in the order of their first occurrence.
type NameNumbers = IndexSet<String>;

fn number_of<Number: From<usize>>(names: &mut NameNumbers, name: String) -> Number {
    names.insert_full(name).0.into()
}

/// Reads `articles.jsonl`.
///
/// # Errors
/// When a row cannot be read, or is a copy of an article that no row before it is about.
pub(super) fn read_articles(path: &Path, zones: Zones) -> Result<NumberedArticles> {
    let mut read = NumberedArticles::default();
    let [mut outlets, mut sources, mut clusters] =
        [NameNumbers::new(), NameNumbers::new(), NameNumbers::new()];
    let mut all_names = Vec::new();
    for (number, row) in (0u32..).zip(output::rows::<Article>(path)?) {
        let row = row?;
        let text = match &row.exact_copy_of {
            None => number,
            Some(first) => index_of(&read.ids, first).ok_or_else(|| unknown_id(path, number, first))?,
        };
        let date = row.published.as_deref().and_then(parse_date);
        // Clusters have even numbers, articles in no cluster odd ones.
        let story = row.cluster.map_or(2 * number + 1, |cluster| 2 * clusters.insert_full(cluster).0 as u32);
        let mut source = |name| number_of(&mut sources, name);
        let address = row.url.as_deref().and_then(host_of);
        let named = row.canonical_url.as_deref().and_then(host_of);
        let (_, canonical_host) =
            own_and_canonical_host(row.outlet.as_deref(), address.as_deref(), named.as_deref());
        let canonical_host = canonical_host.map(str::to_owned);
        all_names.push(CopyNames {
            outlet: row.outlet.map(|outlet| number_of(&mut outlets, outlet)),
            credits: row.credits.map(|credits| CreditedNames {
                republished_from: source_of(&credits, SourceKind::Outlet).or(canonical_host).map(&mut source),
                agency: source_of(&credits, SourceKind::Agency).map(&mut source),
            }),
        });
        read.copies.push(StoryCopy {
            story,
            text,
            outlet: None,
            appeared: date.map(|date| Appearance::of(date, zones)),
            words: row.words,
            originality: row.originality.flatten(),
            credits: None,
        });
        read.ids.push(row.id.into());
    }
    add_agencies(&mut outlets, &all_names, &sources);
    number_by_name(&mut read, &all_names, &outlets, &sources);
    Ok(read)
}

/// The kind of source that a credit names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SourceKind {
    Outlet,
    Agency,
}

/// The agency in the strongest credit of a text.
#[cfg(feature = "report")]
pub(crate) fn credited_agency(credits: &[CreditRow]) -> Option<String> {
    source_of(credits, SourceKind::Agency)
}

/// The source in the strongest credit of a text that names an outlet, or an agency; among equals
/// the first.
fn source_of(credits: &[CreditRow], kind: SourceKind) -> Option<String> {
    let strengths = ["mention", "weak", "strong", "very_strong"];
    let strength = |credit: &CreditRow| strengths.iter().position(|name| *name == credit.strength);
    let names_outlet = |credit: &CreditRow| credit.class == "republication";
    // An attribution is not an origin, however it is worded, and neither is a part of the article.
    let is_partial = |credit: &CreditRow| credit.class == "mixed" && credit.strength != "very_strong";
    let is_origin = |credit: &CreditRow| {
        !is_partial(credit) && (credit.strength.ends_with("strong") || names_outlet(credit))
    };
    let decisive = credits
        .iter()
        .filter(|credit| credit.class != "attribution" && credit.scope == "text")
        .filter(|credit| names_outlet(credit) == (kind == SourceKind::Outlet))
        .filter(|credit| is_origin(credit) && credit.agency.is_some())
        .min_by_key(|credit| std::cmp::Reverse(strength(credit)))?;
    decisive.agency.clone()
}

/// Adds the agencies that articles credit and that no outlet is: edges of their stories start
/// there.
fn add_agencies(outlets: &mut NameNumbers, all_names: &[CopyNames], sources: &NameNumbers) {
    let names = OutletNames::new(outlets.iter().map(String::as_str));
    let sites: BTreeSet<AgencyNumber> =
        outlets.iter().filter_map(|outlet| agency_of_site(Some(outlet), None)).collect();
    let has_site = |name: &String| agency_named(name).is_some_and(|agency| sites.contains(&agency));
    let credited = all_names.iter().filter_map(|names| names.credits.as_ref()?.agency);
    let credited: BTreeSet<&String> = credited.map(|source| &sources[usize::from(source)]).collect();
    let absent = credited.into_iter().filter(|name| !has_site(name) && names.find(name).is_none());
    let absent: Vec<String> = absent.cloned().collect();
    outlets.extend(absent);
}

/// Numbers outlets by name, and finds those that articles credit.
fn number_by_name(
    read: &mut NumberedArticles,
    all_names: &[CopyNames],
    outlets: &NameNumbers,
    sources: &NameNumbers,
) {
    let name = |outlet: &OutletSeen| &outlets[usize::from(*outlet)];
    let mut order: TiVec<OutletId, OutletSeen> = all(0..outlets.len() as u32).collect();
    order.sort_unstable_by_key(name);
    let rank_of = inverse(&order);
    read.outlets = order.iter().map(name).cloned().collect();
    let names = OutletNames::new(read.outlets.iter().map(String::as_str));
    let outlet_of: TiVec<CreditedSource, Option<OutletId>> =
        sources.iter().map(|source| names.find(source).map(OutletId::from)).collect();
    for (copy, CopyNames { outlet, credits }) in read.copies.iter_mut().zip(all_names) {
        copy.outlet = outlet.map(|outlet| rank_of[outlet].into());
        copy.credits = credits.as_ref().map(|credits| CopyCredits {
            republished_from: credits.republished_from.and_then(|source| outlet_of[source]).map(u32::from),
            agency: credits.agency.map(u32::from),
        });
    }
    let own: Vec<Option<u32>> =
        own_agencies(read, sources, &outlet_of).iter().map(|agency| agency.map(u32::from)).collect();
    let mut first_of = BTreeMap::new();
    for (outlet, agency) in (0..).zip(&own) {
        agency.map(|agency| first_of.entry(agency).or_insert(outlet));
    }
    read.agencies = NetworkAgencies { own, outlet_of: first_of };
}

/// The agency that each outlet is. An agency of the table is known by any of its names and hosts,
/// any other credited agency by its name alone.
fn own_agencies(
    read: &NumberedArticles,
    sources: &NameNumbers,
    outlet_of: &TiSlice<CreditedSource, Option<OutletId>>,
) -> TiVec<OutletId, Option<CreditedSource>> {
    let agencies = sources
        .iter()
        .enumerate()
        .filter_map(|(number, source)| Some((agency_named(source)?, CreditedSource::from(number))));
    let source_of_agency: HashMap<_, CreditedSource> = agencies.collect();
    let by_site = |outlet: &String| source_of_agency.get(&agency_of_site(Some(outlet), None)?).copied();
    let mut own_agency: TiVec<OutletId, _> = read.outlets.iter().map(by_site).collect();
    let credited = read.copies.iter().filter_map(|copy| copy.credits?.agency);
    let mut credited: Vec<CreditedSource> = credited.map(CreditedSource::from).collect();
    credited.sort_unstable();
    credited.dedup();
    for agency in credited {
        if let Some(outlet) = outlet_of[agency] {
            own_agency[outlet] = Some(agency);
        }
    }
    own_agency
}

/// The index of an id among ordered ones.
pub(super) fn index_of(ids: &[Box<str>], id: &str) -> Option<u32> {
    ids.binary_search_by(|known| known.as_ref().cmp(id)).ok().map(|index| index as u32)
}

pub(super) fn unknown_id(path: &Path, row: u32, id: &str) -> Error {
    let reason = format!("no earlier row is about the article {id}: scan again, the file was changed");
    Error::BadRecord { path: path.to_path_buf(), line: u64::from(row) + 1, reason }
}
