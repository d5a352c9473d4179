//! Captions of galleries that are not on separate lines.

use aho_corasick::AhoCorasick;
use std::ops::RangeInclusive;
use std::sync::LazyLock;
use wirecopy_article::text::Analysis;
use wirecopy_article::word_table::words;

/// The marks of `data/galleries.tsv`.
const TABLE: &str = include_str!("../../../data/galleries.tsv");

static MARKS: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(words(TABLE)).expect("a few short marks fit an automaton"));

/// Fewest paragraphs that follow themselves in a player or gallery, which shows each caption for
/// the small picture and for the large one; fewer are a slip of the page.
const DOUBLED_MIN: usize = 3;

/// Fewest words of such a paragraph.
const DOUBLED_WORDS_MIN: usize = 5;

/// Fewest paragraphs that count the pictures of a gallery which lost its line breaks, so that a
/// caption may be several sentences of which one has the mark.
const COUNTED_MIN: usize = 3;

/// Most paragraphs in a row without a count in it.
const GAP_MAX: usize = 3;

/// Returns the stretches of paragraphs that are galleries, given those that count pictures.
fn galleries(counted: &[usize]) -> impl Iterator<Item = RangeInclusive<usize>> + '_ {
    let near = counted.chunk_by(|one, next| next - one <= GAP_MAX + 1);
    near.filter(|gallery| gallery.len() >= COUNTED_MIN).map(|gallery| gallery[0]..=gallery[gallery.len() - 1])
}

/// Returns whether a line says which picture of how many it is about: `3 of 9`.
fn counts_pictures(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    words.windows(3).any(|three| is_number(three[0]) && three[1] == "of" && is_number(three[2]))
}

/// Returns for each paragraph whether it is a caption of a gallery. Linear.
pub(super) fn gallery_captions(text: &str, analysis: &Analysis) -> Vec<bool> {
    let paragraphs = &analysis.paragraphs;
    let mut are_captions: Vec<bool> = paragraphs
        .iter()
        .map(|paragraph| {
            let content = &text[paragraph.start as usize..paragraph.end as usize];
            MARKS.is_match(&content.to_lowercase())
        })
        .collect();
    let counted = (0..paragraphs.len()).filter(|index| {
        let paragraph = &paragraphs[*index];
        are_captions[*index] && counts_pictures(&text[paragraph.start as usize..paragraph.end as usize])
    });
    for captions in galleries(&counted.collect::<Vec<_>>()) {
        are_captions[captions].fill(true);
    }
    let is_doubled = |index: &usize| {
        let (one, next) = (&paragraphs[*index].tokens, &paragraphs[*index + 1].tokens);
        one.len() == next.len()
            && one.len() >= DOUBLED_WORDS_MIN
            && analysis.folded_of(one) == analysis.folded_of(next)
    };
    let doubled: Vec<usize> = (0..paragraphs.len().saturating_sub(1)).filter(is_doubled).collect();
    if doubled.len() >= DOUBLED_MIN {
        for index in doubled {
            are_captions[index] = true;
            are_captions[index + 1] = true;
        }
    }
    are_captions
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_article::text::analyse;

    fn captions(text: &str) -> Vec<bool> {
        let mut analysis = Analysis::default();
        analyse(text, &mut analysis);
        gallery_captions(text, &analysis)
    }

    #[test]
    fn a_line_with_the_mark_of_a_gallery_is_a_caption() {
        for mark in words(TABLE) {
            let text = format!("The quay was closed.\n\nThe mayor at the quay in spring. {mark} 2 of 9");
            assert_eq!(captions(&text), [false, true], "{mark}");
        }
    }

    #[test]
    fn sentences_between_the_marks_of_a_gallery_are_captions() {
        let caption = |number: u32| {
            format!(
                "Hide Caption {number} of 3 Photos: The mayor at sea.\n\nShe was born in Tolm.\n\nIt rained.\n\n"
            )
        };
        let text = format!("The talks failed.\n\n{}{}{}", caption(1), caption(2), caption(3));
        let expected = [vec![false], vec![true; 7], vec![false; 2]].concat();
        assert_eq!(captions(&text), expected);
        let text = format!("The talks failed.\n\n{}{}", caption(1), caption(2));
        assert_eq!(captions(&text), [false, true, false, false, true, false, false]);
    }

    #[test]
    fn lines_that_each_follow_themselves_are_captions() {
        let doubled = |line: &str| format!("{line}\n\n{line}\n\n");
        let lines = ["The mayor at the quay.", "Boats wait in the roads.", "The crowd sings all night."];
        let text = format!("{}The talks of Monday failed.", lines.map(doubled).concat());
        assert_eq!(captions(&text), [true, true, true, true, true, true, false]);
        let text = format!("{}The talks of Monday failed.", doubled(lines[0]));
        assert_eq!(captions(&text), [false; 3]);
    }
}
