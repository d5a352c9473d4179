//! Bylines: writers and their agency above a text, or sometimes below it.

use super::writers::are_names;
use crate::credit::agencies::{AGENCIES, AgencyNumber, Business};
use crate::credit::credit_cues::CUES;
use crate::credit::found::{Class, Credit, CreditPosition, CreditedParty, Strength};
use crate::credit::mention::Mention;
use wirecopy_article::text::{Role, is_stop};

/// Maximum number of tokens of a byline with two names, an office and a date.
const BYLINE_TOKENS_MAX: usize = 16;
/// Maximum number of bytes of the names of writers between "By" and the agency.
const WRITERS_BYTES_MAX: usize = 90;
/// Maximum number of words in small letters of an office, as in "staff writer".
const TITLE_LOWER_CASE_WORDS_MAX: usize = 2;
/// Maximum number of tokens of a line that has an agency and an office, such as `AP Sports Writer`.
const OFFICE_TOKENS_MAX: usize = 6;

/// Returns a credit such as `By X, Associated Press`, `AP Sports Writer`, `Reuters Staff` or
/// `X | CNN`.
pub(super) fn byline(mention: &Mention<'_>, agency: AgencyNumber, is_short: bool) -> Option<Credit> {
    let line = ByLine::of(mention);
    let credits = match mention.is_line(BYLINE_TOKENS_MAX) {
        true if line.begins => line.names_writers_after_by(mention),
        true => line.names_writers(mention) || line.is_office(mention),
        // In a text whose lines were joined, a byline ends at the dateline.
        false => {
            line.begins
                && line.is_separated
                && mention.before.len() <= WRITERS_BYTES_MAX
                && mention.after.trim_start().starts_with('(')
        }
    };
    if !credits || (is_short && !(line.begins && line.is_separated)) {
        return None;
    }
    let around = if mention.is_line(BYLINE_TOKENS_MAX) { mention.line() } else { (mention.before.len(), 0) };
    let class = match AGENCIES[agency as usize].business {
        Business::Distributor => Class::Distributor,
        _ => Class::Byline,
    };
    Some(mention.credit(class, CreditedParty::Agency(agency), Strength::Strong, around))
}

/// Properties of a line by the words before and after its agency.
struct ByLine {
    /// True if "By" precedes the agency, perhaps after the date of posting.
    begins: bool,
    /// True if a comma, a bar or a dash is before the agency.
    is_separated: bool,
    /// True if the line ends with the agency or a separator follows it.
    ends: bool,
    /// True if an office of a writer follows.
    has_office: bool,
    /// True if a sentence ends with the line.
    is_stopped: bool,
}

impl ByLine {
    fn of(mention: &Mention<'_>) -> ByLine {
        let before = mention.before.to_lowercase();
        let after = mention.after_in_lower_case(40);
        let is_posted = CUES.posting_before.start(&before)
            && CUES.byline_before.of(after_last_comma(&before)).next().is_some();
        let begins = mention.reaches_start() && (CUES.byline_before.start(&before) || is_posted);
        ByLine {
            begins,
            is_separated: before
                .trim_end()
                .trim_end_matches("the")
                .trim_end()
                .ends_with([',', '|', '/', '•', '·', '-', '–', '—', '(', '~']),
            ends: after.trim_matches(|sign: char| !sign.is_alphanumeric()).is_empty()
                || after.starts_with(['\n', ',', '|', '·', '•', '/', '-', '–', '—'])
                || after.trim_start().starts_with(['|', '·', '•', '-', '–', '—', '(']),
            has_office: CUES.office_after.start(&after) && is_title(mention.after),
            is_stopped: mention.after.trim_end().ends_with(is_stop),
        }
    }

    fn names_writers_after_by(&self, mention: &Mention<'_>) -> bool {
        let in_lower_case = |word: &&str| word.starts_with(char::is_lowercase) && word.len() > 4;
        // "From an Associated Press report" begins a sentence.
        let is_few_words = mention.before.split_whitespace().count() <= 2
            && !matches!(mention.before.split_whitespace().next_back(), Some("a" | "an"))
            && !is_first_name(mention.after);
        (self.is_separated || is_few_words || self.has_office || self.ends)
            && mention.before.len() <= WRITERS_BYTES_MAX
            && !(mention.position == CreditPosition::Body && mention.after.trim_end().ends_with(':'))
            && mention.before.split_whitespace().filter(in_lower_case).count() <= 1
    }

    /// Returns whether a line above or below the text has nothing but an agency, or writers and an
    /// agency.
    fn names_writers(&self, mention: &Mention<'_>) -> bool {
        let names = mention.before.trim();
        let names = names.strip_suffix("The").or(names.strip_suffix("the")).unwrap_or(names).trim();
        let is_head = mention.position == CreditPosition::Head || mention.role == Role::Byline;
        if self.is_stopped || !mention.reaches_start() || !(self.ends || self.has_office) {
            return false;
        }
        if names.is_empty() {
            return is_head;
        }
        let writers = names.trim_end_matches([',', '|', '/', '•', '·', '-', '–', '—', '(', '~', ' ']);
        let is_in_capitals = !writers.contains(char::is_lowercase);
        let is_joined = mention.before.ends_with(char::is_alphanumeric) || CUES.writer_before.end(names);
        let is_headline = mention.role == Role::Headline && !is_in_capitals;
        let is_below = mention.is_last && mention.position == CreditPosition::Tail;
        are_names(writers)
            && match self.is_separated {
                true => is_head && !(is_headline && names.ends_with(',')) || is_below,
                // As in "IDA MOOR Associated Press" or "Ida MoorAssociated Press".
                false => is_head && (is_in_capitals || is_joined || (self.has_office && !is_headline)),
            }
    }

    /// Returns whether the line starts with an agency and an office: `AP Sports Writer`.
    fn is_office(&self, mention: &Mention<'_>) -> bool {
        mention.reaches_start()
            && mention.before.trim().is_empty()
            && self.has_office
            && mention.role != Role::Headline
            && mention.is_line(OFFICE_TOKENS_MAX)
            && !self.is_stopped
    }
}

/// Returns whether a name continues after what looks like an agency, as in "By Ansa Holm": the next
/// word has a capital and begins no date.
fn is_first_name(after: &str) -> bool {
    let next = after.strip_prefix(' ').and_then(|rest| rest.split_whitespace().next()).unwrap_or_default();
    let word = next.trim_end_matches(['.', ',']).to_lowercase();
    next.starts_with(char::is_uppercase) && CUES.date_word.iter().all(|date| *date != word)
}

/// Returns whether the words after an agency are an office and perhaps a name rather than a
/// sentence.
fn is_title(after: &str) -> bool {
    let in_lower_case = |word: &&str| word.starts_with(char::is_lowercase);
    after.split_whitespace().filter(in_lower_case).count() <= TITLE_LOWER_CASE_WORDS_MAX
}

/// Returns the words after the last comma or bar of a line with a date of posting.
fn after_last_comma(before: &str) -> &str {
    before.rfind([',', '|', '•']).map_or(before, |at| before[at..].trim_start_matches([',', '|', '•', ' ']))
}
