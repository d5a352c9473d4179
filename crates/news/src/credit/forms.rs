//! Forms in which the name of an agency is a credit, from the most explicit to the least.

use super::agencies::{AGENCIES, AgencyNumber, Business};
use super::credit_cues::CUES;
use super::dateline::dateline;
use super::found::{Class, Credit, CreditPosition, CreditedParty, Strength};
use super::lines::{byline, copyright, mixed, sign_off};
use super::mention::{Mention, head, tail};
use wirecopy_article::text::Role;

/// Most bytes between a label and the name that it labels, such as two photographers, a pool or a
/// second agency.
const LABEL_BYTES_MAX: usize = 70;
/// Most tokens of a caption or of the credit of a picture.
const CAPTION_TOKENS_MAX: usize = 80;
/// Fewest bytes of a short name that means an agency after "told" and before "reported".
const SOURCE_NAME_BYTES_MIN: usize = 3;
/// Most bytes on either side of a source that are quoted with its name.
pub(super) const QUOTED_AROUND_SOURCE: usize = 24;

/// Returns the credit that a name is part of, if it is part of one.
pub(super) fn credit_of_name(mention: &Mention<'_>, agency: AgencyNumber, is_short: bool) -> Option<Credit> {
    if is_other_name(mention) {
        return None;
    }
    match AGENCIES[agency as usize].business {
        Business::PressRelease => return press_release(mention, agency),
        Business::Distributor => {
            if let Some(credit) = distributor(mention, agency) {
                return Some(credit);
            }
        }
        Business::Wire => {}
    }
    // Under a picture, something that looks like a dateline is the credit of a photographer.
    let is_caption = mention.role == Role::Caption;
    let first =
        if is_caption { photo(mention, agency, is_short) } else { dateline(mention, agency, is_short) };
    first
        .or_else(|| {
            if is_caption { dateline(mention, agency, is_short) } else { photo(mention, agency, is_short) }
        })
        .or_else(|| copyright(mention, agency))
        .or_else(|| sign_off(mention, agency, is_short))
        .or_else(|| mixed(mention, agency))
        .or_else(|| byline(mention, agency, is_short))
        .or_else(|| attribution(mention, agency, is_short))
}

fn is_other_name(mention: &Mention<'_>) -> bool {
    let before = mention.before_in_lower_case(40);
    let after = mention.after_in_lower_case(20);
    let is_of_trust =
        || after.starts_with(" trust principles") || before.contains('©') || before.contains("copyright");
    CUES.other_names_after.start(&after) || (CUES.other_names_before.end(&before) && !is_of_trust())
}

/// Returns a credit such as `(Credit: Reuters)`, `NAME/POOL/AFP via Getty Images`, `(AP Photo/X)`,
/// `REUTERS/X`, `Foto: X/dpa`.
fn photo(mention: &Mention<'_>, agency: AgencyNumber, is_short: bool) -> Option<Credit> {
    let before = mention.before_in_lower_case(LABEL_BYTES_MAX);
    let after = mention.after_in_lower_case(24);
    let sentence = before.rfind(". ").map_or(before.as_str(), |stop| &before[stop..]);
    let has_label = CUES.photo_before.occur_in(sentence);
    let is_after_name = mention.before.trim_end().ends_with('/')
        && mention
            .before
            .trim_end()
            .trim_end_matches('/')
            .ends_with(|sign: char| sign.is_alphanumeric() || matches!(sign, ')' | ' '));
    let is_before_name =
        mention.after.strip_prefix('/').is_some_and(|name| name.trim_start().starts_with(char::is_uppercase));
    let is_via = before.ends_with("via ") && tail(&before, 40).contains('/');
    // 新华社记者 林仲谋 摄
    let has_word = CUES.photo_after.start(&after) || after.contains(['摄', '攝']);
    let is_short_enough = mention.is_line(CAPTION_TOKENS_MAX);
    let ends = mention.after.trim_matches(|sign: char| !sign.is_alphanumeric()).is_empty()
        || after.starts_with([')', '/', ',', ' ', '.', ']']);
    let in_brackets = mention.in_brackets().is_some();
    let is_caption =
        mention.role == Role::Caption && (ends || in_brackets) && !is_attributed(mention, is_short);
    let is_photo = is_caption
        || (has_label && is_short_enough && (ends || has_word))
        || (has_word
            && (in_brackets || is_short_enough && mention.role != Role::Body)
            && mention.role != Role::Byline)
        || ((is_after_name || is_before_name || is_via)
            && (in_brackets || is_short_enough)
            && mention.role != Role::Byline
            && mention.position != CreditPosition::Head);
    if !is_photo || (mention.role == Role::Byline && !has_label) {
        return None;
    }
    let (opened, closed) = mention.in_brackets().filter(|(opened, _)| *opened < 120).unwrap_or_else(|| {
        let label = before.rfind("credit").or_else(|| before.rfind("photo")).or_else(|| before.rfind("foto"));
        let reach = label.map_or(0, |at| before.len() - at);
        (tail(mention.before, reach).len(), if has_word { first_words(mention.after, 3) } else { 0 })
    });
    let mut credit =
        mention.credit(Class::Photo, CreditedParty::Agency(agency), Strength::Strong, (opened, closed));
    credit.channel = after.contains("getty").then(|| "Getty Images".to_owned());
    Some(credit)
}

/// Returns the number of bytes of the first words of a line, at most `words` of them.
fn first_words(text: &str, words: usize) -> usize {
    let line = text.split(['\n', '.', ')']).next().unwrap_or_default();
    line.char_indices().filter(|(_, sign)| *sign == ' ').map(|(at, _)| at).nth(words).unwrap_or(line.len())
}

/// Returns a credit such as `/PRNewswire/` or `(BUSINESS WIRE)`: the issuer is the author, the
/// service is the channel.
fn press_release(mention: &Mention<'_>, agency: AgencyNumber) -> Option<Credit> {
    let is_form = mention.before.ends_with(['/', '(', '-', '–', '—'])
        || mention.after.starts_with(['/', ')', '-'])
        || (mention.is_line(8) && !mention.after.contains(' '))
        || mention.before_in_lower_case(12).ends_with("source ")
        || mention.before_in_lower_case(12).ends_with("via ");
    let is_place =
        matches!(mention.position, CreditPosition::Head | CreditPosition::Lead | CreditPosition::Tail);
    (is_form && is_place).then(|| {
        let around = if mention.offset() < 140 && mention.reaches_start() {
            (mention.before.len(), 1.min(mention.after.len()))
        } else {
            (0, 0)
        };
        let around = if mention.after.is_char_boundary(around.1) { around } else { (around.0, 0) };
        let mut credit =
            mention.credit(Class::PressRelease, CreditedParty::Unnamed, Strength::Strong, around);
        credit.channel = Some(AGENCIES[agency as usize].name.to_owned());
        credit
    })
}

/// Returns a credit such as `©2031 Tolmouth Courier. Distributed by Tribune Content Agency, LLC.`:
/// the owner of the rights is credited, the distributor is the channel.
fn distributor(mention: &Mention<'_>, agency: AgencyNumber) -> Option<Credit> {
    let before = mention.before_in_lower_case(40);
    if !(before.ends_with("distributed by ")
        || before.ends_with("distributed by the ")
        || before.ends_with("provided by "))
    {
        return None;
    }
    let mut credit = mention.credit(
        Class::Distributor,
        CreditedParty::Agency(agency),
        Strength::VeryStrong,
        mention.line(),
    );
    if let Some(holder) = holder_before(mention.before) {
        credit.credited = super::agency_named(holder)
            .map_or_else(|| CreditedParty::Named(holder.to_owned()), CreditedParty::Agency);
        credit.channel = Some(AGENCIES[agency as usize].name.to_owned());
    }
    Some(credit)
}

/// Returns the owner of the rights that a line names before its distributor.
fn holder_before(before: &str) -> Option<&str> {
    let claim = before
        .find('©')
        .map(|at| at + '©'.len_utf8())
        .or_else(|| before.find("Copyright").map(|at| at + 9))?;
    let holder = before[claim..].trim_start_matches(|sign: char| {
        sign.is_ascii_digit() || matches!(sign, ' ' | ',' | '(' | ')' | '©' | 'c')
    });
    let holder = holder.split(['.', '\n']).next()?.trim();
    let holder = holder.split(", Distributed").next()?.trim();
    (!holder.is_empty() && holder.len() <= 80).then_some(holder)
}

/// Whether the text names the agency as a source.
pub(super) fn is_attributed(mention: &Mention<'_>, is_short: bool) -> bool {
    let before = mention.before_in_lower_case(44);
    let after = mention.after_in_lower_case(32);
    let after = after.strip_prefix(" news").filter(|rest| !rest.starts_with(" agenc")).unwrap_or(&after);
    let word_before = |cue: &str| {
        before.strip_suffix(cue).is_some_and(|rest| {
            !rest.ends_with(char::is_alphabetic) || !cue.is_ascii() || cue.starts_with('l')
        })
    };
    let is_attributed =
        CUES.attribution_before.of(&before).any(word_before) || CUES.attribution_after.start(after);
    if !is_short {
        return is_attributed;
    }
    // "told X" and "X reported" show that X is no political party, unless X has only two letters.
    let is_source = mention.name().len() >= SOURCE_NAME_BYTES_MIN
        && (before.ends_with("told ") || after.starts_with(" reported"));
    is_source || (is_attributed && (CUES.agency_noun.occur_in(&before) || CUES.agency_noun.occur_in(after)))
}

/// Returns a credit such as `Reuters reported`, `told AFP`, `laut dpa` or `Selon l'AFP`: the agency
/// is a source of facts, not the origin of the text.
fn attribution(mention: &Mention<'_>, agency: AgencyNumber, is_short: bool) -> Option<Credit> {
    if !is_attributed(mention, is_short) {
        return None;
    }
    let around =
        (tail(mention.before, QUOTED_AROUND_SOURCE).len(), head(mention.after, QUOTED_AROUND_SOURCE).len());
    let strength = strength_of_attribution(mention);
    Some(mention.credit(Class::Attribution, CreditedParty::Agency(agency), strength, around))
}

/// Returns the strength of an attribution: weak near the lead, a mere mention elsewhere.
pub(super) fn strength_of_attribution(mention: &Mention<'_>) -> Strength {
    match mention.position {
        CreditPosition::Lead => Strength::Weak,
        _ => Strength::Mention,
    }
}
