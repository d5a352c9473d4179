//! Whole dumps: purity, truth that holds, rates, and texts that agree by accident as good as never.

use super::*;
use proptest::prelude::*;
use std::collections::{HashMap, HashSet};
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_reuse::overlap::six_decimals;
use wirecopy_reuse::shingle::{distinct, intersection_len, token_hash, word_shingles};

fn noisy(articles: u64, seed: u64) -> Dump {
    Dump::new(GenerateParams::noisy(articles, seed)).unwrap()
}

fn tokens_of(text: &str) -> String {
    let mut analysis = Analysis::default();
    analyse(text, &mut analysis);
    analysis.folded
}

fn shingles_of(text: &str) -> Vec<u64> {
    let folded = tokens_of(text);
    let hashes: Vec<u64> = folded
        .split(' ')
        .filter(|token| !token.is_empty())
        .map(|token| token_hash(token.as_bytes()))
        .collect();
    let mut shingles = Vec::new();
    word_shingles(&hashes, &mut shingles);
    distinct(&mut shingles);
    shingles
}

fn bytes_of(text: &str, start: u64, end: u64) -> &str {
    &text[start as usize..end as usize]
}

fn without_boilerplate(article: &GeneratedArticle, truth: &TruthRow) -> String {
    let (mut kept, mut from) = (String::new(), 0);
    for boilerplate in &truth.boilerplate {
        kept.push_str(bytes_of(&article.text, from, boilerplate.start));
        from = boilerplate.end;
    }
    kept + &article.text[from as usize..]
}

/// Pairs of stories that share two shingles or more, and all pairs.
fn accidents(dump: &Dump) -> (usize, u64) {
    let mut carriers: Vec<(u64, u32)> = Vec::new();
    for (number, (article, truth)) in (0..).zip(articles_with_truth(dump, 0..dump.articles())) {
        assert_eq!(truth.source, None);
        carriers.extend(
            shingles_of(&without_boilerplate(&article, &truth)).into_iter().map(|shingle| (shingle, number)),
        );
    }
    carriers.sort_unstable();
    let mut shared: HashMap<(u32, u32), u32> = HashMap::new();
    for group in carriers.chunk_by(|a, b| a.0 == b.0) {
        for (place, (_, a)) in group.iter().enumerate() {
            for (_, b) in &group[place + 1..] {
                *shared.entry((*a, *b)).or_default() += 1;
            }
        }
    }
    let pairs = dump.articles() * (dump.articles() - 1) / 2;
    (shared.values().filter(|shared| **shared >= 2).count(), pairs)
}

#[test]
fn fewer_than_one_in_100_000_unrelated_pairs_share_two_shingles() {
    for (chinese_share, table_share) in [(0.1, 0.03), (1.0, 0.0), (0.0, 0.2)] {
        let params = GenerateParams {
            copied_share: 0.0,
            chinese_share,
            table_share,
            ..GenerateParams::clean(3_000, 7)
        };
        let (accidents, pairs) = accidents(&Dump::new(params).unwrap());
        assert!(pairs > 4_000_000);
        assert!(
            accidents as u64 * 100_000 < pairs,
            "{accidents} of {pairs} pairs at {chinese_share} Chinese, {table_share} tables"
        );
    }
}

#[test]
fn an_article_alone_is_the_one_in_a_block() {
    let dump = noisy(3_000, 3);
    let whole = articles_with_truth(&dump, 0..400);
    for (number, (article, truth)) in (0..).zip(&whole).step_by(7) {
        assert_eq!(&articles(&dump, number..number + 1)[0], article);
        assert_eq!(&articles_with_truth(&dump, number..number + 1)[0].1, truth);
    }
}

#[test]
fn any_cut_into_blocks_gives_the_same_bytes_on_any_thread() {
    let dump = noisy(1_000, 4);
    let written = |cuts: &[u64]| {
        let blocks: Vec<(Vec<u8>, Vec<u8>)> = std::thread::scope(|scope| {
            let threads: Vec<_> = cuts
                .windows(2)
                .map(|cut| {
                    let (dump, range) = (&dump, cut[0]..cut[1]);
                    scope.spawn(move || {
                        let (mut articles, mut truth) = (Vec::new(), Vec::new());
                        write_block(dump, range, &mut articles, &mut truth);
                        (articles, truth)
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        blocks.into_iter().fold((Vec::new(), Vec::new()), |(mut articles, mut truth), (more, rows)| {
            articles.extend(more);
            truth.extend(rows);
            (articles, truth)
        })
    };
    let (articles, truth) = written(&[0, 300]);
    assert_eq!(written(&[0, 1, 77, 200, 300]), (articles.clone(), truth.clone()));
    let mut alone = Vec::new();
    write_articles(&dump, 0..300, &mut alone);
    assert!(alone == articles);
    for line in truth.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let row: TruthRow = serde_json::from_slice(line).unwrap();
        assert_eq!(serde_json::to_vec(&row).unwrap(), line);
    }
}

#[test]
fn the_first_article_of_a_dump_never_changes() {
    let (mut articles, mut truth) = (Vec::new(), Vec::new());
    write_block(&noisy(1_000, 1), 0..1, &mut articles, &mut truth);
    let hash = (xxhash_rust::xxh3::xxh3_64(&articles), xxhash_rust::xxh3::xxh3_64(&truth));
    assert_eq!(
        hash,
        (16_015_000_886_976_835_519, 16_542_559_927_776_021_477),
        "{}{}",
        String::from_utf8_lossy(&articles),
        String::from_utf8_lossy(&truth)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn truth_holds(seed in any::<u64>()) {
        let dump = noisy(400, seed);
        let all = articles_with_truth(&dump, 0..400);
        let by_id: HashMap<&str, &(GeneratedArticle, TruthRow)> =
            all.iter().map(|pair| (pair.0.id.as_str(), pair)).collect();
        prop_assert_eq!(by_id.len(), all.len());
        for (article, truth) in &all {
            prop_assert_eq!(&article.id, &truth.id);
            for boilerplate in &truth.boilerplate {
                prop_assert!(!bytes_of(&article.text, boilerplate.start, boilerplate.end).contains('\n'));
            }
            for caption in &truth.captions {
                prop_assert!(by_id.contains_key(caption.of.as_str()));
                prop_assert!(!bytes_of(&article.text, caption.start, caption.end).is_empty());
            }
            let Some(source) = truth.source.as_deref().map(|source| by_id[source]) else { continue };
            prop_assert_eq!(&source.1.source, &None);
            prop_assert_eq!(source.1.story, truth.story);
            check_spans(article, truth, &source.0)?;
            let (a, b) = (shingles_of(&article.text), shingles_of(&source.0.text));
            let shared = intersection_len(&a, &b) as f64;
            let union = (a.len() + b.len()) as f64 - shared;
            prop_assert_eq!(truth.jaccard, Some(six_decimals(shared / union)));
            prop_assert_eq!(truth.a_in_b, Some(six_decimals(shared / a.len() as f64)));
            prop_assert_eq!(truth.b_in_a, Some(six_decimals(shared / b.len() as f64)));
            for source in truth.sources.iter().chain([&source.0.id]) {
                let earlier: jiff::Timestamp = by_id[source.as_str()].0.published.parse().unwrap();
                let later: jiff::Timestamp = article.published.parse().unwrap();
                prop_assert!(earlier < later);
            }
        }
    }
}

fn check_spans(
    article: &GeneratedArticle,
    truth: &TruthRow,
    source: &GeneratedArticle,
) -> Result<(), TestCaseError> {
    let mut end = 0;
    for span in &truth.spans {
        prop_assert!(span.start >= end, "spans stand in order");
        end = span.end;
        let here = tokens_of(bytes_of(&article.text, span.start, span.end));
        let there = tokens_of(bytes_of(&source.text, span.source_start, span.source_end));
        prop_assert_eq!(&here, &there);
        prop_assert!(here.split(' ').count() >= 5, "{}", here);
    }
    for (before, after) in truth.spans.iter().zip(truth.spans.iter().skip(1)) {
        let follows = after.source_start >= before.source_end
            && bytes_of(&source.text, before.source_end, after.source_start).trim().is_empty()
            && bytes_of(&article.text, before.end, after.start).trim().is_empty();
        prop_assert!(!follows, "passages that touch in both texts are one");
    }
    Ok(())
}

/// Copies of a large dump by operation, with their sources.
fn copies(dump: &Dump) -> Vec<(GeneratedArticle, TruthRow)> {
    articles_with_truth(dump, 0..dump.articles())
        .into_iter()
        .filter(|(_, truth)| truth.source.is_some())
        .collect()
}

#[test]
fn labels_say_what_was_done() {
    let dump = noisy(6_000, 5);
    let mut seen = HashSet::new();
    for (article, truth) in copies(&dump) {
        let has = |operation| truth.operations.contains(&operation);
        let relation = truth.relation.unwrap();
        seen.insert(relation);
        assert!(truth.operations.is_sorted() && !truth.operations.is_empty());
        let (jaccard, a_in_b) = (truth.jaccard.unwrap(), truth.a_in_b.unwrap());
        match relation {
            TrueRelation::Exact => assert_eq!(jaccard, 1.0),
            TrueRelation::Near => assert!(jaccard >= 0.5 && has(Operation::Whole)),
            TrueRelation::Roundup => assert!(truth.sources.len() > 1 && has(Operation::Roundup)),
            TrueRelation::SharedQuote => {
                assert!(truth.quote_of == truth.source && a_in_b < 0.6);
                assert!(article.text.contains('“') || has(Operation::Restyled) || has(Operation::Mojibake));
            }
            TrueRelation::Template => assert!(truth.template == truth.source && truth.spans.is_empty()),
            TrueRelation::Update => assert!(has(Operation::NumbersChanged) && a_in_b > 0.3),
            TrueRelation::Teaser | TrueRelation::CopyTruncated => assert!(has(Operation::Truncated)),
            TrueRelation::Excerpt => assert!(has(Operation::Embedded) || jaccard < 0.5),
        }
        match truth.credit {
            TrueCredit::UncreditedMatch => assert!(has(Operation::CreditStripped)),
            TrueCredit::WireCredited => {
                let agency = truth.agency.as_deref().unwrap();
                assert!(tokens_of(&article.text).contains(&tokens_of(agency)), "{agency}: {}", article.text);
                assert_eq!(truth.text_origin, agency);
            }
            TrueCredit::Rehosted => {
                assert!(
                    tokens_of(&article.text).contains(&tokens_of(&truth.text_origin)),
                    "{}",
                    article.text
                );
                assert_ne!(truth.text_origin, article.outlet);
            }
            TrueCredit::Mention => assert_eq!(truth.text_origin, article.outlet),
            TrueCredit::Original => assert!(!has(Operation::CreditStripped)),
        }
    }
    assert_eq!(seen.len(), 9, "{seen:?}");
}

#[test]
fn operations_come_at_their_rates() {
    let dump = noisy(20_000, 6);
    let copies = copies(&dump);
    let rates = &dump.params.rates;
    // A table is filled anew whatever the rates say.
    let of_prose: Vec<&TruthRow> =
        copies.iter().map(|(_, truth)| truth).filter(|truth| truth.template.is_none()).collect();
    let whole: Vec<&TruthRow> = of_prose
        .iter()
        .copied()
        .filter(|truth| truth.operations.contains(&Operation::Whole) && !truth.text_origin.is_empty())
        .collect();
    let near = |among: &[&TruthRow], operation: Operation, rate: f64| {
        let found = among.iter().filter(|truth| truth.operations.contains(&operation)).count() as f64;
        let deviation = (among.len() as f64 * rate * (1.0 - rate)).sqrt();
        let expected = among.len() as f64 * rate;
        assert!((found - expected).abs() < 5.0 * deviation, "{operation:?}: {found}, {expected} expected");
    };
    near(&of_prose, Operation::Truncated, rates.truncated);
    near(&of_prose, Operation::Roundup, rates.roundup);
    near(&of_prose, Operation::NumbersChanged, rates.numbers_changed);
    near(&whole, Operation::Reheadlined, rates.reheadlined);
    near(&whole, Operation::CreditStripped, rates.credit_stripped);
    near(&whole, Operation::Restyled, rates.restyled);
    let copied = copies.len() as f64 / dump.articles() as f64;
    assert!((0.3..0.5).contains(&copied), "{copied}");
}

#[test]
fn texts_have_the_length_of_news() {
    let mut lengths: Vec<usize> = articles(&noisy(1_000, 8), 0..1_000)
        .iter()
        .filter(|article| article.text.is_ascii() || !article.text.contains('。'))
        .map(|article| tokens_of(&article.text).split(' ').count())
        .collect();
    lengths.sort_unstable();
    let (low, middle, high) =
        (lengths[lengths.len() / 10], lengths[lengths.len() / 2], lengths[lengths.len() * 9 / 10]);
    assert!(
        (100..250).contains(&low) && (250..450).contains(&middle) && (500..900).contains(&high),
        "{low} {middle} {high}"
    );
}

#[test]
fn a_hub_is_one_story_of_which_every_copy_has_its_own_edits() {
    for copies in [10, 100] {
        let dump = Dump::hub(copies, 9).unwrap();
        let all = articles_with_truth(&dump, 0..copies);
        let texts: HashSet<String> = all.iter().map(|(article, _)| tokens_of(&article.text)).collect();
        assert_eq!(texts.len() as u64, copies);
        assert_eq!(all.iter().filter(|(_, truth)| truth.source.is_none()).count(), 1);
        assert!(all.iter().all(|(_, truth)| truth.jaccard.is_none_or(|jaccard| jaccard > 0.25)));
        assert!(all.iter().all(|(_, truth)| truth.story == 0));
    }
}

#[test]
fn the_smallest_dumps_are_whole() {
    for count in 0..5 {
        let dump = noisy(count, 10);
        assert_eq!(articles_with_truth(&dump, 0..count).len() as u64, count);
    }
}
