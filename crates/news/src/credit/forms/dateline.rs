//! Datelines: a city, a date, an agency and a separator, in the order of each country.

use super::writers::are_names;
use crate::credit::agencies::AgencyNumber;
use crate::credit::credit_cues::CUES;
use crate::credit::found::{Class, Credit, CreditPosition, CreditedParty, Strength};
use crate::credit::mention::{Mention, head, is_wide};

/// Maximum number of bytes of a paragraph before the agency of its dateline, in any script.
const OPENING_BYTES_MAX: usize = 140;
/// Maximum number of bytes before the agency in a text whose lines were joined, where the dateline
/// follows the headline and the byline.
const JOINED_BYTES_MAX: usize = 400;
/// Maximum number of words of a city with its region and the date.
const PLACE_WORDS_MAX: usize = 9;
/// Maximum number of words of a city and date that are in lower case, as in "Rio de Janeiro, 3
/// octubre".
const LOWER_CASE_WORDS_MAX: usize = 2;
/// Maximum number of bytes beside the agency in its brackets: a second agency, a desk.
const BRACKET_BYTES_MAX: usize = 36;
/// Maximum number of bytes between an agency and the Chinese verb for wiring; city, date and
/// reporters are between them.
const WIRED_BYTES_MAX: usize = 90;

/// Maximum number of letters of an abbreviated region, such as "Calif.".
const ABBREVIATION_LETTERS_MAX: usize = 5;
/// Maximum number of words of an Arabic city.
const ARABIC_PLACE_WORDS_MAX: usize = 4;

/// Returns the dateline, if the mention is the agency of one.
pub(super) fn dateline(mention: &Mention<'_>, agency: AgencyNumber, is_short: bool) -> Option<Credit> {
    let around = in_chinese(mention)
        .or_else(|| in_japanese(mention))
        .or_else(|| in_arabic(mention))
        .or_else(|| in_brackets(mention, is_short))
        .or_else(|| between_slashes(mention))
        .or_else(|| bare(mention, is_short))?;
    let strength = Strength::Strong;
    Some(mention.credit(Class::Dateline, CreditedParty::Agency(agency), strength, around))
}

/// Numbers of bytes of a dateline before and after its agency.
type Around = (usize, usize);

/// `PLACE, date (AGENCY) —`, `(AGENCY) - PLACE, date -`, `(place=AGENCY)`, `(AGENCY)` before a
/// lead.
fn in_brackets(mention: &Mention<'_>, is_short: bool) -> Option<Around> {
    let (opened, closed) = mention.in_brackets()?;
    let (place, inside) = mention.before.split_at(mention.before.len() - opened);
    let inside = inside.trim_start_matches(['(', '（', '[', '【', '<']).trim_start();
    let (desk, rest) = mention.after.split_at(closed);
    let dash = separator(rest);
    if !may_precede_agency(inside) || !may_be_desk(desk) || (dash.is_none() && names_person(desk)) {
        return None;
    }
    let is_korean = inside.ends_with('=');
    if dash.is_none() && !is_korean && is_caseless(place) && !place.contains([',', '،', '，']) {
        return None;
    }
    let is_at_start = mention.reaches_start() && mention.offset() <= OPENING_BYTES_MAX;
    let is_head = matches!(mention.position, CreditPosition::Lead | CreditPosition::Head);
    let is_set_off = match dash {
        // An editor may have put another word at the start of the lead; city and date are enough.
        Some(len) => {
            let is_dated = is_dated(place) || (!is_short && !place.trim().is_empty() && is_marked(place));
            let is_dated = is_dated && is_place(place);
            opens_sentence(&rest[len..]) || (is_dated && is_at_start)
        }
        None => {
            is_korean
                || opens_sentence(rest)
                || (is_at_start && !is_short && is_dated(place) && is_place(place))
        }
    };
    if !is_set_off || rest.trim().is_empty() {
        return None;
    }
    let end = closed + dash.unwrap_or(0);
    if is_at_start && place.trim().is_empty() {
        let is_lead = is_korean || dash.is_some() || is_head;
        return (is_lead && !(is_short && dash.is_none() && !is_korean))
            .then_some((mention.before.len(), end));
    }
    if is_at_start && is_place(place) && (!is_short || is_marked(place)) {
        return Some((mention.before.len(), end));
    }
    let is_joined = is_head && mention.offset() <= JOINED_BYTES_MAX && dash.is_some() && !is_short;
    is_joined.then_some((opened + len_of_joined_place(place), end))
}

/// Returns whether the words between a bracket and an agency are nothing, a Korean city or another
/// agency; a single letter is that of a party, as in "(R-PA)".
fn may_precede_agency(inside: &str) -> bool {
    let other = inside.trim_end_matches(['/', '-']);
    let is_after_another =
        other.len() < inside.len() && (2..BRACKET_BYTES_MAX).contains(&other.chars().count());
    inside.is_empty() || inside.ends_with('=') || is_after_another
}

/// Returns whether the words between an agency and the end of its bracket are nothing, a desk or
/// another agency. "(AP Photo/…)", "(Reuters reported)" and "(PA-02)" are not datelines.
fn may_be_desk(bracket_end: &str) -> bool {
    let within = bracket_end.trim_end_matches([')', '）', ']', '】', '>']);
    let desk = within.trim_start_matches(['/', '-', '–', ',', '=', ' ']);
    bracket_end.len() <= BRACKET_BYTES_MAX
        && !desk.contains("hoto")
        && !desk.starts_with(|sign: char| sign.is_ascii_digit())
        && (within.is_empty()
            || within.starts_with(['/', '-', '–', ',', '='])
            || within.trim_start().starts_with(char::is_uppercase))
}

/// Returns whether a slash and a person's name follow an agency: a photographer.
fn names_person(bracket_end: &str) -> bool {
    let within = bracket_end.trim_end_matches([')', '）', ']', '】', '>']);
    within.strip_prefix('/').is_some_and(|name| name.split_whitespace().count() >= 2 && are_names(name))
}

/// Returns whether a text may start with a sentence, perhaps inside a quotation.
fn opens_sentence(text: &str) -> bool {
    let is_quotation_mark = |sign: &char| matches!(sign, '"' | '“' | '‘' | '\'' | '«' | '「' | '„' | ' ');
    let first = text.trim_start().chars().find(|sign| !is_quotation_mark(sign));
    first.is_some_and(|first| first.is_alphanumeric() && !first.is_lowercase())
}

/// Returns whether the words are in a script without capitals, where a sentence looks like a city.
fn is_caseless(words: &str) -> bool {
    words.chars().any(|sign| sign.is_alphabetic() && !sign.is_lowercase() && !sign.is_uppercase())
}

/// Returns whether capitals, a date or a comma show that a city is meant, which matters if the name
/// of the agency could mean something else.
fn is_marked(place: &str) -> bool {
    place.contains(|sign: char| sign.is_ascii_digit() || sign == ',' || sign == '،')
        || !place.contains(char::is_lowercase)
        || place.split_whitespace().count() <= 1
}

/// Returns whether the words are a city with a date, such as `Ostvik, Mar 5`.
fn is_dated(place: &str) -> bool {
    place.trim_end().ends_with(|sign: char| sign.is_ascii_digit()) && place.contains(',')
}

/// Returns the number of bytes of the words in capitals before a bracket: a city in a text whose
/// lines were joined.
fn len_of_joined_place(before: &str) -> usize {
    let mut len = before.len() - before.trim_end().len();
    for word in before.trim_end().rsplit(' ') {
        let is_capital =
            word.len() > 1 && !word.contains(char::is_lowercase) && word.contains(char::is_alphabetic);
        if !is_capital {
            break;
        }
        len += word.len() + 1;
    }
    len.min(before.len()).min(60)
}

/// `МОСКВА, 1 декабря. /ТАСС/.`
fn between_slashes(mention: &Mention<'_>) -> Option<Around> {
    let place = mention
        .before
        .strip_suffix('/')
        .or_else(|| mention.name().starts_with('/').then_some(mention.before))?;
    let rest =
        mention.after.strip_prefix('/').or_else(|| mention.name().ends_with('/').then_some(mention.after))?;
    let is_place = mention.reaches_start()
        && mention.offset() <= OPENING_BYTES_MAX
        && is_place(place)
        && (place.trim().is_empty()
            || place.trim_end().ends_with(['.', ',', '-', '–', '—'])
            || is_marked(place));
    (is_place && !rest.trim().is_empty()).then(|| {
        let closing = mention.after.len() - rest.len();
        (mention.before.len(), closing + separator(rest).unwrap_or(0))
    })
}

/// `Москва. 5 мая. ИНТЕРФАКС - `, `Київ, 5 травня - Укрінформ.`, `AFP - ` before a lead.
fn bare(mention: &Mention<'_>, is_short: bool) -> Option<Around> {
    if !mention.reaches_start() || mention.offset() > OPENING_BYTES_MAX || mention.n_tokens < 12 {
        return None;
    }
    let is_dated = mention.before.contains(|sign: char| sign.is_ascii_digit())
        && is_place(mention.before)
        && mention.before.trim_end().ends_with(['.', ',', '-', '–', '—', '|']);
    if !is_dated && (is_short || !mention.before.is_empty()) {
        return None;
    }
    let is_spaced = mention.after.starts_with([' ', ':', '.']);
    let len = separator(mention.after).filter(|_| is_spaced)?;
    let opens = mention.after[len..].trim_start().chars().next().is_some_and(|sign| !sign.is_lowercase());
    (opens && matches!(mention.position, CreditPosition::Head | CreditPosition::Lead))
        .then_some((mention.before.len(), len))
}

/// `新华社北京3月15日电（记者…）`, in brackets or not.
fn in_chinese(mention: &Mention<'_>) -> Option<Around> {
    let is_wide = mention.name().chars().all(is_wide);
    let opening = mention.before.trim_start_matches(['（', '(', '【', '[', '\u{3000}', ' ']);
    if !is_wide || !mention.reaches_start() || !opening.is_empty() {
        return None;
    }
    let near = head(mention.after, WIRED_BYTES_MAX);
    let wired = near.find(['电', '電', '讯', '訊'])?;
    if near[..wired].contains(['，', '。', '：', '；']) {
        return None;
    }
    let mut end = wired + '电'.len_utf8();
    let rest = &mention.after[end..];
    if rest.starts_with(['（', '(']) {
        end +=
            rest.find(['）', ')']).map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8));
    } else if rest.starts_with(['）', '】', ')']) {
        end += rest.chars().next().map_or(0, char::len_utf8);
    }
    Some((mention.before.len(), end))
}

/// `واس- جدة:`, `جدة - واس:`, at the start of a paragraph.
fn in_arabic(mention: &Mention<'_>) -> Option<Around> {
    let is_arabic = mention.name().chars().any(|sign| ('\u{600}'..='\u{6ff}').contains(&sign));
    if !is_arabic || !mention.reaches_start() || mention.offset() > OPENING_BYTES_MAX {
        return None;
    }
    let is_city = |words: &str| {
        (1..=ARABIC_PLACE_WORDS_MAX).contains(&words.split_whitespace().count())
            && words.chars().all(|sign| sign.is_alphanumeric() || sign == ' ')
    };
    let after = mention.after.trim_start();
    let rest = after.trim_start_matches(['-', '–', '—', '/', '|']);
    if mention.before.trim().is_empty() && rest.len() < after.len() {
        let (place, sign) =
            rest.char_indices().find(|(_, sign)| matches!(sign, ':' | '-' | '–' | '—' | '/' | '،'))?;
        let end = mention.after.len() - rest.len() + place + sign.len_utf8();
        return is_city(&rest[..place]).then_some((mention.before.len(), end));
    }
    let place = mention.before.trim_end();
    let city = place.trim_end_matches(['-', '–', '—', '/', '(', '|']).trim_end();
    let end = separator(mention.after)?;
    (city.len() < place.len() && is_city(city)).then_some((mention.before.len(), end))
}

/// `【ドーハ共同】`
fn in_japanese(mention: &Mention<'_>) -> Option<Around> {
    let opens = mention.before.starts_with('【') && mention.reaches_start() && !mention.before.contains('】');
    let closing = mention.after.find('】').filter(|at| *at <= BRACKET_BYTES_MAX)?;
    opens.then_some((mention.before.len(), closing + '】'.len_utf8()))
}

/// Returns the number of bytes of the separator at the start of `rest`, with the spaces around it.
/// It may have several signs, as in `(EFE).-`, or be a dash that a wrong charset garbled.
fn separator(rest: &str) -> Option<usize> {
    let trimmed = rest.trim_start();
    let dashes =
        trimmed.trim_start_matches(['-', '–', '—', '―', '‐', '－', 'ー', '_', '.', ':', '：', '|', '−', '=']);
    let dashes = if dashes.len() < trimmed.len() { dashes } else { after_garbled_dash(trimmed)? };
    Some(rest.len() - dashes.trim_start().len())
}

/// Returns the text after a garbled dash with which it starts: an entity, the signs of a wrong
/// charset, or a sign that replaces what was not understood.
fn after_garbled_dash(text: &str) -> Option<&str> {
    let is_replaced = |sign: char| {
        matches!(sign, '\u{80}'..='\u{9f}' | char::REPLACEMENT_CHARACTER | '\u{ad}' | '\u{2022}')
    };
    let rest = text.trim_start_matches(is_replaced);
    if rest.len() < text.len() {
        return Some(rest);
    }
    if let Some(rest) = text.strip_prefix('?') {
        return rest.starts_with(' ').then_some(rest);
    }
    let garbled = CUES.garbled_dash.of(text).last()?;
    text.get(garbled.len()..)
}

/// Returns whether the words before an agency can be a city with a date.
fn is_place(before: &str) -> bool {
    let before = before.trim();
    let in_lower_case = |word: &&str| word.starts_with(char::is_lowercase);
    !before.starts_with(|sign: char| sign.is_lowercase() || sign == '-' || sign == '*')
        && !before.contains(['"', '“', '”', '?', '!', ';', ':', '(', '。', '，', '@'])
        && before.split_whitespace().count() <= PLACE_WORDS_MAX
        && before.split_whitespace().filter(in_lower_case).count() <= LOWER_CASE_WORDS_MAX
        && !ends_sentence(before)
}

/// Returns whether a stop after a long word without a date ends a sentence; after a short word it
/// is that of an abbreviated region or month.
fn ends_sentence(words: &str) -> bool {
    let last = words.split_whitespace().next_back().unwrap_or_default();
    words.ends_with('.')
        && last.trim_end_matches('.').chars().count() > ABBREVIATION_LETTERS_MAX
        && !words.contains(|sign: char| sign.is_ascii_digit())
}
