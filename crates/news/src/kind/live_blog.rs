//! Live blogs: articles that consist of entries, each with the time at which it was written.

use crate::cues::{CueLists, Prefixes};
use std::sync::LazyLock;
use wirecopy_article::text::{Analysis, Paragraph};

/// Minimum number of entries of a live blog ...
const ENTRIES_MIN: usize = 3;

/// ... and of one with a title that calls it a live blog.
const ENTRIES_MIN_BY_TITLE: usize = 2;

/// The cues of `data/live_blogs.tsv`; the file describes each list.
struct LiveBlogCues {
    title: Prefixes,
    time_suffix: Prefixes,
    age: Prefixes,
    age_opening: Prefixes,
}

static CUES: LazyLock<LiveBlogCues> = LazyLock::new(|| LiveBlogCues::of(&mut CueLists::parse(TABLE)));

const TABLE: &str = include_str!("../../data/live_blogs.tsv");

impl LiveBlogCues {
    fn of(lists: &mut CueLists) -> LiveBlogCues {
        LiveBlogCues {
            title: Prefixes::new(lists.take("title")),
            time_suffix: Prefixes::new(lists.take("time_suffix")),
            age: Prefixes::new(lists.take("age")),
            age_opening: Prefixes::new(lists.take("age_opening")),
        }
    }
}

/// Minimum number of words of an entry below its age; a shorter line is a link to another story.
const ENTRY_WORDS_MIN: usize = 20;

/// Returns whether an article is a live blog: several of its paragraphs start with a time of day,
/// or are below the time since they were written. Linear.
pub(crate) fn is_live_blog(text: &str, analysis: &Analysis, title: Option<&str>) -> bool {
    let content = |paragraph: &Paragraph| &text[paragraph.start as usize..paragraph.end as usize];
    let paragraphs = &analysis.paragraphs;
    let is_entry = |index: &usize| {
        let content = content(&paragraphs[*index]);
        let is_long = |index: usize| {
            paragraphs.get(index).is_some_and(|paragraph| paragraph.tokens.len() >= ENTRY_WORDS_MIN)
        };
        starts_with_time(content) || (starts_with_age(content) && (is_long(*index) || is_long(index + 1)))
    };
    let entries = (0..paragraphs.len()).filter(is_entry).count();
    entries >= if is_called_live(title) { ENTRIES_MIN_BY_TITLE } else { ENTRIES_MIN }
}

/// Returns whether a title calls its article a live blog.
pub(crate) fn is_called_live(title: Option<&str>) -> bool {
    title.is_some_and(|title| CUES.title.start(&title.trim_start().to_lowercase()))
}

/// Returns whether a paragraph starts with a time of day that is set off from its text, such as
/// `22:55 The`, `10.05am:` or `[9:30 GMT]`.
pub(crate) fn starts_with_time(paragraph: &str) -> bool {
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
    if is_range(rest) {
        return false;
    }
    let is_set_off = rest.len() < opening.len() - hour - 1 - minute;
    let lower: String = rest.chars().take(3).flat_map(char::to_lowercase).collect();
    CUES.time_suffix.start(&lower)
        || rest.is_empty()
        || rest.starts_with([':', '-', '–', '—', ']', ')', '|'])
        || (is_set_off && rest.starts_with(|first: char| first.is_uppercase() || "\"“„«".contains(first)))
}

/// Returns whether a paragraph starts with the time since it was written, such as `19 min ago`.
fn starts_with_age(paragraph: &str) -> bool {
    let lower: String = paragraph.chars().take(AGE_CHARACTERS_MAX).flat_map(char::to_lowercase).collect();
    let opening = CUES.age_opening.of(&lower).map(str::len).max();
    let number = lower[opening.unwrap_or(0)..].trim_start();
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let unit = number[digits..].trim_start();
    (1..=2).contains(&digits) && CUES.age.of(unit).any(|age| opening.is_some() || age.ends_with(" ago"))
}

/// Characters of the longest age.
const AGE_CHARACTERS_MAX: usize = 24;

/// Returns whether a time of day leads to another one, as in schedules: `10:00 a.m. – 11:00 a.m.`.
fn is_range(rest: &str) -> bool {
    let is_suffix = |character: char| matches!(character, 'a' | 'p' | 'm' | 'A' | 'P' | 'M' | '.' | ' ');
    let after = rest.trim_start_matches(is_suffix);
    let end = after.strip_prefix(['-', '–', '—']).or_else(|| after.strip_prefix("to "));
    end.is_some_and(|end| end.trim_start().starts_with(|first: char| first.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cues::assert_cues_are_well_formed;
    use wirecopy_article::text::analyse;

    #[test]
    fn every_row_belongs_to_a_known_list_and_is_found_in_a_sentence() {
        assert_cues_are_well_formed(TABLE, LiveBlogCues::of);
        for (list, words) in CueLists::parse(TABLE).all() {
            let is_found = match list {
                "title" => CUES.title.start(&format!("{words} the vote")),
                "age" => {
                    starts_with_age(&format!("19 {words}")) || starts_with_age(&format!("vor 19 {words}"))
                }
                "age_opening" => starts_with_age(&format!("{words}19 min")),
                _ => starts_with_time(&format!("10:05 {words} the polls close")),
            };
            assert!(is_found, "{list}: {words}");
        }
    }

    #[test]
    fn entries_that_start_with_times_make_a_live_blog() {
        let live = |text: &str, title: Option<&str>| {
            let mut analysis = Analysis::default();
            analyse(text, &mut analysis);
            is_live_blog(text, &analysis, title)
        };
        let two = "22:55 The north has counted.\n\n10.05pm: Polls close.";
        assert!(!live(two, None));
        assert!(live(two, Some("Live: the vote")));
        assert!(live(&format!("{two}\n\n[9:30 GMT] Queues at the hall."), None));
        assert!(!live("9.30 percent of them left.\n\n7.50 euros is the price.\n\n12.25 went home.", None));
        assert!(!live("10:00 a.m. – 11:00 a.m. Hall.\n\n11:00 – 12:30 Fair.\n\n1:00 to 2:00 Lunch.", None));
        let entry = "The polls are closed in all of the towns along the river, and the boxes are on their way \
            to the hall, where they are counted.";
        let aged = |ages: [&str; 3], entry: &str| ages.map(|age| format!("{age}\n\n{entry}\n\n")).concat();
        assert!(live(&aged(["19 min ago", "42 mins ago", "1 hour ago"], entry), None));
        assert!(live(&aged(["vor 19 Minuten", "vor 42 Minuten", "vor 2 Stunden"], entry), None));
        assert!(!live(&aged(["19 min ago", "42 min ago", "1 hour ago"], "Ferry sinks off Ostvik"), None));
        assert!(!live(&aged(["3 days ago", "19 minutes into the game", "42 min"], entry), None));
        assert!(!live("25:10 The score.\n\n10:75 The other.\n\n30:20 Again.", None));
    }
}
