//! Phrases that only pages say, at either end of a text.

/// Paragraphs from the start of a text that are looked at.
const HEAD: usize = 4;

/// Paragraphs before the end of a text that are looked at.
const TAIL: usize = 8;

/// A longer paragraph says more than a phrase, whatever it begins with.
const TOKENS_MAX: usize = 16;

/// Below a phrase at the end of a text stand further short lines: names of sections, of the site, of other stories.
const TOKENS_BELOW_MAX: usize = 6;

/// Folded openings of page lines. One word stands only for itself, more words for every short line that begins with them.
const OPENINGS: [&str; 68] = [
    "advertisement",
    "advertisements",
    "advertising",
    "all rights reserved",
    "also read",
    "back to top",
    "click here",
    "comments",
    "comments are closed",
    "continue reading",
    "copy link",
    "download our app",
    "editor s picks",
    "email this article",
    "filed under",
    "follow us",
    "get our app",
    "get the latest",
    "leave a comment",
    "leave a reply",
    "load more",
    "loading",
    "log in",
    "more from",
    "more on this story",
    "more stories",
    "most popular",
    "most read",
    "newsletter",
    "next article",
    "no comments",
    "our newsletter",
    "please enable",
    "please log in",
    "please subscribe",
    "post a comment",
    "previous article",
    "print this article",
    "privacy policy",
    "read also",
    "read more",
    "read next",
    "recommended for you",
    "recommended stories",
    "register for free",
    "related articles",
    "related content",
    "related coverage",
    "related posts",
    "related stories",
    "related topics",
    "see also",
    "share on facebook",
    "share on twitter",
    "share this",
    "sign in",
    "sign up for",
    "sign up to",
    "skip to content",
    "skip to main content",
    "subscribe",
    "subscribe now",
    "subscribe to our",
    "support our journalism",
    "terms of service",
    "terms of use",
    "trending now",
    "you may also like",
];

/// For each paragraph of one text, given by its folded tokens, whether it is boilerplate by phrase and place.
pub fn at_page_ends(folded: &[&str]) -> Vec<bool> {
    // A short text has its end in its second half.
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
    let Some(&first) = folded.as_bytes().first() else { return false };
    // Openings stand in order: those with the same first byte are a few neighbours.
    let from = OPENINGS.partition_point(|opening| opening.as_bytes()[0] < first);
    let mut same_first = OPENINGS[from..].iter().take_while(|opening| opening.as_bytes()[0] == first);
    let is_phrase = is_comment_count(folded)
        || same_first.any(|opening| match folded.strip_prefix(opening) {
            Some("") => true,
            Some(rest) => rest.starts_with(' ') && opening.contains(' '),
            None => false,
        });
    // Hardly a paragraph gets so far: its tokens are counted last.
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
    fn openings_are_folded_sorted_and_distinct() {
        assert!(OPENINGS.is_sorted_by(|a, b| a < b));
        assert!(
            OPENINGS
                .iter()
                .all(|opening| opening.bytes().all(|byte| byte == b' ' || byte.is_ascii_lowercase()))
        );
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
    fn one_word_openings_stand_for_themselves_alone() {
        assert_eq!(at_page_ends(&["comments by the mayor"]), [false]);
        assert_eq!(at_page_ends(&["comments"]), [true]);
    }
}
