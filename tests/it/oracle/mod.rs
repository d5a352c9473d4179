//! A scan against plain all-pairs comparison over token tuples: no hashing, no sketches, no
//! shortcuts, and tokens of its own.

mod plain;
mod scripts;

use crate::corpora::{Article, Scanned, corpus, scan};
use crate::program::seeds;
use plain::{Plain, Tuples, tokens, tuples};
use scripts::in_script;
use std::collections::{BTreeMap, BTreeSet};
use wirecopy::output;
use wirecopy::output::{FragmentKind, Measure};
use wirecopy::{CandidateEngine, ScanParams};
use wirecopy_news::relation::Relation;
use wirecopy_reuse::overlap::six_decimals;

/// Shared, in one, in the other.
fn counts(a: &Tuples, b: &Tuples) -> (usize, usize, usize) {
    (a.intersection(b).count(), a.len(), b.len())
}

/// The longest run of equal tokens, by the plain table.
pub(crate) fn longest_run<W: PartialEq>(a: &[W], b: &[W]) -> u64 {
    let (mut longest, mut above) = (0, vec![0; b.len() + 1]);
    for left in a {
        let mut row = vec![0; b.len() + 1];
        for (at, _) in b.iter().enumerate().filter(|(_, right)| *right == left) {
            row[at + 1] = above[at] + 1;
            longest = longest.max(row[at + 1]);
        }
        above = row;
    }
    longest
}

/// The longest run of equal tokens without boilerplate in either text.
fn longest_run_outside(a: &Plain, b: &Plain) -> u64 {
    fn outside(text: &Plain, side: usize) -> Vec<Result<&String, usize>> {
        let marked = text.tokens.iter().zip(&text.is_boilerplate);
        marked.map(|(token, is_page)| if *is_page { Err(side) } else { Ok(token) }).collect()
    }
    longest_run(&outside(a, 0), &outside(b, 1))
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

fn in_order(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

fn is_worth_a_row((shared, a, b): (usize, usize, usize)) -> bool {
    let containment = share(shared, a.min(b));
    share(shared, a + b - shared) >= 0.5
        || (containment >= 0.3 && shared >= 50)
        || (containment >= 0.8 && shared >= 15)
}

/// The first copy of each text, by id.
fn first_copies(articles: &[Article], scanned: &Scanned) -> BTreeMap<String, Plain> {
    let texts: BTreeMap<&str, &str> = articles.iter().map(|article| (&*article.id, &*article.text)).collect();
    scanned
        .rows::<output::Article>("articles.jsonl")
        .into_iter()
        .filter(|row| row.exact_copy_of.is_none())
        .map(|row| {
            let plain = Plain::of(texts[&*row.id], &row.boilerplate.unwrap_or_default());
            (row.id, plain)
        })
        .collect()
}

fn params(candidates: CandidateEngine) -> ScanParams {
    ScanParams { candidates, ..ScanParams::default() }
}

/// Asserts that a row says of two texts what plain sets of tuples say, and is worth reporting.
fn assert_exact(row: &output::Pair, left: &Plain, right: &Plain) {
    let (a, b) = (&row.a, &row.b);
    let (shared, in_a, in_b) = counts(&left.tuples, &right.tuples);
    assert_eq!(row.shared_shingles, shared as u64, "{a} {b}");
    assert_eq!(row.jaccard, six_decimals(share(shared, in_a + in_b - shared)), "{a} {b}");
    assert_eq!(row.a_in_b, six_decimals(share(shared, in_a)), "{a} {b}");
    assert_eq!(row.b_in_a, six_decimals(share(shared, in_b)), "{a} {b}");
    let longest = longest_run(&left.tokens, &right.tokens);
    let reported = row.longest_match_words.unwrap();
    assert_eq!(reported, longest, "{a} {b}");
    let outside = counts(&left.outside, &right.outside);
    assert_eq!(row.shared_outside, Some(outside.0 as u64), "{a} {b}");
    let is_kept = is_worth_a_row((shared, in_a, in_b)) && outside.0 >= 50;
    let has_passage = || longest_run_outside(left, right) >= 40 && outside.0 >= 36;
    assert!(is_worth_a_row(outside) || is_kept || has_passage(), "{a} {b}");
    let common: u64 = row.passages.iter().flatten().map(|passage| passage.words).sum();
    assert!(common <= left.tokens.len().min(right.tokens.len()) as u64);
}

#[test]
fn every_reported_pair_is_exact_and_none_with_a_long_run_or_two_short_texts_is_missing() {
    let (mut wanted, mut found) = (0, 0);
    for seed in 0..seeds(30) {
        let articles = corpus(seed, 40);
        let articles = if seed % 2 == 1 { in_script(seed, articles) } else { articles };
        let scanned = scan(&articles, &params(CandidateEngine::Seeds));
        let plain = first_copies(&articles, &scanned);
        let rows: BTreeMap<(String, String), output::Pair> = scanned
            .rows::<output::Pair>("pairs.jsonl")
            .into_iter()
            .filter(|row| row.relation != Relation::Exact)
            .map(|row| ((row.a.clone(), row.b.clone()), row))
            .collect();
        for ((a, b), row) in &rows {
            assert_exact(row, &plain[a], &plain[b]);
        }
        for (a, left) in &plain {
            for (b, right) in
                plain.range::<String, _>((std::ops::Bound::Excluded(a), std::ops::Bound::Unbounded))
            {
                let outside = counts(&left.outside, &right.outside);
                let is_kept = is_worth_a_row(counts(&left.tuples, &right.tuples)) && outside.0 >= 50;
                if !is_worth_a_row(outside) && !is_kept {
                    continue;
                }
                let is_found = rows.contains_key(&(a.clone(), b.clone()));
                let (short, long) = in_order(left.tuples.len(), right.tuples.len());
                let (both_short, seeds_needed) = (long < 64, if short < 16 { 1 } else { 2 });
                let share_seeds = counts(&left.seeds, &right.seeds).0 >= seeds_needed;
                if (both_short && share_seeds) || !left.runs.is_disjoint(&right.runs) {
                    assert!(is_found, "seed {seed}: {a} and {b} are missing");
                }
                wanted += 1;
                found += usize::from(is_found);
            }
        }
    }
    assert!(wanted > 1000, "{wanted}");
    assert!(share(found, wanted) >= 0.995, "{found} of {wanted}");
}

#[test]
fn bands_report_exact_rows_and_find_nearly_all_near_pairs() {
    let (mut wanted, mut found) = (0, 0);
    for seed in 0..10 {
        let articles = corpus(seed, 40);
        let scanned = scan(&articles, &params(CandidateEngine::Bands));
        let plain = first_copies(&articles, &scanned);
        let rows: BTreeSet<(String, String)> =
            scanned.rows::<output::Pair>("pairs.jsonl").into_iter().map(|row| (row.a, row.b)).collect();
        for (a, left) in &plain {
            for (b, right) in
                plain.range::<String, _>((std::ops::Bound::Excluded(a), std::ops::Bound::Unbounded))
            {
                let (shared, in_a, in_b) = counts(&left.tuples, &right.tuples);
                if share(shared, in_a + in_b - shared) >= 0.7 {
                    wanted += 1;
                    found += usize::from(rows.contains(&(a.clone(), b.clone())));
                }
            }
        }
    }
    assert!(wanted > 100, "{wanted}");
    assert!(share(found, wanted) >= 0.99, "{found} of {wanted}");
}

#[test]
fn exact_groups_are_those_of_equal_tokens() {
    for seed in 0..10 {
        let articles = in_script(seed, corpus(seed, 60));
        let scanned = scan(&articles, &ScanParams::default());
        let mut plain: BTreeMap<Vec<String>, BTreeSet<String>> = BTreeMap::new();
        for article in &articles {
            plain.entry(Plain::of(&article.text, &[]).tokens).or_default().insert(article.id.clone());
        }
        let mut groups: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in scanned.rows::<output::Article>("articles.jsonl") {
            let first = row.exact_copy_of.unwrap_or_else(|| row.id.clone());
            groups.entry(first).or_default().insert(row.id);
        }
        let plain: BTreeSet<BTreeSet<String>> = plain.into_values().collect();
        assert_eq!(groups.into_values().collect::<BTreeSet<_>>(), plain);
    }
}

#[test]
fn every_occurrence_scores_what_its_fragment_says() {
    for seed in 0..10 {
        let articles = corpus(seed, 40);
        let scanned = scan(&articles, &ScanParams::default());
        let plain = first_copies(&articles, &scanned);
        let texts: BTreeMap<&str, &str> =
            articles.iter().map(|article| (&*article.id, &*article.text)).collect();
        let mut occurrences: BTreeMap<String, Vec<output::Occurrence>> = BTreeMap::new();
        for row in scanned.rows::<output::Occurrence>("occurrences.jsonl") {
            occurrences.entry(row.fragment.clone().unwrap()).or_default().push(row);
        }
        for fragment in scanned.rows::<output::Fragment>("fragments.jsonl") {
            let shown = tokens(&fragment.text);
            for row in &occurrences[&fragment.fragment] {
                let tokens = &plain[&row.article].paragraphs[row.paragraph as usize];
                let text = texts[&*row.article];
                let slice = &text[row.start as usize..row.end as usize];
                assert_eq!(plain::tokens(slice), *tokens);
                assert_eq!(row.score, score(fragment.measure, &shown, tokens), "{fragment:?}");
                assert!(row.score >= 0.6 && (fragment.kind != FragmentKind::Exact || row.score == 1.0));
            }
        }
    }
}

fn score(measure: Measure, shown: &[String], tokens: &[String]) -> f64 {
    let characters = |tokens: &[String]| -> BTreeSet<Vec<char>> {
        let all: Vec<char> = tokens.join(" ").chars().collect();
        all.windows(all.len().clamp(1, 5)).map(<[char]>::to_vec).collect()
    };
    six_decimals(match measure {
        Measure::Tokens => f64::from(u8::from(shown == tokens)),
        Measure::WordJaccard => {
            let (shared, a, b) = counts(&tuples(shown), &tuples(tokens));
            share(shared, a + b - shared)
        }
        Measure::CharacterJaccard => {
            let (a, b) = (characters(shown), characters(tokens));
            share(a.intersection(&b).count(), a.union(&b).count())
        }
        Measure::CharacterContainment => {
            let (a, b) = (characters(shown), characters(tokens));
            share(a.intersection(&b).count(), a.len())
        }
    })
}

#[test]
fn repeated_paragraphs_are_all_found_and_near_ones_nearly_all() {
    let (mut wanted, mut found) = (0, 0);
    for seed in 0..10 {
        let articles = corpus(seed, 40);
        let scanned = scan(&articles, &ScanParams::default());
        let plain = first_copies(&articles, &scanned);
        let mut fragment_of: BTreeMap<(String, u64), String> = BTreeMap::new();
        for row in scanned.rows::<output::Occurrence>("occurrences.jsonl") {
            fragment_of.insert((row.article, row.paragraph), row.fragment.unwrap());
        }
        let paragraphs: Vec<(&str, u64, &Vec<String>)> = plain
            .iter()
            .flat_map(|(id, plain)| {
                (0..).zip(&plain.paragraphs).map(|(number, tokens)| (&**id, number, tokens))
            })
            .collect();
        let sets: Vec<Tuples> = paragraphs.iter().map(|(_, _, tokens)| tuples(tokens)).collect();
        let of = |at: usize| fragment_of.get(&(paragraphs[at].0.to_owned(), paragraphs[at].1));
        for a in 0..paragraphs.len() {
            for b in a + 1..paragraphs.len() {
                if paragraphs[a].2 == paragraphs[b].2 {
                    assert!(of(a).is_some() && of(a) == of(b), "{:?}", paragraphs[a]);
                    continue;
                }
                let (shared, in_a, in_b) = counts(&sets[a], &sets[b]);
                if share(shared, in_a + in_b - shared) >= 0.6 {
                    wanted += 1;
                    found += usize::from(of(a).is_some() && of(b).is_some());
                }
            }
        }
    }
    assert!(wanted > 50, "{wanted}");
    assert!(share(found, wanted) >= 0.98, "{found} of {wanted}");
}

#[test]
fn every_member_reaches_its_representative_and_counts_reconcile() {
    for seed in 0..10 {
        let articles = corpus(seed, 60);
        let scanned = scan(&articles, &ScanParams::default());
        let texts: BTreeMap<&str, Plain> =
            articles.iter().map(|article| (&*article.id, Plain::of(&article.text, &[]))).collect();
        let clusters: BTreeMap<String, output::Cluster> = scanned
            .rows::<output::Cluster>("clusters.jsonl")
            .into_iter()
            .map(|row| (row.cluster.clone(), row))
            .collect();
        let members: Vec<output::Member> = scanned.rows("members.jsonl");
        let ids: BTreeSet<&str> = members.iter().map(|row| &*row.id).collect();
        assert_eq!(ids.len(), members.len(), "an article is in one cluster");
        assert_eq!(members.len() as u64, clusters.values().map(|cluster| cluster.size).sum::<u64>());
        for member in &members {
            let representative = &clusters[&member.cluster].representative;
            let (shared, a, b) = counts(&texts[&*member.id].tuples, &texts[&**representative].tuples);
            let (jaccard, containment) = (share(shared, a + b - shared), share(shared, a.min(b)));
            assert_eq!(
                (member.jaccard, member.containment),
                (six_decimals(jaccard), six_decimals(containment))
            );
            assert!(jaccard >= 0.5 || (containment >= 0.5 && shared >= 50), "{member:?}");
        }
        let counts = scanned.summary.counts;
        assert_eq!(counts.read, counts.articles + counts.rejected);
        assert_eq!(counts.articles, counts.distinct + counts.exact_copies);
        assert_eq!(counts.clustered, members.len() as u64);
    }
}
