//! Posts of social networks, which an article shows without quotation marks.

use std::sync::LazyLock;
use wirecopy_article::text::Analysis;
use wirecopy_article::word_table;

/// Most bytes between the dash of a signature and the name of the account in brackets.
const NAME_BYTES_MAX: usize = 80;

/// Most bytes after the name of the account: the date.
const DATE_BYTES_MAX: usize = 40;

/// Addresses under which networks show pictures and shorten links in posts.
static LINKS: LazyLock<Vec<&str>> = LazyLock::new(|| word_table::words(TABLE).collect());

const TABLE: &str = include_str!("../../../data/posts.tsv");

/// Returns for each paragraph whether it is a post: it ends with a signature such as
/// `— Ostvik Harbour (@ostvikharbour) May 23, 2031`, or the paragraph after it is one. Linear.
pub(super) fn posts(text: &str, analysis: &Analysis) -> Vec<bool> {
    let signatures: Vec<Option<usize>> = analysis
        .paragraphs
        .iter()
        .map(|paragraph| signature(&text[paragraph.start as usize..paragraph.end as usize]))
        .collect();
    let is_post = |index: usize| signatures[index].is_some() || signatures.get(index + 1) == Some(&Some(0));
    (0..signatures.len()).map(is_post).collect()
}

/// Returns the first byte of the signature with which a paragraph ends.
fn signature(paragraph: &str) -> Option<usize> {
    let account = paragraph.rfind("(@")?;
    let behind = paragraph[account..].find(')').map(|end| &paragraph[account + end + 1..])?;
    let dash = paragraph[..account].rfind(['—', '–', '-'])?;
    (account - dash <= NAME_BYTES_MAX && behind.len() <= DATE_BYTES_MAX).then_some(dash)
}

/// Returns whether a paragraph is a post, has one, or names an account. Linear.
pub(crate) fn has_post(paragraph: &str) -> bool {
    let has_handle = || {
        paragraph.match_indices('@').any(|(at, _)| {
            let is_open = !paragraph[..at].ends_with(|sign: char| sign.is_alphanumeric());
            is_open && paragraph[at + 1..].starts_with(|sign: char| sign.is_alphanumeric() || sign == '_')
        })
    };
    has_handle() || LINKS.iter().any(|link| paragraph.contains(link))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_article::text::analyse;

    fn found(text: &str) -> Vec<bool> {
        let mut analysis = Analysis::default();
        analyse(text, &mut analysis);
        posts(text, &analysis)
    }

    #[test]
    fn a_paragraph_with_the_signature_of_a_post_is_one() {
        let text = "The lamp on the cape is dark tonight. — Ostvik Harbour (@ostvikharbour) May 23, 2031\n\n\
                    The harbour office said that the lamp was dark.";
        assert_eq!(found(text), [true, false]);
        let text = "The lamp on the cape is dark tonight.\n\n— Ostvik Harbour (@ostvikharbour) May 23, 2031\n\nMore.";
        assert_eq!(found(text), [true, true, false]);
    }

    #[test]
    fn an_account_that_is_named_in_a_sentence_makes_no_post() {
        let text = "The harbour office — better known as the lamp (@ostvikharbour) — said in a long report on \
                    Monday that the lamp was dark.";
        assert_eq!(found(text), [false]);
        assert_eq!(found("Follow Ilse Aalto (@ilseaalto) for more."), [false]);
    }

    #[test]
    fn a_handle_or_a_link_of_a_network_is_of_a_post() {
        for (paragraph, expected) in [
            ("The lamp is dark tonight pic.twitter.com/abcdef", true),
            ("The lamp is dark, says @ostvikharbour", true),
            ("Write to lamp@ostvik.example", false),
            ("The lamp is dark tonight.", false),
        ] {
            assert_eq!(has_post(paragraph), expected, "{paragraph}");
        }
        for link in word_table::words(TABLE) {
            assert!(has_post(&format!("The lamp is dark tonight {link}abcdef")), "{link}");
        }
    }
}
