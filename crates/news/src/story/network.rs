//! Network of outlets: who republishes whom, and how original each outlet is.

use super::network_tally::{EdgeTally, NetworkTally, OutletTally};
use super::wire_story::{WireCopy, story_agency};
use crate::direction::{
    Appearance, FirstMatches, OriginRule, StoryAppearance, StoryCopy, StoryOrigin, lag_seconds,
    order_of_appearance, story_origin,
};
use std::collections::{BTreeMap, BTreeSet};

/// The earlier copy that an outlet's first copy is linked to.
#[derive(Clone, Copy)]
pub enum LinkMode<'matches> {
    /// The origin of the story.
    Origin,
    /// The copy of the outlet that it names as its source; otherwise its best match, and of several
    /// equal matches the nearest in time; otherwise the origin.
    FirstMatch(&'matches FirstMatches<'matches>),
}

/// The agencies of a network. Agencies and outlets are numbered by the caller.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NetworkAgencies {
    /// By outlet, the agency that owns it or has its name.
    pub own: Vec<Option<u32>>,
    /// By agency that a copy credits, the outlet that edges of its stories start at: its site, or
    /// one without articles.
    pub outlet_of: BTreeMap<u32, u32>,
}

/// Counts the stories of each outlet and of each edge of the network.
///
/// Only an outlet's first copy of a story gets an edge, at most one, so the cost of a story is
/// linear in its copies. It starts at the outlet that the copy names, else at the agency that it
/// credits, else at the origin of the story. Every copy counts, including exact copies.
/// O(n log n).
pub fn network(copies: &[StoryCopy], agencies: &NetworkAgencies, mode: LinkMode<'_>) -> NetworkTally {
    let outlets = vec![OutletTally { wire_articles: Some(0), ..OutletTally::default() }; agencies.own.len()];
    let mut tally = NetworkTally { outlets, ..NetworkTally::default() };
    let mut by_story: Vec<u32> = (0..copies.len() as u32).collect();
    by_story.sort_unstable_by_key(|at| {
        let StoryCopy { story, outlet, appeared, .. } = copies[*at as usize];
        (story, outlet, order_of_appearance(appeared), *at)
    });
    for members in by_story.chunk_by(|a, b| copies[*a as usize].story == copies[*b as usize].story) {
        Story::of(copies, agencies, members).count(mode, &mut tally);
    }
    tally
}

/// The copies of one story.
struct Story<'a> {
    copies: &'a [StoryCopy],
    agencies: &'a NetworkAgencies,
    /// Indices of its copies by outlet, then by appearance; copies without an outlet come first.
    members: &'a [u32],
    /// The members of each outlet.
    of_outlets: Vec<&'a [u32]>,
    agency: Option<u32>,
}

impl<'a> Story<'a> {
    fn of(copies: &'a [StoryCopy], agencies: &'a NetworkAgencies, members: &'a [u32]) -> Self {
        let outlet = |at: &u32| copies[*at as usize].outlet;
        let wire_copies: Vec<WireCopy> = members
            .iter()
            .map(|at| {
                let StoryCopy { outlet, appeared, credits, .. } = copies[*at as usize];
                WireCopy {
                    credits: credits.and_then(|credits| credits.agency),
                    own_agency: outlet.and_then(|outlet| agencies.own[outlet as usize]),
                    appeared,
                }
            })
            .collect();
        let of_outlets = members
            .chunk_by(|a, b| outlet(a) == outlet(b))
            .filter(|of_outlet| outlet(&of_outlet[0]).is_some())
            .collect();
        let agency = story_agency(&wire_copies).map(|story| story.agency);
        Story { copies, agencies, members, of_outlets, agency }
    }

    fn count(&self, mode: LinkMode<'_>, tally: &mut NetworkTally) {
        tally.stories += 1;
        let is_shared = self.of_outlets.len() > 1;
        tally.stories_shared += u64::from(is_shared);
        for of_outlet in &self.of_outlets {
            let outlet = &mut tally.outlets[self.outlet_of(of_outlet) as usize];
            outlet.stories += 1;
            outlet.stories_shared += u64::from(is_shared);
        }
        for member in self.members {
            self.count_article(&self.copies[*member as usize], tally);
        }
        if is_shared {
            self.count_edges(mode, tally);
        }
    }

    fn count_article(&self, article: &StoryCopy, tally: &mut NetworkTally) {
        let Some(number) = article.outlet else {
            tally.articles_without_outlet += 1;
            return;
        };
        let outlet = &mut tally.outlets[number as usize];
        let is_wire = article
            .credits
            .map(|_| self.agency.is_some() && self.agency != self.agencies.own[number as usize]);
        outlet.articles += 1;
        outlet.wire_articles =
            outlet.wire_articles.zip(is_wire).map(|(articles, is_wire)| articles + u64::from(is_wire));
        if let Some(share) = article.originality {
            outlet.originality.add(article.words, share);
            if is_wire == Some(false) {
                outlet.originality_without_wire.add(article.words, share);
            }
        }
    }

    fn count_edges(&self, mode: LinkMode<'_>, tally: &mut NetworkTally) {
        let firsts: Vec<StoryAppearance> =
            self.of_outlets.iter().map(|of_outlet| self.first_of(of_outlet)).collect();
        let origin = self.origin(&firsts);
        match origin {
            None => tally.stories_of_open_origin += 1,
            Some(origin) => tally.outlets[origin.outlet as usize].stories_first += 1,
        }
        let mut absent: BTreeSet<u32> = origin.map(|origin| origin.outlet).into_iter().collect();
        for (at, copy) in firsts.iter().enumerate() {
            let is_agencys_own = self.is_agencys_own(copy.outlet);
            if is_agencys_own || origin.is_some_and(|origin| origin.outlet == copy.outlet) {
                continue;
            }
            match self.source_of(mode, &firsts, origin, at) {
                None => tally.appearances_unlinked += 1,
                Some(source) => {
                    absent.insert(source.outlet);
                    let edge = tally.edges.entry((source.outlet, copy.outlet)).or_default();
                    self.count_edge(edge, source, *copy, self.of_outlets[at]);
                }
            }
        }
        // An agency has its stories, whether or not its own copy of them is known.
        absent.retain(|outlet| index_of(&firsts, *outlet).is_none());
        for outlet in absent {
            tally.outlets[outlet as usize].stories += 1;
            tally.outlets[outlet as usize].stories_shared += 1;
        }
    }

    /// Returns the source of the whole story.
    fn origin(&self, firsts: &[StoryAppearance]) -> Option<Source> {
        let found = story_origin(firsts);
        let of_outlets = found.map(|StoryOrigin { index, rule }| Source::of(firsts[index], rule));
        match of_outlets {
            Some(source) if source.rule != OriginRule::Date => Some(source),
            dated => self.agency.and_then(|agency| self.agency_source(firsts, agency)).or(dated),
        }
    }

    /// Returns the source of an outlet's first copy.
    fn source_of(
        &self,
        mode: LinkMode<'_>,
        firsts: &[StoryAppearance],
        origin: Option<Source>,
        at: usize,
    ) -> Option<Source> {
        let copy = firsts[at];
        let outlet = |number: u32| index_of(firsts, number).map(|index| firsts[index]);
        let named = copy.republished_from.filter(|source| *source != copy.outlet).and_then(outlet);
        let credited = || self.agency_source(firsts, self.credited_agency(self.of_outlets[at])?);
        let from_origin = || {
            origin.filter(|origin| match origin.rule {
                OriginRule::Date => is_before(origin.appeared, copy.appeared),
                OriginRule::Agency => !self.is_before_the_agency(copy),
                OriginRule::Republication => true,
            })
        };
        let of_match = || match mode {
            LinkMode::FirstMatch(matches)
                if origin.is_none_or(|origin| origin.rule != OriginRule::Agency) =>
            {
                let matched = matches.source_of(self.of_outlets[at][0])?;
                self.copies[matched as usize].outlet.and_then(outlet)
            }
            _ => None,
        };
        let source = named
            .map(|first| Source::of(first, OriginRule::Republication))
            .or_else(credited)
            .or_else(|| of_match().map(|first| Source::of(first, OriginRule::Date)))
            .or_else(from_origin)?;
        // What an outlet has from an agency is the agency's, wherever others found it.
        let of_source = index_of(firsts, source.outlet)
            .filter(|_| source.rule == OriginRule::Date)
            .and_then(|index| self.credited_agency(self.of_outlets[index]));
        of_source.and_then(|agency| self.agency_source(firsts, agency)).or(Some(source))
    }

    /// The agency that an outlet's copies credit.
    fn credited_agency(&self, of_outlet: &[u32]) -> Option<u32> {
        of_outlet.iter().find_map(|at| self.copies[*at as usize].credits?.agency)
    }

    fn agency_source(&self, firsts: &[StoryAppearance], agency: u32) -> Option<Source> {
        let outlet = *self.agencies.outlet_of.get(&agency)?;
        let appeared = index_of(firsts, outlet).and_then(|index| firsts[index].appeared);
        Some(Source { outlet, appeared, rule: OriginRule::Agency })
    }

    /// Returns whether a copy certainly appeared before all that credit the story's agency or are
    /// its own: then the agency may have had it from there.
    fn is_before_the_agency(&self, copy: StoryAppearance) -> bool {
        let of_agency = self.members.iter().map(|at| &self.copies[*at as usize]).filter(|member| {
            let own = member.outlet.and_then(|outlet| self.agencies.own[outlet as usize]);
            self.agency.is_some() && member.credits.and_then(|credits| credits.agency).or(own) == self.agency
        });
        of_agency.into_iter().all(|member| is_before(copy.appeared, member.appeared))
    }

    /// Returns whether an outlet is the story's agency or a site of it.
    fn is_agencys_own(&self, outlet: u32) -> bool {
        self.agency.is_some() && self.agencies.own[outlet as usize] == self.agency
    }

    fn count_edge(&self, edge: &mut EdgeTally, source: Source, copy: StoryAppearance, articles: &[u32]) {
        edge.stories += 1;
        let lag = source.appeared.zip(copy.appeared).and_then(|(first, second)| lag_seconds(first, second));
        // If a copy is dated before its source, one of the dates is wrong.
        edge.lags_seconds.extend(lag.filter(|seconds| *seconds >= 0));
        edge.copies += articles.len() as u64;
        let of_source = |agency: &u32| self.agencies.outlet_of.get(agency) == Some(&source.outlet);
        for credits in articles.iter().filter_map(|article| self.copies[*article as usize].credits) {
            edge.with_credits += 1;
            let names_outlet = credits.republished_from == Some(source.outlet);
            let own = self.agencies.own[source.outlet as usize];
            let names_agency = credits.agency.is_some_and(|agency| {
                Some(agency) == self.agency || Some(agency) == own || of_source(&agency)
            });
            edge.crediting += u64::from(names_outlet || names_agency);
        }
    }

    fn first_of(&self, of_outlet: &[u32]) -> StoryAppearance {
        let outlet = self.outlet_of(of_outlet);
        let named = |at: &u32| self.copies[*at as usize].credits?.republished_from;
        StoryAppearance {
            outlet,
            appeared: self.copies[of_outlet[0] as usize].appeared,
            republished_from: of_outlet.iter().find_map(named),
            is_agency_site: self.is_agencys_own(outlet),
        }
    }

    fn outlet_of(&self, of_outlet: &[u32]) -> u32 {
        self.copies[of_outlet[0] as usize].outlet.expect("articles without an outlet are in no outlet's list")
    }
}

/// The outlet that a copy has its story from.
#[derive(Clone, Copy)]
struct Source {
    outlet: u32,
    appeared: Option<Appearance>,
    rule: OriginRule,
}

impl Source {
    fn of(first: StoryAppearance, rule: OriginRule) -> Source {
        Source { outlet: first.outlet, appeared: first.appeared, rule }
    }
}

/// Returns the index of an outlet among the first appearances, which are sorted by outlet.
fn index_of(firsts: &[StoryAppearance], outlet: u32) -> Option<usize> {
    firsts.binary_search_by_key(&outlet, |first| first.outlet).ok()
}

fn is_before(first: Option<Appearance>, second: Option<Appearance>) -> bool {
    first.zip(second).is_some_and(|(first, second)| first.is_before(second))
}
