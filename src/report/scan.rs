//! The summary that `scan` prints.

use super::digest::{ClusterShown, ScanDigest};
use super::palette::Palette;
use super::writing::{counted, duration, grouped, names, one_line};
use crate::output::{Counts, Fragment, FragmentKind, Measure, Run, Summary};
use std::fmt::Write as _;

/// Columns of the margin that counts and scores stand in.
const MARGIN: usize = 7;

/// Columns of the longest reason of a reject.
const REASON_COLUMNS_MAX: usize = 300;

/// Occurrences that a fragment of one article shows by number.
const PARAGRAPHS_SHOWN: usize = 6;

/// A scan in at most a few screens: counts, the largest clusters, the most carried fragments, boilerplate.
pub fn scan_summary(
    summary: &Summary,
    run: &Run,
    digest: &ScanDigest,
    palette: Palette,
    columns: usize,
) -> String {
    let mut text = String::new();
    let counts = &summary.counts;
    push_counts(&mut text, summary, run, palette);
    if counts.articles == 0 {
        text.push_str("\nNo article was read.\n");
    } else if counts.pairs == 0 && counts.fragments == 0 {
        text.push_str("\nNothing is repeated.\n");
    }
    if !digest.reasons.is_empty() {
        let _ = writeln!(text, "\n{}", palette.heading("Rejected"));
        for shown in &digest.reasons {
            let times = palette.figure(&format!("{:>width$}×", grouped(shown.records), width = MARGIN - 1));
            // What to do stands at the end of a reason: a long one takes two lines and is not cut.
            let reason = one_line(&shown.reason, REASON_COLUMNS_MAX);
            let _ = writeln!(text, "{times}  {reason} {}", palette.aside(&format!("({})", shown.first)));
        }
    }
    if !digest.clusters.is_empty() {
        heading(&mut text, palette, "Largest clusters", digest.clusters.len(), counts.clusters);
        for cluster in &digest.clusters {
            push_cluster(&mut text, cluster, palette, columns);
        }
    }
    if !digest.pairs.is_empty() {
        heading(&mut text, palette, "Closest pairs", digest.pairs.len(), counts.pairs);
        for pair in &digest.pairs {
            let score = palette.figure(&format!("{:>MARGIN$.3}", pair.jaccard));
            let relation = pair.relation.name();
            let _ = writeln!(text, "{score}  {relation}  {}  {}", pair.a, pair.b);
        }
    }
    if !digest.fragments.is_empty() {
        let others = counts.fragments.saturating_sub(counts.fragments_of_boilerplate);
        heading(&mut text, palette, "Most repeated paragraphs", digest.fragments.len(), others);
        for fragment in &digest.fragments {
            push_fragment(&mut text, fragment, palette, columns);
        }
    }
    if !digest.boilerplate.is_empty() {
        heading(&mut text, palette, "Boilerplate", digest.boilerplate.len(), digest.boilerplate_total);
        for line in &digest.boilerplate {
            let times = palette.figure(&format!("{:>width$}×", grouped(line.articles), width = MARGIN - 1));
            let from = if line.outlets > 1 { format!(" ({} outlets)", line.outlets) } else { String::new() };
            let room = columns.saturating_sub(MARGIN + 2 + from.len());
            let _ = writeln!(text, "{times}  {}{}", one_line(&line.opening, room), palette.aside(&from));
        }
    }
    text
}

fn heading(text: &mut String, palette: Palette, what: &str, shown: usize, all: u64) {
    let of = if all > shown as u64 { format!(" ({shown} of {})", grouped(all)) } else { String::new() };
    let _ = writeln!(text, "\n{}{}", palette.heading(what), palette.aside(&of));
}

fn push_counts(text: &mut String, summary: &Summary, run: &Run, palette: Palette) {
    let counts = &summary.counts;
    let mut row = |name: &str, what: String| {
        let _ = writeln!(text, "{}  {what}", palette.heading(&format!("{name:>9}")));
    };
    let rejected =
        if counts.rejected > 0 { format!(", {} rejected", grouped(counts.rejected)) } else { String::new() };
    row(
        "Read",
        format!(
            "{}{rejected}: {}, {}, in {} ({:.0} MB/s)",
            counted(counts.articles, "article"),
            counted(counts.paragraphs, "paragraph"),
            counted(counts.words, "word"),
            duration(run.seconds),
            run.megabytes_per_second,
        ),
    );
    row("Fields", fields(summary));
    row(
        "Articles",
        format!(
            "{} distinct, {}; {} in {}",
            grouped(counts.distinct),
            if counts.exact_copies == 1 {
                "1 exact copy".to_owned()
            } else {
                format!("{} exact copies", grouped(counts.exact_copies))
            },
            grouped(counts.clustered),
            counted(counts.clusters, "cluster"),
        ),
    );
    row("Pairs", with_parts(counts.pairs, counts.pairs_by_relation.iter()));
    if let Some(credits) = credits(counts) {
        row("Credits", credits);
    }
    row("Fragments", with_parts(counts.fragments, counts.fragments_by_kind.iter()));
    row("Boilerplate", boilerplate(counts));
}

/// Agencies that a summary shows by name.
const AGENCIES_SHOWN: usize = 6;

/// The agencies that most texts credit, and what the credits do not say; `None` where there is nothing to tell.
fn credits(counts: &Counts) -> Option<String> {
    let mut agencies: Vec<(&String, &u64)> = counts.agencies.iter().collect();
    agencies.sort_by_key(|(name, articles)| (std::cmp::Reverse(**articles), *name));
    let mut shown: Vec<String> = agencies
        .iter()
        .take(AGENCIES_SHOWN)
        .map(|(name, articles)| format!("{name} {}", grouped(**articles)))
        .collect();
    let others: u64 = agencies.iter().skip(AGENCIES_SHOWN).map(|(_, articles)| **articles).sum();
    if others > 0 {
        shown.push(format!("{} others {}", agencies.len() - AGENCIES_SHOWN, grouped(others)));
    }
    let mut parts: Vec<String> = shown.is_empty().then(Vec::new).unwrap_or_else(|| vec![shown.join(", ")]);
    let uncredited = counts.verdicts.get("uncredited_match").copied().unwrap_or(0);
    match uncredited {
        0 => {}
        1 => parts.push("1 carries others’ text and names nobody".to_owned()),
        _ => parts.push(format!("{} carry others’ text and name nobody", grouped(uncredited))),
    }
    match counts.truncated {
        0 => {}
        1 => parts.push("1 text breaks off".to_owned()),
        _ => parts.push(format!("{} texts break off", grouped(counts.truncated))),
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn with_parts<'a>(all: u64, parts: impl Iterator<Item = (&'a String, &'a u64)>) -> String {
    let parts: Vec<String> =
        parts.map(|(name, count)| format!("{} {}", grouped(*count), name.replace('_', " "))).collect();
    match parts.is_empty() {
        true => grouped(all),
        false => format!("{}: {}", grouped(all), parts.join(", ")),
    }
}

fn boilerplate(counts: &Counts) -> String {
    format!("{} of {}", grouped(counts.boilerplate), counted(counts.paragraphs, "paragraph"))
}

/// Which field served which role, as far as fields have names.
fn fields(summary: &Summary) -> String {
    let served: Vec<String> = ["text", "id", "outlet", "published", "title", "url"]
        .into_iter()
        .filter_map(|role| {
            let by = summary.fields.get(role).filter(|by| !by.is_empty())?;
            let mut by: Vec<(&String, &u64)> = by.iter().collect();
            by.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
            let by: Vec<&str> = by.into_iter().map(|(field, _)| field.as_str()).collect();
            Some(if by == [role] { role.to_owned() } else { format!("{role} from {}", by.join("|")) })
        })
        .collect();
    if served.is_empty() { "whole texts".to_owned() } else { served.join(", ") }
}

fn push_cluster(text: &mut String, cluster: &ClusterShown, palette: Palette, columns: usize) {
    let row = &cluster.row;
    let size = palette.figure(&format!("{:>width$}×", grouped(row.size), width = MARGIN - 1));
    let title = cluster.title.as_deref().unwrap_or(&row.representative);
    let _ = writeln!(text, "{size}  {}", one_line(title, columns.saturating_sub(MARGIN + 2)));
    let scores = match row.rule == "exact" {
        true => "exact copies".to_owned(),
        false => format!("similarity {:.2} to {:.2} (mean)", row.min_similarity, row.mean_similarity),
    };
    let mut parts = vec![scores];
    if !row.outlets.is_empty() {
        parts.push(names(&row.outlets, 4));
    }
    if let (Some(first), Some(last)) = (&row.first_seen, &row.last_seen) {
        parts.push(if first == last { first.clone() } else { format!("{first} to {last}") });
    }
    if row.bridges > 0 {
        parts.push(counted(row.bridges, "bridge"));
    }
    parts.push(row.cluster.clone());
    let _ = writeln!(
        text,
        "{:MARGIN$}  {}",
        "",
        palette.aside(&one_line(&parts.join(" · "), columns - MARGIN - 2))
    );
}

fn push_fragment(text: &mut String, fragment: &Fragment, palette: Palette, columns: usize) {
    let times =
        palette.figure(&format!("{:>width$}×", grouped(fragment.occurrences_total), width = MARGIN - 1));
    let _ = writeln!(text, "{times}  {}", one_line(&fragment.text, columns.saturating_sub(MARGIN + 2)));
    let score = match (fragment.kind, fragment.measure) {
        (FragmentKind::Exact, _) => "exact".to_owned(),
        (kind, measure) => format!("{} {:.2} {}", kind.name(), fragment.score, measure_in_words(measure)),
    };
    let role = format!("{:?}", fragment.role).to_lowercase();
    let place = match fragment.articles {
        1 => within(fragment),
        articles => {
            let outlets = fragment.outlets.len() as u64;
            let outlets =
                if outlets > 0 { format!(", {}", counted(outlets, "outlet")) } else { String::new() };
            format!("{}{outlets}", counted(articles, "article"))
        }
    };
    let line = format!("{role}, {score} · {place} · {}", fragment.fragment);
    let _ = writeln!(text, "{:MARGIN$}  {}", "", palette.aside(&one_line(&line, columns - MARGIN - 2)));
}

fn within(fragment: &Fragment) -> String {
    let numbers: Vec<String> = fragment
        .occurrences
        .iter()
        .take(PARAGRAPHS_SHOWN)
        .map(|occurrence| format!("p{}", occurrence.paragraph))
        .collect();
    let article = fragment.occurrences.first().map_or("", |occurrence| occurrence.article.as_str());
    format!("{} of {article}", numbers.join(", "))
}

fn measure_in_words(measure: Measure) -> &'static str {
    match measure {
        Measure::Tokens => "by words",
        Measure::WordJaccard => "by word shingles",
        Measure::CharacterJaccard => "by character shingles",
        Measure::CharacterContainment => "contained by character shingles",
    }
}
