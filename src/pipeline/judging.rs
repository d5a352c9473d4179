//! What the neighbours make of an article: whose it is, where it breaks off, how much of it is new.

use super::articles::{ArticleFindings, VerifiedPair};
use super::collapse::Corpus;
use super::originality::originalities;
use super::paragraphs::Paragraphs;
use crate::attribution::{Appearance, GroupAppearance, Precedence, WireCarrier, Zones};
use crate::credit::{Evidence, Neighbourhood, Verdict, verdict};
use crate::error::Result;
use crate::params::{Only, ScanParams};
use crate::records::{BrokenOff, Credit};
use crate::relation::is_reported;
use crate::text::{ParagraphEnd, Truncation, truncation_of};
use rayon::prelude::*;

/// An article of which another one has this share may be taken from there: as much as makes a pair.
const TAKEN_MIN: f64 = 0.3;

/// Where dates leave the order open, less than half may be what both took from a third: a speech, a statement.
const MAY_BE_TAKEN_MIN: f64 = 0.5;

/// What is found out once all pairs are known.
pub(super) struct Judged {
    /// Unit → where its text breaks off.
    truncations: Vec<Option<Truncation>>,
    /// Article → its originality; `None` where pairs were not looked for.
    originalities: Option<Vec<Option<f64>>>,
    /// Article → whether pairs show that it carries an agency's words.
    carries_wire_text: Vec<bool>,
    is_taken: Vec<bool>,
    may_be_taken: Vec<bool>,
    /// Article → whether its own outlet has another version of it, so that an earlier copy elsewhere is of that one.
    has_version: Vec<bool>,
}

/// Judges all articles.
pub(super) fn judge(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    found: &ArticleFindings,
    params: &ScanParams,
) -> Result<Judged> {
    let truncations = (0..corpus.n_units())
        .into_par_iter()
        .map_init(Vec::new, |ends, unit| {
            truncation(corpus, |paragraph| paragraphs.furniture(paragraph).is_some(), unit, ends)
        })
        .collect();
    let originalities = match params.only {
        Only::Paragraphs => None,
        _ => Some(originalities(corpus, paragraphs, &found.pairs)?),
    };
    let mut judged = Judged {
        truncations,
        originalities,
        carries_wire_text: vec![false; corpus.n_articles() as usize],
        is_taken: vec![false; corpus.n_articles() as usize],
        may_be_taken: vec![false; corpus.n_articles() as usize],
        has_version: vec![false; corpus.n_articles() as usize],
    };
    let wires: Vec<Option<GroupAppearance>> =
        (0..corpus.n_units()).into_par_iter().map(|unit| wire_appearance(corpus, unit)).collect();
    // Furniture joins nobody to an agency.
    for pair in found.pairs.iter().filter(|pair| is_reported(pair.outside)) {
        judged.hear(corpus, &wires, pair);
    }
    Ok(judged)
}

/// Where the text of a unit breaks off. `is_furniture` is asked with the corpus-wide number of a paragraph.
pub(super) fn truncation(
    corpus: &Corpus,
    is_furniture: impl Fn(u32) -> bool,
    unit: u32,
    ends: &mut Vec<ParagraphEnd>,
) -> Option<Truncation> {
    ends.clear();
    ends.extend(corpus.paragraph_numbers(unit).zip(corpus.paragraph_sketches(unit)).map(
        |(number, sketch)| ParagraphEnd {
            ending: sketch.ending,
            role: sketch.role,
            tokens: sketch.tokens,
            is_furniture: is_furniture(number),
        },
    ));
    truncation_of(ends)
}

/// When copies of a text that are an agency's appeared; `None` where none is.
fn wire_appearance(corpus: &Corpus, unit: u32) -> Option<GroupAppearance> {
    let is_wire = |article: &u32| corpus.agency(*article).or(corpus.own_agency(*article)).is_some();
    let mut wires = corpus.copies(unit).filter(is_wire).peekable();
    wires.peek()?;
    Some(GroupAppearance::of(wires.map(|article| appearance(corpus, article))))
}

pub(super) fn appearance(corpus: &Corpus, article: u32) -> Option<Appearance> {
    corpus.published(article).map(|published| Appearance::of(published, Zones::Any))
}

/// An article as its story's agency is asked for.
pub(super) fn wire_carrier(corpus: &Corpus, article: u32) -> WireCarrier {
    WireCarrier {
        credits: corpus.agency(article).map(u32::from),
        own_agency: corpus.own_agency(article).map(u32::from),
        appeared: appearance(corpus, article),
    }
}

impl Judged {
    fn hear(&mut self, corpus: &Corpus, wires: &[Option<GroupAppearance>], pair: &VerifiedPair) {
        for (unit, other, share) in
            [(pair.a, pair.b, pair.outside.a_in_b()), (pair.b, pair.a, pair.outside.b_in_a())]
        {
            let all = GroupAppearance::of(corpus.copies(other).map(|article| appearance(corpus, article)));
            let outlet_of_other = corpus.row(corpus.article_of(other)).outlet;
            for article in corpus.copies(unit) {
                let own = appearance(corpus, article);
                let is_not_first = |group| Precedence::of_group(own, group) != Precedence::Later;
                let is_elsewhere = outlet_of_other.is_none() || corpus.row(article).outlet != outlet_of_other;
                let at = article as usize;
                self.carries_wire_text[at] |= wires[other as usize].is_some_and(is_not_first);
                self.has_version[at] |= !is_elsewhere;
                if is_elsewhere && share >= TAKEN_MIN {
                    let precedence = Precedence::of_group(own, all);
                    self.is_taken[at] |= precedence == Precedence::Earlier;
                    self.may_be_taken[at] |= precedence == Precedence::Unknown && share >= MAY_BE_TAKEN_MIN;
                }
            }
        }
    }

    /// Whether the text of a unit breaks off.
    pub(super) fn is_truncated(&self, unit: u32) -> bool {
        self.truncations[unit as usize].is_some()
    }

    /// Where the text of a unit breaks off, as files tell it.
    pub(super) fn broken_off(&self, corpus: &Corpus, unit: u32) -> Option<BrokenOff> {
        let Truncation { cue, paragraph } = self.truncations[unit as usize]?;
        let sketch = corpus.paragraph_sketches(unit)[paragraph];
        Some(BrokenOff { cue, start: sketch.start.into(), end: sketch.end.into() })
    }

    /// The originality of an article; the outer `None` where pairs were not looked for.
    pub(super) fn originality(&self, article: u32) -> Option<Option<f64>> {
        self.originalities.as_ref().map(|all| all[article as usize])
    }

    /// The verdict of an article.
    pub(super) fn verdict(
        &self,
        corpus: &Corpus,
        article: u32,
        credits: &[Evidence],
        carries_storys_text: bool,
    ) -> Verdict {
        let neighbourhood = Neighbourhood {
            own_agency: corpus.own_agency(article),
            carries_wire_text: carries_storys_text || self.carries_wire_text[article as usize],
            is_taken: self.is_taken[article as usize] && !self.has_version[article as usize],
            may_be_taken: self.may_be_taken[article as usize] && !self.has_version[article as usize],
        };
        verdict(credits, &neighbourhood, |name| corpus.is_called(article, name))
    }
}

/// A credit as files carry it.
pub(super) fn credit_row(credit: &Evidence) -> Credit {
    Credit {
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
