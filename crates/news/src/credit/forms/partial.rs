//! Credits of agencies that wrote a part of an article.

use super::writers::are_names;
use crate::credit::agencies::AgencyNumber;
use crate::credit::credit_cues::CUES;
use crate::credit::found::{Class, Credit, CreditPosition, CreditedParty, Strength};
use crate::credit::mention::{Mention, head, tail};
use wirecopy_article::text::Role;

/// Maximum number of tokens of a line in which short words such as "avec" make an agency a source.
const SOURCES_TOKENS_MAX: usize = 14;
/// Maximum number of tokens of such a line in the middle of a text.
const BODY_TOKENS_MAX: usize = 6;
/// With fewer bytes before it, an agency is the subject of its sentence.
const SENTENCE_OPENING_BYTES_MAX: usize = 12;
/// Maximum number of tokens of a line that says who contributed to an article.
const CONTRIBUTORS_TOKENS_MAX: usize = 45;
/// Maximum number of tokens of a line that credits agencies without a name.
const SOME_WIRE_TOKENS_MAX: usize = 40;
/// Maximum number of tokens of a line that lists an agency and another name.
const LIST_TOKENS_MAX: usize = 5;
/// Maximum number of tokens of a line such as `With Post wires`.
const WIRES_TOKENS_MAX: usize = 8;

/// Returns a credit such as `(With inputs from PTI)`, `avec AFP`, `Con información de EFE` or
/// `Reuters contributed to this report.`
pub(super) fn partial(mention: &Mention<'_>, agency: AgencyNumber) -> Option<Credit> {
    let before = mention.before_in_lower_case(60);
    let before = before.strip_suffix("the ").or(before.strip_suffix("news agency ")).unwrap_or(&before);
    let in_brackets = mention.in_brackets();
    let cue = CUES.mixed_before.longest(before).or_else(|| cue_in_line(mention, before));
    let is_desk = || is_after_desk(mention) || is_list(mention);
    if cue.is_none() && !is_contributor(mention) && !is_desk() {
        return None;
    }
    let around = match in_brackets {
        Some((opened, closed)) if opened < 120 => (opened, closed),
        _ if mention.is_line(20) => mention.line(),
        _ if cue.is_none() => sentence_around(mention),
        _ => (cue.map_or(0, |cue| cue.len().min(mention.before.len())), 0),
    };
    // A cue in lower case may be longer than the original, so its length may be inside a character.
    let around = (tail(mention.before, around.0).len(), around.1);
    Some(mention.credit(Class::Mixed, CreditedParty::Agency(agency), Strength::Strong, around))
}

/// Returns the short word before an agency that makes it a source in a line or in brackets.
fn cue_in_line<'cue>(mention: &Mention<'_>, before: &str) -> Option<&'cue str> {
    let after = mention.after_in_lower_case(40);
    // In the middle of a text a line of a few words more is a sentence.
    let is_short = mention.is_line(BODY_TOKENS_MAX)
        || (mention.is_line(SOURCES_TOKENS_MAX) && mention.position != CreditPosition::Body);
    let is_line = mention.in_brackets().is_some_and(|(opened, closed)| opened + closed < 80)
        || (is_short && (mention.role != Role::Headline || mention.position == CreditPosition::Tail));
    let is_whole_word =
        |cue: &str| before.strip_suffix(cue).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
    let is_closed = after.trim_start_matches([')', ']', '.', ' ', '）']).is_empty()
        || after.starts_with([',', ')', ']', '/']);
    let is_source = is_line && is_closed && !before.contains(['“', '"', '?']);
    CUES.mixed_before_in_lines.of(before).find(|cue| is_source && is_whole_word(cue))
}

/// Returns whether the sentence says that the agency, perhaps with others, contributed.
fn is_contributor(mention: &Mention<'_>) -> bool {
    let sentence = mention.after.find(". ").map_or(mention.after, |stop| &mention.after[..stop]);
    let sentence = sentence.to_lowercase();
    let opens = mention.sentence_before().trim().len() < SENTENCE_OPENING_BYTES_MAX;
    let is_line = mention.is_line(CONTRIBUTORS_TOKENS_MAX);
    let is_subject = CUES.mixed_after.start(&sentence) && opens;
    let is_among_others = is_line && CUES.contributed.occur_in(&sentence);
    (is_subject || is_among_others)
        && (mention.position != CreditPosition::Lead || is_line && mention.is_last)
}

/// Returns whether a last line has the initials of editors before agencies in brackets, as in
/// `imo/lh (AFP, dpa)`.
fn is_after_desk(mention: &Mention<'_>) -> bool {
    let Some((opened, _)) = mention.in_brackets() else { return false };
    let editors = mention.before[..mention.before.len() - opened].trim();
    mention.is_last
        && mention.is_line(WIRES_TOKENS_MAX)
        && mention.reaches_start()
        && editors.contains('/')
        && editors.chars().all(|sign| sign.is_lowercase() || matches!(sign, '/' | ','))
}

/// Returns whether a last line lists an agency and another name: `Reuters, Tolm Media`.
fn is_list(mention: &Mention<'_>) -> bool {
    let others = [", ", " / ", " - ", " – "].iter().find_map(|joiner| mention.after.strip_prefix(joiner));
    mention.is_last
        && mention.is_line(LIST_TOKENS_MAX)
        && mention.position == CreditPosition::Tail
        && mention.reaches_start()
        && mention.before.trim().is_empty()
        && others.is_some_and(|others| are_names(others) && !others.ends_with('.'))
}

/// Returns the numbers of bytes from the start of the sentence to the name and from there to its
/// end.
fn sentence_around(mention: &Mention<'_>) -> (usize, usize) {
    let before = mention.sentence_before();
    let after = mention.after.find(['.', '\n']).map_or(mention.after.len(), |stop| stop + 1);
    (before.len(), head(mention.after, after).len())
}

/// Returns a credit such as `With Post wires` or `Staff and wire reports`, which names nobody.
pub(super) fn unnamed(mention: &Mention<'_>) -> Option<Credit> {
    let is_line = mention.is_line(SOME_WIRE_TOKENS_MAX);
    let around = if is_line { mention.line() } else { (0, 0) };
    (is_line || mention.in_brackets().is_some())
        .then(|| mention.credit(Class::Mixed, CreditedParty::Unnamed, Strength::Strong, around))
}

/// Returns a credit such as `With Post wires`, a short line whose last word means agencies.
pub(super) fn wires(mention: &Mention<'_>) -> Option<Credit> {
    let before = mention.before_in_lower_case(60);
    let before = before.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    let ends = mention.after.trim_matches(|sign: char| !sign.is_alphanumeric()).is_empty();
    let is_form = mention.is_line(WIRES_TOKENS_MAX) && mention.reaches_start() && ends;
    (is_form && CUES.wires_before.start(before))
        .then(|| mention.credit(Class::Mixed, CreditedParty::Unnamed, Strength::Strong, mention.line()))
}
