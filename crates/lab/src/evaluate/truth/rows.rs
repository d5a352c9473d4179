//! JSON rows of truth files: our own and PAN's. Unknown keys are ignored.

use super::row::{ArticleRow, ComparedRow, Row, SourceSpan, TruePairRow, TypedRow};
use super::{TrueAlignment, TrueArticle, TrueFragment, TrueOccurrence, TruePair, Truth};
use crate::error::{Error, Result};
use crate::evaluate::{AlignedSpans, OffsetUnit};
use crate::span::Span;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

/// Reads all lines of a file whose first is a JSON row.
pub(super) fn read(path: &Path, lines: impl Iterator<Item = Result<String>>) -> Result<Truth> {
    let mut truth = Truth::default();
    let mut captions: BTreeMap<(String, u64), TrueFragment> = BTreeMap::new();
    let mut of_sources = Vec::new();
    for (number, line) in lines.enumerate() {
        let row = row(&line?).map_err(|reason| Error::BadRecord {
            path: path.to_path_buf(),
            line: number as u64 + 1,
            reason,
        })?;
        match row {
            Row::Typed(TypedRow::Article(row)) | Row::Article(row) => {
                add_article(row, &mut truth, &mut captions, &mut of_sources);
            }
            Row::Typed(TypedRow::Pair(row)) => truth.pairs.push(listed_pair(row)),
            Row::Typed(TypedRow::NotPair { a, b }) => truth.not_pairs.push((a, b)),
            Row::Typed(TypedRow::Fragment(row)) => truth.fragments.push(TrueFragment {
                kind: row.kind,
                occurrences: row
                    .paragraphs
                    .into_iter()
                    .map(|(id, n)| TrueOccurrence::Paragraph(id, n))
                    .collect(),
            }),
            Row::Compared(row) => add_compared(row, &mut truth),
        }
    }
    // A listed pair reoccurrences the pair that follows from the source of an article.
    let listed: HashSet<(String, String)> = truth
        .pairs
        .iter()
        .flat_map(|pair| [(pair.a.clone(), pair.b.clone()), (pair.b.clone(), pair.a.clone())])
        .collect();
    truth.pairs.extend(
        of_sources.into_iter().filter(|pair: &TruePair| !listed.contains(&(pair.a.clone(), pair.b.clone()))),
    );
    truth.fragments.extend(captions.into_values());
    Ok(truth)
}

/// Fields of articles in a dump or in the files of a scan that rows of truth do not have.
const OF_ARTICLES: [&str; 7] = ["text", "body", "content", "title", "url", "published", "words"];

fn row(line: &str) -> std::result::Result<Row, String> {
    let value: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let parsed = if value.get("type").is_some() {
        TypedRow::deserialize(value).map(Row::Typed)
    } else if value.get("id").is_some() {
        if OF_ARTICLES.iter().any(|field| value.get(*field).is_some()) {
            return Err("an article and no row of a truth file".to_owned());
        }
        ArticleRow::deserialize(value).map(Row::Article)
    } else if value.get("a").is_some() {
        ComparedRow::deserialize(value).map(Row::Compared)
    } else {
        return Err(
            "no row of a truth file: a \"type\", an \"id\", or \"a\" and \"b\" are expected".to_owned()
        );
    };
    parsed.map_err(|error| error.to_string())
}

fn add_article(
    row: ArticleRow,
    truth: &mut Truth,
    captions: &mut BTreeMap<(String, u64), TrueFragment>,
    of_sources: &mut Vec<TruePair>,
) {
    for caption in row.captions.into_iter().flatten() {
        let span = Span { start: caption.start, end: caption.end };
        let fragment = captions.entry((caption.of, caption.caption)).or_default();
        "caption".clone_into(&mut fragment.kind);
        fragment.occurrences.push(TrueOccurrence::Bytes(row.id.clone(), span));
    }
    if let Some(spans) = row.spans {
        add_alignments(&row.id, row.source.as_deref(), spans, &mut truth.alignments);
    }
    if let Some(source) = &row.source {
        let containment = larger(row.a_in_b, row.b_in_a);
        of_sources.push(TruePair {
            a: row.id.clone(),
            b: source.clone(),
            jaccard: row.jaccard,
            containment,
            shared: row.shared_shingles,
            relation: row.relation.clone(),
            expected: TruePair::meets_rule(row.jaccard, containment, row.shared_shingles)
                && !is_boilerplate(&row.relation),
            ..TruePair::default()
        });
    }
    truth.articles.push(TrueArticle {
        credits: credit_labels(&row.credit),
        story: match row.story {
            Value::Null => None,
            Value::String(name) => Some(name),
            other => Some(other.to_string()),
        },
        id: row.id,
        source: row.source,
        sources: row.sources.unwrap_or_default(),
        relation: row.relation,
        agency: row.agency,
        boilerplate: row.boilerplate,
    });
}

fn add_alignments(
    id: &str,
    source: Option<&str>,
    spans: Vec<SourceSpan>,
    alignments: &mut Vec<TrueAlignment>,
) {
    let mut by_source: BTreeMap<String, Vec<AlignedSpans>> = BTreeMap::new();
    for span in spans {
        if let Some(source) = span.source.as_deref().or(source) {
            by_source.entry(source.to_owned()).or_default().push(AlignedSpans {
                a: Span { start: span.start, end: span.end },
                b: Span { start: span.source_start, end: span.source_end },
            });
        }
    }
    alignments.extend(by_source.into_iter().map(|(source, cases)| TrueAlignment {
        a: id.to_owned(),
        b: source,
        cases,
    }));
}

/// A label, several, or `none` for no credit.
fn credit_labels(credit: &Value) -> Option<BTreeSet<String>> {
    let label = |value: &Value| {
        let name = value.as_str().or_else(|| value.get("class")?.as_str())?;
        (name != "none").then(|| name.to_owned())
    };
    match credit {
        Value::Null => None,
        Value::Array(several) => Some(several.iter().filter_map(label).collect()),
        one => Some(label(one).into_iter().collect()),
    }
}

fn listed_pair(row: TruePairRow) -> TruePair {
    let containment = larger(row.a_in_b, row.b_in_a);
    let by_score = || TruePair::meets_rule(row.jaccard, containment, row.shared_shingles);
    TruePair {
        expected: row.reported.unwrap_or_else(by_score)
            && ![&row.relation, &row.basic].into_iter().any(is_boilerplate),
        a: row.a,
        b: row.b,
        jaccard: row.jaccard,
        containment,
        shared: row.shared_shingles,
        relation: row.relation,
        also: row.also,
        basic: row.basic,
        kind: None,
    }
}

/// Boilerplate proposes no pairs: a pair that shares nothing else may be reported and need not be.
fn is_boilerplate(label: &Option<String>) -> bool {
    label.as_deref() == Some("boilerplate_only")
}

fn add_compared(row: ComparedRow, truth: &mut Truth) {
    truth.offset_unit = OffsetUnit::Characters;
    if row.duplicate.unwrap_or(row.kind != "non") {
        truth.pairs.push(TruePair {
            a: row.a.clone(),
            b: row.b.clone(),
            kind: Some(row.kind),
            expected: true,
            ..TruePair::default()
        });
    } else {
        truth.not_pairs.push((row.a.clone(), row.b.clone()));
    }
    if let Some(spans) = row.spans {
        let span = |offset, length| Span { start: offset, end: offset + length };
        let cases = spans
            .into_iter()
            .map(|aligned| AlignedSpans {
                a: span(aligned.this_offset, aligned.this_length),
                b: span(aligned.source_offset, aligned.source_length),
            })
            .collect();
        truth.alignments.push(TrueAlignment { a: row.a, b: row.b, cases });
    }
}

fn larger(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.max(b)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Truth {
        read(Path::new("truth.jsonl"), text.lines().map(|line| Ok(line.to_owned()))).unwrap()
    }

    #[test]
    fn rows_of_a_generator_give_sources_spans_captions_and_credits() {
        let truth = read_text(concat!(
            r#"{"id":"w1","story":1,"source":null,"operations":[],"spans":[],"credit":null,"agency":null,"boilerplate":[]}"#,
            "\n",
            r#"{"id":"c1","story":"s1","source":"w1","operations":["cut"],"spans":[{"start":9,"end":19,"source_start":0,"source_end":10}],"#,
            r#""jaccard":0.6,"a_in_b":0.9,"b_in_a":0.65,"relation":"near","credit":"dateline","agency":"AP","#,
            r#""boilerplate":[{"start":0,"end":8}],"captions":[{"start":20,"end":30,"of":"k1"},{"start":40,"end":50,"of":"k1"}]}"#,
        ));
        assert_eq!(truth.articles.len(), 2);
        assert_eq!(truth.articles[0].credits, None);
        assert_eq!(truth.articles[0].story.as_deref(), Some("1"));
        assert_eq!(truth.articles[1].credits, Some(BTreeSet::from(["dateline".to_owned()])));
        assert_eq!(truth.pairs.len(), 1);
        assert!(truth.pairs[0].expected);
        assert_eq!(truth.pairs[0].containment, Some(0.9));
        let aligned = AlignedSpans { a: Span { start: 9, end: 19 }, b: Span { start: 0, end: 10 } };
        assert_eq!(truth.alignments[0].cases, [aligned]);
        assert_eq!(truth.fragments[0].occurrences.len(), 2);
        assert_eq!(truth.offset_unit, OffsetUnit::Bytes);
    }

    #[test]
    fn a_listed_pair_reoccurrences_the_pair_of_an_article_and_its_source() {
        let truth = read_text(concat!(
            r#"{"type":"article","id":"c1","story":"s1","source":"w1","credit":"none"}"#,
            "\n",
            r#"{"type":"pair","a":"w1","b":"c1","relation":"teaser","also":["excerpt"],"basic":"contained","jaccard":0.1,"a_in_b":0.1,"b_in_a":1.0,"shared_shingles":9,"reported":false}"#,
            "\n",
            r#"{"type":"not_pair","a":"w1","b":"x","why":"same event, other words"}"#,
            "\n",
            r#"{"type":"fragment","kind":"near","role":"caption","text":"…","articles":["w1","c1"],"paragraphs":[["w1",3],["c1",0]],"boilerplate":false}"#,
        ));
        assert_eq!(truth.pairs.len(), 1);
        assert!(!truth.pairs[0].expected);
        assert_eq!(truth.pairs[0].also, ["excerpt"]);
        assert_eq!(truth.not_pairs, [("w1".to_owned(), "x".to_owned())]);
        assert_eq!(truth.fragments[0].occurrences[1], TrueOccurrence::Paragraph("c1".to_owned(), 0));
        assert_eq!(truth.articles[0].credits, Some(BTreeSet::new()));
    }

    #[test]
    fn rows_of_pan_give_spans_in_characters() {
        let truth = read_text(concat!(
            r#"{"a":"s1","b":"o1","kind":"02-no-obfuscation","duplicate":true,"spans":[{"this_offset":5,"this_length":10,"source_offset":7,"source_length":11}]}"#,
            "\n",
            r#"{"a":"s1","b":"o2","kind":"01-no-plagiarism","duplicate":false,"spans":[]}"#,
        ));
        let aligned = AlignedSpans { a: Span { start: 5, end: 15 }, b: Span { start: 7, end: 18 } };
        assert_eq!(truth.alignments[0].cases, [aligned]);
        assert_eq!(truth.alignments.len(), 2);
        assert_eq!((truth.pairs.len(), truth.not_pairs.len()), (1, 1));
        assert_eq!(truth.offset_unit, OffsetUnit::Characters);
    }
}
