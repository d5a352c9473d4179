//! Credits in the author field: `IDA MOOR, Associated Press`, `Afp Afp`, `CNN Newsource Staff`.

use crate::credit::agencies::{AGENCIES, AgencyNumber, Business, agency_credited_as, agency_of_outlet};
use crate::credit::credit_cues::CUES;
use crate::credit::found::{
    Class, Credit, CreditField, CreditPosition, CreditedParty, QUOTED_BYTES_MAX, Scope, Strength,
};
use crate::credit::mention::whole_words;
use std::ops::Range;

/// Maximum number of words of an agency's name in this field.
const NAME_WORDS_MAX: usize = 6;
/// Maximum number of credits of one field.
const CREDITS_MAX: usize = 8;

/// Returns the credits of an author field, each agency once. `has_capitals` says that the record
/// writes capitals, so that a name without them is set in the style of a picture's credit. A few
/// agencies write themselves without.
pub(super) fn credits(author: &str, has_capitals: bool) -> Vec<Credit> {
    let mut credits: Vec<Credit> = Vec::new();
    for piece in pieces(author) {
        let words = &author[piece.clone()];
        let credited = match agency_in(words) {
            Some(agency) => CreditedParty::Agency(agency),
            None if is_unnamed_wire(words) => CreditedParty::Unnamed,
            None => continue,
        };
        let is_lower = has_capitals && words.is_ascii() && !words.contains(char::is_uppercase);
        let is_picture = is_lower && !is_written(&credited, words);
        let credit = credit(author, piece.clone(), credited, is_picture);
        let is_new = |known: &Credit| (&known.credited, known.class) != (&credit.credited, credit.class);
        if credits.len() < CREDITS_MAX && credits.iter().all(is_new) {
            credits.push(credit);
        }
    }
    credits
}

/// Returns whether an agency writes its name like this, as `dpa` does.
fn is_written(credited: &CreditedParty, words: &str) -> bool {
    matches!(credited, CreditedParty::Agency(agency) if AGENCIES[*agency as usize].names.contains(&words))
}

fn credit(author: &str, piece: Range<usize>, credited: CreditedParty, is_picture: bool) -> Credit {
    let business = match credited {
        CreditedParty::Agency(agency) => Some(AGENCIES[agency as usize].business),
        _ => None,
    };
    let class = match business {
        _ if is_picture => Class::Photo,
        Some(Business::PressRelease) => Class::PressRelease,
        Some(Business::Distributor) => Class::Distributor,
        Some(Business::Wire | Business::Group) => Class::Byline,
        None => Class::Mixed,
    };
    Credit {
        start: piece.start as u32,
        end: piece.end as u32,
        text: whole_words(&author[piece], QUOTED_BYTES_MAX).to_owned(),
        class,
        credited,
        channel: None,
        position: CreditPosition::Field,
        field: Some(CreditField::Author),
        strength: Strength::Strong,
        scope: if is_picture { Scope::Photo } else { Scope::Text },
        join_key: None,
    }
}

/// Returns the parts of the field between commas and other separators, without the spaces around
/// them.
fn pieces(author: &str) -> impl Iterator<Item = Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut cut = |start: usize, end: usize| {
        let piece = &author[start..end];
        let trimmed = piece.trim();
        let first = start + piece.len() - piece.trim_start().len();
        if !trimmed.is_empty() {
            pieces.push(first..first + trimmed.len());
        }
    };
    for (at, sign) in author.char_indices() {
        let separates = matches!(sign, ',' | ';' | '|' | '/' | '•' | '·' | '~' | '&' | '\n' | '(' | ')' | '–' | '—')
            // A hyphen separates where spaces are around it.
            || (sign == '-' && author[..at].ends_with(' ') && author[at + 1..].starts_with(' '));
        if separates {
            cut(start, at);
            start = at + sign.len_utf8();
        }
    }
    cut(start, author.len());
    pieces.into_iter()
}

/// Returns the agency that a piece names: as a whole, at its end after a writer, or at its start
/// before an office.
fn agency_in(piece: &str) -> Option<AgencyNumber> {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let named = |words: &[&str]| agency_of_words(words);
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    if let Some(agency) = named(&words) {
        return Some(agency);
    }
    for n in (1..=NAME_WORDS_MAX.min(words.len().saturating_sub(1))).rev() {
        let (writer, last) = words.split_at(words.len() - n);
        let is_another = CUES.other_names_before.end(&(lower[..writer.len()].join(" ") + " "));
        let is_of_person = writer.len() == 1 && n == 1 && may_be_family_name(last[0]);
        if let Some(agency) = named(last).filter(|_| !is_another && !is_of_person) {
            return Some(agency);
        }
        let (first, office) = words.split_at(n);
        let is_office = CUES.office_after.start(&(" ".to_owned() + &lower[n..].join(" ")));
        if let Some(agency) = named(first).filter(|_| is_office && !office.is_empty()) {
            return Some(agency);
        }
    }
    None
}

/// Returns the agency of this name, whatever the case, since many systems write all names of this
/// field alike, or of the outlet of this name.
fn agency_of_words(words: &[&str]) -> Option<AgencyNumber> {
    let name = words.join(" ");
    agency_credited_as(&name).or_else(|| agency_of_outlet(&name))
}

/// Returns whether one word can be a family name: it is written as such, and the agency has no
/// initials.
fn may_be_family_name(word: &str) -> bool {
    CUES.family_name.iter().any(|name| name == &word.to_lowercase())
}

/// Returns whether a piece says that agencies without a name wrote the text, as in `Wire services`.
fn is_unnamed_wire(piece: &str) -> bool {
    let folded = piece.to_lowercase();
    CUES.unnamed_wire.contains(&folded)
}
