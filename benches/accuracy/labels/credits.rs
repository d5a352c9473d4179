//! Credits, verdicts and accusations.

use super::agencies::{are_one_outlet, folded, own_agency};
use super::label::{Label, articles};
use super::share::{Line, Share};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// Classes of credits that name the source of a text.
const WIRE_CLASSES: [&str; 6] =
    ["dateline", "byline", "sign_off", "copyright", "distributor", "republication"];

const STRONG: [&str; 2] = ["strong", "very_strong"];

/// An article whose credits were read.
#[derive(Deserialize)]
pub struct CreditLabel {
    set: String,
    id: String,
    text_agencies: Vec<String>,
    kind: String,
    credit_spans: Vec<(usize, usize)>,
    credit_in: Vec<String>,
    own_site: bool,
    photo_agencies: Vec<String>,
    verdict_ok: Vec<String>,
    sampled: String,
    accusation: Option<String>,
}

/// The scan's answer on credits.
#[derive(Deserialize)]
pub struct CreditRow {
    id: String,
    url: Option<String>,
    outlet: Option<String>,
    #[serde(default)]
    credits: Vec<FoundCredit>,
    verdict: String,
}

#[derive(Deserialize)]
struct FoundCredit {
    start: usize,
    end: usize,
    text: String,
    class: String,
    agency: Option<String>,
    strength: Option<String>,
    scope: Option<String>,
}

impl FoundCredit {
    /// Returns whether the credit says where the text comes from.
    fn is_origin(&self) -> bool {
        self.scope.as_deref() == Some("text")
            && self.class != "attribution"
            && self.strength.as_deref().is_some_and(|strength| STRONG.contains(&strength))
    }

    fn overlaps(&self, spans: &[(usize, usize)]) -> bool {
        spans.iter().any(|(start, end)| self.start < *end && *start < self.end)
    }
}

impl CreditRow {
    fn origins(&self) -> impl Iterator<Item = &FoundCredit> {
        self.credits.iter().filter(|credit| credit.is_origin())
    }

    /// Returns the credits for the whole text, with their agencies.
    fn whole(&self) -> impl Iterator<Item = (&FoundCredit, &str)> {
        let whole = self.origins().filter(|credit| credit.class != "mixed");
        whole.filter_map(|credit| Some((credit, credit.agency.as_deref().filter(|name| !name.is_empty())?)))
    }
}

impl CreditLabel {
    fn accepts(&self, verdict: &str) -> bool {
        self.verdict_ok.iter().any(|accepted| accepted == verdict)
    }

    fn agencies(&self) -> HashSet<String> {
        self.text_agencies.iter().map(|name| folded(name)).collect()
    }

    /// The place in which the agency of a text is named.
    fn place(&self) -> &'static str {
        match self.credit_in.iter().any(|place| place == "text") {
            _ if self.own_site => "on the agency's own site",
            true => "in the text",
            false => "by author or address alone",
        }
    }

    fn accusation(&self) -> &str {
        let made = match self.accepts("uncredited_match") {
            true if self.verdict_ok.len() == 1 => "stands",
            true => "doubtful",
            false => "false",
        };
        self.accusation.as_deref().unwrap_or(made)
    }
}

type Row<'a> = (&'a CreditLabel, &'a CreditRow);

impl Label for CreditLabel {
    const FILE: &'static str = "credits.jsonl";
    const HEAD: &'static str = "credits";
    type Answer = CreditRow;

    fn set(&self) -> &str {
        &self.set
    }

    fn answers(labels: &[&Self], scan: &Path) -> Vec<Option<CreditRow>> {
        let wanted: HashSet<&str> = labels.iter().map(|label| label.id.as_str()).collect();
        let found = articles::<CreditRow>(scan).filter(|row| wanted.contains(row.id.as_str()));
        let mut found: HashMap<String, CreditRow> = found.map(|row| (row.id.clone(), row)).collect();
        labels.iter().map(|label| found.remove(&label.id)).collect()
    }

    fn lines(rows: &[(&Self, &CreditRow)]) -> Vec<Line> {
        let mut lines = agencies_found(rows);
        lines.extend(agencies_named(rows));
        lines.extend(kinds_of_credit(rows));
        lines.extend(verdicts(rows));
        lines
    }
}

/// Agencies of texts that are an agency's by their own words, one row for each place of the name.
fn agencies_found(rows: &[Row<'_>]) -> Vec<Line> {
    let mut found = Vec::new();
    let mut at_line = Vec::new();
    for (label, article) in rows.iter().filter(|(label, _)| label.kind == "wire") {
        let named: HashSet<String> = article.whole().map(|(_, agency)| folded(agency)).collect();
        for agency in label.agencies() {
            let is_named = named.contains(&agency);
            found.push((label.place(), is_named));
            if is_named && label.place() == "in the text" && !label.credit_spans.is_empty() {
                let is_there = |(credit, name): (&FoundCredit, &str)| {
                    folded(name) == agency && credit.overlaps(&label.credit_spans)
                };
                at_line.push(article.whole().any(is_there));
            }
        }
    }
    let places = ["in the text", "on the agency's own site", "by author or address alone"];
    let mut lines: Vec<Line> = places
        .map(|place| {
            let of_place = found.iter().filter(|(named, _)| *named == place);
            (format!("agency credited {place}: found"), Share::of(of_place.map(|(_, is_named)| *is_named)))
        })
        .into();
    lines.push(("agency found: by the line that credits it".to_owned(), Share::of(at_line)));
    lines
}

/// Agencies and republished sources that a scan names, each once for an article. An agency on its
/// own site does not count, nor one whose verdict the reader accepts.
fn agencies_named(rows: &[Row<'_>]) -> [Line; 2] {
    let (mut wire, mut republished) = (Vec::new(), Vec::new());
    for (label, article) in rows {
        let own = own_agency(
            article.url.as_deref().unwrap_or_default(),
            article.outlet.as_deref().unwrap_or_default(),
        );
        let mut named = HashSet::new();
        for (credit, name) in article.whole() {
            let agency = folded(name);
            let counts = WIRE_CLASSES.contains(&credit.class.as_str()) && own != Some(agency.as_str());
            if !counts || !named.insert(agency.clone()) {
                continue;
            }
            let is_republication = credit.class == "republication";
            let is_named = label.agencies().contains(&agency)
                || label.text_agencies.iter().any(|of_label| are_one_outlet(name, of_label))
                || (is_republication && credit.overlaps(&label.credit_spans));
            let is_right = is_named && ["wire", "rehosted"].contains(&label.kind.as_str());
            if is_right || !label.accepts(if is_republication { "rehosted" } else { "wire_credited" }) {
                let tally = if is_republication { &mut republished } else { &mut wire };
                tally.push(is_right);
            }
        }
    }
    [
        ("agency named: is the source".to_owned(), Share::of(wire)),
        ("republication named: is one".to_owned(), Share::of(republished)),
    ]
}

/// Credits of pictures, of a part of a text, and of another outlet.
fn kinds_of_credit(rows: &[Row<'_>]) -> Vec<Line> {
    let is_wire =
        |(label, article): &Row<'_>| article.verdict == "wire_credited" && !label.accepts("wire_credited");
    let photos = rows.iter().filter(|(label, _)| !label.photo_agencies.is_empty());
    let is_photo = |row: &Row<'_>| {
        let names: HashSet<String> =
            row.1.origins().filter_map(|credit| Some(folded(credit.agency.as_deref()?))).collect();
        is_wire(row) && row.0.photo_agencies.iter().any(|name| names.contains(&folded(name)))
    };
    let of_kind = |kind: &'static str| rows.iter().filter(move |(label, _)| label.kind == kind);
    let is_seen = |(label, article): &Row<'_>| {
        let spans = &label.credit_spans;
        article.credits.iter().any(|credit| credit.is_origin() && credit.overlaps(spans))
    };
    let rehosted = || of_kind("rehosted").filter(|(label, _)| !label.own_site);
    let is_source = |row: &Row<'_>| {
        let source = row.0.text_agencies.first();
        is_seen(row)
            || row.1.origins().any(|credit| {
                let name = credit.agency.as_ref().filter(|name| !name.is_empty()).unwrap_or(&credit.text);
                source.is_some_and(|source| are_one_outlet(source, name))
            })
    };
    let is_accepted = |(label, article): &Row<'_>| label.accepts(&article.verdict);
    vec![
        ("agency of a picture: called the text's".to_owned(), Share::of(photos.map(is_photo))),
        ("credit for a part: found".to_owned(), Share::of(of_kind("partial").map(is_seen))),
        ("credit for a part: called the whole text's".to_owned(), Share::of(of_kind("partial").map(is_wire))),
        ("another outlet's story: it is named".to_owned(), Share::of(rehosted().map(is_source))),
        ("another outlet's story: verdict accepted".to_owned(), Share::of(rehosted().map(is_accepted))),
    ]
}

fn verdicts(rows: &[Row<'_>]) -> Vec<Line> {
    let is_accepted = |(label, article): &Row<'_>| label.accepts(&article.verdict);
    let by_chance = rows.iter().filter(|(label, _)| label.sampled == "random");
    let is_made = |article: &CreditRow| article.verdict == "uncredited_match";
    let made = rows.iter().filter(|(_, article)| is_made(article));
    let just = rows.iter().filter(|(label, article)| {
        let is_just = label.accusation() == "stands";
        is_just && (is_made(article) || (label.accusation.is_some() && label.accepts("uncredited_match")))
    });
    vec![
        ("verdict: accepted".to_owned(), Share::of(rows.iter().map(is_accepted))),
        ("verdict, drawn by chance: accepted".to_owned(), Share::of(by_chance.map(is_accepted))),
        (
            "`uncredited_match`: justified".to_owned(),
            Share::of(made.map(|(label, _)| label.accusation() == "stands")),
        ),
        (
            "copy without a credit: called `uncredited_match`".to_owned(),
            Share::of(just.map(|(_, article)| is_made(article))),
        ),
    ]
}
