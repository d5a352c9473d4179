//! Credits in lines above and below a text: copyright, sign-off, byline, mixed sources.

use super::agencies::{AGENCIES, AgencyNumber, Business};
use super::credit_cues::CUES;
use super::found::{Class, Credit, CreditPosition, CreditedParty, Strength};
use super::mention::{Mention, tail};
use wirecopy_article::text::Role;

/// Most bytes between the claim of a right and the name of its owner.
const RIGHT_BYTES_MAX: usize = 90;
/// Most tokens of a byline with two names, an office and a date.
const BYLINE_TOKENS_MAX: usize = 16;
/// Most bytes of the names of writers between "By" and the agency.
const WRITERS_BYTES_MAX: usize = 90;
/// Most tokens of a line that names agencies and nothing else.
const BARE_TOKENS_MAX: usize = 4;
/// Most tokens of a line in which short words such as "avec" make an agency a source.
const SOURCES_TOKENS_MAX: usize = 14;
/// With fewer bytes before it, an agency is the subject of its sentence.
const SENTENCE_OPENING_BYTES_MAX: usize = 12;
/// Most bytes from an agency to the end of the word "contributed"; writer and city are between
/// them.
const CONTRIBUTED_BYTES_MAX: usize = 200;

/// Returns a credit such as `Copyright 2031 The Associated Press`, `© Agence France-Presse`,
/// `© dpa-infocom, dpa:310312-99-55290/2` or `<저작권자(c) 연합뉴스`.
pub(super) fn copyright(mention: &Mention<'_>, agency: AgencyNumber) -> Option<Credit> {
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
    // A claim without a year above the text is the credit of a picture.
    if mention.position == CreditPosition::Head && mention.is_line(BARE_TOKENS_MAX) {
        return Some(mention.credit(
            Class::Photo,
            CreditedParty::Agency(agency),
            Strength::Strong,
            mention.line(),
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
    if is_office && after.contains("contributed") && !is_short {
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
        let is_alone =
            mention.before[mention.before.len() - opened..].chars().all(|sign| !sign.is_alphanumeric());
        return is_alone.then_some((opened, closed));
    }
    let before = mention.before.trim_end();
    let dashed = before.trim_end_matches(['-', '–', '—', '/', '|']);
    let is_dashed = dashed.len() < before.len()
        && (dashed.is_empty() || dashed.ends_with(['.', '”', '"', '!', '?', '»', '।', ' ']));
    let is_alone = mention.reaches_start() && before.is_empty() && mention.is_line(BARE_TOKENS_MAX);
    // As in "… before the monsoon. PTI".
    let follows_sentence =
        before.ends_with(['.', '”', '"', '।']) && mention.after.trim().is_empty() && !is_short;
    ((is_dashed || is_alone || follows_sentence)
        && !(is_short && is_alone)
        && mention.position != CreditPosition::Head)
        .then_some((mention.before.len() - dashed.len(), mention.after.len()))
}

/// Returns a credit such as `(With inputs from PTI)`, `avec AFP`, `Con información de EFE` or
/// `Reuters contributed to this report.`
pub(super) fn mixed(mention: &Mention<'_>, agency: AgencyNumber) -> Option<Credit> {
    let before = mention.before_in_lower_case(60);
    let before = before.strip_suffix("the ").or(before.strip_suffix("news agency ")).unwrap_or(&before);
    let after = mention.after_in_lower_case(40);
    let in_brackets = mention.in_brackets();
    let is_line = in_brackets.is_some_and(|(opened, closed)| opened + closed < 80)
        || (mention.is_line(SOURCES_TOKENS_MAX)
            && (mention.role != Role::Headline || mention.position == CreditPosition::Tail));
    let cue = CUES.mixed_before.longest(before).or_else(|| {
        let is_whole_word =
            |cue: &str| before.strip_suffix(cue).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
        let is_closed_by =
            after.trim_start_matches([')', '.', ' ', '）']).is_empty() || after.starts_with([',', ')', '/']);
        let is_source = is_line && is_closed_by && !before.contains(['“', '"', '?']);
        CUES.mixed_before_in_lines.of(before).find(|cue| is_source && is_whole_word(cue))
    });
    let opens_sentence = mention.sentence_before().trim().len() < SENTENCE_OPENING_BYTES_MAX;
    let is_contributor =
        CUES.mixed_after.start(&after) && mention.position != CreditPosition::Lead && opens_sentence;
    if cue.is_none() && !is_contributor {
        return None;
    }
    let around = match in_brackets {
        Some((opened, closed)) if opened < 120 => (opened, closed),
        _ if mention.is_line(20) => mention.line(),
        _ => (cue.map_or(0, |cue| cue.len().min(mention.before.len())), 0),
    };
    // A cue in lower case may be longer than the original, so its length may be inside a character.
    let around = (tail(mention.before, around.0).len(), around.1);
    Some(mention.credit(Class::Mixed, CreditedParty::Agency(agency), Strength::Strong, around))
}

/// Returns a credit such as `By X, Associated Press`, `AP Sports Writer`, `Reuters Staff` or
/// `X | CNN`.
pub(super) fn byline(mention: &Mention<'_>, agency: AgencyNumber, is_short: bool) -> Option<Credit> {
    let before = mention.before.to_lowercase();
    let after = mention.after_in_lower_case(40);
    let begins = mention.reaches_start() && CUES.byline_before.start(&before);
    let is_line = mention.is_line(BYLINE_TOKENS_MAX);
    let has_office = CUES.office_after.start(&after);
    let ends = after.trim_matches(|sign: char| !sign.is_alphanumeric()).is_empty()
        || after.starts_with(['\n', ',', '|', '·', '•', '/', '-', '–', '—'])
        || after.trim_start().starts_with(['|', '·', '•', '-', '–', '—', '(']);
    let separated = mention.before.trim_end().ends_with([',', '|', '/', '•', '·', '-', '–', '—', '/', '(']);
    let is_head = mention.position == CreditPosition::Head || mention.role == Role::Byline;
    let is_stopped = mention.after.trim_end().ends_with(['.', '!', '?']) && !begins;
    // In a text whose lines were joined, a byline ends at the dateline.
    let is_joined = begins
        && mention.before.len() <= WRITERS_BYTES_MAX
        && separated
        && after.trim_start().starts_with('(');
    let credits = match is_line {
        true if begins => {
            (separated || before.split_whitespace().count() <= 2 || has_office || ends) && is_writers(mention)
        }
        true if is_head && !is_stopped => {
            let is_whole = mention.before.trim().is_empty();
            ((separated || is_whole) && (ends || has_office)) || before.trim() == "the"
        }
        true => {
            mention.reaches_start()
                && before.trim().is_empty()
                && has_office
                && mention.role != Role::Headline
                && mention.is_line(6)
                && !is_stopped
        }
        false => is_joined,
    };
    if !credits || (is_short && !(begins && separated)) {
        return None;
    }
    let around = if is_line { mention.line() } else { (mention.before.len(), 0) };
    let class = match AGENCIES[agency as usize].business {
        Business::Distributor => Class::Distributor,
        _ => Class::Byline,
    };
    Some(mention.credit(class, CreditedParty::Agency(agency), Strength::Strong, around))
}

/// Whether the words before the agency may be names of writers rather than a sentence.
fn is_writers(mention: &Mention<'_>) -> bool {
    let in_lower_case = |word: &&str| word.starts_with(char::is_lowercase) && word.len() > 4;
    mention.before.len() <= WRITERS_BYTES_MAX
        && mention.before.split_whitespace().filter(in_lower_case).count() <= 1
}
