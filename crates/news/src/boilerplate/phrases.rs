//! Boilerplate by its words: known phrases near either end of a text.

use crate::cues::Prefixes;
use std::sync::LazyLock;
use wirecopy_article::word_table::words;

/// Paragraphs at the start of a text in which phrases are looked for.
const HEAD: usize = 4;

/// Paragraphs at the end of a text in which phrases are looked for.
const TAIL: usize = 8;

/// Most tokens of a paragraph that is a phrase; a longer one says more, whatever it starts with.
const TOKENS_MAX: usize = 16;

/// Most tokens of a line that is boilerplate because it is below a phrase at the end of a text: the
/// name of a section, of the site, or of another story.
const TOKENS_BELOW_MAX: usize = 6;

/// Openings of page lines, folded.
static OPENINGS: LazyLock<Prefixes> =
    LazyLock::new(|| Prefixes::new(words(TABLE).map(str::to_owned).collect()));

const TABLE: &str = include_str!("../../data/boilerplate_openings.tsv");

/// Returns for each paragraph of one text whether it is a known phrase near either end.
///
/// `folded` has the folded tokens of each paragraph, separated by single spaces. Linear in their
/// bytes.
pub fn at_page_ends(folded: &[&str]) -> Vec<bool> {
    // The end of a short text is its second half.
    let tail = folded.len().saturating_sub(TAIL).max(folded.len() / 2);
    let mut boilerplate: Vec<bool> =
        (0..).zip(folded).map(|(at, text)| (at < HEAD || at >= tail) && is_phrase(text)).collect();
    for at in tail + 1..folded.len() {
        boilerplate[at] |= boilerplate[at - 1] && is_short(folded[at]);
    }
    boilerplate
}

fn is_short(folded: &str) -> bool {
    folded.split(' ').count() <= TOKENS_BELOW_MAX
}

fn is_phrase(folded: &str) -> bool {
    let is_opened_by = |opening: &str| match &folded[opening.len()..] {
        "" => true,
        rest => rest.starts_with(' ') && opening.contains(' '),
    };
    let is_phrase = is_comment_count(folded) || OPENINGS.of(folded).any(is_opened_by);
    // The tokens are counted last because few paragraphs get this far.
    is_phrase && folded.split(' ').nth(TOKENS_MAX).is_none()
}

fn is_comment_count(folded: &str) -> bool {
    folded.starts_with(|first: char| first.is_ascii_digit())
        && folded.split_once(' ').is_some_and(|(count, what)| {
            count.bytes().all(|byte| byte.is_ascii_digit())
                && matches!(what, "comment" | "comments" | "shares" | "views")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_opening_is_folded_unique_and_found_at_the_end_of_a_text() {
        let mut seen = std::collections::BTreeSet::new();
        for opening in words(TABLE) {
            assert!(seen.insert(opening), "listed twice: {opening}");
            assert!(
                opening
                    .split(' ')
                    .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()))
            );
            let text = ["the council of tolm voted on monday", "the mayor was not there", opening];
            assert_eq!(at_page_ends(&text), [false, false, true], "{opening}");
        }
    }

    #[test]
    fn page_lines_at_both_ends_are_boilerplate_and_the_story_between_them_is_not() {
        let lines = [
            "council votes on the tram line",
            "0 comment",
            "the council of tolm voted on monday for the tram line along the river",
            "read more books was the advice of the librarian at the far end of the long corridor behind the archive",
            "you may also like",
            "leave a comment",
            "tolm daily",
        ];
        assert_eq!(at_page_ends(&lines), [false, true, false, false, true, true, true]);
    }

    #[test]
    fn a_phrase_in_the_middle_of_a_long_text_is_left_alone() {
        let mut lines = vec!["one more line of the story that says nothing special at all"; 30];
        lines[15] = "subscribe";
        assert!(at_page_ends(&lines).iter().all(|boilerplate| !boilerplate));
    }

    #[test]
    fn an_opening_of_one_word_is_boilerplate_only_alone() {
        assert_eq!(at_page_ends(&["comments by the mayor"]), [false]);
        assert_eq!(at_page_ends(&["comments"]), [true]);
    }
}
