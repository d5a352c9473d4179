//! Stubs: texts that only announce the story, which another field of the record has in full.

use super::names::{Role, known_ranks};
use super::sample::{Sample, SampledField, SampledString};
use std::collections::{BTreeMap, BTreeSet};
use wirecopy_article::event::Warning;

/// Characters of a text that may announce a story without being one.
const STUB_CHARS_MAX: u64 = 120;

/// Characters of a text that many records share and that is no story: the words of a wall.
const SHARED_CHARS_MAX: u64 = 1000;

/// Records that share a text which is no copy of a story, if not all do.
const SHARED_RECORDS_MIN: usize = 3;

/// Share of the records that share such a text, in percent.
const SHARED_PERCENT_MIN: usize = 20;

/// Factor by which the story is longer than a short text.
const STORY_FACTOR: u64 = 4;

/// Factor by which the story is longer than a text that many records share.
const SHARED_STORY_FACTOR: u64 = 2;

/// Characters of a story that a short text announces.
const STORY_CHARS_MIN: u64 = 200;

/// Characters of a story before which many records have the same text.
const SHARED_STORY_CHARS_MIN: u64 = 60;

/// Share of the strings of a field that read as running text if it has stories, in percent.
const RUNNING_PERCENT_MIN: u64 = 50;

/// Share of the texts that are stubs of a field of an unknown name if it has the stories, in
/// percent.
const STUBS_PERCENT_MIN: u64 = 50;

/// Returns a warning if most texts of a sample are stubs of another field. Of several, the longest
/// is named.
pub(crate) fn stubs_warning(text: &SampledField, sample: &Sample) -> Option<Warning> {
    let has_stories = |field: &&SampledField| {
        let last = field.name.rsplit('.').next().unwrap_or_default();
        let ranks = known_ranks(last);
        let is_of_another_role = ranks[Role::Text as usize].is_none() && ranks.iter().any(Option::is_some);
        !is_of_another_role && field.name != text.name && has_stubs_of(text, field, STUBS_PERCENT_MIN)
    };
    let longest = sample.fields.iter().filter(has_stories).max_by_key(|field| field.mean_chars())?;
    Some(Warning::TextsAreStubs {
        fields: [text.name.clone(), longest.name.clone()],
        chars: [text.mean_chars(), longest.mean_chars()],
    })
}

/// Returns whether this share of the texts, and more than one, are stubs of different stories in
/// the other field.
pub(super) fn has_stubs_of(text: &SampledField, other: &SampledField, percent_min: u64) -> bool {
    if 100 * other.running < RUNNING_PERCENT_MIN * other.records {
        return false;
    }
    let shared = shared_text(text);
    let stories: BTreeMap<u64, &SampledString> =
        other.strings.iter().map(|story| (story.record, story)).collect();
    let is_stub = |text: &SampledString, story: &SampledString| {
        let is_shared = shared == Some(text.hash)
            && text.chars <= SHARED_CHARS_MAX
            && story.chars >= SHARED_STORY_CHARS_MIN.max(SHARED_STORY_FACTOR * text.chars);
        let is_short =
            text.chars <= STUB_CHARS_MAX && story.chars >= STORY_CHARS_MIN.max(STORY_FACTOR * text.chars);
        is_shared || is_short
    };
    let announced: Vec<u64> = text
        .strings
        .iter()
        .filter_map(|text| stories.get(&text.record).filter(|story| is_stub(text, story)))
        .map(|story| story.hash)
        .collect();
    let n_stubs = announced.len() as u64;
    let n_stories = announced.into_iter().collect::<BTreeSet<u64>>().len() as u64;
    n_stubs > 1 && 2 * n_stories > n_stubs && 100 * n_stubs >= percent_min * text.records
}

/// The hash of the text that most records share, if these are too many to have copies of a story.
fn shared_text(text: &SampledField) -> Option<u64> {
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    for string in &text.strings {
        *counts.entry(string.hash).or_default() += 1;
    }
    let (hash, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    let n_strings = text.strings.len();
    let is_of_all = count > 1 && count == n_strings;
    let is_of_many = count >= SHARED_RECORDS_MIN && 100 * count >= SHARED_PERCENT_MIN * n_strings;
    (is_of_all || is_of_many).then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::super::sample::SampledValue;
    use super::*;

    /// Twelve records with these texts, and a field of this name with these strings.
    fn longer(text: impl Fn(usize) -> String, name: &str, other: impl Fn(usize) -> String) -> Option<String> {
        let mut sample = Sample::default();
        for at in 0..12 {
            sample.begin_record();
            sample.add("text", None, SampledValue::Text(&text(at)));
            sample.add(name, name.find('.'), SampledValue::Text(&other(at)));
        }
        match stubs_warning(sample.field("text")?, &sample)? {
            Warning::TextsAreStubs { fields: [_, longer], .. } => Some(longer),
            _ => None,
        }
    }

    fn story(at: usize) -> String {
        format!("Heron {at} came back to Tolm after forty years, as the harbour office says. ").repeat(5)
    }

    #[test]
    fn a_field_with_the_stories_of_short_or_shared_texts_is_named() {
        let wall = |_| "Subscribe to go on reading this article, and to see all others.".repeat(3);
        let teaser = |at: usize| format!("Heron {at} is back: read more");
        for name in ["page_content", "raw.payload", "description", "raw.content"] {
            assert_eq!(longer(wall, name, |at| story(at).repeat(2)).as_deref(), Some(name));
            assert_eq!(longer(teaser, name, story).as_deref(), Some(name));
        }
    }

    #[test]
    fn texts_are_no_stubs_of_summaries_of_pages_of_constants_or_of_names() {
        let teaser = |at: usize| format!("Heron {at} is back: read more");
        let page = |at: usize| format!("<p class=\"a b c d e f g h\">{}", story(at).repeat(20));
        assert_eq!(longer(story, "summary", teaser), None);
        assert_eq!(longer(story, "html", page), None);
        assert_eq!(longer(teaser, "licence", |_| story(0)), None);
        assert_eq!(longer(teaser, "image", |at| format!("https://tolm.example/{at}").repeat(20)), None);
        assert_eq!(longer(teaser, "authors", story), None);
        let rarely = |at: usize| if at < 4 { teaser(at) } else { story(at) };
        assert_eq!(longer(rarely, "html", page), None);
    }
}
