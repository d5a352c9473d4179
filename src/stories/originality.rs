//! For each article the share of its words that nobody elsewhere had earlier.
//!
//! A word was seen earlier where it stands in a shingle that an earlier article of another outlet has, among the articles with which it makes a
//! reported pair. That is exact for those pairs; what is below the rule for pairs (a sentence, an idiom) counts as one's own. Pairs are heard while
//! they are aligned, and two bits a word are kept of articles in pairs.

use crate::corpus::numbering::Corpus;
use crate::pairs::candidates::VerifiedPair;
use crate::paragraphs::repeated::Paragraphs;
use rayon::prelude::*;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use wirecopy_news::story::{Appearance, GroupAppearance, Precedence, SharedPart, Zones, originality};
use wirecopy_reuse::align::{NgramIndex, SharedRuns};
use wirecopy_reuse::shingle::WORDS;
use wirecopy_scratch::JaggedVec;

/// Bits of one word of a bitmap.
const BITS: usize = 64;

/// Which words of texts reported pairs share, and who had them first.
pub(crate) struct SharedWords {
    groups: Groups,
    seen: Seen,
}

impl SharedWords {
    /// Of pairs none of which was heard yet.
    pub(crate) fn of(corpus: &Corpus, pairs: &[VerifiedPair]) -> SharedWords {
        SharedWords { groups: Groups::of(corpus), seen: Seen::new(corpus, pairs) }
    }

    /// Hears one of the pairs, given with what its texts have in common; in which order does not matter. A pair that says nothing of either side is not
    /// looked at.
    pub(crate) fn hear(
        &self,
        corpus: &Corpus,
        pair: &VerifiedPair,
        shared: &SharedRuns,
        (left, right): (&NgramIndex, &NgramIndex),
    ) {
        let (of_a, of_b) = (self.stands(corpus, pair.a, pair.b), self.stands(corpus, pair.b, pair.a));
        if of_a == Precedence::Later && of_b == Precedence::Later {
            return;
        }
        let mark = |text_id, precedence| move |tokens| self.seen.mark(text_id, precedence, tokens);
        shared.each_shared(left, right, mark(pair.a, of_a), mark(pair.b, of_b));
    }

    /// How another text stands to the first of this one.
    fn stands(&self, corpus: &Corpus, text_id: u32, other: u32) -> Precedence {
        let Some(first) = self.groups.firsts[text_id as usize] else { return Precedence::Later };
        let others = self.groups.elsewhere(other, corpus.row(first).outlet);
        others.map_or(Precedence::Later, |others| Precedence::of_group(appearance(corpus, first), others))
    }

    /// Article → its originality, `None` where dates leave it open or all of it is boilerplate.
    pub(crate) fn originalities(&self, corpus: &Corpus, paragraphs: &Paragraphs) -> Vec<Option<f64>> {
        let mut all = vec![None; corpus.n_articles() as usize];
        let of_first = |text_id: u32| {
            let body = body_of(corpus, paragraphs, text_id);
            let tokens = corpus.row(corpus.article_of(text_id)).tokens;
            let of_first = originality(&body, &self.seen.parts(text_id, tokens));
            (!body.is_empty()).then_some(of_first)
        };
        let of_texts: Vec<Option<Option<f64>>> =
            (0..corpus.n_texts()).into_par_iter().map(of_first).collect();
        for (text_id, of_first) in (0..).zip(of_texts) {
            let Some(of_first) = of_first else { continue };
            for article in corpus.copies(text_id) {
                all[article as usize] = match self.groups.members[article as usize] {
                    Precedence::Earlier => Some(0.0),
                    Precedence::Unknown => None,
                    Precedence::Later => of_first,
                };
            }
        }
        all
    }
}

/// Stretches of tokens outside boilerplate.
fn body_of(corpus: &Corpus, paragraphs: &Paragraphs, text_id: u32) -> Vec<Range<u32>> {
    let mut body: Vec<Range<u32>> = Vec::new();
    let mut at = 0;
    for (paragraph, sketch) in corpus.paragraph_numbers(text_id).zip(corpus.paragraph_sketches(text_id)) {
        let stretch = at..at + sketch.tokens;
        at = stretch.end;
        if paragraphs.boilerplate(paragraph).is_some() || stretch.is_empty() {
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

/// Exact groups as seen from their members and from others.
#[derive(Default)]
struct Groups {
    /// Article → how the other members of its group, of other outlets, stand to it.
    members: Vec<Precedence>,
    /// Unit → the member that no other one came before, for certain; its words are held against other texts.
    firsts: Vec<Option<u32>>,
    /// Of each text one entry an outlet, an article without outlet its own; those without stand first.
    by_outlet: JaggedVec<(Option<u32>, GroupAppearance)>,
    /// Unit → all entries joined.
    in_all: Vec<Option<GroupAppearance>>,
}

/// Groups that are made before they are put with the others.
const GROUPS_AT_ONCE: usize = 1 << 14;

impl Groups {
    fn of(corpus: &Corpus) -> Groups {
        let mut groups = Groups::default();
        let text_ids: Vec<u32> = (0..corpus.n_texts()).collect();
        for some in text_ids.chunks(GROUPS_AT_ONCE) {
            let of_some: Vec<Group> = some.par_iter().map(|text_id| Group::of(corpus, *text_id)).collect();
            for Group { members, first, by_outlet, in_all } in of_some {
                groups.members.extend(members);
                groups.firsts.push(first);
                groups.by_outlet.push(by_outlet);
                groups.in_all.push(in_all);
            }
        }
        groups
    }

    /// When the text of a text appeared in outlets other than this, of another text. O(log n), and O(n) where this outlet has it, too.
    fn elsewhere(&self, text_id: u32, outlet: Option<u32>) -> Option<GroupAppearance> {
        let by_outlet = self.by_outlet.of(text_id as usize);
        match outlet.filter(|_| entry_of(by_outlet, outlet).is_some()) {
            None => self.in_all[text_id as usize],
            own => by_outlet
                .iter()
                .filter(|(name, _)| *name != own)
                .map(|(_, appeared)| *appeared)
                .reduce(joined),
        }
    }
}

/// One of them, as it is made.
struct Group {
    members: Vec<Precedence>,
    first: Option<u32>,
    by_outlet: Vec<(Option<u32>, GroupAppearance)>,
    in_all: Option<GroupAppearance>,
}

impl Group {
    fn of(corpus: &Corpus, text_id: u32) -> Group {
        let copies = corpus.copies(text_id);
        let mut placed: Vec<(Option<u32>, Option<Appearance>)> =
            copies.clone().map(|article| (corpus.row(article).outlet, appearance(corpus, article))).collect();
        placed.sort_unstable();
        let by_outlet: Vec<(Option<u32>, GroupAppearance)> = placed
            .chunk_by(|a, b| a.0.is_some() && a.0 == b.0)
            .map(|of_outlet| (of_outlet[0].0, GroupAppearance::of(of_outlet.iter().map(|member| member.1))))
            .collect();
        let others = others_of_each(&by_outlet);
        let in_all = by_outlet.iter().map(|(_, appeared)| *appeared).reduce(joined);
        let mut group = Group { members: Vec::with_capacity(copies.len()), first: None, by_outlet, in_all };
        for article in copies {
            let own = appearance(corpus, article);
            // Articles without outlet stand first, each for itself: one of the same date is as good as this one.
            let entry = match corpus.row(article).outlet {
                None => Some(placed.partition_point(|other| *other < (None, own))),
                outlet => entry_of(&group.by_outlet, outlet),
            };
            let others = entry.and_then(|entry| others[entry]);
            let status = others.map_or(Precedence::Later, |others| Precedence::of_group(own, others));
            if status == Precedence::Later && group.first.is_none_or(|first| own < appearance(corpus, first))
            {
                group.first = Some(article);
            }
            group.members.push(status);
        }
        group
    }
}

/// The place of a known outlet's entry.
fn entry_of(by_outlet: &[(Option<u32>, GroupAppearance)], outlet: Option<u32>) -> Option<usize> {
    by_outlet.binary_search_by_key(&outlet, |(name, _)| *name).ok()
}

/// For each entry all others joined. O(n).
fn others_of_each(entries: &[(Option<u32>, GroupAppearance)]) -> Vec<Option<GroupAppearance>> {
    let join = |all: Option<GroupAppearance>, one: GroupAppearance| all.map_or(one, |all| joined(all, one));
    let mut others = Vec::with_capacity(entries.len());
    let mut before = None;
    for (_, appeared) in entries {
        others.push(before);
        before = Some(join(before, *appeared));
    }
    let mut behind = None;
    for ((_, appeared), others) in entries.iter().zip(&mut others).rev() {
        *others = behind.map(|behind| join(*others, behind)).or(*others);
        behind = Some(join(behind, *appeared));
    }
    others
}

fn joined(a: GroupAppearance, b: GroupAppearance) -> GroupAppearance {
    let least = |a: Option<i64>, b: Option<i64>| a.into_iter().chain(b).min();
    GroupAppearance {
        one_by: least(a.one_by, b.one_by),
        none_before: least(a.none_before, b.none_before),
        has_dateless: a.has_dateless || b.has_dateless,
    }
}

/// Which words of texts in pairs stand in other texts.
struct Seen {
    /// Unit → its first word in both bitmaps; equal to the next where the text is in no pair.
    starts: Vec<usize>,
    earlier: Vec<AtomicU64>,
    open: Vec<AtomicU64>,
}

impl Seen {
    fn new(corpus: &Corpus, pairs: &[VerifiedPair]) -> Seen {
        let mut words = vec![0usize; corpus.n_texts() as usize + 1];
        for text_id in pairs.iter().flat_map(|pair| [pair.a, pair.b]) {
            words[text_id as usize] = (corpus.row(corpus.article_of(text_id)).tokens as usize).div_ceil(BITS);
        }
        let mut at = 0;
        for word in &mut words {
            at += std::mem::replace(word, at);
        }
        let zeros = || (0..at).map(|_| AtomicU64::new(0)).collect();
        Seen { starts: words, earlier: zeros(), open: zeros() }
    }

    /// Sets the bits of shingles by their first tokens. Order does not matter, so that threads may do it at once.
    fn mark(&self, text_id: u32, precedence: Precedence, tokens: Range<u32>) {
        let bitmap = match precedence {
            Precedence::Earlier => &self.earlier,
            Precedence::Unknown => &self.open,
            Precedence::Later => return,
        };
        let start = self.starts[text_id as usize];
        let (mut at, end) = (tokens.start as usize, tokens.end as usize);
        while at < end {
            let (word, next) = (&bitmap[start + at / BITS], end.min((at / BITS + 1) * BITS));
            let bits = (u64::MAX >> (BITS - (next - at))) << (at % BITS);
            // A story's copies set the same bits again and again.
            if word.load(Ordering::Relaxed) & bits != bits {
                word.fetch_or(bits, Ordering::Relaxed);
            }
            at = next;
        }
    }

    fn parts(&self, text_id: u32, tokens: u32) -> Vec<SharedPart> {
        let words = self.starts[text_id as usize]..self.starts[text_id as usize + 1];
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn zeros(words: usize) -> Vec<AtomicU64> {
        (0..words).map(|_| AtomicU64::new(0)).collect()
    }

    proptest! {
        #[test]
        fn bits_of_ranges_are_those_of_their_tokens(ranges in prop::collection::vec((0u32..200, 0u32..130), 0..6)) {
            let seen = Seen { starts: vec![0, 1, 7], earlier: zeros(7), open: zeros(7) };
            let mut expected = vec![false; 6 * BITS];
            for (start, len) in &ranges {
                seen.mark(1, Precedence::Earlier, *start..start + len);
                expected[*start as usize..(start + len) as usize].fill(true);
            }
            let bit = |at: usize| seen.earlier[1 + at / BITS].load(Ordering::Relaxed) >> (at % BITS) & 1 == 1;
            prop_assert_eq!((0..6 * BITS).map(bit).collect::<Vec<_>>(), expected);
            prop_assert_eq!(seen.earlier[0].load(Ordering::Relaxed), 0);
        }
    }

    proptest! {
        #[test]
        fn others_of_each_entry_are_all_but_itself(dates in prop::collection::vec((prop::option::of(0i64..9), any::<bool>()), 0..7)) {
            let entry = |(date, has_dateless): &(Option<i64>, bool)| {
                (None, GroupAppearance { one_by: *date, none_before: *date, has_dateless: *has_dateless })
            };
            let entries: Vec<(Option<u32>, GroupAppearance)> = dates.iter().map(entry).collect();
            let plain = |at: usize| {
                let others = entries.iter().enumerate().filter(|(other, _)| *other != at);
                others.map(|(_, (_, appeared))| *appeared).reduce(joined)
            };
            let expected: Vec<_> = (0..entries.len()).map(plain).collect();
            prop_assert_eq!(others_of_each(&entries), expected);
        }
    }
}
