//! Whether two titles are one headline.

/// Prefixes that a desk puts before a headline and that are no part of it.
const PREFIXES: [&str; 12] = [
    "breaking",
    "breaking news",
    "update",
    "updated",
    "exclusive",
    "watch",
    "video",
    "live",
    "opinion",
    "just in",
    "eilmeldung",
    "urgent",
];

/// What parts a headline from the name of the site behind it.
const SITE_MARKS: [&str; 5] = [" | ", " — ", " – ", " - ", " :: "];

/// A name behind such a mark has this many words at most.
const SITE_WORDS_MAX: usize = 5;

/// Fewer words before such a mark are no headline, and what stands behind it is no name.
const HEADLINE_WORDS_MIN: usize = 3;

/// Whether both are one headline: case and signs apart, and a prefix such as “Breaking:” and the name of the site behind a bar apart.
pub fn is_same_headline(a: &str, b: &str) -> bool {
    let (a, b) = (forms(a), forms(b));
    a.iter().any(|form| !form.is_empty() && b.contains(form))
}

/// The words of a title, whole and without what may be the site's name.
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
    let mut analysis = wirecopy_article::text::Analysis::default();
    wirecopy_article::text::analyse(text, &mut analysis);
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
    fn other_words_make_another_headline() {
        let headline = "Ferry runs aground off Tolm";
        for other in ["Ferry runs aground", "Ferry sinks off Tolm", "Tolm: Ferry runs aground", "", "—"] {
            assert!(!is_same_headline(headline, other), "{other}");
        }
        assert!(!is_same_headline("", ""));
        assert!(!is_same_headline("Storm - day one", "Storm - day two"));
    }
}
