//! Forms of lines below and above a text: copyright, sign-off, byline, mixed sources.

use super::agencies::{AGENCIES, AgencyNumber, Business};
use super::credit::{Class, Credit, Credited, Position, Strength};
use super::edges::{
    BYLINE_BEFORE, COPYRIGHT_BEFORE, MIXED_AFTER, MIXED_BEFORE, MIXED_BEFORE_IN_LINES, OFFICE_AFTER,
};
use super::mention::{Mention, tail};
use super::words;
use wirecopy_article::text::Role;

/// A right is claimed within this many bytes before its holder.
const RIGHT_BYTES_MAX: usize = 90;
/// A line that says who wrote a text, with two names, an office and a date.
const BYLINE_TOKENS_MAX: usize = 16;
/// Bytes of a writer's name, or of two, between "By" and the agency.
const WRITERS_BYTES_MAX: usize = 90;
/// A line with nothing but agencies.
const BARE_TOKENS_MAX: usize = 4;
/// Short words make an agency a source only in lines of up to so many tokens.
const SOURCES_TOKENS_MAX: usize = 14;
/// The word "contributed" follows writer, place and agency.
const CONTRIBUTED_BYTES_MAX: usize = 200;

/// `Copyright 2031 The Associated Press`, `© Agence France-Presse`, `© dpa-infocom, dpa:310312-99-55290/2`, `<저작권자(c) 연합뉴스`.
pub(super) fn copyright(mention: &Mention<'_>, agency: AgencyNumber) -> Option<Credit> {
    let near = tail(mention.before, RIGHT_BYTES_MAX);
    let folded = near.to_lowercase();
    // Hardly a name stands behind one: where each stands last is asked only then.
    let signs = if COPYRIGHT_BEFORE.stand_in(&folded) { words::COPYRIGHT_BEFORE } else { &[] };
    let sign = signs.iter().filter_map(|sign| folded.rfind(sign).map(|at| (at, sign.len()))).max();
    let by_name = mention.written().starts_with("The-CNN-Wire");
    let distance = match sign {
        Some((at, len)) if !folded[at + len..].contains(". ") && !folded[at + len..].contains("; ") => {
            folded.len() - at
        }
        _ if by_name => 0,
        _ => return None,
    };
    // Lower case may be longer or shorter than what it was made from; the sign is looked for again where it stands.
    let mut start = near.len().saturating_sub(distance);
    while !near.is_char_boundary(start) {
        start -= 1;
    }
    let reaches = near.len() - start;
    // A name under a picture: no year and nothing else.
    if mention.place.position == Position::Head && mention.is_line(BARE_TOKENS_MAX) {
        return Some(mention.evidence(
            Class::Photo,
            Credited::Agency(agency),
            Strength::Strong,
            mention.line(),
        ));
    }
    let behind = mention.after.find(['\n', '<', '>']).unwrap_or(mention.after.len());
    let mut evidence =
        mention.evidence(Class::Copyright, Credited::Agency(agency), Strength::VeryStrong, (reaches, behind));
    evidence.join_key = join_key(mention);
    Some(evidence)
}

/// `dpa:310312-99-55290/2`: one item, whatever became of it.
fn join_key(mention: &Mention<'_>) -> Option<String> {
    let at = mention.after.find("dpa:")?;
    let key: String = mention.after[at..]
        .chars()
        .take_while(|sign| sign.is_ascii_alphanumeric() || matches!(sign, ':' | '-' | '/'))
        .collect();
    key.contains(|sign: char| sign.is_ascii_digit()).then_some(key)
}

/// `Our Standards: The Thomson Reuters Trust Principles.`, `Associated Press writer X in Y contributed to this report.`, `(ANI)` at the end.
pub(super) fn sign_off(mention: &Mention<'_>, agency: AgencyNumber, is_short: bool) -> Option<Credit> {
    let credited = Credited::Agency(agency);
    let after = mention.after_in_lower_case(CONTRIBUTED_BYTES_MAX);
    if after.starts_with(" trust principles") {
        return Some(mention.evidence(Class::SignOff, credited, Strength::VeryStrong, mention.line()));
    }
    let is_office = OFFICE_AFTER.open(&after) || after.starts_with(['\'', '’']);
    if is_office && after.contains("contributed") && !is_short {
        return Some(mention.evidence(Class::SignOff, credited, Strength::VeryStrong, mention.line()));
    }
    if mention.reaches_start() && mention.before.trim().eq_ignore_ascii_case("more") && after.contains("http")
    {
        return Some(mention.evidence(Class::SignOff, credited, Strength::Strong, mention.line()));
    }
    ends_text(mention, is_short)
        .map(|around| mention.evidence(Class::SignOff, credited, Strength::Strong, around))
}

/// `(ANI)`, `- Reuters`, `—AP`, or the name alone, where the story ends.
fn ends_text(mention: &Mention<'_>, is_short: bool) -> Option<(usize, usize)> {
    let rest = mention.after.trim_matches(|sign: char| !sign.is_alphanumeric());
    if !mention.reaches_end() || !rest.is_empty() || !mention.place.is_last {
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
    // "… before the monsoon. PTI"
    let is_behind = before.ends_with(['.', '”', '"', '।']) && mention.after.trim().is_empty() && !is_short;
    ((is_dashed || is_alone || is_behind)
        && !(is_short && is_alone)
        && mention.place.position != Position::Head)
        .then_some((mention.before.len() - dashed.len(), mention.after.len()))
}

/// `(With inputs from PTI)`, `avec AFP`, `Con información de EFE`, `Reuters contributed to this report.`
pub(super) fn mixed(mention: &Mention<'_>, agency: AgencyNumber) -> Option<Credit> {
    let before = mention.before_in_lower_case(60);
    let before = before.strip_suffix("the ").or(before.strip_suffix("news agency ")).unwrap_or(&before);
    let after = mention.after_in_lower_case(40);
    let in_brackets = mention.in_brackets();
    let is_line = in_brackets.is_some_and(|(opened, closed)| opened + closed < 80)
        || (mention.is_line(SOURCES_TOKENS_MAX)
            && (mention.role != Role::Headline || mention.place.position == Position::Tail));
    let cue = MIXED_BEFORE.ending(before).next().or_else(|| {
        let is_whole_word =
            |cue: &str| before.strip_suffix(cue).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
        let is_closed_by =
            after.trim_start_matches([')', '.', ' ', '）']).is_empty() || after.starts_with([',', ')', '/']);
        let is_source = is_line && is_closed_by && !before.contains(['“', '"', '?']);
        MIXED_BEFORE_IN_LINES.ending(before).find(|cue| is_source && is_whole_word(cue))
    });
    let is_behind = MIXED_AFTER.open(&after) && !mention.place.position.eq(&Position::Lead);
    if cue.is_none() && !(is_behind && mention.sentence_before().trim().len() < 12) {
        return None;
    }
    let around = match in_brackets {
        Some((opened, closed)) if opened < 120 => (opened, closed),
        _ if mention.is_line(20) => mention.line(),
        _ => (cue.map_or(0, |cue| cue.len().min(mention.before.len())), 0),
    };
    let around = (snapped(mention, around.0), around.1);
    Some(mention.evidence(Class::Mixed, Credited::Agency(agency), Strength::Strong, around))
}

/// So many bytes before the mention, or a few less, so that no character is cut.
fn snapped(mention: &Mention<'_>, bytes: usize) -> usize {
    tail(mention.before, bytes).len()
}

/// `By X, Associated Press`, `AP Sports Writer`, `Reuters Staff`, `X | CNN`.
pub(super) fn byline(mention: &Mention<'_>, agency: AgencyNumber, is_short: bool) -> Option<Credit> {
    let before = mention.before.to_lowercase();
    let after = mention.after_in_lower_case(40);
    let begins = mention.reaches_start() && BYLINE_BEFORE.open(&before);
    let is_line = mention.is_line(BYLINE_TOKENS_MAX);
    let has_office = OFFICE_AFTER.open(&after);
    let ends = after.trim_matches(|sign: char| !sign.is_alphanumeric()).is_empty()
        || after.starts_with(['\n', ',', '|', '·', '•', '/', '-', '–', '—'])
        || after.trim_start().starts_with(['|', '·', '•', '-', '–', '—', '(']);
    let separated = mention.before.trim_end().ends_with([',', '|', '/', '•', '·', '-', '–', '—', '/', '(']);
    let is_head = mention.place.position == Position::Head || mention.role == Role::Byline;
    let is_stopped = mention.after.trim_end().ends_with(['.', '!', '?']) && !begins;
    // In a text whose lines were joined a byline ends where the dateline begins.
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
    Some(mention.evidence(class, Credited::Agency(agency), Strength::Strong, around))
}

/// Whether what stands before the agency may be names of writers and no sentence.
fn is_writers(mention: &Mention<'_>) -> bool {
    let in_lower_case = |word: &&str| word.starts_with(char::is_lowercase) && word.len() > 4;
    mention.before.len() <= WRITERS_BYTES_MAX
        && mention.before.split_whitespace().filter(in_lower_case).count() <= 1
}
