//! The explanation of a pair on a terminal.

use super::wording::counted;
use super::{Palette, one_line};
use crate::output::{ExplainedArticle, ExplainedRule, ExplainedScores, ExplainedTest, Explanation};
use std::fmt::Write as _;
use wirecopy_article::text::Ending;
use wirecopy_news::relation::{Of, Relation, RelationEvidence};

/// Columns of a line's name.
const NAME_COLUMNS: usize = 20;

/// Parts of a text that are boilerplate, of which the evidence is shown.
const BOILERPLATE_SHOWN: usize = 3;

/// The whole of an explanation, the decisive part first.
///
/// ```
/// use wirecopy::report::terminal::{Palette, explanation};
/// use wirecopy::{CandidateEngine, Input, ReadOptions, explain, find_articles};
///
/// let inputs = [Input::Path("data/sample".into())];
/// let reading = ReadOptions::new(std::env::temp_dir());
/// let [a, b] = find_articles(&inputs, &reading, ["ap-ferry-1", "hbc-1001"])?;
/// let explained = explain(&a, &b, CandidateEngine::Seeds);
/// assert!(explanation(&explained, Palette::Plain, 100).contains("What the two are"));
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn explanation(explained: &Explanation, palette: Palette, columns: usize) -> String {
    let mut text = String::new();
    for (name, article) in [("A", &explained.a), ("B", &explained.b)] {
        push_article(name, article, columns, &mut text);
    }
    let label = explained.relation.map_or("unrelated, without a word in common".to_owned(), label);
    let _ = writeln!(text, "\n{}", palette.heading(&format!("What the two are: {label}")));
    match (explained.relation, &explained.fired) {
        (None, _) => {}
        (Some(Relation::Exact), _) => text.push_str("  all words are equal and in the same order\n"),
        (_, Some(rule)) => push_tests(&rule.tests, &mut text),
        (_, None) => text.push_str("  no rule applies: they share text, and no more is known\n"),
    }
    if explained.relation.is_none() {
        return text;
    }
    push_nearly(explained, palette, &mut text);
    push_evidence(&explained.evidence, palette, columns, &mut text);
    let _ = writeln!(text, "\n{}", palette.heading("Scores"));
    push_scores("whole texts", &explained.whole, palette, &mut text);
    push_scores("outside boilerplate", &explained.outside_boilerplate, palette, &mut text);
    let _ = writeln!(
        text,
        "  {:NAME_COLUMNS$} {} equal, {} in a row at most, in {}",
        "passages",
        counted(explained.words, "word"),
        explained.longest_match_words,
        counted(explained.passages, "passage"),
    );
    push_candidates(explained, palette, &mut text);
    push_reporting(explained, palette, &mut text);
    push_length(explained, &mut text);
    text
}

fn label(relation: Relation) -> String {
    relation.name().replace('_', " ")
}

fn push_article(name: &str, article: &ExplainedArticle, columns: usize, text: &mut String) {
    let known = [&article.outlet, &article.published, &article.title];
    let known: Vec<&str> = known.into_iter().flatten().map(String::as_str).collect();
    let line = format!("{name}  {}  {}", article.id, known.join(" · "));
    let _ = writeln!(text, "{}", one_line(&line, columns).trim_end());
    let _ = writeln!(
        text,
        "   {}, {}, {} ({} of their units boilerplate)",
        counted(article.words, "word"),
        counted(article.shingles, "shingle"),
        counted(article.paragraphs, "paragraph"),
        article.boilerplate,
    );
    for unit in article.boilerplate_units.iter().take(BOILERPLATE_SHOWN) {
        let evidence = unit.evidence.iter().map(|piece| format!("{} {:+}", piece.name, piece.weight));
        let evidence: Vec<String> = evidence.collect();
        let line = format!(
            "   boilerplate at {}–{}: {} = {}",
            unit.start,
            unit.end,
            number(unit.score),
            evidence.join(" ")
        );
        let _ = writeln!(text, "{}", one_line(&line, columns).trim_end());
    }
    if article.boilerplate_units.len() > BOILERPLATE_SHOWN {
        let more = article.boilerplate_units.len() - BOILERPLATE_SHOWN;
        let _ = writeln!(text, "   and {more} more, in JSON");
    }
}

fn push_tests(tests: &[ExplainedTest], text: &mut String) {
    for test in tests {
        let _ = writeln!(text, "  {} {}", if test.holds { "✓" } else { "✗" }, described(test));
    }
}

fn described(test: &ExplainedTest) -> String {
    let bound = match (test.at_least, test.at_most) {
        (Some(least), _) if is_binary(test) => {
            return format!("{}: {}", test.what, yes(test.value >= least));
        }
        (Some(least), _) => format!("at least {}", number(least)),
        (_, Some(most)) => format!("at most {}", number(most)),
        (None, None) => "any".to_owned(),
    };
    let missed = match (test.holds, test.at_least, test.at_most) {
        (false, Some(least), _) => format!(", {} too few", number(least - test.value)),
        (false, _, Some(most)) => format!(", {} too many", number(test.value - most)),
        _ => String::new(),
    };
    format!("{} {} ({bound}{missed})", test.what, number(test.value))
}

/// Returns whether a test has only two possible values, so that it reads best as yes or no.
fn is_binary(test: &ExplainedTest) -> bool {
    test.at_least == Some(1.0)
        && (test.value == 0.0 || test.value == 1.0)
        && ["one ", "of two", "cut "].iter().any(|opening| test.what.starts_with(opening))
}

fn yes(holds: bool) -> &'static str {
    if holds { "yes" } else { "no" }
}

/// At most three decimals, without zeros at the end.
fn number(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn push_nearly(explained: &Explanation, palette: Palette, text: &mut String) {
    if explained.nearly.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{}", palette.heading("Nearly"));
    for ExplainedRule { relation, tests } in &explained.nearly {
        let missed: Vec<String> = tests.iter().filter(|test| !test.holds).map(described).collect();
        let _ = writeln!(text, "  {:NAME_COLUMNS$} ✗ {}", label(*relation), missed.join("; "));
    }
}

fn push_evidence(evidence: &[RelationEvidence], palette: Palette, columns: usize, text: &mut String) {
    if evidence.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{}", palette.heading("Evidence"));
    for piece in evidence {
        let (name, what) = evidence_in_words(piece);
        let what = one_line(&what, columns.saturating_sub(NAME_COLUMNS + 3));
        let _ = writeln!(text, "  {name:NAME_COLUMNS$} {what}");
    }
}

/// The subject of a piece of evidence, and its words.
pub(in crate::report) fn evidence_in_words(piece: &RelationEvidence) -> (&'static str, String) {
    let side = |of: &Of| if *of == Of::A { "A" } else { "B" };
    let changed = |changed: &u32, equal: &u32, shown: &[(String, String)]| {
        let shown: Vec<String> = shown.iter().map(|(a, b)| format!("{a} → {b}")).collect();
        format!("{changed} changed, {equal} equal: {}", shown.join(", "))
    };
    match piece {
        RelationEvidence::Copied { a, b, moved, .. } => (
            "copied word for word",
            format!(
                "{} of A's running text, {} of B's{}",
                number(*a),
                number(*b),
                if *moved > 0 {
                    format!("; {} out of order", counted((*moved).into(), "passage"))
                } else {
                    String::new()
                },
            ),
        ),
        RelationEvidence::Thirds { of, lead, middle, tail } => (
            "by thirds",
            format!(
                "of {}: lead {}, middle {}, tail {}",
                side(of),
                number(*lead),
                number(*middle),
                number(*tail)
            ),
        ),
        RelationEvidence::Shares { boilerplate, quoted, captions, headlines } => {
            ("of equal words", shares_in_words([*boilerplate, *quoted, *captions, *headlines]))
        }
        RelationEvidence::Numbers { changed: n, equal, shown } => ("numbers", changed(n, equal, shown)),
        RelationEvidence::Names { changed: n, equal, shown } => ("names", changed(n, equal, shown)),
        RelationEvidence::Cut { of, ending } => (
            "cut",
            format!("{} breaks off ({}) where the other continues", side(of), ending_in_words(*ending)),
        ),
        RelationEvidence::Corrects { of } => ("note", format!("{} says what it corrects", side(of))),
        RelationEvidence::LiveBlog { of } => ("live", format!("{} is a running report", side(of))),
        RelationEvidence::SameOutlet => ("outlet", "both are from the same one".to_owned()),
        RelationEvidence::Sources { of, ids } => {
            ("sources", format!("{} contains {}", side(of), ids.join(", ")))
        }
        RelationEvidence::Form { ids } => ("form", format!("{} fill it in as well", ids.join(" and "))),
    }
}

/// The shares above 0 with their names.
fn shares_in_words(shares: [f64; 4]) -> String {
    let named = ["boilerplate", "quoted", "captions", "headlines"].into_iter().zip(shares);
    let named = named.filter(|(_, share)| *share > 0.0);
    named.map(|(name, share)| format!("{name} {}", number(share))).collect::<Vec<_>>().join(", ")
}

fn ending_in_words(ending: Ending) -> &'static str {
    match ending {
        Ending::Closed => "with a stop",
        Ending::Unpunctuated => "without a full stop, like the whole paragraph",
        Ending::Announcement => "with a colon",
        Ending::Ellipsis | Ending::CutMark => "with dots",
        Ending::OpenQuotation => "inside a quotation",
        Ending::Open => "without a stop",
        Ending::Dangling => "in the middle of a sentence",
    }
}

fn push_scores(name: &str, scores: &ExplainedScores, palette: Palette, text: &mut String) {
    let ExplainedScores { jaccard, a_in_b, b_in_a, shared_shingles } = scores;
    let _ = writeln!(
        text,
        "  {name:NAME_COLUMNS$} Jaccard {}, A in B {}, B in A {}, {}",
        palette.figure(&number(*jaccard)),
        number(*a_in_b),
        number(*b_in_a),
        counted(*shared_shingles, "shared shingle"),
    );
}

fn push_candidates(explained: &Explanation, palette: Palette, text: &mut String) {
    let _ = writeln!(text, "\n{}", palette.heading("Are they compared?"));
    for engine in &explained.candidates {
        let _ = writeln!(
            text,
            "  {:NAME_COLUMNS$} {}: {} of {} and {} shared, {} needed{}",
            engine.engine,
            yes(engine.proposed),
            engine.shared,
            engine.a_keys,
            engine.b_keys,
            engine.needed,
            if engine.in_use { "" } else { " (not in use)" },
        );
    }
}

/// Returns whether the pair is too short for one of the two to be removed as a copy.
fn push_length(explained: &Explanation, text: &mut String) {
    if let Some(least) = explained.copy_shingles_min {
        let _ = writeln!(
            text,
            "\nA text of fewer than {least} shingles is removed only as an exact copy: dedup keeps both."
        );
    }
}

fn push_reporting(explained: &Explanation, palette: Palette, text: &mut String) {
    let verdict = if explained.reported { "yes" } else { "no" };
    let _ = writeln!(text, "\n{}", palette.heading(&format!("Are they reported? {verdict}")));
    for clause in &explained.reporting {
        let holds = clause.iter().all(|test| test.holds);
        let tests: Vec<String> = clause.iter().map(described).collect();
        let _ = writeln!(text, "  {} {}", if holds { "✓" } else { "✗" }, tests.join(" and "));
    }
}
