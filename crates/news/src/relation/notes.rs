//! What an article says about itself: that it corrects something, that it is a running report.

use crate::cues::{CueLists, Infixes, Prefixes};
use std::sync::LazyLock;
use wirecopy_article::text::{Analysis, Paragraph};

/// A note of correction is short.
const NOTE_TOKENS_MAX: usize = 80;

/// Fewest entries that make a running report ...
const ENTRIES_MIN: usize = 3;

/// ... and where its title says so.
const ENTRIES_MIN_CALLED_LIVE: usize = 2;

/// The words of `data/notes.tsv`; the file describes each list.
struct Notes {
    correction_opening: Prefixes,
    correction_phrase: Infixes,
    correction_title: Prefixes,
    live_title: Prefixes,
    time_suffix: Prefixes,
}

static NOTES: LazyLock<Notes> = LazyLock::new(|| Notes::of(&mut CueLists::parse(TABLE)));

const TABLE: &str = include_str!("../../data/notes.tsv");

impl Notes {
    fn of(lists: &mut CueLists) -> Notes {
        Notes {
            correction_opening: Prefixes::new(lists.take("correction_opening")),
            correction_phrase: Infixes::new(&lists.take("correction_phrase")),
            correction_title: Prefixes::new(lists.take("correction_title")),
            live_title: Prefixes::new(lists.take("live_title")),
            time_suffix: Prefixes::new(lists.take("time_suffix")),
        }
    }
}

/// The first paragraph that says what was put right.
pub(super) fn correction_note<'a>(text: &str, analysis: &'a Analysis) -> Option<&'a Paragraph> {
    analysis.paragraphs.iter().find(|paragraph| {
        paragraph.tokens.len() <= NOTE_TOKENS_MAX
            && is_note(&text[paragraph.start as usize..paragraph.end as usize])
    })
}

fn is_note(paragraph: &str) -> bool {
    let lower = paragraph.to_lowercase();
    let opening = lower.trim_start_matches(|first: char| !first.is_alphanumeric());
    // "Corrects" alone may open a sentence; in brackets it opens a note.
    let is_bracketed = lower.starts_with(['(', '[', '*', '—']);
    NOTES.correction_opening.of(opening).any(|note| is_bracketed || !note.ends_with(' '))
        || NOTES.correction_phrase.occur_in(&lower)
}

/// Whether a title announces a correction.
pub(super) fn announces_correction(title: &str) -> bool {
    let opening = title.trim_start_matches(|first: char| !first.is_alphanumeric());
    let lower = opening.to_lowercase();
    NOTES.correction_title.of(&lower).any(|word| {
        let rest = &lower[word.len()..];
        let is_set_off = rest.trim_start().starts_with([':', '-', '—', '–', '|', ')', ']', '*']);
        is_set_off || (word == "corrected" && rest.starts_with(' ') && opening.starts_with('C'))
    })
}

/// Whether an article is a running report: several of its paragraphs open with the time at which they were written.
pub(super) fn is_live_blog(text: &str, analysis: &Analysis, title: Option<&str>) -> bool {
    let content = |paragraph: &Paragraph| &text[paragraph.start as usize..paragraph.end as usize];
    let entries = analysis.paragraphs.iter().filter(|paragraph| opens_with_time(content(paragraph))).count();
    let is_called_live =
        title.is_some_and(|title| NOTES.live_title.start(&title.trim_start().to_lowercase()));
    entries >= if is_called_live { ENTRIES_MIN_CALLED_LIVE } else { ENTRIES_MIN }
}

/// Whether a paragraph opens with a time of day that stands for itself: `22:55 The`, `10.05am:`, `[9:30 GMT]`.
fn opens_with_time(paragraph: &str) -> bool {
    let opening = paragraph.trim_start_matches(['[', '(', '*', '•', '-', '–', ' ']);
    let hour = opening.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&hour) || opening[..hour].parse().is_ok_and(|hour: u32| hour > 24) {
        return false;
    }
    let Some(rest) = opening[hour..].strip_prefix([':', '.', 'h']) else { return false };
    let minute = rest.bytes().take_while(u8::is_ascii_digit).count();
    if minute != 2 || rest[..minute].parse().is_ok_and(|minute: u32| minute > 59) {
        return false;
    }
    let rest = rest[minute..].trim_start();
    let is_set_off = rest.len() < opening.len() - hour - 1 - minute;
    let lower: String = rest.chars().take(3).flat_map(char::to_lowercase).collect();
    NOTES.time_suffix.start(&lower)
        || rest.is_empty()
        || rest.starts_with([':', '-', '–', '—', ']', ')', '|'])
        || (is_set_off && rest.starts_with(|first: char| first.is_uppercase() || "\"“„«".contains(first)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cues::assert_cues_are_well_formed;
    use wirecopy_article::text::analyse;

    #[test]
    fn every_row_belongs_to_a_known_list_and_is_found_in_a_sentence() {
        assert_cues_are_well_formed(TABLE);
        let mut lists = CueLists::parse(TABLE);
        Notes::of(&mut lists);
        assert_eq!(lists.rest(), Vec::<&str>::new());
        for (list, words) in CueLists::parse(TABLE).all() {
            let is_found = match list {
                "correction_opening" => is_note(&format!("({words} the name of the quay)")),
                "correction_phrase" => is_note(&format!("The article {words} article.")),
                "correction_title" => announces_correction(&format!("{words}: Ferry story")),
                "live_title" => NOTES.live_title.start(&format!("{words} the vote")),
                "time_suffix" => opens_with_time(&format!("10:05 {words} the polls close")),
                other => panic!("{other} is tested nowhere"),
            };
            assert!(is_found, "{list}: {words}");
        }
    }

    #[test]
    fn a_note_says_what_was_put_right() {
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

    #[test]
    fn entries_that_open_with_times_make_a_running_report() {
        let live = |text: &str, title: Option<&str>| {
            let mut analysis = wirecopy_article::text::Analysis::default();
            analyse(text, &mut analysis);
            is_live_blog(text, &analysis, title)
        };
        let two = "22:55 The north has counted.\n\n10.05pm: Polls close.";
        assert!(!live(two, None));
        assert!(live(two, Some("Live: the vote")));
        assert!(live(&format!("{two}\n\n[9:30 GMT] Queues at the hall."), None));
        assert!(!live("9.30 percent of them left.\n\n7.50 euros is the price.\n\n12.25 went home.", None));
        assert!(!live("25:10 The score.\n\n10:75 The other.\n\n30:20 Again.", None));
    }
}
