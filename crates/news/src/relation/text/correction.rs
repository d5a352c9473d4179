//! Notes of correction, in which an article says that it corrects something.

use crate::cues::{CueLists, Infixes, Prefixes};
use std::sync::LazyLock;
use wirecopy_article::text::{Analysis, Paragraph};

/// Most tokens of a note of correction.
const NOTE_TOKENS_MAX: usize = 80;

/// The cues of `data/corrections.tsv`; the file describes each list.
struct CorrectionCues {
    opening: Prefixes,
    phrase: Infixes,
    title: Prefixes,
}

static CUES: LazyLock<CorrectionCues> = LazyLock::new(|| CorrectionCues::of(&mut CueLists::parse(TABLE)));

const TABLE: &str = include_str!("../../../data/corrections.tsv");

impl CorrectionCues {
    fn of(lists: &mut CueLists) -> CorrectionCues {
        CorrectionCues {
            opening: Prefixes::new(lists.take("opening")),
            phrase: Infixes::new(&lists.take("phrase")),
            title: Prefixes::new(lists.take("title")),
        }
    }
}

/// Returns the first paragraph that is a note of correction. Linear.
pub(crate) fn correction_note<'a>(text: &str, analysis: &'a Analysis) -> Option<&'a Paragraph> {
    analysis.paragraphs.iter().find(|paragraph| {
        paragraph.tokens.len() <= NOTE_TOKENS_MAX
            && is_note(&text[paragraph.start as usize..paragraph.end as usize])
    })
}

fn is_note(paragraph: &str) -> bool {
    let lower = paragraph.to_lowercase();
    let opening = lower.trim_start_matches(|first: char| !first.is_alphanumeric());
    // "Corrects" may open any sentence, but in brackets it opens a note.
    let is_bracketed = lower.starts_with(['(', '[', '*', '—']);
    CUES.opening.of(opening).any(|note| is_bracketed || !note.ends_with(' ')) || CUES.phrase.occur_in(&lower)
}

/// Returns whether a title announces a correction.
pub(crate) fn announces_correction(title: &str) -> bool {
    let opening = title.trim_start_matches(|first: char| !first.is_alphanumeric());
    let lower = opening.to_lowercase();
    CUES.title.of(&lower).any(|word| {
        let rest = &lower[word.len()..];
        let is_set_off = rest.trim_start().starts_with([':', '-', '—', '–', '|', ')', ']', '*']);
        is_set_off || (word == "corrected" && rest.starts_with(' ') && opening.starts_with('C'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cues::assert_cues_are_well_formed;

    #[test]
    fn every_row_belongs_to_a_known_list_and_is_found_in_a_sentence() {
        assert_cues_are_well_formed(TABLE, CorrectionCues::of);
        for (list, words) in CueLists::parse(TABLE).all() {
            let is_found = match list {
                "opening" => is_note(&format!("({words} the name of the quay)")),
                "phrase" => is_note(&format!("The article {words} article.")),
                _ => announces_correction(&format!("{words}: Ferry story")),
            };
            assert!(is_found, "{list}: {words}");
        }
    }

    #[test]
    fn a_note_says_what_was_corrected() {
        for (paragraph, expected) in [
            ("(Corrects number of seats in paragraph 2)", true),
            ("(Clarifies in the second paragraph who owns the quay)", true),
            ("(Refiles to fix a misprint in the headline)", true),
            ("Correction: the mayor is 47 years old.", true),
            ("* This story has been corrected to show that the quay is closed.", true),
            ("An earlier version of this article gave a wrong date.", true),
            ("Correction officers found the door open on Monday.", false),
            ("Corrects itself slowly, the market does.", false),
            ("To report an error in this article, write to corrections at the desk.", false),
        ] {
            assert_eq!(is_note(paragraph), expected, "{paragraph}");
        }
        assert!(announces_correction("CORRECTED-Voters end the rule of the union"));
        assert!(announces_correction("Correction: Ferry story"));
        assert!(announces_correction("(CORRECTED) - VOTERS END RULE OF UNION"));
        assert!(announces_correction("REFILE-Voters end the rule of the union"));
        assert!(!announces_correction("Refiles his papers"));
        assert!(!announces_correction("\"Correction officers\" sue the state"));
        assert!(!announces_correction("Corrections department hires"));
        assert!(!announces_correction("Voters end the rule of the union"));
    }
}
