//! Passages compared with plain definitions.

use super::*;
use crate::shingle::token_hash;
use proptest::prelude::*;
use std::ops::Range;

fn tokens(words: &str) -> Vec<u64> {
    words.split_whitespace().map(|word| token_hash(word.as_bytes())).collect()
}

/// `len` words that occur nowhere else, by the number of the first.
fn words(first: u64, len: u64) -> Vec<u64> {
    (first..first + len).map(|number| token_hash(&number.to_le_bytes())).collect()
}

/// Length of the longest common run, by the textbook table.
fn longest_common_run(a: &[u64], b: &[u64]) -> u32 {
    let mut longest = 0;
    let mut above = vec![0u32; b.len() + 1];
    for left in a {
        let mut row = vec![0u32; b.len() + 1];
        for (at, right) in b.iter().enumerate() {
            if left == right {
                row[at + 1] = above[at] + 1;
                longest = longest.max(row[at + 1]);
            }
        }
        above = row;
    }
    longest
}

/// Asserts everything that a list of passages promises.
fn assert_sound(a: &[u64], b: &[u64], passages: &[Passage]) {
    let longest = longest_common_run(a, b);
    let (mut end_a, mut in_b) = (0, Vec::new());
    for passage in passages {
        assert!(
            passage.a.start >= end_a
                && passage.a.end as usize <= a.len()
                && passage.b.end as usize <= b.len()
        );
        end_a = passage.a.end;
        in_b.push(passage.b.clone());
        assert_eq!(passage.kind == PassageKind::Identical, passage.edits.is_empty());
        let common_a = between(a, &passage.a, passage.edits.iter().map(|edit| &edit.a));
        let common_b = between(b, &passage.b, passage.edits.iter().map(|edit| &edit.b));
        assert_eq!(common_a, common_b, "words outside the edits are equal");
        assert_eq!(passage.words as usize, common_a.len());
        assert!(passage.longest <= longest);
        assert!(passage.edits.iter().all(|edit| !edit.a.is_empty() || !edit.b.is_empty()));
    }
    in_b.sort_by_key(|range| range.start);
    assert!(in_b.windows(2).all(|two| two[0].end <= two[1].start), "{in_b:?}");
}

/// The tokens of a range outside its edits, which are in order.
fn between<'edits>(
    text: &[u64],
    range: &Range<u32>,
    edits: impl Iterator<Item = &'edits Range<u32>>,
) -> Vec<u64> {
    let mut kept = Vec::new();
    let mut at = range.start;
    for edit in edits {
        kept.extend_from_slice(&text[at as usize..edit.start as usize]);
        at = edit.end;
    }
    kept.extend_from_slice(&text[at as usize..range.end as usize]);
    kept
}

#[test]
fn identical_texts_are_one_identical_passage() {
    for text in [tokens("the ferry stays in port"), words(0, 900), vec![7; 5000], words(0, 9).repeat(300)] {
        assert_eq!(align(&text, &text), [identical(text.len() as u32)]);
    }
    assert_eq!(align(&[], &[]), []);
    assert_eq!(align(&words(0, 50), &[]), []);
    assert_eq!(align(&words(0, 50), &words(100, 50)), []);
}

#[test]
fn a_changed_word_is_one_edit_inside_one_passage() {
    let a = tokens(
        "the harbour board of Tolm will close the old quay for eleven days in March to let divers mend the wall",
    );
    let b = tokens(
        "the harbour board of Tolm will close the old quay for twelve days in March to let divers mend the wall",
    );
    let found = align(&a, &b);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].a.clone(), found[0].b.clone(), found[0].words, found[0].longest),
        (0..21, 0..21, 20, 11)
    );
    assert_eq!(found[0].edits, [Edit { a: 11..12, b: 11..12 }]);
}

#[test]
fn an_inserted_paragraph_leaves_two_passages_and_a_sentence_one() {
    let a = words(0, 120);
    for (len, passages) in [(12, 1), (linkage::GAP_MAX, 1), (linkage::GAP_MAX + 1, 2), (80, 2)] {
        let b = [words(0, 60), words(5000, len.into()), words(60, 60)].concat();
        let found = align(&a, &b);
        assert_sound(&a, &b, &found);
        assert_eq!(found.len(), passages, "{len} words inserted");
        assert_eq!(are_moved(&found), vec![false; passages]);
    }
}

#[test]
fn of_paragraphs_that_changed_order_the_shorter_was_moved() {
    let (opening, quote) = (words(0, 50), words(100, 35));
    let (a, b) = ([opening.clone(), quote.clone()].concat(), [quote, opening].concat());
    let found = align(&a, &b);
    assert_sound(&a, &b, &found);
    assert_eq!(found.iter().map(|passage| passage.words).collect::<Vec<_>>(), [50, 35]);
    assert_eq!(are_moved(&found), [false, true]);
}

#[test]
fn every_fourth_word_replaced_is_still_one_passage() {
    let a = words(0, 100);
    let b: Vec<u64> =
        a.iter().enumerate().map(|(at, word)| if at % 4 == 3 { *word ^ 1 } else { *word }).collect();
    let found = align(&a, &b);
    assert_sound(&a, &b, &found);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].words, found[0].edits.len()), (75, 24));
}

#[test]
fn a_repeated_paragraph_is_matched_once() {
    let (story, other) = (words(0, 40), words(1000, 60));
    let twice = [story.clone(), other, story.clone()].concat();
    let found = align(&story, &twice);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].b.clone(), found[0].words), (0..40, 40));
}

#[test]
fn repetitive_texts_are_aligned_soon_and_nearly_whole() {
    let same = vec![7u64; 20_000];
    let refrain = words(0, 3).repeat(7_000);
    let list: Vec<u64> = words(0, 4_000).iter().flat_map(|item| [1, 2, 3, 4, 5, 6, *item]).collect();
    for (a, b) in [
        (&same, &same[..19_000].to_vec()),
        (&refrain, &refrain[1..].to_vec()),
        (&list, &[&list[..9_000], &list[9_700..]].concat()),
        (&refrain, &same),
    ] {
        let found = align(a, b);
        let common: usize = found.iter().map(|passage| passage.words as usize).sum();
        let expected = if a.first() == b.first() || a.get(1) == b.first() { a.len().min(b.len()) } else { 0 };
        assert!(common * 10 >= expected * 9, "{common} of {expected}");
    }
}

#[test]
fn a_text_read_backwards_has_no_passage() {
    let a = words(0, 3_000);
    let b: Vec<u64> = a.iter().rev().copied().collect();
    assert_eq!(align(&a, &b), []);
}

/// Texts of few different words, built from pieces of one another.
fn related_texts() -> impl Strategy<Value = (Vec<u64>, Vec<u64>)> {
    let pieces = || prop::collection::vec((0u64..120, 1u64..50, 0u64..3), 0..8);
    let text = |pieces: Vec<(u64, u64, u64)>, alphabet: u64| -> Vec<u64> {
        pieces
            .iter()
            .flat_map(|(first, len, step)| (0..*len).map(move |at| (first + at * step) % alphabet))
            .collect()
    };
    (pieces(), pieces(), 1u64..150).prop_map(move |(a, b, alphabet)| (text(a, alphabet), text(b, alphabet)))
}

/// A text of different words, and a copy with words replaced, inserted and deleted.
fn edited_texts() -> impl Strategy<Value = (Vec<u64>, Vec<u64>)> {
    prop::collection::vec(0u8..40, 20..300).prop_map(|edits| {
        let a = words(0, edits.len() as u64);
        let b = a.iter().zip(edits).flat_map(|(word, edit)| match edit {
            0 => vec![],
            1 => vec![*word ^ 1],
            2 => vec![*word, *word ^ 2],
            _ => vec![*word],
        });
        (a.clone(), b.collect())
    })
}

proptest! {
    #[test]
    fn passages_of_related_texts_keep_their_promises((a, b) in related_texts()) {
        assert_sound(&a, &b, &align(&a, &b));
    }

    #[test]
    fn exchanging_the_texts_exchanges_the_sides_of_their_passages((a, b) in edited_texts()) {
        let found = align(&a, &b);
        assert_sound(&a, &b, &found);
        let swapped: Vec<Passage> = align(&b, &a)
            .into_iter()
            .map(|passage| Passage {
                a: passage.b,
                b: passage.a,
                edits: passage.edits.into_iter().map(|edit| Edit { a: edit.b, b: edit.a }).collect(),
                ..passage
            })
            .collect();
        prop_assert_eq!(found, swapped);
    }

    #[test]
    fn a_run_between_unrelated_words_is_found(before in 0u64..90, len in 12u64..80, behind in 0u64..90, start in 0u64..60) {
        let a = words(0, 200);
        let b = [words(1000, before), words(start, len), words(2000, behind)].concat();
        let found = align(&a, &b);
        assert_sound(&a, &b, &found);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].longest, longest_common_run(&a, &b));
        prop_assert_eq!(found[0].b.clone(), before as u32..(before + len) as u32);
        prop_assert_eq!(found[0].kind, PassageKind::Identical);
    }

    #[test]
    fn moved_passages_leave_the_others_in_order((a, b) in related_texts()) {
        let found = align(&a, &b);
        let moved = are_moved(&found);
        let kept: Vec<u32> = found.iter().zip(&moved).filter(|(_, moved)| !**moved).map(|(passage, _)| passage.b.start).collect();
        prop_assert!(kept.is_sorted());
        prop_assert!(found.is_empty() || !kept.is_empty());
    }
}

proptest! {
    #[test]
    fn aligning_both_ways_equals_two_alignments(
        sentences in prop::collection::vec(prop::collection::vec(0u64..9, 1..9), 1..9),
        a in prop::collection::vec(0usize..9, 0..12),
        b in prop::collection::vec(0usize..9, 0..12),
    ) {
        let text = |order: &[usize]| -> Vec<u64> {
            order.iter().flat_map(|at| sentences[at % sentences.len()].clone()).map(|word| words(word, 1)[0]).collect()
        };
        let (a, b) = (NgramIndex::new(text(&a)), NgramIndex::new(text(&b)));
        let both = align_both_ways(&a, &b, &SharedRuns::between(&a, &b));
        prop_assert_eq!(both, (align_indexed(&a, &b), align_indexed(&b, &a)));
    }
}

/// Texts of few words, pieces of which occur in both, some of them often.
pub(super) fn repetitive_texts() -> impl Strategy<Value = (Vec<u64>, Vec<u64>)> {
    let pieces = || prop::collection::vec((0u64..12, 1u64..16), 0..9);
    let text = |pieces: Vec<(u64, u64)>, words: u64| -> Vec<u64> {
        pieces.iter().flat_map(|(first, len)| (0..*len).map(move |at| (first + at) % words)).collect()
    };
    (pieces(), pieces(), 1u64..20).prop_map(move |(a, b, words)| (text(a, words), text(b, words)))
}
