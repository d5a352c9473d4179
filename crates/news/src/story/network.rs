//! Network of outlets: who republishes whom, and how much of each outlet is its own.

use super::wire_story::{WireCopy, story_agency};
use crate::direction::{
    Appearance, FirstMatches, OriginRule, StoryAppearance, StoryCopy, lag_seconds, order_of_appearance,
    story_origin,
};
use std::collections::BTreeMap;

/// The earlier copy that an outlet's first copy is linked to.
#[derive(Clone, Copy)]
pub enum LinkMode<'matches> {
    /// The origin of the story.
    Origin,
    /// The copy of the outlet that it names as its source; otherwise its best match, and of several
    /// equal matches the nearest in time; otherwise the origin.
    FirstMatch(&'matches FirstMatches<'matches>),
}

/// Counts of an edge: the stories that the second outlet has from the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EdgeTally {
    /// Number of distinct stories.
    pub stories: u64,
    /// Seconds between the first appearances in both outlets, one per story for which both are
    /// known to the second and in the order of the edge.
    pub lags_seconds: Vec<i64>,
    /// Number of articles of the second outlet with those stories.
    pub copies: u64,
    /// Number of copies with known credits.
    pub with_credits: u64,
    /// Number of copies that credit the first outlet or the story's agency.
    pub crediting: u64,
}

/// Counts of one outlet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OutletTally {
    /// Number of articles.
    pub articles: u64,
    /// Number of distinct stories.
    pub stories: u64,
    /// Number of stories that another outlet also has.
    pub stories_shared: u64,
    /// Number of shared stories of which it is the origin.
    pub stories_first: u64,
    /// Number of articles with the text of an agency that does not own the outlet; `None` if the
    /// credits of some articles are unknown.
    pub wire_articles: Option<u64>,
    /// New words of all articles with known originality.
    pub originality: WordShare,
    /// New words of the articles among them without the text of an agency.
    pub originality_without_wire: WordShare,
}

/// A mean of shares, weighted by the words of the articles.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct WordShare {
    /// Number of words of the articles with a known share.
    pub words: u64,
    /// Number of those words that the shares count.
    pub counted: f64,
}

/// The network of all outlets.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkTally {
    /// Counts by the number of the outlet.
    pub outlets: Vec<OutletTally>,
    /// Edges by the numbers of the first and second outlet.
    pub edges: BTreeMap<(u32, u32), EdgeTally>,
    /// Number of stories.
    pub stories: u64,
    /// Number of stories of at least two outlets.
    pub stories_shared: u64,
    /// Number of shared stories with an unknown origin.
    pub stories_of_open_origin: u64,
    /// Number of outlets of a shared story that are neither its origin nor the end of an edge,
    /// summed over all stories.
    pub appearances_unlinked: u64,
    /// Number of articles without an outlet.
    pub articles_without_outlet: u64,
}

impl EdgeTally {
    /// Returns the median lag in seconds; `None` if no lag is known. O(n log n).
    pub fn median_lag_seconds(&self) -> Option<f64> {
        let mut lags = self.lags_seconds.clone();
        lags.sort_unstable();
        let upper = *lags.get(lags.len() / 2)?;
        let lower = lags[(lags.len() - 1) / 2];
        Some((lower as f64 + upper as f64) / 2.0)
    }

    /// Returns the share of crediting copies among those with known credits, from 0 to 1; `None` if
    /// there are none.
    pub fn credit_rate(&self) -> Option<f64> {
        (self.with_credits > 0).then(|| self.crediting as f64 / self.with_credits as f64)
    }
}

impl WordShare {
    /// Returns the mean, from 0 to 1; `None` if no share is known.
    pub fn value(self) -> Option<f64> {
        (self.words > 0).then(|| self.counted / self.words as f64)
    }

    fn add(&mut self, words: u64, share: f64) {
        self.words += words;
        self.counted += words as f64 * share;
    }
}

/// Counts the stories of each outlet and of each edge of the network.
///
/// `own_agency` has one entry per outlet: the agency that owns it. Only an outlet's first copy of a
/// story gets an edge, at most one, so the cost of a story is linear in its copies. Every copy
/// counts, including exact copies. O(n log n).
pub fn network(copies: &[StoryCopy], own_agency: &[Option<u32>], mode: LinkMode<'_>) -> NetworkTally {
    let outlets = vec![OutletTally { wire_articles: Some(0), ..OutletTally::default() }; own_agency.len()];
    let mut tally = NetworkTally { outlets, ..NetworkTally::default() };
    let mut by_story: Vec<u32> = (0..copies.len() as u32).collect();
    by_story.sort_unstable_by_key(|at| {
        let StoryCopy { story, outlet, appeared, .. } = copies[*at as usize];
        (story, outlet, order_of_appearance(appeared), *at)
    });
    for members in by_story.chunk_by(|a, b| copies[*a as usize].story == copies[*b as usize].story) {
        Story::of(copies, own_agency, members).count(mode, &mut tally);
    }
    tally
}

/// The copies of one story.
struct Story<'a> {
    copies: &'a [StoryCopy],
    own_agency: &'a [Option<u32>],
    /// Indices of its copies by outlet, then by appearance; copies without an outlet come first.
    members: &'a [u32],
    /// The members of each outlet.
    of_outlets: Vec<&'a [u32]>,
    agency: Option<u32>,
}

impl<'a> Story<'a> {
    fn of(copies: &'a [StoryCopy], own_agency: &'a [Option<u32>], members: &'a [u32]) -> Self {
        let outlet = |at: &u32| copies[*at as usize].outlet;
        let wire_copies: Vec<WireCopy> = members
            .iter()
            .map(|at| {
                let StoryCopy { outlet, appeared, credits, .. } = copies[*at as usize];
                WireCopy {
                    credits: credits.and_then(|credits| credits.agency),
                    own_agency: outlet.and_then(|outlet| own_agency[outlet as usize]),
                    appeared,
                }
            })
            .collect();
        let of_outlets = members
            .chunk_by(|a, b| outlet(a) == outlet(b))
            .filter(|of_outlet| outlet(&of_outlet[0]).is_some())
            .collect();
        let agency = story_agency(&wire_copies).map(|story| story.agency);
        Story { copies, own_agency, members, of_outlets, agency }
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
        let is_wire =
            article.credits.map(|_| self.agency.is_some() && self.agency != self.own_agency[number as usize]);
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
        let origin = story_origin(&firsts);
        match origin {
            None => tally.stories_of_open_origin += 1,
            Some(origin) => tally.outlets[firsts[origin.index].outlet as usize].stories_first += 1,
        }
        for (at, copy) in firsts.iter().enumerate() {
            if origin.is_some_and(|origin| origin.index == at) {
                continue;
            }
            let from_origin = origin.filter(|origin| {
                origin.rule != OriginRule::Date || is_before(firsts[origin.index].appeared, copy.appeared)
            });
            let from_origin = from_origin.map(|origin| firsts[origin.index]);
            let source = match mode {
                LinkMode::Origin => from_origin,
                LinkMode::FirstMatch(matches) => {
                    let outlet =
                        |number: u32| firsts.binary_search_by_key(&number, |first| first.outlet).ok();
                    let named =
                        copy.republished_from.filter(|source| *source != copy.outlet).and_then(outlet);
                    let matched = || matches.source_of(self.of_outlets[at][0]);
                    let of_match = |article: u32| self.copies[article as usize].outlet.and_then(outlet);
                    let source = named.or_else(|| matched().and_then(of_match)).map(|index| firsts[index]);
                    source.or(from_origin)
                }
            };
            match source {
                None => tally.appearances_unlinked += 1,
                Some(source) => {
                    let edge = tally.edges.entry((source.outlet, copy.outlet)).or_default();
                    self.count_edge(edge, source, *copy, self.of_outlets[at]);
                }
            }
        }
    }

    fn count_edge(
        &self,
        edge: &mut EdgeTally,
        source: StoryAppearance,
        copy: StoryAppearance,
        articles: &[u32],
    ) {
        edge.stories += 1;
        let lag = source.appeared.zip(copy.appeared).and_then(|(first, second)| lag_seconds(first, second));
        // If a copy is dated before its source, one of the dates is wrong.
        edge.lags_seconds.extend(lag.filter(|seconds| *seconds >= 0));
        edge.copies += articles.len() as u64;
        let agencies = [self.agency, self.own_agency[source.outlet as usize]];
        for credits in articles.iter().filter_map(|article| self.copies[*article as usize].credits) {
            edge.with_credits += 1;
            let names_outlet = credits.republished_from == Some(source.outlet);
            let names_agency = credits.agency.is_some() && agencies.contains(&credits.agency);
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
            is_agency_site: self.agency.is_some() && self.own_agency[outlet as usize] == self.agency,
        }
    }

    fn outlet_of(&self, of_outlet: &[u32]) -> u32 {
        self.copies[of_outlet[0] as usize].outlet.expect("articles without an outlet are in no outlet's list")
    }
}

fn is_before(first: Option<Appearance>, second: Option<Appearance>) -> bool {
    first.zip(second).is_some_and(|(first, second)| first.is_before(second))
}
