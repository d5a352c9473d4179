//! Comparison of headlines.

use std::collections::HashSet;
use std::sync::LazyLock;
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_article::word_table;

/// Prefixes that editors put before a headline.
static PREFIXES: LazyLock<HashSet<&str>> = LazyLock::new(|| word_table::words(TABLE).collect());

const TABLE: &str = include_str!("../../data/headline_prefixes.tsv");

/// Separators between a headline and the name of the site.
const SITE_MARKS: [&str; 5] = [" | ", " — ", " – ", " - ", " :: "];

/// Maximum number of words of the name of a site.
const SITE_WORDS_MAX: usize = 5;

/// Minimum number of words before such a separator that are a headline; after fewer, the rest is
/// not the name of a site.
const HEADLINE_WORDS_MIN: usize = 3;

/// Maximum number of characters of a first line that is used as a headline.
const FIRST_LINE_CHARACTERS_MAX: usize = 120;

/// Returns the headline by which an article is named: its title or, without one, the first line of
/// its text that has words, cut after a word; `None` if neither has any. `text` starts after the
/// boilerplate at the head of the page. Linear.
pub fn headline(title: Option<&str>, text: &str) -> Option<String> {
    let has_words = |line: &&str| line.contains(char::is_alphanumeric);
    let title = title.map(str::trim).filter(has_words);
    let line = title.or_else(|| text.lines().map(str::trim).find(has_words))?;
    if title.is_some() {
        return Some(line.to_owned());
    }
    let Some((cut, _)) = line.char_indices().nth(FIRST_LINE_CHARACTERS_MAX) else {
        return Some(line.to_owned());
    };
    let end = line[..cut].rfind(char::is_whitespace).unwrap_or(cut);
    Some(format!("{} …", line[..end].trim_end()))
}

/// Returns whether two titles are one headline, whatever their case, punctuation, prefixes such as
/// “Breaking:”, and the name of the site after a separator. Linear.
pub fn is_same_headline(a: &str, b: &str) -> bool {
    let (a, b) = (forms(a), forms(b));
    a.iter().any(|form| !form.is_empty() && b.contains(form))
}

/// Returns the words of a title: all of them, then those without each possible name of the site.
fn forms(title: &str) -> Vec<Vec<String>> {
    let title = without_prefix(title);
    let mut forms = vec![words(title)];
    for mark in SITE_MARKS {
        if let Some((headline, site)) = title.rsplit_once(mark) {
            let headline = words(headline);
            if headline.len() >= HEADLINE_WORDS_MIN && words(site).len() <= SITE_WORDS_MAX {
                forms.push(headline);
            }
        }
    }
    forms
}

fn without_prefix(title: &str) -> &str {
    match title.split_once(": ") {
        Some((prefix, rest)) if PREFIXES.contains(&prefix.trim().to_lowercase().as_str()) => rest,
        _ => title,
    }
}

fn words(text: &str) -> Vec<String> {
    let mut analysis = Analysis::default();
    analyse(text, &mut analysis);
    (0..analysis.tokens.len()).map(|at| analysis.token(at).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_site_names_case_and_signs_make_no_other_headline() {
        let headline = "Ferry runs aground off Tolm";
        for other in [
            "FERRY RUNS AGROUND OFF TOLM",
            "Breaking: Ferry runs aground off Tolm",
            "Ferry runs aground off Tolm | The Karsholm Beacon",
            "Ferry runs aground off Tolm - tolmtimes.example",
            "“Ferry” runs aground, off Tolm!",
        ] {
            assert!(is_same_headline(headline, other), "{other}");
            assert!(is_same_headline(other, headline), "{other}");
        }
    }

    #[test]
    fn an_article_without_a_title_is_named_by_its_first_line() {
        assert_eq!(headline(Some(" Ferry aground "), "TOLM. More."), Some("Ferry aground".to_owned()));
        assert_eq!(headline(Some("—"), "\n***\n\nTOLM. The ferry."), Some("TOLM. The ferry.".to_owned()));
        assert_eq!(headline(None, " … "), None);
        let long = "渡轮 ".repeat(60);
        let named = headline(None, &long).unwrap();
        assert!(
            named.ends_with("渡轮 …") && named.chars().count() <= FIRST_LINE_CHARACTERS_MAX + 2,
            "{named}"
        );
    }

    #[test]
    fn every_prefix_is_unique_and_left_out() {
        assert_eq!(word_table::words(TABLE).count(), PREFIXES.len());
        for prefix in word_table::words(TABLE) {
            assert!(
                is_same_headline("Ferry runs aground", &format!("{prefix}: Ferry runs aground")),
                "{prefix}"
            );
        }
    }

    #[test]
    fn other_words_make_another_headline() {
        let headline = "Ferry runs aground off Tolm";
        for other in ["Ferry runs aground", "Ferry sinks off Tolm", "Tolm: Ferry runs aground", "", "—"] {
            assert!(!is_same_headline(headline, other), "{other}");
        }
        assert!(!is_same_headline("", ""));
        assert!(!is_same_headline("Storm - day one", "Storm - day two"));
    }
}
