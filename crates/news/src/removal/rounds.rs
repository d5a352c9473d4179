//! Who stays: rounds of stars until nothing changes.

use super::removal_options::{RemovalOptions, RemovalReason};
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap};
use wirecopy_reuse::graph::{Edges, star_clusters};

/// An item that goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Removal {
    /// The survivor that it was judged against.
    pub kept: u32,
    /// Why.
    pub verdict: RemovalReason,
}

type Pair = (u32, u32);

/// Decides for each item whether it goes, and against which survivor.
///
/// `places` gives the order of precedence, all different. `ways` are pairs `a < b` along which copies are met; `before` are pairs of
/// which the second may go against the first alone, so that the first is settled first. `rule` judges sorted pairs `a < b`, in that order. `more` is told
/// who is gone and gives further ways among the rest.
///
/// In a round the first item of each component stays; all that is met along ways from it and may go against it goes, and so on with what is
/// left. An item that others went against goes in a later round only when all of these may go against its own survivor. No pair is judged twice, so that the rounds end.
///
/// # Errors
/// Those of `rule` and `more`.
pub fn survivors<Error>(
    places: &[u32],
    ways: Vec<Pair>,
    before: Vec<Pair>,
    rule: impl FnMut(&[Pair]) -> Result<Vec<RemovalOptions>, Error>,
    mut more: impl FnMut(&[Option<Removal>]) -> Result<Vec<Pair>, Error>,
) -> Result<Vec<Option<Removal>>, Error> {
    let mut cache = DecisionCache { rule, ruled: HashMap::new(), fresh: Vec::new() };
    let mut fates = Fates { removed: vec![None; places.len()], dependents: Dependents::new(places.len()) };
    let (mut ways, mut before) = (ways, before);
    let mut turned: BTreeSet<Pair> = BTreeSet::new();
    loop {
        ways.sort_unstable();
        ways.dedup();
        fates.round(places, &ways, &before, &mut cache)?;
        ways.clear();
        before.clear();
        // One that stays may yet go against one that was settled after it.
        for pair in std::mem::take(&mut cache.fresh) {
            let options = cache.ruled[&pair];
            let one_goes = options.a_goes.is_some() || options.b_goes.is_some();
            if one_goes && fates.both_stay(pair) && turned.insert(pair) {
                before.push(if options.a_goes.is_some() { (pair.1, pair.0) } else { pair });
                ways.push(pair);
            }
        }
        let further = more(&fates.removed)?;
        ways.extend(
            further.into_iter().filter(|pair| !cache.ruled.contains_key(pair) && fates.both_stay(*pair)),
        );
        if ways.is_empty() {
            return Ok(fates.removed);
        }
    }
}

/// Judges each pair once.
struct DecisionCache<Rule> {
    rule: Rule,
    ruled: HashMap<Pair, RemovalOptions>,
    /// Pairs that were judged in this round.
    fresh: Vec<Pair>,
}

impl<Rule> DecisionCache<Rule> {
    fn judge<Error>(&mut self, pairs: &[Pair]) -> Result<(), Error>
    where
        Rule: FnMut(&[Pair]) -> Result<Vec<RemovalOptions>, Error>,
    {
        let new: Vec<Pair> = pairs.iter().copied().filter(|pair| !self.ruled.contains_key(pair)).collect();
        if !new.is_empty() {
            let options = (self.rule)(&new)?;
            assert_eq!(options.len(), new.len(), "each pair is judged");
            self.ruled.extend(new.iter().copied().zip(options));
            self.fresh.extend(new);
        }
        Ok(())
    }

    /// Whether and why one may go against another, heard before.
    fn verdict(&self, gone: u32, kept: u32) -> Option<RemovalReason> {
        let pair = ordered(gone, kept);
        self.ruled[&pair].goes(gone, pair)
    }
}

struct Fates {
    removed: Vec<Option<Removal>>,
    dependents: Dependents,
}

/// Survivor → those that went against it, without a list for each in memory.
struct Dependents {
    /// Item → the last one that went against it, [`NOBODY`] where none did.
    last: Vec<u32>,
    /// Item that went → the one that went against the same survivor before it.
    before: Vec<u32>,
}

const NOBODY: u32 = u32::MAX;

impl Dependents {
    fn new(n_items: usize) -> Self {
        Dependents { last: vec![NOBODY; n_items], before: vec![NOBODY; n_items] }
    }

    fn of(&self, survivor: u32) -> impl Iterator<Item = u32> {
        let known = |item: u32| Some(item).filter(|item| *item != NOBODY);
        std::iter::successors(known(self.last[survivor as usize]), move |item| {
            known(self.before[*item as usize])
        })
    }

    fn add(&mut self, survivor: u32, item: u32) {
        self.before[item as usize] = self.last[survivor as usize];
        self.last[survivor as usize] = item;
    }
}

impl Fates {
    fn both_stay(&self, (a, b): Pair) -> bool {
        self.removed[a as usize].is_none() && self.removed[b as usize].is_none()
    }

    fn round<Error>(
        &mut self,
        places: &[u32],
        ways: &[Pair],
        before: &[Pair],
        cache: &mut DecisionCache<impl FnMut(&[Pair]) -> Result<Vec<RemovalOptions>, Error>>,
    ) -> Result<(), Error> {
        let turn = turns(places, ways, before);
        let n_items = places.len() as u32;
        let stars = star_clusters(
            n_items,
            Edges::Paths(ways),
            |item| Reverse(turn[&item]),
            |pairs| {
                cache.judge(pairs)?;
                let may_go = |(a, b): &Pair| {
                    let (kept, gone) = if turn[a] < turn[b] { (*a, *b) } else { (*b, *a) };
                    cache.verdict(gone, kept).is_some()
                };
                Ok(pairs.iter().map(may_go).collect())
            },
        )?;
        let going = || {
            stars.iter().flat_map(|star| {
                let kept = star.representative;
                star.members.iter().filter(move |item| **item != kept).map(move |item| (*item, kept))
            })
        };
        let mut inherited: Vec<Pair> = going()
            .flat_map(|(gone, kept)| self.dependents.of(gone).map(move |dependent| ordered(dependent, kept)))
            .collect();
        inherited.sort_unstable();
        cache.judge(&inherited)?;
        for (gone, kept) in going() {
            let mut going: Vec<u32> = self.dependents.of(gone).collect();
            if going.iter().all(|dependent| cache.verdict(*dependent, kept).is_some()) {
                self.dependents.last[gone as usize] = NOBODY;
                going.push(gone);
                for item in going {
                    let verdict = cache.verdict(item, kept).expect("an item that goes may go");
                    self.removed[item as usize] = Some(Removal { kept, verdict });
                    self.dependents.add(kept, item);
                }
            }
        }
        Ok(())
    }
}

/// The turn of each item of some ways: by place, but none before those that stand before it. Where these go in circles, the first by
/// place breaks the circle. O(n log n).
fn turns(places: &[u32], ways: &[Pair], before: &[Pair]) -> HashMap<u32, u32> {
    let mut by_place: Vec<u32> = ways.iter().flat_map(|(a, b)| [*a, *b]).collect();
    by_place.sort_unstable_by_key(|item| places[*item as usize]);
    by_place.dedup();
    let mut waits_for: HashMap<u32, u32> = by_place.iter().map(|item| (*item, 0)).collect();
    let mut followers: HashMap<u32, Vec<u32>> = HashMap::new();
    for (first, second) in before {
        *waits_for.get_mut(second).expect("items before others stand in ways") += 1;
        followers.entry(*first).or_default().push(*second);
    }
    let entry = |item: u32| Reverse((places[item as usize], item));
    let mut free: BinaryHeap<Reverse<(u32, u32)>> =
        by_place.iter().filter(|item| waits_for[item] == 0).map(|item| entry(*item)).collect();
    let mut turn: HashMap<u32, u32> = HashMap::with_capacity(by_place.len());
    let mut rest = by_place.iter();
    loop {
        let next = free
            .pop()
            .map(|Reverse((_, item))| item)
            .or_else(|| rest.find(|item| !turn.contains_key(item)).copied());
        let Some(item) = next else { return turn };
        let number = turn.len() as u32;
        if turn.contains_key(&item) {
            continue;
        }
        turn.insert(item, number);
        for follower in followers.get(&item).into_iter().flatten() {
            let waits = waits_for.get_mut(follower).expect("items before others stand in ways");
            *waits -= 1;
            if *waits == 0 {
                free.push(entry(*follower));
            }
        }
    }
}

fn ordered(a: u32, b: u32) -> Pair {
    (a.min(b), a.max(b))
}
