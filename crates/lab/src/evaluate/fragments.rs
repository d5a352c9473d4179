//! Repeated paragraphs: true fragments against reported ones.

use super::share::{Share, f1};
use super::spans::{common_len, covered_len, united};
use super::{
    FragmentScores, KindScore, PrecisionRecall, Reported, ReportedOccurrence, Span, TrueFragment,
    TrueOccurrence, Truth, Unknown,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Scores fragments by their occurrences, and boilerplate by bytes of the texts.
///
/// Each true fragment with two occurrences or more is matched to the reported fragment with most of
/// them (the first by id on a tie). Reported fragments that match no true one are not judged: a
/// truth file need not list every repeat.
pub(super) fn score(reported: &Reported, truth: &Truth) -> Result<FragmentScores, Unknown> {
    let boilerplate = boilerplate(reported, truth);
    if truth.fragments.is_empty() && boilerplate.is_none() {
        return Err("the truth file names no fragments");
    }
    let occurrences = reported.occurrences.as_ref().ok_or("the scan wrote no fragments")?;
    let fragments = FragmentOccurrences::of(occurrences);
    let scanned: BTreeSet<&str> = reported.articles.iter().map(|article| article.id.as_str()).collect();
    let (mut precision, mut recall, mut found) = (Share::default(), Share::default(), Share::default());
    let mut by_kind: BTreeMap<&str, Share> = BTreeMap::new();
    for fragment in &truth.fragments {
        let wanted: Vec<&TrueOccurrence> =
            fragment.occurrences.iter().filter(|location| scanned.contains(location.article())).collect();
        if wanted.len() < 2 {
            continue;
        }
        let best = fragments.best_match(&wanted);
        let matched = best.map_or(0, |(_, matched)| matched);
        recall.hits += matched;
        recall.of += wanted.len() as u64;
        if let Some((name, matched)) = best {
            precision.hits += matched;
            precision.of += fragments.len_within(name, fragment);
        }
        found.count(matched > 1);
        by_kind.entry(&fragment.kind).or_default().count(matched > 1);
    }
    Ok(FragmentScores {
        precision: precision.value(),
        recall: recall.value(),
        f1: precision.value().zip(recall.value()).map(|(precision, recall)| f1(precision, recall)),
        true_fragments: found.of,
        found: found.hits,
        found_interval: found.interval(),
        by_kind: by_kind
            .into_iter()
            .map(|(kind, share)| KindScore {
                kind: kind.to_owned(),
                true_fragments: share.of,
                found: share.hits,
            })
            .collect(),
        boilerplate,
    })
}

/// Occurrences of the reported fragments.
struct FragmentOccurrences<'rows> {
    of_article: HashMap<&'rows str, Vec<&'rows ReportedOccurrence>>,
    of_fragment: HashMap<&'rows str, Vec<&'rows str>>,
}

impl<'rows> FragmentOccurrences<'rows> {
    fn of(occurrences: &'rows [ReportedOccurrence]) -> Self {
        let mut fragments = FragmentOccurrences { of_article: HashMap::new(), of_fragment: HashMap::new() };
        for occurrence in occurrences {
            fragments.of_article.entry(&occurrence.article).or_default().push(occurrence);
            fragments.of_fragment.entry(&occurrence.fragment).or_default().push(&occurrence.article);
        }
        for of_article in fragments.of_article.values_mut() {
            of_article.sort_unstable_by_key(|occurrence| (occurrence.paragraph, &occurrence.fragment));
        }
        fragments
    }

    /// Fragments at a location: in that paragraph, or in one that shares at least half of those
    /// bytes.
    fn at(&self, location: &TrueOccurrence) -> BTreeSet<&'rows str> {
        let Some(occurrences) = self.of_article.get(location.article()) else { return BTreeSet::new() };
        // Paragraphs follow each other, so that an order by number is one by bytes.
        let first = occurrences.partition_point(|occurrence| match location {
            TrueOccurrence::Paragraph(_, paragraph) => occurrence.paragraph < *paragraph,
            TrueOccurrence::Bytes(_, span) => occurrence.end <= span.start,
        });
        occurrences[first..]
            .iter()
            .take_while(|occurrence| match location {
                TrueOccurrence::Paragraph(_, paragraph) => occurrence.paragraph == *paragraph,
                TrueOccurrence::Bytes(_, span) => occurrence.start < span.end,
            })
            .filter(|occurrence| match location {
                TrueOccurrence::Paragraph(..) => true,
                TrueOccurrence::Bytes(_, span) => {
                    let reported = Span { start: occurrence.start, end: occurrence.end };
                    2 * reported.intersection(*span).len() >= span.len()
                }
            })
            .map(|occurrence| occurrence.fragment.as_str())
            .collect()
    }

    /// The fragment at most of the locations, and the number of these.
    fn best_match(&self, wanted: &[&TrueOccurrence]) -> Option<(&'rows str, u64)> {
        let mut n_matched: BTreeMap<&str, u64> = BTreeMap::new();
        for location in wanted {
            for fragment in self.at(location) {
                *n_matched.entry(fragment).or_default() += 1;
            }
        }
        n_matched.into_iter().rev().max_by_key(|(_, matched)| *matched)
    }

    /// Occurrences of a reported fragment in the articles of the true one: as many as can be right,
    /// or more.
    fn len_within(&self, reported: &str, truth: &TrueFragment) -> u64 {
        let articles: BTreeSet<&str> = truth.occurrences.iter().map(TrueOccurrence::article).collect();
        let all = self.of_fragment.get(reported).into_iter().flatten();
        all.filter(|article| articles.contains(**article)).count() as u64
    }
}

fn boilerplate(reported: &Reported, truth: &Truth) -> Option<PrecisionRecall> {
    let found: HashMap<&str, &[Span]> = reported
        .articles
        .iter()
        .map(|article| (article.id.as_str(), article.boilerplate.as_deref().unwrap_or_default()))
        .collect();
    let (mut right, mut in_truth, mut in_scan) = (0, 0, 0);
    let mut speaks = false;
    for article in &truth.articles {
        let (Some(spans), Some(found)) = (&article.boilerplate, found.get(article.id.as_str())) else {
            continue;
        };
        speaks = true;
        right += common_len(&united(spans.clone()), &united(found.to_vec()));
        in_truth += covered_len(spans.clone());
        in_scan += covered_len(found.to_vec());
    }
    let precision = Share { hits: right, of: in_scan }.value();
    let recall = Share { hits: right, of: in_truth }.value();
    let f1 = precision.zip(recall).map(|(precision, recall)| f1(precision, recall));
    speaks.then_some(PrecisionRecall { precision, recall, f1 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::{ReportedArticle, TrueArticle};

    fn occurrence(fragment: &str, article: &str, paragraph: u64) -> ReportedOccurrence {
        let start = paragraph * 100;
        ReportedOccurrence {
            fragment: fragment.to_owned(),
            article: article.to_owned(),
            paragraph,
            start,
            end: start + 90,
        }
    }

    fn reported(occurrences: Vec<ReportedOccurrence>) -> Reported {
        let article = |id: &str| ReportedArticle {
            id: id.to_owned(),
            boilerplate: Some(vec![Span { start: 0, end: 30 }]),
            ..ReportedArticle::default()
        };
        Reported {
            articles: ["a", "b", "c"].map(article).to_vec(),
            occurrences: Some(occurrences),
            ..Reported::default()
        }
    }

    #[test]
    fn a_fragment_with_two_of_three_occurrences_and_one_too_many_scores_two_thirds() {
        let scan = reported(vec![
            occurrence("f1", "a", 0),
            occurrence("f1", "b", 4),
            occurrence("f1", "b", 5),
            occurrence("f2", "c", 1),
        ]);
        let location = |article: &str, paragraph| TrueOccurrence::Paragraph(article.to_owned(), paragraph);
        let near = TrueFragment {
            kind: "near".to_owned(),
            occurrences: vec![location("a", 0), location("b", 4), location("c", 1)],
        };
        let outside = TrueFragment {
            kind: "near".to_owned(),
            occurrences: vec![location("a", 2), location("elsewhere", 1)],
        };
        let missed =
            TrueFragment { kind: "echo".to_owned(), occurrences: vec![location("a", 6), location("a", 7)] };
        let truth = Truth { fragments: vec![near, outside, missed], ..Truth::default() };
        let scores = score(&scan, &truth).unwrap();
        assert_eq!((scores.true_fragments, scores.found), (2, 1));
        assert_eq!(scores.precision, Some(2.0 / 3.0));
        assert_eq!(scores.recall, Some(2.0 / 5.0));
        assert_eq!(scores.by_kind[0], KindScore { kind: "echo".to_owned(), true_fragments: 1, found: 0 });
        assert_eq!(scores.boilerplate, None);
    }

    #[test]
    fn an_occurrence_by_bytes_is_in_the_paragraph_with_half_of_them() {
        let scan = reported(vec![occurrence("f1", "a", 0), occurrence("f1", "b", 4)]);
        let location =
            |article: &str, start, end| TrueOccurrence::Bytes(article.to_owned(), Span { start, end });
        let caption = TrueFragment {
            kind: "caption".to_owned(),
            occurrences: vec![location("a", 10, 100), location("b", 350, 449)],
        };
        let scores = score(&scan, &Truth { fragments: vec![caption], ..Truth::default() }).unwrap();
        assert_eq!(scores.recall, Some(0.5));
    }

    #[test]
    fn boilerplate_is_scored_by_bytes() {
        let known = TrueArticle {
            id: "a".to_owned(),
            boilerplate: Some(vec![Span { start: 10, end: 50 }]),
            ..TrueArticle::default()
        };
        let scores = score(&reported(vec![]), &Truth { articles: vec![known], ..Truth::default() }).unwrap();
        let boilerplate = scores.boilerplate.unwrap();
        assert_eq!((boilerplate.precision, boilerplate.recall), (Some(2.0 / 3.0), Some(0.5)));
    }
}
