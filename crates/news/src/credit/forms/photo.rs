//! Credits of pictures.

use super::attribution::is_attributed;
use super::writers::are_names;
use crate::credit::agencies::AgencyNumber;
use crate::credit::credit_cues::CUES;
use crate::credit::found::{Class, Credit, CreditedParty, Strength};
use crate::credit::mention::{Mention, tail};
use wirecopy_article::text::Role;

/// Maximum number of bytes between a label and the name that it labels, such as two photographers,
/// a pool or a second agency.
const LABEL_BYTES_MAX: usize = 70;
/// Maximum number of tokens of a caption or of the credit of a picture.
const CAPTION_TOKENS_MAX: usize = 80;
/// Maximum number of bytes of the brackets around the credit of a picture before the agency.
const BRACKETS_BYTES_MAX: usize = 120;

/// Returns a credit such as `(Credit: Reuters)`, `NAME/POOL/AFP via Getty Images`, `(AP Photo/X)`,
/// `REUTERS/X`, `Foto: X/dpa`, `Image copyright AFP`.
pub(super) fn photo(mention: &Mention<'_>, agency: AgencyNumber, is_short: bool) -> Option<Credit> {
    let before = mention.before_in_lower_case(LABEL_BYTES_MAX);
    let after = mention.after_in_lower_case(32);
    let sentence = before.rfind(". ").map_or(before.as_str(), |stop| &before[stop..]);
    let has_label = CUES.photo_before.occur_in(sentence);
    // 新华社记者 林仲谋 摄
    let has_word = CUES.photo_after.start(&after) || after.contains(['摄', '攝']);
    let is_line = mention.is_line(CAPTION_TOKENS_MAX);
    let ends = mention.after.trim_matches(|sign: char| !sign.is_alphanumeric()).is_empty()
        || after.starts_with([')', '/', ',', ' ', '.', ']']);
    let in_brackets = mention.in_brackets().is_some();
    let is_byline = mention.role == Role::Byline;
    let has_year = before.contains(|sign: char| sign.is_ascii_digit());
    let is_claim = has_year && CUES.copyright_before.occur_in(&before);
    let is_caption = mention.role == Role::Caption
        && (ends || in_brackets)
        && !is_claim
        && !is_after_writer(mention)
        && !is_attributed(mention, is_short);
    let is_photo = is_caption
        || CUES.picture_right_before.end(&before)
        || (has_label && is_line && (ends || has_word))
        || (has_word && (in_brackets || is_line && mention.role != Role::Body) && !is_byline)
        || (is_beside_photographer(mention, &before) && (in_brackets || is_line) && !is_byline)
        || (in_brackets && is_after_photographer(mention))
        || (is_line && ends_caption(mention));
    if !is_photo || (is_byline && !has_label) {
        return None;
    }
    let brackets = mention.in_brackets().filter(|(opened, _)| *opened < BRACKETS_BYTES_MAX);
    let around = brackets.unwrap_or_else(|| {
        let label = CUES.picture_label.iter().filter_map(|label| before.rfind(label.as_str())).max();
        let reach = label.map_or(0, |at| before.len() - at);
        (tail(mention.before, reach).len(), if has_word { first_words(mention.after, 3) } else { 0 })
    });
    let mut credit = mention.credit(Class::Photo, CreditedParty::Agency(agency), Strength::Strong, around);
    credit.channel = after.contains("getty").then(|| "Getty Images".to_owned());
    Some(credit)
}

/// Returns whether a slash joins the agency to a photographer or to a picture agency: `Ida
/// Moor/AP`, `REUTERS/Ida Moor`. A writer's name in capitals, with spaces around the slash, is a
/// byline.
fn is_beside_photographer(mention: &Mention<'_>, before: &str) -> bool {
    let name = mention.before.trim_end();
    let is_after_name = name.ends_with('/')
        && name
            .trim_end_matches('/')
            .ends_with(|sign: char| sign.is_alphanumeric() || matches!(sign, ')' | ' '));
    let is_before_name =
        mention.after.strip_prefix('/').is_some_and(|name| name.trim_start().starts_with(char::is_uppercase));
    let is_via = before.ends_with("via ") && tail(before, 40).contains('/');
    (is_after_name && !is_after_writer(mention)) || is_before_name || is_via
}

/// Returns whether a line begins with a name in capitals and a slash with a space after it.
fn is_after_writer(mention: &Mention<'_>) -> bool {
    let name = mention.before.trim_end_matches(['/', ' ']);
    mention.before.ends_with("/ ") && !name.contains(char::is_lowercase) && are_names(name)
}

/// Returns whether the brackets hold a person's name, a separator and the agency, as in `(Ida Moor,
/// AP)` or `(Ida Moor | AP)`.
fn is_after_photographer(mention: &Mention<'_>) -> bool {
    let Some((opened, closed)) = mention.in_brackets() else { return false };
    let inside = mention.before[mention.before.len() - opened..].trim_start_matches(['(', '（', '[']);
    let name = inside.trim_end().strip_suffix("The").unwrap_or(inside).trim_end();
    let person = name.trim_end_matches([',', '|', '-', '–', '—', '/']);
    let is_separated = person.len() < name.len();
    is_separated && closed <= 1 && person.split_whitespace().count() >= 2 && are_names(person)
}

/// Returns whether a paragraph ends with the agency, and before it has a sentence and then a
/// photographer with a bar or a label: `Jars on a shelf. Ida Moor | Reuters`, `Jars on a shelf.
/// Source: AFP`.
fn ends_caption(mention: &Mention<'_>) -> bool {
    let last = mention.sentence_before();
    let is_after_sentence = last.len() < mention.before.len();
    let is_end = mention.reaches_end() && mention.after.trim_matches(['.', ' ', ')']).is_empty();
    let last = last.trim();
    let is_credit = match last.strip_suffix('|') {
        Some(photographer) => are_names(photographer),
        None => CUES.picture_source_before.start(&last.to_lowercase()) && last.ends_with(':'),
    };
    is_end && is_after_sentence && is_credit
}

/// Returns the number of bytes of the first words of a line, at most `words` of them.
fn first_words(text: &str, words: usize) -> usize {
    let line = text.split(['\n', '.', ')']).next().unwrap_or_default();
    line.char_indices().filter(|(_, sign)| *sign == ' ').map(|(at, _)| at).nth(words).unwrap_or(line.len())
}
