//! Who takes stories from whom: edges between outlets, and how much of each outlet is its own.

use super::appearance::{Appearance, lag_seconds};
use super::first_match::FirstMatches;
use super::stories::{OriginRule, StoryCarrier, story_origin};
use super::wire_story::{WireCarrier, story_agency};
use std::collections::BTreeMap;

/// One article. Stories, texts, outlets and agencies are numbers of the caller's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StoryCopy {
    /// Its cluster; an article that stands alone has a story of its own.
    pub story: u32,
    /// Its exact group; no two stories share one.
    pub text: u32,
    /// Its outlet; without one it makes no edge.
    pub outlet: Option<u32>,
    /// When it appeared.
    pub appeared: Option<Appearance>,
    /// Its words.
    pub words: u64,
    /// Share of them that is new; `None` where unknown.
    pub originality: Option<f64>,
    /// Whom it credits; `None` where nobody looked.
    pub credited: Option<Credited>,
}

/// Whom an article credits for its words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Credited {
    /// The outlet in which it appeared before.
    pub appeared_before_in: Option<u32>,
    /// The agency.
    pub agency: Option<u32>,
}

/// Which earlier carrier an outlet's first one is linked to.
#[derive(Clone, Copy)]
pub enum LinkMode<'matches> {
    /// The origin of the story.
    Origin,
    /// The one whose text it matches best, among equals the nearest in time; the one that it names, where it does; the origin where no match is known.
    FirstMatch(&'matches FirstMatches<'matches>),
}

/// An edge: stories that the second outlet carried after the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EdgeTally {
    /// Stories, each counted once.
    pub stories: u64,
    /// Seconds between the first appearances in both, where both are known to the second and agree with the edge.
    pub lags_seconds: Vec<i64>,
    /// Articles of the second outlet that carry those stories.
    pub carriers: u64,
    /// Those of them whose credits are known.
    pub looked_at: u64,
    /// Those of them that credit the first outlet, or the story's agency.
    pub crediting: u64,
}

/// What is counted of one outlet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OutletTally {
    /// Articles.
    pub articles: u64,
    /// Stories, each counted once.
    pub stories: u64,
    /// Stories that another outlet carried too.
    pub stories_shared: u64,
    /// Of the shared ones, those of which it is the origin.
    pub stories_first: u64,
    /// Its articles whose text is an agency's that is not itself; `None` where the credits of some are not known.
    pub wire_articles: Option<u64>,
    /// New words over all articles whose originality is known.
    pub originality: WordShare,
    /// The same over those that carry no wire text.
    pub originality_without_wire: WordShare,
}

/// A mean of shares, each weighing as much as its article has words.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct WordShare {
    /// Words of all articles whose share is known.
    pub words: u64,
    /// Words that count.
    pub counted: f64,
}

/// The network of all outlets.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkTally {
    /// By outlet.
    pub outlets: Vec<OutletTally>,
    /// By first and second outlet.
    pub edges: BTreeMap<(u32, u32), EdgeTally>,
    /// Stories.
    pub stories: u64,
    /// Stories that two outlets or more carried.
    pub stories_shared: u64,
    /// Of these, those whose origin the dates leave open.
    pub stories_of_open_origin: u64,
    /// Outlets in a shared story that no edge leads to and that are not its origin, summed over the stories.
    pub appearances_unlinked: u64,
    /// Articles without an outlet.
    pub articles_without_outlet: u64,
}

impl EdgeTally {
    /// The middle lag, or the mean of the middle two.
    pub fn median_lag_seconds(&self) -> Option<f64> {
        let mut lags = self.lags_seconds.clone();
        lags.sort_unstable();
        let upper = *lags.get(lags.len() / 2)?;
        let lower = lags[(lags.len() - 1) / 2];
        Some((lower as f64 + upper as f64) / 2.0)
    }

    /// Crediting carriers among those whose credits are known.
    pub fn credit_rate(&self) -> Option<f64> {
        (self.looked_at > 0).then(|| self.crediting as f64 / self.looked_at as f64)
    }
}

impl WordShare {
    /// Counted words among all; `None` where no article's share is known.
    pub fn value(self) -> Option<f64> {
        (self.words > 0).then(|| self.counted / self.words as f64)
    }

    fn add(&mut self, words: u64, share: f64) {
        self.words += words;
        self.counted += words as f64 * share;
    }
}

/// Counts the network.
///
/// `own_agency` has one entry an outlet: the agency that it is. An outlet's first carrier of a story gets at most one edge, so that a story of any
/// size costs as much as it has carriers. Every carrier counts, exact copies included. O(n log n).
pub fn network(carriers: &[StoryCopy], own_agency: &[Option<u32>], mode: LinkMode<'_>) -> NetworkTally {
    let outlets = vec![OutletTally { wire_articles: Some(0), ..OutletTally::default() }; own_agency.len()];
    let mut tally = NetworkTally { outlets, ..NetworkTally::default() };
    let mut by_story: Vec<u32> = (0..carriers.len() as u32).collect();
    by_story.sort_unstable_by_key(|at| {
        let StoryCopy { story, outlet, appeared, .. } = carriers[*at as usize];
        (story, outlet, order_of_appearance(appeared), *at)
    });
    for members in by_story.chunk_by(|a, b| carriers[*a as usize].story == carriers[*b as usize].story) {
        Story::of(carriers, own_agency, members).count(mode, &mut tally);
    }
    tally
}

/// By the second at which it had appeared for certain; what has no date comes last.
pub(super) fn order_of_appearance(appeared: Option<Appearance>) -> (bool, i64, i64) {
    appeared.map_or((true, 0, 0), |Appearance { earliest, latest }| (false, latest, earliest))
}

struct Story<'a> {
    carriers: &'a [StoryCopy],
    own_agency: &'a [Option<u32>],
    /// By outlet, then by appearance; those without an outlet first.
    members: &'a [u32],
    /// The same without those, split by outlet.
    of_outlets: Vec<&'a [u32]>,
    agency: Option<u32>,
}

impl<'a> Story<'a> {
    fn of(carriers: &'a [StoryCopy], own_agency: &'a [Option<u32>], members: &'a [u32]) -> Self {
        let outlet = |at: &u32| carriers[*at as usize].outlet;
        let heard: Vec<WireCarrier> = members
            .iter()
            .map(|at| {
                let StoryCopy { outlet, appeared, credited, .. } = carriers[*at as usize];
                WireCarrier {
                    credits: credited.and_then(|credited| credited.agency),
                    own_agency: outlet.and_then(|outlet| own_agency[outlet as usize]),
                    appeared,
                }
            })
            .collect();
        let of_outlets = members
            .chunk_by(|a, b| outlet(a) == outlet(b))
            .filter(|of_outlet| outlet(&of_outlet[0]).is_some())
            .collect();
        let agency = story_agency(&heard).map(|story| story.agency);
        Story { carriers, own_agency, members, of_outlets, agency }
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
            self.count_article(&self.carriers[*member as usize], tally);
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
            .credited
            .map(|_| self.agency.is_some() && self.agency != self.own_agency[number as usize]);
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
        let firsts: Vec<StoryCarrier> =
            self.of_outlets.iter().map(|of_outlet| self.first_of(of_outlet)).collect();
        let origin = story_origin(&firsts);
        match origin {
            None => tally.stories_of_open_origin += 1,
            Some(origin) => tally.outlets[firsts[origin.carrier].outlet as usize].stories_first += 1,
        }
        for (at, copy) in firsts.iter().enumerate() {
            if origin.is_some_and(|origin| origin.carrier == at) {
                continue;
            }
            let from_origin = origin.filter(|origin| {
                origin.rule != OriginRule::Date || is_before(firsts[origin.carrier].appeared, copy.appeared)
            });
            let from_origin = from_origin.map(|origin| firsts[origin.carrier]);
            let source = match mode {
                LinkMode::Origin => from_origin,
                LinkMode::FirstMatch(matches) => {
                    let outlet =
                        |number: u32| firsts.binary_search_by_key(&number, |first| first.outlet).ok();
                    let named =
                        copy.appeared_before_in.filter(|source| *source != copy.outlet).and_then(outlet);
                    let matched = || matches.source_of(self.of_outlets[at][0]);
                    let of_match = |article: u32| self.carriers[article as usize].outlet.and_then(outlet);
                    let source = named.or_else(|| matched().and_then(of_match)).map(|place| firsts[place]);
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

    fn count_edge(&self, edge: &mut EdgeTally, source: StoryCarrier, copy: StoryCarrier, articles: &[u32]) {
        edge.stories += 1;
        let lag = source.appeared.zip(copy.appeared).and_then(|(first, second)| lag_seconds(first, second));
        // A copy that is dated before its source shows that one of the dates is wrong, and no lag.
        edge.lags_seconds.extend(lag.filter(|seconds| *seconds >= 0));
        edge.carriers += articles.len() as u64;
        let agencies = [self.agency, self.own_agency[source.outlet as usize]];
        for credited in articles.iter().filter_map(|article| self.carriers[*article as usize].credited) {
            edge.looked_at += 1;
            let names_outlet = credited.appeared_before_in == Some(source.outlet);
            let names_agency = credited.agency.is_some() && agencies.contains(&credited.agency);
            edge.crediting += u64::from(names_outlet || names_agency);
        }
    }

    fn first_of(&self, of_outlet: &[u32]) -> StoryCarrier {
        let outlet = self.outlet_of(of_outlet);
        let named = |at: &u32| self.carriers[*at as usize].credited?.appeared_before_in;
        StoryCarrier {
            outlet,
            appeared: self.carriers[of_outlet[0] as usize].appeared,
            appeared_before_in: of_outlet.iter().find_map(named),
            is_agency_site: self.agency.is_some() && self.own_agency[outlet as usize] == self.agency,
        }
    }

    fn outlet_of(&self, of_outlet: &[u32]) -> u32 {
        self.carriers[of_outlet[0] as usize].outlet.expect("articles without an outlet were taken out")
    }
}

fn is_before(first: Option<Appearance>, second: Option<Appearance>) -> bool {
    first.zip(second).is_some_and(|(first, second)| first.is_before(second))
}
