//! What the neighbours make of an article: whose it is, where it breaks off, how much of it is new.

use crate::corpus::numbering::Corpus;
use crate::output::{BrokenOff, CreditRow};
use crate::pairs::candidates::{ArticleFindings, VerifiedPair};
use crate::pairs::label::Labels;
use crate::paragraphs::repeated::Paragraphs;
use crate::params::{Passages, ScanParams};
use rayon::prelude::*;
use std::collections::BTreeMap;
use wirecopy_article::text::{ParagraphEnd, Truncation, TruncationCue, last_of_story, truncation_of};
use wirecopy_news::credit::{Credit, Neighbourhood, Verdict, verdict};
use wirecopy_news::relation::{is_reported, may_share_passage};
use wirecopy_news::story::{Appearance, GroupAppearance, Precedence, WireCarrier, Zones};
use wirecopy_reuse::overlap::Overlap;

/// An article of which another one has this share may be taken from there: as much as makes a pair. Of a longer article a passage is enough.
const TAKEN_MIN: f64 = 0.3;

/// Where dates leave the order open, less than half may be what both took from a third: a speech, a statement.
const MAY_BE_TAKEN_MIN: f64 = 0.5;

/// What is found out once all pairs are known.
pub(crate) struct Judged {
    /// Unit → where its text breaks off.
    truncations: Vec<Option<Truncation>>,
    /// Article → its originality; `None` where pairs were not looked for or not aligned.
    originalities: Option<Vec<Option<f64>>>,
    /// Article → what pairs show of it; `None` where pairs were not aligned, because scores do not tell a copy from a form that many fill in.
    heard: Option<Vec<NeighbourEvidence>>,
}

/// What pairs show of an article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct NeighbourEvidence {
    /// Whether it carries an agency's words.
    carries_wire_text: bool,
    /// The first second by which another outlet had a good part of it for certain, before it.
    elsewhere_by: Option<i64>,
    /// Before this second its own outlet had no other version of it for certain; an earlier copy elsewhere than that is of no version of its own.
    own_from: Option<i64>,
    /// Whether another outlet has a good part of it, and dates leave open who had it first.
    may_be_taken: bool,
}

impl NeighbourEvidence {
    fn and(self, other: NeighbourEvidence) -> NeighbourEvidence {
        let earlier = |left: Option<i64>, right: Option<i64>| left.into_iter().chain(right).min();
        NeighbourEvidence {
            carries_wire_text: self.carries_wire_text || other.carries_wire_text,
            elsewhere_by: earlier(self.elsewhere_by, other.elsewhere_by),
            own_from: earlier(self.own_from, other.own_from),
            may_be_taken: self.may_be_taken || other.may_be_taken,
        }
    }

    fn is_taken(self) -> bool {
        self.elsewhere_by.is_some_and(|by| self.own_from.is_none_or(|from| by < from))
    }

    fn may_be_taken(self) -> bool {
        self.may_be_taken && self.own_from.is_none()
    }

    /// Whether nothing that is still to be heard may change a verdict.
    fn is_decided(self) -> bool {
        self.carries_wire_text || self.is_taken()
    }
}

/// Judges all articles.
pub(crate) fn judge(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    found: &ArticleFindings,
    params: &ScanParams,
) -> Judged {
    let is_boilerplate = |paragraph: u32| paragraphs.boilerplate(paragraph).is_some();
    let mut truncations: Vec<Option<Truncation>> = (0..corpus.n_texts())
        .into_par_iter()
        .map_init(Vec::new, |ends, text_id| truncation(corpus, is_boilerplate, text_id, ends))
        .collect();
    for text_id in found.labels.iter().flat_map(Labels::cut_by_longer_copies) {
        let ends: Vec<ParagraphEnd> = paragraph_ends(corpus, is_boilerplate, text_id).collect();
        let told_by_copy =
            || last_of_story(&ends).map(|paragraph| Truncation { cue: TruncationCue::LongerCopy, paragraph });
        truncations[text_id as usize] = truncations[text_id as usize].or_else(told_by_copy);
    }
    if params.passages == Passages::None {
        return Judged { truncations, originalities: None, heard: None };
    }
    let originalities = found.shared.as_ref().map(|shared| shared.originalities(corpus, paragraphs));
    Judged { truncations, originalities, heard: Some(heard(corpus, found)) }
}

/// What all pairs show of each article.
fn heard(corpus: &Corpus, found: &ArticleFindings) -> Vec<NeighbourEvidence> {
    let mut listening = NeighbourScan::new(corpus);
    (0..corpus.n_texts()).for_each(|text_id| listening.hear_copies(text_id));
    for (at, pair) in found.pairs.iter().enumerate() {
        let may_be_copy = found.labels.as_ref().is_none_or(|labels| labels.relation(at).may_be_copy());
        // Boilerplate joins nobody to an agency, and neither do a speech that many quote and a form that many fill in.
        if may_be_copy && is_part(pair.outside) {
            listening.add_pair(pair);
        }
    }
    // What was open before any of these was heard.
    let open: Vec<&VerifiedPair> = found
        .weak
        .iter()
        .zip(&found.hints)
        .filter(|(pair, hint)| hint.may_be_copy && listening.may_matter(pair))
        .map(|(pair, _)| pair)
        .collect();
    open.into_iter().for_each(|pair| listening.add_pair(pair));
    listening.heard
}

/// Whether two articles have so much in common beside their pages that one may have it from the other.
fn is_part(outside: Overlap) -> bool {
    is_reported(outside) || may_share_passage(outside)
}

/// Where the text of a text breaks off. `is_boilerplate` is asked with the corpus-wide number of a paragraph.
pub(crate) fn truncation(
    corpus: &Corpus,
    is_boilerplate: impl Fn(u32) -> bool,
    text_id: u32,
    ends: &mut Vec<ParagraphEnd>,
) -> Option<Truncation> {
    ends.clear();
    ends.extend(paragraph_ends(corpus, is_boilerplate, text_id));
    truncation_of(ends)
}

fn paragraph_ends(
    corpus: &Corpus,
    is_boilerplate: impl Fn(u32) -> bool,
    text_id: u32,
) -> impl Iterator<Item = ParagraphEnd> {
    corpus.paragraph_numbers(text_id).zip(corpus.paragraph_sketches(text_id)).map(move |(number, sketch)| {
        ParagraphEnd {
            ending: sketch.ending,
            role: sketch.role,
            tokens: sketch.tokens,
            is_boilerplate: is_boilerplate(number),
        }
    })
}

/// When copies of a text that are an agency's appeared; `None` where none is.
fn wire_appearance(corpus: &Corpus, text_id: u32) -> Option<GroupAppearance> {
    let is_wire = |article: &u32| corpus.agency(*article).or(corpus.own_agency(*article)).is_some();
    let mut wires = corpus.copies(text_id).filter(is_wire).peekable();
    wires.peek()?;
    Some(GroupAppearance::of(wires.map(|article| appearance(corpus, article))))
}

pub(crate) fn appearance(corpus: &Corpus, article: u32) -> Option<Appearance> {
    corpus.published(article).map(|published| Appearance::of(published, Zones::Any))
}

/// An article as its story's agency is asked for.
pub(crate) fn wire_carrier(corpus: &Corpus, article: u32) -> WireCarrier {
    WireCarrier {
        credits: corpus.agency(article).map(u32::from),
        own_agency: corpus.own_agency(article).map(u32::from),
        appeared: appearance(corpus, article),
    }
}

/// What is heard of each article, pair by pair.
struct NeighbourScan<'a> {
    corpus: &'a Corpus,
    /// Unit → when copies of it that are an agency's appeared.
    wires: Vec<Option<GroupAppearance>>,
    heard: Vec<NeighbourEvidence>,
}

impl NeighbourScan<'_> {
    fn new(corpus: &Corpus) -> NeighbourScan<'_> {
        let wires =
            (0..corpus.n_texts()).into_par_iter().map(|text_id| wire_appearance(corpus, text_id)).collect();
        NeighbourScan {
            corpus,
            wires,
            heard: vec![NeighbourEvidence::default(); corpus.n_articles() as usize],
        }
    }

    fn add_pair(&mut self, pair: &VerifiedPair) {
        for (article, heard) in self.of_pair(pair) {
            self.heard[article as usize] = self.heard[article as usize].and(heard);
        }
    }

    /// Whether a pair that is not reported may show of an article what no other pair has.
    fn may_matter(&self, pair: &VerifiedPair) -> bool {
        is_part(pair.outside)
            && self.of_pair(pair).into_iter().any(|(article, new)| {
                let known = self.heard[article as usize];
                let is_credited = self.corpus.agency(article).is_some();
                !is_credited && !known.is_decided() && known.and(new) != known
            })
    }

    /// What a pair shows of all articles of both texts.
    fn of_pair(&self, pair: &VerifiedPair) -> Vec<(u32, NeighbourEvidence)> {
        let VerifiedPair { a, b, outside, .. } = *pair;
        let mut heard = Vec::new();
        for (text_id, other, share) in [(a, b, outside.a_in_b()), (b, a, outside.b_in_a())] {
            let is_much = share >= TAKEN_MIN || may_share_passage(outside);
            let of_other = self.corpus.copies(other).map(|article| appearance(self.corpus, article));
            let all = GroupAppearance::of(of_other);
            let outlet = self.corpus.row(self.corpus.article_of(other)).outlet;
            heard.extend(self.corpus.copies(text_id).map(|article| {
                let own = appearance(self.corpus, article);
                let is_not_first = |group| Precedence::of_group(own, group) != Precedence::Later;
                let is_elsewhere = outlet.is_none() || self.corpus.row(article).outlet != outlet;
                let precedence = Precedence::of_group(own, all);
                let is_taken = is_elsewhere && is_much && precedence == Precedence::Earlier;
                let is_open = is_elsewhere && precedence == Precedence::Unknown;
                let of_article = NeighbourEvidence {
                    carries_wire_text: self.wires[other as usize].is_some_and(is_not_first),
                    elsewhere_by: all.one_by.filter(|_| is_taken),
                    own_from: (!is_elsewhere).then_some(none_before(all)),
                    may_be_taken: is_open && share >= MAY_BE_TAKEN_MIN,
                };
                (article, of_article)
            }));
        }
        heard
    }

    /// What copies of one text show of each other, where their outlets and dates are known. O(n log n) in the copies.
    fn hear_copies(&mut self, text_id: u32) {
        let corpus = self.corpus;
        let len = corpus.row(corpus.article_of(text_id)).shingles;
        // What is shorter than a passage may be anybody's: an error page, a line of thanks.
        if !may_share_passage(Overlap { shared: len, a_len: len, b_len: len }) {
            return;
        }
        let mut by_outlet: BTreeMap<u32, Appearance> = BTreeMap::new();
        for (outlet, own) in corpus.copies(text_id).filter_map(|article| appeared_in(corpus, article)) {
            let first = by_outlet.entry(outlet).or_insert(own);
            first.earliest = first.earliest.min(own.earliest);
            first.latest = first.latest.min(own.latest);
        }
        let mut firsts: Vec<(i64, u32)> =
            by_outlet.iter().map(|(outlet, first)| (first.latest, *outlet)).collect();
        firsts.sort_unstable();
        for article in corpus.copies(text_id) {
            let Some((outlet, _)) = appeared_in(corpus, article) else { continue };
            let elsewhere = firsts.iter().take(2).find(|(_, other)| *other != outlet);
            let Some((by, _)) = elsewhere.filter(|(by, _)| *by < by_outlet[&outlet].earliest) else {
                continue;
            };
            let heard = NeighbourEvidence { elsewhere_by: Some(*by), ..NeighbourEvidence::default() };
            self.heard[article as usize] = self.heard[article as usize].and(heard);
        }
    }
}

fn appeared_in(corpus: &Corpus, article: u32) -> Option<(u32, Appearance)> {
    corpus.row(article).outlet.zip(appearance(corpus, article))
}

/// The second before which no member of a group appeared; the beginning of time where one has no date.
fn none_before(group: GroupAppearance) -> i64 {
    group.none_before.filter(|_| !group.has_dateless).unwrap_or(i64::MIN)
}

impl Judged {
    /// Whether the text of a text breaks off.
    pub(crate) fn is_truncated(&self, text_id: u32) -> bool {
        self.truncations[text_id as usize].is_some()
    }

    /// Where the text of a text breaks off, as files tell it.
    pub(crate) fn broken_off(&self, corpus: &Corpus, text_id: u32) -> Option<BrokenOff> {
        let Truncation { cue, paragraph } = self.truncations[text_id as usize]?;
        let sketch = corpus.paragraph_sketches(text_id)[paragraph];
        Some(BrokenOff { cue, start: sketch.start.into(), end: sketch.end.into() })
    }

    /// The originality of an article; the outer `None` where pairs were not looked for or not aligned.
    pub(crate) fn originality(&self, article: u32) -> Option<Option<f64>> {
        self.originalities.as_ref().map(|all| all[article as usize])
    }

    /// The verdict of an article; `None` where pairs were not aligned.
    pub(crate) fn verdict(
        &self,
        corpus: &Corpus,
        article: u32,
        credits: &[Credit],
        carries_storys_text: bool,
    ) -> Option<Verdict> {
        let heard = self.heard.as_ref()?[article as usize];
        let neighbourhood = Neighbourhood {
            own_agency: corpus.own_agency(article),
            carries_wire_text: carries_storys_text || heard.carries_wire_text,
            is_copied: heard.is_taken(),
            may_be_copied: heard.may_be_taken(),
        };
        Some(verdict(credits, &neighbourhood, |name| corpus.is_called(article, name)))
    }
}

/// A credit as files carry it.
pub(crate) fn credit_row(credit: &Credit) -> CreditRow {
    CreditRow {
        start: credit.start.into(),
        end: credit.end.into(),
        text: credit.text.clone(),
        class: credit.class.name().to_owned(),
        agency: credit.credited_name().map(str::to_owned),
        channel: credit.channel.clone(),
        position: credit.position.name().to_owned(),
        strength: credit.strength.name().to_owned(),
        scope: credit.scope.name().to_owned(),
        join_key: credit.join_key.clone(),
    }
}
