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

/// Most words of the name of a site.
const SITE_WORDS_MAX: usize = 5;

/// Fewest words before such a separator that are a headline; after fewer, the rest is not the name
/// of a site.
const HEADLINE_WORDS_MIN: usize = 3;

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
