//! For each article the share of its words that nobody elsewhere had earlier.
//!
//! A word was seen earlier where it stands in a shingle that an earlier article of another outlet has, among the articles with which it makes a
//! reported pair. That is exact for those pairs; what is below the rule for pairs (a sentence, an idiom) counts as one's own. Each pair is
//! held against each other once more, in the same tiles as for its score, and two bits a word are kept of articles in pairs.

use super::articles::VerifiedPair;
use super::collapse::Corpus;
use super::paragraphs::Paragraphs;
use super::rereading::shingles_in_order;
use crate::attribution::{Appearance, GroupAppearance, Precedence, SharedPart, Zones, originality};
use crate::error::Result;
use crate::shingle::WORDS;
use crate::text::Analysis;
use crate::verify::{SHINGLES_IN_MEMORY, in_tiles};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bits of one word of a bitmap.
const BITS: usize = 64;

/// Article → its originality, `None` where dates leave it open or all of it is page furniture.
pub(super) fn originalities(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    pairs: &[VerifiedPair],
) -> Result<Vec<Option<f64>>> {
    let groups: Vec<Group> =
        (0..corpus.n_units()).into_par_iter().map(|unit| Group::of(corpus, unit)).collect();
    let seen = Seen::new(corpus, pairs);
    mark_all(corpus, &groups, pairs, &seen)?;
    let of_units: Vec<Vec<Option<f64>>> = (0..corpus.n_units())
        .into_par_iter()
        .map(|unit| {
            let body = body_of(corpus, paragraphs, unit);
            let of_first =
                originality(&body, &seen.parts(unit, corpus.sketch(corpus.article_of(unit)).tokens));
            groups[unit as usize]
                .members
                .iter()
                .map(|status| match status {
                    _ if body.is_empty() => None,
                    Precedence::Earlier => Some(0.0),
                    Precedence::Unknown => None,
                    Precedence::Later => of_first,
                })
                .collect()
        })
        .collect();
    Ok(of_units.into_iter().flatten().collect())
}

/// Stretches of tokens outside page furniture.
fn body_of(corpus: &Corpus, paragraphs: &Paragraphs, unit: u32) -> Vec<Range<u32>> {
    let mut body: Vec<Range<u32>> = Vec::new();
    let mut at = 0;
    for (paragraph, sketch) in corpus.paragraph_numbers(unit).zip(corpus.paragraph_sketches(unit)) {
        let stretch = at..at + sketch.tokens;
        at = stretch.end;
        if paragraphs.furniture(paragraph).is_some() || stretch.is_empty() {
            continue;
        }
        match body.last_mut() {
            Some(last) if last.end == stretch.start => last.end = stretch.end,
            _ => body.push(stretch),
        }
    }
    body
}

fn appearance(corpus: &Corpus, article: u32) -> Option<Appearance> {
    corpus.published(article).map(|published| Appearance::of(published, Zones::Any))
}

/// An exact group as seen from its members and from others.
struct Group {
    /// How the other members, of other outlets, stand to each.
    members: Vec<Precedence>,
    /// The member that no other one came before, for certain; its words are held against other texts.
    first: Option<u32>,
    /// One entry an outlet, an article without outlet its own.
    by_outlet: Vec<(Option<u32>, GroupAppearance)>,
}

impl Group {
    fn of(corpus: &Corpus, unit: u32) -> Group {
        let copies = corpus.copies(unit);
        let mut placed: Vec<(Option<u32>, Option<Appearance>)> =
            copies.clone().map(|article| (corpus.row(article).outlet, appearance(corpus, article))).collect();
        placed.sort_unstable();
        let by_outlet: Vec<(Option<u32>, GroupAppearance)> = placed
            .chunk_by(|a, b| a.0.is_some() && a.0 == b.0)
            .map(|of_outlet| (of_outlet[0].0, GroupAppearance::of(of_outlet.iter().map(|member| member.1))))
            .collect();
        let mut group = Group { members: Vec::with_capacity(copies.len()), first: None, by_outlet };
        let mut outlets_alone = group.by_outlet.len() == 1;
        outlets_alone |= copies.len() == 1;
        for article in copies {
            let own = appearance(corpus, article);
            let status = match outlets_alone {
                true => Precedence::Later,
                false => match group.elsewhere(corpus.row(article).outlet, own) {
                    Some(others) => Precedence::of_group(own, others),
                    None => Precedence::Later,
                },
            };
            if status == Precedence::Later && group.first.is_none_or(|first| own < appearance(corpus, first))
            {
                group.first = Some(article);
            }
            group.members.push(status);
        }
        group
    }

    /// When the text appeared in outlets other than this; one article without outlet, known by its date, is left out as the asker itself.
    fn elsewhere(&self, outlet: Option<u32>, own: Option<Appearance>) -> Option<GroupAppearance> {
        let asker = GroupAppearance::of(std::iter::once(own));
        let mut is_left_out = false;
        let mut others: Option<GroupAppearance> = None;
        for (name, appeared) in &self.by_outlet {
            let is_own = match outlet {
                Some(outlet) => *name == Some(outlet),
                None => name.is_none() && !is_left_out && *appeared == asker,
            };
            is_left_out |= is_own;
            if !is_own {
                others = Some(others.map_or(*appeared, |others| joined(others, *appeared)));
            }
        }
        others
    }
}

fn joined(a: GroupAppearance, b: GroupAppearance) -> GroupAppearance {
    let least = |a: Option<i64>, b: Option<i64>| a.into_iter().chain(b).min();
    GroupAppearance {
        one_by: least(a.one_by, b.one_by),
        none_before: least(a.none_before, b.none_before),
        has_dateless: a.has_dateless || b.has_dateless,
    }
}

/// Which words of units in pairs stand in other texts.
struct Seen {
    /// Unit → its first word in both bitmaps; equal to the next where the unit is in no pair.
    starts: Vec<usize>,
    earlier: Vec<AtomicU64>,
    open: Vec<AtomicU64>,
}

impl Seen {
    fn new(corpus: &Corpus, pairs: &[VerifiedPair]) -> Seen {
        let mut words = vec![0usize; corpus.n_units() as usize + 1];
        for unit in pairs.iter().flat_map(|pair| [pair.a, pair.b]) {
            words[unit as usize] = (corpus.sketch(corpus.article_of(unit)).tokens as usize).div_ceil(BITS);
        }
        let mut at = 0;
        for word in &mut words {
            at += std::mem::replace(word, at);
        }
        let zeros = || (0..at).map(|_| AtomicU64::new(0)).collect();
        Seen { starts: words, earlier: zeros(), open: zeros() }
    }

    /// Sets the bit of a shingle's first token. Order does not matter, so that threads may do it at once.
    fn mark(&self, unit: u32, precedence: Precedence, token: usize) {
        let bitmap = match precedence {
            Precedence::Earlier => &self.earlier,
            Precedence::Unknown => &self.open,
            Precedence::Later => return,
        };
        let word = &bitmap[self.starts[unit as usize] + token / BITS];
        let bit = 1 << (token % BITS);
        // A story's copies set the same bits again and again.
        if word.load(Ordering::Relaxed) & bit == 0 {
            word.fetch_or(bit, Ordering::Relaxed);
        }
    }

    fn parts(&self, unit: u32, tokens: u32) -> Vec<SharedPart> {
        let words = self.starts[unit as usize]..self.starts[unit as usize + 1];
        let mut parts = Vec::new();
        for (bitmap, other) in [(&self.earlier, Precedence::Earlier), (&self.open, Precedence::Unknown)] {
            if words.is_empty() {
                break;
            }
            let is_set = |token: u32| {
                bitmap[words.start + token as usize / BITS].load(Ordering::Relaxed) >> (token as usize % BITS)
                    & 1
                    == 1
            };
            let width = (WORDS as u32).min(tokens);
            for token in (0..tokens).filter(|token| is_set(*token)) {
                match parts.last_mut() {
                    Some(SharedPart { tokens, other: last }) if *last == other && token <= tokens.end => {
                        tokens.end = token + width;
                    }
                    _ => parts.push(SharedPart { tokens: token..token + width, other }),
                }
            }
        }
        parts
    }
}

/// Shingles of a unit with their places, sorted.
struct Placed(Vec<(u64, u32)>);

fn mark_all(corpus: &Corpus, groups: &[Group], pairs: &[VerifiedPair], seen: &Seen) -> Result<()> {
    // How the other side stands to the first of this one: pairs that say nothing of either side are not looked at.
    let stands = |unit: u32, other: u32| {
        let Some(first) = groups[unit as usize].first else { return Precedence::Later };
        let own = appearance(corpus, first);
        let outlet = corpus.row(first).outlet;
        let others = groups[other as usize]
            .by_outlet
            .iter()
            .filter(|(name, _)| outlet.is_none() || *name != outlet)
            .map(|(_, appeared)| *appeared)
            .reduce(joined);
        others.map_or(Precedence::Later, |others| Precedence::of_group(own, others))
    };
    let telling: Vec<(u32, u32)> = pairs
        .par_iter()
        .map(|pair| (pair.a, pair.b))
        .filter(|(a, b)| stands(*a, *b) != Precedence::Later || stands(*b, *a) != Precedence::Later)
        .collect();
    in_tiles(
        &telling,
        // A place beside each shingle.
        |unit| 2 * u64::from(corpus.sketch(corpus.article_of(unit)).shingles),
        SHINGLES_IN_MEMORY,
        |units| placed_shingles(corpus, units),
        |a, b, left, right| {
            let (of_a, of_b) = (stands(a, b), stands(b, a));
            each_shared(&left.0, &right.0, |left, right| {
                for (unit, precedence, places) in [(a, of_a, left), (b, of_b, right)] {
                    for (_, place) in places {
                        seen.mark(unit, precedence, *place as usize);
                    }
                }
            });
            None::<()>
        },
    )
    .map(drop)
}

fn placed_shingles(corpus: &Corpus, units: &[u32]) -> Result<Vec<Placed>> {
    units
        .par_iter()
        .map_init(
            || (Analysis::default(), Vec::new()),
            |(analysis, tokens), unit| {
                let shingles = shingles_in_order(corpus, *unit, analysis, tokens)?;
                let mut placed: Vec<(u64, u32)> = shingles.into_iter().zip(0..).collect();
                placed.sort_unstable();
                Ok(Placed(placed))
            },
        )
        .collect()
}

/// For each shingle that both have, its places in both. One walk over both lists.
fn each_shared(
    mut left: &[(u64, u32)],
    mut right: &[(u64, u32)],
    mut hear: impl FnMut(&[(u64, u32)], &[(u64, u32)]),
) {
    while let (Some((ours, _)), Some((theirs, _))) = (left.first(), right.first()) {
        let (ours, theirs) = (*ours, *theirs);
        let run =
            |list: &[(u64, u32)], shingle: u64| list.iter().take_while(|entry| entry.0 == shingle).count();
        if ours < theirs {
            left = &left[1..];
        } else if theirs < ours {
            right = &right[1..];
        } else {
            let (n_left, n_right) = (run(left, ours), run(right, ours));
            hear(&left[..n_left], &right[..n_right]);
            (left, right) = (&left[n_left..], &right[n_right..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_shingles_are_heard_once_with_all_their_places() {
        let left = [(1, 4), (3, 0), (3, 9), (7, 2)];
        let right = [(2, 0), (3, 5), (7, 1), (7, 6), (8, 3)];
        let mut heard = Vec::new();
        each_shared(&left, &right, |left, right| heard.push((left.len(), right.len())));
        assert_eq!(heard, [(2, 1), (1, 2)]);
    }
}
