//! Credits in lines above and below a text: copyright, sign-off.

use super::writers::are_names;
use crate::credit::agencies::{AGENCIES, AgencyNumber, Business};
use crate::credit::credit_cues::CUES;
use crate::credit::found::{Class, Credit, CreditPosition, CreditedParty, Strength};
use crate::credit::mention::{Mention, tail};

/// Maximum number of bytes between the claim of a right and the name of its owner.
const RIGHT_BYTES_MAX: usize = 90;
/// Maximum number of tokens of a line that names agencies and nothing else.
const BARE_TOKENS_MAX: usize = 4;
/// Maximum number of tokens of a line under a picture that names the owner of its rights.
const PICTURE_RIGHT_TOKENS_MAX: usize = 8;
/// With fewer bytes before it, an agency is the subject of its sentence.
const SENTENCE_OPENING_BYTES_MAX: usize = 12;
/// Maximum number of bytes from an agency to the end of the word "contributed"; writer and city are
/// between them.
const CONTRIBUTED_BYTES_MAX: usize = 200;

/// Returns a credit such as `Copyright 2031 The Associated Press`, `© Agence France-Presse`,
/// `© dpa-infocom, dpa:310312-99-55290/2` or `<저작권자(c) 연합뉴스`.
pub(super) fn copyright(mention: &Mention<'_>, agency: AgencyNumber) -> Option<Credit> {
    if AGENCIES[agency as usize].business == Business::Group {
        return None;
    }
    let near = tail(mention.before, RIGHT_BYTES_MAX);
    let folded = near.to_lowercase();
    let by_name = mention.name().starts_with("The-CNN-Wire");
    let distance = match CUES.copyright_before.last_in(&folded) {
        Some((at, len)) if !folded[at + len..].contains(". ") && !folded[at + len..].contains("; ") => {
            folded.len() - at
        }
        _ if by_name => 0,
        _ => return None,
    };
    // A text in lower case may be longer or shorter than the original, so the start is moved to the
    // start of a character.
    let mut start = near.len().saturating_sub(distance);
    while !near.is_char_boundary(start) {
        start -= 1;
    }
    let reaches = near.len() - start;
    if is_right_to_picture(mention, &near[start..]) {
        return Some(mention.credit(
            Class::Photo,
            CreditedParty::Agency(agency),
            Strength::Strong,
            (reaches, 0),
        ));
    }
    let rest_of_line = mention.after.find(['\n', '<', '>']).unwrap_or(mention.after.len());
    let mut credit = mention.credit(
        Class::Copyright,
        CreditedParty::Agency(agency),
        Strength::VeryStrong,
        (reaches, rest_of_line),
    );
    credit.join_key = join_key(mention);
    Some(credit)
}

/// Returns whether a claim is the credit of a picture: one without a year above the end of the
/// text, or before a label of pictures.
fn is_right_to_picture(mention: &Mention<'_>, claim: &str) -> bool {
    let has_year = claim.contains(|sign: char| sign.is_ascii_digit())
        || mention.after_in_lower_case(RIGHT_BYTES_MAX).contains(|sign: char| sign.is_ascii_digit());
    let is_under_picture = mention.position != CreditPosition::Tail && !has_year;
    (is_under_picture && mention.is_line(PICTURE_RIGHT_TOKENS_MAX))
        || names_photographer(claim)
        || CUES.picture_label_after.start(mention.after_in_lower_case(24).trim_start_matches([' ', '.', '/']))
}

/// Returns whether a person's name is between the claim and the agency: `© Ida Moor (AFP)`.
fn names_photographer(claim: &str) -> bool {
    let name = claim.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    let name = name.trim_end_matches(['(', '/', ' ']);
    claim.starts_with('©') && name.split_whitespace().count() >= 2 && are_names(name)
}

/// Returns the number of an item, such as `dpa:310312-99-55290/2`; every copy of the item has it.
fn join_key(mention: &Mention<'_>) -> Option<String> {
    let at = mention.after.find("dpa:")?;
    let key: String = mention.after[at..]
        .chars()
        .take_while(|sign| sign.is_ascii_alphanumeric() || matches!(sign, ':' | '-' | '/'))
        .collect();
    key.contains(|sign: char| sign.is_ascii_digit()).then_some(key)
}

/// Returns a credit such as `Our Standards: The Thomson Reuters Trust Principles.`,
/// `Associated Press writer X in Y contributed to this report.`, or `(ANI)` at the end.
pub(super) fn sign_off(mention: &Mention<'_>, agency: AgencyNumber, is_short: bool) -> Option<Credit> {
    let credited = CreditedParty::Agency(agency);
    let after = mention.after_in_lower_case(CONTRIBUTED_BYTES_MAX);
    if after.starts_with(" trust principles") {
        return Some(mention.credit(Class::SignOff, credited, Strength::VeryStrong, mention.line()));
    }
    let is_office = CUES.office_after.start(&after) || after.starts_with(['\'', '’']);
    // Somebody else before the agency makes the article a joint one.
    let is_subject = mention.sentence_before().trim().len() < SENTENCE_OPENING_BYTES_MAX;
    if is_office && is_subject && after.contains("contributed") && !is_short {
        return Some(mention.credit(Class::SignOff, credited, Strength::VeryStrong, mention.line()));
    }
    if mention.reaches_start() && mention.before.trim().eq_ignore_ascii_case("more") && after.contains("http")
    {
        return Some(mention.credit(Class::SignOff, credited, Strength::Strong, mention.line()));
    }
    ends_text(mention, is_short)
        .map(|around| mention.credit(Class::SignOff, credited, Strength::Strong, around))
}

/// Returns the bytes around a name that ends the story: `(ANI)`, `- Reuters`, `—AP`, or the name
/// alone.
fn ends_text(mention: &Mention<'_>, is_short: bool) -> Option<(usize, usize)> {
    let rest = mention.after.trim_matches(|sign: char| !sign.is_alphanumeric());
    if !mention.reaches_end() || !rest.is_empty() || !mention.is_last {
        return None;
    }
    if let Some((opened, closed)) = mention.in_brackets() {
        let (story, inside) = mention.before.split_at(mention.before.len() - opened);
        // Angle brackets hold the symbol of a share, square ones a link.
        let is_alone = !inside.starts_with(['<', '[']) && inside.chars().all(|sign| !sign.is_alphanumeric());
        let is_after_sentence =
            story.trim_end().ends_with(['.', '”', '"', '!', '?', '»', '।', '。']) || story.trim().is_empty();
        return (is_alone && (is_after_sentence || !is_short)).then_some((opened, closed));
    }
    let before = mention.before.trim_end();
    let dashed = before.trim_end_matches(['-', '–', '—', '/', '|']);
    let is_dashed = dashed.len() < before.len()
        && (dashed.is_empty() || dashed.ends_with(['.', '”', '"', '!', '?', '»', '।', ' ']));
    let is_alone = mention.reaches_start() && before.is_empty() && mention.is_line(BARE_TOKENS_MAX);
    // As in "… before the monsoon. PTI".
    let follows_sentence =
        before.ends_with(['.', '”', '"', '।']) && mention.after.trim().is_empty() && !is_short;
    // The last line of a text whose lines are wrapped, below a table for example.
    let is_own_line = !is_short && mention.before.trim_end_matches([' ', '\t']).ends_with('\n');
    ((is_dashed || is_alone || follows_sentence || is_own_line)
        && !(is_short && is_alone)
        && mention.position != CreditPosition::Head)
        .then_some((mention.before.len() - dashed.len(), mention.after.len()))
}
