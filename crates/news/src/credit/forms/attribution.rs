//! Agencies that a text names as sources of facts.

use crate::credit::agencies::AgencyNumber;
use crate::credit::credit_cues::CUES;
use crate::credit::found::{Class, Credit, CreditPosition, CreditedParty, Strength};
use crate::credit::mention::{Mention, head, tail};

/// Minimum number of bytes of a short name that means an agency after "told" and before "reported".
const SOURCE_NAME_BYTES_MIN: usize = 3;
/// Maximum number of bytes on either side of a source that are quoted with its name.
pub(super) const QUOTED_AROUND_SOURCE: usize = 24;

/// Returns whether the text names the agency as a source.
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
    // "told X" and "X reported" show that X is not a political party, unless X has only two
    // letters.
    let is_source = mention.name().len() >= SOURCE_NAME_BYTES_MIN
        && (CUES.source.short_before.end(&before) || CUES.source.short_after.start(after));
    is_source || (is_attributed && (CUES.agency_noun.occur_in(&before) || CUES.agency_noun.occur_in(after)))
}

/// Returns a credit such as `Reuters reported`, `told AFP`, `laut dpa` or `Selon l'AFP`: the agency
/// is a source of facts, not the origin of the text.
pub(super) fn attribution(mention: &Mention<'_>, agency: AgencyNumber, is_short: bool) -> Option<Credit> {
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
