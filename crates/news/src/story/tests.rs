//! Network of outlets, compared with plain counts.

use super::*;
use crate::direction::testing::any_appearance;
use crate::direction::{Appearance, CopyCredits, FirstMatches, StoryCopy, order_of_appearance};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn at(second: i64) -> Option<Appearance> {
    Some(Appearance { earliest: second, latest: second })
}

fn copy_in(story: u32, text: u32, outlet: u32, second: i64) -> StoryCopy {
    StoryCopy {
        story,
        text,
        outlet: Some(outlet),
        appeared: at(second),
        words: 100,
        originality: None,
        credits: None,
    }
}

fn no_agencies(n_outlets: usize) -> NetworkAgencies {
    NetworkAgencies { own: vec![None; n_outlets], outlet_of: BTreeMap::new() }
}

fn edges(tally: &NetworkTally) -> Vec<((u32, u32), u64)> {
    tally.edges.iter().map(|(ends, edge)| (*ends, edge.stories)).collect()
}

#[test]
fn every_copy_counts_and_every_story_once() {
    let copies = [
        copy_in(0, 0, 0, 0),
        copy_in(0, 0, 1, 3600),
        copy_in(0, 0, 1, 7200),
        copy_in(1, 1, 0, 0),
        copy_in(1, 2, 1, 10_800),
        copy_in(2, 3, 1, 5),
    ];
    let tally = network(&copies, &no_agencies(2), LinkMode::Origin);
    let edge = &tally.edges[&(0, 1)];
    assert_eq!((edge.stories, edge.copies, edge.median_lag_seconds()), (2, 3, Some(7200.0)));
    assert_eq!(edge.credit_rate(), None);
    assert_eq!((tally.stories, tally.stories_shared, tally.edges.len()), (3, 2, 1));
    assert_eq!((tally.outlets[0].stories, tally.outlets[0].stories_first), (2, 2));
    assert_eq!((tally.outlets[1].stories, tally.outlets[1].articles), (3, 4));
}

#[test]
fn the_credit_rate_counts_copies_that_name_the_source_or_the_agency() {
    let credits = |agency, republished_from| Some(CopyCredits { agency, republished_from });
    let copies = [
        StoryCopy { credits: credits(Some(7), None), ..copy_in(0, 0, 0, 0) },
        StoryCopy { credits: credits(Some(7), None), ..copy_in(0, 0, 1, 5) },
        StoryCopy { credits: credits(None, None), ..copy_in(0, 0, 1, 6) },
        StoryCopy { credits: credits(None, Some(0)), ..copy_in(0, 0, 1, 7) },
        StoryCopy { credits: credits(None, Some(2)), ..copy_in(0, 0, 1, 8) },
        copy_in(0, 0, 1, 9),
    ];
    let tally = network(&copies, &no_agencies(2), LinkMode::Origin);
    assert_eq!(tally.edges[&(0, 1)].credit_rate(), Some(0.5));
    assert_eq!(tally.outlets[1].wire_articles, None);
    assert_eq!(tally.outlets[0].wire_articles, Some(1));
}

#[test]
fn an_agencys_story_runs_from_the_agency_to_each_carrier() {
    let credits = |agency| Some(CopyCredits { agency, republished_from: None });
    let copies = [
        StoryCopy { credits: credits(Some(7)), ..copy_in(0, 0, 0, 10) },
        StoryCopy { credits: credits(Some(7)), ..copy_in(0, 0, 1, 20) },
        StoryCopy { credits: credits(None), ..copy_in(0, 0, 2, 30) },
        StoryCopy { credits: credits(None), ..copy_in(0, 0, 3, 5) },
    ];
    // Outlet 4 is the agency, which has no article of its own.
    let agencies =
        NetworkAgencies { own: vec![None, None, None, None, Some(7)], outlet_of: BTreeMap::from([(7, 4)]) };
    let matches = FirstMatches::new(&copies);
    for mode in [LinkMode::Origin, LinkMode::FirstMatch(&matches)] {
        let tally = network(&copies, &agencies, mode);
        // Who had it before all that credit the agency may be its source.
        assert_eq!(edges(&tally), [((4, 0), 1), ((4, 1), 1), ((4, 2), 1)]);
        assert_eq!((tally.outlets[4].stories, tally.outlets[4].articles), (1, 0));
        assert_eq!((tally.outlets[4].stories_first, tally.appearances_unlinked), (1, 1));
    }
}

#[test]
fn an_agencys_text_is_wire_everywhere_but_on_its_own_site() {
    let none = Some(CopyCredits::default());
    let article =
        |outlet, share| StoryCopy { credits: none, originality: Some(share), ..copy_in(0, 0, outlet, 0) };
    let copies = [
        StoryCopy { appeared: at(9), ..article(0, 1.0) },
        StoryCopy {
            credits: Some(CopyCredits { agency: Some(7), ..CopyCredits::default() }),
            ..article(1, 0.0)
        },
        StoryCopy { story: 1, text: 1, words: 300, ..article(1, 1.0) },
    ];
    let agencies = NetworkAgencies { own: vec![Some(7), None], outlet_of: BTreeMap::from([(7, 0)]) };
    let tally = network(&copies, &agencies, LinkMode::Origin);
    assert_eq!(edges(&tally), [((0, 1), 1)]);
    // Who had it before the agency's site and does not credit it may be the source.
    let uncredited = [copies[0], article(1, 0.0), copies[2]];
    assert_eq!(edges(&network(&uncredited, &agencies, LinkMode::Origin)), []);
    let site = &tally.outlets[0];
    assert_eq!((site.wire_articles, site.originality_without_wire.value()), (Some(0), Some(1.0)));
    let paper = &tally.outlets[1];
    assert_eq!((paper.originality.value(), paper.originality_without_wire.value()), (Some(0.75), Some(1.0)));
    assert!(tally.edges[&(0, 1)].lags_seconds.is_empty());
}

#[test]
fn an_open_origin_makes_no_edge_and_an_open_order_links_only_the_others() {
    let copies = [copy_in(0, 0, 0, 5), copy_in(0, 0, 1, 5), copy_in(0, 0, 2, 9)];
    let tally = network(&copies, &no_agencies(3), LinkMode::Origin);
    assert_eq!((tally.edges.len(), tally.stories_of_open_origin, tally.appearances_unlinked), (0, 1, 3));
    let open = StoryCopy { appeared: Some(Appearance { earliest: 0, latest: 50 }), ..copies[1] };
    let tally = network(&[copies[0], open, copies[2]], &no_agencies(3), LinkMode::Origin);
    assert_eq!(edges(&tally), [((0, 2), 1)]);
    assert_eq!(tally.appearances_unlinked, 1);
}

#[test]
fn in_first_match_mode_each_outlet_is_linked_to_the_best_earlier_match() {
    let copies = [
        copy_in(0, 0, 0, 0),
        copy_in(0, 1, 1, 10),
        copy_in(0, 1, 2, 20),
        copy_in(0, 2, 3, 30),
        copy_in(0, 3, 4, 40),
    ];
    let mut matches = FirstMatches::new(&copies);
    matches.add_pair(0, 1, 0.6);
    matches.add_pair(0, 3, 0.5);
    matches.add_pair(1, 3, 0.9);
    let tally = network(&copies, &no_agencies(5), LinkMode::FirstMatch(&matches));
    // An exact copy is linked to the copy of its text, a near copy to the last copy of its best
    // match, and a copy without a match to the origin.
    assert_eq!(edges(&tally), [((0, 1), 1), ((0, 4), 1), ((1, 2), 1), ((2, 3), 1)]);
    let tally = network(&copies, &no_agencies(5), LinkMode::Origin);
    assert_eq!(edges(&tally), [((0, 1), 1), ((0, 2), 1), ((0, 3), 1), ((0, 4), 1)]);
}

#[test]
fn a_story_of_a_hundred_thousand_copies_has_one_edge_per_outlet() {
    let copies: Vec<StoryCopy> =
        (0..100_000).map(|number| copy_in(0, 0, number / 2, i64::from(number))).collect();
    let agencies = no_agencies(50_000);
    let matches = FirstMatches::new(&copies);
    for mode in [LinkMode::Origin, LinkMode::FirstMatch(&matches)] {
        assert_eq!(network(&copies, &agencies, mode).edges.len(), 49_999);
    }
}

fn any_copy() -> impl Strategy<Value = StoryCopy> {
    let outlet = prop::option::weighted(0.8, 0u32..4);
    (0u32..3, 0u32..2, outlet, any_appearance()).prop_map(|(story, text, outlet, appeared)| StoryCopy {
        text: story * 2 + text,
        outlet,
        appeared,
        ..copy_in(story, 0, 0, 0)
    })
}

/// Returns the first copy of a story in an outlet, found by comparing all copies.
fn plain_first(copies: &[StoryCopy], story: u32, outlet: u32) -> Option<StoryCopy> {
    let of_both = copies.iter().filter(|copy_in| copy_in.story == story && copy_in.outlet == Some(outlet));
    of_both
        .min_by_key(|copy_in| {
            copy_in.appeared.map_or((i64::MAX, i64::MAX), |span| (span.latest, span.earliest))
        })
        .copied()
}

/// Returns the edges, found by comparing each two outlets in each story.
fn plain_edges(copies: &[StoryCopy]) -> Vec<((u32, u32), u64)> {
    let mut counted: BTreeMap<(u32, u32), u64> = BTreeMap::new();
    for story in 0..3 {
        let firsts: Vec<StoryCopy> = (0..4).filter_map(|outlet| plain_first(copies, story, outlet)).collect();
        for source in &firsts {
            for copy in &firsts {
                let Some(source_span) = source.appeared else { continue };
                let is_first = firsts
                    .iter()
                    .filter(|other| other.outlet != source.outlet)
                    .all(|other| other.appeared.is_none_or(|span| span.latest > source_span.latest));
                if is_first && copy.appeared.is_some_and(|span| source_span.is_before(span)) {
                    *counted.entry((source.outlet.unwrap(), copy.outlet.unwrap())).or_default() += 1;
                }
            }
        }
    }
    counted.into_iter().collect()
}

/// Returns the best match by the definition, found by comparing all copies.
fn plain_match(copies: &[StoryCopy], pairs: &[(usize, usize, f64)], copy: usize) -> Option<usize> {
    let is_source = |source: usize, copy: usize| {
        let both = copies[source].appeared.zip(copies[copy].appeared);
        copies[source].outlet.is_some()
            && copies[source].outlet != copies[copy].outlet
            && both.is_some_and(|(first, second)| first.is_before(second))
    };
    let appearance = |at: usize| order_of_appearance(copies[at].appeared);
    let of_text = |text: u32| (0..copies.len()).filter(move |at| copies[*at].text == text);
    let nearest = |text: u32, copy: usize| {
        of_text(text)
            .filter(|at| is_source(*at, copy))
            .filter(|at| {
                of_text(text).all(|other| {
                    copies[other].outlet != copies[*at].outlet
                        || (appearance(*at), *at) <= (appearance(other), other)
                })
            })
            .max_by_key(|at| (appearance(*at), *at))
    };
    let own = copies[copy].text;
    nearest(own, copy).or_else(|| {
        let first = of_text(own)
            .filter(|at| copies[*at].outlet.is_some() && copies[*at].appeared.is_some())
            .min_by_key(|at| (appearance(*at), *at))?;
        let texts = pairs.iter().flat_map(|(a, b, jaccard)| {
            let (a, b) = (copies[*a].text, copies[*b].text);
            [(a, b, *jaccard), (b, a, *jaccard)]
        });
        let (_, source) = texts
            .filter(|(text, other, _)| *text == own && *other != own && other / 2 == own / 2)
            .filter_map(|(_, other, jaccard)| Some((jaccard, nearest(other, first)?)))
            .max_by(|left, right| {
                (left.0, appearance(left.1))
                    .partial_cmp(&(right.0, appearance(right.1)))
                    .unwrap()
                    .then(right.1.cmp(&left.1))
            })?;
        is_source(source, copy).then_some(source)
    })
}

proptest! {
    #[test]
    fn edges_are_those_of_a_plain_count(copies in prop::collection::vec(any_copy(), 0..14)) {
        let tally = network(&copies, &no_agencies(4), LinkMode::Origin);
        prop_assert_eq!(edges(&tally), plain_edges(&copies));
        for outlet in 0..4u32 {
            let of_outlet = || copies.iter().filter(|copy_in| copy_in.outlet == Some(outlet));
            let stories: BTreeSet<u32> = of_outlet().map(|copy_in| copy_in.story).collect();
            prop_assert_eq!(tally.outlets[outlet as usize].articles, of_outlet().count() as u64);
            prop_assert_eq!(tally.outlets[outlet as usize].stories, stories.len() as u64);
        }
        let articles: u64 = tally.outlets.iter().map(|outlet| outlet.articles).sum();
        prop_assert_eq!(articles + tally.articles_without_outlet, copies.len() as u64);
    }

    #[test]
    fn matches_are_those_of_the_plain_definition(
        copies in prop::collection::vec(any_copy(), 2..12),
        pairs in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0u32..4), 0..12),
    ) {
        let pairs: Vec<(usize, usize, f64)> = pairs
            .into_iter()
            .map(|(a, b, score)| (a.index(copies.len()), b.index(copies.len()), f64::from(score) / 4.0))
            .filter(|(a, b, _)| a != b)
            .collect();
        let mut matches = FirstMatches::new(&copies);
        for (a, b, jaccard) in &pairs {
            matches.add_pair(*a as u32, *b as u32, *jaccard);
        }
        for copy in (0..copies.len()).filter(|copy| copies[*copy].outlet.is_some()) {
            let found = matches.source_of(copy as u32).map(|source| source as usize);
            prop_assert_eq!(found, plain_match(&copies, &pairs, copy), "{}", copy);
        }
    }
}
