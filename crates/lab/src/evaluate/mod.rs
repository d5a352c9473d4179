//! Scores of a scan against a truth file.
//!
//! *Takes* the rows of a scan ([`Reported`]) and of a truth file ([`Truth`]). *Gives* an
//! [`Evaluation`]: pairs, clusters, fragments, passages, relations, directions, credits; a part
//! without truth is `null` with a reason. *Costs* a few hash look-ups per row; pairs of one story
//! are counted by its components and never listed, so that a story of 10,000 articles costs 10,000
//! steps instead of fifty million. *Never* opens a file, and never counts rows for articles: exact
//! groups are expanded first. *Source*: Wilson 1927 (intervals); Hubert, Arabie 1985 and Vinh,
//! Epps, Bailey 2010 (clusters); Bagga, Baldwin 1998 (B³); Potthast, Stein, Barrón-Cedeño, Rosso
//! 2010, section 3, as used at PAN 2013 (passages).
//!
//! # Forms of truth files
//!
//! | form | states |
//! |---|---|
//! | `pairs.tsv` | all pairs above its own rule, with their exact scores |
//! | our own rows | stories, sources, relations, fragments, spans, boilerplate, credits |
//! | PAN rows | aligned spans of named pairs, and pairs that share nothing |

mod clusters;
mod credits;
mod direction;
mod evaluation;
mod fragments;
mod grouping;
mod labels;
mod pairs;
mod passages;
mod relations;
mod reported;
mod share;
mod spans;
mod truth;

#[cfg(test)]
mod tests;

pub use crate::span::Span;
pub use clusters::{adjusted_mutual_information, adjusted_rand, b_cubed};
pub use evaluation::{
    BCubed, Bin, ClusterScores, CreditScores, DirectionScores, Evaluation, FragmentScores, KindScore,
    LabelCell, LabelScore, LabelScores, PairScores, PassageScores, PrecisionRecall, Present,
};
pub use passages::plagdet;
pub use reported::{
    Reported, ReportedArticle, ReportedCredit, ReportedOccurrence, ReportedPair, ReportedPassage,
};
pub use share::Share;
pub use spans::AlignedSpans;
pub use truth::{TrueAlignment, TrueArticle, TrueFragment, TrueOccurrence, TruePair, Truth, read_truth};
pub use wirecopy_article::text::{OffsetUnit, character_offsets};

use grouping::Grouping;
use std::collections::{BTreeMap, BTreeSet};

/// Scores what a scan reported against what is true.
pub fn evaluate(reported: &Reported, truth: &Truth) -> Evaluation {
    let grouping = Grouping::of(reported);
    let mut reasons = BTreeMap::new();
    let mut kept = Reasons(&mut reasons);
    Evaluation {
        articles: articles_in_both(reported, truth),
        pairs: kept.value("pairs", pairs::score(reported, truth, &grouping)),
        clusters: kept.value("clusters", clusters::score(reported, truth)),
        fragments: kept.value("fragments", fragments::score(reported, truth)),
        passages: kept.value("passages", passages::score(reported, truth, &grouping)),
        relations: kept.value("relations", relations::score(reported, truth, &grouping)),
        directions: kept.value("directions", direction::score(reported, truth, &grouping)),
        credits: kept.value("credits", credits::score(reported, truth)),
        reasons,
    }
}

fn articles_in_both(reported: &Reported, truth: &Truth) -> Present {
    let in_scan: BTreeSet<&str> = reported.articles.iter().map(|article| article.id.as_str()).collect();
    let in_truth = truth.ids();
    Present {
        in_scan: in_scan.len() as u64,
        in_truth: in_truth.len() as u64,
        in_both: in_truth.intersection(&in_scan).count() as u64,
    }
}

/// The reason for which a part of an evaluation is absent.
type Unknown = &'static str;

struct Reasons<'map>(&'map mut BTreeMap<&'static str, &'static str>);

impl Reasons<'_> {
    fn value<T>(&mut self, name: &'static str, scored: Result<T, Unknown>) -> Option<T> {
        scored.map_err(|reason| self.0.insert(name, reason)).ok()
    }
}
