//! Truth files: stories, pairs, fragments and alignments that are known to be true.
//!
//! *Takes* the lines of a truth file of any form. *Gives* one [`Truth`]. *Costs* one pass. *Never*
//! opens a file. *Source*: the forms of PAN 2013 for aligned spans; our own for the rest.

mod row;
mod rows;
mod table;

use super::AlignedSpans;
use crate::error::{Error, Result};
use crate::span::Span;
use std::collections::BTreeSet;
use std::io::BufRead;
use std::path::Path;
use wirecopy_article::text::OffsetUnit;
use wirecopy_io::limited_lines;
use wirecopy_news::relation::is_reported_by_scores;

/// Bytes of the longest row: ids and spans, but no texts.
const ROW_BYTES_MAX: u64 = 64 << 20;

/// A truth file, whatever its form.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Truth {
    /// Articles by their stories and sources.
    pub articles: Vec<TrueArticle>,
    /// Pairs that share text, and how much.
    pub pairs: Vec<TruePair>,
    /// Pairs that only look alike.
    pub not_pairs: Vec<(String, String)>,
    /// Repeated paragraphs.
    pub fragments: Vec<TrueFragment>,
    /// Corresponding spans of pairs.
    pub alignments: Vec<TrueAlignment>,
    /// Unit of the spans of alignments.
    pub offset_unit: OffsetUnit,
    /// True if `pairs` lists every pair above the rule of [`TruePair::is_listed_by_rule`].
    pub pairs_are_complete: bool,
}

/// One article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TrueArticle {
    /// Its id.
    pub id: String,
    /// Its story.
    pub story: Option<String>,
    /// The article that it copies.
    pub source: Option<String>,
    /// All articles that it copies, if there are several.
    pub sources: Vec<String>,
    /// Its relation to its source.
    pub relation: Option<String>,
    /// Its verdict or the classes of its text credits, `None` if the file has no credits.
    pub credits: Option<BTreeSet<String>>,
    /// The credited agency.
    pub agency: Option<String>,
    /// Boilerplate, in bytes; `None` if the file does not mark it.
    pub boilerplate: Option<Vec<Span>>,
}

impl TrueArticle {
    /// The story with which it should be clustered: none for roundups and for articles that only
    /// quote, which belong to no single story.
    pub fn story_to_cluster(&self) -> Option<&str> {
        let apart = self.sources.len() > 1
            || self.relation.as_deref().is_some_and(|label| WITHOUT_STORY.contains(&label));
        if apart { None } else { self.story.as_deref() }
    }
}

/// Relations of articles that do not have the story of their source.
const WITHOUT_STORY: [&str; 6] =
    ["roundup", "shared_quote", "template", "boilerplate_only", "caption_only", "headline_only"];

/// Two articles that share text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TruePair {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// |A∩B| / |A∪B|.
    pub jaccard: Option<f64>,
    /// The larger of both containments.
    pub containment: Option<f64>,
    /// Shingles in common.
    pub shared: Option<u64>,
    /// Its group in the file: the kind of PAN, the level of a revision.
    pub kind: Option<String>,
    /// Its label.
    pub relation: Option<String>,
    /// Other labels that are right too.
    pub also: Vec<String>,
    /// Its label among those that follow from scores alone.
    pub basic: Option<String>,
    /// True if a scan should report it: as the file says or by the rule for reporting, and never
    /// for shared boilerplate alone.
    pub expected: bool,
}

impl TruePair {
    /// Returns whether the rule of `pairs.tsv` lists such a pair: Jaccard of 0.2 or more, or a
    /// containment of 0.5 or more with 15 shared shingles or more.
    pub fn is_listed_by_rule(jaccard: f64, containment: f64, shared: u64) -> bool {
        jaccard >= 0.2 || (containment >= 0.5 && shared >= 15)
    }

    /// Returns whether such scores meet the rule for reporting; if the count of shared shingles is
    /// unknown, the score decides alone.
    pub(super) fn meets_rule(jaccard: Option<f64>, containment: Option<f64>, shared: Option<u64>) -> bool {
        let Some(containment) = containment.or(jaccard) else { return true };
        is_reported_by_scores(jaccard.unwrap_or(0.0), containment, shared.unwrap_or(u64::MAX))
    }
}

/// A paragraph with several occurrences.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TrueFragment {
    /// Kind of match of its occurrences, as the file says.
    pub kind: String,
    /// Its occurrences.
    pub occurrences: Vec<TrueOccurrence>,
}

/// Location of a fragment in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrueOccurrence {
    /// By paragraph number, from 0.
    Paragraph(String, u64),
    /// By bytes.
    Bytes(String, Span),
}

impl TrueOccurrence {
    /// The article's id.
    pub fn article(&self) -> &str {
        match self {
            TrueOccurrence::Paragraph(article, _) | TrueOccurrence::Bytes(article, _) => article,
        }
    }
}

/// The spans of two articles that correspond.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TrueAlignment {
    /// One article.
    pub a: String,
    /// The other.
    pub b: String,
    /// Spans; none if the two share nothing.
    pub cases: Vec<AlignedSpans>,
}

impl Truth {
    /// All ids that the file names.
    pub fn ids(&self) -> BTreeSet<&str> {
        let of_pairs = self.pairs.iter().flat_map(|pair| [pair.a.as_str(), &pair.b]);
        let of_not_pairs = self.not_pairs.iter().flat_map(|(a, b)| [a.as_str(), b]);
        let of_alignments = self.alignments.iter().flat_map(|pair| [pair.a.as_str(), &pair.b]);
        let of_fragments =
            self.fragments.iter().flat_map(|fragment| &fragment.occurrences).map(TrueOccurrence::article);
        self.articles
            .iter()
            .map(|article| article.id.as_str())
            .chain(of_pairs)
            .chain(of_not_pairs)
            .chain(of_alignments)
            .chain(of_fragments)
            .collect()
    }
}

/// Reads a truth file of any form, which its first line decides. `path` only names it in errors.
///
/// # Errors
/// [`Error::BadInput`] if the first line fits no form, [`Error::BadRecord`] if a later one
/// does not, [`Error::Read`] if reading fails.
pub fn read_truth(path: &Path, lines: impl BufRead) -> Result<Truth> {
    let mut lines = limited_lines(lines, ROW_BYTES_MAX)
        .map(|line| line.map_err(|source| Error::Read { path: path.to_path_buf(), source }));
    let first = lines.next().transpose()?.unwrap_or_default();
    let first = first.trim_start_matches('\u{FEFF}').to_owned();
    if first.trim_start().starts_with('{') {
        rows::read(path, std::iter::once(Ok(first)).chain(lines))
    } else if first == table::HEADER {
        table::read(path, lines)
    } else {
        Err(Error::BadInput {
            path: path.to_path_buf(),
            reason: format!(
                "no truth file: the first line is neither a JSON row nor the header \"{}\" with tabs",
                table::HEADER.replace('\t', " ")
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_news::relation::is_reported;
    use wirecopy_reuse::overlap::Overlap;

    fn read(text: &str) -> Result<Truth> {
        read_truth(Path::new("truth"), text.as_bytes())
    }

    #[test]
    fn the_rule_for_reporting_is_found_again_from_quotients() {
        for (shared, a_len, b_len) in
            [(2, 3, 3), (50, 166, 900), (49, 120, 900), (50, 167, 900), (16, 20, 900), (14, 14, 900)]
        {
            let overlap = Overlap { shared, a_len, b_len };
            let again = TruePair::meets_rule(
                Some(overlap.jaccard()),
                Some(overlap.containment()),
                Some(shared.into()),
            );
            assert_eq!(again, is_reported(overlap), "{overlap:?}");
        }
        assert!(TruePair::meets_rule(None, None, None));
        assert!(!TruePair::meets_rule(Some(0.0), Some(0.0), Some(0)));
        assert!(TruePair::meets_rule(Some(0.1), Some(0.4), None));
        assert!(!TruePair::meets_rule(Some(0.1), Some(0.2), None));
    }

    #[test]
    fn a_file_of_no_known_form_is_refused_in_one_line() {
        for text in ["", "id_a,id_b\n", "id_a\tid_b\tjaccard\n"] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains("no truth file") && !error.contains('\n'), "{error}");
        }
        let error = read("{\"colour\": \"red\"}\n").unwrap_err().to_string();
        assert!(error.starts_with("truth:1: ") && !error.contains('\n'), "{error}");
        let error = read("{\"id\":\"a\"}\n{\"id\":\n").unwrap_err().to_string();
        assert!(error.starts_with("truth:2: ") && !error.contains('\n'), "{error}");
    }

    #[test]
    fn roundups_and_quotes_are_clustered_with_no_story() {
        let article = |relation: &str, sources: &[&str]| TrueArticle {
            story: Some("s".to_owned()),
            relation: Some(relation.to_owned()),
            sources: sources.iter().map(|source| (*source).to_owned()).collect(),
            ..TrueArticle::default()
        };
        assert_eq!(article("near", &["a"]).story_to_cluster(), Some("s"));
        assert_eq!(article("near", &["a", "b"]).story_to_cluster(), None);
        assert_eq!(article("shared_quote", &[]).story_to_cluster(), None);
    }
}
