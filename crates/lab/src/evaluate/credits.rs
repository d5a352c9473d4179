//! Credits found against credits written.

use super::labels::{LabelTable, NO_LABEL};
use super::{CreditScores, Reported, ReportedArticle, TrueArticle, Truth, Unknown};
use std::collections::{BTreeMap, BTreeSet};
use wirecopy_news::credit::{agency_name, agency_named};

/// Verdicts about the origin of a text. Other labels of a truth file are classes of credits.
const VERDICTS: [&str; 6] =
    ["original", "wire_credited", "rehosted", "mention", "uncredited_match", "unknown"];

/// Verdict of a text that has the words of an agency and credits nobody.
const UNCREDITED: &str = "uncredited_match";

/// Scores verdicts, classes and agencies over the articles that both know.
pub(super) fn score(reported: &Reported, truth: &Truth) -> Result<CreditScores, Unknown> {
    if truth.articles.iter().all(|article| article.credits.is_none() && article.agency.is_none()) {
        return Err("the truth file does not speak of credits");
    }
    if reported.articles.iter().all(|article| article.credits.is_none() && article.verdict.is_none()) {
        return Err("the scan looked for no credits");
    }
    let by_id: BTreeMap<&str, &ReportedArticle> =
        reported.articles.iter().map(|article| (article.id.as_str(), article)).collect();
    let both: Vec<(&TrueArticle, &ReportedArticle)> = truth
        .articles
        .iter()
        .filter_map(|article| Some((article, *by_id.get(article.id.as_str())?)))
        .collect();
    Ok(CreditScores { verdicts: verdicts(&both), classes: classes(&both), agencies: agencies(&both) })
}

fn labels(article: &TrueArticle) -> impl Iterator<Item = &str> {
    article.credits.iter().flatten().map(String::as_str)
}

fn verdicts(both: &[(&TrueArticle, &ReportedArticle)]) -> Option<super::LabelScores> {
    if both.iter().all(|(_, reported)| reported.verdict.is_none()) {
        return None;
    }
    let mut table = LabelTable::default();
    for (truth, reported) in both {
        if let Some(verdict) = labels(truth).find(|label| VERDICTS.contains(label)) {
            table.count(verdict, reported.verdict.as_deref().unwrap_or(NO_LABEL));
        }
    }
    table.into_scores_of_any()
}

fn classes(both: &[(&TrueArticle, &ReportedArticle)]) -> Option<super::LabelScores> {
    if both.iter().all(|(truth, _)| labels(truth).all(|label| VERDICTS.contains(&label))) {
        return None;
    }
    let mut table = LabelTable::default();
    for (truth, reported) in both {
        if let (Some(_), Some(_)) = (&truth.credits, &reported.credits) {
            let expected = labels(truth).filter(|label| !VERDICTS.contains(label)).collect();
            table.count_sets(&expected, &of_text(reported, |credit| credit.class.as_deref()));
        }
    }
    table.into_scores_of_any()
}

fn agencies(both: &[(&TrueArticle, &ReportedArticle)]) -> Option<super::LabelScores> {
    if both.iter().all(|(truth, _)| truth.agency.is_none()) {
        return None;
    }
    let mut table = LabelTable::default();
    for (truth, reported) in both {
        if reported.credits.is_some() {
            let is_named = !labels(truth).any(|label| label == UNCREDITED);
            let expected = truth.agency.as_deref().filter(|_| is_named).map(in_files).into_iter().collect();
            table.count_sets(&expected, &of_text(reported, named_agency));
        }
    }
    table.into_scores_of_any()
}

/// Name of an agency as the output files spell it, for any name that a truth file may use.
fn in_files(name: &str) -> &str {
    agency_named(name).map_or(name, |agency| agency_name(agency))
}

/// The agency of a credit; for classes that may also credit an outlet, only a known agency.
fn named_agency(credit: &super::ReportedCredit) -> Option<&str> {
    let may_be_outlet =
        matches!(credit.class.as_deref(), Some("republication" | "distributor" | "attribution"));
    let name = credit.agency.as_deref()?;
    (!may_be_outlet || agency_named(name).is_some()).then(|| in_files(name))
}

/// Labels of credits of the text: photo and data credits say nothing about the origin of the words.
fn of_text(
    article: &ReportedArticle,
    label: impl Fn(&super::ReportedCredit) -> Option<&str>,
) -> BTreeSet<&str> {
    article
        .credits
        .iter()
        .flatten()
        .filter(|credit| credit.scope.as_deref().is_none_or(|scope| scope == "text"))
        .filter_map(label)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::ReportedCredit;

    fn credit(class: &str, agency: &str, scope: &str) -> ReportedCredit {
        let some = |text: &str| Some(text.to_owned());
        ReportedCredit { class: some(class), agency: some(agency), scope: some(scope) }
    }

    fn article(id: &str, verdict: &str, credits: Vec<ReportedCredit>) -> ReportedArticle {
        ReportedArticle {
            id: id.to_owned(),
            verdict: Some(verdict.to_owned()),
            credits: Some(credits),
            ..ReportedArticle::default()
        }
    }

    fn known(id: &str, label: &str, agency: Option<&str>) -> TrueArticle {
        TrueArticle {
            id: id.to_owned(),
            credits: Some(BTreeSet::from([label.to_owned()])),
            agency: agency.map(str::to_owned),
            ..TrueArticle::default()
        }
    }

    #[test]
    fn an_uncredited_copy_names_no_agency_and_a_photo_credit_is_no_credit_of_the_text() {
        let reported = Reported {
            articles: vec![
                article("c", "wire_credited", vec![credit("dateline", "Norwire", "text")]),
                article("s", "uncredited_match", vec![credit("photo", "Norwire", "photo")]),
                article("o", "wire_credited", vec![credit("byline", "Sudpress", "text")]),
            ],
            ..Reported::default()
        };
        let truth = Truth {
            articles: vec![
                known("c", "wire_credited", Some("Norwire")),
                known("s", "uncredited_match", Some("Norwire")),
                known("o", "original", None),
                known("not scanned", "original", None),
            ],
            ..Truth::default()
        };
        let scores = score(&reported, &truth).unwrap();
        assert!((scores.verdicts.unwrap().accuracy.unwrap() - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(scores.classes, None);
        let agencies = scores.agencies.unwrap();
        let cells: Vec<(&str, &str)> =
            agencies.confusion.iter().map(|cell| (cell.truth.as_str(), cell.reported.as_str())).collect();
        assert_eq!(cells, [("Norwire", "Norwire"), ("none", "Sudpress"), ("none", "none")]);
    }
}
