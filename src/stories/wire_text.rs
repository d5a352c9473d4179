//! Evidence of an article's origin in its pairs: an agency's words, or an earlier outlet's.

use crate::corpus::numbering::Corpus;
use crate::numbers::{ArticleId, OutletId, TextId};
use crate::output::CreditRow;
use crate::pairs::findings::{ArticleFindings, VerifiedPair, may_be_reported};
use crate::pairs::precedence::appearance;
use rayon::prelude::*;
use std::collections::BTreeMap;
use typed_index_collections::TiVec;
use wirecopy_news::credit::Credit;
use wirecopy_news::direction::{Appearance, GroupAppearance};
use wirecopy_news::relation::may_share_passage;
use wirecopy_news::story::{Precedence, WireCopy};
use wirecopy_reuse::overlap::Overlap;

/// An article of which another outlet has this share may be taken from there: as much as makes a
/// pair. Of a longer article a passage is enough.
const SHARE_COPIED_MIN: f64 = 0.3;

/// Minimum share of an article that makes it an agency's text.
const SHARE_WIRE_MIN: f64 = 0.5;

/// Minimum share where dates leave the order open: less than half may come from a third source, a
/// speech, a statement.
const SHARE_PERHAPS_COPIED_MIN: f64 = 0.5;

/// Evidence of the origin of one article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct NeighbourEvidence {
    /// True if most of it is an agency's text.
    pub(crate) is_wire_text: bool,
    /// The first second by which another outlet certainly had a good part of it, before it.
    elsewhere_by: Option<i64>,
    /// The second before which its own outlet certainly had no other version of it: a copy
    /// elsewhere that is earlier than this is not a copy of such a version.
    pub(crate) own_from: Option<i64>,
    /// True if another outlet has a good part of it, and dates leave open who had it first.
    has_undated_match: bool,
}

impl NeighbourEvidence {
    fn and(self, other: NeighbourEvidence) -> NeighbourEvidence {
        let earlier = |left: Option<i64>, right: Option<i64>| left.into_iter().chain(right).min();
        NeighbourEvidence {
            is_wire_text: self.is_wire_text || other.is_wire_text,
            elsewhere_by: earlier(self.elsewhere_by, other.elsewhere_by),
            own_from: earlier(self.own_from, other.own_from),
            has_undated_match: self.has_undated_match || other.has_undated_match,
        }
    }

    /// Returns whether another outlet had a good part of the article before.
    pub(crate) fn is_from_elsewhere(self) -> bool {
        self.elsewhere_by.is_some_and(|by| self.own_from.is_none_or(|from| by < from))
    }

    /// Returns whether another outlet may have had a good part of the article before.
    pub(crate) fn may_be_from_elsewhere(self) -> bool {
        self.has_undated_match && self.own_from.is_none()
    }
}

/// Returns what the reported pairs show of each article.
pub(crate) fn neighbour_evidence(
    corpus: &Corpus,
    found: &ArticleFindings,
) -> TiVec<ArticleId, NeighbourEvidence> {
    let mut scan = NeighbourScan::new(corpus);
    // A page without a story accuses nobody.
    let of_stories = |pair: &VerifiedPair| corpus.has_story(pair.a) && corpus.has_story(pair.b);
    corpus
        .text_ids()
        .filter(|text_id| corpus.has_story(*text_id))
        .for_each(|text_id| scan.add_copies(text_id));
    for (index, pair) in found.pairs.iter().enumerate() {
        let may_be_copy = found.labels.as_ref().is_none_or(|labels| labels.relation(index).may_be_copy());
        // Boilerplate joins nobody to an agency, and neither does a speech that many quote or a
        // form that many fill in.
        if may_be_copy && is_good_part(pair.outside) && of_stories(pair) {
            scan.add_pair(pair);
        } else {
            scan.add_own_version(pair);
        }
    }
    found.weak.iter().for_each(|pair| scan.add_own_version(pair));
    scan.evidence
}

/// Returns whether two articles share so much outside boilerplate that one may have it from the
/// other.
fn is_good_part(outside: Overlap) -> bool {
    may_be_reported(outside, outside)
}

/// Returns when the copies of a text that are an agency's appeared; `None` if none is.
fn wire_appearance(corpus: &Corpus, text_id: TextId) -> Option<GroupAppearance> {
    let is_wire = |article: &ArticleId| corpus.agency(*article).or(corpus.own_agency(*article)).is_some();
    let mut wires = corpus.copies(text_id).filter(is_wire).peekable();
    wires.peek()?;
    Some(GroupAppearance::of(wires.map(|article| appearance(corpus, article))))
}

/// Returns an article in the form in which a story's agency is looked for.
pub(crate) fn wire_carrier(corpus: &Corpus, article: ArticleId) -> WireCopy {
    WireCopy {
        credits: corpus.agency(article).map(u32::from),
        own_agency: corpus.own_agency(article).map(u32::from),
        appeared: appearance(corpus, article),
    }
}

/// Evidence of all articles, gathered pair by pair.
struct NeighbourScan<'a> {
    corpus: &'a Corpus,
    /// Text → when the copies of it that are an agency's appeared.
    wires: TiVec<TextId, Option<GroupAppearance>>,
    evidence: TiVec<ArticleId, NeighbourEvidence>,
}

impl NeighbourScan<'_> {
    fn new(corpus: &Corpus) -> NeighbourScan<'_> {
        let of_text = |text_id: u32| wire_appearance(corpus, text_id.into());
        let wires: Vec<_> = (0..corpus.n_texts()).into_par_iter().map(of_text).collect();
        let evidence = vec![NeighbourEvidence::default(); corpus.n_articles() as usize];
        NeighbourScan { corpus, wires: wires.into(), evidence: evidence.into() }
    }

    fn add(&mut self, article: ArticleId, further: NeighbourEvidence) {
        self.evidence[article] = self.evidence[article].and(further);
    }

    fn add_pair(&mut self, pair: &VerifiedPair) {
        for (article, evidence) in self.of_pair(pair) {
            self.add(article, evidence);
        }
    }

    /// Adds that an outlet has another version of its article, whatever the relation of the two.
    fn add_own_version(&mut self, pair: &VerifiedPair) {
        if pair.outside.containment() < SHARE_COPIED_MIN {
            return;
        }
        for (article, NeighbourEvidence { own_from, .. }) in self.of_pair(pair) {
            self.add(article, NeighbourEvidence { own_from, ..Default::default() });
        }
    }

    /// Returns what a pair shows of all copies of both texts.
    fn of_pair(&self, pair: &VerifiedPair) -> Vec<(ArticleId, NeighbourEvidence)> {
        let VerifiedPair { a, b, outside, .. } = *pair;
        let mut evidence = Vec::new();
        for (text_id, other, share) in [(a, b, outside.a_in_b()), (b, a, outside.b_in_a())] {
            let is_much = share >= SHARE_COPIED_MIN || may_share_passage(outside);
            let of_other = self.corpus.copies(other).map(|article| appearance(self.corpus, article));
            let all = GroupAppearance::of(of_other);
            let outlet = self.corpus.row(self.corpus.article_of(other)).outlet;
            evidence.extend(self.corpus.copies(text_id).map(|article| {
                let own = appearance(self.corpus, article);
                let is_not_first = |group| Precedence::of_group(own, group) != Precedence::Later;
                let is_elsewhere = outlet.is_none() || self.corpus.row(article).outlet != outlet;
                let precedence = Precedence::of_group(own, all);
                let is_from_there = is_elsewhere && is_much && precedence == Precedence::Earlier;
                let is_undated = is_elsewhere && precedence == Precedence::Unknown;
                let of_article = NeighbourEvidence {
                    is_wire_text: share >= SHARE_WIRE_MIN && self.wires[other].is_some_and(is_not_first),
                    elsewhere_by: all.one_by.filter(|_| is_from_there),
                    own_from: (!is_elsewhere).then_some(none_before(all)),
                    has_undated_match: is_undated && share >= SHARE_PERHAPS_COPIED_MIN,
                };
                (article, of_article)
            }));
        }
        evidence
    }

    /// Adds what the copies of one text show of each other, where their outlets and dates are
    /// known. O(n log n) in the copies.
    fn add_copies(&mut self, text_id: TextId) {
        let corpus = self.corpus;
        let len = corpus.row(corpus.article_of(text_id)).shingles;
        // What is shorter than a passage may be anybody's: an error page, a line of thanks.
        if !may_share_passage(Overlap { shared: len, a_len: len, b_len: len }) {
            return;
        }
        let mut by_outlet: BTreeMap<OutletId, (Appearance, u32)> = BTreeMap::new();
        for (outlet, own) in corpus.copies(text_id).filter_map(|article| appeared_in(corpus, article)) {
            let (first, copies) = by_outlet.entry(outlet).or_insert((own, 0));
            first.earliest = first.earliest.min(own.earliest);
            first.latest = first.latest.min(own.latest);
            *copies += 1;
        }
        let mut firsts: Vec<(i64, OutletId)> =
            by_outlet.iter().map(|(outlet, (first, _))| (first.latest, *outlet)).collect();
        firsts.sort_unstable();
        for article in corpus.copies(text_id) {
            let Some((outlet, _)) = appeared_in(corpus, article) else { continue };
            let elsewhere = firsts.iter().take(2).find(|(_, other)| *other != outlet);
            let (own, copies) = by_outlet[&outlet];
            let of_copies = NeighbourEvidence {
                elsewhere_by: elsewhere.map(|(by, _)| *by).filter(|by| *by < own.earliest),
                own_from: (copies > 1).then_some(own.earliest),
                ..Default::default()
            };
            self.add(article, of_copies);
        }
    }
}

fn appeared_in(corpus: &Corpus, article: ArticleId) -> Option<(OutletId, Appearance)> {
    corpus.row(article).outlet.zip(appearance(corpus, article))
}

/// Returns the second before which no member of a group appeared; the beginning of time where one
/// has no date.
fn none_before(group: GroupAppearance) -> i64 {
    group.none_before.filter(|_| !group.has_dateless).unwrap_or(i64::MIN)
}

/// Returns a credit as files have it.
pub(crate) fn credit_row(credit: &Credit) -> CreditRow {
    CreditRow {
        start: credit.start.into(),
        end: credit.end.into(),
        text: credit.text.clone(),
        field: credit.field.map(|field| field.name().to_owned()),
        class: credit.class.name().to_owned(),
        agency: credit.credited_name().map(str::to_owned),
        channel: credit.channel.clone(),
        position: credit.position.name().to_owned(),
        strength: credit.strength.name().to_owned(),
        scope: credit.scope.name().to_owned(),
        join_key: credit.join_key.clone(),
    }
}
