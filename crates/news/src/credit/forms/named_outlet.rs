//! Outlets that a text names as a source, as in `the Tolm Gazette reported` or `据河口日报报道`.
//!
//! There is no table of outlets, only one of the last words of their names.

use super::attribution::{QUOTED_AROUND_SOURCE, is_attributed, strength_of_attribution};
use crate::credit::credit_cues::CUES;
use crate::credit::found::{Class, Credit, CreditedParty};
use crate::credit::mention::{Mention, ParagraphPosition, head, is_wide, tail};
use std::ops::Range;
use wirecopy_article::text::Paragraph;

/// Maximum number of words of a name before its last one.
const WORDS_BEFORE_MAX: usize = 4;

/// Maximum number of characters of a Chinese name before its last word.
const CHARACTERS_BEFORE_MAX: usize = 12;

/// Returns the credit of an outlet if the text names it as a source. `last_word` has the bytes of
/// the last word of its name.
pub(in crate::credit) fn named_outlet(
    text: &str,
    paragraph: &Paragraph,
    position: ParagraphPosition,
    last_word: Range<usize>,
) -> Option<Credit> {
    let before = &text[paragraph.start as usize..last_word.start];
    let is_chinese = text[last_word.clone()].chars().all(is_wide);
    let start = match is_chinese {
        true => start_of_chinese_name(before)?,
        // "The Mail reported" has one word, which alone may be any.
        false => start_of_name(before).or_else(|| ends_with_article(before).then_some(before.len()))?,
    };
    let is_one_word = start == before.len();
    let start = paragraph.start as usize + start;
    let mention = Mention::new(text, paragraph, position, start..last_word.end);
    let is_source = match is_chinese {
        true => CUES.chinese_source_after.start(mention.after),
        false if is_one_word => reports(&mention),
        false => is_attributed(&mention, false) && !may_be_person(&mention),
    };
    is_source.then(|| {
        let (before, after) = (mention.before, mention.after);
        let around = (tail(before, QUOTED_AROUND_SOURCE).len(), head(after, QUOTED_AROUND_SOURCE).len());
        let credited = CreditedParty::Named(mention.name().to_owned());
        mention.credit(Class::Attribution, credited, strength_of_attribution(&mention), around)
    })
}

fn ends_with_article(before: &str) -> bool {
    before.ends_with(" the ") || before.ends_with("The ")
}

/// Returns whether a name of one word reports something or is reported to: "says" may be
/// anybody's.
fn reports(mention: &Mention<'_>) -> bool {
    let before = mention.before_in_lower_case(24);
    let after = mention.after_in_lower_case(24);
    CUES.source.one_word_before.end(&before) || CUES.source.one_word_after.start(&after)
}

/// Returns whether the name may be that of a person: "Emily Post said" in contrast to "the Tolm
/// Post said".
fn may_be_person(mention: &Mention<'_>) -> bool {
    CUES.source.person_verb_after.start(mention.after) && !mention.before_in_lower_case(4).ends_with("the ")
}

/// Returns the offset of a name whose last word follows `before`. The name has at least one more
/// word, and all its words start with a capital.
fn start_of_name(before: &str) -> Option<usize> {
    let is_of_name = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '\'' | '’' | '.' | '&'))
            && !(word.ends_with('.') && word.chars().count() > 3)
    };
    let mut start = before.len();
    for _ in 0..WORDS_BEFORE_MAX {
        let Some(rest) = before[..start].strip_suffix(' ') else { break };
        let first = rest
            .rfind(char::is_whitespace)
            .map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8));
        if !is_of_name(&rest[first..]) {
            break;
        }
        start = first;
    }
    while let Some((first, rest)) = before[start..].split_once(' ') {
        let is_cue = || {
            let word = first.to_lowercase() + " ";
            CUES.attribution_before.longest(&word).is_some_and(|cue| cue.len() == word.len())
        };
        if !CUES.sentence_opening.iter().any(|opening| opening == first) && !is_cue() {
            break;
        }
        start = before.len() - rest.len();
    }
    (start < before.len()).then_some(start)
}

/// Returns the offset of a Chinese name whose last word follows `before`. The name follows the word
/// for "according to".
fn start_of_chinese_name(before: &str) -> Option<usize> {
    let near = before.char_indices().rev().take(CHARACTERS_BEFORE_MAX + 1);
    let cue = near.into_iter().find(|(_, sign)| matches!(sign, '据' | '據'));
    let start = cue.map(|(at, sign)| at + sign.len_utf8())?;
    let is_name = start < before.len() && before[start..].chars().all(char::is_alphanumeric);
    is_name.then_some(start)
}
