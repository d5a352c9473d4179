//! Outlets that a text names as its source: `the Tolm Gazette reported`, `据河口日报报道`.
//!
//! Their names are in no table; the words that end them are.

use super::credit::{Class, Credit, Credited};
use super::edges::ATTRIBUTION_BEFORE;
use super::forms::{is_attributed, strength_of_attribution};
use super::mention::{Mention, Place, head, tail};
use std::ops::Range;
use wirecopy_article::text::Paragraph;

/// Last words of the names of outlets. A word that ends other names too counts for no less: only a form of attribution makes it a source.
pub(super) const LAST_WORDS: &[&str] = &[
    "Advertiser",
    "Anzeiger",
    "Argus",
    "Beacon",
    "Bulletin",
    "Chronicle",
    "Courier",
    "Dispatch",
    "Echo",
    "Examiner",
    "Gazette",
    "Globe",
    "Guardian",
    "Herald",
    "Independent",
    "Inquirer",
    "Journal",
    "Ledger",
    "Mercury",
    "Monitor",
    "Nachrichten",
    "News",
    "Observer",
    "Post",
    "Register",
    "Rundschau",
    "Sentinel",
    "Standard",
    "Star",
    "Tageblatt",
    "Telegraph",
    "Times",
    "Tribune",
    "Zeitung",
];

/// The same in Chinese.
pub(super) const LAST_WORDS_CHINESE: &[&str] =
    &["日报", "晚报", "早报", "时报", "新闻网", "在线", "日報", "晚報", "早報", "時報", "新聞網"];

/// Words before the last one of a name.
const WORDS_BEFORE_MAX: usize = 4;

/// Characters before the last word of a Chinese name.
const CHARACTERS_BEFORE_MAX: usize = 12;

/// Words in capitals that begin a sentence and no name.
const NO_NAMES: [&str; 14] =
    ["The", "A", "An", "In", "On", "At", "As", "But", "And", "For", "If", "When", "While", "That"];

/// What follows a Chinese outlet that is a source.
const CHINESE_AFTER: [&str; 5] = ["报道", "報道", "报导", "報導", "消息"];

/// The credit of an outlet of which the last word was hit, if it is named as a source.
pub(super) fn outlet_as_source(
    text: &str,
    paragraph: &Paragraph,
    place: Place,
    hit: Range<usize>,
) -> Option<Credit> {
    let before = &text[paragraph.start as usize..hit.start];
    let is_chinese = text[hit.clone()].chars().all(|sign| sign as u32 >= 0x2E80);
    let start = if is_chinese { chinese_name(before)? } else { name(before)? };
    let start = paragraph.start as usize + start;
    let mention = Mention::new(text, paragraph, place, start..hit.end);
    let is_source = if is_chinese {
        CHINESE_AFTER.iter().any(|words| mention.after.starts_with(words))
    } else {
        is_attributed(&mention, false) && !may_be_person(&mention)
    };
    is_source.then(|| {
        let around = (tail(mention.before, 24).len(), head(mention.after, 24).len());
        let credited = Credited::Named(mention.written().to_owned());
        mention.evidence(Class::Attribution, credited, strength_of_attribution(&mention), around)
    })
}

/// Persons say what papers report: "Emily Post said", but "the Tolm Post said".
fn may_be_person(mention: &Mention<'_>) -> bool {
    let speaks = [" said", " says", " wrote"].iter().any(|verb| mention.after.starts_with(verb));
    speaks && !mention.before_in_lower_case(4).ends_with("the ")
}

/// Where a name begins of which the last word follows: words in capitals, one at least.
fn name(before: &str) -> Option<usize> {
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
            ATTRIBUTION_BEFORE.ending(&word).any(|cue| cue.len() == word.len())
        };
        if !NO_NAMES.contains(&first) && !is_cue() {
            break;
        }
        start = before.len() - rest.len();
    }
    (start < before.len()).then_some(start)
}

/// The same of a Chinese name, which follows the word for "according to".
fn chinese_name(before: &str) -> Option<usize> {
    let near = before.char_indices().rev().take(CHARACTERS_BEFORE_MAX + 1);
    let cue = near.into_iter().find(|(_, sign)| matches!(sign, '据' | '據'));
    let start = cue.map(|(at, sign)| at + sign.len_utf8())?;
    let is_name = start < before.len() && before[start..].chars().all(char::is_alphanumeric);
    is_name.then_some(start)
}
